from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.link.verdicts import Verdicts

PAIRS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12)


@given(PAIRS, PAIRS, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=30))
def test_verdicts_of_groups_are_those_of_all_their_pairs(
    bars: set[tuple[int, int]], odds: set[tuple[int, int]], steps: list[tuple[int, int, bool]]
) -> None:
    def barred(a: int, b: int) -> bool:
        return bool({(a, b), (b, a)} & bars)

    def contradicted(a: int, b: int) -> bool:
        return bool({(a, b), (b, a)} & odds)

    verdicts = Verdicts(barred, contradicted)
    members = {i: [i] for i in range(9)}
    home = list(range(9))
    for i, j, unite in steps:
        one, two = sorted((home[i], home[j]))
        if one == two:
            continue
        pairs = [(a, b) for a in members[one] for b in members[two]]
        found = verdicts.between(one, two, members)
        if any(barred(a, b) for a, b in pairs):
            assert found is None
        else:
            assert found is not None
            wanted = {frozenset(pair) for pair in pairs if contradicted(*pair)}
            assert {frozenset(pair) for pair in found} == wanted
            assert len(found) == len(wanted)
        if unite:
            verdicts.unite(one, two, members)
            for member in members[two]:
                home[member] = one
            members[one] += members.pop(two)


def test_each_pair_is_asked_once() -> None:
    asked: list[frozenset[int]] = []

    def barred(a: int, b: int) -> bool:
        asked.append(frozenset((a, b)))
        return False

    verdicts = Verdicts(barred, lambda a, b: False)
    members = {0: [0], 1: [1], 2: [2, 3]}
    for _ in range(3):
        verdicts.between(0, 2, members)
    verdicts.unite(0, 1, members)
    members[0] += members.pop(1)
    verdicts.between(0, 2, members)
    assert len(asked) == len(set(asked)) == 4
