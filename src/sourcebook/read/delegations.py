"""Who sits at the table: sentences that list a delegation's members, joined to the talks that they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sourcebook.model import Actor, EventMention
from sourcebook.read.arguments import named
from sourcebook.read.details import detail_words
from sourcebook.read.frames import Frame, frame_of, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase


def find_delegations(scene: Scene, talks: EventMention | None) -> Iterator[EventMention]:
    """Mentions of `talks`, the consultation reported last, that name who takes part in it.

    "The Vardanian delegation is led by Maro and includes Lenk", "From Ostrel there will be Tessen".
    """
    if talks is None or talks.type != "CONSULT" or not _has_words(scene):
        return
    for group in scene.syntax.verb_groups:
        frame = frame_of(scene, group)
        span = _members(scene, frame)
        if span is None:
            continue
        first, last = span
        people = _people(scene, first, last)
        if not people:
            continue
        sides = [s for p in (frame.subject, frame.object) if _is_side(scene, p) for s in _sides(scene, p)]
        sides += [s for p in _named_besides(scene, first, last) for s in _sides(scene, p)]
        actors = {a.name: a for a in (*sides, *people)}
        whole = scene.span(first, last)
        yield replace(
            talks,
            start=whole.start,
            end=whole.end,
            trigger=scene.span(group.head, group.head + 1),
            actors=tuple(sorted(actors.values(), key=lambda a: a.start)),
            place=None,
            time=None,
            was=None,
            level=None,
            ordinal=None,
            anaphoric=True,
        )


def _has_words(scene: Scene) -> bool:
    words = detail_words()
    lowers = {t.lower for t in scene.tokens}
    return (
        bool(lowers & words.delegation) or scene.lower(0) == "from" or any(t.lemma == "represent" for t in scene.tokens)
    )


def _members(scene: Scene, frame: Frame) -> tuple[int, int] | None:
    """The tokens of the sentence part that lists members, None where the verb lists none."""
    group, words = frame.group, detail_words()
    leads = group.lemma in words.leading
    if leads and (_is_delegation(scene, frame.object) or _is_delegation(scene, frame.subject)):
        start = min(p.first for p in (frame.subject, frame.object) if p is not None)
        return min(start, group.first), _list_end(scene, frame)
    if leads and group.lemma == "represent" and frame.subject is not None and frame.object is not None:
        if not scene.is_actor(frame.subject) or not scene.is_actor(frame.object):
            return None
        return min(phrase_start(scene, frame.subject), phrase_start(scene, frame.object)), _list_end(scene, frame)
    if group.lemma == "be" and scene.lower(0) == "from" and group.first <= 6:
        return 0, _list_end(scene, frame)
    return None


def _is_delegation(scene: Scene, phrase: NounPhrase | None) -> bool:
    return phrase is not None and scene.noun(phrase.head) in detail_words().delegation


def _is_side(scene: Scene, phrase: NounPhrase | None) -> bool:
    return phrase is not None and (_is_delegation(scene, phrase) or scene.is_country(phrase))


def _named_besides(scene: Scene, first: int, last: int) -> list[NounPhrase]:
    """The side of "From Ostrel will be Maro", and the second of "and that of Maro by Tessen", ", Maro by Tessen"."""
    found = []
    for i in range(first, last):
        phrase = scene.phrase(i)
        if phrase is None or phrase.first != i or not scene.is_country(phrase):
            continue
        opens = i == 1 and scene.lower(0) == "from"
        second = scene.lower(phrase.last) == "by" and scene.lower(i - 1) in {"of", ",", "and"}
        if opens or second:
            found.append(phrase)
    return found


def _list_end(scene: Scene, frame: Frame) -> int:
    """Lists of members run on over commas and offices: to the end of the sentence, or the next finite verb."""
    later = [g.first for g in scene.syntax.verb_groups if g.first >= frame.group.last and g.finite]
    stop = min([*later, len(scene.tokens)])
    while stop > frame.group.last and not scene.lower(stop - 1)[0].isalnum():
        stop -= 1
    return stop


def _people(scene: Scene, first: int, last: int) -> list[Actor]:
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    people: dict[str, Actor] = {}
    text = scene.around.document.text
    for mark in scene.entities:
        inside = start <= mark.start and mark.end <= end and mark.type == "person"
        if inside and text[mark.end : mark.end + 2] not in {"'s", "’s"}:
            code = next((c for s, n, c in named(scene, first, last) if n == mark.name), None)
            people.setdefault(
                mark.name, Actor(start=mark.start, end=mark.end, name=mark.name, role="participant", code=code)
            )
    return list(people.values())


def _sides(scene: Scene, phrase: NounPhrase | None) -> list[Actor]:
    """Whose delegation it is."""
    if phrase is None:
        return []
    return [
        Actor(start=span.start, end=span.end, name=name, role="participant", code=code)
        for span, name, code in named(scene, phrase.first, phrase.last)
    ]
