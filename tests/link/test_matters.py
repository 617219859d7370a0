"""Whether two mentions may be of one kind."""

from __future__ import annotations

from sourcebook.link.matters import kindred
from sourcebook.link.occurrences import KINDS
from sourcebook.model import EventMention, Span
from sourcebook.model.reading import PloverType


def mention(kind: PloverType, **odds: int) -> EventMention:
    classes = bytes(odds.get(one, 0) for one in KINDS) if odds else None
    return EventMention(
        start=0, end=9, trigger=Span(start=2, end=5), type=kind, status="held", noun="x", classes=classes
    )  # fmt: skip


def test_classes_that_readers_take_for_one_another_are_one_kind() -> None:
    assert kindred(mention("CONCEDE"), mention("RETREAT"))
    assert not kindred(mention("AID"), mention("PROTEST"))


def test_so_are_doubtful_ones_whose_odds_have_enough_in_common() -> None:
    flour = mention("AID", AID=150, CONCEDE=100)
    assert kindred(flour, mention("ACCUSE", ACCUSE=140, CONCEDE=110))
    assert not kindred(flour, mention("ACCUSE", ACCUSE=220, CONCEDE=30))
    assert not kindred(flour, mention("ACCUSE"))
