from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Interval, Span

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)) | st.none()


def test_a_span_gives_its_words() -> None:
    assert Span(start=4, end=9).of("The talks opened") == "talks"


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9))
def test_overlap_is_a_shared_code_point(a: int, n: int, b: int, m: int) -> None:
    one, two = Span(start=a, end=a + n), Span(start=b, end=b + m)
    shared = set(range(a, a + n)) & set(range(b, b + m))
    assert one.overlaps(two) == bool(shared)
    assert one.contains(two) == (set(range(b, b + m)) <= set(range(a, a + n)))


@given(DAYS, DAYS)
def test_an_interval_overlaps_itself_and_an_open_one(lo: date | None, hi: date | None) -> None:
    if lo and hi and lo > hi:
        lo, hi = hi, lo
    interval = Interval(earliest=lo, latest=hi)
    assert interval.overlaps(interval)
    assert interval.overlaps(Interval(earliest=None, latest=None))


def test_days_count_both_ends() -> None:
    assert Interval(earliest=date(2025, 2, 22), latest=date(2025, 2, 23)).days == 2
    assert Interval(earliest=None, latest=date(2025, 2, 23)).days is None
