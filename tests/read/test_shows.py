"""Titles of broadcasts between quotation marks: through whom somebody is heard, and nobody's speech."""

from __future__ import annotations

import pytest

from sourcebook.read.quotes import Paragraph, find_quotes
from tests.read.saying import read


def _quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, [Paragraph(start=0, end=len(text), zone="body")])]


@pytest.mark.parametrize(
    ("text", "words", "via"),
    [
        ("“We wait,” Orla Venn told “Fox News Sunday.”", ["We wait"], ("Fox News Sunday",)),
        ("“We wait,” Orla Venn said on ABC's “This Week.”", ["We wait"], ("ABC",)),
        ("“We wait,” Orla Venn said on “Face the Nation.”", ["We wait"], ("Face the Nation",)),
        ("Speaking on CNN’s “State of the Union,” Orla Venn said: “We wait.”", ["We wait."], ("CNN",)),
        ("Asked on Fox News whether she would go, Orla Venn said: “We wait.”", ["We wait."], ("Fox News",)),
        ("“We wait,” Orla Venn told Ida Lund on NBC News.", ["We wait"], ("NBC News",)),
    ],
)
def test_a_show_is_a_carrier(text: str, words: list[str], via: tuple[str, ...]) -> None:
    assert _quoted(text) == words
    assert {s.via for s in read(text, "Orla Venn", "Ida Lund")} == {via}


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn called the plan “Fortress Vard” and left.",
        "“Never Again,” Orla Venn said.",
        "Orla Venn’s “Vard First” speech was long.",
        "Orla Venn told him “Go Home Now” and left.",
    ],
)
def test_other_capitals_are_speech(text: str) -> None:
    told_him = "told him" in text
    assert len(_quoted(text)) == 1 or told_him
