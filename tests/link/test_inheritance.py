"""Talks whose sides a mention leaves unsaid."""

from msgspec.structs import replace

from sourcebook.link.entities import find_entities
from sourcebook.link.inheritance import inherit_from_events, with_inherited
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import Reading, Span
from tests.link.by_hand import Page


def _sightings(*pages: Page) -> tuple[list[Sighting], dict[str, str]]:
    readings: list[Reading] = [page.reading() for page in pages]
    story = {r.report.id: "s" for r in readings}
    index = find_entities(readings, story)
    return with_inherited(find_sightings(readings, index, story, {})), {e.name: e.id for e in index.entities}


def _last(sightings: list[Sighting], report: str) -> Sighting:
    return [s for s in sightings if s.report == report][-1]


def _ids(ids: dict[str, str], *names: str) -> frozenset[str]:
    return frozenset(ids[name] for name in names)


def _with_movement(name: str = "a") -> Page:
    page = Page(name, "Peru and the Reed Movement held talks. A second round is due.").state("Peru")
    page.name_("Reed Movement", "organisation")
    page.event("Peru and the Reed Movement held talks", "talks", "held", ("Peru", "Reed Movement"))
    return page.event("A second round is due", "round", "planned")


def test_a_body_that_holds_talks_is_lent_like_a_state() -> None:
    found, ids = _sightings(_with_movement())
    second = _last(found, "a")
    assert second.inherited and second.sides == _ids(ids, "Peru", "Reed Movement")


def test_talks_at_a_place_are_those_of_its_sides_though_the_report_names_others_nearer() -> None:
    other = Page("b", "Peru and Chile held talks. The round in Bergen will be longer.").state("Peru", "Chile")
    other.name_("Bergen", "place", country="Norway")
    other.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    other.event("The round in Bergen will be longer", "round", "planned", place="Bergen", area="Norway")
    there = Page("a", "Kenya and Ghana held talks in Bergen.").state("Kenya", "Ghana")
    there.name_("Bergen", "place", country="Norway")
    there.event("Kenya and Ghana held talks in Bergen", "talks", "held", ("Kenya", "Ghana"), place="Bergen",
                area="Norway")  # fmt: skip
    found, ids = _sightings(other, there)
    assert _last(found, "b").sides == _ids(ids, "Kenya", "Ghana")


def test_a_body_that_faces_nobody_elsewhere_is_no_side_of_its_own() -> None:
    page = Page("a", "Peru and Chile held talks. The Reed Society will open the second round.")
    page.state("Peru", "Chile").name_("Reed Society", "organisation")
    page.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    page.event("The Reed Society will open the second round", "round", "planned", ("Reed Society",))
    found, ids = _sightings(page)
    assert _ids(ids, "Peru", "Chile") <= _last(found, "a").sides


def test_a_side_that_is_told_is_lent_none_of_talks_without_it() -> None:
    page = Page("b", "Peru and Chile held talks. The round with the Reed Movement is due.").state("Peru", "Chile")
    page.name_("Reed Movement", "organisation")
    page.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    page.event("The round with the Reed Movement is due", "round", "planned", ("Reed Movement",))
    found, ids = _sightings(page, _with_movement())
    assert ids["Chile"] not in _last(found, "b").sides


def test_a_pronoun_is_no_witness_of_sides_and_hardly_means_the_host() -> None:
    page = Page("b", "Peru spoke to Norway. They will meet in Bergen.").state("Peru", "Norway")
    page.name_("Bergen", "place", country="Norway")
    page.event("They will meet in Bergen", "meet", "planned", ("Peru", "Norway"), place="Bergen", area="Norway")
    reading = page.reading()
    (event,) = reading.events
    at = page.span("They")
    actors = tuple(replace(actor, start=at.start, end=at.end) for actor in event.actors)
    reading = replace(reading, events=(replace(event, actors=actors, noun="meeting"),))
    other = _with_movement().reading()
    story = {"a": "s", "b": "s"}
    index = find_entities([reading, other], story)
    found = with_inherited(find_sightings([reading, other], index, story, {}))
    ids = {e.name: e.id for e in index.entities}
    assert _last(found, "b").sides == _ids(ids, "Peru", "Reed Movement")


