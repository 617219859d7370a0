"""Lists below the text that brings them in are part of it."""

from __future__ import annotations

from sourcebook.clean.lines import read_lines
from sourcebook.clean.lists import with_lists
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind


def _kinds(*rows: tuple[ZoneKind, str]) -> list[ZoneKind]:
    text = "\n".join(row for _, row in rows) + "\n"
    return with_lists(read_lines(Page(id="p", input="p.txt", text=text)), [kind for kind, _ in rows])


def test_lines_with_bullets_below_a_colon_are_text() -> None:
    items: list[tuple[ZoneKind, str]] = [("menu", "– a vote by July"), ("menu", "– a court of its own")]
    assert _kinds(("body", "What the guild demands:"), *items, ("menu", "Give")) == ["body", "body", "body", "menu"]


def test_a_menu_is_no_list() -> None:
    items: list[tuple[ZoneKind, str]] = [("menu", "– Print"), ("menu", "– Mail")]
    assert _kinds(("body", "Share:"), *items)[1:] == ["menu", "menu"]
    assert _kinds(("body", "The guild met on Friday."), *items)[1:] == ["menu", "menu"]
