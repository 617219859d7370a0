"""Plans and what came of them, as groups: which are one event, and which are not."""

from __future__ import annotations

from sourcebook.link.landscape import survey
from sourcebook.link.outcomes import fulfilled
from sourcebook.link.sightings import Sighting
from tests.link.by_hand import Page
from tests.link.test_twodays import sighted

MAY_12 = ("2031-05-12", "2031-05-12")


def plan(name: str = "a", published: str = "2031-05-10") -> Page:
    page = Page(name, "Orland will open the Tarn sluices on 12 May.", published).state("Orland")
    return page.event("Orland will open the Tarn sluices on 12 May", "open", "planned", ("Orland",), kind="CONCEDE",
                      days=MAY_12)  # fmt: skip


def done(name: str = "b", published: str = "2031-05-13", days: tuple[str, str] | None = MAY_12) -> Page:
    page = Page(name, "Water ran through the Tarn sluices.", published)
    return page.event("Water ran through the Tarn sluices", "ran", "held", kind="COOPERATE", days=days)


def joined(groups: list[list[Sighting]], odds: float = 0.0, against: float | None = 0.0) -> list[tuple[int, int]]:
    """What the groups, each pair of which has these odds, make of each other."""
    pairs = [(i, j) for i in range(len(groups)) for j in range(i + 1, len(groups))]
    scape = survey([s for group in groups for s in group])
    return list(fulfilled(dict(enumerate(groups)), dict.fromkeys(pairs, odds), lambda *_: against, scape))


def test_what_was_done_on_the_day_of_a_plan_is_what_was_planned() -> None:
    assert joined(sighted(plan(), done())) == [(0, 1)]
    assert joined(sighted(done("a", "2031-05-13"), plan("b"))) == [(1, 0)]


def test_news_without_a_day_right_after_a_plans_day_may_be_its_outcome() -> None:
    assert joined(sighted(plan(), done(days=None))) == [(0, 1)]
    assert joined(sighted(plan(), done(published="2031-05-30", days=None))) == []


def test_it_is_none_if_they_look_little_alike_or_are_at_odds() -> None:
    assert joined(sighted(plan(), done()), odds=-5.0) == []
    assert joined(sighted(plan(), done()), against=1.0) == []
    assert joined(sighted(plan(), done()), against=None) == []


def test_it_is_none_on_another_day_or_before_the_plan_was_told() -> None:
    assert joined(sighted(plan(), done(days=("2031-05-20", "2031-05-20"), published="2031-05-21"))) == []
    assert joined(sighted(plan(published="2031-05-11"), done(published="2031-05-10", days=None))) == []


def test_each_plan_has_one_outcome() -> None:
    groups = sighted(plan(), done(), done("c", "2031-05-14", ("2031-05-13", "2031-05-13")))
    assert len(joined(groups)) == 1


def test_that_the_day_of_a_deadline_has_come_is_no_outcome() -> None:
    page = Page("a", "Orland set a deadline of 12 May.", "2031-05-10").state("Orland")
    page.event("Orland set a deadline of 12 May", "deadline", "planned", ("Orland",), kind="REQUEST", days=MAY_12)
    assert joined(sighted(page, done())) == []
