"""The rules that tell a text in other words: each does what it says, and quotations stay as they are."""

from __future__ import annotations

import random
from datetime import date

import pytest

from benches.paraphrase import rewritten

_DAY = date(2031, 5, 7)  # a Wednesday


def _all_tellings(text: str) -> set[str]:
    return {rewritten(text, random.Random(seed), _DAY, share=0.5) for seed in range(300)}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("According to Dovica’s harbour board, the pier will be shut.", ", according to Dovica’s harbour board."),
        ("The pier will be shut until the spring, Falk said.", "Falk "),
        (
            "The harbour board announced a closure of the pier.",
            "A closure of the pier was announced by the harbour board",
        ),
        ("When the storm had passed, divers looked at the pier.", "when the storm had passed."),
        ("Divers looked at the pier on Tuesday.", "on May 6"),
        ("The board met five times and 12 divers came.", "12 divers"),
        ("The pier did not fall.", "didn't"),
    ],
)
def test_a_rule_tells_it_in_another_way(text: str, part: str) -> None:
    assert any(part in told for told in _all_tellings(text)), sorted(_all_tellings(text))


def test_quotations_stay_as_they_are() -> None:
    text = "“We did not begin the 3 new talks, but asked for them,” Falk said. The board was asked about it again."
    assert all(
        "“We did not begin the 3 new talks, but asked for them,”" in told or "“" not in told
        for told in _all_tellings(text)
    )


def test_one_seed_tells_it_in_one_way() -> None:
    text = "The board rejected the plan on Monday, Falk said.\nThree divers began to work because the pier was weak."
    assert rewritten(text, random.Random(4), _DAY) == rewritten(text, random.Random(4), _DAY)
    assert rewritten(text, random.Random(4), _DAY) != text
    assert rewritten(text, random.Random(4), _DAY).count("\n") == 1
