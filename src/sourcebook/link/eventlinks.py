"""What speaks for two sightings being one event, with its reasons: sides, people, time, place, number and matter.

Likeness of words never decides alone. The weights were set on development stories (DECISIONS.md, event linking).
"""

from __future__ import annotations

from functools import cache

from sourcebook.link.content import content_words
from sourcebook.link.eventbars import NO_SLACK, is_claim, meets, moves, nested, one_death, same_round, slips
from sourcebook.link.landscape import Landscape, subjects
from sourcebook.link.matters import dated, once
from sourcebook.link.sightings import GATHERINGS, Sighting
from sourcebook.link.words import word_key

JOIN_AT = 2.6
COPIED = 0.8  # share of their words' weight from which two clauses of one origin are one passage
UNSIDED = 0.6  # one of the two names nobody: time, place and matter must tell
LONE, UNTIMED = 1.6, 0.8
"""The one event of its matter that fits; two mentions of a matter of which the story knows no day."""
PUT_OFF, LATE = 1.8, 1.6  # a plan and the word that it was put off; a plan and what came a few days later
SPANS = ((3, 2.4), (9, 1.6), (20, 1.0), (62, 0.6))  # days that hold both, and what speaks for one event then
FAR = ((180, 1.4), (30, 0.7))  # days apart, and what speaks against one event from there on
AHEAD_OF_NEWS = 4  # plans are told weeks ahead: four days ahead count as one behind
EVERYDAY = frozenset({"gathering", "agreement", "attack", "sanction"})  # a story tells of many
REFERS = 2.3  # to that mention of its report which a bare "the talks" means
SOME, ALIKE = 0.03, 0.25  # shares of their words' weight: from which clauses of one verb, and two claims, may be one
OFTEN_SAID = 1.0  # against two claims of one side whose words differ: what is said without a day is said often
ONE_THING = 1.0  # two deeds of one stem done to one thing, however their reports put it
STRANGE = 0.6  # against two of kindred classes that share no matter


def evidence(a: Sighting, b: Sighting, scape: Landscape) -> tuple[float, list[str]]:
    """How much speaks for one event, and what; nothing where both name parties and share none.

    Exact where it reaches `JOIN_AT`; below it may be told without the words.
    """
    score, reasons = _shared_parties(a, b)
    if scape.refers(a, b) and (score > 0 or not (_sided(a) and _sided(b))):
        score += REFERS
        reasons.append("refers back in the same report")
    if score == 0:
        if _sided(a) and _sided(b) and not _same_deed(a, b):
            return 0.0, []
        score = UNSIDED
    if one_death(a, b):
        score += JOIN_AT
        reasons.append("the killing of one person")
    elif nested(a, b):
        score += JOIN_AT
        reasons.append("one clause within the other")
    elif a.report == b.report and not (a.dated and b.dated):
        score += 0.6  # a report speaks on of the event that it spoke of
    for more, why in (_shared_time(a, b), _shared_place(a, b), _shared_number(a, b), _shared_matter(a, b, scape)):
        score += more
        reasons += why
    if score + _most_words(a, b) < JOIN_AT:
        return score, reasons  # whatever the words are, which take longest to weigh
    more, why = _shared_words(a, b, scape)
    return score + more, reasons + why


def _sided(s: Sighting) -> bool:
    return bool(s.parties or s.people or s.bodies)


def _same_deed(a: Sighting, b: Sighting) -> bool:
    """Whether it is a deed of one matter or word: one report may name the doer, another the sufferer."""
    return "CONSULT" not in {a.mention.type, b.mention.type} and bool(subjects(a) & subjects(b))


