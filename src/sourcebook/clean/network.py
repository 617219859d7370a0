"""The line labeller's network at run time: numpy alone. training/line_labeller.py trains and writes it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from sourcebook.clean.features import Floats

LABELS = ("body", "title", "aside", "comment", "other")
"""What a line can be to the network; `aside`: bylines, dates, credits and captions."""
BODY, TITLE = 0, 1
_FILE = "labeller.npz"


def probabilities(features: Floats) -> Floats:
    """How likely each line is each of `LABELS`: a row a line, each row's sum is one."""
    nets = _nets()
    total = np.zeros((len(features), len(LABELS)), np.float32)
    for net in nets:
        total += _softmax(_logits(net, features))
    return total / np.float32(len(nets))


@cache
def _nets() -> list[dict[str, Floats]]:
    with np.load(files("sourcebook.clean") / "data" / _FILE) as stored:  # type: ignore[arg-type]
        values = {name: stored[name].astype(np.float32) for name in stored.files}
    count = 1 + max(int(name.split(".")[0]) for name in values)
    return [
        {name.split(".", 1)[1]: value for name, value in values.items() if name.startswith(f"{number}.")}
        for number in range(count)
    ]


def _logits(net: dict[str, Floats], features: Floats) -> Floats:
    """A layer over each line, dilated convolutions over the lines about it, and what the whole page shows."""
    start = np.maximum(features @ net["first.weight"].T + net["first.bias"], 0)
    state = start
    depth = sum(name.endswith(".weight") and name.startswith("layers.") for name in net)
    for number in range(depth):
        weight, bias = net[f"layers.{number}.weight"], net[f"layers.{number}.bias"]
        state = state + np.maximum(_convolved(state, weight, 1 << number) + bias, 0)
    page = np.concatenate([state.mean(axis=0), state.max(axis=0)])
    page = np.maximum(page @ net["page.weight"].T + net["page.bias"], 0)
    joined = np.concatenate([state + page, start], axis=1)
    logits: Floats = joined @ net["last.weight"].T + net["last.bias"]
    return logits


def _convolved(state: Floats, weight: Floats, step: int) -> Floats:
    """A convolution of width three whose outer taps are `step` lines away."""
    result: Floats = state @ weight[:, :, 1].T
    if step < len(state):
        result[step:] += state[:-step] @ weight[:, :, 0].T
        result[:-step] += state[step:] @ weight[:, :, 2].T
    return result


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result
