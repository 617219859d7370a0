"""What the reports together say of names that no gazetteer has: states, nationalities, capitals, seats of government.

One report says "the foreign minister of Ostrel", another "the Ostreli army", a third "Ostrel" alone: only together do
they tell that all three speak of a state. Everything rests on phrases that news uses for states and nothing else, and
on which names stand beside which.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sourcebook.lexicon.countries import capital, country_of, demonym
from sourcebook.lexicon.institutions import institution, outlet
from sourcebook.lexicon.names import fold, is_given_name, is_honorific
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.places import city, region, region_adjective
from sourcebook.lexicon.spellings import skeleton
from sourcebook.link.matching import matches
from sourcebook.model import Reading

LEAST = 2  # phrases, or one where a reader's own report settles it
_LARGE = 150_000  # inhabitants; a smaller city's name is often something else's
CAPITALS = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŌŚŞŠŹŻŽ"
WORD = rf"[{CAPITALS}][\w-]*\w\b"
# One or two words that begin with a capital, and no capital behind them.
NAME = rf"{WORD}(?: {WORD})?(?! [{CAPITALS}])"
_STEM = 3  # letters that a nationality and its state have in common at least
_LISTING = re.compile(r",? and (?:the )?|, ")
_RARE = 4  # times as often a state's usual spelling is met as a translator's
_PEOPLE = "'s people"
_OWNING = ("'s ", " of ", " and its ")
_ROUNDS = 2  # times that rows are asked: what the first shows to be a state shows others in the second
_REACH = 60  # characters before "its" in which its owner is looked for


@cache
def tables() -> dict[str, dict[str, Any]]:
    """The tables of data/lore.toml."""
    return tomllib.loads(files("sourcebook.link").joinpath("data", "lore.toml").read_text("utf-8"))


@cache
def listed(group: str, name: str) -> tuple[str, ...]:
    """A list of words or of phrases, the longest first."""
    value = str(tables()[group][name])
    found = [" ".join(one.split()) for one in value.split("|")] if "|" in value else value.split()
    return tuple(sorted({one for one in found if one}, key=lambda one: (-len(one), one)))


def _either(group: str, name: str) -> str:
    return "|".join(map(re.escape, listed(group, name)))


@dataclass(frozen=True, slots=True)
class Lore:
    """States by name, nationality words with their states, unions of states, and seats with the state that they are of.

    A union has a government of its own as a state has, and members. Seats are capitals and buildings.
    """

    states: frozenset[str] = frozenset()
    unions: frozenset[str] = frozenset()
    adjectives: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.states or self.unions)

    def state(self, name: str) -> str | None:
        """The state or union that a name or nationality word belongs to, the gazetteer's included."""
        if name in self.states or name in self.unions:
            return name
        found = self.adjectives.get(name)
        if found is None and (known := country_of(name) or demonym(name)) is not None:
            return known.name
        return found


