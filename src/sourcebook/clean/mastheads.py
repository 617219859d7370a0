"""What papers, agencies and institutes call themselves: what can be such a name, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.clean.patterns import table
from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import Outlet
from sourcebook.lexicon.institutions import outlet as known_outlet
from sourcebook.lexicon.places import region

_MAX_WORDS = 5
_MAX_CHARS = 48
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|&")
_HUMP = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
_DOMAIN = re.compile(r"\.(?:com|org|net|info|co\.uk|gov|eu|tv|ru|in|[a-z]{2})$", re.IGNORECASE)
_ODD = re.compile(r"[^\w\s.&'’!-]|\d{3}|[.!](?=\s)")
_ARTICLES = frozenset(["the", "le", "la", "el", "il", "die", "der", "das"])
# Names in capitals of this length are abbreviations, or look well as they are.
_SHORT = 4
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюя]", re.IGNORECASE)

PLAIN, KNOWN = 1, 2
"""How firmly words show themselves to be an outlet's name: they may be one; one of them says that they are."""


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, parted where it joins them, without its article and its domain.

    >>> words_of("The Northern Post"), words_of("NewsBarge.com")
    (('northern', 'post'), ('news', 'barge'))
    """
    found = [
        part.casefold()
        for match in _WORD.finditer(_DOMAIN.sub("", name.strip()))
        for part in _HUMP.split(match.group())
        if part
    ]
    return tuple(found[1:] if len(found) > 1 and found[0] in _ARTICLES else found)


def firmness(name: str) -> int:
    """Whether the words can be an outlet's name: 0 where they can't, else `PLAIN` or `KNOWN`.

    KNOWN: a word that papers call themselves by, with a word that tells this one from others; or an outlet of the list.

    >>> firmness("Northern Post"), firmness("NewsBarge"), firmness("Barge"), firmness("World News")
    (2, 2, 1, 0)
    """
    if not _is_formed(name):
        return 0
    if known_outlet(name) is not None:
        return KNOWN
    words = words_of(name)
    if any(word in _group("controls") for word in words):
        return 0
    own = [word for word in words if word not in _untold()]
    if any(word in _group("generic") for word in words[:-1]):
        return KNOWN if own and words[-1] in _group("papers") else 0
    if _is_paper(words):
        return KNOWN if len(words) > 1 or name.split(maxsplit=1)[0].casefold() in _ARTICLES else 0
    if not own or words[-1] in _group("generic") or any(word.endswith(("'s", "’s")) for word in words):
        return 0
    told = words[-1] in _group("weak") or words[0] in _group("lead") or _is_joined(name, words)
    # "India News" is a section as often as an outlet.
    return KNOWN if told and len(words) > 1 and not all(_is_place(word) for word in own) else PLAIN


def _is_paper(words: Sequence[str]) -> bool:
    """Whether a word of papers stands last, or first before "of" or another such word ("Times of …", "Star Online")."""
    papers = _group("papers")
    if words[-1] in papers:
        return True
    rest = words[1:]
    return words[0] in papers and bool(rest) and (rest[0] == "of" or rest[-1] in _group("weak"))


def _is_joined(name: str, words: Sequence[str]) -> bool:
    return " " not in name.strip() and words[0] in _group("joined")


def _is_place(word: str) -> bool:
    titled = word.title()
    return country_of(titled) is not None or region(titled) is not None


def has_paper_word(name: str) -> bool:
    """Whether the last word is one that papers alone call themselves by."""
    words = words_of(name)
    return bool(words) and words[-1] in _group("papers")


def agency(name: str) -> Outlet | None:
    """The news agency of that name, if it is a known one."""
    found = known_outlet(name) or known_outlet(name.removeprefix("The ").removeprefix("the "))
    return found if found is not None and found.kind == "agency" else None


def _is_formed(name: str) -> bool:
    """One to five words, capitals where a name has them, nothing that no name holds."""
    parts = name.split()
    if not 1 <= len(parts) <= _MAX_WORDS or len(name) > _MAX_CHARS or len(name) < 2 or _ODD.search(name):
        return False
    particles = _group("particles")
    if not any(part[0].isupper() for part in parts):
        return False
    return all(part[0].isupper() or not part[0].isalpha() or part in particles for part in parts)


def written(name: str, text: str) -> str:
    """The name as it is to be written: a masthead in capitals, or in none, as the page's text has it elsewhere.

    Where the text doesn't have it: each word with a capital, abbreviations left alone.

    >>> written("THE UPPER VALLEY NBC POST", "")
    'The Upper Valley NBC Post'
    """
    letters = [char for char in name if char.isalpha()]
    upper = all(char.isupper() for char in letters)
    if not (upper or all(char.islower() for char in letters)):
        return name
    known = known_outlet(name)
    if known is not None and len(name) > 4:
        return known.name
    if upper and len(letters) <= _SHORT:
        return name
    first, _, rest = name.partition(" ")
    core = rest if rest and first.casefold() in _ARTICLES else name
    article = f"{first.capitalize()} " if core is not name else ""
    for match in re.finditer(rf"\b{re.escape(core)}\b", text, re.IGNORECASE):
        found = match.group()
        if not found.isupper() and found[0].isupper():
            return article + found
    return article + " ".join(_titled(word, upper) for word in core.split())


def _titled(word: str, upper: bool) -> str:
    if upper and (word in _capitals() or not _VOWEL.search(word)):
        return word
    lowered = word.casefold()
    return lowered if lowered in _group("particles") else lowered[:1].upper() + lowered[1:]


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(table("outlets")["words"][name])


@cache
def _untold() -> frozenset[str]:
    """Words that don't tell one name from others."""
    return frozenset().union(*map(_group, ("papers", "weak", "lead", "joined", "generic", "particles")))


@cache
def _capitals() -> frozenset[str]:
    return frozenset(table("outlets")["words"]["capitals"])


def latin(name: str) -> str:
    """A Cyrillic name in Latin letters, lower case; other letters as they are.

    >>> latin("СеверИнформ")
    'severinform'
    """
    letters: dict[str, str] = table("outlets")["latin"]
    return "".join(letters.get(char, char) for char in name.casefold())


_SOFT = re.compile(r"[yijh'’\s-]")


def same_sound(one: str, two: str) -> bool:
    """Whether two Latin spellings can be one name's: alike but for y, i, j, h and what parts words."""
    return _SOFT.sub("", one.casefold()) == _SOFT.sub("", two.casefold())
