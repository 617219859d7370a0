"""One page's way through the stages, for people: what each stage added, and from which words.

Every line names its offsets in the page's text; zones are told by their names as well as by colour, so that the same
text reads in a pipe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from sourcebook.clean.clues import find_clues
from sourcebook.lexicon.calendar import find_dates
from sourcebook.model import Interval, Page, Reading, Reject, Report, Zone
from sourcebook.serve.explain_reading import Lines, clipped, reading_sections
from sourcebook.serve.view.days import count_words, interval_words
from sourcebook.serve.view.safe import shown

_STYLES = {
    "title": "bold",
    "subhead": "bold",
    "body": "",
    "embed": "italic",
    "byline": "cyan",
    "dateline": "cyan",
    "caption": "magenta",
    "credit": "blue",
    "menu": "bright_black",
    "promo": "yellow",
    "notice": "red",
}
_READ_DATES = frozenset({"body", "embed", "subhead"})
_CLUES = 8


def explain(
    page: Page,
    report: Report | Reject,
    reading: Reading | None,
    console: Console,
    *,
    versions: Mapping[str, str] | None = None,
) -> None:
    """Write to `console` how `page` became `report` and `reading`, stage by stage.

    A Reject ends the way with its reason. `versions`: each stage's version by its name, shown with what it added.
    """
    said = versions or {}
    _stage(console, "intake", said, "bytes → page")
    _write(console, _page_lines(page))
    _stage(console, "clean", said, "page → report")
    if isinstance(report, Reject):
        _write(console, [Text.assemble(("rejected: ", "bold red"), f"{report.reason}: {shown(report.detail)}")])
        return
    _write(console, _head_lines(page, report))
    console.print()
    _write(console, _zone_lines(report))
    if reading is None:
        return
    _stage(console, "read", said, "report → reading")
    for title, lines in reading_sections(reading):
        console.print(Text(f"\n{title}", style="bold"))
        _write(console, lines)


def _stage(console: Console, name: str, versions: Mapping[str, str], what: str) -> None:
    version = f" {versions[name]}" if name in versions else ""
    console.print(Text.assemble("\n", (f"━━ {name}{version} ━━ ", "bold green"), (what, "green")), soft_wrap=True)


def _write(console: Console, lines: Lines) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)


def _field(name: str, value: str | None, note: str = "") -> Text:
    told = shown(" ".join(value.split())) if value else "–"
    return Text.assemble((f"{name:<12}", "bright_black"), told, (f"  {shown(note)}" if note else "", "bright_black"))


def _page_lines(page: Page) -> Iterator[Text]:
    yield _field("input", page.input)
    yield _field("id", page.id, "given" if page.given_id else "from name and text")
    if page.url:
        yield _field("url", page.url)
    lines = page.text.count("\n") + 1
    kind = f"HTML, {count_words(len(page.blocks), 'block')}" if page.html is not None else "plain text"
    yield _field("text", f"{count_words(len(page.text), 'character')}, {count_words(lines, 'line')}", kind)
    given = {"outlet": page.outlet, "title": page.title, "language": page.language}
    for name, value in given.items():
        if value:
            yield _field(name, value, "given")
    if page.published:
        yield _field("published", page.published.isoformat(), "given")
    if page.meta:
        for name in page.meta.__struct_fields__:
            value = getattr(page.meta, name)
            if value:
                yield _field(name.replace("_", " "), value, "from the page's markup")


def _head_lines(page: Page, report: Report) -> Iterator[Text]:
    for name, value in (
        ("title", report.title),
        ("byline", report.byline),
        ("outlet", report.outlet),
        ("dateline", report.dateline),
    ):
        yield _field(name, value, _found(report, value))
    yield _field("language", report.language, "translated" if report.translated else "")
    if report.published is None:
        yield _field("published", "undated", "no date given, stated or to be inferred")
    else:
        when = interval_words(Interval(earliest=report.published.earliest, latest=report.published.latest))
        yield _field("published", when, report.published.basis)
    yield from _date_evidence(page, report)


def _found(report: Report, value: str | None) -> str:
    """Where on the page a value stands, and in which zone."""
    at = report.text.find(value) if value else -1
    if value is None or at < 0:
        return "not in these words on the page" if value else ""
    zone = next((zone.kind for zone in report.zones if zone.start <= at < zone.end), "")
    return f"{at}–{at + len(value)} {zone}"


def _date_evidence(page: Page, report: Report) -> Iterator[Text]:
    """The words that the publication date rests on, or the clues that don't suffice."""
    if report.published and report.published.basis == "given":
        return
    if report.published and report.published.basis == "stated":
        if page.meta and page.meta.published:
            yield _field("", f"“{page.meta.published}”", "the page's markup")
        for date in find_dates(report.text):
            same = (date.year, date.month, date.day) == report.published.earliest.timetuple()[:3]
            zone = next((zone.kind for zone in report.zones if zone.start <= date.start < zone.end), "")
            if same and zone not in _READ_DATES:
                yield _field("", f"“{report.text[date.start : date.end]}”", f"{date.start}–{date.end} {zone}")
        return
    clues = find_clues(report.text, report.zones)
    for clue in clues[:_CLUES]:
        words = report.text[clue.date.start : clue.date.end]
        note = " ".join(filter(None, [clue.direction or "", "post" if clue.post else "", "lead" if clue.lead else ""]))
        yield _field("", f"“{words}”", f"{clue.date.start}–{clue.date.end} clue {note}".rstrip())
    if len(clues) > _CLUES:
        yield _field("", f"and {count_words(len(clues) - _CLUES, 'further clue')}")


def _zone_lines(report: Report) -> Iterator[Text]:
    """The legend with how much each zone holds, then the page, line by line, with its zone in the margin."""
    sizes: Counter[str] = Counter()
    for zone in report.zones:
        sizes[zone.kind] += zone.end - zone.start
    legend = Text("zones       ", style="bright_black")
    for kind, style in _STYLES.items():
        if sizes[kind]:
            legend.append(kind, style=style).append(f" {sizes[kind]:,}  ", style="bright_black")
    yield legend
    for zone in report.zones:
        yield from _lines_of(report.text, zone)


def _lines_of(text: str, zone: Zone) -> Iterator[Text]:
    at = zone.start
    for line in text[zone.start : zone.end].splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if bare.strip():
            margin = f"{at:>7} {zone.kind:<9}│ "
            yield Text.assemble((margin, "bright_black"), (clipped(bare, 2_000), _STYLES[zone.kind]))
        at += len(line)
