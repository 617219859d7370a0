from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from sourcebook.link.lifecycle import lapsed
from sourcebook.model import Event, HistoryStep, Interval
from sourcebook.model.reading import EventStatus, PloverType
from tests.link.by_hand import Page
from tests.link.test_linker import event_of, link

START = date(2031, 5, 1)


def on(days: int) -> Interval:
    day = START + timedelta(days=days)
    return Interval(earliest=day, latest=day)


@pytest.mark.parametrize(
    ("status", "when", "overdue"),
    [
        ("planned", on(3), True),
        ("postponed", on(3), True),
        ("held", on(3), False),
        ("planned", on(100), False),
        ("planned", on(120), False),
        ("possible", on(3), False),
        ("planned", Interval(earliest=START, latest=None), True),
        ("planned", None, False),
    ],
)
def test_a_plan_lapses_when_its_day_has_passed(status: EventStatus, when: Interval | None, overdue: bool) -> None:
    assert lapsed(status, when, (), START + timedelta(days=100)) is overdue


def test_an_open_plan_that_is_spoken_of_has_not_lapsed() -> None:
    said = HistoryStep(as_of=START + timedelta(days=90), status="planned", date=None, place=None, report="r")
    assert not lapsed("planned", Interval(earliest=START, latest=None), (said,), START + timedelta(days=100))


def told(
    name: str, text: str, trigger: str, status: EventStatus, day: str | None, published: str, **more: object
) -> Page:
    """A page of one clause about an event of two states."""
    page = Page(name, text, published).state(*(side for side in ("Vardania", "Orland") if side in text))
    kind: PloverType = more.pop("kind", "RETREAT")  # type: ignore[assignment]
    days = (day, day) if day else None
    actors = tuple(a for a in ("Vardania", "Orland") if a in text)
    return page.event(text.rstrip("."), trigger, status, actors, kind=kind, days=days, **more)  # type: ignore[arg-type]


def steps(event: Event) -> list[str]:
    return [step.status for step in event.history]


def test_a_truce_that_begins_a_day_late_is_the_one_that_was_planned() -> None:
    plan = told(
        "a", "The truce of Vardania and Orland is to begin on 3 May.", "truce", "planned", "2031-05-03", "2031-05-01"
    )
    came = told("b", "The truce of Vardania and Orland began on 4 May.", "truce", "held", "2031-05-04", "2031-05-05")
    event = event_of(link(plan, came), "is to begin")
    assert (steps(event), event.status, event.overdue) == (["planned", "held"], "held", False)
    assert event.date == on(3)


def test_a_vote_put_off_by_weeks_is_followed_through_the_word_that_says_so() -> None:
    plan = told(
        "a",
        "Vardania votes on the pact on 3 May.",
        "vote",
        "planned",
        "2031-05-03",
        "2031-05-01",
        kind="AGREE",
        mode="vote",
    )
    moved = told(
        "b", "The vote of Vardania is put off to 24 May.", "vote", "postponed", "2031-05-24", "2031-05-02",
        kind="AGREE", mode="vote", was=("2031-05-03", "2031-05-03"),
    )  # fmt: skip
    came = told(
        "c",
        "Vardania held its vote on the pact.",
        "vote",
        "held",
        "2031-05-24",
        "2031-05-25",
        kind="AGREE",
        mode="vote",
    )
    event = event_of(link(plan, moved, came), "put off")
    assert (steps(event), len(event.mentions)) == (["planned", "postponed", "held"], 3)


def test_an_outcome_weeks_after_a_plan_leaves_the_plan_open_and_overdue() -> None:
    plan = told(
        "a", "The truce of Vardania and Orland is to begin on 3 May.", "truce", "planned", "2031-05-03", "2031-05-01"
    )
    came = told("b", "The truce of Vardania and Orland began on 29 May.", "truce", "held", "2031-05-29", "2031-05-30")
    record = link(plan, came)
    one, two = event_of(record, "is to begin"), event_of(record, "began")
    assert one.id != two.id
    assert (one.overdue, one.status, two.overdue) == (True, "planned", False)


def test_the_word_of_a_postponement_tells_the_plan_as_well() -> None:
    moved = told(
        "b", "The vote of Vardania is put off to 24 May.", "vote", "postponed", "2031-05-24", "2031-05-02",
        kind="AGREE", mode="vote", was=("2031-05-03", "2031-05-03"),
    )  # fmt: skip
    event = event_of(link(moved), "put off")
    assert [(step.status, step.date) for step in event.history] == [("planned", on(2)), ("postponed", on(23))]


def test_what_was_held_is_not_planned_again() -> None:
    came = told("a", "Vardania and Orland met on 3 May.", "met", "held", "2031-05-03", "2031-05-04", kind="CONSULT")
    late = told(
        "b", "Vardania and Orland will meet on 3 May.", "meet", "planned", "2031-05-03", "2031-05-05", kind="CONSULT"
    )
    event = event_of(link(came, late), "met")
    assert (len(event.mentions), steps(event)) == (2, ["held"])


