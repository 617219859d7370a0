"""Bodies called by their members, in invented reports."""

import pytest

from tests.read.test_entities import found
from tests.read.test_name_seen import names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Yesterday the Bakers' Union said no.", [("Bakers' Union", "organisation")]),
        ("Yesterday the Sailors’ and Pilots’ Guild met.", [("Sailors’ and Pilots’ Guild", "organisation")]),
        ("They joined the Danish Bakers' Trade Union.", [("Danish Bakers' Trade Union", "organisation")]),
        ("They joined the Bakers' Union of Denmark.", [("Bakers' Union of Denmark", "organisation")]),
        ("In the boss' Committee nobody spoke.", []),
        ("They read the Bakers' Guide to bread.", []),
    ],
)
def test_the_members_apostrophe_does_not_end_a_bodys_name(text: str, bodies: list[tuple[str, str]]) -> None:
    assert [one for one in found(text) if one[1] == "organisation"] == bodies


def test_what_was_seen_in_pieces_is_put_together() -> None:
    text = "Leaders of the Danish Bakers' Union and the Reed Party spoke."
    seen = names(text, ("Danish Bakers", "organisation", 0.95), ("Union and the Reed Party", "organisation", 0.95))
    assert seen == [("Danish Bakers' Union", "organisation"), ("Reed Party", "organisation")]


def test_a_person_keeps_what_he_owns() -> None:
    text = "She left Anna Sims' Council early."
    assert [name for name, _ in names(text, ("Anna Sims", "person", 0.95))] == ["Anna Sims"]
