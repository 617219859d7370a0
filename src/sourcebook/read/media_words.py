"""The news medium or platform that words name: by list, by the nouns of media, by the form of the name.

"The Vard Herald newspaper", "state television", "Radio Ostrel", "Channel 6", "his X page".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sourcebook.lexicon.countries import demonym
from sourcebook.lexicon.institutions import outlet
from sourcebook.read.cues import word_set

_FRAGMENT = re.compile(r"[^,;:“”\"«»()\n]{1,90}")
_STOP = re.compile(
    r"\s(?:that|on|in|at|who|which|after|before|during|by|as|when|while|and|but|he|she|they|it|there|if|whether|from|citing|last|this|"
    r"earlier|late|early|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s"
)
_SPOKEN = frozenset({"radio", "television", "tv"})
_SEVERAL = frozenset({"agencies", "newspapers", "broadcasters", "channels", "outlets"})
_WHICH = frozenset({"state", "news", "media", "local", "foreign", "official", "independent", "television", "tv"})
_OWNED = ("’s", "'s", "-run", "-owned", "-based", "-language")
_OWN = re.compile(r"(?i:(?:his|her|its|their|the|a|an|own|official|personal|verified)\s+)+")


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
    if words[at : at + 2] in (["press", "service"], ["press", "office"]):
        return _press_service(words, at)
    while at + 1 < len(words) and words[at + 1].lower().strip(".’'") in word_set("media", "nouns"):
        at += 1
    after = _proper_run(words, at + 1) or _number(words, at)
    if after and words[at] in word_set("media", "opening"):
        after = [words[at], *after]  # "Radio Ostrel", "Channel Nine"
    return " ".join(after) if after else _before_noun(words, at)


def _number(words: list[str], at: int) -> list[str]:
    """ "Channel 6"."""
    number = words[at + 1].strip(".’'") if at + 1 < len(words) and words[at] in word_set("media", "opening") else ""
    return [number] if number.isdigit() else []


def _press_service(words: list[str], at: int) -> str | None:
    """ "The press service of the Harbour Office", "the presidential press service"."""
    if words[at + 2 : at + 3] == ["of"]:
        after = at + 4 if words[at + 3 : at + 4] == ["the"] else at + 3
        owner = _proper_run(words, after)
        return " ".join([*words[at:after], *owner]) if owner else None
    return " ".join(words[max(0, at - 1) : at + 2])


def _before_noun(words: list[str], at: int) -> str | None:
    """The name that stands before the noun at `at`, or a general one: "Western media", "state television"."""
    start = at
    while start > 0 and words[start - 1] in word_set("media", "nouns") | {"news"}:
        start -= 1
    at = start if start > 0 and words[start - 1][:1].isupper() and not _descriptive(words[start - 1]) else at
    start = at
    while start > 0 and words[start - 1][:1].isupper() and not _descriptive(words[start - 1]):
        start -= 1
    if words[at].lower() in _SEVERAL:
        return _several(words, at)
    if words[at].lower() in {"media", "press"}:
        return f"{words[at - 1]} {words[at]}".strip(".’'") if at else None
    if words[at] in _SPOKEN and start == at and at and words[at - 1][:1].isupper():
        return f"{words[at - 1]} {words[at]}"
    if words[at] in _SPOKEN and at - start == 1:
        return " ".join(words[start : at + 1])
    named = words[start : at + 1] if words[at][:1].isupper() else words[start:at]
    named = _whole_name(words, start, named) or _over_kind(words, start if named else at, named)
    if named:
        return " ".join(named).strip(".’'")
    generic = " ".join(w.lower() for w in words[max(0, at - 2) : at + 1])
    names = sorted(word_set("media", "generic"), key=lambda n: (-len(n), n))
    name = next((name for name in names if generic.endswith(name)), None)
    owner = at - len(name.split()) if name is not None else -1
    if name is not None and owner >= 0 and words[owner].endswith(("’s", "'s", "s’", "s'")):
        return f"{words[owner]} {name}"  # "the movement's radio station"
    return name


def _whole_name(words: list[str], start: int, named: list[str]) -> list[str]:
    """A name whose own words are a medium's nouns alone, with the nation before them: "Ethiopian News Agency"."""
    nouns = word_set("media", "nouns") | {"news"}
    if not named or any(w.lower() not in nouns for w in named) or not start or not words[start - 1][:1].isupper():
        return []
    return [words[start - 1], *named]


def _over_kind(words: list[str], at: int, named: list[str]) -> list[str]:
    """The name before the words that say what kind of medium it is: "the AVN state news agency", "Europe 1 radio"."""
    end = at
    while end > 0 and words[end - 1].lower() in _WHICH | {"national", "public", "private", "state-run", "state-owned"}:
        end -= 1
    start = end
    while start > 0 and (words[start - 1][:1].isupper() or (words[start - 1].isdigit() and start - 1 > 0)):
        if _descriptive(words[start - 1]):
            break
        start -= 1
    return named or (words[start:end] if start < end and words[start][:1].isupper() else [])


def _several(words: list[str], at: int) -> str | None:
    """Several media of one kind: "Russian news agencies", "state broadcasters"; None where nothing tells which."""
    start = at
    while start > 0 and (words[start - 1].lower() in _WHICH or _descriptive(words[start - 1])):
        start -= 1
    return " ".join(words[start : at + 1]) if start < at else None


def _by_ending(words: list[str]) -> str | None:
    run = _proper_run(words, 0)
    return " ".join(run) if len(run) > 1 and run[-1] in word_set("media", "endings") else None


def _proper_run(words: list[str], at: int) -> list[str]:
    run: list[str] = []
    for i, word in enumerate(words[at : at + 5], at):
        if word == "&" and run and words[i + 1 : i + 2] and words[i + 1][0].isupper():
            run.append(word)
            continue
        if not (word[:1].isupper() or (run and word[:1].isdigit())):
            break
        run.append(re.sub(r"[’']s$", "", word.strip(".’'")))
        if word.endswith(("’s", "'s")):
            break
    return run
