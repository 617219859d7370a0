"""Where the words end that belong to an event's noun: its sides, place and time."""

from __future__ import annotations

from sourcebook.read.eventwords import in_group
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

# No event's noun phrase of the news corpora goes on for longer; more is a list or hostile input.
FURTHEST = 60
# What joins an event's noun to what tells it apart.
_EVENT_PREPOSITIONS = frozenset(
    [
        "between",
        "with",
        "among",
        "of",
        "in",
        "at",
        "on",
        "over",
        "about",
        "for",
        "to",
        "from",
        "by",
        "against",
        "into",
        "around",
        "within",
        "near",
        "outside",
        "inside",
        "during",
        "since",
        "last",
        "next",
    ]
)

# Participles that carry an event's time or place: "the talks scheduled for Friday".
_HELD = frozenset({"hold", "convene", "host"})


def extent(scene: Scene, phrase: NounPhrase) -> tuple[int, int]:
    """The tokens of an event's noun phrase with the phrases that tell it apart: sides, place, time."""
    at, name = phrase.last, ""
    furthest = min(len(scene.tokens), phrase.last + FURTHEST)
    while at < furthest:
        if scene.time(at) is not None:
            at += 1
            continue
        aside = _aside(scene, at)
        if aside > at:
            at = aside
            continue
        group = scene.group(at + 1) if scene.lower(at) == "," else scene.group(at)
        if group is not None:
            scheduled = in_group("arranging", group.lemma) or group.lemma in _HELD
            if not scheduled or group.finite or scene.tag(group.head) != "VBN":
                break
            at = group.last
            continue
        follow = scene.phrase(at + 1) if at + 1 < len(scene.tokens) else None
        timed = at + 1 < len(scene.tokens) and scene.time(at + 1) is not None
        if scene.lower(at) in _EVENT_PREPOSITIONS and timed:
            at += 1
        elif (scene.lower(at) in _EVENT_PREPOSITIONS and follow is not None) or (
            scene.lower(at) in {"and", ","} and follow is not None and _joins_sides(scene, name, at, follow)
        ):
            name = scene.lower(at) if scene.lower(at) in _EVENT_PREPOSITIONS else name
            at = follow.last
        elif scene.lower(at) in {"’s", "'s"} or _adds_day(scene, at):
            at += 1
        else:
            break
    return phrase.first, at


def _adds_day(scene: Scene, at: int) -> bool:
    """Whether the "and" at `at` adds a day to a day: "on Tuesday and Wednesday"."""
    if scene.lower(at) != "and":
        return False
    return all((t := scene.time(i)) is not None and t.earliest == t.latest is not None for i in (at - 1, at + 1))


def _aside(scene: Scene, at: int) -> int:
    """Where a place's country, a standing measure's "in force", or "late" before a time ends that begins at `at`."""
    if scene.lower(at) in {"late", "early"}:
        timed = scene.time(at + 1) is not None or (
            scene.lower(at + 1) in {"on", "in"} and scene.time(at + 2) is not None
        )
        return at + 1 if timed else at
    if scene.lower(at) != ",":
        return at
    if scene.lower(at + 1) == "due":
        day = at + 2 + (scene.lower(at + 2) in {"on", "by", "in"})
        return max((i + 1 for i, time in enumerate(scene.time_of) if time and time is scene.time(day)), default=at)
    if scene.lower(at + 1) == "in" and scene.lower(at + 2) in {"force", "effect"}:
        return at + 4 if scene.lower(at + 3) in {"since", "from"} else at + 3
    day = at + 2 if scene.lower(at + 1) == "on" else at + 1
    if scene.time(day) is not None:
        return _dated(scene, at, day)
    before, after = scene.entity(at - 1), scene.entity(at + 1)
    if before is None or before.type != "place" or after is None or after.type != "place":
        late = before is not None and before.type == "place" and scene.lower(at + 1) in {"late", "early"}
        return at + 1 if late and scene.time(at + 2) is not None else at
    if after.country != after.name or before.country not in {after.name, None}:
        return at
    end = next((i for i in range(at + 1, len(scene.tokens)) if scene.entity(i) is not after), len(scene.tokens))
    closes = scene.lower(end) == "," and (scene.time(end + 1) is not None or _aside(scene, end) > end)
    return end + 1 if closes else end


def _dated(scene: Scene, at: int, day: int) -> int:
    """Where a day between commas ends that goes with the noun: "their next meeting, on 10 May, …"; else `at`."""
    end = day
    while scene.time(end) is not None:
        end += 1
    return end if scene.lower(end) in {",", ".", ";", ""} and scene.noun(at - 1) not in {"", "time"} else at


def _joins_sides(scene: Scene, name: str, at: int, follow: NounPhrase) -> bool:
    """Whether the "and" or comma at `at` adds a side to what preposition `name` opened: an actor, no new subject."""
    between = name == "between"
    if not (scene.is_actor(follow) or (between and scene.is_place(follow))):
        return False
    if not name or scene.group(at - 1) is not None:
        return False
    if scene.lower(at) == ",":
        goes_on = any(scene.lower(i) == "and" for i in range(follow.first, follow.last + 1))
        return goes_on and name in {"between", "with", "among", "of"}
    after = scene.group(follow.last) if follow.last < len(scene.tokens) else None
    return after is None or not after.finite or between
