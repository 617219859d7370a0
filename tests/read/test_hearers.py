"""By whom a speaker was heard, where no words of saying lead to the name."""

import pytest

from sourcebook.model import Config
from sourcebook.read.reader import Reader
from tests.read.saying import read, report

_NAMES = ("Orla Venn", "Tam Brok")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We wait,” commented Orla Venn, the minister, to the Vard Herald.", "Vard Herald"),
        ("“We wait,” explained Orla Venn to Radio Ostrel.", "Radio Ostrel"),
        ("Orla Venn to the Vard Herald: “We wait for you.”", "Vard Herald"),
        ("Orla Venn (to Channel 6): “We wait for you.”", "Channel 6"),
        ("Radio Ostrel carried a statement by Orla Venn: “We wait for you.”", "Radio Ostrel"),
        ("Orla Venn telephoned the Vard Herald from Osk. “We wait,” Venn said.", "Vard Herald"),
        ("Orla Venn gave an interview to Radio Ostrel. “We wait,” Venn said.", "Radio Ostrel"),
        ("The Vard Herald asked Orla Venn about it. “We wait,” Venn said.", "Vard Herald"),
        ("“We wait,” Orla Venn says in today's edition of the Vard Herald.", "Vard Herald"),
        ("Orla Venn told listeners of Radio Ostrel that the ice was thin.", "Radio Ostrel"),
        ("The Vard Herald, citing Orla Venn, reported that the ice was thin.", "Vard Herald"),
        ("Citing Orla Venn, Radio Ostrel said that the ice was thin.", "Radio Ostrel"),
    ],
)
def test_who_heard_it(text: str, via: str) -> None:
    found = [s for s in read(text, *_NAMES) if s.speaker_name == "Orla Venn"]
    assert [s.via for s in found] == [(via,)]


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn telephoned the harbour. “We wait,” Venn said.",
        "Tam Brok telephoned the Vard Herald. “We wait,” Orla Venn said.",
        "The mine is shut, according to the Centre to Prevent Floods.",
        "Orla Venn went on trial on October 5. “We wait,” Venn said.",
    ],
)
def test_who_heard_nothing(text: str) -> None:
    assert {s.via for s in read(text, *_NAMES)} == {()}


def test_the_paper_is_the_one_named_last() -> None:
    text = "“We wait,” Orla Venn told the Vard Herald. Tam Brok told the paper that the ice was thin."
    assert [s.via for s in read(text, *_NAMES)] == [("Vard Herald",), ("Vard Herald",)]


def _told(text: str) -> list[tuple[str | None, str | None]]:
    """Name of and words for each speaker, read with the whole cast."""
    page = report("Orla Venn, the minister of Ostrel, was in Osk.\n\n" + text)
    said = Reader(encoder=None).read(page, Config()).statements
    return [(s.speaker_name, s.speaker.of(page.text) if s.speaker else None) for s in said]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My neighbour bought a lorry. “We wait,” he said.", "My neighbour"),
        ("The gamekeeper has been promoted. “We wait,” he told them.", "The gamekeeper"),
        ("A baker was sweeping the steps. “We wait,” she said.", "A baker"),
    ],
)
def test_a_pronoun_may_mean_somebody_unnamed(text: str, words: str) -> None:
    assert _told(text) == [(None, words)]


def test_a_pronoun_means_nobody_of_whom_the_sentence_is_not() -> None:
    assert _told("Venn thanked a baker. “We wait,” she said.")[0][0] == "Orla Venn"
    assert _told("My sister drives a lorry. “We wait,” he said.")[0][1] != "My sister"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Duke Radomar Kell came on Monday. His Grace said that he would wait.", "Radomar Kell"),
        ("Archbishop Anselm Orr came on Monday. “We wait,” said His Grace.", "Anselm Orr"),
        ("Anna Reed, a farmer, came on Monday. The farmer said that she would wait.", "Anna Reed"),
        ("Duke Radomar Kell came on Monday. “We wait,” the duke said.", "Radomar Kell"),
    ],
)
def test_forms_of_address_and_callings(text: str, name: str) -> None:
    assert [who for who, _ in _told(text)][-1] == name


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("By the union's own count, nine gates were shut.", "the union", "nine gates were shut"),
        ("In the bishop's view, the gates were shut.", "the bishop", "the gates were shut"),
        ("Organisers said 4,000.", "Organisers", "4,000"),
        ("Police who counted said 4,000.", "Police", "4,000"),
        ("Two guards who watched it said the gates were shut.", "Two guards", "the gates were shut"),
        ("Tam Brok was heard to say that the gates were shut.", "Tam Brok", "the gates were shut"),
    ],
)
def test_whose_words_they_are(text: str, speaker: str, words: str) -> None:
    [said] = read(text)
    assert said.speaker is not None
    assert (said.speaker.of(text), said.content[-1].of(text)) == (speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "Tam Brok was blunt. “The gates are shut until the thaw comes.”",
        "And Tam Brok? “The gates are shut until the thaw comes.”",
        "Over to Tam Brok: “The gates are shut.”",
        "As stressed by Tam Brok, the gates are shut.",
        "By the words of Tam Brok, the gates are shut.",
    ],
)
def test_who_is_brought_in_before_the_words(text: str) -> None:
    assert [s.speaker_name for s in read(text, *_NAMES)] == ["Tam Brok"]


def test_two_in_the_sentence_before_leave_it_open() -> None:
    found = read("Tam Brok met Orla Venn in the hall. “The gates are shut until the thaw comes.”", *_NAMES)
    assert [s.speaker_name for s in found] == [None]
