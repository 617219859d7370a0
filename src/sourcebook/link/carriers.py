"""Who carried a statement, where only other reports show the name to be a medium's: "Venn told Nordvest".

A report knows media by list, by form and by what it says of them itself. The others add the outlets that they come
from, and those that they found words to be carried by.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.mastheads import front_name
from sourcebook.link.matching import matches
from sourcebook.model import Reading, Span, StatementMention

_SHORT = 4  # letters; shorter names are found by chance
_MOST = 400  # media of one story; a name more is no help
_NEXT = 120  # characters between what was told to a medium and what the same speaker says next
_REACH = 200  # characters behind the cue in which its hearer is named


def with_known_media(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, statements without a carrier given that which they name, if other reports know it for a medium."""
    names = _media(readings)
    if not names:
        return list(readings)
    ends: dict[str, list[str]] = {}
    for name in names:
        if " " in name:
            ends.setdefault(name.rsplit(" ", 1)[-1], []).append(name.title() if name.isupper() else name)
    short = sorted(set(ends) - _speaking(readings) - set(names))
    whole = {end.casefold(): found[0] for end, found in ends.items() if len(set(found)) == 1}
    listed, papers = (
        "|".join(re.escape(name) for name in sorted(some, key=lambda n: (-len(n), n)) if len(name) >= _SHORT)
        for some in (names, short)
    )
    leads = "|".join(_leads())
    heard = re.compile(
        rf"\b(?P<lead>{leads}|to) (?:(?:the |The )?(?P<name>(?=[A-Z])(?i:{listed}))"
        rf"|the (?P<paper>(?=[A-Z])(?i:{papers or '(?!)'})))(?![\w’'-])"
    )
    return [_carried(reading, heard, whole) for reading in readings]


@cache
def _leads() -> tuple[str, ...]:
    text = files("sourcebook.link").joinpath("data", "carriers.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["heard"]["leads"])


def _media(readings: Iterable[Reading]) -> list[str]:
    """The outlets of the reports, and who carried words in them, but for names that stand for somebody as well.

    A single word that the reader took for a person's name tells nothing against the name at a page's head.
    """
    heads: set[str] = set()
    found: set[str] = set()
    others: set[str] = set()
    for reading in readings:
        outlet = reading.report.outlet or front_name(reading.report)
        heads.update({_bare(outlet)} if outlet else set())
        found.update(_bare(name) for statement in reading.statements for name in statement.via)
        others.update(m.name.casefold() for m in reading.entities if m.type == "person" or m.stands_for is not None)
        heads -= {m.name for m in reading.entities if m.stands_for is not None}
    named = heads | {name for name in found if name.casefold() not in others}
    kept = {name for name in named if name.casefold() not in {one for one in others if " " in one}}
    return sorted(n for n in kept if len(n) >= _SHORT and n[0].isupper() and country_of(n) is None)[:_MOST]


def _bare(name: str) -> str:
    return re.sub(r"^(?:The|THE) ", "", name.rstrip("!?"))


def _speaking(readings: Iterable[Reading]) -> set[str]:
    """The last words of whoever says something: "the Commission said", by which no paper is meant."""
    spans = ((r.report.text, s.speaker) for r in readings for s in r.statements if s.speaker is not None)
    return {word for text, span in spans for word in span.of(text).split()[-1:]}


def _name(near: re.Match[str]) -> str:
    return near["name"] or near["paper"]


def _carried(reading: Reading, heard: re.Pattern[str], whole: Mapping[str, str]) -> Reading:
    """The reading, its statements' carriers found by `heard`; `whole`: papers' names by their last words."""
    text = reading.report.text
    places = matches(heard, text)
    if not places:
        return reading
    starts = [found.start() for found in places]

    def told(one: StatementMention) -> StatementMention:
        if one.via or one.cue is None:
            return one
        at = bisect_right(starts, one.cue.start - 1)
        near = places[at] if at < len(places) and starts[at] <= one.cue.end else _behind(one, places, starts)
        near = near or _before(one, reading, places, starts)
        if near is None or _is_said(one, near) or _name(near) == one.speaker_name:
            return one
        return replace(one, via=(near["name"] or whole.get(near["paper"].casefold(), near["paper"]),))

    statements = _gone_on(text, [told(one) for one in reading.statements])
    return reading if statements == reading.statements else replace(reading, statements=statements)


def _gone_on(text: str, statements: Sequence[StatementMention]) -> tuple[StatementMention, ...]:
    """The statements; what somebody goes on to say right behind words that a medium carried, that carried too.

    "They were fed, she told the Beam. “They left fatter,” she said."
    """
    found: list[StatementMention] = []
    for one in statements:
        before = found[-1] if found else None
        near = (
            before is not None
            and before.via
            and not one.via
            and one.kind == "direct"
            and one.speaker_name is not None
            and one.speaker_name == before.speaker_name
            and "\n" not in text[before.content[0].start : one.content[0].start]
            and 0 < one.content[0].start - before.content[-1].end <= _NEXT
        )
        found.append(replace(one, via=before.via) if near and before is not None else one)
    return tuple(found)


def _behind(one: StatementMention, places: Sequence[re.Match[str]], starts: Sequence[int]) -> re.Match[str] | None:
    """The first place behind the cue, before words that are said and before another sentence."""
    assert one.cue is not None
    at = bisect_right(starts, one.cue.end)
    if at == len(places) or starts[at] > one.cue.end + _REACH:
        return None
    between = places[at].string[one.cue.end : starts[at]]
    stops = any(one.cue.end <= span.start < starts[at] for span in one.content)
    if places[at]["lead"] == "to":
        told = one.speaker is not None and one.cue.end <= one.speaker.start < starts[at]
        said = one.speaker.end if told and one.speaker is not None else one.cue.end
        stops = stops or re.fullmatch(r"\s*(?:,[^,]{2,60},\s+)?", between[said - one.cue.end :]) is None
    return None if stops or re.search(r"[.!?;:\n“”\"]", between) else places[at]


def _before(
    one: StatementMention, reading: Reading, places: Sequence[re.Match[str]], starts: Sequence[int]
) -> re.Match[str] | None:
    """The place in the sentence before, in which the same speaker was heard: "Venn rang the Beam. “...,” she said"."""
    text, begun = reading.report.text, one.content[0].start
    at = bisect_right(starts, begun) - 1
    if at < 0 or begun - starts[at] > _REACH or places[at]["lead"] == "to" or one.speaker_name is None:
        return None
    here = bisect_right(reading.sentences, begun, key=lambda sentence: sentence.start) - 1
    before = reading.sentences[here - 1] if here > 0 else None
    if before is None or not before.start <= starts[at] < before.end or "\n" in text[before.end : begun]:
        return None
    opening, last = text[before.start : starts[at]], one.speaker_name.rsplit(" ", 1)[-1]
    return places[at] if last in opening or opening.startswith(("He ", "She ")) else None


def _is_said(one: StatementMention, near: re.Match[str]) -> bool:
    return any(span.contains(Span(start=near.end() - len(_name(near)), end=near.end())) for span in one.content)
