"""Deadlines: whose they are, the day from which one was put off, and the month's one deadline."""

from __future__ import annotations

from sourcebook.link.linker import Linker
from sourcebook.model import Event, MadeBy, Reading, Record
from sourcebook.model.reading import EventStatus
from tests.link.by_hand import Page

MADE = MadeBy(version="0", model_sha256="", config_sha256="")
SIDES = ("Peru", "Chile")


def talks(name: str, day: str, town: str = "Bergen") -> Reading:
    page = Page(name, f"Peru and Chile held talks on the pact in {town}.", day).state(*SIDES)
    page.name_(town, "place", country="Norway")
    return page.event(page.text[:-1], "talks", "held", SIDES, place=town, area="Norway", days=(day, day)).reading()


def deadline(name: str, day: str, status: EventStatus, days: tuple[str, str] | None, **more: object) -> Reading:
    page = Page(name, f"The talks of Peru and Chile on the pact have a deadline, says report {name}.", day).state(
        *SIDES
    )
    page.event("The talks of Peru and Chile", "talks", "under-way", SIDES, told=False)
    actors = more.pop("actors", ())
    return page.event("a deadline", "deadline", status, actors, kind="REQUEST", days=days, **more).reading()  # type: ignore[arg-type]


def link(*readings: Reading) -> Record:
    return Linker().link(readings, MADE)


def deadlines(record: Record) -> list[Event]:
    return sorted((e for e in record.events if "deadline" in e.title), key=lambda e: str(e.date))


ROUNDS = (talks("a", "2031-05-05"), talks("b", "2031-05-12"), talks("c", "2031-05-19"))
END = ("2031-05-30", "2031-05-30")


def test_a_deadline_of_nobody_is_that_of_the_talks_around_it() -> None:
    record = link(*ROUNDS, deadline("d", "2031-05-20", "planned", END), deadline("e", "2031-05-21", "planned", END))
    (one,) = deadlines(record)
    names = {e.id: e.name for e in record.entities}
    assert ({names[p] for p in one.participants}, one.type, one.place) == (set(SIDES), "AGREE", None)


def test_an_ultimatum_stays_what_it_is() -> None:
    told = deadline("d", "2031-05-20", "planned", END, actors=("Peru", "Chile"), role="target")
    (one,) = deadlines(link(*ROUNDS, told))
    assert one.type == "REQUEST"


def test_a_deadline_that_talks_overran_was_put_off_and_its_day_is_no_outcome() -> None:
    record = link(
        *ROUNDS,
        deadline("d", "2031-05-20", "planned", END),
        deadline("e", "2031-06-01", "postponed", None, was=END),
        deadline("f", "2031-06-02", "held", END),
    )
    (one,) = deadlines(record)
    assert (one.status, [step.status for step in one.history][:2]) == ("postponed", ["planned", "postponed"])


def test_what_was_put_off_from_one_day_is_not_the_deadline_of_another() -> None:
    later = ("2031-06-30", "2031-06-30")
    record = link(
        *ROUNDS,
        deadline("d", "2031-05-20", "planned", END),
        deadline("e", "2031-05-21", "planned", later),
        deadline("f", "2031-06-01", "postponed", None, was=END),
    )
    assert [e.status for e in deadlines(record)] == ["postponed", "planned"]


def test_the_deadline_of_the_month_is_the_one_that_stands_in_it() -> None:
    month = ("2031-05-01", "2031-05-31")
    record = link(
        *ROUNDS,
        deadline("d", "2031-05-13", "planned", END),
        deadline("e", "2031-05-14", "planned", END),
        deadline("f", "2031-05-15", "planned", month),
    )
    (one,) = deadlines(record)
    assert (len(one.mentions), str(one.date and one.date.earliest)) == (3, "2031-05-30")
