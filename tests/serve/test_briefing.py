"""The brief of a story as text."""

from __future__ import annotations

import pytest

from sourcebook.model.errors import UsageError
from sourcebook.serve.briefing import brief
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
