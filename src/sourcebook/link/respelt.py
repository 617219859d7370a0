"""Names that one report spells its own way: a translator's, or a land's that puts the family name first.

Who spells one name of a story otherwise spells others otherwise too. So a report in which two names or more sound like
names that the others have, and that it lacks itself, is taken to mean those: "Ortelia Vena" for Vena Ortelia, "the
Front of Garholt" for the Gaarholt Front. One such name alone may be somebody else's; in a translation it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, permutations, product

import simplemma
from msgspec.structs import replace

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import institution, outlet
from sourcebook.lexicon.names import fold, name_key
from sourcebook.lexicon.places import city
from sourcebook.lexicon.spellings import renderings, skeleton, spelt_abroad, spelt_alike
from sourcebook.link.heard import hidden, tells, with_hidden
from sourcebook.link.lore import unlisted
from sourcebook.link.organisations import is_department, listed, turned
from sourcebook.link.renaming import named_by, renamed
from sourcebook.model import EntityMention, Reading
from sourcebook.model.reading import EntityType

_LEAST = 5  # letters of a name of one word; shorter ones are alike by chance
_BRIEF = 4  # the same where a translation alone has the name
_KNOWN = 2  # reports that must have the usual spelling
_TOGETHER = 2  # names that a report must spell otherwise
_STEM = 4  # letters that two words of one stem have in common
_LITTLE = frozenset({"of", "the", "for", "in", "and", "on", "to"})
_READINGS = 16  # ways in which a name may be read
_HERS = ("a", "ova", "eva", "ska")  # endings of a woman's surname
_WORDS = 3  # of a name, at most, for its words to be tried in any order


@dataclass(slots=True)
class _Name:
    """A name as the reports of a story have it."""

    name: str
    reports: set[str] = field(default_factory=set)
    types: Counter[EntityType] = field(default_factory=Counter)

    @property
    def type(self) -> EntityType:
        """What most mentions take it for."""
        return min(self.types, key=lambda kind: (-self.types[kind], kind))


_Sound = tuple[str, ...]
_Sounding = dict[_Sound, list[_Name]]


def with_usual_spellings(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The readings, names that a report spells its own way given in the spelling of the story's other reports."""
    stories: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.report.id in story_of:
            stories[story_of[reading.report.id]].append(reading)
    usual: dict[str, dict[str, _Name]] = {}
    unread: dict[str, tuple[EntityMention, ...]] = {}
    for _, told in sorted(stories.items()):
        names = _names(told)
        found = _of_story(told, names)
        usual.update(found)
        unread.update(_unread(told, names, found))
    return [
        _respelt(_completed(reading, unread.get(reading.report.id, ())), usual.get(reading.report.id, {}))
        for reading in readings
    ]


def _unread(
    readings: Sequence[Reading], names: Mapping[str, _Name], found: Mapping[str, Mapping[str, _Name]]
) -> dict[str, tuple[EntityMention, ...]]:
    """By report that spells its own way, the names of the story that its reader found in none of its words."""
    foreign = {reading.report.id for reading in readings if reading.report.translated}
    known = [one for one in names.values() if len(one.reports - foreign) >= _KNOWN and _tells(one.name, _LEAST)]
    known = [one for one in known if tells(one.name) and not one.name.isupper()]
    unread = {}
    for reading in readings if known else ():
        report = reading.report.id
        if report in foreign or len(found.get(report, ())) > _TOGETHER:
            met = {one.name for one in found.get(report, {}).values()}
            sought = {one.name: one.type for one in known if report not in one.reports and one.name not in met}
            unread[report] = hidden(reading, sought)
    return unread


def _completed(reading: Reading, unread: Sequence[EntityMention]) -> Reading:
    return named_by(with_hidden(reading, unread), unread) if unread else reading


def _of_story(readings: Sequence[Reading], names: Mapping[str, _Name]) -> dict[str, dict[str, _Name]]:
    """By report, its own spellings and the names that they are of."""
    translated = {reading.report.id for reading in readings if reading.report.translated}
    known, rare, surnames = _by_sound(names, translated)
    own: dict[str, list[str]] = defaultdict(list)
    there: dict[str, set[str]] = defaultdict(set)
    for name, one in sorted(names.items()):
        for report in one.reports:
            there[report].add(name)
        foreign = one.reports <= translated
        if _tells(name, _BRIEF if foreign else _LEAST):
            for report in one.reports if foreign or len(one.reports) < _KNOWN else ():
                own[report].append(name)
    found: dict[str, dict[str, _Name]] = {}
    for report, single in sorted(own.items()):
        meant = {name: _meant(name, known, there[report], names) for name in single}
        told = report in translated or len({one.name for one in meant.values() if one is not None}) > _TOGETHER
        for name in [name for name, one in meant.items() if one is None and told]:
            alike = {one.name: one for sound in _sounds(name) for one in rare.get(sound, ())} if " " in name else {}
            meant[name] = _retold(name, names, there[report])
            if meant[name] is None and report in translated:
                meant[name] = _alike(name, alike.values(), there[report])
                meant[name] = meant[name] or _bearer(names[name], surnames, there[report])
        kept = {name: one for name, one in meant.items() if one is not None}
        if len({one.name for one in kept.values()}) >= (1 if report in translated else _TOGETHER):
            found[report] = kept
    return found


