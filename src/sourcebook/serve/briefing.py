"""Briefs and timelines as plain text, and their commands: every line with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from sourcebook.link.storydays import together, turning_points
from sourcebook.model import Event, Evidence, Record, StoryDay
from sourcebook.model.errors import UsageError
from sourcebook.model.wire import encode
from sourcebook.serve import terminal
from sourcebook.serve.desk import Folder
from sourcebook.serve.terminal import ALL_READ, door
from sourcebook.serve.view.brief import Line
from sourcebook.serve.view.days import count_words, day_words
from sourcebook.serve.view.index import Index
from sourcebook.serve.view.limits import Limits
from sourcebook.serve.view.stories import Budget, Dossier, Sheaf, dossier, sheaves
from sourcebook.store import Store

Story = Annotated[
    str | None, typer.Argument(metavar="[STORY]", help="A story's id; without it the largest.", show_default=False)
]

_QUOTE = 160
"""Characters of a cited passage that are printed."""


def add_to(app: typer.Typer) -> None:
    """Give the `sourcebook` command what tells a story in lines."""
    app.command("brief")(door(brief_command))
    app.command("timeline")(door(timeline_command))


def brief_command(folder: Folder, story: Story = None) -> int:
    """Print what an editor should know of a story, every line with where it stands.

    \b
    sourcebook brief my-record
    """
    with Store.open(folder) as store:
        terminal.write_out([brief(store.load_record(), story).encode("utf-8")])
    return ALL_READ


def timeline_command(
    folder: Folder,
    story: Story = None,
    *,
    days: Annotated[int, typer.Option("--days", "-n", min=1, metavar="N", help="How many days to print.")] = 12,
    whole: Annotated[bool, typer.Option("--all", help="The days of all stories together.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A line of JSON a day, with its sentences' places.")] = False,
) -> int:
    """Print the days that matter most to a story, in order, each with a sentence that tells of it.

    A day weighs by how many origins tell of it, in their lead and altogether, and by how many still do two and seven
    days later. Wire copy counts once.

    \b
    sourcebook timeline my-record -n 20
    sourcebook timeline my-record --all --json | jq -r .day
    """
    if whole and story:
        raise UsageError("--all takes no story.")
    with Store.open(folder) as store:
        record = store.load_record()
    chosen = turning_points(together(record.stories) if whole else _days_of(record, story), days)
    if json:
        terminal.write_out(encode(day) + b"\n" for day in chosen)
    else:
        terminal.write_out([timeline(record, chosen).encode("utf-8")])
    return ALL_READ


def timeline(record: Record, days: tuple[StoryDay, ...]) -> str:
    """The days as text, each with its first sentence and how many origins tell of it."""
    index = Index(record)
    lines = []
    for day in days:
        cite = index.cite(day.evidence[0])
        lines += [
            f"{day_words(day.day)} ({count_words(day.told, 'origin')})",
            f"  {_shortened(cite.text)} [{cite.source.name}, {cite.source.when_short}]",
        ]
    return "\n".join(lines) + "\n" if lines else "The reports name no day.\n"


def _days_of(record: Record, story: str | None) -> tuple[StoryDay, ...]:
    known = _chosen(sheaves(record, Index(record)), story).id
    return next(one.days for one in record.stories if one.id == known)


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
        cite = index.cite(_telling(told[place], index.entities[place].name))
        yield f"  {index.entities[place].name}"
        yield f"      {_shortened(cite.text)} [{cite.source.name}, {cite.source.when_short}]"


_PLACES = 4


def _telling(events: list[Event], place: str) -> Evidence:
    """The mention to show for a place: one that names it, of the event that most reports tell."""
    ranked = sorted(events, key=lambda event: (-len({one.report for one in event.mentions}), event.id))
    naming = (one for event in ranked for one in event.mentions if place in one.text)
    return next(naming, ranked[0].mentions[0])


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
