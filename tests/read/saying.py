"""Helpers for the tests of statements: a report made of plain text, and a cast that knows the names it is given."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.model import EntityMention, Report, Span, StatementMention, Zone
from sourcebook.model.report import ZoneKind
from sourcebook.read.document import Sentence, parse
from sourcebook.read.statements import find_statements


class Cast:
    """Resolves a span to the one known name whose last word it holds; knows no pronouns."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self.text, self.names = text, names
        self.mentions: Sequence[EntityMention] = [
            EntityMention(start=at, end=at + len(name), type="person", name=name)
            for name in names
            if (at := text.find(name)) >= 0
        ]

    def resolve(self, span: Span, sentence: Sentence) -> str | None:
        words = span.of(self.text).replace("’s", "").split()
        return next((n for n in self.names if n.split()[-1] in words), None)

    def nobody(self, span: Span, sentence: Sentence) -> Span | None:
        return None


def report(text: str, kind: ZoneKind = "body", published: object = None) -> Report:
    return Report(
        id="r",
        input="r.txt",
        url=None,
        outlet=None,
        title=None,
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=None,
        sha256="",
        text=text,
        zones=(Zone(start=0, end=len(text), kind=kind),) if text else (),
    )


def read(text: str, *names: str, kind: ZoneKind = "body") -> tuple[StatementMention, ...]:
    return find_statements(parse(report(text, kind)), Cast(text, names), ())


def told(text: str, *names: str) -> list[tuple[str, str | None, str]]:
    """Kind, name of the speaker and content (its pieces joined by " / ") of each statement."""
    return [(s.kind, s.speaker_name, " / ".join(c.of(text) for c in s.content)) for s in read(text, *names)]
