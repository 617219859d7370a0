"""A document with what an encoder might have seen in it, given by the words.

A cue with "~" before it is linked to, but not seen as a cue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from sourcebook.model.report import ZoneKind
from sourcebook.read.document import Document, parse
from sourcebook.read.encoder.passages import passages_of
from sourcebook.read.encoder.seen import SeenLink, SeenPassage, SeenSpan
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.encoder.wordpieces import WordPieces
from tests.read.saying import report

Said = tuple[str | None, str, Sequence[str]]  # source, cue, content pieces


class _Cut:
    ids = (7,)


class _OnePiece:
    def encode(self, sequence: str, *, add_special_tokens: bool) -> object:
        return _Cut()


def document(
    text: str, said: Sequence[Said], *, inner: Sequence[Said] = (), score: float = 0.9, kind: ZoneKind = "body"
) -> Document:
    """`text` parsed, with the contents of `said` (and, within them, `inner`) linked to their cues and sources."""
    parsed = parse(report(text, kind))
    numbered = ((s.paragraph, (s.index, [t.text for t in s.tokens])) for s in parsed.sentences)
    paragraphs = [[one for _, one in group] for _, group in groupby(numbered, key=lambda one: one[0])]
    passages = passages_of(paragraphs, WordPieces(_OnePiece()))
    offsets = [[(t.start, t.end) for t in s.tokens] for s in parsed.sentences]
    seen = []
    for passage in passages:
        words = [offsets[i][k] for i, first, last in passage.sentences for k in range(first, last)]
        sizes = tuple(last - first for _, first, last in passage.sentences)
        seen.append(_seen(text, words, sizes, {"content": said, "inner": inner}, score))
    return replace(parsed, sight=Sight(offsets, passages, seen))


def _seen(
    text: str,
    words: Sequence[tuple[int, int]],
    sizes: tuple[int, ...],
    heads: Mapping[str, Sequence[Said]],
    score: float,
) -> SeenPassage:
    spans: dict[str, list[SeenSpan]] = {name: [] for name in ("entity", "time", "content", "inner", "cue", "source")}
    links = []
    for head, said in heads.items():
        for source, cue, contents in said:
            how = _span(text, words, cue, score)
            by = _span(text, words, source, score) if source else None
            spans["cue"] += [how] if how and not cue.startswith("~") else []
            spans["source"] += [by] if by else []
            for content in contents:
                what = _span(text, words, content, score)
                if what is None:
                    continue
                spans[head].append(what)
                links += [SeenLink("said_how", what.first, how.first, score)] if how else []
                links += [SeenLink("said_by", what.first, by.first, score)] if by else []
    return SeenPassage(
        sentences=sizes,
        tags=(),
        relations=(),
        heads=(),
        spans={name: tuple(sorted(set(found), key=lambda s: s.first)) for name, found in spans.items()},
        triggers=(),
        links=tuple(sorted(links, key=lambda link: link.word)),
        vectors=np.zeros((len(sizes), 384), np.float32),
    )


def _span(text: str, words: Sequence[tuple[int, int]], part: str, score: float) -> SeenSpan | None:
    part = part.removeprefix("~")
    start = text.index(part)
    inside = [i for i, (a, b) in enumerate(words) if a >= start and b <= start + len(part)]
    return SeenSpan(inside[0], inside[-1] + 1, "", score) if inside else None
