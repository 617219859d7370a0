"""One utterance, many wordings: what is joined and what is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sourcebook.link.origins import find_origins
from sourcebook.link.statements import link_statements
from sourcebook.model import Reading, Span, Statement, StatementMention
from sourcebook.model.reading import StatementKind
from tests.link.build import REWRITE, WIRE, reading


def _said(text: str, *, by: str | None, kind: StatementKind = "direct", of: str) -> StatementMention:
    start = of.index(text)
    named = of.find(by, start + len(text)) if by else -1
    speaker = Span(start=named, end=named + len(by)) if by and named >= 0 else None
    content = (Span(start=start, end=start + len(text)),)
    return StatementMention(kind=kind, content=content, speaker=speaker, speaker_name=by)


def _report(
    name: str, *said: tuple[str | None, str], day: str = "2031-02-04", kind: StatementKind = "direct"
) -> Reading:
    text = "\n".join(f"The harbour was full. “{words}” {by or 'somebody'} said." for by, words in said)
    mentions = tuple(_said(words, by=by, kind=kind, of=text) for by, words in said)
    return reading(name, text, day=day, outlet=name, statements=mentions)


def _link(*readings: Reading) -> tuple[Statement, ...]:
    names = {
        r.report.id: {s.speaker_name: f"e_{s.speaker_name}" for s in r.statements if s.speaker_name} for r in readings
    }
    return link_statements(readings, names, find_origins(readings))


def _shared(statements: tuple[Statement, ...]) -> list[tuple[str, ...]]:
    groups = [tuple(m.text for m in s.mentions) for s in statements if len({m.report for m in s.mentions}) > 1]
    return sorted(groups)


def test_the_same_words_of_one_speaker_are_one_statement() -> None:
    words = "We shall keep the lock open until the thaw"
    (statement,) = _link(_report("a", ("Torvend", words)), _report("b", ("Torvend", words), day="2031-02-05"))
    assert (statement.wording, statement.speaker, statement.kind) == ("same", "e_Torvend", "direct")
    assert len(statement.mentions) == 2


def _kinds(*readings: Reading) -> list[tuple[str, str]]:
    (statement,) = _link(*readings)
    return [(change.report, change.kind) for change in statement.changes]


def test_what_became_of_the_words_is_told_report_by_report() -> None:
    words = "We shall keep the northern lock open until the thaw, and nobody will be charged for it"
    whole = _report("a", ("Torvend", words))
    assert _kinds(whole, _report("b", ("Torvend", words), day="2031-02-05")) == []
    cut = _report("c", ("Torvend", "We shall keep the northern lock open until the thaw"))
    told = _report("d", ("Torvend", "they would keep the northern lock open until the thaw"), kind="indirect")
    other = _report("e", ("Torvend", "We will keep our northern lock open till the thaw, and nobody is charged for it"))
    assert _kinds(whole, cut, told, other) == [("c", "cut"), ("d", "paraphrased"), ("e", "reworded")]
    assert _kinds(other, told, cut, whole) == [("c", "cut"), ("d", "paraphrased"), ("e", "reworded")]


def test_another_apostrophe_is_no_rewording() -> None:
    one, two = "We won't open the lock before the thaw", "We won’t open the lock before the thaw"
    (statement,) = _link(_report("a", ("Torvend", one)), _report("b", ("Torvend", two)))
    assert (statement.wording, statement.changes) == ("same", ())


def test_what_a_state_is_said_to_have_said_its_minister_said() -> None:
    words = "We shall keep the northern lock open until the thaw"
    readings = [_report("a", ("Ostrelia", words)), _report("b", ("Torvend", words), day="2031-02-05")]
    names = {"a": {"Ostrelia": "e_state"}, "b": {"Torvend": "e_minister"}}
    sides = {"e_state": "e_state", "e_minister": "e_state"}
    (statement,) = link_statements(readings, names, (), sides=sides)
    assert statement.speaker == "e_minister"
    assert len(link_statements(readings, names, (), sides={"e_state": "e_state"})) == 2


def test_two_who_speak_for_one_state_are_two() -> None:
    words = "We shall keep the northern lock open until the thaw"
    readings = [_report("a", ("Hask", words)), _report("b", ("Torvend", words), day="2031-02-05")]
    names = {"a": {"Hask": "e_envoy"}, "b": {"Torvend": "e_minister"}}
    sides = {"e_envoy": "e_state", "e_minister": "e_state"}
    assert len(link_statements(readings, names, (), sides=sides)) == 2


def test_statements_that_begin_in_one_place_have_ids_of_their_own() -> None:
    text = "The pilots, Torvend said, were in talks with the port about the thaw and the night watch."
    said = (("The pilots", "Torvend"), (text.removesuffix("."), "Hask"))
    mentions = tuple(_said(words, by=by, kind="indirect", of=text) for words, by in said)
    statements = _link(reading("a", text, day="2031-02-04", outlet="a", statements=mentions))
    assert len({statement.id for statement in statements}) == len(statements) == 2


def test_a_translation_is_a_rewording() -> None:
    (statement,) = _link(
        _report("a", ("Torvend", "No vessel will pass the lock before the northern channel is free of ice")),
        _report("b", ("Torvend", "Not one vessel shall pass through the lock until the northern channel is ice-free")),
    )
    assert statement.wording == "reworded"
    assert "channel" in " ".join(statement.reasons)


def test_six_words_in_a_row_make_a_rewording() -> None:
    (statement,) = _link(
        _report("a", ("Torvend", "We neither want strange hands on the old north lock nor mean to bear them")),
        _report("b", ("Torvend", "Strange hands on the old north lock are needed by nobody and will be turned away")),
    )
    assert statement.wording == "reworded"


@pytest.mark.parametrize(
    ("one", "two", "day"),
    [
        ("I count the boats because counting helps", "I count the boats, for counting is a help", "2031-02-05"),
        (
            "We traded a ferry for a timetable and a pier",
            "A ferry and a pier were traded for a timetable",
            "2031-02-05",
        ),
        ("I do not ask to win. I ask to see the ledger", "I'm asking to see the ledger", "2031-02-04"),
    ],
)
def test_short_quotations_of_one_speaker_need_few_words_in_common(one: str, two: str, day: str) -> None:
    others = [_report(f"o{i}", (f"Speaker {i}", f"{word} is what the pier wants, and paint")) for i, word in
              enumerate(("Tar", "Rope", "Glass", "Salt"))]  # fmt: skip
    statements = _link(_report("a", ("Torvend", one)), _report("b", ("Torvend", two), day=day), *others)
    assert any({m.report for m in s.mentions} == {"a", "b"} for s in statements)


def test_alike_sentences_of_one_report_stay_two() -> None:
    words = "Nobody may fish off the northern pier", "Whoever comes may swim off the northern pier at noon"
    assert len(_link(_report("a", *[("Torvend", w) for w in words]))) == 2


def test_a_translation_is_joined_to_its_speaker_s_most_alike_quotation() -> None:
    original = _report(
        "a", ("Torvend", "The lock has no need of watchmen with lanterns"), ("Torvend", "Spring is late")
    )
    foreign = _report("b", ("Torvend", "The watchmen with lamps are to the lock not necessary"), day="2031-02-05")
    foreign = replace(foreign, report=replace(foreign.report, translated=True))
    (shared,) = _shared(_link(original, foreign))
    assert len(shared) == 2
    assert "Spring is late" not in shared


def test_an_inferred_day_keeps_no_rewording_apart() -> None:
    one = _report("a", ("Torvend", "We have traded a ferry for a new timetable"))
    two = _report("b", ("Torvend", "A ferry has been traded for a new timetable by us"), day="2031-05-20")
    published = two.report.published
    assert published is not None
    guessed = replace(two, report=replace(two.report, published=replace(published, basis="inferred")))
    assert len(_shared(_link(one, guessed))) == 1


def test_other_speakers_other_sentences_other_months_are_apart() -> None:
    words = "We shall keep the lock open until the thaw"
    assert _shared(_link(_report("a", ("Torvend", words)), _report("b", ("Brekke", words)))) == []
    assert _shared(_link(_report("a", ("Torvend", words)), _report("b", ("Torvend", words), day="2032-02-05"))) == []
    speech = ("Torvend", words), ("Torvend", "The lock is old and its gates want paint before summer")
    assert len(_link(_report("a", *speech))) == 2
    assert _shared(_link(_report("a", speech[0]), _report("b", speech[1]))) == []


def test_a_quotation_is_torn_only_where_another_report_gives_its_sentences_apart() -> None:
    first, second = "The ice decides when we sail.", "Nobody on this lake has ever hurried the ice."
    together = _report("a", ("Torvend", f"{first} {second}"))
    assert len(_link(together)) == 1
    assert [len(s.mentions) for s in _link(together, _report("b", ("Torvend", f"{first} {second}")))] == [2]
    apart = _link(together, _report("b", ("Torvend", first), ("Torvend", second)))
    assert _shared(apart) == sorted([(first, first), (second, second)])


def test_quotes_that_answer_each_other_in_a_rewrite_are_joined() -> None:
    mine = _said("We were sailing past each other half empty", by="Torvend", of=WIRE)
    told = 'the boats had been "half empty"'
    theirs = _said(told, by="Torvend", kind="mixed", of=REWRITE)
    pair = [reading("a", WIRE, statements=(mine,)), reading("c", REWRITE, statements=(theirs,))]
    (statement,) = _link(*pair)
    assert statement.wording == "reworded"
    assert statement.kind == "direct"
    assert statement.origins.dependent == 1


def test_an_unknown_speaker_takes_the_known_one_where_the_words_are_the_same() -> None:
    words = "We shall keep the lock open until the thaw"
    (statement,) = _link(_report("a", ("Torvend", words)), _report("b", (None, words)))
    assert statement.speaker == "e_Torvend"


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    readings = [
        _report("a", ("Torvend", "We shall keep the lock open until the thaw"), ("Brekke", "They never asked us")),
        _report("b", ("Torvend", "The lock shall be kept open until the thaw comes"), (None, "They never asked us")),
        _report("c", ("Brekke", "They never asked us about the northern lock"), ("Torvend", "keep the lock open")),
    ]
    straight = _link(*readings)
    random.Random(seed).shuffle(readings)
    assert _link(*readings) == straight
    texts = {r.report.id: r.report.text for r in readings}
    for statement in straight:
        assert all(texts[m.report][m.start : m.end] == m.text for m in statement.mentions)


_WORDS = st.lists(
    st.sampled_from(["the", "lock", "ice", "boat", "opens", "closes", "never", "soon", "Torvend", "north"]), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS.map(" ".join), max_size=6))
def test_no_mention_is_lost(said: list[str]) -> None:
    kept = [words for words in said if words]
    readings = [_report(f"r{n}", ("Torvend", words)) for n, words in enumerate(kept)]
    statements = _link(*readings)
    assert sorted(m.text for s in statements for m in s.mentions) == sorted(kept)
