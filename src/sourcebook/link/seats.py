"""Capitals and seats of government that no gazetteer has, and whose officials are whose: learned from the reports.

Only for states that the reports themselves make known (`lore`): of all others a gazetteer has the capital.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sourcebook.lexicon.names import fold
from sourcebook.link.acting import acts
from sourcebook.link.companions import Companions
from sourcebook.link.governing import Governing, residences
from sourcebook.link.homes import beside, best, first_of, page_state, spelled
from sourcebook.link.lore import NAME, WORD, Lore, dated_town, is_adjective, listed, unlisted
from sourcebook.link.matching import matches
from sourcebook.link.organisations import side_by_side
from sourcebook.model import Reading

_LEAST = 2  # phrases that put a state's organs into a town
_BESIDE = 1.0  # sentences that an official shares with the state that is to be his, at least
_MORE = 1.3  # by what factor the state must outdo the next; of officials whose state is told, four in five are right
_HEARD = 2  # what an official who speaks or is seen there counts, beside a state that a sentence names
_OPENING = re.compile(r"^(?:In|At|Near|Outside|From|To|For|And|But) ")  # a sentence's first word before a town
_OPENS = 1200  # code points of a page in which its own date line stands
_RARELY = 3  # times as often a town is named alone as in what is read as a person's name
_TITLE = 40  # characters around a name in which its owner's state is looked for


class Seats:
    """Counts what the reports say of towns and buildings as seats of states; `owners`: officials with their states."""

    def __init__(
        self, readings: Sequence[Reading], lore: Lore, companions: Companions, owners: Mapping[str, str]
    ) -> None:
        self.lore, self.companions = lore, companions
        self.owners = {name.rsplit(" ", 1)[-1]: state for name, state in sorted(owners.items())}
        self.capitals: dict[str, Counter[str]] = defaultdict(Counter)
        self.inside: dict[str, Counter[str]] = defaultdict(Counter)
        self.buildings: dict[str, Counter[str]] = defaultdict(Counter)
        self.organs: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.posts: dict[str, list[tuple[str, int, str | None]]] = defaultdict(list)
        self.called: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.heard: dict[str, Counter[str]] = defaultdict(Counter)
        self.acting: Counter[str] = Counter()
        self.own: Counter[str] = Counter()  # how often a state's own page is dated there
        self.told: set[str] = set()  # bodies' short names
        self.governing = Governing(readings, companions)
        self.persons: Counter[str] = Counter()
        self.states = {*lore.states, *lore.unions, *_read_as_states(readings)}
        self.at: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for reading in readings:
            self._read(reading)

    def _read(self, reading: Reading) -> None:
        text = reading.report.text
        patterns = _patterns(tuple(sorted(self.lore.states | self.lore.unions)), tuple(sorted(self.lore.adjectives)))
        for pattern in patterns.capital:
            for found in matches(pattern, text):
                owner = self.lore.state(found["state"])
                if owner is not None:
                    self.capitals[_OPENING.sub("", found["city"])][owner] += 1
        for found in matches(patterns.within, text):
            self.inside[spelled(_OPENING.sub("", found["city"]))][self.lore.state(spelled(found["state"])) or ""] += 1
        for pattern in (_organs(), _officials()):
            for found in matches(pattern, text):
                self.organs[found[1]].append((reading.report.id, found.start(1)))
        self._names(reading)
        self._abroad(reading)
        self._speakers(reading)
        self._called(reading)
        self._at_home(reading)

    def _at_home(self, reading: Reading) -> None:
        """Count where a state's own pages are dated: "IZMARA, 8 February" on those of its agency or its ministry."""
        state = page_state(reading, self.lore)
        found = dated_town().search(reading.report.text, 0, _OPENS) if state is not None else None
        if state is not None and found is not None:
            self.own[spelled(found[1])] += 1
            self.heard[spelled(found[1])][state] += 1

    def _called(self, reading: Reading) -> None:
        """Count the buildings that reports call somebody's seat."""
        text = reading.report.text
        for name, state in residences(reading, self._serves):
            self.buildings[name][state] += 1
        self.told.update(short for short, _ in side_by_side(reading.report))
        for pattern in (_building(), _house()):
            for found in matches(pattern, text):
                owner = self._near(text, found.start(), found.end())
                if owner is not None:
                    self.buildings[found[1]][owner] += 1

    def _names(self, reading: Reading) -> None:
        text = reading.report.text
        for mention in reading.entities:
            name = text[mention.start : mention.end]
            if mention.type == "person" and " " in mention.name:
                self.persons.update(set(mention.name.split()))
            else:
                self.at[spelled(name)].append((reading.report.id, mention.start))
                self.acting[spelled(name)] += acts(text, mention.start, mention.end)

    def _abroad(self, reading: Reading) -> None:
        """Count the embassies and ambassadors of others, and towns that are called the capital."""
        text = reading.report.text
        for found in matches(_posts(), text):
            sender = self._sender(text, max(0, found.start() - _TITLE), found.end("post"))
            self.posts[spelled(found["city"])].append((reading.report.id, found.start("city"), sender))
        for found in matches(_accredited(), text):
            host = self._state(found["host"])
            if host is not None:
                self.heard[spelled(found["city"])][host] += 1
        for found in matches(_called_capital(), text):
            self.called[spelled(found[1])].append((reading.report.id, found.start(1)))

    def _speakers(self, reading: Reading) -> None:
        """Count whose officials speak in which towns: "the minister told reporters in Tesk"."""
        text = reading.report.text
        for said in reading.statements:
            if said.cue is None or said.level > 1 or said.speaker_name is None:
                continue
            where = _told_in().match(text, said.cue.end)
            known = self._serves(reading, said.speaker_name) if where is not None else None
            if known is not None and where is not None:
                self.heard[spelled(where[1])][known] += 1
        for found in matches(_received(), text):
            known = self._state(found["whose"])
            if known is not None:
                self.heard[spelled(found["city"])][known] += 1

    def _serves(self, reading: Reading, person: str) -> str | None:
        """The state that an official of whom a report tells serves."""
        told = (m.country for m in reading.entities if m.name == person and m.country and m.role)
        known = next(told, None) or self.owners.get(fold(person).rsplit(" ", 1)[-1])
        return known if known is not None and self._is_learned(known) else None

    def _state(self, word: str) -> str | None:
        """The state that a name or a nationality word stands for, also of those that a report makes known alone."""
        found = self.lore.state(word)
        if found is None and word in self.states:
            return word
        return found or next((state for state in sorted(self.states) if is_adjective(word, state)), None)

    def _sender(self, text: str, start: int, end: int) -> str | None:
        """The state whose ambassador is told of: the last that is named up to the word."""
        words = re.findall(rf"(?<!\bto )(?<!\bto the )\b{WORD}", text[start:end])[::-1]
        return next((state for word in words if (state := self._state(word)) is not None), None)

    def _near(self, text: str, start: int, end: int) -> str | None:
        """The state named, or whose official is named, around a seat of government: nearest behind it, else before."""
        behind = re.findall(WORD, text[end : end + _TITLE])
        before = re.findall(WORD, text[max(0, start - _TITLE) : start])[::-1]
        found = (self.lore.state(word) or self.owners.get(fold(word)) for word in (*behind, *before))
        return next((state for state in found if state is not None and self._is_learned(state)), None)

    def _is_learned(self, state: str) -> bool:
        return state in self.states

    def _known(self, votes: Mapping[str, float]) -> dict[str, float]:
        return {state: n for state, n in votes.items() if self._is_learned(state)}

    def found(self) -> dict[str, tuple[str, str]]:
        """Every seat with its state and the reason."""
        seats: dict[str, tuple[str, str]] = {}
        for votes, why in ((self.capitals, "called its capital"), (self.buildings, "called its seat of government")):
            for name, states in sorted(votes.items()):
                if unlisted(name) and self._state(name) is None and not self._is_surname(name):
                    seats.setdefault(name, (first_of(states), why))
        taken = {state for name, (state, _) in seats.items() if name in self.capitals}
        names = {*self.organs, *self.posts, *self.called, *self.acting, *self.own} - seats.keys()
        signs = {name: self._signs(name) for name in names}
        told = sorted((name for name in names if signs[name] >= _LEAST and self._may_be(name)), key=self._sure)
        self._seat([name for name in told if not self._once_dated(name)], seats, taken)
        for name in self.governing.towns(self.inside, self.organs):
            owner = self._governs(name, taken) if name not in seats and self._may_be(name) else None
            if owner is not None:
                taken.add(owner)
                seats[name] = (owner, "a town that speaks and decides as only its government can")
        self._seat([name for name in told if self._once_dated(name)], seats, taken)
        known = {name: state for name, (state, _) in seats.items()}
        for name, state in self.governing.houses(known, self._serves):
            if name not in self.persons and name not in self.told and self._state(name) is None:
                seats.setdefault(name, (state, "a building that decides, where its officials are seen"))
        return seats

    def _seat(self, names: Sequence[str], seats: dict[str, tuple[str, str]], taken: set[str]) -> None:
        """Give towns to the states that they are of, one to each: `seats` and `taken` grow."""
        for name in names:
            owner = self._owner(name, taken)
            if owner is not None:
                taken.add(owner)
                seats[name] = (owner, "its ministries and officials sit there, or it acts for it")

    def _once_dated(self, name: str) -> bool:
        """Whether all that speaks for a town is one page of a state's that is dated there."""
        return self._signs(name) == _LEAST * self.own[name] == _LEAST

    def _governs(self, name: str, taken: Collection[str]) -> str | None:
        """The state for which a town speaks: it lies there, or that one stands beside it; none that it deals with."""
        inside = self._known(self.inside.get(name, {}))
        if inside:
            return self._owner(name, taken)
        pool = frozenset(self.states - set(taken) - self.governing.against[name])
        votes = self.governing.beside[name]
        near = [state for state in sorted(pool) if votes[state]]
        if len(near) == 1 and votes[near[0]] >= _BESIDE / 2:
            return near[0]  # all others have a seat, are those that it deals with, or are never beside it
        return beside(self.at[name], pool, self.companions)

    def _sure(self, name: str) -> tuple[int, int, str]:
        """In which order seats are given to states, each of which has one: where officials speak, then by signs."""
        return -max(self.heard.get(name, {"": 0}).values()), -self._signs(name), name

    def _signs(self, name: str) -> int:
        """How often reports speak of it as a seat of a state; of what only acts nobody knows that it is a town."""
        told = len(self.organs.get(name, ())) + len(self.posts.get(name, ())) + _LEAST * len(self.called.get(name, ()))
        told += _LEAST * self.own[name]
        return told + self.acting[name] if told else 0

    def _is_surname(self, name: str) -> bool:
        """Whether it is no more than a person's: "in Orm, the capital of Ostrel, Venn said"."""
        return name in self.persons and name not in self.at

    def _may_be(self, name: str) -> bool:
        """Whether it is a town that reports name, as far as can be told."""
        if fold(name) in listed("bodies", "everybodys"):
            return False  # "the Council"
        alone = len(self.at.get(name, ())) > _RARELY * self.persons[name]
        return alone and unlisted(name) and self._state(name) is None

    def _owner(self, name: str, taken: Collection[str]) -> str | None:
        """The state that a town with organs of a state lies in: said so, or named beside it; `taken` have a seat."""
        inside = self._known(self.inside.get(name, {}))
        if inside:
            owner = first_of(Counter(inside))
            return owner if owner not in taken else None
        pool = self.states - set(taken)
        senders = {sender for _, _, sender in self.posts.get(name, ()) if sender is not None}
        heard = self.heard.get(name, Counter())
        if len(heard) == 1 and ((only := first_of(heard)) in pool or self.own[name]):
            return only if only in pool else None  # another town of a state that has its seat
        for places in (self.called.get(name, []), self.organs.get(name, [])):
            near = beside(places, frozenset(pool - senders), self.companions)
            if near is not None:
                return near
        votes: Counter[str] = Counter({state: _HEARD * n for state, n in heard.items()})
        for report, start in self.at[name]:
            votes.update(self.companions.of(report, start))
        told = {state: float(n) for state, n in votes.items() if state in pool - senders}
        return best(told, _BESIDE, _MORE) or beside(self.at[name], frozenset(pool - senders), self.companions)


