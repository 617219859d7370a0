"""Assemblies: a summit of many, by the body that meets, apart from the meetings of two beside it.

"Met on the sidelines of the G20 summit" tells of two events in one town on one day, with the same people.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.model import EventMention

_REACH = 40  # characters before and behind the word for it in which its name stands


@cache
def _table() -> dict[str, str]:
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["assemblies"]
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A body's name before the word for its assembly, and behind it."""
    name = f"(?P<name>{''.join(line.strip() for line in _table()['names'].splitlines())})"
    between = f"(?:['’]s?)?(?:[ -](?:{_table()['between']}))*"
    before = re.compile(rf"(?<![\w-]){name}{between} \Z")
    behind = re.compile(rf" (?:of|by) (?:the )?(?:(?:{_table()['between']}) of (?:the )?)?{name}(?![\w-])")
    return before, behind


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_table()["nouns"].split())


def assembly_of(text: str, mention: EventMention) -> str | None:
    """The body whose assembly a mention names by its noun, in one spelling; None of any other meeting."""
    if mention.type != "CONSULT" or mention.noun not in _nouns():
        return None
    before, behind = _patterns()
    start, end = mention.trigger.start, mention.trigger.end
    found = before.search(text[max(0, start - _REACH) : start]) or behind.match(text, end, end + _REACH)
    return _spelled(found["name"]) if found else None


def _spelled(name: str) -> str:
    """One spelling of a body's name.

    >>> _spelled("Group of Seven"), _spelled("G-7"), _spelled("U.N.")
    ('g7', 'g7', 'un')
    """
    short = re.sub(r"[ .-]", "", name.lower())
    for word, figure in (("seven", "7"), ("eight", "8"), ("twenty", "20")):
        short = short.replace(f"groupof{word}", f"g{figure}")
    return {"europeanunion": "eu", "unitednations": "un", "unitednationsgeneralassembly": "un"}.get(
        short.replace("groupof", "g"), short.replace("groupof", "g")
    )
