"""How a number is given: as a part of a whole, as a wish, as open to one side, or as what is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10

from sourcebook.link.figure_words import data
from sourcebook.model import Figure, Reading, Span

_JOINT = len(" and ")
_PLEDGED = "pledge"  # what the reader calls sums that are pledged
_PLEDGED_SO_FAR = re.compile(
    r"\b(?:pledged|promised|donated|contributed|amounted|were|totall?ed|came)\b", re.IGNORECASE
)
_COUNTED_OUT = 100  # below it the dead are counted one by one
_NEAR = 40  # code points
_HEDGE = 14  # code points before a number in which a verb that leaves it open stands: "exceeds $1 billion"
_SMALL = 13  # below it, "the four captives" may be some of them
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[“”\"()\n]|\.(?=\s|$)")
_PARTITIVE = re.compile(
    r"^[\w,.-]+(?:\s+(?:dozen|hundred|thousand|million|billion|per\s*cent|more|or\s+so|out))?"
    r"\s+of\s+(?:the|its|their|his|her|those|these|them|all)\b",
    re.IGNORECASE,
)
_OF_A_WHOLE = re.compile(r"\s+of\s+(?:\w+\s+)?")
_TOLL = re.compile(r"(?:death[ -])?toll\b", re.IGNORECASE)
_CLAUSE_AND = re.compile(r",\s+and\s+$")
_HEAD, _RIGHT = 3, 3  # words: "In the last year, …", "had last year sold 300 cows"
_MORE = re.compile(r"\bmore(?! than)\b", re.IGNORECASE)


def left_open(text: str, figure: Figure, side: str, fate: str) -> float:
    """The share by which a hedge leaves the number open to a side; "at least seven" dead are outrun by nine.

    Of a number told with one digit it is the step to the next one: "over a thousand" is no contradiction of 1,400.
    """
    if fate in data()["cumulative"] and figure.high < _COUNTED_OUT:
        return 0.0
    said = f" {' '.join(text[max(0, figure.start - _HEDGE) : figure.end].lower().split())}"
    if not any(f" {hedge} " in said for hedge in data()["open"][side]):
        return 0.0
    share = float(data()["open"]["share"])
    return (
        max(share, 10 ** floor(log10(figure.low)) / figure.low)
        if figure.low >= _COUNTED_OUT and one_digit(figure.low)
        else share
    )


def one_digit(number: float) -> bool:
    """Whether all digits of a number but the first are noughts."""
    return float(f"{number:.0e}") == number


def is_part(text: str, sentence: Span, figure: Figure, ends: Sequence[int]) -> bool:
    """Whether a part is counted, what is left, or more of it: its number is none of the whole.

    `ends`: where the report's figures end.
    """
    before = text[max(sentence.start, figure.start - 40) : figure.start]
    lead = [w.lower() for w in _WORD.findall(before)][-3:]
    said = text[figure.start : figure.end]
    if _TOLL.match(said):
        return False
    small = figure.high < _SMALL and bool(lead) and lead[-1] in data()["part"]["definite"]
    if small or set(lead) & set(data()["part"]["before"]) or (lead and lead[-1] in data()["part"]["right_before"]):
        return True
    if any(w.lower() in data()["part"]["inside"] for w in _WORD.findall(said)):
        return True
    if _MORE.search(said) or (_PARTITIVE.match(said) and not _of_a_vote(figure)):
        return True
    behind = [w.lower() for w in _WORD.findall(text[figure.end : figure.end + 12])][:1]
    # "the mayor and 12 guests" are 13, "the United States and five powers" six; in "22 men and four women" both count
    joined = (
        bool(lead)
        and lead[-1] == "and"
        and not _CLAUSE_AND.search(before)
        and not any(0 < figure.start - end <= _JOINT for end in ends)
    )
    return joined or bool(set(behind) & set(data()["part"]["behind"]))


def _of_a_vote(figure: Figure) -> bool:
    """Whether a share of "the vote" is told, which is all of a number, not a part of one."""
    return figure.unit == "%" and not set(figure.about.split()).isdisjoint(data()["shares"]["votes"])


def is_some(reading: Reading, number: int) -> bool:
    """Whether a figure counts some of a whole whose number follows: the nine of "nine of the 17 prisoners"."""
    one, next_ = reading.figures[number], reading.figures[number + 1 : number + 2]
    return bool(next_) and _OF_A_WHOLE.fullmatch(reading.report.text, one.end, next_[0].start) is not None


def is_wished(reading: Reading, figure: Figure) -> bool:
    """Whether a number stands in what somebody demands, offers or rejects; what was agreed to is decided."""
    text = reading.report.text
    if figure.about == _PLEDGED:
        return not _PLEDGED_SO_FAR.search(text, max(0, figure.start - _NEAR), figure.start)
    held = (p for p in reading.positions if p.start <= figure.start < p.end)
    return any(p.stance != "accepts" or "would" in text[p.start : p.end].split() for p in held)


def _put_right(reading: Reading, figure: Figure, number: int) -> bool:
    """Whether a number is taken back, or told in place of one: "gave the demand as 30 tonnes. It was 20"."""
    text = reading.report.text
    if figure.contested:
        return "instead" not in text[max(0, figure.start - _NEAR) : figure.start].lower().split()
    before = [f for f in reading.figures[max(0, number - 1) : number] if f.contested]
    return any("." in text[f.end : figure.start] and figure.start - f.end < _NEAR for f in before)


def is_unreal(reading: Reading, sentence: Span, figure: Figure, *, killed: bool, number: int) -> bool:
    """Whether a number is demanded, planned or of another time rather than told; of the dead, in its own clause."""
    text = reading.report.text
    if figure.about in data()["tallies"] or is_known(text, sentence, figure):
        return False  # votes were cast, whatever they were for
    if _put_right(reading, figure, number):
        return False
    if is_wished(reading, figure):
        return True
    if figure.unit == "%" and {w.lower() for w in _WORD.findall(text[sentence.start : sentence.end])} & set(
        data()["polls"]["words"]
    ):
        return True
    clause = max((m.end() for m in _EDGE.finditer(text, sentence.start, figure.start)), default=0) if killed else 0
    words = [w.lower() for w in _WORD.findall(text[max(clause, sentence.start) : figure.start])]
    if set(words) & set(data()["unreal"]["words"]):
        return True
    return _of_last_time(words)


def _of_last_time(words: Sequence[str]) -> bool:
    """Whether the words before a number put it in a time that is over: right before it, or at their head."""
    for at, (word, after) in enumerate(pairwise([*words, ""])):
        if word == "last" and after not in data()["unreal"]["recent"] and (at < _HEAD or at >= len(words) - _RIGHT):
            return True
    return False


def is_known(text: str, sentence: Span, figure: Figure) -> bool:
    """Whether the number is one that all know of: "release the 21 sailors", "the bloc's eleven members"."""
    before = text[sentence.start : figure.start]
    if re.search(r"['’]s?\s+$", before) and not _PARTITIVE.match(text[figure.start : figure.end]):
        return True
    lead = [w.lower() for w in _WORD.findall(before)][-2:]
    return figure.high >= _SMALL and bool(lead) and lead[-1] in data()["part"]["definite"]
