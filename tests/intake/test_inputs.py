import gzip
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page, Reject
from sourcebook.model.page import page_id

CONFIG = Config()


def read(*inputs: Path | str, config: Config = CONFIG, **options: Any) -> list[Page | Reject]:
    return list(read_inputs([str(one) for one in inputs], config, **options))


def reasons(found: list[Page | Reject]) -> list[str]:
    return [one.reason if isinstance(one, Reject) else "page" for one in found]


def only_page(found: list[Page | Reject]) -> Page:
    (page,) = found
    assert isinstance(page, Page), page
    return page


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def rows(*objects: object) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in objects)


def test_a_text_file_is_a_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeffTalks\r\nopened.\rToday")
    page = only_page(read(path, published=date(2031, 5, 6)))
    assert page.text == "Talks\nopened.\nToday"
    assert page.id == page_id("a.txt", page.text)
    assert (page.input, page.given_id, page.published) == (str(path), False, date(2031, 5, 6))


def test_utf16_needs_its_mark(tmp_path: Path) -> None:
    assert only_page(read(write(tmp_path / "a.txt", "Мир".encode("utf-16")))).text == "Мир"


def test_rows_keep_what_they_give(tmp_path: Path) -> None:
    full = {
        "id": 7,
        "url": "https://beacon.example/1",
        "outlet": "The Beacon",
        "title": "Harbour",
        "published": "2031-05-06T23:00:00+09:00",
        "language": "en",
        "text": "One.\r\nTwo.",
        "extra": [1],
    }
    bare = {"text": "Alone.", "published": "", "outlet": None, "url": " "}
    path = write(tmp_path / "a.jsonl", rows(full) + b"\n" + rows(bare))
    first, second = read(path)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.id, first.given_id, first.outlet, first.title) == ("7", True, "The Beacon", "Harbour")
    assert (first.published, first.text, first.input) == (date(2031, 5, 6), "One.\nTwo.", f"{path}:1")
    assert (second.id, second.input, second.outlet) == (page_id("row", "Alone."), f"{path}:3", None)
    assert (second.published, second.url) == (None, None)


def test_a_row_with_html_is_laid_out(tmp_path: Path) -> None:
    page = only_page(read(write(tmp_path / "a.jsonl", rows({"html": "<h1>Hi</h1><p>There", "text": "Hi There"}))))
    assert page.text == "Hi\nThere" and len(page.blocks) == 2 and page.html


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{", "bad-json"),
        (b'{"text": "a"', "bad-json"),
        (b'{"text": "a"} extra', "bad-json"),
        (b"[1]", "bad-json"),
        (b"null", "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b'{"text": "\\ud800"}', "bad-json"),
        (b'{"text": 3}', "bad-row"),
        (b'{"text": "a", "title": ["b"]}', "bad-row"),
        (b'{"text": "a", "id": {}}', "bad-row"),
        (b'{"text": "a", "published": 2031}', "bad-row"),
        (b'{"text": "a", "published": "31 May"}', "bad-date"),
        (b'{"text": "a", "published": "2031-02-30"}', "bad-date"),
        (b'{"title": "a"}', "no-text"),
        (b'{"text": null}', "no-text"),
        (b'{"text": " \\n"}', "empty"),
        (b'{"text": "a\\u0000b"}', "binary"),
        (b'{"html": "<script>1</script>"}', "bad-html"),
        (b'{"text": "\xff"}', "bad-encoding"),
    ],
)
def test_a_bad_row_costs_only_itself(tmp_path: Path, row: bytes, reason: str) -> None:
    good = rows({"text": "Good."})
    found = read(write(tmp_path / "a.jsonl", good + row + b"\n" + good))
    assert reasons(found) == ["page", reason, "page"]
    reject = found[1]
    assert isinstance(reject, Reject) and reject.input.endswith("a.jsonl:2") and reject.detail.endswith(".")


def test_a_long_row_is_passed_over_in_constant_memory(tmp_path: Path) -> None:
    config = Config(max_bytes=1000)
    data = rows({"text": "a" * 5000}) + rows({"text": "Good."})
    assert reasons(read(write(tmp_path / "a.jsonl", data), config=config)) == ["too-large", "page"]


