"""Speakers whom no report names: "a European diplomat", "the finance ministry", "a person close to the president".

What they said stays theirs: an entity for each in its report and the copies of it, called as it calls them. "The
diplomat" is the one of whom the report told before. Where a wording elsewhere names somebody, the statement is theirs.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from sourcebook.lexicon.names import fold, given_gender, is_honorific
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.parties import party_noun
from sourcebook.lexicon.people import is_person_noun, singular
from sourcebook.link.ids import stable_id
from sourcebook.model import Entity, EntityMention, Evidence, Reading, Span, Statement, StatementMention
from sourcebook.model.reading import EntityType

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex

_REACH = 60  # code points between a speaker and the verb that belong to the speaker
_UNNAMED = "named by no report: who speaks is called so"
_NAMED = "a name under which somebody speaks"
_NEXT = 4  # code points between a verb and the speaker behind it
_OWNERS = {"his": "m", "her": "f"}
_NEAR = 250  # code points before "her office" in which she is named
_WORDS = 9  # of a phrase that names somebody by what they are
_GAP = re.compile(r"\s+((?:[\w’'-]+\s+){1,8})\Z")
_BEHIND = re.compile(
    r" (?:in|at|of|from|for|close to|near) (?:(?:the|his|her|its|their|an?) )?"
    r"(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*|[a-z-]+)"
)
_CAPITALS = re.compile(r"(?:the |The )?((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,3})")
_APPOSED = re.compile(r", (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}), ")
_GOES_ON = re.compile(r"\.? [A-Z]")
_CROWDS = frozenset({"people", "men", "women"})
_NAME = re.compile(r"((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)\Z")


def with_voices(
    statements: Sequence[Statement], readings: Sequence[Reading], index: EntityIndex, origin_of: Mapping[str, str]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements, those of nobody with the unnamed speaker whom most mentions give; and these, by id."""
    voices = _Voices(readings, index, origin_of)
    found: list[Statement] = []
    used: dict[str, Entity] = {}
    for one in statements:
        votes = (
            Counter(who for cited in one.mentions if (who := voices.at(cited)) is not None) if not one.speaker else {}
        )
        who = min(votes, key=lambda who: (-votes[who], who), default=None)
        found.append(one if who is None else msgspec.structs.replace(one, speaker=who))
        if who in voices.entities:
            used[who] = voices.entities[who]
    return tuple(found), tuple(used[who] for who in sorted(used))


