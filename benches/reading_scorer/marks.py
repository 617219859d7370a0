"""Times and names: spans with a type, times with a value too."""

from __future__ import annotations

from collections.abc import Sequence

from benches.reading_scorer.counts import Pair, Score, Spanned, f1, meet, share

NAMED = ("person", "organisation", "place")


def times(pairs: Sequence[Pair]) -> dict[str, Score]:
    """TempEval-3's measures: a labelled time takes the reading's time that meets it, one of its own value first."""
    strict = relaxed = value = kind = found = labelled = 0
    for gold, reading in pairs:
        read = list(reading.get("times", []))
        found, labelled = found + len(read), labelled + len(gold["times"])
        exact = {(t["start"], t["end"]) for t in read}
        for time in gold["times"]:
            strict += (time["start"], time["end"]) in exact
            twin = _twin(time, read)
            if twin is None:
                continue
            read.remove(twin)
            relaxed += 1
            value += twin.get("value") == time["value"]
            kind += twin.get("type") == time["type"]
    return {
        "times strict": f1(strict, found, labelled),
        "times relaxed": f1(relaxed, found, labelled),
        "times value": f1(value, found, labelled),
        "times type": share(kind, relaxed),
    }


def _twin(time: Spanned, read: Sequence[Spanned]) -> Spanned | None:
    def distance(other: Spanned) -> tuple[bool, int]:
        apart = abs(other["start"] - time["start"]) + abs(other["end"] - time["end"])
        return other.get("value") != time["value"], apart

    return min((t for t in read if meet(t, time)), key=distance, default=None)


def entities(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Names of persons, organisations and places, right in both ends and type."""
    scores, totals = {}, [0, 0, 0]
    for kind in NAMED:
        right = found = labelled = 0
        for gold, reading in pairs:
            wanted = {(e["start"], e["end"]) for e in gold["entities"] if e["type"] == kind}
            read = {(e["start"], e["end"]) for e in reading.get("entities", []) if e["type"] == kind}
            right, found, labelled = right + len(wanted & read), found + len(read), labelled + len(wanted)
        scores[f"entities {kind}"] = f1(right, found, labelled)
        totals = [a + b for a, b in zip(totals, (right, found, labelled), strict=True)]
    scores["entities"] = f1(totals[0], totals[1], totals[2])
    return scores
