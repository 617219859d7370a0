"""Origins: what depends on what, and what must stay apart."""

from __future__ import annotations

import random

import pytest

from sourcebook.link.origins import find_origins
from sourcebook.model import Origin, Reading
from tests.link.build import OWN_WORK, REWRITE, WIRE, reading

UNRELATED = """\
The museum of clocks in Pellworth opens its new wing on Saturday with a show of marine chronometers.
Curator Ines Valdane spent nine years collecting the pieces from wrecks and attics along the coast.
Visitors can hear each of them tick in a dark room built of cork, and may vote for the clock that they trust most.
"""


def _readings() -> list[Reading]:
    cut = "\n".join(WIRE.splitlines()[:4])
    return [
        reading("a-wire", WIRE, outlet="Morning Gull", day="2031-02-04"),
        reading("b-cut", "Boats on Lake Imber will sail together.\n" + cut, outlet="Dray Post", day="2031-02-04"),
        reading("c-rewrite", REWRITE, outlet="Clickwell", day="2031-02-05"),
        reading("d-own", OWN_WORK, outlet="Lakeside Courier", day="2031-02-04"),
        reading("e-clocks", UNRELATED, outlet="Pellworth Times", day="2031-02-04"),
    ]


def test_copies_and_rewrites_share_an_origin_and_own_work_does_not() -> None:
    (origin,) = find_origins(_readings())
    assert origin.reports == ("a-wire", "b-cut", "c-rewrite")
    assert origin.relation == "same-wire"
    assert origin.source == "Corvina"


def test_the_same_told_in_the_same_order_in_other_words_is_a_rewrite() -> None:
    pair = [reading("a", WIRE, outlet="Morning Gull"), reading("c", REWRITE, outlet="Clickwell")]
    (origin,) = find_origins(pair)
    assert origin.relation == "rewrite"
    assert len(origin.evidence) > 3


def test_the_same_facts_in_another_order_with_its_own_are_no_rewrite() -> None:
    pair = [reading("a", WIRE, outlet="Morning Gull"), reading("d", OWN_WORK, outlet="Lakeside Courier")]
    assert find_origins(pair) == ()
    lines = REWRITE.splitlines()
    mixed = "\n".join([lines[7], lines[4], lines[6], lines[1], lines[5], lines[0], lines[3]])
    assert find_origins([pair[0], reading("m", mixed, outlet="Clickwell")]) == ()


def test_a_copy_of_which_both_credit_the_agency_is_the_same_wire() -> None:
    signed = WIRE.replace("OSTRAVEL (Corvina) - ", "") + "-- Corvina\n"
    pair = [reading("a", WIRE, outlet="Morning Gull"), reading("b", signed, outlet="Dray Post")]
    (origin,) = find_origins(pair)
    assert (origin.relation, origin.source) == ("same-wire", "Corvina")


def test_one_statement_as_the_bulk_of_both_is_the_same_release() -> None:
    words = " ".join(
        f"On point {number} the council of {town} has resolved that the {thing} shall be kept as it stands."
        for number, (town, thing) in enumerate(
            zip(["Arl", "Benn", "Corv", "Dray", "Elst"], ["mill", "weir", "quay", "barn", "ford"], strict=True)
        )
    )
    first = f"The league of lake towns published a resolution.\n“{words}”\nNobody at the league could be reached.\n"
    second = (
        f"Five towns want nothing changed, they wrote on Friday.\n“{words}”\nA vote comes in June, says the mayor.\n"
    )
    (origin,) = find_origins([reading("a", first, outlet="Gull"), reading("b", second, outlet="Post")])
    assert origin.relation == "same-release"


def test_evidence_is_to_the_letter() -> None:
    texts = {r.report.id: r.report.text for r in _readings()}
    evidence = [side for origin in find_origins(_readings()) for pair in origin.evidence for side in pair]
    assert evidence
    for side in evidence:
        assert texts[side.report][side.start : side.end] == side.text


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    shuffled = _readings()
    random.Random(seed).shuffle(shuffled)
    assert find_origins(shuffled) == find_origins(_readings())


def test_the_same_text_weeks_apart_is_one_origin_but_shared_background_is_not() -> None:
    later = reading("z", WIRE, outlet="Evening Gull", day="2031-06-01")
    assert [o.reports for o in find_origins([_readings()[0], later])] == [("a-wire", "z")]
    background = "\n".join(WIRE.splitlines()[-3:])
    fresh = reading("z", OWN_WORK + background, outlet="Evening Gull", day="2031-06-01")
    assert find_origins([_readings()[0], fresh]) == ()


def test_nothing_in_nothing_out() -> None:
    none: tuple[Origin, ...] = ()
    assert find_origins([]) == none
    assert find_origins([reading("a", "")]) == none
    assert find_origins([reading("a", ""), reading("b", "One word.")]) == none


def test_a_rewrite_with_its_paragraphs_moved_is_one_where_a_tenth_stands_word_for_word() -> None:
    wire, other = WIRE.splitlines(), REWRITE.splitlines()
    moved = [*other[4:], *other[:4]]
    plain = reading("m", "\n".join(moved), outlet="Clickwell")
    kept = reading("m", "\n".join([wire[3], *moved]), outlet="Clickwell")
    first = reading("a", WIRE, outlet="Morning Gull")
    assert find_origins([first, plain]) == ()
    (origin,) = find_origins([first, kept])
    assert origin.relation == "rewrite"


def test_a_cut_copy_that_is_mostly_quotation_is_a_copy() -> None:
    sentences = [line.replace('"', "") for line in [*WIRE.splitlines(), *OWN_WORK.splitlines()] if len(line) > 60]
    told = [f"“{line}” Orla Venn told the crews of both lines." for line in sentences]
    assert len(told) >= 9
    cut = "\n".join(told[:3])
    (origin,) = find_origins([reading("a", "\n".join(told), outlet="Gull"), reading("b", cut, outlet="Post")])
    assert origin.reports == ("a", "b")
    lone = "\n".join(f"“{line}” an old boatman would often tell his guests." for line in sentences[:3])
    assert find_origins([reading("a", "\n".join(told), outlet="Gull"), reading("b", lone, outlet="Post")]) == ()
