"""Parties that common nouns name, in invented reports."""

import pytest

from sourcebook.model import Span
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from tests.read.test_entities import report


def meant(text: str, words: str) -> str | None:
    document = parse(report(text))
    start = text.rindex(words)
    span = Span(start=start, end=start + len(words))
    sentence = document.sentence_at(start)
    assert sentence is not None
    return find_entities(document).resolve(span, sentence)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("On Monday Danish rebels took the bridge.", "Danish rebels", "Danish rebels"),
        ("On Monday Denmark's insurgents took the bridge.", "Denmark's insurgents", "Danish insurgents"),
        ("On Monday the Danish rebel fighters took the bridge.", "the Danish rebel fighters", "Danish rebels"),
        ("On Monday the garrison of Lima laid down its arms.", "the garrison of Lima", "Lima garrison"),
        ("On Monday the rebels of the Reed Front took the bridge.", "the rebels of the Reed Front", "Reed Front"),
        ("On Monday the Lima garrison met him. The mutinous garrison said no.", "The mutinous garrison",
         "Lima garrison"),
        ("On Monday Danish rebels met him. The insurgents said no.", "The insurgents", "Danish rebels"),
        ("On Monday Danish rebels met Chilean rebels. The rebels said no.", "The rebels", None),
        ("On Monday they met the Danish-backed rebels.", "the Danish-backed rebels", None),
        ("On Monday Danish troops took the bridge.", "Danish troops", "Denmark"),
    ],
)  # fmt: skip
def test_whose_party_it_is(text: str, words: str, name: str | None) -> None:
    document = parse(report(text))
    start = text.rindex(words)
    sentence = document.sentence_at(start)
    assert sentence is not None
    found = find_entities(document).resolve_many(Span(start=start, end=start + len(words)), sentence)
    assert (found[0] if found else None) == name


def test_one_of_them_is_not_the_party() -> None:
    assert meant("On Monday a Danish rebel spoke to them.", "a Danish rebel") is None


_ABOUT_KENYA = "Kenya and Kenyan officials in Nairobi spoke, Kenya said. "


def test_the_government_is_that_of_the_one_state_that_a_report_is_about() -> None:
    assert meant(f"{_ABOUT_KENYA}The government said no.", "The government") == "Kenya"


def test_the_government_is_open_where_a_report_is_about_two() -> None:
    assert meant(f"{_ABOUT_KENYA}Denmark and Danish envoys spoke. The government said no.", "The government") is None


def test_the_office_of_who_heads_a_state_speaks_for_it_and_no_other_does() -> None:
    assert (
        meant("On Monday the Danish prime minister's office said no.", "the Danish prime minister's office")
        == "Denmark"
    )
    assert meant("On Monday the Danish office said no.", "the Danish office") is None
