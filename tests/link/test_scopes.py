"""Which reports speak of one matter: the index says what comparing every two reports says."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link.scopes import Scopes
from sourcebook.model import EntityMention, Reading
from tests.link.build import reading

NAMES = ["Vorlund", "Tesmaar", "Quelbrin", "Ostravel", "Imberholt"]


def naming(report: str, names: list[str]) -> Reading:
    mentions = tuple(EntityMention(start=0, end=1, type="person", name=name) for name in names)
    return msgspec.structs.replace(reading(report, "X"), entities=mentions)


def test_reports_of_one_story_or_with_two_rare_names_speak_of_one_matter() -> None:
    told = {"a": NAMES[:2], "b": NAMES[:2], "c": NAMES[1:3], "d": []}
    scopes = Scopes([naming(report, names) for report, names in told.items()], {"c": "t", "d": "t"})
    assert scopes.share("a", ["b"])
    assert not scopes.share("a", ["c", "d"])
    assert scopes.share("d", {"c"})
    assert not scopes.share("d", {"a", "b"})


def test_a_name_that_many_reports_have_tells_nothing() -> None:
    many = [naming(f"r{number:02}", NAMES[:2]) for number in range(40)]
    assert Scopes(many, {}).share("r00", ["r01"])
    assert not Scopes([*many, naming("r40", NAMES[:1])], {}).share("r00", ["r01"])


@settings(max_examples=50)
@given(told=st.lists(st.tuples(st.sets(st.sampled_from(NAMES)), st.sampled_from([None, "s", "t"])), min_size=2))
def test_the_index_says_what_comparing_says(told: list[tuple[set[str], str | None]]) -> None:
    names = {f"r{number:03}": own for number, (own, _) in enumerate(told)}
    story_of = {f"r{number:03}": story for number, (_, story) in enumerate(told) if story is not None}
    scopes = Scopes([naming(report, sorted(own)) for report, own in names.items()], story_of)
    common = {name for name in NAMES if sum(name in own for own in names.values()) > 40}
    first = "r000"
    for other in sorted(names):
        one_story = first in story_of and story_of.get(other) == story_of[first]
        assert scopes.share(first, [other]) == (one_story or len((names[first] & names[other]) - common) >= 2)
