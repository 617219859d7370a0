"""Counting what a reading finds of the labelled events."""

from collections import Counter

from benches.chronicle import count, labels_of, paired
from training.corpora.chronicle import example

ROW = {
    "id": "t1",
    "corpus": "chronicle",
    "text": "Envoys of Ostrel met in Sarn on Monday. They may meet again.",
    "events": [
        {"trigger": [17, 20], "class": "CONSULT", "status": "held", "by": [0], "when": [32], "where": [24]},
        {"trigger": [49, 53], "class": "RETREAT", "status": "possible"},
    ],
}


def mention(start: int, end: int, **more: object) -> dict[str, object]:
    given = {
        "trigger": {"start": start, "end": end}, "start": max(0, start - 10), "end": end + 20, "type": "CONSULT",
        "filed": None, "status": "held", "time": None, "place": None, "actors": [],
    }  # fmt: skip
    return given | more


def test_labels_keep_their_parts() -> None:
    first, second = labels_of(example(ROW))
    assert (first["class"], first["status"], first["by"], first["when"]) == ("CONSULT", "held", [0], [32])
    assert (second["class"], second["when"]) == ("CONCEDE", [])


def test_the_word_goes_before_the_clause() -> None:
    labels = labels_of(example(ROW))
    wide, exact = mention(27, 31), mention(49, 53)
    assert [(a["at"], b is exact) for a, b in paired(labels, [wide, exact])] == [((49, 53), True), ((17, 20), False)]


def test_what_is_counted() -> None:
    counts: Counter[str] = Counter()
    first, _ = labels_of(example(ROW))
    day, place = {"start": 32, "end": 38}, {"start": 24, "end": 28}
    count(first, mention(17, 20, time=day, place=place, actors=[{"start": 0, "end": 6, "role": "source"}]), counts)
    assert counts["class"] == counts["status"] == counts["day"] == counts["place"] == counts["by"] == 1
    count(first, mention(17, 20, status="planned"), counts)
    assert counts["status"] == 1
    assert counts["status of"] == 2
    assert counts["by"] == 1
