"""Names in a translation that its reader read in part or not at all: "the strait of Ostrell" for the Ostrel Strait.

A translator's spelling, his order of words and small letters hide a name from a reader who has only that page. Beside
the story's other reports they are found: words that sound like a name's, one by one, joined by nothing but "of".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations

import simplemma
from msgspec.structs import replace

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.spellings import renderings, skeleton, spelt_abroad
from sourcebook.model import EntityMention, Reading
from sourcebook.model.reading import EntityType
from sourcebook.model.report import READ_ZONES

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BETWEEN = re.compile(r"\s+(?:of\s+)?(?:the\s+)?")
_MOST = 3  # words of a name that may stand in any order
_LEAST = 5  # letters of a name of one word; shorter ones are alike by chance


def hidden(reading: Reading, known: Mapping[str, EntityType]) -> tuple[EntityMention, ...]:
    """Mentions of the `known` names, which the report has in no spelling, where its words sound like one of them."""
    by_sound: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for part in _words(name):
            if not _is_plain(part):
                by_sound[skeleton(part)].add(name)
    text = reading.report.text
    found: dict[int, EntityMention] = {}
    for zone in reading.report.zones if by_sound else ():
        if zone.kind not in READ_ZONES:
            continue
        words = list(_WORD.finditer(text, zone.start, zone.end))
        for at, word in enumerate(words):
            if word[0][0].isupper():
                names = {n for one in renderings(word[0]) for n in by_sound.get(skeleton(one), ())}
                for mention in _around(text, words, at, {name: known[name] for name in sorted(names)}):
                    found.setdefault(mention.start, mention)
    return tuple(found[start] for start in sorted(found))


def with_hidden(reading: Reading, mentions: Sequence[EntityMention]) -> Reading:
    """The reading with such mentions in the place of those that lie in them; none that cuts another in two is taken."""
    kept = list(reading.entities)
    for new in mentions:
        over = [old for old in kept if old.start < new.end and new.start < old.end]
        if all(new.start <= old.start and old.end <= new.end for old in over) and all(
            (old.start, old.end) != (new.start, new.end) for old in over
        ):
            kept = [old for old in kept if old not in over] + [new]
    return replace(reading, entities=tuple(sorted(kept, key=lambda m: (m.start, m.end))))


def _around(
    text: str, words: Sequence[re.Match[str]], at: int, known: Mapping[str, EntityType]
) -> Iterable[EntityMention]:
    """The names that the words around one of them are, in some order."""
    fit: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name in known:
        parts = _words(name)
        for first in range(max(0, at - 2 * len(parts) + 2), at + 1):
            span = _span(text, words, first, parts)
            if span is not None and span[0] <= words[at].start() < span[1]:
                fit[span].add(name)
    for (start, end), names in sorted(fit.items()):
        if len(names) == 1:
            name = min(names)
            yield EntityMention(start=start, end=end, type=known[name], name=name)


def _span(text: str, words: Sequence[re.Match[str]], first: int, parts: Sequence[str]) -> tuple[int, int] | None:
    """Where the words from the first on are the parts of a name, in some order, at most "of the" between them."""
    said = [words[first]]
    for word in words[first + 1 :]:
        if len(said) == len(parts):
            break
        if _BETWEEN.fullmatch(text, said[-1].end(), word.start()) is None:
            return None
        if word[0] not in {"of", "the"}:
            said.append(word)
    if len(said) < len(parts) or said[0][0] in {"of", "the"}:
        return None
    orders = permutations(parts) if len(parts) <= _MOST else [tuple(parts)]
    fits = any(all(_is(one[0], part) for one, part in zip(said, order, strict=True)) for order in orders)
    return (said[0].start(), said[-1].end()) if fits else None


def _is(said: str, part: str) -> bool:
    """Whether a word of the text is a word of a name: a plain one as it stands, another in any spelling of it."""
    if fold(said) == part:
        return True
    return said[0].isupper() and not _is_plain(part) and not _is_plain(fold(said)) and spelt_abroad(said, part)


def tells(name: str) -> bool:
    """Whether a name can be known by its sound: long enough, and not all of it plain words."""
    words = _words(name)
    proper = [word for word in words if not _is_plain(word)]
    return bool(proper) and (len(words) > 1 or len(name) >= _LEAST) and max(map(len, proper)) >= _LEAST


@cache
def _is_plain(word: str) -> bool:
    return simplemma.is_known(word, lang="en")


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in {"of", "the"}]
