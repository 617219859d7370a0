"""Explain: each stage's additions with their words and offsets, plain in a pipe, harmless on a terminal."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sourcebook.model import (
    Actor,
    EntityMention,
    EventMention,
    EventPlace,
    EventTime,
    Figure,
    Page,
    PageMeta,
    PositionMention,
    Published,
    Reading,
    Reject,
    Report,
    Span,
    StatementMention,
    TimeExpression,
    Zone,
)
from sourcebook.serve.explain import explain

TEXT = "Menu\nOstia meets Varn\n3 May 2024\n" + (
    "“We waited,” Ana Dosk told Belpress, “for 20 days.” They met in Bel on Friday.\n"
)
VERSIONS = {"clean": "7", "read": "9"}


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(start=at, end=at + len(words))


def zone(words: str, kind: str) -> Zone:
    at = span(words)
    return Zone(start=at.start, end=at.end, kind=kind)  # type: ignore[arg-type]


def made_page(text: str = TEXT) -> Page:
    return Page(id="p", input="p.txt", text=text, meta=PageMeta(site_name="Bel Daily"))


def made_report(text: str = TEXT) -> Report:
    zones = (
        zone("Menu\n", "menu"),
        zone("Ostia meets Varn\n", "title"),
        zone("3 May 2024\n", "dateline"),
        Zone(start=TEXT.index("“We"), end=len(TEXT), kind="body"),
    )
    return Report(
        id="p",
        input="p.txt",
        url=None,
        outlet="Bel Daily",
        title="Ostia meets Varn",
        byline=None,
        dateline=None,
        language="en",
        translated=True,
        published=Published(earliest=date(2024, 5, 3), latest=date(2024, 5, 3), basis="stated"),
        sha256="",
        text=text,
        zones=zones if text == TEXT else (Zone(start=0, end=len(text), kind="body"),),
    )


def made_reading() -> Reading:
    friday, day = span("Friday"), date(2024, 5, 3)
    clause, they, bel = span("They met in Bel on Friday"), span("They"), span("Bel on")
    return Reading(
        report=made_report(),
        sentences=(span("“We waited,” Ana Dosk told Belpress, “for 20 days.”"), span("They met in Bel on Friday.")),
        entities=(
            EntityMention(
                start=span("Ana Dosk").start,
                end=span("Ana Dosk").end,
                type="person",
                name="Ana Maria Dosk",
                country="Ostia",
                role="minister",
                stands_for=None,
            ),
        ),
        times=(
            TimeExpression(
                start=friday.start,
                end=friday.end,
                type="date",
                value="2024-05-03",
                earliest=day,
                latest=day,
                relative=True,
            ),
        ),
        statements=(
            StatementMention(
                kind="direct",
                content=(span("We waited"), span("for 20 days")),
                speaker=span("Ana Dosk"),
                speaker_name="Ana Maria Dosk",
                cue=span("told"),
                via=("Belpress",),
            ),
        ),
        events=(
            EventMention(
                start=clause.start,
                end=clause.end,
                trigger=span("met"),
                type="CONSULT",
                status="held",
                noun="meeting",
                actors=(Actor(start=they.start, end=they.end, name="Ostia", role="participant", code="OST GOV"),),
                place=EventPlace(start=bel.start, end=bel.start + 3, name="Bel", country="Varn"),
                time=EventTime(start=friday.start, end=friday.end, earliest=day, latest=day),
                flags=("historical",),
                ordinal=2,
            ),
        ),
        positions=(
            PositionMention(
                start=clause.start, end=clause.end, holder=they, holder_name="Ostia", stance="offers", issue="mill"
            ),
        ),
        figures=(
            Figure(start=span("20 days").start, end=span("20 days").end, low=20, high=20, unit="day", about="waited"),
        ),
    )


def told(page: Page, report: Report | Reject, reading: Reading | None) -> str:
    out = io.StringIO()
    explain(page, report, reading, Console(file=out, width=80), versions=VERSIONS)
    return out.getvalue()


def test_every_stage_says_what_it_added_and_from_which_words() -> None:
    lines = told(made_page(), made_report(), made_reading()).splitlines()
    assert [line for line in lines if line.startswith("━━")] == [
        "━━ intake ━━ bytes → page",
        "━━ clean 7 ━━ page → report",
        "━━ read 9 ━━ report → reading",
    ]

    def there(*parts: str) -> bool:
        return any(all(part in line for part in parts) for line in lines)

    assert there("site name", "Bel Daily", "markup")
    assert there("title", "Ostia meets Varn", "5–21 title")
    assert there("published", "3 May 2024", "stated")
    assert there("“3 May 2024”", "22–32 dateline")
    assert there("menu", "│ Menu")
    assert there("“Ana Dosk”", "person", "Ana Maria Dosk", "of Ostia", "minister")
    assert there("“Friday”", "2024-05-03", "relative", "s2")
    assert there("“We waited”", "direct", "s1")
    assert there("goes on", "“for 20 days”")
    assert there("speaker", "“Ana Dosk”", "Ana Maria Dosk")
    assert there("via", "Belpress")
    assert there("“They met in Bel on Friday”", "CONSULT (talks)", "held", "no. 2", "historical")
    assert there("trigger", "“met”", "meeting")
    assert there("participant", "“They”", "Ostia", "OST GOV")
    assert there("offers", "issue: mill")
    assert there("“20 days”", "20 day", "waited")


def test_a_pipe_gets_no_colour_and_lines_stay_whole() -> None:
    text = "word " * 200
    out = told(made_page(text), made_report(text), None)
    assert "\x1b" not in out
    assert any(line.endswith("word") and line.count("word") == 200 for line in map(str.rstrip, out.splitlines()))


def test_a_terminal_gets_colour() -> None:
    out = io.StringIO()
    explain(made_page(), made_report(), None, Console(file=out, force_terminal=True, color_system="standard"))
    assert "\x1b[" in out.getvalue()


def test_a_reject_ends_the_way() -> None:
    out = told(made_page(), Reject(input="p.txt", reason="no-article", detail="No text."), None)
    assert "rejected: no-article: No text." in out
    assert "read" not in out.split("rejected")[1]


def test_an_undated_report_shows_the_clues() -> None:
    text = "They met on 4 May and will meet on 9 May."
    undated = Report(
        id="p",
        input="p.txt",
        url=None,
        outlet=None,
        title=None,
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=None,
        sha256="",
        text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),),
    )
    out = told(made_page(text), undated, None)
    assert "undated" in out
    assert "clue past" in out
    assert "clue future" in out


@given(st.text(min_size=1))
def test_no_page_gives_orders_to_the_terminal(text: str) -> None:
    out = told(made_page(text), made_report(text), Reading(report=made_report(text)))
    assert not [mark for mark in out if ord(mark) < 32 and mark != "\n"]
    assert "\u202e" not in out


@pytest.mark.parametrize("markup", ["[red]x[/red]", "[link=http://x]y[/link]", ":smile:"])
def test_markup_in_a_page_is_text(markup: str) -> None:
    assert markup in told(made_page(markup), made_report(markup), None)
