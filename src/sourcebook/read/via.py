"""Who carried somebody's words: "told the X agency", "as quoted by X", "X reported, citing officials", "on his X page".

Patterns over the words around a statement, with a gazetteer of news media and the nouns that name them
(data/attribution.toml). What no list has is told by the report itself (media_names.py), by the form of its name, or by
where it stands: who interviews, quotes and publishes is a carrier unless it is a person or a state. Names are given as
short as the text allows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import islice

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.mastheads import masthead_names
from sourcebook.model import EntityMention, Span
from sourcebook.read.cues import word_list, word_set
from sourcebook.read.document import Document
from sourcebook.read.entity_words import words as entity_words
from sourcebook.read.media_names import looks_like_media, media_names, own_name
from sourcebook.read.media_words import medium
from sourcebook.read.shows import show_at

_MASTHEAD_CHARS = 4  # a shorter name at a masthead's edge is one of its little words
_MAX_LEADS = 6  # places in one stretch of text that may lead to a carrier
_RUN = re.compile(
    r"(?P<the>[Tt]he\s+)?(?P<name>[A-Z][\w&’'.-]*(?:\s(?:of\s(?:the\s)?|&\s)?[A-Z][\w&’'-]*){0,4}(?:\s\d{1,3}(?!\d|[.,]\d|%))?)"
)
_LOWER = re.compile(
    r"(?:[Tt]he\s)?(?:[\w’'-]+\s){0,3}?(?:television|radio|TV|agency|newspaper|daily|broadcaster)(?:\s[A-Z][\w’'-]*){0,3}"
)
_TOLD = re.compile(r"\b(?:told|tells?|telling)\s+the\s\Z")
_TELLING = re.compile(r"t(?:old|ells?|elling)\b", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z]+\s){0,3}(?:[A-Z][\w.’'-]*[\s,]+){1,4}on\s+(?:(?:his|her|its|their)\s+)?")
_NEAR = 3  # mentions behind a lead among which somebody is named who is no part of the medium's name
_ENDS = re.compile(
    r"[.,;:)]|\s*\Z|[’']s\s+[A-Z]|\s(?:on|by|in|during|late|earlier|last|after|this|via|over|from|published|aired|broadcast|printed)\b"
)


@cache
def _leads() -> re.Pattern[str]:
    """What comes right before a carrier's name."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "leads")) + r")\s+", re.IGNORECASE)


@cache
def _occasions() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("via", "occasions")) + ")", re.IGNORECASE)


@cache
def _ours() -> re.Pattern[str]:
    """An interview of which nobody is told that it was another's: the paper's own."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "ours")) + ")", re.IGNORECASE)


@cache
def _itself() -> re.Pattern[str]:
    """How a medium speaks of itself and its own: "this newspaper", "our portal", "our correspondent"."""
    nouns = "|".join((*word_list("via", "selves"), *word_list("via", "staff")))
    return re.compile(rf"(?:this|our)\s+(?:[a-z-]+\s+){{0,2}}?(?:{nouns})\b", re.IGNORECASE)


@cache
def _again() -> re.Pattern[str]:
    """A medium that was named before: "she told the paper"."""
    nouns = "|".join(word_list("via", "selves"))
    return re.compile(rf"the\s+(?:{nouns})(?=[.,;:“”\"]|\s+(?:that|in|on|by|in|from|last|late|over|after)\b|\s*\Z)")


@cache
def _to_itself() -> re.Pattern[str]:
    """Words to a medium's own people, and in its own rooms: "explained to our reporter", "a talk with this paper"."""
    return re.compile(rf"\b(?:to|with|told|tells?|telling|by|for|on)\s+(?={_itself().pattern})", re.IGNORECASE)


def _told_us(text: str) -> bool:
    """Whether who writes says that he was told himself: "tells me", "she reminded us"; quoted words don't count."""
    if " us" not in text and " me" not in text:
        return False
    found = _to_us().search(text)
    return found is not None and text.count("“", 0, found.start()) <= text.count("”", 0, found.start())


@cache
def _to_us() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("via", "told_us")) + r")\s+(?:us|me)\b", re.IGNORECASE)


@cache
def _apposed() -> re.Pattern[str]:
    """What says right behind a name that it is a medium's: "Meridian, the state news network"."""
    nouns = "|".join(word_list("media", "apposed"))
    return re.compile(rf"\s*[,(]\s*(?:(?:the|a|an|its|his|her)\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:{nouns})\b")


