"""The name at a page's very head, where a short head shows it to be the page's own: above a row of sections or a motto.

Any body's page has one: a party's, a ministry's and a blog's as well as a paper's. On a long head, with menus of other
sites and teasers, the first line may be anything, so nothing is taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from sourcebook.clean.lines import Line, folded, full_stop
from sourcebook.clean.mastheads import KNOWN, firmness, words_of
from sourcebook.clean.patterns import table
from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.places import city, region
from sourcebook.model.report import READ_ZONES, ZoneKind

_HEAD_LINES = 8  # that may stand above the headline, those in other scripts and menus of one word not counted
_ABOVE = 30
_NAME_WORDS, _BODY_WORDS, _SMALL_WORDS = 6, 9, 3
_LEAST, _MOST = 3, 70  # letters
_ROW = 3  # parts of a row of sections
_OPENS = 2  # lines of the page among which the name stands
_MOTTO_WORDS = 3
_MENU_WORDS = 2
_SECTIONS = 0.4  # of the words in a row of sections are ones that many pages have
_PARTED = re.compile(r"\s+(?:[|/·•–—»:▸▶›>~✂★●‖¦-]|//|::)+\s+|\s{2,}")
_ODD = re.compile(r"[@#\[\]()<>«»{}=+%$€£\"“”?;]|\d{3}|[.:](?:\s|$)|https?:|www\.")
_TAIL_CHARS = 200
_ADDRESS = re.compile(r"(?:www\.)?([A-Za-z][\w-]+)\.[a-z]{2,8}(?:\.[a-z]{2})?")
_JOINS = frozenset({"of", "for", "on", "in", "and"})


def front_outlet(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """The name on the first line of a short head, if what stands about it shows that it is the page's; else None.

    That is: a row of sections, a motto or the mark of a release between it and the headline, a menu in another script,
    or the name again below the text.
    """
    title = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if (
        title is None
        or title > _ABOVE
        or any(kind in READ_ZONES and not _is_row(line) for line, kind in zip(lines[:title], kinds, strict=False))
    ):
        return None
    head = [line for line in lines[:title] if not (line.foreign or line.dated or _is_control(line))]
    foreign = any(line.foreign for line in lines[:title])
    if len(head) > _HEAD_LINES:
        return None
    for number, line in enumerate(head[:_OPENS]):
        name = _name_on(line, head[number + 1 :], alone=number == 0)
        name = _spelt(name, lines) if name else None
        if name is None:
            if _is_row(line) or (number == 0 and not foreign):
                return None
            continue
        below = head[number + 1 :]
        shown = foreign or sum(one.words <= _MENU_WORDS for one in below) >= _ROW
        shown = shown or any(_is_row(one) or _is_motto(one) or _is_release(one) for one in below)
        rest = line.text.replace(name, "", 1)
        shown = shown or (bool(_PARTED.match(rest)) and _is_motto_text(_PARTED.sub("", rest, count=1)))
        shown = shown or ((_has_body_word(name) or firmness(name) == KNOWN) and _returns(name, lines, kinds))
        return name if shown and not _is_common(name, lines) else None
    return None


def _name_on(line: Line, below: Sequence[Line], *, alone: bool) -> str | None:
    """The name on a masthead's line; of an abbreviation and what it stands for the latter, of a state its office."""
    parts = [part for part in (part.strip(" °.,") for part in _PARTED.split(line.text)) if part and _is_latin(part)]
    if not parts or len(parts) > _ROW:
        return None
    first = parts[0]
    if len(parts) > 1 and first.isupper() and " " not in first and _abbreviates(first, parts[1]):
        return parts[1] if _is_name(parts[1], small=False) else first
    if _pattern("state").match(first):
        offices = [*parts[1:], *(_PARTED.split(one.text)[0].strip() for one in below[:1])]
        return next((one for one in offices if _is_name(one, small=False) and _has_body_word(one)), None)
    return first if _is_name(first, small=alone) else None


def _is_name(text: str, *, small: bool) -> bool:
    """Whether the words can be whose page it is; `small`: in small letters as well."""
    words = text.split()
    body = _has_body_word(text)
    if not (1 <= len(words) <= (_BODY_WORDS if body else _NAME_WORDS)) or _ODD.search(text) or len(text) > _MOST:
        return False
    if sum(map(str.isalpha, text)) < _LEAST or text.casefold() in _furniture():
        return False
    lower = text == text.lower()
    if lower and (not small or len(words) > _SMALL_WORDS):
        return False
    if not lower and not all(w[0].isupper() or not w[0].isalpha() or w in _little() for w in words):
        return False
    own = [word for word in words_of(text) if word not in _furniture()]
    if not own or any(word in _controls() for word in words_of(text)) or words_of(text)[0] in _menus():
        return False
    titled = text.title() if text.isupper() else text
    place = any(known(titled) is not None for known in (country_of, region, city))
    untold = all(word in _untold() for word in words_of(text))
    return not (place or untold) and (body or firmness(text) == KNOWN or len(own) * 3 >= len(words_of(text)))