def test_names_in_one_list_with_a_side_are_sides() -> None:
    page = Page("a", "Ministers of Peru, Tarvia and the Reed Movement met in Chile.").state("Peru", "Chile")
    page.name_("Tarvia", "place").name_("Reed Movement", "organisation")
    page.event("Ministers of Peru, Tarvia and the Reed Movement met in Chile", "met", "held", ("Peru",))
    reading = page.reading()
    (event,) = reading.events
    at = page.span("Peru")
    actors = (replace(event.actors[0], start=at.start, end=at.end),)
    reading = replace(reading, events=(replace(event, actors=actors),))
    index = find_entities([reading], {"a": "s"})
    (one,) = find_sightings([reading], index, {"a": "s"}, {})
    ids = {e.name: e.id for e in index.entities}
    assert one.sides == _ids(ids, "Peru", "Tarvia", "Reed Movement")


def _two_countries(text: str) -> frozenset[str]:
    page = Page("a", text).state("Peru", "Chile")
    if "Kenya" in text:
        page.state("Kenya")
    page.event(text.rsplit(". ", maxsplit=1)[-1].rstrip("."), "talks", "planned")
    reading = page.reading()
    ends = [i for i, c in enumerate(text) if c == "."]
    starts = [0, *(e + 2 for e in ends[:-1])]
    reading = replace(reading, sentences=tuple(Span(start=a, end=b + 1) for a, b in zip(starts, ends, strict=True)))
    index = find_entities([reading], {"a": "s"})
    names = {e.id: e.name for e in index.entities}
    (one,) = find_sightings([reading], index, {"a": "s"}, {})
    return frozenset(names[i] for i in one.states)


def test_the_two_countries_are_those_of_the_nearest_sentence_that_names_two() -> None:
    assert _two_countries("Peru taxes nuts from Chile. It rains. New talks between the two countries are due.") == {
        "Peru",
        "Chile",
    }


def test_of_three_countries_none_are_the_two() -> None:
    assert not _two_countries("Peru taxes nuts from Chile and Kenya. New talks between the two countries are due.")


def test_here_is_the_place_of_the_dateline() -> None:
    page = Page("a", "Peru and Chile held talks here on the fate of miners in Quillay.").state("Peru", "Chile")
    page.name_("Quillay", "place")
    page.event("Peru and Chile held talks here on the fate of miners in Quillay", "talks", "held", ("Peru", "Chile"))
    reading = page.reading()
    named = Page("b", "Bergen is wet.").name_("Bergen", "place", country="Norway").reading()
    for dateline, place in (("BERGEN", "Bergen"), (None, None)):
        lines = replace(reading, report=replace(reading.report, dateline=dateline))
        index = find_entities([lines, named], {})
        one, *_ = find_sightings([lines, named], index, {}, {})
        assert (index.by_id[one.place].name if one.place else None) == place


def test_talks_called_by_their_format_are_those_of_its_sides() -> None:
    group = Page("a", "Kenya, Ghana and Mali met as a contact group.").state("Kenya", "Ghana", "Mali")
    group.event("Kenya, Ghana and Mali met as a contact group", "met", "held", ("Kenya", "Ghana", "Mali"))
    later = Page("b", "Peru and Chile held talks. The second meeting of the contact group is near.")
    later.state("Peru", "Chile")
    later.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    later.event("The second meeting of the contact group is near", "meeting", "planned")
    readings = [group.reading(), later.reading()]
    readings[0] = replace(readings[0], events=tuple(replace(e, noun="meeting") for e in readings[0].events))
    story = {"a": "s", "b": "s"}
    index = find_entities(readings, story)
    found = with_inherited(find_sightings(readings, index, story, {}))
    ids = {e.name: e.id for e in index.entities}
    assert _last(found, "b").sides == _ids(ids, "Kenya", "Ghana", "Mali")


def test_the_state_where_talks_sit_is_no_side_of_those_that_name_no_other() -> None:
    told = Page("a", "Peru and Chile held talks in Bergen.").state("Peru", "Chile")
    told.name_("Bergen", "place", country="Norway")
    told.event("Peru and Chile held talks in Bergen", "talks", "held", ("Peru", "Chile"), place="Bergen", area="Norway")
    bare = Page("b", "Norway opened talks in Bergen.").state("Norway").name_("Bergen", "place", country="Norway")
    bare.event("Norway opened talks in Bergen", "talks", "held", ("Norway",), place="Bergen", area="Norway")
    found, ids = _sightings(told, bare)
    again = inherit_from_events([[s for s in found if s.report == "a"], [s for s in found if s.report == "b"]]) or found
    assert _last(again, "b").states == _ids(ids, "Peru", "Chile")
