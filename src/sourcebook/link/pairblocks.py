"""Which pairs of mentions are weighed at all: blocks of mentions, and pairs of one story that lie close in sense.

Pairs are kept as numbers in arrays, `one * count + two` with `one < two`: a large part has millions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

import numpy as np

from sourcebook.link.landscape import subjects
from sourcebook.link.pairfeatures import Floats, Ints
from sourcebook.link.sightings import Sighting

BUCKET_DAYS = 14
WINDOW = 60  # in a crowded block each sighting is compared with this many neighbours in time
MAX_BUCKETS = 6  # a vaguer interval is filed under its first days only
CLOSE = 0.35  # cosine of the senses, from which two mentions of a story are weighed
MANY = 3000  # mentions of a story that are held against each other at once

Block = tuple[str, str, int]


def unique(pairs: Sequence[Ints]) -> Ints:
    """The pairs of all arrays, each once, in order."""
    found: Ints = np.concatenate([np.zeros(0, np.int64), *pairs])
    found.sort()  # much faster here than the hashes of np.unique
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]


def candidates(sightings: Sequence[Sighting]) -> Ints:
    """Pairs that share a name or a word, and a fortnight, or a story and a kind."""
    blocks: dict[Block, list[int]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        for block in _filed(sighting):
            blocks[block].append(i)
    count = len(sightings)
    return unique([one * count + two for one, two in _within({tuple(b) for b in blocks.values()}, sightings)])


def _within(blocks: set[tuple[int, ...]], sightings: Sequence[Sighting]) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of each block, the lesser first."""
    alike: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for members in blocks:
        if len(members) > 1:
            alike[len(members) if len(members) <= WINDOW else 0].append(members)
    crowded = alike.pop(0, [])
    for size, rows in alike.items():
        table = np.array(rows, np.int64)
        one, two = _triangle(size)
        yield table[:, one].ravel(), table[:, two].ravel()
    if crowded:
        ordered = sorted(range(len(sightings)), key=lambda i: (_day(sightings[i]), sightings[i].key))
        rank = np.argsort(np.array(ordered, np.int64))
        for members in crowded:
            row = np.array(members, np.int64)
            yield from _neighbours(row[np.argsort(rank[row])])


@cache
def _triangle(size: int) -> tuple[Ints, Ints]:
    one, two = np.triu_indices(size, 1)
    return one.astype(np.int64), two.astype(np.int64)


def _neighbours(ordered: Ints) -> Iterator[tuple[Ints, Ints]]:
    for apart in range(1, WINDOW + 1):
        left, right = ordered[:-apart], ordered[apart:]
        yield np.minimum(left, right), np.maximum(left, right)


def close(sightings: Sequence[Sighting], senses: Floats) -> Ints:
    """Pairs of one story's mentions that lie close in sense; `senses`: a row of length 1 each."""
    stories: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(sightings):
        stories[one.story or f"report {one.report}"].append(number)
    found = []
    for members in stories.values():
        at: Ints = np.array(members, np.int64)
        for first in range(0, len(at), MANY):
            rows, others = at[first : first + MANY], at[first:]
            left, right = np.divmod(np.flatnonzero(senses[rows] @ senses[others].T >= CLOSE), len(others))
            once = left < right
            found.append(rows[left[once]] * len(sightings) + others[right[once]])
    return unique(found)


def _filed(sighting: Sighting) -> set[Block]:
    """The blocks that a sighting is in."""
    blocks: set[Block] = set()
    names, buckets = _names(sighting), _buckets(sighting)
    for kind in _kinds(sighting):
        blocks.update((kind, name, bucket) for name in names for bucket in buckets)
        blocks.add((kind, f"in {sighting.report}", 0))
        if sighting.story is not None:
            blocks.add((kind, f"story {sighting.story}", 0))
    return blocks


def _names(sighting: Sighting) -> list[str]:
    """What a sighting is filed under: pairs of sides where it has them, else its single parties, people and place."""
    parties = sorted(sighting.parties)
    pairs = [f"{a} {b}" for a, b in combinations(parties[:5], 2)]
    people = [f"{a} {b}" for a, b in combinations(sorted(sighting.people)[:5], 2)]
    single = [*parties, *sorted(sighting.people), *sorted(sighting.bodies)]
    place = [f"in {sighting.place}"] if sighting.place else []
    deed = sighting.mention.type != "CONSULT" and sighting.dated
    words = [f"of {word}" for word in sorted(sighting.words)[:8]] if deed or not single else []
    return [*pairs, *people, *single, *place, *words]


def _kinds(sighting: Sighting) -> set[str]:
    """The headings under which a sighting is filed: its class, its matters, the word for it."""
    return {sighting.mention.type, *subjects(sighting)}


def _day(sighting: Sighting) -> date:
    published = sighting.published.earliest if sighting.published else None
    return sighting.earliest or sighting.latest or published or date.min


def _buckets(sighting: Sighting) -> list[int]:
    first = sighting.earliest or sighting.latest
    last = sighting.latest or sighting.earliest
    published = sighting.published.earliest if sighting.published else None
    if first is None or last is None:
        first = last = published or date.min
    lo, hi = first.toordinal() // BUCKET_DAYS, last.toordinal() // BUCKET_DAYS
    near = {lo - 1, lo, *range(lo, min(hi, lo + MAX_BUCKETS) + 1)}
    if published is not None:
        near.add(published.toordinal() // BUCKET_DAYS)
    return sorted(near)
