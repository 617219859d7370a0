"""For whom somebody without a name takes a stance, and stances told by how a deed is rated."""

from __future__ import annotations

import pytest

from tests.read.test_positions import held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A senior Chilean official rejected the patrol.", ("rejects", "Chile")),
        ("A Norwegian government spokeswoman ruled out a joint patrol.", ("rejects", "Norway")),
        ("“We will not negotiate with pirates,” a Chilean official said.", ("rejects", "Chile")),
        ("It would be a huge mistake to raise the levy, Pinto said.", ("opposes", "Rosa Pinto")),
        ("Pinto said that cutting the funds would be reckless.", ("opposes", "Rosa Pinto")),
        ("Pinto said that ending the blockade would be necessary before talks.", ("demands", "Rosa Pinto")),
        ("Pinto said there must be at least a date.", ("demands", "Rosa Pinto")),
        ("“I don’t see any appetite for new talks,” Pinto said.", ("rejects", "Rosa Pinto")),
        ("In return, Chile would free the crew.", ("offers", "Chile")),
    ],
)
def test_who_holds_what(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(stance, name) for stance, name, _ in held(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was a huge mistake to go by night, Pinto said.",
        "Pinto said there must be a reason.",
        "In return, he got a cold.",
    ],
)
def test_nobody_takes_a_stance(text: str) -> None:
    assert held(text) == []


def test_a_former_official_speaks_for_nobody() -> None:
    assert "Chile" not in [name for _, name, _ in held("A former Chilean official rejected the patrol.")]
