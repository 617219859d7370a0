"""A number that another gives for what was told before: "the real figure is"."""

from __future__ import annotations

import pytest

from tests.read.test_figures import read


@pytest.mark.parametrize(
    ("text", "contested"),
    [
        (
            "It amounts to $1.2 billion in tax increases. Pinto says the real balance is $1.3 billion in higher taxes.",
            1,
        ),
        ("It amounts to $1.2 billion in tax increases. Pinto says the real cost is $1.3 billion for new roads.", 0),
    ],
)
def test_the_real_figure(text: str, contested: int) -> None:
    assert sum(f.contested for f in read(text)) == contested
