"""What came in and what each page says: pages, readings and rejects ⇄ rows."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, and_, delete, insert, select, update

from sourcebook.model import Block, Config, Decision, Page, PageMeta, Reading, Reject
from sourcebook.model.provenance import Provenance
from sourcebook.store.schema import configs, page_inputs, pages, provenance, readings, rejects

_AT_ONCE = 500  # values in one IN (...): SQLite takes 999 in its oldest builds


class _Layout(msgspec.Struct, frozen=True):
    """What the HTML reader laid out beside the text."""

    blocks: tuple[Block, ...]
    meta: PageMeta | None


def page_key(page: Page) -> str:
    """The page's content address: the same for the same page, wherever it lies and however often it comes.

    Everything that a later stage may read goes in, but `input`: two paths to one page are one page.
    """
    parts = (
        page.id,
        page.given_id,
        page.url,
        page.outlet,
        page.title,
        page.published,
        page.language,
        page.text,
        page.html,
    )
    return hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()


@dataclass(frozen=True, kw_only=True)
class PageRead:
    """A page with what became of it. `key` is its `page_key`, `config` what it came in with."""

    key: str
    page: Page
    config: Config
    result: Reading | Reject
    made_by: Provenance


@dataclass(frozen=True, kw_only=True)
class DatedRead:
    """A page's reading with the days that its siblings gave it; `dated` names the days."""

    key: str
    dated: str
    reading: Reading
    made_by: Provenance


@dataclass(kw_only=True)
class Batch:
    """What one transaction adds.

    `read`: pages that went through the stages. `seen`: pages that are there with their reading already, as key and
    the input that brought them again. `rejects`: inputs of which no page could be made.
    """

    read: list[PageRead] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.read) + len(self.seen) + len(self.rejects)


