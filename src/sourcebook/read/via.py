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
from functools import cache, lru_cache
from itertools import islice

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import institution, outlet
from sourcebook.lexicon.mastheads import masthead_names
from sourcebook.model import EntityMention, Span
from sourcebook.read.cues import word_list, word_set
from sourcebook.read.document import Document
from sourcebook.read.entity_words import words as entity_words
from sourcebook.read.media_names import looks_like_media, media_names, own_name

_MASTHEAD_CHARS = 4  # a shorter name at a masthead's edge is one of its little words
_MAX_LEADS = 6  # places in one stretch of text that may lead to a carrier
_FRAGMENT = re.compile(r"[^,;:“”\"«»()\n]{1,90}")
_STOP = re.compile(
    r"\s(?:that|on|in|at|who|which|after|before|during|by|as|when|while|and|but|he|she|they|it|there|if|whether|from|citing|last|this|"
    r"earlier|late|early|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s"
)
_SPOKEN = frozenset({"radio", "television", "tv"})
_OWNED = ("’s", "'s", "-run", "-owned", "-based", "-language")
_RUN = re.compile(
    r"(?P<the>[Tt]he\s+)?(?P<name>[A-Z][\w&’'.-]*(?:\s(?:of\s(?:the\s)?|&\s)?[A-Z][\w&’'-]*){0,4}(?:\s\d{1,3}(?![\d,.%]))?)"
)
_ENDS = re.compile(
    r"[.,;:]|\s*\Z|[’']s\s+[A-Z]|\s(?:on|by|in|during|late|earlier|last|after|this|via|over|from|published|aired|broadcast|printed)\b"
)
_OWN = re.compile(r"(?i:(?:his|her|its|their|the|a|an|own|official|personal|verified)\s+)+")


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
        self._leads: dict[tuple[int, int], list[re.Match[str]]] = {}

    def of(self, around: Sequence[Span], *, spoken: bool, own: Span | None = None) -> tuple[str, ...]:
        """The media that carried a statement, by the words around it, nearest first; each once.

        `spoken`: some of the words are quoted. `own`: the statement's source, which is no carrier of itself.
        """
        found: list[str] = []
        for span in around:
            text = span.of(self.text)
            for match in self._leads_in(span, text):
                name = medium(text[match.end() :]) or self._paper_itself(text, match.end())
                at = span.start + match.end()
                if name is None and not (own is not None and own.start <= at < own.end):
                    name = self._in_context(match[0], at, span.end, spoken=spoken)
                name = self._full(name) if name is not None else None
                if name is not None and name not in found:
                    found.append(name)
        return tuple(found) or self._ours(around)

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
        return name if spoken and self._heard(lead, match, name) else None

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
        numbered = name[-1].isdigit() and " " in name and self.text[end : end + 1] != "-"  # "Parallel 9"
        return own or numbered or _apposed().match(self.text, end) is not None

    def _heard(self, lead: str, match: re.Match[str], name: str) -> bool:
        """Whether a bare name that was told a quotation is a medium's rather than a parliament's or an army's."""
        plural = name.endswith("s") and name[:-1].isupper()
        body = institution(name) is not None or name.rsplit(" ", 1)[-1].lower() in entity_words("organisation", "heads")
        told = lead.rsplit(maxsplit=1)[-1].lower() in {"told", "tells", "to"}
        return told and not (plural or body or (match["the"] and name in word_set("via", "chambers")))

    def _mention(self, start: int, end: int) -> EntityMention | None:
        at = bisect_left(self._starts, end) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > start else None


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


def medium(text: str) -> str | None:
    """The news medium or platform that `text` begins with, None where it begins with anything else."""
    match = _FRAGMENT.match(text.lstrip())
    if not match:
        return None
    return _named(match[0])


@lru_cache(maxsize=8192)
def _named(whole: str) -> str | None:
    stop = _STOP.search(whole + " ")
    fragment = whole[: stop.start()] if stop and not _known(whole) else whole
    fragment = fragment.strip(" .’'")
    return _known(fragment) or _by_noun(fragment)


def _known(fragment: str) -> str | None:
    """A listed name at the start of the fragment, over articles, adjectives and the nouns of media."""
    words = fragment.split()
    for skip in range(min(5, len(words))):
        if skip and not _lets_through(words[skip - 1]):
            break
        for size in range(min(4, len(words) - skip), 0, -1):
            name = " ".join(words[skip : skip + size]).strip(".’'")
            name = re.sub(r"[’']s$", "", name)
            if name in _platforms() and not _names_platform(words, skip, size):
                continue
            if name in _platforms():
                return name
            if (listed := outlet(name)) is not None:
                return _usual(name, listed.name)
    return None


