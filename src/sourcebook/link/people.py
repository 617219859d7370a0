"""People over reports: spellings, short names and transliterations of one person; two with one surname stay two."""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sourcebook.lexicon.names import (
    Gender,
    by_given_name,
    fold,
    given_gender,
    is_given_name,
    name_key,
    same_person_name,
    surname,
)
from sourcebook.lexicon.spellings import skeleton, spelt_alike

if TYPE_CHECKING:
    from sourcebook.link.namings import Naming
    from sourcebook.link.scopes import Scopes

_ENDING = re.compile(r"(?:ow|ou|ov|of|off)$")  # "Sadow" may be "Sadov" or "Sadou"
_NASAL = re.compile(r"m$")  # "Soarim" may be "Soarin"
_FAMED = 5  # reports that name somebody in full, for a surname alone to mean them though others bear it
_CLEAR = 8  # times as many as name the others of that surname
_LONG = 7  # letters of a surname in which one may be a slip
_FIRST = 3  # of these, that are the same: a slip further on is seldom another name
_TELLING = 5  # sounds of a surname that tells who it is beside a given name that no list has

Cluster = tuple[list["Naming"], tuple[str, ...]]


def cluster_people(namings: Iterable[Naming], scopes: Scopes) -> list[Cluster]:
    """Group the reports' person names into people, each with the reasons that joined its names.

    Full names join where they agree (same_person_name) and their countries don't differ, and where they can be two
    spellings of one name and their reports speak of one matter. A surname alone joins the one person of that surname
    whom its story knows, or whose country and office agree; with two candidates it stays.
    """
    blocks: dict[str, list[Naming]] = defaultdict(list)
    for naming in sorted(namings, key=lambda n: (n.report, n.name)):
        blocks[_block(naming.name)].append(naming)
    found = [cluster for _, block in sorted(blocks.items()) for cluster in _people_of(block, scopes)]
    return _first_names(found)


