"""One sentence with everything that bears on its events: chunks, entities and times, token by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from sourcebook.lexicon.offices import office
from sourcebook.lexicon.parties import party_noun
from sourcebook.model import EntityMention, Interval, Span, TimeExpression
from sourcebook.model.reading import PloverType
from sourcebook.read.cast import Cast
from sourcebook.read.deed_words import of_people
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.encoder.seen import SeenEvent, SeenTrigger
from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.syntax import NounPhrase, Syntax, analyse
from sourcebook.read.tokens import lemma_of
from sourcebook.read.verbgroups import VerbGroup

Mark = TypeVar("Mark", EntityMention, TimeExpression)

TOPICS = ("captive", "captives", "violence", "fighting", "sanctions", "talks", "freeing", "soldiery", "leniency",
          "trade", "election", "bill", "detained", "court1", "hearings")  # fmt: skip
_ARMED = frozenset({"armed", "captors", "garrison"})
_PERSONAL = frozenset(
    {"he", "she", "they", "we", "i", "who", "him", "her", "them", "us", "himself", "herself", "themselves"}
)
_PLURAL_PRONOUNS = frozenset({"they", "we", "them", "us", "both"})
_NAMES = frozenset({"NNP", "NNPS"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


class Kind(NamedTuple):
    """What an event is, as far as it is told again by "it" or by a number."""

    type: PloverType
    noun: str
    mode: str | None


@dataclass(frozen=True)
class Surroundings:
    """What the whole report contributes to each of its sentences.

    `offices`: the names of persons whom the report gives an office or a country. `topics`: the word groups on which
    rules turn that the report has a word of.
    """

    document: Document
    cast: Cast
    times: tuple[TimeExpression, ...]
    starts: tuple[int, ...]
    offices: frozenset[str]
    published: Interval | None
    topics: frozenset[str]

    @staticmethod
    def of(document: Document, cast: Cast, times: tuple[TimeExpression, ...]) -> Surroundings:
        """Gather them, once for a report."""
        offices = frozenset(e.name for e in cast.mentions if e.type == "person" and (e.role or e.country))
        published = document.report.published
        interval = published.interval if published else None
        lemmas = {token.lemma for sentence in document.sentences for token in sentence.tokens}
        topics = frozenset(name for name in TOPICS if not lemmas.isdisjoint(triggers().groups[name]))
        return Surroundings(document, cast, times, tuple(t.start for t in times), offices, interval, topics)

    def times_in(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions that lie within the page offsets."""
        at = bisect_left(self.starts, start)
        found = []
        while at < len(self.times) and self.times[at].start < end:
            if self.times[at].end <= end:
                found.append(self.times[at])
            at += 1
        return found


