"""Descriptions that a name stands beside: "the minister of defence, General Venn", "Venn, the chief of staff, said"."""

from __future__ import annotations

from collections.abc import Callable

from sourcebook.lexicon.names import is_honorific
from sourcebook.lexicon.offices import office
from sourcebook.read.descriptions import Descriptions
from sourcebook.read.document import Sentence
from sourcebook.read.entity_words import table
from sourcebook.read.members import Member
from sourcebook.read.owners import is_aside

_IN_PLACE = frozenset({"IN", "NNP", "NNPS", "DT", "NN", "NNS", "JJ", "CC"})
_PLACE = 7  # words between a description and the comma before its name
_TITLE = 5  # words of a description between a comma and the name that it comes before: "the deputy Ove Lund"
_MEDIA = frozenset({"reporter", "correspondent", "journalist", "photographer", "cameraman", "witness"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WHO = 12  # words of a relative clause that ends in a description


class Appositions:
    """Finds the person whose name stands beside a description, over commas and titles."""

    def __init__(self, descriptions: Descriptions, offices: Callable[[Sentence], list[tuple[int, int]]]) -> None:
        self.descriptions, self.offices = descriptions, offices

    def of(self, sentence: Sentence, first: int, end: int, last: int, head: int) -> Member | None:
        """The person named beside the description [first, last), whose core ends at `end` and whose noun is `head`."""
        return (
            self._right_behind(sentence, first, end, last)
            or self.behind(sentence, head, last)
            or self._one_of(sentence, first, last)
            or self._before(sentence, first, last, head)
        )

    def owned(self, sentence: Sentence, last: int) -> Member | None:
        """The person named behind an owner alone: "Not every president agreed. Ostrel's, Orla Venn, said"."""
        tokens = sentence.tokens
        if last + 3 >= len(tokens) or tokens[last].tag != "POS" or tokens[last + 1].text != ",":
            return None
        named = self.member(sentence, self.descriptions.over_titles(sentence, last + 2))
        person = named is not None and named.mention.type == "person" and named.span.last < len(tokens)
        return named if person and named is not None and tokens[named.span.last].text == "," else None

    def member(self, sentence: Sentence, token: int) -> Member | None:
        """The name that the token belongs to."""
        return self.descriptions.at.get((sentence.index, token))

    def is_medias(self, sentence: Sentence, last: int) -> bool:
        """Whether a medium's own reporter is called so: "an Ostrel News reporter saw" brings nobody in."""
        if sentence.tokens[last - 1].lower not in _MEDIA:
            return False
        owner = self.member(sentence, last - 2)
        return owner is not None and owner.mention.type == "organisation"

    def _right_behind(self, sentence: Sentence, first: int, end: int, last: int) -> Member | None:
        """The person named right after the description: "the head of the Harbour Fund X", "its minister, X"."""
        at = end + 1 if end < last and sentence.tokens[end].text == "," else end
        at = self.descriptions.over_titles(sentence, at) if at > end else at
        member = self.member(sentence, at)
        if at > end and member is not None and member.mention.type == "person":
            return member
        final = self.member(sentence, last - 1)
        if final is None or final.mention.type != "person" or at != end or self._governed(sentence, final):
            return None
        return final if final.about.role is not None or self._calls(sentence, first, end) else None

    def _calls(self, sentence: Sentence, first: int, end: int) -> bool:
        """Whether the words [first, end) say what somebody is: an office or a calling."""
        nouns = ("NN", "NNS", "NNP", "NNPS")
        head = next((i for i in range(end - 1, first - 1, -1) if sentence.tokens[i].tag in nouns), None)
        return head is not None and self._is_calling(sentence, head)

    def _is_calling(self, sentence: Sentence, head: int) -> bool:
        """Whether the noun, or the office that ends in it, says what somebody is: "minister of defence"."""
        noun = sentence.tokens[head].lower
        if noun in table("reference") or office(noun) is not None:
            return True
        return any(a <= head < b for a, b in self.offices(sentence))

    def _governed(self, sentence: Sentence, member: Member) -> bool:
        """Whether a preposition stands right before the name and its titles: "a spokesman for President X"."""
        tokens, at = sentence.tokens, member.span.first
        titles = {i for a, b in self.offices(sentence) for i in range(a, b)}
        if at > 0 and tokens[at - 1].tag == "DT":
            at -= 1
        while at > 0 and (at - 1 in titles or is_honorific(tokens[at - 1].lower)):
            at -= 1
        return at > 0 and tokens[at - 1].tag in {"IN", "TO"} and member.span.first > 1

    def behind(self, sentence: Sentence, head: int, last: int) -> Member | None:
        """The person whom a comma right behind the description names: "The mayor of Lund, Ove Brandt, said"."""
        tokens = sentence.tokens
        for _ in range(_PLACE):  # "a union leader in Lund, Ove Brandt, said", "the minister for health Ove Brandt said"
            named = self.member(sentence, last)
            if named is not None and named.mention.type == "person" and not self._governed(sentence, named):
                break
            if last < len(tokens) and tokens[last].tag in _IN_PLACE:
                last += 1
        if last + 1 >= len(tokens) or tokens[head].tag not in {"NN", "NNP"}:
            return None
        at = self.descriptions.over_titles(sentence, last + 1 if tokens[last].text == "," else last)
        member = self.member(sentence, at)
        if member is None or member.mention.type != "person" or member.span.first != at:
            return None
        if tokens[last].text == "," and is_aside(tokens, member.span.first, member.span.last):
            return None
        home = self._home_end(sentence, member.span.last)
        after = tokens[home] if home < len(tokens) else None
        between = tokens[last].text == "," and after is not None and after.text == ","  # "A surgeon, Ove Lund, said"
        if not self._is_calling(sentence, head) and not (between and tokens[head].tag == "NN"):
            return None
        acts = after is not None and after.tag[0] in "VM"
        if acts and tokens[last].text == "," and _opens(sentence, head):
            return None  # "According to an aide in the room, Orla Venn said"
        return member if after is None or after.text in {",", ".", "–", "—", "("} or acts else None

    def _home_end(self, sentence: Sentence, last: int) -> int:
        """Where the words for whence somebody comes end behind a name that ends at `last`: "Ove Lund of Ostrel"."""
        tokens = sentence.tokens
        if last + 1 >= len(tokens) or tokens[last].lower not in {"of", "from"}:
            return last
        at = last + 2 if tokens[last + 1].tag == "DT" else last + 1
        place = self.member(sentence, at)
        if place is not None and place.mention.type == "person":
            return last
        while at < len(tokens) and tokens[at].tag in {"NNP", "NNPS"}:
            at += 1
        return at if tokens[at - 1].tag in {"NNP", "NNPS"} else last

    def _one_of(self, sentence: Sentence, first: int, last: int) -> Member | None:
        """ "One of the drivers, Ove Lund, 61, said", "one of them, the deputy Ove Lund, said"."""
        tokens = sentence.tokens
        if (
            last >= len(tokens)
            or [t.lower for t in tokens[first : first + 2]] != ["one", "of"]
            or tokens[last].text != ","
        ):
            return None
        for at in range(last + 1, min(last + 1 + _TITLE, len(tokens))):
            member = self.member(sentence, at)
            if member is not None and member.mention.type == "person":
                closed = member.span.last < len(tokens) and tokens[member.span.last].text == ","
                return member if closed else None
            if tokens[at].tag not in _IN_PLACE - {"IN", "CC"}:
                return None
        return None

    def _before(self, sentence: Sentence, first: int, last: int, head: int) -> Member | None:
        """The person before the comma: "Venn, the chief of staff, said", "Orla Venn, who heads the mission, said"."""
        tokens = sentence.tokens
        if last >= len(tokens) or tokens[last].text != "," or first < 2:
            return None
        if tokens[first - 1].text == ",":
            at = first - 1 if self._is_calling(sentence, head) else 0
        else:
            start = next((i for i in range(first - 1, max(0, first - _WHO), -1) if tokens[i].text == ","), 0)
            governed = tokens[first - 1].tag in {"IN", "TO"}  # "Orla Venn, who works for the minister, said"
            at = start if tokens[start + 1].lower == "who" and not governed else 0
        member = self.member(sentence, at - 1) if at > 0 else None
        person = member is not None and member.mention.type == "person" and member.span.last == at
        return member if person else None


def _opens(sentence: Sentence, head: int) -> bool:
    """Whether the noun stands in a phrase that opens its sentence with a preposition, before any verb."""
    tokens = sentence.tokens
    opened = tokens[0].tag in {"IN", "TO"} or tokens[0].lower == "according"
    return opened and not any(token.tag in _FINITE for token in tokens[:head])
