"""Deeds that no list knows: which come on record, and what joins them."""

from __future__ import annotations

import random

import msgspec
import pytest

from sourcebook.link.deed_words import matters_of_deed, stem, thing_of_deed
from sourcebook.link.linker import Linker
from sourcebook.model import Reading, Record
from sourcebook.model.reading import EventStatus
from sourcebook.model.wire import record_json
from tests.link.by_hand import Page
from tests.link.test_linker import MADE_BY


def told(name: str, text: str, deed: str, day: str, published: str = "2031-05-10", **more: object) -> Reading:
    """A report whose one sentence tells the deed; its verb or noun stands in the text as `word`."""
    status: EventStatus = more.pop("status", "held")  # type: ignore[assignment]
    page = Page(name, text, published)
    page.state(*(one for one in ("Vardania", "Orland") if one in text))
    word = str(more.pop("word", text.split()[1]))
    actors = tuple(one for one in ("Vardania",) if one in text)
    page.event(text[:-1], word, status, actors, kind="COOPERATE", days=(day, day), **more)  # type: ignore[arg-type]
    reading = page.reading()
    (mention,) = reading.events
    mention = msgspec.structs.replace(mention, noun=deed.split(maxsplit=1)[0], deed=deed)
    return msgspec.structs.replace(reading, events=(), deeds=(mention,))


def link(*readings: Reading) -> Record:
    return Linker().link(list(readings), MADE_BY)


ONE = told("a", "Vardania anchored three buoys in the strait of Osk on 8 May.", "anchor buoy", "2031-05-08")
TWO = told(
    "b", "Three buoys were anchored by Vardania in the strait of Osk on 8 May.", "anchor buoy", "2031-05-08",
    word="anchored",
)  # fmt: skip
PLAN = told(
    "p", "Vardania will anchor three buoys in the strait of Osk on 8 May.", "anchor buoy", "2031-05-08",
    published="2031-05-02", word="anchor", status="planned",
)  # fmt: skip


def test_what_one_report_tells_is_no_event() -> None:
    assert link(ONE).events == ()


def test_what_two_reports_tell_is_one() -> None:
    (found,) = link(ONE, TWO).events
    assert len(found.mentions) == 2
    assert "anchor buoy" in found.title


def test_a_plan_and_what_became_of_it_are_one() -> None:
    (found,) = link(PLAN, ONE).events
    assert [step.status for step in found.history] == ["planned", "held"]


def test_what_is_done_to_other_things_is_not_borne_out() -> None:
    other = told(
        "c", "Vardania anchored its last ferry in the strait of Osk on 8 May.", "anchor ferry", "2031-05-08"
    )  # fmt: skip
    assert link(ONE, other).events == ()


def test_a_noun_and_its_verb_are_one_deed() -> None:
    noun = told(
        "d", "The anchoring of the buoys in the strait of Osk ended on 8 May, Vardania said.", "anchoring buoy",
        "2031-05-08", word="anchoring",
    )  # fmt: skip
    (found,) = link(ONE, noun).events
    assert len(found.mentions) == 2


def test_a_deed_the_lists_know_is_a_mention_of_their_event() -> None:
    text = "Vardania and Orland held talks in Osk on 8 May."
    page = Page("e", text, "2031-05-10").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    page.event(text[:-1], "talks", "held", ("Vardania", "Orland"), days=("2031-05-08", "2031-05-08"), place="Osk")
    other = Page("f", "Surveyors of Vardania met in Osk on 8 May.", "2031-05-10")
    other.state("Vardania").name_("Osk", "place", country="Kesh")
    other.event(
        "Surveyors of Vardania met in Osk on 8 May", "met", "held", ("Vardania",),
        days=("2031-05-08", "2031-05-08"), place="Osk",
    )  # fmt: skip
    reading = other.reading()
    deed = msgspec.structs.replace(reading.events[0], noun="meet", deed="meet surveyor")
    record = link(page.reading(), msgspec.structs.replace(reading, events=(), deeds=(deed,)))
    (found,) = record.events
    assert len(found.mentions) == 2


def test_what_one_does_over_anothers_demand_is_coercion() -> None:
    text = "Orland demands that the buoys be removed. The strait of Osk was calm on 8 May."
    page = Page("o", text, "2031-05-10").state("Orland").position(text[:40], "Orland", "demands", "buoy")
    page.event("The strait of Osk was calm on 8 May", "calm", "held", ("Orland",), days=("2031-05-08", "2031-05-08"))
    (free,) = link(ONE, TWO).events
    forced = next(e for e in link(ONE, TWO, page.reading()).events if "buoy" in e.title)
    assert (free.type, forced.type) == ("COOPERATE", "COERCE")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("filling", "fill"),
        ("departure", "depart"),
        ("payment", "pay"),
        ("publication", "publish"),
        ("storage", "store"),
    ],
)
def test_nouns_share_their_verbs_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


def test_what_is_owed_is_one_matter() -> None:
    assert matters_of_deed("due report") == matters_of_deed("receive report") != matters_of_deed("receive")
    assert thing_of_deed("receive report") == thing_of_deed("due report")
    assert not thing_of_deed("return")


def test_the_order_of_reports_changes_nothing() -> None:
    readings = [ONE, TWO, PLAN]
    whole = record_json(link(*readings))
    for seed in range(4):
        random.Random(seed).shuffle(readings)
        assert record_json(link(*readings)) == whole
