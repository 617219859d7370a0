"""Which states stand beside a name, sentence by sentence: what tells whose minister or whose capital it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sourcebook.link.lore import Lore
from sourcebook.model import Reading

_BEFORE = 0.5  # what a state in the sentence before counts, beside one in the same sentence


class Companions:
    """The states that each sentence of the reports names, by country name, nationality word or learned name."""

    def __init__(self, readings: Sequence[Reading], lore: Lore) -> None:
        self.starts: dict[str, list[int]] = {}
        self.states: dict[str, list[Counter[str]]] = {}
        for reading in readings:
            self._read(reading, lore)

    def _read(self, reading: Reading, lore: Lore) -> None:
        report = reading.report
        starts = [sentence.start for sentence in reading.sentences]
        found: list[Counter[str]] = [Counter() for _ in starts]
        for mention in reading.entities:
            if mention.type == "person" or not (at := bisect_right(starts, mention.start)):
                continue
            state = mention.stands_for or (mention.country if mention.country == mention.name else None)
            if state is not None:
                found[at - 1][state] += 1
        for match in _names_in(report.text, (*lore.states, *lore.unions, *lore.adjectives)) if lore else ():
            state = lore.state(match.group())
            if state is not None and (at := bisect_right(starts, match.start())):
                found[at - 1][state] += 1
        self.starts[report.id], self.states[report.id] = starts, found

    def of(self, report: str, start: int) -> Counter[str]:
        """The states beside the name at an offset: those of its sentence, and of the one before at half the weight.

        Each sentence has one vote, which its states share.
        """
        at = bisect_right(self.starts[report], start) - 1
        votes: Counter[str] = Counter()
        for sentence, weight in ((at, 1.0), (at - 1, _BEFORE)):
            states = self.states[report][sentence] if sentence >= 0 else {}
            for state in states:
                votes[state] += weight / len(states)  # type: ignore[assignment]
        return votes

    def same(self, report: str, start: int) -> set[str]:
        """The states that the sentence of the name at an offset names."""
        at = bisect_right(self.starts[report], start) - 1
        return set(self.states[report][at]) if at >= 0 else set()

    def base(self, reports: Iterable[str]) -> Counter[str]:
        """How many sentences of the reports name each state."""
        return Counter(state for report in reports for sentence in self.states[report] for state in sentence)


def _names_in(text: str, names: Iterable[str]) -> Iterator[re.Match[str]]:
    """Every occurrence of some names as whole words, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return iter(())
    return re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w])", text)
