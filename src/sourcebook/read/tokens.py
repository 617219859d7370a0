"""Words and their lemmas: the smallest pieces that the rules of this stage look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

import simplemma

# A token is one of: an abbreviation with inner dots (U.S.), a number with its separators, a handle or link, a word with
# inner hyphens and apostrophes, a run of the same punctuation, or any other single character.
_TOKEN = re.compile(
    r"""
      (?>[a-z]+)(?=\s)                                     # most words; what follows would take them no further
    | https?://\S+ | www\.\S+
    | [@\#]\w+
    | (?:[^\W\d_]\.){2,}(?:-[^\W_]+)*                    # U.S.  e.g.  U.S.-led
    | [A-Z][-–](?:[A-Z]\.){2,}                              # D-N.Y.
    | [A-Z]{1,2}-?\d\+\d\b                                  # P5+1  E3+3
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|k)?\b          # 1,200  3.5  20th  1990s
    | (?:Mrs?|Ms|Dr|Prof|Gen|Maj|Brig|Adm|Cmdr|Lt|Col|Sgt|Cpl|Capt|Sen|Rep|Gov|Supt|St|[JS]r|No|vs)\.
    | (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.
    | [^\W_]+(?:[-’'.&][^\W_]+)*                           # face-to-face  O'Neill  AT&T
    | \.{2,} | -{2,} | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:[’'](?:s|re|ve|ll|d|m)|n[’']t|(?<=\bcan)not)$", re.IGNORECASE)

_first = itemgetter(0)
_CLITIC_SIGN = re.compile(r"['’]|[nN][oO][tT]")


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the tokens of `text[start:end]`, clitics ("'s", "n't") apart, as treebanks cut them.

    >>> [("They don't")[a:b] for a, b in tokenise("They don't", 0, 10)]
    ['They', 'do', "n't"]
    """
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    a = end
    for sign in reversed([match.start() for match in _CLITIC_SIGN.finditer(text, start, end)]):
        if sign >= a:  # in the token that was looked at last
            continue
        at = bisect_right(spans, sign, key=_first) - 1
        a, b = spans[at]
        clitic = _CLITIC.search(text, a, b) if b - a > 2 else None
        if clitic is not None and clitic.start() > a:
            spans[at : at + 1] = [(a, clitic.start()), (clitic.start(), b)]
    return spans


@lru_cache(maxsize=100_000)
def lemma_of(lower: str, tag: str) -> str:
    """The lemma of a lower-cased word, given its Penn tag: "met" VBD is "meet", "meeting" NN stays.

    >>> lemma_of("meeting", "NN"), lemma_of("meeting", "VBG"), lemma_of("talks", "NNS")
    ('meeting', 'meet', 'talk')
    """
    if tag.startswith("VB"):
        return _IRREGULAR.get(lower) or _verb_lemma(lower)
    if tag in {"NNS", "NNPS"}:
        return str(simplemma.lemmatize(lower, lang="en"))
    return lower


# Forms that simplemma keeps for their noun or adjective sense, or gets wrong.
_IRREGULAR = {
    "'s": "be",
    "’s": "be",
    "'re": "be",
    "’re": "be",
    "'m": "be",
    "’m": "be",
    "'ve": "have",
    "’ve": "have",
    "'d": "would",
    "’d": "would",
    "'ll": "will",
    "’ll": "will",
    "left": "leave",
    "saw": "see",
    "found": "find",
    "felt": "feel",
    "lay": "lie",
    "bound": "bind",
    "ground": "grind",
    "wound": "wind",
    "cancelled": "cancel",
    "cancelling": "cancel",
    "signalled": "signal",
    "signalling": "signal",
    "won": "win",
    "thought": "think",
    "shot": "shoot",
    "broke": "break",
    "rose": "rise",
    "gone": "go",
    "shook": "shake",
    "bore": "bear",
    "born": "bear",
    "overrun": "overrun",
    "overthrew": "overthrow",
    "remains": "remain",
    "means": "mean",
    "fixed": "fix",
    "mixed": "mix",
    "annexed": "annex",
    "annexes": "annex",
    "assailed": "assail",
    "crosses": "cross",
    "guts": "gut",
    "masses": "mass",
    "swearing": "swear",
    "thanking": "thank",
    "thanks": "thank",
    "trading": "trade",
    "developed": "develop",
    "thanked": "thank",
    "succeed": "succeed",
    "exceed": "exceed",
    "proceed": "proceed",
    "speed": "speed",
    "feed": "feed",
}


def _verb_lemma(lower: str) -> str:
    found = str(simplemma.lemmatize(lower, lang="en"))
    if found != lower:
        return found
    for ending in ("ing", "ed"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return _stem(lower[: -len(ending)])
    return lower


def _stem(stem: str) -> str:
    """The verb behind a stem that lost -ing or -ed: sett → set, promis → promise, visit → visit."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    for verb in (stem, stem + "e", stem[:-1]):
        if simplemma.is_known(verb, lang="en") and simplemma.lemmatize(verb, lang="en") == verb:
            return verb
    return stem + "e" if stem[-1] in "vscuz" and not stem.endswith("ss") else stem
