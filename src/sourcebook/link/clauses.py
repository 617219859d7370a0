"""The clause in which a few words stand, as evidence: "the talks" alone shows nobody what is told of them."""

from __future__ import annotations

import re

from sourcebook.model import Reading, Span

BREAK = re.compile(r"[,;:()–—\n]\s*|\s(?P<word>(?:and|but|while|that|who|which|after|before|since|because|when)\s)")
"""What parts clauses; a word belongs to the clause behind it."""
_WIDE = 70  # code points to either side that are looked through


def clause_of(text: str, sentence: Span, words: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the sentence between breaks that holds the words, cut between words where it is long.

    >>> text = "The vote was close. She told reporters after the vote that it was over."
    >>> start, end = clause_of(text, Span(start=20, end=71), (45, 53))
    >>> text[start:end]
    'after the vote'
    """
    first, last = max(sentence.start, words[0] - _WIDE), min(sentence.end, words[1] + _WIDE)
    breaks = [m.start("word") if m["word"] else m.end() for m in BREAK.finditer(text, first, words[0] + 1)]
    breaks = [at for at in breaks if at <= words[0]]
    start = breaks[-1] if breaks else _between(text, first, words[0]) if first > sentence.start else first
    after = BREAK.search(text, words[1], last)
    end = after.start() if after else last
    if not after and last < sentence.end:
        end = max(words[1], text.rfind(" ", words[1], last))
    while end > words[1] and text[end - 1] in " .\n":
        end -= 1
    return start, end


def shown(reading: Reading, at: int, words: tuple[int, int]) -> tuple[int, int]:
    """The clause of words in sentence number `at`, without what tells of other events."""
    if not 0 <= at < len(reading.sentences):
        return words
    sentence = reading.sentences[at]
    if words[0] < sentence.start or words[1] > sentence.end:
        return words
    text = reading.report.text
    start, end = clause_of(text, sentence, words)
    for other in (mention.trigger for mention in reading.events):
        if start < other.end <= words[0]:
            start = min(words[0], other.end + 1)
        elif words[1] <= other.start < end:
            end = other.start
    return start, words[1] + len(text[words[1] : end].rstrip())


def _between(text: str, first: int, last: int) -> int:
    """The beginning of the first whole word from `first` on."""
    space = text.find(" ", first, last)
    return space + 1 if space >= 0 else last
