"""What a position is about whose words hold no noun: "rejects it", "offered $300", "asked for all fourteen".

A pronoun means a thing told before it, a number what was counted before, a verb without an object the position told
last. Where nothing fits, the position is about nothing that could be told, and none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.read.document import Token
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_spans import faint_issue, issue_of
from sourcebook.read.position_words import NOUNS, table
from sourcebook.read.syntax import NounPhrase

_COUNTED = 3  # tokens behind a number that can say what it counts
_BACK = 3  # sentences back to what a number counts, or a pronoun means
_BARE = frozenset({"to", "for", "only", "just", "all", "about", "some", "another", "up", "even", "still", "now", "the"})
_ONE = frozenset({"it", "one", "this", "that"})
_SEVERAL = frozenset({"them", "these", "those", "ones", "both"})
_ADVERBS = frozenset({"RB", "RBR", "RP"})


class Meant:
    """What the positions of one sentence are about."""

    def __init__(self, scene: PositionSentence, before: str = "") -> None:
        """`before`: the issue of the position told last."""
        self.scene = scene
        self.tokens = scene.tokens
        self.told = before.split()

    def issue(self, one: Found) -> list[str]:
        """The words that say what a position is about; none where it can't be told."""
        about = self.tokens[one.object : one.last]
        own = issue_of(self.tokens, one.object, one.last) or issue_of(self.tokens, one.first, one.last)
        if not own and any(t.lower in {"none", "nobody"} for t in about):
            return [self.tokens[one.object - 1].lemma]  # "would free none"
        if own:
            return own
        if paid := _money(about):
            return paid
        number = _number(about)
        if number is not None:
            # "Ostrel wants nine, Vesk offers four"
            return self.told or self._counted(number) or self._before(one.first)
        if _pronoun(about) is None:
            return faint_issue(self.tokens, one.object, one.last) or self._ordered(about) or self._unsaid(one)
        if _pronoun(about) in _SEVERAL:
            return self._earlier(one) or self._thing(one)
        return self._earlier(one) or self._of_last(one) or self._thing(one)

    def _earlier(self, one: Found) -> list[str]:
        """The sentence's first thing between its verb and a pronoun."""
        verb = next((g.last for g in self.scene.syntax.verb_groups if g.finite), len(self.tokens))
        for phrase in self.scene.syntax.noun_phrases:
            if verb <= phrase.first and phrase.last <= one.first and self.scene.holder(phrase) is None:
                return issue_of(self.tokens, phrase.first, min(phrase.last + 4, one.first))
        return []

    def _of_last(self, one: Found) -> list[str]:
        """Of "could live with it", "voted for it": what the sentence before tells last of."""
        at = self.scene.sentence.index
        opens = all(g.first >= one.first or not g.finite for g in self.scene.syntax.verb_groups)
        if at == 0 or self._talks(one) or not (opens or one.said is not None):
            return []
        tokens = self.scene.document.sentences[at - 1].tokens
        verb = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].tag in {"VBD", "VBZ", "VBP", "VBN"}), None)
        return [] if verb is None else issue_of(tokens, verb + 1, len(tokens))

    def _talks(self, one: Found) -> bool:
        return any(t.lemma == "talk" for t in self.tokens[one.first : one.object])  # "will not talk about it"

    def _thing(self, one: Found) -> list[str]:
        """What a pronoun can mean: the position told last, else the last thing told before, one or several."""
        word = _pronoun(self.tokens[one.object : one.last])
        if word is None or self._talks(one):
            return []
        return self.told or self._last_thing(one, several=word in _SEVERAL)

    def _last_thing(self, one: Found, *, several: bool) -> list[str]:
        """The nearest thing before a position that is one, or several."""
        for scene, phrase in self._phrases(one.first):
            head = scene.tokens[phrase.head]
            fits = head.tag in ({"NNS", "NNPS"} if several else {"NN", "NNP"})
            if fits and not phrase.pronoun and scene.holder(phrase) is None:
                found = issue_of(scene.tokens, phrase.first, phrase.last)
                if found:
                    return found
        return []

    def _phrases(self, first: int) -> Iterator[tuple[PositionSentence, NounPhrase]]:
        """The phrases before a token, back into the sentence before, the nearest first."""
        here = [p for p in self.scene.syntax.noun_phrases if p.last <= first]
        yield from ((self.scene, phrase) for phrase in reversed(here))
        at = self.scene.sentence.index
        if at:
            before = PositionSentence(self.scene.document, self.scene.cast, self.scene.document.sentences[at - 1], ())
            yield from ((before, phrase) for phrase in reversed(before.syntax.noun_phrases))

    def _unsaid(self, one: Found) -> list[str]:
        """Of "Vesk accepted", "said that it would comply": the position told last."""
        verb = self.tokens[one.first : one.object]
        alone = all(t.tag in _ADVERBS for t in self.tokens[one.object : one.last])
        if not alone or not verb or verb[-1].lemma not in table("replies")["verbs"]:
            return []
        return self.told or self._of_last(one) or self._last_thing(one, several=False)

    def _ordered(self, about: Sequence[Token]) -> list[str]:
        """ "The first should be withdrawn": what the last number of its kind counts, "the second report"."""
        if len(about) < 2 or about[0].lower != "the" or about[1].lower not in table("ordinals")["words"]:
            return []
        for tokens, end in self._backwards(next(i for i, t in enumerate(self.tokens) if t is about[0])):
            for i in range(end - 2, -1, -1):
                if tokens[i].lower in table("ordinals")["words"] and tokens[i + 1].tag in NOUNS:
                    return [tokens[i + 1].lemma]
        return []

    def _backwards(self, first: int) -> Iterator[tuple[Sequence[Token], int]]:
        """The sentence up to a token, and the sentences before it, the nearest first."""
        at = self.scene.sentence.index
        yield self.tokens, first
        for sentence in reversed(self.scene.document.sentences[max(0, at - _BACK) : at]):
            yield sentence.tokens, len(sentence.tokens)

    def _before(self, first: int) -> list[str]:
        """What the last number counts, here or before: "asked for 60 tonnes. Vesk offered 24"."""
        for tokens, end in self._backwards(first):
            for i in range(end - 2, -1, -1):
                if tokens[i].tag == "CD":
                    stop = min(end, i + 1 + _COUNTED)
                    if counted := issue_of(tokens, i + 1, stop) or faint_issue(tokens, i + 1, i + 2):
                        return counted
        return []

    def _counted(self, number: str) -> list[str]:
        """What the report counts with the number where it first stands with a noun: "accepted 350", of the crews."""
        for sentence in self.scene.document.sentences:
            end = len(sentence.tokens)
            for i, token in enumerate(sentence.tokens):
                if token.text == number and (counted := issue_of(sentence.tokens, i + 1, min(end, i + 1 + _COUNTED))):
                    return counted
        return []


