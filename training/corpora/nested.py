"""What A says that B said, made from PolNeAR, which marks the outermost speech alone.

Sentences that hold one statement in indirect speech, and others that hold none, are put into a statement of somebody
else's, found elsewhere in the corpus. The same files give the same examples.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcebook.read.document import lines_of, sentences_of
from training.corpora import polnear
from training.examples import Example, Span, repair

_MOST = 700  # examples of each sort
_SHORT, _LONG = 40, 260  # characters of a sentence that is put into another
_QUOTES = frozenset('“”"„«»')


@dataclass(frozen=True, slots=True)
class _Inside:
    """A sentence to be put into a statement: its text without the full stop, and the statement that it holds."""

    text: str
    content: Span | None
    source: int | None
    cue: int | None


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """A made sentence an example."""
    chance = random.Random(7)
    found = [one for example in polnear.read(shared, split=split) for one in _insides(example)]
    speakers = sorted({name for example in polnear.read(shared, split=split) for name in _speakers(example)})
    for sort in (True, False):
        chosen = [one for one in found if (one.content is not None) == sort]
        chance.shuffle(chosen)
        for number, inside in enumerate(chosen[:_MOST]):
            name = f"nested/{'deep' if sort else 'flat'}-{number}"
            yield repair(_put(name, inside, chance.choice(speakers), chance))


def _speakers(example: Example) -> Iterator[str]:
    """Sources that can speak at a sentence's start: a name, or "the ministry"."""
    for start, end, _ in example.spans["source"]:
        words = example.text[start:end].split()
        named = all(w[0].isupper() for w in words) or words[0].lower() == "the"
        if len(words) in {2, 3} and named and all(w.replace(".", "").replace("-", "").isalpha() for w in words):
            yield " ".join(words).replace("The ", "the ")


def _insides(example: Example) -> Iterator[_Inside]:
    text = example.text
    marks = [(a, b) for layer in ("content", "cue", "source") for a, b, _ in example.spans[layer]] + example.ignore
    for line in lines_of(text, 0, len(text)):
        for start, end in sentences_of(text, *line):
            sentence = text[start:end]
            if (
                not _SHORT <= len(sentence) <= _LONG
                or not sentence.endswith(".")
                or _QUOTES & set(sentence)
                or "''" in sentence
            ):
                continue
            here = [(a, b) for a, b in marks if a < end and start < b]
            if not here:
                yield _Inside(sentence[:-1], None, None, None)
            elif all(start <= a and b <= end for a, b in here) and len(here) == 3:
                yield from _telling(example, start, end)


def _telling(example: Example, start: int, end: int) -> Iterator[_Inside]:
    spans = {
        layer: [(a, b) for a, b, _ in example.spans[layer] if start <= a < end]
        for layer in ("content", "cue", "source")
    }
    if all(len(found) == 1 for found in spans.values()):
        (a, b), cue, source = spans["content"][0], spans["cue"][0][0], spans["source"][0][0]
        if example.text[a:b].count(" ") >= 3:  # not "agree with them"
            content = (a - start, min(b, end - 1) - start)
            yield _Inside(example.text[start : end - 1], content, source - start, cue - start)


def _put(name: str, inside: _Inside, speaker: str, chance: random.Random) -> Example:
    """The sentence as what the speaker says: behind or before the cue, or between quotation marks."""
    first = inside.text.split(maxsplit=1)[0]
    small = (
        inside.text[0].lower() + inside.text[1:] if first in {"The", "He", "She", "They", "A", "It"} else inside.text
    )
    big = speaker[0].upper() + speaker[1:]
    verb = chance.choice(["said", "said", "told reporters", "added", "claimed", "reported", "noted"])
    shape = chance.randrange(4)
    if shape == 0:
        return _built(
            name, inside, [("source", big), ("", " "), ("cue", verb), ("", " "), ("content", small), ("", ".")]
        )
    if shape == 1:
        lead = [("cue", "According to"), ("", " "), ("source", speaker), ("", ", ")]
        return _built(name, inside, [*lead, ("content", small), ("", ".")])
    if shape == 2:
        tail = [("", " "), ("source", speaker), ("", " "), ("cue", verb), ("", ".")]
        return _built(name, inside, [("content", f"“{inside.text},”"), *tail])
    tail = [("", ", "), ("source", speaker), ("", " "), ("cue", verb), ("", ".")]
    return _built(name, inside, [("content", inside.text), *tail])


def _built(name: str, inside: _Inside, pieces: list[tuple[str, str]]) -> Example:
    text = ""
    spans: dict[str, list[tuple[int, int, str]]] = {"content": [], "cue": [], "source": [], "inner": []}
    for layer, piece in pieces:
        if layer:
            spans[layer].append((len(text), len(text) + len(piece), ""))
        text += piece
    content, source, cue = (spans[layer][0][0] for layer in ("content", "source", "cue"))
    links = [("said_by", content, source), ("said_how", content, cue)]
    at = content + (text[content] == "“")
    if inside.content is not None and inside.source is not None and inside.cue is not None:
        a, b = inside.content
        spans["inner"] = [(at + a, at + b, "")]
        if at + a != content:  # one word can belong to one source only
            links += [("said_by", at + a, at + inside.source), ("said_how", at + a, at + inside.cue)]
    return Example(
        id=name,
        corpus="nested",
        genre="news",
        text=text,
        layers=frozenset({"content", "inner", "cue", "source", "said_by", "said_how"}),
        spans=spans,
        links=links,
        weight=0.5,
    )
