"""Whom people serve, told by the words between their names and a body's: "the Council's negotiator, Ines Varga".

A report that says it once tells it for every other. The gazetteer knows the countries of officials; this is for the
rest: movements, unions, companies, and states that no gazetteer has.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sourcebook.lexicon.countries import country_of
from sourcebook.link.byreport import once_a_report
from sourcebook.link.holders import rules
from sourcebook.link.matching import seek
from sourcebook.link.nounsides import by_nouns, serving
from sourcebook.model import EntityMention, Reading

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex

_REACH = 80  # code points between the two names
_TO_VERB = 140  # code points behind a state, with its relative clause and its verb
_SURE = 2  # how many times as many reports must name one body as name any other
_POSSESSED = re.compile(r"['’]s?\s+(?P<office>[\w\s-]{3,60}?),?\s+(?:[A-Z]\w{0,9}\.?\s+){0,2}\Z")
_ITS = re.compile(r"\b(?:its|their)\s+(?P<office>[\w\s-]{3,60}?),?\s+\Z")
_APPOSED = re.compile(r",\s+(?:an?\s+|the\s+)?(?P<office>[\w\s-]{3,60}?)\s+(?:of|for|at|with)\s+(?:the\s+)?\Z")
_SPEAKS = re.compile(r"(?:,\s+(?:who\s+)?(?:speaks\s+|speaking\s+)?|\s+)(?:for|on\s+behalf\s+of)\s+(?:the\s+)?\Z")
_LED = re.compile(
    r",\s+who\s+(?:now\s+)?(?:runs|leads|heads|chairs|directs|represents|negotiates\s+for|speaks\s+for)\s+(?:the\s+)?\Z"
)
_MEMBER = re.compile(r"\s+(?:of|from)\s+the\s+\Z")
_WILLS = re.compile(
    r"(?:,\s+which\s[^,]{3,90},)?\s+(?:now\s+|still\s+|also\s+|again\s+)?"
    r"(?:will|would|can|could|does\s+not|did\s+not|(?:is|was|stands)\s+(?:ready|willing|prepared|open)"
    r"|(?:want|reject|accept|demand|refuse|offer|support|oppose|insist|drop|agree|expect|back)(?:s|d|ed|ped)?"
    r"|has\s+(?:\w+\s+)?(?:agreed|accepted|refused|rejected|offered|dropped|decided)"
    r"|g[ai]ve[sn]?\s+(?:way|up|in)|withdr[ae]w[sn]?)\b"
)
_OWNS = re.compile(r"['’]s?\s+(?P<office>[\w\s-]{3,60}?)(?=[,.;:)\n”\"]|\s+(?:who|said|says|told)\b)")
_PART_OF = re.compile(
    r"\s+(?:part|side|half|section|delegation|team|group|mission)\b[\w\s-]{0,40}?,\s+(?:[A-Z]\w{0,8}\.?\s+)?\Z"
)
_SENT = re.compile(
    r"['’]s?\s+(?:delegation|side|team|negotiators|mission|party|group)\b[\w\s,-]{0,40}?\b(?:led|headed|chaired)\s+by\s"
    r"(?P<office>[\w\s,-]{0,60}?)\Z"
)
_HEADED = re.compile(r"\b(?P<office>head|chief|leader|chairman|chairwoman|chair)\s+of\s+the\s+\Z")
_ITS_NEXT = re.compile(
    r"(?P<quoted>[“\"][^“”\"\n]{1,400}[”\"],?\s+)?(?:[Ii]ts|[Tt]heir)\s+(?P<office>[\w\s-]{3,60}?),?\s+(?=[A-Z])"
)
_TITLED = re.compile(r"(?:[A-Z]\w{0,8}\.?\s+)?")
_ARTICLE = 4  # code points: "The "
_OFFICE_OF = re.compile(r"(?P<office>[\w-]+(?:\s+[\w-]+){0,4})\s+(?:of|for)\s+(?:the\s+)?\Z")
_ABOUT = re.compile(
    r"\s+(?!(?:who|and|but|as|in|on|at|to|from|for|said|says|told|tells|has|had|was|is|were|met)\b)[a-z]"
)
_TITLE_WORDS = 5  # of an office between a body and who holds it there: "Union deputy foreign affairs chief Varga"
# Words of a clause, which stand in no office.
_NO_TITLE = frozenset({"a", "an", "the", "and", "or", "but", "that", "which", "who", "is", "are", "was", "were", "be",
                       "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "of", "to", "in",
                       "on", "at", "by", "with", "from", "as", "it", "its", "he", "his", "she", "her", "they", "their",
                       "not", "than", "when", "while", "after", "before"})  # fmt: skip
_NOBLE = frozenset({"duke", "duchess", "earl", "count", "countess", "baron", "baroness", "marquess"})  # of no body
_CLAUSE = _NO_TITLE - {"a", "an", "the", "and", "of", "to", "in", "on", "at", "with"}  # "their heads that President"
_BODIES = frozenset({"organisation", "group", "place"})


def affiliations(
    readings: Sequence[Reading], index: EntityIndex, story_of: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The body that each person serves, by entity id, as most reports that tell of one say; none where they differ.

    Officials of whom no report tells it serve the state for which they speak: "Ostrel would wait, the minister said".
    """
    nouns = by_nouns(readings, index, story_of or {})
    told = _settled([sorted({*_told(reading, index), *nouns.get(reading.report.id, ())}) for reading in readings])
    return _settled([sorted(set(_spoken(reading, index))) for reading in readings]) | told


