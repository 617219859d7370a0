"""States that no list has: learned from how the report speaks of them.

"The Vardanian foreign minister" beside "Vardania", "Ostrel's capital, Mir": the forms that news uses for states.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from sourcebook.lexicon.countries import derived_country, looks_like_demonym
from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.unlisted import Signs

LearnedKind = Literal["country", "demonym", "capital", "institution"]
_OF_STATE = frozenset(
    {"republic", "kingdom", "emirate", "sultanate", "principality", "federation", "minister", "ministry", "government"}
)
_SIDES = frozenset({"North", "South", "East", "West", "New", "Upper", "Lower", "Northern", "Southern"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_HELD_BY_STATES = frozenset({"ministers", "presidents", "premiers", "governments", "armies", "ambassadors"})
_DEPARTMENTS = frozenset({"prime", "foreign", "defence", "defense", "interior", "finance"})


class _Entry(Protocol):
    @property
    def kind(self) -> str: ...


def learn(document: Document, known: Callable[[str], _Entry | None]) -> dict[str, tuple[LearnedKind, str]]:
    """Names of states, their adjectives and their capitals that `known` does not know, each with the state's name."""
    hints = _Hints(known)
    for sentence in document.sentences:
        hints.look(sentence)
    return hints.conclude()


class _Hints:
    def __init__(self, known: Callable[[str], _Entry | None]) -> None:
        self.known = known
        self.names: set[str] = set()
        self.adjectives: set[str] = set()
        self.modifiers: set[str] = set()
        self.states: set[str] = set()
        self.persons: set[str] = set()
        self.capitals: list[tuple[str, str]] = []
        self.signs = Signs()

    def look(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        named = [i for i, token in enumerate(tokens) if token.text[0].isupper() or token.lower == "capital"]
        for i in named:
            token = tokens[i]
            if not token.text[0].isupper() or len(token.text) < 3:
                if token.lower == "capital":
                    self._capital(sentence, i)
                continue
            name = self._name(sentence, i)
            self._look_for_union(sentence, i)
            if not self._free(name) or (i and self.known(f"{tokens[i - 1].text} {token.text}") is not None):
                continue
            self.names.add(name)
            if i and (self._is_titled(tokens[i - 1]) or self._is_second(sentence, i)):
                self.persons.add(name)
            following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
            if following in words("nationality", "nouns"):
                self._before_office(sentence, i, name)
            elif following and tokens[i + 1].tag in {"NN", "NNS", "JJ"} and following.isalpha():
                self.modifiers.add(name)
            elif following in _POSSESSIVE and i + 2 < len(tokens):
                self._owner(name, [token.lower for token in tokens[i + 2 : i + 4]])
            if self._of_state(sentence, i) or self._listed(sentence, i):
                self.states.add(name)
            self.signs.note(sentence, i, name)

    def _look_for_union(self, sentence: Sentence, i: int) -> None:
        """Note the word if it may name a union of states: no body's or office's plain word, no known state or body."""
        if sentence.titled or not i or sentence.tokens[i - 1].lower != "the":
            return
        token = sentence.tokens[i]
        entry = self.known(token.text)
        if entry is not None and entry.kind not in {"town", "city"}:
            return
        plain = token.lower in words("organisation", "heads") | words("organisation", "weak") | office_heads()
        if not plain and token.lower not in words("not_names", "words") and token.text[1:].islower():
            self.signs.note_union(sentence, i)

    def _of_state(self, sentence: Sentence, i: int) -> bool:
        """Whether "Republic of" or the like stands before the name."""
        tokens = sentence.tokens
        if i < 2 or tokens[i - 1].lower != "of":
            return False
        after_department = i > 3 and tokens[i - 3].lower == "of" and tokens[i - 4].lower in _OF_STATE
        return tokens[i - 2].lower in _OF_STATE or after_department

    def _is_second(self, sentence: Sentence, i: int) -> bool:
        """Whether the name comes after another one that nobody knows, as surnames do."""
        before = sentence.tokens[i - 1].text
        return self._is_name(before) and before not in _SIDES

    def _listed(self, sentence: Sentence, i: int) -> bool:
        """Whether the name stands in the list of "the ministers of A, B and C"."""
        at = i - 1
        if sentence.tokens[at].lower not in {",", "and", "of"}:
            return False
        while at > 0 and (sentence.tokens[at].text[0].isupper() or sentence.tokens[at].lower in {",", "and"}):
            at -= 1
        tokens = sentence.tokens
        return at > 0 and tokens[at].lower == "of" and tokens[at - 1].lower in _HELD_BY_STATES

    def _is_titled(self, before: Token) -> bool:
        if not before.text[0].isupper() or before.lower in words("nationality", "nouns") - office_heads():
            return False
        return is_given_name(before.text) or is_honorific(before.lower) or before.lower in office_heads()

    def _name(self, sentence: Sentence, i: int) -> str:
        """The word, with the side of the compass before it."""
        before = sentence.tokens[i - 1].text if i else ""
        return f"{before} {sentence.tokens[i].text}" if before in _SIDES else sentence.tokens[i].text

    def _free(self, name: str) -> bool:
        entry = self.known(name)
        if entry is not None and entry.kind not in {"town", "city"}:
            return False
        last = name.rsplit(" ", 1)[-1]
        return last.isalpha() and not last.isupper() and not is_common(last.lower())

    def _before_office(self, sentence: Sentence, i: int, name: str) -> None:
        if looks_like_demonym(name):
            self.adjectives.add(name)
        elif i and sentence.tokens[i - 1].lower == "the" and sentence.tokens[i + 1].lower == "government":
            self.states.add(name)

    def _owner(self, name: str, owned: list[str]) -> None:
        """Only states have capitals, parliaments, and prime, foreign and defence ministers; leaders own the rest."""
        alone = owned[:1] and owned[0] in words("nationality", "state")
        minister = len(owned) > 1 and owned[0] in _DEPARTMENTS and owned[1] in {"minister", "ministry", "ministers"}
        if alone or minister:
            self.states.add(name)

    def _capital(self, sentence: Sentence, i: int) -> None:
        """Read "X's capital(,) Y", "the capital of X, Y", "Y, the capital of X", "Y, X's capital"."""
        texts = [token.text for token in sentence.tokens]
        if texts[i + 1 : i + 2] == ["of"]:
            state, end = self._forward(texts, i + 2)
            begin = i - 1 if i and texts[i - 1].lower() == "the" else i
        else:
            owned = i > 1 and texts[i - 1] in _POSSESSIVE
            begin = i - 2 if owned else i - 1
            state, end = (texts[begin] if begin >= 0 else ""), i + 1
        if not state or not self._is_name(state):
            return
        if texts[i - 1] in _POSSESSIVE or texts[i + 1 : i + 2] == ["of"]:
            self.states.add(state)
        after = self._forward(texts, end + 1 if texts[end : end + 1] == [","] else end)[0]
        before = self._backward(texts, begin - 2) if begin > 1 and texts[begin - 1] == "," else ""
        city = before or after
        if city:
            self.capitals.append((city, state))

    def _forward(self, texts: list[str], at: int) -> tuple[str, int]:
        end = at
        while end < len(texts) and end < at + 3 and texts[end][0].isupper():
            end += 1
        return " ".join(texts[at:end]), end

    def _backward(self, texts: list[str], last: int) -> str:
        first = last
        while first >= 0 and first > last - 3 and texts[first][0].isupper():
            first -= 1
        return " ".join(texts[first + 1 : last + 1])

    def _is_name(self, text: str) -> bool:
        return text[0].isupper() and len(text) > 2 and self._free(text)

    def _regular(self, adjective: str) -> bool:
        """Whether a word in front of a common noun is a nationality by its form alone."""
        return adjective in self.modifiers and adjective.endswith(("ian", "ean", "ese", "ish", "stani"))

    def conclude(self) -> dict[str, tuple[LearnedKind, str]]:
        learned: dict[str, tuple[LearnedKind, str]] = {}
        self.states = (self.states | self.signs.states()) - self.persons
        self.adjectives -= self.persons
        named = frozenset((self.names | self.states) - self.persons)
        for adjective in sorted(self.adjectives | {name for name in named if looks_like_demonym(name)}):
            state = derived_country(adjective, named)
            if state is None and adjective in self.adjectives:
                state = self.signs.root(adjective)
            shown = adjective in self.adjectives or state in self.states or self._regular(adjective)
            if state is None or state in self.persons or not shown:
                continue
            learned[adjective] = ("demonym", state)
            learned[f"{adjective}s"] = ("demonym", state)
            learned[state] = ("country", state)
        for union in sorted(self.signs.unions - self.persons - set(learned)):
            learned[union] = ("institution", union)
        for state in sorted(self.states):
            learned.setdefault(state, ("country", state))
        for city, owner in self.capitals:
            state = learned[owner][1] if owner in learned else None
            entry = self.known(city)
            if state is not None and city not in learned and (entry is None or entry.kind in {"town", "city"}):
                learned[city] = ("capital", state)
        return learned
