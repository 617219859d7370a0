"""Where an event is placed: by a name behind a preposition, or by words that name a place again."""

from __future__ import annotations

from sourcebook.lexicon.countries import demonym
from sourcebook.lexicon.institutions import institution
from sourcebook.model import EntityMention, EventPlace
from sourcebook.read.eventtimes import of_another
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger, phrase_end
from sourcebook.read.placewords import is_where, named_before
from sourcebook.read.plandays import of_what_comes
from sourcebook.read.scene import Scene
from sourcebook.read.sites import is_seat, site_of
from sourcebook.read.syntax import NounPhrase

_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "near", "outside", "inside", "into", "through", "across", "around"})
_WITHIN = frozenset({"in", "at", "near", "outside"})
_TABLES = frozenset({"talk", "round", "negotiation", "summit", "conference", "consultation", "meeting", "session"})
_GATHERINGS = frozenset({"meeting", "summit", "dinner", "lunch", "reception", "ceremony", "gathering", "briefing",
                          "conference", "session"})  # fmt: skip
_SEATED = frozenset({"one", "table", "track", "channel", "format", "process"})  # talks by other words
_HOSTING = frozenset({"host", "accommodate", "house"})
_TRAVEL = frozenset({"travel", "fly", "head", "go", "come", "return", "proceed", "move", "shift", "transfer"})
_BESIDE = frozenset({"and", "or", "but", "after", "before", "following", "ahead"})
_AMID = frozenset({"at", "in", "during", "attended"})
_LATER = frozenset({"after", "following", "since", "before"})
_MADE_THERE = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_AIMED = frozenset({"on", "against", "by"})
_OWNING = frozenset({"'s", "’s", "'", "’", "-", "and"})
_TRIPS = frozenset({"visit", "trip", "journey", "tour"})
_NEAR = 10  # tokens between going somewhere and what is done there
_TOWN = 3  # tokens of a subject that is a town's name
_WORDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN"})
_INDOORS = frozenset({"CONSULT", "PROTEST", "AGREE"})
_MEALS = frozenset({"lunch", "dinner", "breakfast", "luncheon", "tea", "drink", "ceremony", "reception"})
_CHANGING = frozenset({"opening", "closure"})


def place_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """The place that the clause or phrase gives the event; a place that only modifies another noun is not it."""
    site = _site(scene, found)
    if site is not None:
        return site
    return (
        _within(scene, found, span)
        or _described(scene, found, span)
        or _namesake(scene, found, span)
        or _destination(scene, found)
        or _host(scene, found)
        or _sits(scene, found)
        or _listed(scene, found, span)
        or site_of(scene, found)
    )


