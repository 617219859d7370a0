"""The command line of INTERFACE.md."""

from __future__ import annotations


def main() -> None:
    """Run the `sourcebook` command."""
    raise SystemExit(2)
