"""What tells one event from another of its kind: number, format, level, mode, and whether it refers back."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sourcebook.model import EventPlace, EventTime
from sourcebook.read.frames import Trigger, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase


@dataclass(frozen=True, slots=True)
class Words:
    """`data/eventdetails.toml`: word → what it tells."""

    format: dict[str, str]
    mode: dict[str, str]
    level: frozenset[str]
    ordinals: dict[str, int]
    numbers: dict[str, int]
    delegation: frozenset[str]
    leading: frozenset[str]
    telling: frozenset[str]


@cache
def detail_words() -> Words:
    """The packaged lists."""
    data = tomllib.loads(files("sourcebook.read").joinpath("data", "eventdetails.toml").read_text("utf-8"))

    def turned(name: str) -> dict[str, str]:
        return {word: key for key, words in data[name].items() for word in words.split()}

    return Words(
        format=turned("format"),
        mode=turned("mode"),
        level=frozenset(data["level"]["words"].split()),
        ordinals={word: int(key) for word, key in turned("ordinals").items()},
        numbers={word: int(key) for word, key in turned("numbers").items()},
        delegation=frozenset(data["delegation"]["nouns"].split()),
        leading=frozenset(data["delegation"]["verbs"].split()),
        telling=frozenset(data["telling"]["verbs"].split()),
    )


def ordinal_of(scene: Scene, phrase: NounPhrase | None) -> int | None:
    """The 2 of "second round" and "round two"; None without a number ("the next meeting")."""
    if phrase is None:
        return None
    words = detail_words()
    if phrase.first == 1 and scene.lower(0) in words.ordinals and phrase.head == 1:
        return words.ordinals[scene.lower(0)]  # "Third meeting in Lima: 4 May"
    for i in range(phrase.first, phrase.last):
        word = scene.lower(i)
        if (
            word in words.ordinals
            and scene.lower(i + 1) not in {"-ever", "day", "time"}
            and (i < phrase.head or phrase.last - phrase.first == 2)
        ):
            return words.ordinals[word]
        if i > phrase.first and scene.lower(i - 1) in {"round", "session"} and word in words.numbers:
            return words.numbers[word]
    if scene.noun(phrase.head) not in _NUMBERED:
        return None
    at = phrase.last
    if scene.lower(at) in _NUMBER_SIGNS:
        at += 2 if scene.lower(at + 1) == "." else 1
    return words.numbers.get(scene.lower(at))


def outer_number(scene: Scene, phrase: NounPhrase) -> int | None:
    """The 2 of "a second round of hearings", "the second session of the conference"."""
    if scene.lower(phrase.first - 1) != "of" or phrase.first < 2:
        return None
    outer = scene.phrase(phrase.first - 2)
    if outer is not None and outer.first == outer.head and scene.noun(outer.first - 1) in _NUMBERED:
        return detail_words().numbers.get(scene.lower(outer.head))  # "round | two of the talks"
    return ordinal_of(scene, outer) if outer is not None and scene.noun(outer.head) in _OUTER else None


_NUMBERED = frozenset({"round", "session", "sitting"})
_NUMBER_SIGNS = frozenset({"no", "no.", "nr", "nr.", "number", "#", "№"})
_OUTER = frozenset({"round", "session", "sitting", "stage", "phase", "step", "leg", "series", "set"})


def format_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> str | None:
    """Bilateral, trilateral … where a word says so."""
    table = detail_words().format
    near = _near(found, span)
    return next((table[scene.lower(i)] for i in near if scene.lower(i) in table), None)


def mode_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> str | None:
    """The trigger's own mode, or how a consultation was held: by phone, online."""
    if found.mode is not None or found.type != "CONSULT":
        return found.mode
    table = detail_words().mode
    phrase = found.phrase
    if phrase is not None:
        own = (table[w] for i in range(phrase.first, phrase.last) if (w := scene.lower(i)) in table)
        if (mode := next(own, None)) is not None:
            return mode
    for i in range(span[0] + 1, span[1]):
        if scene.lower(i) in table and scene.lower(i - 1) in {"by", "via", "over", "through", "on", "the"}:
            behind = scene.lower(i - 1) != "the" or scene.lower(i - 2) in {"by", "via", "over", "on"}
            if behind and i > found.head:
                return table[scene.lower(i)]
    return None


