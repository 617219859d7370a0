from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sourcebook.model import Span, StatementMention
from sourcebook.read.document import parse
from sourcebook.read.statements import find_statements, full, one_each
from tests.read.saying import Cast, read, report, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge is shut, envoy Orla Venn said.", ("indirect", "Orla Venn", "The bridge is shut")),
        ("Envoy Orla Venn said on the radio that the bridge is shut.", ("indirect", "Orla Venn", "the bridge is shut")),
        ("The bridge, Orla Venn said, will stay shut.", ("indirect", "Orla Venn", "The bridge / will stay shut")),
        ("According to Orla Venn, the bridge is shut.", ("indirect", "Orla Venn", "the bridge is shut")),
        ("The bridge is shut, according to Orla Venn.", ("indirect", "Orla Venn", "The bridge is shut")),
        ("“The bridge is shut,” said Orla Venn.", ("direct", "Orla Venn", "The bridge is shut")),
        ("“We wait,” said Orla Venn. “We stay.”", ("direct", "Orla Venn", "We wait / We stay.")),
        ("Orla Venn said: “We wait. We stay.”", ("direct", "Orla Venn", "We wait. We stay.")),
        ("Orla Venn called the plan a “cold joke.”", ("mixed", "Orla Venn", "the plan a “cold joke.”")),
        ("The date is a “rough guess,” Orla Venn said.", ("mixed", "Orla Venn", "The date is a “rough guess,”")),
        ("Orla Venn vowed to reopen the bridge.", ("indirect", "Orla Venn", "to reopen the bridge")),
        ("Orla Venn called for a truce.", ("indirect", "Orla Venn", "a truce")),
        ("Orla Venn was quoted as saying that the bridge is shut.", ("indirect", "Orla Venn", "the bridge is shut")),
        ("They rejected Orla Venn’s claim that the bridge is shut.", ("indirect", "Orla Venn", "the bridge is shut")),
        ('- The bridge stays shut. Nobody passes," Orla Venn told Reuters.',
         ("direct", "Orla Venn", "The bridge stays shut. Nobody passes")),
        ("– We are ready, – said Orla Venn. – But not now.", ("direct", "Orla Venn", "We are ready / But not now.")),
    ],
)  # fmt: skip
def test_who_says_what(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in told(text, "Orla Venn")


def test_what_a_semicolon_parts_from_a_quotation_is_the_reports() -> None:
    text = "The bridge opens in May; “We have ironed a shirt, which is a start,” envoy Orla Venn said."
    assert told(text, "Orla Venn") == [("direct", "Orla Venn", "We have ironed a shirt, which is a start")]


def test_two_speakers_in_a_sentence_share_it() -> None:
    text = "Orla Venn said the bridge was shut, but Tam Brok insisted that it was open."
    assert told(text, "Orla Venn", "Tam Brok") == [
        ("indirect", "Orla Venn", "the bridge was shut"),
        ("indirect", "Tam Brok", "it was open"),
    ]


def test_what_a_speaker_says_that_another_said_is_of_level_two() -> None:
    levels = [(s.speaker_name, s.level) for s in read("Orla Venn said that Tam Brok had warned that the ice was thin.",
                                                       "Orla Venn", "Tam Brok")]  # fmt: skip
    assert levels == [("Orla Venn", 1), ("Tam Brok", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "She did not say whether the bridge was shut.",
        "The minister will announce a plan on Monday.",
        "The film “The Long Bridge” opened.",
        "The so-called “ice pact” was signed.",
        "The bridge is shut.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert told(text) == []


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“We wait,” Orla Venn said.\n“We have waited for years.\n“We will not go.”\nThe ice is thin."
    assert {name for _, name, _ in told(text, "Orla Venn")} == {"Orla Venn"}
    assert "We will not go." in " ".join(content for _, _, content in told(text, "Orla Venn"))


def test_a_colon_brings_in_the_next_paragraph() -> None:
    text = "Orla Venn went on:\n“We have waited for years.”"
    assert told(text, "Orla Venn") == [("direct", "Orla Venn", "We have waited for years.")]


def test_stretches_that_say_nothing_are_no_part_of_what_was_said() -> None:
    text = "Orla Venn said that which had to wait, and of the rain: “It is.”"
    at = {words: text.index(words) for words in ("that", "which had to wait", "of", "It is")}
    parts = [Span(start=start, end=start + len(words)) for words, start in at.items()]
    told = StatementMention(kind="indirect", content=(parts[0], parts[1]))
    none, quoted = replace(told, content=(parts[2],)), replace(told, kind="direct", content=(parts[3],))
    assert full([told, none, quoted], text) == [replace(told, content=(parts[1],)), quoted]


def test_an_embedded_post_is_its_authors_speech() -> None:
    text = "The bridge opens in May. https://example.org/x\n— Minister Orla Venn (@OrlaVenn) March 3, 2031"
    assert told(text, "Orla Venn") == [("direct", "Orla Venn", "The bridge opens in May. https://example.org/x")]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We wait,” Orla Venn told the Reuters news agency.", ("Reuters",)),
        ("“We wait,” Orla Venn told reporters.", ()),
        ("“We wait,” Orla Venn told Danish news agencies.", ("Danish news agencies",)),
        ("“We wait,” Orla Venn said, as quoted by the state news agency Vardapress.", ("Vardapress",)),
        ("Speaking to the Vardan Herald newspaper, Orla Venn said that the bridge was shut.", ("Vardan Herald",)),
        ("Orla Venn said in an interview with Reuters that the bridge was shut.", ("Reuters",)),
        ("The bridge is shut, Orla Venn said on her X page.", ("X",)),
        ("Orla Venn said on state television that the bridge was shut.", ("state television",)),
        ("Orla Venn told Tam Brok that the bridge was shut.", ()),
        ("The bridge is shut, Orla Venn said, according to the Kestrel news agency.", ("Kestrel",)),
        ("Orla Venn said the bridge was shut, according to Reuters.", ("Reuters",)),
    ],
)
def test_who_carried_it(text: str, via: tuple[str, ...]) -> None:
    assert [s.via for s in read(text, "Orla Venn")] == [via]


def test_a_medium_that_cites_somebody_carries_his_words() -> None:
    [statement] = read("The bridge is shut, local media reported, citing Orla Venn.", "Orla Venn")
    assert (statement.speaker_name, statement.via) == ("Orla Venn", ("local media",))


def test_an_interview_carries_on() -> None:
    text = "Speaking to Reuters, Orla Venn said that the bridge was shut.\n“We wait,” Venn said."
    assert [s.via for s in read(text, "Orla Venn")] == [("Reuters",), ("Reuters",)]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We wait,” Orla Venn said in an interview.", ("Vard Ledger",)),
        ("The bridge is shut, Orla Venn said in a long interview on Sunday.", ("Vard Ledger",)),
        ("“We wait,” Orla Venn said in an interview with Reuters.", ("Reuters",)),
        ("“We wait,” Orla Venn said in an interview that upset many.", ()),
        ("“We wait,” Orla Venn said in a Kestrel interview.", ()),
    ],
)
def test_an_interview_with_nobody_that_is_named_is_the_papers_own(text: str, via: tuple[str, ...]) -> None:
    document = parse(replace(report(text), outlet="Vard Ledger"))
    assert [s.via for s in find_statements(document, Cast(text, ["Orla Venn"]), ())] == [via]


