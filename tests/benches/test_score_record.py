"""The record scorer on a story of three pages, and the bundled example's expected record against its own pages."""

import copy
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benches.record_scorer.compare import day, days, overlap, same_name, spans_meet
from benches.score_record import compare, main, page_texts, read_expected, score

EXAMPLE = Path(__file__).parents[2] / "examples" / "ilmet-talks" / "expected.json"

ONE = "Ostia and Varn met in Bel on 3 May. “We will wait,” said Ana Dosk. Ostia demands the mill."
TWO = "Varn will meet Ostia again in Bel on 9 May. “We shall be waiting,” Ana Dosk said. Ten men came."
ROW = "The second meeting is set for 9 May. Twelve men came."
HTML = "Ostia and Varn met."

EXPECTED: dict[str, Any] = {
    "reports": [
        {"report": "000", "file": "000.txt", "published": ["2024-05-03", "2024-05-04"], "title": "They met"},
        {"report": "001", "file": "001.txt", "published": ["2024-05-05", "2024-05-05"], "title": None},
    ],
    "reports_other": [
        {"id": "row-1", "file": "rows.jsonl", "published": ["2024-05-06", "2024-05-06"], "title": "Set"},
        {"file": "page.html", "published": None, "title": None},
    ],
    "events": [
        {
            "id": "first",
            "type": "CONSULT",
            "participants": ["Ostia", "Varn"],
            "date": ["2024-05-03", "2024-05-03"],
            "place": "Bel",
            "level": None,
            "status": "held",
            "mentions": [{"report": "000", "text": "Ostia and Varn met in Bel"}],
            "series": ["Ostia-Varn", 1],
        },
        {
            "id": "second",
            "type": "CONSULT",
            "participants": ["Ostia", "Varn"],
            "date": ["2024-05-09", "2024-05-09"],
            "place": "Bel",
            "level": "ministers",
            "status": "planned",
            "history": ["planned"],
            "mentions": [
                {"report": "001", "text": "Varn will meet Ostia again in Bel"},
                {"report": "row-1", "text": "The second meeting is set"},
            ],
            "series": ["Ostia-Varn", 2],
        },
    ],
    "apart": [["first", "second", "two rounds"]],
    "statements": [
        {
            "id": "wait",
            "speaker": "Ana Dosk",
            "kind": "direct",
            "via": None,
            "mentions": [{"report": "000", "text": "We will wait,"}, {"report": "001", "text": "We shall be waiting,"}],
        }
    ],
    "reworded": [["wait", "000", "001"]],
    "positions": [
        {
            "holder": "Ostia",
            "stance": "demands",
            "text": "the mill",
            "evidence": [{"report": "000", "text": "Ostia demands the mill"}],
        }
    ],
    "copies": [],
    "independent": [["000", "001"]],
    "conflicts": [
        {
            "kind": "number",
            "about": "first",
            "sides": [{"report": "001", "text": "Ten men"}, {"report": "row-1", "text": "Twelve men"}],
        }
    ],
    "agree": [
        {"why": "one day", "sides": [{"report": "001", "text": "on 9 May"}, {"report": "row-1", "text": "for 9 May"}]}
    ],
    "same_entity": [["Ostia", "Bel Ost (as a government)"]],
    "different_entity": [["Ostia", "Varn"]],
}
TEXTS = {"000": ONE, "001": TWO, "row-1": ROW, "page.html": HTML}
NUMBERED = {"r0": ONE, "r1": TWO, "row-1": ROW, "r3": HTML}


def cite(report: str, words: str) -> dict[str, Any]:
    start = NUMBERED[report].index(words)
    return {"report": report, "start": start, "end": start + len(words), "text": words}


def event(name: str, when: str, status: str, ordinal: int, *mentions: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "type": "CONSULT",
        "participants": ["ostia", "varn"],
        "place": "bel",
        "status": status,
        "date": {"earliest": when, "latest": when},
        "level": "ministers",
        "series": {"id": "s", "ordinal": ordinal},
        "history": [{"as_of": "2024-05-05", "status": status}],
        "mentions": list(mentions),
    }


