"""The desk's hand: what people say of a record's things, turned into decisions that outlive the record's ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sourcebook.lexicon.names import fold
from sourcebook.link.linker import entity_names
from sourcebook.model import Action, Anchor, DecidedNoun, Decision, Entity, Event, Origin, Reading, Record, Statement
from sourcebook.model.decision import standing, with_id
from sourcebook.model.errors import UsageError
from sourcebook.store import Store

Thing = Entity | Event | Statement | Origin
Anchors = tuple[Anchor, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """Who decides, when (in UTC), and why in their words."""

    by: str
    at: datetime
    why: str = ""


class Desk:
    """Makes decisions about the record in a store; nothing is written here.

    `readings`: what the record is linked from, asked for where names must be told apart. Every method raises UsageError
    where a thing isn't there or the decision would decide nothing.
    """

    def __init__(self, store: Store, readings: Callable[[], Sequence[Reading]]) -> None:
        self.store = store
        self.record: Record = store.load_record()
        self.log = store.log()
        self._readings = readings
        self._sha256 = {report.id: report.sha256 for report in self.record.reports}

    def merge(self, ids: Sequence[str], said: Said) -> Decision:
        """The things are one. Reports may stand in the place of origins."""
        if len(set(ids)) < 2:
            raise UsageError("one thing alone can't be merged. Name two or more ids.")
        found = [self._thing(name) for name in dict.fromkeys(ids)]
        nouns = {noun for noun, _ in found}
        if len(nouns) > 1:
            raise UsageError(f"{' and '.join(sorted(nouns))} can't be one. Name ids of one kind.")
        return self._decision("merge", nouns.pop(), said, [self._anchors(thing) for _, thing in found])

    def split(self, name: str, said: Said, wanted: Callable[[Anchor], bool]) -> Decision:
        """What is `wanted` of a thing (mentions, names, reports) is another one."""
        noun, thing = self._thing(name)
        anchors = self._anchors(thing)
        part = tuple(anchor for anchor in anchors if wanted(anchor))
        rest = tuple(anchor for anchor in anchors if not wanted(anchor))
        if not part or not rest:
            what = "None" if not part else "All"
            raise UsageError(f"{what} of {name} is what is to be split off, so there is nothing to split.")
        return self._decision("split", noun, said, [part, rest])

    def reject(self, name: str, said: Said) -> Decision:
        """The thing is none: no event, nothing that was said, nobody's name, no common origin."""
        noun, thing = self._thing(name)
        if isinstance(thing, Entity):
            names = {fold(one) for one in thing.names}
            alone = all(
                names.isdisjoint(map(fold, other.names)) for other in self.record.entities if other is not thing
            )
            if alone:
                anchors = tuple(Anchor(report="", text=one) for one in sorted(names))
                return self._decision("reject", noun, said, [anchors])
        return self._decision("reject", noun, said, [self._anchors(thing)])

    def withdraw(self, reports: Sequence[str], said: Said) -> Decision:
        """The reports don't count, nor what rests on them alone."""
        keys = self.store.page_keys()
        for name in reports:
            if name not in keys:
                raise UsageError(f"the record has no report {name}. `sourcebook export` lists them under `reports`.")
        if not set(keys) - set(reports):
            raise UsageError("these are all the reports of the record, and nothing would be left of it.")
        anchors = tuple(Anchor(report=name, sha256=keys[name]) for name in sorted(set(reports)))
        return self._decision("withdraw", "reports", said, [anchors])

    def undo(self, name: str, said: Said) -> Decision:
        """The decision doesn't count any more; an undo may be undone too."""
        if name not in {one.id for one in self.log}:
            raise UsageError(f"there is no decision {name}. `sourcebook decisions` lists them.")
        if name not in {one.id for one in standing(self.log)}:
            raise UsageError(f"the decision {name} is undone already.")
        return self._decision("undo", "decisions", said, [], undoes=name)

    def _decision(
        self, action: Action, noun: DecidedNoun, said: Said, groups: Sequence[Anchors], *, undoes: str | None = None
    ) -> Decision:
        """The decision, later than all that were made: clocks may stand still or go back."""
        if groups and not all(groups):
            raise UsageError("the record was linked by other rules than this release's. Run sourcebook build first.")
        at = max([said.at, *(one.at + timedelta(microseconds=1) for one in self.log)])
        decision = Decision(
            id="", action=action, noun=noun, at=at, by=said.by, why=said.why, groups=tuple(groups), undoes=undoes
        )
        return with_id(decision)

    def _thing(self, name: str) -> tuple[DecidedNoun, Thing]:
        of: dict[DecidedNoun, Sequence[Thing]] = {
            "entities": self.record.entities,
            "events": self.record.events,
            "statements": self.record.statements,
            "origins": self.record.origins,
        }
        for noun, things in of.items():
            for thing in things:
                if thing.id == name:
                    return noun, thing
        report = next((one for one in self.record.reports if one.id == name), None)
        if report is None:
            raise UsageError(
                f"the record has no entity, event, statement, origin or report with the id {name}. "
                "`sourcebook export` gives the ids; they change when reports come in."
            )
        origin = next((one for one in self.record.origins if one.id == report.origin), None)
        alone = Origin(id=name, reports=(name,), relation="copy", source=None, evidence=())
        return "origins", origin or alone

    def _anchors(self, thing: Thing) -> Anchors:
        """What a thing rests on: mentions, reports, or names in reports."""
        if isinstance(thing, Origin):
            return tuple(Anchor(report=one, sha256=self._sha256[one]) for one in thing.reports)
        if isinstance(thing, Entity):
            names = entity_names(self._readings(), self.log).get(thing.id, [])
            return tuple(Anchor(report=one, sha256=self._sha256[one], text=name) for one, name in names)
        kind = thing.type if isinstance(thing, Event) else ""
        return tuple(
            Anchor(
                report=one.report,
                sha256=self._sha256[one.report],
                start=one.start,
                end=one.end,
                text=one.text,
                kind=kind,
            )
            for one in thing.mentions
        )
