"""What a figure measures where its noun stands before it: "turnout was 63 percent", "puts the losses at $2 billion".

Subject and object come from the shallow syntax of the sentence; the verbs stand in data/figures.toml, group "subject".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.model import Figure
from sourcebook.read.document import Sentence, Token
from sourcebook.read.figure_words import hedge_at, number_at, verbs_of_sums, words
from sourcebook.read.syntax import NounPhrase, Syntax, analyse
from sourcebook.read.verbgroups import VerbGroup

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CONTENT = _NOUN | {"JJ", "VBN", "VBG"}
_REACH = 24  # tokens between "raised" and "to"
_WHOM = 5  # tokens of the verb and of whoever is paid
_RECEIVER = frozenset({"PRP", "NNP", "DT", "NN", "NNS", "RB"})
_NUMBER = frozenset({"number", "numbered"})
_ADVERBS = frozenset({"RB", "RBR"})
_PLURAL = frozenset({"NNS", "NNPS"})
_ENDS = frozenset(
    {".", ",", ";", ":", "!", "?", "–", "—", ")", "”", '"', "’", "but", "and", "by", "in", "on", "at", "when", "of"}
)


def measured(sentence: Sentence, first: int) -> list[str]:
    """The words of what a figure measures that begins at a token, as the verb before it has it, if it does."""
    tokens = sentence.tokens
    link = first - 1
    while link > 0 and tokens[link].tag in _ADVERBS:
        link -= 1
    verb = next((i for i in range(link, max(0, link - _WHOM), -1) if tokens[i].lemma in verbs_of_sums()), None)
    if verb is not None and all(tokens[i].tag in _RECEIVER for i in range(verb + 1, link + 1)):
        link = verb  # "cost it 2.6 million euros", "owes the League four million"
    if link < 1:
        return []
    word = tokens[link]
    if word.lower not in words("subject", "to") and not word.tag.startswith("VB"):
        return []
    syntax = analyse(sentence)
    if word.lower not in words("subject", "to"):
        group = _group(syntax, link)
        if group is not None and (named := verbs_of_sums().get(group.lemma)) is not None:
            return [named]
        verb = group is not None and group.lemma in words("subject", "be")
        return _words(syntax, syntax.subject_of(group)) if group is not None and verb else []
    return _words(syntax, _thing_put(syntax, link))


def _group(syntax: Syntax, at: int) -> VerbGroup | None:
    return next((g for g in syntax.verb_groups if g.first <= at < g.last), None)


def _thing_put(syntax: Syntax, link: int) -> NounPhrase | None:
    """What rises "to" a figure or is put "at" it: the subject, the object, or what "that" stands for."""
    groups = [g for g in syntax.verb_groups if g.last <= link and link - g.last < _REACH]
    for group in reversed(groups):
        beside = link - group.last <= 1 + _adverbs(syntax, group, link)
        if beside and (
            group.lemma in words("subject", "grow") or (group.passive and group.lemma in words("subject", "put"))
        ):
            return syntax.subject_of(group)
        if group.lemma in words("subject", "put"):
            objects = [np for np in syntax.objects_of(group) if np.last <= link and not np.pronoun]
            return objects[0] if objects else _antecedent(syntax, group)
    return None


def _adverbs(syntax: Syntax, group: VerbGroup, link: int) -> int:
    return sum(token.tag in _ADVERBS for token in syntax.tokens[group.last : link])


def _antecedent(syntax: Syntax, group: VerbGroup) -> NounPhrase | None:
    """ "A debt" of "a debt that it puts at": the phrase before "that" or "which", with the clause's subject between."""
    for at in range(group.first - 1, max(0, group.first - 6), -1):
        if syntax.tokens[at].lower in {"that", "which"}:
            return syntax.phrase_at(at - 1)
    return None


def _words(syntax: Syntax, phrase: NounPhrase | None) -> list[str]:
    """The content words of a phrase; of "the number of …" and "its estimate of …" those behind "of"."""
    if phrase is None or phrase.pronoun:
        return []
    tokens = syntax.tokens
    if tokens[phrase.head].lower in words("subject", "nouns"):
        behind = phrase.last + 1 < len(tokens) and tokens[phrase.last].lower == "of"
        inner = syntax.phrase_at(phrase.last + 1) if behind else None
        return _words(syntax, inner) if inner is not None and inner.first > phrase.first else []
    head = tokens[phrase.head]
    if head.tag not in {"NN", "NNS"} or head.lower in words("not", "time_units"):
        return []  # a name or a year is nothing that is measured
    told = [t for t in tokens[phrase.first : phrase.head + 1] if t.tag in _CONTENT]
    return [t.lower for t in told if t.text[0].isalpha()]


def find_numbered(sentence: Sentence, taken: set[int]) -> Iterator[Figure]:
    """ "The attackers numbered about thirty", "the men, who now number 850": the verb says it."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if (
            at == 0
            or token.lower not in {"number", "numbered"}
            or tokens[at - 1].tag in {"DT", "JJ", "PRP$", "NN", "IN"}
        ):
            continue
        hedge, number = hedge_at(tokens, at + 1)
        amount = number_at(tokens, number)
        if amount is None or amount.high <= 1 or amount.fraction or tokens[amount.first].start in taken:
            continue
        about = _plural_before(tokens, at)
        ends = amount.last >= len(tokens) or tokens[amount.last].lower in _ENDS
        if about and ends:
            low, high = hedge or (1.0, 1.0)
            yield Figure(
                start=token.start, end=tokens[amount.last - 1].end, low=amount.low * low,
                high=amount.high * high, unit="count", about=about,
            )  # fmt: skip


def _plural_before(tokens: Sequence[Token], at: int) -> str:
    """The nearest plural before a verb, over the names and phrases between."""
    return next((t.lower for t in reversed(tokens[max(0, at - _REACH) : at]) if t.tag in _PLURAL), "")
