"""What the encoder saw and what rules found, made one list of attributions.

The encoder knows far more cues and where what they bring in ends; rules know that a quotation beside a cue is its
content, who "who" is, and what a clause around a cue holds. So where both found an attribution the words are the
encoder's and the frame is the rules'; what only one found must be sure of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution

_SAME = 0.5  # share of two contents' characters that both have, in one attribution found twice
_SURE = 0.5  # score from which the encoder alone is believed


def joined(seen: Sequence[Attribution], ruled: Sequence[Attribution], quoted: Sequence[Span]) -> list[Attribution]:
    """The attributions of one paragraph in text order; `quoted`: its quotations with their marks."""
    free = list(ruled)
    found = []
    for one in seen:
        twin = next((r for r in free if _same(one, r)), None)
        if twin is not None:
            free.remove(twin)
            found.append(_merged(one, twin))
        elif one.score >= _SURE:
            found.append(one)
    found += [r for r in free if _stands(r, seen, quoted)]
    return sorted(found, key=lambda a: (a.cue.start, a.cue.end, a.level))


def _same(one: Attribution, other: Attribution) -> bool:
    if _overlap(one.cue, other.cue):
        return True
    return _jaccard(one.content, other.content) >= _SAME


def _merged(seen: Attribution, ruled: Attribution) -> Attribution:
    same_source = ruled.source is not None and seen.source is not None and _overlap(ruled.source, seen.source)
    keeps = seen.source is None or same_source
    return replace(
        ruled,
        content=seen.content,
        source=ruled.source if keeps else seen.source,
        antecedent=ruled.antecedent if keeps else None,
        follows=seen.follows,
        level=seen.level,
        score=seen.score,
    )


def _stands(ruled: Attribution, seen: Sequence[Attribution], quoted: Sequence[Span]) -> bool:
    """Whether an attribution that the encoder didn't see is believed: it has a quotation or waits for one."""
    if not ruled.content:
        return ruled.quotes
    if any(_overlap(a, b) for s in seen for a in s.content for b in ruled.content):
        return False
    return any(_overlap(q, span) for q in quoted for span in ruled.content)


def _overlap(one: Span, other: Span) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    size = sum(s.end - s.start for s in (*one, *other)) - both
    return both / size if size else 0.0
