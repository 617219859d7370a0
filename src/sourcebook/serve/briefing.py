"""The brief of a story as plain text: the same lines as the page's, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model import Event, Record
from sourcebook.model.errors import UsageError
from sourcebook.serve.view.brief import Line
from sourcebook.serve.view.index import Index
from sourcebook.serve.view.limits import Limits
from sourcebook.serve.view.stories import Budget, Dossier, Sheaf, dossier, sheaves

_QUOTE = 160
"""Characters of a cited passage that are printed."""


def brief(record: Record, story: str | None = None) -> str:
    """The brief of a story: who, what happened, what is next, what is disputed, who changed position.

    Every line but the head is followed by the passages that it rests on. `story`: the id of one; without it the
    largest. UsageError where the record has no such story.
    """
    index = Index(record)
    limits = Limits()
    sheaf = _chosen(sheaves(record, index), story)
    laid_out = dossier(sheaf, index, limits=limits, budget=Budget(limits))
    return "\n".join([*_head(laid_out), *_who(laid_out), *_where(sheaf.events, index), *_body(laid_out)]) + "\n"


def _chosen(found: list[Sheaf], story: str | None) -> Sheaf:
    told = [sheaf for sheaf in found if sheaf.id and (story is None or sheaf.id == story)]
    if told:
        return told[0]
    known = ", ".join(sheaf.id for sheaf in found if sheaf.id)
    raise UsageError(f"the record has no story {story!r}. It has: {known}." if story else "the record has no story.")


def _head(laid_out: Dossier) -> Iterator[str]:
    yield laid_out.title
    yield f"{laid_out.id}. {laid_out.coverage}"


def _who(laid_out: Dossier) -> Iterator[str]:
    """Those named most, with what they are; each takes part in an event or says something that the page cites."""
    if laid_out.names:
        yield ""
        yield "Who"
        for one in laid_out.names[:_NAMES]:
            yield f"  {one.name}" + (f", {one.office}" if one.office else "")


_NAMES = 8


def _where(events: list[Event], index: Index) -> Iterator[str]:
    """The places of events, those of most reports first, each with one passage that tells it."""
    told: dict[str, list[Event]] = {}
    for event in events:
        if event.place and event.place in index.entities and event.mentions:
            told.setdefault(event.place, []).append(event)
    order = sorted(told, key=lambda place: (-sum(len(event.mentions) for event in told[place]), place))
    if order:
        yield ""
        yield "Where"
    for place in order[:_PLACES]:
        cite = index.cite(told[place][0].mentions[0])
        yield f"  {index.entities[place].name}"
        yield f"      {_shortened(cite.text)} [{cite.source.name}, {cite.source.when_short}]"


_PLACES = 4


def _body(laid_out: Dossier) -> Iterator[str]:
    for heading in laid_out.headings:
        yield ""
        yield heading.name + (f" ({heading.more} more)" if heading.more else "")
        for line in heading.lines:
            yield from _line(line)


def _line(line: Line) -> Iterator[str]:
    marks = ", ".join(part for part in (line.when, line.label, "overdue" if line.overdue else "") if part)
    yield f"  {marks}: {line.text}" if marks else f"  {line.text}"
    for cite in line.cites:
        yield f"      {_shortened(cite.text)} [{cite.source.name}, {cite.source.when_short}]"


def _shortened(text: str) -> str:
    said = " ".join(text.split())
    return f"“{said}”" if len(said) <= _QUOTE else f"“{said[:_QUOTE].rsplit(' ', 1)[0]} …”"