def _settled(votes: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in votes:
        for person, body in one:
            counts[person][body] += 1
    found = {}
    for person, bodies in sorted(counts.items()):
        first, *rest = sorted(bodies, key=lambda body: (-bodies[body], body))
        if not rest or bodies[first] >= _SURE * bodies[rest[0]]:
            found[person] = first
    return found


@once_a_report
def _spoken(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, str]]:
    """The states of whose will an official speaks; of listed ones as often another's ("Peru will pay", he said)."""
    text, report = reading.report.text, reading.report.id
    unlisted = (m for m in reading.entities if m.type == "place" and country_of(m.name) is None)
    places = {m.start: m for m in unlisted if m.country in {None, m.name}}
    for statement in reading.statements:
        start = statement.content[0].start
        start += 5 * text.startswith("that ", start)
        state = places.get(start)
        person = index.find(report, statement.speaker_name)
        if state is None or person is None or _WILLS.match(text, state.end, state.end + _TO_VERB) is None:
            continue
        whom = index.find(report, state.name)
        entity = index.by_id[person]
        official = any((held := serving(role.role)) is not None and held.sector == "GOV" for role in entity.roles)
        if official and entity.type == "person" and entity.country is None and whom is not None:
            yield person, whom


@once_a_report
def _told(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, str]]:
    text, report = reading.report.text, reading.report.id
    for one, two in _neighbours(reading):
        between = text[one.end : two.start]
        person = body = None
        if two.type == "person" and one.type in _BODIES and _leads(text, one, between):
            person, body = two, one
        elif one.type == "person" and two.type in _BODIES:
            follows = _follows(text, two, between) or _owns(text, two, between)
            person, body = (one, two) if follows else (None, None)
        if person is not None and body is not None:
            yield from _ids(report, person, body, index)
    yield from _owned(reading, index)


def _neighbours(reading: Reading) -> Iterator[tuple[EntityMention, EntityMention]]:
    for one, two in pairwise(reading.entities):
        if 0 < two.start - one.end <= _REACH:
            yield one, two


def _ids(report: str, person: EntityMention, body: EntityMention, index: EntityIndex) -> Iterator[tuple[str, str]]:
    who, whom = index.find(report, person.name), index.find(report, body.stands_for or body.name)
    if who is not None and whom is not None and who != whom:
        yield who, whom


