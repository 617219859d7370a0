"""Names that the encoder saw, put together with what gazetteers and the rules know.

The encoder tells names and their types by context, the gazetteers what is a state, a capital, a body; and one name has
one type through a report. Where the two differ, the encoder's word is taken if it is sure, but for states: a state's
name is a place unless the encoder is sure of a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from sourcebook.lexicon.institutions import outlet
from sourcebook.lexicon.names import is_given_name, is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.lexicon.places import region
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Document, Sentence
from sourcebook.read.encoder.sight import Placed, Sight
from sourcebook.read.entity_words import is_common, words
from sourcebook.read.name_forms import is_name, type_by_form, with_particles
from sourcebook.read.name_holders import with_holders
from sourcebook.read.name_owned import with_owned
from sourcebook.read.name_span import GUESS, LIKELY, SURE, TYPES, NameSpan, settle
from sourcebook.read.name_spans import scanned
from sourcebook.read.name_towns import with_towns
from sourcebook.read.name_types import acronym
from sourcebook.read.name_words import Known, Words
from sourcebook.read.seats import is_tag

_SURE, _LIKELY = 0.9, 0.6  # the encoder's probability of a span's label
_OUTWEIGHS = 0.8  # from this on it outweighs a gazetteer's capital or region, and a state's name as a person's
_LEAST = 0.4  # below, a span that neither rule nor gazetteer knows is none
_FIRM = frozenset({"country", "demonym", "institution", "site"})
_WEAK = frozenset({"city", "town", "outlet"})  # names that many others bear
_UNSEEN = frozenset({"country", "demonym", "institution", "site", "capital", "region"})  # kept where nothing was seen
_COMPOUND = re.compile(
    r"[^-]*[^\W\d_a-z][^-]*(-(?:\w+ed|based|led|born|run|held|made|bound|style|era|wide|area|parent))"
)
_NAMING = frozenset({"country", "demonym", "capital", "city", "town", "region"})  # by which bodies are named
_HYPHEN = "\u00ad"  # a soft one parts words for the line's end
_FULL = 2  # words of a full name, which what is said of it shows to be a person's
_SIDES = frozenset({"side", "delegation", "border", "authorities", "embassy", "airspace", "parliament"})
_SEATED = 2  # tokens from the word for what is held to the name of where
_TITLES_ONLY = frozenset({"hon", "mr", "mrs", "ms", "dr", "prof", "rev"})
_ARTICLES = frozenset({"the", "a", "an"})
_BODIES = words("organisation", "heads") | words("organisation", "common")


def seen_spans(document: Document, sight: Sight, report_words: Words) -> list[NameSpan]:
    """Every proper name of the report, in page order, none overlapping; titles and articles stay outside."""
    by_sentence: dict[int, list[NameSpan]] = {}
    for placed in sight.spans("entity"):
        span = _span(document, sight, placed, report_words)
        if span is not None:
            by_sentence.setdefault(span.sentence, []).append(span)
    found: list[NameSpan] = []
    short: list[NameSpan] = []
    seats: list[NameSpan] = []
    again: list[NameSpan] = []
    for sentence in document.sentences:
        seen = by_sentence.get(sentence.index, [])
        ruled = scanned(sentence, report_words)
        titled = report_words.titled[sentence.index]
        seen = [span for span in _whole(seen, sentence) if _believed(span, ruled)]
        seen = seen if titled else _grown(seen, ruled, sentence)
        joined = with_owned(document.text, sentence, _joined(seen, _plain(ruled, sentence), sentence, titled=titled))
        found += joined
        unseen = [r for r in ruled if not _met(r, joined)]
        short += [r for r in unseen if r.type == "person" and r.last - r.first == 1]
        seats += [replace(r, type="place", sure=LIKELY) for r in unseen if not titled and _is_seat(sentence, r)]
        again += unseen if not titled else []
    found += seats
    short = [r for r in short if not _met(r, seats)]
    found += _vouched(document.text, short, found)
    found += _again(document.text, again, found)
    found = with_towns(document, _sided(document, found), report_words)
    return settle(document.text, with_holders(document, found, report_words))


def _sided(document: Document, found: Sequence[NameSpan]) -> list[NameSpan]:
    """The names, those of one word taken for persons that have a side or a border taken for places: "the Quarl side".

    Nobody else in the report may be called so in full.
    """
    text = document.text
    whole = {text[s.start : s.end].rsplit(maxsplit=1)[-1] for s in found if s.type == "person" and s.last - s.first > 1}
    lands = set()
    for span in found:
        after = document.sentences[span.sentence].tokens[span.last : span.last + 1]
        if span.type == "person" and span.known is None and after and after[0].lower in _SIDES:
            lands.add(text[span.start : span.end])
    lands = {name for name in lands - whole if not is_given_name(name)}
    return [
        replace(span, type="group") if span.type == "person" and text[span.start : span.end] in lands else span
        for span in found
    ]


def _met(span: NameSpan, others: Sequence[NameSpan]) -> bool:
    return any(s.start < span.end and span.start < s.end for s in others)


def _is_seat(sentence: Sentence, span: NameSpan) -> bool:
    """Whether a name that nobody knows is where something is held: "the fourth meeting at Orsk"."""
    if span.known is not None or span.part or span.first < _SEATED or span.type == "organisation":
        return False
    held, where = (sentence.tokens[span.first - k].lower for k in (_SEATED, 1))
    return where in {"in", "at"} and held in words("place", "held_at")


def _vouched(text: str, short: Sequence[NameSpan], found: Sequence[NameSpan]) -> list[NameSpan]:
    """Surnames alone that were not seen, of persons whom the report names in full: ("al-Burri said")."""
    whole = [text[s.start : s.end] for s in found if s.type == "person" and s.last - s.first > 1]
    surnames = {name.rsplit(maxsplit=1)[-1] for name in whole}
    return [span for span in short if text[span.start : span.end] in surnames]


def _again(text: str, unseen: Sequence[NameSpan], found: Sequence[NameSpan]) -> list[NameSpan]:
    """Names that the encoder saw elsewhere in the report and passed over here, of the type that most have there."""
    types: dict[str, Counter[EntityType]] = {}
    for span in found:
        if span.known is None and not span.part:
            types.setdefault(text[span.start : span.end], Counter())[span.type] += span.sure
    none: Counter[EntityType] = Counter()
    missed = (span for span in unseen if span.known is None and not span.part and not _met(span, found))
    missed = (span for span in missed if text[span.end : span.end + 1] != _HYPHEN)
    return [
        replace(span, type=min(told, key=lambda kind: (-told[kind], kind)), sure=GUESS)
        for span in missed
        if (told := types.get(text[span.start : span.end], none)) and not is_common(text[span.start : span.end].lower())
    ]


def _span(document: Document, sight: Sight, placed: Placed, report_words: Words) -> NameSpan | None:
    """What was seen as a name of the report, without article, title and possessive; None if nothing is left."""
    number, first = sight.token(placed.passage, placed.first)
    sentence = document.sentences[number]
    last = first + placed.last - placed.first
    first, last = _trimmed(sentence, first, last, titled=placed.label not in {"place", "organisation"})
    tokens = sentence.tokens
    if placed.label == "person":
        first = _behind_owner(sentence, first, last) + _is_governed(sentence, first, last)
        first = _behind_office(sentence, first, last, report_words)
    if not any(c.isupper() for token in tokens[first:last] for c in token.text) or not is_name(tokens, first, last):
        return None
    if placed.label == "person" and last - first == 1:
        first = with_particles(tokens, first)
    start, end = tokens[first].start, tokens[last - 1].end
    if is_tag(document.text[start:end]):
        return None
    compound = _COMPOUND.fullmatch(tokens[last - 1].text)
    if compound is not None:
        end -= len(compound[1])  # "Oslo-based"
    known = report_words.known(document.text[start:end])
    kind, known = _typed(placed, known)
    if kind is None:
        return None
    kind = kind if known is not None else type_by_form(tokens, first, last, kind)
    if kind == "person" and tokens[last - 1].tag == "NNPS":
        kind = "group"  # "Democrats", "the Quarls"
    sure = SURE if placed.score >= _SURE else LIKELY if placed.score >= _LIKELY else GUESS
    return NameSpan(number, first, last, start, end, kind, sure, known, part=compound is not None)


def _trimmed(sentence: Sentence, first: int, last: int, *, titled: bool) -> tuple[int, int]:
    """The words without those at the edges that no name begins or ends with: a name has a capital at both ends.

    `titled`: a title before it is none of the name, as it is in "King County".
    """
    tokens = sentence.tokens
    while first < last and _is_edge(tokens[first].text, opens=last - first > 1, titled=titled):
        first += 1
    while last > first and _is_edge(tokens[last - 1].text):
        last -= 1
    if last - first == 1 and tokens[first].lower in _TITLES_ONLY:
        return last, last  # "Hon. Orla Venn": the name goes on behind the title's dot
    return first, last


def _behind_owner(sentence: Sentence, first: int, last: int) -> int:
    """Where a person's name begins of which a state or body owns the front: "Vardania's Orla Venn"."""
    marks = [i for i in range(first + 1, last - 2) if sentence.tokens[i].text in {"'s", "’s"}]
    return marks[-1] + 1 if marks else first


