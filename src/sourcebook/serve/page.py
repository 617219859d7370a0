"""`record.html`: the record as one file that people read, without any request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from markupsafe import Markup

from sourcebook.model import Decision, Reading, Record, Reject
from sourcebook.serve.view.days import count_words, day_words
from sourcebook.serve.view.hand import handwork
from sourcebook.serve.view.index import Index, Source
from sourcebook.serve.view.limits import Limits
from sourcebook.serve.view.safe import templates
from sourcebook.serve.view.stories import Budget, Dossier, Share, Sheaf, dossier, sheaves
from sourcebook.serve.view.texts import carried, texts_json
from sourcebook.serve.view.words import words


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A story that is named, not laid out."""

    title: str
    days: str
    reports: int
    first: Source | None


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """The head of the whole page; `others`: the stories beside the one that gives the title."""

    title: str
    others: int
    as_of: str | None
    reports: int
    outlets: int
    origins: int
    stories: int
    events: int
    statements: int
    disputed: int
    rejects: int


def render_record(
    record: Record,
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    *,
    rejects: Sequence[Reject] = (),
    log: Sequence[Decision] = (),
    limits: Limits | None = None,
) -> str:
    """The record as one self-contained HTML page: the same record, texts and readings give the same characters.

    `texts` are page texts by report id; `readings` give their zones. Nothing of a page's text can run: it is escaped
    in the HTML, carried as JSON that a script puts on the page as text alone, and the page's policy forbids any script
    but its own. `log`: what the desk decided. `limits` caps what is shown; what is cut is said on the page.
    """
    limits = limits or Limits()
    index = Index(record, readings)
    found = sheaves(record, index)
    budget = Budget(limits)
    dossiers = [dossier(sheaf, index, limits=limits, budget=budget) for sheaf in found[: limits.stories]]
    zones = {reading.report.id: reading.report.zones for reading in readings}
    rows = carried(_reading_order(found, index), texts, zones, limit=limits.text_bytes)
    sources = sorted(index.sources.values(), key=lambda source: source.number)
    style, script = _static("record.css"), _static("record.js")
    return (
        templates()
        .get_template("record.html.jinja")
        .render(
            front=_front(record, index, found, rejects),
            dossiers=dossiers,
            listed=[_listed(sheaf, index) for sheaf in found[limits.stories : limits.stories + limits.listed]],
            listed_share=Share(shown=min(limits.listed, max(0, len(found) - limits.stories)), total=len(found)),
            sources=sources[: limits.reports],
            sources_share=Share(shown=min(limits.reports, len(sources)), total=len(sources)),
            story_titles={story.id: story.title for story in record.stories},
            origin_groups=_groups(dossiers),
            rejects=list(rejects[: limits.rejects]),
            handwork=handwork(record, log)[: limits.rejects],
            carried=rows,
            made_by=record.made_by,
            words=words(),
            limits=limits,
            data=texts_json(index, rows),
            style=Markup(style),  # ours, packaged
            script=Markup(script),  # ours, packaged
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


@cache
def _static(name: str) -> str:
    return files("sourcebook.serve").joinpath("static", name).read_text("utf-8")


def _hash(text: str) -> str:
    """A source expression of the page's policy: it allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _front(record: Record, index: Index, found: list[Sheaf], rejects: Sequence[Reject]) -> Front:
    titles = [sheaf.title for sheaf in found if sheaf.id]
    title, others = titles[0] if titles else "A record without a story", len(titles) - 1
    if others > 0 and len(found[0].reports) * 2 < len(record.reports):
        title, others = f"A record of {count_words(len(titles), 'story', 'stories')}", 0
    return Front(
        title=title,
        others=max(0, others),
        as_of=day_words(index.today) if index.today else None,
        reports=len(record.reports),
        outlets=len({report.outlet for report in record.reports if report.outlet}),
        origins=len({report.origin or report.id for report in record.reports}),
        stories=len(titles),
        events=len(record.events),
        statements=len(record.statements),
        disputed=sum(conflict.state == "disputed" for conflict in record.conflicts),
        rejects=len(rejects),
    )


def _reading_order(found: list[Sheaf], index: Index) -> Iterable[str]:
    """Which pages' texts matter most to a reader: the stories as they are laid out, each by its reports' days."""
    for sheaf in found:
        for report in sorted(sheaf.reports, key=lambda report: index.sources[report.id].number):
            yield report.id


def _listed(sheaf: Sheaf, index: Index) -> Listed:
    sources = sorted((index.sources[report.id] for report in sheaf.reports), key=lambda source: source.number)
    days = dict.fromkeys([sources[0].when, sources[-1].when]) if sources else {}
    return Listed(
        title=sheaf.title,
        days=" – ".join(days),
        reports=len(sheaf.reports),
        first=sources[0] if sources else None,
    )


def _groups(dossiers: list[Dossier]) -> dict[str, str]:
    """The anchor of each origin group that the page shows, by the origin's id."""
    return {origin.id: origin.anchor for one in dossiers for origin in one.origins}
