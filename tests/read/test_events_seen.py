"""Events that the encoder sees, alone and with what rules find: the class probabilities are given by the words."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np

from sourcebook.model import EventMention
from sourcebook.read.document import Document, parse
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import CLASSES, SPAN_HEADS, SeenPassage
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events
from sourcebook.read.times import find_times
from tests.read.test_events import report


def seen(text: str, kind: str, trigger: str, doer: str, doee: str) -> Document:
    """A one-sentence document in which the encoder sees one event: its class at the words that these begin with."""
    document = parse(report(text))
    (sentence,) = document.sentences
    count = len(sentence.tokens)
    classes = {}
    for head, word in (("trigger", trigger), ("doer", doer), ("doee", doee)):
        found = np.full((count, len(CLASSES)), 0.001, np.float32)
        at = next((i for i, t in enumerate(sentence.tokens) if text.startswith(word, t.start)), None) if word else None
        if at is not None:
            found[at, CLASSES.index(kind)] = 0.9
        classes[head] = found
    passage = Passage(sentences=((0, 0, count),), ids=(), shape=(), first=(), bounds=((0, 0),))
    sight = SeenPassage(
        sentences=(count,),
        tags=(),
        relations=(),
        heads=(),
        spans={head: () for head in SPAN_HEADS},
        triggers=(),
        links=(),
        vectors=np.zeros((1, 384), np.float32),
        classes=classes,
    )
    return replace(document, sight=Sight([[(t.start, t.end) for t in sentence.tokens]], [passage], [sight]))


def read(document: Document) -> tuple[EventMention, ...]:
    return find_events(document, find_entities(document), find_times(document), ())


def parts(event: EventMention) -> set[tuple[str, str]]:
    return {(actor.name, actor.role) for actor in event.actors}


def test_an_event_that_no_rule_knows() -> None:
    text = "Norway lent 40 pumps to the flooded town of Sarn on Friday."
    (event,) = read(seen(text, "AID", "lent", "Norway", "the flooded"))
    assert event.kind == "AID"
    assert event.status == "held"
    assert {role for _, role in parts(event)} == {"source", "target"}
    assert text[event.trigger.start : event.trigger.end] == "lent"


def test_nobody_by_name_takes_part_as_the_words_say() -> None:
    (event,) = read(seen("The harbour police freed a stranded crew.", "CONCEDE", "freed", "The", "a stranded"))
    crew = next(actor for actor in event.actors if actor.role == "target")
    assert crew.nominal
    assert crew.name == "a stranded crew"


def test_somebody_is_named_in_what_only_the_encoder_sees() -> None:
    assert read(seen("The divers lent 40 pumps to the flooded town.", "AID", "lent", "The", "the flooded")) == ()


def test_one_side_is_enough_where_a_verb_tells_it_surely() -> None:
    (event,) = read(seen("Norway will not budge.", "REJECT", "budge", "Norway", ""))
    assert event.kind == "REJECT"
    assert {name for name, _ in parts(event)} == {"Norway"}


def test_one_side_is_not_enough_beside_a_noun() -> None:
    assert read(seen("Norway's approval came late.", "SUPPORT", "approval", "Norway", "")) == ()


def test_the_class_decides_where_both_see_the_verb() -> None:
    text = "Ostrel agreed to free two Vardanian sailors."
    (event,) = read(seen(text, "AGREE", "agreed", "Ostrel", "two Vardanian"))
    assert event.kind == "AGREE"
    assert event.status == "held"


def test_a_strike_whose_preposition_is_taken_for_a_particle() -> None:
    document = parse(report("About 40 dockers in Peru went on strike on Monday."))
    (sentence,) = document.sentences
    tokens = sentence.tokens
    at = next(i for i, token in enumerate(tokens) if token.text == "on")
    told = replace(sentence, tokens=[*tokens[:at], msgspec.structs.replace(tokens[at], tag="RP"), *tokens[at + 1 :]])
    (event,) = read(replace(document, sentences=[told]))
    assert (event.kind, event.mode) == ("PROTEST", "boycott")


def test_a_consultation_stays_one() -> None:
    text = "Ostrel's president will meet the Vardanian prime minister on Friday."
    (event,) = read(seen(text, "AGREE", "meet", "Ostrel", "the Vardanian"))
    assert event.kind == "CONSULT"
    assert event.status == "planned"


def test_nothing_is_added_where_nothing_is_likely() -> None:
    document = seen("Ostrel's farmers count their sheep.", "AID", "", "", "")
    assert read(document) == ()


def test_rules_find_actors_that_nobody_names() -> None:
    document = parse(report("Vardania condemned the attacks on its consulate."))
    event = next(e for e in read(document) if e.kind == "ACCUSE")
    assert {(a.name, a.role, a.nominal) for a in event.actors} >= {("Vardania", "source", False)}
    assert any(a.nominal and a.role == "target" for a in event.actors)


def test_what_only_brings_words_is_no_event_of_its_own() -> None:
    assert read(seen("Norway's envoy Ilse Lund said on Friday.", "AGREE", "said", "Norway", "Ilse")) == ()
    (event,) = read(seen("Norway said on Friday that Ostrel must go.", "REQUEST", "said", "Norway", "Ostrel"))
    assert event.kind == "REQUEST"


def test_a_participle_that_is_a_preposition_is_no_event() -> None:
    text = "The ferry of Norway sank, according to Ostrel."
    assert read(seen(text, "AGREE", "according", "Norway", "Ostrel")) == ()
    (event,) = read(seen("Norway is lending Ostrel a ferry.", "AID", "lending", "Norway", "Ostrel"))
    assert event.kind == "AID"


def test_a_plan_that_the_encoder_takes_for_an_agreement_is_filed_under_what_its_verb_tells() -> None:
    text = "Norway will repair the locks of Sarn on Friday."
    (event,) = read(seen(text, "AGREE", "repair", "Norway", "the locks"))
    assert (event.kind, event.type, event.status) == ("AID", "AGREE", "planned")
