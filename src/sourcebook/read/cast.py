"""`Cast`: everybody and everything that a report names, and what its pronouns and descriptions refer to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

from sourcebook.lexicon.names import fold
from sourcebook.model.reading import EntityMention
from sourcebook.model.spans import Span
from sourcebook.read.document import Document, Sentence
from sourcebook.read.members import Member
from sourcebook.read.name_words import offices_in
from sourcebook.read.resolver import Resolver


class Cast:
    """The report's mentions, sorted by start, and the way from any span to a full name."""

    def __init__(
        self,
        document: Document,
        members: Sequence[Member],
        offices: Callable[[Sentence], list[tuple[int, int]]] = offices_in,
    ) -> None:
        self.document = document
        self._offices = offices
        self.members = tuple(members)
        self.mentions: tuple[EntityMention, ...] = tuple(member.mention for member in self.members)
        self._starts = [member.mention.start for member in self.members]

    def members_in(self, start: int, end: int) -> tuple[Member, ...]:
        """The members whose names lie within the page offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(member for member in self.members[first:last] if member.mention.end <= end)

    def mentions_in(self, start: int, end: int) -> tuple[EntityMention, ...]:
        """The mentions that lie within the page offsets, in page order."""
        return tuple(member.mention for member in self.members_in(start, end))

    @cached_property
    def _by_name(self) -> dict[str, Member]:
        table: dict[str, Member] = {}
        for member in self.members:
            table.setdefault(fold(member.mention.name), member)
        return table

    def entity(self, name: str) -> EntityMention | None:
        """The first mention of the entity with that full name; None where the report does not name it."""
        member = self._by_name.get(fold(name))
        return member.mention if member is not None else None

    def country_of(self, name: str) -> str | None:
        """The English name of the country that the entity of that full name belongs to, None where unknown."""
        member = self._by_name.get(fold(name))
        return member.referent.country if member is not None else None

    def role_of(self, name: str) -> str | None:
        """The highest office that the report gives to the person of that full name."""
        member = self._by_name.get(fold(name))
        return member.referent.role if member is not None else None

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.document, self.members, self._offices)

    def resolve(self, span: Span, sentence: Sentence) -> str | None:
        """The full name of whom or what the words at `span` refer to; None where a careful reader would not say.

        `span` is a name, a short name, a pronoun or a description, with or without titles and articles.
        """
        return self._resolver.one(span, sentence)

    def nobody(self, span: Span, sentence: Sentence) -> Span | None:
        """The words for somebody whom the report doesn't name, where the pronoun at `span` means them."""
        return self._resolver.nobody(span, sentence)

    def resolve_many(self, span: Span, sentence: Sentence) -> tuple[str, ...]:
        """The full names of all that the words at `span` refer to: "A and B", "both sides", "the two leaders", "they".

        In the order of the text; a single name gives one; () where the report does not tell.
        """
        return self._resolver.many(span, sentence)

    def is_party(self, sentence: Sentence, first: int, head: int) -> bool:
        """Whether the words [first, head] are of a party that a common noun names: "Danish rebels"."""
        return self._resolver.descriptions.parties.noun(sentence, first, head) is not None

    @property
    def main_state(self) -> str | None:
        """The state that the report is about, None where it speaks of several."""
        return self._resolver.descriptions.main_state
