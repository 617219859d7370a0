"""The words of positions, as data/positions.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

from sourcebook.model.reading import Stance
from sourcebook.read.document import Token
from sourcebook.read.verbgroups import VerbGroup

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
QUOTES = frozenset({"“", "”", '"', "``", "''"})


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the data file."""
    text = files("sourcebook.read").joinpath("data", "positions.toml").read_text("utf-8")
    return dict(tomllib.loads(text)[name])


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """A list of words of the data file; empty where the table has none of that name."""
    return frozenset(table(name).get(key, ()))


@cache
def _phrases(name: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of a table by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, stance in table(name).items():
        first, *rest = phrase.split()
        found.setdefault(first, []).append((tuple(rest), stance))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def phrase_after(name: str, lemma: str, tokens: Sequence[Token], at: int) -> tuple[Stance, int] | None:
    """The stance of the phrase that `lemma` opens and the words from token `at` go on with, and where it ends."""
    for rest, stance in _phrases(name).get(lemma, ()):
        words = tokens[at : at + len(rest)]
        if len(words) == len(rest) and all(
            t.lower == w or (w == "its" and t.tag == "PRP$") for t, w in zip(words, rest, strict=True)
        ):
            return cast("Stance", stance), at + len(rest)
    return None


def given_up(stance: str | None) -> Stance | None:
    """What is left of a stance that is no longer taken: who drops a demand accepts."""
    return cast("Stance | None", table("given-up").get(stance)) if stance else None


def may_affirm(group: VerbGroup) -> bool:
    """Whether a verb that isn't denied may take a stance: most verbs are in no list, and nothing governs them."""
    return group.governor is not None or group.lemma == "be" or group.lemma in _stanced()


@cache
def _stanced() -> frozenset[str]:
    """The verbs that `_affirmed` finds a stance for."""
    names = ("phrases", "particles", "parted-particles", "of-others", "verbs")
    return frozenset(phrase.split()[0] for name in names for phrase in table(name)) | listed("granting", "verbs")


@cache
def _triggers() -> frozenset[str]:
    names = ("verbs", "particles", "of-others", "of-officials", "negated", "governors", "phrases", "negated-phrases")
    verbs = {phrase.split()[0] for name in (*names, "parted-phrases", "nouns") for phrase in table(name)}
    said = listed("ruled-out", "words") | listed("ruled-out", "negated") | listed("withheld", "verbs")
    said |= {phrase.split()[-1] for phrase in table("ruled-out")["phrases"]} | {"question", "there"}
    must = listed("must", "modals") | listed("must", "verbs") | listed("must", "conditions") | {"need"}
    must |= listed("concessions", "verbs") | listed("concessions", "traded") | listed("sides", "needs")
    must |= listed("granting", "verbs") | listed("named", "nouns") | listed("ruled-out", "passives") | {"only"}
    must |= listed("judged", "verbs") | listed("content", "suffices") | listed("content", "satisfies")
    must |= listed("content", "enough") | {phrase.split()[0] for phrase in listed("content", "be")} | {"live"}
    must |= listed("needless", "nouns") - {"point", "use", "sense", "basis"} | listed("nobody", "done") | {"let"}
    must |= listed("unwise", "words") | {"necessary", "something", "exchange", "return"}
    being = {phrase.split()[0] for phrase in table("being")}
    return frozenset(verbs | said | must | being | {"until", "unless", "without", "give", "demand"}) | {
        "conditional",
        "contingent",
        "tie",
    }


def may_hold(tokens: Sequence[Token]) -> bool:
    """Whether a sentence has a word by which positions are taken: many have none."""
    triggers = _triggers()
    imperatives = listed("imperatives", "verbs")
    for i, token in enumerate(tokens):
        if token.lemma in triggers or token.lower in triggers:
            return True
        if token.text in QUOTES and _orders(tokens, i, imperatives):
            return True
    return False


def _orders(tokens: Sequence[Token], quote: int, imperatives: frozenset[str]) -> bool:
    return quote + 1 < len(tokens) and tokens[quote + 1].lower in imperatives