def _shared_parties(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    people, sides = a.people & b.people, a.sides & b.sides
    if len(people) >= 2:
        return 2.2, ["the same people"]
    if len(sides) >= 2:
        exact = a.sides == b.sides
        return (2.0 if exact else 1.6) + 0.4 * len(people), ["the same sides"]
    bodies = (a.bodies & b.bodies) - sides
    score = 0.8 * len(people) + 0.6 * len(sides) + 0.6 * min(1, len(bodies))
    return min(score, 1.6), ["a shared party"] if score else []


def _shared_time(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    put_off = (moves(a, b) or moves(b, a)) and _identified(a, b)
    if put_off and (_from_day(a, b) or _from_day(b, a)):
        return SPANS[0][1], ["put off from its day"]
    if not (a.dated and b.dated):
        return (0.3 + _nearness(a, b) + (PUT_OFF / 2 if put_off else 0.0)), ["put off"] if put_off else []
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return 0.2, []
    if not meets(a.interval, b.interval) and put_off:
        return PUT_OFF, ["put off"]
    union = max(a.latest, b.latest) - min(a.earliest, b.earliest)
    near = next(((score, days) for days, score in SPANS if union.days <= days), None)
    if (slips(a, b) or slips(b, a)) and (near is None or near[0] <= LATE):
        return (PUT_OFF if once(a.matters & b.matters) else LATE), ["came late"]
    return (near[0], [f"both within {near[1]} days"]) if near else (0.2, [])


def _from_day(moved: Sighting, plan: Sighting) -> bool:
    """Whether the one, which comes once and has a day of its own, was put off from the very day of the other."""
    if moved.was is None or not dated(moved.matters & plan.matters) or not plan.dated or plan.days > SPANS[0][0]:
        return False
    return meets(moved.was, plan.interval, NO_SLACK)


def _identified(a: Sighting, b: Sighting) -> bool:
    """Whether more than a day tells that the two are one: who, where, which round, or a matter that isn't everyday."""
    who = a.people & b.people or len(a.sides & b.sides) >= 2
    where = a.place is not None and a.place == b.place
    alike = bool(a.sides & b.sides) and word_key(a.mention.noun) == word_key(b.mention.noun)
    return bool(who or where or alike or same_round(a, b) or (a.matters & b.matters) - EVERYDAY)


def _nearness(a: Sighting, b: Sighting) -> float:
    """For a mention without a day: a little where it stands close in time to the other, something against it where far.

    News without a day is of these days; the further from the other's day, or its report's, the likelier another is
    meant.
    """
    undated, other = (b, a) if a.dated else (a, b)
    day = other.earliest or other.latest if other.dated else other.as_of
    if undated.as_of is None or day is None:
        return 0.0
    apart = (day - undated.as_of).days
    apart = apart // AHEAD_OF_NEWS if apart > 0 else -apart
    return 0.3 / (1 + apart / 7) - next((against for days, against in FAR if apart > days), 0.0)


def _shared_place(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    if a.place is not None and a.place == b.place:
        return (2.0 if a.landmark else 1.4), ["the same place"]
    if a.area is not None and a.area == b.area:
        return 0.7, ["the same country"]
    return 0.0, []


def _shared_number(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    if a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal:
        return 2.0, [f"both the {a.mention.ordinal}. round"]
    return 0.0, []


def _shared_matter(a: Sighting, b: Sighting, scape: Landscape) -> tuple[float, list[str]]:
    one, two = a.mention.noun, b.mention.noun
    common = subjects(a) & subjects(b)
    if not common:
        return (0.0 if a.mention.type == b.mention.type else -STRANGE), []
    score = 0.3 if one == two or (one in GATHERINGS and two in GATHERINGS) or a.matters & b.matters else 0.0
    if a.mention.deed and b.mention.deed and a.rivals & b.rivals:
        return score + ONE_THING, ["done to one thing"]
    if is_claim(a) or is_claim(b) or _bare_verbs(a, b, scape):
        return score, []
    if scape.lone(a, b) or scape.lone(b, a):
        return score + LONE, ["the only one of its kind there"]
    if scape.untimed(a, b):
        return score + (UNTIMED if common <= EVERYDAY - {"attack"} else LONE), ["the only one of its kind there"]
    return score, []


def _bare_verbs(a: Sighting, b: Sighting, scape: Landscape) -> bool:
    """Whether two clauses have no more in common than a verb that no list knows: what they "lose" is two things."""
    if a.matters or b.matters or a.mention.deed or b.mention.deed or not (a.mention.told and b.mention.told):
        return False
    verb = _of(a.mention.noun) | _of(b.mention.noun)
    return a.mention.ordinal is None and scape.likeness(a, b, but=verb)[0] < SOME


def _said_anyway(a: Sighting, b: Sighting) -> frozenset[str]:
    """The words for the deed and for those who take part, which tell nothing of what it is about."""
    said = (
        word for s in (a, b) for name in (s.mention.noun, *(x.name for x in s.mention.actors)) for word in _of(name)
    )
    return frozenset(said)


@cache
def _of(name: str) -> frozenset[str]:
    return frozenset(content_words(name))


def _most_words(a: Sighting, b: Sighting) -> float:
    """No less than what `_shared_words` can give."""
    return (0.7 if "CONSULT" in {a.mention.type, b.mention.type} else 2.9) + (2.7 if a.origin == b.origin else 0.0)


def _shared_words(a: Sighting, b: Sighting, scape: Landscape) -> tuple[float, list[str]]:
    often = is_claim(a) and is_claim(b) and a.report != b.report and not (a.dated and b.dated)
    alike, shared = scape.likeness(a, b, but=_said_anyway(a, b)) if often else scape.likeness(a, b)
    score, reasons = 0.0, []
    if a.origin is not None and a.origin == b.origin and a.report != b.report:
        score += 0.6
        reasons.append("their reports go back to one source")
        if alike >= COPIED:
            score += 2.0
            reasons.append("one passage, copied")
    if "CONSULT" in {a.mention.type, b.mention.type}:
        score += 0.6 * alike
    else:
        plain = (a.dated and b.dated and a.matters & b.matters) or scape.untimed(a, b)
        score += 2.0 * alike + min(0.8, 0.2 * shared) - (0.0 if plain else 0.5)
    if alike >= 0.4:
        reasons.append("the same words")
    if often and alike < ALIKE:
        score -= OFTEN_SAID
    return score, reasons
