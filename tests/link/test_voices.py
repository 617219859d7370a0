"""Speakers whom no report names: who they are called, which of two mentions is one of them, who is none."""

import pytest
from msgspec.structs import replace

from sourcebook.link.linker import Linker
from sourcebook.model import Entity, EntityMention, MadeBy, Reading, Record, Span, StatementMention
from tests.link.build import reading

_MADE = MadeBy(version="0", model_sha256="", config_sha256="")


def _report(name: str, *said: tuple[str, str, str], before: str = "") -> Reading:
    """A report in which words are said ('words', 'speaker', 'rest'): the verb opens the rest."""
    lines = [f"“{words}” {who} {rest}" for words, who, rest in said]
    text = "\n".join([before, *lines])
    mentions = []
    for words, who, rest in said:
        start = text.index(words)
        at = text.index(who, start + len(words))
        verb = next(one for one in ("said", "says", "told") if one in rest)
        cue = text.index(verb, at)
        mentions.append(
            StatementMention(
                kind="direct",
                content=(Span(start=start, end=start + len(words)),),
                speaker=Span(start=at, end=at + len(who)),
                cue=Span(start=cue, end=cue + len(verb)),
            )
        )
    return reading(name, text, day="2031-02-04", outlet=name, statements=tuple(mentions))


def _record(*readings: Reading) -> Record:
    return Linker().link(readings, _MADE)


def _speakers(*readings: Reading) -> list[Entity | None]:
    record = _record(*readings)
    known = {entity.id: entity for entity in record.entities}
    ordered = sorted(record.statements, key=lambda one: (one.mentions[0].report, one.mentions[0].start))
    return [known[one.speaker] if one.speaker else None for one in ordered]


_WORDS = "The lock will be shut until the thaw"


@pytest.mark.parametrize(
    ("who", "rest", "name", "kind", "also"),
    [
        ("a senior diplomat", "said.", "senior diplomat", "person", "a senior diplomat"),
        ("A delegate", "from Ostrel said.", "delegate from Ostrel", "person", "delegate"),
        ("the harbour ministry", "said.", "harbour ministry", "organisation", "the harbour ministry"),
        ("the secretariat of the nine-nation Reed Group", "said.", "secretariat of the nine-nation Reed Group",
         "organisation", "Reed Group secretariat"),
        ("Witnesses", "said.", "witnesses", "group", "witnesses"),
        ("two people close to the board", "said.", "people close to the board", "group",
         "two people close to the board"),
        ("the Lantern House", "said.", "Lantern House", "other", "Lantern House"),
        ("the president's office", ", Lantern House, said.", "president's office", "organisation", "Lantern House"),
    ],
)  # fmt: skip
def test_who_speaks_is_called_as_the_report_calls_them(who: str, rest: str, name: str, kind: str, also: str) -> None:
    text = _report("a", (_WORDS, who, rest))
    if rest.startswith(","):
        text = _report("a", (_WORDS, who + rest.partition(" said")[0], "said."))
        mention = text.statements[0]
        assert mention.speaker is not None
        short = Span(start=mention.speaker.start, end=mention.speaker.start + len(who))
        text = replace(text, statements=(replace(mention, speaker=short),))
    (found,) = _speakers(text)
    assert found is not None
    assert (found.name, found.type) == (name, kind)
    assert also in found.names


@pytest.mark.parametrize("who", ["he", "they", "the report", "people", "all of them", "no court", "within the party"])
def test_whom_words_leave_open_is_nobody(who: str) -> None:
    assert _speakers(_report("a", (_WORDS, who, "said."))) == [None]


def test_the_diplomat_is_the_one_told_of_before() -> None:
    one, two = _speakers(
        _report(
            "a", (_WORDS, "a tired diplomat", "said."), ("Nobody has asked the fish so far", "the diplomat", "said.")
        )
    )
    assert one is not None
    assert one == two
    (told,) = _speakers(_report("b", (_WORDS, "the engineer", "said."), before="They met an engineer of the lock."))
    assert told is not None
    assert told.name == "engineer of the lock"


def test_who_is_named_elsewhere_said_it() -> None:
    named = _report("b", (_WORDS, "Orla Venn", "said."))
    named = replace(named, statements=(replace(named.statements[0], speaker_name="Orla Venn"),))
    (found,) = _speakers(_report("a", (_WORDS, "an official", "said.")), named)
    assert found is not None
    assert found.name == "Orla Venn"


def test_officials_of_two_reports_are_two() -> None:
    record = _record(
        _report("a", (_WORDS, "an official", "said.")),
        _report("b", ("Barley is dearer than it was in May", "an official", "said.")),
    )
    assert len({one.speaker for one in record.statements}) == 2


def test_whose_office_speaks_is_told_by_the_one_person_before() -> None:
    text = _report("a", (_WORDS, "her office", "said."), before="The chancellor, Orla Venn, stayed away.")
    named = EntityMention(
        start=text.report.text.index("Orla Venn"),
        end=text.report.text.index("Orla Venn") + len("Orla Venn"),
        type="person",
        name="Orla Venn",
    )
    (found,) = _speakers(replace(text, entities=(named,)))
    assert found is not None
    assert found.name == "Orla Venn's office"
    assert {"office of Orla Venn", "her office"} <= set(found.names)
