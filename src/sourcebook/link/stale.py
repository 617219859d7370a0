"""What a report tells is old, though it tells it without a day: such a clause is no news of the days before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import timedelta

from sourcebook.link.within import times_in
from sourcebook.model import EventMention, Reading, TimeExpression

OLD = timedelta(days=21)  # a sentence whose days all lie so far back tells of then
_WORDS = re.compile(
    r"\b(?:had|once|previous|previously|earlier|last|former|since|ago|years?|months?|weeks?"
    r"|repeatedly|consistently|frequently|often|always|ever|decades?|anniversary|twice|then-\w+"
    r"|at (?:the|that) time|back then|(?:many|several|multiple|three|four) (?:times|occasions))\b"
)
_SPEECH = re.compile(
    r"\b(?:repeatedly|consistently|frequently|often|always|anniversary|twice|once|years? ago|months? ago|long"
    r"|at (?:the|that) time|back then|(?:many|several|multiple|three|four) (?:times|occasions))\b"
)
_SINCE = re.compile(r"\bsince\s[^,;:.“”\"]*\Z")
_BEFORE = 8  # characters that hold the word before a day
_NOUN = re.compile(r"\s+(?:[a-z]+(?:\s+[a-z]+)?)")
_OF_WHAT = re.compile(r"\b(?:the|a|an|his|her|its|their|that|this|['’]s)\s+\Z")


def tells_back(reading: Reading, mention: EventMention) -> bool:
    """Whether words put it further back: "had", "last year", "has repeatedly"; or its sentence's days do."""
    return _WORDS.search(reading.report.text, mention.start, mention.end) is not None or _long_ago(reading, mention)


def said_before(reading: Reading, mention: EventMention) -> bool:
    """Whether what is done by saying it is told of more than one day, or of one long ago."""
    return _SPEECH.search(reading.report.text, mention.start, mention.end) is not None or _long_ago(reading, mention)


def _long_ago(reading: Reading, mention: EventMention) -> bool:
    """Whether all days of the sentence lie back, or the clause is one behind "since": "since the deal was signed"."""
    text, published = reading.report.text, reading.report.published
    at = mention.trigger.start
    place = bisect_right(reading.sentences, at, key=lambda s: s.start) - 1
    sentence = reading.sentences[max(place, 0)] if reading.sentences else None
    if sentence is None or not sentence.start <= at < sentence.end:
        return False
    if mention.told and _SINCE.search(text, sentence.start, at):
        return True
    if published is None or published.earliest is None:
        return False
    days = [t for t in times_in(reading, sentence.start, sentence.end) if t.type in {"date", "time"}]
    days = [t for t in days if t.latest is not None and not _of_a_noun(text, t)]
    days = [t for t in days if not _SINCE.search(text, sentence.start, t.start)]
    return bool(days) and all(t.latest is not None and published.earliest - t.latest > OLD for t in days)


def _of_a_noun(text: str, time: TimeExpression) -> bool:
    """Whether the day only tells which thing is meant: "the 2015 deal"."""
    before = text[max(0, time.start - _BEFORE) : time.start]
    return bool(_OF_WHAT.search(before)) and bool(_NOUN.match(text, time.end))
