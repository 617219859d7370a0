"""Lines: what is told of one whose kind is given is what is told of any line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.clean.lines import read_lines
from sourcebook.model import Page

PIECES = [
    "Orla Venn",
    " met ",
    "\n",
    "\n\n",
    "3 May 2031",
    "“Да”, сказал",
    "会談は三日",
    "— ",
    "10:30 GMT",
    "é",
    "x" * 50,
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_lines_whose_kind_is_given_have_the_same_words_script_and_dates(text: str) -> None:
    page = Page(id="x", input="x", text=text)

    def asked(judged: bool) -> list[tuple[object, ...]]:
        lines = read_lines(page, judged=judged)
        return [(x.index, x.start, x.end, x.text, x.words, x.script, x.foreign, x.dated, x.blank_before) for x in lines]

    assert asked(judged=False) == asked(judged=True)
