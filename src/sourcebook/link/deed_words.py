"""What a deed that no list knows is about: its verb's stem, in all its forms, and the thing that it is done to."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.link.matters import matters_of
from sourcebook.link.words import word_key


@cache
def _rows(table: str) -> dict[str, str]:
    """The words of a table of data/deeds.toml, each with the word that heads its row; both as keys."""
    text = files("sourcebook.link").joinpath("data", "deeds.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)[table]
    return {word_key(word): word_key(head) for head, words in rows.items() for word in words.split()}


@cache
def stem(word: str) -> str:
    """What the verb and the nouns made of it have in common.

    >>> stem("filling") == stem("fill"), stem("departure") == stem("depart"), stem("payment") == stem("pay")
    (True, True, True)
    """
    key = word_key(word)
    key = _rows("forms").get(key, key)
    for ending in ("ing", "er", "e"):
        if key.endswith(ending) and len(key) - len(ending) > 3:
            return key[: -len(ending)]
    return key


@cache
def matters_of_deed(deed: str) -> frozenset[str]:
    """The matters of a deed ("fill reservoir"): those of its word where the lists know it, else its stem.

    >>> sorted(matters_of_deed("meet engineer")), sorted(matters_of_deed("filling reservoir"))
    (['gathering'], ['deed fill'])
    """
    done, *thing = deed.split()
    own = _rows("handing").get(word_key(done)) if thing else None
    return matters_of(done, None, frozenset()) or frozenset({f"deed {own or stem(done)}"})


@cache
def thing_of_deed(deed: str) -> frozenset[str]:
    """The key of the thing that it is done to, nothing where the words name none."""
    return frozenset(map(stem, deed.split()[1:]))
