"""Rounds of talks: put together from mentions, numbered and told apart within their process."""

import random
from dataclasses import replace as replace_sighting

import pytest
from msgspec.structs import replace

from sourcebook.link.entities import find_entities
from sourcebook.link.inheritance import inherit_from_events
from sourcebook.link.linker import Linker
from sourcebook.link.processes import Processes
from sourcebook.link.sessions import session
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import Event, MadeBy, Reading, Record
from tests.link.by_hand import Page

MADE = MadeBy(version="0", model_sha256="", config_sha256="")
SIDES = ("Peru", "Chile")


def _page(name: str, day: str, text: str) -> Page:
    return Page(name, text, day).state(*SIDES)


def _held(name: str, day: str, town: str, *, ordinal: int | None = None, on: str | None = None) -> Reading:
    page = _page(name, day, f"Peru and Chile held talks in {town}.").name_(town, "place", country="Norway")
    page.event(f"Peru and Chile held talks in {town}", "talks", "held", SIDES, place=town, area="Norway",
               ordinal=ordinal, days=(on or day, on or day))  # fmt: skip
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MADE)


def _rounds(record: Record) -> list[Event]:
    (series,) = record.series
    by_id = {e.id: e for e in record.events}
    return [by_id[i] for i in series.events]


def test_a_round_of_several_days_is_one_event_with_all_its_days() -> None:
    days = ("2031-05-06", "2031-05-08", "2031-05-11")
    record = _link(*(_held(f"r{i}", day, "Bergen", ordinal=1) for i, day in enumerate(days)))
    (one,) = _rounds(record)
    assert one.date is not None and (str(one.date.earliest), str(one.date.latest)) == ("2031-05-06", "2031-05-11")


def test_a_number_is_inferred_between_two_that_are_told() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-06-10", "Oslo"),
        _held("b2", "2031-06-11", "Oslo"),
        _held("c", "2031-07-12", "Bergen", ordinal=3),
        _held("d", "2031-08-12", "Bergen"),
        _held("d2", "2031-08-13", "Bergen"),
    )
    numbers = [e.series.ordinal if e.series else 0 for e in _rounds(record)]
    assert numbers == [1, 2, 3, None]


def test_the_round_before_the_second_is_the_first() -> None:
    record = _link(_held("a", "2031-05-06", "Bergen"), _held("b", "2031-05-27", "Bergen", ordinal=2))
    assert [e.series.ordinal if e.series else 0 for e in _rounds(record)] == [1, 2]


def test_talks_of_others_in_the_same_story_are_no_round() -> None:
    page = Page("z", "Kenya and Ghana held talks in Turku.", "2031-05-20").state("Kenya", "Ghana")
    page.name_("Turku", "place", country="Finland")
    days = ("2031-05-20", "2031-05-20")
    page.event(page.text[:-1], "talks", "held", ("Kenya", "Ghana"), place="Turku", area="Finland", days=days)
    first, second = _held("a", "2031-05-06", "Bergen", ordinal=1), _held("b", "2031-05-27", "Bergen", ordinal=2)
    assert len(_rounds(_link(first, second, page.reading()))) == 2


def test_a_gap_in_the_count_is_not_filled() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-06-10", "Oslo"),
        _held("b2", "2031-06-10", "Oslo"),
        _held("c", "2031-07-12", "Bergen", ordinal=4),
    )
    assert [e.series.ordinal if e.series else 0 for e in _rounds(record)] == [1, None, 4]


def test_two_second_rounds_at_two_places_are_of_two_processes() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-07", "Tromsø", ordinal=1),
        _held("c", "2031-05-20", "Bergen", ordinal=2),
        _held("d", "2031-05-27", "Tromsø", ordinal=2),
    )
    assert sorted(len(one.events) for one in record.series) == [2, 2]
    places = {e.id: e.place for e in record.events}
    assert all(len({places[i] for i in one.events}) == 1 for one in record.series)


def _placeless(name: str, day: str, ordinal: int) -> Reading:
    page = _page(name, day, "Peru and Chile held talks.")
    return page.event("Peru and Chile held talks", "talks", "held", SIDES, ordinal=ordinal, days=(day, day)).reading()


