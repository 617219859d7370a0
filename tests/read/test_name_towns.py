"""Towns by what is done to them, though the encoder takes their names for persons'."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EntityType
from sourcebook.read.document import parse
from sourcebook.read.name_span import NameSpan
from sourcebook.read.name_towns import with_towns
from sourcebook.read.name_words import words_of
from tests.read.test_document import report


def _types(text: str, *names: str) -> list[EntityType]:
    document = parse(report(text))
    found = []
    for name in names:
        start = text.index(name)
        end = start + len(name)
        sentence = next(s for s in document.sentences if s.start <= start < s.end)
        first = next(i for i, t in enumerate(sentence.tokens) if t.start == start)
        last = next(i for i, t in enumerate(sentence.tokens) if t.end == end) + 1
        found.append(NameSpan(sentence.index, first, last, start, end, "person"))
    return [span.type for span in with_towns(document, found, words_of(document))]


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("Norwegian forces pounded Ostrelby on Monday.", "Ostrelby", "place"),
    ("The rebels withdrew from Ostrelby on Monday.", "Ostrelby", "place"),
    ("Norway pulled its troops out of Ostrelby on Monday.", "Ostrelby", "place"),
    ("Norway ran out of Ostrelby on Monday.", "Ostrelby", "person"),
    ("Ostrelby fell to the rebels on Monday.", "Ostrelby", "place"),
    ("Ostrelby fell to third place on Monday.", "Ostrelby", "person"),
    ("The siege of Ostrelby was lifted on Monday.", "Ostrelby", "place"),
    ("The minister spoke of Ostrelby on Monday.", "Ostrelby", "person"),
])  # fmt: skip
def test_a_name_that_is_besieged_or_left_by_troops_is_a_towns(text: str, name: str, kind: EntityType) -> None:
    assert _types(text, name) == [kind]


def test_whoever_is_named_in_full_is_no_town() -> None:
    assert _types("Critics shelled Brandt. Ola Brandt resigned.", "Brandt", "Ola Brandt") == ["person", "person"]
