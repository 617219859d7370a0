"""A large record is linked in parts: what was linked is kept, and nothing but the time tells whether it was."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sourcebook.link import byreport, kept
from sourcebook.link.counts import standings
from sourcebook.link.decisions import Desk
from sourcebook.link.dividing import divided
from sourcebook.link.kept import Kept
from sourcebook.link.linker import Linker, entity_names
from sourcebook.link.parts import tell_part
from sourcebook.link.whole import Whole, together
from sourcebook.model import Anchor, Decision, DecisionState, Reading, Story
from sourcebook.model.wire import record_json
from tests.link.build import OWN_WORK, REWRITE, WIRE, reading
from tests.link.by_hand import Page
from tests.link.test_decisions import anchors, decide, talks
from tests.link.test_linker import MADE_BY

_FLOOD = (
    "The Tamsel burst its dyke at Quern on 9 May, and mayor Odo Falk sent the people of Quern to the school.",
    "Falk said the dyke at Quern had been due for repair; engineers from Velm measured the Tamsel at six metres.",
    "Pumps from Velm reached Quern, where the Tamsel fell by a hand; Falk let the first families go home.",
)


def page(name: str, text: str, *people: tuple[str, str], published: str = "2031-05-10") -> Page:
    made = Page(name, text, published)
    for who, country in people:
        made.name_(who, "person", country=country or None)
    return made


def flood() -> list[Reading]:
    return [page(f"f{n}", text).reading() for n, text in enumerate(_FLOOD)]


def burst(name: str, text: str, clause: str, published: str = "2031-05-10") -> Reading:
    made = page(name, text, published=published).name_("Quern", "place")
    on = "2031-05-09" if published < "2031-06" else published
    return made.event(clause, "collapse", "held", (), days=(on, on), place="Quern").reading()


def pool() -> list[Reading]:
    ferry = [reading("m1", WIRE, day="2031-02-04"), reading("m2", REWRITE, day="2031-02-05"), reading("m3", OWN_WORK)]
    people = [
        page("p1", "Ana Lenk of Orland opened a museum of clocks.", ("Ana Lenk", "Orland")).reading(),
        page("p2", "A recipe for plums by Ana Lenk won the prize.", ("Ana Lenk", ""), published="2030-01-01").reading(),
        page("p3", "The master of chess Ana Lenk lost.", ("Ana Lenk", "Kesh"), published="2029-01-01").reading(),
    ]
    return [*talks(), *flood(), *ferry, *people]


def rewritten(one: Reading) -> Reading:
    """The report in a later version: a sentence more."""
    text = f"{one.report.text} It rained."
    zones = (replace(one.report.zones[0], end=len(text)),)
    return replace(one, report=replace(one.report, text=text, sha256=f"{one.report.sha256}2", zones=zones))


def decided() -> tuple[Decision, ...]:
    first, other = (Linker(whole=0).link(some, MADE_BY).events[0] for some in (talks()[:1], talks()[3:]))
    lenk, namesake = ((Anchor(report=name, text="ana lenk"),) for name in ("p1", "p3"))
    return (
        decide("merge", "events", anchors(talks(), first), anchors(talks(), other)),
        decide("merge", "entities", lenk, namesake, minute=1),
        decide("reject", "entities", (Anchor(report="", text="quern"),), minute=2),
        decide("merge", "origins", (Anchor(report="f0"),), (Anchor(report="f2"),), minute=3),
    )  # fmt: skip


_STEP = st.tuples(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 12)), st.sets(st.integers(0, 3)))


@settings(max_examples=25, deadline=None)
@given(st.lists(_STEP, min_size=2, max_size=5), st.sampled_from((0, 5, 100)))
def test_what_was_kept_changes_nothing(steps: list[tuple[set[int], set[int], set[int]]], whole: int) -> None:
    """Reports come, go and are corrected, the desk decides and takes back: the record is that of all at once."""
    linker, found, later, log = Linker(whole=whole), pool(), [rewritten(one) for one in pool()], decided()
    for gone, corrected, decisions in steps:
        given_ = [later[n] if n in corrected else one for n, one in enumerate(found) if n not in gone]
        some = tuple(log[n] for n in sorted(decisions))
        with mock.patch.object(byreport, "_answers_so", return_value=False):
            anew = Linker(whole=whole).link(given_[::-1], MADE_BY, some)
        assert record_json(linker.link(given_, MADE_BY, some)) == record_json(anew)


def dykes() -> list[Reading]:
    """Collapses, each told by stories of their own, some of them at one place on one day."""
    told = [("a", "night", "2031-05-10"), ("b", "dawn", "2031-05-10"), ("c", "noon", "2031-05-11")]
    clause = "The collapse of the dyke at Quern on {}"
    found = [burst(n, f"{clause.format('9 May')} came at {at}.", clause.format("9 May"), day) for n, at, day in told]
    later = clause.format("3 June")
    return [*found, burst("d", f"{later} drowned an eel.", later, "2031-06-03"), *pool()[10:], *talks()[:2]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.integers(0, 8)), min_size=2, max_size=6))
def test_events_told_in_several_parts_are_joined_as_these_come_and_go(steps: list[set[int]]) -> None:
    memory, found = Kept(), dykes()
    for gone in steps:
        some = [one for n, one in enumerate(found) if n not in gone]
        if some:
            assert told_by(memory, some) == told_by(Kept(), some)


def told_by(memory: Kept, readings: list[Reading]) -> tuple[object, ...]:
    whole = apart(*readings, memory=memory)
    return whole.stories, whole.entities, whole.events, whole.series, whole.statements, whole.conflicts


def test_events_and_persons_of_other_parts_stay_the_same_objects() -> None:
    memory, found = Kept(), dykes()
    before, after = apart(*found[:-1], memory=memory), apart(*found, memory=memory)
    old = {id(one) for one in (*before.events, *before.entities)}
    new = [one for one in (*after.events, *after.entities) if one not in (*before.events, *before.entities)]
    assert new
    assert all(id(one) in old for one in (*after.events, *after.entities) if one not in new)


def test_one_more_report_links_its_part_alone() -> None:
    linker, found = Linker(whole=0), pool()
    linker.link(found, MADE_BY)
    more = page("f3", "The mayor of Quern, Falk, thanked Velm and its engineers for the pumps on the Tamsel.").reading()
    with mock.patch.object(kept, "tell_part", wraps=tell_part) as told:
        record = linker.link([*found, more], MADE_BY)
    assert [sorted(r.report.id for r in call.args[0].readings) for call in told.call_args_list] == [
        ["f0", "f1", "f2", "f3"]
    ]
    assert [story.reports for story in record.stories if "f3" in story.reports] == [("f0", "f1", "f2", "f3")]


def apart(*readings: Reading, memory: Kept | None = None) -> Whole:
    """The record of the readings, a story each."""
    stories = [Story(id=f"t_{one.report.id}", title="", reports=(one.report.id,)) for one in readings]
    return together(memory or Kept(), divided(readings, stories, (), standings((), readings), whole=0))


def lenks(whole: Whole) -> list[str]:
    return sorted((e.country or "") for e in whole.entities if "Ana Lenk" in e.names)


def test_a_full_name_is_one_person_over_the_stories() -> None:
    assert lenks(apart(*pool()[10:12])) == ["Orland"]


def test_persons_of_two_countries_stay_two_and_nobody_guesses_the_third() -> None:
    assert lenks(apart(*pool()[10:])) == ["", "Kesh", "Orland"]


def test_a_country_that_one_story_in_many_gives_is_no_other_person() -> None:
    first, other = pool()[10], pool()[12]
    usual = [replace(first, report=replace(first.report, id=f"u{n}")) for n in range(6)]
    assert lenks(apart(*usual, other)) == ["Orland"]


def test_a_country_that_one_story_in_many_gives_is_no_other_person_where_most_give_none() -> None:
    first, silent, other = pool()[10:13]
    unsaid = [replace(silent, report=replace(silent.report, id=f"u{n}")) for n in range(6)]
    again = replace(first, report=replace(first.report, id="v"))
    assert lenks(apart(first, again, *unsaid, other)) == ["Orland"]


def test_an_event_that_two_stories_tell_with_its_day_is_one() -> None:
    clause = "The collapse of the dyke at Quern on 9 May"
    first, other = burst("a", f"{clause} came at night.", clause), burst("b", f"{clause} will be costly.", clause)
    (event,) = apart(first, other).events
    assert {m.report for m in event.mentions} == {"a", "b"}


def test_events_of_other_days_stay_apart_over_the_stories() -> None:
    clause = "The collapse of the dyke at Quern on 9 May"
    first = burst("a", f"{clause} came at night.", clause)
    later = clause.replace("9 May", "3 June")
    other = burst("b", f"{later} will be costly.", later, "2031-06-03")
    assert len(apart(first, other).events) == 2


def test_the_desk_joins_over_the_stories() -> None:
    found, log = pool(), decided()
    record = Linker(whole=0).link(found, MADE_BY, log[:2])
    assert [one.state for one in record.decisions] == ["holds", "holds"]
    of = entity_names(found, log[:2], whole=0)
    (lenk,) = [e.id for e in record.entities if "Ana Lenk" in e.names and e.country]
    assert {report for report, _ in of[lenk]} >= {"p1", "p3"}


@pytest.mark.parametrize("whole", [0, 100])
def test_every_report_is_in_one_part(whole: int) -> None:
    found = pool()
    stories = [Story(id=f"t{n}", title="", reports=(one.report.id,)) for n, one in enumerate(found)]
    parts = divided(found, stories, (), {one.report.id: None for one in found}, decided(), whole=whole)  # type: ignore[misc]
    assert sorted(r.report.id for part in parts for r in part.readings) == sorted(r.report.id for r in found)
    assert len(parts) == (1 if whole else len(found) - 2)  # what the desk says of two reports is said of one part


def test_what_became_of_a_decision_is_the_best_that_its_parts_tell() -> None:
    desk, *others = (Desk((), ()) for _ in range(4))
    states: tuple[DecisionState, ...] = ("lapsed", "holds", "overruled")
    for other, state in zip(others, states, strict=True):
        other.states["d"] = state
    desk.take(others)
    assert desk.states == {"d": "holds"}


def test_over_all_parts_it_is_known_whom_each_report_means_by_its_names() -> None:
    found, memory = pool()[10:12], Kept()
    stories = [Story(id=f"t_{one.report.id}", title="", reports=(one.report.id,)) for one in found]
    linked = memory.parts(divided(found, stories, (), standings((), found), whole=0))
    memory.tell(linked)
    index, changed = memory.everyone(linked)
    (lenk,) = (one.id for one in index.entities if "Ana Lenk" in one.names)
    assert {index.find(one.report.id, "Ana Lenk") for one in found} == {lenk}
    assert {one.report.id for one in found} <= changed
    assert not memory.everyone(linked)[1]