def _spelt(name: str, lines: Sequence[Line]) -> str | None:
    """The name; of an address how the page writes it, if it does: "lakecourier.net" is the Lake Courier."""
    address = _ADDRESS.fullmatch(name)
    if address is None:
        return name
    spelt = re.compile(r"(?<!\w)" + r"[\s-]?".join(map(re.escape, address[1])) + r"(?![\w.])", re.IGNORECASE)
    found = (match.group() for line in lines if (match := spelt.search(line.text)))
    return next((one for one in found if one[0].isupper()), None)


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isascii() for char in letters) * 2 > len(letters)


def _is_control(line: Line) -> bool:
    """Whether a line is a word of menus, or an invitation to skip them."""
    words = words_of(line.text)
    return bool(words) and (words[0] == "skip" or (len(words) == 1 and words[0] in _furniture()))


def _is_row(line: Line) -> bool:
    """Whether a line is a row of sections or links, if with nothing but spaces between them."""
    if len([part for part in _PARTED.split(line.text) if part]) >= _ROW:
        return True
    words = line.text.split()
    known = sum(word.casefold() in _furniture() for word in words)
    return len(words) >= _ROW and known > 1 and known >= _SECTIONS * len(words) and all(w[0].isupper() for w in words)


def _is_motto(line: Line) -> bool:
    return line.pattern is None and line.words >= _MOTTO_WORDS and (full_stop(line) or _is_motto_text(line.text))


def _is_motto_text(text: str) -> bool:
    """Whether words say what kind of page it is: in small letters throughout, or with the words of mottoes."""
    return bool(text) and (
        text == text.lower() or re.search(table("headline")["motto"], text, re.IGNORECASE) is not None
    )


def _is_release(line: Line) -> bool:
    return re.search(table("headline")["office"], line.text, re.IGNORECASE) is not None and not full_stop(line)


def _returns(name: str, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> bool:
    """Whether a line below the text has the name again."""
    last = max((at for at, kind in enumerate(kinds) if kind in READ_ZONES), default=len(lines))
    wanted = folded(name)
    return any(wanted in folded(line.text[:_TAIL_CHARS]) for line in lines[last + 1 :])


def _is_common(name: str, lines: Sequence[Line]) -> bool:
    """Whether the name is one word that the page writes in small letters too, as it does a section's."""
    if " " in name or name == name.lower():
        return False
    word = re.compile(rf"(?<![\w.@/-]){re.escape(name.casefold())}(?![\w@-])")
    return any(word.search(line.text) for line in lines)


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters open words of the name in turn."""
    opening = "".join(word[0] for word in words_of(name)).upper()
    letters: Iterator[str] = iter(opening)
    return all(letter in letters for letter in short)


def _has_body_word(text: str) -> bool:
    """Whether a body's noun opens the name, closes it, or stands before "of" or "for"."""
    words = words_of(text)
    heads = {words[0], words[-1], *(one for one, two in pairwise(words) if two in _JOINS)} if words else set()
    return not _bodies().isdisjoint(heads)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(table("outlets")["words"]["bodies"])


@cache
def _controls() -> frozenset[str]:
    return frozenset(table("outlets")["words"]["controls"]) - frozenset(table("outlets")["words"]["last"])


@cache
def _little() -> frozenset[str]:
    words = table("outlets")["words"]
    return frozenset(words["particles"]) | frozenset(words["joins"])


@cache
def _untold() -> frozenset[str]:
    """Words that stand in the names of many papers, sections and controls."""
    words = table("outlets")["words"]
    return frozenset().union(*(words[name] for name in ("papers", "weak", "generic", "fronts", "particles")))


@cache
def _menus() -> frozenset[str]:
    return frozenset(table("outlets")["words"]["fronts"])


@cache
def _furniture() -> frozenset[str]:
    words = table("outlets")["words"]
    return frozenset(words["generic"]) | frozenset(words["controls"]) | frozenset(words["fronts"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("outlets")[name], re.IGNORECASE)
