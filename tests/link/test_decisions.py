"""What the desk decides holds, survives new reports, gives way to later decisions and can be undone."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link.linker import Linker, entity_names
from sourcebook.model import Action, Anchor, DecidedNoun, Decision, Event, Reading, Record, Statement
from sourcebook.model.decision import with_id
from sourcebook.model.wire import record_json
from tests.link.build import WIRE, reading
from tests.link.by_hand import Page
from tests.link.test_linker import MADE_BY, event_of, first_plan, held, other_process, postponed

Anchors = tuple[Anchor, ...]


def link(readings: list[Reading], *log: Decision) -> Record:
    return Linker().link(readings, MADE_BY, log)


def decide(action: Action, noun: DecidedNoun, *groups: Anchors, minute: int = 0, undoes: str | None = None) -> Decision:
    at = datetime(2031, 6, 1, 12, tzinfo=UTC) + timedelta(minutes=minute)
    return with_id(
        Decision(id="", action=action, noun=noun, at=at, by="Ina Roth", why="seen", groups=groups, undoes=undoes)
    )


def anchors(readings: list[Reading], thing: Event | Statement) -> Anchors:
    sha256 = {r.report.id: r.report.sha256 for r in readings}
    kind = thing.type if isinstance(thing, Event) else ""
    return tuple(
        Anchor(report=m.report, sha256=sha256[m.report], start=m.start, end=m.end, text=m.text, kind=kind)
        for m in thing.mentions
    )


def names(readings: list[Reading], name: str, *log: Decision) -> list[Anchors]:
    """The anchors of every entity that has the name, in the order of the entities' ids."""
    record = link(readings, *log)
    of = entity_names(readings, log)
    ids = [entity.id for entity in record.entities if name in entity.names]
    return [tuple(Anchor(report=report, text=text) for report, text in of[i]) for i in ids]


def talks() -> list[Reading]:
    return [page.reading() for page in (first_plan(), postponed(), held(), other_process())]


def person(name: str, text: str, who: str, country: str) -> Reading:
    return Page(name, text).state(country).name_(who, "person", country=country).reading()


def bare(record: Record) -> Record:
    return msgspec.structs.replace(record, decisions=())


def test_events_made_one_stay_one_when_reports_come_in() -> None:
    readings = talks()
    before = link(readings[1:])
    first, second = event_of(before, "put off"), event_of(before, "second round of three-way")
    merge = decide("merge", "events", anchors(readings, first), anchors(readings, second))
    for some in (readings[1:], readings):
        record = link(some, merge)
        assert event_of(record, "put off") == event_of(record, "second round of three-way")
        (ruling,) = record.decisions
        assert (ruling.state, ruling.about) == ("holds", (event_of(record, "put off").id,))
    assert event_of(record, "put off").reasons[0] == f"made one by Ina Roth on 2031-06-01 ({merge.id}): seen"
    assert event_of(record, "hold a first round") == event_of(record, "put off")  # new mentions still find their way


def test_a_mention_that_was_split_off_is_of_another_event() -> None:
    readings = talks()
    event = event_of(link(readings), "put off")
    every = anchors(readings, event)
    part = tuple(a for a in every if "put off" in a.text)
    record = link(readings, decide("split", "events", part, tuple(a for a in every if a not in part)))
    assert event_of(record, "put off") != event_of(record, "hold a first round")
    assert len(event_of(record, "hold a first round").mentions) == 2
    assert record.decisions[0].state == "holds"
    assert len(record.decisions[0].about) == 2


def test_a_rejected_event_is_gone_and_its_copies_too() -> None:
    page = held()
    copy = Page("z", page.text, "2031-05-22")
    copy.entities, copy.events = page.entities, page.events
    readings = [page.reading(), copy.reading()]
    event = event_of(link(readings[:1]), "second round")
    record = link(readings, decide("reject", "events", anchors(readings, event)))
    assert not [e for e in record.events if any("second round" in m.text for m in e.mentions)]
    assert event_of(record, "met for a first round")
    assert record.decisions[0].about == ()


