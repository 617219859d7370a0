"""Rules and the encoder's head of states, weighed."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus
from sourcebook.read.encoder.seen import STATES, SeenEvent
from sourcebook.read.status_judge import WIDTH, columns, likeliest


def seen(status: EventStatus, sure: float) -> SeenEvent:
    rest = (1 - sure) / (len(STATES) - 1)
    return SeenEvent(0, 0.9, "AGREE", 0.9, status, sure, states=tuple(sure if s == status else rest for s in STATES))


@pytest.mark.parametrize(
    ("ruled", "told", "expected"),
    [
        ("held", ("held", 0.9), "held"),
        ("held", ("denied", 0.95), "denied"),
        (None, ("possible", 0.95), "possible"),
        ("planned", ("planned", 0.6), "planned"),
        ("planned", ("held", 0.98), "held"),
        ("denied", ("denied", 0.5), "denied"),
        ("called-off", ("called-off", 0.5), "called-off"),
    ],
)
def test_the_likeliest_status(
    ruled: EventStatus | None, told: tuple[EventStatus, float], expected: EventStatus
) -> None:
    assert likeliest(seen(*told), ruled, guessed=False) == expected


def test_columns_tell_what_is_guessed() -> None:
    told = seen("held", 0.8)
    known, guessed = (columns(told, "under-way", guessed=one) for one in (False, True))
    assert known.shape == (WIDTH,)
    assert guessed.sum() == pytest.approx(known.sum() + 1)
