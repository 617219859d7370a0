"""What pronouns refer to: one walk over the report, keeping who was spoken of last and as what.

Candidates are ranked by nearness, subjecthood and the speaker's frame, and ruled out by gender and number (Lappin and
Leass 1994, with the few factors that tags alone can tell). Two persons that rank equally leave the pronoun open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from sourcebook.lexicon.institutions import outlet
from sourcebook.lexicon.people import noun_gender
from sourcebook.model.spans import Span
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.members import Member
from sourcebook.read.referents import Referent

Number = Literal["he", "she", "it", "they"]

_PRONOUNS: dict[str, Number] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
}  # fmt: skip
_GENDERS = {"he": "m", "she": "f"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SKIPPED = frozenset({"RB", "RBR", "RP"})
_OPEN, _CLOSE = frozenset({"“", "«", "„"}), frozenset({"”", "»"})
_MARKS = _OPEN | _CLOSE | {'"'}
_WATCHED = _MARKS | frozenset(_PRONOUNS)
_EMPTY = frozenset({"JJ", "JJR", "RB", "IN"})
_MEMORY = 4  # sentences that a person stays in mind without being named
_ASIDE = 20  # words that an aside between commas may have
_KEPT = 24  # of the last ones spoken of, how many are weighed
# Weights by distance in sentences; a subject counts as much as one sentence's nearness. Chosen on invented reports,
# the tests' tables; none was tuned on a story.
_BY_DISTANCE = (8.0, 7.0, 4.0, 2.0, 1.0)
_SUBJECT, _FIRST, _POSSESSED, _QUOTED = 4.0, 1.0, -3.0, -4.0
_SAYING = frozenset(
    {"say", "add", "explain", "write", "conclude", "insist", "note", "remark", "stress", "state", "declare", "inform"}
)
_CALLED = frozenset({"PRP$", "DT", "NN", "NNP", "JJ"})  # tags of what stands before a name to say what somebody is
_CALLING = 5  # words of it
_BEFORE_SAID = frozenset({",", "”", '"', "»"})
_SUBORDINATES = frozenset({"IN", "WRB", "VBN", "VBG", "TO"})  # tags of the words that open a clause before its main one
_SHUT = frozenset({",", ";", ":", "–", "—", "(", "“", "”", '"', "«", "»"})
_CLEAR = 1.0  # by how much the best must beat the next


class Trace(msgspec.Struct, frozen=True):
    """Somebody was spoken of: where, by which referent (None for somebody unnamed), and in what part."""

    sentence: int
    token: int
    referent: Referent | None
    subject: bool
    possessive: bool
    quoted: bool
    name: str | None = None
    gender: str | None = None  # of somebody unnamed, as the noun tells


class Antecedents:
    """The pronouns of a report and whom they refer to."""

    def __init__(
        self,
        document: Document,
        members: Sequence[Member],
        described: Callable[[Sentence], list[tuple[int, str | None, Referent | None]]],
        unnamed: Callable[[Sentence], dict[int, Span]] = lambda _: {},
    ) -> None:
        self.nobody: dict[tuple[int, int], Span] = {}  # the words for somebody unnamed whom a pronoun means
        self._phrases: dict[tuple[int, int], Span] = {}
        self.members: dict[int, list[Member]] = {}
        for member in members:
            self.members.setdefault(member.span.sentence, []).append(member)
        self.found: dict[tuple[int, int], str | None] = {}
        self.genders: dict[int, str] = {}
        self.traces: list[Trace] = []
        self._quoted, self._paragraph = False, -1
        for sentence in document.sentences:
            self._walk(sentence, described, unnamed)

    def at(self, sentence: int, token: int) -> str | None:
        """The full name that the pronoun refers to; None where it is open."""
        return self.found.get((sentence, token))

    def person_before(self, sentence: Sentence, token: int) -> Referent | None:
        """The one person of whom the sentence before, or this one up to the token, was; None where there are two."""
        here = (sentence.index, token)
        near = [t for t in self.traces if t.sentence >= sentence.index - 1 and (t.sentence, t.token) < here]
        people = {id(t.referent): t.referent for t in near if t.referent is None or t.referent.type == "person"}
        subjects = {id(t.referent) for t in near if t.subject}
        found = next(iter(people.values())) if len(people) == 1 else None
        return found if found is not None and id(found) in subjects else None

    def _walk(
        self,
        sentence: Sentence,
        described: Callable[[Sentence], list[tuple[int, str | None, Referent | None]]],
        unnamed: Callable[[Sentence], dict[int, Span]],
    ) -> None:
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._quoted = sentence.paragraph, False
        named = {member.span.first: member for member in self.members.get(sentence.index, ())}
        spoken = {at: (name, referent) for at, name, referent in described(sentence)}
        for at, span in unnamed(sentence).items():
            first, last = sentence.tokens_in(span.start, span.end)
            if not is_subject(sentence.tokens, first, last):
                continue  # of whom the sentence is not
            if spoken.setdefault(at, (None, None))[1] is None:
                self._phrases[sentence.index, at] = span
        tokens = sentence.tokens
        for i in [i for i, t in enumerate(tokens) if t.lower in _WATCHED or i in named or i in spoken]:
            token = tokens[i]
            if token.text in _MARKS:
                self._quoted = token.text in _OPEN or (token.text == '"' and not self._quoted)
            elif i in named and i not in spoken:
                self._name(sentence, named[i])
            elif i in spoken:
                name, referent = spoken[i]
                self._trace(sentence, i, i + 1, referent, name)
            elif token.lower in _PRONOUNS and token.tag in {"PRP", "PRP$"} and not _is_empty(sentence.tokens, i):
                self._pronoun(sentence, i, _PRONOUNS[token.lower])

    def _name(self, sentence: Sentence, member: Member) -> None:
        span = member.span
        if member.kind in {"capital", "city", "town"} and member.state is None:
            return
        if member.kind == "demonym" and not _is_noun(sentence, span.last):
            return
        self._trace(sentence, span.first, span.last, member.referent, member.actor)

    def _trace(self, sentence: Sentence, first: int, last: int, referent: Referent | None, name: str | None) -> None:
        tokens = sentence.tokens
        possessive = last < len(tokens) and tokens[last].tag == "POS"
        subject = not possessive and is_subject(tokens, first, last)
        gender = noun_gender(tokens[first].lower) if referent is None else None
        self.traces.append(Trace(sentence.index, first, referent, subject, possessive, self._quoted, name, gender))

    def _pronoun(self, sentence: Sentence, i: int, number: Number) -> None:
        trace = self._best(sentence, i, number)
        self.found[sentence.index, i] = trace.name if trace is not None else None
        phrase = self._phrases.get((trace.sentence, trace.token)) if trace is not None else None
        if trace is not None and phrase is not None:
            self.nobody[sentence.index, i] = phrase
            self._phrases[sentence.index, i] = phrase
            self._trace(sentence, i, i + 1, None, None)
        if trace is None or trace.referent is None:
            return
        if trace.referent.type == "person" and trace.referent.gender is None and number in _GENDERS:
            self.genders.setdefault(id(trace.referent), _GENDERS[number])
        if sentence.tokens[i].tag == "PRP":
            self._trace(sentence, i, i + 1, trace.referent, trace.name)

    def _best(self, sentence: Sentence, i: int, number: Number) -> Trace | None:
        weighed: dict[int, tuple[float, Trace]] = {}
        others = self._others(sentence, i) if number in _GENDERS else frozenset()
        for trace in self.traces[-_KEPT:]:
            weight = None if id(trace.referent) in others else self._weigh(trace, sentence, i, number)
            if weight is None:
                continue
            key = id(trace.referent) if trace.referent is not None else -trace.token
            if key not in weighed or weighed[key][0] <= weight:
                weighed[key] = (weight, trace)
        ranked = sorted(weighed.values(), key=lambda entry: (-entry[0], -entry[1].sentence, -entry[1].token))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR):
            return None
        return ranked[0][1]

    def _others(self, sentence: Sentence, i: int) -> frozenset[int]:
        """Who is not meant, for what is said of whom the pronoun means names them: "he told Orr that Venn had left"."""
        if sentence.tokens[i].tag != "PRP" or not is_subject(sentence.tokens, i, i + 1):
            return frozenset()
        end = said_until(sentence.tokens, i)
        here = self.members.get(sentence.index, ())
        return frozenset(id(member.referent) for member in here if i < member.span.first < end)

    def _weigh(self, trace: Trace, sentence: Sentence, i: int, number: Number) -> float | None:
        distance = sentence.index - trace.sentence
        if distance > _MEMORY or not self._fits(trace, number):
            return None
        if distance == 0 and (self._same_clause(sentence, trace, i) or _is_told(sentence, trace, i)):
            return None
        weight = _BY_DISTANCE[distance]
        weight += _SUBJECT if trace.subject else 0
        weight += _POSSESSED if trace.possessive else 0
        weight += _FIRST if distance == 0 and trace.subject else 0
        weight += _QUOTED if trace.quoted and not self._quoted else 0
        return weight

    def _fits(self, trace: Trace, number: Number) -> bool:
        referent = trace.referent
        if referent is None:
            return number in _GENDERS and trace.gender in {None, _GENDERS[number]}
        if number in _GENDERS:
            gender = referent.gender or self.genders.get(id(referent))
            return referent.type == "person" and gender in {None, _GENDERS[number]}
        quoted_source = not trace.subject and outlet(referent.name) is not None
        if number == "it":
            return referent.type in {"organisation", "place"} and not quoted_source
        return referent.type in {"organisation", "group"} and trace.subject

    def _same_clause(self, sentence: Sentence, trace: Trace, i: int) -> bool:
        """An object pronoun is never its own clause's subject: "Orr met him"."""
        token = sentence.tokens[i]
        if token.tag != "PRP" or token.lower not in {"him", "her", "it", "them"} or not trace.subject:
            return False
        if is_subject(sentence.tokens, i, i + 1):
            return False
        between = sentence.tokens[trace.token : i]
        return sum(t.tag in _FINITE for t in between) <= 1 and not any(t.tag in {"WP", "WDT"} for t in between)


