"""Positions over reports: one demand with all who report it, and what replaced it when.

Mentions are one position where holder and stance are the same and the words say the same: enough words in common, or
all of the shorter one's words in the longer; numbers keep apart ("all four gates", "two gates"). A position replaces
an earlier one of its holder on the same issue where it is another demand, or where the stance turns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from sourcebook.lexicon.calendar import number_word
from sourcebook.lexicon.names import fold
from sourcebook.link.affiliations import affiliations
from sourcebook.link.content import content_words, overlap, words_rarer_than
from sourcebook.link.holders import rules, side_of
from sourcebook.link.ids import stable_id
from sourcebook.model import Evidence, Position, PositionMention, Reading

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex

SAME = 0.45  # Jaccard of content words from which two wordings hold one position; measured on the development stories
COPIED = 0.6  # of it that is enough between reports of one origin
WITHIN = 0.8  # share of the shorter wording's words that are in the longer one
ISSUE = 0.5  # Jaccard of issue words from which two positions of a holder are about one issue
REPEATED = 0.7  # from which a later demand of the same stance says nothing new
TURN = 0.2  # Jaccard of all words from which a turn from no to yes may be on one issue
COMMON = 0.1  # a word that more of a record's positions hold (and more than a handful) doesn't tell an issue
HANDFUL = 6
PLAIN = 0.3  # a word that more reports hold says nothing; higher than elsewhere, for a demand's words are few
FRESH = timedelta(days=60)  # a demand met again after longer silence is told as a position of its own
SOON = timedelta(days=7)  # within which one noun in two wordings of a stance is one position
_PART = 4  # words; a number so soon after another is what the first is a part of
_NO_LONGER = re.compile(r"\bno longer\b.*?\bbut\b|\b(?:down|up) from\b.*?\bto\b", re.IGNORECASE | re.DOTALL)
_NEAR = 160  # code points by which the words for the holder may lengthen the evidence
_CROWD = 60  # a word that more mentions of one holder share is not looked up


@dataclass(slots=True, frozen=True)
class _Held:
    """One mention of a position with its holder resolved; words and issue without the holder's and others' states."""

    holder: str
    taker: str
    mention: PositionMention
    text: str
    evidence: Evidence
    words: frozenset[str]
    issue: frozenset[str]
    numbers: frozenset[int]
    since: date | None
    origin: str | None

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.evidence.report, self.evidence.start, self.evidence.end)


@dataclass(slots=True, frozen=True)
class _Group:
    """Mentions of one position, and the position."""

    position: Position
    members: tuple[_Held, ...]
    words: frozenset[str]
    issue: frozenset[str]


def link_positions(
    readings: Sequence[Reading],
    index: EntityIndex,
    origin_of: Mapping[str, str],
    serves: Mapping[str, str] | None = None,
) -> tuple[Position, ...]:
    """Every position once, with all its evidence, and the one that it replaces; `serves`: whom people serve."""
    serves = affiliations(readings, index) if serves is None else serves
    states = frozenset(word for name in index.countries for word in _content(name))
    whole = _whole_names(index)
    mentions = [
        one
        for reading in sorted(readings, key=lambda r: r.report.id)
        for mention in reading.positions
        if (one := _held(reading, mention, index, origin_of, serves, whole)) is not None
    ]
    mentions = _telling(mentions, states)
    held: dict[tuple[str, str], dict[tuple[str, int, int], _Held]] = defaultdict(dict)
    for one in mentions:
        held[(one.holder, one.mention.stance)].setdefault(one.key, one)  # two names of one holder: one position
    by_holder: dict[str, list[_Group]] = defaultdict(list)
    for (holder, _), members in sorted(held.items()):
        by_holder[holder] += [_group(same) for same in _same(list(members.values()))]
    found = [p for _, groups in sorted(by_holder.items()) for p in _replaced([_taken(g, index) for g in groups])]
    return tuple(sorted(found, key=lambda p: p.id))


def _whole_names(index: EntityIndex) -> dict[str, str]:
    """By the id of what is called by one word, the one body whose name begins or ends in it: "the Falcons"."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for entity in index.entities:
        words = fold(entity.name).removeprefix("the ").split()
        if entity.type in {"organisation", "group"} and len(words) > 1:
            for word in {words[0], words[-1]}:
                bodies[word].add(entity.id)
    found = {}
    for entity in index.entities:
        named = bodies.get(fold(entity.name).removeprefix("the "), set())
        if len(named) == 1 and entity.type in {"organisation", "group", "other"} and entity.country is None:
            found[entity.id] = min(named)
    return found


def _content(text: str) -> list[str]:
    return words_rarer_than(PLAIN, text)


