"""Stories: what follows on what, and what only shares a country."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sourcebook.link.library import Library, gather
from sourcebook.link.likeness import Likeness, Told, number_of
from sourcebook.link.linkage import FULL, UNIT, Bar, Detail, Linkage
from sourcebook.link.neighbours import Profile, nearest, products, unit
from sourcebook.link.origins import find_origins
from sourcebook.link.stories import Kept, _most_opening, find_stories
from sourcebook.model import Origin, Reading
from tests.link.build import OWN_WORK, REWRITE, WIRE, reading

_FLOOD = [
    "The river Tamsel burst its dyke at Quern on Friday, and mayor Odo Falk sent the people of Quern to the school.",
    "Falk said the dyke at Quern had been due for repair; engineers from Velm measured the Tamsel at six metres.",
    "Pumps from Velm reached Quern, where the Tamsel fell by a hand; Falk let the first families go home.",
]
_VOTE = [
    "Ruritan voters go to the polls in a referendum on coins, with the Thaler League of Bela Sturm far ahead.",
    "Sturm's Thaler League has won the Ruritan referendum on coins; the Paper Party asked for a recount.",
    "The recount in the Ruritan coins referendum began, said Sturm, and the Paper Party sent watchers.",
]


def _readings() -> list[Reading]:
    ferry = [
        reading("a1", WIRE, title="Ferry accord on Lake Imber", day="2031-02-04"),
        reading("a2", REWRITE, day="2031-02-05"),
        reading("a3", OWN_WORK, day="2031-02-04"),
    ]
    flood = [reading(f"b{n}", text, title=f"Flood {n}", day=f"2031-03-1{n}") for n, text in enumerate(_FLOOD)]
    vote = [reading(f"c{n}", text, title=f"Coins {n}", day=f"2031-02-1{n}") for n, text in enumerate(_VOTE)]
    return [*ferry, *flood, *vote, reading("d", "Nothing of this kind was ever printed.", title="Alone")]


def _groups(readings: list[Reading], origins: tuple[Origin, ...] = ()) -> set[tuple[str, ...]]:
    return {story.reports for story in find_stories(readings, origins)}


def test_each_story_is_found_and_a_lone_report_is_its_own() -> None:
    found = _groups(_readings(), find_origins(_readings()))
    assert found == {("a1", "a2", "a3"), ("b0", "b1", "b2"), ("c0", "c1", "c2"), ("d",)}


def test_titles_are_the_central_reports() -> None:
    titles = {story.reports[0]: story.title for story in find_stories(_readings(), ())}
    assert titles["a1"] == "Ferry accord on Lake Imber"
    assert titles["b0"].startswith("Flood")
    assert titles["d"] == "Alone"
    (untitled,) = find_stories([reading("x", "A heron stood on the pier. It left.")], ())
    assert untitled.title == "A heron stood on the pier."


def test_reports_of_one_origin_share_a_story() -> None:
    pair = [reading("a", "Short and plain."), reading("b", "Quite another thing.")]
    assert len(_groups(pair)) == 2
    origin = Origin(id="o", reports=("a", "b"), relation="copy", source=None, evidence=())
    assert _groups(pair, (origin,)) == {("a", "b")}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    shuffled = _readings()
    random.Random(seed).shuffle(shuffled)
    assert find_stories(shuffled, ()) == find_stories(_readings(), ())


def test_no_readings_no_stories() -> None:
    assert find_stories([], ()) == ()
    assert [s.reports for s in find_stories([reading("a", "")], ())] == [("a",)]


_EDGES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 100).map(lambda n: n / 100),
)


def _slow_linkage(count: int, scores: dict[tuple[int, int], float], least: float) -> list[list[int]]:
    """The obvious way: compare all pairs of clusters again after each join."""
    clusters = [[index] for index in range(count)]
    while True:
        options = []
        for one, two in combinations(sorted(clusters), 2):
            total = sum(scores.get((min(a, b), max(a, b)), 0.0) for a in one for b in two)
            options.append((-round(total / (len(one) * len(two)), 9), one, two))
        best = min(options, default=None)
        if best is None or -best[0] < least:
            return sorted(clusters)
        clusters = [c for c in clusters if c not in (best[1], best[2])] + [sorted(best[1] + best[2])]


@settings(max_examples=80, deadline=None)
@given(_EDGES, st.sampled_from([0.2, 0.4, 0.6]))
def test_average_linkage_is_what_the_slow_way_finds(scores: dict[tuple[int, int], float], least: float) -> None:
    links = _links({pair: (score, 0.0) for pair, score in scores.items()})
    assert Linkage(replace(_OPEN, least=least)).clusters(range(8), links) == _slow_linkage(8, scores, least)


def _links(scores: dict[tuple[int, int], tuple[float, float]]) -> dict[int, dict[int, tuple[int, int]]]:
    links: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for (a, b), (words, details) in scores.items():
        links[a][b] = links[b][a] = (round(UNIT * words), round(UNIT * details))
    return links


_STEPS = st.lists(st.tuples(st.sets(st.integers(0, 7)), _EDGES), min_size=2, max_size=5)
_DETAILS = st.lists(st.sampled_from((0.0, 0.3, 0.9)), min_size=28, max_size=28)


@settings(max_examples=200, deadline=None)
@given(_STEPS, _DETAILS, st.sampled_from([0.0, 0.6, 0.9]))
def test_linkage_that_goes_on_is_what_it_is_anew(
    steps: list[tuple[set[int], dict[tuple[int, int], float]]], details: list[float], close: float
) -> None:
    """Items come and go, and likenesses change: the clusters are those of what is there at the end."""
    linkage = Linkage(replace(_OPEN, close=close))
    scores: dict[tuple[int, int], float] = {}
    told = dict(zip(combinations(range(8), 2), details, strict=True))
    for items, changes in steps:
        scores |= changes
        here = {pair: (score, told[pair]) for pair, score in scores.items() if items.issuperset(pair)}
        links, changed = _links(here), {item for pair in changes for item in pair}
        anew = Linkage(replace(_OPEN, close=close)).clusters(items, links)
        assert linkage.clusters(items, links, changed) == anew


_SETS = st.lists(st.sets(st.integers(0, 12), min_size=1, max_size=6), min_size=1, max_size=12)


@given(_SETS)
def test_nearest_finds_every_pair_over_the_line(sets: list[set[int]]) -> None:
    profiles = [
        Profile(keys=np.array(sorted(keys), dtype=np.int32), weights=np.ones(len(keys), dtype=np.float64))
        for keys in sets
    ]
    found = {(n.left, n.right): n.score for n in nearest(profiles, most_spread=99, least=2.0, keep=99)}
    slow = {
        (a, b): float(len(sets[a] & sets[b]))
        for a, b in combinations(range(len(sets)), 2)
        if len(sets[a] & sets[b]) >= 2
    }
    assert found == slow


def test_a_stray_joins_the_story_whose_own_names_it_tells_of() -> None:
    stray = reading("z", "At dusk a boy asked what a dyke is for. Odo Falk had no answer. Quern slept badly again.")
    other = reading("y", "At dusk a boy asked what a moat is for. Nobody had an answer. The town slept badly again.")
    found = _groups([*_readings(), *_more_of_the_flood(), stray, other])
    (flood,) = (group for group in found if "b0" in group)
    assert "z" in flood
    assert ("y",) in found


def _more_of_the_flood() -> list[Reading]:
    return [reading(f"b{n}", f"{text} So it was.", day=f"2031-03-1{n}") for n, text in enumerate(_FLOOD, start=3)]


_OPEN = Bar(least=0.2, close=0.0, alike=0.4, prior=2.0, details=(Detail(share=0.4, usual=0.2),))


def _two_groups(between: float, between_details: float, trust: int = FULL) -> list[list[int]]:
    pairs = sorted(combinations(range(6), 2))
    own = [(a < 3) == (b < 3) for a, b in pairs]
    scores = [(0.9, 0.9) if one else (between, between_details) for one in own]
    links = _links({pair: (a, b * (trust / FULL) ** 2) for pair, (a, b) in zip(pairs, scores, strict=True)})
    return Linkage(replace(_OPEN, close=0.6)).clusters(range(6), links, trust=dict.fromkeys(range(6), (trust,)))


def test_two_groups_less_alike_than_each_is_stay_two() -> None:
    assert _two_groups(0.7, 0.6) == [[0, 1, 2, 3, 4, 5]]
    assert _two_groups(0.4, 0.3) == [[0, 1, 2], [3, 4, 5]]


def test_two_accounts_of_one_kind_with_other_figures_stay_two() -> None:
    assert _two_groups(0.6, 0.6) == [[0, 1, 2, 3, 4, 5]]
    assert _two_groups(0.6, 0.0) == [[0, 1, 2], [3, 4, 5]]
    assert _two_groups(0.6, 0.0, trust=0) == [[0, 1, 2, 3, 4, 5]], "who tells no figures has none that differ"


def _told(*reports: tuple[str, str | None]) -> tuple[list[int], Likeness]:
    kept = Kept()
    find_stories([reading(f"r{n}", text, day=day) for n, (text, day) in enumerate(reports)], (), kept=kept)
    return [number_of(f"r{n}") for n in range(len(reports))], kept.likeness


def test_what_came_out_in_another_year_is_another_affair() -> None:
    quake = "A quake shook Orvell at night; chimneys fell in the old town and the school of Orvell stayed shut."
    again = "Chimneys fell in the old town of Orvell as a quake shook it at night, and the school stayed shut."
    (first, same, later), found = _told((quake, "2031-04-11"), (again, "2031-04-11"), (again, "2038-09-02"))
    (_, *alike), (_, *apart) = found.links[first][same], found.links[first][later]
    assert alike[0] == apart[0] > 0, "they name the same"
    assert alike[1] > 0 and alike[2] > 0
    assert apart[1:] == [0, 0]


def test_what_is_told_again_years_later_is_less_alike_than_its_words() -> None:
    told = [(_FLOOD[0], "2031-03-01"), (_FLOOD[1], "2031-04-20"), (_FLOOD[1], "2033-05-01"), (_FLOOD[1], None)]
    (first, soon, late, undated), found = _told(*told)
    words = {number: found.links[first][number][0] for number in (soon, late, undated)}
    assert words[soon] == words[undated] > 3 * words[late] > 0


def test_who_tells_much_in_a_respect_is_trusted_the_more() -> None:
    told = [("Ten of 70 huts burnt on 12 May 2031.", None), ("Ten of 70 huts burnt.", None), ("Huts burnt.", None)]
    numbers, found = _told(*told)
    (_, many, year), (_, few, none), (_, no, _) = (found.trust[number] for number in numbers)
    assert many > few > no == 0
    assert (year, none) == (FULL, 0)


@given(_SETS)
def test_products_are_those_of_the_pairs_asked_for(sets: list[set[int]]) -> None:
    profiles = [
        Profile(keys=np.array(sorted(keys), dtype=np.int32), weights=np.ones(len(keys), dtype=np.float64))
        for keys in sets
    ]
    pairs = list(combinations(range(len(sets)), 2))
    found = products([(profiles[a], profiles[b]) for a, b in pairs])
    assert found == [float(len(sets[a] & sets[b])) for a, b in pairs]


def test_what_else_is_told_changes_no_likeness() -> None:
    two = [reading("a0", _FLOOD[0]), reading("a1", _FLOOD[1])]
    alone, among = Kept(), Kept()
    find_stories(two, (), kept=alone)
    find_stories([*two, *_more_of_the_flood()], (), kept=among)
    one, other = number_of("a0"), number_of("a1")
    assert alone.likeness.links[one][other] == among.likeness.links[one][other]


_MANY = [reading(f"m{n}", f"{_FLOOD[n % 3]} {_VOTE[n % 2]} Report {n} of {n % 5}.") for n in range(9)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.integers(0, 8)), min_size=2, max_size=6), st.integers(1, 3))
def test_likenesses_that_were_kept_are_those_of_now(sets: list[set[int]], nearest_: int) -> None:
    """Reports come and go, and no more than a few nearest are kept: the links are those that all at once would have."""
    kept, library = Kept(), Library()
    origin = Origin(id="o", reports=("m0", "m4"), relation="copy", source=None, evidence=())
    few = mock.patch.multiple("sourcebook.link.likeness", NEAREST=nearest_, SPARE=nearest_ + 1, MANY=3)
    with few, mock.patch("sourcebook.link.stories.OPENING", 2):
        for some in sets:
            readings = [_MANY[n] for n in sorted(some)]
            origins = (origin,) if {0, 4} <= some else ()
            anew, bodies = Kept(), library.gather(readings)
            found = find_stories(readings, origins, bodies=bodies, kept=kept)
            assert found == find_stories(readings, origins, kept=anew)
            assert kept.likeness.links == anew.likeness.links


def test_a_word_opens_no_more_pairs_than_it_may() -> None:
    assert [_most_opening(count) for count in (0, 3000, 7999, 8000, 15_999, 16_000)] == [200, 200, 200, 400, 400, 800]


_BODY = gather([reading("b", "A heron stood on the pier.")]).items[0]
_WORDS = st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=5), min_size=2, max_size=24)
_CHANGES = st.lists(
    st.tuples(st.sets(st.integers(0, 23)), st.sets(st.integers(0, 23)), st.sets(st.integers(0, 9))),
    min_size=2,
    max_size=6,
)


@cache
def _reading(name: str) -> Reading:
    return replace(_BODY.reading, report=replace(_BODY.reading.report, id=name))


def _about(name: str, keys: set[int], common: Iterable[int] = ()) -> Told:
    """A report of these words; those that are `common` show it to be like no other."""
    plain = unit(Profile(keys=np.array(sorted(keys), dtype=np.int32), weights=np.ones(len(keys))))
    rare = np.array([key not in common for key in sorted(keys)], dtype=np.bool_)
    body = replace(_BODY, reading=_reading(name))
    opening = Profile(keys=plain.keys[rare], weights=plain.weights[rare])
    return Told(body=body, words=plain, rare=opening, details=(plain,), trust=(FULL,))


@settings(max_examples=300, deadline=None)
@given(_WORDS, _CHANGES, st.integers(1, 4), st.sampled_from((2, 6, 99)))
def test_nearest_that_were_kept_are_those_of_now(
    words: list[set[int]], changes: list[tuple[set[int], set[int], set[int]]], nearest_: int, many: int
) -> None:
    """Reports go, come and come back as other objects; words become common, and rare again."""
    kept, told = Likeness(), {n: _about(f"r{n}", keys) for n, keys in enumerate(words)}
    before: set[int] = set()
    with mock.patch.multiple("sourcebook.link.likeness", NEAREST=nearest_, SPARE=nearest_ + 2, MANY=many):
        for gone, again, common in changes:
            again |= {n for n, keys in enumerate(words) if keys & (common ^ before)}
            told |= {n: _about(f"r{n}", words[n], common) for n in again if n < len(words)}
            before = common
            here = [one for n, one in told.items() if n not in gone]
            anew = Likeness()
            anew.update(here, ())
            kept.update(here, ())
            assert kept.links == anew.links
            assert all(len(set(near.numbers.tolist())) == len(near.numbers) for near in kept._near.values())
