"""What descriptions refer to: "the Spanish prime minister", "the diplomat", "the ministry", "the country"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, partial

import msgspec

from sourcebook.lexicon.institutions import Institution, institution, outlet
from sourcebook.lexicon.names import is_honorific
from sourcebook.lexicon.offices import Office, office
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import table, words
from sourcebook.read.members import Member
from sourcebook.read.parties import Parties
from sourcebook.read.referents import Referent, nationality

_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "one", "every", "each", "several", "many", "other"})
_DISTINCT = ("deputy", "vice", "former", "acting", "assistant", "shadow")
_BELOW = ("deputy", "vice", "assistant")  # who is called so is never the one whose deputy he is
_SEATED = frozenset({"head", "master", "host", "leader", "chief", "boss"})
_INTRODUCES = frozenset({"a", "an", "one", "another", "unnamed"})
_PHRASE = 5  # words between an article and its noun
_MAIN, _SHARE = 4, 0.75  # names of a state, and their share among those of all, by which a report is about it
_HEADS = 2  # ranks of offices that head a state or a department (lexicon/offices.py)
_OFFICIALS = frozenset({"GOV", "MIL", "COP", "JUD", "IGO", "DIP", "SPY", "LEG"})  # sectors of whom "the official" means
_BY_KIND = 3.0  # scores below it say no more than that the calling covers the person's office
_NEAR = 3  # sentences within which "the country" or "the ministry" finds what it repeats


class Phrase(msgspec.Struct, frozen=True):
    """A description cut up: its tokens [first, head], the office words in it, and the state or body that it names."""

    sentence: Sentence
    first: int
    head: int
    text: str
    state: str | None = None
    body: str | None = None
    owner: str | None = None

    @property
    def noun(self) -> str:
        """The head noun, in lower case."""
        return self.sentence.tokens[self.head].lower

    @property
    def start(self) -> int:
        """Where it begins in the page."""
        return self.sentence.tokens[self.first].start


class Descriptions:
    """Finds the persons and bodies of a report by what they are called."""

    def __init__(
        self, document: Document, members: Sequence[Member], offices: Callable[[Sentence], list[tuple[int, int]]]
    ) -> None:
        self.offices = offices
        self.text = document.text
        self.sentences = document.sentences
        self.members = members
        self.starts = [member.mention.start for member in members]
        self.at: dict[tuple[int, int], Member] = {
            (member.span.sentence, i): member for member in members for i in range(member.span.first, member.span.last)
        }
        persons: dict[int, Referent] = {}
        self.seen: dict[int, list[int]] = {}
        for member in members:
            if member.mention.type == "person":
                persons[id(member.referent)] = member.referent
            self.seen.setdefault(id(member.referent), []).append(member.mention.start)
        self.persons = list(persons.values())
        self.parties = Parties(document, self.at, partial(_adjective, self.text, members))

    def cut(self, sentence: Sentence, first: int, last: int, head: int) -> Phrase:
        """The phrase of the tokens [first, last) with that head, with the names in and after it."""
        state, body, owner = None, None, None
        for i in range(first, last):
            member = self.at.get((sentence.index, i))
            if member is None or i != member.span.first:
                continue
            if i > head and sentence.tokens[i - 1].lower not in {"of", "for", "from", "the"}:
                continue
            if member.state is not None and member.kind in {"country", "demonym"}:
                state = state or member.state
            elif member.mention.type == "person" and i < head:
                owner = owner or member.mention.name
            elif member.mention.type == "organisation" or member.kind == "site":
                body = body or member.mention.name
                state = state or member.mention.country
        tokens = sentence.tokens
        begin = next((a for a, b in self.offices(sentence) if a <= head < b), head)
        text = " ".join(token.lower for token in tokens[max(first, begin) : head + 1])
        return Phrase(sentence, first, head, text, state, body, owner)

    def over_titles(self, sentence: Sentence, at: int) -> int:
        """The token behind titles: "Captain Orla Venn", "Her Excellency Mrs. Venn", "Lt. Venn"."""
        tokens, begin = sentence.tokens, at
        titles = {i for a, b in self.offices(sentence) for i in range(a, b)}
        if at + 1 < len(tokens) and tokens[at].tag == "PRP$" and is_honorific(tokens[at + 1].lower):
            at += 1
        while at < len(tokens) and (
            is_honorific(tokens[at].lower)
            or (at in titles and (sentence.index, at) not in self.at)
            or (tokens[at].text == "." and at > begin)
        ):
            at += 1
        return at

    def one(self, phrase: Phrase) -> str | None:
        """The full name of what the phrase describes, None where it is new, unknown or not one thing."""
        if phrase.sentence.tokens[phrase.first].lower in _INDEFINITE or phrase.noun.endswith(("men", "women")):
            return None
        referent = self.person(phrase)
        if referent is not None:
            return referent.name
        return self.parties.named(phrase.sentence, phrase.first, phrase.head) or self._thing(phrase)

    # Persons -------------------------------------------------------------------------------------------------------

    def person(self, phrase: Phrase) -> Referent | None:
        """The person that the phrase describes by office or calling."""
        tokens = phrase.sentence.tokens
        if tokens[phrase.head].tag in {"NNS", "NNPS"} or tokens[phrase.first].lower in _INDEFINITE:
            return None
        named, kind = office(phrase.text), table("reference").get(phrase.noun)
        if phrase.noun == "counterpart":
            return self._counterpart(phrase)
        if phrase.noun in _SEATED and phrase.body is not None and (seat := institution(phrase.body)) and seat.seat:
            return self._head_of_seat(seat)
        if named is None and kind is None:
            return None
        scored = []
        for referent in self.persons:
            score = self._score(phrase, named, kind, referent)
            if score > 0:
                scored.append((score, self._last_before(referent, phrase.start), referent))
        found = self._choose(scored, by_state=phrase.state is not None)
        by_kind = found is not None and max(score for score, _, one in scored if one is found) < _BY_KIND
        return None if found is not None and self._is_stranger(phrase, found, by_kind=by_kind) else found

    def _is_stranger(self, phrase: Phrase, found: Referent, *, by_kind: bool) -> bool:
        """Whether somebody unnamed of that calling was brought in: "a senior official ... the official said".

        Since the person was named, or at all where the calling is wider than his office (`by_kind`): "a diplomat said
        ... the minister, Orla Venn, left ... the diplomat said".
        """
        since = -1 if by_kind else self._last_before(found, phrase.start)
        for sentence in self.sentences[max(0, phrase.sentence.index - 2 * _NEAR) : phrase.sentence.index + 1]:
            tokens = sentence.tokens
            for i, token in enumerate(tokens):
                if token.lower != phrase.noun or not since < token.start < phrase.start:
                    continue
                if any(t.lower in _INTRODUCES for t in tokens[max(0, i - _PHRASE) : i]) and not self._names(
                    sentence, i
                ):
                    return True
        return False

    def _names(self, sentence: Sentence, i: int) -> bool:
        """Whether a name stands right behind the word at `i`, over a comma."""
        return (sentence.index, i + 1) in self.at or (sentence.index, i + 2) in self.at

    def _head_of_seat(self, seat: Institution) -> Referent | None:
        """ "The head of the White House": who heads the state whose seat it is, if the report names one."""
        heads = [
            r
            for r in self.persons
            if r.country == seat.country
            and r.role
            and (o := office(r.role))
            and o.rank == 1
            and not o.name.startswith(_DISTINCT)
        ]
        return heads[0] if len(heads) == 1 else None

    def _choose(self, scored: list[tuple[float, int, Referent]], *, by_state: bool) -> Referent | None:
        """The best match, the one named last before the phrase among equals; one named only later must be the only."""
        if not scored:
            return None
        top = max(score for score, _, _ in scored)
        best = [(last, referent) for score, last, referent in scored if score == top]
        before = [entry for entry in best if entry[0] >= 0]
        if before:
            return max(before, key=lambda entry: entry[0])[1]
        return best[0][1] if len(best) == 1 and (by_state or top >= 4) else None

    def _last_before(self, referent: Referent, start: int) -> int:
        seen = self.seen[id(referent)]
        at = bisect_left(seen, start)
        return seen[at - 1] if at else -1

    def _score(self, phrase: Phrase, named: Office | None, kind: frozenset[str] | None, referent: Referent) -> float:
        """How well the person fits the description; 0 not at all. Whole office 4, kind of office 2, state 1 more."""
        if phrase.state is not None and referent.country not in {None, phrase.state}:
            return 0
        best = 0.0
        for role in referent.roles:
            best = max(best, self.match(phrase, named, kind, role))
        if not best and kind is not None and kind <= {"m", "f"}:
            best = 1.0 if referent.gender in kind else 0
        if best and phrase.state is not None and referent.country == phrase.state:
            best += 1
        return best

    def match(self, phrase: Phrase, named: Office | None, kind: frozenset[str] | None, role: str) -> float:
        """How well a role fits: the same office 4, the same noun 3, the same kind 2; 0 not at all."""
        lower = role.casefold()
        core = lower.split(" of ")[0]
        held = office(lower) or office(core)
        score = 0.0
        if held is not None and named is not None and _same_office(held, named):
            score = 4.0
        elif phrase.noun == core.split()[-1]:
            score = 3.0
        elif kind is not None and held is not None and _covers(kind, held, core):
            score = 2.0
        elsewhere = score < 4 and phrase.body is not None and " of " in lower and phrase.body.casefold() not in lower
        if not score or elsewhere:
            return 0
        if phrase.body is not None and phrase.body.casefold() in lower:
            score += 1
        if any(word in phrase.text.split() and word not in lower.split() for word in _BELOW):
            return 0
        return score - sum((word in phrase.text.split()) != (word in lower.split()) for word in _DISTINCT) * 0.75

    def _counterpart(self, phrase: Phrase) -> Referent | None:
        """ "His Ostrelian counterpart": of that state, with the office of the person spoken of last."""
        if phrase.state is None:
            return None
        before = [m for m in self.members[: bisect_left(self.starts, phrase.start)] if m.mention.type == "person"]
        others = [m.referent for m in before if m.referent.country != phrase.state and m.referent.role]
        role = others[-1].role if others else None
        own = office(role) if role else None
        fitting = [
            r
            for r in self.persons
            if r.country == phrase.state
            and own is not None
            and any((h := office(x)) and h.name == own.name for x in r.roles)
        ]
        return fitting[0] if len(fitting) == 1 else None

    # Bodies and states ---------------------------------------------------------------------------------------------

    def _thing(self, phrase: Phrase) -> str | None:
        noun = phrase.noun
        if noun in words("reference_states", "speaks_for") and phrase.state is not None:
            return phrase.state
        if noun in words("reference_states", "governs") and self._says_no_more(phrase):
            return self.main_state
        if noun in words("reference_states", "itself"):
            return phrase.state or self._nearest_state(phrase)
        if noun in words("organisation", "common"):
            return self._body(phrase)
        return None

    def _says_no_more(self, phrase: Phrase) -> bool:
        """Whether an article and the noun are all there is: "the government"."""
        tokens = phrase.sentence.tokens
        after = tokens[phrase.head + 1].lower if phrase.head + 1 < len(tokens) else ""
        return phrase.head == phrase.first + 1 and tokens[phrase.first].lower == "the" and after not in {"of", "in"}

    @cached_property
    def main_state(self) -> str | None:
        """The state that the report is about: most of its names are of it, its people, bodies and towns."""
        counts = Counter(c for member in self.members if (c := member.mention.country) is not None)
        if not counts:
            return None
        state, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return state if count >= _MAIN and count >= _SHARE * sum(counts.values()) else None

    def _nearest_state(self, phrase: Phrase) -> str | None:
        """The state named last before the phrase, if only one was in its sentence."""
        found: dict[str, None] = {}
        where = phrase.sentence.index
        for member in reversed(self.members[: bisect_left(self.starts, phrase.start)]):
            if phrase.sentence.index - member.span.sentence > _NEAR or (found and member.span.sentence != where):
                break
            if member.state is not None:
                where = member.span.sentence
                found.setdefault(member.state)
        return next(iter(found)) if len(found) == 1 else None

    def _body(self, phrase: Phrase) -> str | None:
        """The body of that kind named last; "the Ostrelian foreign ministry" names itself."""
        tokens = phrase.sentence.tokens
        before = self.members[: bisect_left(self.starts, phrase.start)]
        for member in reversed(before):
            name = member.mention.name.casefold()
            same_state = phrase.state is None or member.mention.country == phrase.state
            if member.mention.type == "organisation" and same_state and phrase.noun in name.split():
                kind = [t.lower for t in tokens[phrase.first : phrase.head] if t.tag in {"JJ", "NN"}]
                if all(word in name for word in kind):
                    return member.mention.name
            if phrase.sentence.index - member.span.sentence > 3 * _NEAR:
                break
        return self._national(phrase) if phrase.state is not None else self._only_body(phrase)

    def _only_body(self, phrase: Phrase) -> str | None:
        """What "the company" or "the movement" is: the one body that was lately named, whatever it calls itself."""
        bare = phrase.sentence.tokens[phrase.first].lower == "the" and phrase.head == phrase.first + 1
        if phrase.noun not in words("organisation", "whoever") or not bare:
            return None
        found: dict[str, None] = {}
        for member in reversed(self.members[: bisect_left(self.starts, phrase.start)]):
            if phrase.sentence.index - member.span.sentence > _NEAR:
                break
            body = member.mention.type in {"organisation", "group"} and member.kind not in {"demonym", "outlet"}
            if body and outlet(member.mention.name) is None and institution(member.mention.name) is None:
                found.setdefault(member.mention.name)
        return next(iter(found)) if len(found) == 1 else None

    def _national(self, phrase: Phrase) -> str | None:
        tokens = phrase.sentence.tokens
        if phrase.noun not in words("organisation", "national"):
            return None
        if phrase.noun == "office":  # a prime minister's speaks for the state
            inner = (office(t.lower) for t in tokens[phrase.first : phrase.head])
            return phrase.state if any(held is not None and held.rank <= _HEADS for held in inner) else None
        kind = [
            t.text.title()
            for i, t in enumerate(tokens[phrase.first : phrase.head + 1], phrase.first)
            if t.tag in {"JJ", "NN", "NNP"} and (phrase.sentence.index, i) not in self.at
        ]
        adjective = _adjective(self.text, self.members, phrase.state or "")
        return " ".join([adjective, *kind])


def _adjective(text: str, members: Sequence[Member], state: str) -> str:
    """The state's nationality word, as the report writes it for states that no list has."""
    for member in members:
        if member.kind == "demonym" and member.state == state:
            word = text[member.mention.start : member.mention.end]
            if not word.endswith("s") or word.endswith("ss"):
                return word
    return nationality(state)


def _same_office(held: Office, named: Office) -> bool:
    """Whether two names are one office's: the president is the head of state, the foreign minister the top diplomat."""
    if held.name == named.name:
        return True
    return held.name.replace(" ", "-") in table("same_office").get(named.name.replace(" ", "-"), frozenset())


def _covers(kind: frozenset[str], held: Office, core: str) -> bool:
    """Whether a calling covers an office; nobody calls a president or a journalist an official."""
    if "*" in kind:
        return held.rank > 1 and held.sector in _OFFICIALS
    return held.sector in kind or bool(kind & _words(core))


def _words(phrase: str) -> set[str]:
    return {*phrase.split(), *phrase.replace(" ", "-").split()}
