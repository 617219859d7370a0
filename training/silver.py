"""Labels that the rules are certain of, on unlabelled news: what is plain teaches the encoder what isn't.

Names: those of gazetteers, persons by title or given name, and their surnames alone; every other capitalised word is
ignored. Times: those with a value. Reported speech: paragraphs that are one direct quotation with its speaker and
cue, whole. Precision was measured on UNER English-PUD and wikigold by kind of evidence (see CORPORA.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.lexicon.names import is_given_name
from sourcebook.model import Statement, TimeExpression
from sourcebook.read.document import Document, lines_of
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.entities import find_entities
from sourcebook.read.name_span import LIKELY, SURE, NameSpan
from sourcebook.read.name_spans import find_spans
from sourcebook.read.name_words import words_of
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times
from training.examples import Example, Labelled, Span, repair
from training.names import is_plain, labelled, told_otherwise
from training.rules import document_of

WEIGHT = 0.3
_PARTIES = ("Democrats", "Republicans", "Conservatives", "Liberals", "Greens", "Muslims", "Christians", "Jews")
_MOST_CHARS = 4000  # of a report: its beginning, cut at a line's end
_KNOWN = frozenset({"country", "demonym", "capital", "region", "institution", "city", "town", "site"})
_OBJECTS = 0.6  # the encoder's probability of another name from which on it objects
_MARKS = frozenset('“”"')
_UNSURE_TIMES = frozenset({"now", "may", "second", "march", "fall", "spring", "today", "once", "former"})


def chosen(reports: Iterable[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """`most` reports at most, each outlet giving as equally many as it can, in an order that only ids decide."""
    by_outlet: dict[str, list[dict[str, Any]]] = {}
    for report in sorted(reports, key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest()):
        by_outlet.setdefault(report["outlet"], []).append(report)
    taken: list[dict[str, Any]] = []
    turn = 0
    while len(taken) < most and any(len(found) > turn for found in by_outlet.values()):
        taken += [found[turn] for _, found in sorted(by_outlet.items()) if len(found) > turn]
        turn += 1
    return taken[:most]


def silver(report: dict[str, Any], encoder: Encoder | None = None) -> Iterator[Example]:
    """The report's beginning with names and times, and its plain quotations a paragraph each.

    With an encoder of an earlier training, a name on which it and the rules agree is certain too.
    """
    text = _beginning(report["text"])
    document = document_of(text, name=report["id"], published=report["published"], encoder=encoder)
    times = find_times(document)
    names, unsure = _names(document)
    timed, untimed = _times(document.text, times)
    yield repair(
        Example(
            id=f"silver/{report['id']}",
            corpus="silver",
            genre="news",
            text=text,
            layers=frozenset({"entity", "time"}),
            spans={"entity": names, "time": timed},
            ignore=[*unsure, *untimed],
            weight=WEIGHT,
        )
    )
    statements = find_statements(document, find_entities(document), times)
    yield from _quotations(report["id"], text, statements)


def _beginning(text: str) -> str:
    if len(text) <= _MOST_CHARS:
        return text
    stop = text.rfind("\n", 0, _MOST_CHARS)
    return text[: stop if stop > 0 else _MOST_CHARS]


def _names(document: Document) -> tuple[list[Labelled], list[Span]]:
    """What is certainly a name, and what may be one. A person's surname alone follows the full name."""
    text = document.text
    report_words = words_of(document)
    spans = find_spans(document, report_words)
    sight = document.sight
    seen = [] if sight is None else [(p.start, p.end, p.label, p.score) for p in sight.spans("entity")]
    sure: list[Labelled] = []
    unsure: list[Span] = [(a, b) for a, b, _, _ in seen if any(c.isupper() for c in text[a:b])]
    surnames = {text[s.start : s.end].split()[-1] for s in spans if _plainly_person(text, s)}
    for span in spans:
        written = text[span.start : span.end]
        follows = span.type == "person" and written in surnames
        if _is_certain(text, span, seen, follows=follows, alone=sight is None):
            sure.append((span.start, span.end, span.type))
        else:
            unsure.append((span.start, span.end))
    names, astray = labelled(text, sure)
    taken = [(a, b) for a, b, _ in names]
    doubted = [(a, b) for a, b in unsure if (a, b) not in taken]
    names = [n for n in names if n[2] != "group" or not any(a < n[1] and n[0] < b for a, b in doubted)]
    taken = [(a, b) for a, b, _ in names]
    silent = _silent(document, report_words.titled, alone=sight is None)
    return names, _outside([*unsure, *astray, *silent], taken)


