"""Statements: what the report says that somebody said, with speaker, carrier and day.

One statement an attribution: a sentence that quotes a few words within indirect speech gives one mixed statement that
holds both. Quotations (quotes.py) and attributions (attribution.py, attribution_phrases.py) are found apart, joined in
speech.py and named in speakers.py and via.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from sourcebook.model import Span, StatementMention, TimeExpression
from sourcebook.read.attribution import Attribution
from sourcebook.read.attributions import find_attributions
from sourcebook.read.cues import word_set
from sourcebook.read.document import Document, Sentence
from sourcebook.read.hearers import Hearers
from sourcebook.read.media_voices import MediaVoices
from sourcebook.read.passed_on import described, go_between, passed_on
from sourcebook.read.quotes import Paragraph, find_quotes
from sourcebook.read.shows import titled_show
from sourcebook.read.speakers import Names, Speakers, Voice
from sourcebook.read.speech import Utterance, kind_of, weave
from sourcebook.read.via import Carriers, other_occasion
from sourcebook.read.vouched import vouched, without

_CITING = re.compile(r"[\s,]*(?:\w+\s+)?(?:citing|quoting)\s+", re.IGNORECASE)
_CITING_BETWEEN = re.compile(r",\s*(?:citing|quoting)\s+(?P<who>[^,“”\"\n]{2,80}),\s*(?:\w+\s+)?")
_CITING_FIRST = re.compile(r"(?:Citing|Quoting)\s+(?P<who>[^,“”\"\n]{2,80}),\s*")
_QUOTES = re.compile(r"(?:quot|cit)(?:es|ed|e)\Z|\Ahas\Z")
_QUOTED = re.compile(r"\s+(?P<who>(?:[A-Z][\w’'-]*\s?)+)(?=[.:,]|\s*saying\b|\s*\Z)")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"[,”\"’\s]*(?P<who>[^,“”\"\n]{2,80}?)\s+(?:has\s+|had\s+)?(?:said|says|added|stated)(?:\s[^,“”\"\n]{1,40})?,\s*"
)
_SIGNED = re.compile(r"[ \t]*[-–—―][ \t]*(?P<name>[^\n(]{2,80}?)[ \t]*\(@\w+\)[ \t]*(?P<date>[^\n]{0,40})")
# A post that its page runs into one line with its signature: "We shall see! — Orla Venn (@orlavenn) March 5, 2019".
_POSTED = re.compile(
    r"(?P<words>(?!\.?@)\S[^\n]{10,700}?)(?:\s+(?:https?://|pic\.twitter\.com/)\S+)*"
    r"[ \t]+[-–—―][ \t]+(?P<name>[^\n(—–:/]{2,60}?)[ \t]*\(@\w+\)[ \t]*(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})"
)
_CITED_END = re.compile(r"[,;:]|[.?!][”\"’']?\s*\Z|\s(?:who|that|and\s+\w+ed)\s")
# What opens a sentence and tells where its speaker is heard: "Speaking on ABC’s “This Week,” the envoy said".
_OCCASION = re.compile(
    r"(?:(?:Speaking|Talking|Appearing|Writing|Asked|Pressed|Questioned|Interviewed)\s|"
    r"(?:In|On|During) (?:an?|his|her|its|their|the)\s(?:[\w-]+\s){0,4}?"
    r"(?:interview|appearance|statement|letter|op-ed|column|article|essay|post|video|message|comments|remarks|tweet)\s)"
    r"[^.;:\n]{2,}"
)
_ON_SHOW = re.compile(r"on\s+[“\"](?P<show>[^”\"\n]{3,60}?)[”\"](?:\s+\w+)?\s+that\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"\b(?:[A-Z][\w&’'-]*\s){1,4}\Z")
_GOES_ON = 1500  # characters in which "the official" is the one whom a medium was told to have heard
_CARRIER_REACH = 250  # characters behind cue or content in which its carrier is named


@dataclass(slots=True)
class _Occasion:
    """Where and when a speaker was last heard by a medium: it holds for what follows, until another is named."""

    via: tuple[str, ...] = ()
    days: tuple[TimeExpression, ...] = field(default_factory=tuple)


def find_statements(document: Document, cast: Names, times: Sequence[TimeExpression]) -> tuple[StatementMention, ...]:
    """The statements of a report, sorted by their first offset: by the encoder and rules, or by rules alone.

    Spans count in `document.text`; quotation marks stand outside content that is wholly quoted. `earliest`, `latest`
    are the days named beside the cue, else the publication interval, None where that is unknown.
    """
    lines = paragraphs(document)
    quotes = find_quotes(document.text, lines)
    posts = _posts(document, lines)
    found = find_attributions(document, lines, quotes, times, cast)
    woven = weave(document.text, lines, quotes, [s.span for s in document.sentences], found)
    said = [u for u in woven if u.paragraph not in posts]
    ledger = _Ledger(document, cast, times)
    made = [ledger.statement(u) for u in said]
    made += [ledger.post(lines, body, signature) for signature, body in sorted(set(posts.values()))]
    made = passed_on(one_each(full(made, document.text)), document.text, ledger.carriers.named)
    return tuple(sorted(made, key=lambda s: (s.content[0].start, s.content[-1].end, s.kind)))


def full(made: Sequence[StatementMention], text: str) -> list[StatementMention]:
    """The statements without stretches of their content that say nothing: the "that" and "which" of a torn clause.

    Of 5,703 statements of 158 reports 191 had such a stretch beside others, and 30 nothing else.
    """
    found = []
    for mention in made:
        told = tuple(s for s in mention.content if mention.kind == "direct" or not _is_empty(s.of(text)))
        if told == mention.content:
            found.append(mention)
        elif told:
            found.append(msgspec.structs.replace(mention, content=told))
    return found


def _is_empty(words: str) -> bool:
    return word_set("content", "empty").issuperset(_WORD.findall(words.lower()))


def one_each(made: Sequence[StatementMention]) -> list[StatementMention]:
    """One statement for the same words: who is said to speak within a long quotation hasn't spoken all of it."""
    by_content: dict[tuple[Span, ...], list[StatementMention]] = {}
    for mention in made:
        by_content.setdefault(mention.content, []).append(mention)
    return [_best(same) if len(same) > 1 else same[0] for same in by_content.values()]


