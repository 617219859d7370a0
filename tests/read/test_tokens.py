"""Words and their clitics."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.read.tokens import tokenise

WORDS = ["can't've", "rock'n'roll", "CANNOT", "don’t", "it's", "notes", "'s", "n't", "Arana", "knot", "boats'", "‘not"]


def test_clitics_stand_apart() -> None:
    text = "They can't say it's Arana's, cannot they? Rock'n'roll isn’t."
    words = [text[a:b] for a, b in tokenise(text, 0, len(text))]
    assert words == ["They", "ca", "n't", "say", "it", "'s", "Arana", "'s", ",", "can", "not", "they", "?",
                     "Rock'n'roll", "is", "n’t", "."]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_each_word_is_cut_as_it_is_alone(words: list[str]) -> None:
    text = " ".join(words)
    found = [text[a:b] for a, b in tokenise(text, 0, len(text))]
    alone = [word[a:b] for word in words for a, b in tokenise(word, 0, len(word))]
    assert found == alone
