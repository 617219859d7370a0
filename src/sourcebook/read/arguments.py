"""Who takes part in an event: the clause's phrases, resolved within the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.offices import office
from sourcebook.model import Actor, EntityMention, Span
from sourcebook.model.reading import ActorRole
from sourcebook.read.attendance import attending
from sourcebook.read.claimants import claimant
from sourcebook.read.couples import couple_before
from sourcebook.read.entity_words import words
from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.frames import Frame, Trigger, phrase_end, phrase_start
from sourcebook.read.partakers import acting, arranger, companions, extent, parties, present, surviving
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_TARGET_PREPOSITIONS = frozenset({"to", "against", "on", "with", "for", "of", "at", "from", "upon", "over"})
_WITH = frozenset({"with", "between", "among", "involving", "alongside", "opposite"})
_HOSTING = frozenset({"host", "receive", "welcome", "greet"})
_CHAIRING = _HOSTING | {"chair", "mediate", "moderate", "convene", "lead", "preside", "sponsor", "facilitate", "broker"}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_WHERE = frozenset(
    {"in", "at", "near", "to", "from", "into", "around", "outside", "inside", "through", "across", "on", "off"}
)


# --- actors


def actors_of(scene: Scene, found: Trigger) -> tuple[Actor, ...]:
    """Everybody who takes part, in the order of the text; nobody twice."""
    actors: dict[str, Actor] = {}
    for role, first, last in _parts(scene, found):
        for span, name, code in named(scene, first, last):
            known = actors.get(name)
            if known is None:
                actors[name] = Actor(start=span.start, end=span.end, name=name, role=role, code=code)
    everybody = list(actors.values())
    for role, first, last in _parts(scene, found):
        for actor in described(scene, first, last, role):
            if role != "participant" and not any(a.start < actor.end and actor.start < a.end for a in everybody):
                everybody.append(actor)
    return tuple(sorted(everybody, key=lambda a: (a.start, a.end)))


_NO_PARTY = frozenset({"effect", "place", "force", "office", "power", "part", "shape", "hold"})  # "took effect"


def described(scene: Scene, first: int, last: int, role: ActorRole) -> list[Actor]:
    """The phrases of the tokens [first, last), whether or not they name anybody, as nominal actors."""
    found = []
    at = first
    while at < last:
        phrase = scene.phrase(at)
        if phrase is None:
            at += 1
            continue
        stop = min(phrase.last, last)
        bare = scene.noun(phrase.head) in _NO_PARTY and phrase.head == phrase.first
        if at <= phrase.head < stop and not (bare or scene.is_time(phrase) or _of_party(scene, phrase)):
            span = scene.span(at, stop)
            words = scene.around.document.text[span.start : span.end]
            found.append(Actor(start=span.start, end=span.end, name=words, role=role, nominal=True))
        at = max(stop, at + 1)
    return found


def _parts(scene: Scene, found: Trigger) -> Iterator[tuple[ActorRole, int, int]]:
    """The token ranges that name actors, with the part that they take."""
    mutual = found.type in {"CONSULT", "COOPERATE"} and found.mode != "visit"
    source: ActorRole = "participant" if mutual else "source"
    target: ActorRole = "participant" if mutual else "target"
    if found.frame is not None:
        yield from _frame_parts(scene, found, found.frame, (source, target))
        for company in companions(scene, found):
            yield source, *company
    attendants = attending(scene, found)
    if attendants is not None:
        yield source, *attendants
    for sides in parties(scene, found):
        yield "participant", *sides
    if (arranging := arranger(scene, found)) is not None:
        yield source, *arranging
    if (there := present(scene, found)) is not None:
        yield source, *there
    if (told := surviving(scene, found)) is not None:
        yield told
    if found.type == "ASSAULT" and (doer := claimant(scene, found)) is not None:
        yield source, *doer
    if found.phrase is not None and scene.lower(found.phrase.head) != "one":
        yield from _noun_parts(scene, found, found.phrase, (source, target))


def _frame_parts(
    scene: Scene, found: Trigger, frame: Frame, roles: tuple[ActorRole, ActorRole]
) -> Iterator[tuple[ActorRole, int, int]]:
    source, target = roles
    event_is_subject = found.phrase is not None and found.phrase.first < frame.group.first
    subject = None if event_is_subject else frame.subject
    if subject is not None:
        hosting = found.type == "CONSULT" and frame.group.lemma in _HOSTING and not frame.group.passive
        hosting = hosting and not scene.is_person(subject)  # who receives a guest meets them
        couple = couple_before(scene, frame.group)
        plural = found.type == "AGREE" and (couple is not None or scene.is_plural(subject))
        role: ActorRole = "host" if hosting else "participant" if plural else source
        role = target if frame.group.lemma == "survive" else role
        yield role, *(couple or (phrase_start(scene, subject), extent(scene, subject, frame.group.first)))
    if frame.object is not None and frame.object is not found.phrase:
        if not scene.is_place(frame.object) or (scene.is_country(frame.object) and found.mode != "visit"):
            yield target, phrase_start(scene, frame.object), acting(scene, frame.object)
        elif found.type in {"COERCE", "ASSAULT"}:
            yield "target", frame.object.first, frame.object.last
    yield from _prepositional_parts(scene, found, frame, target)


def _prepositional_parts(
    scene: Scene, found: Trigger, frame: Frame, target: ActorRole
) -> Iterator[tuple[ActorRole, int, int]]:
    for name, phrase in frame.preps:
        if scene.is_time(phrase) or phrase is found.phrase:
            continue
        if found.noun == "aid delivery":
            yield ("source" if name in {"from", "by"} else "target"), phrase.first, phrase_end(scene, phrase)
        elif name == "by" and found.type == "CONSULT" and frame.group.passive:
            yield ("host" if frame.group.lemma in _CHAIRING else "participant"), phrase.first, acting(scene, phrase)
        elif name in _WITH:
            mutual = found.type in {"CONSULT", "AGREE", "COOPERATE"}
            yield ("participant" if mutual else target), phrase.first, acting(scene, phrase)
        elif found.type == "CONSULT" and name == "to" and found.mode != "visit":
            yield "participant", phrase.first, phrase_end(scene, phrase)
        elif found.type not in {"CONSULT", "AGREE"} and name in _TARGET_PREPOSITIONS:
            yield "target", phrase.first, phrase_end(scene, phrase)


def _noun_parts(
    scene: Scene, found: Trigger, phrase: NounPhrase, roles: tuple[ActorRole, ActorRole]
) -> Iterator[tuple[ActorRole, int, int]]:
    source, target = roles
    yield source, phrase.first, phrase.head
    last = max(found.last, phrase.last)
    at = phrase.last
    while at < last:
        other = scene.phrase(at)
        if other is None or other.first != at:
            at += 1
            continue
        name = scene.lower(at - 1)
        if name in _WITH | {"by"}:
            role: ActorRole = (
                "participant"
                if name == "between" or (name in _WITH and found.type in {"CONSULT", "AGREE", "COOPERATE"})
                else source
            )
            yield role, other.first, max(phrase_end(scene, other), other.last)
        elif name == "of" and found.mode == "restrict" and (named_here := _sides_of(scene, other)):
            yield source, *named_here  # "the sanctions of the Pact against Vardania"
        elif (
            name in {"of", "and", "against", "on", "to", "from"}
            and found.type != "CONSULT"
            and not scene.is_place(other)
        ):
            yield target, other.first, other.last
        elif name in {"of", "and"} and scene.is_actor(other):
            yield source, other.first, phrase_end(scene, other)
        at = other.last


def _sides_of(scene: Scene, phrase: NounPhrase) -> tuple[int, int] | None:
    """The tokens of the phrase where it names somebody who can impose something; None where it names a thing."""
    return (phrase.first, phrase.last) if scene.is_actor(phrase) else None


def named(scene: Scene, first: int, last: int) -> list[tuple[Span, str, str | None]]:
    """Who the tokens [first, last) name: each with its span, its name in this report and its code."""
    found: list[tuple[Span, str, str | None]] = []
    at = first
    while at < last:
        phrase = scene.phrase(at)
        if phrase is None:
            at += 1
            continue
        stop = min(phrase.last, last)
        found.extend(_in_phrase(scene, phrase, at, stop))
        at = max(stop, at + 1)
    return found


def _in_phrase(scene: Scene, phrase: NounPhrase, first: int, last: int) -> Iterable[tuple[Span, str, str | None]]:
    if _is_where(scene, phrase) or _of_party(scene, phrase):
        return []
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    marks = [
        m for m in scene.entities if m.start < end and start < m.end and (_acts(m) or _takes_sides(scene, m, phrase))
    ]
    marks = _without_titles(scene, marks)
    if scene.around.cast.is_party(scene.sentence, first, phrase.head):
        party = scene.around.cast.resolve(scene.span(first, last), scene.sentence)
        return [(scene.span(first, last), party, None)] if party is not None else []
    holders = _holders(scene, phrase, marks)
    if holders:
        return [(scene.span(first, last), name, None) for name in holders]
    if marks:
        return [(Span(start=m.start, end=m.end), m.stands_for or m.name, _code(scene, m, phrase)) for m in marks]
    if scene.is_time(phrase) or scene.entity(phrase.head) is not None:
        return []
    span = scene.span(first, last)
    refers = phrase.pronoun or phrase.determiner is not None or scene.is_actor(phrase)
    organ = _organ(scene, phrase)
    if organ is not None:
        return [(span, *organ)]
    names: tuple[str, ...] = ()
    if refers and scene.is_actor(phrase):
        names = scene.around.cast.resolve_many(span, scene.sentence)
    if not names and phrase.first == first and scene.tag(first) == "PRP$" and _owned(scene, phrase):
        span = scene.span(first, first + 1)  # "their second round", "its energy ministers"
        names = scene.around.cast.resolve_many(span, scene.sentence)
    return [(span, name, None) for name in names]


def _is_where(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase says where, not who: "the port of Lima", "signed in the Norwegian capital"."""
    host = scene.phrase(phrase.first - 2) if scene.lower(phrase.first - 1) == "of" else None
    if host is not None and in_group("locality", scene.noun(host.head)):
        return True
    return in_group("seat", scene.noun(phrase.head)) and scene.lower(phrase.first - 1) in {"in", "at", "to", "from"}


