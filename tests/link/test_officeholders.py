"""Holders of offices whom only other reports of the story name."""

import pytest
from msgspec.structs import replace

from sourcebook.link.officeholders import with_holders
from sourcebook.model import Actor, Reading, Span, StatementMention
from tests.link.by_hand import Page


def _said(page: Page, speaker: str, name: str | None = None) -> Reading:
    said = StatementMention(
        kind="indirect", content=(Span(start=0, end=1),), speaker=page.span(speaker), speaker_name=name
    )
    return replace(page.reading(), statements=(said,))


def _known(name: str = "a", who: str = "Orla Venn", *, role: str = "foreign minister", state: str = "Peru") -> Reading:
    return Page(name, f"{who} spoke.").name_(who, "person", role=role, country=state).reading()


def _speaker(last: Reading, *others: Reading) -> str | None:
    readings = [*others, last]
    return with_holders(readings, {r.report.id: "s" for r in readings})[-1].statements[0].speaker_name


def test_a_state_s_minister_is_whom_the_story_names() -> None:
    page = Page("z", "Peru's foreign minister said no.").state("Peru")
    assert _speaker(_said(page, "Peru's foreign minister", "Peru"), _known()) == "Orla Venn"


def test_of_another_state_nobody_is_known() -> None:
    page = Page("z", "Chile's foreign minister said no.").state("Chile")
    assert _speaker(_said(page, "Chile's foreign minister", "Chile"), _known()) == "Chile"


def test_its_minister_is_of_the_state_named_before() -> None:
    page = Page("z", "Peru agreed, its foreign minister said.").state("Peru")
    assert (
        _speaker(_said(page, "its foreign minister"), _known(), _known("b", "Ida Lund", state="Chile")) == "Orla Venn"
    )


def test_of_two_holders_nobody_is_meant() -> None:
    page = Page("z", "Peru's foreign minister said no.").state("Peru")
    said = _said(page, "Peru's foreign minister")
    assert _speaker(said, _known(), _known("b", "Ida Lund")) is None


@pytest.mark.parametrize(
    "words",
    [
        "A foreign minister", "The deputy foreign minister", "The next foreign minister", "The foreign ministers",
        "The senior official", "The minister",
    ],
)  # fmt: skip
def test_words_that_mean_no_one_holder(words: str) -> None:
    page = Page("z", f"Peru, Peru, Peru. {words} said no.")
    page.state("Peru")
    assert _speaker(_said(page, words), _known(), _known("b", "Ida Lund", role="senior official")) is None


def test_the_holder_takes_part_beside_the_state() -> None:
    page = Page("z", "Peru's foreign minister met rebels.").state("Peru")
    page.event("Peru's foreign minister met rebels", "met", "held", ("Peru",))
    reading = page.reading()
    span = page.span("Peru")
    actor = Actor(start=span.start, end=span.end, name="Peru", role="participant")
    reading = replace(reading, events=(replace(reading.events[0], actors=(actor,)),))
    found = with_holders([_known(), reading], {"a": "s", "z": "s"})[-1]
    assert [a.name for a in found.events[0].actors] == ["Peru", "Orla Venn"]


def test_a_named_holder_is_left_as_he_is() -> None:
    page = Page("z", "Peru's foreign minister, Ida Lund, met rebels.").state("Peru")
    page.event("Peru's foreign minister, Ida Lund, met rebels", "met", "held", ("Peru",))
    reading = page.reading()
    span = page.span("Peru")
    actor = Actor(start=span.start, end=span.end, name="Peru", role="participant")
    reading = replace(reading, events=(replace(reading.events[0], actors=(actor,)),))
    assert [a.name for a in with_holders([_known(), reading], {"a": "s", "z": "s"})[-1].events[0].actors] == ["Peru"]
