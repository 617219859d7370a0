"""Names of people: folding, keys that forgive transliteration, comparison, and what a given name tells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import Literal

from sourcebook.lexicon.tables import lines, rows

Gender = Literal["m", "f"]

_APOSTROPHES = re.compile(r"[’'`ʻʼ‘′]")
_APART = re.compile(r"[\W_]+")
# Letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
# Spellings that transliteration schemes choose between, longest first; what they become is a key, not a reading.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|tsch|tch|ch|sh|sj|cz|sz", "C"),
        (r"zh|dzh|dj", "j"),
        (r"wh", "v"),
        (r"(?<=[rbd])h", ""),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ts|tz|z", "s"),
        (r"ck|q|c(?=[aouklrt]|$)", "k"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?<=[aeiouyj])(?:v|f)f?$", "f"),
        (r"ou|oo|o", "u"),
        (r"(?:i[ijy]+|y[iy]?|j(?=[aeiouy])|ee|ei|ey|ai|ay|ie|e)", "i"),
    )
)
_TWICE = re.compile(r"(.)\1+")
_HUSHED = re.compile(r"(?<=[aiu])h(?=$|[^aiu])|(?<!^)i(?=[aiu])")
_ARTICLES = frozenset(["al", "el", "ul", "ad", "ed", "ar", "er", "as", "es", "at", "et", "an", "en"])
# Keys of this length may differ in one letter and still be spellings of one surname.
_LONG = 8
_SHORT = 3  # sounds; so few are shared by given names and others' surnames
_PARENT = re.compile(r"(?i:(?:great-|grand)*(?:mother|father|ma|pa|mum|mom|dad|gran|grandma|grandad)-of-[\w-]+)\Z")
_LEAST_INITIALS = 3
_REGNAL = [[word] for word in ("king", "queen", "prince", "princess", "emir", "sultan", "emperor", "empress", "pope")]
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """The name in lower case without diacritics and punctuation, words apart by one space.

    >>> fold("  José-María O’Neill, Jr.")
    'jose maria oneill jr'
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    lowered = name.casefold()
    if not lowered.isascii():
        lowered = lowered.translate(_LETTERS)
    return _APART.sub(" ", _APOSTROPHES.sub("", lowered)).strip()


@lru_cache(maxsize=1 << 18)
def name_key(name: str) -> str:
    """A key that spellings of one name in Latin script share. Two names of one key may still be two people.

    >>> name_key("Sergei") == name_key("Serghei") == name_key("Sergey")
    True
    >>> name_key("Yury Kovalyov") == name_key("Yuri Kovalyov")
    True
    """
    return " ".join(_word_key(word) for word in fold(name).split())


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    known = _variants().get(word)
    if known is not None:
        return known
    sounds = _sounds_of(word)
    return _variants_by_sound().get(sounds, sounds)


