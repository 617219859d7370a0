"""Events beyond talks: truces, releases, withdrawals, measures, votes, deadlines, convoys, evacuations."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from tests.read.test_events import read, report

KINDS: list[tuple[str, PloverType, str | None, EventStatus]] = [
    # truces
    ("The army and the rebels agreed on Monday to hold their fire in the valley.", "RETREAT", "ceasefire", "planned"),
    ("A 48-hour pause in the fighting began on Tuesday.", "RETREAT", "ceasefire", "held"),
    ("The rebels will halt shelling from Friday.", "RETREAT", "ceasefire", "planned"),
    ("The suspension of army operations, due to end on Sunday, was prolonged until 20 March.", "RETREAT",
     "ceasefire", "held"),
    ("Both sides have agreed to another week of truce in the valley.", "RETREAT", "ceasefire", "planned"),
    # troops
    ("The army left the first two of the hill posts on Tuesday.", "RETREAT", "withdraw", "held"),
    ("Norwegian troops landed on the island on Monday.", "COERCE", "seize", "held"),
    ("The soldiers left the hill posts on Tuesday.", "RETREAT", "withdraw", "held"),
    ("Peru will take its soldiers off the border bridge by Friday.", "RETREAT", "withdraw", "planned"),
    # hostages
    ("Gunmen took nine engineers hostage near Lima on Monday.", "ASSAULT", "abduct", "held"),
    ("The kidnappers let two of the engineers go. Three workers held as hostages were freed on Monday.",
     "RETREAT", "release", "held"),
    # protests
    ("About 40 dockers went on strike in Lima on Monday.", "PROTEST", "boycott", "held"),
    ("The farmers' league boycotted the fair in Lima on Monday.", "PROTEST", "boycott", "held"),
    # measures
    ("Ministers in Oslo have adopted an embargo on copper from Peru.", "COERCE", "restrict", "held"),
    ("Norway has put off its ban on Peruvian fish until 3 April.", "COERCE", "restrict", "postponed"),
    ("The ban on the import of copper and tin from Peru came into effect on Monday.", "COERCE", "restrict", "held"),
    # votes and deadlines
    ("Parliament takes up the budget bill on Thursday.", "AGREE", "vote", "planned"),
    ("Parliament takes up the amnesty bill on Thursday.", "CONCEDE", "vote", "planned"),
    ("The senate on Monday passed a law that lets judges free prisoners.", "CONCEDE", "vote", "held"),
    ("The law on fishing will enter into force on 3 April.", "AGREE", "law", "planned"),
    ("The by-election was put off on Monday until 3 April.", "AGREE", "election", "postponed"),
    ("The deadline of 14 March was extended until 20 March.", "REQUEST", None, "postponed"),
    ("The deadline for Peru to quit the island ran out on Monday.", "REQUEST", None, "held"),
    ("Norway told Peru to leave the island by Friday.", "REQUEST", None, "held"),
    ("Peru has until Friday to answer the offer.", "REQUEST", None, "planned"),
    ("The minister moved the deadline that she had given to Peru.", "REQUEST", None, "postponed"),
    ("Ola Brekke saw no reason to move the deadline of 20 March.", "REQUEST", None, "planned"),
    ("Norway and Peru hold talks. The second round, planned for Friday, will not open before 20 March.",
     "CONSULT", None, "postponed"),
    ("Ministers of Norway and Peru are to meet on Tuesday rather than Monday.", "CONSULT", None, "postponed"),
    ("Ola Brekke, who was to have met Luis Arana on Friday, will not.", "CONSULT", None, "called-off"),
    # hearings
    ("The budget committee grilled Ola Brekke on Monday over the fish.", "CONSULT", None, "held"),
    ("Ola Brekke faced questions from the budget committee on Monday.", "CONSULT", None, "held"),
    ("Ola Brekke testified on Monday. The committee had asked.", "CONSULT", None, "held"),
    ("At Monday's hearing the nets were shown. The committee had asked.", "CONSULT", None, "held"),
    # lists of terrorists, candidacies, blame
    ("Norway designated the Tern Front a terrorist group on Monday.", "COERCE", "restrict", "held"),
    ("The cabinet declared the Tern Front a terrorist group on Monday.", "COERCE", "restrict", "held"),
    ("Norway listed the Tern Front as a terrorist body on Monday.", "COERCE", "restrict", "held"),
    ("Ola Brekke withdrew her name from consideration on Monday.", "CONCEDE", None, "held"),
    ("Ola Brekke bowed out of the race on Monday.", "CONCEDE", None, "held"),
    ("The inquiry put most of the blame on the port on Monday.", "ACCUSE", "disapprove", "held"),
    # oaths, rulings, counts, elections
    ("The inauguration has been moved to Saturday, 22 March.", "CONSULT", None, "postponed"),
    ("On Monday Ola Brekke took the oath of office in the old assembly.", "CONSULT", None, "held"),
    ("The Supreme Court is due to rule on the petition on Friday.", "CONSULT", None, "planned"),
    ("The ruling of the court, which was expected on Monday, has been put off until Friday.",
     "CONSULT", None, "postponed"),
    ("The television debate between Ola Brekke and Luis Arana on Friday is off.", "CONSULT", None, "called-off"),
    ("The board recounted the ballots between 4 and 6 March.", "AGREE", "election", "held"),
    ("Voters in the north will choose an assembly on Sunday.", "AGREE", "election", "planned"),
    ("The election was held on Monday. A second round is due on 30 March.", "AGREE", "election", "planned"),
    # papers that are signed, and what is planned in other words
    ("The document was signed on Thursday in Lima.", "AGREE", None, "held"),
    ("Government and rebels are to sign an outline in Lima on Monday.", "AGREE", None, "planned"),
    ("A conference is foreseen for 28 March in Lima.", "CONSULT", None, "planned"),
    ("They wrote a pact that delegates are to sign in Lima on 4 April.", "AGREE", None, "planned"),
    ("The pact that was signed in Lima on Monday is short.", "AGREE", None, "held"),
    ("Six hostages due to be freed on Friday are well.", "RETREAT", "release", "planned"),
    # agreements in force, readings
    ("The fishing agreement of Norway and Peru entered into force on Monday.", "AGREE", "law", "held"),
    ("On Monday Ola Brekke and Luis Arana exchanged letters.", "AGREE", None, "held"),
    ("The senate has the bill before it. A second reading is set for 19 March.", "AGREE", "vote", "planned"),
    # measures that bind
    ("A ban on rallies of more than ten people will take effect on Friday.", "COERCE", "restrict", "planned"),
    ("The ban on rallies is in force until 25 March.", "COERCE", "restrict", "under-way"),
    ("Norway began charging a 25 percent duty on tin on Monday.", "COERCE", "restrict", "held"),
    ("Nothing stops the tin duty, due on 25 March.", "COERCE", "restrict", "planned"),
    ("The old customs house was put up for sale. Lima was under curfew on Friday.", "COERCE", "restrict", "held"),
    # what is owed by a day
    ("The board must report by Friday.", "COOPERATE", None, "planned"),
    ("The mission's final report will be issued by 10 April.", "COOPERATE", None, "planned"),
    ("The loan to Peru will be handed back by 31 March.", "CONCEDE", None, "planned"),
    # streets and fires
    ("The Alliance plans to march on Friday from the port to the palace.", "PROTEST", None, "planned"),
    ("Police fired tear gas at marchers in Lima on Monday.", "ASSAULT", None, "held"),
    ("An old warehouse in Lima burned down on Monday night.", "ASSAULT", None, "held"),
    # troops
    ("The army has beefed up its garrison in the valley.", "MOBILIZE", "troops", "held"),
    # aid
    ("The first aid convoy to reach Lima in a month was made up of 16 trucks.", "AID", None, "held"),
    ("Thirty wounded people were driven out of Lima on Monday by the relief agency.", "AID", None, "held"),
    ("A UN convoy is to set out for the besieged city on Friday.", "AID", None, "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "mode", "status"), KINDS)
def test_an_event_of_its_kind(text: str, kind: PloverType, mode: str | None, status: EventStatus) -> None:
    assert (kind, mode, status) in [(e.kind, e.mode, e.status) for e in read(text)]


STAGES: list[tuple[str, str, str | None, EventStatus]] = [
    ("The kidnappers freed six hostages on Monday.", "Another four are due on Friday.", "release", "planned"),
    ("The kidnappers freed six hostages on Monday.", "The last four will follow on Friday.", "release", "planned"),
    ("The kidnappers freed six hostages on 3 March.", "Nine are free: six since 3 March and three since Monday.",
     "release", "held"),
    ("The army will leave four posts.", "It will leave two of them by Friday and the others by 20 March.", "withdraw",
     "planned"),
    ("The truce began on Monday.", "It was renewed on Tuesday.", "ceasefire", "held"),
    ("Norway announced an embargo on Peruvian tin.", "It will apply from 3 April.", "restrict", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "text", "mode", "status"), STAGES)
def test_parts_and_it_are_of_the_kind_told_before(
    before: str, text: str, mode: str | None, status: EventStatus
) -> None:
    found = [e for e in read(f"{before} {text}") if e.start > len(before)]
    assert (mode, status) in [(e.mode, e.status) for e in found]


@pytest.mark.parametrize(
    "text",
    [
        "Another four are due on Friday.",
        "The hostages were freed on Monday. The second of two speeches was short.",
        "The 2016 election was on his mind.",
        "It was renewed on Tuesday.",
        "Norway has a duty to its fishermen.",
    ],
)
def test_numbers_and_words_that_tell_no_event(text: str) -> None:
    last = text[:-1].rfind(".") + 1
    assert [e for e in read(text) if e.start > last] == []


def test_envoys_of_both_take_part() -> None:
    before = "Talks went on in Vardmark. Vardmark's embassy said so. "
    found = read(before + "Envoys of Vardmark and the Tesk Movement held talks in Lima on Monday.")
    assert {a.name for a in found[-1].actors if not a.nominal} == {"Vardmark", "Tesk Movement"}


def test_known_to_have_happened_is_held() -> None:
    found = read("Six people are now known to have died in Monday's shelling of the harbour in Lima.")
    assert [(e.kind, e.status) for e in found if e.noun == "killing"] == [("ASSAULT", "held")]


def test_what_should_have_begun_was_planned() -> None:
    found = read("The talks between Norway and Peru should have begun on Monday.")
    assert [(e.kind, e.status) for e in found] == [("CONSULT", "planned")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The coast of Vardmark is quiet. Vardmark's embassy said so.", "Vardmark", "place"),
        ("Talks went on in Vardmark. Vardmark's army did not move.", "Vardmark", "place"),
        ("The ministers of the Quorn met on Monday. The Quorn will meet again.", "Quorn", "organisation"),
    ],
)
def test_a_state_or_union_that_no_list_has(text: str, name: str, kind: str) -> None:
    cast = find_entities(parse(report(text)))
    assert {m.type for m in cast.mentions if m.name == name} == {kind}


def test_a_leader_with_an_army_is_no_state() -> None:
    cast = find_entities(parse(report("Idrar Lenkov arrived on Monday. Lenkov's army waited, and Lenkov waited too.")))
    assert {m.type for m in cast.mentions if m.name.endswith("Lenkov")} == {"person"}


def test_a_day_behind_a_relative_clause_is_the_new_one() -> None:
    text = "Norway has put off its fish ban, which should have begun on Monday, until 3 April."
    ban = next(e for e in read(text) if e.status == "postponed")
    assert ban.time is not None and str(ban.time.earliest) == "2031-04-03"


def test_an_agreement_signed_in_a_war_takes_effect_as_a_ceasefire() -> None:
    war = "The rebels and the army signed an agreement on Monday, after fighting. It enters into force on Friday."
    assert ("RETREAT", "ceasefire", "planned") in [(e.kind, e.mode, e.status) for e in read(war)]
    peace = "Norway and Peru signed an agreement on Monday, after a year of talks. It enters into force on Friday."
    assert ("AGREE", "law", "planned") in [(e.kind, e.mode, e.status) for e in read(peace)]
