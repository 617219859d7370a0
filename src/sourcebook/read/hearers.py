"""Who carried somebody's words, where no words of saying lead to the name: by whom the speaker was heard.

Behind the speaker ("explained the minister to AFP"), before a colon ("Venn to the Ledger: “...”", "Radio Ostrel
carried a line from Venn: “...”"), in the sentence before ("Venn telephoned the Ledger. “...,” she said"). Words that
lead to a name right beside those of saying are read elsewhere (via.py).
"""

from __future__ import annotations

import re
from functools import cache

from sourcebook.model import Span
from sourcebook.read.cues import word_list
from sourcebook.read.document import Document
from sourcebook.read.speech import Utterance, label_before
from sourcebook.read.via import Carriers

_BEHIND = re.compile(r"(?:,[^,;.:“”\"\n]{2,60},)?\s+to\s+(?=\S)")
_TO = re.compile(r"(?<=\w)[,\s(]+(?:speaking\s+)?to\s+(?=\S)")
_MARKS = frozenset('“"‘«„')
_HIMSELF = frozenset({"he", "she"})
_TOLD = "told "  # a lead behind which names that no list has may be a medium's


@cache
def _contacts() -> re.Pattern[str]:
    """What somebody does who lets a medium hear him: "telephoned", "gave an interview to"."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "contacts")) + r")\s+", re.IGNORECASE)


@cache
def _asking() -> re.Pattern[str]:
    """What a medium does to hear somebody: "The Ledger asked Venn whether"."""
    return re.compile(r"\s+(?:\w+ly\s+|has\s+|had\s+)?(?:" + "|".join(word_list("via", "asking")) + r")\s+")


@cache
def _giving() -> re.Pattern[str]:
    """What a medium does with somebody's words before a colon: "carried", "put out"."""
    return re.compile(r"\s+(?:\w+ly\s+|has\s+|had\s+)?(?:" + "|".join(word_list("via", "giving")) + r")\b")


class Hearers:
    """By whom the speakers of one report were heard."""

    def __init__(self, document: Document, carriers: Carriers) -> None:
        self.document, self.text, self.carriers = document, document.text, carriers

    def of(self, said: Utterance, speaker: str | None) -> tuple[str, ...]:
        """The medium that heard the speaker, if any place but beside the words of saying tells it."""
        name = self._behind(said) or self._labelled(said, speaker) or self._before(said, speaker)
        return (name,) if name is not None else ()

    def _behind(self, said: Utterance) -> str | None:
        """ "Explained the minister, Orla Venn, to AFP"."""
        origin = said.origin
        if origin is None or origin.source is None or origin.source.start < origin.cue.end or " " in origin.lemma:
            return None  # "according to the Centre to Prevent Floods"
        sentence = self.document.sentences[origin.sentence]
        match = _BEHIND.match(self.text, origin.source.end, sentence.end)
        return self._named(_TOLD, match.end(), sentence.end) if match is not None else None

    def _labelled(self, said: Utterance, speaker: str | None) -> str | None:
        """ "Venn (to AFP): “...”", "AFP carried a statement by Venn: “...”"."""
        if not said.quoted:
            return None
        start = said.content[0].start
        opened = start - (self.text[start - 1 : start] in _MARKS)
        label = label_before(self.text, self.text.rfind("\n", 0, start) + 1, opened)
        if label is None:
            return None
        match = _TO.search(self.text, label.start, label.end)
        if match is not None and speaker is not None and self._is(speaker, label.start, match.start()):
            return self._named(_TOLD, match.end(), label.end)
        opener = self.carriers.opening(label)
        if opener is None or opener[0] == speaker or speaker is None or not self._is(speaker, opener[1], label.end):
            return None
        return opener[0] if _giving().match(self.text, opener[1]) else None

    def _before(self, said: Utterance, speaker: str | None) -> str | None:
        """ "Venn rang the Ledger on Monday. “...,” she said": by the sentence before."""
        here = self.document.sentence_at(said.start) if said.quoted and speaker is not None else None
        before = self.document.sentences[here.index - 1] if here is not None and here.index else None
        if here is None or before is None or speaker is None or before.paragraph != here.paragraph:
            return None
        match = _contacts().search(self.text, before.start, before.end)
        if match is not None:
            himself = before.tokens[0].lower in _HIMSELF or self._is(speaker, before.start, match.start())
            return self._named("rang ", match.end(), before.end) if himself else None
        opener = self.carriers.opening(Span(start=before.start, end=before.end))
        asked = _asking().match(self.text, opener[1]) if opener is not None else None
        if opener is None or asked is None or opener[0] == speaker:
            return None
        return opener[0] if self._is(speaker, asked.end(), min(asked.end() + 60, before.end)) else None

    def _named(self, lead: str, at: int, stop: int) -> str | None:
        return self.carriers.named_at(lead, at, stop, spoken=lead == _TOLD)

    def _is(self, speaker: str, start: int, stop: int) -> bool:
        """Whether the speaker is named there, by the last word of the name."""
        last = re.escape(speaker.rsplit(" ", 1)[-1])
        return re.compile(rf"\b{last}\b").search(self.text, start, stop) is not None
