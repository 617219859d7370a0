"""The way of the pages through the stages, and into the record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sourcebook.engine.building import Building, Listener, Render, Summary, Unshown, failed
from sourcebook.engine.deciding import Desk, Said
from sourcebook.engine.port import Engine, Failure
from sourcebook.engine.stages import Stages
from sourcebook.engine.work import CleanPage, Inputs, Job, ReadPage
from sourcebook.model import Decision, Reading, Reject, Report
from sourcebook.store import Store

R = TypeVar("R")


class Pipeline:
    """The stages on an engine."""

    def __init__(self, stages: Stages, engine: Engine) -> None:
        stages.check()
        self.stages = stages
        self.engine = engine
        self._unshown: Unshown | None = None

    def reports(self, inputs: Inputs) -> Iterator[Report | Reject]:
        """Each input's report, in the inputs' order."""
        return self._each(CleanPage(self.stages.clean), inputs)

    def readings(self, inputs: Inputs) -> Iterator[Reading | Reject]:
        """Each input's reading, in the inputs' order."""
        return self._each(ReadPage(self.stages.clean, self.stages.read), inputs)

    def _each(self, function: Callable[[Job], R | Reject], inputs: Inputs) -> Iterator[R | Reject]:
        rejects: deque[Reject] = deque()

        def jobs() -> Iterator[Job]:
            for item in inputs.pages():
                if isinstance(item, Reject):
                    rejects.append(item)
                else:
                    yield Job("", item, inputs.config)

        for job, result in self.engine.map(function, jobs()):
            while rejects:
                yield rejects.popleft()
            yield failed(job.page, result) if isinstance(result, Failure) else result
        yield from rejects

    def build(
        self,
        store: Store,
        inputs: Inputs,
        *,
        render: Render | None,
        listener: Listener,
        again: bool = False,
        corrects: Said | None = None,
    ) -> Summary:
        """Read the inputs into the record and link it; what is there already is not computed again.

        `render`: how its page is made; None leaves the page for `show`. `again`: compute everything anew, whatever the
        versions say. `corrects`: the inputs' pages take the place of what the record has under the same URL, id or
        file, by this decision; without it both count. Raises NothingToDoError where the record has no report at the
        end, StoreError where another process is building it.
        """
        with store.sole_writer():
            building = Building(self.stages, self.engine, store, listener, again=again)
            building.take(inputs)
            building.correct(corrects)
            building.refresh()
            building.link(render)
            if building.summary.linked:
                self._unshown = building.unshown
            return building.summary

    def show(self, store: Store, render: Render) -> bool:
        """Write the page of the record that was built last, where that was left; whether there was one to write.

        Raises StoreError where another process is building the record. What it built since is not shown by this page.
        """
        unshown, self._unshown = self._unshown, None
        if unshown is None:
            return False
        with store.sole_writer():
            if store.is_linked(unshown.linked):
                unshown.show(store, render)
        return True

    def decide(
        self, store: Store, choose: Callable[[Desk], Sequence[Decision]], *, render: Render, listener: Listener
    ) -> Summary:
        """Add what `choose` makes of the record to the desk's log, and link the record anew.

        Raises UsageError where the decision can't be made, StoreError where there is no record or it is being built.
        """
        with store.sole_writer():
            building = Building(self.stages, self.engine, store, listener, again=False)
            store.add_decisions(choose(Desk(store, building.readings)))
            building.refresh()
            building.link(render)
            return building.summary
