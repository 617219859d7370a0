"""Finds proper names and their types by capitals, gazetteers, offices and heads of names.

Where the encoder read the report, `name_seen` puts these names together with what it saw.
"""

from __future__ import annotations

from functools import cache

from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads, office_modifiers
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.name_forms import is_name
from sourcebook.read.name_holders import with_holders
from sourcebook.read.name_owned import with_owned
from sourcebook.read.name_span import GUESS, LIKELY, SURE, TYPES, NameSpan, settle
from sourcebook.read.name_types import NameTypes, acronym
from sourcebook.read.name_words import Known, Words, words_of

_JOINERS = frozenset({"&", "/", ".", "'s", "’s"})
_OWNERS = frozenset({"people", "men", "women", "children", "workers", "king", "queen", "veterans"})
_SAINTS = frozenset({"st", "st.", "saint"})


def find_spans(document: Document, report_words: Words | None = None) -> list[NameSpan]:
    """Every proper name of the report, in page order, none overlapping; titles and articles stay outside."""
    report_words = report_words or words_of(document)
    found: list[NameSpan] = []
    for sentence in document.sentences:
        found.extend(with_owned(document.text, sentence, scanned(sentence, report_words)))
    return settle(document.text, with_holders(document, found, report_words))


def scanned(sentence: Sentence, report_words: Words) -> list[NameSpan]:
    """One sentence's names by themselves, not yet settled with the others of the report."""
    return _Scan(sentence, report_words).spans()


@cache
def _small() -> frozenset[str]:
    """The small words that can stand inside a name."""
    return words("function", "inside") | words("function", "particles")