@dataclass(frozen=True, kw_only=True)
class StoredPage:
    """A page as it lies in the record; `page.input` is the first of its inputs in alphabetical order."""

    key: str
    page: Page
    config: Config


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A page that needs no reading: the id of the provenance under which it was read, or became `reject`."""

    made_by: str
    reject: Reject | None


def add_batch(connection: Connection, batch: Batch) -> None:
    """Write the batch; what is there already is left as it is, so the same batch again changes nothing."""
    add_configs(connection, {item.config for item in batch.read})
    add_provenance(connection, {item.made_by for item in batch.read})
    read = {item.key: item for item in batch.read}
    there = known_keys(connection, list(read))
    _insert(connection, pages, [_page_row(item) for key, item in read.items() if key not in there])
    for key in sorted(there):
        connection.execute(update(pages).where(pages.c.key == key).values(config=read[key].config.sha256))
    _add_inputs(connection, [(item.key, item.page.input) for item in batch.read] + batch.seen)
    _add_results(connection, list(read.values()))
    _forget(connection, [reject.input for reject in batch.rejects])
    _insert(connection, rejects, [_reject_row(reject) for reject in batch.rejects])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE))


def _page_row(item: PageRead) -> dict[str, Any]:
    page = item.page
    laid_out = page.blocks or page.meta
    layout = msgspec.msgpack.encode(_Layout(page.blocks, page.meta)) if laid_out else None
    return {
        "key": item.key,
        "id": page.id,
        "given_id": page.given_id,
        "url": page.url,
        "outlet": page.outlet,
        "title": page.title,
        "published": page.published,
        "language": page.language,
        "text": page.text,
        "html": None if page.html is None else zlib.compress(page.html.encode()),
        "layout": None if layout is None else zlib.compress(layout),
        "config": item.config.sha256,
    }


def _add_inputs(connection: Connection, named: Sequence[tuple[str, str]]) -> None:
    """Note what brought which page, by key and input; that nothing could be made of an input before is past."""
    there: set[tuple[str, str]] = set()
    for keys in _chunks(sorted({key for key, _ in named})):
        for row in connection.execute(select(page_inputs).where(page_inputs.c.page.in_(keys))):
            there.add((row.page, row.input))
    _insert(connection, page_inputs, [{"page": key, "input": name} for key, name in sorted(set(named) - there)])
    _forget(connection, [name for _, name in named])


def _forget(connection: Connection, names: Sequence[str]) -> None:
    for some in _chunks(names):
        connection.execute(delete(rejects).where(rejects.c.input.in_(some), rejects.c.page.is_(None)))


def forget_rejects(connection: Connection, names: Sequence[str], *, but: Collection[str]) -> None:
    """Drop the rejects without a page of what lies in the inputs `names`: files of a folder, rows of a file."""
    within = tuple(f"{name}{sign}" for name in names for sign in "/\\:")
    there = connection.execute(select(rejects.c.input).where(rejects.c.page.is_(None))).scalars().all()
    past = [one for one in there if one not in but and (one in names or one.startswith(within))]
    _forget(connection, past)


def _add_results(connection: Connection, items: Sequence[PageRead]) -> None:
    """Keep what became of the pages, in the place of what became of them before under the same provenance."""
    for keys in _chunks([item.key for item in items]):
        connection.execute(delete(rejects).where(rejects.c.page.in_(keys)))
        made_by = {item.made_by.id for item in items}
        same = and_(readings.c.page.in_(keys), readings.c.made_by.in_(made_by), readings.c.dated == "")
        connection.execute(delete(readings).where(same))
    failures = [
        {**_reject_row(item.result), "page": item.key, "made_by": item.made_by.id}
        for item in items
        if isinstance(item.result, Reject)
    ]
    _insert(connection, rejects, failures)
    _insert(
        connection,
        readings,
        [
            _reading_row(item.key, item.result, made_by=item.made_by)
            for item in items
            if isinstance(item.result, Reading)
        ],
    )


def _reject_row(reject: Reject) -> dict[str, Any]:
    return {"input": reject.input, "reason": reject.reason, "detail": reject.detail, "page": None, "made_by": None}


def add_dated(connection: Connection, items: Sequence[DatedRead]) -> None:
    """Keep readings with the days that siblings gave, in the place of those of the same page and days."""
    for item in items:
        same = and_(readings.c.page == item.key, readings.c.dated == item.dated)
        connection.execute(delete(readings).where(same))
    rows = [_reading_row(item.key, item.reading, made_by=item.made_by, dated=item.dated) for item in items]
    _insert(connection, readings, rows)


def _reading_row(key: str, reading: Reading, *, made_by: Provenance, dated: str = "") -> dict[str, Any]:
    bare = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, text=""))
    return {
        "page": key,
        "made_by": made_by.id,
        "dated": dated,
        "sentences": len(reading.sentences),
        "statements": len(reading.statements),
        "events": len(reading.events),
        "reading": zlib.compress(msgspec.msgpack.encode(bare)),
    }


def add_configs(connection: Connection, wanted: Iterable[Config]) -> None:
    """Keep the configurations that aren't there yet."""
    there = set(connection.execute(select(configs.c.sha256)).scalars())
    for sha256, config in sorted({config.sha256: config for config in wanted}.items()):
        if sha256 not in there:
            connection.execute(insert(configs), {"sha256": sha256, "config": msgspec.to_builtins(config)})


def add_provenance(connection: Connection, wanted: Iterable[Provenance]) -> None:
    """Keep the provenances that aren't there yet."""
    there = set(connection.execute(select(provenance.c.id)).scalars())
    for each in sorted(set(wanted)):
        if each.id not in there:
            connection.execute(insert(provenance), {"id": each.id, **msgspec.to_builtins(each)})


