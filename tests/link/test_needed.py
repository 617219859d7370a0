"""Patterns that are not looked for where a text holds none of the words that a match would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.lexicon.blocs import bloc_names
from sourcebook.link import needed as needed_module
from sourcebook.link.blocs import _described, _words
from sourcebook.link.matching import matches, matches_from, seek
from sourcebook.link.needed import may_match, needed
from sourcebook.link.refutations import _NONE, _false, _reports
from sourcebook.link.seated import _pattern

PATTERNS = [
    re.compile(r"\b(?:(?:was|is|were|being) (?:led|headed) by|(?:led|headed) by)"),
    re.compile(r"(?i)\bdelegat|plenipot|team\b|sık|ſ"),
    re.compile(r"no (?i:king|queen)s?"),
    re.compile(r"[Tt]he (?P<who>one|two)(?=!)"),
    re.compile(r"(?:ab|cd)+e?\d{2,}"),
    re.compile(r"(?<!not )\bled(?: by)?|(?>king)s"),
    re.compile(r"^(?:the )?(\w)\1", re.MULTILINE),
    re.compile("x*"),
    re.compile("[^a-z]|[bB]"),
    *_NONE,
    _reports(),
    _false(),
    bloc_names(),
    *(_pattern(name) for name in ("any", "hint", "out", "led_by", "theirs", "listed", "paired", "sat", "gone")),
]
TEXT = (
    "The team of delegates, led by King K, was headed by DELEGATION no Kings ſ sık ıt the one two! abcd12 cd99 not led "
    "kings there were no reports of it claims are baseless denied g7 G7 at the table told there was no deal talks İ ß"
)
PIECES = tuple(TEXT.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(("", " ", "\n", "İ ")), st.integers(0, 9))
def test_what_matches_holds_what_is_needed(pieces: list[str], between: str, start: int) -> None:
    for text in (between.join(pieces), " ".join(pieces).upper(), " ".join(pieces)):
        for pattern in PATTERNS:
            found = list(pattern.finditer(text))
            assert [one.span() for one in matches(pattern, text)] == [one.span() for one in found]
            assert may_match(pattern, text) or not found
            first, slow = seek(pattern, text, start), pattern.search(text, start)
            assert (first and first.span()) == (slow and slow.span())


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"\b(?:led|headed) by [A-Z]", {"led by ", "headed by "}),
        (r"(?i)Team|Side", {"team", "side"}),
        (r"a(?:b|cd)?e", {"abe", "acde", "ae"}),
        (r"(?:was|is) led by|led by", {"led by"}),
        (r"\w+ (?:of|for) the", {" of the", " for the"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, strings: set[str]) -> None:
    found = needed(re.compile(pattern))
    assert found is not None
    assert found.strings == strings


@pytest.mark.parametrize("pattern", ["x*", "[a-z]+", r"(a|b*)", r"(?i)ß", "(?:ab)?"])
def test_of_some_patterns_nothing_is_known(pattern: str) -> None:
    assert needed(re.compile(pattern)) is None


SAID = (
    "the three other world powers and The five great nations, six powers met. the four said the two İ five ten powers "
    "major powers Seven major countries threepowers the three, other Six"
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SAID.split()), max_size=12), st.sampled_from((" ", "  ", " the ")))
def test_a_pattern_that_begins_with_words_is_tried_where_they_stand(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    openings = (*_words()["numbers"], *_words()["qualities"])
    found = [match.span() for match in matches_from(_described(), openings, text)]
    assert found == [match.span() for match in _described().finditer(text)]


def test_a_text_that_lacks_it_is_not_searched() -> None:
    assert not may_match(re.compile("led by"), "headed for")
    assert matches(re.compile("led by"), "headed for") == ()


def test_without_the_reading_of_patterns_every_text_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed_module, "_parser", None)
    assert needed_module.needed(re.compile("led by")) is None
