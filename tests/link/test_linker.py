from __future__ import annotations

import random

import msgspec
import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import Event, MadeBy, Reading, Record
from sourcebook.model.wire import record_json
from tests.link.by_hand import Page, day

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")


def link(*pages: Page) -> Record:
    return Linker().link([p.reading() for p in pages], MADE_BY)


def event_of(record: Record, words: str) -> Event:
    (found,) = [e for e in record.events if any(words in m.text for m in e.mentions)]
    return found


def first_plan() -> Page:
    text = "Vardania and Orland will hold a first round of talks in Osk on 12 May. Ana Lenk will lead."
    page = Page("a", text, "2031-05-08").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    clause = "Vardania and Orland will hold a first round of talks in Osk on 12 May"
    days = ("2031-05-12", "2031-05-12")
    return page.event(
        clause, "talks", "planned", ("Vardania", "Orland"), days=days, place="Osk", area="Kesh", ordinal=1
    )


def postponed() -> Page:
    text = "The talks of Vardania and Orland in Osk were put off to 20 May."
    page = Page("b", text, "2031-05-11").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    return page.event(
        text[:-1], "talks", "postponed", ("Vardania", "Orland"), days=("2031-05-20", "2031-05-20"),
        was=("2031-05-12", "2031-05-12"), place="Osk", area="Kesh",
    )  # fmt: skip


def held() -> Page:
    text = "Vardania and Orland met for a first round of talks in Osk. They will meet for a second round on 2 June."
    page = Page("c", text, "2031-05-21").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    clause = "Vardania and Orland met for a first round of talks in Osk"
    page.event(
        clause, "talks", "held", ("Vardania", "Orland"), days=("2031-05-20", "2031-05-20"), place="Osk",
        area="Kesh", ordinal=1,
    )  # fmt: skip
    second = "They will meet for a second round on 2 June"
    days = ("2031-06-02", "2031-06-02")
    return page.event(second, "round", "planned", ("Vardania", "Orland"), days=days, ordinal=2)


def other_process() -> Page:
    text = "Vardania, Orland and Kesh will open a second round of three-way talks on 3 June."
    page = Page("d", text, "2031-05-22").state("Vardania", "Orland", "Kesh")
    days = ("2031-06-03", "2031-06-03")
    return page.event(text[:-1], "talks", "planned", ("Vardania", "Orland", "Kesh"), days=days, ordinal=2)


def test_a_plan_that_slips_and_is_held_is_one_event_with_its_life() -> None:
    event = event_of(link(first_plan(), postponed(), held()), "put off")
    assert [step.status for step in event.history] == ["planned", "postponed", "held"]
    assert event.status == "held"
    assert event.date is not None
    assert event.date.earliest == event.date.latest == day("2031-05-20")
    assert len(event.mentions) == 3
    assert event.reasons


def test_rounds_of_one_process_are_two_events_in_one_series() -> None:
    record = link(first_plan(), held())
    one, two = event_of(record, "hold a first round"), event_of(record, "second round")
    assert one.id != two.id
    assert one.series is not None
    assert two.series is not None
    assert (one.series.id, one.series.ordinal) == (two.series.id, 1)
    assert two.series.ordinal == 2


def test_a_second_round_with_other_sides_is_another_event_of_another_series() -> None:
    record = link(held(), other_process())
    one, two = event_of(record, "They will meet"), event_of(record, "three-way")
    assert one.id != two.id
    assert one.series is not None
    assert two.series is not None
    assert one.series.id != two.series.id


def test_a_call_and_a_meeting_of_the_same_people_stay_two() -> None:
    call = Page("a", "Ana Lenk and Bo Orr spoke by telephone on 8 May.", "2031-05-09")
    call.name_("Ana Lenk", "person", country="Vardania").name_("Bo Orr", "person", country="Orland")
    days = ("2031-05-08", "2031-05-08")
    call.event(
        "Ana Lenk and Bo Orr spoke by telephone on 8 May",
        "spoke",
        "held",
        ("Ana Lenk", "Bo Orr"),
        days=days,
        mode="phone",
    )
    meeting = Page("b", "Ana Lenk and Bo Orr could meet.", "2031-05-09")
    meeting.name_("Ana Lenk", "person", country="Vardania").name_("Bo Orr", "person", country="Orland")
    meeting.event("Ana Lenk and Bo Orr could meet", "meet", "possible", ("Ana Lenk", "Bo Orr"))
    assert len(link(call, meeting).events) == 2


