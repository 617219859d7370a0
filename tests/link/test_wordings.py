"""What two utterances have in common, and what the learned judge makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from sourcebook.link import wordingmodel
from sourcebook.link.rewordings import MANY, Rewordings, reworded_pairs
from sourcebook.link.utterance_pairs import candidate_pairs
from sourcebook.link.utterances import Utterances, gather_utterances
from sourcebook.link.wordings import NAMES, features
from sourcebook.link.wordvectors import directions
from sourcebook.model import Reading, Span, StatementMention
from sourcebook.model.reading import StatementKind
from tests.link.build import reading


def _report(name: str, words: str, by: str | None = "Torvend", kind: StatementKind = "direct") -> Reading:
    text = f"The harbour was full. “{words}” {by or 'somebody'} said."
    start = text.index(words)
    named = text.index(by, start) if by else -1
    said = StatementMention(
        kind=kind,
        content=(Span(start=start, end=start + len(words)),),
        speaker=Span(start=named, end=named + len(by)) if by else None,
        speaker_name=by,
    )
    return reading(name, text, day="2031-02-04", outlet=name, statements=(said,))


def _given(*readings: Reading) -> Utterances:
    names = {r.report.id: {s.speaker_name: s.speaker_name for s in r.statements if s.speaker_name} for r in readings}
    return gather_utterances(readings, names)[0]


def _feature(name: str, *readings: Reading) -> float:
    return float(features(_given(*readings), [(0, 1)])[0, NAMES.index(name)])


ONE = _report("a", "The hardest page of the accord is still empty")
TWO = _report("b", "The most difficult page of the deal remains blank")


def test_a_pair_is_the_same_whichever_comes_first() -> None:
    given = _given(ONE, TWO)
    assert np.allclose(features(given, [(0, 1)]), features(given, [(1, 0)]), atol=1e-6)


def test_words_that_mean_alike_lie_close() -> None:
    hard, difficult, harbour, unknown = directions(["hard", "difficult", "harbour", "Torvendia"])
    assert float(hard @ difficult) > 0.5 > float(hard @ harbour)
    assert not unknown.any()


def test_other_words_of_one_meaning_count() -> None:
    assert _feature("alike of shorter", ONE, TWO) > _feature("of shorter", ONE, TWO) + 0.1


@pytest.mark.parametrize(
    ("by", "told"),
    [(("Torvend", "Torvend"), "one speaker"), (("Torvend", None), "one unknown"), ((None, None), "both unknown"),
     (("Torvend", "Maro"), "others")],
)  # fmt: skip
def test_who_speaks_is_told(by: tuple[str | None, str | None], told: str) -> None:
    words = "The accord is still empty"
    pair = _report("a", words, by[0]), _report("b", words, by[1])
    for name in ("one speaker", "one unknown", "both unknown", "others"):
        assert _feature(name, *pair) == (name == told)


def test_a_pair_leads_where_it_is_the_best_of_its_reports() -> None:
    other = _report("c", "The page of the accord was signed by the mayor of the town")
    given = _given(ONE, TWO, other)
    table = features(given, [(0, 1), (0, 2)])
    assert table[0, NAMES.index("best")] == 1.0


def _joined(*readings: Reading) -> int:
    given = _given(*readings)
    return len(reworded_pairs(given, candidate_pairs(given)).pairs)


def test_the_judge_joins_a_paraphrase_and_keeps_another_sentence_apart() -> None:
    quoted = _report("a", "I carry two lanterns, and neither lets me put the other down")
    told = _report("b", "that he had two lanterns, neither of which let him put down the other", kind="indirect")
    assert _joined(quoted, told) == 1
    assert _joined(quoted, _report("b", "Two lanterns were sold at the market for a crown")) == 0


def test_of_one_who_speaks_often_two_are_less_likely_one() -> None:
    others = [_report(f"c{number}", f"Crate {number} of the pears is on the quay") for number in range(3 * MANY)]
    few, many = _given(ONE, TWO), _given(ONE, TWO, *others)
    assert reworded_pairs(many, [(0, len(others) + 1)]).odds.keys() == {(0, len(others) + 1)}
    alone, crowded = (
        reworded_pairs(given, [pair]).odds[pair] for given, pair in ((few, (0, 1)), (many, (0, len(others) + 1)))
    )
    assert crowded < alone - 0.5


def test_the_ends_of_a_chain_are_asked_too() -> None:
    given = _given(ONE, TWO, _report("c", "The last page of the ledger was torn"))
    odds = {(0, 1): 1.0, (1, 2): 1.0}
    assert Rewordings(pairs=(), odds=odds).holds(given, [1], [2])
    assert not Rewordings(pairs=(), odds=odds | {(0, 2): -3.0}).holds(given, [0, 1], [2])
    assert not Rewordings(pairs=(), odds=odds).holds(given, [0, 1], [2])


def test_no_pairs_no_odds() -> None:
    assert wordingmodel.odds(features(_given(ONE, TWO), [])).shape == (0,)