def _best(same: Sequence[StatementMention]) -> StatementMention:
    """The one that has its cue outside the words; where none has, they are nobody's that is named."""
    best = min(same, key=_rank)
    if not _cued_within(best):
        return best
    return msgspec.structs.replace(best, cue=None, speaker=None, speaker_name=None, via=(), level=1)


def _rank(mention: StatementMention) -> tuple[bool, bool, int, int]:
    """Which of the statements of the same words is believed: the smallest."""
    at = mention.cue.start if mention.cue is not None else 0
    return _cued_within(mention), mention.speaker_name is None, mention.level, at


def _cued_within(mention: StatementMention) -> bool:
    cue = mention.cue
    return cue is not None and any(s.start <= cue.start and cue.end <= s.end for s in mention.content)


def paragraphs(document: Document) -> list[Paragraph]:
    """The document's paragraphs as the quotation rules want them; their index is `Sentence.paragraph`."""
    found: list[Paragraph] = []
    for sentence in document.sentences:
        if sentence.paragraph == len(found):
            found.append(Paragraph(start=sentence.start, end=sentence.end, zone=sentence.zone))
        else:
            found[-1] = Paragraph(start=found[-1].start, end=sentence.end, zone=sentence.zone)
    return found


def _posts(document: Document, lines: Sequence[Paragraph]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Embedded posts by the paragraphs that they take: the signature's paragraph, and those of their text."""
    found: dict[int, tuple[int, tuple[int, ...]]] = {}
    for number, line in enumerate(lines):
        if "(@" not in document.text[line.start : line.end]:
            continue
        whole = _POSTED.fullmatch(document.text, line.start, line.end)
        if whole is not None and "(@" not in whole["words"] and "://" not in whole["words"]:
            found[number] = number, (number,)
            continue
        if not _SIGNED.fullmatch(document.text, line.start, line.end) or number == 0:
            continue
        first = number - 1
        while first > 0 and lines[first - 1].zone == "embed" == line.zone and first - 1 not in found:
            first -= 1
        body = tuple(range(first, number))
        for taken in (*body, number):
            found[taken] = (number, body)
    return found


class _Ledger:
    """Turns utterances into statements, in text order."""

    def __init__(self, document: Document, cast: Names, times: Sequence[TimeExpression]) -> None:
        self.document, self.text, self.cast, self.times = document, document.text, cast, times
        self.speakers = Speakers(document, cast)
        self.carriers = Carriers(document, cast.mentions)
        self.hearers = Hearers(document, self.carriers)
        self.media = MediaVoices(document, cast.mentions, self.carriers)
        self.occasions: dict[str, _Occasion] = {}
        self.unnamed: tuple[Span, tuple[str, ...]] | None = None  # who was heard last without a name, and by whom

    def statement(self, said: Utterance) -> StatementMention:
        """The statement that an utterance makes."""
        said = self._behind_show(said)
        voice = self.speakers.voice_of(said)
        origin = said.origin
        around = self._around(said)
        via = self.carriers.of(around, spoken=bool(said.spoken), own=origin.source if origin else None)
        via = via or self._handed_on(voice, around) or self.hearers.of(said, voice.name)
        if origin is not None and origin.carrier is not None:
            via = tuple(dict.fromkeys((*self._passed_on(origin), *via)))
        if origin is not None and origin.source is not None and origin.level == 1:
            voice, via = self._cited(origin, voice, via)
        if voice.name is None and voice.span is not None and not via:
            voice = Voice(voice.span, self.media.name(voice.span))
        days = self._days(origin)
        if voice.name is None and via and voice.span is not None:
            self.unnamed = voice.span, via
        via, days = self._occasion(voice, via, days, " ".join(s.of(self.text) for s in around))
        published = self.document.report.published
        earliest = days[0].earliest if days else published.earliest if published else None
        latest = days[0].latest if days else published.latest if published else None
        content, via = self._vouched(said, voice, via)
        return StatementMention(
            kind=kind_of(self.text, said),
            content=content,
            speaker=voice.span,
            speaker_name=voice.name,
            cue=origin.cue if origin is not None else None,
            via=via,
            earliest=earliest,
            latest=latest,
            level=origin.level if origin is not None else 1,
        )

    def _behind_show(self, said: Utterance) -> Utterance:
        """What is said, without the show on which it was: "said on “This Week” that it was over"."""
        first = said.content[0]
        match = _ON_SHOW.match(self.text, first.start, first.end)
        if match is None or titled_show(self.text, match.start("show"), match.end("show")) is None:
            return said
        return replace(said, content=[Span(start=match.end(), end=first.end), *said.content[1:]])

    def _heard_on(self, span: Span | None) -> tuple[str, ...]:
        """Who hears "the official" go on, of whom it was told that a medium heard him; nobody, if another speaks."""
        if span is None or self.unnamed is None:
            return ()
        heard, by = self.unnamed
        again = span.of(self.text).lower().split()
        before = heard.of(self.text).lower().split()
        same = len(again) > 1 and again[0] == "the" and (again[1:] == before[1:] or again[1:] == before[-1:])
        if not same or span.start - heard.start > _GOES_ON:
            self.unnamed = None
            return ()
        return by

    def _vouched(self, said: Utterance, voice: Voice, via: tuple[str, ...]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        """What is said and through whom, where somebody unnamed at the sentence's end vouches for it."""
        content, origin = tuple(said.content), said.origin
        closing = self.document.sentence_at(content[-1].end - 1)
        if origin is None or origin.source is None or voice.name is None or closing is None:
            return content, via
        found = vouched(self.text, max(closing.start, origin.cue.end), closing.end)
        if found is None or found.at < origin.source.end or found.at <= content[0].start:
            return content, via
        if said.quoted and content[-1].end > found.at:
            return content, via
        others = (name for name in via if name not in found.who)
        return without(content, self.text, found.at), tuple(dict.fromkeys((*others, found.who)))

    def post(self, lines: Sequence[Paragraph], body: Sequence[int], number: int) -> StatementMention:
        """The statement that an embedded post makes: its text is its author's direct speech."""
        line = lines[number]
        whole = _POSTED.fullmatch(self.text, line.start, line.end) if number in body else None
        match = whole or _SIGNED.fullmatch(self.text, line.start, line.end)
        span = Span(start=match.start("name"), end=match.end("name")) if match else Span(start=line.start, end=line.end)
        sentence = self.document.sentence_at(span.start) or self.document.sentences[0]
        words = [Span(start=lines[n].start, end=lines[n].end) for n in body]
        if whole is not None:
            words = [Span(start=whole.start("words"), end=whole.end("words"))]
        days = [t for t in self.times if line.start <= t.start < line.end and t.earliest is not None]
        published = self.document.report.published
        return StatementMention(
            kind="direct",
            content=tuple(words),
            speaker=span,
            speaker_name=self.cast.resolve(span, sentence),
            earliest=days[0].earliest if days else published.earliest if published else None,
            latest=days[0].latest if days else published.latest if published else None,
        )

    def _around(self, said: Utterance) -> list[Span]:
        """The words beside an utterance that may name its carrier: its attribution clause and the sentence's rest."""
        origin = said.origin
        places = []
        if origin is not None:
            start, end = min(origin.clause.start, origin.cue.start), max(origin.clause.end, origin.cue.end)
            sentence = self.document.sentences[origin.sentence]
            places.append(Span(start=start, end=min(self._next_content(said, end, sentence), end + _CARRIER_REACH)))
            opened = _OCCASION.match(self.text, sentence.start, start)
            if opened is not None and not any(s.start < opened.end() for s in said.content):
                places.append(Span(start=sentence.start, end=opened.end()))
        last = said.content[-1].end
        closing = self.document.sentence_at(last - 1)
        if closing is not None and closing.end > last:
            places.append(Span(start=last, end=min(closing.end, last + _CARRIER_REACH)))
        return places

    def _next_content(self, said: Utterance, after: int, sentence: Sentence) -> int:
        starts = [s.start for s in said.content if s.start >= after]
        return min([*starts, sentence.end])

    def _cited(self, origin: Attribution, voice: Voice, via: tuple[str, ...]) -> tuple[Voice, tuple[str, ...]]:
        """ "X reported, citing officials": the officials speak, X carried it."""
        source = origin.source
        match = _CITING.match(self.text, origin.clause.end)
        if match is None and source is not None:
            quoted = self._quoted(origin, source)
            return self._reported(origin, source, voice, via) if quoted is None else quoted
        if match is None or source is None:
            return voice, via
        sentence = self.document.sentences[origin.sentence]
        stop = _CITED_END.search(self.text[: sentence.end], match.end())
        cited = Span(start=match.end(), end=stop.start() if stop else sentence.end)
        carrier = self.carriers.named(source)
        if cited.end <= cited.start or carrier is None:
            return voice, via
        return Voice(cited, self.cast.resolve(cited, sentence)), (carrier, *(v for v in via if v != carrier))

    def _quoted(self, origin: Attribution, source: Span) -> tuple[Voice, tuple[str, ...]] | None:
        """ "The Post, citing officials, reported", "Citing officials, the Post said", "the Post quotes Venn: “...”"."""
        sentence = self.document.sentences[origin.sentence]
        cue = origin.cue
        match = (
            _CITING_BETWEEN.fullmatch(self.text, source.end, max(source.end, cue.start))
            or _CITING_FIRST.fullmatch(self.text, sentence.start, max(sentence.start, source.start))
            or (_QUOTES.search(self.text, cue.start, cue.end) and _QUOTED.match(self.text, cue.end, sentence.end))
        )
        carrier = self.carriers.named(source) if match else None
        if not match or carrier is None:
            return None
        who = Span(start=match.start("who"), end=match.end("who"))
        name = self.cast.resolve(who, sentence)
        return (Voice(who, name), (carrier,)) if name != carrier else None

    def _reported(
        self, origin: Attribution, source: Span, voice: Voice, via: tuple[str, ...]
    ) -> tuple[Voice, tuple[str, ...]]:
        """ "S, X said, Y reported": X speaks, the medium Y carried it."""
        if not origin.follows or not origin.content:
            return voice, via
        between = _SAID_BEFORE.fullmatch(self.text, origin.content[-1].end, min(source.start, origin.cue.start))
        carrier = self.carriers.named(source) if between is not None else None
        if between is None or carrier is None:
            return voice, via
        who = Span(start=between.start("who"), end=between.end("who"))
        name = self.cast.resolve(who, self.document.sentences[origin.sentence])
        return (Voice(who, name), (carrier, *(v for v in via if v != carrier))) if name is not None else (voice, via)

    def _handed_on(self, voice: Voice, around: Sequence[Span]) -> tuple[str, ...]:
        """Who passed the words on for the speaker: "through her lawyer", "in a statement read out by an aide"."""

        def named(span: Span) -> str | None:
            sentence = self.document.sentence_at(span.start)
            name = self.cast.resolve(span, sentence) if sentence is not None else None
            return name if name != voice.name else None

        name = go_between(around, self.text, named)
        return (name,) if name is not None else ()

    def _passed_on(self, origin: Attribution) -> tuple[str, ...]:
        """The name of who quoted the speaker: a medium, or a body that is named."""
        if origin.carrier is None:
            return ()
        sentence = self.document.sentences[origin.sentence]
        name = self.carriers.named(self._whole(origin.carrier, sentence))
        name = name or self.cast.resolve(origin.carrier, sentence) or described(origin.carrier.of(self.text))
        return (name,) if name is not None else ()

    def _whole(self, name: Span, sentence: Sentence) -> Span:
        """The name with the capitals before it: "South China" of "South China Morning Post"."""
        before = _CAPITALS.search(self.text[: name.start], sentence.start)
        return Span(start=before.start(), end=name.end) if before is not None else name

    def _days(self, origin: Attribution | None) -> tuple[TimeExpression, ...]:
        """The days named beside the cue."""
        if origin is None:
            return ()
        near = Span(start=min(origin.clause.start, origin.cue.start), end=max(origin.clause.end, origin.cue.end))
        return tuple(
            t
            for t in self.times
            if near.start <= t.start and t.end <= near.end and t.earliest is not None and t.type in {"date", "time"}
        )

    def _occasion(
        self, voice: Voice, via: tuple[str, ...], days: tuple[TimeExpression, ...], around: str
    ) -> tuple[tuple[str, ...], tuple[TimeExpression, ...]]:
        """Carry medium and day on from the speaker's last statement, or remember these for the next."""
        if voice.name is None:
            return via or self._heard_on(voice.span), days
        known = self.occasions.get(voice.name)
        if via or other_occasion(around):
            heard = () if _ACCORDING.search(around) else via
            self.occasions[voice.name] = _Occasion(heard, days)
            return via, days
        if known is None:
            return via, days
        elsewhen = bool(days and known.days and days[0].value != known.days[0].value)
        if elsewhen:
            self.occasions[voice.name] = _Occasion((), days)
            return via, days
        return known.via, days or known.days
