"""Whose words they are: the name behind each utterance's source, carried on where a reader would carry it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcebook.lexicon.names import given_gender
from sourcebook.model import EntityMention, Span
from sourcebook.read.document import Document, Sentence
from sourcebook.read.speech import Utterance

_PRONOUNS = frozenset({"he", "she"})
_REACH = 2  # paragraphs back that a pronoun or a quotation without a cue may take its speaker from


class Names(Protocol):
    """What this stage asks of the report's cast: names of spans."""

    @property
    def mentions(self) -> Sequence[EntityMention]:
        """The proper names of the report, in text order."""
        ...

    def resolve(self, span: Span, sentence: Sentence) -> str | None:
        """The full name of whom the words at `span` name, None where a careful reader would not say."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """The source of an utterance: the span that names it and the name that it resolves to."""

    span: Span | None
    name: str | None


class Speakers:
    """Walks a document's utterances in text order and says whose each is."""

    def __init__(self, document: Document, cast: Names) -> None:
        self.document, self.cast = document, cast
        self.last: Voice | None = None
        self.last_paragraph = -9
        self.last_sentence = -9
        self.persons = frozenset(m.name for m in cast.mentions if m.type == "person")

    def voice_of(self, said: Utterance) -> Voice:
        """The voice of the next utterance; call it in text order."""
        voice = self._voice(said)
        if said.origin is None or said.origin.level == 1:
            self.last, self.last_paragraph = voice, said.paragraph
            closing = self.document.sentence_at(said.content[-1].end - 1)
            self.last_sentence = max(said.origin.sentence if said.origin else 0, closing.index if closing else 0)
        return voice

    def _voice(self, said: Utterance) -> Voice:
        near = self.last if said.paragraph - self.last_paragraph <= _REACH else None
        origin = said.origin
        if origin is None:
            return near if near is not None and said.carries_on else Voice(None, None)
        if origin.source is None:
            return near if near is not None and said.paragraph == self.last_paragraph else Voice(None, None)
        asked = origin.antecedent or origin.source
        sentence = self.document.sentences[origin.sentence]
        name = self.cast.resolve(asked, sentence)
        if asked.of(self.document.text).lower() in _PRONOUNS and near is not None:
            name = self._same_person(asked, origin.sentence, near) or name or near.name
        return Voice(origin.source, name)

    def _same_person(self, pronoun: Span, sentence: int, near: Voice) -> str | None:
        """The last speaker, if "he" or "she" comes right after his words: whoever spoke last goes on speaking."""
        if near.name is None or sentence - self.last_sentence > 1 or near.name not in self.persons:
            return None
        wanted = "f" if pronoun.of(self.document.text).lower() == "she" else "m"
        gender = given_gender(near.name)
        return near.name if gender in {None, wanted} else None