class Scene:
    """A sentence, its chunks, and which entity and time each token belongs to."""

    def __init__(self, sentence: Sentence, around: Surroundings) -> None:
        self.sentence = sentence
        self.around = around
        self.tokens: list[Token] = sentence.tokens
        self._size = len(self.tokens)
        self.entities: list[EntityMention] = list(around.cast.mentions_in(sentence.start, sentence.end))
        self.times = around.times_in(sentence.start, sentence.end)
        self.frames: dict[int, object] = {}  # by the token with which its verb begins, what frames.py has made of it
        self.firsts: dict[int, tuple[VerbGroup, int]] = {}  # likewise its group, and the first token of its clause
        self.subjects: dict[int, tuple[VerbGroup, NounPhrase | None]] = {}  # and its subject, as asides.py has it
        self.staged: Kind | None = None  # what comes in parts and was told last, for "another seven"
        self.lasting: Kind | None = None  # what lasts and was told last, for "it was renewed"
        self.named: tuple[PloverType, str, str | None] | None = None  # class, noun and mode that "one" stands for
        self.recent: Kind | None = None  # what the sentence before named, for "it was put off"
        self.before: Scene | None = None  # the sentence before, for what "it" stands for

    @cached_property
    def seen(self) -> dict[int, SeenTrigger]:
        """What the encoder says of the tokens that tell an event, by token."""
        sight = self.around.document.sight
        return {} if sight is None else sight.triggers_of(self.sentence.index)

    @cached_property
    def chronicled(self) -> tuple[SeenEvent, ...] | None:
        """What the chronicle heads see in the sentence; None without such heads."""
        sight = self.around.document.sight
        return sight.events_of(self.sentence.index) if sight is not None else None

    def sense(self, token: int) -> bytes | None:
        """Where the encoder puts the token's word among events; None without an encoder that does."""
        sight = self.around.document.sight
        return sight.sense(self.sentence.index, token) if sight is not None else None

    @cached_property
    def lowers(self) -> frozenset[str]:
        """The sentence's words in lower case."""
        return frozenset([token.lower for token in self.tokens])

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The lemmas of the sentence's words, each taken for a noun as `noun` takes it."""
        return frozenset([noun_lemma(token) for token in self.tokens])

    @cached_property
    def entity_of(self) -> list[EntityMention | None]:
        """The entity of each token."""
        return _cover(self.tokens, self.entities)

    @cached_property
    def time_of(self) -> list[TimeExpression | None]:
        """The time expression of each token."""
        return _cover(self.tokens, self.times)

    @cached_property
    def syntax(self) -> Syntax:
        """The sentence's chunks; a time is a phrase of its own: "will visit Oslo | next week"."""
        found = analyse(self.sentence)
        parts = [part for phrase in found.noun_phrases for part in self._without_time(phrase)]
        parts = [self._without_number(part) for part in parts]
        return Syntax(found.tokens, parts, found.verb_groups, found.clauses)

    def _without_number(self, phrase: NounPhrase) -> NounPhrase:
        """The head of "round three" is the round; that of "the first", "the two" is the number."""
        counts = self.tag(phrase.head) == "CD" and phrase.head > phrase.first and self.lower(phrase.head) != "one"
        named = self.tag(phrase.head - 1) not in {"CD", "DT", "PDT", "PRP$", "POS"}
        return replace(phrase, head=phrase.head - 1) if counts and named else phrase

    def _without_time(self, phrase: NounPhrase) -> list[NounPhrase]:
        time = self.time_of[phrase.head]
        if time is None:
            return [phrase]
        at = next((i for i in range(phrase.first, phrase.last) if self.time_of[i] is time), phrase.first)
        if at == phrase.first or self.tag(at - 1)[:2] != "NN":
            return [phrase]
        return [replace(phrase, last=at, head=at - 1), NounPhrase(at, phrase.last, phrase.head)]

    @cached_property
    def phrase_of(self) -> list[NounPhrase | None]:
        """The noun phrase of each token."""
        found: list[NounPhrase | None] = [None] * len(self.tokens)
        for phrase in self.syntax.noun_phrases:
            found[phrase.first : phrase.last] = [phrase] * (phrase.last - phrase.first)
        return found

    @cached_property
    def group_of(self) -> list[VerbGroup | None]:
        """The verb group of each token."""
        found: list[VerbGroup | None] = [None] * len(self.tokens)
        for group in self.syntax.verb_groups:
            found[group.first : group.last] = [group] * (group.last - group.first)
        return found

    def phrase(self, index: int) -> NounPhrase | None:
        """The noun phrase at the token; None outside phrases and outside the sentence."""
        return self.phrase_of[index] if 0 <= index < self._size else None

    def group(self, index: int) -> VerbGroup | None:
        """The verb group at the token."""
        return self.group_of[index] if 0 <= index < self._size else None

    def entity(self, index: int) -> EntityMention | None:
        """The entity at the token."""
        return self.entity_of[index] if 0 <= index < self._size else None

    def time(self, index: int) -> TimeExpression | None:
        """The time expression at the token."""
        return self.time_of[index] if 0 <= index < self._size else None

    def lower(self, index: int) -> str:
        """The token in lower case; the empty string outside the sentence."""
        return self.tokens[index].lower if 0 <= index < self._size else ""

    def tag(self, index: int) -> str:
        """The token's tag; the empty string outside the sentence."""
        return self.tokens[index].tag if 0 <= index < self._size else ""

    def noun(self, index: int) -> str:
        """The lemma of a noun, in headlines too, where nouns are tagged as names; the empty string outside."""
        if not 0 <= index < self._size:
            return ""
        token = self.tokens[index]
        return lemma_of(token.lower, "NNS") if token.tag in _NAMES else token.lemma

    def span(self, first: int, last: int) -> Span:
        """The page span of tokens [first, last)."""
        return Span(start=self.tokens[first].start, end=self.tokens[last - 1].end)

    def entities_in(self, first: int, last: int) -> list[EntityMention]:
        """The entities whose tokens lie in [first, last), left to right."""
        found: list[EntityMention] = []
        for mark in self.entity_of[first:last]:
            if mark is not None and (not found or found[-1] is not mark):
                found.append(mark)
        return found

    def is_time(self, phrase: NounPhrase) -> bool:
        """Whether the phrase is a time expression."""
        return self.time(phrase.head) is not None

    def is_plural(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names several: a plural, or one that "and" goes on from."""
        if self.tag(phrase.head) in _PLURAL_TAGS or self.lower(phrase.head) in _PLURAL_PRONOUNS:
            return True
        listed = self.phrase(phrase.first - 2) if self.lower(phrase.first - 1) == "and" else None
        if listed is not None and self.is_actor(listed) and self.is_actor(phrase):
            return True
        follows = self.lower(phrase.last) in {"and", ","} and phrase.last + 1 < len(self.tokens)
        precedes = self.lower(phrase.first - 1) == "and" and phrase.first >= 2
        other = self.phrase(phrase.last + 1) if follows else self.phrase(phrase.first - 2) if precedes else None
        if self.lower(phrase.last) == "," and other is not None and self.lower(other.last) != "and":
            return False
        return other is not None and self.is_actor(other) and self.is_actor(phrase)

    def is_actor(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names somebody who can act: a person, group, organisation, country or office."""
        mark = self.entity(phrase.head)
        if mark is not None:
            return mark.type in {"person", "organisation", "group"} or _is_country(mark)
        if self.lower(phrase.head) in _PERSONAL or self.tag(phrase.head) == "NNP":
            return self.time(phrase.head) is None
        if self.tag(phrase.head) == "NN" and len(word := self.tokens[phrase.head].text) > 1 and word.isupper():
            return True
        if self.lower(phrase.head) == "it":
            group = self.group(phrase.last)
            if group is None or group.passive or group.lemma == "be":
                return False
            return self.around.cast.resolve(self.span(phrase.head, phrase.head + 1), self.sentence) is not None
        noun = self.noun(phrase.head)
        if in_group("actor", noun) or party_noun(self.lower(phrase.head)) is not None:
            return True
        return office(noun) is not None or of_people(noun)

    def is_country(self, phrase: NounPhrase) -> bool:
        """Whether the phrase's head names a state."""
        mark = self.entity(phrase.head)
        return mark is not None and _is_country(mark)

    def is_person(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names people, one or many."""
        mark = self.entity(phrase.head)
        if mark is not None:
            return mark.type == "person"
        return self.lower(phrase.head) in _PERSONAL or in_group("person", self.noun(phrase.head))

    def is_force(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names who can use force: a state, an organisation, a group, men under arms."""
        mark = self.entity(phrase.head)
        if mark is not None:
            return mark.type in {"organisation", "group"} or _is_country(mark)
        party = party_noun(self.lower(phrase.head))
        if party is not None and party.kin in _ARMED:
            return True
        return in_group("armed", self.noun(phrase.head)) or self.lower(phrase.head) in {"they", "we"}

    def is_official(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names somebody who acts for a state, a party to a conflict or an international body."""
        mark = self.entity(phrase.head)
        if mark is not None and mark.type == "person":
            return mark.role is not None or mark.name in self.around.offices or self._titled(phrase)
        if mark is not None:
            return mark.type in {"organisation", "group"} or _is_country(mark)
        if self.lower(phrase.head) in _PERSONAL:
            return self._resolves_to_official(phrase)
        party = party_noun(self.lower(phrase.head))
        return in_group("official", self.noun(phrase.head)) or party is not None

    def is_place(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names a place."""
        marks = self.entities_in(phrase.first, phrase.last)
        return bool(marks) and marks[-1].type == "place"

    def names_place(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names a place, or a state's capital by that word."""
        seat = self.noun(phrase.head) == "capital" and phrase.determiner == "the"
        return self.is_place(phrase) or (seat and bool(self.entities_in(phrase.first, phrase.last)))

    def _titled(self, phrase: NounPhrase) -> bool:
        return any(in_group("official", self.noun(i)) for i in range(phrase.first, phrase.head))

    def _resolves_to_official(self, phrase: NounPhrase) -> bool:
        if self.lower(phrase.head) in _PLURAL_PRONOUNS | {"i", "us"}:
            return True
        name = self.around.cast.resolve(self.span(phrase.first, phrase.last), self.sentence)
        return name is not None and name in self.around.offices


_start = attrgetter("start")


def noun_lemma(token: Token) -> str:
    """The lemma of a noun: a name's plural is taken down too, as in headlines."""
    if token.tag in _NAMES:
        return lemma_of(token.lower, "NNS")
    return token.lemma


def _is_country(mark: EntityMention) -> bool:
    return mark.stands_for is not None or (mark.type == "place" and mark.country == mark.name)


def _cover(tokens: list[Token], marks: Sequence[Mark]) -> list[Mark | None]:
    """The mark of each token; tokens and marks both go from left to right."""
    found: list[Mark | None] = [None] * len(tokens)
    for mark in marks:
        at = bisect_left(tokens, mark.start, key=_start)
        at = at - 1 if at > 0 and tokens[at - 1].end > mark.start else at
        while at < len(tokens) and tokens[at].start < mark.end:
            found[at] = mark
            at += 1
    return found
