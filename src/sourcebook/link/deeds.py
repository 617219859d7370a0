"""Deeds that no list of events knows, put on record where reports bear each other out.

What a list knows is an event by its word. Of what no list knows, one report tells a dozen ("repainted the hall on
Monday"); what two independent reports tell, with days that fit and a party, a place or a thing in common, is worth a
reader's while. So telling it again takes the place of a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sourcebook.link.contested import Contested, with_class
from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.eventbars import forbidden
from sourcebook.link.eventclusters import Cluster, cluster
from sourcebook.link.eventlinks import EVERYDAY, JOIN_AT, evidence
from sourcebook.link.landscape import SHORT, Landscape, subjects, survey
from sourcebook.link.matters import once
from sourcebook.link.occurrences import names_one
from sourcebook.link.sightings import AHEAD, Key, Sighting

MOST = 40  # of an event that hundreds of reports tell, so many mentions are asked
CLEAR = 0.3  # by so much the likest event must be ahead of the next
UNFIT = 0.25  # the share of an event's mentions that may contradict one more: one in a few is misread


def with_deeds(
    clusters: list[Cluster],
    deeds: Sequence[Sighting],
    scape: Landscape,
    bound: Bound[Key] = FREE,
    against: Contested | None = None,
) -> list[Cluster]:
    """The events with the deeds that tell one of them too, and events of deeds alone behind them.

    `scape`: that of the listed events. `against`: who stands against what (contested.py). The events are those given,
    in their order, each with no fewer mentions.
    """
    placed, rest = _placed(clusters, deeds, scape)
    whole = [(sorted([*m, *placed.get(n, ())], key=lambda s: s.key), why) for n, (m, why) in enumerate(clusters)]
    told = _told_again(rest)
    new = [one for one in cluster(told, survey(told), bound) if _borne_out(one[0]) or _listed(one[0])]
    return [*whole, *((with_class(members, against or {}), why) for members, why in new)]


def _placed(
    clusters: Sequence[Cluster], deeds: Iterable[Sighting], scape: Landscape
) -> tuple[dict[int, list[Sighting]], list[Sighting]]:
    """The deeds that tell an event of the lists, by its number, and those that don't."""
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (members, _) in enumerate(clusters):
        for one in members:
            if one.story is not None:
                for subject in subjects(one):
                    known[one.story, subject].add(number)
    scored = []
    for deed in deeds:
        numbers = {n for subject in subjects(deed) for n in known.get((deed.story or "", subject), ())}
        best = _likest(deed, [(n, clusters[n][0]) for n in sorted(numbers)], scape)
        scored.append((best, deed))
    placed: dict[int, list[Sighting]] = defaultdict(list)
    for best, deed in sorted(scored, key=lambda pair: (-pair[0][0] if pair[0] else 0, pair[1].key)):
        if best is not None and all(forbidden(deed, one) is None for one in placed[best[1]]):
            placed[best[1]].append(deed)
    taken = {one.key for members in placed.values() for one in members}
    return placed, [deed for _, deed in scored if deed.key not in taken]


def _likest(deed: Sighting, events: Iterable[tuple[int, list[Sighting]]], scape: Landscape) -> tuple[float, int] | None:
    """The event that the deed tells, with how much speaks for it; None where none or several would do."""
    scored = []
    for number, members in events:
        some = members[:MOST]
        fitting = [one for one in some if forbidden(deed, one) is None and _in_common(deed, one)]
        if fitting and len(some) - len(fitting) <= UNFIT * len(some):
            scored.append((max(evidence(deed, one, scape)[0] for one in fitting), -number))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < JOIN_AT:
        return None
    clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEAR
    return (scored[0][0], -scored[0][1]) if clear else None


def _in_common(deed: Sighting, one: Sighting) -> bool:
    """Whether more than a day and an everyday word speaks for the two."""
    if (deed.matters & one.matters) - EVERYDAY:
        return True
    known = bool(one.dated or deed.place is not None)
    return known and bool(deed.parties & one.parties or deed.people & one.people or _placed_alike(deed, one))


def _placed_alike(a: Sighting, b: Sighting) -> bool:
    return a.place is not None and a.place == b.place


def _told_again(deeds: Iterable[Sighting]) -> list[Sighting]:
    """The deeds of which another source of their story tells one of the same matter: most are told once."""
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept = list(deeds)
    for one in kept:
        for matter in one.matters:
            sources[one.story or "", matter].add(_source(one))
    rare = [s for s in kept if not s.matters <= EVERYDAY]  # the lists know all that is an event of these
    return [s for s in rare if _listed([s]) or any(len(sources[s.story or "", matter]) > 1 for matter in s.matters)]


def _listed(members: Sequence[Sighting]) -> bool:
    """Whether it comes but once by its word, and its day lies ahead: "the signing is planned for Friday"."""
    ahead = any(s.dated and s.days <= SHORT and s.mention.status in AHEAD for s in members)
    return ahead and all(once(s.matters) and names_one(s.mention.type, s.mention.noun) for s in members)


def _source(one: Sighting) -> str:
    return one.origin or one.report


def _borne_out(members: Sequence[Sighting]) -> bool:
    """Whether independent reports tell it of the same party, place or thing."""
    common: dict[str, set[str]] = defaultdict(set)
    for one in members:
        for what in (*one.parties, *one.people, *one.bodies, *one.rivals, *([one.place] if one.place else [])):
            common[what].add(_source(one))
    return any(len(sources) > 1 for sources in common.values())
