"""Holders of offices, cut from the names of what they hold them of: "Minister of Water Economy Orla Venn said".

News from languages that put a title and all it governs before a name runs the two together: "the head of the harbour
department of Ostrel Orla Venn", "Chairman of the Committee for Rivers Ove Lund". Reading aloud, one stops before the
last two capitals; here too, where what is left is a known name, a body, a portfolio, or (in a translation) any word.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.lexicon.names import is_given_name
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.name_span import LIKELY, SURE, TYPES, NameSpan
from sourcebook.read.name_words import Known, Words

_REACH = 10  # words between an office and its holder's name
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "CC"})
_GOVERNS = frozenset({"of", "for"})
_SMALL = frozenset({"of", "for", "the", "and", "&"})
_HEADS = words("organisation", "heads") | words("place", "heads") | words("other", "heads")


def with_holders(document: Document, spans: Sequence[NameSpan], report_words: Words) -> list[NameSpan]:
    """The report's names, holders of offices that were run together with what they hold them of cut out.

    `spans` may stand in any order, none overlapping; what comes back is sorted by start.
    """
    alone = {document.text[s.start : s.end] for s in spans}
    by_sentence: dict[int, list[NameSpan]] = {}
    for span in spans:
        by_sentence.setdefault(span.sentence, []).append(span)
    found: list[NameSpan] = []
    for sentence in document.sentences:
        here = by_sentence.get(sentence.index, [])
        if not report_words.titled[sentence.index]:
            for office in report_words.offices(sentence):
                here = _Held(document, sentence, report_words, alone).cut(here, office)
        found += here
    return sorted(found, key=lambda s: s.start)


class _Held:
    """What stands behind an office's "of" in one sentence."""

    def __init__(self, document: Document, sentence: Sentence, report_words: Words, alone: set[str]) -> None:
        self.document = document
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.report_words = report_words
        self.alone = alone

    def cut(self, spans: list[NameSpan], office: tuple[int, int]) -> list[NameSpan]:
        """The sentence's names with the office's holder, if one is named behind what the office is of."""
        run = self._run(office[1])
        if run is None or self.tokens[office[1] - 1].tag in {"NNS", "NNPS"}:
            return spans
        first, last = run
        tail = self._tail(first, last)
        if tail is None:
            return spans
        over = [s for s in spans if s.first < last and first < s.last]
        if any(s.first == tail and s.last == last for s in over) or any(s.first < first or s.last > last for s in over):
            return spans
        of = self._governed(first, tail, self.tokens[office[1] - 1].lower)
        if of is None:
            return spans
        person = self._span(tail, last, None)
        return [*(s for s in spans if s not in over), *of, person]

    def _run(self, at: int) -> tuple[int, int] | None:
        """The capitalised words behind an office and its "of", small words inside included; None if there are none."""
        tokens, limit = self.tokens, min(len(self.tokens), at + _REACH)
        if at >= limit or tokens[at].lower not in _GOVERNS:
            return None
        first = at + 1
        while first < limit and not _is_capital(tokens[first].text):
            if tokens[first].tag not in _NOMINAL:
                return None
            first += 1
        last = first
        while last < limit and (_is_capital(tokens[last].text) or tokens[last].lower in _SMALL):
            last += 1
        while last > first and not _is_capital(tokens[last - 1].text):
            last -= 1
        whole = last >= len(tokens) or not tokens[last].text[0].isupper()
        return (first, last) if last - first > 2 and whole else None

    def _tail(self, first: int, last: int) -> int | None:
        """Where the holder's name begins: at the last two words, or three behind a given name that is known."""
        tokens = self.tokens
        for width in (3, 2):
            at = last - width
            named = tokens[at:last]
            if at <= first or not all(_is_capital(token.text) and token.text[1:].islower() for token in named):
                continue
            given = is_given_name(named[0].text)
            plain = any(is_common(token.lower) for token in named) or any(token.lower in _HEADS for token in named)
            if (given and named[-1].lower not in _HEADS) if width == 3 else (given or not plain):
                return at if self.report_words.known(" ".join(token.text for token in named)) is None else None
        return None

    def _governed(self, first: int, tail: int, office: str) -> list[NameSpan] | None:
        """The names in what the office is of, none for a portfolio; None where it isn't told that a name ends there."""
        tokens = self.tokens[first:tail]
        text = self.document.text[tokens[0].start : tokens[-1].end]
        known = self.report_words.known(text)
        whole = self.document.text[tokens[0].start : self.tokens[tail + 1].end]
        if self.report_words.known(whole) is not None:
            return None
        if known is not None and known.kind != "demonym":
            return [self._span(first, tail, known)]
        if any(token.lower in words("organisation", "heads") for token in tokens):
            return [self._span(first, tail, None, "organisation")]
        plain = all(is_common(token.lower) or token.lower in _SMALL for token in tokens)
        if plain:
            holder = office in words("organisation", "holders") or self.document.report.translated
            return [] if holder or text in self.alone else None
        if text in self.alone or (self.document.report.translated and len(tokens) == 1):
            return [self._span(first, tail, None, "organisation" if text.isupper() else "place")]
        return None

    def _span(self, first: int, last: int, known: Known | None, kind: str = "person") -> NameSpan:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        settled = TYPES[known.kind] if known is not None else kind
        sure = SURE if settled == "person" or known is not None else LIKELY
        return NameSpan(self.sentence.index, first, last, start, end, settled, sure, known)  # type: ignore[arg-type]


def _is_capital(text: str) -> bool:
    return text[0].isupper() and text.isalpha() and len(text) > 1
