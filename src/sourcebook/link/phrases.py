"""Names inside the phrases that say who takes part: "Danish troops", "Union ministers", "oil from Peru".

A report that takes a name for a state's, or a body's, only by what others tell of it leaves a phrase with that name
unresolved. With all names settled, a phrase is the one that it ends in, or the state or body whose organ it names; and
a ban on a state's goods is one against that state.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from sourcebook.lexicon.parties import party_noun
from sourcebook.lexicon.places import region
from sourcebook.model import Actor, EntityMention, EventMention, Reading, Span

_WORDS = 4  # between a name and the noun of its organ: "Danish interior ministry troops"
_BEFORE = 3  # words before a name that a phrase ends in: "the neighbouring state Peru"
_TAIL = re.compile(r"(?:['’]s?)? ((?:[a-z-]+ )*[a-z-]+)$")
_OF = re.compile(r" of (?:the )?")
_WORD = re.compile(r"[\w-]+")
_SEVERAL = frozenset({"some", "many", "several", "most", "few", "other"})
_TITLED = frozenset({"the", "a", "an", "of", "and", "its", "their", "his", "her"})


def with_phrases(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with names for those who take part under a phrase that has the name of a state or body in it.

    For holders of positions too, who may be a state's organ without its name.
    """
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
        positions=tuple(
            replace(one, holder_name=_holder(reading, starts, one.holder))
            if one.holder_name is None and one.holder is not None
            else one
            for one in reading.positions
        ),
    )


def _holder(reading: Reading, starts: Sequence[int], span: Span) -> str | None:
    """Who holds a position under a phrase: "the Ostreli side", "the delegation of Ostrel", "the air force" after it."""
    text = reading.report.text
    words = _WORD.findall(text[span.start : span.end].lower())
    if not words or words[-1] not in _words("holders", "states") or words[0] in _SEVERAL or _is_anothers(words, None):
        return None
    inside = reading.entities[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    if inside:
        state = _state(inside[0]) if len(inside) == 1 else None
        return state if state is not None and not _is_anothers(words, state) else None
    behind = reading.entities[bisect_left(starts, span.end) : bisect_left(starts, span.end) + 1]
    if behind and _OF.fullmatch(text, span.end, behind[0].start) is not None:
        return _state(behind[0])
    if words[0] not in {"the", "its"} or words[-1] not in _words("holders", "alone"):
        return None
    sentences = [sentence.start for sentence in reading.sentences]
    at = bisect_right(sentences, span.start) - 1
    near = reading.entities[bisect_left(starts, sentences[max(0, at - 1)]) : bisect_left(starts, span.start)]
    states = {state for one in near if (state := _state(one)) is not None}
    return min(states) if len(states) == 1 else None


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
