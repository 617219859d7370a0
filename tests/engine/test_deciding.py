"""What the desk decides about a record in a store: kept, shown, undone; pages that are withdrawn are as never come."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.engine import Desk, InProcess, Inputs, Pipeline, Said, Summary
from sourcebook.model import Decision
from sourcebook.model.errors import UsageError
from sourcebook.store import Store
from tests.engine.fakes import Deaf, build_in, record_in, show, stages

SAID = Said(by="Ina Roth", at=datetime(2031, 6, 1, tzinfo=UTC), why="seen")
TEXTS = ("Alpha\nEnvoys met.\n", "Bravo\nEnvoys met.\n", "Charlie\nGrain prices rose.\n", "Delta\nEnvoys left.\n")


def decide(folder: Path, choose: Callable[[Desk], Decision]) -> Summary:
    with Store.open(folder) as store:
        pipeline = Pipeline(stages(), InProcess())
        return pipeline.decide(store, lambda desk: [choose(desk)], render=show, listener=Deaf())


def ids(folder: Path) -> dict[str, str]:
    """The id of each report by its page's first word."""
    with Store.open(folder) as store:
        return {text.split()[0]: report for report, text in store.texts().items()}


def written(folder: Path, texts: tuple[str, ...]) -> Inputs:
    folder.mkdir(exist_ok=True)
    names = []
    for text in texts:
        (folder / f"{text.split()[0]}.txt").write_text(text)
        names.append(str(folder / f"{text.split()[0]}.txt"))
    return Inputs(names=tuple(names))


@settings(max_examples=8)
@given(st.sets(st.sampled_from(TEXTS), min_size=1, max_size=3))
def test_what_was_withdrawn_is_as_if_it_had_never_come(gone: set[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        left = tuple(text for text in TEXTS if text not in gone)
        build_in(folder / "one", written(folder / "pages", TEXTS), engine=InProcess())
        wanted = [ids(folder / "one")[text.split()[0]] for text in gone]
        decide(folder / "one", lambda desk: desk.withdraw(wanted, SAID))
        build_in(folder / "two", written(folder / "pages", left), engine=InProcess())
        assert record_in(folder / "one") == record_in(folder / "two")
        build_in(folder / "one", written(folder / "pages", TEXTS), engine=InProcess())  # it stays so
        assert record_in(folder / "one") == record_in(folder / "two")


def test_a_withdrawal_is_undone_and_the_log_only_grows(tmp_path: Path) -> None:
    build_in(tmp_path / "r", written(tmp_path / "pages", TEXTS), engine=InProcess())
    before = record_in(tmp_path / "r")
    decide(tmp_path / "r", lambda desk: desk.withdraw([ids(tmp_path / "r")["Alpha"]], SAID))
    assert record_in(tmp_path / "r") != before
    with Store.open(tmp_path / "r") as store:
        (withdrawal,) = store.log()
    decide(tmp_path / "r", lambda desk: desk.undo(withdrawal.id, SAID))
    assert record_in(tmp_path / "r") == before
    with Store.open(tmp_path / "r") as store:
        assert [one.action for one in store.log()] == ["withdraw", "undo"]
        assert store.log()[0].at < store.log()[1].at


def test_the_same_pages_and_the_same_log_give_the_same_record(tmp_path: Path) -> None:
    build_in(tmp_path / "one", written(tmp_path / "pages", TEXTS), engine=InProcess())
    decide(tmp_path / "one", lambda desk: desk.withdraw([ids(tmp_path / "one")["Delta"]], SAID))
    with Store.open(tmp_path / "one") as store:
        log = store.log()
    with Store.open(tmp_path / "two", create=True) as store:
        assert store.add_decisions(log) == 1
        assert store.add_decisions(log) == 0
    build_in(tmp_path / "two", written(tmp_path / "pages", TEXTS[::-1]), engine=InProcess())
    assert record_in(tmp_path / "one") == record_in(tmp_path / "two")


@pytest.mark.parametrize(
    ("choose", "says"),
    [
        (lambda desk: desk.merge(["e_1"], SAID), "two or more ids"),
        (
            lambda desk: desk.merge(["e_1", "e_2"], SAID),
            "no entity, event, statement, origin or report with the id e_1",
        ),
        (lambda desk: desk.split("s_0", SAID, lambda _: True), "All of s_0"),
        (lambda desk: desk.split("s_0", SAID, lambda _: False), "None of s_0"),
        (lambda desk: desk.reject("x", SAID), "the id x"),
        (lambda desk: desk.withdraw(["r_9"], SAID), "no report r_9"),
        (lambda desk: desk.undo("d_9", SAID), "no decision d_9"),
        (lambda desk: desk.merge(["s_0", desk.record.reports[0].id], SAID), "can't be one"),
        (lambda desk: desk.withdraw([r.id for r in desk.record.reports], SAID), "nothing would be left"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_kept(
    tmp_path: Path, choose: Callable[[Desk], Decision], says: str
) -> None:
    build_in(tmp_path / "r", written(tmp_path / "pages", TEXTS[:2]), engine=InProcess())
    before = record_in(tmp_path / "r")
    with pytest.raises(UsageError, match=says):
        decide(tmp_path / "r", choose)
    with Store.open(tmp_path / "r") as store:
        assert store.log() == []
    assert record_in(tmp_path / "r") == before


def test_a_correction_takes_the_place_of_the_page_and_may_come_back(tmp_path: Path) -> None:
    rows = [
        {"id": "n1", "text": "Alpha\nEnvoys met."},
        {"url": "https://example.org/x", "text": "Bravo\nGrain prices rose."},
        {"id": "n2", "text": "Charlie\nEnvoys left."},
    ]
    new = [{"id": "n1", "text": "Alpha\nEnvoys did not meet."}, {**rows[1], "text": "Bravo\nGrain prices fell."}]

    def built(name: str, rows: list[dict[str, str]], corrects: Said | None = None) -> Summary:
        (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
        return build_in(
            tmp_path / name, Inputs(names=(str(tmp_path / "rows.jsonl"),)), engine=InProcess(), corrects=corrects
        )

    built("one", rows)
    before = record_in(tmp_path / "one")
    kept = built("both", [*rows, *new])
    assert (kept.versions, kept.counts["reports"]) == (0, 5)  # of one build: which is the newer, nobody said
    assert built("both", new).versions == 2
    summary = built("one", new, SAID)
    assert (summary.versions, summary.replaced, summary.counts["reports"]) == (2, 2, 3)
    built("two", [rows[2], *new])
    assert texts_in(tmp_path / "one") == texts_in(tmp_path / "two")
    assert built("one", rows).versions == 0  # what gave way stays away, until it comes as a correction itself
    assert texts_in(tmp_path / "one") == texts_in(tmp_path / "two")
    assert built("one", rows, SAID).replaced == 2
    assert json.loads(record_in(tmp_path / "one"))["statements"] == json.loads(before)["statements"]


def test_a_file_with_other_words_is_another_version_of_its_page(tmp_path: Path) -> None:
    build_in(tmp_path / "r", written(tmp_path / "pages", TEXTS[:2]), engine=InProcess())
    inputs = written(tmp_path / "pages", ("Alpha\nEnvoys parted.\n",))
    summary = build_in(tmp_path / "r", inputs, engine=InProcess(), corrects=SAID)
    assert (summary.replaced, summary.counts["reports"]) == (1, 2)
    assert texts_in(tmp_path / "r") == ["Alpha\nEnvoys parted.\n", TEXTS[1]]


def texts_in(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return sorted(store.texts().values())
