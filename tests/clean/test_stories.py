"""The shared stories' pages: bodies, sub-headings, posts, titles and dates as a careful reader gives them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sourcebook.clean import Cleaner
from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page, Report

STORY = Path(__file__).resolve().parents[3] / "shared" / "stories" / "talks-2025"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not STORY.exists(), reason="the shared stories are not here (../shared/stories)"),
]
# Pages whose year only their siblings tell: the link stage dates them.
YEARLESS = {"002", "003"}


def expected() -> list[dict[str, Any]]:
    if not STORY.exists():
        return []
    reports: list[dict[str, Any]] = json.loads((STORY / "expected.json").read_text("utf-8"))["reports"]
    return reports


def cleaned(name: str) -> Report:
    (page,) = read_inputs([str(STORY / "pages" / name)], Config())
    assert isinstance(page, Page)
    report = Cleaner().clean(page, Config())
    assert isinstance(report, Report)
    return report


def words(report: Report, *kinds: str) -> str:
    return "\n".join(report.text[zone.start : zone.end] for zone in report.zones if zone.kind in kinds)


@pytest.mark.parametrize("want", expected(), ids=lambda want: str(want["report"]))
def test_a_page_is_read_as_a_careful_reader_reads_it(want: dict[str, Any]) -> None:
    report = cleaned(want["file"])
    body = words(report, "body")
    for text in want.get("body_has", []):
        assert text in body
    for text in want.get("body_lacks", []):
        assert text not in body
    for text in want.get("embedded", []):
        assert text in words(report, "embed")
    subheads = [report.text[z.start : z.end].strip() for z in report.zones if z.kind == "subhead"]
    for text in want.get("subheads", []):
        assert text in subheads
    assert report.dateline == want.get("dateline")
    assert report.language == want["language"]
    assert report.translated == want.get("translated", False)
    if want.get("title"):
        assert report.title == want["title"]
    if "outlet" in want:
        assert report.outlet == want["outlet"]


@pytest.mark.parametrize("want", expected(), ids=lambda want: str(want["report"]))
def test_a_page_is_dated_as_a_careful_reader_dates_it(want: dict[str, Any]) -> None:
    report = cleaned(want["file"])
    if want["report"] in YEARLESS:
        assert report.published is None
        assert report.date_clues
        return
    earliest, latest = (date.fromisoformat(day) for day in want["published"])
    assert report.published is not None
    assert report.published.basis == want["published_basis"]
    assert report.published.earliest <= latest and earliest <= report.published.latest
    assert (report.published.latest - report.published.earliest).days <= 10
