"""The units that statements are joined from: what one report gives as said, its words weighed, its days known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import numpy as np

from sourcebook.link.words import Floats, Ints, Vocabulary
from sourcebook.model import Evidence, Reading, Span, StatementMention

_PRIOR = 200
"""Weight of the background against the set when it is asked how telling a word is among statements."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "him", "them", "who"})
_BREAK = re.compile(r"(?<=[.!?…])[”\"'’)]*\s+(?=[\"“‘'(]*[^\W\d_a-z])")


class Utterance(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One mention, or the part of one that another report gives apart.

    `order` are its words in order, case folded, `each` their keys in the vocabulary, `keys` the distinct ones.
    `earliest`, `latest`: the days on which it was said, as far as its report tells; else the report's own days.
    `side`: the state that the speaker speaks for, itself for a state; None where the speaker speaks for nobody else.
    """

    reading: Reading
    mention: StatementMention
    spans: tuple[Span, ...]
    speaker: str | None
    keys: Ints
    each: Ints
    order: tuple[str, ...]
    earliest: date | None
    latest: date | None
    side: str | None = None

    @property
    def report(self) -> str:
        """The report's id."""
        return self.reading.report.id

    @property
    def place(self) -> tuple[str, int, int]:
        """Report, start and end: what utterances are sorted by."""
        return (self.report, self.spans[0].start, self.spans[-1].end)

    @property
    def firm(self) -> bool:
        """Whether the report names the speaker beside the words; a pronoun may have been resolved wrongly."""
        said_by = self.mention.speaker
        return said_by is not None and said_by.of(self.reading.report.text).casefold() not in _PRONOUNS

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """One for each content span, to the letter."""
        text = self.reading.report.text
        return tuple(Evidence(report=self.report, start=s.start, end=s.end, text=s.of(text)) for s in self.spans)


class Utterances(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All utterances of a set, sorted by place, with how much each key tells among them."""

    items: tuple[Utterance, ...]
    weights: Floats

    def shared(self, left: Utterance, right: Utterance) -> list[str]:
        """The words of `left` that `right` holds too, in whatever form, the most telling first."""
        both = np.intersect1d(left.keys, right.keys, assume_unique=True)
        words = [left.order[int(np.argmax(left.each == key))] for key in both]
        order = sorted((-float(self.weights[key].round(6)), word) for key, word in zip(both, words, strict=True))
        return [word for _, word in order]


def gather_utterances(
    readings: Sequence[Reading], entity_of: Mapping[str, Mapping[str, str]], sides: Mapping[str, str] | None = None
) -> tuple[Utterances, Vocabulary]:
    """Every statement mention of the readings; `entity_of[report][name]` is the entity of a speaker's name.

    `sides`: the state that an entity speaks for.
    """
    vocabulary = Vocabulary()
    items: list[Utterance] = []
    for reading in sorted(readings, key=lambda reading: reading.report.id):
        names = entity_of.get(reading.report.id, {})
        for mention in reading.statements:
            speaker = names.get(mention.speaker_name) if mention.speaker_name else None
            item = utterance(reading, mention, mention.content, speaker, vocabulary)
            side = (sides or {}).get(speaker) if speaker else None
            items.append(msgspec.structs.replace(item, side=side) if side else item)
    kept = tuple(sorted((item for item in items if len(item.order)), key=lambda item: item.place))
    return weigh(kept, vocabulary), vocabulary


def weigh(items: tuple[Utterance, ...], vocabulary: Vocabulary) -> Utterances:
    """The utterances with their words' weights: minus the log of a word's share, background and set together."""
    spread = np.zeros(len(vocabulary.shares))
    for item in items:
        spread[item.keys] += 1
    share = (spread + _PRIOR * vocabulary.shares) / (len(items) + _PRIOR)
    weights: Floats = -np.log(np.clip(share, 1e-9, 1.0))
    return Utterances(items=items, weights=weights)


def utterance(
    reading: Reading, mention: StatementMention, spans: tuple[Span, ...], speaker: str | None, vocabulary: Vocabulary
) -> Utterance:
    """A mention, or some spans of it, as an utterance."""
    text = reading.report.text
    ids: list[int] = []
    order: list[str] = []
    for span in spans:
        words = vocabulary.read(text, span.start, span.end)
        ids.extend(words.ids.tolist())
        cuts = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
        order.extend([text[a:b].casefold().replace("’", "'") for a, b in cuts])
    if mention.kind != "direct" and order[:1] == ["that"]:  # the report's word, which no quotation has
        ids, order = ids[1:], order[1:]
    each = vocabulary.keys_at(np.array(ids, dtype=np.int32))
    published = reading.report.published
    said = mention.earliest is not None and mention.latest is not None
    told = published is None or published.basis != "inferred"  # what is inferred may be weeks off
    return Utterance(
        reading=reading,
        mention=mention,
        spans=spans,
        speaker=speaker,
        keys=np.unique(each),
        each=each,
        order=tuple(order),
        earliest=mention.earliest if said and told else published.earliest if published and told else None,
        latest=mention.latest if said and told else published.latest if published and told else None,
    )


def sentences_of(item: Utterance) -> list[Span]:
    """The sentences of an utterance's spans, in text order; ellipses end one too."""
    text = item.reading.report.text
    found: list[Span] = []
    for span in item.spans:
        start = span.start
        for match in _BREAK.finditer(text, span.start, span.end):
            found.append(Span(start=start, end=match.start()))
            start = match.end()
        found.append(Span(start=start, end=span.end))
    return [span for span in found if span.of(text).strip()]