def _behind_office(sentence: Sentence, first: int, last: int, report_words: Words) -> int:
    """Where a person's name begins that was taken in with an office: "Sgt Maj Venn". "Dean" may be a name itself."""
    end = next((b for a, b in report_words.offices(sentence) if a <= first < b < last), first)
    end += end > first and sentence.tokens[end].text == "."  # "Brig. Venn"
    named = any(is_given_name(token.text) for token in sentence.tokens[first:end])
    return first if named or end >= last or not sentence.tokens[end].text[0].isupper() else end


def _is_governed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the first word is what the person holds an office of: "President of Vardania Orla Venn", "the chief of
    the Council Orla Venn".
    """
    before = sentence.tokens[max(0, first - 2) : first]
    of = len(before) == 2 and before[1].lower == "of"
    of = of and (
        before[0].text[0].isupper() or before[0].lower.split("-")[-1] in office_heads() or acronym(sentence, first)
    )
    body = bool(before) and before[-1].lower == "the" and sentence.tokens[first].lower in words("organisation", "short")
    return (
        (of or body) and last - first >= 3 and "." not in {token.text for token in sentence.tokens[first : first + 2]}
    )


def _is_edge(word: str, *, opens: bool = False, titled: bool = False) -> bool:
    if opens and (word.lower() in _ARTICLES or (titled and is_honorific(word.lower()))):
        return True
    return word != "." and not any(c.isupper() or c.isdigit() for c in word)


def _typed(placed: Placed, known: Known | None) -> tuple[EntityType | None, Known | None]:
    label: EntityType = placed.label  # type: ignore[assignment]
    if known is None:
        return (label if placed.score >= _LEAST else None), None
    given = TYPES[known.kind]
    if label == given:
        return label, known
    if known.kind in _FIRM:
        person = label == "person" and placed.score >= _OUTWEIGHS and known.kind not in {"demonym", "institution"}
        return ("person", None) if person else (given, known)
    if known.kind == "outlet" and _is_agency(known.name):
        return given, known
    enough = _LEAST if known.kind in _WEAK else _OUTWEIGHS
    return (label, None) if placed.score >= enough else (given, known)


@cache
def _is_agency(name: str) -> bool:
    """Whether a news agency has the name, and nobody is called so."""
    found = outlet(name)
    return found is not None and found.kind == "agency" and not is_given_name(name) and region(name) is None


def _plain(ruled: Sequence[NameSpan], sentence: Sentence) -> list[NameSpan]:
    """The rules' names; full names that are only likely a person's are a guess if they end in a common word."""
    found = []
    for span in ruled:
        tokens = sentence.tokens[span.first : span.last]
        proper = all(t.text[1:].islower() and t.tag != "NNPS" for t in tokens) and not is_common(tokens[-1].lower)
        likely = span.type == "person" and span.sure == LIKELY and len(tokens) == _FULL
        found.append(replace(span, sure=GUESS) if likely and not proper else span)
    return found


def _joined(seen: Sequence[NameSpan], ruled: Sequence[NameSpan], sentence: Sentence, *, titled: bool) -> list[NameSpan]:
    """A sentence's names from both, in order, none overlapping."""
    chosen = list(seen)
    for span in ruled:
        over = [s for s in chosen if s.first < span.last and span.first < s.last]
        if over and not _replaces(span, over) and (titled or not _in_body(span, over, sentence)):
            continue
        if not over and not _stands(span, titled=titled):
            continue
        chosen = [s for s in chosen if s not in over or (span.part and not _same_token(s, span))]
        chosen.append(span)
    return sorted(chosen, key=lambda s: s.start)


