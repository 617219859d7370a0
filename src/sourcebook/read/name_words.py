"""Which words of a report can belong to a name: what capitals mean where, and where offices stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

import msgspec

from sourcebook.lexicon.countries import capital, country_of, demonym
from sourcebook.lexicon.institutions import institution, outlet
from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office, office_heads, office_modifiers
from sourcebook.lexicon.places import city, region, region_adjective
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.learned import learn

Kind = Literal["demonym", "country", "capital", "city", "town", "region", "institution", "site", "outlet"]

_OPENING = frozenset({"“", '"', "‘", "'", "``", "«", "„", ":", "•", "*", "- "})
_PARTY = re.compile(r"[RDI]-[A-Z]")  # "R-Ohio" after a lawmaker's name
_LAST_LATIN = "ɏ"  # names in other scripts are the captions of other languages, unless a gazetteer has them
_AFTER_SUBJECT = frozenset({"VBD", "VBZ", "MD", "POS"})
# "al-Assad", "d'Estaing": the capital comes after a prefix.
_PREFIXED = re.compile(r"(?:al|el|ul|as|ad|an|ar|at|az|ash)-[^\W\d_a-z]|[dlo][’'][^\W\d_a-z]")
# A city of this size is known by its bare name; a smaller one needs a word in front that shows a place.
_KNOWN_CITY = 150_000
_SAINTS = frozenset({"st", "st.", "saint"})  # "St. Orla's Hospital"
_MAX_OFFICE_WORDS = 5


class Known(msgspec.Struct, frozen=True):
    """What the gazetteers say of a name: its kind, plain name and country; `name` of a nationality is its land's."""

    kind: Kind
    name: str
    country: str | None


@lru_cache(maxsize=65536)
def known(name: str) -> Known | None:
    """What the gazetteers know under `name`, as it is written; countries first, then bodies, then places."""
    if found := country_of(name):
        return Known("country", found.name, found.name)
    if found := demonym(name):
        return Known("demonym", found.name, found.name)
    return _known_body(name) or _known_place(name)


def _known_body(name: str) -> Known | None:
    if body := institution(name):
        return Known("site" if body.type == "place" else "institution", body.name, body.country)
    if media := outlet(name):
        return Known("outlet", media.name, media.country)
    return None


def _known_place(name: str) -> Known | None:
    if state := capital(name):
        place = city(name)
        return Known("capital", _city_name(name, place.name if place else name), state.name)
    if area := region(name):
        return Known("region", area.name, area.country)
    if area := region_adjective(name):
        return Known("demonym", area.name, area.country)
    if (place := city(name)) and len(name) > 2:
        kind: Kind = "city" if place.population >= _KNOWN_CITY else "town"
        return Known(kind, _city_name(name, place.name), place.country)
    return None


def _city_name(written: str, listed: str) -> str:
    """GeoNames' name, unless it only adds to the usual one ("New York City", "Washington, D.C.")."""
    return written if listed.startswith(written) else listed


@dataclass(slots=True)
class Words:
    """What the report as a whole says of its words: which are written small, which with a capital in mid-sentence."""

    small: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    titled: list[bool] = field(default_factory=list)
    learned: dict[str, Known] = field(default_factory=dict)
    found_offices: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def known(self, name: str) -> Known | None:
        """What the report itself or the gazetteers say of a name."""
        return self.learned.get(name) or known(name)

    def offices(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The sentence's offices, as `offices_in` finds them, found once."""
        if sentence.index not in self.found_offices:
            self.found_offices[sentence.index] = offices_in(sentence)
        return self.found_offices[sentence.index]


def words_of(document: Document) -> Words:
    """Look at every word once."""
    found = Words()
    for sentence in document.sentences:
        texts = [token.text for token in sentence.tokens]
        # a short sentence can be full of names; but a headline has no full stop, unless it is all in capitals
        is_titled = sentence.titled and (texts[-1] != "." or sum(map(str.isupper, texts)) * 2 > len(texts))
        found.titled.append(is_titled)
        found.small.update([text for text in texts if text.islower() and text[0].isalpha()])
        if not is_titled:
            inside = [
                i for i, text in enumerate(texts) if text[0].isupper() and text[0].isalpha() and not starts(sentence, i)
            ]
            found.capital.update([sentence.tokens[i].lower for i in inside])
    found.learned = {
        name: Known(kind, name if kind == "capital" else state, None if kind == "institution" else state)
        for name, (kind, state) in learn(document, known).items()
    }
    return found


def starts(sentence: Sentence, i: int) -> bool:
    """Whether a capital at the token says nothing: at the sentence's start, a quotation's, or after a colon."""
    if i == 0:
        return True
    before = sentence.tokens[i - 1]
    if before.text in _OPENING:
        return True
    return not before.text[0].isalnum() and not any(t.text[0].isalnum() for t in sentence.tokens[:i])


def name_words(sentence: Sentence, report_words: Words) -> list[bool]:
    """For every token, whether it can belong to a name."""
    is_titled = report_words.titled[sentence.index]
    tokens = sentence.tokens
    not_names = words("not_names", "words")
    flags = [False] * len(tokens)
    for i in [i for i, token in enumerate(tokens) if token.text != token.lower or not token.text.isascii()]:
        token = tokens[i]
        text, lower = token.text, token.lower
        if text == lower and not _capital(text):
            continue
        if _is_initial(tokens, i) or _PARTY.match(text):
            flags[i] = not _PARTY.match(text)
        elif text == "He" and i > 0 and token.tag == "NNP":
            flags[i] = True  # "Vice Premier He Lifeng"
        elif not _capital(text) or (lower in not_names and text != "US"):
            flags[i] = _special(text)
        elif is_titled:
            flags[i] = _name_in_title(text, lower, report_words)
        elif starts(sentence, i):
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            flags[i] = _name_at_start(token, following, report_words) or _vouched(lower, report_words)
        else:
            flags[i] = True
    return flags


@lru_cache(maxsize=65536)
def _capital(text: str) -> bool:
    first = text[0]
    if first.isupper():
        return first <= _LAST_LATIN or known(text) is not None
    if not first.isalpha():
        return False
    return bool(_PREFIXED.match(text))


def _is_initial(tokens: list[Token], i: int) -> bool:
    """The "R" of "R. Orr"."""
    if len(tokens[i].text) != 1 or not tokens[i].text.isupper() or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].text == "." and tokens[i + 1].start == tokens[i].end and tokens[i + 2].text[0].isupper()


