"""Common nouns for a person: callings, kin, what somebody is at the time."""

from __future__ import annotations

from functools import cache, lru_cache

from sourcebook.lexicon.tables import lines

_ENDINGS = ("man", "woman", "ologist", "ician", "keeper", "maker", "worker", "holder", "wright")
_ROOT = 3  # letters before such an ending
_HER = {
    "mother",
    "sister",
    "daughter",
    "wife",
    "widow",
    "aunt",
    "niece",
    "grandmother",
    "girl",
    "bride",
    "queen",
    "nun",
}
_HIS = {
    "father",
    "brother",
    "son",
    "husband",
    "widower",
    "uncle",
    "nephew",
    "grandfather",
    "boy",
    "lad",
    "king",
    "monk",
}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for line in lines("people.txt") for word in line.split())


@lru_cache(maxsize=16384)
def is_person_noun(word: str) -> bool:
    """Whether a noun in lower case, singular or plural, is one for a person.

    >>> is_person_noun("bakers"), is_person_noun("tugboatman"), is_person_noun("table")
    (True, True, False)
    """
    word = word.partition("-of-")[0]  # "mum-of-two"
    one = singular(word)
    return not {word, one, word.removesuffix("s")}.isdisjoint(_nouns()) or (
        one.endswith(_ENDINGS) and len(one) > _ROOT + 3
    )


def noun_gender(word: str) -> str | None:
    """The gender that a noun in lower case tells: "m", "f" or None.

    >>> noun_gender("policewoman"), noun_gender("driver")
    ('f', None)
    """
    if word in _HER or word.endswith(("woman", "ess")):
        return "f"
    return "m" if word in _HIS or word.endswith("man") else None


def singular(noun: str) -> str:
    """The singular of a plural in lower case; other words as they are.

    >>> singular("witnesses"), singular("firemen"), singular("deputies"), singular("boss")
    ('witness', 'fireman', 'deputy', 'boss')
    """
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
