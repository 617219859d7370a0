"""The times of marked text, held to the floors of benches/floors.toml."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from benches.times import measure

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
FLOORS = tomllib.loads((ROOT / "benches" / "floors.toml").read_text("utf-8"))["times"]


def hold(path: Path, floor: dict[str, float]) -> None:
    total = measure(path)
    found = {name: total.f1(getattr(total, name)) for name in ("strict", "relaxed", "value")}
    assert all(found[name] >= floor[name] for name in found), "\n".join([str(found), *total.misses])


def test_the_times_of_our_news_paragraphs() -> None:
    floor = FLOORS["news"]
    path = ROOT / floor["rows"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == floor["sha256"], "measured on other data: measure again"
    hold(path, floor)


@pytest.mark.slow
def test_the_times_of_military_history() -> None:
    path = CORPORA / "wikiwars" / "all.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no corpora at {CORPORA}")
    hold(path, FLOORS["wikiwars"])