def test_of_two_opposite_decisions_the_later_holds() -> None:
    readings = talks()
    event = event_of(link(readings), "put off")
    every = anchors(readings, event)
    part, rest = every[:1], every[1:]
    split = decide("split", "events", part, rest, minute=1)
    merge = decide("merge", "events", part, rest, minute=2)
    record = link(readings, split, merge)
    assert [ruling.state for ruling in record.decisions] == ["overruled", "holds"]
    assert event_of(record, "put off").mentions == event.mentions
    late = decide("split", "events", part, rest, minute=3)
    record = link(readings, split, merge, late)
    assert [ruling.state for ruling in record.decisions] == ["holds", "overruled", "holds"]
    assert event_of(record, "put off").mentions != event.mentions


def test_what_is_undone_is_as_if_it_had_never_been_and_may_be_done_again() -> None:
    readings = talks()
    before = link(readings)
    split = decide("split", "events", *_halves(anchors(readings, event_of(before, "put off"))))
    undo = decide("undo", "decisions", minute=1, undoes=split.id)
    redo = decide("undo", "decisions", minute=2, undoes=undo.id)
    undone = link(readings, split, undo)
    assert bare(undone) == before
    assert [ruling.state for ruling in undone.decisions] == ["undone", "holds"]
    assert bare(link(readings, split, undo, redo)) == bare(link(readings, split))


def test_a_decision_whose_reports_are_gone_is_told_and_changes_nothing() -> None:
    readings = talks()
    before = link(readings)
    merge = decide(
        "merge",
        "events",
        anchors(readings, event_of(before, "put off")),
        anchors(readings, event_of(before, "three-way")),
    )
    record = link(readings[:3], merge)
    assert bare(record) == link(readings[:3])
    assert record.decisions[0].state == "lapsed"


def test_a_decision_outlives_an_id_that_must_be_told_apart_and_a_correction_of_the_page() -> None:
    readings = talks()
    merge = decide(
        "merge",
        "events",
        anchors(readings, event_of(link(readings), "put off")),
        anchors(readings, event_of(link(readings), "three-way")),
    )
    page = postponed()
    page.name = "b~0a1b2c"
    corrected = Page("b", page.text + " An earlier version had it wrong.", "2031-05-11")
    corrected.entities, corrected.events = page.entities, page.events
    again = corrected.reading()
    again = msgspec.structs.replace(again, report=msgspec.structs.replace(again.report, sha256="other"))
    renamed = page.reading()
    renamed = msgspec.structs.replace(renamed, report=msgspec.structs.replace(renamed.report, sha256="b"))
    for new in (renamed, again):
        record = link([*readings[:1], new, *readings[2:]], merge)
        assert event_of(record, "put off") == event_of(record, "three-way")


def test_people_made_one_and_kept_apart() -> None:
    readings = [
        person("a", "Ana Lenk of Vardania spoke.", "Ana Lenk", "Vardania"),
        person("b", "Nadia Moro of Vardania spoke.", "Nadia Moro", "Vardania"),
    ]
    merge = decide("merge", "entities", *names(readings, "Ana Lenk"), *names(readings, "Nadia Moro"))
    later = [*readings, person("c", "Ana Lenk, Vardania's envoy, left.", "Ana Lenk", "Vardania")]
    (lenk,) = [e for e in link(later, merge).entities if e.type == "person"]
    assert lenk.names == ("Ana Lenk", "Nadia Moro")
    assert lenk.reasons[0].startswith("made one by Ina Roth")
    (both,) = names(later, "Ana Lenk")
    part = tuple(a for a in both if a.report == "c")
    split = decide("split", "entities", part, tuple(a for a in both if a.report != "c"), minute=1)
    people = [e for e in link(later, merge, split).entities if e.type == "person"]
    assert sorted(e.names for e in people) == [("Ana Lenk",), ("Ana Lenk", "Nadia Moro")]


