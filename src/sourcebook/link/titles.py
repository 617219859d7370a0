"""Titles of events for people: who, to whom, what, where.

Sides that do it together are joined by a dash ("Peru – Chile: talks, Lima"); of what one does to another an arrow tells
the direction that most mentions give ("Peru → Chile: sanctions"; "→ Chile: attack" where nobody is told to have done
it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sourcebook.link.entities import EntityIndex
from sourcebook.link.occurrences import plural_of, type_of, word_of
from sourcebook.link.sightings import Sighting

MOST = 3  # names of a side that stand in a title
SHARE = 3  # one that this many times fewer mentions name than the first doesn't
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def title_of(members: Sequence[Sighting], index: EntityIndex, place: str | None) -> str:
    """The title of the event that `members` mention; `place` is its place's id."""
    ordinal = next((s.mention.ordinal for s in members if s.mention.ordinal is not None), None)
    word = _numbered(word_of(members), ordinal)
    doers, targets = _directed(members, index)
    shown = [*doers, *targets] or _together(members, index)
    if doers or targets:
        names = " ".join([*([" – ".join(doers)] if doers else []), *(["→ " + " – ".join(targets)] if targets else [])])
    else:
        names = " – ".join(shown)
    title = f"{names}: {word}" if names else word
    where = index.by_id[place].name if place else None
    return f"{title}, {where}" if where and where not in shown else title


def _together(members: Sequence[Sighting], index: EntityIndex) -> list[str]:
    """The states, where two take part; else the people, else bodies."""
    states = Counter(p for s in members for p in s.states)
    people = Counter(p for s in members for p in s.people)
    bodies = Counter(p for s in members for p in s.bodies)
    chosen = states if len(states) >= 2 or not people else people
    return _named(chosen or people or bodies, index)


def _directed(members: Sequence[Sighting], index: EntityIndex) -> tuple[list[str], list[str]]:
    """Who does it and to whom, as most mentions tell; nobody of what is done together, or where nobody is told."""
    told: Counter[tuple[str, bool]] = Counter()
    for one in members if type_of(members) not in _TOGETHER else ():
        parties = one.states | one.people | one.bodies
        for actor in one.mention.actors:
            entity = index.find(one.report, actor.name)
            if entity in parties and actor.role in {"source", "target"}:
                told[entity, actor.role == "source"] += 1
    doers: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for entity in sorted({entity for entity, _ in told}):
        does, meets = told[entity, True], told[entity, False]
        (doers if does >= meets else targets)[entity] = max(does, meets)
    return _named(doers, index), _named(targets, index)


def _named(counts: Counter[str], index: EntityIndex) -> list[str]:
    """The names that most mentions give; those that stand in far fewer than the first are left out."""
    least = max(counts.values(), default=0) / SHARE
    order = sorted(counts, key=lambda entity: (-counts[entity], index.by_id[entity].name))
    return list(dict.fromkeys(index.by_id[entity].name for entity in order if counts[entity] >= least))[:MOST]


def _numbered(word: str, ordinal: int | None) -> str:
    plural = plural_of(word)
    if ordinal is None:
        return plural
    return f"{word} {ordinal}" if plural == word else f"round {ordinal} of {plural}"