def test_an_opening_put_off_and_then_a_day_late_is_one_life() -> None:
    promised = told(
        "a", "Vardania will open one lock of the canal by 15 May.", "open", "planned", "2031-05-15", "2031-05-09"
    )
    moved = told(
        "b", "The day to open the first lock of the canal moves to 22 May.", "open", "postponed", "2031-05-22",
        "2031-05-13", was=("2031-05-15", "2031-05-15"),
    )  # fmt: skip
    came = told(
        "c", "Vardania did open the first lock of the canal on 23 May.", "open", "held", "2031-05-23", "2031-05-24"
    )
    event = event_of(link(promised, moved, came), "did open")
    assert (steps(event), event.status, event.date) == (["planned", "postponed", "held"], "held", on(22))


def test_what_one_report_has_ahead_and_the_next_tells_as_done_came_between_them() -> None:
    plan = told("a", "Vardania and Orland are to swap captives.", "swap", "planned", None, "2031-05-20")
    came = told("b", "Vardania and Orland made the swap of captives.", "swap", "held", None, "2031-05-21")
    event = event_of(link(plan, came), "made the swap")
    assert event.date == Interval(earliest=date(2031, 5, 20), latest=date(2031, 5, 21))


def test_a_day_in_dispute_is_the_one_that_most_reports_give() -> None:
    week = ("2031-05-18", "2031-05-25")
    came = Page("z", "Vardania and Orland held talks last week.", "2031-05-25").state("Vardania", "Orland")
    came.event("Vardania and Orland held talks last week", "talks", "held", ("Vardania", "Orland"), days=week)
    plans = [
        told(name, f"Vardania and Orland hold talks on {d} May.", "talks", "planned", f"2031-05-{d}", f"2031-05-{said}",
             kind="CONSULT", ordinal=2)
        for name, d, said in (("a", "24", "14"), ("b", "20", "15"), ("c", "20", "16"))
    ]  # fmt: skip
    assert event_of(link(*plans, came), "last week").date == on(19)


def test_what_a_report_opens_with_was_done_in_the_days_before() -> None:
    text = "Vardania and Orland held talks in the capital."
    event = event_of(link(told("a", text, "talks", "held", None, "2031-05-03", kind="CONSULT")), "held talks")
    assert event.date == Interval(earliest=date(2031, 5, 1), latest=date(2031, 5, 3))


def test_what_is_recalled_in_a_lead_may_lie_far_back() -> None:
    text = "Vardania and Orland held talks in the capital years earlier."
    event = event_of(link(told("a", text, "talks", "held", None, "2031-05-03", kind="CONSULT")), "held talks")
    assert event.date == Interval(earliest=None, latest=date(2031, 5, 3))


def test_what_is_done_and_only_named_lies_behind_its_report() -> None:
    text = "The truce of Vardania and Orland at Sund is praised."
    page = Page("a", text, "2031-05-05").state("Vardania", "Orland").name_("Sund", "place", country="Vardania")
    page.event(text[:-1], "truce", "held", ("Vardania", "Orland"), kind="RETREAT", place="Sund")
    page.events[0] = msgspec.structs.replace(page.events[0], told=False, flags=("historical",))
    (event,) = link(page).events
    assert event.date == Interval(earliest=None, latest=date(2031, 5, 5))


def test_what_one_report_plans_for_no_day_never_falls_due() -> None:
    text = "Vardania will free the captain of Orland."
    plan = told("a", text, "free", "planned", None, "2031-05-01")
    late = Page("z", "Rain fell on Sund.", "2031-09-01")
    assert [event.overdue for event in link(plan, late).events if event.status == "planned"] in ([], [False])
    again = told("b", text, "free", "planned", None, "2031-05-02")
    assert [event.overdue for event in link(plan, again, late).events] == [True]


@pytest.mark.parametrize(("reports_end", "status"), [("2031-05-20", "held"), ("2031-05-08", "under-way")])
def test_a_meeting_under_way_is_over_when_the_reports_have_gone_on(reports_end: str, status: str) -> None:
    now = told("a", "Vardania and Orland are meeting.", "meeting", "under-way", None, "2031-05-03", kind="CONSULT")
    last = told("b", "The truce of Vardania and Orland began.", "truce", "held", None, reports_end)
    assert event_of(link(now, last), "are meeting").status == status


def test_a_truce_under_way_lasts() -> None:
    now = told("a", "The truce of Vardania and Orland is holding.", "truce", "under-way", None, "2031-05-03")
    last = told("b", "Vardania and Orland met.", "met", "held", None, "2031-06-20", kind="CONSULT")
    assert event_of(link(now, last), "is holding").status == "under-way"


def test_who_speaks_on_of_what_was_called_off_revives_nothing_without_a_day() -> None:
    text = "Vardania and Orland will hold a summit in Sund on 9 May."
    plan = told("a", text, "summit", "planned", "2031-05-09", "2031-05-01", kind="CONSULT")
    off = told("b", "Vardania and Orland called off their summit in Sund on 9 May.", "summit", "called-off",
               "2031-05-09", "2031-05-04", kind="CONSULT")  # fmt: skip
    last = told("c", "Vardania and Orland spoke of their summit in Sund.", "summit", "planned", None, "2031-05-06",
                kind="CONSULT")  # fmt: skip
    event = event_of(link(plan, off, last), "called off")
    assert ({mention.report for mention in event.mentions}, event.status) == ({"a", "b", "c"}, "called-off")
