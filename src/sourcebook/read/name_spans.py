"""Finds proper names and their types by capitals, gazetteers, offices and heads of names.

This is the place that a trained tagger takes: whatever gives `NameSpan`s can stand here.
"""

from __future__ import annotations

from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads, office_modifiers
from sourcebook.lexicon.places import subdivision
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.name_span import GUESS, LIKELY, SURE, NameSpan, settle
from sourcebook.read.name_words import Kind, Known, Words, name_words, names_town, words_of

_TYPES: dict[Kind, EntityType] = {
    "demonym": "group",
    "country": "place",
    "capital": "place",
    "city": "place",
    "town": "place",
    "region": "place",
    "institution": "organisation",
    "site": "place",
    "outlet": "organisation",
}
_MAX_KNOWN_WORDS = 8
_JOINERS = frozenset({"&", "/", ".", "'s", "’s"})
_OWNERS = frozenset({"people", "men", "women", "children", "workers", "king", "queen", "veterans"})
_APPOSED = frozenset({",", "(", "who"})


def find_spans(document: Document, report_words: Words | None = None) -> list[NameSpan]:
    """Every proper name of the report, in page order, none overlapping; titles and articles stay outside."""
    report_words = report_words or words_of(document)
    found: list[NameSpan] = []
    for sentence in document.sentences:
        found.extend(_Scan(sentence, report_words).spans())
    return settle(document.text, found)


