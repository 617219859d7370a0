"""Cues: the verbs, nouns and phrases that bring in what somebody says, and how each takes its content.

The lists are data (`data/cues.tsv`, `data/cue_nouns.tsv`, `data/attribution.toml`); this module finds them in tokens.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec.structs import replace

from sourcebook.lexicon.offices import office
from sourcebook.read.document import Token
from sourcebook.read.entity_words import table, words
from sourcebook.read.tokens import lemma_of

_RECKONED = 12  # words from a verb to the number that it gives for something
_NUMBER = 5  # words from "at" to the number: "at between three and"


class VerbCue(msgspec.Struct, frozen=True):
    """A cue verb in a sentence: its frames (see data/cues.tsv) and the token range of verb and particle."""

    lemma: str
    frames: frozenset[str]
    at: int
    end: int

    @property
    def says(self) -> bool:
        """Whether it is a verb of saying, whatever stands around it, rather than of holding, wanting or showing."""
        return "text" in self.frames and not self.frames & {"go", "hold"}

    def takes(self, *frames: str) -> bool:
        """Whether one of `frames` is among the verb's."""
        return any(f in self.frames for f in frames)


def _rows(name: str) -> list[tuple[str, list[str]]]:
    text = files("sourcebook.read").joinpath("data", name).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[1].split()) for row in rows]


@cache
def verb_frames() -> Mapping[str, Mapping[tuple[str, ...], frozenset[str]]]:
    """Frames by verb and by the words that must follow it (none for most)."""
    found: dict[str, dict[tuple[str, ...], frozenset[str]]] = {}
    for key, frames in _rows("cues.tsv"):
        verb, *rest = key.split()
        by_rest = found.setdefault(verb, {})
        by_rest[tuple(rest)] = by_rest.get(tuple(rest), frozenset()) | frozenset(frames)
    return found


@cache
def cue_nouns() -> Mapping[str, frozenset[str]]:
    """What may follow each cue noun."""
    return {noun: frozenset(follow) for noun, follow in _rows("cue_nouns.tsv")}


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """A named list of data/attribution.toml."""
    return frozenset(_toml()[table][key])


def word_list(table: str, key: str) -> Sequence[str]:
    """A named list of data/attribution.toml, in its order."""
    return _toml()[table][key]


@cache
def threshold(table: str, key: str) -> float:
    """A named number of data/attribution.toml."""
    return float(_toml()[table][key])  # type: ignore[arg-type]


@cache
def _toml() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(files("sourcebook.read").joinpath("data", "attribution.toml").read_text("utf-8"))


def verb_cue(tokens: Sequence[Token], at: int) -> VerbCue | None:
    """The cue whose verb is the token at `at`; the longest listed phrase wins ("call for" over "call")."""
    token = tokens[at]
    if token.lemma in word_set("reckoning", "verbs") and reckons(tokens, at):
        return VerbCue(f"{token.lemma} at", frozenset({"see"}), at, at + 1)
    by_rest = verb_frames().get(token.lemma)
    if by_rest is None:
        return None
    for rest in _longest_first(token.lemma):
        end = _follows(tokens, at + 1, rest)
        if end is not None:
            return VerbCue(" ".join((token.lemma, *rest)), by_rest[rest], at, end)
    return None


_OWNED = 6  # words before a noun of whose view something is: "by the union's own count"