def level_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> str | None:
    """ "departmental heads" of "at the level of departmental heads", "ministerial" of "ministerial talks"."""
    for i in range(span[0], span[1]):
        if scene.lower(i) != "level" or scene.lower(i - 1) == "sea":
            continue
        of = scene.phrase(i + 2) if scene.lower(i + 1) == "of" and i + 2 < len(scene.tokens) else None
        if of is not None:
            return _words(scene, of.first, of.last)
        phrase = scene.phrase(i)
        at = phrase.first if phrase is not None else i
        if phrase is not None and scene.lower(at - 1) == "at" and i > at:
            return _words(scene, at, i)
    involved = _involved(scene, span)
    if involved is not None:
        return involved
    words = detail_words().level
    return _seated(scene, found) or next((scene.lower(i) for i in _near(found, span) if scene.lower(i) in words), None)


def _involved(scene: Scene, span: tuple[int, int]) -> str | None:
    """ "heads of departments" of "a meeting involving heads of departments": offices without a name."""
    for i in range(span[0], span[1] - 1):
        phrase = scene.phrase(i + 1) if scene.lower(i) in {"involving", "of"} else None
        if phrase is None or scene.entities_in(phrase.first, phrase.last) or scene.noun(phrase.head) not in _RANKS:
            continue
        if scene.lower(i) == "of" and scene.tag(phrase.head) != "NNS":
            continue
        of = scene.phrase(phrase.last + 1) if scene.lower(phrase.last) == "of" else None
        if of is not None and scene.entities_in(of.first, of.last):
            continue  # "the leaders of Ostrel" are participants
        return _words(
            scene, phrase.first, of.last if of is not None and scene.tag(phrase.head) == "NNS" else phrase.last
        )
    return None


def _seated(scene: Scene, found: Trigger) -> str | None:
    """ "foreign ministers" of "the foreign ministers of Ostrel and Maro met": the one rank of those who meet."""
    subject = found.frame.subject if found.frame is not None else None
    opens = [scene.phrase(phrase_start(scene, subject)), subject] if subject is not None else []
    if found.phrase is not None and scene.lower(found.phrase.last) == "between":
        opens.append(scene.phrase(found.phrase.last + 1))
    for phrase in opens:
        if phrase is None or scene.tag(phrase.head) != "NNS" or scene.noun(phrase.head) not in _RANKS:
            continue
        named = [i for i in range(phrase.first, phrase.head) if scene.entity(i) is not None or scene.tag(i) == "CD"]
        return _words(scene, max(named, default=phrase.first - 1) + 1, phrase.head + 1)
    return None


_RANKS = frozenset({"head", "minister", "deputy", "director", "expert", "leader", "ambassador"})


def _words(scene: Scene, first: int, last: int) -> str:
    while first < last and scene.tag(first) in {"DT", "PRP$"}:
        first += 1
    return " ".join(t.text for t in scene.tokens[first:last])


def _near(found: Trigger, span: tuple[int, int]) -> range:
    if found.phrase is not None:
        return range(found.phrase.first, found.phrase.last)
    return range(span[0], span[1])


def refers_back(scene: Scene, found: Trigger, when: EventTime | None, place: EventPlace | None) -> bool:
    """Whether a definite noun names the event without telling it apart: "the talks", "the meeting"."""
    phrase = found.phrase
    if phrase is None or when is not None or place is not None or ordinal_of(scene, phrase) is not None:
        return False
    definite = phrase.determiner in {"the", "this", "these", "that", "those", "their", "its"}
    such = scene.lower(phrase.first) == "no" and scene.lower(phrase.first + 1) == "such"
    return (definite or such) and not scene.entities_in(phrase.first, found.last)
