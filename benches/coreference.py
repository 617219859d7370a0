"""Scores of coreference: MUC, B-cubed, CEAF-e (entity-based), and CoNLL F1, their mean.

Mentions that only one of the two clusterings has count as missed or as found for nothing, as in the CoNLL scorer
(Pradhan et al. 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[tuple[str, int, int]]]


def conll(gold: Clusters, found: Clusters) -> dict[str, float]:
    """F1 by each measure, and their mean under "CoNLL"."""
    scores = {"MUC": _muc(gold, found), "B3": _b_cubed(gold, found), "CEAFe": _ceaf(gold, found)}
    return {**scores, "CoNLL": sum(scores.values()) / len(scores)}


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, members in enumerate(clusters) for mention in members}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc(gold: Clusters, found: Clusters) -> float:
    """Vilain et al. 1995: links that are missing from each cluster."""
    return _f1(_links(found, gold), _links(gold, found))


def _links(clusters: Clusters, others: Clusters) -> float:
    home = _home(others)
    needed = sum(len(members) - 1 for members in clusters)
    kept = sum(len(members) - len({home.get(mention, mention) for mention in members}) for members in clusters)
    return kept / needed if needed else 1.0


def _b_cubed(gold: Clusters, found: Clusters) -> float:
    """Bagga and Baldwin 1998: for each mention, the share of its cluster that is right."""
    return _f1(_shares(found, gold), _shares(gold, found))


def _shares(clusters: Clusters, others: Clusters) -> float:
    home = _home(others)
    total = sum(len(members) for members in clusters)
    right = 0.0
    for members in clusters:
        counts = Counter(home[mention] for mention in members if mention in home)
        right += sum(count * count for count in counts.values()) / len(members)
    return right / total if total else 1.0


def _ceaf(gold: Clusters, found: Clusters) -> float:
    """Luo 2005, with phi4: the best pairing of clusters by the share of mentions that they have in common."""
    home = _home(found)
    alike = np.zeros((len(gold), len(found)))
    for row, members in enumerate(gold):
        for column, count in Counter(home[mention] for mention in members if mention in home).items():
            alike[row, column] = 2 * count / (len(members) + len(found[column]))
    best = float(alike[linear_sum_assignment(-alike)].sum())
    return _f1(best / len(found), best / len(gold))