def _by_sound(names: Mapping[str, _Name], translated: set[str]) -> tuple[_Sounding, _Sounding, _Sounding]:
    """The names that are not translators' by what their spellings have in common: known ones, rare ones, surnames."""
    known: _Sounding = defaultdict(list)
    rare: _Sounding = defaultdict(list)
    surnames: _Sounding = defaultdict(list)
    for name, one in sorted(names.items()):
        if one.reports <= translated or not _tells(name, _LEAST):
            continue
        of = known if len(one.reports) >= _KNOWN else rare
        for sound in _sounds(name) if of is known or " " in name else ():
            of[sound].append(one)
        for sound in _sounds(name.rsplit(" ", 1)[-1]) if one.type == "person" and " " in name else ():
            surnames[sound].append(one)
    return known, rare, surnames


def _names(readings: Sequence[Reading]) -> dict[str, _Name]:
    """The names of the reports, with those that have them."""
    names: dict[str, _Name] = {}
    for reading in readings:
        for mention in reading.entities:
            if mention.type != "other" and mention.stands_for is None:
                one = names.setdefault(mention.name, _Name(mention.name))
                one.reports.add(reading.report.id)
                one.types[mention.type] += 1
    return names


def _meant(
    name: str, known: Mapping[tuple[str, ...], Sequence[_Name]], there: set[str], names: Mapping[str, _Name]
) -> _Name | None:
    """The name of the story that a report's own spelling is of; what stands before a person's may be his state's."""
    alike = {one.name: one for sound in _sounds(name) for one in known.get(sound, ())}
    found = _alike(name, alike.values(), there)
    first, *rest = name.split()
    state = names.get(first)
    if found is not None or len(rest) < _TOGETHER or state is None or state.type != "place":
        return found
    return _meant(" ".join(rest), known, there, names)


def _retold(name: str, names: Mapping[str, _Name], there: set[str]) -> _Name | None:
    """The one body of the story whose name a translator has put in other words: "the Union of Relief in Emergencies".

    Its kind must be the same and no other body's, and another word of like stem, or one plain word told otherwise.
    """
    head, rest = _head_of(name)
    if is_department(name):
        return None  # each state has one
    if names[name].type != "organisation" or head not in listed("shortened") | listed("turned"):
        return None
    known = [one for one in names.values() if one.type == "organisation" and len(one.reports) >= _KNOWN]
    fit = [one for one in known if one.name not in there and _head_of(one.name)[0] == head and " " in one.name]
    fronts = {" ".join(sorted(_head_of(one.name)[1])) for one in fit}
    if len(fronts) != 1:
        return None
    words = _head_of(fit[0].name)[1]
    stems = {word[:_STEM] for word in rest if len(word) >= _STEM} & {w[:_STEM] for w in words if len(w) >= _STEM}
    plain = len(rest) == len(words) == 1 and all(simplemma.is_known(word, lang="en") for word in (*rest, *words))
    return max(fit, key=lambda one: (len(one.name), one.name)) if stems or plain else None


def _head_of(name: str) -> tuple[str, list[str]]:
    """The kind of body in a name, and the words that tell it from others of the kind."""
    words = turned(fold(name).removeprefix("the ")).split()
    kinds = listed("shortened") | listed("turned")
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in kinds), len(words) - 1)
    front = words[: at + 1] if at + 1 < len(words) and words[at + 1] == "for" else words
    return words[at], [word for word in front if word != words[at] and word not in _LITTLE]


def _alike(name: str, known: Iterable[_Name], there: set[str]) -> _Name | None:
    """The one name of the story that can be spelt so, and that the report itself doesn't have."""
    fit = [one for one in known if fold(one.name) != fold(name) and _spelt_alike(name, one.name)]
    fit = [one for one in fit if one.name not in there]
    same = [one for one in fit if name_key(one.name) == name_key(name)]  # "Ostriya" is Ostria, not an Ostrian
    fit = same or fit
    return fit[0] if len(fit) == 1 else None


