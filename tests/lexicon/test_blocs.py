import pytest

from sourcebook.lexicon.blocs import bloc, bloc_names, blocs
from sourcebook.lexicon.institutions import institution


def test_every_member_is_a_state() -> None:
    assert all(len(group.members) >= 2 for group in blocs().values())


@pytest.mark.parametrize(("text", "found"), [
    ("talks with the P5+1 in Bern", ["P5+1"]),
    ("the EU3+3 and the E3", ["EU3+3", "E3"]),
    ("a G7-led plan", ["G7"]),
    ("P5+10, E37 and XE3", []),
])  # fmt: skip
def test_names_are_found_whole(text: str, found: list[str]) -> None:
    assert bloc_names().findall(text) == found


def test_spellings_are_one_institution() -> None:
    one, two = institution("E3+3"), institution("the P5+1")
    assert one is not None and one == two and bloc("P5 plus 1") == bloc("P5+1")