@lru_cache(maxsize=1 << 18)
def unlisted(name: str) -> bool:
    """Whether no gazetteer has the name, small towns aside, and it is no word for a person or an office."""
    if country_of(name) or demonym(name) or institution(name) or outlet(name) or capital(name) or region(name):
        return False
    if region_adjective(name) or is_given_name(name) or is_honorific(name.lower()) or office(name.lower()) is not None:
        return False
    place = city(name)
    return place is None or place.population < _LARGE


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases by which a state shows itself; every pattern captures a name or a list of names."""

    owner: re.Pattern[str]
    owning: re.Pattern[str]
    of: re.Pattern[str]
    holder: re.Pattern[str]
    before: re.Pattern[str]
    union: re.Pattern[str]
    besides: re.Pattern[str]
    acts: re.Pattern[str]
    people: re.Pattern[str]
    row: re.Pattern[str]
    titled: re.Pattern[str]
    dateline: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    heads = _either("states", "heads")
    after = r"(?:and|or|to|in|on|at|who|which|that|will|would|have|had|met|meet|agreed|are|were|said|may|could)\b"
    more = rf"(?:, {NAME})*,?(?: and (?:the )?{NAME})?"
    return _Phrases(
        owner=re.compile(
            r"(?:['’]s|\b(its|whose)) (?:own |new |former |acting )?([A-Za-z]+(?: [A-Za-z]+)?(?: [A-Za-z]+)?)"
        ),
        owning=re.compile(rf"\b([Tt]he )?({WORD}(?: {WORD})?)(|\b[^.\"“”{CAPITALS}\n]{{1,40}})$"),
        of=re.compile(rf" of (the )?(?:neighbouring |neighboring )?({NAME}{more})(?! (?:countries|nations|states)\b)"),
        holder=re.compile(rf"\b(?P<held>(?i:{heads})) {WORD} {WORD},? of (the )?({NAME})"),
        before=re.compile(rf"\b({NAME}) (?:{_either('states', 'nouns')})\b"),
        union=re.compile(
            rf"\b(?:{_either('states', 'union_before')}|({_either('states', 'union_weak')}))"
            rf" the ({NAME})(?=[,.;:’']| {after})"
            rf"|\b[Tt]he ({NAME})['’]s (?:{_either('states', 'union_after')})\b"
        ),
        besides=re.compile(rf"\b(?:{_either('states', 'besides')}) ({NAME})"),
        acts=re.compile(rf"\b({WORD}) (?:{_either('states', 'acts')})\b"),
        people=re.compile(rf"\b({WORD})['’]s {WORD} {WORD}\b"),
        row=re.compile(
            rf"(?<![\w-]){WORD}(?:, (?:the )?{WORD})+,? and (?:the [{CAPITALS}]\w+(?: {WORD})?|{WORD})(?! [{CAPITALS}])"
        ),
        titled=re.compile(rf"(?<!\band )\b({WORD}) (?:Deputy )?(?:{_either('states', 'titles')}) {WORD} {WORD}"),
        dateline=re.compile(rf"(?:^|(?<=\n))[{CAPITALS}][{CAPITALS} -]+, ({WORD})(?:, \w+ \d+)? [(/–—-]"),
    )


@cache
def dated_town() -> re.Pattern[str]:
    """A line that begins with a town and a day: "IZMARA, February 8. /Wire/.", "Tesk, 13 February 2008"."""
    months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    return re.compile(rf"^({WORD}(?: {WORD})?), (?:\d{{1,2}}[./ ]|(?:{months})[a-z]*\.? \d)", re.M)


def _row(words: str) -> tuple[str, ...]:
    return tuple(name for name in _LISTING.split(words) if name)


def _owned(words: str) -> str:
    """What of the words is something that a state owns, in lower case; "" for nothing."""
    pieces = words.lower().split()
    found = (" ".join(pieces[:n]) for n in range(len(pieces), 0, -1))
    return next((phrase for phrase in found if phrase in listed("states", "owned") or _is_portfolio(phrase)), "")


def _is_portfolio(phrase: str) -> bool:
    """Whether it is a department of state or who heads it: "fisheries minister", "ministry of water"."""
    pieces = phrase.split()
    departments, portfolios = listed("states", "departments"), listed("states", "portfolios")
    if len(pieces) == LEAST + 1 and pieces[1] == "of":
        return pieces[0] in departments and pieces[2] in portfolios
    return len(pieces) == LEAST and pieces[0] in portfolios and pieces[1] in departments


def _held_before(text: str, end: int) -> str:
    """The office or body in front of "of", in lower case; "" where none of those that states have stands there."""
    words = text[max(0, end - _REACH) : end].lower().split()
    found = (" ".join(words[-n:]) for n in (4, 3, 2, 1) if len(words) >= n)
    return next((phrase for phrase in found if phrase in _held_by_states() or _is_portfolio(phrase)), "")


@cache
def _held_by_states() -> frozenset[str]:
    return frozenset(listed("states", "of")) | frozenset(listed("states", "plural"))


def learn(readings: Sequence[Reading]) -> Lore:
    """What the reports say of states that no gazetteer has; the same for any order of the reports."""
    votes = _Votes(readings)
    unions = votes.unions()
    adjectives = votes.adjectives(votes.formed() - unions, shown=True)
    adjectival = frozenset(adjectives.values())
    for _ in range(_ROUNDS):
        votes.listed_with(votes.states(adjectival))
    states = votes.states(adjectival) - unions
    adjectives = votes.adjectives(states | unions)
    if not states and not unions:
        return Lore()
    reasons = {name: f"a state by the reports' words: {votes.why(name)}" for name in sorted(states | unions)}
    return Lore(states=states, unions=unions, adjectives=adjectives, reasons=reasons)


class _Votes:
    """Counts, over the reports, what is said of each name."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.strong: dict[str, Counter[str]] = defaultdict(Counter)
        self.weak: Counter[str] = Counter()
        self.signs: dict[str, set[str]] = defaultdict(set)  # the weak phrases, each once
        self.bodies: Counter[str] = Counter()  # how often a name is taken for a body
        self.union: Counter[str] = Counter()
        self.shown: set[str] = set()  # unions by a phrase that only unions have
        self.told: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.before_nouns: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()  # how often a name is read as no person's
        self.groups: Counter[str] = Counter()  # how often for people: "Republicans"
        self.dated: set[str] = set()  # names behind the towns of datelines
        self.towns: set[str] = set()  # names that a line begins with, before its day
        self.titled: Counter[str] = Counter()  # names before an office of state and its holder
        self.listed: set[tuple[int, str]] = set()  # rows and names that were counted as a state's beside others
        self.rows: list[tuple[str, ...]] = []  # lists of three names and more, one of each length and kind a report
        for reading in readings:
            self._mentions(reading)
            self._read(reading.report.text)

    def _mentions(self, reading: Reading) -> None:
        self.told.update({m.name for m in reading.entities if m.country == m.name and unlisted(m.name)})
        for mention in reading.entities:
            if mention.type == "person" and " " in mention.name:
                self.persons.update(set(mention.name.split()))
            written = " ".join(reading.report.text[mention.start : mention.end].split())
            self.names[written] += 1
            self.alone[written] += mention.type != "person"
            if mention.type in {"organisation", "group"}:
                (self.bodies if mention.type == "organisation" else self.groups)[written] += 1

    def _read(self, text: str) -> None:
        phrases = _phrases()
        for found in matches(phrases.owner, text):
            held = _owned(found[2])
            owner = phrases.owning.search(text, max(0, found.start() - _REACH), found.start()) if held else None
            if owner is not None and bool(found[1]) == bool(owner[3]):
                joint = " and its" if found[1] else "'s"
                self._vote(owner[2], f"{owner[2]}{joint} {held}", held, article=bool(owner[1]))
        for found in matches(phrases.of, text):
            held = _held_before(text, found.start())
            for name in _LISTING.split(found[2].rstrip(",")) if held else ():
                article = bool(found[1]) or f" the {name}" in found[2]
                self._vote(name, f"{held} of {name}", held, article=article)
        for found in matches(phrases.holder, text):
            for _ in range(LEAST if found["held"].lower().endswith(" minister") else 1):  # no club or town has one
                self._vote(found[3], f"a head of state or government of {found[3]}", "", article=bool(found[2]))
        self.rows += sorted({row for found in matches(phrases.row, text) if len(row := _row(found[0])) > LEAST})
        self.dated.update(found[1] for found in matches(phrases.dateline, text))
        self.towns.update(found[1].title() for found in matches(dated_town(), text))
        self.titled.update(found[1] for found in matches(phrases.titled, text) if unlisted(found[1]))
        for found in matches(phrases.before, text):
            self.before_nouns[found[1].rsplit(" ", 1)[-1]] += 1
        for found in matches(phrases.union, text):
            self.union[found[2] or found[3]] += 1
            self.shown.update([found[2] or found[3]] if not found[1] else [])
        self._read_signs(text)

    def _read_signs(self, text: str) -> None:
        """Phrases that others than states have too."""
        phrases = _phrases()
        for found in matches(phrases.people, text):
            self.signs[found[1]].add(_PEOPLE)
        for pattern in (phrases.besides, phrases.acts):
            for found in matches(pattern, text):
                self.weak[found[1]] += 1
                self.signs[found[1]].add(found[0].replace(found[1], ""))

    def _vote(self, name: str, phrase: str, held: str, *, article: bool) -> None:
        if not name or not unlisted(name) or _is_body(name):
            return
        if held in listed("states", "weak") or article:
            self.weak[name] += 1
            if held not in listed("states", "leaders"):
                self.signs[name].add(phrase)
        else:
            self.strong[name][phrase] += 1

    def listed_with(self, states: frozenset[str]) -> None:
        """Count what reports list among states ("Peru, Chile and Bolivia"): half of the row, and two; once a row."""
        for at, row in enumerate(self.rows):
            known = [name for name in row if name in states or country_of(name) is not None]
            among = len(known) >= max(LEAST, len(row) / 2)
            for name in sorted(set(row).difference(known)) if known else ():
                if not among and unlisted(name) and not _is_body(name):
                    self.signs[name].add("in a row")
                elif among and (at, name) not in self.listed:
                    self.listed.add((at, name))
                    self._vote(name, f"{name} in a row with {known[0]} and {known[1]}", "", article=False)

    def formed(self) -> frozenset[str]:
        """Names that could be states: those that the reports use and no gazetteer has."""
        return frozenset(n for n in self.names if unlisted(n) and n.isalpha() and not _is_body(n))

    def states(self, adjectival: frozenset[str]) -> frozenset[str]:
        """Names with phrases that only states have; `adjectival`: from these a nationality before offices is formed.

        One such phrase is enough beside a second sign: another phrase, a nationality, a report's own reading, or two
        phrases that others than states have too.
        """
        found, shown = set(), set()
        for name in sorted({*self.strong, *self.told, *self.signs, *adjectival}):
            strong = sum(self.strong[name].values()) + (name in adjectival) + self._heads(name)
            signs = strong + self.told[name] + self.weak[name] // 2 + (name in self.dated)
            if not self.names[name] or self._is_other(name) or (name in self.towns and not strong):
                continue
            if signs >= LEAST and (strong or self.told[name] > LEAST):
                found.add(name)
            elif self._shown(name):
                shown.add(name)
        return frozenset(self._usual(found) | self._usual(shown, found))

    def _heads(self, name: str) -> int:
        """How often it stands before an office and its holder: no party's name, and no nationality."""
        if not self.titled[name] or 2 * self.bodies[name] > self.names[name]:
            return 0
        formed = any(is_adjective(name, other) for other in self.names if other[:_STEM] == name[:_STEM])
        return 0 if formed else self.titled[name]

    def _usual(self, states: set[str], others: Iterable[str] = ()) -> set[str]:
        """The states without a translator's spelling of one of them, or of the others: far less often met."""
        counts: dict[str, int] = {}
        for name in (*states, *others):
            counts[skeleton(name)] = max(counts.get(skeleton(name), 0), self.names[name])
        return {name for name in states if self.names[name] * _RARE > counts[skeleton(name)]}

    def _shown(self, name: str) -> bool:
        """Whether two phrases tell of a state, one of them an owner's; of what is mostly read as a body, three."""
        owned = {sign for sign in self.signs[name] if any(word in sign for word in _OWNING)} - {_PEOPLE}
        owned |= set(self.strong[name])
        together = len(owned | self.signs[name])
        body = 2 * self.bodies[name] > self.names[name] and len(owned) <= LEAST
        return bool(owned) and together >= LEAST and not body and unlisted(name)

    def unions(self) -> frozenset[str]:
        """Names with an article that have members, ministers or leaders in the plural."""
        found = (n for n, count in self.union.items() if count >= LEAST and n in self.shown and self.names[n])
        return frozenset(n for n in found if unlisted(n) and not _is_body(n) and not self._is_person(n))

    def _is_other(self, name: str) -> bool:
        return self._is_person(name) or 2 * self.groups[name] > self.names[name]

    def _is_person(self, name: str) -> bool:
        told = max(sum(self.strong[name].values()), self.alone[name])
        return any(self.persons[word] > told for word in name.split())

    def adjectives(self, states: Iterable[str], *, shown: bool = False) -> dict[str, str]:
        """Nationality words by state: formed from its name and, if `shown` is asked, met before an office."""
        table: dict[str, str] = {}
        words = {w for w in (*self.before_nouns, *self.names) if w.isalpha() and unlisted(w)}
        by_stem: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            by_stem[word[:_STEM]].append(word)
        for state in sorted(states):
            formed = [w for w in by_stem[state[:_STEM]] if not self._is_person(w) and is_adjective(w, state)]
            if not shown or any(self.before_nouns[w] for w in formed):
                table.update((w, state) for w in formed)
        return table

    def why(self, name: str) -> str:
        """The phrase that is met most often."""
        phrases = self.strong.get(name)
        if not phrases:
            return "members and ministers of its own" if self.union[name] else "its nationality word, or one report"
        return min(phrases, key=lambda phrase: (-phrases[phrase], phrase))


@lru_cache(maxsize=65536)
def is_adjective(word: str, state: str) -> bool:
    """Whether a word is regularly formed from a state's name: a stem in common, and a nationality's ending.

    >>> is_adjective("Sorlandi", "Sorland"), is_adjective("Vardanese", "Vardania"), is_adjective("Varda", "Vardania")
    (True, True, False)
    """
    if word == state or " " in state:
        return False
    common = 0
    while common < min(len(word), len(state)) and word[common] == state[common]:
        common += 1
    endings = listed("states", "endings")
    for stem in range(common, max(_STEM, len(state) - int(tables()["states"]["left"])) - 1, -1):
        if word[stem:] in endings:
            return stem >= _STEM
    return False


def _is_body(name: str) -> bool:
    """Whether the name ends in a word that every body bears ("Council"), or is no proper name at all."""
    return fold(name.rsplit(" ", 1)[-1]) in _bodies() or name.isupper()


@cache
def _bodies() -> frozenset[str]:
    return frozenset(listed("bodies", "everybodys"))
