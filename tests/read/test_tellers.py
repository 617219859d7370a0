"""Who tells of an event takes no part in it, unless the words name them."""

import pytest

from sourcebook.model import Actor, EventMention, Span, StatementMention
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events
from sourcebook.read.scene import Scene, Surroundings
from sourcebook.read.statements import find_statements
from sourcebook.read.tellers import without_tellers
from sourcebook.read.times import find_times
from tests.read.test_events import report


def named(text: str, type_: str) -> list[set[str]]:
    """The named actors of each event of the class."""
    document = parse(report(text))
    cast, times = find_entities(document), find_times(document)
    found = find_events(document, cast, times, find_statements(document, cast, times))
    return [{a.name for a in e.actors if not a.nominal} for e in found if e.type == type_]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norwegian police said three people were killed in a blast on Monday.", set()),
        ("Peru said it had shelled the border post on Monday.", {"Peru"}),
        ("Peru shelled the border post on Monday, Norwegian officials said.", {"Peru"}),
    ],
)
def test_who_tells_of_an_attack_has_no_part_in_it(text: str, who: set[str]) -> None:
    assert named(text, "ASSAULT") == [who]


def test_an_interview_is_no_event() -> None:
    assert named("Luis Arana spoke to Reuters on Monday about the flood.", "CONSULT") == []


def test_leaders_who_speak_to_each_other_are_one() -> None:
    assert named("Luis Arana spoke to Ola Brekke by telephone on Monday.", "CONSULT") == [{"Luis Arana", "Ola Brekke"}]


def test_who_tells_reporters_at_talks_need_not_sit_in_them() -> None:
    told = named(
        "A spokeswoman, Ida Strand, told reporters at the talks in Geneva on Monday that all was well.", "CONSULT"
    )
    assert all("Ida Strand" not in who for who in told)


@pytest.mark.parametrize(("text", "stays"), [
    ("Norwegian police said on Monday that three people were killed in Lima.", False),
    ("Norway said on Monday that it had bombed a bridge in Lima.", True),
    ("Norway ruled out on Monday that bombs were dropped in Lima.", True),
])  # fmt: skip
def test_a_speaker_taken_for_an_actor_is_none_unless_the_words_mean_them(text: str, stays: bool) -> None:
    document = parse(report(text))
    cast, times = find_entities(document), find_times(document)
    scene = Scene(document.sentences[0], Surroundings.of(document, cast, times))
    start = text.index(" that ") + len(" that ")
    verb = next(word for word in ("said", "ruled") if word in text)
    said = StatementMention(
        kind="indirect",
        content=(Span(start=start, end=len(text) - 1),),
        speaker=Span(start=0, end=text.index(verb) - 1),
        cue=Span(start=text.index(verb), end=text.index(verb) + len(verb)),
    )
    actor = Actor(start=0, end=6, name="Norway", role="source")
    mention = EventMention(start=start, end=len(text) - 1, trigger=Span(start=start + 4, end=start + 8), type="ASSAULT",
                           status="held", noun="attack", actors=(actor,), statement=0)  # fmt: skip
    kept = without_tellers(scene, mention, (said,))
    assert kept is not None and bool(kept.actors) is stays


def test_who_confirms_talks_with_others_is_to_hold_them() -> None:
    assert all(
        "Norway" in who for who in named("Norway confirmed a second round of talks with Peru on Monday.", "CONSULT")
    )


def test_who_speaks_after_a_meeting_with_somebody_sat_in_it() -> None:
    told = named("After a meeting with Luis Arana on Monday, Ola Brekke said that the river was shared.", "CONSULT")
    assert told == [{"Luis Arana", "Ola Brekke"}]
