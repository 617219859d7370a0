"""Every name as one report uses it: what the record's entities are made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.names import Gender, fold, honorific_gender, is_honorific
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.parties import party_noun
from sourcebook.link.blocs import Blocs
from sourcebook.link.organisations import listed, side_by_side
from sourcebook.model import Reading
from sourcebook.model.reading import EntityType

_REACH = 12  # characters before a name in which its form of address stands


@dataclass(slots=True)
class Naming:
    """One name as one report uses it; `first` is the offset of its first mention, a large number for none.

    `translated`: the report is a translation, whose spelling of names is the translator's.
    """

    report: str
    name: str
    type: EntityType
    country: str | None = None
    first: int = 1 << 60
    count: int = 0
    surfaces: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    earliest: date | None = None
    latest: date | None = None
    story: str | None = None
    translated: bool = False


def find_namings(readings: Sequence[Reading], story_of: Mapping[str, str], blocs: Blocs | None) -> list[Naming]:
    """The names of every report, those of groups of states and of bodies given in full beside a short form included."""
    found = [n for reading in readings for n in _namings(reading, story_of.get(reading.report.id))]
    for reading in readings:
        for short, long in sorted(set(side_by_side(reading.report))):
            one = Naming(reading.report.id, long, "organisation", story=story_of.get(reading.report.id))
            one.surfaces |= {short, long}
            found.append(one)
    return found + _groups(blocs, story_of)


def _namings(reading: Reading, story: str | None) -> list[Naming]:
    found: dict[tuple[str, EntityType], Naming] = {}
    report, published = reading.report, reading.report.published

    def naming(name: str, kind: EntityType) -> Naming:
        return found.setdefault(
            (name, kind),
            Naming(
                report.id,
                name,
                kind,
                earliest=published.earliest if published else None,
                latest=published.latest if published else None,
                story=story,
                translated=report.translated,
            ),
        )

    for mention in reading.entities:
        surface = report.text[mention.start : mention.end]
        if mention.stands_for:
            one = naming(mention.stands_for, "place" if mention.type != "organisation" else mention.type)
            one.country = one.country or mention.country or mention.stands_for
            if demonym(surface) is not None or surface.endswith(("'s", "’s")):
                surface = mention.stands_for
        else:
            one = naming(mention.name, mention.type)
            one.country = one.country or mention.country
        one.first = min(one.first, mention.start)
        one.count += 1
        one.surfaces.add(" ".join(surface.split()))
        title = _address(report.text, mention.start) if mention.type == "person" else None
        if title is not None:
            one.surfaces.add(f"{title} {surface}" if " " not in surface else surface)
            one.genders |= {gender} if (gender := honorific_gender(title.lower())) is not None else set()
        if mention.role:
            one.roles.add(mention.role)
            one.surfaces.update(_titled(report.text, mention.start, mention.role, " ".join(surface.split())))
    known = {name for name, _ in found}
    for name in sorted({n for n in _used(reading) if n} - known):
        country = country_of(name)
        one = naming(name, "place" if country else _kind(name))
        one.country = country.name if country else _land(name) if one.type != "other" else None
    return list(found.values())


def _kind(name: str) -> EntityType:
    """What is called so that no report has a name for, by the last word: "Danish Foreign Ministry", "Danish rebels"."""
    last = fold(name).rsplit(" ", 1)[-1]
    if " " not in name or last.endswith("office"):
        return "other"
    if party_noun(last) is not None:
        return "group"
    return "organisation" if last in listed("everybodys") else "other"


def _land(name: str) -> str | None:
    """The state whose nationality word opens the name; one that no list has is told by its bearer elsewhere."""
    words = name.split()
    found = (demonym(" ".join(words[:n])) for n in (2, 1) if len(words) > n)
    country = next((one for one in found if one is not None), None)
    return country.name if country is not None else None


def _address(text: str, start: int) -> str | None:
    """The form of address right before a name ("Ms", "Dr")."""
    words = text[max(0, start - _REACH) : start].split(" ")
    return words[-2] if len(words) > 1 and not words[-1] and is_honorific(words[-2].lower()) else None


def _titled(text: str, start: int, role: str, surface: str) -> Iterator[str]:
    """The name with the office right before it, as the report has it: "President Venn", "General Orla Venn"."""
    held = office(role) if role[0].isupper() and text.startswith(f"{role} ", start - len(role) - 1) else None
    if held is not None and (" " not in surface or held.sector == "MIL"):
        yield f"{role} {surface}"


def _groups(blocs: Blocs | None, story_of: Mapping[str, str]) -> list[Naming]:
    """The groups of states that the reports name or describe."""
    found: dict[tuple[str, str], Naming] = {}
    for report, mentions in sorted(blocs.of_report.items() if blocs else ()):
        for one in mentions:
            kept = found.setdefault(
                (report, one.name), Naming(report, one.name, "organisation", story=story_of.get(report))
            )
            kept.first = min(kept.first, one.start)
            kept.count += 1
            kept.surfaces.add(one.text if one.named else one.text.lower())
    return list(found.values())


def _used(reading: Reading) -> Iterator[str | None]:
    for statement in reading.statements:
        yield statement.speaker_name
    for event in reading.events:
        yield from (actor.name for actor in event.actors if not actor.nominal)
        yield event.place.name if event.place else None
    for position in reading.positions:
        yield position.holder_name


def settle_types(namings: list[Naming]) -> list[Naming]:
    """Give a name that reports type differently the type that most mentions have, so that it is one entity."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for naming in namings:
        if naming.type != "other":
            votes[fold(naming.name)][naming.type] += max(1, naming.count)
    for naming in namings:
        seen = votes.get(fold(naming.name))
        if seen:
            naming.type = max(sorted(seen), key=lambda kind: seen[kind])
    return namings
