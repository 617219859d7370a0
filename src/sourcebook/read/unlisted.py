"""What a report's own words say of a name that no list has: whether it is a state, or a union of states.

News introduces persons in full, states never: a name that has an army, a foreign ministry or a coast, that things
happen in and that others deal with, and that no first name or title ever goes with, is a state. What has "ministers",
"members" or "countries" and an article is a union of them ("the ministers of the Pact").
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from sourcebook.lexicon.countries import looks_like_demonym
from sourcebook.read.document import Sentence
from sourcebook.read.entity_words import words

Sign = Literal["firm", "owns", "in", "near", "side", "acts"]
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_INSIDE = frozenset({"in", "into", "inside", "across", "throughout"})
_TOWARDS = frozenset({"from", "to", "neighbouring", "neighboring", "off", "outside", "within"})
_ACTING = frozenset({"VBD", "VBZ", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "JJ", "VBG"})
# An adjective's ending and a state's are no longer than this: "Norw-egian", "Norw-ay".
_STEM, _ENDING_OF_STATE, _ENDING_OF_ADJECTIVE = 4, 3, 5


class Signs:
    """The signs of every name, gathered over a report."""

    def __init__(self) -> None:
        self.of: dict[str, set[Sign]] = defaultdict(set)
        self.regions: set[str] = set()
        self._unions: set[str] = set()

    def note(self, sentence: Sentence, i: int, name: str) -> None:
        """Take in what stands around the name that ends at token `i`."""
        tokens = sentence.tokens
        first = i - name.count(" ")
        before = tokens[first - 1].lower if first else ""
        after = [token.lower for token in tokens[i + 1 : i + 4]]
        if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and not sentence.titled:
            return  # the first word of a longer name
        owned = after[1:] if after[:1] and after[0] in _POSSESSIVE else []
        if owned:
            self._owner(name, owned)
        elif before in _INSIDE:
            self.of[name].add("in")
        elif before in _TOWARDS:
            self.of[name].add("near")
        elif before in {"of", "on", "against"} and first > 1:
            self._behind(name, tokens[first - 2].lower)
        if before == "between" or (before == "and" and any(t.lower == "between" for t in tokens[max(0, i - 6) : i])):
            self.of[name].add("side")
        if i + 1 < len(tokens) and tokens[i + 1].tag in _ACTING:
            self.of[name].add("acts")

    def _owner(self, name: str, owned: list[str]) -> None:
        if owned[0] in words("nationality", "firm") or tuple(owned[:2]) in _DEPARTMENTS:
            self.of[name].add("firm")
        elif not words("nationality", "nouns").isdisjoint(owned[:2]):
            self.of[name].add("owns")

    def _behind(self, name: str, noun: str) -> None:
        if noun in words("nationality", "behind"):
            self.of[name].add("owns")

    def note_union(self, sentence: Sentence, i: int) -> None:
        """Take in what stands around a name with an article: "the Pact's foreign ministers"."""
        tokens = sentence.tokens
        if not i or tokens[i - 1].lower != "the":
            return
        after = [token.text for token in tokens[i + 1 : i + 4]]
        if (after and (after[0][0].isupper() or tokens[i + 1].tag in _NOMINAL)) or looks_like_demonym(tokens[i].text):
            return
        owns = bool(after) and after[0] in _POSSESSIVE
        members = words("nationality", "members")
        of = i > 2 and tokens[i - 2].lower == "of" and tokens[i - 3].lower in members
        if i > 2 and tokens[i - 2].lower in _INSIDE:
            self.regions.add(tokens[i].text)
        if of or (owns and not members.isdisjoint(after[1:])):
            self._unions.add(tokens[i].text)

    @property
    def unions(self) -> set[str]:
        """The unions of states, but for the regions that things happen in ("the leaders of the Gulf")."""
        return self._unions - self.regions

    def states(self) -> set[str]:
        """The names that are states by what was gathered."""
        return {name for name, signs in self.of.items() if _is_state(signs)}

    def root(self, adjective: str) -> str | None:
        """The one state or place whose name shares its stem with the adjective: "Norwegian" and "Norway"."""
        found = {name for name, signs in self.of.items() if signs - {"acts"} and _akin(adjective, name)}
        return found.pop() if len(found) == 1 else None


_DEPARTMENTS = frozenset(
    (office, seat)
    for office in ("prime", "foreign", "defence", "defense", "interior", "finance")
    for seat in ("minister", "ministry", "ministers")
)


def _is_state(signs: set[Sign]) -> bool:
    if "firm" in signs:
        return True
    if "owns" in signs:
        return bool(signs & {"in", "near", "side"})
    return "in" in signs and "side" in signs


def _akin(adjective: str, name: str) -> bool:
    shared = 0
    while shared < min(len(adjective), len(name)) and adjective[shared] == name[shared]:
        shared += 1
    return (
        shared >= _STEM
        and 0 < len(adjective) - shared <= _ENDING_OF_ADJECTIVE
        and len(name) - shared <= _ENDING_OF_STATE
    )
