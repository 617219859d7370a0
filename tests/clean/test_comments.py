"""Readers' comments below an article are none of it."""

from __future__ import annotations

from sourcebook.clean.comments import without_comments
from sourcebook.clean.lines import read_lines
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_STORY = " ".join(["The ferry to Quern was taken out of service because its hull leaked at two rivets."] * 5)
_WORDS = "They should have painted it years ago, and everybody in Quern knows who is to blame for that."


def _kinds(*rows: tuple[ZoneKind, str]) -> list[ZoneKind]:
    text = "\n".join(row for _, row in rows) + "\n"
    return without_comments(read_lines(Page(id="p", input="p.txt", text=text)), [kind for kind, _ in rows])


def test_the_article_ends_at_a_heading_that_only_comments_have() -> None:
    found = _kinds(
        ("title", "Ferry leaks"),
        ("body", _STORY),
        ("notice", "Comments are now closed for this story"),
        ("menu", "Odo F"),
        ("body", _WORDS),
    )
    assert found == ["title", "body", "notice", "menu", "menu"]


def test_a_bare_heading_needs_signatures_behind_it() -> None:
    rows: list[tuple[ZoneKind, str]] = [("title", "Ferry leaks"), ("body", _STORY), ("menu", "Comments")]
    said: list[tuple[ZoneKind, str]] = [("body", _WORDS), ("byline", "Posted by Odo on May 3, 2031 10:14 PM")]
    assert _kinds(*rows, *said, *said)[3:] == ["menu"] * 4
    assert _kinds(*rows, ("body", _WORDS), ("body", "It sails again on Friday."))[3:] == ["body", "body"]


def test_signatures_alone_end_it_where_the_first_stands() -> None:
    signed: ZoneKind = "subhead"
    found = _kinds(
        ("title", "Ferry leaks"),
        ("body", _STORY),
        (signed, "Posted by: odo3, Quern on 8:21pm Tue 1 Jan 31"),
        ("body", _WORDS),
        (signed, "Posted by: tilda, Velm on 9:06pm Tue 1 Jan 31"),
        ("body", _WORDS),
    )
    assert found[1:] == ["body", "menu", "menu", "menu", "menu"]


def test_what_stands_above_the_article_or_is_a_sentence_begins_no_comments() -> None:
    above = _kinds(("menu", "Comments are closed"), ("title", "Ferry leaks"), ("body", _STORY), ("body", _WORDS))
    assert above[2:] == ["body", "body"]
    sentence = (
        "Falk said on Tuesday that comments are closed to nobody and that the ferry would sail at 10:30 again soon."
    )
    assert _kinds(("title", "Ferry leaks"), ("body", _STORY), ("body", sentence), ("body", sentence))[2:] == [
        "body",
        "body",
    ]
