"""Which word tells the event, where a corpus gives only its class and its actors.

Lemmas are aligned to classes as words are to words of another language (IBM model 1, Brown et al. 1993): a word's share
in telling its sentence's event is how typical its lemma is of the class, times how likely its place is by syntax. The
rule lexicon of triggers is the prior.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sourcebook.model import Report, Zone
from sourcebook.read.document import Document, Sentence, Token, parse
from sourcebook.read.eventwords import triggers
from sourcebook.read.syntax import Syntax, analyse
from sourcebook.read.tokens import lemma_of
from sourcebook.read.verbgroups import VerbGroup

ROUNDS = 8
PRIOR = 3.0  # how many sightings the rule lexicon is worth
SMOOTH = 1.5
_ASIDE = frozenset({"say", "tell", "be", "have", "do", "year", "month", "week", "day", "man", "woman", "people", "%"})
_MORE = frozenset({"murder", "slay", "slaying", "homicide", "stab", "stabbing", "shooting", "assassinate"})
_NOUN, _VERB = frozenset({"NN", "NNS"}), frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(slots=True)
class Weak:
    """A text whose event's class is known: `source`, `target` are the actors' spans, if known.

    `types`: the classes, more than one where either is right. Made by `place`: `words` that may tell it, with what
    their place speaks for, and in the end their `share`.
    """

    text: str
    types: tuple[str, ...]
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    tokens: list[Token] = field(default_factory=list)
    words: list[tuple[Token, float]] = field(default_factory=list)
    share: list[float] = field(default_factory=list)


def document_of(text: str) -> Document:
    """The text as the document of a report without more: all of it body."""
    zones = (Zone(start=0, end=len(text), kind="body"),) if text else ()
    return parse(
        Report(
            id="",
            input="",
            url=None,
            outlet=None,
            title=None,
            byline=None,
            dateline=None,
            language="en",
            translated=False,
            published=None,
            sha256="",
            text=text,
            zones=zones,
        )
    )


def align(rows: Sequence[Weak]) -> None:
    """Give each row its words and their shares."""
    for row in rows:
        _place(row)
    lexicon = _lexicon()
    seen = Counter(token.lemma for row in rows for token, _ in row.words)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(ROUNDS):
        for row in rows:
            row.share = _shares(row, told, seen, lexicon)
        told = defaultdict(Counter)
        for row in rows:
            for (token, _), share in zip(row.words, row.share, strict=True):
                told[token.lemma][row.types[0]] += share


def may_be_plover(word: str) -> bool:
    """Whether the rule lexicon has the word, as a verb or a noun, for some class."""
    lexicon = _lexicon()
    lemmas = {lemma_of(word.lower(), tag) for tag in ("VBD", "VBG", "VBZ", "NNS")}
    return not lemmas.isdisjoint(_MORE) or any(lemma in lexicon for lemma in lemmas)


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, rules in triggers().verbs.items():
        found[lemma] |= {rule.type for _, rule in rules}
    for lemma, nouns in triggers().nouns.items():
        found[lemma] |= {rule.type for rule in nouns}
    return {lemma: frozenset(types) for lemma, types in found.items()}


def _shares(
    row: Weak, told: dict[str, Counter[str]], seen: Counter[str], lexicon: dict[str, frozenset[str]]
) -> list[float]:
    weights = []
    for token, place in row.words:
        known = lexicon.get(lemma_of(token.lower, "NNS") if token.tag == "NNP" else token.lemma, frozenset())
        fits = any(kind in known for kind in row.types)
        prior = PRIOR if fits else 0.0
        count = told[token.lemma][row.types[0]] if told else 0.0
        typical = (count + prior + SMOOTH / 15) / (seen[token.lemma] + PRIOR * bool(known) + SMOOTH)
        weights.append(place * typical)
    total = sum(weights) or 1.0
    return [weight / total for weight in weights]


def _place(row: Weak) -> None:
    document = document_of(row.text)
    for sentence in document.sentences:
        syntax = analyse(sentence)
        row.tokens += sentence.tokens
        ruling = {id(g): _rules_actors(sentence, syntax, g, row) for g in syntax.verb_groups}
        for i, token in enumerate(sentence.tokens):
            place = _weight(sentence, syntax, i, row, ruling)
            if place > 0:
                row.words.append((token, place))


def _weight(sentence: Sentence, syntax: Syntax, i: int, row: Weak, ruling: dict[int, float]) -> float:
    token = sentence.tokens[i]
    if token.lemma in _ASIDE or _inside(token, row.source) or _inside(token, row.target):
        return 0.0
    group = next((g for g in syntax.verb_groups if g.first <= i < g.last), None)
    if token.tag in _VERB and group is not None:
        heads = i in {group.head, group.last - 1} or token.tag != "MD"
        return (1.0 + ruling[id(group)]) if heads else 0.0
    names = row.source is None and token.tag in {"NNP", "NNPS"} and may_be_plover(token.lower)  # a headline's noun
    if token.tag in _NOUN or token.tag in _VERB or names:
        before = [g for g in syntax.verb_groups if g.last <= i]
        nearest = ruling[id(before[-1])] if before and i - before[-1].last < 6 else 0.0
        return 0.5 + 0.6 * nearest
    return 0.0


def _rules_actors(sentence: Sentence, syntax: Syntax, group: VerbGroup, row: Weak) -> float:
    """How much speaks for the verb joining the actors: one is its subject, the other follows."""
    if row.source is None:
        return 1.0 if group.finite else 0.5
    subject = syntax.subject_of(group)
    span = None if subject is None else (sentence.tokens[subject.first].start, sentence.tokens[subject.last - 1].end)
    at = sentence.tokens[group.first].start
    found = 0.0
    if span is not None and (_meet(span, row.source) or (row.target is not None and _meet(span, row.target))):
        found += 2.0
    actors = sorted(a for a in (row.source, row.target) if a is not None)
    if len(actors) == 2 and actors[0][1] <= at < actors[1][0]:
        found += 1.5
    return found


def _inside(token: Token, span: tuple[int, int] | None) -> bool:
    return span is not None and span[0] <= token.start < span[1]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
