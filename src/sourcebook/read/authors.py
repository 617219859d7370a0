"""Who stands behind a paper or an answer that says something: "a report by the council said", "Ms Venn's reply: …"."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.model import Span
from sourcebook.read.cues import word_list

_STOPS = re.compile(r"[,;:\n“”\"]|\.(?=\s|\Z)")
_LONGEST = 120  # characters of such a source


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(map(re.escape, word_list("papers", "nouns")))
    through = "|".join(word_list("papers", "through"))
    papers = rf"(?:[\w’'-]+\s+){{0,4}}?(?:{nouns})\s+(?:{through})\s+(?P<who>[^,;:]+)"
    whose = r"(?P<who>(?:his|her|its|their)(?=\s)|[^,;:]+?(?=[’']))(?:[’']s|(?<=s)[’']|)"
    owned = rf"{whose}\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})(?:\s+(?:was|is)\s+\w+)?"
    official = "|".join(word_list("papers", "official"))
    states = rf"(?i:the|a|an)\s+(?P<who>[A-Z][\w’'-]+)\s+(?:{official})"  # "the Turkish statement"
    return re.compile(papers, re.IGNORECASE), re.compile(owned, re.IGNORECASE), re.compile(states)


def author_of(text: str, source: Span, cue: Span) -> Span | None:
    """Where the words name whose the paper is that is the source; None where the source is no paper.

    The source may end before its author ("a report" of "a report by the council said"): the words up to the cue count.
    """
    end = cue.start if source.end <= cue.start <= source.start + _LONGEST else source.end
    if cue.end <= source.start:  # "..., said the ruling by Judge Venn"
        end = next((m.start() for m in _STOPS.finditer(text, source.end, source.start + _LONGEST)), end)
    said = text[source.start : end].rstrip(" ,:\n")
    for pattern in _patterns():
        match = pattern.fullmatch(said)
        if match is not None:
            return Span(start=source.start + match.start("who"), end=source.start + match.end("who"))
    return None
