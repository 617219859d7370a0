"""Who vouches at a sentence's end for what another is told to have said, and who goes on being heard."""

from __future__ import annotations

import pytest

from tests.read.saying import read


@pytest.mark.parametrize(
    ("text", "via", "words"),
    [
        (
            "Orla Venn told the council that the bridge was shut, two people briefed on the call said.",
            ("people briefed on the call",),
            "the bridge was shut",
        ),
        (
            "Orla Venn said that the bridge was shut, according to an aide who was present.",
            ("aide who was present",),
            "the bridge was shut",
        ),
        ("Orla Venn said that the bridge was shut, according to the weather.", (), "the bridge was shut"),
        ("Orla Venn said that the bridge was shut.", (), "the bridge was shut"),
    ],
)
def test_who_vouches(text: str, via: tuple[str, ...], words: str) -> None:
    found = [s for s in read(text, "Orla Venn") if s.speaker_name == "Orla Venn"]
    assert [s.via for s in found] == [via]
    assert found[0].content[0].of(text).startswith(words)


def test_the_official_goes_on_to_the_same_medium() -> None:
    text = "A senior official told CNN that the bridge was shut.\n“It stays shut,” the official said."
    assert [s.via for s in read(text)] == [("CNN",), ("CNN",)]


def test_another_official_was_not_heard_by_it() -> None:
    text = "A senior official told CNN that the bridge was shut.\n“It stays shut,” a lorry driver said."
    assert [s.via for s in read(text)] == [("CNN",), ()]


def test_a_post_in_one_line_is_its_authors() -> None:
    text = "It went on.\nWe shall see who blinks! https://t.co/x — Orla Venn (@venn) March 5, 2019\nNobody did."
    [post] = [s for s in read(text, "Orla Venn") if s.kind == "direct"]
    assert (post.speaker_name, [c.of(text) for c in post.content]) == ("Orla Venn", ["We shall see who blinks!"])


def test_a_post_that_quotes_another_is_not() -> None:
    text = "It went on.\n.@tambrok: we never said so at all — Vard News (@vardnews) March 5, 2019\nNobody did."
    assert all(s.speaker_name != "Vard News" for s in read(text, "Vard News"))