def known_keys(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that are the key of a page here."""
    found: set[str] = set()
    for some in _chunks(keys):
        found.update(connection.execute(select(pages.c.key).where(pages.c.key.in_(some))).scalars())
    return found


def settled(connection: Connection, made_by: Iterable[Provenance]) -> dict[str, Settled]:
    """What needs no reading, by the page's key: every page that became a reading or a reject under one of `made_by`.

    A page on which a stage failed is never settled: it is tried again each time.
    """
    ids = {each.config_sha256: each.id for each in made_by}
    config = {row.key: ids.get(row.config, "") for row in connection.execute(select(pages.c.key, pages.c.config))}
    found: dict[str, Settled] = {}
    for row in connection.execute(select(readings.c.page, readings.c.made_by).where(readings.c.dated == "")):
        if row.made_by == config[row.page]:
            found[row.page] = Settled(made_by=row.made_by, reject=None)
    for row in connection.execute(select(rejects).where(rejects.c.page.is_not(None), rejects.c.reason != "failed")):
        if row.made_by == config[row.page]:
            reject = Reject(input=row.input, reason=row.reason, detail=row.detail)
            found[row.page] = Settled(made_by=row.made_by, reject=reject)
    return found


def stale_keys(connection: Connection, made_by: Iterable[Provenance]) -> list[str]:
    """The keys of the pages that are not settled, in order."""
    done = settled(connection, made_by)
    return [key for key in connection.execute(select(pages.c.key).order_by(pages.c.key)).scalars() if key not in done]


def prune_readings(connection: Connection, made_by: Iterable[Provenance]) -> None:
    """Drop the readings that nothing rests on any more: those of another provenance than their page's own."""
    ids = {each.config_sha256: each.id for each in made_by}
    query = select(readings.c.page, readings.c.made_by, pages.c.config).join(pages, pages.c.key == readings.c.page)
    for row in connection.execute(query.distinct()).all():
        if row.made_by != ids.get(row.config):
            same = and_(readings.c.page == row.page, readings.c.made_by == row.made_by)
            connection.execute(delete(readings).where(same))


def prune_dated(connection: Connection, wanted: Mapping[str, str]) -> None:
    """Drop the readings with days that siblings gave, but those in `wanted`: the date by the page's key."""
    query = select(readings.c.page, readings.c.dated).where(readings.c.dated != "")
    for row in connection.execute(query).all():
        if wanted.get(row.page) != row.dated:
            same = and_(readings.c.page == row.page, readings.c.dated == row.dated)
            connection.execute(delete(readings).where(same))


def fingerprint(connection: Connection, *, but: Collection[str], log: Sequence[Decision]) -> str:
    """The fingerprint of what a record is linked from: which pages, read by what, under which names, and the log.

    `but`: the keys of pages that don't count.
    """
    first = first_inputs(connection)
    query = select(readings.c.page, readings.c.made_by).where(readings.c.dated == "").order_by(readings.c.page)
    digest = hashlib.sha256()
    for row in connection.execute(query):
        if row.page not in but:
            digest.update(msgspec.msgpack.encode((row.page, row.made_by, first[row.page])))
    digest.update("\n".join(one.id for one in log).encode())
    return digest.hexdigest()


def stored_page(connection: Connection, key: str) -> StoredPage:
    """The page `key` as it came in."""
    row = connection.execute(select(pages).where(pages.c.key == key)).one()
    named = select(page_inputs.c.input).where(page_inputs.c.page == key).order_by(page_inputs.c.input)
    config = select(configs.c.config).where(configs.c.sha256 == row.config)
    return StoredPage(
        key=key,
        page=_page(row, connection.execute(named).scalars().first() or ""),
        config=msgspec.convert(connection.execute(config).scalar_one(), Config),
    )


def _page(row: Row[Any], name: str) -> Page:
    layout = _Layout((), None)
    if row.layout is not None:
        layout = msgspec.msgpack.decode(zlib.decompress(row.layout), type=_Layout)
    return Page(
        id=row.id,
        input=name,
        text=row.text,
        given_id=row.given_id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        language=row.language,
        html=None if row.html is None else zlib.decompress(row.html).decode(),
        blocks=layout.blocks,
        meta=layout.meta,
    )


def reading_of(connection: Connection, key: str) -> Reading | None:
    """The reading that the record rests on: the one with the days that its siblings gave the page, if there is one."""
    query = select(readings.c.reading, pages.c.text).join(pages, pages.c.key == readings.c.page)
    row = connection.execute(query.where(readings.c.page == key).order_by(readings.c.dated.desc())).first()
    if row is None:
        return None
    bare = msgspec.msgpack.decode(zlib.decompress(row.reading), type=Reading)
    first = first_inputs(connection, key)[key]
    return msgspec.structs.replace(bare, report=msgspec.structs.replace(bare.report, text=row.text, input=first))


def first_inputs(connection: Connection, key: str | None = None) -> dict[str, str]:
    """The first input of every page, or of the page `key`, in alphabetical order."""
    query = select(page_inputs.c.page, page_inputs.c.input).order_by(page_inputs.c.input.desc())
    if key is not None:
        query = query.where(page_inputs.c.page == key)
    return {row.page: row.input for row in connection.execute(query)}


def read_rejects(connection: Connection) -> list[Reject]:
    """Every input that is not a report now, by name."""
    query = select(rejects.c.input, rejects.c.reason, rejects.c.detail, page_inputs.c.input.label("named")).join(
        page_inputs, page_inputs.c.page == rejects.c.page, isouter=True
    )
    found = [
        Reject(input=row.input if row.named is None else row.named, reason=row.reason, detail=row.detail)
        for row in connection.execute(query)
    ]
    return sorted(found, key=lambda reject: (reject.input, reject.reason, reject.detail))
