"""When two names, two dates or two spans count as one."""

import calendar
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from benches.record_scorer.shapes import RawDates

Days = tuple[date, date]
Aliases = Mapping[str, frozenset[str]]

# PLOVER classes that careful coders exchange for one another: a type in one set with the expected one is right.
KINDRED_TYPES = (
    frozenset({"CONSULT", "AGREE", "COOPERATE"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"COERCE", "ASSAULT", "SANCTION"}),
    frozenset({"REQUEST", "THREATEN", "CONSULT"}),
)
GOVERNMENT_MARK = "(as a government)"


def fold(text: str | None) -> str:
    """The text without case, accents, dots and hyphens, and with single spaces.

    >>> fold("Hassan al-Durrí  (U.N.)")
    'hassan al durri (un)'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    plain = plain.casefold().replace("’", "'").replace("-", " ").replace(".", "")
    return " ".join(plain.split())


def bare(name: str) -> str:
    """A name of `same_entity` without its remark in brackets."""
    return name.split(" (", maxsplit=1)[0]


def government_aliases(groups: Iterable[list[str]]) -> Aliases:
    """The other names of each name in a group that lets a capital stand for its government."""
    aliases: dict[str, frozenset[str]] = {}
    for group in groups:
        if any(GOVERNMENT_MARK in name for name in group):
            folded = frozenset(fold(bare(name)) for name in group)
            aliases.update(dict.fromkeys(folded, folded))
    return aliases


def same_name(want: str, names: Iterable[str | None], aliases: Aliases | None = None) -> bool:
    """Whether one of the names is the wanted one, an alias of it, or the same person's name in other letters.

    Full names agree when their last words are equal and their first words begin with the same two letters.

    >>> same_name("Andrei Tolvanek", ["Andrey Tolvanek"]), same_name("Pavel Deren", ["Ilse Deren", "Deren"])
    (True, False)
    """
    wanted = fold(want).removeprefix("the ")
    folded = {fold(name).removeprefix("the ") for name in names if name}
    if folded & ({wanted} | (aliases or {}).get(wanted, frozenset())):
        return True
    words = wanted.split()
    full = [name.split() for name in folded if " " in name]
    return len(words) > 1 and any(n[-1] == words[-1] and n[0][:2] == words[0][:2] for n in full)


def day(text: str | None, *, end: bool = False) -> date | None:
    """An ISO date; a month or a year stands for its first day, or with `end` for its last."""
    if not text:
        return None
    parts = [int(part) for part in text[:10].split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if end else 1)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, parts[2] if len(parts) > 2 else (last if end else 1))


def days(raw: RawDates) -> Days | None:
    """The interval, both ends included; None where either end is unknown."""
    if not raw:
        return None
    first, last = (raw["earliest"], raw["latest"]) if isinstance(raw, dict) else (raw[0], raw[1])
    low, high = day(first), day(last or first, end=True)
    return (low, high) if low and high else None


def length(interval: Days) -> int:
    """How many days lie between the interval's ends."""
    return (interval[1] - interval[0]).days


def overlap(a: RawDates, b: RawDates, slack: int = 0) -> bool:
    """Whether the two intervals share a day, or come within `slack` days of it."""
    left, right, near = days(a), days(b), timedelta(days=slack)
    return bool(left and right and left[0] - near <= right[1] and right[0] <= left[1] + near)


def kindred(a: str, b: str) -> bool:
    """Whether two PLOVER classes count as one."""
    return a == b or any({a, b} <= kin for kin in KINDRED_TYPES)


def spans_meet(want: tuple[int, int], got: tuple[int, int], share: float) -> bool:
    """Whether the spans share that part of the wanted one, or, in 12 characters or more, of the found one."""
    inter = min(want[1], got[1]) - max(want[0], got[0])
    if inter <= 0:
        return False
    return inter >= share * (want[1] - want[0]) or (inter >= share * (got[1] - got[0]) and inter >= 12)
