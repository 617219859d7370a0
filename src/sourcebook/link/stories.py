"""Reports clustered into unfolding stories: what they are about, by rare words and names, then how they follow on."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.aspects import Counted, aspects_by, often_of, profile_of, profiles_of
from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.clusters import Ranks, centre, link_in_time
from sourcebook.link.library import gather
from sourcebook.link.likeness import Likeness, Told, number_of
from sourcebook.link.linkage import Bar, Detail, Linkage
from sourcebook.link.memory import Memory
from sourcebook.link.neighbours import Profile
from sourcebook.link.words import Floats, Ints
from sourcebook.model import Origin, Reading, Story

# Chosen on samples of the training part of ECB+ (575 reports, 46 events) among other reports for the best B-cubed F1.
# The development part was in sight. The details: whom the lead names, figures, years.
BAR = Bar(
    least=0.15,
    close=0.61,
    alike=0.4,
    prior=2.0,
    details=(Detail(share=0.2, usual=0.2), Detail(share=0.35, usual=0.2), Detail(share=0.2, usual=0.2)),
)
HALF_TOLD = (2.0, 4.0, 0.0)
"""How many things a report must tell in each detail to be trusted by half; a year is a year."""
FOLLOW = 0.45
"""Cosine of the centres of two clusters that follow on each other within `GAP` days."""
PRIOR = 3000
"""Reports of news at large that are taken to stand beside the set, where it is asked what follows on what."""
GAP = 30
STRAYS = 3
"""A cluster of more reports stands for itself."""
ATTACH_ROUNDS = 3
HELD, OWN_SHARE, OWN_NAMES = 3, 0.75, 2
"""A name that so many reports hold is the story's that has this share of them; a stray needs so many of its names."""
OPENING, OPENING_SHARE = 200, 20
"""A word in more reports than this, and than this part of them, shows no two of them to be alike by itself."""
NAME_WEIGHT = 1.5
LEAST_TELLING = 1.0
"""Nats that a word must tell to count at all: it stands in less than one report in three."""
TITLE_CHARS = 90


class Kept:
    """What was found out about how alike reports are; holds for the same objects."""

    def __init__(self) -> None:
        self.often: Memory[Body, Counted] = Memory()
        self.logs: Memory[Counted, Floats] = Memory()
        self.told: Memory[Body, Told] = Memory()
        self.opening: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self.likeness = Likeness()
        self.linkage = Linkage(BAR)
        self.stories: dict[tuple[int, ...], tuple[list[Told], Story]] = {}

    def named(self, clusters: Sequence[Sequence[Told]], ranks: Ranks) -> list[Story]:
        """The story of each cluster of reports; those that had one before keep it."""
        found: dict[tuple[int, ...], tuple[list[Told], Story]] = {}
        for members in clusters:
            key = tuple(map(id, members))
            old = self.stories.get(key)  # its reports are kept with it, so that no other object has their ids
            found[key] = old or (list(members), _story(members, ranks))
        self.stories = found
        return [story for _, story in found.values()]


def find_stories(
    readings: Sequence[Reading], origins: Sequence[Origin], *, bodies: Bodies | None = None, kept: Kept | None = None
) -> tuple[Story, ...]:
    """Every report in exactly one story, sorted by id; a report that is like no other is a story of its own.

    No number of stories is given and none is drawn by lot; the order of the readings changes nothing. `bodies`: the
    readings' bodies, where they have been gathered already. `kept`: what was found out before, and is added to.
    """
    given, memory = bodies or gather(readings), kept or Kept()
    often = memory.often.each(given.items, lambda body: often_of(given, body))
    told = _told(given, often, memory)
    clusters = _clusters(told, origins, memory)
    days = [None if p is None else p.earliest.toordinal() for p in (b.reading.report.published for b in given.items)]
    ranks = given.vocabulary.ranks
    clusters = link_in_time(clusters, _following(given, often, memory), days, ranks, least=FOLLOW, gap=GAP)
    names = _names(given)
    for _ in range(ATTACH_ROUNDS):  # a stray that has joined brings its names with it
        before, clusters = clusters, _attached(clusters, names, days)
        if clusters == before:
            break
    stories = memory.named([[told[i] for i in cluster] for cluster in clusters], ranks)
    return tuple(sorted(stories, key=lambda story: story.id))


def _clusters(told: Sequence[Told], origins: Sequence[Origin], memory: Kept) -> list[list[int]]:
    """Reports that are alike together, by index."""
    changed = memory.likeness.update(told, origins)
    index = {number_of(one.body.id): at for at, one in enumerate(told)}
    found = memory.linkage.clusters(index, memory.likeness.links, changed, trust=memory.likeness.trust)
    return sorted(sorted(index[number] for number in members) for members in found)


def _names(given: Bodies) -> tuple[Ints, Ints]:
    """The names that enough reports hold, by their keys, and these reports: sorted by name."""
    keys = np.concatenate(given.keys) if given.keys else np.zeros(0, dtype=np.int32)
    holders = np.repeat(np.arange(len(given.keys), dtype=np.int32), [len(own) for own in given.keys])
    kept = given.names[keys] & (given.spread[keys] >= HELD)
    keys, holders = keys[kept], holders[kept]
    order = np.argsort(keys, kind="stable")
    return keys[order], holders[order]