def _money(about: Sequence[Token]) -> list[str]:
    """The currency of a sum that is written with its sign: "$300"."""
    signs = table("money")
    for at, token in enumerate(about[:-1]):
        if token.text in signs and about[at + 1].tag == "CD":
            return [str(signs[token.text])]
    glued = next((t.text for t in about if t.text[0] in signs and t.text[1:2].isdigit()), None)
    return [] if glued is None else [str(signs[glued[0]])]


def _number(about: Sequence[Token]) -> str | None:
    """The number that is all of the words up to a comma: "seven", "all fourteen", "to pay six, from October"."""
    words = [t for t in about if t.lower not in _BARE]
    if len(words) > 1 and words[0].tag == "VB":
        words = words[1:]
    stop = next((i for i, t in enumerate(words) if t.text == "," or t.tag in {"IN", "TO", "WDT"}), len(words))
    counts = stop > 0 and all(t.tag == "CD" for t in words[:stop])
    return words[0].text if counts and words[0].lower != "one" else None


def _pronoun(about: Sequence[Token]) -> str | None:
    """The pronoun by which the words name their thing."""
    for at, token in enumerate(about):
        if token.tag == "PRP" and token.lower in _ONE | _SEVERAL:
            return token.lower
        alone = at + 1 == len(about) or about[at + 1].tag in {"IN", "TO", "RB", ","}
        if token.lower in _ONE | _SEVERAL and token.tag in {"DT", "CD", "NN", "NNS"} and alone:
            return token.lower
    return None
