"""References: a bare noun by which a report comes back to an event that it told of before ("her arrest", "the talks").

Such a noun names no party and no day, so that it isn't read as an event, or stands alone where it is. It means the
event of its matter that its report told of last, is a mention of it, and tells nothing new of its status.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from sourcebook.lexicon.names import fold
from sourcebook.link.clauses import BREAK, shown
from sourcebook.link.eventbars import forbidden, meets
from sourcebook.link.matters import matters_of
from sourcebook.link.sightings import Sighting
from sourcebook.link.within import mentions_in, times_in
from sourcebook.link.words import word_key
from sourcebook.model import Evidence, Interval, Reading

REACH = 6  # sentences back in which an event told by another word of the matter is meant; by the same word any
NEAR = 2  # and where it is somebody's: "her death" may be another's than the last that was told
_OWNERS = ("his ", "her ", "its ", "their ")
_WIDE = 70  # code points to either side of the noun that its mention may hold

Found = tuple[int, Sighting]


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The tables of data/references.toml."""
    text = files("sourcebook.link").joinpath("data", "references.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


@cache
def _matters() -> dict[str, frozenset[str]]:
    """The matters of each noun."""
    found: dict[str, set[str]] = defaultdict(set)
    for matter, nouns in _tables()["nouns"].items():
        for noun in nouns.split():
            found[noun].add(matter)
    return {noun: frozenset(matters) for noun, matters in found.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """A determiner, nothing that tells the event from another, its noun, and a word that shows it to be the last."""
    words = _tables()["words"]
    one_of = {name: "|".join(map(re.escape, words[name].split())) for name in ("determiners", "plain", "after")}
    nouns = "|".join(sorted(map(re.escape, _matters()), key=lambda noun: (-len(noun), noun)))
    return re.compile(
        rf"\b(?i:{one_of['determiners']})\s(?:(?:{one_of['plain']}|{words['lasting']})\s)?(?P<noun>{nouns})"
        rf"(?=\s*(?:[.,;:)\"”’!?–—]|\Z)|\s(?:{one_of['after']}|\w+ed)\b)"
    )


def references(
    groups: Sequence[Sequence[Sighting]], kept: Iterable[int], readings: Mapping[str, Reading]
) -> dict[int, list[Evidence]]:
    """The nouns that come back to an event, by its number in `groups`; `kept`: the numbers of events on record."""
    told: dict[str, list[Found]] = defaultdict(list)
    for number in kept:
        for one in groups[number]:
            told[one.report].append((number, one))
    loose: dict[tuple[str, int], Sighting] = {}
    known = {one.key for here in told.values() for _, one in here}
    for one in (one for members in groups for one in members):
        if one.key not in known:
            loose[one.report, one.mention.trigger.start] = one
    found: dict[int, list[Evidence]] = defaultdict(list)
    for report in sorted(told):
        for number, words in _of_report(readings[report], sorted(told[report], key=_at), loose):
            found[number].append(words)
    return found


def _at(found: Found) -> tuple[int, int]:
    return found[1].mention.trigger.start, found[0]


def _of_report(
    reading: Reading, told: Sequence[Found], loose: Mapping[tuple[str, int], Sighting]
) -> Iterator[tuple[int, Evidence]]:
    """The references of a report; `loose`: what is read there and on record nowhere, by report and trigger."""
    text = reading.report.text
    taken = {start for _, one in told for start in (one.mention.trigger.start, one.mention.start)}
    spans = [(one.mention.trigger.start, one.mention.trigger.end) for _, one in told]
    for match in _pattern().finditer(text):
        at = match.start("noun")
        if at in taken or any(start < match.end() and match.start() < end for start, end in spans):
            continue
        number = bisect_right(reading.sentences, at, key=lambda sentence: sentence.start) - 1
        if number < 0 or at >= reading.sentences[number].end:
            continue
        noun = match["noun"].lower()
        meant = _meant(noun, at, number, told, own=match[0].lower().startswith(_OWNERS))
        if meant is None or not _fits(reading, match, meant[1]):
            continue
        alone = loose.get((reading.report.id, at))
        if alone is not None and (alone.dated or forbidden(alone, meant[1]) is not None):
            continue
        start, end = shown(reading, number, match.span())
        yield meant[0], Evidence(report=reading.report.id, start=start, end=end, text=text[start:end])


def _meant(noun: str, at: int, number: int, told: Sequence[Found], *, own: bool) -> Found | None:
    """The event of its matter that was told last; None where two were told in one sentence, or that is far back.

    Of two in a sentence the one whose own word is of the matter goes before one whose clause is.

    `own`: it is said whose it is.
    """
    matters, key = _matters()[noun], word_key(noun)
    before = [one for one in told if one[1].mention.trigger.start < at and _may_be(one[1], number)]
    fitting = [one for one in before if one[1].matters & matters or word_key(one[1].mention.noun or "-") == key]
    if not fitting:
        return None
    last, reach = fitting[-1], NEAR if own else REACH
    same = [one for one in fitting if word_key(one[1].mention.noun or "-") == key]
    if last not in same and number - last[1].at > reach:
        return None
    beside = [found for found in fitting if found[1].at == last[1].at]
    plainly = [found for found in beside if matters_of(found[1].mention.noun, None, frozenset()) & matters] or beside
    return plainly[-1] if len({event for event, _ in plainly}) == 1 else None


def _may_be(one: Sighting, number: int) -> bool:
    """Whether a noun further on may mean it: what only may be, or is not, is meant right behind it."""
    return one.mention.status not in {"possible", "denied"} or number - one.at <= 1


_OF = re.compile(r"\s(?:of|on|in|at|with|to|against|by|from|between|over|for)\s")


def _fits(reading: Reading, match: re.Match[str], meant: Sighting) -> bool:
    """Whether what stands behind the noun doesn't tell another event: other names, or another day."""
    text = reading.report.text
    if _OF.match(text, match.end()) is None:
        return True
    stop = BREAK.search(text, match.end())
    end = min(stop.start() if stop else len(text), match.end() + _WIDE)
    names = {fold(e.name) for e in mentions_in(reading, match.end(), end)}
    if names - meant.named:
        return False
    times = (t for t in times_in(reading, match.end(), end) if t.earliest is not None or t.latest is not None)
    return all(meant.dated and meets(Interval(earliest=t.earliest, latest=t.latest), meant.interval) for t in times)
