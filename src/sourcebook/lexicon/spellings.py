"""Whether two words are spellings of one name: what transliteration, dictation and translation do to names.

Sounds are compared, not letters: `name_key` brings schemes of transliteration together, and what is left may differ
in vowels, in sounds that schemes write alike, and in nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sourcebook.lexicon.names import fold, name_key

# Sounds that schemes don't keep apart: q, gh, kh and h; s, sh, zh and j; v, f and b; d, t and dz.
_ALIKE = str.maketrans({"g": "k", "h": "k", "C": "s", "c": "s", "j": "s", "f": "v", "b": "v", "t": "d"})
_VOWELS = re.compile(r"(?<!^)[aiu]+")
_AFFRICATE = re.compile(r"ds|ts")
_MUTE = re.compile(r"(?<=[b-df-hj-np-tv-z])e$")  # English writes it, whoever goes by the sound doesn't
_TWICE = re.compile(r"(.)\1+")
_SHORT = 4  # sounds; a shorter name says too little for anything but the same sounds
_LONG = 7  # from here on two sounds may differ


# What Greek writes for b, d and g; "ow" at an end, which other scripts write as a vowel; "qu" and "w" at a start.
_GREEK = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\bnt(?=[aeiouy])", "d"),
        (r"\bgk", "g"),
        (r"mp(?=[aeiouylr])", "mb"),
        (r"\bmb", "b"),
        (r"ow\b", "ou"),
        (r"\b[kq]u(?=[aeio])", "kv"),
        (r"\bu(?=[aeio])", "w"),
        (r"\bcyp", "kip"),
    )
)


@lru_cache(maxsize=65536)
def _sounds(word: str) -> str:
    word = fold(word)
    for pattern, sound in _GREEK:
        word = pattern.sub(sound, word)
    return name_key(word).replace(" ", "").replace("=", "")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a name, those that schemes of transliteration write alike made one; a first vowel stays.

    >>> skeleton("Belmar"), skeleton("Araqchi") == skeleton("Araghchi"), skeleton("Lund") == skeleton("Land")
    ('vlmr', True, True)
    """
    bare = _VOWELS.sub("", _AFFRICATE.sub("d", _sounds(word)))
    first = "a" if bare[:1] in {"a", "i", "u"} else bare[:1].translate(_ALIKE)
    return first + _TWICE.sub(r"\1", bare[1:].translate(_ALIKE).replace("k", ""))


@lru_cache(maxsize=65536)
def spelt_alike(one: str, other: str) -> bool:
    """Whether two words can be one name in two spellings. Symmetric; a likeness, which context must bear out.

    "-a" at the end of one alone tells a woman's surname from a man's.

    >>> spelt_alike("Belmar", "Belmahr"), spelt_alike("Dzhamil", "Jamil"), spelt_alike("Orlov", "Orlova")
    (True, True, False)
    >>> spelt_alike("Sadow", "Sadov")
    True
    """
    for j, z in ((one, other), (other, one)):
        if j[:1] in "Jj" and z[:1] in "Zz":  # what English writes with a J others may hear as a Z
            return spelt_alike(f"Z{j[1:]}", f"Z{z[1:]}")
        if j[-2:] == "ow" and z[-2:] in {"ov", "of"}:  # a Polish ending heard, or written, as a Russian one
            return spelt_alike(f"{j[:-1]}v", z)
    heard = [(_sounds(one), _sounds(other)), (_sounds(_MUTE.sub("", fold(one))), _sounds(_MUTE.sub("", fold(other))))]
    if any(a == b for a, b in heard):
        return True
    if _is_womans(fold(one), fold(other)) or skeleton(one) != skeleton(other):
        return False
    return any(_near(a, b) for a, b in heard)


# What other alphabets make of sounds that theirs have no letter for: Greek and others write ch for kh and h, tz or gi
# for an English j, and -its for a Slavic -ich that others write -ic. A Slavic alphabet may put a j before a u at the
# start and has one for the y of "-ey"; French writes ou for a w. Greek writes nt for any d and gives men an -os, Korean
# has no f, Portuguese ends in -ão what others end in -an, and what English ends in -y others end in -ia.
_ABROAD = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ch", "h"),
        (r"\b(?:j|tzi(?=[aou])|tz|dzh|dz|dj|gi(?=[aou]))", "z"),
        (r"(?:ic|its|itz)\b", "ich"),
        (r"\bwr", "ur"),
        (r"\b[jy]u", "u"),
        (r"ou(?=[aei])", "w"),
        (r"(?<=[ae])j(?=[^aeiouyj]|\b)", "i"),
        (r"(?<=[a-z]{3}[b-df-hj-np-tv-z])(?:os|as|is)\b", ""),
        (r"nt(?=[aeiour])", "d"),
        (r"f", "p"),
        (r"ao\b", "an"),
        (r"(?<=[a-z]{3}[b-df-hj-np-tv-z])ia\b", "y"),
        (r"(?<!\b)qu(?=[ie])|\bqu(?=i)", "k"),
    )
)


@lru_cache(maxsize=65536)
def renderings(word: str) -> tuple[str, ...]:
    """A name, and what other alphabets, or a translator from them, may have made it of; lower case, at most eight.

    >>> renderings("Tziorlin")
    ('tziorlin', 'zorlin')
    """
    found = [fold(word)]
    for pattern, written in _ABROAD:
        found += [other for one in found if (other := pattern.sub(written, one)) != one]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def spelt_abroad(one: str, other: str) -> bool:
    """Whether two words can be one name, one of them as a translator from another alphabet has it.

    >>> spelt_abroad("Jorlin", "Tziorlin"), spelt_abroad("Hamid", "Chamid"), spelt_abroad("Hamid", "Samid")
    (True, True, False)
    """
    return any(spelt_alike(a, b) for a in renderings(one) for b in renderings(other))


def _near(a: str, b: str) -> bool:
    """Whether the sounds of two names differ by no more than hearing and writing down change."""
    if min(len(a), len(b)) < _SHORT:
        return False
    a, b = (name.replace("ds", "s").replace("ts", "s").translate(_ALIKE) for name in (a, b))
    return _apart(a, b) <= (2 if min(len(a), len(b)) >= _LONG else 1)


def _is_womans(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long[-1:] == "a" and short[-1:] not in {"a", "e"}


def _apart(one: str, other: str) -> int:
    """Letters to change, add or leave out to make one of the other (Levenshtein); 3 stands for more."""
    if abs(len(one) - len(other)) > 2:
        return 3
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != against))
    return min(row[-1], 3)