def _special(text: str) -> bool:
    """Written small or with a digit first, but a name: "7-Eleven" is not worth it, "eBay" is none of ours."""
    return text in {"US", "IS", "AL"}


def _vouched(lower: str, report_words: Words) -> bool:
    return lower in report_words.capital and lower not in report_words.small


def _name_at_start(token: Token, following: Token | None, report_words: Words) -> bool:
    found = report_words.known(token.text)
    if (
        found is not None
        and (found.kind != "town")
        and not (found.kind in {"city", "outlet"} and is_common(token.lower))
    ):
        return True
    if following is not None and _leads_name(token, following):
        return True
    if token.lower in report_words.small:
        return False
    if token.text.isupper() and len(token.text) > 1 and not is_common(token.lower):
        return True
    if token.tag not in {"NNP", "NNPS"}:
        return False
    return not is_common(token.lower) or (following is not None and following.tag in _AFTER_SUBJECT)


def _leads_name(token: Token, following: Token) -> bool:
    """Whether the first word of a sentence goes with the capitalised one that follows it."""
    lower = token.lower
    if not _capital(following.text) and following.lower not in words("function", "particles"):
        return False
    if _capital(following.text) and ((lower.isalpha() and not is_common(lower)) or lower in _SAINTS):
        return True
    if is_given_name(token.text) or is_honorific(lower) or lower in office_modifiers() or lower in office_heads():
        return True
    if following.lower in words("organisation", "heads") or following.lower in office_heads():
        return True
    return known(f"{token.text} {following.text}") is not None


def _name_in_title(text: str, lower: str, report_words: Words) -> bool:
    if _vouched(lower, report_words):
        return True
    found = report_words.known(text) if not (text.isupper() and len(text) > 3) else known(text.title())
    if found is not None and found.kind not in {"town", "city", "outlet"}:
        return True
    if lower in report_words.small:
        return False
    if is_given_name(text) or is_honorific(lower) or lower in words("organisation", "heads"):
        return True
    return not is_common(lower) or lower in office_heads() or lower in office_modifiers()


def names_town(lowers: list[str], at: int) -> bool:
    """Whether "in", "through" or a word for towns stands right before a name: "the capital, X", "the port of X"."""
    before = lowers[max(0, at - 2) : at]
    if before[-1:] in (["in"], ["through"], ["near"]):
        return not is_common(lowers[at])
    return len(before) == 2 and before[1] in {",", "of"} and before[0] in words("place", "towns")


def offices_in(sentence: Sentence) -> list[tuple[int, int]]:
    """Token ranges that name an office, modifiers included ("former Deputy Foreign Minister"), left to right."""
    tokens = sentence.tokens
    heads, modifiers = _head_forms(), office_modifiers()
    found: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        if token.lower not in heads:
            continue
        first = _office_start(sentence, i)
        if first is None:
            continue
        while first > 0 and tokens[first - 1].lower in modifiers:
            first -= 1
        while found and found[-1][1] > first:
            first = min(first, found.pop()[0])
        found.append((first, i + 1))
    return found


@cache
def _head_forms() -> frozenset[str]:
    """The last words of offices, singular and plural."""
    forms = set(office_heads())
    for head in office_heads():
        forms.add(f"{head}s")
        forms.add(f"{head[:-1]}ies" if head.endswith("y") else f"{head[:-2]}en" if head.endswith("man") else f"{head}s")
    return frozenset(forms)


def _office_start(sentence: Sentence, i: int) -> int | None:
    tokens = sentence.tokens
    for width in range(min(_MAX_OFFICE_WORDS, i + 1), 0, -1):
        phrase = [token.lower for token in tokens[i + 1 - width : i + 1]]
        if not phrase[0][0].isalpha():
            continue
        named = office(" ".join(phrase))
        if named is not None and len(named.name.split()) == width:
            return i + 1 - width
    return None
