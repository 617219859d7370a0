"""Who "we" is on a body's own page, and whom its people serve."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.affiliations import affiliations
from sourcebook.link.entities import find_entities
from sourcebook.link.ownpages import page_bodies, with_own_positions
from sourcebook.model import PositionMention, Reading, Span, StatementMention, Zone
from tests.link.by_hand import Page


def other(*, via: tuple[str, ...] = ()) -> Reading:
    page = Page("b", "The Weir Families said no.").name_("Weir Families", "organisation")
    said = StatementMention(kind="indirect", content=(page.span("no"),), speaker_name="Weir Families", via=via)
    return replace(page.reading(), statements=(said,))


def headed(head: str, text: str, words: str = "", holder: str = "We") -> Reading:
    page = Page("a", f"{head}\n{text}")
    reading = page.reading()
    zones = (
        Zone(start=0, end=len(head) + 1, kind="menu"),
        Zone(start=len(head) + 1, end=len(page.text), kind="body"),
    )
    at = page.span(words or text)
    one = PositionMention(
        start=at.start, end=at.end, holder=page.span(holder), holder_name=None, stance="demands", issue="pay"
    )
    return replace(reading, report=replace(reading.report, zones=zones), positions=(one,))


def holder(reading: Reading, *others: Reading) -> str | None:
    return with_own_positions([reading, *others])[0].positions[0].holder_name


def test_we_is_the_body_whose_page_it_is() -> None:
    assert holder(headed("THE WEIR FAMILIES", "We demand the pay."), other()) == "Weir Families"
    assert holder(headed("OSTREL WEIR UNION – VESK", "We demand the pay.")) == "Ostrel Weir Union"
    assert holder(headed("Weir Workers’ Union", "The union demands the pay.", holder="The union")) is not None


@pytest.mark.parametrize("head", ["THE WEIR TIMES", "Ostrel News Agency", "Ostrel", "A day at the weir", "Weir Family"])
def test_a_medium_s_page_is_nobody_s_own(head: str) -> None:
    assert holder(headed(head, "We demand the pay."), other()) is None


def test_who_carries_words_is_a_medium() -> None:
    assert page_bodies([headed("THE WEIR FAMILIES", "We wait."), other(via=("Weir Families",))]) == {}


def test_we_in_what_somebody_says_is_not_the_page_s() -> None:
    reading = headed("OSTREL WEIR UNION", "“We demand the pay,” Orla Venn said.", "We demand the pay")
    said = StatementMention(
        kind="direct", content=(Span(start=reading.positions[0].start, end=reading.positions[0].end),),
        speaker_name="Orla Venn",
    )  # fmt: skip
    assert holder(replace(reading, statements=(said,))) is None


def test_whoever_holds_an_office_on_the_page_serves_the_body() -> None:
    text = "WEIR FAMILIES\nOur president, Mrs Orla Venn, sat down with them."
    page = Page("a", text).name_("Orla Venn", "person")
    zones = (Zone(start=0, end=14, kind="menu"), Zone(start=14, end=len(text), kind="body"))
    reading = page.reading()
    readings = [replace(reading, report=replace(reading.report, zones=zones)), other()]
    index = find_entities(readings, {})
    found = affiliations(readings, index)
    assert {index.by_id[who].name: index.by_id[whom].name for who, whom in found.items()} == {
        "Orla Venn": "Weir Families"
    }
