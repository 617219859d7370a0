"""Things in the order of their ids, kept up as lists come and go, are those of all lists gone through anew."""

from __future__ import annotations

import logging
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link.roll import Roll, once
from sourcebook.model import Story


def thing(name: str, title: str = "") -> Story:
    return Story(id=name, title=title, reports=())


LISTS = [[thing(f"t{number}", title) for number in range(at, at + size)] for at, size, title in (
    (0, 3, ""), (0, 3, "told anew"), (3, 0, ""), (3, 2, ""), (4, 3, ""), (7, 100, ""), (7, 101, "told anew"),
)]  # fmt: skip


@settings(max_examples=200)
@given(st.lists(st.sets(st.integers(0, len(LISTS) - 1)), min_size=1, max_size=6))
def test_a_roll_is_that_of_all_lists_at_once(steps: list[set[int]]) -> None:
    roll: Roll[Story] = Roll()
    for some in steps:
        lists = [LISTS[number] for number in sorted(some)]
        assert roll.of(lists) == once(chain.from_iterable(lists))


def test_what_comes_back_as_an_equal_thing_stays_the_object() -> None:
    roll: Roll[Story] = Roll()
    before = roll.of([[thing("a"), thing("b")], [thing("c")]])
    after = roll.of([[thing("a"), thing("b", "other")], [thing("c")]])
    assert [one is two for one, two in zip(before, after, strict=True)] == [True, False, True]


def test_the_second_thing_of_an_id_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    roll: Roll[Story] = Roll()
    roll.of([first := [thing("a", "first")]])
    with caplog.at_level(logging.WARNING):
        assert [one.title for one in roll.of([first, [thing("a", "second")]])] == ["first"]
    assert "two things have the id a" in caplog.text
    assert [one.title for one in roll.of([[thing("a", "second")]])] == ["second"]
