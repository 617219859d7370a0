"""Names of states and places in other spellings: what translators and transliteration make of names of no list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.places import city
from sourcebook.lexicon.spellings import skeleton, spelt_alike
from sourcebook.link.lore import unlisted
from sourcebook.link.namings import Naming
from sourcebook.link.scopes import Scopes
from sourcebook.model import Reading

_LEAST = 5  # letters; shorter names are alike by chance
_ENDING = re.compile(r"(?:iya|ija|ia|ya|ie|y|a)$")  # what languages end a state's name in: "Ostria", "Ostrie", "Ostry"
_STEM = 4  # letters before such an ending


def other_spellings(readings: Sequence[Reading], known: Iterable[str]) -> dict[str, str]:
    """Names that are another spelling of one of the `known`, with that one.

    They sound alike, no report has both, fewer reports have the other spelling, and these speak of one matter with
    some that have the known one. A name that is part of a person's, or like two of the known, is none.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    persons: set[str] = set()
    for reading in readings:
        for mention in reading.entities:
            written = " ".join(reading.report.text[mention.start : mention.end].split())
            if mention.type == "person" and " " in written:
                persons.update(written.split())
            reports[written].add(reading.report.id)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(known)):
        by_sound[skeleton(fold(name))].append(name)
    scopes: Scopes | None = None
    found: dict[str, str] = {}
    for name, where in sorted(reports.items()):
        if len(name) < _LEAST or not name.isalpha() or name in persons:
            continue
        alike = [
            one
            for one in by_sound.get(skeleton(fold(name)), ())
            if one != name and _alike(name, one) and not where & reports[one] and len(where) < len(reports[one])
        ]
        if len(alike) != 1 or not unlisted(name):
            continue
        scopes = scopes or Scopes(readings, {})
        if all(scopes.share(report, reports[alike[0]]) for report in sorted(where)):
            found[name] = alike[0]
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two names of states sound alike, but for the ending that each language gives them."""
    if spelt_alike(one, other):
        return True
    stems = [_ENDING.sub("", fold(name)) for name in (one, other)]
    return min(map(len, stems)) >= _STEM and len(set(stems)) == 1


def place_spellings(namings: Sequence[Naming]) -> dict[tuple[str, str], str]:
    """The spellings that translations alone give of places, by story and name, with the one that others give.

    All words sound alike, no report has both, and the story has one such place only. Places of a gazetteer are told by
    it.
    """
    native: dict[tuple[str, str], set[str]] = defaultdict(set)
    foreign: set[tuple[str, str]] = set()
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    for naming in namings:
        if naming.type != "place" or naming.story is None or naming.country == naming.name or city(naming.name):
            continue
        reports[naming.story, naming.name].add(naming.report)
        if naming.translated:
            foreign.add((naming.story, naming.name))
        else:
            native[naming.story, _sound(naming.name)].add(naming.name)
    found: dict[tuple[str, str], str] = {}
    for story, name in sorted(foreign):
        alike = [
            one
            for one in native.get((story, _sound(name)), ())
            if fold(one) != fold(name) and _same_sound(one, name) and not reports[story, one] & reports[story, name]
        ]
        if len(name) >= _LEAST and len({fold(one) for one in alike}) == 1:
            found[story, name] = min(alike)
    return found


def _sound(name: str) -> str:
    return " ".join(skeleton(word) for word in fold(name).split())


def _same_sound(one: str, other: str) -> bool:
    ones, others = fold(one).split(), fold(other).split()
    return len(ones) == len(others) and all(map(spelt_alike, ones, others))
