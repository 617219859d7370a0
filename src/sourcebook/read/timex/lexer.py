"""Words of time: a sentence as pieces of one class each, numbers read, phrases of several words made one.

The classes are single letters, so that the grammar can be regular expressions over a string of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sourcebook.lexicon.calendar import MONTHS, WEEKDAYS
from sourcebook.read.timex.nodes import Date, Festival, Ref
from sourcebook.read.timex.pieces import STOP, WORD, Piece
from sourcebook.read.timex.senses import CHECKS, settle
from sourcebook.read.timex.values import Moment, safe_date

_LEX = re.compile(
    r"""
      (?P<plain>(?>[a-z]+)(?=\s))                           # most words; what follows would take them no further
    | (?P<attacks>(?<![\d/])9/11(?![\d/]))
    | (?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?![\d-]))
    | (?P<slashed>(?<![\d/.])\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/]))
    | (?P<clock>(?<![\d:.,$£€])(?:[01]?\d|2[0-4])
        (?: :[0-5]\d(?::[0-5]\d)? | \.[0-5]\d(?=\s?[ap]\.?m\b|\s?(?:GMT|hrs?|BST)\b)
        | (?=\s?[ap]\.?m\b|\s?o['’]clock\b) )
        (?:\s?[ap]\.m\b\.?|\s?[ap]m\b|\s?hrs?\b|\s?o['’]clock\b)?)
    | (?P<military>(?<![\d,.$£€])[0-2]\d[0-5]\d(?=\s?(?:hours|hrs|GMT|UTC|BST|local\stime)\b)(?:\s?(?:hours|hrs)\b)?)
    | (?P<decade>(?<![\dA-Z])(?<![A-Z]-)(?:[12]\d)?\d0['’]?s\b|['’]\d0s\b)
    | (?P<quarter>\b(?:Q[1-4]|[1-4]Q)\b)
    | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<short>(?<![\w'’])['’]\d\d(?!\w))
    | (?P<number>\d+(?:[.,]\d+)*)
    | (?P<era>\b(?:B\.C\.(?:E\.)?|A\.D\.|B\.C\b))
    | (?P<abbr>\b(?i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|St)\.(?=\s|,|\d|$))
    | (?P<word>[^\W\d_]+)
    | (?P<mark>['’]s\b|--|\S)
    """,
    re.VERBOSE,
)
_NO_TIME = (WORD, "", 0.0)
LONGEST_NUMBER = 9  # digits; no count of years or days has more
_DASHES = frozenset("-‐‑‒–—") | {"--"}
_MARKS = {",": ",", "'s": "'", "’s": "'", "'": "'", "’": "'", "/": "/", "(": "(", ")": ")"}


def lex(text: str, start: int, end: int, tags: dict[int, str] | None = None) -> list[Piece]:
    """The pieces of `text[start:end]`, in order; white space is dropped, all else is in one piece.

    `tags`: Penn tags by the offset of their word; without them, words are told apart by their endings.

    >>> "".join(p.kind for p in lex("On March 5, two years later", 0, 27))
    '@MD,nur'
    """
    raw, known = [], _words()
    for match in _LEX.finditer(text, start, end):
        if match.lastgroup == "plain":
            kind, name, number = known.get(word := match[0], _NO_TIME)
            piece = Piece(kind, match.start(), match.end(), word, number, name)
        else:
            piece = _piece(match)
        if tags:
            piece.tag = tags.get(piece.start, "")
        raw.append(piece)
    pieces = _numbers(_phrases(raw))
    for at, piece in enumerate(pieces):
        if piece.kind in CHECKS:
            settle(pieces, at)
    return pieces


def _piece(match: re.Match[str]) -> Piece:
    kind = match.lastgroup or "mark"
    if kind == "sep":
        kind = "slashed"
    text = match.group()
    piece = Piece(WORD, match.start(), match.end(), text)
    if kind in {"word", "abbr"}:
        piece.kind, piece.name, piece.number = _words().get(text.lower(), _NO_TIME)
    elif kind == "mark":
        piece.kind = "-" if text in _DASHES else _MARKS.get(text, STOP)
    else:
        _READERS[kind](piece)
    return piece


def _read_number(piece: Piece) -> None:
    digits = piece.text.replace(",", "")
    piece.number = float(digits) if digits.count(".") < 2 and len(digits) <= LONGEST_NUMBER else 0.0
    plain = piece.text.isdigit()
    if plain and len(piece.text) <= 2 and 1 <= piece.number <= 31:
        piece.kind = "D"
    elif plain and len(piece.text) == 4 and 1000 <= piece.number < 2200:
        piece.kind = "Y"
    else:
        piece.kind = "N"


def _read_clock(piece: Piece) -> None:
    hours, _, rest = re.split(r"\s?[ap]\.?m|\s?hr|\s?o['’]", piece.text)[0].replace(".", ":").partition(":")
    hour = int(hours)
    half = re.search(r"([ap])\.?m", piece.text)
    if half is not None:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    piece.kind, piece.name = "K", f"T{hour:02d}:{rest or '00'}"


def _read_military(piece: Piece) -> None:
    piece.kind, piece.name = "K", f"T{piece.text[:2]}:{piece.text[2:4]}"


def _read_decade(piece: Piece) -> None:
    year = int("".join(c for c in piece.text if c.isdigit()))
    if year < 100:  # '60s and 60s are of the last century until its second decade is over in this one
        year += 1900 if year >= 20 else 2000
    piece.kind, piece.number = "C", year
    if year % 100 == 0 and year < 2000:
        piece.name = "century"


def _read_quarter(piece: Piece) -> None:
    piece.kind, piece.number = "A", float(piece.text.strip("Q"))


def _read_ordinal(piece: Piece) -> None:
    piece.kind, piece.number = "O", float(piece.text[:-2])


def _read_short(piece: Piece) -> None:
    year = int(piece.text[1:])
    piece.kind, piece.number = "Y", 1900 + year if year > 29 else 2000 + year


def _read_era(piece: Piece) -> None:
    piece.kind, piece.number = "b", 1 if piece.text.startswith("A") else -1


def _read_attacks(piece: Piece) -> None:
    piece.kind, piece.node = "J", Date(Moment("day", 2001, 9, 11))


def _read_iso(piece: Piece) -> None:
    year, month, day = (int(x) for x in piece.text.split("-"))
    _set_date(piece, year, month, day)


def _read_slashed(piece: Piece) -> None:
    """Day first where it can be (and always with full stops); month first where only that gives a date."""
    first, second, year = (int(x) for x in re.split(r"[/.]", piece.text))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if second > 12 and "/" in piece.text:
        first, second = second, first
    _set_date(piece, year, second, first)


def _set_date(piece: Piece, year: int, month: int, day: int) -> None:
    if 1 <= month <= 12 and safe_date(year, month, day):
        piece.kind, piece.node = "J", Date(Moment("day", year, month, day))


_READERS = {
    "number": _read_number, "clock": _read_clock, "military": _read_military, "decade": _read_decade,
    "ordinal": _read_ordinal, "quarter": _read_quarter, "short": _read_short, "era": _read_era, "iso": _read_iso,
    "attacks": _read_attacks, "slashed": _read_slashed,
}  # fmt: skip


def _rows(name: str) -> list[list[str]]:
    text = files("sourcebook.read").joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("# ")]


@cache
def _entries() -> tuple[dict[str, tuple[str, str, float]], dict[str, list[tuple[tuple[str, ...], str, str]]]]:
    words: dict[str, tuple[str, str, float]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    rows = [(kind, value, forms) for kind, value, forms in _rows("time_words.tsv")]
    rows += [("f", rule, names) for names, rule in _rows("festivals.tsv")]
    rows += [("M", str(number), _with_stop(name)) for name, number in MONTHS.items()]
    rows += [("W", str(number + 1), _with_stop(name)) for name, number in WEEKDAYS.items()]
    for kind, value, forms in rows:
        for form in forms.split(", "):
            parts = tuple(m.group() for m in _LEX.finditer(form))
            if len(parts) == 1:
                words.setdefault(form, (kind, value, _as_number(value)))
            else:
                phrases.setdefault(parts[0], []).append((parts, kind, value))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return words, phrases


def _with_stop(name: str) -> str:
    """The forms of a calendar name: abbreviations stand with and without their full stop."""
    dotted = _LEX.fullmatch(f"{name}.")
    return name if dotted is None else f"{name}, {name}."


# Classes whose words can begin or make a time by themselves; without one of them, or a number, there is none.
_TELLING = frozenset("MWwSUuPyRfKCVdx#b")


@cache
def triggers() -> frozenset[str]:
    """The words (of phrases of several the longest) without which a sentence names no time in words."""
    words, phrases = _entries()
    found = {word for word, (kind, _, _) in words.items() if kind in _TELLING}
    told = [parts for options in phrases.values() for parts, kind, _ in options if kind in _TELLING]
    rare = {max(parts, key=len) for parts in told if found.isdisjoint(parts)}
    more = {
        "a.d.",
        "b.c.",
        "b.c",
        "b.c.e.",
        "past",
        "recent",
        "current",
        "o'clock",
        "o’clock",
        "pm",
        "am",
        "p.m.",
        "a.m.",
        "p.m",
        "a.m",
    }
    return frozenset({word for word in found | rare if len(word) > 1} | more)


def _words() -> dict[str, tuple[str, str, float]]:
    return _entries()[0]


def _as_number(value: str) -> float:
    return float(value) if re.fullmatch(r"-?\d+", value) else 0.0


_NOT_OF_IT = frozenset({"at", "for"})  # "at the moment", "for now": the preposition tells them, but stands outside


_WITH_NODE = frozenset({"f", "R"})


def _phrases(raw: list[Piece]) -> list[Piece]:
    """Make one piece of each phrase of several words, the longest first."""
    phrases = _entries()[1]
    pieces: list[Piece] = []
    at = 0
    while at < len(raw):
        piece = raw[at]
        options = phrases.get(piece.text.lower())
        if options is None and piece.kind not in _WITH_NODE:
            pieces.append(piece)
            at += 1
            continue
        width = 1
        lead: list[Piece] = []
        for parts, kind, value in options or ():
            if len(parts) > 1 and (at + 1 >= len(raw) or raw[at + 1].text.lower() != parts[1]):
                continue
            if tuple(p.text.lower() for p in raw[at : at + len(parts)]) == parts:
                width = len(parts)
                text = " ".join(p.text for p in raw[at : at + width])
                if kind == "R" and parts[0] in _NOT_OF_IT:
                    lead, piece = [piece], raw[at + 1]
                piece = Piece(kind, piece.start, raw[at + width - 1].end, text, _as_number(value), value)
                break
        if piece.kind == "f":
            piece.node = Festival(piece.name)
        elif piece.kind == "R":
            piece.node = Ref(piece.name)
        pieces += [*lead, piece]
        at += width
    return pieces


def _numbers(raw: list[Piece]) -> list[Piece]:
    """Make one piece of a number in several words: twenty-five, two hundred."""
    pieces: list[Piece] = []
    for piece in raw:
        last = pieces[-1] if pieces else None
        if piece.kind in "nO" and last is not None:
            tens = last
            if last.kind == "-" and len(pieces) > 1:
                tens = pieces[-2]
            if tens.kind == "n" and 20 <= tens.number <= 90 and piece.number < 10 and not piece.text[0].isdigit():
                if last.kind == "-":
                    pieces.pop()
                _join(pieces, piece, tens.number + piece.number, piece.kind)
                continue
            if last.kind in "nDa" and piece.kind == "n" and (piece.number >= 100 or piece.text == "dozen"):
                _join(pieces, piece, max(last.number, 1) * piece.number, "n")
                continue
        pieces.append(piece)
    return pieces


def _join(pieces: list[Piece], piece: Piece, number: float, kind: str) -> None:
    last = pieces[-1]
    text = f"{last.text} {piece.text}"
    pieces[-1] = Piece(kind, last.start, piece.end, text, number, f"{number:g}")
