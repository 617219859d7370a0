"""Page texts carried in the file: JSON that no HTML parser can end early, up to a budget."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import get_args

from markupsafe import Markup

from sourcebook.model import Zone
from sourcebook.model.report import ZoneKind
from sourcebook.serve.view.index import Index, Source

_KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE = str.maketrans(_ESCAPES | {chr(code): f"\\u{code:04x}" for code in range(0xD800, 0xE000)})


def safe_json(value: object) -> str:
    """JSON that may stand in a `<script>`: no `<`, `>`, `&`, line separators or lone surrogates in it.

    >>> safe_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_UNSAFE)


def carried(
    order: Iterable[str], texts: Mapping[str, str], zones: Mapping[str, tuple[Zone, ...]], *, limit: int
) -> dict[str, str]:
    """The reports whose texts fit, as JSON by id, taken in `order` until `limit` bytes are used.

    A text too large for what is left is passed over; smaller ones after it still go in.
    """
    found: dict[str, str] = {}
    left = limit
    for report in order:
        text = texts.get(report)
        if text is None or report in found or len(text) > left:
            continue
        row = safe_json(
            {"text": text, "zones": [[z.start, z.end, _KINDS.index(z.kind)] for z in zones.get(report, ())]}
        )
        size = len(row.encode("utf-8", "surrogatepass"))
        if size <= left:
            found[report] = row
            left -= size
    return found


def texts_json(index: Index, rows: Mapping[str, str]) -> Markup:
    """The page's data block: what each report is, and its text where it is carried.

    It stands in a `<script type="application/json">`, which browsers never run.
    """
    heads = ",".join(
        f"{safe_json(source.id)}:{safe_json(_head(source))}"
        for source in sorted(index.sources.values(), key=lambda source: source.number)
    )
    bodies = ",".join(f"{safe_json(report)}:{rows[report]}" for report in sorted(rows))
    # Each part went through safe_json, so nothing in it can end the element.
    return Markup(f'{{"kinds":{safe_json(_KINDS)},"reports":{{{heads}}},"texts":{{{bodies}}}}}')


def _head(source: Source) -> dict[str, object]:
    return {
        "number": source.number,
        "name": source.name,
        "title": source.title,
        "when": source.when,
        "basis": source.basis,
        "language": source.language,
        "translated": source.translated,
        "address": source.address,
        "anchor": source.anchor,
        "input": source.input,
    }
