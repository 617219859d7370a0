"""News media that speak themselves: "the Vard Herald newspaper says", "newspaper Sondag said", and then "the paper"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.lexicon.institutions import outlet
from sourcebook.model import EntityMention, Span
from sourcebook.read.cues import word_set
from sourcebook.read.document import Document
from sourcebook.read.via import Carriers

_KINDS = "paper|daily|weekly|tabloid|magazine|broadcaster|channel|network|website|news agency"
_AGAIN = re.compile(rf"[Tt]he (?:news)?(?:{_KINDS})")
_REACH = 600  # code points in which a medium that was named is "the paper"


class MediaVoices:
    """The media that speak in one report; ask in text order."""

    def __init__(self, document: Document, mentions: Sequence[EntityMention], carriers: Carriers) -> None:
        self.text = document.text
        self.carriers = carriers
        self._all = mentions
        self._organisations = [m for m in mentions if m.type == "organisation"]
        self._last: tuple[int, str] | None = None

    def name(self, span: Span) -> str | None:
        """The name of the medium that the words at `span` mean, None where they mean anything else."""
        said = span.of(self.text)
        found = self._before(span.start) if _AGAIN.fullmatch(said) else self._called(span, said)
        if found is not None:
            self._last = span.start, found
        return found

    def _called(self, span: Span, said: str) -> str | None:
        """A medium by its name, which ends the words or has a medium's noun behind it; by the longest that is known."""
        name = (self.carriers.named(span) or "").removeprefix("The ")
        at = said.rfind(name) if name[:1].isupper() else -1
        if at < 0 or any(m.type != "organisation" and span.start <= m.start < span.end for m in self._all):
            return None
        nouns = word_set("media", "nouns") | {"news"}
        generic = name.rsplit(" ", 1)[-1].lower() in nouns and outlet(name) is None
        if generic or any(word.lower() not in nouns for word in said[at + len(name) :].split()):
            return None
        fuller = (m.name for m in reversed(self._organisations) if m.start < span.start and m.name.endswith(f" {name}"))
        return next(fuller, name)

    def _before(self, start: int) -> str | None:
        """The medium that spoke or was named last, near by."""
        near = (m for m in self._organisations if start - _REACH <= m.start < start)
        named = [(m.start, m.name) for m in near if outlet(m.name) is not None or m.name in self.carriers.media]
        told = [self._last] if self._last is not None and self._last[0] >= start - _REACH else []
        return max([*named, *told], default=(0, None))[1]
