"""Pages, readings and records that tests are made of: invented people and places."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sourcebook.model import (
    Config,
    Conflict,
    ConflictSide,
    Entity,
    Event,
    Evidence,
    HistoryStep,
    Interval,
    MadeBy,
    Origin,
    OriginCount,
    Page,
    Position,
    Published,
    Reading,
    Record,
    RecordReport,
    Reject,
    Report,
    Role,
    Series,
    SeriesPlace,
    Span,
    Statement,
    Story,
    Zone,
)
from sourcebook.model.page import page_id
from sourcebook.model.provenance import Provenance
from sourcebook.store import Batch, PageRead, page_key

CONFIG = Config()
READ = Provenance(stage="read", versions=(("clean", "1"), ("read", "1")), config_sha256=CONFIG.sha256)
LINK = Provenance(stage="link", versions=(("link", "1"),), config_sha256=CONFIG.sha256)


def make_page(
    text: str = "The envoys met in Ostrava Bay.", *, name: str = "a.txt", url: str | None = None, id: str | None = None
) -> Page:
    return Page(id=id or page_id(url or name, text), input=name, text=text, given_id=id is not None, url=url)


def make_report(page: Page) -> Report:
    return Report(
        id=page.id,
        input=page.input,
        url=page.url,
        outlet=page.outlet,
        title=page.title,
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=None,
        sha256=page.sha256,
        text=page.text,
        zones=(Zone(start=0, end=len(page.text), kind="body"),),
        given_id=page.given_id,
    )


def make_reading(page: Page) -> Reading:
    return Reading(report=make_report(page), sentences=(Span(start=0, end=len(page.text)),))


def page_read(page: Page, result: Reading | Reject | None = None, *, made_by: Provenance = READ) -> PageRead:
    return PageRead(key=page_key(page), page=page, config=CONFIG, result=result or make_reading(page), made_by=made_by)


def batch_of(*pages: Page) -> Batch:
    return Batch(read=[page_read(page) for page in pages])


def record_report(report: Report, *, story: str | None = None, origin: str | None = None) -> RecordReport:
    return RecordReport(
        id=report.id,
        input=report.input,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        published=report.published,
        language=report.language,
        translated=report.translated,
        story=story,
        origin=origin,
        sha256=report.sha256,
    )


_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1))
_MAYBE_DAYS = _DAYS | st.none()
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_INTERVALS = st.none() | st.builds(Interval, earliest=_MAYBE_DAYS, latest=_MAYBE_DAYS)
_COUNTS = st.builds(OriginCount, independent=st.integers(0, 9), dependent=st.integers(0, 9), unknown=st.integers(0, 9))
_REASONS = st.lists(_TEXTS, max_size=2).map(tuple)


def _some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=3).map(tuple) if names else st.just(())


def _ids(prefix: str, draw: st.DrawFn) -> list[str]:
    return [f"{prefix}{number}" for number in range(draw(st.integers(0, 3)))]


@st.composite
def records(draw: st.DrawFn, reports: tuple[Report, ...]) -> Record:
    """Records of `reports` that hold together: every id that is named is there."""
    ids = [report.id for report in reports]
    evidence = st.builds(
        Evidence, report=st.sampled_from(ids), start=st.integers(0, 5), end=st.integers(5, 9), text=_TEXTS
    )
    some_evidence = st.lists(evidence, max_size=3).map(tuple)
    names, stories, series, origins = (_ids(prefix, draw) for prefix in ("n", "t", "s", "o"))
    name = st.sampled_from(names) if names else st.nothing()
    story, origin = st.sampled_from([None, *stories]), st.sampled_from([None, *origins])
    step = st.builds(
        HistoryStep,
        as_of=_DAYS,
        status=st.sampled_from(["planned", "held"]),
        date=_INTERVALS,
        place=st.none() | _TEXTS,
        report=st.sampled_from(ids),
    )
    published = st.none() | st.builds(
        Published, earliest=_DAYS, latest=_DAYS, basis=st.sampled_from(["given", "stated", "inferred"])
    )
    places = st.none() | st.builds(
        SeriesPlace, id=st.sampled_from(series) if series else st.nothing(), ordinal=st.none() | st.integers(1, 9)
    )
    event = {
        "story": story,
        "type": st.sampled_from(["CONSULT", "AID"]),
        "mode": st.none() | _TEXTS,
        "title": _TEXTS,
        "participants": _some(names),
        "sides": st.dictionaries(_TEXTS, _some(names), max_size=2),
        "host": st.none() | name,
        "place": st.none() | name,
        "date": _INTERVALS,
        "level": st.none() | _TEXTS,
        "status": st.sampled_from(["planned", "held"]),
        "history": st.lists(step, max_size=2).map(tuple),
        "series": places,
        "mentions": some_evidence,
        "origins": _COUNTS,
        "reasons": _REASONS,
    }
    events = [draw(st.builds(Event, id=st.just(one), **event)) for one in _ids("e", draw)]
    statement = {
        "speaker": st.none() | name,
        "kind": st.sampled_from(["direct", "mixed", "indirect"]),
        "date": _INTERVALS,
        "via": _REASONS,
        "mentions": some_evidence,
        "wording": st.sampled_from(["same", "reworded"]),
        "origins": _COUNTS,
        "reasons": _REASONS,
        "candidates": _REASONS,
    }
    side = st.builds(
        ConflictSide, report=st.sampled_from(ids), start=st.just(0), end=st.just(1), text=_TEXTS, value=_TEXTS
    )
    return Record(
        made_by=MadeBy(version="0", model_sha256="", config_sha256="00", stages={"link": "1"}),
        reports=tuple(
            RecordReport(
                id=report.id,
                input=report.input,
                url=draw(st.none() | _TEXTS),
                outlet=draw(st.none() | _TEXTS),
                title=draw(st.none() | _TEXTS),
                published=draw(published),
                language="en",
                translated=draw(st.booleans()),
                story=draw(story),
                origin=draw(origin),
                byline=draw(st.none() | _TEXTS),
            )
            for report in reports
        ),
        stories=tuple(Story(id=one, title=draw(_TEXTS), reports=draw(_some(ids))) for one in stories),
        entities=tuple(
            Entity(
                id=one,
                type="person",
                name=draw(_TEXTS),
                names=draw(_REASONS),
                country=draw(st.none() | _TEXTS),
                roles=draw(
                    st.lists(st.builds(Role, role=_TEXTS, earliest=_MAYBE_DAYS, latest=_MAYBE_DAYS), max_size=2).map(
                        tuple
                    )
                ),
                reasons=draw(_REASONS),
            )
            for one in names
        ),
        events=tuple(events),
        series=tuple(
            Series(id=one, name=draw(_TEXTS), events=draw(_some([event.id for event in events]))) for one in series
        ),
        statements=tuple(draw(st.builds(Statement, id=st.just(one), **statement)) for one in _ids("q", draw)),
        positions=tuple(
            Position(
                id=f"p{number}",
                holder=draw(name),
                issue=draw(_TEXTS),
                stance="demands",
                text=draw(_TEXTS),
                as_of=draw(_MAYBE_DAYS),
                replaces=draw(st.sampled_from([None, f"p{number}"])),
                evidence=draw(some_evidence),
            )
            for number in range(draw(st.integers(0, 2)) if names else 0)
        ),
        origins=tuple(
            Origin(
                id=one,
                reports=draw(_some(ids)),
                relation="copy",
                source=draw(st.none() | _TEXTS),
                evidence=draw(st.lists(st.tuples(evidence, evidence), max_size=2).map(tuple)),
                reasons=draw(_REASONS),
            )
            for one in origins
        ),
        conflicts=tuple(
            Conflict(
                id=one,
                kind="time",
                about="e0",
                state="disputed",
                sides=draw(st.lists(side, max_size=2).map(tuple)),
                reasons=draw(_REASONS),
            )
            for one in _ids("c", draw)
        ),
    )
