from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.read.quotes import Paragraph, Quote, find_quotes


def quotes(line: str) -> list[Quote]:
    return find_quotes(line, [Paragraph(start=0, end=len(line), zone="body")])


def words(line: str, depth: int | None = None) -> list[str]:
    return [line[q.start : q.end] for q in quotes(line) if depth is None or q.depth == depth]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“We are ready,” said Orla Venn, “and we wait.”", ["We are ready", "and we wait."]),
        ('"We are ready," said Orla Venn, "and we wait."', ["We are ready", "and we wait."]),
        ("„Wir warten“, sagte Venn. »Nein«, sagte Brok.", ["Wir warten", "Nein"]),
        ("« Nous attendons », a dit Venn.", ["Nous attendons"]),
        ("”Vi väntar”, sade Venn.", ["Vi väntar"]),
        ("``We wait,'' he said.", ["We wait"]),
        ("He said 'the workers' rights are safe,' and left.", ["the workers' rights are safe"]),
        ("‘We can’t wait,’ she said. ‘Not in the ’90s.’", ["We can’t wait", "Not in the ’90s."]),
        ("“...and then we leave…” she said", ["...and then we leave…"]),
        ('It was "dead in the water", he said.', ["dead in the water"]),
        ('He said "yes"—"of course"—and left.', ["yes", "of course"]),
    ],
)
def test_marks_of_all_kinds_pair(line: str, expected: list[str]) -> None:
    assert words(line, 0) == expected


@pytest.mark.parametrize(
    "line",
    [
        "It’s the ’90s, and the states’ rights aren’t gone.",
        "The ministers' plan and the Joneses' house don't count.",
        "A 6'2\" guard",
        "Rock 'n' roll",
        "",
        "''",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(line: str) -> None:
    assert words(line) == []


def test_a_quotation_within_a_quotation_is_deeper() -> None:
    line = "“He told me, ‘You’re free,’ and I left,” she said."
    assert [(q.depth, line[q.start : q.end]) for q in quotes(line)] == [
        (0, "He told me, ‘You’re free,’ and I left"),
        (1, "You’re free"),
    ]
    same = '"It is "very" bad," he said.'
    assert words(same) == ['It is "very" bad', "very"]


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    [quote] = quotes("“We have waited long enough.")
    assert (quote.opened, quote.closed) == ("mark", "paragraph")
    assert words('"We wait, said Venn. "We stay."') == ["We wait, said Venn.", "We stay."]


def test_a_lost_opening_mark_is_found_by_the_closing_one() -> None:
    line = '- The roads stay shut. Nobody will pass," Orla Venn told the paper.'
    [quote] = quotes(line)
    assert (quote.opened, line[quote.start : quote.end]) == ("dash", "The roads stay shut. Nobody will pass")
    line = "We won't go,\" said Orla Venn."
    assert words(line) == ["We won't go"]


def test_a_signature_opens_no_speech() -> None:
    assert quotes("— Minister Orla Venn (@OrlaVenn) March 3, 2031") == []


@given(st.text(alphabet="ab s.,'’‘“”\"«»„-–: \t", max_size=60))
def test_quotations_lie_in_their_line_and_nest(line: str) -> None:
    found = quotes(line)
    for q in found:
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(line)
        assert not line[q.start].isspace()
        assert not line[q.end - 1].isspace()
    for one in found:
        for two in found:
            if one.outer_start < two.outer_start < one.outer_end:
                assert two.outer_end <= one.outer_end


def test_a_hostile_line_is_read_in_time() -> None:
    for mark in ("'", '"', "“", "’a ", " ‘a"):
        quotes(mark * 200_000)


def test_marks_that_stand_apart_or_slipped_still_close() -> None:
    assert words("“He says, ‘You may pay for that,’ ” she said.", 0) == ["He says, ‘You may pay for that,’"]
    assert words("“We wait. We stay. “") == ["We wait. We stay."]
