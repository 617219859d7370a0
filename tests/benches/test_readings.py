"""The measures of readings on made-up rows, and the bundled rows against their own text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from benches.reading_scorer.counts import macro_f1
from benches.reading_scorer.happenings import plover, status
from benches.reading_scorer.marks import entities, times
from benches.reading_scorer.sayings import statements
from benches.readings import ROOT, floors, genres, measures, place_of, read_rows, rows

BUNDLED = [name for name, entry in floors().items() if not entry.get("corpus")]


def span(start: int, end: int, **more: object) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def test_a_time_takes_the_one_that_meets_it_with_its_own_value() -> None:
    gold = {"times": [span(0, 6, type="date", value="2031-03-12"), span(10, 15, type="date", value="2031")]}
    read = {"times": [span(0, 6, type="date", value="2031-03-12"), span(12, 15, type="date", value="2030")]}
    found = times([(gold, read)])
    assert (found["times strict"].value, found["times relaxed"].value, found["times value"].value) == (0.5, 1.0, 0.5)


def test_a_name_needs_both_ends_and_its_type() -> None:
    gold = {"entities": [span(0, 4, type="person"), span(8, 12, type="place"), span(20, 25, type="other")]}
    read = {"entities": [span(0, 4, type="person"), span(8, 11, type="place")]}
    found = entities([(gold, read)])
    assert (found["entities"].right, found["entities"].labelled, found["entities"].value) == (1, 2, 0.5)


def test_statements_are_matched_one_to_one_with_their_speakers() -> None:
    gold = {"statements": [{"content": [span(0, 10)], "speaker": span(12, 15)}, {"content": [span(20, 30)]}]}
    read = {"statements": [{"content": [span(0, 5)], "speaker": span(12, 13)}, {"content": [span(4, 10)]}]}
    found = statements([(gold, read)])
    assert (found["statements at 0.3"].right, found["statements at 0.8"].right) == (1, 0)
    assert found["statements speaker"].value == 0.0  # the better overlap is the second's, and it names nobody


def test_the_event_between_the_marked_actors_is_the_one_that_counts() -> None:
    actors = [span(0, 3, role="source"), span(9, 12, role="target")]
    gold = {"events": [{"type": "CONCEDE", "actors": actors}]}
    other = {"type": "ASSAULT", "actors": [span(9, 12, role="source")]}
    read = {"events": [other, {"type": "RETREAT", "actors": actors}]}
    found = plover([(gold, read)])
    assert (found["events class"].value, found["events both actors"].value) == (1.0, 1.0)
    assert plover([(gold, {"events": [other]})])["events class"].value == 0.0


def test_status_is_told_by_polarity_certainty_and_time() -> None:
    marks = {"certainty": "certain", "polarity": "pos", "time": "future"}
    gold = {"events": [span(0, 4, **marks), span(6, 9, **{**marks, "polarity": "neg"}), span(20, 22, **marks)]}
    read = {"events": [{"trigger": span(0, 4), "status": "planned"}, {"trigger": span(6, 9), "status": "called-off"}]}
    found = status([(gold, read)])
    assert (found["events status macro"].value, found["events found"].right) == (1.0, 2)


def test_macro_f1_counts_each_labelled_class_alike() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "a", "c"]).value == 0.5


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_labels_stand_in_their_text_to_the_letter(name: str) -> None:
    found = rows(ROOT / floors()[name]["rows"])
    assert len({row["id"] for row in found}) == len(found) >= 20
    for row in found:
        for mark in _marks(row):
            assert row["text"][mark["start"] : mark["end"]] == mark["text"], (row["id"], mark)


def _marks(value: object) -> list[dict[str, Any]]:
    """Every span with its words anywhere in a row."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= value.keys() else []
        return own + [mark for part in value.values() for mark in _marks(part)]
    return [mark for part in value for mark in _marks(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", BUNDLED)
def test_floors_were_measured_on_these_rows(name: str) -> None:
    entry = floors()[name]
    if "sha256" in entry:
        data = Path(ROOT / entry["rows"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], "measured on other data: measure again"


@pytest.mark.parametrize("name", BUNDLED)
def test_the_reader_holds_the_floors_of_the_bundled_rows(name: str) -> None:
    entry = floors()[name]
    found = measures(read_rows(place_of(entry, ROOT)), entry["tasks"])
    least = entry.get("floors", {})
    assert {measure: found[measure].value for measure in least if found[measure].value < least[measure]} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, entry in floors().items() if entry.get("corpus")])
def test_the_reader_holds_the_floors_of_a_corpus(name: str) -> None:
    entry = floors()[name]
    path = place_of(entry, ROOT.parent / "shared")
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    found = measures(read_rows(path, jobs=2, every=entry.get("every", (1, 0))), entry["tasks"])
    least = entry.get("floors", {})
    assert {measure: found[measure].value for measure in least if found[measure].value < least[measure]} == {}


def test_genres_are_told_by_the_row_or_its_id() -> None:
    pairs: list[tuple[dict[str, object], dict[str, object]]] = [
        ({"id": f"set/{name}", "genre": genre}, {}) for name, genre in [("n1", None), ("w1", "wiki"), ("x", None)]
    ]
    assert list(genres(pairs, None)) == ["wiki"]
    assert {genre: len(own) for genre, own in genres(pairs, r"/([nw])\d").items()} == {"n": 1, "w": 1}
