"""Who did what a report tells without saying who: "the second group was freed on Friday", "the duty was lifted".

News names the doer once and goes on in the passive. Deeds of one matter within a story have one doer, as far as its
reports say: who frees hostages is who freed others of them, and who took them; who lifts a duty imposed it. Where
nearly all mentions that name a doer name the same, events of that matter that name none are given it; where they
differ, they are told apart by what is done to whom ("prisoners", "passengers"; "steel", "sugar"), else left open.
Where none names a doer, hostages are freed by the one body that the story sees at the table with a state, and prisoners
by that state.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.holders import side_of
from sourcebook.link.matters import table
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.link.words import word_key
from sourcebook.model import Event

Linked = list[tuple[Event, list[Sighting]]]
Sides = frozenset[str]

CLEAR = 0.75  # of the mentions that name a doer, the share that must name the same
TOLD = 2  # reports that must name it
_YIELDING = frozenset({"RETREAT", "CONCEDE"})
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_LEAST = 3  # names of a state in a report that is about it
_USUAL = 0.5  # a word in this share of a matter's mentions tells none of its deeds from another


@dataclass(slots=True)
class _Deed:
    """A mention of a deed: its doers and those it is done to, and the words that tell to what."""

    report: str
    doers: Sides
    parties: Sides
    words: Sides
    held: str | None


@dataclass(slots=True)
class _Told:
    """What the stories' mentions tell of doers: by story and matter, and who faces whom at the table, by story.

    `taking`: in how many of a story's events somebody takes part.
    """

    deeds: dict[tuple[str, str], list[_Deed]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[str, list[tuple[str, Sides, Sides]]] = field(default_factory=lambda: defaultdict(list))
    reports: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    about: dict[str, str | None] = field(default_factory=dict)
    taking: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, one: Sighting, index: EntityIndex) -> None:
        """Count a mention in."""
        if one.story is None:
            return
        self.reports[one.story].add(one.report)
        deed = _deed(one, index)
        for matter in _matters(one, deed) & _lent():
            self.deeds[one.story, matter].append(deed)
        if one.mention.type in _MUTUAL and not one.inherited and one.free and one.parties:
            self.tables[one.story].append((one.report, one.free, one.parties))

    def main(self, story: str, index: EntityIndex) -> str | None:
        """The state that a story is about."""
        if story not in self.about:
            self.about[story] = _about(sorted(self.reports[story]), index)
        return index.country_id(self.about[story])

    def facing(self, story: str) -> tuple[str, str] | None:
        """The one body that faces a state at the story's tables, and that state; None where more do."""
        told = self.tables.get(story, [])
        if len({report for report, _, _ in told}) < TOLD:
            return None
        bodies = Counter(body for _, free, _ in told for body in free)
        body = min(bodies, key=lambda b: (-bodies[b], b))
        states = Counter(state for _, free, parties in told if body in free for state in parties)
        state = min(states, key=lambda s: (-states[s], s))
        return (body, state) if bodies[body] >= CLEAR * len(told) else None


def with_doers(events: Linked, index: EntityIndex, *, mentions: Iterable[Sighting] | None = None) -> Linked:
    """The events; those of deeds that no mention names a doer of are given the one whom their story names.

    `mentions`: all of the events' stories, where these are not those of the events.
    """
    told = _Told()
    for event, _ in events:
        told.taking.update((event.story or "", one) for one in event.participants)
    for one in (one for _, members in events for one in members) if mentions is None else mentions:
        told.add(one, index)
    return [(_completed(event, members, told, index), members) for event, members in events]


@cache
def _lent() -> frozenset[str]:
    return table("doers")["one"] | table("doers")["both"]


def _deed(one: Sighting, index: EntityIndex) -> _Deed:
    doers, parties = set(), set()
    for actor in one.mention.actors:
        known = None if actor.nominal else index.find(one.report, actor.name)
        if known is None or not _may_act(known, index):
            continue
        side = side_of(known, index)
        parties.add(side)
        if actor.role in {"source", "participant"}:
            doers.add(side)
    said = " ".join(a.name for a in one.mention.actors if a.nominal).lower()
    words = one.words | {word_key(word) for word in said.split()}
    return _Deed(one.report, frozenset(doers), frozenset(parties), words, _held(words))


