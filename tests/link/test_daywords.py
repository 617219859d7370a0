"""Days that stand beside a mention: of what happened "on DAY, when …", and of a weekday's own meeting."""

from msgspec.structs import replace

from sourcebook.link.daywords import placed_events
from sourcebook.model import Reading, TimeExpression
from sourcebook.model.reading import EventStatus
from tests.link.by_hand import Page, day


def _with_time(page: Page, words: str, on: str) -> Reading:
    at = page.span(words)
    time = TimeExpression(start=at.start, end=at.end, type="date", value=on, earliest=day(on), latest=day(on))
    return replace(page.reading(), times=(time,))


def _clash(text: str, clause: str) -> Reading:
    page = Page("a", text, "2031-05-20").event(clause, "died", "held", kind="ASSAULT")
    return _with_time(page, "3 May", "2031-05-03")


def test_what_follows_a_day_and_when_took_place_on_that_day() -> None:
    text = "The road is shut since 3 May, when two men died at the ford."
    (one,) = placed_events(_clash(text, "3 May, when two men died at the ford"))
    assert one.time is not None and (one.time.earliest, one.time.latest) == (day("2031-05-03"), day("2031-05-03"))


def test_a_day_that_merely_stands_in_the_clause_is_not_taken() -> None:
    text = "The mayor said on 3 May that two men died at the ford."
    (one,) = placed_events(_clash(text, "on 3 May that two men died at the ford"))
    assert one.time is None


def _summit(first: str, other: EventStatus, on: str) -> Reading:
    text = f"{first} was a dream. The meeting of the two kings, planned for the weekend, is off."
    page = Page("a", text, "2031-05-15").event(first, "summit", "held", days=("2031-05-10", "2031-05-10"))
    page.event("The meeting of the two kings, planned for the weekend, is off", "meeting", other, days=(on, on))
    reading = page.reading()
    time = reading.events[0].time
    assert time is not None
    told = replace(time, end=time.start + len("Saturday"))
    return replace(reading, events=(replace(reading.events[0], time=told), *reading.events[1:]))


def test_a_weekdays_summit_is_the_one_that_the_report_has_called_off_for_the_coming_weekday() -> None:
    one, other = placed_events(_summit("Saturday's summit", "called-off", "2031-05-17"))
    assert one.status == "called-off"
    assert one.time is not None and other.time is not None and one.time.earliest == other.time.earliest


def test_a_weekdays_summit_stays_past_where_nothing_is_ahead_on_that_weekday() -> None:
    for status, on in (("called-off", "2031-05-18"), ("held", "2031-05-17")):
        one, _ = placed_events(_summit("Saturday's summit", status, on))  # type: ignore[arg-type]
        assert one.status == "held"
    one, _ = placed_events(_summit("Saturday the summit", "called-off", "2031-05-17"))
    assert one.status == "held"
