"""What a line labeller is given: each line's own shape and words, its standing on the page, its markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from sourcebook.clean.lines import Line, folded, full_stop
from sourcebook.clean.patterns import table
from sourcebook.clean.rules import core, inside, is_running, later_copies, weigh, weigh_found

Floats = npt.NDArray[np.float32]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HEAD_CHARS = 400
# How far above a headline there is another that fits as well, where there is one.
_PEAK = 20
_PATTERNS = ("title", "byline", "embed", "caption", "credit", "menu", "promo", "notice")
LEXICAL = (*range(28, 41), 43)
"""The columns that rest on words of known languages, or on the script."""
_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "blockquote", "figcaption", "pre", "dd")


def line_features(lines: Sequence[Line], *, found: Sequence[bool] | None = None, title: str | None = None) -> Floats:
    """The features of a page's lines, a row of numbers each.

    `found`: which lines an extractor holds to be the article, None where there is none (text). `title`: what the page
    or its metadata call it.
    """
    texts = [line.text[:_HEAD_CHARS] for line in lines]
    words = [_WORD.findall(text.casefold()) for text in texts]
    parts = [_own(lines, texts, words), _standing(lines, words), _titles(lines, title), _markup(lines, found)]
    return np.concatenate(parts, axis=1)


def _own(lines: Sequence[Line], texts: Sequence[str], words: Sequence[list[str]]) -> Floats:
    return np.array([_shape(*one) for one in zip(lines, texts, words, strict=True)], np.float32)


def _shape(line: Line, text: str, words: list[str]) -> list[float]:
    size, count = max(1, len(text)), max(1, len(words))
    last = line.text[-1]
    first = text[0]
    stop, address, own = _little()
    shown = line.pattern
    return [
        min(1.0, line.words / 10),
        min(2.0, line.words / 40),
        np.log1p(line.words) / 4,
        sum(map(len, words)) / count / 8,
        line.ends,
        full_stop(line),
        last == ":",
        last == "?",
        last in "…" or line.text.endswith("..."),
        last in "»>›",
        last == ",",
        last in "\"”'’",
        last.isdigit(),
        line.titled,
        sum(map(str.isupper, text)) / size,
        text.isupper(),
        line.digits,
        first.islower(),
        first.isdigit(),
        first in "\"“'‘«",
        not first.isalnum(),
        text.count(",") / count,
        sum(map(text.count, '"“”«»')) / count,
        sum(map(text.count, "|»·•›>")) / count,
        "@" in text,
        "http" in text or "www." in text,
        "(" in text,
        "©" in text,
        sum(word in stop for word in words) / count,
        sum(word in address for word in words) / count,
        any(word in _said() for word in words),
        sum(word in own for word in words) / count,
        *(shown == one for one in _PATTERNS),
        bool(line.end_mark),
        line.dated,
        line.foreign,
        line.script == "LATIN",
        line.blank_before,
        is_running(line),
    ]


@cache
def _little() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = table("labeller")["words"]
    return frozenset(words["little"]), frozenset(words["address"]), frozenset(words["own"])


@cache
def _said() -> frozenset[str]:
    return frozenset(table("labeller")["words"]["said"])


def _standing(lines: Sequence[Line], words: Sequence[list[str]]) -> Floats:
    """Where each line stands: on the page, in and about the run that the rules take for the article."""
    count = len(lines)
    weights = weigh(lines)
    first, last = core(weights)
    copies = later_copies(lines)
    at = np.arange(count, dtype=np.float32)
    before = np.clip(first - at, 0, 30) / 30
    after = np.clip(at - last + 1, 0, 30) / 30
    running = np.array([is_running(line) for line in lines], np.float32)
    mass = np.array([line.words for line in lines], np.float32) * running
    total = max(1.0, float(mass.sum()))
    upto = np.concatenate([[0.0], np.cumsum(mass)])
    ended = np.cumsum([bool(line.end_mark) for line in lines]) > 0
    columns = [
        at / max(1, count - 1),
        np.log1p(at) / 6,
        np.log1p(count - 1 - at) / 6,
        np.full(count, np.log1p(count) / 6),
        np.clip(np.array(weights, np.float32) / 30, -0.5, 2),
        (at >= first) & (at < last),
        before,
        after,
        upto[:-1] / total,
        1 - upto[1:] / total,
        np.full(count, np.log1p(total) / 8),
        [line.repeats > 1 for line in lines],
        [number in copies for number in range(count)],
        [line.repeats > 1 and is_running(line) and number not in copies for number, line in enumerate(lines)],
        [first <= number < last and inside(lines, number, first, last) == "body" for number in range(count)],
        ended,
        *_shared(words, (first, last)),
        *_near(mass, count),
    ]
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _near(mass: Floats, count: int) -> list[Floats]:
    """Running words in the three and the ten lines before and after."""
    found = []
    for reach in (3, 10):
        sums = np.concatenate([np.zeros(1, np.float32), np.cumsum(mass, dtype=np.float32)])
        at = np.arange(count)
        ahead = sums[np.minimum(count, at + 1 + reach)] - sums[at + 1]
        behind = sums[at] - sums[np.maximum(0, at - reach)]
        found += [np.log1p(ahead) / 6, np.log1p(behind) / 6]
    return found


def _shared(words: Sequence[list[str]], run: tuple[int, int]) -> list[list[float]]:
    """How many of a line's longer words the rest of the rules' article has, too: teasers have other ones.

    The share of them; their number against its root; whether no line nearby has more.
    """
    long = [{word for word in own if len(word) > 4} for own in words]
    known: Counter[str] = Counter()
    for at in range(*run):
        known.update(long[at])
    shares, weights = [], []
    for at, own in enumerate(long):
        least = 2 if run[0] <= at < run[1] else 1
        hits = sum(known[word] >= least for word in own)
        shares.append(hits / len(own) if own else 0.5)
        weights.append(hits / len(own) ** 0.5 / 3 if own else 0.0)
    peaks = [float(one > 0.3 and one >= max(_about(weights, at))) for at, one in enumerate(weights)]
    return [shares, weights, peaks]


def _about(values: list[float], at: int) -> list[float]:
    return values[max(0, at - _PEAK) : at + 5]


def _titles(lines: Sequence[Line], title: str | None) -> Floats:
    """Whether the line is (in) what the page is called, and whether anything calls it so."""
    wanted = folded(title or "")
    rows = []
    for line in lines:
        own = folded(line.text) if wanted and len(line.text) <= _HEAD_CHARS else ""
        rows.append([bool(wanted), bool(own) and own == wanted, bool(own) and line.words >= 3 and own in wanted])
    return np.array(rows, np.float32)


def _markup(lines: Sequence[Line], found: Sequence[bool] | None) -> Floats:
    marked = any(line.path for line in lines)
    rows = np.zeros((len(lines), 9 + len(_TAGS) + len(_hints())), np.float32)
    if not marked:
        return rows
    shares = _containers(lines)
    taken = list(found) if found is not None else [False] * len(lines)
    first, last = core(weigh_found(lines, taken))
    words = sum(line.words for line, one in zip(lines, taken, strict=True) if one)
    total = sum(line.words for line in lines if is_running(line))
    for at, line in enumerate(lines):
        rows[at] = [
            1.0,
            taken[at],
            line.linked,
            first <= at < last,
            min(30, max(0, first - at, at - last + 1)) / 30,
            min(2.0, words / max(1, total)),
            taken[at] and is_running(line),
            *shares[at],
            *(line.tag == tag for tag in _TAGS),
            *(hint.search(line.path) is not None for hint in _hints()),
        ]
    return rows


@cache
def _hints() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in table("labeller")["hints"]["path"])


def _containers(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """How much running text the line's own container and the next one out hold, as a share of the largest."""
    keys = []
    mass: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        path = line.path.split(" ")
        own = max((at for at, name in enumerate(path) if name.split(".")[0] == line.tag), default=len(path) - 1)
        keys.append((tuple(path[:own]), tuple(path[: max(0, own - 1)])))
        if is_running(line):
            mass[keys[-1][0]] += line.words
            mass[keys[-1][1]] += line.words
    most = max(mass.values(), default=1)
    return [(mass[one] / most, mass[other] / most) for one, other in keys]
