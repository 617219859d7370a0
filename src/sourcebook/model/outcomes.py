"""What becomes of an input: a report, or a reject with one reason out of a closed list."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

RejectReason = Literal[
    "missing",  # the path does not exist
    "unreadable",  # the file can't be opened or read
    "no-input",  # a folder that holds no file of a kind that we read
    "unknown-kind",  # a file of a kind that we don't read
    "empty",  # nothing but white space
    "binary",  # not text
    "bad-encoding",  # text that is not valid in its declared encoding (UTF-8 where none is declared)
    "too-large",  # over the size limit for a file, a row or a page
    "truncated",  # a compressed stream that ends too early or is damaged
    "bad-json",  # a row that isn't a JSON object
    "bad-row",  # a row with fields of the wrong type
    "no-text",  # a row with neither text nor html
    "bad-date",  # a publication date that can't be read
    "bad-html",  # HTML from which no text can be made
    "no-article",  # a page without a body
    "failed",  # a stage raised on this page: a defect of ours, reported with its place
]
REJECT_REASONS: tuple[RejectReason, ...] = get_args(RejectReason)


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """An input that did not become a report.

    `input` names it as the user would (path, or path and row: `news.jsonl:3`); `detail` is one sentence for people.
    """

    input: str
    reason: RejectReason
    detail: str
