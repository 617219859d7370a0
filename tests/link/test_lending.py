"""Who did what a report tells without saying who."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as with_fields

from sourcebook.link.entities import find_entities
from sourcebook.link.lending import with_doers
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Actor, Event, OriginCount
from tests.link.by_hand import Page


def _deed(name: str, clause: str, *doers: str, matter: str = "release", done_to: str = "") -> tuple[Page, str, str]:
    page = Page(name, f"{clause}.")
    for doer in doers:
        page.name_(doer, "place" if doer in {"Peru", "Chile"} else "organisation",
                   country=doer if doer in {"Peru", "Chile"} else None)  # fmt: skip
    page.event(clause, "freed" if "freed" in clause else "talks", "held", doers,
               kind="RETREAT" if matter == "release" else "CONSULT")  # fmt: skip
    return page, matter, done_to


def _doers(*deeds: tuple[Page, str, str]) -> set[str]:
    """Who takes part in the last deed, as it stands beside the others."""
    readings = []
    for page, _, done_to in deeds:
        reading = page.reading()
        actors = [with_fields(a, role="source") for a in reading.events[0].actors]
        if done_to:
            at = page.span(done_to)
            actors.append(Actor(start=at.start, end=at.end, name=done_to, role="target", nominal=True))
        readings.append(with_fields(reading, events=(with_fields(reading.events[0], actors=tuple(actors)),)))
    story = {r.report.id: "s" for r in readings}
    index = find_entities(readings, story)
    matters = {page.name: frozenset({matter}) for page, matter, _ in deeds}
    sightings = [replace(s, matters=matters[s.report]) for s in find_sightings(readings, index, story, {})]
    event = Event(
        id="e", story="s", type="RETREAT", mode=None, title="", participants=(), sides={}, host=None, place=None,
        date=None, level=None, status="held", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    found = with_doers([(with_fields(event, id=s.report), [s]) for s in sightings], index)
    last = next(e for e, _ in found if e.id == deeds[-1][0].name)
    return {index.by_id[i].name for i in last.participants}


def test_who_frees_some_hostages_frees_the_others() -> None:
    told = [_deed(n, "The Reed Front freed ten hostages", "Reed Front", done_to="hostages") for n in ("a", "b")]
    assert _doers(*told, _deed("c", "Ten hostages were freed", done_to="hostages")) == {"Reed Front"}


def test_one_report_is_not_enough() -> None:
    told = _deed("a", "The Reed Front freed ten hostages", "Reed Front", done_to="hostages")
    assert _doers(told, _deed("c", "Ten hostages were freed", done_to="hostages")) == set()


def test_who_frees_hostages_frees_no_prisoners() -> None:
    told = [_deed(n, "The Reed Front freed ten hostages", "Reed Front", done_to="hostages") for n in ("a", "b")]
    assert _doers(*told, _deed("c", "Ten prisoners were freed", done_to="prisoners")) == set()


def test_reports_that_differ_lend_nobody() -> None:
    told = [
        _deed("a", "The Reed Front freed ten hostages", "Reed Front", done_to="hostages"),
        _deed("b", "The Marsh Front freed ten hostages", "Marsh Front", done_to="hostages"),
    ]
    assert _doers(*told, _deed("c", "Ten hostages were freed", done_to="hostages")) == set()


def test_hostages_are_held_by_the_body_at_the_table_and_prisoners_by_the_state() -> None:
    talks = [_deed(n, "The Reed Front and Peru held talks", "Reed Front", "Peru", matter="gathering") for n in "ab"]
    assert _doers(*talks, _deed("c", "Ten hostages were freed", done_to="hostages")) == {"Reed Front"}
    assert _doers(*talks, _deed("c", "Ten prisoners were freed", done_to="prisoners")) == {"Peru"}


def test_an_act_of_a_state_at_home_is_that_of_the_state_that_its_reports_are_about() -> None:
    page, matter, done_to = _deed("c", "Dozens were arrested, freed by none", matter="arrest")
    for name in ("Lima", "Osk", "Tarn", "Peru"):
        page.text += f" {name}"
        page.name_(name, "place", country="Peru")
    assert _doers((page, matter, done_to)) == {"Peru"}


def test_nobody_is_lent_an_act_at_home_by_reports_about_two_states() -> None:
    page, matter, done_to = _deed("c", "Dozens were arrested, freed by none", matter="arrest")
    for name, country in (("Lima", "Peru"), ("Peru", "Peru"), ("Chile", "Chile"), ("Arica", "Chile")):
        page.text += f" {name}"
        page.name_(name, "place", country=country)
    assert _doers((page, matter, done_to)) == set()


@pytest.mark.parametrize(("visitor", "taking"), [("Peru", {"Peru", "Chile"}), ("Chile", {"Chile"})])
def test_a_visit_is_one_to_the_state_of_its_place(visitor: str, taking: set[str]) -> None:
    page = Page("a", "They will visit Arica. Peru and Chile wait.").state("Peru", "Chile")
    page.name_("Arica", "place", country="Chile")
    page.event("They will visit Arica", "visit", "planned", (visitor,), mode="visit", place="Arica", area="Chile")
    reading = page.reading()
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    ids = {entity.name: entity.id for entity in index.entities}
    event = Event(
        id="e", story="s", type="CONSULT", mode="visit", title="", participants=(ids[visitor],), sides={}, host=None,
        place=ids["Arica"], date=None, level=None, status="planned", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    (found, _), *_ = with_doers([(event, sightings)], index)
    assert {index.by_id[one].name for one in found.participants} == taking


@pytest.mark.parametrize(
    ("verb", "others", "taking"),
    [("arrested", 2, {"Peru", "Chile"}), ("arrested", 1, {"Peru"}), ("shot", 2, {"Peru"})],
)
def test_who_is_arrested_is_so_by_those_who_rule_there(verb: str, others: int, taking: set[str]) -> None:
    page = Page("a", f"A man of Peru was {verb} in Arica. Chile waits.").state("Peru", "Chile")
    page.name_("Arica", "place", country="Chile")
    clause = f"A man of Peru was {verb} in Arica"
    page.event(clause, verb, "held", ("Peru",), kind="COERCE", place="Arica", area="Chile", role="target",
               mode="arrest" if verb == "arrested" else None)  # fmt: skip
    reading = page.reading()
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    ids = {entity.name: entity.id for entity in index.entities}
    event = Event(
        id="e", story="s", type="COERCE", mode=None, title="", participants=(ids["Peru"],), sides={}, host=None,
        place=ids["Arica"], date=None, level=None, status="held", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    more = [with_fields(event, id=f"f{n}", participants=(ids["Chile"],), place=None) for n in range(others)]
    (found, _), *_ = with_doers([(event, sightings), *((one, []) for one in more)], index)
    assert {index.by_id[one].name for one in found.participants} == taking


def test_captives_who_leave_are_released() -> None:
    told = [_deed(n, "The Reed Front freed ten hostages", "Reed Front", done_to="hostages") for n in ("a", "b")]
    page = Page("c", "The last hostages left the ship.")
    page.event("The last hostages left the ship", "leave" if "leave" in page.text else "left", "held", kind="CONCEDE")
    page.events[0] = with_fields(page.events[0], noun="leave")
    assert _doers(*told, (page, "departure", "hostages")) == {"Reed Front"}


def test_whom_a_measure_hits_others_of_the_story_tell() -> None:
    told = [_deed(n, "Peru and Chile freed a duty", "Peru", "Chile", matter="tariff") for n in ("a", "b")]
    assert _doers(*told, _deed("c", "Peru freed it", "Peru", matter="tariff")) == {"Chile"}
    assert _doers(told[0], _deed("c", "Peru freed it", "Peru", matter="tariff")) == set()
