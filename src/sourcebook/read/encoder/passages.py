"""A document cut into passages, the pieces of text that the encoder reads at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat

import msgspec

from sourcebook.read.encoder.wordpieces import CLS, SEP, WordPieces, shapes_of

MOST_PIECES = 160  # of a passage, its first and last piece included; attention's cost grows with the square


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences read together, in word pieces.

    `sentences`: (index of the sentence, its first word, the word after its last) within the document's sentences;
    usually whole ones. `ids` and `shape` have a value a piece, `first` the piece index of each word's first piece,
    `bounds` the piece range [start, stop) of each sentence.
    """

    sentences: tuple[tuple[int, int, int], ...]
    ids: tuple[int, ...]
    shape: tuple[int, ...]
    first: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]


def passages_of(paragraphs: Iterable[Sequence[tuple[int, Sequence[str]]]], pieces: WordPieces) -> list[Passage]:
    """The passages of paragraphs, each given as its sentences: (index in the document, words).

    A paragraph of more than `MOST_PIECES` is cut between sentences, a sentence of more between words.
    """
    return [passage for paragraph in paragraphs for passage in _cut(paragraph, pieces)]


def _cut(paragraph: Sequence[tuple[int, Sequence[str]]], pieces: WordPieces) -> list[Passage]:
    passages: list[Passage] = []
    run: list[tuple[int, int, list[str], list[tuple[int, ...]]]] = []
    room = MOST_PIECES - 2
    for index, words in paragraph:
        for first, ids, size in _parts(pieces.ids_of(words)):
            if run and size > room:
                passages.append(_passage(run))
                run, room = [], MOST_PIECES - 2
            run.append((index, first, list(words[first : first + len(ids)]), ids))
            room -= size
    if run:
        passages.append(_passage(run))
    return passages


def _parts(ids: list[tuple[int, ...]]) -> list[tuple[int, list[tuple[int, ...]], int]]:
    """A sentence's words in parts that fit a passage, nearly always one part: its first word, words and size."""
    whole = sum(map(len, ids))
    if whole <= MOST_PIECES - 2:
        return [(0, ids, whole)] if ids else []
    parts: list[tuple[int, list[tuple[int, ...]], int]] = []
    start = size = 0
    for i, word in enumerate(ids):
        if size + len(word) > MOST_PIECES - 2:
            parts.append((start, ids[start:i], size))
            start, size = i, 0
        size += len(word)
    if start < len(ids):
        parts.append((start, ids[start:], size))
    return parts


def _passage(run: list[tuple[int, int, list[str], list[tuple[int, ...]]]]) -> Passage:
    shapes = shapes_of([word for _, _, words, _ in run for word in words])
    cut = [ids for _, _, _, words in run for ids in words]  # the ids of each word
    sizes = [len(ids) for ids in cut]
    starts = list(accumulate(sizes, initial=1))  # behind CLS; the piece index of each word's first piece
    bounds, at = [], 0
    for _, _, _, words in run:
        bounds.append((starts[at], starts[at + len(words)]))
        at += len(words)
    return Passage(
        sentences=tuple([(index, start, start + len(words)) for index, start, words, _ in run]),
        ids=(CLS, *chain.from_iterable(cut), SEP),
        shape=(0, *chain.from_iterable(map(repeat, shapes, sizes)), 0),
        first=tuple(starts[:-1]),
        bounds=tuple(bounds),
    )