def reckons(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is given behind the verb as somebody's own: "puts the debt at some 5 million"."""
    if tokens[at].lemma not in word_set("reckoning", "verbs"):
        return False
    for i in range(at + 2, min(len(tokens) - 1, at + _RECKONED)):
        if tokens[i].lower == "at":
            after = (t for t in tokens[i + 1 : i + 1 + _NUMBER] if t.lower not in word_set("reckoning", "about"))
            number = next(after, None)
            return number is not None and (number.tag in {"CD", "$"} or number.text[0].isdigit())
        if tokens[i].text in {",", ";", ":", "."} or tokens[i].tag in {"VBD", "VBZ", "MD", "WDT", "WP"}:
            return False
    return False


@cache
def _longest_first(verb: str) -> tuple[tuple[str, ...], ...]:
    """What may follow a cue verb to make a phrase of it."""
    return tuple(sorted(verb_frames()[verb], key=lambda rest: (-len(rest), rest)))


def _follows(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> int | None:
    """Where the words `rest` end if they stand at `at`, an adverb or two let through; None if they don't."""
    for word in rest:
        skipped = 0
        while at < len(tokens) and tokens[at].lower != word and tokens[at].tag == "RB" and skipped < 2:
            at, skipped = at + 1, skipped + 1
        if at >= len(tokens) or tokens[at].lower != word:
            return None
        at += 1
    return at


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital in mid-sentence shows that what was tagged as a verb is a name."""
    token = tokens[at]
    if at == 0 or not token.tag.startswith("VB") or not token.text[0].isupper() or token.text.isupper():
        return False
    return tokens[at - 1].text[0].isalpha() or tokens[at - 1].text == ","


@cache
def _verbs_of_saying() -> frozenset[str]:
    return frozenset(verb for verb, by_rest in verb_frames().items() if "text" in by_rest.get((), frozenset()))


@cache
def _stems() -> frozenset[str]:
    listed = [*verb_frames(), *cue_nouns()]
    return frozenset(word[:4] for word in listed) | {"acco", "word", "view", "opin", "eyes"}


def may_attribute(tokens: Sequence[Token]) -> bool:
    """Whether a sentence holds any word that looks like a cue; one that doesn't needs no closer look."""
    verbs, stems = verb_frames(), _stems()
    return any(t.lemma in verbs or t.lower[:4] in stems or t.text == ":" for t in tokens) or views(tokens)


def views(tokens: Sequence[Token]) -> bool:
    """Whether it may be told by whose view, words or count something is so: "in Venn's view", "by their own count"."""
    return any(
        t.lower in word_set("prefix_cues", "views")
        and any(other.lower in {"in", "by"} for other in tokens[max(0, at - _OWNED) : at])
        for at, t in enumerate(tokens)
    ) or any(as_told(tokens, at) for at in range(len(tokens) - 2))


def as_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is told there who says so: "as stressed by the minister, S"."""
    told = [t.lower for t in tokens[at : at + 3 : 2]] == ["as", "by"]
    cue = verb_cue(tokens, at + 1) if told and tokens[at + 1].tag in {"VBN", "VBD"} else None
    return cue is not None and cue.says


def verbs_restored(tokens: Sequence[Token], *, titled: bool) -> list[Token]:
    """The tokens with cue verbs that the tagger took for adjectives or nouns tagged as verbs: "and accused/JJ them".

    Only where the place asks for a verb: after a conjunction, a pronoun or a noun for -ed, after a comma for -ing.
    """
    restored = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag[:2] == "VB":
            if not titled and _is_name(tokens, at):
                restored[at] = replace(token, tag="NNP", lemma=token.lower)
            elif _is_past(tokens, at):
                restored[at] = replace(token, tag="VBD")
            continue
        tag = _verb_tag(tokens, at) if at and token.lower.endswith(_VERB_ENDINGS) else None
        if tag is not None:
            lemma = lemma_of(token.lower, tag)
            if lemma in verb_frames():
                restored[at] = replace(token, tag=tag, lemma=lemma)
    return restored


def _is_past(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of saying right behind a name tells what it did: "..., envoy Orla Venn confirmed on Monday"."""
    token = tokens[at]
    if token.tag != "VBN" or not at or token.lemma not in _verbs_of_saying():
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if after in {"by", "as"}:
        return False
    return tokens[at - 1].tag in {"NNP", "PRP"} or _behind_speaker(tokens, at)


def _behind_speaker(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody who can speak stands right before `at`, a comma before that: "..., its minister announced"."""
    if tokens[at - 1].tag != "NN" or not _can_speak(tokens[at - 1].lower):
        return False
    first = at - 1
    while first > 0 and tokens[first - 1].tag in {"NN", "NNP", "JJ", "POS"}:
        first -= 1
    definite = first > 0 and (tokens[first - 1].tag == "PRP$" or tokens[first - 1].lower == "the")
    return definite and first > 2 and tokens[first - 2].text in {",", "”", '"'}


def _can_speak(noun: str) -> bool:
    return noun in table("reference") or noun in words("organisation", "national") or office(noun) is not None


_VERB_ENDINGS = ("ed", "s", "ing")
_SUBJECT_TAGS = frozenset({"CC", "PRP", "WP", "NNP", "NNPS", "NNS", "NN"})
_OPENS_CLAUSE = frozenset({"PRP", "DT", "EX", "PRP$", "NNP"})


def _verb_tag(tokens: Sequence[Token], at: int) -> str | None:
    before, lower = tokens[at - 1], tokens[at].lower
    if lower.endswith(("ed", "s")) and before.text == "," and at + 1 < len(tokens):
        tag = "VBD" if lower.endswith("ed") else "VBZ"
        named = tokens[at + 1].tag in {"NNP", "PRP", "DT"}
        return tag if named and lemma_of(lower, tag) in _verbs_of_saying() else None
    if lower.endswith("ed"):
        if before.lemma in {"be", "have"}:
            return "VBN"
        named = before.tag in _SUBJECT_TAGS or before.lower in {"also", "then", "later", "repeatedly", "once", "again"}
        return "VBD" if named else None
    if lower.endswith("s") and before.tag in {"NNP", "PRP", "FW"} and at + 1 < len(tokens):
        after = tokens[at + 1]
        says = lemma_of(lower, "VBZ") in _verbs_of_saying()
        return "VBZ" if says and (after.lower == "that" or after.tag in _OPENS_CLAUSE) else None
    if lower.endswith("ing") and before.text in {",", "–", "—"}:
        return "VBG"
    return None
