"""Names that the encoder saw beside those of rules and gazetteers, in invented reports."""

from itertools import pairwise
from typing import cast

import pytest
from msgspec.structs import replace

from sourcebook.read.document import Document, parse
from sourcebook.read.encoder.sight import Placed, Sight
from sourcebook.read.name_seen import seen_spans
from sourcebook.read.name_words import words_of
from tests.read.test_entities import report


class Seeing:
    """Stands in for what an encoder saw: names by their text, a sentence a passage."""

    def __init__(self, document: Document, seen: list[tuple[str, str, float]]) -> None:
        self.placed = []
        for sentence in document.sentences:
            for name, label, score in seen:
                start = document.text.find(name, sentence.start, sentence.end)
                if start >= 0:
                    first, last = sentence.tokens_in(start, start + len(name))
                    self.placed.append(Placed(start, start + len(name), label, score, sentence.index, first, last))

    def spans(self, head: str) -> tuple[Placed, ...]:
        return tuple(self.placed) if head == "entity" else ()

    def token(self, passage: int, word: int) -> tuple[int, int]:
        return passage, word


def names(text: str, *seen: tuple[str, str, float]) -> list[tuple[str, str]]:
    document = parse(report(text))
    spans = seen_spans(document, cast(Sight, Seeing(document, list(seen))), words_of(document))
    assert spans == sorted(spans, key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [(text[s.start : s.end], s.type) for s in spans]


@pytest.mark.parametrize(
    ("text", "seen", "found"),
    [
        ("Then Quarl left.", [("Quarl", "person", 0.9)], [("Quarl", "person")]),
        ("Then Quarl left.", [("Quarl", "person", 0.2)], []),
        ("The Quarl left.", [("The Quarl", "organisation", 0.9)], [("Quarl", "organisation")]),
        (
            "The former president of Ostrel Quorn Vell left.",
            [("Ostrel Quorn Vell", "person", 0.92)],
            [("Quorn Vell", "person")],
        ),
        # whose state owns the front of what was seen
        ("Later Ostrel's Quorn Vell left.", [("Ostrel's Quorn Vell", "person", 0.92)], [("Quorn Vell", "person")]),
        # what was seen short is made whole by the capital behind it
        ("Later Orla Stark left.", [("Orla", "person", 0.95)], [("Orla Stark", "person")]),
        (
            "Later the National Ports Board met.",
            [("National Ports", "organisation", 0.9)],
            [("National Ports Board", "organisation")],
        ),
        ("Later Orla met Stark.", [("Orla", "person", 0.95)], [("Orla", "person")]),
        # gazetteers: a state is a place, whoever acts; a person may bear its name
        ("Chile voted.", [("Chile", "organisation", 0.95)], [("Chile", "place")]),
        ("Then Chad left.", [("Chad", "person", 0.95)], [("Chad", "person")]),
        ("The Danish side left.", [("Danish", "place", 0.95)], [("Danish", "group")]),
        # the encoder outweighs a town that could be anything
        ("She joined Reading.", [("Reading", "organisation", 0.95)], [("Reading", "organisation")]),
        # whose office it is: no part of the holder's name
        ("President of Vardania Orla Venn left.", [("Vardania Orla Venn", "person", 0.9)], [("Orla Venn", "person")]),
        (
            "The Minister of Water Economy Orla Vennik left.",
            [("Water Economy Orla Vennik", "person", 0.95)],
            [("Orla Vennik", "person")],
        ),
        (
            "Chairman of the Committee for Rivers Ove Quarlund left.",
            [("Committee for Rivers Ove Quarlund", "organisation", 0.95)],
            [("Committee for Rivers", "organisation"), ("Ove Quarlund", "person")],
        ),
        (
            "Ostrelia waits. The head of the harbour department of Ostrelia Orla Vennik left.",
            [("Ostrelia", "place", 0.95), ("Ostrelia Orla Vennik", "person", 0.9)],
            [("Ostrelia", "place"), ("Ostrelia", "place"), ("Orla Vennik", "person")],
        ),
        # a body of three words has no holder in it, a town neither; and several holders are not named so
        (
            "The director of Harbour Rights Watch left.",
            [("Harbour Rights Watch", "organisation", 0.95)],
            [("Harbour Rights Watch", "organisation")],
        ),
        (
            "The presidents of Quarl Vennik Ostrund left.",
            [("Quarl Vennik Ostrund", "organisation", 0.95)],
            [("Quarl Vennik Ostrund", "organisation")],
        ),
        # what nobody saw, but a gazetteer has
        ("Officials of Latvia spoke.", [], [("Latvia", "place")]),
        ("A Russian-US meeting ended.", [("Russian-US", "group", 0.9)], [("Russian", "group"), ("US", "place")]),
        # a name that was seen in pieces; a guess that the rules don't share
        ("Then Ada Quarl left.", [("Ada", "person", 0.7), ("Quarl", "person", 0.7)], [("Ada Quarl", "person")]),
        ("Then A. Quarl left.", [("A", "person", 0.7), ("Quarl", "person", 0.7)], [("A. Quarl", "person")]),
        ("The Quarl-based firm left.", [("Quarl-based", "place", 0.95)], [("Quarl", "place")]),
        ("He saw the Quarl.", [("Quarl", "organisation", 0.5)], []),
        ("The crew left 1399 behind.", [("1399", "place", 0.9)], []),
        # an office taken in with a name, and a name that is an office's word too
        ("Then Brig. Quarl left.", [("Brig. Quarl", "person", 0.9)], [("Quarl", "person")]),
        ("Then Bishop Quarl left.", [("Bishop Quarl", "person", 0.9)], [("Quarl", "person")]),
        ("Then Dean Quarl left.", [("Dean Quarl", "person", 0.9)], [("Dean Quarl", "person")]),
        # what is said of it shows a full name to be a person's
        ("Then Quorn Vellik, 54, left.", [], [("Quorn Vellik", "person")]),
        ("Then News Feed said so.", [], []),
        # what the form alone tells
        ("King Quarl III died.", [("Quarl III", "place", 0.9)], [("Quarl III", "person")]),
        ("They came about 700 BC from the hills.", [("BC", "organisation", 0.9)], []),
        ("The Mayor of Quarl left.", [("Mayor", "person", 0.9), ("Quarl", "place", 0.9)], [("Quarl", "place")]),
        ("They left King Quarl County.", [("King Quarl County", "place", 0.95)], [("King Quarl County", "place")]),
        ("They sold Quarl Vell SpA.", [("Quarl Vell SpA", "place", 0.95)], [("Quarl Vell SpA", "organisation")]),
        ("They sold Banco Quarl.", [("Banco Quarl", "place", 0.95)], [("Banco Quarl", "organisation")]),
        ("They found Quarl DNA.", [("DNA", "organisation", 0.95)], []),
        # a name's particles, not those of the one before
        ("Then van der Quarl left.", [("Quarl", "person", 0.95)], [("van der Quarl", "person")]),
        ("Then General de Quarl left.", [("Quarl", "person", 0.95)], [("de Quarl", "person")]),
        ("Sources in Orla de Quarl left.", [("Quarl", "person", 0.95)], [("Quarl", "person")]),
        # of a body's name only the place in it was seen; what every state has is named by its state
        (
            "Later the Peru Grain Board fell.",
            [("Peru", "place", 0.95)],
            [("Peru Grain Board", "organisation")],
        ),
        ("Later Air Peru flew.", [("Peru", "place", 0.95)], [("Air Peru", "organisation")]),
        ("Later the Peru Navy left.", [("Peru", "place", 0.95)], [("Peru", "place")]),
        # bodies and agencies that a gazetteer has are nobody, unless somebody is called so
        ("Lufthansa left.", [("Lufthansa", "person", 0.7)], [("Lufthansa", "organisation")]),
        ("Xinhua left.", [("Xinhua", "person", 0.95)], [("Xinhua", "organisation")]),
        ("Petra left.", [("Petra", "person", 0.95)], [("Petra", "person")]),
        # a rule's guess does not stand against the encoder's silence
        ("He liked the Quarl.", [], []),
    ],
)
def test_the_encoder_and_the_gazetteers(
    text: str, seen: list[tuple[str, str, float]], found: list[tuple[str, str]]
) -> None:
    assert names(text, *seen) == found


def test_one_name_has_one_type_through_the_report() -> None:
    text = "The firm Quarl sued. Then Quarl won. Later Quarl fell."
    document = parse(report(text))
    seeing = Seeing(document, [])
    for sentence, label, score in zip(
        document.sentences, ("organisation", "organisation", "person"), (0.95, 0.95, 0.5), strict=True
    ):
        at = text.index("Quarl", sentence.start)
        first, last = sentence.tokens_in(at, at + 5)
        seeing.placed.append(Placed(at, at + 5, label, score, sentence.index, first, last))
    spans = seen_spans(document, cast(Sight, seeing), words_of(document))
    assert {s.type for s in spans} == {"organisation"}


def test_in_a_translation_what_an_office_is_of_may_be_a_name_of_one_word() -> None:
    text = "The former president of Ostrund Zosk Quarlin arrived."
    translated = parse(replace(report(text), translated=True))
    spans = seen_spans(translated, cast(Sight, Seeing(translated, [])), words_of(translated))
    assert [text[s.start : s.end] for s in spans if s.type == "person"] == ["Zosk Quarlin"]
    assert not names(text)


def test_a_name_that_was_seen_elsewhere_in_the_report_is_one_here() -> None:
    text = "Later Quarl sued. The firm paid Quarl in full."
    document = parse(report(text))
    first, last = document.sentences[0].tokens_in(6, 11)
    seeing = Seeing(document, [])
    seeing.placed.append(Placed(6, 11, "organisation", 0.95, 0, first, last))
    spans = seen_spans(document, cast(Sight, seeing), words_of(document))
    assert [(s.start, s.type) for s in spans] == [(6, "organisation"), (text.rindex("Quarl"), "organisation")]
