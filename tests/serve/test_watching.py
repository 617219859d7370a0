"""A record that follows its inputs is the one that a single build makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.engine import InProcess, Inputs, Pipeline, Summary
from sourcebook.model.wire import record_json
from sourcebook.serve.page import render_record
from sourcebook.serve.terminal import Silence
from sourcebook.serve.watching import follow, stamp
from sourcebook.store import Store
from tests.engine.fakes import stages
from tests.serve.test_cli import run


def test_what_comes_is_read_as_it_comes(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    inputs, made = Inputs(names=(str(news),)), stages(tmp_path / "log")
    said: list[Summary] = []
    texts = iter(["Alpha\nEnvoys met.\n", "Bravo\nGrain rose.\n", "", "Charlie\nA ferry sank.\n"])

    def wait() -> bool:
        """One file more, or none, or the end."""
        text = next(texts, None)
        if text:
            (news / f"{len(list(news.iterdir()))}.txt").write_text(text)
        return text is not None

    with Store.open(tmp_path / "watched", create=True) as store:
        follow(store, Pipeline(made, InProcess()), inputs, wait, lambda summary, _: said.append(summary))
        watched = store.load_record()
    page = (tmp_path / "watched" / "record.html").read_text()
    with Store.open(tmp_path / "built", create=True) as store:
        Pipeline(made, InProcess()).build(store, inputs, render=render_record, listener=Silence())
        assert record_json(watched) == record_json(store.load_record())
    assert page == (tmp_path / "built" / "record.html").read_text()
    assert [summary.read for summary in said] == [0, 1, 1, 1]  # nothing is built where nothing has come


def test_the_page_is_made_once_nothing_more_comes(tmp_path: Path) -> None:
    news, page = tmp_path / "news", tmp_path / "watched" / "record.html"
    news.mkdir()
    texts = iter(["Alpha\nEnvoys met.\n", "Bravo\nGrain rose.\n", "", ""])
    told: list[tuple[int, bool, bool]] = []

    def wait() -> bool:
        text = next(texts, None)
        told.append((len(list(news.iterdir())), page.exists(), page.exists() and "Grain" in page.read_text()))
        if text:
            (news / f"{told[-1][0]}.txt").write_text(text)
        return text is not None

    with Store.open(tmp_path / "watched", create=True) as store:
        follow(
            store, Pipeline(stages(tmp_path / "log"), InProcess()), Inputs(names=(str(news),)), wait, lambda *_: None
        )
    assert told == [(0, False, False), (1, False, False), (2, False, False), (2, True, True), (2, True, True)]


def test_a_file_that_changes_is_told_from_one_that_stays(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Alpha")
    first = stamp([str(tmp_path)])
    assert stamp([str(tmp_path)]) == first
    page.write_text("Alpha Bravo")
    assert stamp([str(tmp_path)]) != first


@pytest.mark.parametrize("missing", ["nowhere.txt"])
def test_what_is_not_there_is_no_change(missing: str, tmp_path: Path) -> None:
    assert stamp([str(tmp_path / missing)]) == ()


def test_standard_input_can_not_be_followed(tmp_path: Path) -> None:
    assert run("watch", "-", "--record", tmp_path / "record").code == 2
