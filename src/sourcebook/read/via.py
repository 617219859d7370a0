"""Who carried somebody's words: "told the X agency", "as quoted by X", "X reported, citing officials", "on his X page".

Patterns over the words around a statement, with a gazetteer of news media and the nouns that name them
(data/attribution.toml). Names are given as short as the text allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

from sourcebook.lexicon.countries import demonym
from sourcebook.lexicon.institutions import outlet
from sourcebook.read.cues import word_list, word_set

_MAX_LEADS = 6  # places in one stretch of text that may lead to a carrier
_FRAGMENT = re.compile(r"[^,;:“”\"«»()\n]{1,90}")
_STOP = re.compile(
    r"\s(?:that|on|in|at|who|which|after|before|during|by|as|when|while|and|but|he|she|they|it|there|if|whether|from|citing|last|this|"
    r"earlier|late|early|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s"
)
_OWNED = ("’s", "'s", "-run", "-owned", "-based", "-language")
_OWN = re.compile(r"(?i:(?:his|her|its|their|the|a|an|own|official|personal|verified)\s+)+")


@cache
def _leads() -> re.Pattern[str]:
    """What comes right before a carrier's name."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "leads")) + r")\s+", re.IGNORECASE)


@cache
def _occasions() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("via", "occasions")) + ")", re.IGNORECASE)


def carriers(around: Iterable[str]) -> tuple[str, ...]:
    """The media that carried a statement, by the words around it, nearest first; each once.

    >>> carriers(["Lenk told the state news agency Vardapress on Monday"])
    ('Vardapress',)
    """
    found: list[str] = []
    for text in around:
        for match in islice(_leads().finditer(text), _MAX_LEADS):
            name = medium(text[match.end() :])
            if name is not None and name not in found:
                found.append(name)
    return tuple(found)


def other_occasion(text: str) -> bool:
    """Whether the words around a statement place it elsewhere than in an interview with a medium."""
    return bool(_occasions().search(text))


def medium(text: str) -> str | None:
    """The news medium or platform that `text` begins with, None where it begins with anything else."""
    match = _FRAGMENT.match(text.lstrip())
    if not match:
        return None
    return _named(match[0])


@lru_cache(maxsize=8192)
def _named(whole: str) -> str | None:
    stop = _STOP.search(whole + " ")
    fragment = whole[: stop.start()] if stop and not _known(whole) else whole
    fragment = fragment.strip(" .’'")
    return _known(fragment) or _by_noun(fragment)


def _known(fragment: str) -> str | None:
    """A listed name at the start of the fragment, over articles, adjectives and the nouns of media."""
    words = fragment.split()
    for skip in range(min(5, len(words))):
        if skip and not _lets_through(words[skip - 1]):
            break
        for size in range(min(4, len(words) - skip), 0, -1):
            name = " ".join(words[skip : skip + size]).strip(".’'")
            name = re.sub(r"[’']s$", "", name)
            if name in _platforms() and not _names_platform(words, skip, size):
                continue
            if name in _platforms():
                return name
            if (listed := outlet(name)) is not None:
                return _usual(name, listed.name)
    return None


def _lets_through(word: str) -> bool:
    low = word.lower()
    return low in word_set("media", "nouns") or not word[:1].isupper() or _descriptive(word)


def _descriptive(word: str) -> bool:
    """Whether a capitalised word before a medium's name says whose it is rather than being part of it."""
    return demonym(word) is not None or word.endswith(_OWNED) or word in {"U.S.", "US", "UK", "EU"}


def _names_platform(words: list[str], skip: int, size: int) -> bool:
    """A one-letter platform counts only as such: "on X", "his X page"; a longer name always does."""
    if size > 1 or len(words[skip]) > 1:
        return True
    return skip + size == len(words) or words[skip + size].lower() in word_set("media", "places")


def _usual(spelling: str, name: str) -> str:
    """The text's spelling where it is the name's short form, else the usual name: "AFP", "RIA", but not "Izvestiya"."""
    return spelling if spelling.isupper() or spelling in name or name in spelling else name


@cache
def _platforms() -> frozenset[str]:
    return word_set("media", "platforms")


def _by_noun(fragment: str) -> str | None:
    """A medium by its noun: "the Vardan Herald newspaper", "state television", "the news agency Vardapress"."""
    own = _OWN.match(fragment)
    words = fragment[own.end() if own else 0 :].split()
    if not words:
        return None
    at = next((i for i, w in enumerate(words[:7]) if w.lower().strip(".’'") in word_set("media", "nouns")), None)
    if at is None:
        return _by_ending(words)
    while at + 1 < len(words) and words[at + 1].lower().strip(".’'") in word_set("media", "nouns"):
        at += 1
    after = _proper_run(words, at + 1)
    return " ".join(after) if after else _before_noun(words, at)


def _before_noun(words: list[str], at: int) -> str | None:
    """The name that stands before the noun at `at`, or a general one: "Western media", "state television"."""
    start = at
    while start > 0 and words[start - 1][:1].isupper() and not _descriptive(words[start - 1]):
        start -= 1
    if words[at].lower() in {"media", "press"} and at:
        return f"{words[at - 1]} {words[at]}".strip(".’'")
    named = words[start : at + 1] if words[at][:1].isupper() else words[start:at]
    if named:
        return " ".join(named).strip(".’'")
    generic = " ".join(w.lower() for w in words[max(0, at - 2) : at + 1])
    names = sorted(word_set("media", "generic"), key=lambda n: (-len(n), n))
    return next((name for name in names if generic.endswith(name)), None)


def _by_ending(words: list[str]) -> str | None:
    run = _proper_run(words, 0)
    return " ".join(run) if len(run) > 1 and run[-1] in word_set("media", "endings") else None


def _proper_run(words: list[str], at: int) -> list[str]:
    run: list[str] = []
    for word in words[at : at + 5]:
        if not (word[:1].isupper() or (run and word[:1].isdigit())):
            break
        run.append(re.sub(r"[’']s$", "", word.strip(".’'")))
        if word.endswith(("’s", "'s")):
            break
    return run
