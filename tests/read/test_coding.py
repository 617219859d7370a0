"""PLOVER's class of what a record files otherwise."""

from __future__ import annotations

import pytest

from sourcebook.model import EventMention, Span
from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.coding import RULE, as_coded, coded
from sourcebook.read.encoder.seen import CLASSES


def mention(kind: PloverType, status: EventStatus, mode: str | None = None) -> EventMention:
    return EventMention(start=0, end=9, trigger=Span(start=2, end=5), type=kind, status=status, noun="x", mode=mode)


@pytest.mark.parametrize(
    ("kind", "status", "mode", "code"),
    [
        ("CONSULT", "planned", "visit", "AGREE"),
        ("CONSULT", "held", "visit", "CONSULT"),
        ("CONSULT", "called-off", None, "REJECT"),
        ("AID", "denied", None, "REJECT"),
        ("RETREAT", "possible", "withdraw", "AGREE"),
        ("ASSAULT", "planned", None, "THREATEN"),
        ("ASSAULT", "under-way", None, "ASSAULT"),
        ("AGREE", "held", "signing", "SUPPORT"),
        ("REJECT", "denied", None, "REJECT"),
    ],
)
def test_what_is_said_and_done_at_the_moment_of_the_report(
    kind: PloverType, status: EventStatus, mode: str | None, code: PloverType
) -> None:
    assert coded(mention(kind, status, mode)) == code


def test_the_encoder_outvotes_the_book_where_it_is_surer() -> None:
    close = [RULE - 0.1 if one == "COERCE" else 0.0 for one in CLASSES]
    clear = [RULE + 0.1 if one == "COERCE" else 0.0 for one in CLASSES]
    assert [coded(mention("ASSAULT", "held"), odds) for odds in (close, clear)] == ["ASSAULT", "COERCE"]


def test_a_yield_is_the_kind_that_the_rules_take_it_for() -> None:
    odds = [1.0 if one == "CONCEDE" else 0.0 for one in CLASSES]
    assert coded(mention("RETREAT", "held"), odds) == "RETREAT"


def test_a_mention_keeps_the_class_that_it_is_filed_under() -> None:
    planned = mention("CONSULT", "planned", "visit")
    assert (as_coded(planned, "AGREE").type, as_coded(planned, "AGREE").filed) == ("AGREE", "CONSULT")
    assert as_coded(planned, "CONSULT") == planned == as_coded(planned, None)
