"""Who passes on what another said: "the envoy, a diplomat said, had told them that S", "Brok said S, the Post reports".

Both are statements of their own, one within the other (level 2); the outer one's speaker is through whom the inner
came. He is given by name, else by the words that the report has for him.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from msgspec.structs import replace

from sourcebook.lexicon.people import is_person_noun, singular
from sourcebook.model import Span, StatementMention
from sourcebook.read.cues import word_list

_MOST_WORDS = 6  # of who is not named; what is longer describes rather than tells who it is
_CROWDS = frozenset({"people", "police"})
_HEARERS = frozenset({"reader", "viewer", "listener", "guest", "fan"})
_LEADING = re.compile(
    r"(?:(?:one|two|some) of\s+)?(?:a|an|the|one|another|two|three|some|several|his|her|its|their|those|these)\s+",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:[Aa]n?|[Tt]he|his|her|its|their|[A-Z][\w’'-]*)(?:\s[\w’'-]+){0,4}?(?=\s*[,.;:“”\"]|\s*\Z)")
_APPOSED = re.compile(r",\s+(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})")
Named = Callable[[Span], str | None]


def passed_on(made: Sequence[StatementMention], text: str, medium: Named) -> list[StatementMention]:
    """The statements, those within another's words with its speaker among their carriers, nearest first.

    `medium` names the news medium at a span. Nobody passes his own words on; what nobody is known to have said is
    passed on by media alone.
    """
    outer = sorted((s for s in made if s.level == 1 and s.cue is not None), key=lambda s: s.content[0].start)
    starts = [s.content[0].start for s in outer]
    found = []
    for one in made:
        by = None
        if one.level > 1 and one.cue is not None:
            at = bisect_left(starts, one.cue.end)
            around = [s for s in outer[max(0, at - 2) : at] if _holds(s, one)]
            by = _passer(around[-1], one, text, medium) if around else None
        if by is not None and by not in one.via:
            found.append(replace(one, via=(*one.via, by)))
        else:
            found.append(one)
    return found


@cache
def _leads() -> re.Pattern[str]:
    """What comes right before who passes words on."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "go_betweens")) + r")\s+", re.IGNORECASE)


def go_between(around: Sequence[Span], text: str, named: Named) -> str | None:
    """Who passed words on, by the words around them: "through her lawyer, Tam Brok", "in a statement read by an aide".

    `named` gives the full name of whom the words at a span name. Without one it is a person's or a body's office that
    the words tell; None where they tell neither.
    """
    for span in around:
        for match in _leads().finditer(text, span.start, span.end):
            phrase = _PHRASE.match(text, match.end(), span.end)
            if phrase is None:
                continue
            name = _APPOSED.match(text, phrase.end(), span.end)
            places = [name.span("name")] if name is not None else []
            for start, end in (*places, phrase.span()):
                full = named(Span(start=start, end=end))
                if full is not None:
                    return full
            words = described(phrase.group())
            if words is not None:
                return words
    return None


def described(phrase: str) -> str | None:
    """What a report calls who is not named: "senior diplomat"; None of words that tell no person."""
    words = _LEADING.sub("", phrase, count=1)
    *before, last = words.split() or [""]
    plain = all(word.replace("-", "").isalpha() for word in (*before, last))
    return words if plain and len(before) < _MOST_WORDS and _passes(last.lower()) else None


def _holds(outer: StatementMention, one: StatementMention) -> bool:
    """Whether cue and words of one statement lie within the other's."""
    return one.cue is not None and all(any(s.contains(part) for s in outer.content) for part in (one.cue, *one.content))


def _passer(outer: StatementMention, one: StatementMention, text: str, medium: Named) -> str | None:
    if outer.speaker is None or outer.speaker == one.speaker:
        return None
    carrier = medium(outer.speaker)
    if carrier is not None or one.speaker_name is None:
        return carrier
    if outer.speaker_name is not None:
        return outer.speaker_name if outer.speaker_name != one.speaker_name else None
    return described(outer.speaker.of(text))


def _passes(noun: str) -> bool:
    """Whether who is called so may pass words on; those who only hear them don't."""
    return noun in _CROWDS or (is_person_noun(noun) and singular(noun) not in _HEARERS)