def test_a_round_without_a_place_is_of_the_process_whose_count_it_fits() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _placeless("b", "2031-05-13", 1),
        _held("c", "2031-05-20", "Bergen", ordinal=2),
        _held("d", "2031-05-27", "Tromsø", ordinal=2),
    )
    assert sorted(len(one.events) for one in record.series) == [2, 2]


def test_a_round_that_fits_two_processes_says_between_which() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-07", "Tromsø", ordinal=1),
        _held("c", "2031-05-20", "Bergen", ordinal=2),
        _held("d", "2031-05-27", "Tromsø", ordinal=2),
        _placeless("e", "2031-06-10", 3),
    )
    third = next(e for e in record.events if e.title.endswith("round 3 of talks"))
    assert third.series is None
    assert third.series_candidates == tuple(one.id for one in record.series)


def test_talks_long_after_the_last_whose_count_begins_anew_are_another_process() -> None:
    record = _link(
        _held("a", "2029-05-06", "Bergen", ordinal=1),
        _held("b", "2029-05-20", "Bergen", ordinal=2),
        _held("c", "2031-05-20", "Bergen", ordinal=1),
    )
    assert sorted(len(one.events) for one in record.series) == [1, 2]


def test_people_of_both_sides_who_meet_on_its_days_sat_at_the_table() -> None:
    page = _page("b", "2031-05-06", "Peru and Chile. Ana Ruiz met Luis Soto on Tuesday.")
    page.name_("Ana Ruiz", "person", country="Peru").name_("Luis Soto", "person", country="Chile")
    page.event("Ana Ruiz met Luis Soto", "met", "held", ("Ana Ruiz", "Luis Soto"), days=("2031-05-06", "2031-05-06"))
    reading = page.reading()
    reading = replace(reading, events=tuple(replace(e, noun="meeting") for e in reading.events))
    record = _link(_held("a", "2031-05-06", "Bergen", ordinal=1), reading)
    names = {e.id: e.name for e in record.entities}
    (one,) = _rounds(record)
    assert {"Ana Ruiz", "Luis Soto"} <= {names[i] for i in one.participants}


def _meeting(name: str, day: str, town: str, sides: tuple[str, ...], *, ordinal: int | None = None) -> Reading:
    where = f" in {town}" if town else ""
    clause = f"Ministers of {', '.join(sides)} held a meeting{where}"
    page = Page(name, clause + ".", day).state(*sides)
    if town:
        page.name_(town, "place", country="Norway")
    page.event(clause, "meeting", "held", sides, place=town or None, area="Norway" if town else None,
               ordinal=ordinal, days=(day, day))  # fmt: skip
    return page.reading()


def test_the_only_earlier_meeting_of_the_same_sides_in_the_town_of_a_second_round_was_the_first() -> None:
    before = _meeting("a", "2031-05-06", "Bergen", SIDES)
    later = _held("b", "2031-06-10", "Bergen", ordinal=2)
    assert [e.series.ordinal if e.series else 0 for e in _rounds(_link(before, later))] == [1, 2]


def test_a_round_without_a_town_is_of_the_table_whose_sides_sat_there() -> None:
    three = (*SIDES, "Bolivia")
    record = _link(
        *(_held(f"p{n}", "2031-05-20", "Bergen", ordinal=2) for n in range(3)),
        *(_meeting(f"q{n}", "2031-05-27", "Oslo", three, ordinal=2) for n in range(3)),
        _meeting("f", "2031-05-06", "", SIDES, ordinal=1),
    )
    (first,) = [e for e in record.events if e.date is not None and str(e.date.earliest) == "2031-05-06"]
    (second,) = [e for e in record.events if e.date is not None and str(e.date.earliest) == "2031-05-20"]
    assert first.series is not None and second.series is not None
    assert (first.series.id, first.series.ordinal) == (second.series.id, 1)


def test_one_mention_of_a_round_that_gives_its_day_and_another_town_makes_no_second_round() -> None:
    record = _link(
        *(_held(f"r{n}", "2031-05-20", "Bergen", ordinal=2) for n in range(4)),
        _held("odd", "2031-05-20", "Oslo", ordinal=2),
    )
    (one,) = [e for e in record.events if e.series is not None]
    assert len(one.mentions) == 5


