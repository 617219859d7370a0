"""The name at a page's head."""

import pytest
from msgspec.structs import replace

from sourcebook.lexicon.mastheads import front_name, masthead_names
from sourcebook.model import Report
from tests.read.saying import report


def _page(head: str) -> Report:
    page = report(f"{head}\nThe bridge is shut.")
    (body,) = page.zones
    return replace(page, zones=(replace(body, end=len(head) + 1, kind="menu"), replace(body, start=len(head) + 1)))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("THE VARD BELL\nRung daily since 1904\nFront | Harbour | Courts", "THE VARD BELL"),
        ("KESTREL / State Press Service\nHome / Abroad", "KESTREL"),
        ("Front | Harbour | Courts\nLundpress", "Lundpress"),
        ("Skip to content\nthe harbour and its people", None),
    ],
)
def test_the_name_on_a_line_of_its_own(head: str, name: str | None) -> None:
    assert front_name(_page(head)) == name


def test_lines_are_cut_at_bars() -> None:
    assert masthead_names(_page("Vard Bell | Harbour")) == ("Vard Bell", "Harbour")
