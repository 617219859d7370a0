"""The command line of INTERFACE.md: a thin door on the pipeline and the store.

A command's parameters are its options, so there may be more of them than a function may have elsewhere (PLR0913).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sourcebook import __version__
from sourcebook.engine import InProcess, Inputs, Pipeline, ProcessPool, Summary, default_stages
from sourcebook.intake.rows import parse_day
from sourcebook.model import Config, Reading, Reject, Report
from sourcebook.model.errors import UsageError
from sourcebook.model.wire import encode, reading_row, report_row
from sourcebook.serve import briefing, desk, exports, terminal, watching
from sourcebook.serve.desk import Folder
from sourcebook.serve.shown import page_of
from sourcebook.serve.terminal import ALL_READ, INTERRUPTED, NOTHING_DONE, SOME_REJECTED, complain, door
from sourcebook.store import PAGE, Store

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the `sourcebook` command."""
    app(prog_name="sourcebook")


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2025-02-18.") from error


def _show_version(wanted: bool) -> None:
    if wanted:
        terminal.write_line(f"sourcebook {__version__}")
        raise typer.Exit


InputNames = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="A file, a folder, or - for standard input: .txt, .html, .jsonl, gzip'd or not.",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    date | None,
    typer.Option("--published", metavar="DATE", parser=_day, help="When pages came out that don't bring a date (ISO)."),
]
BodyOption = Annotated[bool, typer.Option("--body", help="The texts are article bodies already: nothing to clean.")]
NoTextOption = Annotated[bool, typer.Option("--no-text", help="Leave the pages' texts out.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to use; all cores where not given.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; rejects are named.")]


@app.callback()
def sourcebook(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    """Many reports in, one sourced record out.

    \b
    sourcebook build news/ --record my-record     read a folder into a record, and make its page
    sourcebook export my-record --to json         what all the reports say together
    sourcebook read page.html | jq .events        what one report says
    sourcebook timeline my-record                 the days that matter most, each with its source
    sourcebook explain page.html                  how it came to be read so
    sourcebook merge my-record ID ID --why "..."   what the desk decides by hand

    Exit codes: 0 all inputs were read; 1 some were rejected, each named with its reason on standard error; 2 the call
    was wrong; 3 nothing could be done.
    """


@app.command()
@door
def build(  # noqa: PLR0913
    names: InputNames,
    record: Annotated[
        Path,
        typer.Option("--record", "-r", metavar="DIR", help="Where the record lies or is to lie.", show_default=False),
    ],
    *,
    published: PublishedOption = None,
    body: BodyOption = False,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
    json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Compute everything anew, even what is there.")] = False,
    corrects: Annotated[
        bool,
        typer.Option("--corrects", help="Let pages take the place of what has the same URL, id or file in the record."),
    ] = False,
    by: desk.By = None,
    why: desk.Why = "",
) -> int:
    """Read inputs into the record in DIR.

    DIR/record.db holds the record, DIR/record.html shows it. A record grows: inputs that are in it
    already are not read again, and when the programme's rules have changed, exactly what rests on them is computed
    anew. Stopped at any moment, it keeps what it has; the same command goes on.

    A page that comes in with other words than before is another report, and both count: which is right, a date can't
    tell. With --corrects the new one takes the place of the old, whose facts go where they rested on it alone;
    sourcebook decisions lists that, and sourcebook undo takes it back.

    \b
    sourcebook build news/ more.jsonl.gz --record my-record
    sourcebook build page.txt --published 2025-02-18 --record my-record
    sourcebook build corrected/ --corrects --why "the paper's correction" --record my-record
    curl -s https://example.org/news.html | sourcebook build - --record my-record
    """
    inputs = _inputs(names, published=published, body=body)
    said = desk.said(by, why) if corrects else None
    with Store.open(record, create=True) as store:
        try:
            with terminal.progress(quiet=quiet) as listener:
                render = page_of(store)
                summary = _pipeline(jobs).build(
                    store, inputs, render=render, listener=listener, again=again, corrects=said
                )
        except KeyboardInterrupt:
            complain(f"stopped. What was read is kept in {record}; the same command goes on from there.")
            return INTERRUPTED
    if json:
        terminal.write_out([_summary_json(summary, record), b"\n"])
    elif not quiet:
        _say_summary(summary, record)
    return _code(kept=summary.read + summary.known, rejected=summary.rejected)


@app.command()
@door
def read(
    names: InputNames,
    *,
    published: PublishedOption = None,
    body: BodyOption = False,
    no_text: NoTextOption = False,
    jobs: JobsOption = None,
) -> int:
    """Write what each report says, a line of JSON each.

    \b
    sourcebook read page.txt --published 2025-02-18 | jq '.statements'
    sourcebook read news.jsonl.gz --no-text > readings.jsonl
    """
    inputs = _inputs(names, published=published, body=body)
    return _write_each(_pipeline(jobs).readings(inputs), text=not no_text)


@app.command()
@door
def clean(
    names: InputNames,
    *,
    published: PublishedOption = None,
    body: BodyOption = False,
    no_text: NoTextOption = False,
    jobs: JobsOption = None,
) -> int:
    """Write each page's zones, title, outlet and date.

    A line of JSON each: a Report.

    \b
    sourcebook clean page.html | jq '.zones'
    """
    inputs = _inputs(names, published=published, body=body)
    return _write_each(_pipeline(jobs).reports(inputs), text=not no_text)


@app.command()
@door
def explain(
    name: Annotated[str, typer.Argument(metavar="INPUT", help="A file, or - for standard input.", show_default=False)],
    *,
    published: PublishedOption = None,
    body: BodyOption = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it to FILE as a web page, in colour.")
    ] = None,
) -> int:
    """Show one page's way through the stages.

    Its zones, its spans, and what each stage added, from what evidence.

    \b
    sourcebook explain page.txt --published 2025-02-18
    sourcebook explain page.html --html explained.html
    """
    from sourcebook.serve.explain import explain as explained

    inputs = _inputs([name], published=published, body=body)
    stages = default_stages()
    kept = rejected = 0
    with terminal.shown(html) as console:
        for page in inputs.pages():
            report = page if isinstance(page, Reject) else stages.clean.clean(page, inputs.config)
            reading = None if isinstance(report, Reject) else stages.read.read(report, inputs.config)
            if isinstance(report, Reject):
                terminal.name_reject(report)
            if not isinstance(page, Reject):
                explained(page, report, reading, console, versions=stages.versions)
            kept, rejected = kept + (reading is not None), rejected + (reading is None)
    return _code(kept=kept, rejected=rejected)


