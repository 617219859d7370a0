import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.engine import Failure, InProcess, Inputs, Pipeline, ProcessPool
from sourcebook.model import Config
from sourcebook.model.errors import NothingToDoError, StageError, StoreError
from sourcebook.store import PAGE, Store
from tests.engine.fakes import Deaf, FakeLinker, build_in, record_in, stages

T = TypeVar("T")
R = TypeVar("R")

ROWS: tuple[dict[str, str], ...] = (
    {"id": "n1", "text": "Hotel\nThe ferry sailed.", "published": "2031-02-03"},
    {"id": "n1", "text": "India\nThe ferry did not sail."},
    {"id": "n2", "title": "no text"},
    {"url": "https://example.org/x", "text": "Juliett\nGrain prices rose."},
    {"url": "https://example.net/y", "text": "Juliett\nGrain prices rose."},
)
TEXTS = {
    "a.txt": "Alpha\nEnvoys met in Ostrava Bay.\n",
    "b.txt": "Bravo\nEnvoys met in Ostrava Bay.\n",
    "c.txt": "Charlie\nGrain prices rose.\n",
    "copy/a.txt": "Alpha\nEnvoys met in Ostrava Bay.\n",
    "d.txt": "Delta MENU\n",
    "e.txt": "Echo RAISE\n",
    "f.txt": "",
    "g.txt": "\0\0",
    "h.jsonl": "\n".join(map(json.dumps, ROWS)),
}
READ, REJECTED = 7, 5  # of 13 inputs; copy/a.txt is a.txt again


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    with TemporaryDirectory() as name:
        for path, text in TEXTS.items():
            file = Path(name) / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        yield name


def inputs(folder: str, *names: str) -> Inputs:
    return Inputs(names=tuple(str(Path(folder) / name) for name in names or TEXTS))


def logged(log: Path) -> Counter[str]:
    lines = Counter(log.read_text().splitlines()) if log.exists() else Counter()
    log.unlink(missing_ok=True)
    return lines


@pytest.fixture(scope="module")
def expected(folder: str) -> bytes:
    with TemporaryDirectory() as record:
        build_in(Path(record), inputs(folder), engine=InProcess())
        return record_in(Path(record))


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(sorted(TEXTS)), cuts=st.sets(st.integers(1, len(TEXTS) - 1), max_size=3))
def test_the_record_depends_on_the_set_of_reports_alone(
    folder: str, expected: bytes, order: list[str], cuts: set[int]
) -> None:
    edges = [0, *sorted(cuts), len(order)]
    with TemporaryDirectory() as record:
        for first, last in itertools.pairwise(edges):
            try:
                build_in(Path(record), inputs(folder, *order[first:last]), engine=InProcess())
            except NothingToDoError:
                continue
        assert record_in(Path(record)) == expected


def test_every_engine_makes_the_same_record(folder: str, expected: bytes, tmp_path: Path) -> None:
    build_in(tmp_path, inputs(folder), engine=ProcessPool(2, few=0))
    assert record_in(tmp_path) == expected


def test_a_build_over_the_batch_size_keeps_everything(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"Number {number}\nGrain prices rose."}) for number in range(150)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows * 2))
    summary = build_in(tmp_path / "record", inputs(str(tmp_path), "rows.jsonl"), engine=InProcess())
    assert (summary.read, summary.known, summary.counts["reports"]) == (150, 150, 150)


def test_nothing_vanishes(folder: str, tmp_path: Path) -> None:
    summary = build_in(tmp_path, inputs(folder), engine=InProcess())
    assert (summary.inputs, summary.read, summary.known, summary.rejected) == (13, READ, 1, REJECTED)
    reasons = ["binary", "empty", "failed", "no-article", "no-text"]
    assert sorted(reject.reason for reject in summary.rejects) == reasons
    with Store.open(tmp_path) as store:
        assert len(store.load_record().reports) == READ
        assert sorted(store.rejects(), key=str) == sorted(summary.rejects, key=str)


