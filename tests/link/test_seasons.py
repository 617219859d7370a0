"""News of talks is of these days."""

from __future__ import annotations

from tests.link.by_hand import Page
from tests.link.test_eventbars import groups, told
from tests.link.test_linker import link


def test_a_report_s_news_of_talks_is_of_none_over_two_weeks_before() -> None:
    old = told("a", "Vardania and Orland held talks on 2 May.", "talks", "2031-05-03", "2031-05-02")
    news = told("b", "Vardania and Orland wrapped up talks.", "talks", "2031-05-18")
    fresh = told("c", "Vardania and Orland wrapped up talks.", "talks", "2031-05-04")
    assert groups(link(old, news)) == [["a"], ["b"]]
    assert groups(link(old, fresh)) == [["a", "c"]]


def test_a_plan_for_talks_is_no_talks_that_were_over() -> None:
    plan = Page("a", "Vardania and Orland will hold talks on 2 May.", "2031-04-20").state("Vardania", "Orland")
    plan.event("Vardania and Orland will hold talks on 2 May", "talks", "planned", ("Vardania", "Orland"),
               days=("2031-05-02", "2031-05-02"))  # fmt: skip
    news = told("b", "Vardania and Orland wrapped up talks.", "talks", "2031-05-03")
    assert groups(link(plan, news)) == [["a", "b"]]
