"""CoNLL-U treebanks as documents of words with offsets, and their layers laid over our own tokens."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.read.tokens import tokenise
from training.examples import Labelled, Span


@dataclass(frozen=True, slots=True)
class Word:
    """A treebank word: offsets, Penn tag, relation, the index of its head within the sentence (its own: the root)."""

    start: int
    end: int
    tag: str
    relation: str
    head: int


@dataclass(frozen=True, slots=True)
class Document:
    """A treebank document: running text, paragraphs on lines of their own, and its sentences' words."""

    id: str
    text: str
    sentences: list[list[Word]]


def documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file, gzip'd."""
    name, blocks = "", []
    for header, rows in _blocks(path):
        for line in header:
            if line.startswith("# newdoc"):
                if blocks:
                    yield _document(name, blocks)
                name, blocks = line.partition("=")[2].strip(), []
        blocks.append((any(line.startswith("# newpar") and "_block" not in line for line in header), rows))
    if blocks:
        yield _document(name, blocks)


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    header: list[str] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if line.startswith("#"):
                header.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield header, rows
                header, rows = [], []
    if rows:
        yield header, rows


def _document(name: str, blocks: list[tuple[bool, list[list[str]]]]) -> Document:
    text = ""
    sentences = []
    for new_paragraph, rows in blocks:
        if new_paragraph and text:
            text = text.rstrip() + "\n"
        text, words = _sentence(text, rows)
        sentences.append(words)
    return Document(name, text.rstrip(), sentences)


def _sentence(text: str, rows: list[list[str]]) -> tuple[str, list[Word]]:
    """The text with the sentence behind it, and its words; the parts of "don't" share out its letters."""
    plain = [row for row in rows if row[0].isdigit()]
    order = {row[0]: i for i, row in enumerate(plain)}
    spans: dict[str, Span] = {}
    inside = 0
    for row in rows:
        space = "" if "SpaceAfter=No" in row[9] else " "
        if "-" in row[0]:
            first, inside = map(int, row[0].split("-"))
            at, stop = len(text), len(text) + len(row[1])
            for k in range(first, inside + 1):
                end = stop if k == inside else min(stop, at + len(plain[order[str(k)]][1]))
                spans[str(k)] = (at, end)
                at = end
            text += row[1] + space
        elif row[0].isdigit() and int(row[0]) > inside:
            spans[row[0]] = (len(text), len(text) + len(row[1]))
            text += row[1] + space
    words = [Word(*spans[row[0]], row[4], row[7], order[row[6]] if row[6] != "0" else i) for i, row in enumerate(plain)]
    return text, words


@dataclass(frozen=True, slots=True)
class Laid:
    """Layers over our tokens: tags and relations of words, and head links."""

    tags: list[Labelled]
    relations: list[Labelled]
    links: list[tuple[str, int, int]]


def lay(text: str, words: Sequence[Word]) -> Laid:
    """The words' layers over our tokens of a sentence.

    A token of several words ("face-to-face") has the tag of its last, and the relation and head of the one whose head
    lies outside the token. A token that is only a part of a word has none.
    """
    laid = Laid([], [], [])
    kept = [w for w in words if w.end > w.start]
    if not kept:
        return laid
    tokens = tokenise(text, kept[0].start, kept[-1].end)
    holder = {w: next((t for t in tokens if t[0] <= w.start and w.end <= t[1]), None) for w in set(kept)}
    for token in tokens:
        inside = [i for i, w in enumerate(words) if w.end > w.start and holder[w] == token]
        if not inside:
            continue
        top = next((i for i in inside if words[i].head == i or words[i].head not in inside), inside[-1])
        laid.tags.append((*token, words[inside[-1]].tag))
        laid.relations.append((*token, words[top].relation))
        head = words[words[top].head]
        to = token if words[top].head == top else holder.get(head)
        if to is not None:
            laid.links.append(("head", token[0], to[0]))
    return laid


def moved(words: Sequence[Word], by: int) -> list[Word]:
    """The words with their offsets moved."""
    return [Word(w.start + by, w.end + by, w.tag, w.relation, w.head) for w in words]
