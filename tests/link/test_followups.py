"""The round that comes next: its number is the one after that which the report has behind it."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.model import Reading
from tests.link.test_rounds import SIDES, _held, _link, _page

NEXT = "2031-05-27"


def _report(again: str, town: str = "Bergen", *, told: int = 1) -> Reading:
    """A report that has a round in Bergen behind it and says when its sides will meet."""
    page = _page("a", "2031-05-07", f"Peru and Chile ended talks in Bergen. They will meet {again}in {town}.")
    for name in dict.fromkeys(("Bergen", town)):
        page.name_(name, "place", country="Norway")
    day = ("2031-05-07", "2031-05-07")
    page.event("Peru and Chile ended talks in Bergen", "talks", "held", SIDES, place="Bergen", area="Norway",
               ordinal=told, days=day)  # fmt: skip
    page.event(
        f"They will meet {again}in {town}", "meet", "planned", SIDES, place=town, area="Norway", days=(NEXT, NEXT)
    )
    page.events[-1] = replace(page.events[-1], noun="meeting")
    return page.reading()


def _numbers(reading: Reading) -> list[int | None]:
    events = _link(reading).events
    return sorted((e.series.ordinal if e.series else None for e in events), key=lambda n: n or 0)


def test_those_who_meet_again_after_the_first_round_meet_for_the_second() -> None:
    assert _numbers(_report("again ")) == [1, 2]


def test_next_week_is_no_next_round() -> None:
    assert 2 not in _numbers(_report("next week "))


def test_a_meeting_that_is_not_again_or_sits_elsewhere_has_no_number() -> None:
    assert 2 not in _numbers(_report(""))
    assert 2 not in _numbers(_report("again ", "Tromsø"))


def test_the_plan_is_one_with_the_round_of_its_number_that_came_later() -> None:
    record = _link(_report("again "), _held("b", "2031-06-03", "Bergen", ordinal=2))
    assert len(record.events) == 2


def _told(number: str, status: str = "held") -> Reading:
    """A report of talks without a number, and a next sentence that has one and no day."""
    page = _page("a", "2031-05-07", f"Peru and Chile held talks in Bergen. {number} brought no treaty.")
    page.name_("Bergen", "place", country="Norway")
    day = ("2031-05-06", "2031-05-06")
    page.event("Peru and Chile held talks in Bergen", "talks", "held", SIDES, place="Bergen", area="Norway", days=day)
    page.event(f"{number} brought no treaty", number.rsplit(maxsplit=1)[-1], status, ordinal=2)  # type: ignore[arg-type]
    return page.reading()


def test_the_next_sentence_gives_the_number_of_the_talks_of_a_day() -> None:
    assert _numbers(_told("The second round")) == [2]


def test_a_round_to_come_is_not_the_one_just_held() -> None:
    assert 2 not in _numbers(_told("The second round", "planned"))[:1]
