"""What the encoder saw and what rules found, made one list of attributions.

The encoder knows far more cues, and where it is sure it knows best where their content ends; rules know which
quotation a cue brings in, who "who" is, and what the clause around a cue holds. So an attribution that both found has
the rules' frame, and the words of the surer one. Thresholds are data (`seen` in data/attribution.toml).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.cues import threshold

_SAME = 0.3  # share of two contents' characters that both have, in one attribution found twice
_CLAUSE = 25  # characters of what is said within what is said, at least
_THAT = 5  # characters between a noun and what follows its "that"
_LOOSE = 2  # characters of punctuation that a content cut short may still have at its end
_LEAST = 0.02  # how near a score comes to 0 or 1 before its odds say nothing more


def joined(seen: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of one paragraph in text order."""
    seen = [one for one in seen if not _carries(one, ruled)]
    free = list(ruled)
    found: list[Attribution] = []
    pairs = [(one, twin) for one, twin in paired(seen, ruled) if twin is not None or not _is_part(one, ruled)]
    twins = [twin for _, twin in pairs if twin is not None]
    for one, twin in pairs:
        if twin is not None:
            free.remove(twin)
            shares = _shares(one, twin, [r for r in free if r not in twins])
            found.append(_merged(replace(one, content=twin.content) if shares else one, twin))
        elif belief(one, seen, ruled) >= threshold("seen", "alone"):
            found.append(one)
    for rule in free:
        others = [s for s in found if rule.content and _touch(s, rule) and s.level == rule.level]
        if not others and (rule.content or rule.quotes):
            found.append(rule)
        elif others and _is_within(rule, others):
            found += _nested(rule)
        elif others and all(s.score < threshold("seen", "over_rules") for s in others):
            found = [*(s for s in found if s not in others), rule]
    return sorted(found, key=lambda a: (a.cue.start, a.cue.end, a.level))


def _carries(one: Attribution, ruled: Sequence[Attribution]) -> bool:
    """Whether "according to Y" tells who carried what a rule shows another to say: "S, X said, according to Y"."""
    return one.source is not None and any(r.carrier is not None and r.carrier.overlaps(one.source) for r in ruled)


