"""Whom a form of address or a calling means: "His Grace" after a duke, "the farmer" after "Anna Reed, a farmer"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.lexicon.people import is_person_noun
from sourcebook.read.document import Document, Token
from sourcebook.read.entity_words import table
from sourcebook.read.members import Member
from sourcebook.read.referents import Referent

_OWNERS = {"his": "m", "her": "f", "your": None, "their": None}
_REACH = 60  # code points behind a name in which it is told what somebody is
_BESIDE = 30


class Callings:
    """The persons of one report, by how they are addressed and what they do."""

    def __init__(self, document: Document, members: Sequence[Member]) -> None:
        self.text = document.text
        self.members = [member for member in members if member.mention.type == "person"]

    def addressed(self, tokens: Sequence[Token], start: int) -> Referent | None:
        """Whom "His Grace" means at the offset: the one named last before it of those who are so addressed."""
        words = [token.lower for token in tokens if token.lower != "royal"]
        if len(words) != 2 or words[0] not in _OWNERS or not tokens[-1].text[0].isupper():
            return None
        offices, gender = table("addressed").get(words[1]), _OWNERS[words[0]]
        fitting = [
            member
            for member in self.members
            if offices is not None and member.mention.start < start
            if gender in {None, member.referent.gender} or member.referent.gender is None
            if any(offices & set(role.casefold().replace("-", " ").split()) for role in member.referent.roles)
        ]
        return fitting[-1].referent if fitting else None

    def called(self, noun: str, start: int) -> Referent | None:
        """The one person before the offset of whom the report says that this is what they are; None for two."""
        if not is_person_noun(noun):
            return None
        found = {id(m.referent): m.referent for m in self.members if m.mention.start < start and self._is(m, noun)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _is(self, member: Member, noun: str) -> bool:
        start, end = member.mention.start, member.mention.end
        before = self.text[max(0, start - _BESIDE) : start].lower().split()
        if before and before[-1] == noun:
            return True
        apposed = rf"(?:,| is| was|, who is| \()\s*(?:an?|the|one) (?:[\w’'-]+ ){{0,3}}{re.escape(noun)}\b"
        return re.match(apposed, self.text[end : end + _REACH]) is not None
