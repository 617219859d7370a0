"""The desk's commands: merge, split, reject, withdraw, undo, and the list of what was decided."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sourcebook.engine import Desk, InProcess, Pipeline, Said, default_stages
from sourcebook.lexicon.names import fold
from sourcebook.model import Anchor, Decision, Ruling
from sourcebook.model.decision import standing
from sourcebook.model.errors import UsageError
from sourcebook.model.wire import encode
from sourcebook.serve import terminal
from sourcebook.serve.shown import page_of
from sourcebook.serve.terminal import ALL_READ, SOME_REJECTED, door
from sourcebook.store import Store

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The record's folder.", show_default=False)]
Id = Annotated[str, typer.Argument(metavar="ID", help="Of an entity, event, statement or origin.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; the user's name where not given.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, as the record is to show it.")]


def add_to(app: typer.Typer) -> None:
    """Give the `sourcebook` command the desk's."""
    for command in (merge, split, reject, withdraw, undo, decisions):
        app.command()(door(command))


def merge(
    folder: Folder,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Two or more ids of one kind; a report's stands for its origin."),
    ],
    *,
    by: By = None,
    why: Why = "",
) -> int:
    """Make entities, events, statements or origins one.

    The decision goes into the record's log and holds for reports that come in later. It is kept by the passages and
    names that it is about, so it outlives the ids. Undo it with `sourcebook undo`.

    \b
    sourcebook merge my-record e_5d41402abc4b e_7d793037a076 --why "both are the March session"
    """
    return _decide(folder, lambda desk: desk.merge(ids, said(by, why)))


def split(  # noqa: PLR0913
    folder: Folder,
    name: Id,
    *,
    reports: Annotated[
        list[str] | None, typer.Option("--report", metavar="REPORT", help="What this report says of it; repeatable.")
    ] = None,
    mentions: Annotated[
        list[str] | None,
        typer.Option("--mention", metavar="REPORT:START", help="The mention that starts there; repeatable."),
    ] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="An entity's name or spelling; repeatable.")
    ] = None,
    by: By = None,
    why: Why = "",
) -> int:
    """Take a part of a thing out: it is another one.

    \b
    sourcebook split my-record e_5d41402abc4b --report r_0cc175b9c0f1b6a8 --why "that is the April session"
    sourcebook split my-record s_900150983cd24fb0 --mention r_0cc175b9c0f1b6a8:1204
    sourcebook split my-record n_8277e0910d75 --name "A. Lenk" --why "his brother"
    """
    if not (reports or mentions or names):
        raise UsageError("say what is to be split off: --report, --mention or --name.")
    wanted_names = {fold(one) for one in names or ()}

    def wanted(anchor: Anchor) -> bool:
        if anchor.start is None and fold(anchor.text) in wanted_names:
            return True
        return anchor.report in (reports or ()) or f"{anchor.report}:{anchor.start}" in (mentions or ())

    return _decide(folder, lambda desk: desk.split(name, said(by, why), wanted))


def reject(folder: Folder, name: Id, *, by: By = None, why: Why = "") -> int:
    """Take a thing out of the record: it is none.

    Its passages stay on their pages and give nothing of that kind any more, nor do copies of them that come in later.
    What other passages say is not touched. Reports whose common origin is rejected count as going back to different
    ones.

    \b
    sourcebook reject my-record e_5d41402abc4b --why "a headline about a film"
    """
    return _decide(folder, lambda desk: desk.reject(name, said(by, why)))


def withdraw(
    folder: Folder,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Ids of reports.", show_default=False)],
    *,
    by: By = None,
    why: Why = "",
) -> int:
    """Take reports out of the record, with all that rests on them alone.

    The pages stay in the store, so that `sourcebook undo` brings them back. The record is as if they had never come;
    `sourcebook decisions` says that they were withdrawn.

    \b
    sourcebook withdraw my-record r_0cc175b9c0f1b6a8 --why "the paper retracted it"
    """
    return _decide(folder, lambda desk: desk.withdraw(reports, said(by, why)))


def undo(
    folder: Folder,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The decision's id.", show_default=False)],
    *,
    by: By = None,
    why: Why = "",
) -> int:
    """Undo a decision; nothing is deleted, and an undo can be undone.

    \b
    sourcebook undo my-record d_cc2ad75f19 --why "they were two sessions after all"
    """
    return _decide(folder, lambda desk: desk.undo(decision, said(by, why)))


def decisions(
    folder: Folder,
    *,
    json: Annotated[bool, typer.Option("--json", help="The log as JSON, a line each, for --add.")] = False,
    add: Annotated[
        Path | None, typer.Option("--add", metavar="FILE", help="Add the decisions of another record's log.")
    ] = None,
) -> int:
    """List who decided what, when and why, and what became of it.

    The same pages and the same log give the same record: `--json` writes the log, `--add` takes it into another
    record's (what is in it already is not added again).

    \b
    sourcebook decisions my-record
    sourcebook decisions my-record --json > log.jsonl
    sourcebook decisions rebuilt --add log.jsonl
    """
    with Store.open(folder) as store:
        if add is not None:
            read = _log(add)
            _pipeline().decide(store, lambda _: read, render=page_of(store), listener=terminal.Silence())
        log = store.log()
        if json:
            terminal.write_out(encode(one) + b"\n" for one in log)
            return ALL_READ
        known = {one.id: one for one in store.load_record().decisions}
        stands = {one.id for one in standing(log)}
        for one in log:
            state = known[one.id].state if one.id in known else "holds" if one.id in stands else "undone"
            about = known[one.id].about if one.id in known else ()
            terminal.write_line(_line(one, state, about))
    return ALL_READ


def _decide(folder: Path, choose: Callable[[Desk], Decision]) -> int:
    """Make the decision, link the record anew, and say what came of it; 1 where nothing did."""
    made: list[Decision] = []

    def chosen(desk: Desk) -> list[Decision]:
        made.append(choose(desk))
        return made

    with Store.open(folder) as store:
        _pipeline().decide(store, chosen, render=page_of(store), listener=terminal.Silence())
        (one,) = made
        ruled: Ruling | None = next((each for each in store.load_record().decisions if each.id == one.id), None)
    terminal.write_line(_line(one, ruled.state if ruled else "holds", ruled.about if ruled else ()))
    return ALL_READ if ruled is None or ruled.state == "holds" else SOME_REJECTED


def _line(one: Decision, state: str, about: Sequence[str]) -> str:
    """Id, time (UTC), who, what was done, what became of it, to what, why: with tabs between."""
    what = one.undoes or " ".join(about) or " ".join(dict.fromkeys(a.report or a.text for g in one.groups for a in g))
    row = [one.id, f"{one.at:%Y-%m-%d %H:%M}", one.by, f"{one.action} {one.noun}", state, what, one.why]
    return "\t".join(map(terminal.plain, row)).rstrip("\t")


def said(by: str | None, why: str) -> Said:
    """What is decided now, by whom and why."""
    return Said(by=by or _user(), at=datetime.now(UTC), why=why)


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, OSError, KeyError) as error:
        raise UsageError("the system doesn't say who you are. Give a name with --by.") from error


def _pipeline() -> Pipeline:
    return Pipeline(default_stages(), InProcess())


def _log(path: Path) -> list[Decision]:
    """The decisions of a file that --json wrote. Raises UsageError where it is none."""
    try:
        return [msgspec.json.decode(line, type=Decision) for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path} is no log of decisions: {error}. Write one with sourcebook decisions --json."
        ) from error
