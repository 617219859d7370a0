"""A text told in other words by rules: what a rewriting desk does to a wire story, seeded, for benches/origins.py.

Rules: words and phrases of like meaning; attributions moved and their verb changed; "A announced B" turned around;
clauses in another order; numbers as words or digits; weekdays as dates; contractions; asides dropped and put in; two
sentences made of one. Quotations stay as they are, for a rewrite quotes as its source does. `data/paraphrases.toml`.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_SENTENCE = re.compile(r"(?<=[.!?][”\"])\s+|(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"])")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_HOLDERS = 0xE000
"""The first of 6,400 characters of private use, which stand for quotations while the rest is told anew."""
_HELD = re.compile("[\ue000-\uf8ff]")
_SPEAKER = r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*| of| for| the){0,5}|[Tt]he [a-z]+(?: [a-z]+)?|[Hh]e|[Ss]he|[Tt]hey)"
_DIGITS = re.compile(r"(?<![\d.,$€£-])\b([1-9]|1\d|20)\b(?![\d.,:%-]*\d|[%-])")
_NEXT = r"(?:has|had|was|is|will|said|to|in|on|for|and)"
_TURNS = (
    (re.compile(r"\b([a-z]{3,}(s|ed|ing|ly)) and ([a-z]{3,}\2)\b"), r"\3 and \1"),
    (re.compile(r"\b([A-Z][a-z]+) and ([A-Z][a-z]+)\b(?! [A-Z])"), r"\2 and \1"),
    (
        re.compile(r"\b([A-Z][a-z]+)[’']s ([a-z]{4,})(?= (?:has|had|was|is|will|said|to|in|on|for|and))"),
        r"the \2 of \1",
    ),
    (re.compile(r"\bthe ([a-z]{4,}) of ([A-Z][a-z]+)(?= (?:has|had|was|is|will|said|to|in|on|for|and))"), r"\2’s \1"),
    (re.compile(r", (?:who|which) [^,.;]{5,60},"), r""),
    (re.compile(r" \([^()]{2,60}\)"), r""),
)
_TIME_LAST = re.compile(
    r"^(?P<said>[A-Z].{20,}) (?P<time>(?:on|in|by|at|after|during|since|for) (?:[A-Z\d][\w ]{2,20}|the [\w ]{3,30}))\.$"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Rules:
    """The rules as they are used: `words` by the word or phrase that they replace, patterns compiled."""

    words: dict[str, str]
    saying: tuple[str, ...]
    saying_now: tuple[str, ...]
    numbers: tuple[str, ...]
    spelt: re.Pattern[str]
    shares: tuple[str, ...]
    dropped: re.Pattern[str]
    openings: tuple[str, ...]
    phrase: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    source: re.Pattern[str]
    passive: re.Pattern[str]
    participle: dict[str, str]
    plain: frozenset[str]
    clause_first: re.Pattern[str]
    clause_last: re.Pattern[str]


@cache
def rules() -> Rules:
    """The packaged rules."""
    data = tomllib.loads((Path(__file__).parent / "data" / "paraphrases.toml").read_text(encoding="utf-8"))
    pairs = [pair for kind in data["swaps"].values() for pair in kind] + data["contractions"]["pairs"]
    words: dict[str, str] = {}
    for one, two in pairs:
        words.setdefault(one, two)
        words.setdefault(two, one)
    return Rules(words=words, phrase=_any(words), **_patterns(data))


def _any(words: Any) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{listed})\b")


def _patterns(data: dict[str, Any]) -> dict[str, Any]:
    saying = (*data["groups"]["saying"], *data["groups"]["saying_now"])
    verb, opener = "|".join(saying), "|".join(data["clauses"]["openers"])
    participle = dict(data["passive"]["verbs"])
    return {
        "saying": tuple(data["groups"]["saying"]),
        "saying_now": tuple(data["groups"]["saying_now"]),
        "numbers": tuple(data["numbers"]["words"]),
        "spelt": re.compile(rf"\b({'|'.join(data['numbers']['words'][1:])})\b(?= [a-z])"),
        "shares": tuple(data["numbers"]["share"]),
        "dropped": _any(data["asides"]["dropped"]),
        "openings": tuple(data["asides"]["openings"]),
        "behind": re.compile(rf"^(?P<said>[A-Z].*), (?P<who>{_SPEAKER}) (?P<verb>{verb})\.$"),
        "before": re.compile(rf"^(?P<who>{_SPEAKER}) (?P<verb>{verb}) (?:that )?(?P<said>[a-zA-Z].{{25,}})\.$"),
        "source": re.compile(r"^According to (?P<who>[^,]{3,60}), (?P<said>.+)\.$"),
        "passive": re.compile(
            rf"^(?P<who>(?:The |A )?[A-Z][^,;]{{2,60}}?) (?P<verb>{'|'.join(participle)}) "
            r"(?P<what>(?:a|an|the|its|his|her|their) [^,.;]{3,80}?)\.$"
        ),
        "participle": participle,
        "plain": frozenset((*data["capitals"]["words"], *data["clauses"]["openers"])),
        "clause_first": re.compile(rf"^(?P<word>{opener.title()}) (?P<one>[^,]{{12,90}}), (?P<two>.+)\.$"),
        "clause_last": re.compile(rf"^(?P<two>[A-Z][^,]{{20,}}?),? (?P<word>{opener}) (?P<one>[^,]{{12,90}})\.$"),
    }


def rewritten(text: str, chance: random.Random, day: date | None, *, share: float = 0.9) -> str:
    """The text in other words, paragraph by paragraph in its order; `share`: of the words that a rule knows, changed.

    `day`: when the text came out, for its weekdays.
    """
    paragraphs = [line for line in text.split("\n") if line.strip()]
    told = [_paragraph(line, chance, day, share) for line in paragraphs]
    return "\n".join(line for line in told if line)


def _paragraph(text: str, chance: random.Random, day: date | None, share: float) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return chr(_HOLDERS + len(held) - 1)

    sentences = [s for s in _SENTENCE.split(_QUOTED.sub(hold, text)) if s.strip()]
    told = []
    for sentence in sentences:
        if len(sentences) > 1 and chance.random() < 0.08:
            continue  # a rewrite is shorter than what it rewrites
        told.append(_sentence(sentence.strip(), chance, day, share))
    return _HELD.sub(lambda match: held[ord(match[0]) - _HOLDERS], " ".join(told))


def _sentence(text: str, chance: random.Random, day: date | None, share: float) -> str:
    turns: tuple[Callable[[str, random.Random], str], ...] = (_attribution, _turned, _clauses, _split)
    for turn in turns:
        if chance.random() < share:
            changed = turn(text, chance)
            if changed != text:
                text = changed
                break
    text = _ordered(_figures(text, chance, day), chance, share)
    text = _worded(text, chance, share)
    if chance.random() < 0.06 and text[:1].isupper():
        text = chance.choice(rules().openings) + _lower(text)
    return text


def _attribution(text: str, chance: random.Random) -> str:
    """Who says it, moved to the other end of the sentence, and said with another verb."""
    known = rules()
    if found := known.source.match(text):
        return f"{_upper(found['said'])}, according to {found['who']}."
    if found := known.behind.match(text):
        return f"{_upper(found['who'])} {_said(found['verb'], chance)} {_lower(found['said'])}."
    if found := known.before.match(text):
        return f"{_upper(found['said'])}, {_lower(found['who'])} {_said(found['verb'], chance)}."
    return text


def _said(verb: str, chance: random.Random) -> str:
    known = rules()
    return chance.choice(known.saying if verb in known.saying else known.saying_now)


def _turned(text: str, _: random.Random) -> str:
    """Active into passive."""
    known = rules()
    found = known.passive.match(text)
    if found is None:
        return text
    plural = re.search(r"[^s]s(?: of| for|$)", found["what"]) is not None
    verb = f"{'were' if plural else 'was'} {known.participle[found['verb']]}"
    return f"{_upper(found['what'])} {verb} by {_lower(found['who'])}."


def _clauses(text: str, _: random.Random) -> str:
    """The clause with "when" or "after" to the other end of the sentence."""
    known = rules()
    if found := known.clause_first.match(text):
        return f"{_upper(found['two'])} {found['word'].lower()} {found['one']}."
    if found := known.clause_last.match(text):
        return f"{found['word'].capitalize()} {found['one']}, {_lower(found['two'])}."
    return text


def _split(text: str, _: random.Random) -> str:
    """Two sentences of one, at ", and he" or a semicolon."""
    parts = re.split(r"(?:, (?:and|but) (?=(?:he|she|it|they|the|that|some|many) )|; )", text, maxsplit=1)
    return f"{parts[0]}. {_upper(parts[1])}" if len(parts) == 2 and len(parts[0]) > 30 else text


def _ordered(text: str, chance: random.Random, share: float) -> str:
    """Pairs the other way round, possessives as "of", a last time first, asides between commas left out."""

    def often(turn: str) -> Callable[[re.Match[str]], str]:
        return lambda match: match.expand(turn) if chance.random() < share else match[0]

    for pattern, turn in _TURNS:
        text = pattern.sub(often(turn), text)
    found = _TIME_LAST.match(text)
    if found and chance.random() < share:
        text = f"{_upper(found['time'])}, {_lower(found['said'])}."
    return text


def _figures(text: str, chance: random.Random, day: date | None) -> str:
    known = rules()
    roll = chance.random()
    if roll < 0.35:
        text = _DIGITS.sub(lambda m: known.numbers[int(m[1]) - 1], text)
    elif roll < 0.7:
        text = re.sub(known.spelt, lambda m: str(known.numbers.index(m[1]) + 1), text)
    if roll < 0.7:
        text = re.sub(r"(?<=\d)(?:%| percent| per cent)", chance.choice(known.shares), text)
    if day is not None and chance.random() < 0.7:
        text = re.sub(rf"\b(?:on )?({'|'.join(_DAYS)})\b", lambda m: _dated(m[1], day), text)
    return text


def _dated(weekday: str, day: date) -> str:
    """The last such day up to the day of the report, as a date."""
    back = (day.weekday() - _DAYS.index(weekday)) % 7
    then = day - timedelta(days=back)
    return f"on {then:%B} {then.day}"


def _worded(text: str, chance: random.Random, share: float) -> str:
    """Words and phrases with others of their meaning."""
    known = rules()
    text = known.phrase.sub(lambda m: known.words[m[0]] if chance.random() < share else m[0], text)
    verbs = rf"\b({'|'.join(known.saying)})\b"
    text = re.sub(verbs, lambda m: chance.choice(known.saying) if chance.random() < share else m[1], text)
    return re.sub(" {2,}", " ", known.dropped.sub(lambda m: "" if chance.random() < share else m[0], text))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Without the capital of a sentence's start; a name keeps its own."""
    first = text.split(" ", 1)[0]
    plain = first.lower() in rules().plain or first.lower() in rules().words
    return text[:1].lower() + text[1:] if plain else text
