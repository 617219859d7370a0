"""The class under which a record files what PLOVER codes otherwise."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading
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
