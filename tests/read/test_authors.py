"""Who stands behind a paper that says something."""

from __future__ import annotations

import pytest

from sourcebook.model import Span
from sourcebook.read.authors import author_of

SAID = [
    ("A report by the River Council said that", "A report", "said", "the River Council"),
    ("a new statement issued by Orla Venn says", "a new statement issued by Orla Venn", "says", "Orla Venn"),
    ("Orla Venn’s reply was short: no", "Orla Venn’s reply", ": no", "Orla Venn"),
    ("The envoys' joint letter says", "The envoys' joint letter", "says", "The envoys"),
    ("The envoy of Peru said", "The envoy of Peru", "said", None),
    ("A report, by all accounts, said", "A report", "said", None),
]


@pytest.mark.parametrize(("text", "source", "cue", "who"), SAID)
def test_a_paper_speaks_for_its_author(text: str, source: str, cue: str, who: str | None) -> None:
    at = text.index(cue)
    found = author_of(text, Span(start=0, end=len(source)), Span(start=at, end=at + len(cue)))
    assert (None if found is None else found.of(text)) == who


BEHIND = [
    ("“No,” reads a letter by Orla Venn, counsel to the board.", "a letter", "reads", "Orla Venn"),
    ("“No,” said a statement from the River Council on Monday.", "a statement", "said", "the River Council on Monday"),
    ("“No,” according to a memo from Gen. Jory Penn.", "a memo", "according to", "Gen. Jory Penn"),
    ("“No,” reads a letter. Orla Venn wrote it.", "a letter", "reads", None),
]


@pytest.mark.parametrize(("text", "source", "cue", "who"), BEHIND)
def test_the_author_may_stand_behind_paper_and_cue(text: str, source: str, cue: str, who: str | None) -> None:
    at, said = text.index(source), text.index(cue)
    found = author_of(text, Span(start=at, end=at + len(source)), Span(start=said, end=said + len(cue)))
    assert (None if found is None else found.of(text)) == who