def _leads(text: str, body: EntityMention, between: str) -> bool:
    """ "The Council's negotiator, Ines Varga", "the negotiator of the Council, Ines Varga", "Council leader Varga"."""
    possessed = _SENT.match(between) or _POSSESSED.match(between)
    if possessed is not None:
        return possessed.re is _SENT or _serves(possessed["office"], body)
    if _PART_OF.match(between) and body.stands_for is None:
        head = _HEADED.search(text[max(0, body.start - _REACH) : body.start])
        return head is not None and _serves(head["office"], body)
    before = None
    if re.fullmatch(r",?\s+", between):
        before = _OFFICE_OF.search(text[max(0, body.start - _REACH) : body.start])
    if before is not None:
        return _serves(before["office"], body)
    if body.type == "place" and body.stands_for is None:
        return False  # "talks with Ostrel President Varga"
    return between.replace(" ", "").replace("-", "").isalpha() and _is_title(between) and _serves(between, body)


def _is_title(words: str) -> bool:
    """Whether the words are an office and nothing else: not "Democrats are roasting President Venn"."""
    pieces = words.split()
    if not pieces or len(pieces) > _TITLE_WORDS or pieces[-1][0].isupper():
        titled = all(piece[0].isupper() or piece in {"of", "for", "and"} for piece in pieces)
        return 0 < len(pieces) <= _TITLE_WORDS and titled
    return not any(piece in _NO_TITLE or piece.endswith(("ed", "ing")) for piece in pieces)


def _follows(text: str, body: EntityMention, between: str) -> bool:
    """ "Ines Varga, the negotiator of the Council", "Ines Varga of the Council"; not "Varga for the Ostrel vote"."""
    if body.type == "place" and _ABOUT.match(text, body.end):
        return False
    if body.type != "place" and (_MEMBER.match(between) or _LED.match(between)):
        return body.stands_for is None
    if _SPEAKS.match(between):
        return body.type != "place" or body.country == body.name
    apposed = _APPOSED.match(between)
    return apposed is not None and _serves(apposed["office"], body)


def _owns(text: str, body: EntityMention, between: str) -> bool:
    """ "Ines Varga, Ostrel's foreign minister": whose office stands behind a comma."""
    owned = _OWNS.match(text, body.end) if re.fullmatch(r",\s+(?:the\s+)?", between) else None
    return owned is not None and _serves(owned["office"], body)


def _owned(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, str]]:
    """ "The Council will stay, its negotiator, Ines Varga, said": its is the first body that the sentence names.

    Of a sentence that opens with "its", the only body of the sentence before, or the one with which that opens; behind
    a quotation, that one alone.
    """
    text = reading.report.text
    opened: EntityMention | None = None
    only: EntityMention | None = None
    for span in reading.sentences:
        inside = [m for m in reading.entities if span.start <= m.start < span.end]
        opening = inside[0] if inside and inside[0].type in _BODIES else None
        its = _ITS_NEXT.match(text, span.start, span.end) if opening is None and inside else None
        whose = opened if its is None or its["quoted"] else opened or only
        named = its is not None and inside[0].type == "person" and _TITLED.fullmatch(text, its.end(), inside[0].start)
        if its is not None and whose is not None and named:
            yield from _ids(reading.report.id, inside[0], whose, index) if _serves(its["office"], whose) else ()
        for one, person in pairwise(inside if opening is not None else ()):
            near = seek(_ITS, text[max(one.end, person.start - _REACH) : person.start])
            if opening is not None and person.type == "person" and near is not None:
                yield from _ids(reading.report.id, person, opening, index) if _serves(near["office"], opening) else ()
        opened = opening if opening is not None and opening.start - span.start <= _ARTICLE else None
        bodies = [m for m in inside if m.type in _BODIES]
        only = bodies[0] if len({m.stands_for or m.name for m in bodies}) == 1 else None


def _serves(words: str, body: EntityMention) -> bool:
    """Whether words end in an office that speaks for a body; a place's only if it is one of government."""
    held, pieces = serving(words), words.lower().split()
    other = not _NOBLE.isdisjoint(pieces[-1:]) or not _CLAUSE.isdisjoint(pieces)
    return held is not None and not other and (body.type != "place" or held.sector in rules()["holders"]["sectors"])
