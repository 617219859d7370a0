"""The class under which a record files what PLOVER codes otherwise."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.link.filing import as_filed
from sourcebook.link.linker import Linker
from sourcebook.model import EventMention, MadeBy, Reading
from sourcebook.model.reading import PloverType
from sourcebook.model.wire import record_json
from tests.link.by_hand import Page

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")


def plan() -> Reading:
    text = "Vardania and Orland will hold talks in Osk on 12 May. Ana Lenk will lead."
    page = Page("a", text, "2031-05-08").state("Vardania", "Orland").name_("Osk", "place", country="Kesh")
    days = ("2031-05-12", "2031-05-12")
    return page.event(text[:52], "talks", "planned", ("Vardania", "Orland"), days=days, place="Osk").reading()


def test_the_record_is_the_same_whatever_the_coders_call_it() -> None:
    filed = plan()
    coded = replace(filed, events=tuple(replace(e, type="AGREE", filed=e.type) for e in filed.events))
    one, other = (Linker().link([reading], MADE_BY) for reading in (filed, coded))
    assert record_json(one) == record_json(other)
    assert [event.type for event in other.events] == ["CONSULT"]


def _told_by(word: str, kind: PloverType) -> EventMention:
    """The mention that a reader makes of the bare word, as it is filed."""
    page = Page("a", f"They {word} in Osk.").event(f"They {word} in Osk", word, "held", kind=kind)
    return as_filed(page.reading()).events[0]


def test_what_is_told_by_a_bare_verb_has_the_noun_and_mode_of_its_kind() -> None:
    met, freed = _told_by("meet", "CONSULT"), _told_by("free", "CONCEDE")
    assert (met.noun, met.mode, met.type) == ("meeting", None, "CONSULT")
    assert (freed.noun, freed.mode, freed.type) == ("release", "release", "RETREAT")


def test_other_words_and_what_has_a_mode_stay() -> None:
    page = Page("a", "They free Osk.").event("They free Osk", "free", "held", kind="CONCEDE", mode="vote").reading()
    assert as_filed(page) is page
    assert _told_by("fly", "CONSULT").noun == "fly"