def _read_as_states(readings: Sequence[Reading]) -> frozenset[str]:
    """States that no gazetteer has, and that a report alone shows to be one."""
    names = {m.name for r in readings for m in r.entities if m.type == "place" and m.country == m.name}
    towns = {spelled(found[1]) for r in readings for found in dated_town().finditer(r.report.text)}
    return frozenset(name for name in names - towns if unlisted(name))


class _Patterns:
    def __init__(self, states: tuple[str, ...], adjectives: tuple[str, ...]) -> None:
        state = "|".join(map(re.escape, sorted(states, key=lambda s: (-len(s), s)))) or "(?!)"
        adjective = "|".join(map(re.escape, sorted(adjectives, key=lambda s: (-len(s), s)))) or "(?!)"
        any_ = rf"(?P<state>{state}|{adjective})"
        city = rf"(?P<city>{NAME})"
        self.capital = (
            re.compile(rf"\b{city}, (?:the )?(?:present |old )?capital of (?:the |neighbouring )?(?P<state>{state})\b"),
            re.compile(rf"\bcapital of (?:the )?(?P<state>{state}), {city}"),
            re.compile(rf"\b{any_}(?:['’]s)? capital,? (?:of )?{city}"),
            re.compile(rf"\b{city}, (?:the )?{any_}(?:['’]s)? capital\b"),
        )
        upper = "|".join(re.escape(s.upper()) for s in states) or "(?!)"
        self.within = re.compile(rf"\b{city}, (?P<state>{state}|{upper})\b")


