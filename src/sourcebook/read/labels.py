"""Speech that the layout attributes: "“...” ― Name" and the speakers' labels of interviews and transcripts.

Paragraph patterns; no cue verb is needed. A label counts only where the report uses the form more than once, so that
"Update: ..." and "Geneva: ..." stay what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sourcebook.model import EntityMention, Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.document import Sentence
from sourcebook.read.interviews import Interview, interview_above
from sourcebook.read.quotes import Paragraph

_NAME = r"[A-Z][\w.’'-]*(?:[ \t](?:[A-Z][\w.’'-]*|of|de|al|van|von|bin|the)){0,5}"
_SIGNATURE = re.compile(rf"(?<=[”\"»’'])[ \t]*(?P<dash>[—–―]|--?)[ \t]*(?P<name>{_NAME})(?:,[^.!?\n]{{0,80}})?[.]?\Z")
_LABEL = re.compile(rf"[“\"]?(?P<name>{_NAME})(?:[ \t]*\([^)\n]{{1,40}}\))?:[ \t]+(?=\S)")
_INITIAL = re.compile(r"(?P<name>Q|A)\.[ \t]+(?=\S)")  # "Q. Will you go? A. I have been invited."
_QUESTIONS = frozenset({"q", "question", "a", "answer", "reporter", "moderator", "journalist"})
_ANSWERS = frozenset({"a", "answer"})
_DASH = re.compile(r"[–—―-][ \t\u00a0]*")
_DASHED = re.compile(r"[,.!?…][ \t\u00a0]*[–—―-][ \t\u00a0]+(?P<clause>[a-z])")
_HELPING = frozenset({"has", "have", "had", "was", "is"})
_HELPED = 2  # words in which the verb behind a dash stands
_MANY = 2  # labelled paragraphs that make a transcript


def labelled(
    text: str, lines: Sequence[Paragraph], sentences: Sequence[Sentence], mentions: Sequence[EntityMention] = ()
) -> dict[int, Attribution]:
    """Attributions by layout, by the number of their paragraph; `mentions`: names, for who answers in an interview."""
    first: dict[int, int] = {}
    for sentence in sentences:
        first.setdefault(sentence.paragraph, sentence.index)
    labels = {n: m for n, line in enumerate(lines) if (m := _label_of(text, line)) is not None}
    used = Counter(m["name"] for m in labels.values())
    transcript = sum(used[name] >= _MANY and _is_label(name) for name in used) >= _MANY
    spoken = [n for n, m in labels.items() if used[m["name"]] >= _MANY and _is_label(m["name"])]
    interview = interview_above(text, lines[min(spoken)].start, mentions) if transcript else None
    found = {}
    for number, line in enumerate(lines):
        label = labels.get(number)
        if label is not None and transcript and _is_label(label["name"]):
            found[number] = _label(label, line, first[number], interview)
            continue
        signed = _SIGNATURE.search(text, max(line.start, line.end - 160), line.end)
        if signed is not None:
            found[number] = _signature(signed, first[number])
    return found


def dashed(
    text: str, lines: Sequence[Paragraph], sentences: Sequence[Sentence], mentions: Sequence[EntityMention]
) -> dict[int, Attribution]:
    """Speech between dashes and who said it, whatever the verb, by paragraph: "- They punish us, - considers Ove Lund".

    Russian, Ukrainian and others write speech so; translators keep the dashes and the order of words.
    """
    found = {}
    for number, line in enumerate(lines):
        for match in _DASHED.finditer(text, line.start, line.end) if text[line.start] in "-–—―" else ():
            one = _dashed(match, line, sentences, mentions)
            if one is not None:
                found[number] = one
                break
    return found


def _dashed(
    match: re.Match[str], line: Paragraph, sentences: Sequence[Sentence], mentions: Sequence[EntityMention]
) -> Attribution | None:
    """The attribution behind a second dash, if a verb opens it and somebody is named in it."""
    at = match.start("clause")
    sentence = next((s for s in sentences if s.start <= at < s.end), None)
    tokens = [t for t in sentence.tokens if t.start >= at] if sentence is not None else []
    verb = next((t for t in tokens[:_HELPED] if t.lower not in _HELPING), None)
    if sentence is None or verb is None or verb.tag not in {"VBD", "VBZ", "VBN"}:
        return None
    end = next((t.start for t in tokens if t.text in {",", "."} or t.lower == "who"), sentence.end)
    named = [m for m in mentions if verb.end < m.start and m.end <= end and m.type in {"person", "organisation"}]
    people = [m for m in named if m.type == "person"] or named
    opening = _DASH.match(match.string, line.start)
    if not people or opening is None:
        return None
    return Attribution(
        sentence=sentence.index,
        cue=Span(start=verb.start, end=verb.end),
        clause=Span(start=at, end=end),
        lemma=verb.lemma,
        source=Span(start=people[-1].start, end=people[-1].end),
        content=(Span(start=opening.end(), end=match.start()),),
        speech=True,
        follows=True,
    )


def _is_label(name: str) -> bool:
    return name.isupper() or len(name.split()) > 1 or name.lower() in _QUESTIONS


def _label_of(text: str, line: Paragraph) -> re.Match[str] | None:
    return _LABEL.match(text, line.start, line.end) or _INITIAL.match(text, line.start, line.end)


def _label(match: re.Match[str], line: Paragraph, sentence: int, interview: Interview | None) -> Attribution:
    name = Span(start=match.start("name"), end=match.end("name"))
    low = match["name"].lower()
    source = None if low in _QUESTIONS else name
    carrier = None
    if interview is not None and (low in _ANSWERS or interview.who.of(match.string).lower().endswith(low)):
        source, carrier = interview.who, interview.medium
    return Attribution(
        sentence=sentence,
        cue=Span(start=match.end("name"), end=match.end("name") + 1),
        clause=Span(start=name.start, end=match.end()),
        lemma=":",
        source=source,
        content=(Span(start=match.end(), end=line.end),),
        speech=True,
        carrier=carrier,
    )


def _signature(match: re.Match[str], sentence: int) -> Attribution:
    dash = Span(start=match.start("dash"), end=match.end("dash"))
    name = Span(start=match.start("name"), end=match.end("name"))
    return Attribution(
        sentence=sentence,
        cue=dash,
        clause=Span(start=dash.start, end=name.end),
        lemma="―",
        source=name,
        follows=True,
    )