def said_until(tokens: Sequence[Token], i: int) -> int:
    """The token before which all that is said of the subject at `i` without a pause stands."""
    return next((at for at in range(i + 1, len(tokens)) if tokens[at].text in _SHUT), len(tokens))


def _is_told(sentence: Sentence, trace: Trace, i: int) -> bool:
    """Whether the trace is the subject of what the pronoun says: "Ostrel must pay, she said".

    It is a name of one word, without office or form of address in the whole report: news introduces people, so such a
    name is mostly a state's that no list has, and who says so stands before the sentence.
    """
    tokens, referent = sentence.tokens, trace.referent
    if referent is None or " " in referent.name or referent.roles or referent.gender is not None:
        return False
    if not trace.subject or not 0 < i < len(tokens) - 1 or tokens[i - 1].text not in _BEFORE_SAID:
        return False
    return _is_cue(tokens[i + 1]) and tokens[0].tag not in _SUBORDINATES


def is_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words [first, last) are what a finite verb is said of, or who is quoted ("said X")."""
    at = _over_home(tokens, last)
    if at + 1 < len(tokens) and tokens[at].text == ":" and tokens[at + 1].text in _OPEN | {'"'}:
        return True  # "Orla Venn: “We stay.”"
    if at < len(tokens) and tokens[at].text == ",":
        if at + 1 < len(tokens) and tokens[at + 1].lower == "who":
            return True  # of whom more is told is who is spoken of from then on
        start = _before_titles(tokens, first)
        apposed = start > 0 and tokens[start - 1].text == ","  # "Its minister, General Ove Lund, backs it"
        at = at + 1 if apposed else _over_aside(tokens, at)
    if at < len(tokens) and tokens[at].lower == "and":
        at += 1
        while at < len(tokens) and tokens[at].tag in {"NNP", "NNPS", "DT"}:
            at += 1
    while at < len(tokens) and (tokens[at].tag in _SKIPPED or _is_day(tokens, at)):
        at += 1
    before = tokens[first - 1] if first else None
    if (
        before is not None
        and before.tag in {"IN", "TO"}
        and before.lower not in {"that", "because", "as", "while", "if"}
    ):
        return False
    if at < len(tokens) and (tokens[at].tag in _FINITE or tokens[at].lower == "who"):
        return True
    return before is not None and (_tells(before) or _is_inverted(tokens, first))


def _tells(token: Token) -> bool:
    return token.tag in {"VBD", "VBZ"} and _is_cue(token)


def _before_titles(tokens: Sequence[Token], first: int) -> int:
    """Where the titles right before a name begin: "General" of "General Ove Lund"."""
    while first > 0 and tokens[first - 1].tag == "NNP" and tokens[first - 1].text[0].isupper():
        first -= 1
    return first


def _is_inverted(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name stands behind a verb of saying and what he is: "..., noted her representative Ove Lund"."""
    at = first
    while first - at < _CALLING and at > 0 and tokens[at - 1].tag in _CALLED:
        at -= 1
    return 1 < at < first and _tells(tokens[at - 1]) and tokens[at - 2].text in _BEFORE_SAID


