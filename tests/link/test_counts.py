"""Counting origins: dependent, independent, unknown."""

from __future__ import annotations

from sourcebook.link.counts import count_origins
from sourcebook.model import Origin, OriginCount, Reading
from tests.link.build import OWN_WORK, WIRE, reading


def _origin(*reports: str) -> Origin:
    return Origin(id="o_1", reports=reports, relation="copy", source=None, evidence=())


def _count(readings: list[Reading], *origins: Origin) -> OriginCount:
    return count_origins([r.report.id for r in readings], origins, readings)


def test_different_text_alone_shows_no_independence() -> None:
    readings = [reading("a", "Boats sail.", outlet="Gull"), reading("b", "Ferries leave.", outlet="Post")]
    assert _count(readings) == OriginCount(independent=0, dependent=0, unknown=2)


def test_reports_of_one_origin_count_once() -> None:
    readings = [reading(name, "Boats sail.", outlet=name) for name in "abc"]
    assert _count(readings, _origin("a", "b", "c")) == OriginCount(independent=0, dependent=2, unknown=1)


def test_own_reporting_makes_independent() -> None:
    told = reading("a", OWN_WORK, outlet="Lakeside Courier")
    there = reading("b", "Boats sail.", outlet="Gull", byline="By Nora Quill", dateline="OSTRAVEL")
    nobody = reading("c", "Ferries leave.", outlet="Post", byline="Staff and agencies", dateline="OSTRAVEL")
    assert _count([told, there, nobody]) == OriginCount(independent=2, dependent=0, unknown=1)


def test_one_newsroom_is_one_voice() -> None:
    wire = reading("a", WIRE, outlet="Gull")
    other = reading("b", "DRAY (Corvina) - The college closed.", outlet="Post")
    house = reading("c", "The college closed.", outlet="Post")
    assert _count([wire, other]) == OriginCount(independent=0, dependent=1, unknown=1)
    assert _count([wire, other, house]) == OriginCount(independent=0, dependent=1, unknown=2)


def test_reports_that_are_not_there_do_not_count() -> None:
    assert count_origins(["x"], [], []) == OriginCount(independent=0, dependent=0, unknown=0)
