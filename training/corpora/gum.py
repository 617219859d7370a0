"""GUM, the openly licensed genres: names, dates, tags, relations and heads; what A says that B said.

GUM marks whole noun phrases; of those with a proper head the bare name is kept. It has dates, but no lengths of time,
so words that the rules take for a time and GUM is silent on are ignored. Its attribution is that of discourse units,
sparser than PolNeAR's, so only what is said within what is said is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training import syntax
from training.examples import Example, Labelled, Span, repair, rows
from training.names import is_day, is_plain, is_title, labelled
from training.rules import times_of
from training.syntax import Word
from training.timespans import settle

_KINDS = {"person": "person", "place": "place", "organization": "organisation"}
_INTO = frozenset(["of", "for", "and", "&", "the", "de"])
_RIGHT = frozenset(["flat", "compound", "nmod", "conj", "nummod", "appos", "fixed", "list", "goeswith", "nmod:desc"])


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """A document an example."""
    folder = shared / "corpora/gum"
    if not (folder / f"{split}.jsonl.gz").exists():
        return
    parsed = {document.id: document for document in syntax.documents(folder / f"gum-open-{split}.conllu.gz")}
    for row in rows(folder / f"{split}.jsonl.gz"):
        yield repair(_example(row, parsed[row["id"].rpartition("/")[2]]))


def _example(row: dict[str, Any], document: syntax.Document) -> Example:
    text = row["text"]
    sentences = [_placed(document, words, row, i) for i, words in enumerate(document.sentences)]
    laid = [syntax.lay(text, words) for words in sentences]
    names, doubtful = _names(row, sentences)
    names, astray = labelled(text, names)
    times, unsure = _times(row)
    return Example(
        id=row["id"],
        corpus="gum",
        genre=row["genre"],
        text=text,
        sentences=[(s["start"], s["end"]) for s in row["sentences"]],
        layers=frozenset({"head", "entity", "time", "inner"}),
        spans={"entity": names, "time": times, "inner": _inner(row)},
        words={
            "tag": [tag for one in laid for tag in one.tags],
            "relation": [relation for one in laid for relation in one.relations],
        },
        links=[link for one in laid for link in one.links],
        ignore=[*_free([*doubtful, *_unnamed(text, sentences)], names), *astray, *unsure],
    )


def _placed(document: syntax.Document, words: list[Word], row: dict[str, Any], index: int) -> list[Word]:
    """The sentence's words at the row's offsets."""
    at = row["sentences"][index]
    there = document.text[words[0].start : words[-1].end]
    if row["text"][at["start"] : at["end"]] != there:
        raise ValueError(f"{row['id']}: sentence {index} differs: {there!r}")
    return syntax.moved(words, at["start"] - words[0].start)


def _unnamed(text: str, sentences: Sequence[Sequence[Word]]) -> list[Span]:
    """Proper nouns that are no title, day or month: where GUM marks none of them as a name, it may have missed one."""
    return [
        (word.start, word.end)
        for words in sentences
        for word in words
        if _named(word) and word.relation != "nmod:desc" and not is_day(text[word.start : word.end])
    ]


def _free(spans: Sequence[Span], names: Sequence[Labelled]) -> list[Span]:
    return [(a, b) for a, b in spans if not any(c < b and a < d for c, d, _ in names)]


def _names(row: dict[str, Any], sentences: Sequence[Sequence[Word]]) -> tuple[list[Labelled], list[Span]]:
    """The bare names, outer ones first, and proper names of other kinds, which GUM marks in its own way."""
    names: list[Labelled] = []
    doubtful: list[Span] = []
    starts = [words[0].start for words in sentences]
    for entity in sorted(row["entities"], key=lambda e: (e["start"], -e["end"])):
        if not entity["proper"]:
            continue
        at = max(i for i, start in enumerate(starts) if start <= entity["start"])
        words = sentences[at]
        inside = [i for i, w in enumerate(words) if w.start >= entity["start"] and w.end <= entity["end"]]
        if not inside:
            continue
        found = _core(row["text"], words, inside, entity["raw"])
        if found is None or any(a < found[1] and found[0] < b for a, b, _ in names):
            continue
        kind = _KINDS.get(entity["raw"])
        if kind is None or (kind != "person" and is_plain(row["text"][slice(*found)])):
            if entity["raw"] != "time":
                doubtful.append(found)
        elif kind == "person" and all(w.tag == "NNPS" for w in words if found[0] <= w.start < found[1]):
            names.append((*found, "group"))
        elif kind == "person" and all(is_title(w) for w in row["text"][slice(*found)].split()):
            continue  # "the President"
        else:
            names.append((*found, kind))
    return names, doubtful


def _core(text: str, words: Sequence[Word], inside: list[int], raw: str) -> Span | None:
    """The run of proper nouns about the phrase's head, without titles; None where the head is none."""
    head = next((i for i in inside if words[i].head == i or words[i].head not in inside), inside[0])
    if words[head].tag not in {"NNP", "NNPS"}:
        return None
    first = head
    while first - 1 in inside and _goes_left(text, words, first - 1):
        first -= 1
    while first < head and not _named(words[first]):
        first += 1
    last = head
    while (reach := _right(text, words, inside, last, raw)) is not None:
        last = reach
    return words[first].start, words[last].end


def _named(word: Word) -> bool:
    return word.tag in {"NNP", "NNPS"}


def _goes_left(text: str, words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if word.relation == "nmod:desc":
        return False  # a title
    if _named(word) or (word.tag in {"JJ", "CD", "NN", "VBN", "VBG"} and text[word.start].isupper()):
        return True
    joins = word.tag in {"HYPH", "CC"} or text[word.start : word.end] in {"&", ".", "de", "of", "and"}
    return joins and i > 0 and _named(words[i - 1]) and words[i].relation != "cc"


def _right(text: str, words: Sequence[Word], inside: list[int], last: int, raw: str) -> int | None:
    """The next word of the name behind `last`, over "of the" and the like in names of bodies and places."""
    i = last + 1
    if i not in inside:
        return None
    if (_named(words[i]) or words[i].tag == "CD") and words[i].relation in _RIGHT:
        return i
    if words[i].tag == "HYPH" and i + 1 in inside and _named(words[i + 1]):
        return i + 1
    if raw == "person" or text[words[i].start : words[i].end] not in _INTO:
        return None
    while i in inside and text[words[i].start : words[i].end] in _INTO:
        i += 1
    return i if i in inside and _named(words[i]) and raw in {"organization", "place"} else None


def _times(row: dict[str, Any]) -> tuple[list[Labelled], list[Span]]:
    found = [(t["start"], t["end"], "time" if "T" in (t["value"] or "") else t["type"]) for t in row["times"]]
    times, doubtful = settle(row["text"], found)
    taken = [(a, b) for a, b, _ in times]
    silent = [
        (t.start, t.end)
        for t in times_of(row["text"], row["published"])
        if not any(a < t.end and t.start < b for a, b in taken)
    ]
    return times, [*doubtful, *silent]


def _inner(row: dict[str, Any]) -> list[Labelled]:
    """Content that lies within other content."""
    contents = sorted({(p["start"], p["end"]) for s in row["statements"] for p in s["content"]})
    inner = [(a, b) for a, b in contents if any((c, d) != (a, b) and c <= a and b <= d for c, d in contents)]
    return [(a, b, "") for a, b in inner if not any((c, d) != (a, b) and c <= a and b <= d for c, d in inner)]
