"""`Attribution`: who says what in a sentence, as any finder of attributions gives it.

Rules find them by verbs (verb_attribution.py), phrases (attribution_phrases.py) and layout (labels.py); an encoder that
finds the same spans takes the place of the first two. Quotations, speakers and carriers are joined to what is given.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from sourcebook.model import Span


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A cue with its source and content, all in page offsets.

    `source` is the words that name the source here, `antecedent` what they stand for if they are a relative pronoun.
    `clause` is where hearer, occasion and time of the utterance stand. `quotes`: the cue can bring in a quotation;
    `follows`: its content stands before it. `content` is empty where the sentence has none: a quotation beside it may
    be it. `level` 2: it lies within another's content. `speech`: the content is the speaker's own words though no
    marks stand there. `carrier`: who passed the words on, where the cue itself says so.
    `score`, `source_score`: how sure the encoder is of content and source, 0 to 1; 1 where
    rules found them.
    """

    sentence: int
    cue: Span
    clause: Span
    lemma: str
    source: Span | None = None
    antecedent: Span | None = None
    content: tuple[Span, ...] = ()
    quotes: bool = True
    follows: bool = False
    level: int = 1
    strong: bool = True
    speech: bool = False
    carrier: Span | None = None
    score: float = 1.0
    source_score: float = 1.0


def cut_at(found: Attribution, offset: int) -> Attribution:
    """`found` with its content ended at a page offset; punctuation that is left there is for the caller to trim."""
    content = tuple(Span(start=s.start, end=min(s.end, offset)) for s in found.content if s.start < offset)
    return replace(found, content=content)
