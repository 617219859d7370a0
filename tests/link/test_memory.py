"""Answers that are remembered while they are of the same objects."""

from __future__ import annotations

from unittest import mock

from sourcebook.link import memory
from sourcebook.link.memory import once_for_both


def test_what_was_asked_of_the_same_objects_is_not_asked_again() -> None:
    asked: list[tuple[int, ...]] = []

    @once_for_both
    def together(one: list[int], other: list[int]) -> int:
        asked.append((*one, *other))
        return sum(one) + sum(other)

    one, other, equal = [1], [2], [2]
    assert [together(one, other), together(one, other), together(one, equal), together(other, one)] == [3] * 4
    assert asked == [(1, 2), (1, 2), (2, 1)]


def test_objects_that_are_gone_are_not_taken_for_those_that_have_their_place() -> None:
    @once_for_both
    def together(one: list[int], other: list[int]) -> list[int]:
        return [*one, *other]

    with mock.patch.object(memory, "MOST", 4):
        for number in range(100):
            assert together([number], [number + 1]) == [number, number + 1]