@cache
def _words(group: str, name: str) -> frozenset[str]:
    text = files("sourcebook.link").joinpath("data", "voices.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(text)[group][name]).split())


class _Phrase(msgspec.Struct, frozen=True):
    """The words for a speaker: `whole` as they stand, `bare` without what goes before, `base` up to the first cut."""

    whole: str
    bare: str
    base: str
    definite: bool

    @property
    def head(self) -> str:
        return self.base.rsplit(" ", 1)[-1].lower()


class _Voices:
    """Who speaks where a report names nobody, as far as its words say it."""

    def __init__(self, readings: Sequence[Reading], index: EntityIndex, origin_of: Mapping[str, str]) -> None:
        self.entities: dict[str, Entity] = {}
        self._said: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._index = index
        self._known = _known(index)
        for reading in sorted(readings, key=lambda reading: reading.report.id):
            self._read(reading, origin_of.get(reading.report.id, reading.report.id))

    def at(self, cited: Evidence) -> str | None:
        """Who says what is cited."""
        return next(
            (who for start, end, who in self._said[cited.report] if start < cited.end and cited.start < end), None
        )

    def _read(self, reading: Reading, origin: str) -> None:
        report = reading.report.id
        told: list[tuple[_Phrase, str]] = []
        for mention in reading.statements:
            if mention.speaker is None or self._index.find(report, mention.speaker_name) is not None:
                continue
            who = self._known.get(_called(reading, mention.speaker) or "")
            phrase = _phrase(reading, mention) if who is None else None
            if phrase is not None:
                who = next((one for other, one in reversed(told) if _is_again(phrase, other)), None)
                if who is None:
                    voice = _entity(origin, _full(phrase, reading, mention.speaker), reading, mention.speaker)
                    who = self.entities.setdefault(voice.id, voice).id
                told.append((phrase, who))
            if who is not None:
                self._said[report] += [(span.start, span.end, who) for span in mention.content]


def _known(index: EntityIndex) -> dict[str, str]:
    """The one body or place of each name, folded."""
    found: dict[str, set[str]] = {}
    for entity in index.entities:
        for name in entity.names if entity.type != "person" else ():
            found.setdefault(fold(name).removeprefix("the "), set()).add(entity.id)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def _called(reading: Reading, span: Span) -> str | None:
    """The proper name that the words are, folded: "the Lantern House"."""
    match = _CAPITALS.fullmatch(" ".join(span.of(reading.report.text).split()))
    return fold(match[1]) if match is not None else None


def _phrase(reading: Reading, mention: StatementMention) -> _Phrase | None:
    """What the words for a speaker say of who that is; None where they say too little, or mean no person or body."""
    span, text = mention.speaker, reading.report.text
    if span is None:
        return None
    if is_honorific(span.of(text).rsplit(maxsplit=1)[-1].lower()) and _GOES_ON.match(text, span.end):
        return None  # "the Rev." of a name
    found = _cut(" ".join([*span.of(text).split(), *_more(text, span, mention.cue)]))
    return found if found is not None and len(found.bare.split()) <= _WORDS and _is_somebody(found) else None


def _more(text: str, span: Span, cue: Span | None) -> list[str]:
    """The words behind a speaker's that say who of many it is: "a delegate [from Ostrel] said"."""
    if cue is None or cue.end <= span.start <= cue.end + _NEXT:
        behind = _BEHIND.match(text, span.end) if cue is not None else None
        return behind[0].split() if behind is not None else []
    gap = _GAP.fullmatch(text, span.end, cue.start) if 0 < cue.start - span.end <= _REACH else None
    words = gap[1].split() if gap is not None else []
    return words if words and words[0].lower() in _words("cuts", "words") else []


def _cut(whole: str) -> _Phrase | None:
    words = whole.partition(",")[0].split()
    first = 0
    while first < len(words) and words[first].lower() in _words("cuts", "before"):
        first += 1
    bare = words[first:]
    end = next((n for n, word in enumerate(bare) if word.lower() in _words("cuts", "words")), len(bare))
    if not end or words[0].lower() == "no":
        return None
    if end == 1 == len(bare) and not first and _is_listed(bare[0].lower()):
        bare = [bare[0].lower()]  # "Witnesses", at the head of a sentence
    return _Phrase(" ".join(words), " ".join(bare), " ".join(bare[:end]), words[0].lower() == "the")


def _is_somebody(phrase: _Phrase) -> bool:
    return (phrase.bare.lower() not in _CROWDS and _is_listed(phrase.head)) or _names_a_house(phrase)


def _is_listed(noun: str) -> bool:
    """Whether the noun, in lower case, is one for people or for a body that speaks."""
    one = singular(noun)
    listed = any({noun, one} & _words("heads", name) for name in ("bodies", "wide"))
    return listed or is_person_noun(noun) or party_noun(noun) is not None or office(one) is not None


def _names_a_house(phrase: _Phrase) -> bool:
    """Whether the words are a proper name with an article, or of two words: "the Lantern House", "Ostrel Power"."""
    capitals = _CAPITALS.fullmatch(phrase.whole)
    return capitals is not None and (phrase.definite or " " in capitals[1])


def _is_name(phrase: _Phrase) -> bool:
    return not _is_listed(phrase.head) and _names_a_house(phrase)


def _is_again(phrase: _Phrase, before: _Phrase) -> bool:
    """Whether "the diplomat" is the one told of before."""
    if fold(phrase.bare) == fold(before.bare):
        return True
    return phrase.definite and phrase.head == before.head and set(phrase.base.split()) <= set(before.base.split())


def _full(phrase: _Phrase, reading: Reading, span: Span) -> _Phrase:
    """The phrase with which the report brought somebody in, for "the engineer" without a word more."""
    if not phrase.definite or phrase.bare.lower() != phrase.head:
        return phrase
    opening = r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[A-Z]\w+['’]s) (?:[\w’'-]+ ){0,3}"
    pattern = re.compile(rf"{opening}{re.escape(phrase.head)}\b(?:{_BEHIND.pattern})?")
    longest = max((m[0] for m in pattern.finditer(reading.report.text, 0, span.start)), key=len, default="")
    found = _cut(longest) if longest else None
    return found if found is not None and found.head == phrase.head else phrase


