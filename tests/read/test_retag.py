"""Tags mended where the sentence shows that the tagger went wrong."""

from __future__ import annotations

import pytest

from sourcebook.read.retag import tags_of


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("Norway accused Peru of smuggling .", "accused", "VBD"),
        ("Norway agreed to release the trawlers .", "Norway", "NNP"),
        ("Peru will free two Norwegian hostages .", "free", "VB"),
        ("The talks between Norway and Peru were pushed back until next week .", "pushed", "VBN"),
        ("The foreign ministers are meeting for the third time .", "meeting", "VBG"),
        ("Brekke Slams Fisheries Deal With Peru", "Slams", "VBZ"),
        ("The special envoy proceeds to Oslo on Tuesday .", "Oslo", "NNP"),
        ("The special envoy proceeds to Oslo on Tuesday .", "proceeds", "VBZ"),
        ("The first meeting , planned for Saturday , has been called off .", "planned", "VBN"),
        ("The ministers no longer plan to meet in Oslo .", "plan", "VBP"),
        ("The blast late on Tuesday brought down two pylons .", "blast", "NN"),
        ("Brekke and Arana , his guest , talked by telephone on Sunday .", "talked", "VBD"),
    ],
)
def test_mended(sentence: str, word: str, tag: str) -> None:
    words = sentence.split()
    assert tags_of(words)[words.index(word)] == tag


def test_what_is_known_stays() -> None:
    assert tags_of(["Norway", "signed", "."], {1: "NN"})[1] == "NN"
