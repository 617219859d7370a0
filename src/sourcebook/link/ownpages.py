"""Who "we" is on a body's own page: a union's bulletin, a party's news, a committee's statement.

At the head of such a page stands the body's name, which other reports know as that of somebody who speaks and acts, and
nobody names as a medium. There "we demand" is the body's demand, and so is "the committee asks".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from sourcebook.lexicon.mastheads import masthead_names
from sourcebook.lexicon.names import fold
from sourcebook.link.holders import rules
from sourcebook.link.lore import listed
from sourcebook.model import PositionMention, Reading

_SELF = frozenset({"we", "our", "us", "ourselves"})
_LINES = 1  # of a page's head: further down stand menus
_WORDS = 2  # of a body's name, at least


def page_bodies(readings: Sequence[Reading]) -> dict[str, str]:
    """By report, the body whose own page it is, as other reports name it."""
    known = _acting(readings)
    carriers = {_key(name) for reading in readings for statement in reading.statements for name in statement.via}
    found = {}
    for reading in readings:
        report = reading.report
        heads = [*masthead_names(report, _LINES), *([report.outlet] if report.outlet else [])]
        names = {known[key][0] for head in heads if (key := _key(head)) in known and known[key][1] - {report.id}}
        names = {n for n in names if _key(n) not in carriers and _papers().isdisjoint(_key(n).split()[-1:])}
        if not names:
            names = {name for head in heads if (name := _body_named(head)) is not None}
        if len(names) == 1:
            found[report.id] = min(names)
    return found


def _body_named(head: str) -> str | None:
    """A name that says by its own words that it is a body's, and no medium's: "Ostrel Miners' Union"."""
    words = fold(head).replace("’", "'").split()
    if len(words) < _WORDS or not set(words).isdisjoint(
        {*_papers(), "press", "news", "media", "broadcasting", "agency"}
    ):
        return None
    at = words.index("of") if "of" in words else len(words)
    named = at > 0 and words[at - 1] in rules()["short"]["bodies"]
    return (head.title() if head.isupper() else head).replace("'S", "'s").replace("’S", "’s") if named else None


@cache
def _papers() -> frozenset[str]:
    return frozenset({*listed("seats", "papers"), "monitor", "media", "broadcasting", "agency"})


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _acting(readings: Sequence[Reading]) -> dict[str, tuple[str, set[str]]]:
    """The bodies that speak, act or take positions, by their folded names: the name, and the reports that show it."""
    spelled: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        bodies = {m.name for m in reading.entities if m.type in {"organisation", "group"} and m.country != m.name}
        for name in bodies.intersection(_used(reading)):
            if len(name.split()) >= _WORDS:
                spelled[_key(name)].add(name)
                shown[_key(name)].add(reading.report.id)
    return {key: (min(names), shown[key]) for key, names in spelled.items()}


def _used(reading: Reading) -> Iterator[str]:
    yield from (s.speaker_name for s in reading.statements if s.speaker_name is not None)
    yield from (p.holder_name for p in reading.positions if p.holder_name is not None)
    for event in (*reading.events, *reading.deeds):
        yield from (actor.name for actor in event.actors if not actor.nominal)


def with_own_positions(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with the bodies named whose own page says "we"."""
    bodies = page_bodies(readings)
    return [
        _held(reading, bodies[reading.report.id]) if reading.report.id in bodies else reading for reading in readings
    ]


def _held(reading: Reading, body: str) -> Reading:
    positions = tuple(replace(p, holder_name=body) if _means(reading, p, body) else p for p in reading.positions)
    return reading if positions == reading.positions else replace(reading, positions=positions)


def _means(reading: Reading, position: PositionMention, body: str) -> bool:
    """Whether the holder's words mean whose page it is: "we", outside of what anybody else says, or "the union"."""
    if position.holder is None:
        return False
    words = reading.report.text[position.holder.start : position.holder.end].lower().split()
    short = len(words) == _WORDS and words[0] in {"the", "our"} and words[1] in fold(body).split()
    if position.holder_name is not None and not (short and fold(position.holder_name) == words[1]):
        return False
    quoted = any(
        s.kind != "indirect"
        and s.speaker_name is not None
        and any(c.start <= position.start < c.end for c in s.content)
        for s in reading.statements
    )
    return not quoted and (short or words[:1] in ([word] for word in _SELF))
