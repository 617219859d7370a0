"""The plot: lanes by process and kind, labels that don't run into each other, plans that lapsed, former dates."""

from datetime import date, timedelta
from itertools import combinations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Event, HistoryStep, Interval, MadeBy, OriginCount, Record, Series, SeriesPlace
from sourcebook.serve.view.index import Index
from sourcebook.serve.view.timeline import Mark, Plot, plots, plottable

START = date(2021, 3, 1)
COVERAGE = Interval(earliest=START, latest=START + timedelta(days=30))
NOTHING = Index(Record(made_by=MadeBy(version="", model_sha256="", config_sha256="")))


def days(first: int, last: int | None = None) -> Interval:
    return Interval(
        earliest=START + timedelta(days=first), latest=START + timedelta(days=first if last is None else last)
    )


def made_event(identity: str, when: Interval | None, **more: object) -> Event:
    plain = Event(
        id=identity,
        story=None,
        type="CONSULT",
        mode=None,
        title=f"Meeting {identity} of the two sides in a place with a long name",
        participants=(),
        sides={},
        host=None,
        place=None,
        date=when,
        level=None,
        status="held",
        history=(),
        series=None,
        mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )
    return msgspec.structs.replace(plain, **more)


def drawn(events: list[Event], index: Index = NOTHING) -> tuple[Plot, ...]:
    return plots(plottable(events), COVERAGE, [START], index)


def taken(mark: Mark) -> tuple[float, float]:
    """Where a mark and its label lie, at a plain font's width."""
    width = 5.5 * (len(mark.prefix) + 1 + max(map(len, mark.lines)))
    label = (mark.text_x, mark.text_x + width) if mark.anchor == "start" else (mark.text_x - width, mark.text_x)
    return min(mark.x1, mark.x - 7, label[0]), max(mark.x2, mark.x + 7, label[1])


@given(st.lists(st.tuples(st.integers(-400, 400), st.integers(0, 20)), min_size=1, max_size=25))
def test_nothing_lies_over_anything_else(spans: list[tuple[int, int]]) -> None:
    events = [made_event(f"e{n:02}", days(first, first + length)) for n, (first, length) in enumerate(spans)]
    for plot in drawn(events):
        marks = [mark for lane in plot.lanes for mark in lane.marks]
        assert len(marks) == len(events)
        assert all(0 <= mark.x <= plot.width and mark.y <= plot.height for mark in marks)
        if plot.size == "wide":
            for one, other in combinations(marks, 2):
                if one.y == other.y:
                    assert taken(one)[1] <= taken(other)[0] or taken(other)[1] <= taken(one)[0]


def test_a_series_has_its_lane_and_the_rest_go_by_kind() -> None:
    rounds = [made_event(f"r{n}", days(n * 5), series=SeriesPlace(id="s", ordinal=n)) for n in (1, 2)]
    lone = made_event("lone", days(3), series=SeriesPlace(id="other", ordinal=None))
    strike = made_event("strike", days(4), type="ASSAULT")
    series = (Series(id="s", name="Ostia – Varn", events=("r1", "r2")), Series(id="other", name="x", events=("lone",)))
    index = Index(Record(made_by=MadeBy(version="", model_sha256="", config_sha256=""), series=series))
    lanes = drawn([*rounds, lone, strike], index)[0].lanes
    assert [(lane.name, lane.series, len(lane.marks)) for lane in lanes] == [
        ("Ostia – Varn", True, 2),
        ("Talks, agreements, concessions", False, 1),
        ("Pressure and force", False, 1),
    ]


def test_intervals_are_bars_and_days_are_marks() -> None:
    marks = drawn([made_event("bar", days(3, 17)), made_event("day", days(20))])[0].lanes[0].marks
    assert marks[0].x2 - marks[0].x1 > 100
    assert marks[1].x1 == marks[1].x2


def test_a_former_date_is_tied_to_the_new_one() -> None:
    step = HistoryStep(as_of=START, status="planned", date=days(5), place=None, report="r")
    (mark,) = drawn([made_event("e", days(20), history=(step,))])[0].lanes[0].marks
    assert len(mark.former) == 1
    assert mark.former[0] < mark.x


def test_what_lies_far_off_stays_in_the_margin_with_its_date() -> None:
    (mark,) = drawn([made_event("old", days(-4000))])[0].lanes[0].marks
    assert mark.before
    assert "2010" in mark.prefix


def test_an_event_without_its_days_is_not_drawn() -> None:
    until = Interval(earliest=None, latest=START)
    assert plottable([made_event("e", until), made_event("f", None)]) == []
    assert drawn([made_event("e", until)]) == ()
