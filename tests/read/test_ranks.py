"""Ranks that are nobody's names, and lands."""

from msgspec.structs import replace

from sourcebook.read.document import parse
from sourcebook.read.name_span import NameSpan
from sourcebook.read.ranks import is_title, lands
from tests.read.saying import report

_TEXT = "The Duke of Carrow met Orla Duke. Carrow was cold, the Duke said."


def _spans(*words: tuple[str, int]) -> list[NameSpan]:
    """The words at offsets as a reader might give them: names of persons."""
    found = []
    for word, at in words:
        sentence = next(s for s in parse(report(_TEXT)).sentences if s.start <= at < s.end)
        first, last = sentence.tokens_in(at, at + len(word))
        found.append(
            NameSpan(
                start=at, end=at + len(word), sentence=sentence.index, first=first, last=last, type="person", sure=2
            )
        )
    return found


def test_a_rank_with_its_article_is_nobodys_name() -> None:
    document = parse(report(_TEXT))
    title, surname = _spans(("Duke", _TEXT.rindex("Duke")), ("Duke", _TEXT.index("Duke.")))
    assert is_title(document, title)
    assert not is_title(document, surname)
    assert not is_title(document, replace(title, type="organisation"))


def test_of_whom_one_is_duke_is_a_land_wherever_it_is_named() -> None:
    document = parse(report(_TEXT))
    spans = _spans(("Carrow", _TEXT.index("Carrow")), ("Carrow", _TEXT.rindex("Carrow")), ("Orla Duke", 23))
    assert [span.type for span in lands(document, spans)] == ["place", "place", "person"]
