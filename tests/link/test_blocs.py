from collections.abc import Mapping

from sourcebook.link.blocs import find_blocs, with_blocs
from sourcebook.link.entities import find_entities
from sourcebook.link.linker import Linker
from sourcebook.link.sightings import find_sightings
from sourcebook.model import MadeBy, Reading
from tests.link.by_hand import Page

STORY: Mapping[str, str] = {"a": "s", "b": "s", "c": "s"}


def _reading(name: str, text: str, *states: str) -> Reading:
    page = Page(name, text)
    for state in states:
        page.state(state)
    return page.reading()


def test_a_described_group_is_the_one_that_its_story_names() -> None:
    named = _reading("a", "Peru met the P5+1 in Oslo. The six powers left.")
    told = _reading("b", "Peru and six world powers will meet again. Canada and five other nations agreed.")
    blocs = find_blocs([named, told], STORY)
    assert [one.name for one in blocs.of_report["a"]] == ["P5+1", "P5+1"]
    assert [one.name for one in blocs.of_report["b"]] == ["P5+1", "P5+1"]


def test_a_group_of_another_size_is_another_group() -> None:
    readings = [
        _reading("a", "Peru met the P5+1."),
        _reading("b", "Three regional powers and four major powers objected."),
    ]
    names = [one.name for one in find_blocs(readings, STORY).of_report["b"]]
    assert names == ["four powers"]


def test_members_are_learnt_from_the_list_behind_the_name() -> None:
    text = "Peru met three world powers (Canada, Chile and the Netherlands) on Monday."
    blocs = find_blocs([_reading("a", text, "Peru", "Canada", "Chile", "Netherlands")], STORY)
    assert blocs.members["three powers"] == {"Canada", "Chile", "Netherlands"}


def test_states_named_further_on_are_no_members() -> None:
    text = "Peru met three world powers on Monday, while Canada and Chile and Norway stayed away."
    blocs = find_blocs([_reading("a", text, "Peru", "Canada", "Chile", "Norway")], STORY)
    assert blocs.members["three powers"] == frozenset()


def test_a_consultation_has_the_group_of_its_clause_as_a_party() -> None:
    page = Page("a", "Peru and six world powers held talks in Oslo. Norway waited.").state("Peru", "Norway")
    page.event("Peru and six world powers held talks", "talks", "held", ("Peru",))
    readings = [page.reading()]
    blocs = find_blocs(readings, STORY)
    index = find_entities(readings, STORY, blocs)
    (one,) = with_blocs(find_sightings(readings, index, STORY, {}), blocs, index)
    assert [index.by_id[i].names for i in one.bodies] == [("six powers", "six world powers")]


def test_members_are_the_one_row_of_as_many_states_that_reports_tell() -> None:
    states = ("Peru", "Canada", "Chile", "Norway")
    texts = [
        "Peru met three powers on Monday.",
        "Ana Lenk, who speaks for Canada, Chile and Norway, left.",
        "The envoy of Canada, Norway and Chile came to Peru.",
    ]
    readings = [
        _reading(name, text, *(s for s in states if s in text)) for name, text in zip("abc", texts, strict=True)
    ]
    assert find_blocs(readings, STORY).members["three powers"] == {"Canada", "Chile", "Norway"}
    assert find_blocs(readings[:2], STORY).members["three powers"] == frozenset()


def test_a_number_alone_is_the_group_of_its_size() -> None:
    readings = [_reading("a", "Peru met three powers. The three imposed a duty. The four left, the three men too.")]
    assert [one.text for one in find_blocs(readings, STORY).of_report["a"]] == ["three powers", "three"]


def test_the_states_of_a_group_take_part() -> None:
    text = "Peru met three world powers (Canada, Chile and Norway) for talks in Oslo on Monday."
    page = Page("a", text).state("Peru", "Canada", "Chile", "Norway")
    page.event("Peru met three world powers", "met", "held", ("Peru",))
    record = Linker().link([page.reading()], MadeBy(version="0", model_sha256="", config_sha256=""))
    names = {one.id: one.name for one in record.entities}
    (event,) = record.events
    assert {names[p] for p in event.participants} == {"Peru", "Canada", "Chile", "Norway", "three powers"}
