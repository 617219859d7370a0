"""What a rule finds in one report is found once, as long as all that it asks of the entities is answered as it was.

One report more changes who is meant by a few names, and most of a part's reports tell what they told.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sourcebook.link.entities import EntityIndex
from sourcebook.model import Reading

T = TypeVar("T")
V = TypeVar("V")
P = ParamSpec("P")
MOST = 8192
"""Findings of a rule that are kept: those that it was asked for last."""

Answers = dict[tuple[str, str], Any]
"""What was answered, by the kind of question and the name asked for."""


def once_a_report(
    find: Callable[Concatenate[Reading, Any, P], Iterable[T]],
) -> Callable[Concatenate[Reading, EntityIndex | None, P], tuple[T, ...]]:
    """Remembers what a pure rule found in a report, and what the entities told it.

    A report is the same where it is the same object; what else is given must be hashable. Of the entities the rule may
    ask who is meant by a name in this report, for one by its id, for a country's and a place's; not for all of them.
    """
    kept: OrderedDict[tuple[int, Hashable], _Found] = OrderedDict()
    lock = Lock()

    @wraps(find)
    def found(reading: Reading, index: EntityIndex | None, /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, ...]:
        if index is None:
            return tuple(find(reading, index, *args, **kwargs))
        key = (id(reading), (args, tuple(sorted(kwargs.items()))))
        old = kept.get(key)
        if old is None or old.reading is not reading or not _answers_so(index, reading.report.id, old.answers):
            noting = _Noting(index, reading.report.id)
            old = _Found(reading, noting.answers, tuple(find(reading, noting, *args, **kwargs)))
        with lock:
            kept[key] = old
            kept.move_to_end(key)
            if len(kept) > MOST:
                kept.popitem(last=False)
        return old.things

    return found


class _Found(NamedTuple):
    reading: Reading
    answers: Answers
    things: tuple[Any, ...]


def _answers_so(index: EntityIndex, report: str, answers: Answers) -> bool:
    """Whether the index would answer all questions as before."""
    ask: dict[str, Callable[[str], Any]] = {
        "name": lambda name: index.find(report, name),
        "place": index.place,
        "id": index.by_id.get,
        "country": index.countries.get,
    }
    return all(ask[kind](name) == answer for (kind, name), answer in answers.items())


class _Noting(EntityIndex):
    """Answers as the index does, and notes what it was asked of one report and what it answered.

    It has no list of all entities, nor of the names of all reports.
    """

    def __init__(self, index: EntityIndex, report: str) -> None:
        self.answers: Answers = {}
        self._index, self._report = index, report
        self.by_id = _Noted(index.by_id, "id", self.answers)
        self.countries = _Noted(index.countries, "country", self.answers)

    def find(self, report: str, name: str | None) -> str | None:
        """As the index does; of the one report."""
        if report != self._report:
            raise NotImplementedError(report)
        if not name:
            return None
        known = self._index.find(report, name)
        self.answers["name", name] = known
        return known

    def place(self, name: str) -> str | None:
        """As the index does."""
        known = self.answers["place", name] = self._index.place(name)
        return known


class _Noted(dict[str, V]):
    """A dict whose answers are noted; it can be asked for one key after the other."""

    def __init__(self, of: Mapping[str, V], kind: str, answers: Answers) -> None:
        super().__init__()
        self._of, self._kind, self._answers = of, kind, answers

    def __getitem__(self, key: str) -> V:
        self._answers[self._kind, key] = self._of.get(key)
        return self._of[key]

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """As of a dict."""
        known = self._answers[self._kind, key] = self._of.get(key)
        return default if known is None else known

    def _refuse(self, *_: object) -> Any:
        """Not to be asked: the answer rests on all of them."""
        raise NotImplementedError

    __contains__ = __iter__ = __len__ = items = keys = values = _refuse
