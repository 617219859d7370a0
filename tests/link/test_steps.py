from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sourcebook.link.entities import EntityIndex
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting
from sourcebook.link.steps import history, lived, settled
from sourcebook.model import EventMention, Interval, Span
from sourcebook.model.reading import EventStatus, PloverType

MAY = date(2031, 5, 1)
NOWHERE = cast(EntityIndex, None)  # no place is told


def on(day: int, last: int | None = None) -> Interval:
    return Interval(earliest=MAY + timedelta(days=day - 1), latest=MAY + timedelta(days=(last or day) - 1))


def told(
    at: int, status: EventStatus, day: int | None = None, *, was: int | None = None, kind: PloverType = "RETREAT"
) -> Sighting:
    """What a report of the `at`th of May tells of an event on the `day`th, which was to be on the `was`th."""
    mention = EventMention(start=0, end=9, trigger=Span(start=0, end=5), type=kind, status=status, noun="truce")
    matters = frozenset({"gathering"} if kind == "CONSULT" else ())
    when, empty = (on(day) if day else None), frozenset[str]()
    report = f"r{at:02}{status}{day or 0:02}"
    return Sighting(
        key=(report, 0, 9, 0, kind), report=report, index=0, mention=mention, published=on(at), story="s", origin=None,
        states=empty, people=empty, home=empty, bodies=empty, host=None, place=None, area=None,
        earliest=when.earliest if when else None, latest=when.latest if when else None, dated=when is not None,
        was=on(was) if was else None, words=empty, matters=matters,
    )  # fmt: skip


def life(*members: Sighting) -> list[tuple[str, int | None]]:
    return [
        (step.status, (step.date.earliest - MAY).days + 1 if step.date and step.date.earliest else None)
        for step in history(members, NOWHERE)
    ]


def test_what_is_called_off_had_been_planned() -> None:
    assert life(told(3, "called-off", 9)) == [("planned", 9), ("called-off", 9)]
    assert life(told(3, "postponed")) == [("planned", None), ("postponed", None)]
    assert life(told(1, "planned", 9), told(3, "called-off")) == [("planned", 9), ("called-off", None)]


def test_a_plan_for_a_later_day_puts_the_first_one_off() -> None:
    assert life(told(1, "planned", 9), told(3, "planned", 12)) == [("planned", 9), ("postponed", 12)]
    assert life(told(1, "planned", 9), told(1, "planned", 12)) == [("planned", 9), ("planned", 12)]


def test_a_plan_that_reports_go_on_telling_was_not_put_off() -> None:
    two_days = [told(1, "planned", 9), told(3, "planned", 12), told(5, "planned", 9)]
    assert "postponed" not in [status for status, _ in life(*two_days)]


def test_the_new_day_told_again_is_no_step_and_leaves_it_postponed() -> None:
    members = [told(1, "planned", 9), told(3, "postponed", 12, was=9), told(5, "planned", 12)]
    assert life(*members) == [("planned", 9), ("postponed", 12)]
    assert settled("planned", history(members, NOWHERE)) == "postponed"


@pytest.mark.parametrize(("kind", "came", "late"), [("RETREAT", 10, False), ("RETREAT", 11, True),
                                                   ("CONSULT", 12, False), ("CONSULT", 14, True)])  # fmt: skip
def test_what_comes_days_after_its_plan_was_put_off(kind: PloverType, came: int, *, late: bool) -> None:
    steps = life(told(1, "planned", 9, kind=kind), told(20, "held", came, kind=kind))
    assert steps == [("planned", 9), *([("postponed", came)] if late else []), ("held", came)]


def test_a_report_that_knows_of_the_delay_tells_all_three_steps() -> None:
    assert life(told(12, "held", 10, was=9)) == [("planned", 9), ("postponed", 10), ("held", 10)]
    assert life(told(1, "planned", 9), told(12, "held", 10, was=9)) == [("planned", 9), ("postponed", 10), ("held", 10)]


def test_what_will_not_be_on_its_day_is_called_off() -> None:
    members = [told(1, "planned", 9), told(3, "denied", 9)]
    assert life(*members) == [("planned", 9), ("called-off", 9)]
    assert settled("denied", history(members, NOWHERE)) == "called-off"
    assert life(told(1, "planned", 9), told(10, "denied", 9))[-1] == ("denied", 9)
    assert life(told(1, "planned", 9), told(3, "denied", 9), told(12, "held", 9))[1] == ("denied", 9)


def test_nothing_is_done_before_its_day() -> None:
    plan, too_soon, later = told(1, "planned", 9), told(3, "held"), told(11, "held")
    assert lived([plan, too_soon]) == [plan]
    assert lived([plan, later]) == [plan, later]
    assert too_soon in lived([plan, too_soon, told(11, "held", 2)])  # its day is told: it has come


STATUSES: tuple[EventStatus, ...] = ("planned", "possible", "postponed", "called-off", "denied", "under-way", "held")


@given(
    some.lists(
        some.builds(told, some.integers(1, 20), some.sampled_from(STATUSES), some.none() | some.integers(1, 30)),
        min_size=1, max_size=7,
    )
)  # fmt: skip
def test_steps_follow_the_reports_whatever_order_they_come_in(members: list[Sighting]) -> None:
    steps = history(members, NOWHERE)
    keys = {s.key: s for s in members}
    assert history(tuple(reversed(list(keys.values()))), NOWHERE) == history(tuple(keys.values()), NOWHERE)
    assert [step.as_of for step in steps] == sorted(step.as_of for step in steps)
    held = next((i for i, step in enumerate(steps) if step.status == "held"), len(steps))
    assert not any(step.status in AHEAD for step in steps[held:])
    assert all(step.status in {*AHEAD, *BEHIND, "called-off", "denied"} for step in steps)


def test_what_did_not_come_on_its_day_and_came_later_was_put_off() -> None:
    late = [told(1, "planned", 9), told(9, "denied", 9), told(14, "held", 14)]
    assert [status for status, _ in life(*late)] == ["planned", "postponed", "held"]
    assert [status for status, _ in life(*late[:2])] == ["planned", "denied"]
