"""Galleries and players amid a report's text."""

from __future__ import annotations

import pytest

from sourcebook.clean import Cleaner
from sourcebook.clean.galleries import without_galleries
from sourcebook.clean.lines import read_lines
from sourcebook.model import Config, Page, Report

OPENING = "The ministers of Norway and Peru met in Lima on Monday and agreed on a fishing quota, officials said.\n\n"
CLOSING = "\n\nThe talks are to go on in Oslo next week, where both sides expect a harder bargain over the trawlers."
GALLERY = (
    "Photos: Photos: A minister's life in pictures A minister's life in pictures – Brekke meets the envoy in May 1994. "
    "Hide Caption 1 of 3 Photos: A minister's life in pictures – Brekke visits Lima in 2001. Hide Caption 2 of 3 "
    "Photos: A minister's life in pictures – Brekke speaks to reporters on Friday, June 14. Hide Caption 3 of 3"
)
PLAYER = "JUST WATCHED Ministers agree to a quota Replay More Videos ... MUST WATCH Ministers agree to a quota 02:11"


def body(text: str) -> str:
    page = Page(id="p", input="p.txt", text=text)
    report = Cleaner().clean(page, Config())
    assert isinstance(report, Report)
    return "".join(text[zone.start : zone.end] for zone in report.zones if zone.kind == "body")


@pytest.mark.parametrize("aside", [GALLERY, PLAYER])
def test_what_stands_amid_the_text_is_none_of_it(aside: str) -> None:
    found = body(OPENING + aside + CLOSING)
    assert "met in Lima" in found
    assert "harder bargain" in found
    assert "pictures" not in found
    assert "WATCHED" not in found


def test_a_sentence_that_counts_pictures_is_text() -> None:
    counted = "The police showed photo 3 of 22 to the court, which heard for two hours how the trawler was boarded."
    assert counted in body(OPENING + counted + CLOSING)


def test_a_page_of_galleries_alone_keeps_its_text() -> None:
    lines = read_lines(Page(id="p", input="p.txt", text=GALLERY))
    assert without_galleries(lines, ["body"]) == ["body"]
