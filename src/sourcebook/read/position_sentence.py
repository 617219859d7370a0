"""One sentence as the rules of positions see it: its chunks, the statements that it lies in, and who its words name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sourcebook.model import Span, StatementMention
from sourcebook.model.reading import EntityMention, Stance
from sourcebook.read.cast import Cast
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.position_cues import conditional
from sourcebook.read.position_spans import span_end
from sourcebook.read.position_words import listed
from sourcebook.read.syntax import NounPhrase, Syntax, analyse
from sourcebook.read.verbgroups import VerbGroup

MANY = 4  # holders of one position, at most
_DEFINITE = frozenset({"the", "this", "its"})


class Found(msgspec.Struct, frozen=True):
    """A position in token indices of its sentence: its words, where its object begins, and who takes it.

    `terms`: it is made by withholding something until it is met.
    """

    first: int
    last: int
    object: int
    stance: Stance
    holder: Span | None
    name: str | None
    said: StatementMention | None
    terms: bool = False


class PositionSentence:
    """A sentence with what rules ask of it."""

    def __init__(
        self, document: Document, cast: Cast, sentence: Sentence, statements: Sequence[StatementMention]
    ) -> None:
        self.document = document
        self.cast = cast
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.syntax: Syntax = analyse(sentence)
        self._conditional: dict[int, bool] = {}
        self.statements = [
            s
            for s in statements
            if s.content[0].start < sentence.end  # they are sorted, and so are their spans
            and s.content[-1].end > sentence.start
            and any([c.start < sentence.end and c.end > sentence.start for c in s.content])
        ]

    def holders(self, phrase: NounPhrase | None) -> tuple[Span | None, tuple[str, ...]]:
        """Who a subject names: one, or each of "both A and B"."""
        phrases = [] if phrase is None else [phrase]
        while phrases and phrases[0].first > 1 and self.tokens[phrases[0].first - 1].lower in {"and", ","}:
            before = self.syntax.phrase_at(phrases[0].first - 2)
            if before is None or before.last != phrases[0].first - 1 or len(phrases) > MANY:
                break
            phrases.insert(0, before)
        if not phrases:
            return None, ()
        span = self.span(phrases[0].first, phrases[-1].last)
        names = [name for one in phrases if (name := self.holder(one)) is not None]
        return span, tuple(dict.fromkeys(names))

    def holder(self, phrase: NounPhrase) -> str | None:
        """Whom a phrase names, if they can take a position; None for things, towns and unknowns."""
        first = phrase.first + (self.tokens[phrase.first].lower == "that" and phrase.last > phrase.first + 1)
        return self.named(first, phrase.last) or self._body(phrase)

    def named(self, first: int, last: int) -> str | None:
        """Whom tokens [first, last) name, if they can take a position."""
        name = self.cast.resolve(self.span(first, last), self.sentence)
        entity = None if name is None else self.cast.entity(name)
        if entity is None:
            return name
        return None if entity.type == "other" or self._town(entity, first) else name

    def _town(self, entity: EntityMention, first: int) -> bool:
        """Whether a place lies in a country that is known and stands for nobody; towns go without "the"."""
        within = entity.type == "place" and entity.country not in {None, entity.name} and entity.stands_for is None
        return within and self.tokens[first].lower != "the"

    def _body(self, phrase: NounPhrase) -> str | None:
        """The one body of the report whose name ends in the phrase's noun: "the union" of "Ostrel Miners' Union"."""
        head = self.tokens[phrase.head].lower
        if phrase.determiner not in _DEFINITE or phrase.last - phrase.first > 2 or self.tokens[phrase.head].tag != "NN":
            return None
        bodies = (m for m in self.cast.mentions if m.type in {"organisation", "group"} and " " in m.name)
        names = {m.name for m in bodies if m.name.lower().split()[-1] == head}
        return next(iter(names)) if len(names) == 1 else None

    def bare_body(self, phrase: NounPhrase) -> str | None:
        """ "The board", "the ruling alliance", where the report doesn't say which: its noun, which others may know."""
        head = self.tokens[phrase.head]
        definite = self.tokens[phrase.first].lower == "the" and head.tag in {"NN", "NNP"}
        plain = all(t.tag not in {"POS", "NNS", "CC"} for t in self.tokens[phrase.first : phrase.head])
        named = sum(t.tag == "NNP" for t in self.tokens[phrase.first : phrase.head])
        if not definite or not plain or named or head.lower not in listed("sides", "bodies"):
            return None
        of_another = phrase.last < len(self.tokens) and self.tokens[phrase.last].lower in {"of", "for", "on"}
        return None if of_another else head.text.capitalize()

    def official(self, name: str) -> bool:
        """Whether a holder is a state, a body, or a person with an office.

        A lone name that is taken for a person's may be that of a state which no gazetteer has.
        """
        entity: EntityMention | None = self.cast.entity(name)
        private = entity is not None and entity.type == "person" and " " in name
        return not private or self.cast.role_of(name) is not None

    def span(self, first: int, last: int) -> Span:
        """Tokens [first, last) in page offsets."""
        return Span(start=self.tokens[first].start, end=self.tokens[last - 1].end)

    def of_self(self, subject: NounPhrase | None) -> bool:
        """Whether a subject is "we" or "I"."""
        return subject is not None and self.tokens[subject.head].lower in {"we", "i"}

    def statement(self, token: Token) -> StatementMention | None:
        """The innermost statement whose content holds the token."""
        holding = [s for s in self.statements if any(c.start <= token.start < c.end for c in s.content)]
        return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def spoken(self, token: Token) -> StatementMention | None:
        """The innermost statement with a known speaker whose content holds the token."""
        holding = [
            s for s in self.statements if s.speaker_name and any(c.start <= token.start < c.end for c in s.content)
        ]
        return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def cued(self, group: VerbGroup) -> StatementMention | None:
        """The statement that the verb itself introduces: "demanded that"."""
        start, end = self.tokens[group.first].start, self.tokens[group.last - 1].end
        return next((s for s in self.statements if s.cue is not None and s.cue.start < end and s.cue.end > start), None)

    def inside(self, said: StatementMention, index: int) -> bool:
        """Whether the token lies in the statement's content."""
        return any(c.start <= self.tokens[index].start < c.end for c in said.content)

    def end(self, at: int, said: StatementMention | None, *, terms: bool = False) -> int:
        """Where a position ends whose object begins at token `at`: with its clause, and with what is said."""
        last = span_end(self.tokens, at, self.syntax.verb_groups, terms=terms)
        if said is not None and at:
            start = self.tokens[at - 1].start
            stop = max((c.end for c in said.content if c.start <= start < c.end), default=None)
            cut = stop is not None and stop <= self.tokens[at - 1].end  # what is said was cut off before the object
            while stop is not None and not cut and last > at and self.tokens[last - 1].end > stop:
                last -= 1
        return last

    def conditional(self, group: VerbGroup) -> bool:
        """`position_cues.conditional` of one of the sentence's verbs, looked at once."""
        if group.first not in self._conditional:
            self._conditional[group.first] = conditional(self.tokens, group)
        return self._conditional[group.first]

    def before(self, group: VerbGroup) -> VerbGroup | None:
        """The verb group that ends where this one begins."""
        return next((g for g in self.syntax.verb_groups if g.last == group.first), None)