def test_two_people_of_one_surname_stay_two_and_a_transliteration_is_one() -> None:
    one = Page("a", "Sergei Deren spoke. Mara Deren left. Deren sighed.", "2031-05-09")
    one.name_("Sergei Deren", "person").name_("Mara Deren", "person")
    two = Page("b", "Sergey Deren came.", "2031-05-09").name_("Sergey Deren", "person")
    people = [e for e in link(one, two).entities if e.type == "person"]
    assert sorted(e.names for e in people) == [("Mara Deren",), ("Sergei Deren", "Sergey Deren")]
    assert any(e.reasons for e in people)


def test_a_demand_that_narrows_replaces_the_wider_one() -> None:
    wide = Page("a", "Vardania demands that Orland open all four gates of the canal.", "2031-05-01").state(
        "Vardania", "Orland"
    )
    wide.position("demands that Orland open all four gates of the canal", "Vardania", "demands", "gates of the canal")
    narrow = Page("b", "Vardania demands the opening of two northern gates of the canal.", "2031-05-20").state(
        "Vardania"
    )
    narrow.position(
        "demands the opening of two northern gates of the canal", "Vardania", "demands", "gates of the canal"
    )
    again = Page("c", "Vardania demands that Orland open all four gates.", "2031-05-02").state("Vardania", "Orland")
    again.position("demands that Orland open all four gates", "Vardania", "demands", "gates")
    positions = sorted(link(wide, narrow, again).positions, key=lambda p: str(p.as_of))
    assert [len(p.evidence) for p in positions] == [2, 1]
    assert positions[1].replaces == positions[0].id


def test_a_position_read_twice_on_one_stretch_is_one() -> None:
    page = Page("a", "Vardania backed it.", "2031-05-01").state("Vardania")
    page.position("backed it", "Vardania", "supports", "it").position("backed it", "Vardania", "supports", "it")
    (position,) = link(page).positions
    assert len(position.evidence) == 1


def test_two_days_for_one_held_round_are_disputed() -> None:
    one = held()
    text = "Vardania and Orland held a first round of talks in Osk on Thursday."
    two = Page("e", text, "2031-05-21").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    days = ("2031-05-22", "2031-05-22")
    two.event(text[:-1], "talks", "held", ("Vardania", "Orland"), days=days, place="Osk", area="Kesh", ordinal=1)
    (conflict,) = link(one, two).conflicts
    assert (conflict.kind, conflict.state) == ("time", "disputed")
    assert {side.report for side in conflict.sides} == {"c", "e"}


@pytest.mark.parametrize("seed", range(10))
def test_any_order_gives_the_same_bytes(seed: int) -> None:
    readings: list[Reading] = [p().reading() for p in (first_plan, postponed, held, other_process)]
    want = record_json(Linker().link(readings, MADE_BY))
    random.Random(seed).shuffle(readings)
    assert record_json(Linker().link(readings, MADE_BY)) == want


def test_evidence_is_the_pages_words() -> None:
    pages = [first_plan(), postponed(), held()]
    texts = {p.name: p.text for p in pages}
    for event in link(*pages).events:
        assert all(texts[m.report][m.start : m.end] == m.text for m in event.mentions)


def test_a_person_who_hosts_sits_at_the_table() -> None:
    text = "Ana Lenk hosted a dinner for Ivo Maro on 12 May."
    page = Page("a", text, "2031-05-13")
    for name in ("Ana Lenk", "Ivo Maro"):
        page.name_(name, "person")
    page.event(text.rstrip("."), "dinner", "held", ("Ana Lenk", "Ivo Maro"), days=("2031-05-12", "2031-05-12"))
    host, guest = page.events[0].actors
    page.events[0] = msgspec.structs.replace(page.events[0], actors=(msgspec.structs.replace(host, role="host"), guest))
    record = link(page)
    names = {entity.id: entity.name for entity in record.entities}
    assert {names[one] for one in event_of(record, "dinner").participants} == {"Ana Lenk", "Ivo Maro"}


def met(name: str, *people: str) -> Page:
    text = f"{' and '.join(people)} of Vardania and Orland met in Osk on 12 May for a first round of talks."
    page = Page(name, text, "2031-05-13").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    for person in people:
        page.name_(person, "person", country="Vardania")
    who, days = ("Vardania", "Orland", *people), ("2031-05-12", "2031-05-12")
    return page.event(text[:-1], "met", "held", who, days=days, place="Osk", area="Kesh", ordinal=1)


@pytest.mark.parametrize(("many", "misread"), [(9, False), (4, True)])
def test_whom_one_of_many_names_takes_no_part(many: int, *, misread: bool) -> None:
    pages = [met(f"p{number}", "Ana Lenk") for number in range(many)]
    record = link(*pages, met("q", "Ana Lenk", "Ted Marl"))
    names = {entity.id: entity.name for entity in record.entities}
    (event,) = [e for e in record.events if len(e.mentions) > many]
    assert ("Ted Marl" in {names[one] for one in event.participants}) is misread
    assert "Ana Lenk" in {names[one] for one in event.participants}