@cache
def _patterns(states: tuple[str, ...], adjectives: tuple[str, ...]) -> _Patterns:
    return _Patterns(states, adjectives)


@cache
def _organs() -> re.Pattern[str]:
    organs = "|".join((*listed("seats", "organ_phrases"), *listed("seats", "organs")))
    return re.compile(rf"\b(?i:{organs}) (?:in|at|from) ({NAME})")


@cache
def _officials() -> re.Pattern[str]:
    """ "Tesk officials", "the Tesk authorities"."""
    return re.compile(rf"\b({WORD}) (?:officials|authorities|diplomats)\b")


@cache
def _posts() -> re.Pattern[str]:
    """ "The Ostreli ambassador in Tesk": the ambassadors of others sit where a state has its seat."""
    posts = "|".join(listed("seats", "posts"))
    return re.compile(
        rf"(?P<post>\b(?i:{posts})(?: of (?:the )?{WORD})?)(?: [a-z]+){{0,2}} (?:in|to|from) (?P<city>{NAME})"
    )


@cache
def _accredited() -> re.Pattern[str]:
    """ "The ambassador to Ostrel returned to Tesk", "their embassy to Ostrel, in Tesk"."""
    posts = "|".join(listed("seats", "posts"))
    return re.compile(
        rf"\b(?i:{posts})(?: of (?:the )?{WORD})? to (?:the )?(?P<host>{WORD})\b[^.\n“”\"]{{0,80}}?"
        rf" (?:post in|embassy in|returns to|returned to|back in|back to|from) (?P<city>{NAME})"
    )


