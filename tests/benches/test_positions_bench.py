"""Counting what a reading finds of the labelled positions."""

from benches.positions import extent, held_alike, paired, together

TEXT = "Ostrel must open the locks, Lenk said, and free the crews."
LABELS = [
    {"cue": (7, 11), "stance": "demands", "holder": [28], "object": (0, 26)},
    {"cue": (7, 11), "stance": "demands", "holder": [28], "object": (43, 57)},
]


def mention(
    start: int, end: int, stance: str = "demands", holder: tuple[int, int] | None = (28, 32)
) -> dict[str, object]:
    held = None if holder is None else {"start": holder[0], "end": holder[1]}
    return {"start": start, "end": end, "stance": stance, "holder": held, "holders": [held], "holder_name": "Lenk"}


def test_a_label_reaches_from_its_cue_to_its_object() -> None:
    assert extent(LABELS[0]) == (0, 26)
    assert extent(LABELS[1]) == (7, 57)
    assert extent({"cue": (3, 9)}) == (3, 9)


def test_each_label_is_found_once_by_what_shares_most_with_it() -> None:
    whole, part, elsewhere = mention(0, 26), mention(43, 57), mention(58, 60)
    assert [(a is LABELS[0], b is whole) for a, b in paired(LABELS[:1], [part, whole, elsewhere])] == [(True, True)]
    assert len(paired(LABELS, [whole])) == 1
    assert paired(LABELS, [elsewhere]) == []


def test_holders_are_compared_where_both_point_to_words() -> None:
    assert held_alike(LABELS[0], mention(0, 26)) is True
    assert held_alike(LABELS[0], mention(0, 26, holder=(0, 6))) is False
    assert held_alike(LABELS[0], mention(0, 26, holder=None)) is None
    assert held_alike({"cue": (7, 11), "stance": "demands"}, mention(0, 26)) is None


def test_several_holders_of_one_stance_are_one_mention() -> None:
    one, two = mention(0, 26), mention(0, 26, holder=(0, 6)) | {"holder_name": "Ostrel"}
    (whole,) = together([one, two])
    assert whole["holder_name"] == "Lenk and Ostrel"
    assert held_alike(LABELS[0], whole) is False
