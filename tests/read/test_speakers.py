"""Who speaks, as the report's own cast resolves it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.model import Span, Zone
from sourcebook.read.attribution import Attribution
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.speakers import Speakers
from sourcebook.read.speech import Utterance
from sourcebook.read.statements import find_statements
from tests.read.saying import report


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Foreign Minister Hasan Al-Burri came. “Bread first,” Al-Burri said.", ["Hasan Al-Burri"]),
        ("The mayor of Lundby, Jory Penn, said that the village had baked.", ["Jory Penn"]),
        # whence somebody is, and the seat of two letters, stand between the name and the verb
        ("The panel’s chairman, Jory Penn of South Carolina, said that it rained.", ["Jory Penn"]),
        ("The head of the union, Sen. Jory Penn, R-S.C., said that it rained.", ["Jory Penn"]),
        ("The minister’s friend, a baker of Orla Venn’s, said that it rained.", [None]),
        ("“It rains,” reads a letter by Jory Penn, counsel to the court.", ["Jory Penn"]),
        ("“We lose,” said former Vermont Gov. Howard Dean, whose campaign failed.", ["Howard Dean"]),
        ("Rain fell at the Vard Dam, Energy Minister of Ostrelia Marta Visk said.", ["Marta Visk"]),
        ("Minister of Foreign Affairs Elena Tark spoke. “We wait”, declared the head of diplomacy.", ["Elena Tark"]),
        ("A grocers’ leader in Lund, Orla Venn, put it sharply in an interview with the Vard Times: “Bread it is.”",
         ["Orla Venn"]),
        ("Vard Institute of Hydrology’s Ola Venn, who studies the river, said the deal was thin.", ["Ola Venn"]),
        ("Many lawmakers, who said they doubted Anton Orr and who said they feared war, left.", [None, None]),
        ("Foreign Minister Zarin left. “No,” Ostrel’s Deputy Foreign Minister for Legal Affairs Abbas Arak told us.",
         ["Abbas Arak"]),
        ("Ambassador Yusuf Tamar came. A Danish official spoke. The official said it was early.", [None]),
        ("Work goes on, the land’s deputy director of public roads, Eva Lund, told reporters in Vard.", ["Eva Lund"]),
        ("Venn: “We cannot wait for ever in this hall”", ["Venn"]),
        ("Sen. Mark Kirk said that it rained.", ["Mark Kirk"]),
        ("The Harbour War said that the bridge was shut.", [None]),
        ("A spokesman for President Anton Orr, Jory Penn, said that it rained.", ["Jory Penn"]),
        ("A spokesman for President Anton Orr said that it rained.", [None]),
        ("“We wait,” declared on Monday the minister of external affairs Rea Kolt.", ["Rea Kolt"]),
        ("- It rains, - told to the Vard Times the commander of the sector Jory Penn.", ["Jory Penn"]),
        ("A baker, Jory Penn, said that it rained.", ["Jory Penn"]),
        ("The minister of Ostrel, Quorn Vell, told us that it rained.", ["Quorn Vell"]),
        ("The chief of the Council Quorn Vell repeated: it rained all day.", ["Quorn Vell"]),
        ("Jory Penn, who runs Lundby Motors, the maker of vans, warned that it rained.", ["Jory Penn"]),
        ("Jory Penn came. The senator, who is no kin of his, told the crowd that it would rain.", ["Jory Penn"]),
        ("Jory Penn met Orla Venn. The senator told the crowd that it would rain.", [None]),
        ("The Lantern Alliance marched. The Alliance said that it would stay.", ["Lantern Alliance"]),
        ("The Alliance said that it would stay.", ["Alliance"]),
        ("St. Orla's Hospital said that two had come.", ["St. Orla's Hospital"]),
        ("“We stay,” said Orla Venn. Senator Elena Tark kept her word. “I was promised bread,” she said.",
         ["Orla Venn", "Elena Tark"]),
        ("“We stay,” said Elena Tark. She left with Orla Venn. “I was promised bread,” she said.",
         ["Elena Tark", "Elena Tark"]),
        ("“We count twice, and twice,” Mr Penn said on the steps.", ["Penn"]),
        ("The head of LKP Quorn Vell repeated: it rained all day.", ["Quorn Vell"]),
        # a name before a colon, whatever stands between
        ("18:22 Jory Penn on the steps: “Nobody left.”", ["Jory Penn"]),
        ("“We stay, and we count,” Jory Penn said. Orla Venn, back from Lund: “It rained all day.”",
         ["Jory Penn", "Orla Venn"]),
        ("Our reporter asked Jory Penn: “Will you go to Lund?”", [None]),
        ("The Lantern Office has put out a line from Jory Penn: “It rained all day.”", ["Jory Penn"]),
        ("A neighbour of the tuner Jory Penn: “It rained all day.”", [None]),
        ("Defence Minister General Jory Penn came. Rain fell, the minister said.", ["Jory Penn"]),
        # whom "the official" can't mean: who heads a state, a journalist, another than who was brought in unnamed
        ("A senior Danish official spoke. President Jory Penn left. The official said that it rained.", [None]),
        ("King Jory called. The Danish official said that it rained.", [None]),
        ("A diplomat waited. Foreign Minister Jory Penn left. The diplomat said that it rained.", [None]),
        # he is nobody of whom he tells
        ("Jory Penn met Karl Orr, who was late. “It rains,” he told Penn.", ["Karl Orr"]),
        ("“We wait,” Karl Orr said. Jory Penn came. “It rains,” he told Orr.", ["Karl Orr", "Jory Penn"]),
        # papers of somebody meant by a pronoun
        ("Jory Penn was quick. “It rains,” his letter said.", ["Jory Penn"]),
        ("Norway gave its first account. The Norwegian statement said that it rained.", ["Norway"]),
        ("A Norwegian study said that it rained.", [None]),
        # media that speak
        ("The Vard Herald newspaper says that it rained.", ["Vard Herald"]),
        ("The Danish newspaper Sondag said that it rained.", ["Sondag"]),
        ("Reuters news agency reported that it rained.", ["Reuters"]),
        ("The New York Times printed the letter. The newspaper said that it rained.", ["New York Times"]),
        ("A Lundby newspaper said that it rained.", [None]),
        # a name beside a description
        ("The Minister of Defence, General Jory Penn, said that it rained.", ["Jory Penn"]),
        ("Jory Penn, the chief of staff, came by boat but said that it rained.", ["Jory Penn"]),
        ("Orla Venn, who heads the mission, stands by it and says the second is new.", ["Orla Venn"]),
        ("One of the drivers, Jory Penn, 61, said that it rained.", ["Jory Penn"]),
        ("Two voted. One of them, the deputy Jory Penn, said that it rained.", ["Jory Penn"]),
        # ranks, and what a tabloid calls people
        ("Sergeant-Major Jory Penn came. “We stay,” Sgt Maj Penn told us.", ["Jory Penn"]),
        ("Mum-of-two Orla Venn, 31, said: “I bought a pump.”", ["Orla Venn"]),
        # who is named beside an office is no stranger
        ("Elena Tark spoke. The Minister of Finance, Mr Jory Penn, looks for means. Nobody will pay, she said.",
         ["Elena Tark"]),
        ("The Minister of the Interior, Elena Tark, spoke. “We stay,” she said. The Minister of Finance, Mr Penn, "
         "looks on. “Bread first,” she said. “And soup,” the Minister said.",
         ["Elena Tark", "Elena Tark", "Elena Tark"]),
        ("They wait, noted her aide Jory Penn. “Better late,” he said.", ["Jory Penn", "Jory Penn"]),
        ("- They punish us for the spies, - considers the head of the Union of carriers Jory Penn.", ["Jory Penn"]),
        ("— Gas is like all goods. Who pays, that receives, — has put in the minister Jory Penn.", ["Jory Penn"]),
        ("President Jory Penn came. Vice President Orla Venn said that it rained. “We stay,” the president said.",
         ["Orla Venn", "Jory Penn"]),
        ("Not every president was glad. Denmark’s, Jory Penn, said that it rained.", ["Jory Penn"]),
        ("Foreign Minister of Denmark Jory Penn came. Denmark will pay, its foreign minister said.", ["Jory Penn"]),
        ("They saw the cook Robin Penn and Senator Kim Venn, who sang. “We stay,” she said.", ["Kim Venn"]),
        ("The minister, Elena Tark, spoke. “We stay,” she said. As to the visit of the Prime Minister of Denmark, "
         "Jory Penn, it remains planned, the minister added.", ["Elena Tark", "Elena Tark"]),
        ("Robin Penn, who leads it, spoke. Senator Kim Venn: “We stay.” “In full,” he says.", ["Kim Venn", "Kim Venn"]),
        # who puts a number on it
        ("Jory Penn put the debt at some 5 million crowns.", ["Jory Penn"]),
        ("Jory Penn put the chairs at the wall.", []),
        ("Jory Penn in Lundby: “We cannot wait for ever in this hall”", ["Jory Penn"]),
        ("The Minister of the Interior, Jory Penn, left. The minister said that it rained.", ["Jory Penn"]),
        ("The Lakeside Front wrote. The movement said that it would wait.", ["Lakeside Front"]),
        ("The Lakeside Front met the Dockers Union. The movement said that it would wait.", [None]),
    ],
)  # fmt: skip
def test_the_speaker_is_named(text: str, speakers: list[str | None]) -> None:
    document = parse(report(text))
    assert [s.speaker_name for s in find_statements(document, find_entities(document), ())] == speakers


def test_a_pronoun_takes_no_body_for_its_speaker() -> None:
    text = "They fixed a date, the UN announced.\n“It was for people,” she told reporters."
    document = parse(report(text))
    assert [s.speaker_name for s in find_statements(document, find_entities(document), ())] == ["United Nations", None]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We wait,” Orla Venn told Vestmer, the state news network.", ("Vestmer",)),
        ("Orla Venn told Parallel 9 the bridge was “old”.", ("Parallel 9",)),
        ("“We wait,” Orla Venn said to the Vard Times.", ("Vard Times",)),
        ("“We wait,” Orla Venn told the Lantern.", ("Lantern",)),
        ("“We wait,” Orla Venn told the Senate.", ()),
        ("Orla Venn told the semi-official Vestan news agency that it rained.", ("Vestan",)),
    ],
)
def test_who_carried_it(text: str, via: tuple[str, ...]) -> None:
    document = parse(report(text))
    assert [s.via for s in find_statements(document, find_entities(document), ())] == [via]


@pytest.mark.parametrize(
    ("mast", "via"),
    [("THE LUNDBY PLOUGHMAN", ("Ploughman",)), ("Ploughman - English", ("Ploughman",)), ("The Ploughman's Friend", ())],
)
def test_what_was_told_to_the_page_s_own_masthead_went_through_it(mast: str, via: tuple[str, ...]) -> None:
    text = f"{mast}\nThe old gate was “shut”, Orla Venn told the Ploughman with soot on her nose."
    cut = text.index("\n") + 1
    zones = (Zone(start=0, end=cut, kind="menu"), Zone(start=cut, end=len(text), kind="body"))
    document = parse(replace(report(text), zones=zones))
    assert [s.via for s in find_statements(document, find_entities(document), ())] == [via]


def test_what_was_told_to_an_unknown_name_went_through_it() -> None:
    document = parse(report("“We wait,” Orla Venn told Meridian on Monday."))
    assert [s.via for s in find_statements(document, find_entities(document), ())] == [("Meridian",)]


def test_towns_are_no_persons() -> None:
    document = parse(report("They marched through Tolbor. The port of Melkar was shut, a man in Sarn said."))
    found = {m.name: m.type for m in find_entities(document).mentions}
    assert {found.get(name) for name in ("Tolbor", "Melkar", "Sarn")} == {"place"}


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("21:20  Vennik: an empty boat carries nobody", "Orla Vennik"),
        ("Orla Vennik: an empty boat carries nobody", "Orla Vennik"),
        ("21:20  Lund: an empty boat carries nobody", "Ove Lund"),
        ("21:20  An empty boat carries nobody", None),
    ],
)
def test_a_heading_that_gives_somebodys_words_tells_who_she_is(heading: str, speaker: str | None) -> None:
    names = (
        "Envoy Orla Vennik and envoy Ove Lund spoke in the town hall.\nIt rained.\nIt went on.\nAll stayed.\nIt rained."
    )
    text = f"{names}\n{heading}\nThe hall falls silent. “An empty boat carries nobody,” she says."
    document = parse(report(text))
    found = find_statements(document, find_entities(document), ())
    assert [s.speaker_name for s in found if s.kind == "direct"] == [speaker]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("Sens. Jory Penn of Lund and Orla Venn", "Jory Penn"),
        ("Jory Penn and Orla Venn", "Jory Penn"),
        ("the aide of Jory Penn and Orla Venn", None),
    ],
)
def test_of_two_who_speak_as_one_the_first_is_named(source: str, who: str | None) -> None:
    text = f"“It rains,” {source} said."
    document = parse(report(text))
    at = text.index(source)
    said = Utterance(
        content=[Span(start=1, end=9)],
        paragraph=0,
        quoted=True,
        origin=Attribution(
            sentence=0,
            cue=Span(start=len(text) - 5, end=len(text) - 1),
            clause=Span(start=at, end=len(text) - 1),
            lemma="say",
            source=Span(start=at, end=at + len(source)),
        ),
    )
    assert Speakers(document, find_entities(document)).voice_of(said).name == who