def _attached(clusters: list[list[int]], names: tuple[Ints, Ints], days: Sequence[int | None]) -> list[list[int]]:
    """The clusters, a few reports put to the story whose own names they tell of: names that stand in hardly another."""
    homes = np.empty(sum(map(len, clusters)), dtype=np.int64)
    homes[[index for cluster in clusters for index in cluster]] = np.repeat(
        np.arange(len(clusters)), [len(cluster) for cluster in clusters]
    )
    sizes = np.array([len(cluster) for cluster in clusters])
    own = _votes(names, homes, sizes)
    joined = [list(cluster) for cluster in clusters]
    for number, votes in sorted(own.items()):
        best = max(votes, key=lambda owner: (votes[owner], -owner))
        if votes[best] < OWN_NAMES or len(clusters[best]) <= STRAYS:
            continue
        if 2 * votes[best] > sum(votes.values()) and _near(clusters[number], clusters[best], days):
            joined[best] += clusters[number]
            joined[number] = []
    return sorted(sorted(cluster) for cluster in joined if cluster)


def _votes(names: tuple[Ints, Ints], homes: NDArray[np.int64], sizes: NDArray[np.int64]) -> dict[int, dict[int, int]]:
    """For each stray, by its number, how many of its names are other clusters' own: those in nearly all their reports.

    `homes`: the cluster of each report; `sizes`: of each cluster.
    """
    keys, holders = names
    told, counts = np.unique(keys.astype(np.int64) * len(sizes) + homes[holders], return_counts=True)
    name, home = np.divmod(told, len(sizes))
    whole = np.bincount(name, weights=counts)
    owned = np.flatnonzero(counts >= OWN_SHARE * whole[name])  # one cluster of each name at most
    owner = np.full(len(whole), -1)
    owner[name[owned]] = home[owned]
    asked = np.flatnonzero((sizes[home] <= STRAYS) & (owner[name] >= 0) & (owner[name] != home))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    pairs, votes = np.unique(home[asked] * len(sizes) + owner[name[asked]], return_counts=True)
    for pair, count in zip(pairs.tolist(), votes.tolist(), strict=True):
        found[pair // len(sizes)][pair % len(sizes)] = count
    return found


def _near(cluster: Sequence[int], other: Sequence[int], days: Sequence[int | None]) -> bool:
    """Whether no days speak against one story."""
    here, there = ([day for index in one if (day := days[index]) is not None] for one in (cluster, other))
    return not here or not there or (min(here) - max(there) <= GAP and min(there) - max(here) <= GAP)


def _told(given: Bodies, often: Sequence[Counted], memory: Kept) -> list[Told]:
    """What each report is about: its words by how much they tell and how often they come; its details.

    What a word tells is fixed: what else is in the set changes no likeness of two reports.
    """
    telling = np.maximum(given.usual_weights - LEAST_TELLING, 0.0)
    words = telling * np.where(given.names, NAME_WEIGHT, 1.0)
    ask = aspects_by(given, telling, HALF_TOLD)
    rare = given.spread <= _most_opening(len(given.items))
    changed = np.zeros(len(rare), dtype=np.bool_)
    changed[: len(memory.opening)] = rare[: len(memory.opening)] != memory.opening
    memory.opening = rare
    if changed.any():
        memory.told.forget(b for b, (keys, _) in zip(given.items, often, strict=True) if changed[keys].any())
    own = {id(body): one for body, one in zip(given.items, often, strict=True)}

    def tell(body: Body) -> Told:
        whole, details = profile_of(*own[id(body)], words), ask(body, own[id(body)])
        kept = rare[whole.keys]
        opening = Profile(keys=whole.keys[kept], weights=whole.weights[kept])
        return Told(body=body, words=whole, rare=opening, details=details.profiles, trust=details.trust)

    return memory.told.each(given.items, tell)


def _most_opening(count: int) -> int:
    """In how many reports a word may stand that shows two of `count` to be alike; doubles, to change seldom."""
    return OPENING << max(0, (count // OPENING_SHARE // OPENING).bit_length() - 1)


def _following(given: Bodies, often: Sequence[Counted], memory: Kept) -> list[Profile]:
    """The words of each report by how much they tell within the set.

    The centres of clusters are another matter than likenesses: what the whole set is full of adds up in them, and one
    chain of news would take in half of it.
    """
    among = np.maximum(given.weights(prior=PRIOR) - LEAST_TELLING, 0.0)
    among = among * np.where(given.names, NAME_WEIGHT, 1.0)
    logs = memory.logs.each(often, lambda one: np.log1p(one[1]))
    return profiles_of([keys for keys, _ in often], logs, among)


def _story(told: Sequence[Told], ranks: Ranks) -> Story:
    members = [one.body for one in told]
    ids = tuple(body.id for body in members)
    digest = hashlib.sha256(ids[0].encode("utf-8", "surrogatepass")).hexdigest()
    return Story(id=f"t_{digest[:16]}", title=_title(members, [one.words for one in told], ranks), reports=ids)


def _title(members: list[Body], profiles: list[Profile], ranks: Ranks) -> str:
    """The title of the report nearest to the middle; where none has one, the main names, else the first words."""
    middle = centre(profiles, range(len(profiles)), ranks)
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