def _is_certain(
    text: str, span: NameSpan, seen: list[tuple[int, int, str, float]], *, follows: bool, alone: bool
) -> bool:
    """Whether the rules' evidence is of a certain kind, or encoder and rules agree; never where the encoder objects."""
    over = [s for s in seen if s[0] < span.end and span.start < s[1]]
    if span.type == "person" and text[span.start : span.end].endswith(_PARTIES):
        return False
    if any((s[0], s[1], s[2]) == (span.start, span.end, span.type) for s in over):
        return True
    plain = _is_known(span, text[span.start : span.end]) or _plainly_person(text, span) or follows
    return plain and (alone or all(s[3] < _OBJECTS for s in over))


def _silent(document: Document, titled: list[bool], *, alone: bool) -> list[Span]:
    """Capitalised words that nothing takes for a name: doubtful where the rules read alone, and in headlines."""
    found = []
    for sentence in document.sentences:
        if not sentence.tokens or not (alone or titled[sentence.index]):
            continue
        found += [(t.start, t.end) for t in sentence.tokens[1:] if t.text[0].isupper() and not told_otherwise(t.text)]
        if sentence.tokens[0].tag.startswith("NNP"):
            found.append((sentence.tokens[0].start, sentence.tokens[0].end))
    return found


def _outside(spans: Iterable[Span], taken: list[Span]) -> list[Span]:
    return [(a, b) for a, b in spans if not any(c < b and a < d for c, d in taken)]


def _is_known(span: NameSpan, written: str) -> bool:
    known = span.known
    return known is not None and not span.part and known.kind in _KNOWN and not is_plain(written)


def _plainly_person(text: str, span: NameSpan) -> bool:
    if span.type != "person" or span.known is not None or not 2 <= span.last - span.first <= 3:
        return False
    return span.sure == SURE or (
        span.sure == LIKELY and is_given_name(text[span.start : span.end].split(maxsplit=1)[0])
    )


def _times(text: str, times: Iterable[TimeExpression]) -> tuple[list[Labelled], list[Span]]:
    sure, unsure = [], []
    for time in times:
        plain = time.value is not None and text[time.start : time.end].lower() not in _UNSURE_TIMES
        (sure if plain else unsure).append((time.start, time.end, time.type))
    return sure, [(a, b) for a, b, _ in unsure]


def _quotations(name: str, text: str, statements: tuple[Statement, ...]) -> Iterator[Example]:
    """Paragraphs of which every letter belongs to one direct statement, its speaker or its cue."""
    lines = lines_of(text, 0, len(text))
    for statement in statements:
        speaker, cue = statement.speaker, statement.cue
        if statement.kind != "direct" or speaker is None or cue is None or cue.end - cue.start < 3:
            continue
        parts = [_with_marks(text, p.start, p.end) for p in statement.content]
        spans = [*parts, (speaker.start, speaker.end), (cue.start, cue.end)]
        line = next((x for x in lines if all(x[0] <= a and b <= x[1] for a, b in spans)), None)
        if line is None or _others(line, statement, statements) or _letters(text, [line]) > _letters(text, spans):
            continue
        yield repair(_quotation(f"silver/{name}-{line[0]}", text, line, spans))


def _with_marks(text: str, start: int, end: int) -> Span:
    """The quoted words with their quotation marks, as PolNeAR has them."""
    while start > 0 and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and (text[end] in _MARKS or (text[end] in ",.?!" and text[end + 1 : end + 2] in _MARKS)):
        end += 1
    return start, end


def _letters(text: str, spans: Iterable[Span]) -> int:
    return sum(c.isalnum() for a, b in spans for c in text[a:b])


def _quotation(name: str, text: str, line: Span, spans: list[Span]) -> Example:
    start = line[0]
    *parts, source, cue = [(a - start, b - start) for a, b in spans]
    return Example(
        id=name,
        corpus="silver",
        genre="news",
        text=text[slice(*line)],
        layers=frozenset({"content", "cue", "source", "said_by", "said_how"}),
        spans={
            "content": [(a, b, "") for a, b in parts],
            "source": [(*source, "")],
            "cue": [(*cue, "")],
        },
        links=[link for a, _ in parts for link in (("said_by", a, source[0]), ("said_how", a, cue[0]))],
        weight=WEIGHT,
    )


def _others(line: Span, statement: Statement, statements: Iterable[Statement]) -> bool:
    return any(s is not statement and p.start < line[1] and line[0] < p.end for s in statements for p in s.content)