def _over_home(tokens: Sequence[Token], at: int) -> int:
    """Past "of Ostrel" behind a person's name: whose "Orla Venn of Ostrel" is."""
    after = tokens[at : at + 3]
    if len(after) < 3 or after[0].lower not in {"of", "from"} or after[1].tag != "NNP" or after[2].tag not in _FINITE:
        return at
    return at + 2


def _over_aside(tokens: Sequence[Token], at: int) -> int:
    """Past ", the minister," or ", the minister who will lead it," to what comes after."""
    relative = False
    for i in range(at + 1, min(len(tokens), at + _ASIDE)):
        if tokens[i].text == ",":
            return i + 1
        relative = relative or tokens[i].tag in {"WP", "WDT"}
        if tokens[i].tag in _FINITE and not relative:
            return at
    return at


def _is_empty(tokens: Sequence[Token], i: int) -> bool:
    """Whether "it" refers to nothing: "it is possible that", "it took weeks to"."""
    if tokens[i].lower != "it" or i + 2 >= len(tokens):
        return False
    after = [token for token in tokens[i + 1 : i + 4] if token.tag not in {"RB", "MD"}]
    return len(after) > 1 and after[0].lemma in {"be", "seem", "remain", "become", "take"} and after[1].tag in _EMPTY


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower.endswith("day") or (
        tokens[at].lower == "on" and tokens[min(at + 1, len(tokens) - 1)].lower.endswith("day")
    )


def _is_cue(token: Token) -> bool:
    return token.lemma in _SAYING


def _is_noun(sentence: Sentence, after: int) -> bool:
    """Whether a nationality word is used for people ("the Danes said"), not before a noun."""
    return after >= len(sentence.tokens) or sentence.tokens[after].tag not in {
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "JJ",
        "HYPH",
        "CC",
    }
