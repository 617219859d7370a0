"""Multinomial logistic regression, for the small judges that the reader asks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float32]
Layer = tuple[Floats, Floats]


def logistic(given: Floats, right: npt.NDArray[Any], share: Floats, *, classes: int, decay: float) -> Layer:
    """The `weight` [width, classes] and `bias` [classes] by which rows [n, width] have their `right` class, each row
    weighed by its `share`; L2 with `decay` on columns brought to one deviation, which is taken in afterwards."""
    mean, deviation = given.mean(0), given.std(0) + 1e-2
    given = (given - mean) / deviation
    share = share / share.sum()
    shape, every = (given.shape[1] + 1, classes), np.arange(len(given))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        layer = flat.reshape(shape)
        scores = given @ layer[:-1] + layer[-1]
        scores -= scores.max(1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(1, keepdims=True)
        value = -(share * np.log(likely[every, right] + 1e-12)).sum() + decay * (layer[:-1] ** 2).sum()
        likely[every, right] -= 1
        likely *= share[:, None]
        slope = np.vstack([given.T @ likely + 2 * decay * layer[:-1], likely.sum(0)])
        return float(value), slope.ravel()

    layer = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)
    weight = layer[:-1] / deviation[:, None]
    return weight.astype(np.float32), (layer[-1] - mean @ weight).astype(np.float32)


def judged(given: Floats, layer: Layer) -> Floats:
    """The classes' probabilities of each row."""
    scores = given @ layer[0] + layer[1]
    likely: Floats = np.exp(scores - scores.max(1, keepdims=True))
    return likely / likely.sum(1, keepdims=True)
