"""Who is who within one report: short names led back to full ones, abbreviations to long forms."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from sourcebook.lexicon.countries import Country, country_of
from sourcebook.lexicon.names import (
    Gender,
    by_given_name,
    fold,
    generation,
    given_gender,
    initials,
    is_given_name,
    name_key,
    same_person_name,
    surname,
)
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.tables import listed, rows
from sourcebook.model.reading import EntityType
from sourcebook.read.attributes import About
from sourcebook.read.document import Document
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import NameSpan
from sourcebook.read.name_words import Known
from sourcebook.read.owners import country_inside

# Chambers by one word, and the words that tell whose parliament a report speaks of.
_CHAMBERS = {
    "House": ("House of Representatives", "United States"),
    "Senate": ("US Senate", "United States"),
    "Commons": ("House of Commons", "United Kingdom"),
}
_PARLIAMENTS = {
    "United States": frozenset({"Congress", "Republicans", "Democrats", "Republican", "Democrat", "Democratic", "GOP",
                                "House of Representatives", "Capitol Hill"}),
    "United Kingdom": frozenset({"House of Commons", "House of Lords", "Lords", "Westminster", "Downing Street",
                                 "Tories", "Tory", "Labour", "Conservatives"}),
}  # fmt: skip
_NEAR = 3  # sentences within which one of two namesakes counts as the one spoken of


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that the report names; `mentions` are indices into the spans."""

    name: str
    type: EntityType
    country: str | None = None
    roles: list[str] = field(default_factory=list)
    gender: Gender | None = None
    mentions: list[int] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The highest office that the report gives, the first of equals."""
        return min(self.roles, key=_rank, default=None)


def _rank(role: str) -> int:
    named = office(role.split(" of ", 1)[0]) or office(role)
    rank = named.rank if named is not None else 4
    return rank + 2 if role.casefold().startswith(("former", "ex-", "late ")) else rank


def with_initials(text: str, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans, initials of a person whom the report names in full a person's: "MbS" of "Mohammed bin Salman"."""
    full = {initials(text[span.start : span.end]) for span in spans if span.type == "person"} - {""}
    return [replace(span, type="person") if _is_initials(text, span, full) else span for span in spans]


def _is_initials(text: str, span: NameSpan, full: Collection[str]) -> bool:
    word = text[span.start : span.end]
    capitals = sum(letter.isupper() for letter in word)
    return span.known is None and word.isalpha() and 1 < capitals >= len(word) - 1 and word.casefold() in full


def find_referents(
    document: Document, spans: Sequence[NameSpan], abouts: Sequence[About], known: Callable[[str], Known | None]
) -> list[Referent]:
    """The referent of every span, in the spans' order."""
    people = _People(document, spans, abouts)
    bodies = _Bodies(document, spans, abouts, known)
    found: list[Referent] = []
    for i, span in enumerate(spans):
        referent = people.of[i] if span.type == "person" else bodies.referent(i, span)
        referent.mentions.append(i)
        found.append(referent)
    people.finish()
    return found