def test_rows_before_the_damage_are_kept(tmp_path: Path) -> None:
    packed = gzip.compress(rows(*({"text": f"Row {n} {os.urandom(200).hex()}"} for n in range(2000))))
    found = read(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert reasons(found)[-1] == "truncated"
    assert len(found) > 200 and set(reasons(found)[:-1]) == {"page"}


def test_json_laid_out_for_people_is_one_reject(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps({"text": "a", "id": 1}, indent=1))
    assert reasons(read(path)) == ["bad-json"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.html", b"", "empty"),
        ("a.txt", b"abc\0def", "binary"),
        ("a.txt", b"\x89PNG\r\n", "binary"),
        ("a.pdf", b"%PDF-1.7", "unknown-kind"),
        ("a.txt", b"abc\xff", "bad-encoding"),
        ("a.txt", b"\xff\xfea", "bad-encoding"),
        ("a.txt.gz", gzip.compress(b"long enough to be cut", mtime=0)[:-9], "truncated"),
        ("a.txt.gz", b"\x1f\x8b\x08garbage", "truncated"),
        ("a.txt", b"a" * 1_000_001, "too-large"),
        ("a.txt.gz", gzip.compress(b"a" * 30_000_000, mtime=0), "too-large"),
        ("a.html", b"<html><body></body></html>", "bad-html"),
    ],
)
def test_a_bad_file_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (reject,) = read(write(tmp_path / name, data))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.input) == (reason, str(tmp_path / name))
    assert reject.detail.endswith(".") and len(reject.detail) > 15


def test_the_bad_byte_is_named(tmp_path: Path) -> None:
    (reject,) = read(write(tmp_path / "a.txt", b"abc\xffdef"))
    assert isinstance(reject, Reject) and "byte 3 (0xff)" in reject.detail


def test_missing_and_unreadable(tmp_path: Path) -> None:
    assert reasons(read(tmp_path / "none.txt")) == ["missing"]
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert reasons(read(tmp_path / "dangling.txt")) == ["unreadable"]


def test_a_folder_is_read_sorted_and_its_bystanders_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.txt", "b/c.html", "README.md", ".DS_Store", ".git/d.txt", "b/pic.PNG"):
        write(tmp_path / name, "<p>text</p>")
    write(tmp_path / "b" / "report.docx", b"PK\x03\x04")
    write(tmp_path / "saved", "No extension.")
    found = read(tmp_path)
    assert [(Path(one.input).name, reason) for one, reason in zip(found, reasons(found), strict=True)] == [
        ("a.txt", "page"),
        ("saved", "page"),
        ("z.txt", "page"),
        ("c.html", "page"),
        ("report.docx", "unknown-kind"),
    ]


def test_a_folder_without_a_readable_file(tmp_path: Path) -> None:
    assert reasons(read(tmp_path)) == ["no-input"]
    write(tmp_path / "README.md", "x")
    assert reasons(read(tmp_path)) == ["no-input"]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Plain words.", ["Plain words."]),
        (b"<!DOCTYPE html><p>One<p>Two", ["One\nTwo"]),
        (rows({"text": "a"}, {"text": "b"}), ["a", "b"]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(data: bytes, texts: list[str]) -> None:
    for sent in (data, gzip.compress(data)):
        found = read("-", stdin=io.BytesIO(sent))
        assert [one.text for one in found if isinstance(one, Page)] == texts
        assert all(one.input.split(":")[0] == "-" for one in found)


def test_no_standard_input() -> None:
    assert reasons(read("-")) == ["no-input"]
    assert reasons(read("-", stdin=io.BytesIO(b""))) == ["empty"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return rows({"text": "again"}) * 100

    found = read_inputs(["-"], CONFIG, stdin=Endless())  # type: ignore[arg-type]
    assert [next(found).input for _ in range(1000)][-1] == "-:1000"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.html", "x.jsonl", "x", "x.txt.gz"]))
def test_any_bytes_give_a_page_or_a_reject(tmp_path: Path, data: bytes, name: str) -> None:
    found = read(write(tmp_path / name, data))
    assert found
    for one in found:
        assert isinstance(one, Page | Reject)
        if isinstance(one, Page):
            one.text.encode()
