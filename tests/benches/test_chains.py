"""Which event a labelled mention belongs to, and the labels' own chains."""

from benches.chains import clusters, homes
from sourcebook.model import Evidence, Record
from training.corpora.chains import chain_of

ROW = {
    "reports": [{"id": "a"}, {"id": "b"}],
    "chains": [[[0, 10, 13], [1, 40, 45]]],
    "alone": [[0, 30, 36]],
    "none": [[1, 5, 9]],
}


def test_chains_are_numbered_and_what_tells_nothing_is_left_out() -> None:
    assert chain_of(ROW) == {("a", 10): 0, ("b", 40): 0, ("a", 30): 1}


def test_a_mention_belongs_to_the_closest_evidence() -> None:
    class Told:
        def __init__(self, name: str, *mentions: tuple[str, int, int]) -> None:
            self.id = name
            self.mentions = [Evidence(report=r, start=a, end=b, text="") for r, a, b in mentions]

    class Kept:
        events = (Told("wide", ("a", 0, 60)), Told("close", ("a", 8, 20), ("b", 30, 50)))

    record: Record = Kept()  # type: ignore[assignment]
    found = homes(record, [("a", 10), ("a", 30), ("b", 40), ("b", 55)])
    assert found == {("a", 10): "close", ("a", 30): "wide", ("b", 40): "close"}


def test_clusters_hold_the_mentions_of_one_home() -> None:
    assert clusters({("a", 10): "x", ("b", 40): "x", ("a", 30): "y"}) == [
        frozenset({("a", 10, 10), ("b", 40, 40)}),
        frozenset({("a", 30, 30)}),
    ]
