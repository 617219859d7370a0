"""What somebody says must be or can't be, in fixed phrases; threats; what pronouns say of their speaker."""

from __future__ import annotations

import pytest

from tests.read.test_positions import held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Any accord has to include an amnesty, Pinto said.", ("demands", "Rosa Pinto")),
        ("The pay must come first, said Pinto.", ("demands", "Rosa Pinto")),
        ("There is no room for concessions, Pinto said.", ("rejects", "Rosa Pinto")),
        ("Norway threatened to walk out unless an amnesty is granted.", ("demands", "Norway")),
        ("Chile refuses to sign without a date.", ("demands", "Chile")),
        ("It wants a second round in Oslo, Chile said.", ("demands", "Chile")),
        ("Chile put forward a plan for the herring.", ("offers", "Chile")),
        ("Norway undertook to pay 64 million crowns.", ("offers", "Norway")),
        ("Chile wants nothing to do with a joint patrol.", ("rejects", "Chile")),
        ("Norway would not stand in the way of a joint patrol.", ("accepts", "Norway")),
        ("Chile has made the return of the fleet its condition.", ("demands", "Chile")),
        ("Norway backed down on the duty.", ("accepts", "Norway")),
        ("Chile does not want the referendum.", ("rejects", "Chile")),
        ("Chile's claim amounts to 40 million crowns.", ("demands", "Chile")),
        ("Chile's condition is foreign observers at the border.", ("demands", "Chile")),
        ('Norway called the levy "unacceptable".', ("rejects", "Norway")),
        ('"No concessions," said Pinto.', ("rejects", "Rosa Pinto")),
        ("Norway will settle for nothing less than the return of the port.", ("demands", "Norway")),
        ("Chile said that it would consider a freeze of the duty.", ("accepts", "Chile")),
    ],
)
def test_the_stance_is_told(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(stance, name) for stance, name, _ in held(text)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no need for panic, Pinto said.",
        "Chile said that it would consider its next steps.",
        "The answer must come late, said Pinto.",
        '"No comment," said Pinto.',
    ],
)
def test_no_stance_is_taken(text: str) -> None:
    assert held(text) == []
