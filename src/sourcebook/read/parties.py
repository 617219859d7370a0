"""Parties that a common noun names: "the garrison of Tarn", "Danish rebels", and "the rebels" further on.

Whose rebels they are is none of their state: a nationality before such a noun tells where a party belongs, and who
stands for a state stands mostly against them. A bare noun means the one party of that noun, or of its kin, that the
report names; where it names two, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from sourcebook.lexicon.parties import PartyNoun, carries_party, party_noun, party_words
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.members import Member
from sourcebook.read.pairs import is_party

_PREMODIFIERS = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "VBG", "CD"})
_OF = frozenset({"of", "from"})
_REACH = 6  # words before its noun in which whose it is may stand
_SINGULAR = frozenset({"NN", "NNP"})
_COLLECTIVE = frozenset({"garrison", "opposition", "junta", "militia"})  # one word for many


class Parties:
    """The parties of a report that are named by common nouns; `adjective` gives a state's nationality word."""

    def __init__(self, document: Document, at: dict[tuple[int, int], Member], adjective: Callable[[str], str]) -> None:
        self.document, self.at, self.adjective = document, at, adjective

    def noun(self, sentence: Sentence, first: int, head: int) -> tuple[PartyNoun, int] | None:
        """The party's noun in the phrase [first, head], and its token; None where the phrase is of something else."""
        tokens = sentence.tokens
        found = self._noun_at(sentence, head)
        if found is not None:
            return (found, head) if _is_several(tokens[head], found) else None
        if head > first and carries_party(tokens[head].lower):
            found = self._noun_at(sentence, head - 1)
            return (found, head - 1) if found is not None else None
        return None

    def _noun_at(self, sentence: Sentence, at: int) -> PartyNoun | None:
        return party_noun(sentence.tokens[at].lower) if (sentence.index, at) not in self.at else None

    def named(self, sentence: Sentence, first: int, head: int) -> str | None:
        """The name of the party that the phrase [first, head] means; None where it is none, or the report names none.

        A body's fighters are the body: "the rebels of the Reed Front".
        """
        found = self.noun(sentence, first, head)
        if found is None:
            return None
        noun, at = found
        whole = self._whole(sentence, at, noun)
        if whole is not None:
            return whole
        return self._meant(noun) if self._is_bare(sentence, first, at) else None

    def _is_bare(self, sentence: Sentence, first: int, at: int) -> bool:
        """Whether the phrase speaks of somebody known and says nothing more: "the rebels", "the mutinous garrison"."""
        tokens = sentence.tokens[first:at]
        known = bool(tokens) and tokens[0].lower in {"the", "those", "these", "its", "their"}
        return known and all(token.tag in {"DT", "JJ", "VBN", "PRP$"} for token in tokens)

    def _whole(self, sentence: Sentence, at: int, noun: PartyNoun) -> str | None:
        """The name that the words around the noun make: whose it is, and what."""
        member = self._owner(sentence, at)
        if member is None:
            return None
        mention, kind = member.mention, member.kind
        if kind == "demonym":
            word = self.document.text[mention.start : mention.end]
            plural = word.endswith("s") and not word.endswith(("ss", "ese"))
            return f"{self.adjective(member.state or word) if plural else word} {noun.name}"
        if kind == "country" and mention.country is not None:
            return f"{self.adjective(mention.country)} {noun.name}"
        if mention.type == "organisation":
            return mention.name if is_party(member) else None
        if mention.type == "group":
            return mention.name
        plain = " " not in mention.name and not member.referent.roles
        if mention.type == "place" or (mention.type == "person" and plain and not self._owns(sentence, member)):
            return f"{mention.name} {noun.name}"
        return None

    def _owns(self, sentence: Sentence, member: Member) -> bool:
        last = member.span.last
        return last < len(sentence.tokens) and sentence.tokens[last].tag == "POS"

    def _owner(self, sentence: Sentence, at: int) -> Member | None:
        """The name right before the noun or right behind its "of"; none that is only a part of a word."""
        tokens = sentence.tokens
        for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
            member = self.at.get((sentence.index, i))
            if member is not None:
                inside = member.span.first > 0 and tokens[member.span.first - 1].lower == "of"  # "Dawn of Peru militia"
                return None if member.span.part or "-" in tokens[i].text or inside else member
            if tokens[i].tag not in _PREMODIFIERS:
                break
        behind = at + 1
        if behind + 1 >= len(tokens) or tokens[behind].lower not in _OF:
            return None
        behind += 1 + (tokens[behind + 1].tag == "DT")
        member = self.at.get((sentence.index, behind))
        return member if member is not None and not member.span.part else None

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        """The names that the report gives to parties, by their noun and by its kin."""
        found: dict[str, set[str]] = {}
        for match in party_words().finditer(self.document.text):
            sentence = self.document.sentence_at(match.start())
            if sentence is None:
                continue
            first, last = sentence.tokens_in(match.start(), match.end())
            noun = self._noun_at(sentence, first) if last == first + 1 else None
            name = self._whole(sentence, first, noun) if noun is not None else None
            if noun is not None and name is not None:
                found.setdefault(noun.name, set()).add(name)
                found.setdefault(f"kin {noun.kin}", set()).add(name)
        return found

    def _meant(self, noun: PartyNoun) -> str | None:
        """The only party of that noun, else of its kin, that the report names."""
        for key in (noun.name, f"kin {noun.kin}"):
            names = self._known.get(key, set())
            if names:
                return next(iter(names)) if len(names) == 1 else None
        return None


def _is_several(token: Token, noun: PartyNoun) -> bool:
    """Whether the word means the party, not one of it: "a rebel said" is one man."""
    return token.tag not in _SINGULAR or noun.name in _COLLECTIVE or token.lower.endswith("s")
