"""Which pairs of mentions are weighed, what speaks for them, and what that is between groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from msgspec.structs import replace as changed

from sourcebook.link import pairblocks, pairing
from sourcebook.link.decisions import Bound
from sourcebook.link.entities import find_entities
from sourcebook.link.eventclusters import cluster
from sourcebook.link.landscape import survey
from sourcebook.link.pairing import UNSEEN, Pairs, Weighed, joints
from sourcebook.link.sightings import Sighting, find_sightings
from tests.link.by_hand import Page

TEXT = "Vardania seized a trawler on 8 May. Orland complained. The ship was impounded. Crowds rallied in Tarn."


def sightings(*, sensed: bool = True) -> list[Sighting]:
    page = Page("a", TEXT, "2031-05-10").state("Vardania", "Orland")
    page.event("Vardania seized a trawler on 8 May", "seized", "held", ("Vardania",), kind="COERCE",
               days=("2031-05-08", "2031-05-08"), role="source")  # fmt: skip
    page.event("Orland complained", "complained", "held", ("Orland",), kind="ACCUSE", role="source")
    page.event("The ship was impounded", "impounded", "held", kind="COERCE")
    page.event("Crowds rallied in Tarn", "rallied", "held", kind="PROTEST")
    readings = [page.reading()]
    found = find_sightings(readings, find_entities(readings, {}), {"a": "s"}, {})
    if not sensed:
        return found
    random = np.random.default_rng(1)
    return [
        replace(s, mention=changed(s.mention, sense=random.integers(-127, 127, 64, dtype=np.int8).tobytes()))
        for s in found
    ]


def say(monkeypatch: pytest.MonkeyPatch, given: dict[tuple[str, str], float], otherwise: float = -9.0) -> None:
    """Let the judge say so of two triggers."""

    def odds(columns: object, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        words = [TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in sightings()]
        pairs = [tuple(sorted((words[a], words[b]))) for a, b in zip(one.tolist(), two.tolist(), strict=True)]
        return np.array([given.get(pair, otherwise) for pair in pairs], np.float32)

    monkeypatch.setattr(pairing, "odds", odds)
    monkeypatch.setattr(pairblocks, "CLOSE", -1.0)


def groups(found: list[tuple[list[Sighting], list[str]]]) -> set[frozenset[str]]:
    return {frozenset(TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in some) for some, _ in found}


def test_what_is_likely_one_event_is_joined_whatever_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings()
    say(monkeypatch, {("impounded", "seized"): 3.0})
    found = cluster(given, survey(given))
    assert frozenset({"impounded", "seized"}) in groups(found)
    assert frozenset({"rallied"}) in groups(found)


def test_one_likeness_draws_no_two_groups_together(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings()
    say(monkeypatch, {("impounded", "seized"): 3.0, ("rallied", "seized"): 0.5})
    assert frozenset({"impounded", "seized"}) in groups(cluster(given, survey(given)))
    say(monkeypatch, {("impounded", "seized"): 3.0, ("rallied", "seized"): 0.5, ("impounded", "rallied"): 1.0})
    assert frozenset({"impounded", "seized", "rallied"}) in groups(cluster(given, survey(given)))


@pytest.mark.parametrize(("reasons", "one"), [([], False), (["the same sides"], True)])
def test_what_only_telling_joins_must_be_likelier(
    monkeypatch: pytest.MonkeyPatch, reasons: list[str], *, one: bool
) -> None:
    given = sightings()
    words = [TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in given]
    say(monkeypatch, {("impounded", "seized"): 3.0, ("rallied", "seized"): 1.0, ("impounded", "rallied"): -3.5})

    def evidence(a: Sighting, b: Sighting, *_: object) -> tuple[float, list[str]]:
        both = {words[given.index(a)], words[given.index(b)]}
        return (4.0, reasons) if reasons and both == {"rallied", "seized"} else (0.0, [])

    monkeypatch.setattr(pairing, "evidence", evidence)
    monkeypatch.setattr(pairing, "barred", lambda *_, **__: None)
    monkeypatch.setattr(pairing, "contradicted", lambda *_: None)
    together = frozenset({"impounded", "seized", "rallied"}) in groups(cluster(given, survey(given)))
    assert together is one


def test_without_senses_rules_alone_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings(sensed=False)
    say(monkeypatch, {("impounded", "seized"): 3.0})
    weighed = Weighed(Pairs(given, {}))
    assert not weighed.known
    assert all(likely is None for _, _, likely in weighed.likely)
    assert frozenset({"seized"}) in groups(cluster(given, survey(given)))


def test_what_rules_say_is_not_believed_of_the_unlikely(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings()
    say(monkeypatch, {})
    assert list(joints(given, survey(given), Weighed(Pairs(given, {})))) == []


def test_the_mean_between_groups_is_kept_up(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings()
    words = [TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in given]
    seized, impounded, rallied = (words.index(word) for word in ("seized", "impounded", "rallied"))
    say(monkeypatch, {("impounded", "seized"): 3.0, ("rallied", "seized"): 1.0})
    weighed = Weighed(Pairs(given, {}))
    members = {at: [at] for at in range(len(given))}
    assert weighed.between(seized, impounded, members) == 3.0
    assert weighed.between(impounded, rallied, members) == UNSEEN
    weighed.unite(seized, impounded)
    members[seized] += members.pop(impounded)
    assert weighed.between(seized, rallied, members) == (1.0 + UNSEEN) / 2


def test_what_the_desk_joined_is_weighed_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    given = sightings()
    words = [TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in given]
    complained, impounded = (given[words.index(word)] for word in ("complained", "impounded"))
    say(monkeypatch, {("impounded", "seized"): 3.0})
    monkeypatch.setattr(pairing, "evidence", lambda *_: (4.0, ["the same sides"]))
    found = groups(cluster(given, survey(given), Bound(together=((complained.key, impounded.key),))))
    assert any({"complained", "impounded"} <= some for some in found)


def bar(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Let a bar stand between the mentions with these triggers."""

    def barred(a: Sighting, b: Sighting, **_: bool) -> str | None:
        both = {TEXT[s.mention.trigger.start : s.mention.trigger.end] for s in (a, b)}
        return "so it is said" if both == set(words) else None

    monkeypatch.setattr(pairing, "barred", barred)