@pytest.mark.parametrize("seed", range(5))
def test_rounds_do_not_depend_on_the_order_of_reports(seed: int) -> None:
    told = [
        (6, "Bergen", 1),
        (7, "Bergen", None),
        (7, "Oslo", 1),
        (15, "Oslo", 2),
        (20, "Bergen", 2),
        (21, "Bergen", None),
    ]
    readings = [_held(f"r{i}", f"2031-05-{d:02}", town, ordinal=n) for i, (d, town, n) in enumerate(told)]
    mixed = random.Random(seed).sample(readings, len(readings))
    assert _link(*mixed) == _link(*readings)


def test_a_plan_told_after_a_round_was_held_gives_it_no_day() -> None:
    def talks(name: str, published: str, days: tuple[str, str], *, held: bool) -> Sighting:
        page = _page(name, published, "Peru and Chile in talks.")
        page.event("Peru and Chile in talks", "talks", "held" if held else "planned", SIDES, days=days)
        reading = page.reading()
        (one,) = find_sightings([reading], find_entities([reading], {}), {}, {})
        return one

    plan = talks("a", "2031-05-18", ("2031-05-20", "2031-05-20"), held=False)
    came = talks("b", "2031-05-21", ("2031-05-18", "2031-05-26"), held=True)
    late = talks("c", "2031-05-24", ("2031-05-25", "2031-05-25"), held=False)
    one = session([plan, came, late], [], Processes())
    assert (str(one.start), str(one.end)) == ("2031-05-20", "2031-05-20")


def test_a_round_that_was_given_up_on_its_day_is_the_one_that_was_held_later() -> None:
    first = _held("a", "2031-05-06", "Bergen", ordinal=1)
    off = _page("b", "2031-05-12", "The second round in Bergen of Peru and Chile, due on 15 May, will not be held.")
    off.name_("Bergen", "place", country="Norway")
    off.event("second round in Bergen of Peru and Chile, due on 15 May, will not be held", "round", "called-off", SIDES,
              place="Bergen", area="Norway", ordinal=2, days=("2031-05-15", "2031-05-15"))  # fmt: skip
    anew = _page("c", "2031-05-24", "Peru and Chile will hold talks in Bergen on 26 May.")
    anew.name_("Bergen", "place", country="Norway")
    anew.event("Peru and Chile will hold talks in Bergen on 26 May", "talks", "planned", SIDES,
               place="Bergen", area="Norway", days=("2031-05-26", "2031-05-26"))  # fmt: skip
    held = _page("d", "2031-05-27", "The second round of Peru and Chile ended in Bergen.")
    held.name_("Bergen", "place", country="Norway")
    held.event("second round of Peru and Chile ended in Bergen", "round", "held", SIDES, place="Bergen",
               area="Norway", ordinal=2)  # fmt: skip
    one, two = _rounds(_link(first, off.reading(), anew.reading(), held.reading()))
    assert two.status == "held"
    assert {m.report for m in two.mentions} == {"b", "c", "d"}
    assert one.series is not None and two.series is not None
    assert (one.series.ordinal, two.series.ordinal) == (1, 2)


def test_a_round_that_was_given_up_for_good_stays_on_its_day() -> None:
    first = _held("a", "2031-05-06", "Bergen", ordinal=1)
    off = _page("b", "2031-05-12", "The second round of Peru and Chile in Bergen, due on 15 May, is off.")
    off.name_("Bergen", "place", country="Norway")
    off.event("second round of Peru and Chile in Bergen, due on 15 May, is off", "round", "called-off", SIDES,
              place="Bergen", area="Norway", ordinal=2, days=("2031-05-15", "2031-05-15"))  # fmt: skip
    _, two = _rounds(_link(first, off.reading()))
    assert two.status == "called-off" and two.date is not None and str(two.date.earliest) == "2031-05-15"


def test_a_plan_is_of_the_round_of_its_number_that_was_held_there_later() -> None:
    plan = _page("b", "2031-05-12", "Peru and Chile will hold the second round in Bergen on 15 May.")
    plan.name_("Bergen", "place", country="Norway")
    plan.event("Peru and Chile will hold the second round in Bergen on 15 May", "round", "planned", SIDES,
               place="Bergen", area="Norway", ordinal=2, days=("2031-05-15", "2031-05-15"))  # fmt: skip
    held = [_held(f"c{i}", "2031-05-26", "Bergen", ordinal=2) for i in range(2)]
    one, two = _rounds(_link(_held("a", "2031-05-06", "Bergen", ordinal=1), plan.reading(), *held))
    assert {m.report for m in one.mentions} == {"a"}
    assert {m.report for m in two.mentions} == {"b", "c0", "c1"}


