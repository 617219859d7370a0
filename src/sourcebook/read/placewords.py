"""Which place a common noun names again: "the Swiss city", "the bridge", "in the country"."""

from __future__ import annotations

from sourcebook.lexicon.countries import capital, country_of
from sourcebook.model import EntityMention
from sourcebook.read.eventwords import in_group
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_BACK = 2  # sentences before its own in which a place was named that "the city" means
_IN = frozenset({"in", "across", "around", "throughout", "inside", "outside", "near", "into", "through"})
_STATES = frozenset({"country", "nation"})
_PARTS = frozenset({"city", "town", "village", "port", "region", "province", "district", "area", "peninsula", "island",
                    "valley", "territory", "enclave", "archipelago"})  # fmt: skip


def is_where(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether "the country", "the city" or the like stands behind a word of place, and is nobody who acts."""
    bare = phrase.last - phrase.first == 2 and scene.noun(phrase.head) in _STATES | _PARTS | {"capital"}
    return bare and scene.lower(phrase.first - 1) in _IN


def named_before(scene: Scene, phrase: NounPhrase) -> tuple[str, str | None] | None:
    """The name and country of the place that a common noun names again, or that stands beside it."""
    beside = scene.entity(phrase.last + 1) if scene.lower(phrase.last) == "," else None
    if beside is not None and beside.type == "place" and is_where(scene, phrase):
        return beside.name, beside.country  # "in the capital, Maro, ..."
    bare = phrase.last - phrase.first == 2 and scene.lower(phrase.last) not in {"of", ","}
    return _named(scene, phrase) or (_lately(scene, phrase) if bare else None)


def _named(scene: Scene, phrase: NounPhrase) -> tuple[str, str | None] | None:
    """The name and country of the place that a common noun names again."""
    noun, start = scene.noun(phrase.head), scene.tokens[phrase.first].start
    states = sorted({s for m in scene.entities_in(phrase.first, phrase.last) if (s := m.stands_for or m.country)})
    places = [m for m in scene.around.cast.mentions if m.type == "place" and m.country != m.name]
    before = [m for m in places if m.end <= start]
    if not in_group("seat", noun):
        bare = phrase.last - phrase.first == 2 and not states
        again = [m for m in before if bare and m.name.lower().split()[-1] == noun and " " in m.name]
        return (again[-1].name, again[-1].country) if again else None
    seats = {m.name for m in places if m.stands_for is not None}
    if states:
        named = [m for m in places if m.country in states or m.stands_for in states]
        fitting = sorted({m.name for m in named if noun != "capital" or m.name in seats or capital(m.name)})
        known = country_of(states[0])
        if not fitting and noun == "capital" and known is not None and known.capital:
            return known.capital, known.name
        return (fitting[0], states[0]) if len(fitting) == 1 else None
    if noun not in {"capital", "city"} or phrase.last - phrase.first > 2 or scene.lower(phrase.last) in {"of", ","}:
        return None
    fitting = sorted({m.name for m in before if noun != "capital" or m.name in seats or capital(m.name)})
    return (fitting[0], next(m.country for m in before if m.name == fitting[0])) if len(fitting) == 1 else None


def _lately(scene: Scene, phrase: NounPhrase) -> tuple[str, str | None] | None:
    """The only place of its kind that was named in the sentence or the two before it: "in the country", "the town"."""
    noun = scene.noun(phrase.head)
    sentences, at = scene.around.document.sentences, scene.sentence.index
    first, last = sentences[max(0, at - _BACK)].start, scene.tokens[phrase.first].start
    near = [m for m in scene.around.cast.mentions_in(first, last) if m.type == "place" and m.stands_for is None]
    states = {m.country for m in near if m.country is not None}
    state = states.pop() if len(states) == 1 else None
    if noun in _STATES:
        return (state, state) if state is not None else None
    if noun == "capital":
        known = country_of(state) if state is not None else None
        return (known.capital, known.name) if known is not None and known.capital else None
    return _one([m for m in near if m.country != m.name]) if noun in _PARTS else None


def _one(places: list[EntityMention]) -> tuple[str, str | None] | None:
    """The one place that the mentions name."""
    names = {m.name: m.country for m in places}
    return names.popitem() if len(names) == 1 else None
