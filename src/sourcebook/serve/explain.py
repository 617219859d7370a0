"""One page's way through the stages."""

from __future__ import annotations

from sourcebook.model import Page, Reading


def explain(page: Page, reading: Reading) -> str:
    """What each stage made of the page, in lines for people."""
    report = reading.report
    lines = [f"page    {page.input}: {len(page.text)} characters, id {page.id}"]
    lines += [f"clean   {zone.start:6d} {zone.end:6d} {zone.kind}" for zone in report.zones]
    lines.append(f"read    {len(reading.sentences)} sentences, {len(reading.events)} events")
    return "\n".join(lines) + "\n"