def test_a_numbered_round_that_nobody_places_is_in_the_one_town_of_its_process() -> None:
    record = _link(_held("a", "2031-05-06", "Bergen", ordinal=1), _placeless("b", "2031-05-27", 2))
    assert [{e.place for e in _rounds(record)}] == [{_rounds(record)[0].place}]


def test_a_numbered_round_that_nobody_places_has_no_town_where_its_process_moves_about() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-20", "Oslo", ordinal=2),
        _placeless("c", "2031-06-27", 3),
    )
    assert _rounds(record)[-1].place is None


@pytest.mark.parametrize(("role", "sits"), [("chief negotiator", True), ("former negotiator", False), ("poet", False)])
def test_a_side_s_negotiator_named_by_a_report_of_the_round_sat_there(role: str, sits: bool) -> None:
    page = _page("a", "2031-05-06", "Peru and Chile held talks in Bergen. They were long, Ana Ruiz said.")
    page.name_("Bergen", "place", country="Norway").name_("Ana Ruiz", "person", country="Peru", role=role)
    page.event("Peru and Chile held talks in Bergen", "talks", "held", SIDES, place="Bergen", area="Norway",
               ordinal=1, days=("2031-05-06", "2031-05-06"))  # fmt: skip
    record = _link(page.reading())
    (one,) = _rounds(record)
    person = next(e.id for e in record.entities if e.name == "Ana Ruiz")
    assert (person in one.participants) is sits


def test_rounds_at_another_table_are_not_given_the_sides_of_the_first() -> None:
    def lone(name: str, day: str, ordinal: int) -> Reading:
        page = Page(name, "The Reed Movement sat down to a round in Tromsø.", day)
        page.name_("Reed Movement", "organisation").name_("Tromsø", "place", country="Norway")
        page.event("Reed Movement sat down to a round in Tromsø", "round", "held", ("Reed Movement",), place="Tromsø",
                   area="Norway", ordinal=ordinal, days=(day, day))  # fmt: skip
        return page.reading()

    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-20", "Bergen", ordinal=2),
        lone("c", "2031-05-08", 1),
        lone("d", "2031-05-22", 2),
    )
    names = {e.id: e.name for e in record.entities}
    there = [{names[p] for p in e.participants} for e in record.events if e.place and names[e.place] == "Tromsø"]
    assert there
    assert not any({"Peru", "Chile"} & people for people in there)


def test_an_event_that_may_be_two_in_one_lends_no_sides() -> None:
    page = Page("a", "Peru and Chile met. The Reed Movement met too. A second round is due.").state("Peru", "Chile")
    page.name_("Reed Movement", "organisation")
    page.event("Peru and Chile met", "met", "held", ("Peru", "Chile"))
    page.event("The Reed Movement met too", "met too", "held", ("Reed Movement",))
    page.event("A second round is due", "round", "planned")
    reading = page.reading()
    index = find_entities([reading], {"a": "s"})
    found = find_sightings([reading], index, {"a": "s"}, {})
    given = inherit_from_events([[replace_sighting(s, mention=replace(s.mention, noun="round")) for s in found]])
    assert given is None or not any(len(s.sides) > 2 for s in given)


def test_a_number_told_twice_in_talks_that_move_about_is_a_slip() -> None:
    told = [
        ("Oslo", "2031-05-06", 1),
        ("Bergen", "2031-05-20", 1),
        ("Molde", "2031-06-03", 2),
        ("Hamar", "2031-06-17", 3),
    ]
    readings = [_held(town, day, town, ordinal=number) for town, day, number in told]
    readings += [_held(f"{town}-2", day, town) for town, day, _ in told]
    assert max(len(s.events) for s in _link(*readings).series) >= 4


def test_talks_in_a_continent_are_no_round() -> None:
    record = _link(
        *(_held(f"r{i}", f"2031-0{i}-06", place) for i, place in enumerate(("Oslo", "Bergen", "Asia", "Molde"), 1))
    )
    assert [len(s.events) for s in record.series] == [3]


