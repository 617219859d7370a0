"""The whole job on labelled stories, held to the floors of benches/floors.toml."""

from __future__ import annotations

import hashlib
import json
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from benches.score_record import page_texts, score
from sourcebook.engine import InProcess, Inputs, Pipeline, default_stages
from sourcebook.model import Record
from sourcebook.model.wire import record_json
from sourcebook.serve.page import render_record
from sourcebook.store import Store
from tests.engine.fakes import Deaf

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "stories"
FLOORS = tomllib.loads((ROOT / "benches" / "floors.toml").read_text("utf-8"))
SHARED_FLOOR = 0.95  # the development story beside a developer's checkout


def build(pages: Path, folder: Path) -> Record:
    with closing(Store.open(folder, create=True)) as store:
        inputs = Inputs(names=(str(pages),))
        Pipeline(default_stages(), InProcess()).build(store, inputs, render=render_record, listener=Deaf())
        return store.load_record()


@pytest.mark.parametrize("name", sorted(FLOORS["record"]))
def test_the_record_of_a_bundled_story_holds_its_floor(name: str, tmp_path: Path) -> None:
    floor = FLOORS["record"][name]
    expected = ROOT / floor["expected"]
    assert hashlib.sha256(expected.read_bytes()).hexdigest() == floor["sha256"], "measured on other data: measure again"
    record = json.loads(record_json(build(expected.parent / "pages", tmp_path)))
    scores = score(expected, record, page_texts(expected))
    assert scores.overall >= floor["overall"], "\n".join(scores.misses)
    evidence = scores.measures["evidence to the letter"]
    assert evidence.hits == evidence.total


@pytest.mark.slow
def test_the_record_of_the_development_story(tmp_path: Path) -> None:
    expected = SHARED / "talks-2025" / "expected.json"
    if not expected.exists():
        pytest.skip(f"no development stories at {SHARED}")
    record = json.loads(record_json(build(expected.parent / "pages", tmp_path)))
    scores = score(expected, record, page_texts(expected))
    assert scores.overall >= SHARED_FLOOR, "\n".join(scores.misses)