def _may_act(known: str, index: EntityIndex) -> bool:
    entity = index.by_id[known]
    return entity.type != "place" or entity.country == entity.name


@cache
def _holding() -> dict[str, str]:
    return {word_key(word): row for row in ("hostages", "prisoners") for word in table("doers")[row]}


def _held(words: Iterable[str]) -> str | None:
    """Whether hostages or prisoners are spoken of; None where neither are, or both."""
    found = {_holding()[word] for word in words if word in _holding()}
    return found.pop() if len(found) == 1 else None


def _completed(event: Event, members: Sequence[Sighting], told_of: _Told, index: EntityIndex) -> Event:
    if event.mode == "visit":
        return _visited(event, index)
    deeds = [_deed(one, index) for one in members]
    ruled = not any(deed.doers - _persons(deed.doers, index) for deed in deeds)
    there = _where_done(event, members, index) if ruled else None
    if there is not None and told_of.taking[event.story or "", there] >= TOLD:
        return _with(event, frozenset({there}), "where it was done", index)
    if event.story is None:
        return event
    told = Counter(
        matter
        for one, deed in zip(members, deeds, strict=True)
        for matter in _matters(one, deed) & (_lent() | table("doers")["own"])
    )
    if any(deed.doers for deed in deeds):
        faced = _faced(event.story, told, deeds, told_of) - set(event.participants)
        return _with(event, faced, "told to be hit by the same deed", index) if faced else event
    if not told or 2 * max(told.values()) < len(members):
        return event
    matter = min(told, key=lambda m: (-told[m], m))
    own = matter in table("doers")["own"] and not event.participants
    own = own and not any(one.matters & table("doers")["hostage_deeds"] for one in members)
    lent = _home(event, members, told_of, index) if own else frozenset()
    lent = lent or (_doers(event.story, matter, deeds, told_of) if matter in _lent() else frozenset())
    new = lent - set(event.participants)
    if not new:
        return event
    why = "where it was done" if own else "named for the same deed by other reports of the story"
    return _with(event, new, why, index)


def _matters(one: Sighting, deed: _Deed) -> frozenset[str]:
    """Its matters; captives who leave, or are brought somewhere, are released."""
    freed = deed.held is not None and one.mention.type in _YIELDING and one.mention.noun in table("doers")["moving"]
    return one.matters | {"release"} if freed else one.matters


def _faced(story: str, told: Counter[str], deeds: Sequence[_Deed], told_of: _Told) -> Sides:
    """Whom a deed hits of which one side is told: whom nearly all of the story's reports name that tell both sides."""
    matter = min(told, key=lambda m: (-told[m], m)) if told else ""
    sides = {side for deed in deeds for side in deed.parties}
    if matter not in table("doers")["both"] or len(sides) != 1 or 2 * told[matter] < len(deeds):
        return frozenset()
    pool = [d for m in _pool(matter) for d in told_of.deeds[story, m] if d.doers & sides and len(d.parties) > 1]
    alike = _alike(pool, deeds, None)
    if len({one.report for one in alike}) < TOLD:
        return frozenset()
    others = Counter(side for one in alike for side in one.parties - sides)
    return frozenset(side for side, n in others.items() if n >= CLEAR * len(alike))


def _pool(matter: str) -> tuple[str, ...]:
    """The matters whose deeds have the same sides: who lifts a duty imposed it."""
    return (matter, "tariff", "sanction") if matter == "easing" else (matter,)


def _with(event: Event, new: Sides, why: str, index: EntityIndex) -> Event:
    """The event with some more who take part, and why they do."""
    participants = tuple(dict.fromkeys((*event.participants, *sorted(new))))
    names = ", ".join(sorted(index.by_id[one].name for one in new))
    return msgspec.structs.replace(
        event,
        participants=participants,
        sides=sides_by_country(participants, index),
        reasons=(*event.reasons, f"{names}: {why}"),
    )


def _visited(event: Event, index: EntityIndex) -> Event:
    """The visit with the state that is visited, where the visitors are of another."""
    place = index.by_id[event.place] if event.place is not None else None
    state = index.country_id(place.country) if place is not None else None
    homes = {index.country_id(index.by_id[one].country) for one in event.participants}
    if state is None or state in event.participants or state in homes or not homes - {None}:
        return event
    return _with(event, frozenset({state}), "who is visited", index)