@pytest.mark.parametrize(("area", "rounds"), [(None, 1), ("Norway", 2)])
def test_a_hall_and_a_town_of_which_nothing_is_known_are_one_place_on_one_day(area: str | None, rounds: int) -> None:
    pages = []
    for name, place in (("a", "Corn Loft"), ("b", "Tesk")):
        page = Page(name, f"The river conference opened in {place}, Norway.", "2031-03-04").name_(
            place, "place", country=area
        )
        page = page.state("Norway") if area else page
        page.event(f"The river conference opened in {place}", "conference", "held", (), place=place, area=area,
                   days=("2031-03-03", "2031-03-03"))  # fmt: skip
        pages.append(page.reading())
    assert len(_link(*pages).events) == rounds


def test_what_a_report_plans_for_the_coming_weeks_is_not_the_round_that_it_tells_of() -> None:
    page = _page("d", "2031-05-20", "Peru and Chile held talks in Bergen. The talks will go on in the coming weeks.")
    page.name_("Bergen", "place", country="Norway")
    page.event("Peru and Chile held talks in Bergen", "talks", "held", SIDES, place="Bergen", area="Norway",
               days=("2031-05-20", "2031-05-20"))  # fmt: skip
    page.event("The talks will go on in the coming weeks", "go", "planned", days=("2031-05-20", "2031-06-28"))
    record = _link(_held("a", "2031-05-06", "Bergen", ordinal=1), page.reading())
    assert [str(e.date.latest) for e in _rounds(record) if e.date] == ["2031-05-06", "2031-05-20"]


def test_talks_under_way_are_in_the_town_that_a_report_of_the_day_names() -> None:
    one = _page("a", "2031-05-06", "The talks of Peru and Chile go on.")
    one.event("The talks of Peru and Chile go on", "talks", "under-way", SIDES)
    two = _page("b", "2031-05-06", "Peru and Chile are at the Bergen talks.").name_("Bergen", "place", country="Norway")
    two.event("the Bergen talks", "talks", "under-way", SIDES, place="Bergen", area="Norway", told=False)
    record = _link(one.reading(), two.reading(), _held("c", "2031-06-10", "Oslo", ordinal=2))
    assert [str(e.date.earliest) for e in _rounds(record) if e.date] == ["2031-05-06", "2031-06-10"]


def test_sittings_without_a_number_do_not_make_of_two_tables_talks_that_move_about() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-07", "Tromsø", ordinal=1),
        _held("c", "2031-05-20", "Bergen", ordinal=2),
        _held("d", "2031-05-27", "Tromsø", ordinal=2),
        _held("e", "2031-06-10", "Molde"),
        _held("f", "2031-06-24", "Hamar"),
    )
    assert sorted(len(one.events) for one in record.series) == [2, 2]


@pytest.mark.parametrize(("who", "summit"), [("the leaders", True), ("envoys", False)])
def test_a_meeting_of_the_leaders_is_a_summit_whatever_it_is_called(who: str, summit: bool) -> None:
    text = f"Peru and Chile plan a meeting of {who}"
    page = _page("a", "2031-05-06", text + ".").event(text, "meeting", "planned", SIDES)
    reading = page.reading()
    (one,) = find_sightings([reading], find_entities([reading], {}), {}, {})
    assert session([one], [], Processes()).summit is summit


@pytest.mark.parametrize(("known", "place"), [(("Orvel", "Tassen"), None), (("Orvel",), "Orvel-Tassen")])
def test_two_states_joined_by_a_hyphen_are_no_town(known: tuple[str, ...], place: str | None) -> None:
    text = "The Orvel-Tassen talks of May. " + "".join(f"To {name}. " for name in known)
    page = Page("a", text, "2031-05-06").name_("Orvel-Tassen", "place")
    for name in known:
        at = text.index(f"To {name}.") + 3
        page.entities.append(replace(page.entities[0], start=at, end=at + len(name), name=name))
    page.event("Orvel-Tassen talks", "talks", "held", place="Orvel-Tassen")
    reading = page.reading()
    index = find_entities([reading], {})
    (one,) = find_sightings([reading], index, {}, {})
    assert (index.by_id[one.place].name if one.place else None) == place
