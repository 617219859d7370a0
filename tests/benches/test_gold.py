"""The gold stories are sound: evidence to the letter, valid dates, ids that agree, closed vocabularies."""

import gzip
import html
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from benches import score_gold
from benches.record_scorer.case import Measure, Scores
from benches.score_gold import FACTS, GOLD, fact_rows, fact_stories, stories, table
from benches.score_record import page_texts, read_expected
from sourcebook.model.reading import EventStatus, PloverType, Stance

STORIES = stories()
FIELDS = ("events", "statements", "positions", "conflicts", "agree")
MOST_WORDS = 8  # of a page that isn't ours, in one citation


def story(name: str) -> tuple[Any, dict[str, str]]:
    """The expected record, and the texts of its pages, HTML pages without their tags."""
    texts = page_texts(GOLD / name / "expected.json")
    for page in sorted((GOLD / name / "pages").glob("*.html")):
        texts[page.name] = html.unescape(re.sub(r"<[^>]+>", "", page.read_text("utf-8")))
    return read_expected(GOLD / name / "expected.json"), texts


def cited(expected: Any) -> list[dict[str, str]]:
    return [c for field in FIELDS for c in _cited_of(expected, field)]


def _cited_of(expected: Any, field: str) -> list[dict[str, str]]:
    items = expected.get(field, [])
    return [c for item in items for key in ("mentions", "evidence", "sides") for c in item.get(key, [])]


@pytest.mark.parametrize("name", STORIES)
def test_cited_words_stand_once_on_their_pages(name: str) -> None:
    expected, texts = story(name)
    assert [c for c in cited(expected) if texts[c["report"]].count(c["text"]) != 1] == []


@pytest.mark.parametrize("name", STORIES)
def test_every_page_and_row_is_described_by_words_that_it_holds(name: str) -> None:
    expected, texts = story(name)
    reports = [*expected["reports"], *expected["reports_other"]]
    keys = Counter(r.get("report") or r.get("id") or r["file"] for r in reports)
    assert keys == Counter(dict.fromkeys(texts, 1))
    assert {r["file"] for r in reports} == {path.name for path in (GOLD / name / "pages").iterdir()}
    for report in reports:
        text = texts[report.get("report") or report.get("id") or report["file"]]
        assert [w for w in report["body_has"] if w not in text] == []
        assert "report" not in report or [w for w in report["body_lacks"] if w not in text] == []


@pytest.mark.parametrize("name", STORIES)
def test_dates_are_dates_and_intervals_run_forward(name: str) -> None:
    expected, _ = story(name)
    intervals = [e["date"] for e in expected["events"]]
    intervals += [r["published"] for r in (*expected["reports"], *expected["reports_other"]) if r["published"]]
    assert all(date.fromisoformat(first) <= date.fromisoformat(last) for first, last in intervals)
    assert all(date.fromisoformat(p["as_of"]) for p in expected["positions"])


@pytest.mark.parametrize("name", STORIES)
def test_ids_agree(name: str) -> None:
    expected, texts = story(name)
    events = Counter(e["id"] for e in expected["events"])
    statements = Counter(s["id"] for s in expected["statements"])
    assert {*events.values(), *statements.values()} == {1}
    assert {one for row in expected["apart"] for one in row[:2]} <= events.keys()
    spoken = {s["id"]: {c["report"] for c in s["mentions"]} for s in expected["statements"]}
    assert all(set(reports) <= spoken[one] for one, *reports in expected["reworded"])
    positions = [p["text"] for p in expected["positions"]]
    assert {p["replaces"] for p in expected["positions"] if "replaces" in p} <= set(positions)
    pairs = [c["reports"] for c in expected["copies"]] + expected["independent"]
    assert {report for pair in pairs for report in pair} <= texts.keys()
    assert not {frozenset(c["reports"]) for c in expected["copies"]} & {frozenset(p) for p in expected["independent"]}


@pytest.mark.parametrize("name", STORIES)
def test_words_of_closed_sets_are_in_them(name: str) -> None:
    expected, _ = story(name)
    states = {e["status"] for e in expected["events"]} | {s for e in expected["events"] for s in e.get("history", [])}
    assert states <= set(get_args(EventStatus))
    assert {e["type"] for e in expected["events"]} <= set(get_args(PloverType))
    assert {p["stance"] for p in expected["positions"]} <= set(get_args(Stance))
    assert {s["kind"] for s in expected["statements"]} <= {"direct", "mixed", "indirect"}
    assert {c["state"] for c in expected["conflicts"]} <= {"disputed", "superseded"}


