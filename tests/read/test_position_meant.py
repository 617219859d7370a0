"""What positions are about whose words hold no noun, and what a speaker says must be or can't be."""

from __future__ import annotations

import pytest

from tests.read.test_positions import OPENING, held, read


def about(text: str) -> list[tuple[str, str | None, str]]:
    return [(p.stance, p.holder_name, p.issue) for p in read(OPENING + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has offered $300.", ("offers", "Norway", "dollar")),
        ("The vote was on Monday. Chile rejects it.", ("rejects", "Chile", "vote")),
        ("The levies on cod have no force. Chile firmly rejects them.", ("rejects", "Chile", "levy")),
        (
            "Norway owes the crews fourteen months. It offers to pay six, from October.",
            ("offers", "Norway", "month"),
        ),
        ("Chile asked for the minutes of the court. Norway turned it down.", ("rejects", "Norway", "minute court")),
    ],
)
def test_what_a_pronoun_a_number_or_nothing_stands_for(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in about(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A second referendum is out of the question, Solberg said.",
            ("rejects", "Arne Solberg", "A second referendum is out of the question"),
        ),
        (
            "Dismantling of any weir is out of the question, Solberg said.",
            ("rejects", "Arne Solberg", "Dismantling of any weir is out of the question"),
        ),
        ("No one will be pardoned, Solberg said.", ("rejects", "Arne Solberg", "No one will be pardoned")),
        (
            "Solberg said that no inspector would set foot in the hall.",
            ("rejects", "Arne Solberg", "no inspector would set foot in the hall"),
        ),
        (
            "Forty observers will be let in, Solberg said.",
            ("accepts", "Arne Solberg", "Forty observers will be let"),
        ),
        (
            "Norway sees no need for a new count.",
            ("rejects", "Norway", "sees no need for a new count"),
        ),
        (
            "Chile finds no grounds to dismiss the two officers.",
            ("rejects", "Chile", "finds no grounds to dismiss the two officers"),
        ),
        ("Norway needs no mediator.", ("rejects", "Norway", "needs no mediator")),
        (
            "Chile supports the pact only if a price is settled first.",
            ("demands", "Chile", "Chile supports the pact only if a price is settled"),
        ),
    ],
)
def test_refusals_and_conditions(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(stance, holder, words.removesuffix(" first")) for stance, holder, words in held(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway sees no reason to doubt the count.",
        "Chile sees no need for panic.",
        "Norway needs no reminder of the war.",
        "Nobody will be there, Solberg said.",
        "Nobody who was asked will vote, Solberg said.",
    ],
)
def test_what_has_no_reason_or_is_not_expected_is_not_refused(text: str) -> None:
    assert held(text) == []


def test_a_list_that_is_asked_for() -> None:
    asked = "Norway wants three things: the pay of a year, the dismissal of Rosa Pinto, the president, and a new court."
    assert [words for stance, holder, words in held(asked) if (stance, holder) == ("demands", "Norway")] == [
        "the pay of a year", "the dismissal of Rosa Pinto", "a new court",
    ]  # fmt: skip
    told = "Solberg set out what Norway expects of Chile: an apology, a new court, and the crews."
    assert "Norway" in {holder for stance, holder, _ in held(told) if stance == "demands"}


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The prime minister opposes any exemption, he told parliament.", "Arne Solberg"),
        ("The Solberg administration rejects the levy.", "Arne Solberg"),
        ("Solberg's government rejects the levy.", "Arne Solberg"),
        ("Norway's caretaker government rejects the levy.", "Norway"),
        ("Solberg spoke. His government rejects the levy.", "Arne Solberg"),
        ("Chile spoke with Norway for hours. It rejects the levy.", "Chile"),
        ("Norway, said Chile, had waited; but it rejects the levy.", "Norway"),
    ],
)
def test_holders_that_are_only_pointed_to(text: str, holder: str) -> None:
    assert holder in [name for stance, name, _ in held(text) if stance in {"rejects", "opposes"}]