@app.command()
@door
def export(
    folder: Folder,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(exports.FORMATS)}.")] = "json",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file to write; standard output without.")
    ] = None,
) -> int:
    """Write the record in DIR in another format.

    \b
    sourcebook export my-record --to json -o record.json
    sourcebook export my-record --to events-csv | less
    """
    if to not in exports.FORMATS:
        raise UsageError(f"there is no format {to!r}. Take one of {', '.join(exports.FORMATS)}.")
    with Store.open(folder) as store:
        chunks = exports.FORMATS[to](store.load_record())
        if output is None:
            terminal.write_out(chunks)
        else:
            with output.open("wb") as file:
                file.writelines(chunks)
    return ALL_READ


@app.command()
@door
def serve(
    folder: Folder,
    *,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
) -> int:
    """Serve the record in DIR on this machine.

    Its page is at /, the REST interface under /api, on 127.0.0.1 alone.

    \b
    sourcebook serve my-record --port 8001
    curl -s 'http://127.0.0.1:8001/api/search?q=talks'

    /api/record, /api/reports, /api/reports/ID, /api/events, /api/search?q=WORDS.
    """
    try:
        import uvicorn

        from sourcebook.serve.app import create_app
    except ImportError as error:
        raise UsageError(
            f"serving needs what isn't installed here ({error.name}): pip install 'sourcebook[server]'"
        ) from error
    application = create_app(folder)
    complain(f"the record in {folder} is at http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="warning")
    return ALL_READ


@app.command()
@door
def check(folder: Folder) -> int:
    """Say which facts of DIR the pages don't bear out.

    Every fact's evidence is read again in the stored pages, and must stand there to the letter. A line for
    each fault on standard output: the fact and what is wrong with it. The exit code is 1 where there is one.

    \b
    sourcebook check my-record
    """
    with Store.open(folder) as store:
        count = 0
        for fault in store.faults():
            terminal.write_line(f"{terminal.plain(fault.fact)}\t{terminal.plain(fault.detail)}")
            count += 1
    complain("every fact's evidence holds" if not count else f"{count} faults")
    return SOME_REJECTED if count else ALL_READ


briefing.add_to(app)
desk.add_to(app)
watching.add_to(app)


def _inputs(names: list[str], *, published: date | None, body: bool) -> Inputs:
    stdin = sys.stdin.buffer if "-" in names else None
    return Inputs(names=tuple(names), config=Config(body=body), published=published, stdin=stdin)


def _pipeline(jobs: int | None) -> Pipeline:
    cores = jobs or _cores()
    return Pipeline(default_stages(), InProcess() if cores == 1 else ProcessPool(cores))


def _cores() -> int:
    """The cores that this process may use, where the platform tells; else all that there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _write_each(results: Iterator[Reading | Report | Reject], *, text: bool) -> int:
    kept = rejected = 0
    for result in results:
        if isinstance(result, Reject):
            terminal.name_reject(result)
            rejected += 1
        else:
            row = reading_row(result, text=text) if isinstance(result, Reading) else report_row(result, text=text)
            terminal.write_out([encode(row), b"\n"])
            kept += 1
    return _code(kept=kept, rejected=rejected)


def _code(*, kept: int, rejected: int) -> int:
    if not rejected:
        return ALL_READ
    return SOME_REJECTED if kept else NOTHING_DONE


def _summary_json(summary: Summary, folder: Path) -> bytes:
    row = {**msgspec.to_builtins(summary), "record": str(folder), "page": str(folder / PAGE)}
    return msgspec.json.encode(row)


def _say_summary(summary: Summary, folder: Path) -> None:
    """What came in, what the record holds, and where to look."""
    counts = summary.counts
    came = f"{summary.inputs} inputs: {summary.read} read, {summary.known} known, {summary.rejected} rejected"
    again = summary.refreshed and f"; {summary.refreshed} pages of the record read again"
    terminal.write_line(came + (again or ""))
    if summary.replaced:
        terminal.write_line(f"{summary.replaced} reports gave way to newer versions of their pages")
    elif summary.versions:
        terminal.write_line(
            f"{summary.versions} reports of the record came in other versions (same URL, id or file), and all count; "
            "with --corrects the new ones take their place"
        )
    said = {noun: f"{counts[noun]} {noun}" for noun in ("reports", "stories", "events", "statements", "conflicts")}
    if counts["overdue"]:
        said["events"] += f" ({counts['overdue']} overdue)"
    terminal.write_line(", ".join(said.values()))
    terminal.write_line(f"{folder / PAGE}")