def _held(
    reading: Reading,
    mention: PositionMention,
    index: EntityIndex,
    origin_of: Mapping[str, str],
    serves: Mapping[str, str],
    whole: Mapping[str, str],
) -> _Held | None:
    report = reading.report
    entity_id = index.find(report.id, mention.holder_name)
    if entity_id is None:
        return None
    text = report.text[mention.start : mention.end]
    start, end = _with_holder(mention, report.text)
    return _Held(
        holder=side_of(whole.get(entity_id, entity_id), index, serves),
        taker=whole.get(entity_id, entity_id),
        mention=mention,
        text=text,
        evidence=Evidence(report=report.id, start=start, end=end, text=report.text[start:end]),
        words=frozenset(_content(f"{text} {mention.issue}")),
        issue=frozenset(content_words(mention.issue)) or frozenset(_content(mention.issue)),
        numbers=_numbers(text),
        since=mention.earliest or (report.published.earliest if report.published else None),
        origin=origin_of.get(report.id),
    )


def _with_holder(mention: PositionMention, text: str) -> tuple[int, int]:
    """The span from the words for the holder to those for what is held, where they stand near in one paragraph."""
    holder = mention.holder
    if holder is None:
        return mention.start, mention.end
    start, end = min(holder.start, mention.start), max(holder.end, mention.end)
    near = end - start - (mention.end - mention.start) <= _NEAR and "\n" not in text[start:end]
    return (start, end) if near else (mention.start, mention.end)


@cache
def _against() -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in rules()["numbers"]["against"])
    return re.compile(rf"\b(?:{words})\s+(?:the\s+)?\w+", re.IGNORECASE)


def _numbers(text: str) -> frozenset[int]:
    """The numbers that are asked for: two of "two instead of four", "two of the four", "no longer four but two"."""
    found: set[int] = set()
    last = -_PART
    for at, word in enumerate(_against().sub(" ", _NO_LONGER.sub(" ", text)).split()):
        number = number_word(word.strip(",.;"))
        if number is not None and at - last > _PART:
            found.add(number)
            last = at
    return frozenset(found)


def _telling(mentions: list[_Held], states: frozenset[str]) -> list[_Held]:
    """The mentions with the words that tell positions apart: no states, no issue words that most of them have."""
    counts = Counter(word for one in mentions for word in one.issue)
    common = {word for word, n in counts.items() if n > max(HANDFUL, COMMON * len(mentions))}
    empty = states | frozenset(_content(" ".join(rules()["stances"]["words"])))
    return [replace(one, words=one.words - empty, issue=one.issue - states - common) for one in mentions]


def _same(mentions: list[_Held]) -> list[list[_Held]]:
    """Group mentions of one position. Those with numbers group by them first; one without joins the likest group."""
    numbered = _components([one for one in mentions if one.numbers])
    plain = _components([one for one in mentions if not one.numbers])
    for group in plain:
        home = max(
            (other for other in numbered if any(_alike(a, b) for a in group for b in other if b.numbers)),
            key=lambda other: (_likeness(group, other), [-ord(c) for c in other[0].key[0]]),
            default=None,
        )
        if home is None:
            numbered.append(group)
        else:
            home += group
    return [sorted(group, key=lambda h: h.key) for group in numbered]


def _likeness(one: Iterable[_Held], other: Iterable[_Held]) -> float:
    return max((overlap(a.words, b.words) for a in one for b in other), default=0.0)


