"""Whose words a paper's are that was told of before: "issued a statement", and then "the statement said"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol, TypeVar

from sourcebook.model import EntityMention, Span
from sourcebook.read.antecedents import is_subject
from sourcebook.read.cues import word_list
from sourcebook.read.document import Document, Sentence

REACH = 6  # sentences back in which the paper was brought in
_BEFORE_NAME = re.compile(r"(?:[Tt]he )?(?:[A-Za-z][\w.-]+ ){0,3}")  # behind "from" or "by", before the author's name
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEAKERS = frozenset({"person", "organisation", "group"})
V = TypeVar("V", bound="Spoken")


class Spoken(Protocol):
    """What is asked of a voice: the name behind it."""

    @property
    def name(self) -> str | None:
        """The full name of whose words they are."""
        ...


@cache
def _words(key: str) -> str:
    return "|".join(map(re.escape, word_list("papers", key)))


@cache
def _known() -> re.Pattern[str]:
    """ "the statement", "that letter"; with a word that says what kind: "the joint statement"."""
    return re.compile(rf"(?:the|this|that)\s+(?:[\w-]+\s+)?(?P<noun>{_words('brought')})", re.I)


@cache
def _brought(noun: str) -> re.Pattern[str]:
    """The paper as it is brought in: "in a statement", "issued a brief statement", "a statement from"."""
    verbs = _words("issuing")
    held = rf"(?P<held>\b(?:{verbs})\s+)?(?P<inside>\b(?:in|through|via)\s+)?"
    return re.compile(
        rf"{held}\b(?:an?|its|his|her|their|another)\s+(?:[\w-]+\s+){{0,3}}?{noun}\b(?P<by>\s+(?:(?:{verbs})\s+(?:[\w.]+\s+){{0,3}}?)?(?:from|by)\s+)?",
        re.IGNORECASE,
    )


def paper_of(text: str, asked: Span) -> str | None:
    """The noun of a paper that is known already, where the words name one and nobody with it."""
    match = _known().fullmatch(text, asked.start, asked.end)
    return match["noun"].lower() if match is not None else None


def behind_paper(
    document: Document, mentions: Iterable[EntityMention], noun: str, before: Span, voices: Mapping[int, V]
) -> V | EntityMention | None:
    """Who stands behind the paper that was last brought in by this noun: a voice of its sentence, or a name in it.

    `voices`: those of the sentences before, by number; a sentence that says something in a statement has its own.
    """
    here = document.sentence_at(before.start)
    if here is None:
        return None
    named = [m for m in mentions if m.type in _SPEAKERS or m.name == m.country]
    for number in range(here.index, max(-1, here.index - REACH - 1), -1):
        sentence = document.sentences[number]
        found = [m for m in _brought(noun).finditer(document.text, sentence.start, min(sentence.end, before.start))]
        if found:
            return _author(document, sentence, [m for m in named if _within(m, sentence)], found[-1], voices)
    return None


def _within(mention: EntityMention, sentence: Sentence) -> bool:
    return sentence.start <= mention.start and mention.end <= sentence.end


def _author(
    document: Document, sentence: Sentence, named: list[EntityMention], paper: re.Match[str], voices: Mapping[int, V]
) -> V | EntityMention | None:
    if paper["by"]:
        first = next((m for m in named if m.start >= paper.end() and m.type in _SPEAKERS), None)
        if first is None or not _is_whole(sentence, first):
            return None
        return first if _BEFORE_NAME.fullmatch(document.text, paper.end(), first.start) else None
    if not paper["inside"] and not paper["held"]:
        return None
    said = voices.get(sentence.index)
    if said is not None and said.name is not None:
        return said
    subjects = [
        m for m in named if _is_whole(sentence, m) and is_subject(sentence.tokens, *sentence.tokens_in(m.start, m.end))
    ]
    most = 1 if paper["inside"] else 0
    before = [m for m in subjects if m.end <= paper.start() and _verbs(sentence, m.end, paper.start()) <= most]
    opens = not document.text[sentence.start : paper.start()].strip("“”\"' ")
    after = [m for m in subjects if m.start >= paper.end() and not _verbs(sentence, paper.end(), m.start)]
    after = after if opens and paper["inside"] else []
    return after[0] if after else before[-1] if before else None


def _is_whole(sentence: Sentence, name: EntityMention) -> bool:
    """Whether the name is no part of another's: not "the union's board", "the VA inspector"."""
    _, last = sentence.tokens_in(name.start, name.end)
    behind = sentence.tokens[last] if last < len(sentence.tokens) else None
    return behind is None or not (behind.tag.startswith("NN") or behind.tag == "POS")


def _verbs(sentence: Sentence, start: int, end: int) -> int:
    """How many finite verbs stand there."""
    return sum(start <= token.start and token.end <= end and token.tag in _FINITE for token in sentence.tokens)
