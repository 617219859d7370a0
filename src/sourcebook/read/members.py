"""A mention together with what the rules know of it besides."""

from __future__ import annotations

import msgspec

from sourcebook.model.reading import EntityMention
from sourcebook.read.attributes import About
from sourcebook.read.name_span import NameSpan
from sourcebook.read.referents import Referent


class Member(msgspec.Struct, frozen=True):
    """One mention with what the rules know of it besides: its tokens, its referent, what is said around it."""

    mention: EntityMention
    span: NameSpan
    referent: Referent
    about: About

    @property
    def kind(self) -> str | None:
        """What the gazetteers, or the report itself, know the name as: country, demonym, capital, ..."""
        return self.span.known.kind if self.span.known is not None else None

    @property
    def state(self) -> str | None:
        """The state that the mention names or stands for; None for towns, bodies and persons."""
        if self.kind == "country":
            return self.mention.country
        return self.mention.stands_for if self.kind in {"demonym", "capital"} else None

    @property
    def actor(self) -> str:
        """Who acts or speaks under this name: the state behind a capital or nationality, else the name itself."""
        stands_for = self.mention.stands_for
        return stands_for if stands_for is not None and self.span.type != "organisation" else self.mention.name