@pytest.mark.parametrize("name", STORIES)
def test_names_stand_on_some_page(name: str) -> None:
    expected, texts = story(name)
    everything = "\n".join(texts.values()).casefold().replace("’", "'")
    groups = [*expected["same_entity"], *expected["different_entity"]]
    assert [n for group in groups for n in group if n.split(" (")[0].casefold() not in everything] == []


@pytest.mark.parametrize("facts", sorted(FACTS.glob("*.json")), ids=lambda path: path.stem)
def test_facts_of_others_stories_are_dates_names_and_few_words(facts: Path) -> None:
    expected: Any = read_expected(facts)
    events = {e["id"]: e for e in expected["events"]}
    assert len(events) == len(expected["events"])
    assert all(date.fromisoformat(e["date"][0]) <= date.fromisoformat(e["date"][1]) for e in events.values())
    assert {s for e in events.values() for s in (e["status"], *e.get("history", []))} <= set(get_args(EventStatus))
    assert {e["type"] for e in events.values()} <= set(get_args(PloverType))
    assert {one for row in expected["apart"] for one in row[:2]} <= events.keys()
    assert not expected["reports"]
    # what is cited of pages that aren't ours finds its place and is no more than that
    words = [c["text"].split() for c in cited(expected)]
    assert [one for one in words if len(one) > MOST_WORDS] == []
    assert {c["report"] for c in cited(expected)} <= set(expected.get("stream", []))


def write_facts(folder: Path, name: str, **more: Any) -> None:
    facts = {"story": name, "reports": [], "events": [], **more}
    (folder / f"{name}.json").write_text(json.dumps(facts), "utf-8")


def write_rows(path: Path, *ids: str) -> None:
    path.parent.mkdir(parents=True)
    rows = [json.dumps({"id": one, "text": f"Text of {one}."}) + "\n" for one in ids]
    path.write_bytes(gzip.compress("".join(rows).encode()))


def test_facts_take_their_reports_from_the_story_or_from_the_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, shared = tmp_path / "facts", tmp_path / "shared"
    facts.mkdir()
    monkeypatch.setattr(score_gold, "FACTS", facts)
    write_facts(facts, "pact")
    write_facts(facts, "strike", stream=["c", "a"])
    write_facts(facts, "vote")
    assert fact_stories(shared) == []
    write_rows(shared / "stories" / "pact" / "reports.jsonl.gz", "x", "y")
    write_rows(shared / "corpora" / "stream" / "reports.jsonl.gz", "a", "b", "c")
    assert fact_stories(shared) == ["pact", "strike"]
    assert [row["id"] for row in fact_rows("pact", shared)] == ["x", "y"]
    assert [row["id"] for row in fact_rows("strike", shared)] == ["c", "a"]


def test_facts_of_a_report_that_the_stream_lacks_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score_gold, "FACTS", tmp_path)
    write_facts(tmp_path, "strike", stream=["a", "z"])
    write_rows(tmp_path / "corpora" / "stream" / "reports.jsonl.gz", "a")
    with pytest.raises(KeyError):
        fact_rows("strike", tmp_path)


def test_the_datasheet_names_every_story() -> None:
    datasheet = (GOLD / "README.md").read_text("utf-8")
    assert [name for name in STORIES if f"## {name}" not in datasheet] == []


def test_the_table_has_a_column_for_each_story() -> None:
    one = Scores(measures={"events found": Measure(hits=1, total=2)}, misses=())
    two = Scores(measures={"events found": Measure(hits=2, total=2), "via": Measure(hits=0, total=1)}, misses=())
    lines = table({"a": one, "b": two}).splitlines()
    assert lines[2:] == ["| events found | 1 of 2 | 2 of 2 |", "| via |  | 0 of 1 |", "| overall | 0.500 | 0.500 |"]


def test_tuned_stories_have_floors_and_frozen_ones_have_none() -> None:
    floors = (Path(__file__).parents[2] / "benches" / "floors.toml").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in (GOLD / "README.md").read_text("utf-8").splitlines()]
    halves = {row[0]: row[-1] for row in rows if row[0] in STORIES}
    assert sorted(halves) == STORIES
    assert set(halves.values()) <= {"tuned", "frozen"}
    assert [name for name in STORIES if (f"[record.{name}]" in floors) != (halves[name] == "tuned")] == []
