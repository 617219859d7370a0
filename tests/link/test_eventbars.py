"""What keeps events of one kind apart, and what doesn't."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.link.daywords import due_by
from sourcebook.link.entities import find_entities
from sourcebook.link.eventbars import at_odds, barred, is_claim
from sourcebook.link.sightings import find_sightings
from sourcebook.model import EventMention, EventTime, Record, Span
from tests.link.by_hand import Page
from tests.link.test_linker import link
from tests.link.test_steps import told as mention


def told(name: str, text: str, noun: str, published: str, day: str | None = None, **more: object) -> Page:
    page = Page(name, text, published).state("Vardania", "Orland")
    days = (day, day) if day else None
    if isinstance(place := more.get("place"), str):
        page.name_(place, "place", country=str(more.get("area")))
    return page.event(text[:-1], noun, "held", ("Vardania", "Orland"), days=days, **more)  # type: ignore[arg-type]


def groups(record: Record) -> list[list[str]]:
    """The reports of each event."""
    return sorted(sorted({m.report for m in e.mentions}) for e in record.events)


def test_news_of_a_truce_without_a_day_is_not_of_one_two_years_before() -> None:
    old = told("a", "Vardania and Orland began a truce on 9 May.", "truce", "2031-05-09", "2031-05-09", kind="RETREAT")
    same = told("b", "Vardania and Orland keep to the truce.", "truce", "2031-05-11", kind="RETREAT")
    new = told("c", "Vardania and Orland keep to the truce.", "truce", "2033-05-11", kind="RETREAT")
    assert groups(link(old, same)) == [["a", "b"]]
    assert groups(link(old, new)) == [["a"], ["c"]]


def test_of_two_truces_news_is_of_the_one_that_has_just_begun() -> None:
    first = told(
        "a", "Vardania and Orland began a truce on 2 May.", "truce", "2031-05-02", "2031-05-02", kind="RETREAT"
    )
    second = told(
        "b", "Vardania and Orland began a truce on 9 May.", "truce", "2031-05-09", "2031-05-09", kind="RETREAT"
    )
    news = Page("c", "Vardania and Orland keep still on 10 May: the truce is holding.", "2031-05-10")
    news.state("Vardania", "Orland").event("the truce is holding", "truce", "under-way", kind="RETREAT")
    assert groups(link(first, second, news)) == [["a"], ["b", "c"]]


def at(name: str, clause: str, town: str, area: str) -> Page:
    page = Page(name, f"{clause}, {area}.", "2031-05-09").state("Vardania", area).name_(town, "place", country=area)
    return page.event(
        clause, "truce", "held", ("Vardania",), kind="RETREAT", days=("2031-05-09", "2031-05-09"), place=town, area=area
    )


def test_where_a_truce_was_announced_is_not_where_it_holds() -> None:
    there = at("a", "A truce of Vardania began in Bergen on 9 May", "Bergen", "Norway")
    announced = at("b", "A truce of Vardania was announced in Lima on 9 May", "Lima", "Peru")
    began = at("b", "A truce of Vardania began in Lima on 9 May", "Lima", "Peru")
    assert groups(link(there, announced)) == [["a", "b"]]
    assert groups(link(there, began)) == [["a"], ["b"]]


def test_attacks_at_one_place_on_two_days_are_two() -> None:
    pages = [
        told(
            name, f"The attack of Vardania on Orland at Bergen on {day} May.", "attack", "2031-05-12", f"2031-05-{day}",
            kind="ASSAULT", place="Bergen", area="Norway",
        )
        for name, day in (("a", "09"), ("b", "10"))
    ]  # fmt: skip
    assert groups(link(*pages)) == [["a"], ["b"]]


def test_a_meeting_with_others_takes_no_sides_from_the_talks_before_it() -> None:
    page = Page("a", "Vardania called off talks with Orland. The minister was meeting on Tuesday with farmers.",
                "2031-05-09").state("Vardania", "Orland")  # fmt: skip
    page.event("Vardania called off talks with Orland", "talk", "called-off", ("Vardania", "Orland"))
    page.event("The minister was meeting on Tuesday with farmers", "meeting", "held", days=("2031-05-06", "2031-05-06"))
    assert [len(e.mentions) for e in link(page).events] == [1, 1]


def test_the_first_sitting_of_a_dialogue_is_not_that_of_a_conference() -> None:
    def first(name: str, noun: str) -> Page:
        text = f"Vardania and Orland held the first session of their {noun}."
        return told(name, text, noun, "2031-03-12", "2031-03-11", ordinal=1)

    one, two, again = first("a", "dialogue"), first("b", "conference"), first("c", "talks")
    assert groups(link(one, two)) == [["a"], ["b"]]
    assert groups(link(one, again)) == [["a", "c"]]


def said(name: str, who: str, noun: str) -> Page:
    text = f"{who} welcomed the dyke of Quern in a {noun} on 9 May."
    page = Page(name, text, "2031-05-09").name_(who, "person").name_("Quern", "place", country="Vardania")
    day = ("2031-05-09", "2031-05-09")
    return page.event(text[:-1], noun, "held", (who,), kind="SUPPORT", days=day, place="Quern")


def test_what_two_people_say_in_the_same_words_is_not_one_event() -> None:
    tellers = ("a", "Odo Falk"), ("b", "Odo Falk"), ("c", "Bela Sturm"), ("d", "Bela Sturm")
    assert groups(link(*(said(*teller, "remark") for teller in tellers))) == [["a", "b"], ["c", "d"]]
    # what is more than words may have two who take part in it
    assert groups(link(*(said(*teller, "ceremony") for teller in tellers))) == [["a", "b", "c", "d"]]


def test_what_a_chamber_voted_down_is_a_vote_whatever_class_it_has() -> None:
    page = Page("a", "Deputies voted down the bill. The passage failed.")
    page.event("Deputies voted down the bill", "voted", "held", kind="REJECT", mode="vote")
    page.event("The passage failed", "passage", "held", kind="AGREE")
    reading = page.reading()
    down, passage = find_sightings([reading], find_entities([reading], {}), {"a": "s"}, {})
    assert not is_claim(down)
    assert barred(down, passage) is None


def test_what_is_to_be_done_by_a_day_may_be_done_before() -> None:
    plan, early = mention(1, "planned", 29), mention(20, "held", 19)
    assert at_odds(plan, early) == "at another time"
    assert at_odds(replace(plan, due_by=True), early) is None
    assert at_odds(early, replace(plan, due_by=True)) is None
    assert at_odds(replace(mention(21, "planned", 29), due_by=True), early) == "at another time"  # told afterwards


def test_the_word_before_its_day_tells_that_it_is_the_last() -> None:
    for text, last in (("will leave by 1 July", True), ("will leave on 1 July", False)):
        day = text.index("1 July")
        when = EventTime(start=day, end=len(text), earliest=None, latest=None)
        leave = EventMention(
            start=0, end=len(text), trigger=Span(start=5, end=10), type="RETREAT", status="planned", noun="leave",
            time=when,
        )  # fmt: skip
        assert due_by(text, leave) is last