@cache
def _published() -> re.Pattern[str]:
    """Leads after which any body's name is a carrier's: it asked, quoted, aired or published."""
    return re.compile(r"\b(?:" + "|".join(word_list("via", "published")) + r")\s+\Z", re.IGNORECASE)


class Carriers:
    """Who carried the statements of one report."""

    def __init__(self, document: Document, mentions: Sequence[EntityMention]) -> None:
        self.text = document.text
        self.outlet = document.report.outlet
        self.itself = own_name(document)
        self.media = media_names(document)
        self.mastheads = [f" {part.casefold()} " for part in masthead_names(document.report)]
        self.mentions = mentions
        self._starts = [m.start for m in mentions]
        self.last: str | None = None  # the medium that the report named last for one that carried words
        self._leads: dict[tuple[int, int], list[re.Match[str]]] = {}

    def of(self, around: Sequence[Span], *, spoken: bool, own: Span | None = None) -> tuple[str, ...]:
        """The media that carried a statement, by the words around it, nearest first; each once.

        `spoken`: some of the words are quoted. `own`: the statement's source, which is no carrier of itself.
        """
        found: list[str] = []
        for span in around:
            text = span.of(self.text)
            for match in self._leads_in(span, text):
                at = span.start + match.end()
                itself = own is not None and own.start <= at < own.end
                name = self.named_at(match[0], at, span.end, spoken=spoken, itself=itself)
                name = name or self._hosted(match[0], at, span.end)
                if name is not None and name not in found:
                    found.append(name)
        return tuple(found) or self._ours(around)

    def named_at(self, lead: str, at: int, stop: int, *, spoken: bool, itself: bool = False) -> str | None:
        """The medium that the words from `at` on name, behind `lead`; `itself`: they are whose words it says."""
        cut = next((m.start for m in self._after(at) if _is_full(m, self.text) and m.start > at), stop)
        name = show_at(self.text, at, stop) or medium(self.text[at : min(cut, stop)])
        name = name or self._paper_itself(self.text, at) or self._the_paper(at, stop)
        if name is None and not itself:
            name = self._in_context(lead, at, stop, spoken=spoken)
        if name is None:
            return None
        self.last = self._full(name)
        return self.last

    def _hosted(self, lead: str, at: int, stop: int) -> str | None:
        """The medium on whose programme somebody was told: "told Ana Orr on Radio Ostrel"."""
        host = _HOST.match(self.text, at, stop) if _TELLING.match(lead) else None
        return self.named_at("on ", host.end(), stop, spoken=False) if host is not None else None

    def opening(self, span: Span) -> tuple[str, int] | None:
        """The medium with which the words at `span` begin, and where its name ends."""
        begun = _LOWER.match(self.text, span.start, span.end) or _RUN.match(self.text, span.start, span.end)
        if begun is None:
            return None
        cut = next((m.start for m in self._after(span.start) if _is_full(m, self.text)), span.end)
        end = min(begun.end(), cut)
        name = self.named(Span(start=span.start, end=end))
        return (name, end) if name is not None else None

    def _after(self, at: int) -> Sequence[EntityMention]:
        first = bisect_left(self._starts, at)
        return self.mentions[first : first + _NEAR]

    def _the_paper(self, at: int, stop: int) -> str | None:
        """The medium named last, where it is called "the paper" now."""
        return self.last if self.last is not None and _again().match(self.text, at, stop) is not None else None

    def _leads_in(self, span: Span, text: str) -> list[re.Match[str]]:
        """Where carriers may be brought in, looked for once: several statements have the same words around them."""
        key = span.start, span.end
        if key not in self._leads:
            self._leads[key] = list(islice(_leads().finditer(text), _MAX_LEADS))
        return self._leads[key]

    def _ours(self, around: Sequence[Span]) -> tuple[str, ...]:
        """The report's own medium, where it says that its people were told, or tells of an interview with nobody."""
        texts = [span.of(self.text) for span in around]
        if self.outlet is not None and any(_ours().search(text) for text in texts):
            return (self.outlet,)
        for text in texts:
            told = _to_itself().search(text) if "our" in text or "this" in text else None
            name = self._paper_itself(text, told.end()) if told is not None else None
            if name is None and self.itself is not None and _told_us(text):
                name = self.itself
            if name is not None:
                return (name,)
        return ()

    def _full(self, name: str) -> str:
        """The name as the report's outlet has it, if it is the outlet's, whole or its last word."""
        own = self.outlet
        return own if own is not None and (own.rstrip("!?.") == name or own.endswith(f" {name}")) else name

    def named(self, span: Span) -> str | None:
        """The medium that the words at `span` name, told by list, by the report or by its form."""
        listed = medium(span.of(self.text))
        match = _RUN.match(self.text, span.start, span.end)
        if listed is not None or match is None:
            return listed
        name = _bare(match["name"])
        return name if name in self.media or looks_like_media(name) else None

    def _paper_itself(self, text: str, at: int) -> str | None:
        own = _itself().match(text, at)
        return (self.itself or own[0].lower()) if own else None

    def _in_context(self, lead: str, at: int, stop: int, *, spoken: bool) -> str | None:
        match = _RUN.match(self.text, at, stop)
        if match is None:
            return None
        name = _bare(match["name"])
        mention = self._mention(match.start("name"), match.start("name") + len(name))
        if mention is not None and mention.end < match.start("name") + len(name):
            mention = None  # "Lundby Now" is more than Lundby
        end = max(mention.end if mention is not None else 0, match.start("name") + len(name))
        if name and (name in self.media or self._is_called(name, end) or _is_foreign(lead, name)):
            return name
        somebody = mention is not None and (mention.type in {"person", "group"} or mention.stands_for)
        if not name or (somebody and (" " in name or not looks_like_media(name))):
            return None
        if looks_like_media(name):
            return name
        place = mention is not None and mention.type == "place" and not lead.lower().startswith("according")
        if place or country_of(name) is not None or (mention is not None and mention.country == mention.name):
            return None
        if not _ENDS.match(self.text, end) or (mention is None and " " not in name and not match["the"]):
            return None
        if _published().search(lead):
            return self.text[match.start("name") : end]
        heard = self._heard(lead, match, name) and (spoken or (match["the"] is not None and self._only_told(name)))
        return name if heard else None

    def _is_called(self, name: str, end: int) -> bool:
        """Whether the report's outlet goes by the name ("the Gazette"), or an apposition calls it a medium."""
        own = self.outlet is not None and self.outlet.endswith(f" {name}")
        low = f" {name.casefold()} "
        own = own or (
            len(name) >= _MASTHEAD_CHARS
            and country_of(name) is None
            and name not in word_set("via", "chambers")
            and any(mast.startswith(low) or mast.endswith(low) for mast in self.mastheads)
        )
        month = name.partition(" ")[0].lower() in entity_words("not_names", "words")  # "went on trial on October 5"
        numbered = name[-1].isdigit() and " " in name and not month and self.text[end : end + 1] != "-"  # "Parallel 9"
        return own or numbered or _apposed().match(self.text, end) is not None

    def _heard(self, lead: str, match: re.Match[str], name: str) -> bool:
        """Whether a bare name that was told a quotation is a medium's rather than a parliament's or an army's."""
        plural = name.endswith("s") and name[:-1].isupper()
        body = institution(name) is not None or name.rsplit(" ", 1)[-1].lower() in entity_words("organisation", "heads")
        told = lead.rsplit(maxsplit=1)[-1].lower() in {"told", "tells", "to"}
        return told and not (plural or body or (match["the"] and name in word_set("via", "chambers")))

    def _only_told(self, name: str) -> bool:
        """Whether all that the report tells of a name, no row of initials, is that it was told something."""
        places = [m.start() for m in re.finditer(rf"\b{re.escape(name)}\b", self.text)]
        return not name.isupper() and all(_TOLD.search(self.text, max(0, at - 16), at) is not None for at in places)

    def _mention(self, start: int, end: int) -> EntityMention | None:
        at = bisect_left(self._starts, end) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > start else None


def _is_full(mention: EntityMention, text: str) -> bool:
    """Whether it is a person's name of several words, with which no medium's goes on."""
    return mention.type == "person" and " " in text[mention.start : mention.end]


def _is_foreign(lead: str, name: str) -> bool:
    """Whether who asked or published has an article of another language in its name: "La Voz", "Le Soir"."""
    first, *rest = name.split(" ")
    return bool(rest) and first in word_set("media", "articles") and _published().search(lead) is not None


def _bare(name: str) -> str:
    """A run of capitals without an owner's mark and what it owns: "Meridian’s Ana Orr" is Meridian."""
    return re.split(r"[’']s?(?=\s|\Z)", name, maxsplit=1)[0].strip(" .")


def other_occasion(text: str) -> bool:
    """Whether the words around a statement place it elsewhere than in an interview with a medium."""
    return bool(_occasions().search(text))
