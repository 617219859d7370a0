"""Positions by the encoder's heads: beside the rules', never twice, and held by whom the words name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from sourcebook.model import PositionMention, Published, Report, Zone
from sourcebook.model.reading import Stance
from sourcebook.read.document import parse
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import SPAN_HEADS, SeenPassage, SeenSpan, SeenStance
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.entities import find_entities
from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times

BRISTLED = "Norway bristled at the levy on cod."


def read(
    text: str,
    cue: str,
    stance: Stance,
    *,
    over: str | None,
    holder: str | None,
    sure: float = 0.9,
    others: tuple[str, ...] = (),
) -> tuple[PositionMention, ...]:
    """The positions of a one-sentence text in which the heads see this stance, its object and holder by their words."""
    day = date(2025, 2, 22)
    report = Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=Published(earliest=day, latest=day, basis="given"), sha256="", text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    document = parse(report)
    (sentence,) = document.sentences
    words = [t.text for t in sentence.tokens]
    size = len((over or "").split())
    first = words.index(over.split()[0]) if over else 0
    seen = SeenStance(
        words.index(cue),
        sure,
        stance,
        0.95,
        tuple((words.index(word), 0.9) for word in (holder, *others) if word),
        ((first, 0.9),) if over else (),
    )
    spans: dict[str, tuple[SeenSpan, ...]] = dict.fromkeys(SPAN_HEADS, ())
    spans["object"] = (SeenSpan(first, first + size, "", 0.9),) if over else ()
    passage = Passage(sentences=((0, 0, len(words)),), ids=(), shape=(), first=(), bounds=((0, 0),))
    sight = SeenPassage(
        sentences=(len(words),), tags=(), relations=(), heads=(), spans=spans, triggers=(), links=(),
        vectors=np.zeros((1, 384), np.float32), stances=(seen,),
    )  # fmt: skip
    document = replace(document, sight=Sight([[(t.start, t.end) for t in sentence.tokens]], [passage], [sight]))
    cast, times = find_entities(document), find_times(document)
    return find_positions(document, cast, times, find_statements(document, cast, times))


def told(text: str, found: tuple[PositionMention, ...]) -> list[tuple[str, str | None, str]]:
    return [(p.stance, p.holder_name, text[p.start : p.end]) for p in found]


def test_a_word_of_no_list_carries_a_stance() -> None:
    found = read(BRISTLED, "bristled", "opposes", over="the levy on cod", holder="Norway")
    assert told(BRISTLED, found) == [("opposes", "Norway", "bristled at the levy on cod")]
    assert found[0].issue.split()[0] == "levy"


def test_what_the_heads_are_not_sure_of_is_none() -> None:
    assert read(BRISTLED, "bristled", "opposes", over="the levy on cod", holder="Norway", sure=0.3) == ()


def test_a_holder_whom_nothing_names_is_given_by_its_words() -> None:
    text = "Shoppers bristled at the levy on cod."
    (found,) = read(text, "bristled", "opposes", over="the levy on cod", holder="Shoppers")
    assert found.holder_name is None
    assert found.holder is not None
    assert text[found.holder.start : found.holder.end] == "Shoppers"


def test_without_a_name_the_heads_must_be_surer() -> None:
    text = "Shoppers bristled at the levy on cod."
    assert read(text, "bristled", "opposes", over="the levy on cod", holder="Shoppers", sure=0.45) == ()
    assert read(BRISTLED, "bristled", "opposes", over="the levy on cod", holder="Norway", sure=0.45) != ()


def test_without_an_object_it_is_what_follows() -> None:
    found = read(BRISTLED, "bristled", "opposes", over=None, holder="Norway")
    assert told(BRISTLED, found) == [("opposes", "Norway", "bristled at the levy on cod")]


def test_what_a_rule_finds_is_not_told_twice() -> None:
    text = "Norway has ruled out the levy on cod."
    found = read(text, "ruled", "rejects", over="the levy on cod", holder="Norway")
    assert told(text, found) == [("rejects", "Norway", "has ruled out the levy on cod")]


def test_what_we_want_the_speaker_wants() -> None:
    text = '"We bristle at the levy on cod," Norway said.'
    found = read(text, "bristle", "opposes", over="the levy on cod", holder="We")
    assert [(p.stance, p.holder_name) for p in found] == [("opposes", "Norway")]
    assert found[0].holder is not None
    assert text[found[0].holder.start : found[0].holder.end] == "We"


def test_names_in_a_row_hold_it_together() -> None:
    text = "Norway and Chile bristled at the levy on cod."
    found = read(text, "bristled", "opposes", over="the levy on cod", holder="Norway", others=("Chile",))
    assert {p.holder_name for p in found} == {"Norway", "Chile"}


def test_a_name_apart_from_the_row_does_not_hold_it() -> None:
    text = "Norway wrote to Chile and bristled at the levy on cod."
    found = read(text, "bristled", "opposes", over="the levy on cod", holder="Norway", others=("Chile",))
    assert len({p.holder_name for p in found}) == 1


def test_an_object_goes_on_where_it_ends_in_an_article() -> None:
    found = read(BRISTLED, "bristled", "opposes", over="the", holder="Norway")
    assert told(BRISTLED, found) == [("opposes", "Norway", "bristled at the levy on cod")]


def test_the_heads_say_who_holds_what_a_rule_finds() -> None:
    text = "Norway, wary of Chile, opposes the levy on cod."
    found = read(text, "opposes", "opposes", over="the levy on cod", holder="Norway")
    assert {p.holder_name for p in found} == {"Norway"}
    found = read(text, "opposes", "opposes", over="the levy on cod", holder="Chile")
    assert {p.holder_name for p in found} == {"Chile"}


def test_a_loose_clause_in_which_the_heads_see_no_stance_tells_none() -> None:
    text = "Shoppers read about the levy that Norway opposes in spring."
    assert read(text, "read", "opposes", over=None, holder=None, sure=0.2) == ()
    main = "Norway opposes the levy on cod in spring."
    assert [p.holder_name for p in read(main, "cod", "opposes", over=None, holder=None, sure=0.05)] == ["Norway"]
