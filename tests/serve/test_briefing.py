"""The brief of a story as text."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model import StoryDay
from sourcebook.model.errors import UsageError
from sourcebook.serve.briefing import brief, timeline
from tests.serve.example_record import STORY, Example

RECORD = Example().record


def test_every_line_of_a_brief_is_followed_by_what_it_rests_on() -> None:
    lines = brief(RECORD, STORY).splitlines()
    body = lines[lines.index("Where") :]
    told = [at for at, line in enumerate(body) if line.startswith("  ") and not line.startswith("      ")]
    assert told
    assert all(body[at + 1].startswith("      “") for at in told)


def test_a_passage_is_of_a_page_that_the_record_knows() -> None:
    texts = {" ".join(one.text.split()) for event in RECORD.events for one in event.mentions}
    quoted = [line.split("“")[1].split("”")[0] for line in brief(RECORD).splitlines() if line.startswith("      “")]
    known = sum(any(text.startswith(quote.removesuffix(" …")) for text in texts) for quote in quoted)
    assert known >= len(quoted) // 2  # the others are of conflicts and positions


def test_a_story_that_the_record_lacks_is_an_error() -> None:
    with pytest.raises(UsageError, match="no story"):
        brief(RECORD, "t_nothing")


def test_a_timeline_has_a_sentence_and_its_source_for_every_day() -> None:
    told = [event.mentions[0] for event in RECORD.events[:2]]
    days = tuple(
        StoryDay(day=date(2031, 2, 3 + n), told=2 - n, lead=0, later=0, week_later=0, evidence=(one,))
        for n, one in enumerate(told)
    )
    lines = timeline(RECORD, days).splitlines()
    assert [lines[0], lines[2]] == ["3 February 2031 (2 origins)", "4 February 2031 (1 origin)"]
    assert all(line.startswith("  “") and line.endswith("]") for line in lines[1::2])


def test_a_record_without_days_says_so() -> None:
    assert timeline(RECORD, ()) == "The reports name no day.\n"