def right_record() -> dict[str, Any]:
    names = {"ostia": ["Ostia", "Bel Ost"], "varn": ["Varn"], "bel": ["Bel"], "dosk": ["Ana Dosk"]}
    may = {"earliest": "2024-05-03", "latest": "2024-05-06"}
    inputs = [
        ("r0", "in/000.txt", "They met"),
        ("r1", "in/001.txt", None),
        ("row-1", "in/rows.jsonl", "Set"),
        ("r3", "in/page.html", None),
    ]
    waits = [cite("r0", "We will wait,"), cite("r1", "We shall be waiting,")]
    return {
        "reports": [
            {"id": i, "input": path, "title": title, "published": may, "origin": None} for i, path, title in inputs
        ],
        "entities": [{"id": i, "name": all_names[0], "names": all_names} for i, all_names in names.items()],
        "events": [
            event("e1", "2024-05-03", "held", 1, cite("r0", "Ostia and Varn met in Bel on 3 May"), cite("r3", HTML)),
            event(
                "e2",
                "2024-05-09",
                "planned",
                2,
                cite("r1", "Varn will meet Ostia again"),
                cite("row-1", "second meeting is set"),
            ),
        ],
        "statements": [{"id": "q1", "speaker": "dosk", "via": [], "mentions": waits}],
        "positions": [
            {"id": "p1", "holder": "ostia", "stance": "demands", "evidence": [cite("r0", "demands the mill")]}
        ],
        "conflicts": [{"kind": "number", "sides": [cite("r1", "Ten men came"), cite("row-1", "Twelve men came")]}],
    }


