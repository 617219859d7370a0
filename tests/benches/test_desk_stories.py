"""The measure of a desk's stories, on a stand-in for the stream."""

from __future__ import annotations

import gzip
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from benches.desk_stories import ROOT, far_apart, main, measured, topic_of, topics_of
from benches.stories import reading_of

_TOPICS = """least = 2
[[topics]]
name = "dyke"
words = '\\bdyke\\b'
first = 2031-05-01
last = 2031-05-31
[[topics]]
name = "harbour"
words = '\\bharbour\\b'
first = 2031-05-01
last = 2031-12-31
"""
_DYKE = "The dyke of Quern broke at dawn and the dyke warden Odo Falk called for sandbags from Belmar."
_HARBOUR = "Dockers shut the harbour of Tessaly over wages; the harbour board offers nine per cent more."


def _row(text: str, day: str) -> dict[str, str]:
    return {"text": text, "published": day}


def _file(folder: Path) -> Path:
    path = folder / "topics.toml"
    path.write_text(_TOPICS, "utf-8")
    return path


def test_a_report_is_of_a_topic_by_its_days_and_the_words_of_its_head(tmp_path: Path) -> None:
    topics = topics_of(_file(tmp_path))
    assert topic_of(_row(_DYKE, "2031-05-09"), topics) == "dyke"
    assert topic_of(_row(_DYKE, "2031-06-01"), topics) is None
    assert topic_of(_row(_DYKE, ""), topics) is None
    assert topic_of(_row("One dyke alone.", "2031-05-09"), topics) is None
    assert topic_of(_row("." * 2500 + _DYKE, "2031-05-09"), topics) is None
    assert topic_of(_row(_HARBOUR + _DYKE, "2031-05-09"), topics) == "dyke"


def test_pairs_of_one_story_are_counted_by_their_days() -> None:
    days = {"a": "2031-01-01", "b": "2031-06-30", "c": "2031-07-01", "d": "", "e": "2035-01-01"}
    readings = [reading_of(_row(_DYKE, day), name) for name, day in days.items()]
    assert far_apart(readings, dict.fromkeys("abcd", "one") | {"e": "two"}) == (1, 3)


def test_topics_told_in_their_own_words_are_found_whole(tmp_path: Path) -> None:
    rows = [_row(_DYKE, "2031-05-09"), _row(_DYKE, "2031-05-09"), _row(_HARBOUR, "2031-05-10"), _row("A hen.", "")]
    told = measured(rows, topics_of(_file(tmp_path)), 1)
    assert told[0] == "3 reports of 2 topics among 1 others"
    assert told[1] == "B-cubed precision 1.0000 recall 1.0000 F1 1.0000"
    assert told[2].endswith("0 of 1, 0.0000")
    assert measured(rows[3:], topics_of(_file(tmp_path)), 1) == ["no report of any topic"]


def test_where_the_stream_is_missing_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    topics = str(_file(tmp_path))
    monkeypatch.setattr(sys, "argv", ["desk_stories", "--shared", str(tmp_path), "--topics", topics])
    main()
    assert capsys.readouterr().out.startswith("skipped: there is no ")
    stream = tmp_path / "corpora" / "stream" / "reports.jsonl.gz"
    stream.parent.mkdir(parents=True)
    stream.write_bytes(gzip.compress(json.dumps(_row(_DYKE, "2031-05-09")).encode()))
    main()
    assert capsys.readouterr().out.startswith("1 reports of 1 topics among 0 others")


def test_the_topics_of_the_bench_are_well_formed() -> None:
    topics = topics_of(ROOT / "data" / "desk_topics.toml")
    assert len({topic.name for topic in topics}) == len(topics) == 13
    assert all(isinstance(topic.first, date) and topic.first < topic.last and topic.least for topic in topics)