def _lets_through(word: str) -> bool:
    low = word.lower()
    return low in word_set("media", "nouns") or not word[:1].isupper() or _descriptive(word)


def _descriptive(word: str) -> bool:
    """Whether a capitalised word before a medium's name says whose it is rather than being part of it."""
    return demonym(word) is not None or word.endswith(_OWNED) or word in {"U.S.", "US", "UK", "EU"}


def _names_platform(words: list[str], skip: int, size: int) -> bool:
    """A one-letter platform counts only as such: "on X", "his X page"; a longer name always does."""
    if size > 1 or len(words[skip]) > 1:
        return True
    return skip + size == len(words) or words[skip + size].lower() in word_set("media", "places")


def _usual(spelling: str, name: str) -> str:
    """The text's spelling where it is the name's short form, else the usual name: "AFP", "RIA", but not "Izvestiya"."""
    return spelling if spelling.isupper() or spelling in name or name in spelling else name


@cache
def _platforms() -> frozenset[str]:
    return word_set("media", "platforms")


def _by_noun(fragment: str) -> str | None:
    """A medium by its noun: "the Vardan Herald newspaper", "state television", "the news agency Vardapress"."""
    own = _OWN.match(fragment)
    words = fragment[own.end() if own else 0 :].split()
    if not words:
        return None
    at = next((i for i, w in enumerate(words[:7]) if w.lower().strip(".’'") in word_set("media", "nouns")), None)
    if at is None:
        return _by_ending(words)
    if words[at : at + 2] in (["press", "service"], ["press", "office"]):
        return _press_service(words, at)
    while at + 1 < len(words) and words[at + 1].lower().strip(".’'") in word_set("media", "nouns"):
        at += 1
    after = _proper_run(words, at + 1)
    if after and words[at] in word_set("media", "opening"):
        after = [words[at], *after]  # "Radio Ostrel", "Channel Nine"
    return " ".join(after) if after else _before_noun(words, at)


def _press_service(words: list[str], at: int) -> str | None:
    """ "The press service of the Harbour Office", "the presidential press service"."""
    if words[at + 2 : at + 3] == ["of"]:
        after = at + 4 if words[at + 3 : at + 4] == ["the"] else at + 3
        owner = _proper_run(words, after)
        return " ".join([*words[at:after], *owner]) if owner else None
    return " ".join(words[max(0, at - 1) : at + 2])


def _before_noun(words: list[str], at: int) -> str | None:
    """The name that stands before the noun at `at`, or a general one: "Western media", "state television"."""
    start = at
    while start > 0 and words[start - 1] in word_set("media", "nouns") | {"news"}:
        start -= 1
    at = start if start > 0 and words[start - 1][:1].isupper() and not _descriptive(words[start - 1]) else at
    start = at
    while start > 0 and words[start - 1][:1].isupper() and not _descriptive(words[start - 1]):
        start -= 1
    if words[at].lower() in {"media", "press"}:
        return f"{words[at - 1]} {words[at]}".strip(".’'") if at else None
    if words[at] in _SPOKEN and start == at and at and words[at - 1][:1].isupper():
        return f"{words[at - 1]} {words[at]}"
    if words[at] in _SPOKEN and at - start == 1:
        return " ".join(words[start : at + 1])
    named = words[start : at + 1] if words[at][:1].isupper() else words[start:at]
    if named:
        return " ".join(named).strip(".’'")
    generic = " ".join(w.lower() for w in words[max(0, at - 2) : at + 1])
    names = sorted(word_set("media", "generic"), key=lambda n: (-len(n), n))
    name = next((name for name in names if generic.endswith(name)), None)
    owner = at - len(name.split()) if name is not None else -1
    if name is not None and owner >= 0 and words[owner].endswith(("’s", "'s", "s’", "s'")):
        return f"{words[owner]} {name}"  # "the movement's radio station"
    return name


def _by_ending(words: list[str]) -> str | None:
    run = _proper_run(words, 0)
    return " ".join(run) if len(run) > 1 and run[-1] in word_set("media", "endings") else None


def _proper_run(words: list[str], at: int) -> list[str]:
    run: list[str] = []
    for i, word in enumerate(words[at : at + 5], at):
        if word == "&" and run and words[i + 1 : i + 2] and words[i + 1][0].isupper():
            run.append(word)
            continue
        if not (word[:1].isupper() or (run and word[:1].isdigit())):
            break
        run.append(re.sub(r"[’']s$", "", word.strip(".’'")))
        if word.endswith(("’s", "'s")):
            break
    return run
