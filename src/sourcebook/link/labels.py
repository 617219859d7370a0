"""What reports call the same people: "32 terrorists" and "32 prisoners", "the Ostra gang" and the Ostra Front.

Those are the same people of whom two reports of a story give the same exact number in like words; a body is the same
where a loaded word takes the place of the kind in its name. Side by side, without a verdict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sourcebook.link.conflicts import conflict, side
from sourcebook.link.entities import EntityIndex
from sourcebook.link.framing import framing_words
from sourcebook.link.matching import seek
from sourcebook.link.needed import may_match
from sourcebook.link.quantities import Count, Telling
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, ConflictSide, Reading, Span

LEAST = 3  # fewer people than that are met by chance
TELLING = 6.0  # bits that the number and the words shared by two sentences must tell
A_CAMP = 6  # reports kept of those that use a noun
_LEAD = re.compile(r"\b(?:the|an?|its|their|[\w’'-]+)\s+$")


def label_conflicts(stories: Mapping[str, Sequence[Count]]) -> list[Conflict]:
    """Nouns of different sides for people whom reports of one story count alike; `stories`: the figures of each."""
    found: dict[str, Conflict] = {}
    for _, counts in sorted(stories.items()):
        people = [c for c in counts if _counts_people(c)]
        telling = Telling(people)
        by_number: dict[float, list[Count]] = defaultdict(list)
        for one in people:
            by_number[one.low].append(one)
        readings = sorted({c.report: c.reading for c in counts}.items())
        for loaded, plain in sorted(_pairs(by_number, telling)):
            made = _conflict([reading for _, reading in readings], loaded, plain)
            if made is not None:
                found[made.id] = made
    return sorted(found.values(), key=lambda c: c.id)


@cache
def _loaded() -> frozenset[str]:
    return frozenset(word_key(word) for word in framing_words()["people"]["loaded"])


def _counts_people(one: Count) -> bool:
    exact = one.unit == "count" and one.low == one.high >= LEAST
    return exact and bool(one.figure.about) and (one.persons or word_key(_noun(one)) in _loaded() or _plural(one))


def _plural(one: Count) -> bool:
    return _noun(one).endswith(("men", "ers", "ors", "ists", "ants", "ees", "ians", "eers"))


def _noun(one: Count) -> str:
    """The noun that is counted, as it stands on the page."""
    said = [w for w in re.findall(r"[^\W\d_]+", one.reading.report.text[one.figure.start : one.figure.end].lower())]
    inside = [word for word in said if word in one.figure.about.split()]
    return inside[-1] if inside else one.figure.about.split()[-1]


def _pairs(by_number: Mapping[float, Sequence[Count]], telling: Telling) -> set[tuple[str, str]]:
    """Loaded nouns with the plain ones that count the same people in another report."""
    found: set[tuple[str, str]] = set()
    for number, members in by_number.items():
        loaded = [one for one in members if word_key(_noun(one)) in _loaded()]
        plain = [one for one in members if word_key(_noun(one)) not in _loaded()]
        for one in loaded:
            for two in plain:
                bits = telling.shared(one, two) + (number >= _TEENS) * _NUMBER
                if one.report != two.report and bits >= TELLING:
                    found.add((_noun(one), _noun(two)))
    return found


_TEENS, _NUMBER = 11, 3.0  # a number from there on tells three bits by itself


def _conflict(readings: Sequence[Reading], loaded: str, plain: str) -> Conflict | None:
    camps = [list(_uses(readings, word))[:A_CAMP] for word in (loaded, plain)]
    reports = [{one.report for one in camp} for camp in camps]
    if not all(camps) or reports[0] == reports[1]:
        return None
    return conflict("framing", f"{loaded} {plain}", "disputed", (*camps[0], *camps[1]), "two words for the same people")


def _uses(readings: Sequence[Reading], word: str) -> Iterator[ConflictSide]:
    """The first use of a noun in the report's own voice, by day."""

    def order(reading: Reading) -> tuple[str, str]:
        known = reading.report.published
        return (str(known.earliest) if known else "9999", reading.report.id)

    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    for reading in sorted(readings, key=order):
        quoted = [c for s in reading.statements if s.kind == "direct" for c in s.content]
        text = reading.report.text
        for sentence in reading.sentences:
            match = seek(pattern, text, sentence.start, sentence.end)
            if match and not any(c.start <= match.start() < c.end for c in quoted):
                lead = _LEAD.search(text, max(sentence.start, match.start() - 24), match.start())
                start = lead.start() if lead else match.start()
                yield side(reading, Span(start=start, end=match.end()), word)
                break


def body_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """Bodies that some reports of a story call by name and others by a loaded word in place of its kind."""
    named: dict[tuple[str, str], dict[str, list[ConflictSide]]] = defaultdict(lambda: defaultdict(list))
    called: dict[tuple[str, str], list[ConflictSide]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        story = story_of.get(reading.report.id, "")
        for stem, entity, shown in _names(reading, index):
            named[story, stem][entity].append(shown)
        people = {m.name.split()[-1].lower() for m in reading.entities if m.type == "person"}
        for stem, shown in _called(reading):
            if stem not in people:  # "the Brandt clan" is no body's name in other words
                called[story, stem].append(shown)
    found = []
    for key, loaded in sorted(called.items()):
        bodies = named.get(key, {})
        if len(bodies) == 1:
            ((entity, plain),) = bodies.items()
            sides = (*_first(loaded), *_first(plain))
            found.append(conflict("framing", entity, "disputed", sides, "a loaded word in place of a body's kind"))
    return found


def _first(sides: Sequence[ConflictSide]) -> list[ConflictSide]:
    """One side a report."""
    kept: dict[str, ConflictSide] = {}
    for one in sides:
        kept.setdefault(one.report, one)
    return list(kept.values())[:A_CAMP]


def _names(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, str, ConflictSide]]:
    """Organisations called by a name and a kind ("Ostra Front"): the name, the entity and where it stands."""
    kinds = framing_words()["bodies"]["kinds"]
    for mention in reading.entities:
        said = reading.report.text[mention.start : mention.end].split()
        if mention.type != "organisation" or len(said) != 2 or said[-1].lower() not in kinds:
            continue
        entity = index.find(reading.report.id, mention.name)
        if entity is not None:
            shown = side(reading, Span(start=mention.start, end=mention.end), said[-1].lower())
            yield said[0].lower(), entity, shown


@cache
def _gang() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in framing_words()["bodies"]["loaded"])
    return re.compile(rf"\b(?!The |A |An )([A-Z][\w’'-]+) ({words})\b")


def _called(reading: Reading) -> Iterator[tuple[str, ConflictSide]]:
    quoted = [c for s in reading.statements if s.kind == "direct" for c in s.content]
    if not may_match(_gang(), reading.report.text):
        return
    for sentence in reading.sentences:
        for match in _gang().finditer(reading.report.text, sentence.start, sentence.end):
            if not any(c.start <= match.start() < c.end for c in quoted):
                shown = side(reading, Span(start=match.start(), end=match.end()), match[2])
                yield match[1].lower(), shown
