"""How many origins speak for a fact, and how many reports only repeat them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sourcebook.link.credits import in_brackets, newsroom, shows_own_reporting
from sourcebook.link.memory import Memory
from sourcebook.model import Origin, OriginCount, Reading


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report stands: its origin's id (its own id where it is in none), its newsroom, its own work shown."""

    origin: str
    newsroom: str | None
    own: bool


class Desks:
    """The newsroom of each report, and whether its own work is shown, remembered for the same readings."""

    def __init__(self) -> None:
        self._brackets: Memory[Reading, frozenset[str]] = Memory()
        self._found: Memory[Reading, tuple[str | None, bool]] = Memory()

    def of(self, readings: Sequence[Reading]) -> list[tuple[str | None, bool]]:
        """Newsroom and own work of each report of a set."""
        learned = frozenset().union(*self._brackets.each(readings, in_brackets))
        return self._found.each(
            readings, lambda one: (newsroom(one, learned), shows_own_reporting(one) is not None), beside=learned
        )


def standings(
    origins: Sequence[Origin], readings: Sequence[Reading], desks: Desks | None = None
) -> dict[str, Standing]:
    """The standing of every report, by its id; worked out once for a set, used for every fact in it.

    `desks`: what was found out before, and is added to.
    """
    origin_of = {report: origin.id for origin in origins for report in origin.reports}
    found = (desks or Desks()).of(readings)
    return {
        reading.report.id: Standing(origin=origin_of.get(reading.report.id, reading.report.id), newsroom=room, own=own)
        for reading, (room, own) in zip(readings, found, strict=True)
    }


def count_standings(report_ids: Iterable[str], known: Mapping[str, Standing]) -> OriginCount:
    """Counts the origins among the reports of one fact.

    Reports of one origin, and reports of one newsroom (outlet, or the agency that they credit), are one voice: the
    first counts, the others are dependent. A voice is independent only if one of its reports shows own reporting (a
    named reporter at a named place, words said to the outlet itself, an agency's list of reporters); without such
    evidence its dependence can't be told and it is unknown, however different its text.
    """
    given = sorted({report for report in report_ids if report in known})
    voices: list[set[str]] = []
    marks: list[set[tuple[str, str]]] = []
    for report in given:
        standing = known[report]
        mark = {("origin", standing.origin)} | ({("newsroom", standing.newsroom)} if standing.newsroom else set())
        touching = [at for at, other in enumerate(marks) if other & mark]
        merged = {report}.union(*(voices[at] for at in touching))
        mark = mark.union(*(marks[at] for at in touching))
        voices = [voice for at, voice in enumerate(voices) if at not in touching] + [merged]
        marks = [other for at, other in enumerate(marks) if at not in touching] + [mark]
    independent = sum(any(known[report].own for report in voice) for voice in voices)
    return OriginCount(independent=independent, dependent=len(given) - len(voices), unknown=len(voices) - independent)


def count_origins(report_ids: Iterable[str], origins: Sequence[Origin], readings: Sequence[Reading]) -> OriginCount:
    """`count_standings` for a single fact; where there are many, work out `standings` once."""
    return count_standings(report_ids, standings(origins, readings))