class _People:
    """Gathers persons: full names first, then the short ones."""

    def __init__(self, document: Document, spans: Sequence[NameSpan], abouts: Sequence[About]) -> None:
        self.text, self.spans, self.abouts = document.text, spans, abouts
        self.of: dict[int, Referent] = {}
        self.forms: dict[int, Counter[str]] = {}
        self.named: dict[int, list[int]] = {}
        self.by_key: dict[str, list[Referent]] = {}
        self.by_first: dict[str, list[Referent]] = {}
        self.full: list[Referent] = []
        persons = [i for i, span in enumerate(spans) if span.type == "person"]
        short = [i for i in persons if " " not in self._name(i)]
        for i in persons:
            if " " in self._name(i):
                self._add_full(i)
        self.introduced = {id(r): (self.named[id(r)][0], frozenset(map(str.casefold, r.roles))) for r in self.full}
        self.called: dict[str, Referent] = {}  # whom the bare name has meant so far
        for i in short:
            self._add_short(i)

    def _name(self, i: int) -> str:
        return " ".join(self.text[self.spans[i].start : self.spans[i].end].split())

    def _add_full(self, i: int) -> None:
        name = self._name(i)
        keys = name_key(name).split() or [name]
        near = [*self.by_key.get(keys[-1], ()), *self.by_first.get(keys[0], ()), *self.by_key.get(keys[0], ())]
        of_age = (r for r in near if generation(r.name) == generation(name))  # a report doesn't alternate between them
        referent = next((r for r in of_age if same_person_name(name, r.name) is True), None)
        if referent is None:
            referent = Referent(name, "person", gender=given_gender(name))
            self.full.append(referent)
            self.by_key.setdefault(keys[-1], []).append(referent)
            self.by_first.setdefault(keys[0], []).append(referent)
        self._join(i, referent)

    def _add_short(self, i: int) -> None:
        name = self._name(i)
        key = name_key(surname(name)) if name.find("-") in {2, 3} else name_key(name)  # "al-Durra"
        candidates = self.by_key.get(key) or self._by_first_name(name, key) or self._by_initials(name)
        candidates = [r for r in candidates if not self._fathered(i, key, r)]
        candidates = [r for r in candidates if not self._another(i, r)]
        candidates = [r for r in candidates if self.named[id(r)][0] < i] or candidates  # whom it has named by then
        meant = self._meant(i, key, candidates)
        candidates = self._fitting(i, candidates)
        referent = meant or (candidates[0] if len(candidates) == 1 else self._nearest(i, candidates))
        if referent is None:
            referent = Referent(name, "person", gender=given_gender(name))
            if not candidates:  # later mentions of the short name join; one of several namesakes stays apart
                self.by_key.setdefault(key, []).append(referent)
        self.called.setdefault(key, referent)
        self._join(i, referent)

    def _by_initials(self, name: str) -> list[Referent]:
        return [r for r in self.full if initials(r.name) == name.casefold()] if name[1:] != name[1:].lower() else []

    def _fathered(self, i: int, key: str, referent: Referent) -> bool:
        """Whether who goes by a given name has the name that ends the other's: King Salman, Mohammed bin Salman."""
        role, words = self.abouts[i].role, referent.name.split()
        return (
            role is not None
            and by_given_name(role)
            and len(words) > 1
            and name_key(words[0]) != key == name_key(words[-1])
        )

    def _another(self, i: int, referent: Referent) -> bool:
        """Whether the bare name is given an office that its bearer, introduced by another one later, doesn't have.

        "President Tomas arrived with the first lady, Ana Tomas": the president is somebody else.
        """
        role, (first, roles) = self.abouts[i].role, self.introduced.get(id(referent), (-1, frozenset()))
        if role is None or not roles or first < i or office(role) is None:
            return False
        said = set(role.casefold().split())
        return all(said.isdisjoint(known.split()) for known in roles)

    def _meant(self, i: int, key: str, candidates: Sequence[Referent]) -> Referent | None:
        """Whom the bare name meant before the others of that name were named: it goes on meaning them."""
        known, about = self.called.get(key), self.abouts[i]
        if known is None or len(candidates) < 2 or known not in candidates:
            return None
        if about.gender and known.gender and about.gender != known.gender:
            return None
        if about.role is not None and about.role.casefold() not in {role.casefold() for role in known.roles}:
            return None
        since = min(j for j in self.named[id(known)] if " " not in self._name(j))
        return known if all(r is known or self.named[id(r)][0] > since for r in candidates) else None

    def _by_first_name(self, name: str, key: str) -> list[Referent]:
        """Those whose first name it is: given names, or family names where they stand first."""
        found = self.by_first.get(key, [])
        found = [r for r in found if fold(r.name).split()[:1] == [fold(name)]] or found  # Lu Kang is no Liu
        if is_given_name(name) or len(found) == 1:
            return found
        return []

    def _fitting(self, i: int, candidates: list[Referent]) -> list[Referent]:
        """Those of the candidates that title and office allow; all of them where none tells."""
        about = self.abouts[i]
        named = [r for r in candidates if is_given_name(r.name.split(" ", 1)[0]) or r not in self.full]
        candidates = named or candidates
        fitting = [r for r in candidates if not (about.gender and r.gender and about.gender != r.gender)]
        if len(fitting) > 1 and about.gender and any(r.gender == about.gender for r in fitting):
            fitting = [r for r in fitting if r.gender == about.gender]
        if len(fitting) > 1 and about.role:
            held = [r for r in fitting if about.role.casefold() in {role.casefold() for role in r.roles}]
            fitting = held or fitting
        return fitting

    def _nearest(self, i: int, candidates: list[Referent]) -> Referent | None:
        """The namesake last named close by, if the others were not."""
        here = self.spans[i].sentence
        near = [r for r in candidates if here - self._last_before(i, r) <= _NEAR]
        return near[0] if len(near) == 1 else None

    def _last_before(self, i: int, referent: Referent) -> int:
        """The sentence of the referent's last mention before span `i`; far away where there is none."""
        named = self.named[id(referent)]
        at = bisect_left(named, i)
        return self.spans[named[at - 1]].sentence if at else -2 * _NEAR

    def _join(self, i: int, referent: Referent) -> None:
        about = self.abouts[i]
        self.of[i] = referent
        insort(self.named.setdefault(id(referent), []), i)
        self.forms.setdefault(id(referent), Counter())[self._name(i)] += 1
        if about.role is not None and about.role not in referent.roles:
            referent.roles.append(about.role)
        referent.gender = about.gender or referent.gender

    def finish(self) -> None:
        """Settle names and countries, once every mention has its referent."""
        everyone = list(dict.fromkeys(self.of[i] for i in sorted(self.of)))
        for referent in everyone:
            forms = self.forms[id(referent)]
            referent.name = max(forms, key=lambda form: (" " in form, forms[form], len(form), form))
            votes = Counter(c for i in sorted(referent.mentions) if (c := self.abouts[i].country))
            if votes:
                referent.country = max(votes, key=lambda country: votes[country])  # the first told of equals
        self._counterparts()
        for referent in everyone:
            states = [held.state for role in referent.roles if (held := office(role)) is not None and held.state]
            if referent.country is None and states and all(self.abouts[i].owner is None for i in referent.mentions):
                referent.country = states[0]
        by_surname = {fold(r.name).split()[-1]: r for r in everyone if fold(r.name)}
        for referent in everyone:
            if referent.country is None:
                owners = (self.abouts[i].owner for i in referent.mentions)
                named = [by_surname.get((fold(owner).split() or [""])[-1]) for owner in owners if owner]
                referent.country = next((r.country for r in named if r is not None and r is not referent), None)

    def _counterparts(self) -> None:
        """Give a counterpart the office of the person named before in the sentence."""
        order = sorted(self.of)
        for one, two in pairwise(order):
            if self.abouts[two].counterpart and self.spans[one].sentence == self.spans[two].sentence:
                role = self.of[one].role
                if role is not None and role not in self.of[two].roles:
                    self.of[two].roles.append(role)