def _owner(phrase: _Phrase, reading: Reading, span: Span) -> str | None:
    """Whose "her office" is: the one woman of whom the report just told; None where there are two."""
    gender = _OWNERS.get(phrase.whole.split()[0].lower())
    if gender is None:
        return None
    near = (m for m in reading.entities if m.type == "person" and span.start - _NEAR <= m.start < span.start)
    people = {m.name for m in near if given_gender(m.name) in {None, gender}}
    return people.pop() if len(people) == 1 else None


def _entity(origin: str, phrase: _Phrase, reading: Reading, span: Span) -> Entity:
    owner = _owner(phrase, reading, span)
    whose = f"{owner}'s {phrase.bare}" if owner is not None else phrase.bare
    owned = {whose, f"{phrase.bare} of {owner}"} if owner is not None else set()
    state = next((s for m in reading.entities if span.start <= m.start < span.end and (s := _state(m))), None)
    return Entity(
        id=stable_id("n", "voice", origin, fold(whose)),
        type=_kind(phrase),
        name=whose,
        names=tuple(sorted({phrase.bare, *owned, *_names(phrase), *_besides(phrase, reading, span)})),
        country=state,
        roles=(),
        reasons=(_NAMED if _is_name(phrase) else _UNNAMED,),
    )


def _state(mention: EntityMention) -> str | None:
    return mention.stands_for or (mention.country if mention.country == mention.name else None)


def _kind(phrase: _Phrase) -> EntityType:
    one = singular(phrase.head)
    if one in _words("heads", "bodies") or phrase.head == "police":
        return "organisation"
    if _is_name(phrase):
        return "other"
    return "group" if phrase.head != one or phrase.head in _CROWDS else "person"


def _names(phrase: _Phrase) -> Iterator[str]:
    """The other ways to say it: with its article, without what is behind, its body in front."""
    yield phrase.base
    if phrase.whole.split()[0].lower() in _words("cuts", "before"):
        yield phrase.whole[:1].lower() + phrase.whole[1:]
    words = phrase.bare.split()
    for n, word in enumerate(words):
        if n and word.lower() in _words("cuts", "words"):
            yield " ".join(words[:n])
            yield " ".join(phrase.whole.split()[: n - len(words)])
    owned = phrase.base.replace("’", "'").partition("'s ")[2]
    if owned:
        yield owned
    body = _NAME.search(phrase.bare)
    if body is not None and " of " in phrase.bare and phrase.bare[body.start() - 1 : body.start()] == " ":
        yield f"{body[1]} {phrase.base}"


def _besides(phrase: _Phrase, reading: Reading, span: Span) -> Iterator[str]:
    """What the report calls them besides: "the president's office, Lantern House,"; whose they are, by full name."""
    text = reading.report.text
    apposed = _APPOSED.match(text, span.end)
    if apposed is not None:
        yield apposed[1]
    said = phrase.whole.replace("’", "'")
    inside = [
        m for m in reading.entities if span.start <= m.start < span.end and text.startswith(("'s ", "’s "), m.end)
    ]
    if inside:
        owner, owned = inside[-1].name, said.partition("'s ")[2]
        yield f"{owner}'s {owned}"
        yield f"{owned} of {owner}"