def _bearer(own: _Name, surnames: Mapping[_Sound, Sequence[_Name]], there: set[str]) -> _Name | None:
    """The one person of the story whose surname a translator spells so, where his report doesn't name them in full."""
    if own.type != "person" or " " in own.name:
        return None
    alike = {one.name: one for sound in _sounds(own.name) for one in surnames.get(sound, ())}
    fit = [one for one in alike.values() if one.name not in there]
    fit = [one for one in fit if spelt_abroad(own.name, one.name.rsplit(" ", 1)[-1])]
    known = {name_key(one.name) for one in fit}
    return max(fit, key=lambda one: (len(one.reports), one.name)) if len(known) == 1 else None


def _words(name: str) -> list[str]:
    words = turned(fold(name).removeprefix("the "))
    return [w for w in words.split() if w not in _LITTLE] if " of the " in words else words.split()


def _sounds(name: str) -> set[tuple[str, ...]]:
    """What spellings of a name have in common, in whatever order its words stand; each way that it may be read."""
    words = _words(name)
    heard = [sorted({skeleton(one) for one in renderings(word)}) for word in words]
    found = {tuple(sorted(said)) for said in islice(product(*heard), _READINGS)}
    return found | {(skeleton("".join(words)),)} if len(words) == _TOGETHER else found


def _spelt_alike(one: str, other: str) -> bool:
    """Whether the words of two names are alike one by one, in some order."""
    ones, others = _words(one), _words(other)
    if len(ones) != len(others):  # "Dun Marrow" for Dunmarrow
        return {len(ones), len(others)} == {1, _TOGETHER} and spelt_alike("".join(ones), "".join(others))
    orders = permutations(ones) if len(ones) <= _WORDS else [tuple(ones)]
    return (
        any(all(map(spelt_abroad, order, others)) for order in orders)
        or _is_hers(ones, others)
        or _is_turned(ones, others)
    )


def _is_turned(ones: list[str], others: list[str]) -> bool:
    """Whether one name of a thing has an adjective made of the place that the other has: "Ilverka Bridge"."""
    differ = [pair for pair in zip(ones, others, strict=True) if pair[0] != pair[1]]
    same = [word for word, other in zip(ones, others, strict=True) if word == other]
    if len(differ) != 1 or not same or not all(simplemma.is_known(word, lang="en") for word in same):
        return False
    short, long = sorted(differ[0], key=len)
    return len(short) >= _STEM and long in {f"{short}{end}" for end in ("a", "i", "y", "ska", "ski", "sky", "skaya")}


def _is_hers(ones: list[str], others: list[str]) -> bool:
    """Whether two names of a woman differ by the ending that some languages give her surname: "Venk", "Venka"."""
    short, long = sorted((ones, others), key=lambda words: len(words[-1]))
    full = len(ones) > 1 and all(map(spelt_alike, ones[:-1], others[:-1]))
    stems = [long[-1].removesuffix(end) for end in _HERS if long[-1].endswith(end)]
    return full and long[0].endswith("a") and any(spelt_alike(stem, short[-1]) for stem in stems)


def _tells(name: str, least: int) -> bool:
    """Whether no gazetteer knows the name, and it is long enough to tell: so many letters, if it is of one word."""
    if institution(name) or outlet(name) or country_of(name) or demonym(name):
        return False
    return " " in name or (len(name) >= least and unlisted(name) and city(name) is None)


def _respelt(reading: Reading, usual: Mapping[str, _Name]) -> Reading:
    """The reading with the usual spellings in place of its own; spans, and so what is cited, stay."""
    if not usual:
        return reading
    found = renamed(reading, partial(_other, usual))
    told = (one for mention in found.entities for one in _mentions(reading.report.text, mention, usual))
    return replace(found, entities=tuple(told))


def _other(usual: Mapping[str, _Name], name: str) -> str:
    return usual[name].name if name in usual else name


def _mentions(text: str, mention: EntityMention, usual: Mapping[str, _Name]) -> Iterator[EntityMention]:
    """The mention under the usual name; a state that was read as a part of somebody's name stands for itself."""
    meant = usual.get(mention.name)
    if meant is None:
        yield mention
        return
    state, *rest = text[mention.start : mention.end].split()
    start = mention.start
    if len(rest) == len(meant.name.split()) > 1 and f"{state} " in f"{mention.name} " and meant.type == "person":
        yield replace(mention, end=start + len(state), name=state, type="place", country=None, role=None)
        start = text.index(rest[0], start + len(state))
    yield replace(mention, start=start, name=meant.name, type=meant.type)