def _believed(span: NameSpan, ruled: Sequence[NameSpan]) -> bool:
    """Whether to believe the encoder: what it only guesses must be a name of the same words for the rules too.

    A guessed body or place must be one for them as well: of those that are not, a quarter is right.
    """
    if span.sure > GUESS or span.known is not None:
        return True
    return any(r.first == span.first and r.last == span.last and span.type in {"person", r.type} for r in ruled)


def _whole(seen: Sequence[NameSpan], sentence: Sentence) -> list[NameSpan]:
    """The spans, those put together that touch and are of one type: "George H. W." and "Bush", "Mount" and "Kenya"."""
    whole: list[NameSpan] = []
    for span in seen:
        before = whole[-1] if whole else None
        if before is not None and _one_name(before, span, sentence):
            whole[-1] = replace(before, last=span.last, end=span.end, known=None, sure=min(before.sure, span.sure))
        else:
            whole.append(span)
    return whole


def _grown(seen: Sequence[NameSpan], ruled: Sequence[NameSpan], sentence: Sentence) -> list[NameSpan]:
    """The spans, those that were seen short made whole: "Orla" in "Orla Stark", "National Ports" in the Ports Board.

    An encoder stops at a surname or a body's noun that is a common word; a capital in mid-sentence says that it isn't.
    """
    taken = {i for span in seen for i in range(span.first, span.last)}
    tokens, grown = sentence.tokens, []
    for span in seen:
        whole = next((r for r in ruled if r.first == span.first and r.last == span.last + 1), None)
        free = span.last < len(tokens) and span.last not in taken and not span.part
        if free and span.type == "person" and span.last - span.first == 1:
            free = whole is not None and whole.type == "person" and tokens[span.last].text[1:].islower()
        elif free:
            last = tokens[span.last]
            free = (
                span.type == "organisation" and last.text[0].isupper() and last.lower in _BODIES and span.known is None
            )
        grown.append(replace(span, last=span.last + 1, end=tokens[span.last].end, known=None) if free else span)
    return grown


