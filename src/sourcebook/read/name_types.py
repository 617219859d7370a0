"""What a run of name words names, by its head, the words around it and the lexicon."""

from __future__ import annotations

from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.lexicon.places import subdivision
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Sentence
from sourcebook.read.entity_words import is_common, table, words
from sourcebook.read.name_span import GUESS, LIKELY, SURE
from sourcebook.read.name_words import Known, Words, name_words, names_town

_MAX_KNOWN_WORDS = 8
_APPOSED = frozenset({",", "(", "who"})

_ACRONYM = 5
_OVER = 5  # words between an office's "of" and its holder's name


def acronym(sentence: Sentence, at: int) -> bool:
    """Whether the word is capitals alone, and the next one isn't: "the head of NPS Orla Venn"."""
    text = sentence.tokens[at].text
    after = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    return text.isalpha() and text.isupper() and 2 <= len(text) <= _ACRONYM and not after.isupper()


class NameTypes:
    """A sentence's words, and what names among them would be."""

    def __init__(self, sentence: Sentence, report_words: Words) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lowers = [token.lower for token in sentence.tokens]
        self.known = report_words.known
        self.flags = name_words(sentence, report_words)
        self.titled = report_words.titled[sentence.index]
        self.offices: dict[int, int] = {}
        if any(self.flags):
            for first, last in report_words.offices(sentence):
                for i in range(first, last):
                    self.offices[i] = last

    def initial(self, at: int) -> bool:
        """Whether the word is one capital letter."""
        return len(self.tokens[at].text) == 1 and self.tokens[at].text.isupper() and self.tokens[at].text != "I"

    def is_of_office(self, at: int) -> bool:
        """Whether "minister of", "mayor of" or the like stands before the word."""
        return at > 1 and self.lowers[at - 1] == "of" and self.offices.get(at - 2) == at - 1

    def longest_known(self, at: int, stop: int) -> tuple[int, Known | None]:
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

    def body(self, first: int, last: int) -> bool:
        """Whether [first, last) is a body's name by its head, which is its last word or stands before "of"."""
        if last - first < 2:
            return False
        if self.lowers[first] in words("organisation", "first") or self._of_place(first, last):
            return True
        heads, weak = words("organisation", "heads"), words("organisation", "weak")
        if self.lowers[last - 1] in heads and not (self.lowers[last - 1] in weak and last - first > 3):
            return True
        return any(
            self.lowers[i] in heads and self.lowers[i] not in weak and self.lowers[i + 1] in {"of", "for", "on"}
            for i in range(first, last - 1)
        )

    def _of_place(self, first: int, last: int) -> bool:
        """Whether [first, last) is a noun that bodies begin with and a place: "Air Lima", "Radio Lima"."""
        if self.titled or self.lowers[first] not in words("organisation", "of_place"):
            return False
        entry = self.known(self._text(first + 1, last))
        return entry is not None and entry.kind in {"country", "capital", "city", "town", "region"}

    def headed(self, first: int, last: int, group: str) -> bool:
        """Whether [first, last) ends in one of the group's head words, or has one before "of"."""
        heads = words(group, "heads")
        if last - first < 2:
            return False
        if self.lowers[last - 1] in heads:
            return True
        return any(self.lowers[i] in heads and self.lowers[i + 1] == "of" for i in range(first, last - 1))

    def judge(self, first: int, last: int, prefix: Known | None) -> tuple[EntityType | None, int]:
        """The type of a name that no gazetteer has whole, and how sure that is; `prefix` is what it begins with."""
        single = last - first == 1
        if single and self._is_short_form(first):
            return "organisation", SURE
        if single and self._is_portfolio(first):
            return None, GUESS
        if self.body(first, last):
            return "organisation", SURE
        if self.headed(first, last, "other"):
            return "other", SURE
        if self._apposed_speaker(first, last):
            return "person", SURE
        if self.headed(first, last, "place") or (not single and self.lowers[first] in words("place", "before")):
            return "place", LIKELY
        if self._titled_person(first):
            return "person", SURE
        return self._judge_single(first) if single else self._judge_long(first, last, prefix)

    def _judge_long(self, first: int, last: int, prefix: Known | None) -> tuple[EntityType | None, int]:
        if is_given_name(self.tokens[first].text) or self.initial(first):
            return "person", SURE
        common = sum(is_common(lower) for lower in self.lowers[first:last])
        the = bool(first) and self.lowers[first - 1] == "the"
        if self._after_is_person(last) and not the:
            return "person", LIKELY
        if common == last - first and self._is_body_by_context(first, last):
            return "organisation", GUESS
        if the:
            return ("other" if common == last - first else "organisation"), GUESS
        if prefix is not None and prefix.kind in {"city", "capital", "region"}:
            return "organisation", GUESS
        if common == last - first:
            return "other", GUESS
        return ("person" if last - first <= 4 else "other"), GUESS if common else LIKELY

    def _is_body_by_context(self, first: int, last: int) -> bool:
        """Whether a name of everyday words is a body's: "the opposition Free List", "the Free List said"."""
        if not first or self.titled:
            return False
        before = self.tokens[first - 1]
        if before.text.islower() and before.lower in words("organisation", "common"):
            return True
        said = last < len(self.tokens) and self.lowers[last] in words("person", "said")
        return before.lower == "the" and said

    def _judge_single(self, at: int) -> tuple[EntityType | None, int]:
        text, lower = self.tokens[at].text, self.lowers[at]
        if lower in words("organisation", "heads") or lower in words("other", "heads") or lower in office_heads():
            return None, GUESS
        if text.isupper() and 2 <= len(text.replace(".", "")) <= 6 and not self.titled:
            return ("organisation", LIKELY) if not self.initial(at) else (None, GUESS)
        if (self.is_of_office(at) and not is_common(lower)) or (text[1:].islower() and names_town(self.lowers, at)):
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
        if self.placed(at, at + 1) or (not is_common(lower) and subdivision(text) is not None):
            return "place", LIKELY if self._lies_in(at) else GUESS
        acts = at + 1 < len(self.tokens) and self.tokens[at + 1].tag in {"VBD", "VBZ", "MD", "POS"}
        return ("other" if is_common(lower) and not acts else "person"), GUESS

    def _is_portfolio(self, at: int) -> bool:
        """Whether the word is what a minister is minister of: "the Minister of the Interior"."""
        before = [lower for lower in self.lowers[max(0, at - 3) : at] if lower != "the"][-2:]
        held = len(before) == 2 and before[1] in {"of", "for"} and before[0] in words("organisation", "holders")
        return held and is_common(self.lowers[at])

    def _is_short_form(self, at: int) -> bool:
        """Whether a body's noun stands alone behind "the" with a capital: "the Board said"."""
        if not at or self.titled or self.lowers[at] not in words("organisation", "short"):
            return False
        if self.lowers[at - 1] != "the" or not self.tokens[at].text[1:].islower():
            return False
        return at + 1 >= len(self.tokens) or self.lowers[at + 1] not in {"of", "for", "on"}

    def _lies_in(self, at: int) -> bool:
        """Whether something is "in X", which is said of places; "trust in X" and "in X's view" are not."""
        if at < 1 or self.lowers[at - 1] != "in" or is_common(self.lowers[at]):
            return False
        owns = at + 1 < len(self.tokens) and self.tokens[at + 1].tag == "POS"
        return not owns and (at < 2 or self.lowers[at - 2] not in words("place", "not-in"))

    def placed(self, first: int, last: int) -> bool:
        """Whether the words around show a place: "in X", "X, Country"."""
        if first and self.lowers[first - 1] in words("place", "prepositions"):
            return True
        if last + 1 < len(self.tokens) and self.tokens[last].text == ",":
            after = self.longest_known(last + 1, len(self.tokens))[1]
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
        return self.offices.get(first - 1) == first or self._behind_office(first)

    def _behind_office(self, first: int) -> bool:
        """Whether an office with what it is over stands right before: "the commander of the sector Orla Venn"."""
        at = first - 1
        while at > max(0, first - _OVER) and self.lowers[at] not in {"of", "for"}:
            if self.flags[at] or self.tokens[at].tag[:2] not in {"NN", "JJ", "DT", "CC"}:
                return False
            at -= 1
        return at < first - 1 and self.lowers[at] in {"of", "for"} and at in self.offices.values()

    def _apposed_speaker(self, first: int, last: int) -> bool:
        """Whether an office's holder is named before a verb: "the mayor of Lund, Ove Brandt, told them"."""
        lowers = self.lowers
        if last - first < 2 or first < 2 or last + 1 >= len(lowers) or {lowers[first - 1], lowers[last]} != {","}:
            return False
        if self.tokens[last + 1].tag not in {"VBD", "VBZ"} or self.longest_known(first, last)[1] is not None:
            return False
        start = next((i for i in range(first - 2, -1, -1) if lowers[i] in {",", ";", ":"}), -1)
        before = range(max(start + 1, first - 1 - _OVER), first - 1)
        return any(i in self.offices or lowers[i] in table("reference") for i in before)

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
