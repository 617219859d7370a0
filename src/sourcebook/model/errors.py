"""Every error that Sourcebook raises on purpose.

SourcebookError
├── UsageError          the call can't be carried out as it was made (exit 2)
├── NothingToDoError    no input could be read (exit 3)
├── StageError          a stage was asked for what it can't give, or its `requires` are not met
└── StoreError          the record can't be opened, migrated or written

A bad document is not an error: it is a `Reject` (see outcomes.py).
"""

from __future__ import annotations


class SourcebookError(Exception):
    """The root of the tree; its message says what happened, to which thing, and what to do next."""


class UsageError(SourcebookError):
    """The call can't be carried out as it was made."""


class NothingToDoError(SourcebookError):
    """Not one of the inputs could be read."""


class StageError(SourcebookError):
    """A stage's requirements are not met."""


class StoreError(SourcebookError):
    """The record can't be opened, migrated or written."""
