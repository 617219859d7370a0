"""The axis: every day within it, in order, with empty stretches squeezed and labels apart."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Interval
from sourcebook.serve.view.axis import Axis, gaps, ticks, window

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def axis_of(first: date, last: date, busy: list[date]) -> Axis:
    return Axis(first=first, last=last, left=10.0, right=1110.0, gaps=gaps(first, last, busy))


@given(st.lists(DAYS, min_size=2, max_size=12))
def test_days_keep_their_order_and_their_place(days: list[date]) -> None:
    first, last = min(days), max(days)
    axis = axis_of(first, last, days)
    places = [axis.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert axis.x(first) == axis.left
    assert axis.x(last, after=True) == axis.right
    assert not [day for day in days if axis.squeezes(day)]


@given(st.lists(DAYS, min_size=2, max_size=12))
def test_labels_never_touch(days: list[date]) -> None:
    found = [tick.x for tick in ticks(axis_of(min(days), max(days), days), room=48) if tick.label]
    assert all(b - a >= 45 for a, b in itertools.pairwise(found))


def test_a_late_follow_up_does_not_press_the_story_into_a_corner() -> None:
    start = date(2021, 3, 1)
    days = [start + timedelta(days=n) for n in range(0, 20, 3)]
    late = date(2022, 2, 1)
    axis = axis_of(start, late + timedelta(days=10), [*days, late])
    assert len(axis.gaps) == 1
    assert axis.x(days[-1]) - axis.x(start) > 400
    labels = [tick.label for tick in ticks(axis, room=48) if tick.label]
    assert any(label.endswith("2022") for label in labels)


def test_the_window_takes_in_what_is_near_and_leaves_what_is_far() -> None:
    coverage = Interval(earliest=date(2021, 3, 1), latest=date(2021, 3, 20))
    near = Interval(earliest=date(2021, 4, 1), latest=date(2021, 4, 8))
    far = Interval(earliest=date(1998, 5, 1), latest=date(1998, 5, 1))
    first, last = window(coverage, [near, far])
    assert first > date(2021, 2, 1)
    assert date(2021, 4, 8) < last < date(2021, 4, 12)


def test_years_have_labels_of_their_own() -> None:
    axis = axis_of(date(1995, 1, 1), date(2024, 12, 31), [date(year, 6, 1) for year in range(1995, 2025)])
    labels = [tick.label for tick in ticks(axis, room=48) if tick.label]
    assert labels
    assert all(label.isdigit() for label in labels)
