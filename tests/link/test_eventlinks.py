from __future__ import annotations

import random

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.events import group
from sourcebook.link.landscape import survey
from sourcebook.link.linker import Linker
from sourcebook.link.matters import extends, kin, matters_of, together
from sourcebook.link.sightings import find_sightings
from sourcebook.link.words import word_key
from sourcebook.model import Reading
from sourcebook.model.wire import record_json
from tests.link.by_hand import Page
from tests.link.test_linker import MADE_BY, event_of, link


def truce(name: str, text: str, noun: str, published: str, day: str | None, **more: object) -> Page:
    page = Page(name, text, published)
    days = (day, day) if day else None
    return page.state("Vardania", "Orland").event(
        text[:-1], noun, more.pop("status", "held"), ("Vardania", "Orland"), days=days, **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_one_matter_in_two_classes_is_one_event() -> None:
    one = truce(
        "a", "The truce of Vardania and Orland began on 9 May.", "truce", "2031-05-09", "2031-05-09", kind="RETREAT"
    )
    two = truce(
        "b", "The ceasefire of Vardania and Orland began on 9 May.", "ceasefire", "2031-05-10", "2031-05-09",
        kind="CONCEDE",
    )  # fmt: skip
    assert len(event_of(link(one, two), "truce").mentions) == 2


def test_different_matters_on_one_day_are_two_events() -> None:
    one = truce(
        "a", "The truce of Vardania and Orland began on 9 May.", "truce", "2031-05-09", "2031-05-09", kind="RETREAT"
    )
    two = truce(
        "b", "Vardania and Orland freed men in an exchange on 9 May.", "exchange", "2031-05-10", "2031-05-09",
        kind="RETREAT",
    )  # fmt: skip
    assert len(link(one, two).events) == 2


def test_a_truce_and_its_extension_are_two_events() -> None:
    one = truce(
        "a", "The truce of Vardania and Orland began on 9 May.", "truce", "2031-05-09", "2031-05-09", kind="RETREAT"
    )
    two = truce("b", "Vardania and Orland agreed to extend their truce.", "truce", "2031-05-10", None, kind="RETREAT")
    assert len(link(one, two).events) == 2


def test_a_deadline_that_moves_is_one_event() -> None:
    one = truce(
        "a",
        "The deadline of Vardania for Orland is 9 May.",
        "deadline",
        "2031-05-01",
        "2031-05-09",
        kind="REQUEST",
        status="planned",
    )
    two = truce(
        "b", "Vardania moved the deadline of Orland.", "deadline", "2031-05-08", None, kind="REQUEST",
        status="postponed",
    )  # fmt: skip
    three = truce(
        "c",
        "Vardania has given Orland a deadline of 16 May.",
        "deadline",
        "2031-05-10",
        "2031-05-16",
        kind="REQUEST",
        status="planned",
    )
    event = event_of(link(one, two, three), "deadline")
    assert (len(event.mentions), [step.status for step in event.history]) == (3, ["planned", "postponed", "planned"])


def test_what_comes_once_is_one_event_on_a_later_day() -> None:
    plan = truce(
        "a",
        "The signing of Vardania and Orland is set for 9 May.",
        "signing",
        "2031-05-01",
        "2031-05-09",
        kind="AGREE",
        status="planned",
    )
    done = truce(
        "b", "The signing by Vardania and Orland was on 29 May.", "signing", "2031-05-30", "2031-05-29", kind="AGREE",
    )  # fmt: skip
    assert len(event_of(link(plan, done), "signing").mentions) == 2
    early = truce(
        "c", "The signing by Vardania and Orland was on 9 May.", "signing", "2031-05-10", "2031-05-09", kind="AGREE",
    )  # fmt: skip
    assert len(link(early, done).events) == 2


def test_an_election_of_a_president_is_not_one_of_a_region() -> None:
    one = truce(
        "a",
        "The presidential election in Vardania and Orland was held on 9 May.",
        "election",
        "2031-05-10",
        "2031-05-09",
        kind="AGREE",
    )
    two = truce(
        "b",
        "The regional election in Vardania and Orland was held on 9 May.",
        "election",
        "2031-05-10",
        "2031-05-09",
        kind="AGREE",
    )
    three = truce(
        "c",
        "The election in Vardania and Orland on 9 May was won by a woman.",
        "election",
        "2031-05-10",
        "2031-05-09",
        kind="AGREE",
    )
    assert [len(e.mentions) for e in link(one, three).events] == [2]
    assert len(link(one, two).events) == 2


def test_a_narrower_matter_than_the_mode_tells() -> None:
    words = frozenset({word_key("curfew"), word_key("town")})
    assert matters_of("sanction", "restrict", words) == {"curfew"}
    assert matters_of("sanction", "restrict", frozenset({word_key("town")})) == {"sanction"}
    assert together("sanction", "curfew") and not together("curfew", "tariff")


def test_agreements_a_year_apart_are_not_one_for_want_of_a_day() -> None:
    one = truce(
        "a",
        "Vardania and Orland reached an agreement on herring quotas.",
        "agreement",
        "2030-03-09",
        None,
        kind="AGREE",
    )
    two = truce(
        "b",
        "Quarrels over a canal ended as Vardania and Orland found an agreement.",
        "agreement",
        "2031-05-10",
        None,
        kind="AGREE",
    )
    assert len(link(one, two).events) == 2


def test_talks_are_called_by_a_noun_rather_than_a_verb() -> None:
    pages = [
        truce(
            name,
            f"Vardania and Orland {verb} the third round on 9 May.",
            noun,
            "2031-05-09",
            "2031-05-09",
            kind="CONSULT",
        )
        for name, verb, noun in (("a", "will begin", "begin"), ("b", "begin", "begin"), ("c", "held", "round"))
    ]
    (event,) = link(*pages).events
    assert "round" in event.title and "begin" not in event.title


def test_a_meeting_called_off_takes_no_other_meeting_with_it() -> None:
    one = truce(
        "a", "The meeting of Vardania and Orland on 20 May is off.", "meeting", "2031-05-10", "2031-05-20",
        kind="CONSULT", status="called-off",
    )  # fmt: skip
    two = truce(
        "b", "Vardania and Orland plan a meeting on 15 May.", "meeting", "2031-05-09", "2031-05-15",
        kind="CONSULT", status="planned",
    )  # fmt: skip
    assert len(link(one, two).events) == 2


@pytest.mark.parametrize("seed", range(5))
def test_events_do_not_depend_on_the_order_of_reports(seed: int) -> None:
    days = ("2031-05-09", "2031-05-10", None, "2031-05-12", None)
    texts = [f"The truce of Vardania and Orland began, report {n}." for n in range(5)]
    pages = [
        truce(f"p{n}", text, "truce", f"2031-05-{10 + n}", day, kind="RETREAT", status="planned" if n == 1 else "held")
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    readings: list[Reading] = [page.reading() for page in pages]
    want = record_json(Linker().link(readings, MADE_BY))
    random.Random(seed).shuffle(readings)
    assert record_json(Linker().link(readings, MADE_BY)) == want


def test_a_general_word_takes_on_what_its_clause_is_about() -> None:
    assert matters_of("agreement", None, frozenset({word_key("truce")})) == {"agreement", "truce"}
    assert matters_of("meeting", None, frozenset({word_key("truce")})) == {"gathering"}
    assert matters_of("", "ceasefire", frozenset()) == {"truce"}


def test_kindred_classes_and_neighbouring_matters() -> None:
    assert kin("CONCEDE", "RETREAT")
    assert not kin("ASSAULT", "AGREE")
    assert together("signing", "agreement")
    assert not together("signing", "truce")
    assert extends(frozenset({"truce"}), "extension", frozenset())
    assert not extends(frozenset({"gathering"}), "extension", frozenset())


def _shot_and_killed(clause: str, name: str, *nouns: str) -> Page:
    page = Page(name, clause, "2031-05-09").state("Vardania")
    for noun in nouns:
        page = page.event(clause[:-1], noun, "held", ("Vardania",), days=None, kind="ASSAULT")
    return page


def test_two_words_that_a_sentence_sets_side_by_side_are_two_events_where_no_day_tells() -> None:
    shot = _shot_and_killed("A Vardania envoy met with a shooting in Brask.", "a", "shooting")
    killed = _shot_and_killed("The killing of a Vardania envoy in Brask is a riddle.", "b", "killing")
    clause = "After the shooting of a Vardania envoy in Brask came his killing."
    both = _shot_and_killed(clause, "c", "shooting", "killing")
    readings = [page.reading() for page in (shot, killed, both)]
    sightings = find_sightings(readings, find_entities(readings, {}), dict.fromkeys("abc", "s"), {})
    groups = group(sightings, survey(sightings))
    assert all(len({s.mention.noun for s in members}) == 1 for members, _ in groups)
    assert len(groups) == 2


def _told(name: str, text: str, trigger: str, kind: str, actors: tuple[str, ...], published: str) -> Page:
    page = Page(name, text, published).state(*actors)
    return page.event(text[:-1], trigger, "held", actors, kind=kind)  # type: ignore[arg-type]


def _groups(*pages: Page) -> int:
    readings = [page.reading() for page in pages]
    sightings = find_sightings(readings, find_entities(readings, {}), dict.fromkeys((p.name for p in pages), "s"), {})
    return len(group(sightings, survey(sightings)))


def test_two_clauses_of_a_verb_that_no_list_has_are_one_event_by_what_it_is_done_to() -> None:
    bare = _told("a", "The ferrymen forfeited their harbour licence.", "forfeited", "CONCEDE", (), "2031-05-09")
    same = _told("b", "Ferrymen forfeited a harbour licence.", "forfeited", "CONCEDE", (), "2031-05-09")
    other = _told("b", "The choir forfeited a chess game.", "forfeited", "CONCEDE", (), "2031-05-09")
    assert _groups(bare, same) == 1
    assert _groups(bare, other) == 2


def test_what_one_says_to_another_without_a_day_is_one_by_its_words() -> None:
    both = ("Vardania", "Orland")
    bare = _told("a", "Vardania urged Orland to reopen the canal locks.", "urged", "REQUEST", both, "2031-05-09")
    same = _told("b", "Vardania urged Orland to reopen its canal locks.", "urged", "REQUEST", both, "2031-05-10")
    other = _told("b", "Vardania urged Orland to hand back the stolen crown.", "urged", "REQUEST", both, "2031-05-10")
    assert _groups(bare, same) == 1
    assert _groups(bare, other) == 2