def paired(seen: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[tuple[Attribution, Attribution | None]]:
    """Each attribution that the encoder saw with the rules' that is the same one, None where there is none."""
    free = list(ruled)
    pairs: list[tuple[Attribution, Attribution | None]] = []
    for one in seen:
        twin = max(free, key=lambda rule: _likeness(one, rule), default=None)
        if twin is not None and _likeness(one, twin) > 0:
            free.remove(twin)
            pairs.append((one, twin))
        else:
            pairs.append((one, None))
    return pairs


def belief(one: Attribution, seen: Sequence[Attribution], ruled: Sequence[Attribution]) -> float:
    """How likely, 0 to 1, an attribution is right that the encoder alone found, among those of its paragraph."""
    told = features(one, seen, ruled)
    return 1 / (1 + math.exp(-sum(threshold("belief", name) * value for name, value in told.items())))


def features(one: Attribution, seen: Sequence[Attribution], ruled: Sequence[Attribution]) -> dict[str, float]:
    """What the belief rests on; the encoder's own score is too sure of short contents and of what others' words hold.

    The weights are those of a logistic regression (training/beliefs.py).
    """
    score = min(max(one.score, _LEAST), 1 - _LEAST)
    size = sum(s.end - s.start for s in one.content)
    return {
        "bias": 1.0,
        "score": math.log(score / (1 - score)),
        "size": math.log(max(size, 1)),
        "source": float(one.source is not None),
        "taken": float(any(_touch(one, rule) for rule in ruled)),
        "within": float(any(s.contains(one.cue) for o in (*seen, *ruled) for s in o.content)),
        "inner": float(one.level > 1),
    }


def _is_part(one: Attribution, ruled: Sequence[Attribution]) -> bool:
    """Whether what the encoder alone saw lies within what a rule shows to be said: "X will look at it, Y said"."""
    outer = [r for r in ruled if r.follows and r.quotes and r.strong and r.level <= one.level and r.source is not None]
    return _is_within(one, outer)


def _nested(rule: Attribution) -> list[Attribution]:
    """What a rule finds within what another says: a level down if it is said, nothing if it is held or wanted."""
    size = sum(s.end - s.start for s in rule.content)
    that = bool(rule.content) and rule.content[0].start - rule.clause.end >= _THAT
    said = rule.source is not None and (rule.strong and size >= _CLAUSE if rule.quotes else that)
    return [replace(rule, level=rule.level + 1)] if said else []


def _likeness(one: Attribution, other: Attribution) -> float:
    """Above 0 where both are one attribution: by cue, or by enough of their content."""
    share = _jaccard(one.content, other.content)
    if _overlap(one.cue, other.cue):
        return 1 + share
    if any(s.contains(a.cue) for a, b in ((one, other), (other, one)) for s in b.content):
        return 0.0  # what is said of somebody's saying something isn't what he says
    return share if share >= _SAME and one.level == other.level else 0.0


def _shares(seen: Attribution, ruled: Attribution, free: Sequence[Attribution]) -> bool:
    """Whether the encoder took for content what the rules give to a later cue: "X said A and called for B"."""
    if not ruled.content:
        return False
    end = ruled.content[-1].end
    later = [r for r in free if r.level == ruled.level and r.content and r.cue.start >= end]
    return any(s.contains(r.cue) for r in later for s in seen.content)


def _merged(seen: Attribution, ruled: Attribution) -> Attribution:
    if ruled.carrier is not None:
        return replace(ruled, level=seen.level, score=max(seen.score, threshold("seen", "over_rules")))
    if ruled.source is not None and seen.source is not None and _in_content(seen.source, ruled):
        return replace(
            ruled, level=max(seen.level, ruled.level), score=max(seen.score, threshold("seen", "over_rules"))
        )
    same = ruled.source is not None and (seen.source is None or _overlap(ruled.source, seen.source))
    unsure = seen.source_score < threshold("seen", "source") or not ruled.quotes  # a noun's owner stands before it
    keeps = same or (ruled.source is not None and unsure)
    sure = not ruled.content or seen.score >= threshold("seen", "edges")
    own = tuple(s for s in seen.content if not ruled.content or not _in_clause(s, ruled))  # "..., tells she to X"
    return replace(
        ruled,
        content=own if sure and own else ruled.content or seen.content,
        source=ruled.source if keeps else seen.source,
        antecedent=ruled.antecedent if keeps else None,
        follows=seen.follows if sure else ruled.follows,
        level=max(seen.level, ruled.level),
        score=max(seen.score, threshold("seen", "over_rules")),
    )


def _in_content(source: Span, ruled: Attribution) -> bool:
    """Whether what the encoder took for the source is of what was said: "X wants S, its envoy, Orla Venn, said"."""
    return ruled.follows and any(s.contains(source) for s in ruled.content)


def _in_clause(span: Span, ruled: Attribution) -> bool:
    """Whether a piece of content is the rule's source and hearer."""
    return ruled.source is not None and ruled.clause.contains(span) and span.contains(ruled.source)


def _is_within(rule: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether cue and content lie within one of the contents."""
    parts = (rule.cue, *rule.content)
    return any(all(_holds(s, part) for part in parts) for o in others for s in o.content)


def _holds(outer: Span, part: Span) -> bool:
    return outer.start <= part.start and part.end <= outer.end + _LOOSE


def _touch(one: Attribution, other: Attribution) -> bool:
    return any(_overlap(a, b) for a in one.content for b in other.content)


def _overlap(one: Span, other: Span) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    size = sum(s.end - s.start for s in (*one, *other)) - both
    return both / size if size else 0.0
