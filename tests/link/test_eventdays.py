"""The days of an event whose mentions tell different ones, wide ones, or none."""

from __future__ import annotations

from datetime import date

from sourcebook.link.entities import find_entities
from sourcebook.link.eventdays import date_of
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Interval
from tests.link.by_hand import Page
from tests.link.test_lifecycle import told
from tests.link.test_linker import event_of, link


def between(first: str, last: str) -> Interval:
    return Interval(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


def test_what_is_told_as_done_was_done_by_the_day_of_its_report() -> None:
    page = Page("a", "Vardania and Orland signed the pact this week.", "2031-05-14").state("Vardania", "Orland")
    page.event("Vardania and Orland signed the pact this week", "signed", "held", ("Vardania", "Orland"), kind="AGREE",
               days=("2031-05-12", "2031-05-18"))  # fmt: skip
    assert event_of(link(page), "signed").date == between("2031-05-12", "2031-05-14")


def test_a_plan_for_some_day_of_the_month_was_held_before_the_report_that_has_it_as_news() -> None:
    text = "Vardania and Orland will hold talks in Sund later this month."
    plan = Page("a", text, "2031-05-02").state("Vardania", "Orland").name_("Sund", "place", country="Vardania")
    plan.event(text[:-1], "talks", "planned", ("Vardania", "Orland"), kind="CONSULT", place="Sund",
               days=("2031-05-02", "2031-05-31"))  # fmt: skip
    text = "Vardania and Orland ended their talks in Sund."
    came = Page("b", text, "2031-05-21").state("Vardania", "Orland").name_("Sund", "place", country="Vardania")
    came.event(text[:-1], "talks", "held", ("Vardania", "Orland"), kind="CONSULT", place="Sund")
    assert event_of(link(plan, came), "ended").date == between("2031-05-19", "2031-05-21")


def test_of_two_days_the_one_that_more_origins_tell() -> None:
    text = "Vardania and Orland met in Sund."
    days = {"a": ("2031-05-12", "2031-05-14"), "b": ("2031-05-12", "2031-05-15"), "c": ("2031-05-13", "2031-05-16")}
    pages = [told(name, text, "met", "held", day, said, kind="CONSULT").reading() for name, (day, said) in days.items()]
    members = find_sightings(pages, find_entities(pages, {}), {}, {})
    assert date_of(members, "held") == between("2031-05-12", "2031-05-12")


def test_what_is_planned_for_the_week_is_not_before_its_report() -> None:
    page = Page("a", "Vardania and Orland will meet this week.", "2031-05-14").state("Vardania", "Orland")
    page.event("Vardania and Orland will meet this week", "meet", "planned", ("Vardania", "Orland"), kind="CONSULT",
               days=("2031-05-12", "2031-05-18"))  # fmt: skip
    assert event_of(link(page), "will meet").date == between("2031-05-14", "2031-05-18")
