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
_FURTHER = re.compile(
    r"\b(?:once|previous|previously|earlier|former|since|ago|repeatedly|consistently|frequently|often|always|ever|long"
    r"|longtime|ongoing|usually|traditionally|last(?![ -]minute)|decades?|anniversary|then-\w+|at (?:the|that) time"
    r"|back then|years?|months?|(?:for|over|during|in|recent|several|many|few|past) (?:\w+ ){0,2}(?:weeks?|days)"
    r"|(?:many|several|multiple|three|four) (?:times|occasions)|office)\b"
)
_SOME_TIME = re.compile(r"\b(?:decades?|years?|months?|weeks?) (?:after|before|since|of)\b[^;.]*\Z")
_PERFECT = re.compile(r"(?:\b(?:has|have)|['’]ve)\s+(?:[\w-]+\s+){0,3}\Z")
_HAD = re.compile(r"\bhad\b")
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells?|announc\w+|confirm\w+|report(?:ed|s|ing)|added|tweeted|reveal\w+|claim\w+"
    r"|stat(?:ed|es|ing)|declared?|acknowledg\w+|admit\w+|denie[ds]|denying|disclosed)\b[^.;]*\Z"
)  # "said that it had seized a tanker": the past of the saying
_AFTER = re.compile(r"(?<!hours )(?<!day )(?<!minutes )(?<=[\w,] )\b(?:after|once|because|since)\s+\Z")
_WHICH = re.compile(r"\b(?:who|which|that|whom|when|where)\s+\Z")
_OPENS = re.compile(r"(?:(?:after|once|because|since|who|which|that|whom|when|where)\s+)?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SITTINGS = frozenset({
    "meeting", "talk", "round", "negotiation", "summit", "session", "sitting", "consultation", "conference",
    "discussion", "dialogue", "dialog", "contact", "gathering", "call", "speech", "address", "visit", "trip",
    "conversation", "lunch", "dinner", "briefing", "hearing",
})  # fmt: skip
WEEK = timedelta(days=5)  # of work
_SINCE = re.compile(r"\bsince\s[^,;:.“”\"]*\Z")
_BEFORE = 8  # characters that hold the word before a day
_NOUN = re.compile(r"\s+(?:[a-z]+(?:\s+[a-z]+)?)")
_OF_WHAT = re.compile(r"\b(?:the|a|an|his|her|its|their|that|this|['’]s)\s+\Z")


def tells_back(reading: Reading, mention: EventMention) -> bool:
    """Whether words put it further back: "had", "last year", "has repeatedly"; or its sentence's days do."""
    return _WORDS.search(reading.report.text, mention.start, mention.end) is not None or _long_ago(reading, mention)


def lies_back(reading: Reading, mention: EventMention) -> bool:
    """Whether what is told further down, without a day, may be older than the report's news.

    There a perfect ("has arrested"), what somebody recounts in quotation marks, what only says which thing is meant
    ("who had fled", "after they scrapped the deal"), what is named and no sitting ("the invasion"), and what follows on
    a day of the week before are background as often as not.
    """
    text, published, at = reading.report.text, reading.report.published, mention.trigger.start
    if mention.status not in {"held", "under-way"} or {"historical", "future"} & set(mention.flags):
        return True
    if published is None or _FURTHER.search(text, mention.start, mention.end) or _long_ago(reading, mention):
        return True
    if mention.statement is not None and reading.statements[mention.statement].kind == "direct":
        return True
    if not mention.told and not (mention.kind == "CONSULT" and mention.noun in _SITTINGS):
        return True
    place = max(0, bisect_right(reading.sentences, at, key=lambda s: s.start) - 1)
    start, opens = reading.sentences[place].start, _OPENS.match(text, mention.start)
    head = opens.end() if opens else mention.start
    if not _SAYING.search(text, start, mention.start) and (
        _HAD.search(text, mention.start, mention.end) or _WHICH.search(text, start, head)
    ):
        return True
    if _PERFECT.search(text, mention.start, at) or _SOME_TIME.search(text, start, at):
        return True
    if _AFTER.search(text, start, head) or _of_another_year(text, mention, published.latest.year):
        return True
    before = reading.sentences[max(0, place - 1)].start
    days = [t.latest for t in times_in(reading, before, at) if t.type in {"date", "time"} and t.latest is not None]
    return bool(days) and published.earliest - days[-1] > WEEK


def _of_another_year(text: str, mention: EventMention, year: int) -> bool:
    return any(int(found[0]) != year for found in _YEAR.finditer(text, mention.start, mention.end))


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
