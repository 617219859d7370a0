"""States' names in other spellings: what translators and transliteration make of a name that only the reports know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.spellings import skeleton, spelt_alike
from sourcebook.link.lore import unlisted
from sourcebook.link.scopes import Scopes
from sourcebook.model import Reading

_LEAST = 5  # letters; shorter names are alike by chance


def other_spellings(readings: Sequence[Reading], known: Iterable[str]) -> dict[str, str]:
    """Names that are another spelling of one of the `known`, with that one.

    They sound alike, no report has both, fewer reports have the other spelling, and these speak of one matter with
    some that have the known one. A name that is part of a person's, or like two of the known, is none.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    persons: set[str] = set()
    for reading in readings:
        for mention in reading.entities:
            written = " ".join(reading.report.text[mention.start : mention.end].split())
            if mention.type == "person" and " " in written:
                persons.update(written.split())
            reports[written].add(reading.report.id)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(known)):
        by_sound[skeleton(fold(name))].append(name)
    scopes: Scopes | None = None
    found: dict[str, str] = {}
    for name, where in sorted(reports.items()):
        if len(name) < _LEAST or not name.isalpha() or name in persons:
            continue
        alike = [
            one
            for one in by_sound.get(skeleton(fold(name)), ())
            if one != name and spelt_alike(name, one) and not where & reports[one] and len(where) < len(reports[one])
        ]
        if len(alike) != 1 or not unlisted(name):
            continue
        scopes = scopes or Scopes(readings, {})
        if all(scopes.share(report, reports[alike[0]]) for report in sorted(where)):
            found[name] = alike[0]
    return found