PIECES = st.sampled_from(
    [
        *(
            "Orla Venn",
            "said",
            "that",
            "the ice is thin",
            "he added",
            "according to",
            "told Reuters",
            "but",
            "’s claim that",
        ),
        *("was quoted as saying", "“", "”", '"', "'", ",", ".", ":", "(", "…", "- ", "\n"),
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_spans_lie_in_the_text_and_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = read(text, "Orla Venn")
    assert list(found) == sorted(found, key=lambda s: (s.content[0].start, s.content[-1].end, s.kind))
    for statement in found:
        assert statement.content
        at = 0
        for span in statement.content:
            assert at <= span.start < span.end <= len(text)
            at = span.end


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Orla Venn, who leads the talks for the north, said that the bridge was shut.", "Orla Venn"),
        ("Orla Venn, head of the Bridge Office in the town of Lund, said the bridge was shut.", "Orla Venn"),
        ("Orla Venn (Free List, Lund) said the bridge was shut.", "Orla Venn"),
        ("Secretary of State Orla Venn said the bridge was shut.", "Orla Venn"),
        ("Orla Venn met Tam Brok in Lund and said the bridge was shut.", "Orla Venn"),
        ("Orla Venn rejected a plan by Tam Brok, arguing that the bridge was shut.", "Orla Venn"),
        ("“The bridge is shut.” ― Orla Venn", "Orla Venn"),
    ],
)
def test_the_source_is_found_over_asides(text: str, speaker: str) -> None:
    assert speaker in [name for _, name, _ in told(text, "Orla Venn", "Tam Brok")]


def test_a_comment_of_the_report_ends_the_content() -> None:
    text = "Orla Venn complained that the bridge was shut — prompting a reply from Tam Brok who called her “a child.”"
    assert told(text, "Orla Venn", "Tam Brok") == [
        ("indirect", "Orla Venn", "the bridge was shut"),
        ("mixed", "Tam Brok", "her “a child.”"),
    ]


def test_a_noun_belongs_to_the_cue() -> None:
    text = "Orla Venn expressed her belief that the bridge was safe."
    assert told(text, "Orla Venn") == [("indirect", "Orla Venn", "the bridge was safe")]


@pytest.mark.parametrize(
    "text",
    [
        "Venn, on the steps of the hotel: “We wait.”",
        "17:20 Orla Venn, tie in pocket: “We wait.”",
        "Orla Venn: “We wait.”",
    ],
)
def test_a_name_before_a_colon_speaks(text: str) -> None:
    assert told(text, "Orla Venn") == [("direct", "Orla Venn", "We wait.")]