def _components(mentions: list[_Held]) -> list[list[_Held]]:
    """Mentions joined while any two are alike; the order in which they come plays no part."""
    ordered = sorted(mentions, key=lambda h: h.key)
    parent = list(range(len(ordered)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(ordered):
        for word in one.words:
            by_word[word].append(at)
    pairs = {
        (a, b) for _, spots in sorted(by_word.items()) if len(spots) <= _CROWD for b in spots for a in spots if a < b
    }
    for a, b in sorted(pairs):
        if root(a) != root(b) and _alike(ordered[a], ordered[b]):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[_Held]] = defaultdict(list)
    for at, one in enumerate(ordered):
        groups[root(at)].append(one)
    return [group for _, group in sorted(groups.items())]


def _alike(a: _Held, b: _Held) -> bool:
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False  # "all four gates" and "two gates" are two demands however alike the rest is
    if a.since and b.since and abs(a.since - b.since) > FRESH:
        return False
    akin = a.origin is not None and a.origin == b.origin and a.evidence.report != b.evidence.report
    if overlap(a.words, b.words) >= (SAME * COPIED if akin else SAME):
        return True
    if akin and (a.issue & b.issue or len(a.words & b.words) >= 2):
        return True  # a rewrite changes most words: "a law to protect its pilots", "legislation shielding its pilots"
    if _at_once(a, b) and _one_thing(a, b):
        return True
    shorter = min(len(a.words), len(b.words))
    shared = len(a.words & b.words)
    return shared >= 2 and shared >= WITHIN * shorter and bool(a.issue & b.words or b.issue & a.words)


def _at_once(a: _Held, b: _Held) -> bool:
    return a.since is not None and b.since is not None and abs(a.since - b.since) <= SOON


def _one_thing(a: _Held, b: _Held) -> bool:
    """Whether both end in one noun, and one of them names no more: "foreign observers", "deployment of observers"."""
    shared = a.issue & b.issue
    last = [" ".join(one.mention.issue.split()[-1:]) for one in (a, b)]
    telling = last[0] == last[1] and not shared.isdisjoint(content_words(last[0]))
    return telling and 2 * len(shared) >= min(len(a.issue), len(b.issue))


def _group(members: list[_Held]) -> _Group:
    first = min(members, key=lambda h: (h.since or date.max, h.key))
    position = Position(
        id=stable_id("o", first.holder, first.mention.stance, *min(h.key for h in members)),
        holder=first.holder,
        issue=first.mention.issue,
        stance=first.mention.stance,
        text=first.text,
        as_of=min((h.since for h in members if h.since), default=None),
        replaces=None,
        evidence=tuple(h.evidence for h in sorted(members, key=lambda h: h.key)),
    )
    return _Group(
        position, tuple(members), frozenset().union(*(h.words for h in members)),
        frozenset().union(*(h.issue for h in members)),
    )  # fmt: skip


def _taken(group: _Group, index: EntityIndex) -> _Group:
    """The position as that of the one official who is told to take it, if the record knows whose official that is."""
    takers = {one.taker for one in group.members}
    person = index.by_id[min(takers)]
    if len(takers) > 1 or person.type != "person" or index.country_id(person.country) != group.position.holder:
        return group
    return replace(group, position=msgspec.structs.replace(group.position, holder=person.id))


def _replaced(groups: list[_Group]) -> list[Position]:
    """Tie each position to the earlier one that it changes: one of its stance, else one that it turns; the latest."""
    ordered = sorted(groups, key=lambda g: (g.position.as_of or date.max, g.position.id))
    by_word: dict[str, list[int]] = defaultdict(list)
    found: list[Position] = []
    for at, group in enumerate(ordered):
        known = sorted({i for word in group.words | group.issue for i in by_word[word][-_CROWD:]})
        ranked = [(rank, i) for i in known if (rank := _changes(group, ordered[i]))]
        before = ordered[max(ranked)[1]].position.id if ranked else None
        found.append(msgspec.structs.replace(group.position, replaces=before))
        for word in sorted(group.words | group.issue):
            by_word[word].append(at)
    return found


def _changes(late: _Group, early: _Group) -> int:
    """How surely the later position narrows or widens (3), turns (2) or softens (1) the earlier; 0: it doesn't."""
    one, two = early.position, late.position
    if one.as_of is None or two.as_of is None or one.as_of >= two.as_of:
        return 0
    issue, shared = _issue(early, late), len(early.words & late.words)
    if one.stance == two.stance:
        if overlap(early.words, late.words) >= REPEATED and not _renumbered(early, late):
            return 0  # said again, long after
        return 3 * (issue and (shared >= 2 or _renumbered(early, late)))
    if _turned(one.stance, two.stance):
        named = any(
            len(set(_content(m.mention.issue)) & m.words & other.words) >= 2
            for group, other in ((early, late), (late, early))
            for m in group.members
        )
        return 2 * (issue or named or (shared >= 2 and overlap(early.words, late.words) >= TURN))
    softened = "demands" in {one.stance, two.stance} and {one.stance, two.stance} & {"accepts", "offers"}
    return int(bool(softened) and issue and (shared >= 2 or _renumbered(early, late)))


def _renumbered(one: _Group, other: _Group) -> bool:
    """Whether both ask for a number, and for another."""
    numbers = [frozenset().union(*(m.numbers for m in group.members)) for group in (one, other)]
    return all(numbers) and numbers[0] != numbers[1]


def _issue(one: _Group, other: _Group) -> bool:
    """Whether any two mentions are about one issue."""
    return any(
        overlap(a.issue, b.issue) >= ISSUE or (len(a.issue & b.issue) >= 2 and min(len(a.issue), len(b.issue)) <= 3)
        for a in one.members
        for b in other.members
    )


def _turned(one: str, two: str) -> bool:
    """Whether a no became a yes or a yes a no."""
    stances = rules()["stances"]
    return (one in stances["for"] and two in stances["against"]) or (
        one in stances["against"] and two in stances["for"]
    )