def _persons(doers: Iterable[str], index: EntityIndex) -> set[str]:
    """Those of them who are persons that speak for no state: whose arrest or trial it is."""
    return {one for one in doers if index.by_id[one].type == "person"}


def _where_done(event: Event, members: Sequence[Sighting], index: EntityIndex) -> str | None:
    """The state where it was done, of a deed that only those who rule there do: who is arrested in Lima is so by Peru.

    Courts of many states sit in towns of others: the state must have a part in its story besides.
    """
    place = index.by_id[event.place] if event.place is not None else None
    state = index.country_id(place.country) if place is not None else None
    if state is None or state in event.participants:
        return None
    acts = [
        one for one in members if one.matters & table("doers")["ruling"] or one.mention.noun in table("doers")["ruled"]
    ]
    return state if 2 * len(acts) > len(members) else None


def _home(event: Event, members: Sequence[Sighting], told: _Told, index: EntityIndex) -> Sides:
    """The state whose own act it is: that of its place, else the one that the reports, or the story, are about."""
    place = index.by_id[event.place] if event.place is not None else None
    if place is not None and place.country is not None:
        state = index.country_id(place.country)
        return frozenset() if state is None else frozenset({state})
    reports = sorted({one.report for one in members})
    found = [state for report in reports if (state := _about([report], index)) is not None]
    main = told.main(event.story or "", index)
    state = index.country_id(found[0]) if len(set(found)) == 1 else None if found else main
    sure = state is not None and (state == main or len(found) >= min(TOLD, len(reports)))
    return frozenset({state}) if state is not None and sure else frozenset()


def _about(reports: Iterable[str], index: EntityIndex) -> str | None:
    """The state to which most of whom the reports name belong; None where that is open."""
    counts: Counter[str] = Counter()
    for report in reports:
        known = set(index.of_report.get(report, {}).values())
        counts.update(c for one in known if (c := index.by_id[one].country) is not None)
    if not counts:
        return None
    state = min(counts, key=lambda name: (-counts[name], name))
    return state if counts[state] >= max(CLEAR * sum(counts.values()), _LEAST) else None


def _doers(story: str, matter: str, deeds: Sequence[_Deed], told: _Told) -> Sides:
    """Whom the story names for the matter, or for the deed that goes before it: who frees captives took them."""
    both = matter in table("doers")["both"]
    held = Counter(deed.held for deed in deeds if deed.held)
    kind = min(held, key=lambda k: (-held[k], k)) if held else None
    pools = [[deed for m in _pool(matter) for deed in told.deeds[story, m]]]
    if kind == "hostages" or (kind is None and matter in table("doers")["taking"]):
        pools += [told.deeds[story, m] for m in sorted(table("doers")["hostage_deeds"] - {matter})]
    for pool in pools:
        found = _agreed(_alike(pool, deeds, kind), both=both)
        if found:
            return found
    facing = told.facing(story) if matter in table("doers")["hostage_deeds"] and kind is not None else None
    return frozenset() if facing is None else frozenset({facing[kind == "prisoners"]})


def _alike(pool: Sequence[_Deed], deeds: Sequence[_Deed], kind: str | None) -> list[_Deed]:
    """Of all mentions of the matter those of the same kind of deed."""
    if kind is not None:
        return [one for one in pool if one.held == kind]
    whole = list(pool)
    if _agreed(whole, both=False) or not whole:
        return whole
    spread = Counter(word for one in whole for word in one.words)
    telling = {w for deed in deeds for w in deed.words if spread[w] <= _USUAL * len(whole)}
    return [one for one in whole if one.words & telling]


def _agreed(pool: Sequence[_Deed], *, both: bool) -> Sides:
    """The sides that nearly all mentions with a doer name; with those it is done to, if `both`."""
    told = [one for one in pool if one.doers]
    if len({one.report for one in told}) < TOLD:
        return frozenset()
    counts = Counter(side for one in told for side in one.doers)
    doers = {side for side, n in counts.items() if n >= CLEAR * len(told)}
    if not doers or not both:
        return frozenset(doers)
    whole = [one for one in told if len(one.parties) > 1]
    others = Counter(side for one in whole for side in one.parties)
    return frozenset(doers | {side for side, n in others.items() if n >= CLEAR * len(whole)})
