"""What a clause tells beside its event."""

from __future__ import annotations

import pytest

from sourcebook.link.backdrop import about, elsewhere
from sourcebook.model.reading import PloverType
from tests.link.by_hand import Page


@pytest.mark.parametrize(
    ("clause", "kind", "expected"),
    [
        ("the first talks since the flood at Osk", "CONSULT", True),
        ("the first talks since 2021 at Osk", "CONSULT", False),
        ("talks since Monday at Osk", "CONSULT", False),
        ("talks in the hall where the pact of Osk", "CONSULT", True),
        ("talks at Osk", "CONSULT", False),
        ("talks that have gone on since the flood, at Osk", "CONSULT", False),
        ("talks under guard since the flood at Osk", "COERCE", False),
    ],
)
def test_what_is_told_of_an_earlier_event_is_that_one_s(clause: str, kind: PloverType, expected: bool) -> None:
    page = Page("a", clause).event(clause, "talks", "held", kind=kind)
    assert elsewhere(page.text, page.events[0], page.span("Osk").start) is expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("a second round of talks on the Osk dam", True),
        ("talks about Osk", True),
        ("talks over the old Osk bridge", True),
        ("talks at Osk", False),
        ("talks on Osk", False),
        ("talks on Monday in Osk", False),
    ],
)
def test_what_is_talked_about_is_no_place(clause: str, expected: bool) -> None:
    page = Page("a", clause).event(clause, "talks", "held")
    assert about(page.text, page.events[0], page.span("Osk").start) is expected