@cache
def _received() -> re.Pattern[str]:
    """ "Ostrel's president in Tesk", "the Ostreli foreign minister in Tesk"."""
    whose = "|".join((*listed("seats", "holders"), *listed("offices", "state")))
    return re.compile(rf"\b(?P<whose>{WORD})(?:['’]s)? (?:{whose})(?:,? {WORD}){{0,3}},? in (?P<city>{NAME})")


@cache
def _called_capital() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he (?:[a-z]+ )?capital(?: city)?,? ({NAME})")


@cache
def _told_in() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:reporters|journalists|the press|[a-z]+)){{0,3}} (?:here )?(?:in|from) ({NAME})")


@cache
def _building() -> re.Pattern[str]:
    what, whose = "|".join(listed("seats", "building")), "|".join(listed("seats", "holders"))
    return re.compile(
        rf"\b[Tt]he ({NAME}),? (?:the |as the |which is the |where the )?(?:[a-z-]+ ){{0,2}}"
        rf"(?:(?:{what}) of (?:the )?(?i:{whose})|(?:{whose})['’]s (?:{what})|(?:{whose}) is known)\b",
    )


@cache
def _house() -> re.Pattern[str]:
    houses = "|".join(word.title() for word in listed("seats", "houses"))
    whose = "|".join(listed("seats", "holders"))
    return re.compile(rf"\b(?:(?i:{whose})|minister|[Mm]inister said) at ({WORD} (?:{houses}))\b")
