"""Names, and who they are: the stage's first step, which every later one asks about people, bodies and places."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.lexicon.institutions import institution
from sourcebook.model.reading import EntityMention
from sourcebook.read.attributes import About, Surroundings
from sourcebook.read.cast import Cast
from sourcebook.read.document import Document
from sourcebook.read.entity_words import words
from sourcebook.read.members import Member
from sourcebook.read.name_seen import seen_spans
from sourcebook.read.name_span import NameSpan
from sourcebook.read.name_spans import find_spans
from sourcebook.read.name_words import Words, words_of
from sourcebook.read.ranks import is_title, lands
from sourcebook.read.referents import Referent, find_referents, with_initials


def find_entities(document: Document, spans: Sequence[NameSpan] | None = None) -> Cast:
    """The report's names, each with its full name in this report, its country, its office and what it stands for.

    `spans` are names found by other means, sorted by start and not overlapping.
    """
    report_words = words_of(document)
    names = with_initials(document.text, list(spans) if spans is not None else _names(document, report_words))
    abouts, acting = _look_around(document, names, report_words)
    referents = find_referents(document, names, abouts, report_words.known)
    members = [
        Member(_mention(document, span, referent, acts=acts), span, referent, about)
        for span, about, referent, acts in zip(names, abouts, referents, acting, strict=True)
    ]
    return Cast(document, members, report_words.offices)


def _names(document: Document, report_words: Words) -> list[NameSpan]:
    """The report's names by the encoder and the rules; by the rules alone where no encoder read it."""
    if document.sight is None or not document.sight.spans("entity"):
        return find_spans(document, report_words)
    return lands(document, [s for s in seen_spans(document, document.sight, report_words) if not is_title(document, s)])


def _look_around(document: Document, names: Sequence[NameSpan], report_words: Words) -> tuple[list[About], list[bool]]:
    """What is said around each name, and whether it, a capital or seat, acts as a government there."""
    by_sentence: dict[int, list[NameSpan]] = {}
    for span in names:
        by_sentence.setdefault(span.sentence, []).append(span)
    abouts: list[About] = []
    acting: list[bool] = []
    for index, here in sorted(by_sentence.items()):
        around = Surroundings(document, document.sentences[index], here, report_words)
        for span in here:
            abouts.append(around.about(span))
            capital = span.known is not None and span.known.kind in {"capital", "institution"}
            acting.append(capital and around.acts(span))
    return abouts, acting


def _mention(document: Document, span: NameSpan, referent: Referent, *, acts: bool) -> EntityMention:
    kind = span.known.kind if span.known is not None else None
    text = document.text[span.start : span.end]
    return EntityMention(
        start=span.start,
        end=span.end,
        type=span.type,
        name=text if kind == "demonym" else referent.name,
        country=referent.country,
        role=referent.role if span.type == "person" else None,
        stands_for=_stands_for(document, span, referent, acts=acts),
    )


def _stands_for(document: Document, span: NameSpan, referent: Referent, *, acts: bool) -> str | None:
    if span.known is None:
        return None
    if span.known.kind == "demonym":
        return span.known.name
    if span.known.kind == "capital" and acts:
        return _government(document, span.known.name, referent.country)
    if span.known.kind == "institution" and acts and _is_seat(document.text[span.start : span.end]):
        return referent.country
    return None


def _government(document: Document, city: str, country: str | None) -> str | None:
    """The state that a capital speaks for; the union's seat speaks for the union where the report speaks of it."""
    seat = words("metonym", "union_seat")
    if city.lower() in seat and ("European" in document.text or "EU" in document.text):
        return "European Union"
    return country


def _is_seat(name: str) -> bool:
    found = institution(name)
    return found is not None and found.seat
