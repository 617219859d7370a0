"""Figures: what a quantity is, its range, and what it counts."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import Figure, Published, Report, Zone
from sourcebook.read.document import parse
from sourcebook.read.figures import find_figures
from sourcebook.read.times import find_times


def read(text: str) -> tuple[Figure, ...]:
    day = date(2025, 2, 22)
    report = Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=Published(earliest=day, latest=day, basis="given"), sha256="", text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),) if text else (),
    )  # fmt: skip
    document = parse(report)
    return find_figures(document, times=find_times(document))


def test_a_percentage_may_end_the_text() -> None:
    (figure,) = read("Turnout in Luran fell to 40 percent")
    assert (figure.low, figure.unit) == (40, "%")


@pytest.mark.parametrize(
    ("sentence", "words", "low", "high", "unit", "about"),
    [
        ("It holds nearly 20% of the island's land.", "nearly 20% of the island's land", 18, 20, "%", "island land"),
        ("It holds nearly one-fifth of the land.", "nearly one-fifth of the land", 18, 20, "%", "land"),
        ("Two-thirds of the seats are theirs.", "Two-thirds of the seats", 65.67, 67.67, "%", "seats"),
        ("Over 99% of Luran region fell.", "Over 99% of Luran region", 99, 100, "%", "luran region"),
        ("More than 30 prisoners were freed.", "More than 30 prisoners", 30, 33, "count", "prisoners"),
        ("Between 40 and 50 people died.", "Between 40 and 50 people", 40, 50, "count", "people"),
        ("Some 1,200 troops left.", "Some 1,200 troops", 1080, 1320, "count", "troops"),
        ("It pledged $3.5 billion in aid.", "$3.5 billion in aid", 3.5e9, 3.5e9, "USD", "aid"),
        ("The fund holds €20 million.", "€20 million", 2e7, 2e7, "EUR", ""),
        ("It sells 2m barrels a day of oil.", "2m barrels a day of oil", 2e6, 2e6, "bbl/d", "oil"),
        ("A dozen villages burned.", "A dozen villages", 12, 12, "count", "villages"),
        ("Hundreds of houses burned.", "Hundreds of houses", 200, 999, "count", "houses"),
        ("Three people were killed.", "Three people", 3, 3, "count", "people"),
        ("The depot lies 30-40 km from there.", "30-40 km", 30, 40, "km", ""),
        ("It has 2-3 million members.", "2-3 million members", 2e6, 3e6, "count", "members"),
        ("At least 1500 soldiers died.", "At least 1500 soldiers", 1500, 1650, "count", "soldiers"),
    ],
)
def test_quantities(sentence: str, words: str, low: float, high: float, unit: str, about: str) -> None:
    (figure,) = read(sentence)
    assert sentence[figure.start : figure.end] == words
    assert (figure.unit, figure.about) == (unit, about)
    assert figure.low == pytest.approx(low)
    assert figure.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The senate passed the law by 61 votes to 40.", [("61 votes", 61, "votes for"), ("40", 40, "votes against")]),
        ("Lawmakers voted 61-40 for the law.", [("61", 61, "votes for"), ("40", 40, "votes against")]),
        (
            "The motion fell: 98 in favour, 141 against.",
            [("98 in favour", 98, "votes for"), ("141 against", 141, None)],
        ),
        (
            "So 60 members of the lower house voted to hang it, one hundred voted against.",
            [("60 members of the lower house voted", 60, "votes for"), ("one hundred voted against", 100, None)],
        ),
        ("The dam holds 31 cubic kilometres.", [("31 cubic kilometres", 31e9, "")]),
        ("Voters want 12 for the jury.", []),
        ("Between 40 and 61 deputies voted.", [("Between 40 and 61 deputies", 61, "deputies")]),
        ("A shell hit the queue, killing three, the mayor said.", [("killing three", 3, "people")]),
        ("The blast left 12 dead.", [("12 dead", 12, "people")]),
        ("It froze 1,2 billions of crowns.", [("1,2 billions of crowns", 1.2e9, "")]),
        ("Two in five voters stayed away.", [("Two in five voters", 41, "voters")]),
        ("The 14 Norlander and Tarnian lawmakers left.", [("14 Norlander and Tarnian lawmakers", 14, None)]),
    ],
)
def test_numbers_without_their_noun_or_written_otherwise(
    text: str, expected: list[tuple[str, float, str | None]]
) -> None:
    found = read(text)
    assert [text[f.start : f.end] for f in found] == [words for words, _, _ in expected]
    assert [f.high for f in found] == pytest.approx([high for _, high, _ in expected])
    assert all(about is None or figure.about == about for figure, (_, _, about) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "told", "contested"),
    [
        ("Six people were freed, not five as the ministry has it.", [6], [5]),
        ("It now holds 21 names and not 22.", [21], [22]),
        ("Some 80 men went aboard. Tarnia has it at 200.", [72], [200]),
        ("Nine thousand people marched, the union said. The police, who stood by, saw 4,000.", [9000], [4000]),
        ("Nine thousand people marched. Police put the crowd at 4,000.", [9000], [4000]),
        ("Police put the crowd at 4,000.", [4000], []),
        ("He dismissed reports of 18 missing miners. The correct figure was 17.", [17], [18]),
        ("Police first spoke of 18 missing.", [], [18]),
        ("Correction: We gave the number of refugees in Luran as 30,000. It is 31,400.", [31400], [30000]),
        ("Some 80 men at nine posts went aboard. Tarnia says 200.", [72, 9], [200]),
        ("Organisers say 6,000 people, the police in Luran 2,500.", [6000], [2500]),
        ("The union said 3,000 people came. Police said there had been 800.", [3000], [800]),
        ("Police counted 800 people. This reporter stopped counting at 2,000.", [800], [2000]),
        ("The mayor writes that 340 people live here. The priest makes it 312 since the flood.", [340], [312]),
        ("They counted 380 rifles where the army had expected 412.", [380], [412]),
        ("The board gave her 49.8 percent of the vote. Her party's tables say 50.1.", [49.8], [50.1]),
        ("We wrote earlier that 368 refugees crossed. The mayor tells us that it was 386.", [386], [368]),
        ("15:20 CORRECTION: We said that they had agreed on all 34 pillars. It was 31 of the 34.", [31], [34]),
        ("Nine people stood there. By noon there were 20.", [9], []),
        ("The mayor said nine of the 12 men were killed.", [9, 12], []),
        ("It lasted six rounds, not counting two breaks.", [6, 2], []),
        ("They freed 40 prisoners, not all of them soldiers.", [40], []),
    ],
)
def test_numbers_set_against_others(text: str, told: list[float], contested: list[float]) -> None:
    found = read(text)
    assert [f.low for f in found if not f.contested] == told
    assert [f.low for f in found if f.contested] == contested


@pytest.mark.parametrize(
    ("text", "about", "low"),
    [
        ("Turnout in the second round was 61 percent.", "turnout", 61),
        ("The ministry put turnout at 61 percent.", "turnout", 61),
        ("The losses amounted to 40 million dollars.", "losses", 40e6),
        ("The state demands a debt that it puts at $3 billion.", "debt", 3e9),
        ("The firm says that it owes Tarnia $3 billion.", "debt", 3e9),
        ("Donors pledged $300 million on Friday.", "pledge", 3e8),
        ("The office raised its estimate of the oil that has leaked to 9 million barrels.", "oil", 9e6),
        ("The yearly bill is 38 million crowns.", "yearly bill", 38e6),
        ("It was 61 percent.", "", 61),
    ],
)
def test_what_is_measured_may_stand_before(text: str, about: str, low: float) -> None:
    figure = read(text)[-1]
    assert figure.about == about
    assert figure.low == pytest.approx(low)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attackers numbered about thirty.", [(27, "attackers")]),
        ("They joined the men of Luran, who now number 850.", [(850, "men")]),
        ("The police put the number of people hurt in the march at 14.", [(14, "people")]),
        ("The death toll of the fire at the mill in Luran has risen to six.", [(6, "people")]),
        ("On Sunday 6,000 people marched.", [(6000, "people")]),
        ("It will cost the League 48 million crowns.", [(48e6, "cost")]),
        ("Some 40 refugees crossed from Tarnia.", [(36, "refugees")]),
        ("Nine of the 17 prisoners left.", [(9, "prisoners"), (17, "prisoners")]),
        ("The speaker read it out: 80 for, 57 against.", [(80, "votes for"), (57, "votes against")]),
        ("They asked 80 for help, and 57 against.", []),
        ("The parliament, where the union holds a 52-48 majority, passed the law.", []),
    ],
)
def test_numbers_far_from_their_noun(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(f.low, f.about) for f in read(text)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "On 5 March 2014 at 10:30 they met.",
        "The minister, 45, spoke for two hours.",
        "The two leaders met for the third time.",
        "The 20-member team left.",
        "Article 5 and Resolution 2231 were named.",
        "In 2010 elections were held.",
        "The team won 5-1.",
        "One of them left.",
        "Call 555-0100 now.",
    ],
)
def test_what_is_no_quantity(sentence: str) -> None:
    assert read(sentence) == ()


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "nearly",
                "20",
                "%",
                "$",
                "3.5",
                "billion",
                "between",
                "40",
                "and",
                "50",
                "one-third",
                "of",
                "the",
                "troops",
                "-",
                "to",
                "a",
                "dozen",
                "1,200",
                "km",
                "people",
            ]
        ),
        max_size=15,
    ).map(" ".join)
)
def test_any_words_give_ordered_figures(text: str) -> None:
    found = read(text)
    assert all(f.low <= f.high and f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("sentence", "number", "about"),
    [
        ("The number of people on a tram hit by a slide near Luran is 61.", 61, "people"),
        ("The number of miners killed when a shaft at Luran flooded has risen to 14, the owner said.", 14, "miners"),
        ("The total of arrested dockers stood at about 30.", 30, "arrested dockers"),
        ("Seventeen of ours came home on Friday.", 17, "people"),
    ],
)
def test_a_number_far_from_what_it_counts(sentence: str, number: float, about: str) -> None:
    (figure,) = read(sentence)
    assert figure.low <= number <= figure.high
    assert figure.about == about


def test_a_number_given_far_from_its_noun_with_the_old_one() -> None:
    new, old = read("The number of people on a tram hit by a slide near Luran is 61 and not 58 as first told.")
    assert (new.low, new.contested, old.low, old.contested) == (61, False, 58, True)


def test_what_others_speak_of_is_set_against_what_is_told() -> None:
    told, other = read('Nineteen people slept in Luran last night. The miners spoke of "twenty patients".')
    assert (told.contested, other.contested) == (False, True)


def test_a_correction_by_having() -> None:
    found = read(
        "Correction: We wrote on Friday that the Luran Pact had eleven members. It has twelve, all of them states."
    )
    assert [(f.low, f.contested) for f in found] == [(11, True), (12, False)]


def test_a_hedge_of_several_words_reaches_its_number() -> None:
    text = "The port paid no fewer than US$ 3 million."
    (figure,) = read(text)
    whole = "no fewer than US$ 3 million"
    assert (figure.unit, figure.low, text[figure.start : figure.end]) == ("USD", 3_000_000, whole)
    assert read("The mayor, over a long lunch, spoke of more or less everything.") == ()


@pytest.mark.parametrize(
    ("text", "contested"),
    [
        ("The company says 40 workers were hurt. The unions count 55.", [55]),
        ("The harbour office reports 18 ships at anchor. Our reporter saw 25 go out.", [25]),
        ("About 400 people came, an agency estimated. The League put the figure at 3,000.", [3000]),
        ("Our reporter counted 16 lorries. Radio Luran insists it was only 12.", [12]),
        ("Sixteen lorries crossed on Monday, the mayor said. The guards later registered 20.", []),
        ("The mayor said 16 lorries crossed. The mayor said 20.", [20]),
        ("Sixteen lorries crossed. The ministry would say 20 at most.", []),
        ("The gazette has the vote as 76 to 47, the agency as 76 to 49.", [49]),
        ("Lawmakers voted 51-49 to go on and 52-47 for the bill.", []),
        ("Eleven people died. The hospital reported that 30 were still treated.", []),
    ],
)
def test_what_another_counts_is_set_against_what_was_told(text: str, contested: list[float]) -> None:
    assert [f.low for f in read(text) if f.contested] == contested


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Parliament approved the treaty with 88 in favour and 61 opposed.", [(88, "for"), (61, "against")]),
        ("Parliament approved the treaty with 88 deputies in favour and 61 opposed.", [(88, "for"), (61, "against")]),
        ("Parliament approved the treaty with 88 votes for and 61 against.", [(88, "for"), (61, "against")]),
        ("Of the deputies 54 said yes and 46 said no.", [(54, "for"), (46, "against")]),
        ("Fifty-four senators backed the bill and 46 opposed it.", [(54, "for"), (46, "against")]),
        ("Sixty-one deputies voted yes, 52 no.", [(61, "for"), (52, "against")]),
        ("The motion squeaked through the chamber, 61 to 52.", [(61, "for"), (52, "against")]),
        ("Eight of the 12 members backed the motion and three opposed it.", []),
        ("Many of the 64 senators voting for the deal were sorry.", [(64, "for")]),
        ("The bill costs 40 to 50 million.", []),
        ("The amendment raised the age from 16 to 18.", []),
        ("Nine members opposed to the deal left.", []),
        ("The whip must find 60 votes for the bill.", []),
        ("Senators want cuts that are three to one.", []),
    ],
)
def test_votes_in_other_words(text: str, sides: list[tuple[float, str]]) -> None:
    assert [(f.low, f.about.removeprefix("votes ")) for f in read(text) if f.about.startswith("votes ")] == sides


def test_an_adverb_may_stand_before_the_number_of_a_total() -> None:
    (figure,) = read("The number of sailors still missing is therefore about 60.")
    assert (figure.about, figure.low, figure.high) == ("sailors", 54, 66)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("We remember the five who were killed in the square.", [5]),
        ("The 12 who fled have not come back.", [12]),
        ("He was a husband and father of two who had worked at the port.", []),
    ],
)
def test_people_told_by_what_befell_them(text: str, numbers: list[float]) -> None:
    assert [f.low for f in read(text) if f.about == "people"] == numbers
