"""Names of corpora brought to one convention: the bare name, without article, title and description.

person, organisation, place and other as newswire corpora mark them (CoNLL 2003, UNER); "group" is a nationality word of
the lexicon, noun or adjective, wherever it is no part of a longer name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.lexicon.places import region_adjective
from sourcebook.read.entity_words import words
from sourcebook.read.tokens import tokenise
from training.examples import Labelled, Span

_WORDS = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
_TITLES, _PRONOUNS, JOINERS = (frozenset(_WORDS[name].split()) for name in ("titles", "pronouns", "joiners"))
_ARTICLES = frozenset(["the", "a", "an"])


def is_title(word: str) -> bool:
    """Whether the word is a form of address or an office that stands before a person's name."""
    lower = word.lower()
    return lower in _TITLES or lower.rstrip(".") in _TITLES or is_honorific(lower) or lower in office_heads()


def told_otherwise(word: str) -> bool:
    """Whether a capitalised word is known to be no name by itself: a title, day, month or pronoun."""
    return is_title(word) or is_day(word) or is_pronoun(word)


def is_nationality(word: str) -> bool:
    """Whether the word is a nationality word and no country's name ("Philippines")."""
    known = demonym(word) is not None or region_adjective(word) is not None
    return word[0].isupper() and known and country_of(word) is None


def is_pronoun(word: str) -> bool:
    """Whether the word is a personal pronoun."""
    return word.lower() in _PRONOUNS


def is_day(word: str) -> bool:
    """Whether the word is a weekday or month."""
    return _DAYS.match(word) is not None


def is_plain(name: str) -> bool:
    """Whether the name is a single word that heads names ("Consulate", "Department"), and none by itself."""
    lower = name.lower()
    return any(lower in words(group, "heads") for group in ("organisation", "place", "other"))


def groups(text: str, taken: Iterable[Span]) -> list[Labelled]:
    """The nationality words outside the spans `taken`."""
    spans = sorted(taken)
    found = []
    for a, b in tokenise(text, 0, len(text)):
        word = text[a:b]
        if is_nationality(word) and not any(c < b and a < d for c, d in spans):
            found.append((a, b, "group"))
    return found


def snapped(text: str, names: Iterable[Labelled]) -> tuple[list[Labelled], list[Span]]:
    """The names that our tokens hold whole, the first of those that overlap, and the spans of the others."""
    tokens = tokenise(text, 0, len(text))
    starts, ends = {a for a, _ in tokens}, {b for _, b in tokens}
    kept: list[Labelled] = []
    astray: list[Span] = []
    for a, b, kind in sorted(names, key=lambda n: (n[0], -n[1])):
        if kept and a < kept[-1][1]:
            continue
        if a in starts and b in ends:
            kept.append((a, b, kind))
        else:
            astray.append((a, b))
    return kept, astray


def labelled(text: str, names: Iterable[Labelled]) -> tuple[list[Labelled], list[Span]]:
    """Entity labels of a text: the names snapped to our tokens with nationality words beside them, and what to ignore.

    A name that is a nationality word is a group, one that is a country a place, whatever the corpus says.
    """
    kept, astray = snapped(text, names)
    kept = [(a, b, _kind(text[a:b], kind)) for a, b, kind in kept]
    found = groups(text, [*((a, b) for a, b, _ in kept), *astray])
    return sorted([*kept, *found]), astray


def _kind(name: str, kind: str) -> str:
    if is_nationality(name):
        return "group"
    return "place" if kind == "organisation" and country_of(name) is not None else kind


def bare_names(text: str, phrases: Iterable[Labelled]) -> tuple[list[Labelled], list[Span]]:
    """The names in a corpus' phrases, generic ones among them ("the aircraft", "he"), and what to ignore.

    Ignored are phrases of which the name isn't plain, those of other kinds that hold capitals, and capitalised words
    that lie in no phrase: what takes no part in anything such corpora don't mark.
    """
    names: list[Labelled] = []
    doubtful: list[Span] = []
    for start, end, kind in phrases:
        phrase = text[start:end]
        if is_pronoun(phrase):
            continue
        bare = core(text, (start, end), kind) if kind in {"person", "organisation", "place"} else None
        name = text[slice(*bare)] if bare is not None else ""
        if bare is not None and not is_plain(name) and not all(is_title(word) for word in name.split()):
            names.append((*bare, kind))
        elif any(c.isupper() for c in phrase[1:]) or bare is not None:
            doubtful.append((start, end))
    names, astray = labelled(text, names)
    silent = unlabelled_capitals(text, [*names, *((a, b, "") for a, b in doubtful)])
    taken = [(a, b) for a, b, _ in names]
    ignore = [(a, b) for a, b in [*doubtful, *silent] if not any(c < b and a < d for c, d in taken)]
    return names, [*ignore, *astray]


def core(text: str, span: Span, kind: str) -> Span | None:
    """The bare name within a phrase ("Iraqi President Omar Sadel" → "Omar Sadel"), None where it isn't plain.

    >>> said = "the city of Mosul"
    >>> core(said, (0, len(said)), "place")
    (12, 17)
    """
    tokens = tokenise(text, *span)
    pieces = [text[a:b] for a, b in tokens]
    first, last = 0, len(pieces)
    while first < last and (not _capital(pieces[first]) or pieces[first].lower() in _ARTICLES):
        first += 1
    while last > first and not _capital(pieces[last - 1]):
        last -= 1
    if kind == "person":
        return _person(tokens, pieces, first, last)
    if first == last or (first > 1 and last == len(pieces) and kind == "organisation"):
        return None
    inner = pieces[first:last]
    if last < len(pieces) and kind == "organisation":
        return None  # "Iraqi security forces"
    if all(_capital(word) or word.lower() in JOINERS for word in inner):
        return tokens[first][0], tokens[last - 1][1]
    return None


def _person(tokens: Sequence[Span], pieces: Sequence[str], first: int, last: int) -> Span | None:
    """The run of capitals at the end of the phrase, from behind its last title."""
    start = last
    while start > first and _capital(pieces[start - 1]) and not is_title(pieces[start - 1]):
        start -= 1
    if start > first and pieces[start - 1].lower() in JOINERS | {"at", "in"}:
        given = [i for i in range(start, last) if is_given_name(pieces[i])]
        if not given:
            return None
        start = given[0]
    if start == last or is_nationality(pieces[start]):
        return None
    if last - start > 2 and not is_given_name(pieces[start]) and len(pieces[start]) > 2:
        return None  # "Apple boss Omar Sadel" in capitals
    return tokens[start][0], tokens[last - 1][1]


def _capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and any(c.isalpha() for c in word))


_DAYS = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)$",
    re.IGNORECASE,
)


def unlabelled_capitals(text: str, names: Iterable[Labelled], sentence_starts: Iterable[int] = (0,)) -> list[Span]:
    """Capitalised words inside sentences that have no label: names of kinds that the corpus doesn't mark, it may be."""
    spans = [(a, b) for a, b, _ in names]
    begun = set(sentence_starts)
    found = []
    before = ""
    for a, b in tokenise(text, 0, len(text)):
        word = text[a:b]
        opening = a in begun or before in {"", ".", "!", "?", "“", '"', "”", ":", "\n"}
        if (
            _capital(word)
            and (not opening or country_of(word))
            and not is_title(word)
            and not is_day(word)
            and not is_pronoun(word)
        ):
            found.append((a, b))
        before = word
    return [(a, b) for a, b in found if not any(c < b and a < d for c, d in spans)]
