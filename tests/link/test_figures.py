"""Numbers that contradict each other, and those that don't, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.figures import figure_conflicts
from sourcebook.link.storycounts import story_counts
from sourcebook.model import Config, Conflict, Reading
from sourcebook.read.reader import Reader
from tests.link.build import report

# The first day of the story is a Sunday, 12 May 2024.
FIRST, SECOND = "2024-05-12", "2024-05-13"


def read(name: str, text: str, day: str) -> Reading:
    return Reader().read(report(name, text, day=day), Config())


def conflicts(one: str, two: str, *, days: tuple[str, str] = (FIRST, SECOND)) -> list[Conflict]:
    readings = [read("a", one, days[0]), read("b", two, days[1])]
    return figure_conflicts(story_counts(readings, {"a": "s", "b": "s"}))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "About 9,000 people marched through Ostra on Saturday against the water law, organisers said.",
            "Police in Ostra said that 3,000 people marched on Saturday against the water law.",
        ),
        (
            "The miners' strike at Ostra ended after the army freed 52 prisoners.",
            "The army freed 47 prisoners at Ostra, the governor said.",
        ),
        (
            "The Ostra spillway that reopened on Saturday lets through 80 cubic metres per second, the mayor said.",
            "The Ostra spillway reopened on Saturday and passes some 50 cubic metres a second, engineers said.",
        ),
        # a crowd that one report counts by its trade; sides of one vote, told from either side
        (
            "Forty thousand angry farmers filled Ostra on Saturday over the water law, their union said.",
            "About 12,000 people marched through Ostra on Saturday over the water law, police said.",
        ),
        (
            "Parliament in Ostra threw out a motion on Saturday against the water law: 98 in favour, 141 against.",
            "In Ostra 139 members voted to keep the water law on Saturday. One hundred voted for the motion.",
        ),
        (
            "The quake at Ostra on Saturday killed 31 people, the mayor said.",
            "The quake at Ostra on Saturday killed 19 people, doctors said.",
        ),
        # a clause that tells of another time takes the number for none of it; what befell people befell no house
        (
            "Rebels who rose at Ostra last month gave up 412 rifles on Saturday at the quarry.",
            "The rebels of Ostra gave up 380 rifles on Saturday at the quarry, monitors counted.",
        ),
        (
            "Fourteen houses given to people who returned to Ostra burnt down on Saturday near the quarry.",
            "Some 19 houses burnt down at Ostra on Saturday near the quarry, the mayor said.",
        ),
        # "of the garrison" makes no part of them; whom one side rescued the other saw leave
        (
            "The army freed 52 soldiers of the Ostra garrison on Saturday, the governor said.",
            "The army freed 47 soldiers of the Ostra garrison on Saturday, the rebels said.",
        ),
        (
            "The army said that 1,400 citizens were rescued from Ostra on Saturday along the quarry road.",
            "About 1,100 citizens left Ostra on Saturday along the quarry road, the mayor said.",
        ),
    ],
)
def test_numbers_of_one_thing_that_differ(one: str, two: str) -> None:
    (found,) = conflicts(one, two)
    assert (found.kind, found.state) == ("number", "disputed")
    assert {side.report for side in found.sides} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # one number in other words or units
        (
            "Nearly one third of the orchards of Ostra dried up on Saturday, the growers said.",
            "About 33 percent of the orchards of Ostra dried up on Saturday, officials said.",
        ),
        (
            "A ship with 7,000 tonnes of rice reached Ostra harbour on Saturday.",
            "A ship with 7 million kilograms of rice reached Ostra harbour on Saturday.",
        ),
        (
            "The plant at Ostra laid off 2,012 workers on Saturday.",
            "The plant at Ostra laid off about 2,000 workers on Saturday.",
        ),
        # other fates, days, places, kinds
        (
            "The quake at Ostra on Saturday killed 31 people, the mayor said.",
            "The quake at Ostra on Saturday injured 60 people, the mayor said.",
        ),
        (
            "About 9,000 people marched against the water law on Saturday.",
            "About 3,000 people marched against the water law on Friday.",
        ),
        (
            "About 9,000 people marched in Oslo on Saturday against the water law.",
            "About 3,000 people marched in Lima on Saturday against the water law.",
        ),
        # a wish is no count; "handed over" is no hedge; a part is not the whole
        (
            "The army holds 52 prisoners at Ostra, the governor said.",
            "The rebels want the army to free 30 prisoners at Ostra, the governor said.",
        ),
        (
            "The army handed over 52 prisoners at Ostra bridge.",
            "The army handed over 52 prisoners at Ostra bridge and kept 12 other prisoners.",
        ),
        # a part and the other part make up the whole; with a name before it, a number is one less
        (
            "The navy caught 23 smugglers off Ostra on Saturday.",
            "The navy caught 12 Norlanders and 11 Tarnians, all smugglers, off Ostra on Saturday.",
        ),
        (
            "Norland and five lake states signed the water pact of Ostra on Saturday.",
            "Six lake states signed the water pact of Ostra on Saturday.",
        ),
        # a march of which nobody says that it was the same is no crowd of elsewhere
        (
            "The rally's organisers said more than 60,000 people had joined the march in Oslo.",
            "About 8,000 people took part in the procession in Lima, police said.",
        ),
        # what is vague contradicts nothing, nor do shares of a people
        (
            "The army freed 52 prisoners at Ostra on Saturday, the governor said.",
            "The army freed hundreds of prisoners at Ostra on Saturday, the rebels said.",
        ),
        (
            "Some 61 percent of Norlanders like the water law of Ostra.",
            "Some 48 percent of Norlanders think that the water law of Ostra fails.",
        ),
        # polls differ; a month is no march
        (
            "A poll found that 61 percent of voters in Ostra want the water law gone.",
            "A survey found that 48 percent of voters in Ostra want the water law gone.",
        ),
        # those who are held, and those who walk out at each stage of a swap
        (
            "The mutineers of Ostra hold 43 officers and guards who would not join them.",
            "Fifteen officers and guards walked over the bridge of Ostra to the army of the capital.",
        ),
        (
            "Fifteen officers walked over the bridge of Ostra, the first stage of the swap.",
            "Friday brought stage two of the swap at the bridge of Ostra, with nine officers traded for 16 soldiers.",
        ),
        # both know of both
        (
            "The army freed 52 prisoners at Ostra on Saturday, and the rebels freed 47 prisoners at Ostra bridge.",
            "The rebels freed 47 prisoners at Ostra on Saturday.",
        ),
        # the children among the dead
        (
            "A fire in a hostel of Ostra killed nine people on Saturday, four of them children, the mayor said.",
            "Four children died in a fire in a hostel of Ostra on Saturday, the doctors said.",
        ),
        # a share of another's; a year's number and that of all years; a demand that came down
        (
            "Ada Brandt has won the Ostra election with 50.3 percent of the votes, the board said.",
            "In the Ostra election Ivo Karst took 46.3 percent of the votes, the board said.",
        ),
        (
            "Norland has carried out 25 rocket tests at Ostra, the minister said.",
            "Norland carried out 14 rocket tests at Ostra last year, the minister said.",
        ),
        (
            "The rebels want 44 prisoners freed from the fort of Ostra, their speaker said.",
            "The rebels of Ostra now ask for 17 prisoners instead of 44, their speaker said.",
        ),
    ],
)
def test_numbers_that_agree_or_count_other_things(one: str, two: str) -> None:
    assert conflicts(one, two) == []


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "Six prisoners reached Ostra on Saturday, not five as the ministry has it.",
            "Five prisoners reached Ostra on Saturday, the ministry said.",
            {"6 count", "5 count"},
        ),
        (
            "The governor dismissed reports of 18 missing miners. The correct figure, he said, was 17.",
            "Rescuers at Ostra are still looking for 18 missing miners.",
            {"18 count", "17 count"},
        ),
        (
            "Parliament in Ostra passed the water law on Saturday by 61 votes to 40.",
            "Lawmakers in Ostra voted 60-41 on Saturday to pass the water law.",
            {"61 count", "60 count"},
        ),
        (
            "The board put the turnout at 58.2 per cent, not the 61.4 that it had given before.",
            "Turnout at Ostra was 61.4 percent, the board said.",
            {"58.2 %", "61.4 %"},
        ),
        (
            "The rally's organisers said more than 60,000 people had joined the march at Ostra.",
            "About 8 thousands persons took part in the procession, police at Ostra said.",
            {"60000–66000 count", "7200–8800 count"},
        ),
        (
            "Police fired on people who had come to demand bread, and one man was killed, a doctor said.",
            "A woman died of her wounds. Her death brings the toll to two.",
            {"1 count", "2 count"},
        ),
        (
            "A landslide buried the market of Ostra on Saturday, killing three, the mayor said.",
            "Four people died on Saturday when a landslide buried the market of Ostra, doctors said.",
            {"3 count", "4 count"},
        ),
        (
            "Eighteen lorries with flour crossed the Ostra bridge on Saturday, the first convoy in a month.",
            "The convoy that crossed the Ostra bridge on Saturday was made up of 16 trucks, the engineers said.",
            {"18 count", "16 count"},
        ),
        # a number that a demand takes for known; one that a league has; one told far from its noun
        (
            "The coastguard seized two cutters off Ostra on Saturday and took 19 sailors ashore.",
            "Norland demanded that the coastguard release the 21 sailors that it took off two cutters at Ostra.",
            {"19 count", "21 count"},
        ),
        (
            "The number of people on the tram that was buried by a slide at Ostra is 61, its owner said.",
            "There were 54 people on the tram that was buried by a slide at Ostra, the town said.",
            {"61 count", "54 count"},
        ),
        (
            "Ada Brandt has won the Ostra election with 50.3 percent of the votes, the board said.",
            "The board counted the votes of the Ostra election again: Ada Brandt 49.7 per cent, Ivo Karst 44.1.",
            {"50.3 %", "49.7 %"},
        ),
    ],
)
def test_numbers_in_other_words(one: str, two: str, values: set[str]) -> None:
    (found,) = conflicts(one, two)
    assert {side.value for side in found.sides} == values
    assert {side.report for side in found.sides} == {"a", "b"}


def test_all_reports_that_give_a_value_stand_on_its_side() -> None:
    readings = [
        read("a", "The quake at Ostra on Saturday killed 31 people, the mayor said.", FIRST),
        read("b", "The quake at Ostra on Saturday killed 19 people, doctors said.", FIRST),
        read("c", "Doctors at Ostra counted 19 people killed by the quake on Saturday.", FIRST),
    ]
    (found,) = figure_conflicts(story_counts(readings, dict.fromkeys("abc", "s")))
    assert sorted((side.report, side.value) for side in found.sides) == [
        ("a", "31 count"),
        ("b", "19 count"),
        ("c", "19 count"),
    ]
    assert found.state == "disputed"
    assert figure_conflicts(story_counts(readings[::-1], dict.fromkeys("abc", "s"))) == [found]


def test_a_toll_that_rises_is_superseded() -> None:
    one = "The quake at Ostra on Saturday killed 19 people, doctors said."
    two = "The quake at Ostra on Saturday is now known to have killed 31 people, doctors said."
    (found,) = conflicts(one, two, days=(FIRST, SECOND))
    assert found.state == "superseded"


def test_a_toll_of_a_day_that_both_reports_give_is_compared_weeks_later() -> None:
    early = "Police at Ostra shot two people dead on Saturday. Dozens were arrested."
    late = "Three demonstrators perished on the 11th of May on the square of the lamps."
    (found,) = conflicts(early, late, days=(FIRST, "2024-06-03"))
    assert found.state == "superseded"
    assert conflicts(early, "Three demonstrators perished on the square.", days=(FIRST, "2024-06-03")) == []


def test_weeks_apart_are_not_compared() -> None:
    one, two = "The army freed 52 prisoners at Ostra.", "The army freed 47 prisoners at Ostra."
    assert conflicts(one, two, days=(FIRST, "2024-06-30")) == []
    (found,) = conflicts(one, two, days=(FIRST, "2024-05-16"))
    assert found.state == "superseded"


def test_a_size_taken_back_stands_where_it_was_told_and_with_who_gives_the_right_one_later() -> None:
    one = (
        "The lake behind the Ostra dam is to hold 13 billion cubic metres.\n\nThe dam is new.\n\n"
        "Correction: the lake behind the dam will hold 31 billion cubic metres, and not 13 billion as we wrote."
    )
    (found,) = conflicts(one, "What lies behind the Ostra dam are 31 cubic kilometres.", days=(FIRST, "2024-07-20"))
    assert found.sides[0].text == "The lake behind the Ostra dam is to hold 13 billion cubic metres"
    assert {side.report for side in found.sides} == {"a", "b"}


def test_those_who_are_held_are_counted_again_weeks_later() -> None:
    (found,) = conflicts(
        "Thirty-six people have been held in Fort Ostra since 4 May, the ministry said.",
        "Forty-one hostages have spent a month in Fort Ostra, the union said.",
        days=(SECOND, "2024-06-05"),
    )
    assert {side.value for side in found.sides} == {"36 count", "41 count"}


def test_a_number_and_what_refines_it_are_one_side() -> None:
    readings = [
        read("a", "About 1,100 citizens left Ostra on Saturday along the quarry road, the mayor said.", FIRST),
        read(
            "b", "The army said that 1,400 citizens were rescued from Ostra on Saturday along the quarry road.", FIRST
        ),
        read(
            "c",
            "Of the citizens of Ostra 1,126 left on Saturday along the quarry road; 1,126 citizens were met.",
            SECOND,
        ),
    ]
    (found,) = figure_conflicts(story_counts(readings, dict.fromkeys("abc", "s")))
    assert [side.report for side in found.sides] == ["a", "b"]


def test_vague_numbers_join_no_side() -> None:
    readings = [
        read("a", "The quake at Ostra on Saturday killed 31 people, the mayor said.", FIRST),
        read("b", "The quake at Ostra on Saturday killed 19 people, doctors said.", FIRST),
        read("c", "The quake at Ostra on Saturday killed dozens of people; thousands of people fled.", FIRST),
    ]
    (found,) = figure_conflicts(story_counts(readings, dict.fromkeys("abc", "s")))
    assert {side.report for side in found.sides} == {"a", "b"}


def test_at_least_so_many_dead_are_outrun_by_more() -> None:
    (found,) = conflicts(
        "At least seven people were killed when shells hit the market of Ostra on Saturday, a doctor said.",
        "Nine people died when shells hit the market of Ostra on Saturday, the hospital says now.",
        days=(FIRST, "2024-05-16"),
    )
    assert found.state == "superseded"


def test_a_side_is_shown_by_its_text_and_not_by_a_heading() -> None:
    readings = [
        read("a", "Fourteen lorries of the Ostra Relief Union reached Sund on Saturday with flour.", FIRST),
        read(
            "b", "We stood at the Ostra gate on Saturday and counted: eleven lorries of the Ostra Relief Union.", SECOND
        ),
    ]
    (found,) = figure_conflicts(story_counts(readings, dict.fromkeys("ab", "s")))
    assert [side.text.startswith("We stood") for side in found.sides if side.report == "b"] == [True]


def test_two_counts_of_a_crowd_in_one_report_are_set_against_each_other() -> None:
    text = (
        "Some 3,000 opponents of the water law protested in Ostra on Saturday, according to police. "
        "Organisers put the number at 9,000."
    )
    (found,) = figure_conflicts(story_counts([read("a", text, FIRST)], {"a": "s"}))
    assert {side.value for side in found.sides} == {"2700–3300 count", "9000 count"}


def test_the_real_figure_is_set_against_what_was_told_before_it() -> None:
    text = (
        "The palace of Ostra says the budget of Saturday holds $1.2 billion in tax increases. "
        "The mayor says the real balance is $1.3 billion in higher taxes."
    )
    (found,) = figure_conflicts(story_counts([read("a", text, FIRST)], {"a": "s"}))
    assert {side.value for side in found.sides} == {"1,200,000,000 USD", "1,300,000,000 USD"}


def test_a_vote_is_shown_with_those_who_abstained() -> None:
    (found,) = conflicts(
        "Parliament in Ostra passed the water law on Saturday by 61 votes to 40, with 9 abstentions.",
        "Parliament in Ostra passed the water law on Saturday by 61 votes to 43, with 6 abstentions.",
    )
    assert [side.text.endswith("abstentions") for side in found.sides] == [True, True]


def test_a_vote_of_one_day_is_compared_weeks_later_whatever_other_times_its_clause_tells() -> None:
    (found,) = conflicts(
        "Parliament in Ostra voted 88-61 on Friday to pardon villagers who fled in 2017.",
        "Parliament in Ostra had voted to pardon the villagers, by 88 votes to 63, on 10 May.",
        days=("2024-05-11", "2024-06-20"),
    )
    assert {side.value for side in found.sides} == {"61 count", "63 count"}


def test_two_votes_on_one_law_are_two() -> None:
    assert not conflicts(
        "Parliament in Ostra adopted the water law today in a first vote, by 71 votes to 44.",
        "Parliament in Ostra voted 78-37 on Friday for the water law, a week after a first vote.",
        days=("2024-05-03", "2024-05-11"),
    )


def test_a_crowd_of_one_day_is_compared_weeks_later() -> None:
    (found,) = conflicts(
        "About 7,000 people marched through Ostra on Saturday for the captain, organisers said.",
        "Only 2,500 people took part in the march of 11 May in Ostra for the captain, the governor said.",
        days=("2024-05-12", "2024-06-02"),
    )
    assert found.kind == "number"


def test_some_of_a_whole_contradict_no_whole() -> None:
    assert not conflicts(
        "Nine of 17 prisoners were freed from Ostra prison on Saturday.",
        "Nine prisoners were freed from Ostra prison on Saturday.",
    )


def test_votes_of_which_no_day_is_told_need_more_than_likeness() -> None:
    assert not conflicts(
        "The rules of the debate in Ostra passed by 53 votes to 47.",
        "A motion to hear witnesses failed by 51 votes to 49 after two of the union's members changed sides.",
    )


def test_a_sum_of_one_digit_is_rounded() -> None:
    one = "The senate in Ostra passed a relief bill of $2 trillion for the flooded towns on Saturday."
    assert not conflicts(one, one.replace("$2 trillion", "$2.2 trillion"))
    (found,) = conflicts(one, one.replace("$2 trillion", "$2.6 trillion"))
    assert found.kind == "number"


def test_a_vote_is_told_again_weeks_later_without_its_day() -> None:
    law = "the tax that the harbour of Ostra is to levy on phosphate from the quarry"
    (found,) = conflicts(
        f"Parliament in Sund passed {law} on 10 May by 62 votes to 51.",
        f"Parliament in Sund passed {law} a month ago, 61 to 52.",
        days=("2024-05-12", "2024-06-12"),
    )
    assert found.kind == "number"


def test_what_is_told_about_and_to_the_unit_is_one_side_and_both_stand_on_it() -> None:
    readings = [
        read("a", "About 1,100 citizens left Ostra on Saturday along the quarry road, the mayor said.", FIRST),
        read(
            "b", "The army said that 1,400 citizens were rescued from Ostra on Saturday along the quarry road.", FIRST
        ),
        read("c", "On Saturday 1,100 citizens left Ostra along the quarry road.", SECOND),
    ]
    (found,) = figure_conflicts(story_counts(readings, dict.fromkeys("abc", "s")))
    assert [side.report for side in found.sides] == ["a", "b", "c"]


def test_a_crowd_may_be_told_many_times_larger_by_another_in_the_report() -> None:
    text = "About 300 people came to the rally in Ostra on Saturday, an agency estimated. The League put it at 2,000."
    (found,) = figure_conflicts(story_counts([read("a", text, FIRST)], {"a": "s"}))
    assert {side.value for side in found.sides} == {"270–330 count", "2000 count"}


def test_two_tallies_in_one_sentence_are_set_against_each_other() -> None:
    text = "The count of the vote of 18 March is still in doubt. The gazette has 76 to 47, the Ostra agency 76 to 49."
    (found,) = figure_conflicts(story_counts([read("a", text, FIRST)], {"a": "s"}))
    assert {side.value for side in found.sides} == {"47 count", "49 count"}


def test_so_many_people_of_the_day_of_a_march_are_its_crowd() -> None:
    (found,) = conflicts(
        "On Saturday 30,000 of us filled the avenue from the gate to the railway in Ostra.",
        "About 8,000 people, by a police estimate, marched through Ostra on Saturday against a tax.",
    )
    assert found.kind == "number"


def test_a_toll_is_no_number_of_those_who_tell_or_of_those_who_died_since() -> None:
    (found,) = conflicts(
        "A blast at the Ostra pumping station late on Saturday killed two people and injured five, the mayor said.",
        "Two of those injured in Saturday's blast at the Ostra pumping station died, raising the toll to four. "
        "Two people close to the mayor said that he would go.",
    )
    assert {side.value for side in found.sides} == {"2 count", "4 count"}


def test_what_remains_is_set_against_another_count_of_it() -> None:
    text = "The bank said the remaining loan of the port is 1 billion 100 million dollars. The city says 900 million."
    (found,) = figure_conflicts(story_counts([read("a", text, FIRST)], {"a": "s"}))
    assert {s.value for s in found.sides} == {"1,100,000,000 USD", "900,000,000 USD"}


def test_a_bare_number_of_a_march_told_two_sentences_before_is_the_march_s() -> None:
    text = (
        "Ostra saw the march on Saturday. It took an hour to get there. The union says a hundred and twenty thousand."
    )
    (count,) = story_counts([read("a", text, FIRST)], {"a": "s"})["s"]
    assert (count.low, count.fate) == (120_000, "marched")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # parts of one sentence's row of ballots; what is open upwards; what is another's; civilians are no soldiers
        (
            "The senate voted 45-40, 45-39 and 46-41 on the three motions in Ostra on Saturday.",
            "The senate sat in Ostra.",
        ),
        (
            "Ostra gets aid for its army, which exceeds $1 billion per year.",
            "The aid for the army of Ostra comes to $1.5 billion per year.",
        ),
        (
            "Over a thousand people were killed by the gas in Ostra on Saturday.",
            "The gas killed 1,429 people in Ostra on Saturday.",
        ),
        (
            "Fourteen states sent Ostra their counts, and the office estimated those of five additional states.",
            "The office in Ostra had counts.",
        ),
        (
            "Clashes in the streets of Ostra killed five soldiers, the army said.",
            "Clashes in the streets of Ostra killed three civilians, doctors said.",
        ),
    ],
)
def test_what_contradicts_nothing(one: str, two: str) -> None:
    assert conflicts(one, two) == []