def _of_party(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether it is whose a party is: "the garrison of Lima" is the garrison, or the body that it is of."""
    host = scene.phrase(phrase.first - 2) if scene.lower(phrase.first - 1) == "of" else None
    return host is not None and scene.around.cast.is_party(scene.sentence, host.first, host.head)


def _organ(scene: Scene, phrase: NounPhrase) -> tuple[str, str | None] | None:
    """The state, with its code, for which a body acts that only its place tells: "Lima police", "a court in Lyon"."""
    if not in_group("organ", scene.noun(phrase.head)):
        return None
    last = phrase.last
    if any(scene.lower(i) in words("reference_states", "nobodys") for i in range(phrase.first, phrase.head)):
        return None  # "an arbitration court in Vienna" is no organ of Austria
    sits = in_group("bench", scene.noun(phrase.head)) and scene.lower(last) in {"in", "of"}
    behind = scene.phrase(last + 1) if sits and last + 1 < len(scene.tokens) else None
    marks = scene.entities_in(phrase.first, behind.last if behind is not None else last)
    place = next((m for m in marks if m.type == "place"), None)
    if place is None:
        state = scene.around.cast.main_state if not marks and _is_states(scene, phrase) else None
    else:
        state = place.country or place.name  # that of a land no list has other reports may tell
    country, held = country_of(state) if state is not None else None, office(scene.noun(phrase.head))
    code = f"{country.alpha3} {held.sector}" if country is not None and held is not None else None
    return (state, code) if state is not None else None


def _is_states(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase says no more than that it is a state's: "the army", "parliament"."""
    bare = phrase.head - phrase.first == (scene.lower(phrase.first) == "the")
    return bare and scene.noun(phrase.head) in words("reference_states", "organs")


def _owned(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the owner of what the phrase names takes part: of a deed ("its launch"), or of those who act."""
    return scene.is_actor(phrase) or scene.noun(phrase.head) in triggers().nouns


def _holders(scene: Scene, phrase: NounPhrase, marks: list[EntityMention]) -> tuple[str, ...]:
    """The people behind an office that the phrase names by its country: "the Vardanian and Ostreli presidents"."""
    held = office(scene.noun(phrase.head))
    if held is None or held.rank > 2 or not marks or any(m.type == "person" for m in marks):
        return ()
    names = scene.around.cast.resolve_many(scene.span(phrase.first, phrase.last), scene.sentence)
    people = [n for n in names if (known := scene.around.cast.entity(n)) is not None and known.type == "person"]
    return tuple(people) if len(people) == len(names) else ()


def _acts(mark: EntityMention) -> bool:
    if mark.stands_for is not None or mark.type in {"person", "organisation", "group"}:
        return True
    return mark.type == "place" and mark.country == mark.name


def _takes_sides(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> bool:
    """Whether a place that no list has acts here: it is no more than a place after "in", "at" or "from"."""
    if mark.type != "place" or mark.country is not None:
        return False
    head = scene.entity(phrase.head)
    if head is not mark:
        return head is None and scene.is_actor(phrase)  # "Vardania's army"
    return scene.lower(phrase.first - 1) not in _WHERE


def _without_titles(scene: Scene, marks: list[EntityMention]) -> list[EntityMention]:
    """Drop what only introduces a person in the same phrase: "Vardanian President Lenk", "Lenk's envoy Maro"."""
    people = [m for m in marks if m.type == "person"]
    if not people:
        return marks
    kept = []
    for mark in marks:
        follows = scene.around.document.text[mark.end : mark.end + 2].lower()
        possessor = any(follows.startswith(p) for p in _POSSESSIVE)
        later = any(p.start > mark.start for p in people)
        if (mark.type == "person" and not (possessor and later)) or (mark.type != "person" and not later):
            kept.append(mark)
    return kept


def _code(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> str | None:
    country = country_of(mark.country) if mark.country else None
    if mark.stands_for is not None and country is None:
        country = country_of(mark.stands_for)
    sector = _sector(scene, mark, phrase)
    if sector == "IGO" and country is None:
        return "IGO"
    return f"{country.alpha3} {sector}" if country is not None and sector is not None else None


def _sector(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> str | None:
    if mark.type == "person":
        held = office(mark.role) if mark.role else None
        return held.sector if held else None
    if mark.type == "organisation":
        body = institution(mark.name)
        return body.sector if body else None
    if mark.stands_for is not None or (mark.type == "place" and mark.country == mark.name):
        inside = scene.tokens[phrase.head].start >= mark.end
        held = office(scene.noun(phrase.head)) if inside else None
        return held.sector if held else "MIL" if inside and in_group("troops", scene.noun(phrase.head)) else "GOV"
    return None
