"""A trained network as one ONNX file with int8 weights."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sourcebook.read.encoder.passages import MOST_PIECES
from sourcebook.read.encoder.seen import LINK_ROLES
from sourcebook.read.encoder.wordpieces import SHAPE_IDS
from training.batches import inputs_of
from training.heads import NUMBERS
from training.net import SENSE_WIDTH, Network
from training.passages import Item

OPSET = 20
AXES = {  # one passage at a time: no padding, so no mask
    "ids": {1: "pieces"},
    "shape": {1: "pieces"},
    "first": {1: "words"},
    "pool": {1: "sentences", 2: "pieces"},
    "words": {1: "words"},
    "links": {2: "words", 3: "words"},
    "vectors": {1: "sentences"},
}


class _Single(nn.Module):
    """The network as the reader asks it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shape: Tensor, first: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """As Network.forward, of one passage; `mask` is not looked at."""
        found: tuple[Tensor, ...] = self.network(ids, torch.ones(ids.shape), shape, first, pool)
        return found


def export(network: Network, example: Item, to: Path, *, bias: dict[str, float]) -> None:
    """Write the network to `to`, weights in int8 with a scale a channel, with what its numbers mean as metadata.

    `bias` is taken off the score of a head's O label before spans are decoded; `example` is any item, for tracing.
    """
    network.eval()
    inputs = {name: given for name, given in inputs_of([example]).items() if name != "mask"}
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Single(network),
                tuple(inputs.values()),
                str(whole),
                input_names=list(inputs),
                output_names=["words", "links", "vectors"],
                dynamic_axes=AXES,
                opset_version=OPSET,
                custom_opsets={"com.microsoft": 1},
                dynamo=False,
            )
        quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(small)
    _unsign(model)
    told = model.metadata_props.add()
    told.key, told.value = "sourcebook", json.dumps(_meaning(network, bias), sort_keys=True)
    part = to.with_suffix(".part")
    onnx.save(model, part)
    part.replace(to)


def _unsign(model: onnx.ModelProto) -> None:
    """Shift the int8 weights of every product to uint8, with their zero points: the same numbers on every processor.

    Where a processor has AVX2 but no VNNI, onnxruntime multiplies uint8 by int8 with an instruction whose sums of two
    products saturate at 16 bits; uint8 by uint8 is summed exactly everywhere.
    """
    arrays = {tensor.name: tensor for tensor in model.graph.initializer}
    names = {
        name for node in model.graph.node if node.op_type == "MatMulInteger" for name in (node.input[1], node.input[3])
    }
    for name in sorted(names):
        shifted = numpy_helper.to_array(arrays[name]).astype(np.int16) + 128
        arrays[name].CopyFrom(numpy_helper.from_array(shifted.astype(np.uint8), name))


def _meaning(network: Network, bias: dict[str, float]) -> dict[str, object]:
    slices = network.spec.slices()
    heads = [
        {"name": name, "start": slices[name][0], "stop": slices[name][1], "labels": list(labels)}
        for name, labels in network.spec.labels.items()
    ]
    behind = network.spec.width
    heads.append({"name": "sense", "start": behind, "stop": behind + SENSE_WIDTH, "labels": []})
    return {
        "heads": heads,
        "numbers": list(NUMBERS),
        "roles": list(LINK_ROLES),
        "max_pieces": MOST_PIECES,
        "shapes": SHAPE_IDS,
        "depth": network.depth,
        "bias": bias,
    }
