"""Positions over reports: one demand with all who report it, and what replaced it when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sourcebook.lexicon.calendar import number_word
from sourcebook.lexicon.offices import office
from sourcebook.link.content import content_words, overlap
from sourcebook.link.ids import stable_id
from sourcebook.model import Evidence, Position, PositionMention, Reading

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex

SAME = 0.45  # Jaccard of content words from which two wordings hold one position; measured on the development stories
ISSUE = 0.2  # from which two positions of a holder are about one issue
_STATES_OWN = frozenset({"GOV", "MIL", "LEG", "SPY"})


@dataclass(slots=True, frozen=True)
class _Held:
    """One mention of a position with its holder resolved."""

    holder: str
    mention: PositionMention
    evidence: Evidence
    words: frozenset[str]
    issue: frozenset[str]
    numbers: frozenset[int]
    since: date | None

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.evidence.report, self.evidence.start, self.evidence.end)


def link_positions(
    readings: Sequence[Reading], index: EntityIndex, origin_of: Mapping[str, str]
) -> tuple[Position, ...]:
    """Every position once, with all its evidence, and the one that it replaces."""
    held: dict[tuple[str, str], dict[tuple[str, int, int], _Held]] = defaultdict(dict)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for mention in reading.positions:
            one = _held(reading, mention, index)
            if one is not None:
                held[(one.holder, mention.stance)].setdefault(one.key, one)  # two names of one holder: one position
    by_holder: dict[str, list[tuple[Position, list[_Held]]]] = defaultdict(list)
    for (holder, _), mentions in sorted(held.items()):
        for group in _same(list(mentions.values()), origin_of):
            by_holder[holder].append((_position(group), group))
    found = [p for _, positions in sorted(by_holder.items()) for p in _replaced(positions)]
    return tuple(sorted(found, key=lambda p: p.id))


def _held(reading: Reading, mention: PositionMention, index: EntityIndex) -> _Held | None:
    report = reading.report
    entity_id = index.find(report.id, mention.holder_name)
    if entity_id is None:
        return None
    text = report.text[mention.start : mention.end]
    return _Held(
        holder=_side(entity_id, index),
        mention=mention,
        evidence=Evidence(report=report.id, start=mention.start, end=mention.end, text=text),
        words=frozenset(content_words(text)),
        issue=frozenset(content_words(mention.issue)),
        numbers=frozenset(n for word in text.split() if (n := number_word(word.strip(",.;"))) is not None),
        since=mention.earliest or (report.published.earliest if report.published else None),
    )


def _side(entity_id: str, index: EntityIndex) -> str:
    """The country of a person who speaks for it by office; everybody else holds for themselves."""
    entity = index.by_id[entity_id]
    country = index.country_id(entity.country)
    if country is None or entity.type == "place":
        return entity_id
    if entity.type != "person":
        return entity_id
    offices = (office(role.role) for role in entity.roles)
    return country if any(o is not None and o.sector in _STATES_OWN for o in offices) else entity_id


def _same(mentions: list[_Held], origin_of: Mapping[str, str]) -> list[list[_Held]]:
    """Group mentions of one position: enough of the same words, or one passage of one source."""
    groups: list[list[_Held]] = []
    for one in sorted(mentions, key=lambda h: h.key):
        home = next((g for g in groups if any(_alike(one, other, origin_of) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _alike(a: _Held, b: _Held, origin_of: Mapping[str, str]) -> bool:
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False  # "all four gates" and "two gates" are two demands however alike the rest is
    origin = origin_of.get(a.evidence.report)
    akin = origin is not None and origin == origin_of.get(b.evidence.report)
    return overlap(a.words, b.words) >= (SAME * 0.6 if akin else SAME)


def _position(group: list[_Held]) -> Position:
    first = min(group, key=lambda h: (h.since or date.max, h.key))
    return Position(
        id=stable_id("o", first.holder, first.mention.stance, *min(h.key for h in group)),
        holder=first.holder,
        issue=first.mention.issue,
        stance=first.mention.stance,
        text=first.evidence.text,
        as_of=min((h.since for h in group if h.since), default=None),
        replaces=None,
        evidence=tuple(h.evidence for h in sorted(group, key=lambda h: h.key)),
    )


def _replaced(positions: list[tuple[Position, list[_Held]]]) -> list[Position]:
    """Tie each position to the holder's latest earlier one on the same issue, where text or stance changed."""
    ordered = sorted(positions, key=lambda p: (p[0].as_of or date.max, p[0].id))
    found: list[Position] = []
    for at, (position, group) in enumerate(ordered):
        before = None
        for earlier, others in reversed(ordered[:at]):
            known = earlier.as_of is not None and position.as_of is not None and earlier.as_of < position.as_of
            if known and _about_one_thing(group, others):
                before = earlier.id
                break
        found.append(_with_before(position, before))
    return found


def _about_one_thing(one: list[_Held], other: list[_Held]) -> bool:
    return any(overlap(a.issue, b.issue) >= ISSUE or overlap(a.words, b.words) >= ISSUE for a in one for b in other)


def _with_before(position: Position, before: str | None) -> Position:
    return (
        position
        if before is None
        else Position(
            id=position.id,
            holder=position.holder,
            issue=position.issue,
            stance=position.stance,
            text=position.text,
            as_of=position.as_of,
            replaces=before,
            evidence=position.evidence,
        )
    )