@pytest.mark.parametrize(("other", "one"), [(-1.0, True), (-5.0, False)])
def test_one_bar_gives_way_to_what_most_pairs_say(monkeypatch: pytest.MonkeyPatch, other: float, one: bool) -> None:
    given = sightings()
    told = {("impounded", "seized"): 3.0, ("rallied", "seized"): 2.5, ("impounded", "rallied"): other}
    say(monkeypatch, told)
    bar(monkeypatch)  # nothing
    assert frozenset({"impounded", "seized", "rallied"}) in groups(cluster(given, survey(given)))
    bar(monkeypatch, "impounded", "rallied")
    found = groups(cluster(given, survey(given)))
    assert (frozenset({"impounded", "seized", "rallied"}) in found) == one


@pytest.mark.parametrize(("odds", "one"), [(0.5, False), (1.5, True)])
def test_two_that_are_likely_enough_need_no_bar_asked(monkeypatch: pytest.MonkeyPatch, odds: float, one: bool) -> None:
    given = sightings()
    say(monkeypatch, {("impounded", "rallied"): odds})
    bar(monkeypatch, "impounded", "rallied")
    assert (frozenset({"impounded", "rallied"}) in groups(cluster(given, survey(given)))) == one


@pytest.mark.parametrize(("day", "one"), [(8, True), (9, True), (10, False)])
def test_what_is_done_on_two_days_is_two_however_likely(
    monkeypatch: pytest.MonkeyPatch, day: int, *, one: bool
) -> None:
    given = [
        replace(s, earliest=date(2031, 5, day), latest=date(2031, 5, day), dated=True, matters=frozenset())
        if TEXT[s.mention.trigger.start : s.mention.trigger.end] == "impounded"
        else s
        for s in sightings()
    ]
    say(monkeypatch, {("impounded", "seized"): 6.0})
    found = groups(cluster(given, survey(given)))
    assert (frozenset({"impounded", "seized"}) in found) == one
