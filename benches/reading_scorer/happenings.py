"""Events: the PLOVER class between two marked actors, and whether a marked event is planned, held, open or denied."""

from __future__ import annotations

from collections.abc import Sequence

from benches.reading_scorer.counts import Pair, Row, Score, Spanned, macro_f1, meet, share

# CAMEO's "yield" is two classes of PLOVER, between which its coders don't decide alike.
_ALIKE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_FROM_STATUS = {"under-way": "held", "postponed": "denied", "called-off": "denied"}
_BOTH = 5  # points of an event that has both actors in their roles


def plover(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Of the reading's events the one whose actors meet the marked ones best counts; NONE where it has no event.

    "events filed" goes by the class that a record files the event under, after which our own rows are labelled.
    """
    wanted, read, filed, both = [], [], 0, 0
    for gold, reading in pairs:
        for event in gold["events"]:
            if not event.get("type"):
                continue
            points, best = _closest(event, reading.get("events", []))
            both += points >= _BOTH
            wanted.append(_class(event["type"]))
            read.append(_class(best["type"]) if best is not None else "NONE")
            filed += best is not None and _class(best.get("filed") or best["type"]) == wanted[-1]
    right = sum(a == b for a, b in zip(wanted, read, strict=True))
    return {
        "events class": share(right, len(wanted)),
        "events filed": share(filed, len(wanted)),
        "events class macro": macro_f1(wanted, read),
        "events both actors": share(both, len(wanted)),
    }


def _class(name: str) -> str:
    return _ALIKE.get(name, name)


def _closest(event: Row, events: Sequence[Row]) -> tuple[int, Row | None]:
    best, most = None, -1
    for other in events:
        points = sum(_points(mark, other.get("actors", [])) for mark in event["actors"])
        if points > most:
            best, most = other, points
    return most, best


def _points(mark: Spanned, actors: Sequence[Spanned]) -> int:
    """3 for the marked actor in its role, 1 for it in another."""
    met = [a for a in actors if meet(a, mark)]
    if any(a.get("role") in {mark["role"], "participant"} for a in met):
        return 3
    return 1 if met else 0


def status(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Macro-F1 over planned, held, possible and denied of the marked events that the reading has; how many it has."""
    wanted, read, total = [], [], 0
    for gold, reading in pairs:
        for event in gold["events"]:
            total += 1
            hit = next((e for e in reading.get("events", []) if meet(e["trigger"], event)), None)
            if hit is not None:
                wanted.append(_kind(event))
                read.append(_FROM_STATUS.get(hit["status"], hit["status"]))
    return {"events status macro": macro_f1(wanted, read), "events found": share(len(wanted), total)}


def _kind(event: Row) -> str:
    if event.get("polarity") == "neg":
        return "denied"
    if event.get("certainty") in {"possible", "probable"}:
        ahead = event.get("time") == "future" and event["certainty"] == "probable"
        return "planned" if ahead else "possible"
    return "planned" if event.get("time") == "future" else "held"
