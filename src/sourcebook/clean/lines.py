"""A page's lines, each with what can be measured of it: what a labeller judges by."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

import msgspec

from sourcebook.clean.patterns import EndMark, line_pattern, line_pattern_end
from sourcebook.clean.stamps import is_dated
from sourcebook.model import Block, Page
from sourcebook.model.report import ZoneKind

_NO_ALNUM = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।:;](?:[\"'”’»)\]]|\s|\[\d+\])*$|[.!?…][\"'”’»)\]]*\s*\(.{0,40}\)$")
_FULL_STOP_END = re.compile(r"[.!?…。！？؟।](?:[\"'”’»)\]]|\s|\[\d+\])*$")
_DIGIT = re.compile(r"\d")
# A line of the length of a page is judged by its beginning.
_JUDGED_CHARS = 4000
_SCRIPT_CHARS = 300
_LATIN = re.compile(r"[A-Za-z]")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line that isn't blank, and its features.

    `start`, `end`: without the white space around it. `ends`: it closes as a sentence does. `titled`: the share of
    longer words with a capital. `script`: the script of most of its letters; `foreign`: another one than the page's.
    `pattern`: the kind that its words alone show. `repeats`: how many lines of the page are the same. `dated`: it holds
    little but a date. `tag`, `path`, `linked` (share of link text): of an HTML page's block, else empty.
    """

    index: int
    start: int
    end: int
    text: str
    words: int
    ends: bool
    titled: float
    digits: float
    script: str
    foreign: bool
    pattern: ZoneKind | None
    end_mark: EndMark
    repeats: int
    dated: bool
    blank_before: bool
    tag: str = ""
    path: str = ""
    linked: float = 0.0


def read_lines(page: Page, *, judged: bool = True) -> list[Line]:
    """The page's lines in order, blank ones left out.

    `judged`: with all features; else only with those that are asked of lines whose kind is known (`words`, `script`,
    `foreign`, `dated`), the others at what they are of a line that shows nothing.
    """
    raw = _cut(page.text)
    scripts = [_script(text) for _, _, text, _ in raw]
    weight: Counter[str] = Counter()
    for (_, _, text, _), script in zip(raw, scripts, strict=True):
        weight[script] += len(text)
    weight.pop("", None)
    main = min(weight, key=lambda script: (-weight[script], script), default="")
    if not judged:
        return [_bare(index, cut, (scripts[index], main)) for index, cut in enumerate(raw)]
    prints = [folded(text) for _, _, text, _ in raw]
    same = Counter(prints)
    blocks = {block.start: block for block in page.blocks}
    return [
        _line(index, cut, (scripts[index], main), same[prints[index]], blocks.get(cut[0]))
        for index, cut in enumerate(raw)
    ]


def folded(text: str) -> str:
    """The line's letters and digits alone, lower case: what repetition and alignment compare.

    >>> folded("  Talks — to open! ")
    'talkstoopen'
    """
    return _NO_ALNUM.sub("", text.casefold())


def word_count(text: str) -> int:
    """How many words the text holds."""
    return sum(1 for _ in _WORD.finditer(text))


def _cut(text: str) -> list[tuple[int, int, str, bool]]:
    found = []
    at, blank = 0, False
    for piece in text.split("\n"):
        stripped = piece.strip()
        if stripped:
            start = at + len(piece) - len(piece.lstrip())
            found.append((start, start + len(stripped), stripped, blank))
            blank = False
        else:
            blank = True
        at += len(piece) + 1
    return found


def _line(
    index: int, cut: tuple[int, int, str, bool], scripts: tuple[str, str], repeats: int, block: Block | None
) -> Line:
    start, end, text, blank = cut
    script, main = scripts
    head = text[:_JUDGED_CHARS]
    words = _WORD.findall(head)
    scale = max(1.0, len(text) / len(head))
    long = [word for word in words if len(word) > 3]
    return Line(
        index=index,
        start=start,
        end=end,
        text=text,
        words=int(len(words) * scale) or (len(text) // 3 if _is_unspaced(script) else 0),
        ends=bool(_SENTENCE_END.search(text[-60:])),
        titled=sum(word[0].isupper() for word in long) / len(long) if long else 0.0,
        digits=len(_DIGIT.findall(head)) / len(head),
        script=script,
        foreign=bool(script) and script != main,
        pattern=line_pattern(head, len(words)),
        end_mark=line_pattern_end(head, len(words)),
        repeats=repeats,
        dated=is_dated(text),
        blank_before=blank,
        tag=block.tag if block else "",
        path=" ".join(block.path).casefold() if block else "",
        linked=block.link_chars / (block.end - block.start) if block else 0.0,
    )


def _bare(index: int, cut: tuple[int, int, str, bool], scripts: tuple[str, str]) -> Line:
    """A line with those features alone that are asked of a line whose kind is known."""
    start, end, text, blank = cut
    script, main = scripts
    return Line(
        index=index,
        start=start,
        end=end,
        text=text,
        words=_count(text, script),
        ends=False,
        titled=0.0,
        digits=0.0,
        script=script,
        foreign=bool(script) and script != main,
        pattern=None,
        end_mark="",
        repeats=1,
        dated=is_dated(text),
        blank_before=blank,
    )


def _count(text: str, script: str) -> int:
    head = text[:_JUDGED_CHARS]
    scale = max(1.0, len(text) / len(head))
    return int(word_count(head) * scale) or (len(text) // 3 if _is_unspaced(script) else 0)


def full_stop(line: Line) -> bool:
    """Whether the line closes with a full stop, a question mark or the like, not merely a colon."""
    return bool(_FULL_STOP_END.search(line.text[-60:]))


def _is_unspaced(script: str) -> bool:
    return script in ("CJK", "HIRAGANA", "KATAKANA", "THAI")


def _script(text: str) -> str:
    """The script of most letters of the line's beginning, as Unicode names it; empty where it has no letters."""
    head = text[:_SCRIPT_CHARS]
    if head.isascii() or not any([char > "\x7f" and char.isalpha() for char in set(head)]):
        return "LATIN" if _LATIN.search(head) else ""
    found: Counter[str] = Counter()
    for char, count in Counter(head).items():
        if char.isalpha():
            found[_script_of(char)] += count
    return min(found, key=lambda script: (-found[script], script), default="")


@cache
def _script_of(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(" ")[0].split("-")[0]
