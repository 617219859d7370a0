"""Lawmakers called by their state and party: whom "the Ohio Republican" means after "John Orr (R-Ohio)".

What a report says beside a name tells state and party: "R-Ohio", "Republican of Ohio", "Ohio Rep.", "of Ohio". Who is
of another state or party is never meant; of those that fit, the one named last before is. Of whom no state is told, a
lawmaker named shortly before may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

import msgspec

from sourcebook.lexicon.offices import office
from sourcebook.lexicon.places import us_state, us_states
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import words
from sourcebook.read.members import Member
from sourcebook.read.referents import Referent
from sourcebook.read.seats import CODED, seat_state

_BEHIND, _BEFORE = 48, 40  # code points beside a name in which state and party are told
_LETTERS = {"R": "republican", "D": "democrat", "I": "independent"}
_REACH = 6  # words between "the" and its noun
_NEAR = 3  # sentences in which a lawmaker whose state is not told is still spoken of
_FITS, _PARTY, _SITS = 4, 1, 1  # weights: the same state, the same party, a seat


class Home(msgspec.Struct):
    """Where and of which party a person is by what stands beside the name, as far as it is told."""

    states: set[str] = msgspec.field(default_factory=set)
    parties: set[str] = msgspec.field(default_factory=set)


class Partisan(msgspec.Struct, frozen=True):
    """The words for one lawmaker: tokens [first, head], state and party, None where they don't say."""

    sentence: Sentence
    first: int
    head: int
    state: str | None
    party: str | None


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what is told behind a name and before it, by words."""
    state = "|".join(map(re.escape, sorted(us_states(), key=lambda name: (-len(name), name))))
    party = "Republican|Democrat|[Ii]ndependent"
    article = r"(?:(?:an?|the) )?(?:[\w’'-]+ ){0,3}?"
    after = re.compile(
        rf",? (?:{article}(?P<party>{party}) (?:of|from) (?P<of>{state})\b"
        rf"|{article}(?P<at>{state}) (?P<member>{party})\b(?! [A-Z])|of (?P<home>{state})\b)"
    )
    title = r"(?:Sens?|Reps?|Govs?)\.|Senator|Representative|Governor|Congress(?:wo)?man"
    before = re.compile(
        rf"(?:\b(?P<state>{state})(?:[’']s)? )?(?:(?P<party>Republican|Democratic|Democrat|GOP) )?(?:{title})? ?$"
    )
    return after, before


@cache
def _nouns() -> frozenset[str]:
    return words("partisans", "parties") | words("partisans", "seats")


class Partisans:
    """The lawmakers of one report, by state and party."""

    def __init__(self, document: Document, members: Sequence[Member]) -> None:
        self.text = document.text
        self.members = [member for member in members if member.mention.type == "person"]

    @cached_property
    def homes(self) -> dict[int, Home]:
        """What the whole report tells of each person, by referent."""
        found: dict[int, Home] = {}
        for member in self.members:
            self._read(member, found.setdefault(id(member.referent), Home()))
        return found

    def _read(self, member: Member, home: Home) -> None:
        start, end = member.mention.start, member.mention.end
        behind, before = self.text[end : end + _BEHIND], self.text[max(0, start - _BEFORE) : start]
        after, ahead = _told()
        if coded := CODED.match(behind):
            _note(home, seat_state(coded["state"]), _LETTERS[coded["party"]])
        elif told := after.match(behind):
            party = told["party"] or told["member"]
            _note(home, told["of"] or told["at"] or told["home"], party.lower() if party else None)
        elif led := ahead.search(before):
            party = led["party"]
            known = {"gop": "republican", "democratic": "democrat"}
            _note(home, led["state"], known.get(party.lower(), party.lower()) if party else None)

    def at(self, sentence: Sentence, head: int) -> Partisan | None:
        """The words for one lawmaker whose noun is the token `head`: "the Ohio Republican", "the Texas senator"."""
        tokens = sentence.tokens
        noun = tokens[head].lower
        party = noun if noun in words("partisans", "parties") and tokens[head].text[0].isupper() else None
        if party is None and noun not in words("partisans", "seats"):
            return None
        after = tokens[head + 1] if head + 1 < len(tokens) else None
        if after is not None and (
            after.tag.startswith(("NN", "JJ")) or after.text in {"-", "–"} or after.tag == "HYPH"
        ):
            return None
        first = next((i for i in range(head - 1, max(-1, head - _REACH), -1) if tokens[i].lower == "the"), None)
        if first is None:
            return None
        between = self.text[tokens[first].end : tokens[head].start].strip()
        state = next((name for name in _suffixes(between) if us_state(name) == name), None)
        rest = between.removesuffix(state or "").split()
        if any(not word.islower() for word in rest) or (party is None and state is None):
            return None  # "the House Republican", "the senator"
        if any(
            token.tag not in {"JJ", "NN", "VBN", "VBG", "HYPH", "CD"}
            for token in tokens[first + 1 : first + 1 + len(rest)]
        ):
            return None
        return Partisan(sentence, first, head, state, party)

    def meant(self, partisan: Partisan) -> Referent | None:
        """Who is called so; None where the report doesn't tell."""
        sentence = partisan.sentence
        start = sentence.tokens[partisan.first].start
        scored: list[tuple[int, int, Referent]] = []
        seen: dict[int, Member] = {}
        for member in self.members:
            if member.mention.start < start or id(member.referent) not in seen:
                seen[id(member.referent)] = member
        for key, member in seen.items():
            score = self._score(partisan, member.referent, self.homes[key])
            before = member.mention.start if member.mention.start < start else -1
            near = before >= 0 and sentence.index - member.span.sentence <= _NEAR
            if score >= _FITS or (score > 0 and near):
                scored.append((score, before, member.referent))
        if not scored:
            return None
        top = max(score // _FITS for score, _, _ in scored)
        return max((entry for entry in scored if entry[0] // _FITS == top), key=lambda entry: (entry[1], entry[0]))[2]

    def inside(self, sentence: Sentence) -> list[tuple[int, Referent]]:
        """The lawmakers whom the sentence calls so, by their nouns' tokens."""
        called = (self.at(sentence, i) for i, token in enumerate(sentence.tokens) if token.lower in _nouns())
        met = ((one.head, self.meant(one)) for one in called if one is not None)
        return [(head, referent) for head, referent in met if referent is not None]

    def named(self, partisan: Partisan, beside: Member | None, before: Referent | None) -> str | None:
        """The name of who is called so: who stands `beside` it, is meant, or of whom the sentence `before` was."""
        if beside is not None and not beside.span.first <= partisan.head < beside.span.last:
            return beside.mention.name
        meant = self.meant(partisan)
        if meant is None and before is not None and self._may_be(partisan, before):
            return before.name
        return meant.name if meant is not None else None

    def _may_be(self, partisan: Partisan, referent: Referent) -> bool:
        """Whether nothing that the report tells of the person speaks against it: no other state, party or office."""
        home = self.homes.get(id(referent), Home())
        elsewhere = partisan.state and home.states and partisan.state not in home.states
        other = partisan.party and home.parties and partisan.party not in home.parties
        return not (elsewhere or other or referent.roles) and referent.type == "person"

    def _score(self, partisan: Partisan, referent: Referent, home: Home) -> int:
        if (partisan.state and home.states and partisan.state not in home.states) or (
            partisan.party and home.parties and partisan.party not in home.parties
        ):
            return 0
        if any((held := office(role)) is not None and held.name == "president" for role in referent.roles):
            return 0
        score = _SITS * any(_is_seat(role) for role in referent.roles)
        score += _PARTY * (partisan.party in home.parties)
        return score + _FITS * (partisan.state in home.states)


def _is_seat(role: str) -> bool:
    """Whether the office is one in a parliament, or at the head of a state of the union."""
    held = office(role)
    parts = set(role.casefold().replace(".", "").split())
    return (held is not None and held.sector == "LEG") or bool(parts & words("partisans", "sits"))


def _note(home: Home, state: str | None, party: str | None) -> None:
    if state is not None:
        home.states.add(state)
    if party is not None:
        home.parties.add(party)


def _suffixes(text: str) -> list[str]:
    """The last words of a text, most first: "veteran South Dakota" → itself, "South Dakota", "Dakota"."""
    parts = text.split()
    return [" ".join(parts[i:]) for i in range(len(parts))]
