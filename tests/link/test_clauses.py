"""The clause in which a few words are shown."""

from __future__ import annotations

from sourcebook.link.clauses import shown
from tests.link.by_hand import Page

TEXT = "Brenn spoke after the vote, which was close."


def words(text: str, *triggers: str, of: str) -> str:
    page = Page("a", text)
    for trigger in triggers:
        page.event(trigger, trigger, "held")
    at = text.index(of)
    start, end = shown(page.reading(), 0, (at, at + len(of)))
    return text[start:end]


def test_a_clause_ends_where_another_begins() -> None:
    assert words(TEXT, of="the vote") == "after the vote"


def test_what_tells_of_another_event_stays_outside() -> None:
    text = "Brenn condemned the murder of a friend last Monday"
    assert words(text, "condemned", of="the murder") == "the murder of a friend last Monday"
    assert words(text, of="the murder") == text


def test_words_outside_the_sentence_are_shown_alone() -> None:
    page = Page("a", TEXT).reading()
    assert shown(page, 7, (0, 5)) == (0, 5)
