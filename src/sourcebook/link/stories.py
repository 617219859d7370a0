"""Reports clustered into unfolding stories: what they are about, by rare words and names, then how they follow on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from sourcebook.link.bodies import Bodies, Body, gather
from sourcebook.link.clusters import average_linkage, centre, link_in_time
from sourcebook.link.neighbours import Neighbour, Profile, nearest, unit
from sourcebook.link.words import Floats
from sourcebook.model import Origin, Reading, Story

# Chosen on ECB+ (66 events among 3,000 and 6,000 other reports) for the best B-cubed F1; flat around it.
LIKE = 0.26
"""Average cosine of the reports of one event."""
FOLLOW = 0.35
"""Cosine of the centres of two clusters that follow on each other within `GAP` days."""
GAP = 30
LEAST_EDGE = 0.05
EDGES_KEPT = 40
PRIOR = 3000
"""Reports of news at large that are taken to stand beside the set: in a set about one story its names still tell."""
LEAD = 3
LEAD_WEIGHT = 2.0
"""The title and the first three sentences say what a report is about; their words count twice."""
NAME_WEIGHT = 1.5
LEAST_TELLING = 1.0
"""Nats that a word must tell to count at all: it stands in less than one report in three."""
TITLE_CHARS = 90


def find_stories(
    readings: Sequence[Reading], origins: Sequence[Origin], *, bodies: Bodies | None = None
) -> tuple[Story, ...]:
    """Every report in exactly one story, sorted by id; a report that is like no other is a story of its own.

    No number of stories is given and none is drawn by lot; the order of the readings changes nothing. `bodies`: the
    readings' bodies, where they have been gathered already.
    """
    given = bodies or gather(readings)
    profiles = _profiles(given)
    count = len(given.items)
    edges = nearest(profiles, most_spread=max(200, count // 20), least=LEAST_EDGE, keep=EDGES_KEPT)
    clusters = average_linkage(count, _with_origins(edges, given, origins), least=LIKE)
    days = [None if p is None else p.earliest.toordinal() for p in (b.reading.report.published for b in given.items)]
    clusters = link_in_time(clusters, profiles, days, least=FOLLOW, gap=GAP)
    stories = [_story([given.items[i] for i in cluster], [profiles[i] for i in cluster]) for cluster in clusters]
    return tuple(sorted(stories, key=lambda story: story.id))


def _profiles(given: Bodies) -> list[Profile]:
    """What each report is about: its words by how much they tell and how often they come."""
    telling = np.maximum(given.weights(prior=PRIOR) - LEAST_TELLING, 0.0)
    telling = telling * np.where(given.vocabulary.names, NAME_WEIGHT, 1.0)
    return [_profile(given, body, telling) for body in given.items]


def _profile(given: Bodies, body: Body, telling: Floats) -> Profile:
    keys = np.concatenate([given.word_keys[body.words.ids], given.word_keys[body.title]])
    times = np.ones(len(keys))
    lead_end = body.cuts[min(LEAD, len(body.sentences))]
    times[:lead_end] = LEAD_WEIGHT
    times[: len(body.words.ids)][body.furniture] = 0.0
    times[len(body.words.ids) :] = LEAD_WEIGHT
    distinct, where = np.unique(keys, return_inverse=True)
    often = np.bincount(where, weights=times, minlength=len(distinct))
    weights = np.log1p(often) * telling[distinct]
    kept = weights > 0
    return unit(Profile(keys=distinct[kept].astype(np.int32), weights=weights[kept]))


def _with_origins(edges: list[Neighbour], given: Bodies, origins: Sequence[Origin]) -> list[Neighbour]:
    """The edges, and full likeness between reports of one origin."""
    index = {body.id: number for number, body in enumerate(given.items)}
    scores = {(edge.left, edge.right): edge.score for edge in edges}
    for origin in origins:
        members = sorted(index[report] for report in origin.reports if report in index)
        scores.update(dict.fromkeys(combinations(members, 2), 1.0))
    return [Neighbour(left=a, right=b, score=scores[a, b]) for a, b in sorted(scores)]


def _story(members: list[Body], profiles: list[Profile]) -> Story:
    ids = tuple(body.id for body in members)
    digest = hashlib.sha256(ids[0].encode("utf-8", "surrogatepass")).hexdigest()
    return Story(id=f"t_{digest[:16]}", title=_title(members, profiles), reports=ids)


def _title(members: list[Body], profiles: list[Profile]) -> str:
    """The title of the report nearest to the middle; where none has one, the main names, else the first words."""
    middle = centre(profiles, range(len(profiles)))
    nearness = [round(_product(profile, middle), 9) for profile in profiles]
    order = sorted(range(len(members)), key=lambda index: (-nearness[index], members[index].id))
    titled = [title for index in order if (title := (members[index].reading.report.title or "").strip())]
    if titled:
        return titled[0]
    names = Counter(
        name for body in members for name in sorted({e.name for e in body.reading.entities if e.type != "other"})
    )
    main = sorted(names, key=lambda name: (-names[name], name))[:3]
    if main:
        return ", ".join(main)
    first = members[order[0]]
    text = first.sentences[0].of(first.reading.report.text).strip() if first.sentences else first.id
    return text if len(text) <= TITLE_CHARS else text[:TITLE_CHARS].rsplit(" ", 1)[0] + " …"


def _product(profile: Profile, middle: Profile) -> float:
    _, mine, its = np.intersect1d(profile.keys, middle.keys, assume_unique=True, return_indices=True)
    return float(profile.weights[mine] @ middle.weights[its])