def test_labels_make_a_transcript() -> None:
    text = "Tam Brok: Is the bridge shut?\nOrla Venn: It is.\nTam Brok: Since when?\nOrla Venn: May."
    assert [name for _, name, _ in told(text, "Orla Venn", "Tam Brok")] == ["Tam Brok", "Orla Venn"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla Venn had one wish: “Let the bridge stand.”", ("direct", "Orla Venn", "Let the bridge stand.")),
        ("“We wait,” Orla Venn, 74, a retired pilot, said.", ("direct", "Orla Venn", "We wait")),
        ("“We wait,” said Orla Venn (Free List), who leads it.", ("direct", "Orla Venn", "We wait")),
        (
            "While Orla Venn said the bridge was shut, the town was calm.",
            ("indirect", "Orla Venn", "the bridge was shut"),
        ),
        ("“We wait,” Orla Venn said, “but we stay.”", ("direct", "Orla Venn", "We wait / but we stay.")),
        ("Orla Venn went on to say that the bridge was shut.", ("indirect", "Orla Venn", "the bridge was shut")),
    ],
)
def test_contents_end_where_the_report_speaks_on(text: str, expected: tuple[str, str | None, str]) -> None:
    assert told(text, "Orla Venn") == [expected]


def test_whoever_spoke_last_goes_on_speaking() -> None:
    text = "“We wait,” Orla Venn said after meeting Ms. Brok. “We stay.”\nShe added that the bridge was shut."
    assert {name for _, name, _ in told(text, "Orla Venn", "Tam Brok")} == {"Orla Venn"}


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("VARD, 3 May (Meridian) - It rained.\n“We wait,” Orla Venn told Meridian.", ("Meridian",)),
        ("Orla Venn told the Ledger that the bridge was shut.", ("Ledger",)),
        ("“We wait,” said Orla Venn to Ostrinform.", ("Ostrinform",)),
        ("“We wait,” Orla Venn told Ostrelian radio.", ("Ostrelian radio",)),
        ("“We wait,” Orla Venn told this newspaper.", ("this newspaper",)),
        ("“We wait,” Orla Venn told the Senate.", ()),
        ("“We wait,” Orla Venn told MPs.", ()),
        ("“We wait,” Orla Venn told the press.", ()),
        ("“We wait,” Orla Venn said in an interview with Tam Brok.", ()),
        ("“We wait,” Orla Venn was quoted as saying by the press service of the Pilot House.",
         ("press service of the Pilot House",)),
    ],
)  # fmt: skip
def test_a_carrier_is_told_by_its_surroundings(text: str, via: tuple[str, ...]) -> None:
    assert [s.via for s in read(text, "Orla Venn", "Tam Brok")] == [via]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The gate is shut, answered Orla Venn, the envoy.", "Orla Venn", "The gate is shut"),
        ("The gate would be shut by noon, Orla Venn, its keeper, said when the second round closed.", "Orla Venn",
         "The gate would be shut by noon"),
        ("A gate, said Orla Venn, the head of the port, is “a thing that rusts”.", "Orla Venn",
         "A gate is “a thing that rusts”"),
        ("Orla Venn said it before the whole town: “The gate stays shut.”", "Orla Venn", "The gate stays shut."),
        ("The gate is shut, reported on Friday the envoy Orla Venn.", "Orla Venn", "The gate is shut"),
        ("I asked Orla Venn. – Gates rust when nobody oils them, Orla Venn told me. Nobody had oil.",
         "Orla Venn", "Gates rust when nobody oils them"),
        ("The works need a crane, even on quiet days, explained Venn.", "Orla Venn",
         "The works need a crane, even on quiet days"),
    ],
)  # fmt: skip
def test_who_speaks_where_words_stand_unusually(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in {
        (s.speaker_name, " ".join(c.of(text) for c in s.content)) for s in read(text, "Orla Venn")
    }


def test_to_ask_for_namelessness_says_nothing() -> None:
    assert [s.speaker_name for s in read("“It works,” said Orla Venn, who asked not to be named.", "Orla Venn")] == [
        "Orla Venn"
    ]


def test_words_are_said_once() -> None:
    words = (Span(start=10, end=90),)
    within = StatementMention(kind="direct", content=words, cue=Span(start=30, end=34), speaker_name="Tam Brok")
    again = StatementMention(kind="direct", content=words, cue=Span(start=60, end=64), speaker_name="Ilse Dorn")
    outside = StatementMention(kind="direct", content=words, cue=Span(start=92, end=96), speaker_name="Orla Venn")
    assert one_each([within, outside, again]) == [outside]
    assert [(s.speaker_name, s.cue) for s in one_each([within, again])] == [(None, None)]
    assert one_each([within]) == [within]
