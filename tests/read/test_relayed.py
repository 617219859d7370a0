"""Words that somebody passes on: who is quoted speaks, who quotes carried it."""

from __future__ import annotations

import pytest

from tests.read.saying import read


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We wait,” the news agency Lundpress quoted Orla Venn as saying.", "We wait"),
        ("“We wait,” Orla Venn was quoted as saying by the news agency Lundpress.", "We wait"),
        ("The news agency Lundpress quoted Orla Venn as saying that the ice was thin.", "the ice was thin"),
        ("Orla Venn was quoted by the news agency Lundpress as saying the ice was thin.", "the ice was thin"),
        ("Orla Venn was cited by the news agency Lundpress as saying: “The ice is thin.”", "The ice is thin."),
    ],
)
def test_who_is_quoted_speaks(text: str, content: str) -> None:
    found = [(s.speaker_name, s.via) for s in read(text, "Orla Venn") if content in s.content[0].of(text)]
    assert found == [("Orla Venn", ("Lundpress",))]


def test_quoting_without_as_saying_is_no_relay() -> None:
    text = "Orla Venn of the news agency Lundpress quoted a poem as the crowd left, saying nothing else."
    assert [s.speaker_name for s in read(text, "Orla Venn")] == ["Orla Venn"]
