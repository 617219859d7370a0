"""Names inside the phrases that say who takes part: "Danish troops", "Union ministers", "oil from Peru".

A report that takes a name for a state's, or a body's, only by what others tell of it leaves a phrase with that name
unresolved. With all names settled, a phrase is the one that it ends in, or the state or body whose organ it names; and
a ban on a state's goods is one against that state.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from sourcebook.lexicon.parties import party_noun
from sourcebook.lexicon.places import region
from sourcebook.model import Actor, EntityMention, EventMention, Reading

_WORDS = 4  # between a name and the noun of its organ: "Danish interior ministry troops"
_BEFORE = 3  # words before a name that a phrase ends in: "the neighbouring state Peru"
_TAIL = re.compile(r"(?:['’]s?)? ((?:[a-z-]+ )*[a-z-]+)$")
_TITLED = frozenset({"the", "a", "an", "of", "and", "its", "their", "his", "her"})


def with_phrases(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with names for those who take part under a phrase that has the name of a state or body in it."""
    return [_named(reading) for reading in readings]


@cache
def _words(group: str, name: str) -> frozenset[str]:
    data = tomllib.loads(files("sourcebook.link").joinpath("data", "phrases.toml").read_text("utf-8"))
    return frozenset(data[group][name].split())


def _named(reading: Reading) -> Reading:
    starts = [mention.start for mention in reading.entities]

    def told(event: EventMention) -> EventMention:
        actors: list[Actor] = []
        known = {actor.name for actor in event.actors if not actor.nominal}
        for actor in event.actors:
            name = None
            if actor.nominal:
                inside = reading.entities[bisect_left(starts, actor.start) : bisect_left(starts, actor.end)]
                name = _meant(reading.report.text, actor, event, inside) if inside else None
            if name is None or name in known:
                actors.append(actor)
            else:
                known.add(name)
                actors.append(replace(actor, name=name, nominal=False))
        return replace(event, actors=tuple(actors)) if actors != list(event.actors) else event

    return replace(
        reading,
        events=tuple(told(event) for event in reading.events),
        deeds=tuple(told(event) for event in reading.deeds),
    )


def _meant(text: str, actor: Actor, event: EventMention, inside: Sequence[EntityMention]) -> str | None:
    """The name of whom the phrase means; None where its names say no more than which of many it is."""
    last = inside[-1]
    if last.end > actor.end or (last.start and text[last.start - 1] == "-"):
        return None
    if last.end == actor.end:
        return _ending(text, actor, last)
    tail = _TAIL.fullmatch(text, last.end, actor.end)
    if tail is None or len(inside) > 1:
        return None
    words = tail[1].split()
    state = _state(last)
    owner = state or (last.name if last.type == "organisation" else None)
    if owner is None or len(words) > _WORDS or _is_anothers(words, state):
        return None
    if words[-1] in _words("organs", "states" if state is not None else "bodies"):
        return owner
    return state if state is not None and actor.role == "target" and _hits_goods(event) else None


def _ending(text: str, actor: Actor, last: EntityMention) -> str | None:
    """The name that a phrase ends in, where it is a state, a body or a person, and the words before it are few."""
    before = text[actor.start : last.start].split()
    if len(before) > _BEFORE or (_is_anothers([w.lower() for w in before], None)):
        return None
    state = _state(last)
    if state is not None:
        return state if all(word.lower() in _TITLED for word in before) else None
    return last.name if last.type in {"organisation", "person"} else None


def _state(mention: EntityMention) -> str | None:
    """The state that a mention names, by name or nationality; "European officials" are of none."""
    if mention.type == "person":
        return None
    state = mention.stands_for or (mention.country if mention.country == mention.name else None)
    return None if state is None or region(state) is not None else state


def _is_anothers(words: Sequence[str], state: str | None) -> bool:
    parts = [part for word in words for part in word.split("-")]
    return bool(_words("organs", "others").intersection(parts)) or (
        state is not None and any(party_noun(part) is not None for part in parts)
    )


def _hits_goods(event: EventMention) -> bool:
    return event.mode in _words("goods", "modes") or event.noun in _words("goods", "nouns")
