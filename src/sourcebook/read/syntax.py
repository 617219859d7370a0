"""Shallow syntax: noun phrases, verb groups with tense and modality, clauses, and who does what to whom.

Chunks are found by walking over Penn tags (Abney 1991); subjects and objects by position. It is what rules can have
without a parser: right in plain clauses, silent (None, empty) where the words lie too far apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from sourcebook.read.document import Sentence, Token
from sourcebook.read.verbgroups import VerbGroup, find_verb_groups

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS", "PRP$", "DT", "PDT", "RB", "HYPH", "AFX", "FW", "$"}
_OPENERS = frozenset({"DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "$", "AFX", "FW"}) | _NOUN
_MAY_OPEN = _OPENERS | {"PRP", "EX", "VBG", "VBN"}
_PREPOSITION = frozenset({"IN", "TO"})
_ENDS_OBJECTS = frozenset({"VBD", "VBZ", "VBP", "MD", ":", "WDT", "WP"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TIMES = _WEEKDAYS | {"yesterday", "today", "tomorrow", "week", "month", "year", "day", "morning", "evening"}
_MORE_TIMES = frozenset({"night", "afternoon", "noon", "midnight", "nights", "mornings", "evenings", "last", "next",
                         "january", "february", "march", "april", "may", "june", "july", "august", "september",
                         "october", "november", "december"})  # fmt: skip
_CLAUSE_WORDS = frozenset({"that", "because", "although", "though", "while", "if", "whether", "after", "before", "when",
                           "where", "since", "as", "unless", "until", "once"})  # fmt: skip

_APART = frozenset({",", ";", ":", "–", "—", "and", "but", "or", "``", "''", "“", "”", '"'})
# What opens a clause with a subject of its own behind a verb: "the man who says that the town fell".
_OPENS = frozenset({"that", "because", "although", "though", "while", "if", "whether", "when", "where", "what", "how"})


class NounPhrase(msgspec.Struct, frozen=True, gc=False):
    """A base noun phrase: tokens [first, last), `head` its noun; "Vardania's foreign minister" is one phrase."""

    first: int
    last: int
    head: int
    determiner: str | None = None
    pronoun: bool = False


@dataclass(slots=True)
class Syntax:
    """The chunks of one sentence, all in token indices, left to right.

    It holds the tokens, not the sentence that holds it: two that hold each other are freed by a search for cycles only.
    """

    tokens: list[Token]
    noun_phrases: list[NounPhrase] = field(default_factory=list)
    verb_groups: list[VerbGroup] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    _phrase_of: dict[int, NounPhrase] | None = field(default=None, init=False, compare=False, repr=False)
    _verbal: set[int] | None = field(default=None, init=False, compare=False, repr=False)
    _subjects: dict[tuple[int, int, bool], NounPhrase | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def phrase_at(self, index: int) -> NounPhrase | None:
        """The noun phrase that covers the token, None where none does."""
        if self._phrase_of is None:
            self._phrase_of = {i: np for np in reversed(self.noun_phrases) for i in range(np.first, np.last)}
        return self._phrase_of.get(index)

    def clause_of(self, index: int) -> tuple[int, int]:
        """The clause that holds the token."""
        return next(((a, b) for a, b in self.clauses if a <= index < b), (0, len(self.tokens)))

    def subject_of(self, group: VerbGroup) -> NounPhrase | None:
        """The phrase that the verb group is said of: to its left, over prepositional phrases and asides.

        An infinitive or participle takes the subject of the verb group before it in the same clause; a verb after
        "and" that has none of its own takes the one before "and"; "said X" and "took place in X" look right for
        quotation cues only, which is the caller's to decide.
        """
        key = group.first, group.last, group.finite
        if key not in self._subjects:
            self._subjects[key] = self._subject(group)
        return self._subjects[key]

    def _subject(self, group: VerbGroup) -> NounPhrase | None:
        own = self._left(group)
        if own is not None:
            return own
        before = [g for g in self.verb_groups if g.last <= group.first]
        return self.subject_of(before[-1]) if before and self._continues(before[-1], group) else None

    def objects_of(self, group: VerbGroup) -> list[NounPhrase]:
        """The phrases right of the verb group up to the next verb, prepositional ones left out."""
        tokens = self.tokens
        found = []
        for np in self.noun_phrases:
            if np.first < group.last:
                continue
            if not _ENDS_OBJECTS.isdisjoint([t.tag for t in tokens[group.last : np.first]]):
                break
            if not (np.first > 0 and tokens[np.first - 1].tag in _PREPOSITION):
                found.append(np)
        return found

    def prepositional(self, index: int) -> list[tuple[str, NounPhrase]]:
        """Prepositional phrases in a chain right after the token's chunk: (preposition, phrase), left to right."""
        chunk = self.phrase_at(index)
        group = next((g for g in self.verb_groups if g.first <= index < g.last), None)
        at = chunk.last if chunk else group.last if group else index + 1
        tokens = self.tokens
        found = []
        while at < len(tokens):
            if tokens[at].tag in _PREPOSITION and at + 1 < len(tokens):
                np = self.phrase_at(at + 1)
                if np is None:
                    break
                found.append((tokens[at].lower, np))
                at = np.last
            elif tokens[at].lower in {"and", ","} and found and (np := self.phrase_at(at + 1)) is not None:
                found.append((found[-1][0], np))
                at = np.last
            elif (np := self.phrase_at(at)) is not None and (found or group is not None):
                at = np.last
            elif tokens[at].tag in {"RB", "RBR"}:
                at += 1
            else:
                break
        return found

    def _left(self, group: VerbGroup) -> NounPhrase | None:
        tokens = self.tokens
        at = group.first - 1
        if self._verbal is None:
            self._verbal = {i for g in self.verb_groups for i in range(g.first, g.last)}
        while at >= 0:
            np = self.phrase_at(at)
            if np is not None:
                before = np.first - 1
                if before >= 0 and tokens[before].tag in _PREPOSITION and tokens[before].lower not in _CLAUSE_WORDS:
                    at = before - 1
                    continue
                if _is_time(tokens[np.head]) and before >= 0:
                    at = before
                    continue
                return self._over_relative(np, group) or self._over_aside(np, before)
            tag, lower = tokens[at].tag, tokens[at].lower
            if tag in {"WDT", "WP"} or (lower == "that" and at + 1 == group.first):
                return self._antecedent(at)
            if at in self._verbal or tag in {"``", ":", "CC"} or lower == "that":
                return None
            at -= 1
        return None

    def _over_relative(self, np: NounPhrase, group: VerbGroup) -> NounPhrase | None:
        """Of whom a relative clause is that ends in `np`: "the group that has run the town since a coup said"."""
        tokens = self.tokens
        told = [g for g in self.verb_groups if g.finite and g.last <= np.first]
        if not group.finite or not told or any(tokens[i].text in _APART for i in range(told[-1].first, group.first)):
            return None
        at = told[-1].first - 1
        while at > 0 and tokens[at].tag in {"RB", "RBR"}:
            at -= 1
        if at < 1 or tokens[at].lower not in {"who", "which", "that"} or self.phrase_at(at - 1) is None:
            return None
        if any(tokens[i].lower in _OPENS for i in range(told[-1].last, np.first)):
            return None
        return self._climb(self.phrase_at(at - 1))

    def _over_aside(self, np: NounPhrase, before: int) -> NounPhrase:
        """`np`, or the phrase before the aside that it closes: "Lenk, the minister, said" → "Lenk"."""
        tokens = self.tokens
        closes = np.last < len(tokens) and tokens[np.last].text == ","
        if not closes:
            return np
        at = before
        while at > 0:
            if tokens[at].text == ",":
                return self._climb(self.phrase_at(at - 1)) or np
            if any(g.first <= at < g.last and g.finite for g in self.verb_groups):
                break
            at -= 1
        return np

    def _antecedent(self, at: int) -> NounPhrase | None:
        tokens, word = self.tokens, self.tokens[at].lower
        at -= 1
        while at >= 0 and tokens[at].text in {",", "–", "—"}:
            at -= 1
        near = self.phrase_at(at) if at >= 0 else None
        above = self._climb(near)
        if word == "which" and near is not None and above is not None and above != near:
            named = tokens[near.head].text[:1].isupper() and tokens[above.head].tag == "NNP"
            return near if named else above  # "said Venn for the League, which rejects it"
        return above

    def _climb(self, np: NounPhrase | None) -> NounPhrase | None:
        """From "Vardania" up to "the minister" in "the minister of Vardania"; a time or place goes the same way."""
        tokens = self.tokens
        while np is not None and np.first > 1 and tokens[np.first - 1].lower in {"of", "for", "from", "in", "at"}:
            above = self.phrase_at(np.first - 2)
            if above is None:
                break
            np = above
        return np

    def _continues(self, before: VerbGroup, group: VerbGroup) -> bool:
        between = self.tokens[before.last : group.first]
        if not group.finite:
            return not any(t.text in {";", ":"} for t in between)
        return bool(between) and any(t.tag == "CC" or t.text == "," for t in between[-3:])


