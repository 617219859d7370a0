"""Persons whom one report names in another spelling, or so that its reader missed them: found by the other reports.

A machine translation names "chief of the Council Yoram Belmar" and "general Korvan" after sources
that have Joram Belmar and General Korvane. A pair of words is taken for a person whom other reports of the matter name
if both words can be spellings of that name; a word alone, if it stands behind that person's office.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from sourcebook.lexicon.names import is_given_name, is_honorific, name_key
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.spellings import skeleton, spelt_alike
from sourcebook.link.lore import CAPITALS, WORD, unlisted
from sourcebook.link.renaming import named_by, renamed
from sourcebook.link.scopes import Scopes
from sourcebook.link.words import is_frequent
from sourcebook.model import EntityMention, Reading

_TELLING = 5  # sounds; a surname of so many beside a given name that no list has tells who it is by itself
_ARTICLE = re.compile(r"^(?:al|el|ul)-", re.IGNORECASE)
_PAIR = re.compile(rf"(?<![\w-])(?=({WORD}) ((?:[aA]l-|[eE]l-)?{WORD}))")
_SINGLE = re.compile(rf"\b([A-Za-z]+) ({WORD})(?! [{CAPITALS}])")


@dataclass(slots=True)
class _Known:
    """A person whom reports name in full."""

    given: str
    surname: str
    name: str
    offices: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _People:
    """Persons by the skeleton of the surname; whom two words can mean is looked for once, not in each report."""

    by_surname: Mapping[str, list[_Known]]
    _meant: dict[tuple[str, str], list[_Known]] = field(default_factory=dict)

    def called(self, given: str, surname: str) -> list[_Known]:
        """Those whose given name and surname can be spelt so."""
        key = (given, surname)
        if key not in self._meant:
            alike = (p for p in self.alike(surname) if spelt_alike(given, p.given))
            self._meant[key] = [p for p in alike if spelt_alike(surname, p.surname)]
        return self._meant[key]

    def alike(self, surname: str) -> list[_Known]:
        """Those whose surname has the same skeleton."""
        return self.by_surname.get(skeleton(surname), [])


def with_echoes(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The readings, with mentions of persons whom only the rest of their story makes known; in the same order."""
    scopes, people = Scopes(readings, story_of), _People(_people(readings))
    return [_Echo(reading, people, scopes).read() for reading in readings]


def _people(readings: Iterable[Reading]) -> dict[str, list[_Known]]:
    """Everybody named with given name and surname, by the skeleton of the surname, sorted by name."""
    known: dict[str, _Known] = {}
    otherwise: Counter[str] = Counter()  # how often a name is read as something else
    for reading in readings:
        for mention in reading.entities:
            words = mention.name.split()
            if len(words) != 2 or not _is_persons(words):
                continue
            otherwise[mention.name] += 1 if mention.type != "person" else -1
            if mention.type == "person":
                person = known.setdefault(mention.name, _Known(words[0], words[1], mention.name))
                person.reports.add(reading.report.id)
                held = office(mention.role) if mention.role else None
                person.offices |= {held.name} if held is not None else set()
    table: dict[str, list[_Known]] = defaultdict(list)
    for person in (known[name] for name in sorted(known) if otherwise[name] < 0):
        table[skeleton(person.surname)].append(person)
    return table


def is_part(word: str) -> bool:
    """Whether a word can be part of a person's name: written as names are, and no state's or body's."""
    bare = _ARTICLE.sub("", word)
    return bare[:1].isupper() and not word.isupper() and (unlisted(bare) or is_given_name(bare))


def _is_persons(words: Sequence[str]) -> bool:
    """Whether two words are surely a person's: written as names are, and not as the words of news are."""
    given, surname = words
    return all(map(is_part, words)) and (is_given_name(given) or not (is_frequent(given) or is_frequent(surname)))


def _is_title(word: str) -> bool:
    """Whether a word before a name is no part of it: an abbreviation of a body, an office, a form of address."""
    return word.isupper() or is_honorific(word.lower()) or office(word.lower()) is not None


