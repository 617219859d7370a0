"""Write the tests' stand-in for the encoder: the same inputs, outputs and metadata, made-up weights, some 40 kB.

usage: python training/tiny_encoder.py tests/read/data/tiny_encoder.onnx

What it says has no meaning, but depends on every piece of the passage, as the trained encoder's answers do. Needs onnx.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, VECTOR = 12, 384
PENN = ["CC", "CD", "DT", "IN", "JJ", "NN", "NNP", "NNS", "PRP", "RB", "TO", "VB", "VBD", "VBG", "VBN", "VBZ", ",", "."]
PLOVER = ["AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "ASSAULT"]
HEADS = {
    "entity": ["O", *(f"{b}-{t}" for t in ("person", "organisation", "place", "group", "other") for b in "BI")],
    "time": ["O", *(f"{b}-{t}" for t in ("date", "time", "duration", "set") for b in "BI")],
    **{name: ["O", "B", "I"] for name in ("content", "inner", "cue", "source")},
    "tag": PENN,
    "relation": ["root", "nsubj", "obj", "obl", "det", "case", "punct"],
    "trigger": ["none", *PLOVER, "OTHER"],
    "certainty": ["certain", "probable", "possible"],
    "polarity": ["pos", "neg"],
    "future": ["no", "yes"],
    "factuality": ["value"],
}
ROLES = ["said_by", "said_how", "agent", "patient", "head"]


def layout() -> dict[str, object]:
    """The metadata that the model carries."""
    heads, at = [], 0
    for name, labels in HEADS.items():
        heads.append({"name": name, "start": at, "stop": at + len(labels), "labels": labels})
        at += len(labels)
    return {"heads": heads, "roles": ROLES, "max_pieces": 160, "bias": {"content": 0.3}}


def model() -> onnx.ModelProto:
    """The graph: sines of the piece numbers, mixed over the passage, then one matrix a head."""
    chance = np.random.default_rng(7)
    columns = sum(map(len, HEADS.values()))
    out = chance.normal(size=(WIDTH, columns)).astype(np.float32)
    lean = np.zeros(columns, dtype=np.float32)
    for head in layout()["heads"]:  # type: ignore[attr-defined]
        if head["labels"][0] in {"O", "none"}:
            lean[head["start"]] = 2.0  # most words are nothing
    weights = {
        "by": np.linspace(0.11, 1.7, WIDTH, dtype=np.float32),
        "by_shape": np.linspace(0.3, 2.1, WIDTH, dtype=np.float32),
        "out": out,
        "lean": lean,
        "role": chance.normal(size=(len(ROLES), WIDTH, WIDTH)).astype(np.float32),
        "wide": chance.normal(size=(WIDTH, VECTOR)).astype(np.float32),
        "half": np.array(0.5, dtype=np.float32),
        "last": np.array([-1], dtype=np.int64),
        "middle": np.array([1], dtype=np.int64),
    }
    node = helper.make_node
    nodes = [
        node("Unsqueeze", ["ids", "last"], ["ids3"]),
        node("Unsqueeze", ["shape", "last"], ["shape3"]),
        node("Cast", ["ids3"], ["ids_f"], to=TensorProto.FLOAT),
        node("Cast", ["shape3"], ["shape_f"], to=TensorProto.FLOAT),
        node("Mul", ["ids_f", "by"], ["turned"]),
        node("Mul", ["shape_f", "by_shape"], ["turned_shape"]),
        node("Add", ["turned", "turned_shape"], ["angle"]),
        node("Sin", ["angle"], ["own"]),
        node("ReduceMean", ["own", "middle"], ["all"], keepdims=1),
        node("Mul", ["all", "half"], ["some"]),
        node("Add", ["own", "some"], ["hidden"]),
        node("Unsqueeze", ["first", "last"], ["first3"]),
        node("Shape", ["hidden"], ["size"]),
        node("Constant", [], ["two"], value=numpy_helper.from_array(np.array([2], dtype=np.int64))),
        node("Gather", ["size", "two"], ["width"]),
        node("Shape", ["first"], ["first_size"]),
        node("Concat", ["first_size", "width"], ["wanted"], axis=0),
        node("Expand", ["first3", "wanted"], ["index"]),
        node("GatherElements", ["hidden", "index"], ["word"], axis=1),
        node("MatMul", ["word", "out"], ["plain"]),
        node("Add", ["plain", "lean"], ["words"]),
        node("Unsqueeze", ["word", "middle"], ["word4"]),
        node("MatMul", ["word4", "role"], ["sent"]),
        node("Transpose", ["word4"], ["back"], perm=[0, 1, 3, 2]),
        node("MatMul", ["sent", "back"], ["links"]),
        node("MatMul", ["pool", "hidden"], ["pooled"]),
        node("MatMul", ["pooled", "wide"], ["long"]),
        node("ReduceL2", ["long", "last"], ["norm"], keepdims=1),
        node("Div", ["long", "norm"], ["vectors"]),
    ]
    kinds = {"ids": "bt", "shape": "bt", "first": "bw", "pool": "bst"}
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT if name == "pool" else TensorProto.INT64, list(axes))
        for name, axes in kinds.items()
    ]
    shapes = {"words": ["b", "w", columns], "links": ["b", len(ROLES), "w", "w"], "vectors": ["b", "s", VECTOR]}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, axes) for name, axes in shapes.items()]
    stored = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, stored)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(made, {"sourcebook": json.dumps(layout())})
    onnx.checker.check_model(made)
    return made


def main(path: str) -> None:
    """Write the model."""
    data = model().SerializeToString()
    Path(path).write_bytes(data)
    print(f"{path}: {len(data):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
