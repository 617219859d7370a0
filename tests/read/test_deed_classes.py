"""The class of what is done to a licence, a ban or a list is told by that, whatever the verb."""

import pytest

from sourcebook.read.deed_classes import BY_OBJECT, given_classes
from sourcebook.read.encoder.seen import CLASSES
from tests.read.test_chronicled import read as read_seen
from tests.read.test_chronicled import told
from tests.read.test_class_judge import odds
from tests.read.test_events import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway revoked the licences of nine traders on Monday.", "revocation"),
        ("The envoy's visa was cancelled on Monday.", "revocation"),
        ("Norway stripped the bank of its licence.", "revocation"),
        ("Norway took away the drivers' permits.", "revocation"),
        ("The surgeon lost his licence on Monday.", "revocation"),
        ("Norway restored the envoy's passport on Monday.", "restoration"),
        ("Norway exempted Peru from the embargo.", "exemption"),
        ("Norway unsealed the duke's accounts.", "exemption"),
        ("Curbs on banking were suspended on Monday.", "lifting"),
        ("Norway lifted the embargo on Monday.", "easing"),
        ("Norway granted the activist asylum on Monday.", "asylum"),
        ("Norway offered asylum to the activist.", "asylum"),
    ],
)
def test_what_it_is_done_to_tells_the_class(text: str, kind: str) -> None:
    assert {m.filed or m.type for m in read(text) if m.noun == kind} & BY_OBJECT[kind]


@pytest.mark.parametrize(
    "text",
    [
        "Norway lost a passport on Monday.",
        "Norway withdrew its troops on Monday.",
        "The paper took away a prize.",
        "The indictment was unsealed on Monday.",
        "Norway removed the minister from the list of candidates.",
    ],
)
def test_other_objects_leave_it_to_the_verb(text: str) -> None:
    assert not {m.noun for m in read(text)} & {"revocation", "restoration", "exemption", "lifting"}


def test_the_judge_chooses_among_the_classes_that_the_object_leaves() -> None:
    word, given = told("revoked", "CONCEDE")
    one = next(
        m
        for m in read_seen("Norway revoked the licences in Lima on Monday.", (word, {**given, "odds": odds("CONCEDE")}))
        if m.noun == "revocation"
    )
    assert one.classes is not None
    assert {kind for kind, share in zip(CLASSES, one.classes, strict=True) if share} <= BY_OBJECT["revocation"]


def test_what_the_object_tells_is_no_class_of_the_verb() -> None:
    assert "SANCTION" not in given_classes("remove")
    assert "AID" in given_classes("grant")
