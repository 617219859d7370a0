"""Tags that words keep, whatever is made of them."""

from __future__ import annotations

import pytest

from sourcebook.read.document import _Cut, _misread
from sourcebook.read.sure_tags import closed
from sourcebook.read.tokens import tokenise


def test_a_form_of_be_is_no_number() -> None:
    words = ["Six", "men", "have", "been", "moved", "over", "to", "Osk", "."]
    assert closed(words, ["CD", "NNS", "TO", "CD", "VB", "CD", "IN", "NNP", "."]) == {
        2: "VB", 3: "VBN", 4: "VBN", 5: "RB",
    }  # fmt: skip
    assert closed(words, ["CD", "NNS", "VBP", "VBN", "VBN", "RP", "IN", "NNP", "."]) == {}


@pytest.mark.parametrize(
    ("text", "tags", "mended"),
    [
        ("Envoys met on Wednesday .", "NNS VBD RP CD .", {2: "IN", 3: "NNP"}),
        ("Norway will hold its fire .", "NNP TO VB PRP$ NN .", {1: "MD"}),
        ("Both sides exchanged prisoners .", "DT NNS NNS NNS .", {2: "VBD"}),
        ("Senator Orr postponed a vote .", "NNP NNP NN DT NN .", {2: "VBD"}),
        ("Norway agreed Tuesday to talks .", "NNP NN NNP TO NNS .", {1: "VBD"}),
        ("Senator Orr postponed it .", "NNP NNP VBN PRP .", {2: "VBD"}),
        ("talks go into round three on Friday .", "NNS VBP IN RB CD IN NNP .", {3: "NN"}),
        ("Round two was held .", "RB CD VBD VBN .", {0: "NN"}),
        ("a fence all round three sides .", "DT NN RB RB CD NNS .", {}),
        ("the tribunal 's second sitting ended .", "DT NN POS JJ VBG VBD .", {4: "NN"}),
        ("It was abruptly canceled by Orr .", "PRP VBD RB NN IN NNP .", {3: "VBN"}),
        ("Senator Orr abruptly canceled it .", "NNP NNP RB VB PRP .", {3: "VBD"}),
        ("Vice Premier Liu He told them .", "NNP NNP NNP PRP VBD PRP .", {3: "NNP"}),
        ("Premier He Lifeng told them .", "NNP PRP NNP VBD PRP .", {1: "NNP"}),
        ("Then He told them .", "RB PRP VBD PRP .", {}),
        ("The envoys postponed talks ended .", "DT NNS VBN NNS VBD .", {}),
        ("Talks were abruptly canceled .", "NNS VBD RB NN .", {3: "VBN"}),
        ("Talks were abruptly red .", "NNS VBD RB JJ .", {}),
        ("Duties take effect on Monday .", "NNS VBP VB IN NNP .", {2: "NN"}),
        ("They may effect a change .", "PRP MD VB DT NN .", {}),
        ("It came into force .", "PRP VBD RP NN .", {2: "IN"}),
    ],
)
def test_days_and_participles(text: str, tags: str, mended: dict[int, str]) -> None:
    words = text.split()
    cut = _Cut(0, len(text), "body", 0, tokenise(text, 0, len(text)), words, titled=False)
    assert _misread(cut, tags.split()) == mended


def test_what_ends_like_a_participle_is_no_infinitive() -> None:
    told = ["It", "will", "be", "initialled", "on", "Friday", "."]
    assert closed(told, ["PRP", "MD", "VB", "VB", "IN", "NNP", "."]) == {3: "VBN"}
    begun = ["They", "began", "filling", "it", "."]
    assert closed(begun, ["PRP", "VBD", "VB", "PRP", "."]) == {2: "VBG"}
    plain = ["They", "will", "succeed", "."]
    assert closed(plain, ["PRP", "MD", "VB", "."]) == {}


def test_endings_and_infinitives_leave_one_tag() -> None:
    words = ["Voters", "started", "to", "cast", "ballots", "after", "accepting", "who", "manages", "to", "bring", "aid"]
    tags = ["NNS", "VBP", "IN", "VBP", "NNS", "IN", "VBD", "WP", "VBP", "TO", "VB", "NN"]
    assert closed(words, tags) == {1: "VBD", 2: "TO", 3: "VB", 6: "VBG", 8: "VBZ"}
    assert closed(["They", "discuss", "what", "they", "need"], ["PRP", "VBP", "WP", "PRP", "VBP"]) == {}


