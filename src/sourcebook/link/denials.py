"""What one report says happened and another denies: "an envoy met him in Osk", "nobody met him in Osk".

A denial is the clause behind a verb of denying. What it denies is looked for in the other reports of its story: the
same deed, in the same word, with a name and words that tell. A clause with no more than "not" or "never" in it is left
alone: of 20 such pairs in ECB+ and in news of 2015 and 2020, looked through by hand, 19 were no contradiction.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sourcebook.link.byreport import once_a_report
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.entities import EntityIndex
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, Reading, Span
from sourcebook.model.record import ConflictKind

NEAR = timedelta(days=30)
TELLING = 7.0  # bits that the words shared by a denial and by what it denies must tell
TOLD = 4  # reports kept that tell what one denies
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH = 9  # words behind "denied" within which the deed stands
# "Denied that he met", not "denied bail".
_PLAIN = frozenset(
    {"that", "having", "any", "he", "she", "it", "they", "there", "being"}
)  # "denied that", not "denied bail"
_KINDS: tuple[ConflictKind, ...] = ("participant", "outcome")
_CLAUSE_END = re.compile(r"[;:.!?“”\"\n]|,\s+(?:as|but|while|and|which|who|although|though)\b|\s[–—-]\s")


@cache
def data() -> dict[str, Any]:
    """The word lists of data/claims.toml."""
    return tomllib.loads(files("sourcebook.link").joinpath("data", "claims.toml").read_text("utf-8"))


@cache
def _deeds() -> frozenset[str]:
    return frozenset(word for words in data()["deeds"].values() for word in words)


@dataclass(frozen=True, slots=True)
class Claim(Told):
    """A clause about deeds: denied or told, with its content words; `deeds` by the keys of their words."""

    reading: Reading
    sentence: Span
    clause: Span
    words: frozenset[str]
    beside: frozenset[str]
    deeds: frozenset[str]
    denied: bool


def denial_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """One conflict for every denial of which other reports of the story tell what is denied."""
    stories: dict[str, list[Claim]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        stories[story_of.get(reading.report.id, "")] += _claims(reading, index)
    found: dict[str, Conflict] = {}
    for _, claims in sorted(stories.items()):
        telling = Telling(claims)
        told: dict[str, list[Claim]] = defaultdict(list)
        for one in claims:
            for deed in sorted(one.deeds) if not one.denied else ():
                told[deed].append(one)
        for denial in (one for one in claims if one.denied):
            made = _against(denial, told, telling)
            if made is not None:
                found[made.id] = made
    return sorted(found.values(), key=lambda c: c.id)


@once_a_report
def _claims(reading: Reading, index: EntityIndex) -> Iterator[Claim]:
    text = reading.report.text
    words = SentenceWords(reading, index)
    for sentence in reading.sentences:
        if _deeds().isdisjoint(map(str.lower, _WORD.findall(text, sentence.start, sentence.end))):
            continue  # as of most sentences
        said = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text, sentence.start, sentence.end)]
        denied = _denied(text, sentence, said)
        clause = denied or sentence
        inside = [word for start, _, word in said if clause.start <= start < clause.end]
        deeds = frozenset(word_key(w) for w in (inside[:_REACH] if denied else inside) if w in _deeds())
        if deeds:
            own = words.within(clause) if denied else words.words(sentence)
            yield Claim(reading, sentence, clause, own, words.beside(sentence), deeds, denied is not None)


def _denied(text: str, sentence: Span, said: Sequence[tuple[int, int, str]]) -> Span | None:
    """The clause that is denied."""
    for at, (_, end, word) in enumerate(said):
        key = word_key(word)
        if key not in _keys("verbs"):
            continue
        behind = [one for _, _, one in said[at + 1 : at + 6]]
        plain = key in _keys("plain") and bool(set(behind[:4]) & _PLAIN)
        if plain or set(behind) & set(data()["denial"]["nouns"]):
            return Span(start=end + (text[end : end + 1] == " "), end=_end(text, end, sentence.end))
    return None


@cache
def _keys(group: str) -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["denial"][group])


def _end(text: str, start: int, limit: int) -> int:
    edge = _CLAUSE_END.search(text, start, limit)
    return edge.start() if edge else limit


def _against(denial: Claim, told: Mapping[str, Sequence[Claim]], telling: Telling) -> Conflict | None:
    """The conflict of a denial with the reports that tell what it denies."""
    scored: dict[str, tuple[float, Claim]] = {}
    for deed in sorted(denial.deeds):
        for one in told[deed]:
            score = _score(denial, one, telling)
            if score and (one.report not in scored or score > scored[one.report][0]):
                scored[one.report] = (score, one)
    if not scored:
        return None
    best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].report))[:TOLD]
    sides = [side(denial.reading, _trimmed(denial), "denied")]
    sides += [side(one.reading, _trimmed(one), "told") for _, one in best]
    deed = min(denial.deeds & best[0][1].deeds)
    return conflict(_kind(deed), deed, "disputed", tuple(sides), "one report denies what another tells")


def _score(denial: Claim, one: Claim, telling: Telling) -> float:
    days = (denial.published, one.published)
    far = days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > NEAR
    named = any(word.startswith("n_") for word in denial.words & one.words)
    bits = telling.shared(denial, one) if named and not far and one.report != denial.report else 0.0
    return bits if bits >= TELLING else 0.0


def _kind(deed: str) -> ConflictKind:
    groups = {name for name, words in data()["deeds"].items() if deed in {word_key(word) for word in words}}
    kinds = data()["kinds"]
    return next((kind for kind in _KINDS if groups & set(kinds[kind])), "status")


def _trimmed(claim: Claim) -> Span:
    text = claim.reading.report.text
    start, end = claim.clause.start, claim.clause.end
    words = text[start:end]
    return Span(start=start + len(words) - len(words.lstrip()), end=end - len(words) + len(words.rstrip()))
