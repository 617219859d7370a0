"""Whose words they are: the name behind each utterance's source, carried on where a reader would carry it on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec

from sourcebook.lexicon.names import given_gender, honorific_gender
from sourcebook.lexicon.people import is_person_noun
from sourcebook.model import EntityMention, Span
from sourcebook.read.antecedents import is_subject, said_until
from sourcebook.read.authors import author_of
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import is_common, table, words
from sourcebook.read.papers import behind_paper, paper_of
from sourcebook.read.speech import Utterance, label_before

_PRONOUNS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_PLAIN = 2  # words of a description that says no more than what somebody is: "the lawmaker"
_ANYBODY = frozenset({"official", "spokesman", "spokeswoman", "spokesperson", "leader", "head", "chief", "officer"})
_BODIES = frozenset({
    "company", "firm", "group", "organisation", "organization", "charity", "bank", "airline", "carrier", "manufacturer",
    "maker", "automaker", "carmaker", "retailer", "developer", "operator", "utility", "foundation", "association",
    "institute", "university", "federation", "league", "club", "union", "lobby", "watchdog", "agency", "body",
})  # fmt: skip
_FIRMS = frozenset({"company", "firm", "bank", "airline", "carrier", "manufacturer", "maker", "retailer", "operator"})
_REPORTERS = frozenset({"correspondent", "reporter", "reporters"})
# A heading that gives somebody's words, with the hour before it in a live blog.
_HEADING = re.compile(r"(?:\d{1,2}[:.]\d{2}\S*\s+)?(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}): \S")
_MARKS = frozenset({"“", '"', "‘"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FROM = re.compile(r"\b(?:from|by) (?:[A-Z]\w+ ){0,2}\Z")
_ANOTHER = re.compile(r"\b(?:of|for|about|to|with|against|on|near) (?:[\w’'-]+ ){0,3}\Z")
_OPENERS = re.compile(
    r"(?:(?:[Aa]nd|[Tt]hen|[Nn]ow|[Bb]ut)\s+)?(?:(?:[Hh]ere|[Tt]hat)(?:['’]s| is)|(?:[Oo]ver|[Bb]ack) to|[Ee]nter)\s+"
    r"(?:[\w’'-]+\s+){0,3}"
)
_LEAD = 120  # code points of a sentence that leads up to a quotation
_AND = re.compile(r"(?:,? [^,]{2,30},?| \([^)]*\))? and (?:[\w.’'-]+ ){0,3}")  # between two who speak as one
_TITLES = re.compile(r"(?:[A-Z][\w.]*\s+)*")
_SEVERAL = re.compile(r",|;|&|\band\b")
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

    def nobody(self, span: Span, sentence: Sentence) -> Span | None:
        """The words for somebody unnamed, where the pronoun at `span` means them."""
        ...


class Voice(msgspec.Struct, frozen=True):
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
        self.last_end = 0
        self.spoke: str | None = None  # the person who spoke last
        self.voices: dict[int, Voice] = {}  # by the sentence in which they speak
        self.spoke_paragraph, self.spoke_end = -9, 0
        self.persons = frozenset(m.name for m in cast.mentions if m.type == "person")
        self.bodies = frozenset(m.name for m in cast.mentions if m.type == "organisation" and m.stands_for is None)
        self.begun = frozenset(s.start for s in document.sentences)  # where a sentence begins
        self.titled = frozenset(m.name for m in cast.mentions if m.role is not None)
        self.offices: dict[str | None, set[str]] = {}
        for mention in cast.mentions:
            held = (mention.role or "").casefold().partition(" of ")[0].replace("-", " ").split()
            self.offices.setdefault(mention.name, set()).update(held[-1:] if "vice" not in held else ())
        self.mute = frozenset(m.name for m in cast.mentions if m.type == "other" and _is_mute(m.name)) - self.persons
        self.genders = _genders(document, cast.mentions)

    def voice_of(self, said: Utterance) -> Voice:
        """The voice of the next utterance; call it in text order."""
        voice = self._voice(said)
        if said.quoted:
            voice = self._before_colon(said, told=said.origin is not None and voice.name is not None) or voice
        if said.origin is None or said.origin.level == 1:
            self.last, self.last_paragraph = voice, said.paragraph
            if said.origin is not None:
                self.voices[said.origin.sentence] = voice
            closing = self.document.sentence_at(said.content[-1].end - 1)
            self.last_end = max(said.content[-1].end, said.origin.clause.end if said.origin else 0)
            if voice.name in self.persons:
                self.spoke, self.spoke_paragraph, self.spoke_end = voice.name, said.paragraph, self.last_end
            self.last_sentence = max(said.origin.sentence if said.origin else 0, closing.index if closing else 0)
        return voice

    def _voice(self, said: Utterance) -> Voice:
        near = self.last if said.paragraph - self.last_paragraph <= _REACH else None
        origin = said.origin
        if origin is None:
            carried = near if near is not None and said.carries_on else None
            return self._led_in(said) or carried or Voice(None, None)
        if origin.source is None:
            return near if near is not None and said.paragraph == self.last_paragraph else Voice(None, None)
        asked = origin.antecedent or origin.source
        sentence = self.document.sentence_at(asked.start) or self.document.sentences[origin.sentence]
        name = self.cast.resolve(asked, sentence)
        nobody = self.cast.nobody(asked, sentence) if name is None else None
        if nobody is not None and (near is None or nobody.start >= self.last_end or near.span == nobody):
            return Voice(nobody, None)
        author = author_of(self.document.text, asked, origin.cue) if name is None else None
        if name is None:
            name = self.cast.resolve(author, sentence) if author is not None else self._paper(asked, said)
        name = self._body(asked, said.paragraph) or name
        if asked.of(self.document.text).lower() in _PRONOUNS and near is not None:
            since = name is not None and self._brought_in(name, asked)
            name = (None if since else self._same_person(asked, origin.sentence, near)) or name
            name = name or self._last_person(asked, near)
        if name is None and asked.of(self.document.text).lower() in _PRONOUNS:
            name = self._headed(asked)
        if (
            name is not None
            and said.paragraph - self.spoke_paragraph <= _REACH
            and self._goes_on(asked, name, said.start)
        ):
            name = self.spoke
        if name is None and near is not None and said.quoted and said.paragraph - self.last_paragraph <= 1:
            name = self._described(asked, near)
        gender = _PRONOUNS.get(asked.of(self.document.text).lower())
        if name in self.persons and gender is not None:
            self.genders.setdefault(name, gender)
        name = name or self._reporter(asked.of(self.document.text).lower()) or self._first_of_two(asked)
        stands_for = origin.antecedent if name is None else None
        told = stands_for is not None and is_person_noun(stands_for.of(self.document.text).split()[-1].lower())
        source = author if author is not None and name is None else origin.source
        return Voice(stands_for if told else source, name if name not in self.mute else None)

    def _paper(self, asked: Span, said: Utterance) -> str | None:
        """Whoever brought in the paper that "the statement" is."""
        paper = paper_of(self.document.text, asked)
        if paper is None:
            return None
        behind = behind_paper(self.document, self.cast.mentions, paper, asked, self.voices)
        return behind.name if behind is not None else self._issuer(paper, asked) if said.quoted else None

    def _issuer(self, paper: str, asked: Span) -> str | None:
        """Who spoke in the sentence before the statement's words, if no paper of the kind is told of there."""
        here = self.document.sentence_at(asked.start)
        before = self.document.sentences[here.index - 1] if here is not None and here.index else None
        if before is None or before.index != self.last_sentence or self.last is None or paper != "statement":
            return None
        return self.last.name if paper not in self.document.text[before.start : before.end].lower() else None

    def _body(self, asked: Span, paragraph: int) -> str | None:
        """The body that spoke last, where "the company" or "the group" goes on and no other has come in since."""
        last = self.last if paragraph - self.last_paragraph <= 1 else None
        said = asked.of(self.document.text).lower().split()
        if last is None or last.name is None or last.span is None or len(said) != _PLAIN or said[0] != "the":
            return None
        firm = last.name in self.persons and said[1] in _FIRMS and self._is_bare(last.name)
        if said[1] not in _BODIES or not (firm or last.name in self.bodies):
            return None
        since = (m for m in self.cast.mentions if last.span.end <= m.start < asked.start and m.type == "organisation")
        return last.name if all(m.name == last.name or self.begun.isdisjoint({m.start}) for m in since) else None

    def _is_bare(self, name: str) -> bool:
        """Whether nothing tells that a name is a person's: no office, no form of address, no given name."""
        return name not in self.titled and name not in self.genders and given_gender(name) is None

    def _led_in(self, said: Utterance) -> Voice | None:
        """The one person of whom the sentence before a quotation is: "Venn was blunt. “...”", "And Venn? “...”"."""
        here = self.document.sentence_at(said.start) if said.quoted else None
        before = self.document.sentences[here.index - 1] if here is not None and here.index else None
        if here is None or before is None or before.paragraph != here.paragraph or before.start < self.last_end:
            return None
        inside = [m for m in self.cast.mentions if before.start <= m.start < before.end and m.type == "person"]
        if len({m.name for m in inside}) != 1 or before.end - before.start > _LEAD:
            return None
        first, tokens = inside[0], before.tokens
        told = is_subject(tokens, *before.tokens_in(first.start, first.end))
        bare = not any(t.tag in _FINITE for t in tokens)
        return Voice(Span(start=first.start, end=first.end), first.name) if told or bare else None

    def _before_colon(self, said: Utterance, *, told: bool) -> Voice | None:
        """The one person named before the colon that brings a quotation in: "18:22 Venn on the steps: “Nobody left.”"

        Nobody of whom a verb tells first ("Our man asked Venn: “...”"), unless the words are from them; `told`: another
        speaks by a verb, through whom they may come ("the office put out a line from Venn: “...”").
        """
        text, start = self.document.text, said.content[0].start
        line = text.rfind("\n", 0, start) + 1
        opened = start - (text[start - 1 : start] in _MARKS)
        label = label_before(text, line, opened)
        if label is None:
            return None
        inside = [m for m in self.cast.mentions if label.start <= m.start < label.end and m.type == "person"]
        sentence = self.document.sentence_at(label.start)
        if len({m.name for m in inside}) != 1 or sentence is None:
            return None
        first = inside[0]
        opened = _OPENERS.fullmatch(text, label.start, first.start) is not None  # "Over to Venn: “...”"
        verb = not opened and any(label.start <= t.start < first.start and t.tag in _FINITE for t in sentence.tokens)
        if not opened and _ANOTHER.search(text, label.start, first.start) is not None:
            return None  # "a neighbour of the tuner Jory Penn: “...”"
        if (verb or told) and _FROM.search(text, label.start, first.start) is None:
            return None
        return Voice(Span(start=first.start, end=first.end), first.name)

    def _headed(self, pronoun: Span) -> str | None:
        """The person whose words the heading right above gives: "21:20 Venn: we wait", and below it "she says"."""
        text = self.document.text
        start = text.rfind("\n", 0, pronoun.start)
        above = text[:start].rstrip().rsplit("\n", 1)[-1] if start > 0 else ""
        match = _HEADING.match(above)
        if match is None:
            return None
        known = {name for name in self.persons if f" {name}".endswith(f" {match['who']}")}
        gender = _PRONOUNS[pronoun.of(text).lower()]
        fit = [name for name in known if (self.genders.get(name) or given_gender(name)) in {None, gender}]
        return fit[0] if len(fit) == 1 == len(known) else None

    def _first_of_two(self, asked: Span) -> str | None:
        """Of two persons who speak as one the first: "Reps. Orla Venn and Jory Penn said"."""
        inside = [m for m in self.cast.mentions if asked.start <= m.start and m.end <= asked.end]
        people = [m for m in inside if m.type == "person" and " " in m.name]
        text = self.document.text
        if len(people) != 2 or _AND.fullmatch(text, people[0].end, people[1].start) is None:
            return None
        return people[0].name if _TITLES.fullmatch(text, asked.start, people[0].start) is not None else None

    def _reporter(self, said: str) -> str | None:
        """Who writes: the byline's one name for "I", the outlet for "we" and "our correspondent"."""
        report = self.document.report
        if said == "i":
            return report.byline if report.byline and not _SEVERAL.search(report.byline) else None
        ours = said == "we" or said.removeprefix("our own ").removeprefix("our ") in _REPORTERS
        return report.outlet if ours else None

    def _same_person(self, pronoun: Span, sentence: int, near: Voice) -> str | None:
        """The last speaker, if "he" or "she" comes right after his words: whoever spoke last goes on speaking."""
        return self._last_person(pronoun, near) if sentence - self.last_sentence <= 1 else None

    def _brought_in(self, name: str, pronoun: Span) -> bool:
        """Whether a sentence was begun with the person since the last words: "Orla Venn voted no. “...,” she said"."""
        for mention in self.cast.mentions:
            if mention.name == name and mention.type == "person" and self.last_end <= mention.start < pronoun.start:
                sentence = self.document.sentence_at(mention.start)
                if sentence is not None and is_subject(
                    sentence.tokens, *sentence.tokens_in(mention.start, mention.end)
                ):
                    return True
        return False

    def _described(self, asked: Span, near: Voice) -> str | None:
        """ "The lawmaker" right after words of somebody to whom the report gives no office."""
        said = asked.of(self.document.text).split()
        plain = said[0].lower() == "the" and len(said) <= _PLAIN and said[-1].lower() in table("reference")
        if not plain or said[-1].lower() in _ANYBODY or near.name not in self.persons - self.titled:
            return None
        return near.name

    def _goes_on(self, asked: Span, name: str, begin: int) -> bool:
        """Whether "the minister" is the minister who spoke last, not one named before those words or in these."""
        said = asked.of(self.document.text).lower().split()
        plain = len(said) == _PLAIN and said[0] == "the" and name != self.spoke
        if not plain or any(said[-1] not in self.offices.get(who, ()) for who in (self.spoke, name)):
            return False
        since = (m for m in self.cast.mentions if self.spoke_end <= m.start < min(begin, asked.start))
        return not any(said[-1] in self.offices.get(m.name, ()) for m in since)

    def _last_person(self, pronoun: Span, near: Voice) -> str | None:
        """The last speaker, if it is a person whom the pronoun can mean."""
        if near.name is None or near.name not in self.persons or self._tells_of(near.name, pronoun):
            return None
        gender = self.genders.get(near.name) or given_gender(near.name)
        return near.name if gender in {None, _PRONOUNS[pronoun.of(self.document.text).lower()]} else None

    def _tells_of(self, name: str, pronoun: Span) -> bool:
        """Whether what is said of whom the pronoun means names the person, who is another then: "he told Orr"."""
        sentence = self.document.sentence_at(pronoun.start)
        if sentence is None:
            return False
        first, _ = sentence.tokens_in(pronoun.start, pronoun.end)
        end = sentence.tokens[said_until(sentence.tokens, first) - 1].end
        return any(m.name == name and pronoun.end <= m.start < end for m in self.cast.mentions)


def _is_mute(name: str) -> bool:
    """Whether what is neither person nor body can't speak either: "the Harbour War"; "Democrats" can."""
    last = name.rsplit(" ", 1)[-1].lower()
    return last in words("other", "heads") or (" " in name and is_common(last) and not last.endswith("s"))


def _genders(document: Document, mentions: Sequence[EntityMention]) -> dict[str, str]:
    """What the report's forms of address tell of persons: "Ms Venn" is a woman."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.type == "person" and mention.name not in found:
            before = document.text[max(0, mention.start - 12) : mention.start].split()
            gender = honorific_gender(before[-1]) if before else None
            if gender is not None:
                found[mention.name] = gender
    return found
