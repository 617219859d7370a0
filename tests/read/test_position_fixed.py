"""Stances by fixed phrases and judgements, and those that nobody takes, on sentences of invented states."""

import pytest

from tests.read.test_positions import held


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway is holding the line against any cut of its quota.", "opposes"),
        ("Norway signed on to the plan.", "accepts"),
        ("Norway gave the plan its blessing.", "supports"),
        ("Norway gave the plan the green light.", "accepts"),
        ("Norway is all for the plan.", "supports"),
        ("Norway is dead set against the plan.", "opposes"),
        ("Norway floated a moratorium on whaling.", "offers"),
        ("Norway has defied calls to lift the ban.", "rejects"),
        ("Norway joined calls for an inquiry.", "demands"),
        ("Norway has dug in its heels over quotas.", "opposes"),
        ("Norway told Chile to release the crews.", "demands"),
        ("Norway will not vote for the plan.", "opposes"),
        ("Solberg called the plan a non-starter.", "rejects"),
        ("Solberg called the plan unworkable.", "rejects"),
    ],
)
def test_phrases_of_stance(text: str, stance: str) -> None:
    assert stance in [one[0] for one in held(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway stopped short of demanding an apology.",
        "Norway denied that it had demanded an apology.",
        "Solberg refused to say whether he would back the plan.",
        "The plan of Pinto, who had called it unworkable, failed.",
    ],
)
def test_stances_that_nobody_takes(text: str) -> None:
    assert held(text) == []


def test_who_is_told_to_do_nothing_is_asked_for_nothing() -> None:
    assert not held("Norway told reporters on Monday.")
