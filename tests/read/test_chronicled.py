"""Events by the chronicle heads: beside the rules', in their place, and none; what the heads see is given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sourcebook.model import EventMention, Span
from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read import chronicled
from sourcebook.read.document import parse
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import SPAN_HEADS, STATES, SeenEvent, SeenPassage
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events
from sourcebook.read.scene import Scene
from sourcebook.read.times import find_times
from tests.read.test_events import report

DOZED = "The crew of the Sarn ferry dozed off on Monday in Lima."
SIGNED = "Ostrel and Vardania signed a treaty in Lima on Monday."


def told(
    word: str, kind: PloverType | None = "CONCEDE", status: EventStatus = "held", sure: float = 0.9, **parts: str
) -> tuple[str, dict[str, Any]]:
    """What the heads see at a word, its parts by their words."""
    return word, {"type": kind, "status": status, "sure": sure, "parts": parts}


def _roles(words: list[str], parts: dict[str, str]) -> dict[str, Any]:
    return {role: ((words.index(part), 0.9),) for role, part in parts.items()}


def read(text: str, *events: tuple[str, dict[str, Any]]) -> tuple[EventMention, ...]:
    """The events of a one-sentence text in which the heads see these."""
    document = parse(report(text))
    (sentence,) = document.sentences
    words = [t.text for t in sentence.tokens]
    seen = tuple(
        SeenEvent(
            word=words.index(word),
            sure=given["sure"],
            type=given["type"],
            type_sure=0.9,
            status=given["status"],
            status_sure=0.95,
            odds=given.get("odds", ()),
            states=tuple(0.95 if state == given["status"] else 0.008 for state in STATES),
            **_roles(words, given["parts"]),
        )
        for word, given in events
    )
    passage = Passage(sentences=((0, 0, len(words)),), ids=(), shape=(), first=(), bounds=((0, 0),))
    sight = SeenPassage(
        sentences=(len(words),),
        tags=(),
        relations=(),
        heads=(),
        spans={head: () for head in SPAN_HEADS},
        triggers=(),
        links=(),
        vectors=np.zeros((1, 384), np.float32),
        events=seen,
    )
    document = replace(document, sight=Sight([[(t.start, t.end) for t in sentence.tokens]], [passage], [sight]))
    return find_events(document, find_entities(document), find_times(document), ())


def words(text: str, events: tuple[EventMention, ...]) -> list[str]:
    return [text[e.trigger.start : e.trigger.end] for e in events]


def test_a_verb_of_no_list_tells_an_event() -> None:
    assert read(DOZED) == ()
    (event,) = read(DOZED, told("dozed"))
    assert (event.kind, event.status) == ("CONCEDE", "held")
    assert event.time is not None
    assert event.place is not None


def test_what_the_heads_are_not_sure_of_is_none() -> None:
    assert read(DOZED, told("dozed", sure=0.2)) == ()


def test_what_the_heads_half_see_needs_its_day() -> None:
    (event,) = read(DOZED, told("dozed", sure=0.35))
    assert event.time is not None
    assert read(DOZED.replace(" on Monday", ""), told("dozed", sure=0.35)) == ()


def test_what_the_heads_see_nothing_in_is_no_demand_or_agreement() -> None:
    text = "Ostrel demanded an apology."
    assert words(text, read(text, told("apology", sure=0.3))) == []
    assert words(text, read(text, told("demanded", "REQUEST", sure=0.4))) == ["demanded"]
    dated = "Ostrel demanded an apology on Monday."
    assert words(dated, read(dated, told("apology", sure=0.1))) == ["demanded"]


def test_a_rules_event_stays_though_the_heads_see_nothing_in_it() -> None:
    assert "signed" in words(SIGNED, read(SIGNED))
    (event,) = read(SIGNED, told("signed", "AGREE"))
    assert event.kind == "AGREE"


def test_an_event_of_no_class_gets_the_likeliest() -> None:
    (event,) = read(DOZED, told("dozed", None))
    assert event.kind == "COOPERATE"


def test_done_goes_before_what_a_rule_suggests() -> None:
    text = "The crew of the Sarn ferry is dozing off in Lima."
    (event,) = read(text, told("dozing", status="under-way"))
    assert event.status == "under-way"
    (event,) = read(text, told("dozing", status="held"))
    assert event.status == "held"


def test_what_the_heads_are_sure_of_goes_before_tense() -> None:
    (event,) = read(DOZED, told("dozed", status="called-off"))
    assert event.status == "called-off"


def test_what_words_tell_stands_against_the_heads() -> None:
    text = "The crew of the Sarn ferry may doze off in Lima."
    (event,) = read(text, told("doze", status="planned"))
    assert event.status == "possible"


def test_parties_that_the_heads_see_take_part() -> None:
    text = "It was in Lima that Vardania's ship dozed off."
    (without,) = read(text, told("dozed"))
    (event,) = read(text, told("dozed", by="Vardania"))
    assert "Vardania" not in {actor.name for actor in without.actors if actor.role == "source"}
    assert "Vardania" in {actor.name for actor in event.actors}


def test_how_sure_the_heads_are_stays_with_the_mention() -> None:
    (event,) = read(DOZED, told("dozed", sure=0.876))
    assert event.sure == 0.88
    (ruled, *_) = read(SIGNED, told("signed", "AGREE", sure=0.2))
    assert ruled.sure == 0.2


def test_a_common_noun_alone_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def somebody(scene: Scene, first: int, last: int) -> list[tuple[Span, str, None]]:
        return [(scene.span(first, last), "Ana Ruiz", None)]

    monkeypatch.setattr(chronicled, "named", somebody)  # as a report's "heads" may mean leaders that it has named
    text = "The crew of the Sarn ferry dozed off on Monday in Lima, where heads nodded."
    (event,) = (e for e in read(text, told("dozed", by="heads")) if text[e.trigger.start : e.trigger.end] == "dozed")
    assert "Ana Ruiz" not in {actor.name for actor in event.actors}


def test_an_office_with_its_article_is_whoever_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Minister Ana Ruiz was there when the crew dozed off in Lima before the minister."
    (event,) = (e for e in read(text, told("dozed", to="minister")) if text[e.trigger.start : e.trigger.end] == "dozed")
    assert "Ana Ruiz" in {actor.name for actor in event.actors if not actor.nominal}


def test_of_a_list_behind_including_all_take_part() -> None:
    text = "The crew dozed off in Lima before several allies, including Norway, Peru and Chile."
    (event,) = (e for e in read(text, told("dozed", to="Norway")) if text[e.trigger.start : e.trigger.end] == "dozed")
    assert {"Norway", "Peru", "Chile"} <= {actor.name for actor in event.actors}


def test_of_a_list_behind_involving_all_take_part_but_not_who_goes_on_to_speak() -> None:
    text = "The crew dozed off in Lima amid noise involving Ana Ruiz and Ove Lund."
    (event,) = (e for e in read(text, told("dozed", to="Ruiz")) if text[e.trigger.start : e.trigger.end] == "dozed")
    assert {"Ana Ruiz", "Ove Lund"} <= {actor.name for actor in event.actors}
    text = "The crew dozed off in Lima amid noise involving Ana Ruiz and Ove Lund said so."
    (event,) = (e for e in read(text, told("dozed", to="Ruiz")) if text[e.trigger.start : e.trigger.end] == "dozed")
    assert "Ove Lund" not in {actor.name for actor in event.actors if actor.role == "target"}


PLANS: list[tuple[str, tuple[str, ...], list[tuple[str, EventStatus]]]] = [
    ("Ostrel and Vardania agreed to hold talks in Lima.", ("agreed",), [("talk", "planned")]),
    ("Ostrel confirms second round of talks with Vardania.", ("confirms", "round"), [("talk", "planned")]),
    ("Ostrel confirmed a meeting with Vardania in Lima last week.", ("confirmed", "meeting"), [("meeting", "held")]),
    ("Ostrel began to evacuate its staff on Monday.", ("began", "evacuate"), [("evacuate", "held")]),
    ("Ostrel and Vardania went on to meet on Monday.", ("went", "meet"), [("meeting", "held")]),
]


@pytest.mark.parametrize(("text", "seen", "found"), PLANS)
def test_what_only_leads_to_an_event_is_none(
    text: str, seen: tuple[str, ...], found: list[tuple[str, EventStatus]]
) -> None:
    assert [(e.noun, e.status) for e in read(text, *(told(word) for word in seen))] == found


def test_a_deal_that_was_missed_is_no_deal() -> None:
    missed = read("Ostrel and Vardania failed to reach a deal on Monday.", told("failed"), told("deal"))
    assert [e.status for e in missed if e.noun in {"deal", "agreement"}] == ["denied"]
