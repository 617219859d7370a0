"""A story's days: counted by origin, told by the sentences that say most of what the others say."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.link.storydays import salience, together, turning_points, with_days
from sourcebook.model import Reading, Span, Story, StoryDay, TimeExpression
from tests.link.build import reading

_FIRE = date(2031, 2, 3)
_VOTE = date(2031, 2, 5)


def _telling(name: str, text: str, day: str, times: dict[str, date]) -> Reading:
    """A report of sentences that end in full stops; each phrase of `times` stands for its day."""
    whole = reading(name, text, day=day)
    sentences, start = [], 0
    for part in text.split(". "):
        sentences.append(Span(start=start, end=min(start + len(part) + 1, len(text))))
        start += len(part) + 2
    found = [
        TimeExpression(
            start=text.index(phrase),
            end=text.index(phrase) + len(phrase),
            type="date",
            value=when.isoformat(),
            earliest=when,
            latest=when,
        )
        for phrase, when in times.items()
    ]
    return msgspec.structs.replace(whole, sentences=tuple(sentences), times=tuple(found))


_READINGS = [
    _telling("a", "A mill burned down in Quern on Monday. Falk came.", "2031-02-04", {"Monday": _FIRE}),
    _telling("b", "The council votes on Wednesday. The mill of Quern burned on 3 February.", "2031-02-05",
             {"Wednesday": _VOTE, "3 February": _FIRE}),
    _telling("c", "A heron was seen on 3 February. It was grey.", "2031-02-04", {"3 February": _FIRE}),
    _telling("d", "Quern mourns the mill that burned on 3 February.", "2031-02-14", {"3 February": _FIRE}),
]  # fmt: skip
_STORY = Story(id="t_1", title="The mill", reports=("a", "b", "c", "d"))


def _days(origins: dict[str, str]) -> dict[date, StoryDay]:
    (story,) = with_days([_STORY], {one.report.id: one for one in _READINGS}, origins)
    return {day.day: day for day in story.days}


def test_a_day_counts_origins_in_all_in_leads_and_long_after() -> None:
    fire = _days({})[_FIRE]
    assert (fire.told, fire.lead, fire.later, fire.week_later) == (4, 4, 2, 1)
    copied = _days({"a": "o_1", "c": "o_1"})[_FIRE]
    assert (copied.told, len(copied.evidence)) == (3, 3)


def test_the_first_sentence_says_what_the_others_say_and_stands_on_its_page() -> None:
    fire = _days({})[_FIRE]
    assert fire.evidence[0].text == "The mill of Quern burned on 3 February."
    assert "heron" not in "".join(one.text for one in fire.evidence)
    texts = {one.report.id: one.report.text for one in _READINGS}
    assert all(texts[one.report][one.start : one.end] == one.text for one in fire.evidence)


def test_an_announcement_comes_after_what_was_seen() -> None:
    announced = _telling("a", "The vote on the mill of Quern is on Wednesday.", "2031-02-01", {"Wednesday": _VOTE})
    seen = _telling("b", "It was cold on Wednesday.", "2031-02-05", {"Wednesday": _VOTE})
    also = _telling("c", "Next Wednesday the vote on the mill of Quern comes.", "2031-02-02", {"Wednesday": _VOTE})
    story = Story(id="t_1", title="", reports=("a", "b", "c"))
    (found,) = with_days([story], {one.report.id: one for one in (announced, seen, also)}, {})
    assert found.days[0].evidence[0].report == "b"


def test_a_day_that_is_only_a_month_is_none() -> None:
    vague = msgspec.structs.replace(_READINGS[0].times[0], earliest=date(2031, 2, 1), latest=date(2031, 2, 28))
    lone = msgspec.structs.replace(_READINGS[0], times=(vague,))
    (found,) = with_days([Story(id="t", title="", reports=("a",))], {"a": lone}, {})
    assert found.days == ()


def test_stories_together_add_up() -> None:
    by_id = {one.report.id: one for one in _READINGS}
    parts = [Story(id="t_1", title="", reports=("a", "b")), Story(id="t_2", title="", reports=("c", "d"))]
    (whole,) = with_days([_STORY], by_id, {})
    summed = together(with_days(parts, by_id, {}))
    assert [(day.day, day.told, day.later) for day in summed] == [(day.day, day.told, day.later) for day in whole.days]


_COUNTS = st.integers(min_value=0, max_value=9)


@given(st.dictionaries(st.dates(), st.tuples(_COUNTS, _COUNTS, _COUNTS, _COUNTS), max_size=8), st.integers(1, 5))
def test_turning_points_are_the_weightiest_in_order(counts: dict[date, tuple[int, int, int, int]], most: int) -> None:
    days = [
        StoryDay(day=day, told=told, lead=lead, later=later, week_later=week, evidence=())
        for day, (told, lead, later, week) in counts.items()
    ]
    chosen = turning_points(days, most)
    assert len(chosen) == min(most, len(days))
    assert [one.day for one in chosen] == sorted(one.day for one in chosen)
    left = [salience(one) for one in days if one not in chosen]
    assert not left or max(left) <= min(salience(one) for one in chosen)
