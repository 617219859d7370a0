"""Under which class a record follows an event: what the judge is given, and what comes of it."""

from __future__ import annotations

from sourcebook.read.class_judge import FULL, LABELS, WIDTH, _weights
from sourcebook.read.encoder.seen import CLASSES
from tests.read.test_chronicled import read, told

SIGNED = "Ostrel and Vardania signed a treaty in Lima on Monday."


def odds(kind: str, share: float = 0.9) -> tuple[float, ...]:
    """The chronicle head's probabilities: this class, and a little of all others."""
    rest = (1 - share) / (LABELS - 1)
    return tuple(share if label == kind else rest for label in ("none", *CLASSES, "OTHER"))


def test_a_judge_knows_every_class() -> None:
    weight, bias = _weights()
    assert weight.shape == (WIDTH, len(CLASSES))
    assert bias.shape == (len(CLASSES),)


def test_the_classes_of_a_mention_are_shares_of_certainty() -> None:
    (one,) = read(SIGNED, told("signed", "AGREE"))
    assert one.classes is not None
    assert len(one.classes) == len(CLASSES)
    assert abs(sum(one.classes) - FULL) <= len(CLASSES)


def test_what_the_chronicle_head_sees_moves_the_odds() -> None:
    def share(kind: str) -> int:
        word, given = told("signed", "AGREE")
        (one,) = read(SIGNED, (word, {**given, "odds": odds(kind)}))
        assert one.classes is not None
        return one.classes[CLASSES.index("PROTEST")]

    assert share("PROTEST") > share("AGREE")