def test_what_somebody_owns_is_no_verb() -> None:
    words = ["Unions", "called", "off", "Monday", "'s", "march", "and", "Friday", "’s", "talks", "."]
    tags = ["NNS", "VBD", "RP", "NNP", "IN", "VB", "CC", "NNP", "POS", "VBZ", "."]
    assert closed(words, tags) == {4: "POS", 5: "NN", 9: "NNS"}
    assert closed(["It", "'s", "set", "."], ["PRP", "VBZ", "VBN", "."]) == {}


def test_what_is_being_done_is_a_verb_where_it_has_an_object() -> None:
    words = ["Peru", "is", "boycotting", "the", "summit", "and", "this", "is", "something", "the", "host", "knows"]
    tags = ["NNP", "VBZ", "NN", "DT", "NN", "CC", "DT", "VBZ", "NN", "DT", "NN", "VBZ"]
    assert closed(words, tags) == {2: "VBG"}


def test_a_relative_that_and_what_is_due_to_be() -> None:
    words = ["the", "pact", "that", "was", "signed", "and", "one", "due", "to", "be", "signed"]
    tags = ["DT", "NN", "DT", "VBD", "VBN", "CC", "CD", "IN", "IN", "VB", "VBN"]
    assert closed(words, tags) == {2: "WDT", 7: "JJ", 8: "TO"}


MENDED = [
    ("The strike that killed him", "DT NN WDT VBN PRP", 3, "VBD"),
    ("They bombed towns and dropped arms .", "PRP VBD NNS CC VBN NNS .", 4, "VBD"),
    ("The talks were held and moved to Lima", "DT NNS VBD VBN CC VBN TO NNP", 5, None),
    ("Nine are to be let out", "CD VBP TO VB VB RP", 4, "VBN"),
    ("a strike that it suspended in May", "DT NN IN PRP JJ IN NNP", 4, "VBD"),
    ("A fourth meeting there is to open", "DT JJ NN EX VBZ TO VB", 3, "RB"),
    ("The truce is to start on Friday", "DT NN VBZ TO NN IN NNP", 4, "VB"),
    ("The key to success is to people", "DT NN TO NN VBZ TO NNS", 6, None),
    ("Ministers will meet again", "NNP MD VB RB", 0, "NNS"),
    ("Saunders will meet them", "NNP MD VB PRP", 0, None),
    ("In the town there is a bridge", "IN DT NN EX VBZ DT NN", 3, None),
]


@pytest.mark.parametrize(("words", "tags", "at", "tag"), MENDED)
def test_neighbours_leave_one_tag(words: str, tags: str, at: int, tag: str | None) -> None:
    assert closed(words.split(), tags.split()).get(at) == tag


def test_past_forms_like_the_present_behind_their_subject_are_past() -> None:
    assert closed(["the", "minister", "quit", "on", "Monday", "."], ["DT", "NN", "VBP", "IN", "NNP", "."]) == {2: "VBD"}
    assert (
        closed(["it", "helped", "Peru", "cut", "its", "debt", "."], ["PRP", "VBD", "NNP", "VB", "PRP$", "NN", "."])
        == {}
    )
    assert closed(["ministers", "will", "put", "it", "off", "."], ["NNS", "MD", "VB", "PRP", "RP", "."]) == {}


@pytest.mark.parametrize(
    ("text", "tags", "mended"),
    [
        ("an extradition hearing of the banker", "DT NN VBD IN DT NN", {2: "NN"}),
        ("Norway to pull out of Osk", "NNP TO NN IN IN NNP", {2: "VB"}),
        ("off a visit to Osk", "RP DT VB TO NNP", {2: "NN"}),
        ("Dock strike averted", "NN NN NN", {2: "VBN"}),
        ("Norway on Monday put off a vote", "NNP IN NNP VB RP DT NN", {3: "VBD"}),
    ],
)
def test_nouns_of_sittings_and_verbs_of_headlines(text: str, tags: str, mended: dict[int, str]) -> None:
    found = closed(text.split(), tags.split())
    assert {i: found.get(i) for i in mended} == mended