class _Scan:
    """One sentence's names, cut out of its runs of capitalised words."""

    def __init__(self, sentence: Sentence, report_words: Words) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lowers = [token.lower for token in sentence.tokens]
        self.known = report_words.known
        self.flags = name_words(sentence, report_words)
        self.titled = report_words.titled[sentence.index]
        self.found: list[NameSpan] = []
        self.offices: dict[int, int] = {}
        if any(self.flags):
            for first, last in report_words.offices(sentence):
                for i in range(first, last):
                    self.offices[i] = last

    def spans(self) -> list[NameSpan]:
        at = 0
        while at < len(self.tokens):
            if not self.flags[at]:
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
        lowers, inside = self.lowers, words("function", "inside") | words("function", "particles")
        for width in (1, 2):
            after = at + width
            if after < len(lowers) and self.flags[after]:
                between = lowers[at:after]
                if all(word in inside for word in between) or (between == ["."] and self._initial(at - 1)):
                    return width
                if between[0] in {"'s", "’s"} and lowers[at - 1] in _OWNERS and width == 1:
                    return width
        return 0

    def _initial(self, at: int) -> bool:
        return len(self.tokens[at].text) == 1 and self.tokens[at].text.isupper() and self.tokens[at].text != "I"

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
        if end is None or (self._known(at, stop)[0] > at + 1 and not self.lowers[at].endswith(".")):
            return False
        piece = self._piece(at, stop)
        return not (piece > end and self._body(at, piece)) and not self._body(at, min(stop, end + 1))

    def _name(self, at: int, stop: int) -> int:
        """Add the name that begins at `at`; where the next thing begins."""
        end = self._piece(at, stop)
        known_end, entry = self._known(at, stop)
        if self._hyphened(at) and not self._body(at, end):
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
        if between[0] == "of" and at == i - 1 and self._is_of_office(at):
            return False  # "Minister of Energy of Ostrel"
        if between[0] in _JOINERS:
            return True
        if between[0] == "and":
            return self._joined_body(at, i, after)
        if between[0] in words("function", "particles"):
            return True
        heads = words("organisation", "heads") | words("place", "heads") | words("other", "heads")
        if between[0] == "of" and "for" in self.lowers[at:i] and self._body(at, i):
            return True
        return before in heads or (
            between[0] == "of" and before in {"republic", "kingdom", "states", "house", "people"}
        )

    def _is_of_office(self, at: int) -> bool:
        """Whether "minister of", "mayor of" or the like stands before the word."""
        return at > 1 and self.lowers[at - 1] == "of" and self.offices.get(at - 2) == at - 1

    def _joined_body(self, at: int, i: int, after: int) -> bool:
        """ "Food and Drug Administration" is one name, "Iran and Foreign Ministry" is two."""
        inside_body = any(word in {"of", "for"} for word in self.lowers[at:i]) and self._body(at, i)
        end = after
        while end < len(self.tokens) and self.flags[end]:
            end += 1
        plain = i - at <= 2 and is_common(self.lowers[i - 1]) and self.known(self.tokens[i - 1].text) is None
        ends_as_body = self.lowers[end - 1] in words("organisation", "heads")
        next_plain = is_common(self.lowers[after]) and self.known(self.tokens[after].text) is None
        return (inside_body or (plain and ends_as_body and end - after > 1)) and next_plain

    def _known(self, at: int, stop: int) -> tuple[int, Known | None]:
        """The longest name from `at` that a gazetteer knows, up to two words beyond the run ("Washington, D.C.")."""
        text, tokens = self.sentence, self.tokens
        limit = min(len(tokens), stop, at + _MAX_KNOWN_WORDS)
        for end in range(limit, at, -1):
            if not self.flags[end - 1]:
                continue
            written = self._text(at, end)
            entry = self.known(written)
            if entry is None and written.isupper() and len(written) > 3:
                entry = self.known(written.title())
            if entry is not None and not (text.tokens[at].lower == "us" and written == "Us"):
                return end, entry
        return at, None

    def _text(self, first: int, last: int) -> str:
        base = self.tokens[first].start
        if last == first + 1:
            return self.tokens[first].text
        pieces = [self.tokens[first].text]
        for one, two in zip(self.tokens[first:last], self.tokens[first + 1 : last], strict=False):
            pieces.append((" " if two.start > one.end else "") + two.text)
        return "".join(pieces) if base >= 0 else ""

    def _stands_alone(self, at: int, known_end: int, end: int, entry: Known) -> bool:
        """Whether a known name is a name of its own before further name words."""
        if self._body(at, end) or self._headed(at, end, "place") or self._headed(at, end, "other"):
            return known_end - at > 1 and entry.kind == "institution"
        if entry.kind in {"demonym", "country", "institution", "site", "outlet"}:
            return not (is_given_name(self.tokens[at].text) and entry.kind == "country" and known_end == at + 1)
        if entry.kind in {"capital", "region", "city"}:
            return is_given_name(self.tokens[known_end].text) if known_end < len(self.tokens) else True
        return False

    def _body(self, first: int, last: int) -> bool:
        """Whether [first, last) is a body's name by its head, which is its last word or stands before "of"."""
        if last - first < 2:
            return False
        heads, weak = words("organisation", "heads"), words("organisation", "weak")
        if self.lowers[last - 1] in heads and not (self.lowers[last - 1] in weak and last - first > 3):
            return True
        return any(
            self.lowers[i] in heads and self.lowers[i] not in weak and self.lowers[i + 1] in {"of", "for", "on"}
            for i in range(first, last - 1)
        )

    def _headed(self, first: int, last: int, group: str) -> bool:
        heads = words(group, "heads")
        if last - first < 2:
            return False
        if self.lowers[last - 1] in heads:
            return True
        return any(self.lowers[i] in heads and self.lowers[i + 1] == "of" for i in range(first, last - 1))

    def _add_known(self, first: int, last: int, entry: Known) -> None:
        sure = SURE
        if entry.kind == "town":
            if not self._placed(first, last):
                return self._add_new(first, last, None)
            sure = LIKELY
        elif entry.kind in {"city", "outlet"} and last == first + 1 and not self.tokens[first].text.isupper():
            sure = LIKELY
        return self._add(first, last, _TYPES[entry.kind], sure=sure, entry=entry)

    def _add_new(self, first: int, last: int, prefix: Known | None) -> None:
        """Add a name that no gazetteer has whole."""
        while last > first and not self.flags[last - 1]:
            last -= 1
        kind, sure = self._judge(first, last, prefix)
        if kind is not None and not (self.titled and sure == GUESS):
            self._add(first, last, kind, sure=sure)

    def _judge(self, first: int, last: int, prefix: Known | None) -> tuple[EntityType | None, int]:
        single = last - first == 1
        if self._body(first, last):
            return "organisation", SURE
        if self._headed(first, last, "other"):
            return "other", SURE
        if self._headed(first, last, "place") or (not single and self.lowers[first] in words("place", "before")):
            return "place", LIKELY
        if self._titled_person(first):
            return "person", SURE
        return self._judge_single(first) if single else self._judge_long(first, last, prefix)

    def _judge_long(self, first: int, last: int, prefix: Known | None) -> tuple[EntityType | None, int]:
        if is_given_name(self.tokens[first].text) or self._initial(first):
            return "person", SURE
        common = sum(is_common(lower) for lower in self.lowers[first:last])
        the = bool(first) and self.lowers[first - 1] == "the"
        if self._after_is_person(last) and not the:
            return "person", LIKELY
        if the:
            return ("other" if common == last - first else "organisation"), GUESS
        if prefix is not None and prefix.kind in {"city", "capital", "region"}:
            return "organisation", GUESS
        if common == last - first:
            return "other", GUESS
        return ("person" if last - first <= 4 else "other"), GUESS if common else LIKELY

    def _judge_single(self, at: int) -> tuple[EntityType | None, int]:
        text, lower = self.tokens[at].text, self.lowers[at]
        if lower in words("organisation", "heads") or lower in words("other", "heads") or lower in office_heads():
            return None, GUESS
        if text.isupper() and 2 <= len(text.replace(".", "")) <= 6 and not self.titled:
            return ("organisation", LIKELY) if not self._initial(at) else (None, GUESS)
        if (self._is_of_office(at) and not is_common(lower)) or (text[1:].islower() and names_town(self.lowers, at)):
            return "place", LIKELY
        if self._after_is_person(at + 1):
            return "person", LIKELY
        if (
            any(c.isupper() for c in text[1:])
            and "-" not in text
            and not text.startswith(("Mc", "Mac", "O’", "O'", "De"))
        ):
            return ("other" if text.endswith("s") and text[:-1].isupper() else "organisation"), GUESS
        if is_given_name(text):
            return "person", GUESS
        if self._placed(at, at + 1) or (not is_common(lower) and subdivision(text) is not None):
            return "place", LIKELY if self._lies_in(at) else GUESS
        acts = at + 1 < len(self.tokens) and self.tokens[at + 1].tag in {"VBD", "VBZ", "MD", "POS"}
        return ("other" if is_common(lower) and not acts else "person"), GUESS

    def _lies_in(self, at: int) -> bool:
        """Whether something is "in X", which is said of places; "trust in X" and "in X's view" are not."""
        if at < 1 or self.lowers[at - 1] != "in" or is_common(self.lowers[at]):
            return False
        owns = at + 1 < len(self.tokens) and self.tokens[at + 1].tag == "POS"
        return not owns and (at < 2 or self.lowers[at - 2] not in words("place", "not-in"))

    def _placed(self, first: int, last: int) -> bool:
        """Whether the words around show a place: "in X", "X, Country"."""
        if first and self.lowers[first - 1] in words("place", "prepositions"):
            return True
        if last + 1 < len(self.tokens) and self.tokens[last].text == ",":
            after = self._known(last + 1, len(self.tokens))[1]
            return after is not None and after.kind in {"country", "region"}
        return bool(first) and self.lowers[first - 1] in {"at", "from", "to"} and not is_common(self.lowers[first])

    def _titled_person(self, first: int) -> bool:
        """Whether a title stands right before: "Mr", "President", "diplomat"."""
        if not first:
            return False
        before = self.lowers[first - 1]
        if is_honorific(before) and not (
            before in {"son", "father", "mother"} and self.tokens[first - 1].text != before
        ):
            return True
        return self.offices.get(first - 1) == first

    def _after_is_person(self, last: int) -> bool:
        """Whether what follows is said of persons: "said", ", 54,", ", the minister"."""
        if last >= len(self.tokens):
            return False
        if self.lowers[last] in words("person", "said") or self.lowers[last] == "who":
            return True
        if self.tokens[last].text not in _APPOSED:
            return False
        after = self.tokens[last + 1 : last + 9]
        if after and after[0].text.isdigit() and len(after[0].text) <= 2:
            return True
        for i, token in enumerate(after, last + 1):
            if i in self.offices:
                return True
            if token.text in {",", ")", "."} or token.tag in {"VBD", "VBZ", "WP"}:
                return False
        return False

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
                    _TYPES[entry.kind],
                    SURE,
                    entry,
                    part=True,
                )
                self.found.append(span)
                added = True
            start += len(piece) + 1
        return added

    def _add(self, first: int, last: int, kind: EntityType, *, sure: int, entry: Known | None = None) -> None:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        self.found.append(NameSpan(self.sentence.index, first, last, start, end, kind, sure, entry))