class _Echo:
    """One report, read for the persons of its story."""

    def __init__(self, reading: Reading, people: _People, scopes: Scopes) -> None:
        self.reading, self.people, self.scopes = reading, people, scopes
        self.text = reading.report.text
        self.starts = [mention.start for mention in reading.entities]
        self.sentences = [sentence.start for sentence in reading.sentences]
        self.own = {m.name for m in reading.entities if m.type == "person" and " " in m.name}
        self.added: list[EntityMention] = []
        self.dropped: set[int] = set()

    def read(self) -> Reading:
        """The reading with what was found, the same object where that is nothing."""
        for match in _PAIR.finditer(self.text):
            self._pair(match.start(1), match.end(2), match[1], match[2])
        for mention in tuple(self.added):
            self._again(mention)
        for match in _SINGLE.finditer(self.text):
            self._single(match)
        if not self.added:
            return self.reading
        kept = [m for at, m in enumerate(self.reading.entities) if at not in self.dropped]
        entities = tuple(sorted((*kept, *self.added), key=lambda m: (m.start, m.end)))
        names = self._old_names({m.name for m in kept})
        found = renamed(self.reading, lambda name: names.get(name, name))
        return replace(named_by(found, self.added), entities=entities)

    def _old_names(self, kept: set[str]) -> dict[str, str]:
        """What the reader called the persons found, where nobody else is called so."""
        names: dict[str, str] = {}
        by_end = {mention.end: mention.name for mention in self.added}
        for at in sorted(self.dropped):
            old = self.reading.entities[at]
            if old.name not in kept and old.end in by_end:
                names.setdefault(old.name, by_end[old.end])
        return names

    def _inside(self, start: int, end: int) -> bool:
        at = bisect_right(self.sentences, start) - 1
        return at >= 0 and end <= self.reading.sentences[at].end

    def _over(self, start: int, end: int) -> list[int]:
        """The mentions that lie across the offsets."""
        first = max(0, bisect_left(self.starts, start) - 1)
        entities = self.reading.entities
        return [i for i in range(first, bisect_left(self.starts, end)) if entities[i].end > start]

    def _pair(self, start: int, end: int, given: str, surname: str) -> None:
        named = self.people.called(given, surname)
        if not named or not self._inside(start, end) or self._is_named(start, end):
            return
        telling = not is_given_name(given) and len(name_key(surname)) >= _TELLING
        if telling or self.scopes.share(self.reading.report.id, {r for p in named for r in p.reports}):
            self._add(start, end, f"{given} {surname}")

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the reader has a name there that goes on, or this very person."""
        for mention in (self.reading.entities[i] for i in self._over(start, end)):
            before = self.text[mention.start : start].split()
            if mention.end > end or (mention.type == "person" and not all(map(_is_title, before))):
                return True
            if mention.type == "person" and not before and mention.end == end:
                return True
        return False

    def _add(self, start: int, end: int, name: str) -> None:
        self.dropped.update(self._over(start, end))
        self.added.append(EntityMention(start=start, end=end, type="person", name=name))
        self.own.add(name)

    def _again(self, mention: EntityMention) -> None:
        """The same person by surname, further on in the report."""
        surname = mention.name.rsplit(" ", 1)[-1]
        if any(name != mention.name and name.endswith(f" {surname}") for name in self.own):
            return
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}\b", self.text):
            over = self._over(match.start(), match.end())
            taken = any(m.start < match.end() and match.start() < m.end for m in self.added)
            if taken or not self._inside(match.start(), match.end()):
                continue
            if all(self.reading.entities[i].end == match.end() for i in over):
                self.dropped.update(over)
                found = EntityMention(start=match.start(), end=match.end(), type="person", name=mention.name)
                self.added.append(found)

    def _single(self, match: re.Match[str]) -> None:
        """A surname alone behind its bearer's office, in a spelling that is not the story's usual one."""
        held, surname = office(match[1]), match[2]
        candidates = self.people.alike(surname) if held is not None else []
        if not candidates or held is None or not unlisted(surname):
            return
        fitting = [p for p in candidates if held.name in p.offices and spelt_alike(surname, p.surname)]
        start, end = match.span(2)
        if not self._inside(start, end) or not fitting:
            return
        fitting = [p for p in fitting if self.scopes.share(self.reading.report.id, p.reports)]
        if len({name_key(p.name) for p in fitting}) != 1:
            return
        over = [self.reading.entities[i] for i in self._over(start, end)]
        if not any(m.type == "person" or (m.start, m.end) != (start, end) for m in over):
            self._add(start, end, fitting[0].name)