def analyse(sentence: Sentence) -> Syntax:
    """The sentence's chunks, found once: whoever asks again is given the same ones, and must not change them."""
    if isinstance(sentence.chunks, Syntax):
        return sentence.chunks
    syntax = sentence.chunks = Syntax(sentence.tokens)
    syntax.verb_groups = find_verb_groups(sentence.tokens)
    taken = {i for g in syntax.verb_groups for i in range(g.first, g.last)}
    syntax.noun_phrases = _noun_phrases(sentence.tokens, taken)
    syntax.clauses = _clauses(sentence.tokens, syntax.verb_groups)
    return syntax


def _noun_phrases(tokens: list[Token], taken: set[int]) -> list[NounPhrase]:
    found: list[NounPhrase] = []
    at = 0
    while at < len(tokens):
        tag = tokens[at].tag
        if tag not in _MAY_OPEN or at in taken:
            at += 1
        elif tag in {"PRP", "EX"}:
            found.append(NounPhrase(at, at + 1, at, None, pronoun=True))
            at += 1
        else:
            stop = _run(tokens, at, taken)
            phrase = _phrase(tokens, at, stop)
            if phrase is not None:
                found.append(phrase)
            at = max(stop, at + 1)
    return found


def _run(tokens: list[Token], at: int, taken: set[int]) -> int:
    """Where the noun phrase that opens at `at` ends; a new determiner opens the next, but after a possessive."""
    stop = at
    while stop < len(tokens) and stop not in taken and tokens[stop].tag in _INSIDE:
        token = tokens[stop]
        if stop > at and token.tag in {"DT", "PRP$"} and tokens[stop - 1].tag not in {"PDT", "DT"}:
            break
        if stop > at and token.tag == "RB" and not _leads_on(tokens, stop):
            break
        if stop > at and token.lower == "due" and tokens[stop - 1].tag in _NOUN:
            break  # "the hostages due to be freed"
        if stop > at and _is_time(token) and tokens[stop - 1].tag in _NOUN and token.tag == "NNP":
            break
        stop += 1
        if stop == at + 1 and _day_opens(tokens, at):
            return stop
    if _joins(tokens, stop, taken):
        return _run(tokens, stop + 1, taken)
    if stop > at and _shortened(tokens, stop):
        return _run(tokens, stop + 3, taken)
    return stop