class _Bodies:
    """Gathers everything that is no person."""

    def __init__(
        self,
        document: Document,
        spans: Sequence[NameSpan],
        abouts: Sequence[About],
        known: Callable[[str], Known | None],
    ) -> None:
        self.text, self.spans, self.abouts, self.known = document.text, spans, abouts, known
        self.adjective = {entry: word for word, entry in self._adjectives()}
        self.long = self._chambers() | self._short_forms() | self._abbreviations()
        self.found: dict[tuple[str, str], Referent] = {}

    def _adjectives(self) -> list[tuple[str, str]]:
        """Nationality words of this report's text, to name its states' ministries by."""
        seen: dict[str, str] = {}
        for span in self.spans:
            if span.known is not None and span.known.kind == "demonym" and span.known.country:
                word = self.text[span.start : span.end]
                if not word.endswith("s") or word.endswith(("ss", "ese")):
                    seen.setdefault(span.known.country, word)
        return [(word, country) for country, word in seen.items()]

    def _abbreviations(self) -> dict[str, str]:
        """ "Harbour Direct Fund (HDF)" gives HDF its long form, "HDF (Harbour Direct Fund)" too."""
        table: dict[str, str] = {}
        long_forms: dict[str, str] = {}
        for one, two in zip(self.spans, self.spans[1:], strict=False):
            if self.text[one.end : two.start].strip() == "(" and self.text[two.end : two.end + 1] == ")":
                names = sorted((self.text[s.start : s.end] for s in (one, two)), key=len)
                if names[0].isupper() and " " not in names[0] and names[1][0] == names[0][0]:
                    table[names[0]] = names[1]
        for span in self.spans:
            if span.type == "organisation" and span.last - span.first > 2:
                name = self.text[span.start : span.end]
                long_forms.setdefault("".join(w[0] for w in name.split() if w[0].isupper()), name)
        for short, name in long_forms.items():
            if len(short) > 2:
                table.setdefault(short, name)
        return table

    def _short_forms(self) -> dict[str, str]:
        """ "Lantern Alliance" gives "the Alliance" its full name, if it is the only alliance that the report names."""
        full: dict[str, set[str]] = {}
        for span in self.spans:
            words_of_name = " ".join(self.text[span.start : span.end].split()).rsplit(" ", 1)
            last = words_of_name[-1]
            if (
                span.type == "organisation"
                and len(words_of_name) > 1
                and last.lower() in words("organisation", "short")
            ):
                full.setdefault(last, set()).add(span.known.name if span.known else " ".join(words_of_name))
        return {short: min(names) for short, names in full.items() if len({fold(name) for name in names}) == 1}

    def _chambers(self) -> dict[str, str]:
        """ "The House" is the chamber of that parliament of which other words of the report tell."""
        here = {" ".join(self.text[span.start : span.end].split()) for span in self.spans}
        of_state = {state: not words.isdisjoint(here) for state, words in _PARLIAMENTS.items()}
        return {
            short: name
            for short, (name, state) in _CHAMBERS.items()
            if short in here and of_state[state] and sum(of_state.values()) == 1
        }

    def referent(self, i: int, span: NameSpan) -> Referent:
        text = " ".join(self.text[span.start : span.end].split())
        country = span.known.country if span.known else self.abouts[i].country
        name, kind = self._full(text, span, country), span.type
        key = (kind, fold(name))
        if key not in self.found:
            self.found[key] = Referent(name, kind)
        referent = self.found[key]
        referent.country = referent.country or country or (None if span.known else country_inside(name, self.known))
        return referent

    def _full(self, text: str, span: NameSpan, country: str | None) -> str:
        if span.known is not None:
            return text if span.known.kind == "demonym" else span.known.name
        long = self.long.get(text)
        if long is not None:
            entry = self.known(long)
            return entry.name if entry is not None else long
        foreign = span.type == "organisation" and country and country_inside(text, self.known) is None
        if foreign and country and text.rsplit(" ", 1)[-1].lower() in words("organisation", "national"):
            return f"{self.adjective.get(country) or nationality(country)} {text}"
        return text


def nationality(country: str) -> str:
    """The adjective of a country, its name where none is known."""
    found = country_of(country)
    return _adjective_of(found) if found is not None else country


def _adjective_of(country: Country) -> str:
    for alpha3, _, adjectives, _ in rows("countries.tsv", 4):
        if alpha3 == country.alpha3:
            return next(iter(listed(adjectives)), country.name)
    return country.name
