"""A trained network as one ONNX file with int8 weights."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from sourcebook.read.encoder.passages import MOST_PIECES
from sourcebook.read.encoder.seen import LINK_ROLES
from sourcebook.read.encoder.wordpieces import SHAPE_IDS
from training.batches import inputs_of
from training.heads import NUMBERS
from training.net import Network
from training.passages import Item

OPSET = 20
AXES = {
    "ids": {0: "passages", 1: "pieces"},
    "mask": {0: "passages", 1: "pieces"},
    "shape": {0: "passages", 1: "pieces"},
    "first": {0: "passages", 1: "words"},
    "pool": {0: "passages", 1: "sentences", 2: "pieces"},
    "words": {0: "passages", 1: "words"},
    "links": {0: "passages", 2: "words", 3: "words"},
    "vectors": {0: "passages", 1: "sentences"},
}


def export(network: Network, example: Item, to: Path, *, bias: dict[str, float]) -> None:
    """Write the network to `to`, weights in int8 with a scale a channel, with what its numbers mean as metadata.

    `bias` is taken off the score of a head's O label before spans are decoded; `example` is any item, for tracing.
    """
    network.eval()
    inputs = inputs_of([example, example])
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network,
                tuple(inputs.values()),
                str(whole),
                input_names=list(inputs),
                output_names=["words", "links", "vectors"],
                dynamic_axes=AXES,
                opset_version=OPSET,
                dynamo=False,
            )
        quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(small)
    told = model.metadata_props.add()
    told.key, told.value = "sourcebook", json.dumps(_meaning(network, bias), sort_keys=True)
    part = to.with_suffix(".part")
    onnx.save(model, part)
    part.replace(to)


def _meaning(network: Network, bias: dict[str, float]) -> dict[str, object]:
    slices = network.spec.slices()
    heads = [
        {"name": name, "start": slices[name][0], "stop": slices[name][1], "labels": list(labels)}
        for name, labels in network.spec.labels.items()
    ]
    return {
        "heads": heads,
        "numbers": list(NUMBERS),
        "roles": list(LINK_ROLES),
        "max_pieces": MOST_PIECES,
        "shapes": SHAPE_IDS,
        "depth": network.depth,
        "bias": bias,
    }
