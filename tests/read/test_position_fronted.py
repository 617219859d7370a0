"""Stances whose thing stands first, verdicts for somebody, and what is made to hang on a condition."""

from __future__ import annotations

import pytest

from tests.read.test_positions import held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Without guarantees there can be no deal, Pinto said.", ("demands", "Rosa Pinto")),
        ('"First the pay, then the talks," said Pinto.', ("demands", "Rosa Pinto")),
        ("A joint patrol is unacceptable to Chile.", ("rejects", "Chile")),
        ("For Norway, a joint patrol is out of the question.", ("rejects", "Norway")),
        ("Chile made talks conditional on a truce.", ("demands", "Chile")),
        ("Norway has tied its signature to a date.", ("demands", "Norway")),
    ],
)
def test_the_thing_stands_first(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(stance, name) for stance, name, _ in held(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Without a coat it was cold in Oslo, Pinto said.",
        "The rain is unacceptable to nobody in Oslo.",
        "Norway linked the attack to a gang.",
        "Chile made the film popular on the coast.",
    ],
)
def test_no_stance_is_taken(text: str) -> None:
    assert held(text) == []
