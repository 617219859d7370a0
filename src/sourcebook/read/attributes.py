"""What stands around a name: the office that it is given, the country that it belongs to, what it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.lexicon.names import Gender, honorific_gender, is_honorific
from sourcebook.lexicon.offices import office
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import NameSpan
from sourcebook.read.name_words import Known, Words
from sourcebook.read.owners import begins_clause, country_inside, is_aside, is_part, is_sent_to, is_topic, leads
from sourcebook.read.roles import cleaned

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_PARTY_STATE = re.compile(r"[RDI]-[A-Z]")
_COPULAS = frozenset({"is", "was", "became", "remains"})
_PHRASE_TAGS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS", "POS", "CD", "JJS", "HYPH", "PRP$", "VBN", "RB", "FW"})
_TITLES_AT_MOST = 12
_VOICES = 3  # rank of offices that speak for others, which outlets have too
_PORTFOLIO = 6  # words that a minister is minister of, "of the" included


@dataclass(slots=True)
class About:
    """What the words around one mention say.

    `owner` is a person whose country is meant ("Mr Orr's envoy"). `counterpart`: the office is that of the person
    named before ("his Ostrelian counterpart").
    """

    role: str | None = None
    country: str | None = None
    gender: Gender | None = None
    owner: str | None = None
    counterpart: bool = False


class Surroundings:
    """The names and offices of one sentence by token, to look around a name."""

    def __init__(self, document: Document, sentence: Sentence, spans: Sequence[NameSpan], report_words: Words) -> None:
        self.known = report_words.known
        self.text = document.text
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.spans = list(spans)
        self.at = {i: span for span in spans for i in range(span.first, span.last)}
        self.offices = report_words.offices(sentence)
        self.office_ending = {last: (first, last) for first, last in self.offices}
        self.office_at = {i: (first, last) for first, last in self.offices for i in range(first, last)}

    def about(self, span: NameSpan) -> About:
        """What the sentence says of the name at `span`."""
        if span.type == "person":
            return self._person(span)
        about = About()
        if span.type in {"organisation", "group"} and (span.known is None or span.known.kind != "demonym"):
            about.country = self.country_before(span.first) or self._country_inside(span)
        return about

    def _person(self, span: NameSpan) -> About:
        about = About(gender=self._gender(span))
        title = self._title_before(span)
        if title is not None:
            title = self.office_ending.get(title[0], title)  # "Defence Minister General Venn"
            self._read_office(title, about, span.first)
        after = self._title_after(span) if about.role is None else None
        if after is not None:
            self._read_office(after, about, None)
        if about.country is None:
            about.country = self._country_after(span)
        if about.country is None and about.role is None:
            about.country = self.country_before(span.first)
        return about

    def _gender(self, span: NameSpan) -> Gender | None:
        for i in range(span.first - 1, max(-1, span.first - 3), -1):
            if gender := honorific_gender(self.tokens[i].lower):
                return gender
            if not is_honorific(self.tokens[i].lower) and self.tokens[i].text != ",":
                return None
        return None

    # The office in front -------------------------------------------------------------------------------------------

    def _title_before(self, span: NameSpan) -> tuple[int, int] | None:
        at = span.first
        while at > 0 and self._addresses(at - 1) and at not in self.office_ending:
            at -= 1
        if 0 < at < span.first and self.tokens[at - 1].tag == "PRP$":
            at -= 1  # "the President, Her Excellency Orla Venn"
        if at in self.office_ending:
            return self.office_ending[at]
        if at > 0 and self.tokens[at - 1].text == "," and at - 1 in self.office_ending and self._closes(span.last):
            office = self.office_ending[at - 1]
            its = self._definite(office[0]) and not begins_clause(self.tokens, self.at, office[0], span.last)
            return office if its and not is_aside(self.tokens, span.first, span.last) else None
        if at > 1 and self.tokens[at - 1].text == "," and self._closes(span.last):
            office_of = self._body_title(at - 1) or self._portfolio(at - 1)
            return office_of if office_of is not None and self._definite(office_of[0]) else None
        return self._shared_title(at) or self._body_title(at) or self._portfolio(at)

    def _addresses(self, at: int) -> bool:
        """Whether the token is a form of address, or the dot of one: "Hon.", "Mr"."""
        if self.tokens[at].text == "." and at:
            at -= 1
        return is_honorific(self.tokens[at].lower)

    def _closes(self, last: int) -> bool:
        return last >= len(self.tokens) or not self.tokens[last].text[0].isalpha() or self.tokens[last].tag[0] in "VM"

    def _definite(self, first: int) -> bool:
        """Whether the phrase before an office points at its one holder: "the", "its", "Vardania's", "Vardanian"."""
        before = self.tokens[first - 1] if first else None
        return before is not None and (before.lower == "the" or before.tag in {"PRP$", "POS"} or first - 1 in self.at)

    def _shared_title(self, at: int) -> tuple[int, int] | None:
        """ "Presidents A and B": the second name shares the plural office of the first."""
        if at < 2 or self.tokens[at - 1].lower not in {"and", ","} or at - 2 not in self.at:
            return None
        first = self.at[at - 2].first
        if self._country_of(at - 2) and first > 1 and self.tokens[first - 1].lower == "of" and first - 2 in self.at:
            first = self.at[first - 2].first
        office = self.office_ending.get(first)
        return office if office is not None and self.tokens[office[1] - 1].lower.endswith("s") else None

    def _body_title(self, at: int) -> tuple[int, int] | None:
        """ "The head of the Harbour Fund (HF) X": the office and its body, all in front of the name."""
        if at > 2 and self.tokens[at - 1].text == ")":
            at -= 3
        body = self.at.get(at - 1)
        if body is None or body.last != at or body.type not in {"organisation", "place", "group"}:
            return None
        first = body.first
        while first > 0 and self.tokens[first - 1].lower in {"the", "of", "for", "at", "to"}:
            first -= 1
        if (
            first > 1
            and first < body.first
            and self.tokens[first - 2].lower == "of"
            and self.tokens[first - 1].text[0].isupper()
        ):
            first = first if first in self.office_ending else first - 2  # "Minister of Energy of Ostrel"
        return self.office_ending.get(first) if first < body.first else None

    def _portfolio(self, at: int) -> tuple[int, int] | None:
        """ "The Minister of the Interior X", "the minister for trade and energy, X": an office with what it is over."""
        first = at
        while first > 0 and at - first < _PORTFOLIO and first - 1 not in self.at:
            token = self.tokens[first - 1]
            if token.lower in {"of", "for"} and first < at:
                return self.office_ending.get(first - 1)
            if token.tag not in _PHRASE_TAGS and token.lower != "the" and token.tag != "CC":
                return None
            first -= 1
        return None

    # The office behind ---------------------------------------------------------------------------------------------

    def _title_after(self, span: NameSpan) -> tuple[int, int] | None:
        at = span.last
        if at < len(self.tokens) and self.tokens[at].text == "(":
            while at < len(self.tokens) and self.tokens[at].text != ")" and at < span.last + 6:
                at += 1
            at += 1
        opener = self.tokens[at] if at + 1 < len(self.tokens) else None
        if opener is None or (opener.text not in {",", "–", "—", "-", "("} and opener.lower not in _COPULAS):
            return None
        found = self._office_from(at + 1)
        return None if found and opener.text == "," and leads(self.tokens, at + 1, found[1]) else found

    def _office_from(self, at: int) -> tuple[int, int] | None:
        if self.tokens[at].text.isdigit() and at + 2 < len(self.tokens) and self.tokens[at + 1].text == ",":
            at += 2
        if self.tokens[at].lower in {"the", "a", "an", "who"}:
            at += 2 if self.tokens[at].lower == "who" else 1
        end = min(len(self.tokens), at + _TITLES_AT_MOST)
        while at < end:
            office = self.office_at.get(at)
            if office is not None:
                plural = self.tokens[office[1] - 1].tag in {"NNS", "NNPS"}
                return None if plural or self._belongs_further(office[1]) else office
            token = self.tokens[at]
            if token.tag not in _PHRASE_TAGS and token.lower not in {"of", "the"}:
                return None
            at += 1
        return None

    def _belongs_further(self, last: int) -> bool:
        """Whether an office is somebody else's: followed by a name, or the owner of what follows."""
        person = self.at.get(last)
        owner = last < len(self.tokens) and self.tokens[last].tag == "POS"
        return owner or (person is not None and person.type == "person")

    # What the office phrase holds ----------------------------------------------------------------------------------

    def _read_office(self, office: tuple[int, int], about: About, until: int | None) -> None:
        first, last = office
        body = self._body_before(first)
        begin = body.first if body is not None else first
        about.role = cleaned(self.text[self.tokens[begin].start : self.tokens[last - 1].end])
        about.country, about.owner = self._owner_before(first, last)
        if body is not None and about.country is None:
            about.country = self._country_of_body(body)
        self._read_of(last, about, until)
        if about.country is None and about.owner is None and body is None:
            about.country = self._side_before(first)
        noun = self.tokens[last - 1].lower
        about.gender = about.gender or honorific_gender(noun)
        about.counterpart = noun == "counterpart"
        if about.counterpart or noun in words("person", "relations"):
            about.role = None

    def _body_before(self, first: int) -> NameSpan | None:
        """The body whose office it is: "State Department spokeswoman"."""
        for span in (self.at.get(first - 1), self.at.get(first)):
            if span is not None and span.type == "organisation" and span.first < first + 1:
                return span if span.known is None or span.known.kind != "outlet" or not self._of_state(first) else None
        return None

    def _of_state(self, first: int) -> bool:
        """Whether the office at `first` is one that states have: an outlet before it is who writes so."""
        held = office(" ".join(token.lower for token in self.tokens[first : self.office_at[first][1]]))
        return held is not None and held.sector in {"GOV", "LEG", "MIL", "JUD"} and held.rank < _VOICES

    def _read_of(self, last: int, about: About, until: int | None) -> None:
        """ "head of the Harbour Fund", "president of Ostrel"; an ambassador *to* a state is not of it."""
        at = last
        if at >= len(self.tokens) or self.tokens[at].lower not in {"of", "for", "at", "from"}:
            return
        joint = self.tokens[at].lower
        at += 1
        while at < len(self.tokens) and self.tokens[at].lower in {"the", "its", "a"}:
            at += 1
        at = self._read_department(at, about, until)
        span = self.at.get(at)
        if span is None or (until is not None and span.first >= until):
            return
        state = self._country_of(at)
        if span.type == "organisation" and about.role is not None:
            about.role = f"{about.role} {joint} {self.text[self.tokens[last + 1].start : span.end]}"
            about.country = about.country or self._country_of_body(span)
        elif state is not None and joint in {"of", "from", "for"}:
            about.country = about.country or (None if self._is_about(span, last) else state)
        elif span.type == "person" and about.owner is None:
            about.owner = self.text[span.start : span.end]

    def _read_department(self, at: int, about: About, until: int | None) -> int:
        """Past "Energy of" in "Minister of Energy of Ostrel", which belongs to the office."""
        end, stop = at, len(self.tokens) if until is None else until
        while end < stop and end not in self.at and self.tokens[end].text[0].isupper():
            end += 1
        if end == at or about.role is None or self.tokens[at - 1].lower != "of":
            return at
        about.role = f"{about.role} of {self.text[self.tokens[at].start : self.tokens[end - 1].end]}"
        return end + 1 if end + 1 < stop and self.tokens[end].lower in {"of", "for"} else end

    def _country_of_body(self, body: NameSpan) -> str | None:
        """The country that who holds a body's office is of; a paper's reporters may be anybody's."""
        if body.known is not None:
            return body.known.country if body.known.kind != "outlet" else None
        about = self.tokens[body.last - 1].lower in words("organisation", "desks")
        return None if about else self._country_inside(body)

    def _is_about(self, span: NameSpan, last: int) -> bool:
        return is_sent_to(self.tokens, last) or is_part(self.tokens, span, self.at.get(span.last + 1))

    def _owner_before(self, at: int, last: int) -> tuple[str | None, str | None]:
        """The country, or the person, named before an office: "Ostrel's", "the US", "Mr Orr's"."""
        i = at - 1
        while i >= 0 and i >= at - 8:
            token = self.tokens[i]
            span = self.at.get(i)
            if span is not None and (country := self._country_of(i)):
                return None if is_topic(self.tokens, span, at, last) else country, None
            if span is not None and span.type == "person" and token.tag != "POS":
                owned = i + 1 < len(self.tokens) and self.tokens[i + 1].lower in _POSSESSIVE
                return None, self.text[span.start : span.end] if owned else None
            if token.tag not in _PHRASE_TAGS or token.tag in {"PRP$", "CD"}:
                break
            i = (span.first if span is not None else i) - 1
        return None, None

    def _side_before(self, first: int) -> str | None:
        """The state whose side the sentence tells of: "Ostrel's team is led by the minister X", "its envoy, Y".

        Led by the office's holder: "Ostreli officials told the minister X" leaves open whose he is.
        """
        its = first > 0 and self.tokens[first - 1].lower in {"its", "their"}
        for i in range(first - 1, -1, -1):
            country = self._country_of(i)
            if country is None:
                continue
            after = {token.lower for token in self.tokens[i + 1 : i + 3]}
            near = {token.lower for token in (*self.tokens[max(0, i - 3) : i], *self.tokens[i + 2 : first])}
            leads = bool(near & words("metonym", "leads") and words("metonym", "sides") & after)
            return country if its or leads or ("side" in after and "spokes" in self.tokens[first].lower) else None
        return None

    def country_before(self, at: int) -> str | None:
        """The country of a possessive or nationality right before token `at`: "Ostrel's Ana Marić"."""
        i = at - 1
        if i >= 0 and self.tokens[i].lower in _POSSESSIVE:
            i -= 1
        elif i >= 0 and (span := self.at.get(i)) is not None and not _is_nationality(span) and span.type == "place":
            return None
        return self._country_of(i)

    def _country_of(self, i: int) -> str | None:
        """The country that a country's name or a nationality at the token names; not that of a city."""
        span = self.at.get(i)
        if span is None or span.known is None or span.known.kind not in {"country", "demonym"}:
            return None
        return span.known.country

    def _country_inside(self, span: NameSpan) -> str | None:
        return country_inside(self.text[span.start : span.end], self.known)

    def _country_after(self, span: NameSpan) -> str | None:
        """ "X of Ostrel", "X (Ostrel)" and "X, R-Ohio"."""
        at = span.last
        if at + 1 < len(self.tokens) and _PARTY_STATE.match(self.tokens[at + 1].text):
            return "United States"
        if at + 1 < len(self.tokens) and (self.tokens[at].lower == "of" or self.tokens[at].text == "("):
            return self._country_of(at + 1)
        return None

    # Metonyms ------------------------------------------------------------------------------------------------------

    def acts(self, span: NameSpan) -> bool:
        """Whether a capital is spoken of as a government here: it says or does something, or is dealt with."""
        before = self.tokens[span.first - 1] if span.first else None
        after = self.tokens[span.last] if span.last < len(self.tokens) else None
        if span.part:
            return "-based" not in self.tokens[span.first].lower
        if after is not None and after.lower in _POSSESSIVE:
            owned = self.tokens[span.last + 1].lower if span.last + 1 < len(self.tokens) else ""
            return owned not in words("metonym", "place_nouns") and not self._is_in_place(before, span.first)
        if after is not None and (after.text == "," and span.last + 1 in self.at and self._is_place(span.last + 1)):
            return False
        if self._is_in_place(before, span.first):
            return False
        return self._subject(after, span) or self._dealt_with(span.first)

    def _is_place(self, i: int) -> bool:
        known: Known | None = self.at[i].known
        return known is not None and known.kind in {"country", "region"}

    def _is_in_place(self, before: Token | None, first: int) -> bool:
        if before is None:
            return False
        if before.lower in words("place", "prepositions") or before.lower == "at":
            return True
        if before.lower in words("place", "either"):
            return any(t.lower in words("metonym", "motion") for t in self.tokens[max(0, first - 5) : first - 1])
        return False

    def _subject(self, after: Token | None, span: NameSpan) -> bool:
        if after is None:
            return False
        i = span.last
        while i < len(self.tokens) and self.tokens[i].tag in {"RB", "MD"}:
            i += 1
        if i < len(self.tokens) and self.tokens[i].tag in {"VBD", "VBZ", "VBP", "VB"}:
            return not (span.first and self.tokens[span.first - 1].tag in {"IN", "TO"})
        if after.lower not in {"and", "or"}:
            return False
        second = self.at.get(span.last + 1 + (i + 1 < len(self.tokens) and self.tokens[i + 1].lower == "the"))
        return second is not None and self._acts_with(second)

    def _acts_with(self, other: NameSpan) -> bool:
        """ "A and B agreed": the second of the pair is a subject, or a state, or a body that does something."""
        after = self.tokens[other.last] if other.last < len(self.tokens) else None
        if other.known is None or other.known.kind not in {"capital", "country"}:
            verb = after is not None and after.tag in {"VBD", "VBZ", "VBP", "MD"}
            return verb and other.type == "organisation"
        return after is None or after.tag in {"VBD", "VBZ", "VBP", "MD", "TO", "IN", "."} or after.text in {",", "."}

    def _dealt_with(self, first: int) -> bool:
        """ "between A and B", "with A", "pressure on A", "handing A the right"."""
        i = first - 1
        if i >= 1 and self.tokens[i].lower in {"and", "or", ","} and i - 1 in self.at:
            i = self.at[i - 1].first - 1
        while i >= 0 and self.tokens[i].lower in {"both", "either", "the"}:
            i -= 1
        before = self.tokens[i] if i >= 0 else None
        if before is None:
            return False
        if before.lower in {"between", "with", "against", "by", "on", "to", "of", "for", "from", "that"}:
            return True
        return before.tag in {"VB", "VBD", "VBG", "VBZ", "VBN"} and before.lower not in words("metonym", "motion")


def _is_nationality(span: NameSpan) -> bool:
    return span.known is not None and span.known.kind == "demonym"