@pytest.fixture
def story(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "000.txt").write_text(ONE, "utf-8")
    (pages / "001.txt").write_text(TWO, "utf-8")
    (pages / "rows.jsonl").write_text(json.dumps({"id": "row-1", "text": ROW}) + "\n", "utf-8")
    (pages / "page.html").write_text(f"<p>{HTML}</p>", "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps(EXPECTED), "utf-8")
    return expected


def test_the_right_record_misses_nothing(story: Path) -> None:
    scores = score(story, right_record(), TEXTS)
    assert scores.misses == ()
    assert scores.overall == 1
    assert scores.measures["reports read (other)"].total == 2


def test_an_empty_record_scores_next_to_nothing(story: Path) -> None:
    nothing: dict[str, Any] = {
        kind: [] for kind in ("reports", "entities", "events", "statements", "positions", "conflicts")
    }
    assert score(story, nothing, TEXTS).overall == 0


def test_a_wrong_record_scores_low(story: Path) -> None:
    record = right_record()
    for e in record["events"]:
        e |= {"status": "denied", "date": None, "series": None, "participants": [], "place": "varn", "history": []}
    record["events"][1]["mentions"] = [cite("r1", "Ten men came")]
    record["statements"][0] |= {"speaker": "varn", "mentions": [cite("r0", "Ostia demands the mill")]}
    record["positions"][0] |= {"holder": "varn", "stance": "accepts"}
    record["conflicts"] = [{"kind": "number", "sides": [cite("r1", "on 9 May"), cite("row-1", "for 9 May")]}]
    record["entities"][0]["names"] = ["Ostia"]
    for report in record["reports"]:
        report |= {"published": {"earliest": "2020-01-01", "latest": "2020-01-01"}, "title": "Menu", "origin": "o"}
    assert score(story, record, TEXTS).overall < 0.2


def test_one_event_that_swallows_two_is_not_kept_apart(story: Path) -> None:
    record = right_record()
    second = record["events"].pop()
    record["events"][0]["mentions"] += second["mentions"]
    measures = score(story, record, TEXTS).measures
    assert measures["kept apart"].hits == 0
    assert measures["events found"].hits == 1


def test_a_round_without_words_stands_once(story: Path) -> None:
    expected = read_expected(story)
    del expected["events"][0]["mentions"]
    record = right_record()
    assert compare(expected, record, TEXTS).measures["rounds once"].hits == 1
    record["events"].append(copy.deepcopy(record["events"][0]) | {"id": "e3"})
    assert compare(expected, record, TEXTS).measures["rounds once"].hits == 0


def test_an_event_without_sides_is_found_by_its_place(story: Path) -> None:
    expected = read_expected(story)
    record = right_record()
    del expected["events"][0]["mentions"]
    expected["events"] = expected["events"][:1]
    expected["events"][0]["participants"] = []
    assert compare(expected, record, TEXTS).measures["events found"].hits == 1
    expected["events"][0]["place"] = "Nowhere"
    assert compare(expected, record, TEXTS).measures["events found"].hits == 0


def test_one_event_that_stands_twice_is_split(story: Path) -> None:
    record = right_record()
    record["events"].append(copy.deepcopy(record["events"][0]) | {"id": "e3"})
    assert score(story, record, TEXTS).measures["not split"].hits == 1


def test_rewordings_in_two_statements_are_not_joined(story: Path) -> None:
    record = right_record()
    first, second = record["statements"][0]["mentions"]
    record["statements"] = [
        {"id": "q1", "speaker": "dosk", "mentions": [first]},
        {"id": "q2", "speaker": "dosk", "mentions": [second]},
    ]
    measures = score(story, record, TEXTS).measures
    assert measures["reworded quotes joined"].hits == 0
    assert measures["direct statements found"].hits == 2


def test_who_is_not_named_is_to_stay_so(story: Path) -> None:
    record, expected = right_record(), read_expected(story)
    expected["statements"][0]["speaker"] = None
    assert compare(expected, record, TEXTS).measures["direct statements' speaker"].hits == 0
    record["statements"][0]["speaker"] = None
    measure = compare(expected, record, TEXTS).measures["direct statements' speaker"]
    assert measure.hits == measure.total


def test_namesakes_under_one_entity_are_not_kept_apart(story: Path) -> None:
    record = right_record()
    record["entities"][0]["names"].append("Varn")
    assert score(story, record, TEXTS).measures["namesakes kept apart"].hits == 0


def test_a_span_that_is_a_letter_off_is_told(story: Path) -> None:
    record = right_record()
    record["events"][0]["mentions"][1]["start"] += 1  # on the HTML page, whose text comes from the caller
    letters = score(story, record, TEXTS).measures["evidence to the letter"]
    assert letters.total - letters.hits == 1


def test_without_a_text_any_span_of_the_report_answers(story: Path) -> None:
    record = right_record()
    record["events"][1]["mentions"][1] |= {"start": 900, "end": 910}
    texts = {key: text for key, text in TEXTS.items() if key != "row-1"}
    assert "event mentions joined" not in "".join(score(story, record, texts).misses)
    assert "event mentions joined" in "".join(score(story, record, TEXTS).misses)


def test_the_command_reads_the_texts_itself(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = story.with_name("record.json")
    record.write_text(json.dumps(right_record()), "utf-8")
    assert page_texts(story).keys() == {"000", "001", "row-1"}
    assert main([str(story), str(record), "--json", "--misses"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["events found"] == {"hits": 2, "total": 2}
    assert err.strip() == "overall: 1.000"


def test_names() -> None:
    assert same_name("Hassan al-Durri", ["Hasan Al-Durri"])
    assert not same_name("Ilse Deren", ["Pavel Deren"])
    assert not same_name("Ilse Deren", ["Deren"])
    aliases = {"kestria": frozenset({"kestria", "port amsel"})}
    assert same_name("Kestria", ["Port Amsel"], aliases)


def test_dates() -> None:
    assert day("2024-02", end=True) == date(2024, 2, 29)
    assert days(["2024", "2024"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert days({"earliest": None, "latest": None}) is None
    assert overlap(["2024-05-01", "2024-05-02"], ["2024-05-03", "2024-05-03"], 1)
    assert not overlap(["2024-05-01", "2024-05-02"], ["2024-05-03", "2024-05-03"])


def test_spans() -> None:
    assert spans_meet((0, 20), (10, 40), 0.5)
    assert not spans_meet((0, 40), (36, 44), 0.5)  # half of a found span, but too few characters


def test_the_example_cites_words_that_stand_once_on_their_pages() -> None:
    expected, texts = read_expected(EXAMPLE), page_texts(EXAMPLE)
    cited = [c for e in expected["events"] for c in e.get("mentions", [])]
    cited += [c for s in expected["statements"] for c in s["mentions"]]
    cited += [c for p in expected["positions"] for c in p["evidence"]]
    cited += [c for conflict in expected["conflicts"] for c in conflict["sides"]]
    cited += [c for agreed in expected["agree"] for c in agreed["sides"]]
    assert [c for c in cited if texts[c["report"]].count(c["text"]) != 1] == []


def test_the_example_names_each_thing_once() -> None:
    expected = read_expected(EXAMPLE)
    events = Counter(e["id"] for e in expected["events"])
    statements = Counter(s["id"] for s in expected["statements"])
    assert {*events.values(), *statements.values()} == {1}
    assert {name for pair in expected["apart"] for name in pair[:2]} <= events.keys()
    assert {c["about"] for c in expected["conflicts"]} <= events.keys()
    assert {row[0] for row in expected["reworded"]} <= statements.keys()