def _one_name(before: NameSpan, span: NameSpan, sentence: Sentence) -> bool:
    if before.type != span.type or not (before.known is None or span.type == "person"):
        return False
    between = sentence.tokens[before.last - 1 : span.first]
    initial = [len(between[0].text), *(token.text for token in between[1:])] == [1, "."]
    return before.last == span.first or initial


def _same_token(one: NameSpan, part: NameSpan) -> bool:
    return one.first == part.first and one.last == part.last and not one.part


def _in_body(span: NameSpan, over: Sequence[NameSpan], sentence: Sentence) -> bool:
    """Whether of a body's name only the place or people in it were seen: "Orsa" in "Orsa Grain Board", "Air Orsa".

    What every state has is named by its state.
    """
    if span.type != "organisation" or span.known is not None or len(over) > 1:
        return False
    if over[0].known is None or over[0].known.kind not in _NAMING:
        return False
    opening, head = (sentence.tokens[i].lower for i in (span.first, span.last - 1))
    if over[0].last == span.last:
        return opening in words("organisation", "first") | words("organisation", "of_place")
    named = head in words("organisation", "heads") - words("organisation", "weak") - _national()
    return named and over[0].first == span.first


@cache
def _national() -> frozenset[str]:
    return words("organisation", "national") | {"police", "authorities", "administration", "government"}


def _replaces(span: NameSpan, over: Sequence[NameSpan]) -> bool:
    """Whether a rule's name takes the place of what was seen where it lies.

    Parts of one word do; states' and bodies' listed names of several words, of which a piece was seen; names that go on
    beyond what was seen, if the rule is sure of them and the encoder wasn't of its pieces; and the rule's type for the
    same words, if the encoder hardly knew.
    """
    if span.part:
        return all(_same_token(s, span) or s.part for s in over)
    if span.known is not None and span.known.kind in _FIRM and span.sure == SURE and span.last - span.first > 1:
        return all(span.first <= s.first and s.last <= span.last for s in over)
    longer = all(s.first >= span.first and s.last <= span.last and s.type == span.type for s in over)
    if any(s.sure == SURE for s in over) and not (longer and span.sure == SURE):
        return False
    if all(s.first == span.first and s.last == span.last for s in over):
        sure = LIKELY if span.type in {"person", "place"} and span.last - span.first > 1 else SURE
        unsure = over[0].sure == GUESS or (span.type == "person" and span.sure == SURE)
        return span.sure >= sure and unsure and over[0].known is None
    within = all(span.first <= s.first and s.last <= span.last for s in over)
    return within and span.type != "other" and (span.sure == SURE or (span.sure == LIKELY and span.known is None))


def _stands(span: NameSpan, *, titled: bool) -> bool:
    """Whether a rule's name stands where the encoder saw none."""
    if span.part:
        return True
    if span.known is not None:
        return span.known.kind in _UNSEEN and span.sure == SURE
    least = LIKELY if span.type == "person" and span.last - span.first == _FULL else SURE
    return span.type in {"person", "organisation"} and span.sure >= least and not titled
