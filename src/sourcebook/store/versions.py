"""Pages that are versions of one another: what one address, id or file held at different times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from sourcebook.store.schema import page_inputs, pages

_ROW = re.compile(r":\d+$")  # rows of a file go by their number, and that says nothing of what they are


def versions(connection: Connection, brought: Collection[str]) -> dict[str, list[str]]:
    """The keys of the pages here that are other versions of those in `brought`, each with what `brought` has for it.

    Two pages are versions of one if they have the same URL; without one, the same id that they brought themselves;
    without either, the same file.
    """
    names = _names(connection)
    holders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(brought):
        holders[names.get(key, "")].append(key)
    return {key: holders[name] for key, name in sorted(names.items()) if key not in brought and name in holders}


def _names(connection: Connection) -> dict[str, str]:
    """What each page goes by through its versions, by its key; pages that go by nothing are left out."""
    found: dict[str, str] = {}
    query = select(page_inputs).order_by(page_inputs.c.input.desc())
    for row in connection.execute(query):
        if not _ROW.search(row.input) and row.input != "-":
            found[row.page] = f"file {row.input}"
    for row in connection.execute(select(pages.c.key, pages.c.id, pages.c.given_id, pages.c.url)):
        if row.url is not None:
            found[row.key] = f"url {row.url}"
        elif row.given_id:
            found[row.key] = f"id {row.id}"
    return found