def _first_names(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters, names of one word joined to the one person of that first name in their story, if there is one."""
    whole = [(list(members), set(reasons)) for members, reasons in clusters if any(" " in m.name for m in members)]
    by_first: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (members, _) in enumerate(whole):
        for key in sorted({(fold(m.name).split()[0], m.story) for m in members if " " in m.name and m.story}):
            by_first[key].append(at)
    left: list[Cluster] = []
    surnames = {surname(m.name) for members, _ in whole for m in members if " " in m.name}
    for members, reasons in clusters:
        if any(" " in m.name for m in members):
            continue
        if fold(members[0].name) in surnames and not is_given_name(members[0].name):
            left.append((members, reasons))  # "Orban" is no first name of "Orban Karl Venn", two names run together
            continue
        told = {m.story or "" for m in members}
        people = by_first.get((fold(members[0].name), min(told)), []) if len(told) == 1 else []
        if len(people) != 1 or not _one_gender(members, whole[people[0]][0]):
            left.append((members, reasons))
            continue
        whole[people[0]][0].extend(members)
        whole[people[0]][1].add(f"{members[0].name}: the only person of that first name in its story")
    return [(members, tuple(sorted(reasons))) for members, reasons in whole] + left


def _one_gender(members: list[Naming], others: list[Naming]) -> bool:
    told = [{g for m in side for g in m.genders} for side in (members, others)]
    return not (told[0] and told[1]) or bool(told[0] & told[1])


def _block(name: str) -> str:
    return skeleton(_NASAL.sub("n", _ENDING.sub("u", surname(name) or fold(name)))) or name_key(name)


def _people_of(block: list[Naming], scopes: Scopes) -> list[Cluster]:
    full = [n for n in block if len(n.name.split()) > 1]
    short = [n for n in block if len(n.name.split()) <= 1]
    people = [_Person(group, scopes) for group in _by_name(full, scopes)]
    people = _joined(people)
    left: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in short:
        person = _only([p for p in people if p.known_to(naming, alone=len(people) == 1)], naming)
        if person is None:
            left[(fold(naming.name), naming.story or naming.report)].append(naming)
        else:
            person.add(naming, "the only person of that surname in its story")
    alone = [(group, ()) for _, group in sorted(left.items())]
    return [(p.members, tuple(sorted(p.reasons))) for p in people] + alone


def _by_name(namings: list[Naming], scopes: Scopes) -> list[list[Naming]]:
    """Namings of one spelling; two countries make two people, unless the reports speak of one matter."""
    spelled: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        spelled[fold(naming.name)].append(naming)
    return [group for _, members in sorted(spelled.items()) for group in _by_country(members, scopes)]


def _by_country(members: list[Naming], scopes: Scopes) -> list[list[Naming]]:
    """One group, or one a country; a country that few give goes with the usual one: readers mistake the neighbour's."""
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in members:
        groups[naming.country or ""].append(naming)
    ranked = sorted((c for c in groups if c), key=lambda c: (-sum(max(1, n.count) for n in groups[c]), c))
    if len(ranked) < 2:
        return [members]
    found = [groups[ranked[0]] + groups.get("", [])]
    usual = {n.report for n in found[0]}
    for country in ranked[1:]:
        if any(scopes.share(n.report, usual) for n in groups[country]):
            found[0] = found[0] + groups[country]
        else:
            found.append(groups[country])
    return found


class _Person:
    """Namings that are taken for one person, and what they say together: kept up, for some names fill a record."""

    def __init__(self, members: Iterable[Naming], scopes: Scopes) -> None:
        self.members: list[Naming] = []
        self.scopes = scopes
        self.reasons: set[str] = set()
        self.names: list[str] = []
        self.countries: set[str] = set()
        self.stories: set[str] = set()
        self.reports: set[str] = set()
        self.offices: set[str] = set()
        self._genders: set[Gender] = set()
        self.take(members)

    def take(self, members: Iterable[Naming]) -> None:
        """Count some namings among this person's."""
        for one in members:
            self.members.append(one)
            if one.name not in self.names:
                insort(self.names, one.name)
            self.countries |= {one.country} if one.country else set()
            self.stories |= {one.story} if one.story else set()
            self.reports.add(one.report)
            self.offices |= {fold(role) for role in one.roles}
            self._genders |= one.genders

    def add(self, naming: Naming, reason: str) -> None:
        self.take([naming])
        if naming.name not in self.names or naming.surfaces:
            self.reasons.add(f"{naming.name} = {self.names[-1]}: {reason}")

    def known_to(self, naming: Naming, *, alone: bool) -> bool:
        """Whether the surname may mean this person: its story knows them, and nothing speaks against it.

        `alone`: nobody else bears it. Of such a one whom many reports name a country that one gives is a slip.
        """
        if all(same_person_name(naming.name, name) is False for name in self.names) and not self._respelt(naming):
            return False
        if any(map(by_given_name, naming.roles)) and all(_ends_alone(name, naming.name) for name in self.names):
            return False
        held = bool(self.offices & {fold(role) for role in naming.roles})
        abroad = naming.country and self.countries and naming.country not in self.countries
        if abroad and not ((held or (alone and not naming.roles)) and len(self.reports) >= _FAMED):
            return False
        if naming.genders and self.gender is not None and self.gender not in naming.genders:
            return False
        same_story = naming.story is not None and naming.story in self.stories
        if same_story or not held:
            return same_story
        at_home = bool(naming.country) and naming.country in self.countries
        return at_home or self.scopes.share(naming.report, self.reports)

    def _respelt(self, naming: Naming) -> bool:
        """Whether a surname alone is a translation's, or an office's holder's, spelling of this person's."""
        if naming.report in self.reports or not all(spelt_alike(naming.name, surname(name)) for name in self.names):
            return False
        slip = naming.story in self.stories and all(_slipped(fold(naming.name), surname(n)) for n in self.names)
        return naming.translated or slip or bool(self.offices & {fold(r) for r in naming.roles})

    @property
    def translated(self) -> bool:
        """Whether translations alone name the person so, initials aside."""
        return all(one.translated or len(one.name.split()[0].rstrip(".")) == 1 for one in self.members)

    @property
    def gender(self) -> Gender | None:
        told = self._genders or {given_gender(name) for name in self.names} - {None}
        return next(iter(told)) if len(told) == 1 else None

    def agrees(self, other: _Person) -> str | None:
        """Why the two are one person; None where they aren't or it can't be told."""
        if self.countries and other.countries and not self.countries & other.countries:
            return None
        pairs = [(a, b) for a in self.names for b in other.names]
        together = bool(self.reports & other.reports)  # some report, which was read with both in view, has them as two
        if all(same_person_name(a, b) for a, b in pairs):
            return None if together and all(_told_apart(a, b) for a, b in pairs) else "spellings of one name"
        if together:  # a page that is put together of two has both spellings
            return "names spelt alike, with one first name" if all(_respelt_surname(a, b) for a, b in pairs) else None
        offices = self.offices & other.offices
        if not all(_spelt_alike(a, b) for a, b in pairs):
            foreign = self.translated or other.translated
            near = (offices or foreign) and self.stories & other.stories and self.gender in {None, other.gender}
            return "spellings of a translator's" if near and all(_begin_alike(a, b) for a, b in pairs) else None
        if offices:
            return f"one office ({min(offices)}), names spelt alike"
        if all(_tells(a) for a, _ in pairs) or any(self.scopes.share(r, other.reports) for r in sorted(self.reports)):
            return "names spelt alike in reports of one matter"
        return None


def _ends_alone(name: str, short: str) -> bool:
    """Whether the short name is the whole name's last word and not its first: a king's is the first."""
    words = name_key(name).split()
    return len(words) > 1 and words[0] != name_key(short) == words[-1]


def _respelt_surname(one: str, other: str) -> bool:
    """Whether two names of two words have one first name, and surnames that are spellings of one."""
    a, b = fold(one).split(), fold(other).split()
    return len(a) == len(b) == 2 and a[0] == b[0] and a[1] != b[1] and _spelt_alike(one, other)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two names of two words begin alike: "Tarek Ouazel", "Tarique Ouazel"; "Inês Soarim", "Ines Soarin"."""
    a, b = fold(one).split()[-2:], fold(other).split()[-2:]
    if len(a) != 2 or len(b) != 2:
        return False
    last = spelt_alike(a[1], b[1]) or _slipped(a[1], b[1])
    initial = 1 in {len(a[0].rstrip(".")), len(b[0].rstrip("."))} and a[0][0] == b[0][0]
    return last and (initial or a[0][:_FIRST] == b[0][:_FIRST] or spelt_alike(a[0], b[0]))


def _slipped(one: str, other: str) -> bool:
    """Whether two long surnames differ in one letter."""
    if len(one) != len(other) or len(one) < _LONG or one[:_FIRST] != other[:_FIRST]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _told_apart(one: str, other: str) -> bool:
    """Whether two names of one report differ by more than what stands before the name, and initials in it."""
    a, b = _plain(one), _plain(other)
    return not (a.endswith(b) or b.endswith(a))


def _plain(name: str) -> str:
    """The name without initials in its middle: "Ada J. Lund" is "ada lund"."""
    words = fold(name).split()
    return " ".join(w for at, w in enumerate(words) if at in {0, len(words) - 1} or len(w.rstrip(".")) > 1)


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two full names can be one person's in two spellings; two listed given names must be of one gender."""
    a, b = fold(one).split(), fold(other).split()
    if len(a) < 2 or len(b) < 2 or not spelt_alike(surname(one), surname(other)):
        return False
    if {given_gender(one), given_gender(other)} == {"m", "f"}:
        return False
    return spelt_alike(a[0], b[0]) or ((len(a[0]) == 1 or len(b[0]) == 1) and a[0][0] == b[0][0])


def _tells(name: str) -> bool:
    return not is_given_name(name.split(maxsplit=1)[0]) and len(name_key(surname(name))) >= _TELLING


def _joined(people: list[_Person]) -> list[_Person]:
    """Join people pairwise while any two agree; order-free, for a join needs all names of both to agree.

    Two that did not agree are asked again only when one of them has taken in a third.
    """
    asked: dict[_Person, set[_Person]] = {one: set() for one in people}
    changed = True
    while changed:
        changed = False
        people.sort(key=lambda p: (p.names, sorted(p.countries)))
        for i, one in enumerate(people):
            partner = _first([p for p in people[i + 1 :] if p not in asked[one]], one.agrees)
            if partner is not None:
                other, why = partner
                one.reasons |= other.reasons | {f"{' = '.join(sorted({*one.names, *other.names}))}: {why}"}
                one.take(other.members)
                people.remove(other)
                asked[one] = set()
                for third in people:
                    asked[third].discard(one)
                changed = True
                break
            asked[one].update(people[i + 1 :])
    return people


def _first(people: list[_Person], why: Callable[[_Person], str | None]) -> tuple[_Person, str] | None:
    for person in people:
        reason = why(person)
        if reason is not None:
            return person, reason
    return None


def _only(candidates: list[_Person], naming: Naming) -> _Person | None:
    """The one that country, office and form of address leave; of several the one whom nearly all reports mean.

    A paper says "Venn" without more of the Venn whom everybody knows, and tells which Venn it is of the others.
    """
    exact = [p for p in candidates if fold(naming.name) in {surname(name) for name in p.names}]
    candidates = exact or candidates  # of "Karimov" and "Kerimov" the one that is spelt so
    tests: tuple[Callable[[_Person], bool], ...] = (
        lambda person: naming.country in person.countries,
        lambda person: person.gender in naming.genders,
        lambda person: bool({fold(r) for r in naming.roles} & person.offices),
    )
    for told, test in zip((naming.country, naming.genders, naming.roles), tests, strict=True):
        if told and len(candidates) > 1:
            candidates = [p for p in candidates if test(p)] or candidates
    if len(candidates) == 1:
        return candidates[0]
    ranked = sorted(candidates, key=lambda p: -len(p.reports))
    famed = bool(ranked) and len(ranked[0].reports) >= max(_FAMED, _CLEAR * sum(len(p.reports) for p in ranked[1:]))
    return ranked[0] if famed else None