def _within(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """The first name behind a preposition that says where; a town before a house in it: "at the Ministry in Lima"."""
    first, last = span
    house: EventPlace | None = None
    for mark in scene.entities_in(first, last):
        at = next(i for i in range(first, last) if scene.entity(i) is mark)
        inside = mark.type != "place" and found.type in _INDOORS and _is_house(scene, mark, at)
        where = mark.type == "place" or inside or _is_visited(scene, found, mark, at)
        if not where or of_another(scene, found, at) or not _locates(scene, found, at) or of_next(scene, found, at):
            continue
        place = EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
        if inside and not is_seat(mark):
            house = house or place
        elif found.type not in _WORDS or _was_said_in(scene, mark, at):
            return place
    return house if place_within(scene, first, last) is None else None


def of_next(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the place is that of what stands beside the event: "a round in March and a dinner in Lima".

    Or of what is to come, or was before: "spoke by phone to set up a meeting in Lima", "after the summit in Lima, ...".
    """
    if found.phrase is None:
        return of_what_comes(scene, found, at, named=False) or _of_what_was(scene, found, at)
    joints = (i for i in range(found.phrase.last + 1, at) if scene.lower(i) in _BESIDE and scene.time_of[i - 1])
    beside = (phrase for i in joints if (phrase := scene.phrase(i + 1)) is not None and phrase.first < at)
    return any(not scene.is_time(phrase) or scene.lower(phrase.last) == "of" for phrase in beside)


def _of_what_was(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the place is of what stands behind "after" before the event, and not where that led to a deal."""
    comma = next((i for i in range(at, found.head) if scene.lower(i) == ","), None)
    if comma is None or found.type in _MADE_THERE:
        return False
    return any(scene.lower(i) in _LATER for i in range(at)) and scene.group(at - 1) is None


def place_within(scene: Scene, first: int, last: int) -> EventPlace | None:
    """The first place of the tokens that stands behind "in", "at" or the like."""
    for i in range(first, last):
        mark = scene.entity(i)
        if mark is not None and mark.type == "place" and scene.lower(i - 1) in _WITHIN:
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _listed(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """The town that an item of a row opens with: "each met in June: Lima on the 4th, Quito on the 5th"."""
    lead = next((i for i in range(*span) if scene.lower(i) not in {",", ":", ";", "and"}), span[1])
    mark = scene.entity(lead)
    if found.type != "CONSULT" or found.head >= span[0] or mark is None or mark.type != "place":
        return None
    last = next((i for i in range(lead, span[1]) if scene.entity(i) is not mark), span[1])
    dated = scene.lower(last) in {"on", "from", "in"} and any(scene.time_of[last : last + 3])
    town = mark.country != mark.name and mark.stands_for is None
    return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country) if dated and town else None


def _sits(scene: Scene, found: Trigger) -> EventPlace | None:
    """A town that itself meets is the table that sits there: "Lima had two sides, and met on 4 May"."""
    frame = found.frame
    if found.type != "CONSULT" or found.phrase is not None or frame is None or frame.object is not None:
        return None
    subject = frame.subject
    if subject is None or subject.last - subject.first > _TOWN:
        return None
    if scene.lower(subject.first - 1) in {"and", "from", "of"}:
        return None  # "envoys from Lima and Quito met"
    for mark in scene.entities_in(subject.first, subject.last):
        if mark.type == "place" and mark.country != mark.name and not demonym(scene.tokens[subject.head].text):
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _host(scene: Scene, found: Trigger) -> EventPlace | None:
    """A town that hosts: "Lima hosted the third round"."""
    frame = found.frame
    if frame is None or frame.group.lemma not in _HOSTING or frame.object is None or frame.group.passive:
        return None
    subject = frame.subject if scene.noun(frame.object.head) in _TABLES else None
    mark = scene.entity(subject.head) if subject is not None else None
    if found.type != "CONSULT" or mark is None or mark.type != "place" or mark.country == mark.name:
        return None
    return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)


def _is_house(scene: Scene, mark: EntityMention, at: int) -> bool:
    """Whether the name is that of a house in which people meet, or before which they stand: "at the White House"."""
    before = scene.lower(at - 1) if scene.lower(at - 1) != "the" else scene.lower(at - 2)
    if before not in {"at", "outside", "inside"} or mark.role is not None:
        return False
    named = mark.type in {"organisation", "other"} and in_group("facility", mark.name.lower().split()[-1])
    return named or is_seat(mark)


def _is_visited(scene: Scene, found: Trigger, mark: EntityMention, at: int) -> bool:
    """Whether a name that acts elsewhere is a town that somebody goes to: "a visit to Vessgard"."""
    if found.mode != "visit" or scene.lower(at - 1) != "to" or " " in mark.name or mark.role or mark.country:
        return False
    goes = scene.noun(at - 2) in _TRIPS or scene.tokens[at - 2].lemma in _TRAVEL
    return (
        goes and institution(mark.name) is None and not mark.name.isupper() and mark.type in {"person", "organisation"}
    )


def _destination(scene: Scene, found: Trigger) -> EventPlace | None:
    """Who goes somewhere to meet somebody meets there: "went to Maro to meet the president"."""
    group = found.frame.group if found.frame is not None else None
    if found.type != "CONSULT" or group is None or group.finite or scene.tag(group.first) != "TO":
        return None
    prior = next((g for g in reversed(scene.syntax.verb_groups) if g.last <= group.first), None)
    if prior is None or prior.lemma not in _TRAVEL or group.first - prior.last > _NEAR:
        return None
    for i in range(prior.last + 1, group.first):
        mark = scene.entity(i)
        if mark is not None and mark.type == "place" and scene.lower(i - 1) in {"to", "in"}:
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _was_said_in(scene: Scene, mark: EntityMention, at: int) -> bool:
    """Whether a warning, demand or refusal was spoken in the town: "in Lima" says so of no noun before it.

    Of "officials in Lima", "the war in Peru" it tells nothing; where words were spoken is a town or a building.
    """
    phrase = scene.phrase(at)
    first = phrase.first if phrase is not None else at
    host = scene.phrase(first - 2) if first >= 2 else None
    free = host is None or scene.group(first - 2) is not None or scene.is_time(host)
    return mark.country != mark.name and free and scene.lower(first - 1) in {"in", "at"}


def _namesake(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """Talks go by their town: "the Maro talks", "the second round of the Maro talks", "Maro's second round".

    So do attacks and protests, these by their state as well: "the Osk air strike", "the Peru protests".
    """
    if found.type in {"ASSAULT", "PROTEST"} and found.phrase is not None:
        return _named_for(scene, found, found.phrase)
    if found.type != "CONSULT":
        return None
    for mark in scene.entities_in(*span):
        at = next(i for i in range(*span) if scene.entity(i) is mark)
        phrase = scene.phrase(at)
        town = mark.type == "place" and mark.country != mark.name and not demonym(scene.tokens[at].text)
        if phrase is found.phrase and phrase is not None and _goes_by_house(scene, mark, phrase):
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
        if phrase is None or not town or at >= phrase.head or scene.noun(phrase.head) not in _TABLES:
            continue
        if phrase is found.phrase or scene.lower(phrase.first - 1) == "of":
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _goes_by_house(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> bool:
    """Whether the gathering goes by the seat of government in which it is: "a White House dinner"."""
    if mark.end > scene.tokens[phrase.head].start or scene.noun(phrase.head) not in _GATHERINGS:
        return False
    behind = next((i for i in range(phrase.first, phrase.head) if scene.tokens[i].start >= mark.end), phrase.head)
    known = institution(mark.name) if scene.lower(behind) not in _OWNING else None
    return known is not None and known.seat


def _named_for(scene: Scene, found: Trigger, phrase: NounPhrase) -> EventPlace | None:
    """The place before the noun that tells an attack or a protest; none where one side's doing has its aim behind."""
    if scene.lower(phrase.last) in _AIMED and scene.time(phrase.last + 1) is None:
        return None
    for mark in scene.entities_in(phrase.first, phrase.head):
        last = next(i for i in range(phrase.head - 1, phrase.first - 1, -1) if scene.entity(i) is mark)
        town = mark.type == "place" and (mark.country != mark.name or found.type == "PROTEST")
        named = scene.tokens[last].text in mark.name.split()  # "Norwegian" is of Norway, and no place
        if town and named and scene.lower(last + 1) not in _OWNING:
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _site(scene: Scene, found: Trigger) -> EventPlace | None:
    """What is opened or closed is where it happens: "the Maro Bridge", "one gate of the Ostrel Dam"."""
    if found.noun not in _CHANGING:
        return None
    phrase = (
        found.phrase or (found.frame.object if found.frame else None) or (found.frame.subject if found.frame else None)
    )
    if phrase is None:
        return None
    for mark in scene.entities_in(phrase.first, max(phrase_end(scene, phrase), found.last)):
        state = mark.country == mark.name or mark.stands_for is not None
        if mark.type in {"place", "other", "organisation"} and not state:
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _locates(scene: Scene, found: Trigger, at: int) -> bool:
    phrase = scene.phrase(at)
    frame = found.frame
    arrives = found.mode == "visit" or found.noun == "aid delivery"
    if frame is not None and arrives and frame.object is not None and phrase is frame.object:
        return True
    first = phrase.first if phrase is not None else at
    if phrase is not None and at < phrase.head and not _inside_name(scene, at, phrase):
        return False
    return _stands(scene, found, first)


def _stands(scene: Scene, found: Trigger, first: int) -> bool:
    """Whether the phrase that begins at `first` says where the event is, by its preposition and what stands before."""
    frame = found.frame
    host = scene.phrase(first - 2) if first >= 2 else None
    name = scene.lower(first - 1) if first else ""
    while name == "of" and host is not None and in_group("placekind", scene.noun(host.head)):
        first, name = host.first, scene.lower(host.first - 1)
        host = scene.phrase(first - 2) if first >= 2 else None
    if name not in _PLACE_PREPOSITIONS:
        return False
    goes = frame is not None and found.type == "CONSULT" and frame.group.lemma in _TRAVEL
    if name == "to" and found.mode != "visit" and found.noun not in {"meeting", "summit"} and not goes:
        return False
    if (
        host is None
        or scene.tag(host.head) == "JJ"
        or scene.group(first - 2) is not None
        or scene.is_time(host)
        or scene.lower(host.head) == "place"
    ):
        return True
    if found.type == "CONSULT" and scene.noun(host.head) in _SEATED | _MEALS:
        return True  # "the one in Lima met on Monday", "met for lunch at the White House"
    if found.type == "CONSULT" and scene.noun(host.head) in _TABLES and scene.lower(host.first - 1) in _AMID:
        return True  # "was represented at the round in Lima"
    own = found.phrase is not None and (found.phrase.first <= host.first < max(found.last, found.phrase.last))
    if own or scene.is_actor(host) or scene.is_place(host) or scene.noun(host.head) in {found.noun, "sideline"}:
        return True
    counts = found.type in {"ASSAULT", "PROTEST", "COERCE", "RETREAT", "AID"} and not in_group(
        "conflict", scene.noun(host.head)
    )
    return frame is not None and found.type != "CONSULT" and (frame.object is host or counts)


def _inside_name(scene: Scene, at: int, phrase: NounPhrase) -> bool:
    """Whether the rest of the phrase is names too: "Addis Ababa", "Geneva, Switzerland"."""
    return all(scene.entity(i) is not None for i in range(at, phrase.last))


# --- places by description


def _described(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """ "in the Swiss city", "at the bridge": the place of the report that these words name again."""
    for phrase in scene.syntax.noun_phrases:
        if not span[0] <= phrase.first < span[1] or phrase.determiner != "the":
            continue
        if (scene.is_actor(phrase) and not is_where(scene, phrase)) or not _stands(scene, found, phrase.first):
            continue
        known = named_before(scene, phrase)
        if known is not None:
            where = scene.span(phrase.first, phrase.last)
            return EventPlace(start=where.start, end=where.end, name=known[0], country=known[1])
    return None
