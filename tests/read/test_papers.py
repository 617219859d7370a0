"""The statement that was issued speaks for whoever issued it."""

import pytest

from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times
from tests.read.test_entities import cast


def speakers(text: str) -> list[str | None]:
    who = cast(text)
    return [s.speaker_name for s in find_statements(who.document, who, find_times(who.document)) if s.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Norway issued a statement on Monday. "The envoy will stay," the statement said.', "Norway"),
        ('Rosa Pinto apologised in a letter to the miners. "I should have come," the letter said.', "Rosa Pinto"),
        ('A report by the World Bank came out on Monday. "Wages fell," the report said.', "World Bank"),
        ('In a statement on its website, the World Bank denied it. "We pay," the statement added.', "World Bank"),
        ('Rosa Pinto said in a statement that she would stay. "I am well," the statement said.', "Rosa Pinto"),
    ],
)
def test_a_paper_speaks_for_whoever_brought_it_in(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        'Rosa Pinto left after the miners had sent a letter. "We are cold," the letter said.',
        'A letter from 13 groups, including the World Bank, arrived. "We are cold," the letter said.',
        'A report by the World Bank\'s board came out. "Wages fell," the report said.',
        'A statement that data from Norway had been lost was read. "We are sorry," the statement said.',
        'Rosa Pinto left on Monday. "We are cold," the letter said.',
    ],
)
def test_who_is_only_named_near_it_does_not(text: str) -> None:
    assert not {*speakers(text)} & {"Rosa Pinto", "World Bank", "Norway"}