def _sounds_of(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _TWICE.sub(r"\1", _HUSHED.sub("", word))


@cache
def _variants_by_sound() -> dict[str, str]:
    """The sounds of listed given names to the key of their group: "Hasan" is "Hassan" in another spelling."""
    found: dict[str, set[str]] = {}
    for word, key in _variants().items():
        found.setdefault(_sounds_of(word), set()).add(key)
    return {sounds: min(keys) for sounds, keys in found.items() if len(keys) == 1 and len(sounds) > _SHORT}


@cache
def _variants() -> dict[str, str]:
    """Given names to the key of their group; a name in two groups stays with the first."""
    table: dict[str, str] = {}
    for line in lines("name_variants.txt"):
        group = [fold(word) for word in line.split()]
        for word in group:
            table.setdefault(word, f"={group[0]}")
    return table


@cache
def _given() -> dict[str, str]:
    table: dict[str, str] = {}
    for gender, names in rows("given_names.tsv", 2):
        for name in names.split():
            folded = fold(name)
            known = table.setdefault(folded, gender)
            if known != gender:
                table[folded] = "u"
    return table


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name in one of the languages that the list covers."""
    return fold(word) in _given()


def given_gender(name: str) -> Gender | None:
    """What the first given name in `name` tells, None where it is unknown or given to both.

    >>> given_gender("Elena Marić"), given_gender("Robin Okafor")
    ('f', None)
    """
    first = fold(name).split(" ", 1)[0]
    gender = _given().get(first)
    return "m" if gender == "m" else "f" if gender == "f" else None


@cache
def _honorifics() -> dict[str, str]:
    return {title: gender for title, gender in rows("honorifics.tsv", 2)}


def honorific_gender(title: str) -> Gender | None:
    """The gender that a form of address tells ("Mrs." → f), None for others."""
    gender = _honorifics().get(title.casefold())
    return "m" if gender == "m" else "f" if gender == "f" else None


def is_honorific(word: str) -> bool:
    """Whether the word is a form of address, which is no part of a name: "Mr", "mum-of-two"."""
    return word.casefold() in _honorifics() or ("-of-" in word and _PARENT.match(word) is not None)


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, ...]:
    words = [word for word in name.split() if not is_honorific(word)]
    folded = [word for word in fold(" ".join(words)).split() if word not in _SUFFIXES]
    last = len(folded) - 1
    return tuple(word for i, word in enumerate(folded) if i in (0, last) or word not in _ARTICLES)


def generation(name: str) -> str:
    """The folded suffix that tells father from son ("jr", "iii"), "" where a name has none.

    >>> generation("Anton Vale Jr."), generation("Anton Vale")
    ('jr', '')
    """
    last = fold(name).rsplit(" ", 1)[-1]
    return last if last in _SUFFIXES else ""


def initials(name: str) -> str:
    """The folded first letters of a name's words, "" where it has fewer than three: nobody is called by two.

    >>> initials("Orla Beth Venn-Lund"), initials("Tariq bin Omar"), initials("Orla Venn")
    ('obvl', 'tbo', '')
    """
    words = fold(name).split()
    return "".join(word[0] for word in words) if len(words) >= _LEAST_INITIALS else ""


def by_given_name(role: str) -> bool:
    """Whether holders of the office go by their given names: "King Salman" is nobody whose father was Salman.

    >>> by_given_name("Crown Prince"), by_given_name("King of Ostrel"), by_given_name("Prime Minister")
    (True, True, False)
    """
    return role.casefold().split(" of ")[0].split()[-1:] in _REGNAL


def surname(name: str) -> str:
    """The folded last part of a name, titles and suffixes left out; "" for a name without letters.

    >>> surname("Mr. Anton van Dael Jr.")
    'dael'
    """
    parts = _parts(name)
    return parts[-1] if parts else ""


def same_person_name(one: str, other: str) -> bool | None:
    """Whether two names may be one person's: True they agree, False they can't, None one is too short to tell.

    Titles, middle names, diacritics, hyphens and transliteration don't count; nor do initials, unless both names have
    others in the middle. Symmetric.

    >>> same_person_name("Sergei P. Antonov", "Serhiy Antonov")
    True
    >>> same_person_name("Antonov", "Sergei Antonov") is None
    True
    >>> same_person_name("Marta Antonov", "Sergei Antonov"), same_person_name("S. P. Antonov", "S. A. P. Antonov")
    (False, False)
    """
    a, b = _parts(one), _parts(other)
    if not a or not b or _other_initials(a[1:-1], b[1:-1]):
        return False
    keys_a, keys_b = [_word_key(word) for word in a], [_word_key(word) for word in b]
    if "".join(keys_a) == "".join(keys_b):
        return True if len(a) > 1 or len(b) > 1 else None
    if len(a) == 1 or len(b) == 1:
        short, full = (keys_a[0], keys_b) if len(a) == 1 else (keys_b[0], keys_a)
        return None if short in (full[-1], full[0]) or short == "".join(full[-2:]) else False
    if not _same_surname(keys_a[-1], keys_b[-1]):
        return _same_words(keys_a, keys_b)
    return _same_given((a[0], keys_a[0]), (b[0], keys_b[0])) or _same_words(keys_a, keys_b)


def _other_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both middles are initials, and not the same."""
    return bool(one and other) and one != other and max(map(len, one + other)) == 1


def _same_surname(one: str, other: str) -> bool:
    """Equal, or one letter apart where both are long: "Lukin" and "Lukina" are two people's, longer ones seldom."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _same_words(one: list[str], other: list[str]) -> bool:
    """Whether the shorter name's words all stand in the longer one, in any order ("Li Wen", "Wen Li")."""
    short, full = sorted((one, other), key=len)
    return len(short) > 1 and not Counter(short) - Counter(full)


def _same_given(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (word, key), (other_word, other_key) = one, other
    if key == other_key:
        return True
    return min(len(word), len(other_word)) == 1 and word[0] == other_word[0]
