"""Whose delegations sit down: "delegations of the Republic of Peru and of Chile met", "a deal between Peru and Chile".

The reader takes the phrase before the verb, and no second "of". Whoever stands in a list behind a word for those who
are sent, or behind "between", takes part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sourcebook.link.entities import EntityIndex
from sourcebook.link.needed import may_match
from sourcebook.model import EntityMention, EventMention, Reading

_BEFORE = 200  # characters before the clause in which its subject stands
_AUX = 40  # characters between that subject and the clause: "have again", "yesterday"


def delegating(reading: Reading, mention: EventMention, index: EntityIndex) -> list[str]:
    """Those whose delegates, ministers or experts the clause, or the subject right before it, tells to take part."""
    text = reading.report.text
    sentence = next((s for s in reversed(reading.sentences) if s.start <= mention.start), None)
    first = max(sentence.start if sentence is not None else 0, mention.start - _BEFORE)
    if not may_match(_openings(), text[first : mention.end]):
        return []
    at = {e.start: e for e in reading.entities if first <= e.start < mention.end}
    found: list[str] = []
    for opening in _openings().finditer(text, first, mention.end):
        named = list(_listed(text, opening.end(), at))
        last = named[-1].end if named else opening.end()
        if opening.start() < mention.start and not _reaches(text, last, mention.start):
            continue
        known = [index.find(reading.report.id, one.name) for one in named]
        sides = [one for one in known if one is not None and _may_send(one, index)]
        if len(sides) > 1 or (sides and opening["between"] is None):
            found += sides
    return list(dict.fromkeys(found))


def _reaches(text: str, last: int, start: int) -> bool:
    """Whether nothing but a few words stands between the list and the clause, or the clause has begun in the list."""
    return last >= start or (start - last <= _AUX and _BREAK.search(text, last, start) is None)


def _listed(text: str, at: int, named: dict[int, EntityMention]) -> Iterator[EntityMention]:
    """The names of a list that begins at an offset; what a name only owns is not of it ("Peru's farmers")."""
    while True:
        leads = (lead.match(text, at) for lead in _leads())
        known = next((named[lead.end()] for lead in leads if lead is not None and lead.end() in named), None)
        if known is None or _OWNS.match(text, known.end) is not None:
            return
        yield known
        joint = _JOINT.match(text, known.end)
        if joint is None:
            return
        at = joint.end()


def _may_send(entity_id: str, index: EntityIndex) -> bool:
    """Whether it is a state, or a body; a town sends nobody."""
    entity = index.by_id[entity_id]
    return entity.type in {"organisation", "group"} or (entity.type == "place" and entity.country == entity.name)


_BREAK = re.compile(r"[.;:,“”\"()]|\b(?:that|who|which|and|but)\b")
_OWNS = re.compile(r"['’]")
_JOINT = re.compile(r"\s*(?:,(?:\s+and)?|and|&)\s+(?:(?:of|from|for)\s+)?")


@cache
def _rows() -> dict[str, str]:
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)["delegated"]
    return {name: "|".join(row.split()) for name, row in rows.items()}


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<between>between)|(?:{_rows()['sent']})\s+(?:of|from|for|representing))\s+", re.IGNORECASE
    )


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    kind = rf"(?:[\w-]+\s+)?(?:{_rows()['kinds']})\s+of\s+"
    return tuple(re.compile(rf"(?:the\s+)?{row}", re.IGNORECASE) for row in ("", rf"{kind}(?:the\s+)?"))