def test_the_same_inputs_again_change_nothing(folder: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    build_in(tmp_path / "r", inputs(folder), engine=InProcess(), using=stages(log))
    before, page = record_in(tmp_path / "r"), (tmp_path / "r" / PAGE).stat().st_mtime_ns
    logged(log)
    summary = build_in(tmp_path / "r", inputs(folder), engine=InProcess(), using=stages(log))
    assert logged(log) == Counter(["clean Echo"])  # what failed is tried again
    assert (summary.known, summary.rejected, summary.linked) == (READ + 1, REJECTED, False)
    assert (record_in(tmp_path / "r"), (tmp_path / "r" / PAGE).stat().st_mtime_ns) == (before, page)


def test_the_same_content_under_another_url_is_a_copy_and_no_other_fact(folder: str, tmp_path: Path) -> None:
    build_in(tmp_path, inputs(folder), engine=InProcess())
    with Store.open(tmp_path) as store:
        record = store.load_record()
    twins = {report.id for report in record.reports if report.url}
    assert len(twins) == 2
    shared = [one for one in record.statements if twins <= {mention.report for mention in one.mentions}]
    assert {mention.text for one in shared for mention in one.mentions} == {"Juliett", "Grain prices rose."}


def test_reports_without_a_date_are_read_again_with_their_siblings_days(folder: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    summary = build_in(tmp_path / "r", inputs(folder, "a.txt", "h.jsonl"), engine=InProcess(), using=stages(log))
    assert summary.redated == 4
    assert logged(log)["read Alpha inferred"] == 1
    with Store.open(tmp_path / "r") as store:
        bases = {report.published and report.published.basis for report in store.load_record().reports}
    assert bases == {"given", "inferred"}
    build_in(tmp_path / "r", inputs(folder, "c.txt"), engine=InProcess(), using=stages(log))
    assert logged(log) == Counter(["clean Charlie", "read Charlie None", "read Charlie inferred", "link 6"])


@pytest.mark.parametrize(
    ("bumped", "anew"),
    [
        ({"clean": "2"}, {"clean": 6, "read": 6 + 5, "link": 1}),  # six reports, five of them without a date
        ({"read": "2"}, {"clean": 6, "read": 6 + 5, "link": 1}),
        ({"link": "2"}, {"link": 1}),
        ({}, {}),
    ],
)
def test_a_new_version_computes_anew_exactly_what_rests_on_it(
    folder: str, tmp_path: Path, bumped: dict[str, str], anew: dict[str, int]
) -> None:
    log = tmp_path / "log"
    build_in(tmp_path / "r", inputs(folder, "a.txt", "c.txt", "h.jsonl"), engine=InProcess(), using=stages(log))
    logged(log)
    build_in(tmp_path / "r", inputs(folder, "a.txt"), engine=InProcess(), using=stages(log, **bumped))
    assert Counter(line.split()[0] for line in logged(log).elements()) == Counter(anew)


def test_another_configuration_reads_exactly_its_own_inputs_again(folder: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    build_in(tmp_path / "r", inputs(folder, "a.txt", "c.txt"), engine=InProcess(), using=stages(log))
    logged(log)
    names = inputs(folder, "a.txt").names
    as_body = Inputs(names=names, config=Config(body=True))
    build_in(tmp_path / "r", as_body, engine=InProcess(), using=stages(log))
    assert logged(log) == Counter(["clean Alpha", "read Alpha None", "link 2"])
    build_in(tmp_path / "r", inputs(folder, "c.txt"), engine=InProcess(), using=stages(log))
    assert logged(log) == Counter()


def test_again_computes_everything_and_makes_the_same_record(folder: str, expected: bytes, tmp_path: Path) -> None:
    build_in(tmp_path, inputs(folder), engine=InProcess())
    summary = build_in(tmp_path, inputs(folder, "a.txt"), engine=InProcess(), again=True)
    assert (summary.read, summary.linked) == (1, True)
    assert record_in(tmp_path) == expected


def test_a_page_on_which_a_stage_fails_is_named_with_its_place(folder: str, tmp_path: Path) -> None:
    build_in(tmp_path, inputs(folder, "a.txt", "e.txt"), engine=InProcess())
    with Store.open(tmp_path) as store:
        (reject,) = store.rejects()
    assert reject.input.endswith("e.txt")
    assert reject.detail.startswith("ValueError: a page that breaks the rules (fakes.py:")


@pytest.mark.slow
def test_a_page_that_kills_its_process_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    rows = [json.dumps({"text": "DIE" if number == 20 else f"Number {number}"}) for number in range(40)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    summary = build_in(tmp_path / "r", inputs(str(tmp_path), "rows.jsonl"), engine=ProcessPool(2, few=0))
    assert summary.counts["reports"] == 39
    named = [(reject.input, reject.reason) for reject in summary.rejects]
    assert named == [(str(tmp_path / "rows.jsonl:21"), "failed")]


def test_a_stage_whose_needs_are_not_met_stops_before_any_page_is_read(folder: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    broken = replace(stages(log), link=FakeLinker(str(log), requires=("vectors",)))
    with pytest.raises(StageError, match="link 1 requires vectors"):
        build_in(tmp_path / "r", inputs(folder), engine=InProcess(), using=broken)
    assert not log.exists()


def test_no_report_at_all_is_an_error_with_the_rejects_kept(folder: str, tmp_path: Path) -> None:
    with pytest.raises(NothingToDoError):
        build_in(tmp_path, inputs(folder, "f.txt"), engine=InProcess())
    with Store.open(tmp_path) as store:
        assert [reject.reason for reject in store.rejects()] == ["empty"]


def test_a_second_build_at_the_same_time_is_refused(folder: str, tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store, store.sole_writer(), pytest.raises(StoreError, match="another"):
        build_in(tmp_path, inputs(folder), engine=InProcess())


def test_evidence_stands_in_the_stored_pages(folder: str, tmp_path: Path) -> None:
    build_in(tmp_path, inputs(folder), engine=InProcess())
    with Store.open(tmp_path) as store:
        assert list(store.faults()) == []


def test_a_page_that_could_not_be_written_is_written_next_time(folder: str, tmp_path: Path) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError

    names = inputs(folder, "a.txt")
    build_in(tmp_path, inputs(folder, "c.txt"), engine=InProcess())
    with Store.open(tmp_path) as store, pytest.raises(ZeroDivisionError):
        Pipeline(stages(), InProcess()).build(store, names, render=broken, listener=Deaf())
    build_in(tmp_path, names, engine=InProcess())
    assert (tmp_path / PAGE).read_text() == "2 2 2"


def test_what_was_wrong_with_a_file_and_was_mended_is_past(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "Alpha"}\n{"text": "Bravo"\n')
    build_in(tmp_path / "r", inputs(str(tmp_path), "rows.jsonl"), engine=InProcess())
    rows.write_text('{"text": "Alpha"}\n')
    build_in(tmp_path / "r", inputs(str(tmp_path), "rows.jsonl"), engine=InProcess())
    with Store.open(tmp_path / "r") as store:
        assert store.rejects() == []


class Stopper:
    """An engine that is interrupted after some items."""

    def __init__(self, after: int) -> None:
        self.after = after

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        for number, pair in enumerate(InProcess().map(function, items)):
            if number == self.after:
                raise KeyboardInterrupt
            yield pair


def test_what_was_read_before_ctrl_c_is_kept(folder: str, expected: bytes, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(KeyboardInterrupt):
        build_in(tmp_path / "r", inputs(folder), engine=Stopper(3), using=stages(log))
    logged(log)
    build_in(tmp_path / "r", inputs(folder), engine=InProcess(), using=stages(log))
    assert sum(count for line, count in logged(log).items() if line.startswith("clean")) == READ + 2 - 3
    assert record_in(tmp_path / "r") == expected


def test_the_pipeline_gives_readings_and_rejects(folder: str) -> None:
    results = list(Pipeline(stages(), InProcess()).readings(inputs(folder)))
    assert len(results) == 13
