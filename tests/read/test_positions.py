"""Positions: holder, stance, words and day, on sentences of invented states."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model import PositionMention, Published, Report, Zone
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.position_spans import issue_of
from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times

# Real states stand in where the gazetteer must know the country; the events are invented.
OPENING = "Norway's prime minister Arne Solberg and Chile's president Rosa Pinto met in Oslo. "


def read(text: str) -> tuple[PositionMention, ...]:
    day = date(2025, 2, 22)
    report = Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=Published(earliest=day, latest=day, basis="given"), sha256="", text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    document = parse(report)
    cast, times = find_entities(document), find_times(document)
    return find_positions(document, cast, times, find_statements(document, cast, times))


def held(text: str) -> list[tuple[str, str | None, str]]:
    whole = OPENING + text
    return [(p.stance, p.holder_name, whole[p.start : p.end]) for p in read(whole)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has ruled out fishing concessions.", ("rejects", "Norway", "has ruled out fishing concessions")),
        ("Chile demanded the return of its fleet.", ("demands", "Chile", "demanded the return of its fleet")),
        ("Solberg refused to recognise the vote.", ("rejects", "Arne Solberg", "refused to recognise the vote")),
        ("Chile offered a ten-year lease.", ("offers", "Chile", "offered a ten-year lease")),
        ("Norway is ready to reopen the strait.", ("offers", "Norway", "is ready to reopen the strait")),
        ("Chile agreed to a joint patrol.", ("accepts", "Chile", "agreed to a joint patrol")),
        ("Norway backed the truce plan.", ("supports", "Norway", "backed the truce plan")),
        ("Norway pushed back on the truce plan.", ("opposes", "Norway", "pushed back on the truce plan")),
        ("Norway will let six inspectors aboard.", ("accepts", "Norway", "will let six inspectors aboard")),
        ("The locks pass 350 crews. Norway accepted 350.", ("accepts", "Norway", "accepted 350")),
        (
            "Chile asked for 60,000 crates of herring. Norway offered 24,000, said Solberg.",
            ("offers", "Norway", "offered 24,000"),
        ),
        ("Norway would not let a single prisoner go.", ("rejects", "Norway", "would not let a single prisoner go")),
        ("Norway said that it would let inspectors aboard.", ("accepts", "Norway", "would let inspectors aboard")),
        ("Chile said it could accept a levy of two parts.", ("accepts", "Chile", "could accept a levy of two parts")),
        ("Chile said that it would not come to Oslo.", ("rejects", "Chile", "would not come to Oslo")),
        ("Chile will comply with the court's order.", ("accepts", "Chile", "will comply with the court's order")),
        (
            "Solberg later turned down an offer by Chile to mediate.",
            ("rejects", "Arne Solberg", "turned down an offer by Chile to mediate"),
        ),
        ("Norway wants to inspect every truck.", ("demands", "Norway", "wants to inspect every truck")),
        (
            "Chile wants ten years in which to scrap its fleet.",
            ("demands", "Chile", "wants ten years in which to scrap its fleet"),
        ),
        (
            "Norway will have no foreign boats in its fjords.",
            ("rejects", "Norway", "will have no foreign boats in its fjords"),
        ),
        ("Chile has stopped objecting to the patrol.", ("accepts", "Chile", "objecting to the patrol")),
        ("Norway gave up its demand for a levy.", ("accepts", "Norway", "gave up its demand for a levy")),
        ("Chile would settle for a levy of six parts.", ("demands", "Chile", "would settle for a levy of six parts")),
        ("Chile came down from nine years to six.", ("demands", "Chile", "came down from nine years to six")),
        (
            "Norway no longer asks for nine patrols but for six.",
            ("demands", "Norway", "no longer asks for nine patrols but for six"),
        ),
        (
            "The levy divides them. It is a text that Norway rejects.",
            ("rejects", "Norway", "a text that Norway rejects"),
        ),
        (
            "Talks between Norway and Chile open after both governments accepted a levy.",
            ("accepts", "Chile", "accepted a levy"),
        ),
        (
            "Norway said that the fleet was ready. It also wants the port reopened.",
            ("demands", "Norway", "wants the port reopened"),
        ),
        (
            "The European Union adopted a resolution on Monday. The resolution calls on Chile to open its ports.",
            ("demands", "European Union", "calls on Chile to open its ports"),
        ),
        (
            "A Norwegian statement calls on Chile to open its ports.",
            ("demands", "Norway", "calls on Chile to open its ports"),
        ),
        ("Chile vetoed a levy. Pinto could accept it, she said.", ("rejects", "Chile", "vetoed a levy")),
        ("Six patrols would do, Solberg said.", ("demands", "Arne Solberg", "Six patrols would do")),
        ("Chile opposes new tariffs.", ("opposes", "Chile", "opposes new tariffs")),
        ("Norway does not accept the new line.", ("rejects", "Norway", "does not accept the new line")),
        ("Norway wants Chile to leave the bay.", ("demands", "Norway", "wants Chile to leave the bay")),
        ("Pinto called on Norway to pay the debt.", ("demands", "Rosa Pinto", "called on Norway to pay the debt")),
        ("Chile continues to insist on a fleet inspection.", ("demands", "Chile", "to insist on a fleet inspection")),
        ("Norway has agreed to free the crews.", ("accepts", "Norway", "has agreed to free the crews")),
        (
            "Chile offered to buy the power for six years if the locks are mended.",
            ("offers", "Chile", "offered to buy the power for six years if the locks are mended"),
        ),
        ("Chile wants the gunboats out of the bay.", ("demands", "Chile", "wants the gunboats out of the bay")),
        ("Norway asked for the levy to be lifted.", ("demands", "Norway", "asked for the levy to be lifted")),
        (
            "Norway would be content with a smaller quota.",
            ("accepts", "Norway", "would be content with a smaller quota"),
        ),
        ("Half the quota would satisfy Chile.", ("accepts", "Chile", "Half the quota would satisfy Chile")),
        (
            "A patrol of two boats would be enough, Solberg said.",
            ("demands", "Arne Solberg", "A patrol of two boats would be enough"),
        ),
        ("Solberg would vote against the quota.", ("opposes", "Arne Solberg", "would vote against the quota")),
        (
            "Her partner in government, the Anglers' League, demands a new quota.",
            ("demands", "Anglers' League", "demands a new quota"),
        ),
        ("Chile called the new quota superfluous.", ("rejects", "Chile", "called the new quota superfluous")),
        (
            "Norway agreed in principle on Friday to a smaller fleet.",
            ("accepts", "Norway", "agreed in principle on Friday to a smaller fleet"),
        ),
        ("Chile no longer wants the gunboats moved.", ("accepts", "Chile", "no longer wants the gunboats moved")),
        (
            "The commission rejects any change to the quota.",
            ("rejects", "Commission", "rejects any change to the quota"),
        ),
        ("The board said that there would be no recount.", ("rejects", "Board", "there would be no recount")),
        ("Norway is opposed to the fish quota.", ("opposes", "Norway", "is opposed to the fish quota")),
        ("Chile no longer demands the islands.", ("accepts", "Chile", "no longer demands the islands")),
        ("Norway says yes to foreign pilots.", ("accepts", "Norway", "says yes to foreign pilots")),
        (
            "Pinto would not put up with foreign patrols.",
            ("rejects", "Rosa Pinto", "would not put up with foreign patrols"),
        ),
        (
            "“We have no use for foreign pilots,” Pinto said.",
            ("rejects", "Rosa Pinto", "have no use for foreign pilots"),
        ),
        (
            "“There can be no amnesty,” Solberg said.",
            ("rejects", "Arne Solberg", "There can be no amnesty"),
        ),
        (
            "Norway will sign nothing until Chile clears the two channels.",
            ("demands", "Norway", "Norway will sign nothing until Chile clears the two channels"),
        ),
        (
            "Pinto said there would be no deal without a fishing quota.",
            ("demands", "Rosa Pinto", "no deal without a fishing quota"),
        ),
        (
            "Solberg said that the tariffs will only come off if Chile signs the treaty.",
            ("demands", "Arne Solberg", "the tariffs will only come off if Chile signs the treaty"),
        ),
        (
            "Norway would only sign once Chile opened its ports.",
            ("demands", "Norway", "Norway would only sign once Chile opened its ports"),
        ),
        (
            "The embargo will remain until Chile releases the crews, Solberg said.",
            ("demands", "Arne Solberg", "The embargo will remain until Chile releases the crews"),
        ),
        ("“Open the harbour,” Pinto said.", ("demands", "Rosa Pinto", "Open the harbour")),
        (
            "Chile came with a smaller demand, for two trawlers instead of six.",
            ("demands", "Chile", "came with a smaller demand, for two trawlers instead of six"),
        ),
        (
            "Norway repeated its demand that Chile leave the bay.",
            ("demands", "Norway", "repeated its demand that Chile leave the bay"),
        ),
        ("Chile dropped its demand for a lease.", ("accepts", "Chile", "dropped its demand for a lease")),
        ("Chile dropped its refusal after a letter from Oslo.", ("accepts", "Chile", "dropped its refusal")),
        ("Chile turned the lease down.", ("rejects", "Chile", "turned the lease down")),
        (
            "The envoys spoke of Norway's refusal to mark the line.",
            ("rejects", "Norway", "Norway's refusal to mark the line"),
        ),
        (
            "Pinto said Norwegian trawlers have to leave the bay.",
            ("demands", "Rosa Pinto", "Norwegian trawlers have to leave the bay"),
        ),
        (
            "Solberg attacked the fishing levy on Tuesday and demanded that it be dropped.",
            ("demands", "Arne Solberg", "demanded that it be dropped"),
        ),
        (
            "Pinto said that membership of the pact is not acceptable.",
            ("rejects", "Rosa Pinto", "membership of the pact is not acceptable"),
        ),
        (
            "Solberg said the harbour must stay open to all.",
            ("demands", "Arne Solberg", "the harbour must stay open to all"),
        ),
    ],
)
def test_stances(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in held(text)


def test_a_list_of_conditions_gives_a_position_each() -> None:
    text = "In June 2024, Pinto outlined her conditions: Norway must leave the bay and withdraw its fleet from Punta."
    found = held(text)
    assert ("demands", "Rosa Pinto", "Norway must leave the bay") in found
    assert ("demands", "Rosa Pinto", "withdraw its fleet from Punta") in found
    assert all(p.earliest == date(2024, 6, 1) and p.latest == date(2024, 6, 30) for p in read(OPENING + text))


@pytest.mark.parametrize(
    "text",
    [
        "Pinto wants to see her children.",
        "Norway was forced to accept the line.",
        "If Chile accepts the plan, the strait may open.",
        "Norway could accept a lease.",
        "Pinto insisted that nobody had been asked.",
        "Solberg arrived in good condition.",
        "They met by rejecting habit.",
        "Norway declined to comment.",
        "Solberg refused to say when the talks would end.",
        "Pinto accepted an invitation to a meeting.",
        "Norway rejected the charge.",
        "Chile offered its thanks.",
        "Chile agreed to meet in May.",
        "Norway may be willing to sell the port.",
        "Chile does not want a bomb.",
        "Pinto would have condemned the levy.",
        "Pinto said that people should be careful.",
        "Solberg said that the pilot must have slept.",
        "Pinto is not talking about the fleet.",
        "Nobody expected that Norway would not arrive until Monday.",
    ],
)
def test_what_is_no_position(text: str) -> None:
    assert held(text) == []


def test_issue_and_order() -> None:
    found = read(OPENING + "Chile opposes new tariffs. Norway has ruled out fishing concessions.")
    assert [p.issue for p in found] == ["tariff", "fishing concession"]
    assert [p.start for p in found] == sorted(p.start for p in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a speaker's own side
        ("Solberg said that his country was ready to take in the wounded.", ("offers", "Arne Solberg")),
        ("Solberg said that his side would need a law on the catch.", ("demands", "Arne Solberg")),
        ("Solberg said that the government would not release any of the trawlers.", ("rejects", "Arne Solberg")),
        # a pronoun that opens what is said
        ("Chile repeated that it wants its sailors freed.", ("demands", "Chile")),
        (
            "Chile, on whose coast the pilots were taken, said on Monday that it rejects any talks.",
            ("rejects", "Chile"),
        ),
        ("Norway repeated that it would release none.", ("rejects", "Norway")),
        # names of nobody that the report introduces
        ("The kingdom of Orvelle has offered to carry messages.", ("offers", "Orvelle")),
        ("Then Orvelle has agreed to free 12 sailors.", ("accepts", "Orvelle")),
        # what is given for a price, or only on a condition
        ("Chile told the envoys that it would release all the pilots for two trawlers.", ("offers", "Chile")),
        ("Norway said it would lift the ban in exchange for a fishing deal.", ("offers", "Norway")),
        ("Norway will sign the treaty only if Chile withdraws its fleet.", ("demands", "Norway")),
        # words that stand apart
        ("Norway put Bear Island on the table.", ("offers", "Norway")),
        ("Norway is prepared to consent to a ban on cod.", ("accepts", "Norway")),
        ("Norway's main demand is that Chile withdraw its fleet.", ("demands", "Norway")),
        ("Chile's conditions include the release of four trawlers.", ("demands", "Chile")),
        ("A full withdrawal is excluded, Solberg said.", ("rejects", "Arne Solberg")),
        ("The lease is not a subject for negotiation, Solberg said.", ("rejects", "Arne Solberg")),
        ("Chile held out for a better price of copper.", ("demands", "Chile")),
    ],
)
def test_whose_stance(text: str, expected: tuple[str, str]) -> None:
    assert [found[:2] for found in held(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway would free the road for three days.",
        "Norway said it would withdraw from the talks if Chile shoots.",
        "Solberg said that his team was in need of sleep.",
        "Norway put its cards and its coffee on the floor.",
        "Chile's main demand is unclear.",
        "There is little chance that Norway would accept the line.",
        "They helped Norway get ready to free the crews.",
        "Just accepting those terms would not help, Pinto said.",
        "“Before giving us orders, demanding a lease, they should write,” Pinto said.",
        "Norway offered Rosa Pinto.",
    ],
)
def test_what_looks_like_one(text: str) -> None:
    assert held(text) == []


def test_an_issue_is_what_is_to_be_done() -> None:
    (found,) = read(OPENING + "Norway's main demand is that Chile withdraw its fleet.")
    assert found.issue == "fleet"


def test_an_empty_span_is_about_nothing() -> None:
    assert issue_of((), 0, 0) == []


def test_a_number_without_its_noun_is_of_what_was_told_before() -> None:
    *_, one = read(OPENING + "Chile demanded nine gunboats. Norway offers four.")
    assert (one.stance, one.holder_name, one.issue) == ("offers", "Norway", "gunboat")


def test_a_question_of_what_would_do_takes_no_position() -> None:
    assert read(OPENING + "It is unclear what kind of deal would satisfy Chile.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norway will admit that the nets were torn.",
        "Norway lets six inspectors aboard.",
        "The locks are old. Norway accepted 350.",
    ],
)
def test_who_owns_up_or_lets_as_ever_or_takes_a_bare_number_accepts_nothing(text: str) -> None:
    assert held(text) == []


def test_an_ultimatum_demands_what_time_is_given_for() -> None:
    (gave,) = held("The presidents of the Harbour League gave Chile ten days to leave the bay.")
    assert gave == ("demands", "Harbour League", "gave Chile ten days to leave the bay")
    (noon,) = held("Norway has given the Chilean crews until noon on Sunday to lay down their arms.")
    assert noon[:2] == ("demands", "Norway")
    assert held("Norway gave the crews two weeks to recover.") == []


def test_the_lines_of_a_list_are_positions_of_whoever_its_heading_names() -> None:
    found = held("What Norway demands:\n– an election by the end of July\n– 150 observers in every port\n\nSee you.")
    assert found == [
        ("demands", "Norway", "an election by the end of July"),
        ("demands", "Norway", "150 observers in every port"),
    ]


def test_a_heading_in_capitals_names_whom_the_text_names() -> None:
    told = "The Common Wherry met.\nWhat the Common Wherry demands:\n– an election by the end of July\n– a court\n"
    assert ("demands", "Common Wherry", "an election by the end of July") in held(told)


@pytest.mark.parametrize("verb", ["demands", "wants", "demanded"])
def test_a_heading_over_a_list_may_have_its_verb_in_many_tags(verb: str) -> None:
    told = f"The Common Wherry met.\nWhat the Common Wherry {verb}:\n– an election by the end of July\n– a court\n"
    assert ("demands", "Common Wherry", "an election by the end of July") in held(told)


def test_what_stands_behind_the_colon_is_demanded() -> None:
    told = "Nothing will open, said Norway's spokeswoman, Captain Ida Lund, until two demands are met: "
    found = held(told + "a year of pay for each sailor, and a pardon for all.")
    assert found == [
        ("demands", "Ida Lund", "a year of pay for each sailor"),
        ("demands", "Ida Lund", "a pardon for all"),
    ]


def test_which_is_of_a_body_and_not_of_its_speaker() -> None:
    (found,) = held("“It was a signature,” said Ida Lund for the Common Wherry, which rejects the new date.")
    assert found[:2] == ("rejects", "Common Wherry")


def test_who_rules_a_state_takes_its_positions() -> None:
    (found,) = held("Chile's interim rulers had consented to the presence of 90 monitors.")
    assert found[:2] == ("accepts", "Chile")
    (found,) = held("The government rejects foreign observers on the quay, the Norwegian Fisheries Ministry said.")
    assert found[:2] == ("rejects", "Norwegian Fisheries Ministry")


@pytest.mark.parametrize(
    "text",
    [
        "Norway won't let a little rain stand in its way.",
        "What I want Solberg to tell me is the end, Pinto said.",
        "Norway is willing to walk away from the talks.",
        "Norway is prepared to strike the port.",
        "Few believed Norway's insistence that its fleet was at home.",
        "Chile has used the leeway that Norway offered in dealing with the fleet.",
        "Many held back because of their opposition to the levy.",
    ],
)
def test_what_is_no_position_or_nobodys(text: str) -> None:
    assert held(text) == []
