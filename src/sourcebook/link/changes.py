"""What became of an utterance's words on their way into each report: kept, cut, reworded, paraphrased, translated."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.link.utterance_pairs import same_words
from sourcebook.link.utterances import Utterance
from sourcebook.model import Change
from sourcebook.model.record import ChangeKind


def changes(members: Sequence[Utterance]) -> tuple[Change, ...]:
    """How each report's wording differs from the fullest one: the longest quotation, else the longest of all.

    One change a report, for its best wording; a report that gives the fullest wording has none.
    """
    by_report: dict[str, list[Utterance]] = {}
    for item in members:
        by_report.setdefault(item.report, []).append(item)
    if len(by_report) < 2:
        return ()
    fullest = max(sorted(by_report), key=lambda report: _fullness(by_report[report]))
    whole = by_report[fullest]
    found = []
    for report in sorted(by_report.keys() - {fullest}):
        kind = _change(by_report[report], whole)
        if kind is not None:
            found.append(Change(report=report, kind=kind))
    return tuple(found)


def _fullness(items: Sequence[Utterance]) -> tuple[bool, bool, int]:
    quoted = any(item.mention.kind != "indirect" for item in items)
    return quoted, not items[0].reading.report.translated, sum(len(order) for order in {item.order for item in items})


def _change(items: Sequence[Utterance], whole: Sequence[Utterance]) -> ChangeKind | None:
    kept = all(
        any(same_words(item, other) and len(item.order) <= len(other.order) for other in whole) for item in items
    )
    quoted = any(item.mention.kind != "indirect" for item in items)
    if not kept and items[0].reading.report.translated != whole[0].reading.report.translated:
        return "translated"
    if not kept:
        unquoted = not quoted and any(item.mention.kind != "indirect" for item in whole)
        return "paraphrased" if unquoted else "reworded"
    given = sum(len(order) for order in {item.order for item in items})
    return "cut" if quoted and given < sum(len(order) for order in {item.order for item in whole}) else None
