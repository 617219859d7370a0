"""The stage: a page in, a report with zones, names, language and date out."""

from __future__ import annotations

from sourcebook.clean.addresses import numbered_days
from sourcebook.clean.clues import find_clues, latest_year, lead_weekdays
from sourcebook.clean.comments import without_comments
from sourcebook.clean.galleries import without_galleries
from sourcebook.clean.labels import LineLabeller
from sourcebook.clean.language import is_translated, page_language
from sourcebook.clean.lines import Line, read_lines
from sourcebook.clean.lists import with_lists
from sourcebook.clean.liveblog import listed_entries
from sourcebook.clean.names import byline_of, title_of
from sourcebook.clean.outlets import outlet_of
from sourcebook.clean.published import address, in_doubt, inferred, made, placed, stated
from sourcebook.clean.trained import HtmlLabeller, TextLabeller
from sourcebook.clean.zones import tile
from sourcebook.model import Config, Page, Published, Reject, Report, Zone
from sourcebook.model.report import DateClue, ZoneKind


class Cleaner:
    """Page → Report.

    `text_labeller` and `markup_labeller` say what each line of a flattened and of an HTML page is; any `LineLabeller`
    will do. A page without a line of body is rejected.
    """

    name = "clean"
    requires = ("page",)
    provides = ("report",)

    def __init__(
        self, *, text_labeller: LineLabeller | None = None, markup_labeller: LineLabeller | None = None
    ) -> None:
        self._text = text_labeller or TextLabeller()
        self._markup = markup_labeller or HtmlLabeller()
        self.version = f"1+{self._text.version}+{self._markup.version}"

    def clean(self, page: Page, config: Config) -> Report | Reject:
        """The page's report; a Reject where there is no article on it."""
        lines = read_lines(page, judged=not config.body)
        if not lines:
            return Reject(
                input=page.input, reason="empty", detail="There is no text in it, only white space or nothing."
            )
        kinds = self._kinds(page, lines, config)
        if not config.body:
            kinds = without_galleries(lines, kinds)
        if "body" not in kinds:
            detail = "No running text was found on the page; give the article's own page, or --body for bare texts."
            return Reject(input=page.input, reason="no-article", detail=detail)
        if config.body:
            zones: tuple[Zone, ...] = (Zone(start=0, end=len(page.text), kind="body"),)
            dateline = None
        else:
            zones, dateline = tile(page.text, lines, kinds)
        return _report(page, lines, kinds, (zones, dateline))

    def _kinds(self, page: Page, lines: list[Line], config: Config) -> list[ZoneKind]:
        if config.body:
            return ["body"] * len(lines)
        if page.html is not None:
            kinds = without_comments(lines, self._markup.label(page, lines))
            if "body" in kinds:
                return kinds
        kinds = without_comments(lines, with_lists(lines, self._text.label(page, lines)))
        return listed_entries(lines, kinds)


def _report(page: Page, lines: list[Line], kinds: list[ZoneKind], tiled: tuple[tuple[Zone, ...], str | None]) -> Report:
    zones, dateline = tiled
    published, clues, year_from = _dated(page, lines, kinds, zones)
    return Report(
        id=page.id,
        input=page.input,
        given_id=page.given_id,
        url=page.url or (page.meta.canonical_url if page.meta else None),
        outlet=outlet_of(page, lines, kinds),
        title=title_of(page, lines, kinds),
        byline=byline_of(page, lines, kinds),
        dateline=dateline,
        language=page_language(page.language, lines, kinds),
        translated=is_translated(lines, kinds),
        published=published,
        sha256=page.sha256,
        text=page.text,
        zones=zones,
        year_from=year_from,
        date_clues=clues,
    )


def _dated(
    page: Page, lines: list[Line], kinds: list[ZoneKind], zones: tuple[Zone, ...]
) -> tuple[Published | None, tuple[DateClue, ...], int | None]:
    """When the page came out: given > stated > inferred; with the clues to its year where none of these tells."""
    if page.published is not None:
        return Published(earliest=page.published, latest=page.published, basis="given"), (), None
    clues = find_clues(page.text, zones)
    known = stated(page, lines, kinds, zones, clues)
    if known is not None:
        return known, (), None
    year_from = latest_year(page.text, zones)
    head = in_doubt(lines, kinds)
    weekdays = lead_weekdays(page.text, zones)
    if not head:
        found = inferred(clues, weekdays, year_from)
    else:
        found = placed(head[0], clues, page.text) if head[0].year is None else None
    numbered = numbered_days(address(page))
    if numbered is not None:
        found = made(numbered, found, weekdays)
    if found is not None:
        return found, (), None
    kept = head + tuple(
        DateClue(
            start=clue.date.start,
            end=clue.date.end,
            month=clue.date.month,
            day=clue.date.day,
            direction=clue.direction,
        )
        for clue in clues
        if clue.date.year is None and clue.date.month is not None
    )
    return None, kept, year_from
