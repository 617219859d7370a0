"""Contradictions on events: which are kept, and which are no contradictions."""

from __future__ import annotations

from sourcebook.link.linker import Linker
from sourcebook.model import Conflict, MadeBy
from tests.link.by_hand import Page

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")
SIDES = ("Vardania", "Orland")


def conflicts(*pages: Page) -> list[Conflict]:
    return list(Linker().link([p.reading() for p in pages], MADE_BY).conflicts)


def plan(name: str, days: tuple[str, str], published: str, *, place: str | None = "Osk") -> Page:
    text = f"Vardania and Orland will hold a second round of talks in {place} soon."
    page = Page(name, text, published).state(*SIDES)
    if place:
        page.name_(place, "place", country="Kesh")
    return page.event(text[:-1], "talks", "planned", SIDES, days=days, place=place, area="Kesh", ordinal=2)


def test_two_windows_for_one_plan_differ() -> None:
    wide = plan("a", ("2031-05-10", "2031-05-24"), "2031-05-10")
    narrow = plan("b", ("2031-05-15", "2031-05-17"), "2031-05-12")
    (found,) = conflicts(wide, narrow)
    assert (found.kind, found.state) == ("time", "superseded")


def test_a_day_within_a_window_refines_it() -> None:
    wide = plan("a", ("2031-05-10", "2031-05-24"), "2031-05-10")
    exact = plan("b", ("2031-05-15", "2031-05-15"), "2031-05-12")
    assert conflicts(wide, exact) == []


def test_a_stretch_of_a_month_refines_the_month() -> None:
    month = plan("a", ("2031-06-01", "2031-06-30"), "2031-05-10")
    early = plan("b", ("2031-06-01", "2031-06-10"), "2031-05-12")
    exact = plan("c", ("2031-06-03", "2031-06-05"), "2031-05-14")
    assert conflicts(month, early, exact) == []


def leaders(name: str, published: str, place: str, area: str) -> Page:
    text = f"Ana Lenk of Vardania and Bo Orr of Orland will meet in {place} on 28 May."
    page = Page(name, text, published).state(*SIDES)
    page.name_("Ana Lenk", "person", country="Vardania").name_("Bo Orr", "person", country="Orland")
    page.name_(place, "place", country=area)
    days = ("2031-05-28", "2031-05-28")
    return page.event(text[:-1], "meet", "planned", ("Ana Lenk", "Bo Orr"), days=days, place=place, area=area)


def test_two_places_for_one_planned_meeting() -> None:
    (found,) = conflicts(leaders("a", "2031-05-10", "Osk", "Kesh"), leaders("b", "2031-05-11", "Tarn", "Tarnia"))
    assert (found.kind, found.state) == ("place", "disputed")
    assert {side.value for side in found.sides} == {"Osk", "Tarn"}


def attack(name: str, day: str) -> Page:
    text = "Vardania shelled the town of Osk that day."
    page = Page(name, text, day).state("Vardania").name_("Osk", "place", country="Kesh")
    days = (day, day)
    return page.event(text[:-1], "shelled", "held", ("Vardania",), kind="ASSAULT", days=days, place="Osk", area="Kesh")


def test_attacks_on_two_days_are_two() -> None:
    assert conflicts(attack("a", "2031-05-10"), attack("b", "2031-05-11")) == []


def test_a_meeting_denied_for_another_time_is_not_disputed() -> None:
    held = Page("a", "Vardania and Orland held a meeting in Osk on Monday.", "2031-05-13").state(*SIDES)
    held.name_("Osk", "place", country="Kesh")
    days = ("2031-05-12", "2031-05-12")
    held.event(held.text[:-1], "meeting", "held", SIDES, days=days, place="Osk", area="Kesh")
    denied = Page("b", "Vardania denied any meeting with Orland.", "2031-05-14").state(*SIDES)
    denied.event(denied.text[:-1], "meeting", "denied", SIDES)
    assert [c for c in conflicts(held, denied) if c.kind == "status"] == []


def calls(told: str, trigger: str) -> list[Conflict]:
    days = ("2031-05-12", "2031-05-12")
    held = Page("a", "Vardania and Orland held a call on Monday.", "2031-05-13").state(*SIDES)
    held.event(held.text[:-1], "call", "held", SIDES, days=days)
    denied = Page("b", told, "2031-05-14").state(*SIDES)
    denied.event(told[:-1], trigger, "denied", SIDES, days=days)
    return [c for c in conflicts(held, denied) if c.kind == "status"]


def test_a_call_that_one_side_knows_nothing_of_is_disputed_whatever_it_names_it() -> None:
    (found,) = calls("Vardania had no conversation with Orland on Monday.", "conversation")
    assert {side.value for side in found.sides} == {"held", "denied"}


def test_what_has_not_been_since_a_call_denies_no_call() -> None:
    assert calls("Vardania has had no conversation with Orland since Monday.", "conversation") == []
