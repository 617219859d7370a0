"""People over reports: spellings, short names and transliterations of one person; two with one surname stay two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sourcebook.lexicon.names import fold, name_key, same_person_name, surname

if TYPE_CHECKING:
    from sourcebook.link.entities import Naming

SLIP = 0.9  # likeness of two spellings; one letter in ten, so that only long names may differ at all

Cluster = tuple[list["Naming"], tuple[str, ...]]


def cluster_people(namings: Iterable[Naming]) -> list[Cluster]:
    """Group the reports' person names into people, each with the reasons that joined its names.

    Full names join where they agree (same_person_name) and their countries don't differ. A surname alone joins the
    one person of that surname whom its story knows, or whose country and office agree; with two candidates it stays.
    """
    blocks: dict[str, list[Naming]] = defaultdict(list)
    for naming in sorted(namings, key=lambda n: (n.report, n.name)):
        blocks[_block(naming.name)].append(naming)
    return [cluster for _, block in sorted(blocks.items()) for cluster in _people_of(block)]


def _block(name: str) -> str:
    return name_key(surname(name) or fold(name))


def _people_of(block: list[Naming]) -> list[Cluster]:
    full = [n for n in block if len(n.name.split()) > 1]
    short = [n for n in block if len(n.name.split()) <= 1]
    people = [_Person(group) for group in _by_name(full)]
    people = _joined(people)
    left: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in short:
        person = _only([p for p in people if p.known_to(naming)], naming)
        if person is None:
            left[(fold(naming.name), naming.story or naming.report)].append(naming)
        else:
            person.add(naming, "the only person of that surname in its story")
    alone = [(group, ()) for _, group in sorted(left.items())]
    return [(p.members, tuple(sorted(p.reasons))) for p in people] + alone


def _by_name(namings: list[Naming]) -> list[list[Naming]]:
    """Namings of one spelling and no two countries."""
    groups: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    countries: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        if naming.country:
            countries[fold(naming.name)].add(naming.country)
    for naming in namings:
        name = fold(naming.name)
        several = len(countries[name]) > 1
        groups[(name, (naming.country or "") if several else "")].append(naming)
    return [group for _, group in sorted(groups.items())]


class _Person:
    """Namings that are taken for one person."""

    def __init__(self, members: list[Naming]) -> None:
        self.members = list(members)
        self.reasons: set[str] = set()

    @property
    def names(self) -> list[str]:
        return sorted({m.name for m in self.members})

    @property
    def countries(self) -> set[str]:
        return {m.country for m in self.members if m.country}

    @property
    def stories(self) -> set[str]:
        return {m.story for m in self.members if m.story}

    def add(self, naming: Naming, reason: str) -> None:
        self.members.append(naming)
        if naming.name not in self.names or naming.surfaces:
            self.reasons.add(f"{naming.name} = {self.names[-1]}: {reason}")

    def known_to(self, naming: Naming) -> bool:
        """Whether the surname may mean this person: its story knows them, and nothing speaks against it."""
        if all(same_person_name(naming.name, name) is False for name in self.names):
            return False
        if naming.country and self.countries and naming.country not in self.countries:
            return False
        same_story = naming.story is not None and naming.story in self.stories
        same_office = bool({fold(r) for r in naming.roles} & {fold(r) for m in self.members for r in m.roles})
        return same_story or (bool(naming.country) and naming.country in self.countries and same_office)

    def agrees(self, other: _Person) -> str | None:
        """Why the two are one person; None where they aren't or it can't be told."""
        if self.countries and other.countries and not self.countries & other.countries:
            return None
        verdicts = [same_person_name(a, b) for a in self.names for b in other.names]
        if all(verdicts):
            return "spellings of one name"
        same_office = self._offices() & other._offices()
        if not same_office or not all(_like(a, b) for a in self.names for b in other.names):
            return None
        return f"one surname, one office ({min(same_office)}), given names spelt alike"

    def _offices(self) -> set[str]:
        return {fold(r) for m in self.members for r in m.roles}


def _like(one: str, two: str) -> bool:
    """Whether two full names differ by no more than a slip of the pen in the given name ("Tomas", "Thomas")."""
    return SequenceMatcher(None, fold(one), fold(two), autojunk=False).ratio() >= SLIP


def _joined(people: list[_Person]) -> list[_Person]:
    """Join people pairwise while any two agree; order-free, for a join needs all names of both to agree."""
    changed = True
    while changed:
        changed = False
        people.sort(key=lambda p: (p.names, sorted(p.countries)))
        for i, one in enumerate(people):
            partner = _first(people[i + 1 :], one.agrees)
            if partner is not None:
                other, why = partner
                one.reasons |= other.reasons | {f"{' = '.join(sorted({*one.names, *other.names}))}: {why}"}
                one.members += other.members
                people.remove(other)
                changed = True
                break
    return people


def _first(people: list[_Person], why: Callable[[_Person], str | None]) -> tuple[_Person, str] | None:
    for person in people:
        reason = why(person)
        if reason is not None:
            return person, reason
    return None


def _only(candidates: list[_Person], naming: Naming) -> _Person | None:
    if len(candidates) > 1 and naming.country:
        candidates = [p for p in candidates if naming.country in p.countries]
    return candidates[0] if len(candidates) == 1 else None