class _Scan(NameTypes):
    """One sentence's names, cut out of its runs of capitalised words."""

    def __init__(self, sentence: Sentence, report_words: Words) -> None:
        super().__init__(sentence, report_words)
        self.found: list[NameSpan] = []

    def spans(self) -> list[NameSpan]:
        at = 0
        if not any(self.flags) and not any(["-" in lower for lower in self.lowers]):
            return self.found
        while at < len(self.tokens):
            if not self.flags[at]:
                if "-" in self.tokens[at].text:
                    self._hyphened(at)
                at += 1
                continue
            stop = self._run(at)
            self._cut(at, stop)
            at = stop
        return self.found

    def _run(self, at: int) -> int:
        """The end of the run of name words, small words inside included."""
        stop = at + 1
        while stop < len(self.tokens):
            if self.flags[stop]:
                stop += 1
                continue
            width = self._small_words(stop)
            if not width:
                break
            stop += width
        return stop

    def _small_words(self, at: int) -> int:
        """How many small words at `at` can stand inside a name: they must lead on to another name word."""
        lowers, inside = self.lowers, _small()
        for width in (1, 2):
            after = at + width
            if after < len(lowers) and self.flags[after]:
                between = lowers[at:after]
                if all(word in inside for word in between) or (between == ["."] and self.initial(at - 1)):
                    return width
                owner = lowers[at - 1] in _OWNERS or not _SAINTS.isdisjoint(lowers[max(0, at - 3) : at - 1])
                if between[0] in {"'s", "’s"} and owner and width == 1:
                    return width
        return 0

    def _cut(self, at: int, stop: int) -> None:
        """Cut a run into titles, known names and other names."""
        while at < stop:
            if not self.flags[at] or (is_honorific(self.lowers[at]) and at + 1 < stop) or self._modifies(at, stop):
                at += 1
            elif self._is_office(at, stop):
                at = max(at + 1, min(self.offices[at], stop))
            else:
                at = self._name(at, stop)

    def _modifies(self, at: int, stop: int) -> bool:
        """Whether the word only belongs to an office further on: "Senior" in "Senior Danish diplomat"."""
        if self.lowers[at] not in office_modifiers() or at + 1 >= stop:
            return False
        entry = self.known(self.tokens[at + 1].text)
        return entry is not None and entry.kind == "demonym"

    def _is_office(self, at: int, stop: int) -> bool:
        end = self.offices.get(at)
        if end is None or (self.longest_known(at, stop)[0] > at + 1 and not self.lowers[at].endswith(".")):
            return False
        piece = self._piece(at, stop)
        return not (piece > end and self.body(at, piece)) and not self.body(at, min(stop, end + 1))

    def _name(self, at: int, stop: int) -> int:
        """Add the name that begins at `at`; where the next thing begins."""
        end = self._piece(at, stop)
        known_end, entry = self.longest_known(at, stop)
        if self._hyphened(at) and not self.body(at, end):
            return at + 1
        if entry is not None and (known_end >= end or self._stands_alone(at, known_end, end, entry)):
            self._add_known(at, known_end, entry)
            return known_end
        self._add_new(at, end, entry)
        return end

    def _piece(self, at: int, stop: int) -> int:
        """Where a name that begins at `at` must end: before an office, and at small words that don't join."""
        i = at + 1
        while i < stop:
            if not self.flags[i]:
                width = self._small_words(i)
                if not self._joins(at, i, i + width):
                    return i
                i += width
            elif self._breaks(i, stop):
                return i
            else:
                i += 1
        return stop

    def _breaks(self, i: int, stop: int) -> bool:
        """What ends a name in mid-run: an office, a title, a department's end, a nationality after a body's noun."""
        if i in self.offices and not self._office_in_body(i, stop):
            # "Dean" in "Ove Dean" is a surname: at the end of a run, right behind a given name
            return i + 1 < stop or not self.tokens[i].text[1:].islower() or not is_given_name(self.tokens[i - 1].text)
        if (self.lowers[i].endswith(".") and is_honorific(self.lowers[i])) or self.lowers[i - 1] == "affairs":
            return True
        if self.lowers[i - 2 : i - 1] == ["of"] and stop - i > 1 and acronym(self.sentence, i - 1):
            return not self.body(i - 1, stop)
        if self.lowers[i - 2 : i - 1] == ["the"] and self.lowers[i - 1] in words("organisation", "short"):
            return stop - i > 1 and not self.body(i - 1, stop)  # "the chief of the Council Orla Venn"
        entry = self.known(self.tokens[i].text)
        return entry is not None and entry.kind == "demonym" and self.lowers[i - 1] in words("organisation", "common")

    def _office_in_body(self, i: int, stop: int) -> bool:
        """ "Minister" in "Council of Ministers", "General" in "General Motors": an office word inside a body's name."""
        end = self.offices[i]
        if end < stop and self.flags[end]:
            return self.lowers[end] in words("organisation", "heads") and self.lowers[end] not in office_heads()
        return self.lowers[i - 1] in {"of", "for", "'s", "’s"} or self.lowers[i].endswith("s")

    def _joins(self, at: int, i: int, after: int) -> bool:
        """Whether the small words [i, after) hold one name together."""
        between, before = self.lowers[i:after], self.lowers[i - 1]
        if between[0] == "of" and at == i - 1 and self.is_of_office(at):
            return False  # "Minister of Energy of Ostrel"
        if between[0] in _JOINERS:
            return True
        if between[0] == "and":
            return self._joined_body(at, i, after)
        if between[0] in words("function", "particles"):
            return True
        heads = words("organisation", "heads") | words("place", "heads") | words("other", "heads")
        if between[0] == "of" and "for" in self.lowers[at:i] and self.body(at, i):
            return True
        return before in heads or (
            between[0] == "of" and before in {"republic", "kingdom", "states", "house", "people"}
        )

    def _joined_body(self, at: int, i: int, after: int) -> bool:
        """ "Food and Drug Administration" is one name, "Iran and Foreign Ministry" is two."""
        inside_body = any(word in {"of", "for"} for word in self.lowers[at:i]) and self.body(at, i)
        end = after
        while end < len(self.tokens) and self.flags[end]:
            end += 1
        plain = i - at <= 2 and is_common(self.lowers[i - 1]) and self.known(self.tokens[i - 1].text) is None
        ends_as_body = self.lowers[end - 1] in words("organisation", "heads")
        next_plain = is_common(self.lowers[after]) and self.known(self.tokens[after].text) is None
        return (inside_body or (plain and ends_as_body and end - after > 1)) and next_plain

    def _stands_alone(self, at: int, known_end: int, end: int, entry: Known) -> bool:
        """Whether a known name is a name of its own before further name words."""
        if self.body(at, end) or self.headed(at, end, "place") or self.headed(at, end, "other"):
            return known_end - at > 1 and entry.kind == "institution"
        if entry.kind in {"demonym", "country", "institution", "site", "outlet"}:
            return not (is_given_name(self.tokens[at].text) and entry.kind == "country" and known_end == at + 1)
        if entry.kind in {"capital", "region", "city"}:
            return is_given_name(self.tokens[known_end].text) if known_end < len(self.tokens) else True
        return False

    def _add_known(self, first: int, last: int, entry: Known) -> None:
        sure = SURE
        if entry.kind == "town":
            if not self.placed(first, last):
                return self._add_new(first, last, None)
            sure = LIKELY
        elif entry.kind in {"city", "outlet"} and last == first + 1 and not self.tokens[first].text.isupper():
            sure = LIKELY
        return self._add(first, last, TYPES[entry.kind], sure=sure, entry=entry)

    def _add_new(self, first: int, last: int, prefix: Known | None) -> None:
        """Add a name that no gazetteer has whole."""
        while last > first and not self.flags[last - 1]:
            last -= 1
        kind, sure = self.judge(first, last, prefix)
        if kind is not None and not (self.titled and sure == GUESS):
            self._add(first, last, kind, sure=sure)

    def _hyphened(self, at: int) -> bool:
        """Add the names inside a hyphened word ("US-Russian", "Tehran-based"); whether there were any."""
        token = self.tokens[at]
        if (
            "-" not in token.text[1:-1]
            or self.known(token.text) is not None
            or not any(c.isupper() for c in token.text)
        ):
            return False
        start, added = token.start, False
        for piece in token.text.split("-"):
            entry = self.known(piece) if piece[:1].isupper() and len(piece) > 1 else None
            if entry is not None and entry.kind in {"demonym", "country", "capital", "institution"}:
                span = NameSpan(
                    self.sentence.index,
                    at,
                    at + 1,
                    start,
                    start + len(piece),
                    TYPES[entry.kind],
                    SURE,
                    entry,
                    part=True,
                )
                self.found.append(span)
                added = True
            start += len(piece) + 1
        return added

    def _add(self, first: int, last: int, kind: EntityType, *, sure: int, entry: Known | None = None) -> None:
        if not is_name(self.tokens, first, last):
            return
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        self.found.append(NameSpan(self.sentence.index, first, last, start, end, kind, sure, entry))
