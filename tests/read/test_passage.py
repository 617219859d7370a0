"""Bills that pass and die: what chambers do is a vote, whatever verb tells it."""

import pytest

from sourcebook.read.deed_classes import given_classes
from tests.read.test_events import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bill cleared the Senate on Tuesday.", "AGREE"),
        ("The budget squeaked through parliament on Tuesday.", "AGREE"),
        ("Norway pushed the treaty through parliament on Tuesday.", "AGREE"),
        ("The bill died in the Senate on Tuesday.", "REJECT"),
        ("The Senate killed the bill on Tuesday.", "REJECT"),
    ],
)
def test_a_bill_passes_or_dies_by_a_vote(text: str, kind: str) -> None:
    found = [(m.filed or m.type, m.mode, m.status) for m in read(text)]
    assert found == [(kind, "vote", "held")]


def test_who_dies_in_a_house_is_no_bill() -> None:
    assert not any(m.mode == "vote" for m in read("Two men died in the Senate building on Tuesday."))


def test_verbs_of_other_senses_keep_their_classes() -> None:
    given = {kind for verb in ("die", "kill", "clear") for kind in given_classes(verb)}
    assert not given & {"AGREE", "REJECT", "CONCEDE"}
    assert given_classes("drop")[0] != "CONCEDE"
