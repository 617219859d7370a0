"""Through whom words came: the paper's own people, media, printed interviews, and who passes words on."""

import pytest
from msgspec.structs import replace

from sourcebook.read.document import parse
from sourcebook.read.media_words import medium
from sourcebook.read.statements import find_statements
from tests.read.saying import Cast, read, report

_NAMES = ("Orla Venn", "Tam Brok")


def _via(text: str, outlet: str | None) -> list[tuple[str, ...]]:
    document = parse(replace(report(text), outlet=outlet))
    return [s.via for s in find_statements(document, Cast(text, _NAMES), ())]


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” Orla Venn told our reporter Ida Lund.",
        "Orla Venn explained to our portal that the bridge was shut.",
        "“We wait,” Orla Venn said in a first interview with this station.",
        "The bridge is shut, Orla Venn tells our correspondent.",
        "“We wait,” Orla Venn told Kestrel.",
        "“We wait,” Orla Venn told the Ledger on Sunday.",
        "Orla Venn, who ought to know, tells me that the bridge is shut.",
        "“We wait,” Orla Venn reminded us.",
        "“We wait,” Orla Venn said to us on the quay.",
        "Orla Venn commented for the Vard Ledger: “We wait.”",
    ],
)
def test_what_the_papers_own_people_were_told(text: str) -> None:
    assert _via(text, "Kestrel!" if "Kestrel" in text else "Vard Ledger") in [[("Vard Ledger",)], [("Kestrel!",)]]


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” Orla Venn told our team.",
        "“We wait,” Orla Venn told this court.",
        "“We wait,” Orla Venn told our children.",
    ],
)
def test_what_is_ours_is_no_paper_as_a_rule(text: str) -> None:
    assert _via(text, "Vard Ledger") == [()]


def test_the_papers_initials_are_its_own() -> None:
    assert _via("The bridge is shut, Orla Venn told VL in the northern port of Lund.", "Vard Ledger") == [("VL",)]


@pytest.mark.parametrize("text", ["“They told us lies,” Orla Venn said.", "Orla Venn said: “The envoy told me that.”"])
def test_who_was_told_in_quoted_words_is_not_the_paper(text: str) -> None:
    assert _via(text, "Vard Ledger") == [()]


def test_an_unnamed_outlet_goes_by_the_masthead_that_the_page_repeats() -> None:
    text = "KESTREL ONE\nHome\n“We wait,” Orla Venn told our reporter.\nKestrel One is paid for by you."
    page = report(text)
    head, body = text.index("“"), page.zones[0]
    zones = (replace(body, end=head, kind="menu"), replace(body, start=head))
    found = find_statements(parse(replace(page, zones=zones)), Cast(text, _NAMES), ())
    assert [s.via for s in found] == [("Kestrel One",)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Lantern's radio on Saturday", "Lantern's radio"),
        ("the movement's radio station", "movement's radio station"),
        ("Radio Ostrel that night", "Radio Ostrel"),
        ("the newspaper Lamp & Ladle", "Lamp & Ladle"),
        ("the state news agency", "state news agency"),
    ],
)
def test_media_by_their_nouns(words: str, name: str) -> None:
    assert medium(words) == name


def test_joined_by_telephone() -> None:
    [statement] = read("“We wait,” said Orla Venn, reached by telephone by La Voz.", *_NAMES)
    assert statement.via == ("La Voz",)


def test_the_nearest_lead_counts() -> None:
    [statement] = read("“We wait,” Orla Venn said on Radio Ostrel on Saturday night.", *_NAMES)
    assert statement.via == ("Radio Ostrel",)


@pytest.mark.parametrize(
    ("heading", "via"),
    [
        ("Interview of Minister Orla Venn with Radio Ostrel (excerpts)", "Radio Ostrel"),
        ("Minister Orla Venn’s interview with the newspaper Dawn", "Dawn"),
        ("Orla Venn interviewed by Radio Ostrel", "Radio Ostrel"),
    ],
)
def test_who_answers_in_a_printed_interview_and_who_asked(heading: str, via: str) -> None:
    text = f"{heading}\nQ. Is the bridge shut?\nA. It is.\nQ. Since when?\nA. Since the ice came.\n"
    found = [(s.speaker_name, s.via) for s in read(text, *_NAMES) if s.content[0].start > len(heading)]
    assert found == [(None, ()), ("Orla Venn", (via,))] * 2


def test_a_heading_that_tells_of_no_interview_names_nobody_who_answers() -> None:
    text = "Orla Venn in Radio Ostrel's garden\nQ. Is the bridge shut?\nA. It is.\nQ. Since when?\nA. Since May.\n"
    assert {s.speaker_name for s in read(text, *_NAMES)} == {None}


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Orla Venn said that Tam Brok had warned that the ice was thin.", ("Orla Venn",)),
        ("A senior diplomat said that Tam Brok had warned that the ice was thin.", ("senior diplomat",)),
        ("The Vard Herald reported that Tam Brok had warned that the ice was thin.", ("Vard Herald",)),
        ("A poll showed that Tam Brok had warned that the ice was thin.", ()),
    ],
)
def test_who_says_that_another_said_it_passed_it_on(text: str, via: tuple[str, ...]) -> None:
    assert [s.via for s in read(text, *_NAMES) if s.speaker_name == "Tam Brok" and s.level == 2] == [via]


def test_nobody_passes_on_his_own_words() -> None:
    found = read("Orla Venn said that Venn had warned that the ice was thin.", *_NAMES)
    assert {s.via for s in found} == {()}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("“We wait,” Orla Venn said through her lawyer, Tam Brok.", "Tam Brok"),
        ("“We wait,” Orla Venn said in a statement read out by her spokesman, Tam Brok.", "Tam Brok"),
        ("“We wait,” Orla Venn said via an aide.", "aide"),
        ("“We wait,” said Orla Venn in a message passed on by the senior diplomat.", "senior diplomat"),
        ("“We wait,” Orla Venn said, TASS reported.", "TASS"),
        ("“We wait,” Orla Venn wrote in a letter to the Kestrel.", "Kestrel"),
        ("“We wait,” Orla Venn told the Kestrel's Ida Lund.", "Kestrel"),
    ],
)
def test_who_passed_words_on(text: str, by: str) -> None:
    assert _via(text, "Kestrel")[-1] == (by,)


def test_who_speaks_where_a_medium_reported_it() -> None:
    text = "“We wait,” Orla Venn said, TASS reported."
    *_, said = find_statements(parse(report(text)), Cast(text, _NAMES), ())
    assert (said.speaker_name, said.content[0].of(text)) == ("Orla Venn", "We wait")


@pytest.mark.parametrize(
    "text",
    ["“We wait,” Orla Venn said through tears.", "“We wait,” Orla Venn said, walking through the harbour."],
)
def test_what_is_no_person_passes_nothing_on(text: str) -> None:
    assert _via(text, "Kestrel") == [()]