def test_a_rejected_name_is_nobody_in_later_reports_too() -> None:
    readings = [person("a", "Read More, Vardania.", "Read More", "Vardania")]
    record = link(
        [*readings, person("b", "Read More about Vardania.", "Read More", "Vardania")],
        decide("reject", "entities", (Anchor(report="", text="read more"),)),
    )
    assert [e.name for e in record.entities] == ["Vardania"]


def test_origins_made_one_and_told_apart() -> None:
    other = "Grain prices rose in the port of Kesh for the third week, merchants said, and bread is to follow."
    readings = [reading("a", WIRE), reading("b", WIRE), reading("c", other)]
    sha256 = {r.report.id: r.report.sha256 for r in readings}
    one, two, three = (Anchor(report=name, sha256=sha256[name]) for name in "abc")
    (origin,) = link(readings, decide("merge", "origins", (one, two), (three,))).origins
    assert (origin.reports, origin.evidence != ()) == (("a", "b", "c"), True)
    (origin,) = link(readings[1:], decide("merge", "origins", (two,), (three,))).origins
    assert (origin.reports, origin.evidence) == (("b", "c"), ())
    assert link(readings, decide("reject", "origins", (one, two))).origins == ()


def _halves(every: Anchors) -> tuple[Anchors, Anchors]:
    return every[:1], every[1:]


READINGS = talks()
PIECES = tuple(
    Anchor(
        report=r.report.id,
        sha256=r.report.sha256,
        start=m.start,
        end=m.end,
        text=r.report.text[m.start : m.end],
        kind=m.type,
    )
    for r in READINGS
    for m in r.events
)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    log: list[Decision] = []
    for minute in range(draw(st.integers(0, 5))):
        action: Action = draw(st.sampled_from(["merge", "split", "reject", "undo"]))
        chosen = draw(st.lists(st.sampled_from(PIECES), min_size=2, max_size=4, unique=True))
        cut = draw(st.integers(1, len(chosen) - 1))
        groups = (tuple(chosen[:cut]), tuple(chosen[cut:]))
        if action == "undo" and log:
            log.append(decide("undo", "decisions", minute=minute, undoes=draw(st.sampled_from(log)).id))
        elif action == "reject":
            log.append(decide("reject", "events", groups[0], minute=minute))
        elif action != "undo":
            log.append(decide(action, "events", *groups, minute=minute))
    return log


def _homes(record: Record) -> dict[tuple[str, int, int], str]:
    return {(m.report, m.start, m.end): event.id for event in record.events for m in event.mentions}


@settings(max_examples=60, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_any_log_in_any_order_gives_one_record_in_which_what_holds_does(
    log: list[Decision], chance: random.Random
) -> None:
    record = link(READINGS, *log)
    readings, shuffled = list(READINGS), list(log)
    chance.shuffle(readings)
    chance.shuffle(shuffled)
    assert record_json(link(readings, *shuffled)) == record_json(record)
    homes = _homes(record)
    for ruling in record.decisions:
        if ruling.state != "holds" or ruling.action == "undo":
            continue
        places = [[homes.get((a.report, a.start or 0, a.end or 0)) for a in group] for group in ruling.groups]
        if ruling.action == "reject":
            assert not any(places[0])
        elif ruling.action == "merge":
            assert set(places[0]) & set(places[1])
    last = [ruling for ruling in record.decisions if ruling.state != "undone" and ruling.action != "undo"][-1:]
    for ruling in last:  # nothing is later, so it holds whole
        places = [[homes.get((a.report, a.start or 0, a.end or 0)) for a in group] for group in ruling.groups]
        if ruling.action == "merge" and ruling.state == "holds":
            assert len({home for group in places for home in group} - {None}) == 1
        if ruling.action == "split" and ruling.state == "holds":
            assert not (set(places[0]) & set(places[1])) - {None}
