"""Who says what: contents matched one to one, the best overlap first, and their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benches.reading_scorer.counts import Pair, Row, Score, Spanned, characters, f1, meet, share

LEAST, GOOD, CLOSE = 0.3, 0.5, 0.8  # Jaccard of the characters of two contents


def statements(pairs: Sequence[Pair]) -> dict[str, Score]:
    """F1 of contents at three overlaps, of contents with their speaker; how many speakers of matched ones are right.

    Content within content counts as a statement of its own; "nested" is the share of these that are found with the
    level of their own.
    """
    hits = {LEAST: 0, GOOD: 0, CLOSE: 0}
    found = labelled = named = right = complete = nested = within = 0
    for gold, reading in pairs:
        said: Sequence[Row] = reading.get("statements", [])
        found, labelled = found + len(said), labelled + len(gold["statements"])
        within += sum(_is_nested(s) for s in gold["statements"])
        for overlap, one, other in _matched(gold["statements"], said):
            for least in hits:
                hits[least] += overlap >= least
            speakers = _spans(one.get("speaker_spans") or one.get("speaker"))
            same = any(meet(a, b) for a in speakers for b in _spans(other.get("speaker")))
            named, right = named + bool(speakers), right + same
            complete += same if speakers else not other.get("speaker")
            nested += _is_nested(one) and _is_nested(other)
    scores = {f"statements at {least}": f1(hit, found, labelled) for least, hit in hits.items()}
    scores["statements speaker"] = share(right, named)
    scores["statements with speaker"] = f1(complete, found, labelled)
    if within:
        scores["statements nested"] = share(nested, within)
    return scores


def _is_nested(statement: Row) -> bool:
    return int(statement.get("level", 1)) > 1


def _spans(value: Any) -> list[Spanned]:
    return value if isinstance(value, list) else [value] if value else []


def _matched(gold: Sequence[Row], read: Sequence[Row]) -> list[tuple[float, Row, Row]]:
    """Pairs of statements with the overlap of their contents, each statement in one pair at most."""
    wanted = [characters(s["content"]) for s in gold]
    got = [characters(s["content"]) for s in read]
    close = [
        (-len(a & b) / len(a | b), i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(got)
        if len(a & b) >= LEAST * len(a | b)
    ]
    taken: set[int] = set()
    used: set[int] = set()
    pairs = []
    for overlap, i, j in sorted(close):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            pairs.append((-overlap, gold[i], read[j]))
    return pairs