def _shortened(tokens: list[Token], at: int) -> bool:
    """Whether a name's short form stands in brackets within a phrase: "a United Nations (UN) climate summit"."""
    if at + 3 >= len(tokens) or tokens[at].lower != "(" or tokens[at + 2].lower != ")":
        return False
    short, behind = tokens[at + 1], tokens[at + 3]
    return short.text.isupper() and tokens[at - 1].tag in {"NNP", "NNPS"} and behind.tag in {"NN", "NNS", "JJ"}


def _day_opens(tokens: list[Token], at: int) -> bool:
    """Whether the day of "On Monday UN envoy Ada Lund said" ends before the name that follows it."""
    if tokens[at].lower not in _WEEKDAYS or at < 1 or tokens[at - 1].lower != "on" or at + 1 >= len(tokens):
        return False
    after, beyond = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
    if after.tag == "CD":
        return beyond is not None and beyond.tag in {"NN", "NNS", "JJ"} and not _is_time(beyond)
    return after.tag in {"NNP", "NNPS", "NNS", "JJ"} and after.lower not in _TIMES | _MORE_TIMES


def _joins(tokens: list[Token], stop: int, taken: set[int]) -> bool:
    """Whether "and" at `stop` joins two modifiers of one noun: "Russian and American officials"."""
    if stop < 1 or stop + 1 >= len(tokens) or tokens[stop].lower not in {"and", "or"} or stop + 1 in taken:
        return False
    return tokens[stop - 1].tag in {"JJ", "CD"} and tokens[stop + 1].tag in {"JJ", "NNP", "CD"}


def _leads_on(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag in {"JJ", "CD", "VBN", "RB"}


def _is_time(token: Token) -> bool:
    return token.lower in _TIMES


def _phrase(tokens: list[Token], first: int, stop: int) -> NounPhrase | None:
    last = stop
    while last > first and tokens[last - 1].tag in {"POS", "RB", "DT", "PRP$", "VBN", "VBG", "HYPH"}:
        last -= 1
    if last == first:
        only = tokens[first].tag in {"DT"}
        return NounPhrase(first, first + 1, first, None, pronoun=True) if only else None
    nouns = [i for i in range(first, last) if tokens[i].tag in _NOUN]
    if not nouns and tokens[first].tag in {"VBG", "VBN", "RB"}:
        return None
    head = nouns[-1] if nouns else last - 1
    determiner = tokens[first].lower if tokens[first].tag in {"DT", "PRP$"} else None
    return NounPhrase(first, last, head, determiner)


def _clauses(tokens: list[Token], groups: list[VerbGroup]) -> list[tuple[int, int]]:
    """Cut the sentence where a new finite clause begins: at conjunctions, relative pronouns, semicolons and quotes."""
    finite = [g for g in groups if g.finite]
    cuts = {0, len(tokens)}
    for one, two in pairwise(finite):
        cut = _cut(tokens, one.last, two.first)
        if cut is not None:
            cuts.add(cut)
    edges = sorted(cuts)
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _cut(tokens: list[Token], start: int, stop: int) -> int | None:
    for i in range(start, stop):
        token = tokens[i]
        if token.tag in {"WDT", "WP", "WRB"} or token.text == ";" or token.tag in {"``", ":"}:
            return i
        if token.lower in _CLAUSE_WORDS and token.tag in {"IN", "WRB", "WDT", "DT"}:
            return i
    for i in range(stop - 1, start - 1, -1):
        if tokens[i].tag == "CC" or tokens[i].text == ",":
            return i
    return None
