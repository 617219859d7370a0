"""Whom a common noun means in a story."""

from msgspec.structs import replace

from sourcebook.link.commonnouns import with_parties
from sourcebook.model import Actor, Reading, Span, StatementMention
from tests.link.by_hand import Page


def _said(page: Page, speaker: str, name: str | None = None) -> Reading:
    """The page, all of it said by whom its words `speaker` name."""
    said = StatementMention(
        kind="indirect", content=(Span(start=0, end=1),), speaker=page.span(speaker), speaker_name=name
    )
    return replace(page.reading(), statements=(said,))


def _speakers(*readings: Reading) -> list[str | None]:
    found = with_parties(readings, {r.report.id: "s" for r in readings})
    return [r.statements[0].speaker_name for r in found]


def _full(name: str = "a") -> Reading:
    return _said(Page(name, "The Tarn garrison said no."), "The Tarn garrison", "Tarn garrison")


def test_a_bare_noun_means_the_storys_only_party_of_it() -> None:
    assert _speakers(_full(), _said(Page("b", "The garrison said yes."), "The garrison")) == ["Tarn garrison"] * 2


def test_of_two_parties_of_a_noun_none_is_meant() -> None:
    other = _said(Page("c", "The Lund garrison said no."), "The Lund garrison", "Lund garrison")
    bare = _said(Page("b", "The garrison said yes."), "The garrison")
    assert _speakers(_full(), bare, other)[1] is None


def test_other_strikers_are_not_those_who_are_known() -> None:
    assert _speakers(_full(), _said(Page("b", "Other garrisons said yes."), "Other garrisons"))[1] is None


def test_parties_of_one_place_and_kin_are_one() -> None:
    mutineers = _said(Page("b", "The Tarn mutineers said yes."), "The Tarn mutineers", "Tarn mutineers")
    assert _speakers(_full("a"), mutineers, _full("c")) == ["Tarn garrison"] * 3


def test_a_body_that_is_called_by_its_last_word() -> None:
    named = _said(Page("a", "The Reed Movement said no.").name_("Reed Movement", "organisation"), "Reed Movement", "x")
    assert _speakers(named, _said(Page("b", "The movement said yes."), "The movement"))[1] == "Reed Movement"


def test_the_captors_are_who_took_the_hostages() -> None:
    taken = Page("a", "The Reed Front kidnapped ten men.").name_("Reed Front", "organisation")
    taken.event("The Reed Front kidnapped ten men", "kidnapped", "held", kind="ASSAULT", mode="abduct")
    reading = taken.reading()
    doer = Actor(start=0, end=14, name="Reed Front", role="source")
    reading = replace(reading, events=(replace(reading.events[0], actors=(doer,)),))
    bare = _said(Page("b", "The kidnappers want money."), "The kidnappers")
    assert with_parties([reading, bare], {"a": "s", "b": "s"})[1].statements[0].speaker_name == "Reed Front"


def test_who_takes_part_is_named_too() -> None:
    page = Page("b", "The garrison met Peru.").event("The garrison met Peru", "met", "held")
    reading = page.reading()
    span = page.span("The garrison")
    actor = Actor(start=span.start, end=span.end, name="The garrison", role="participant", nominal=True)
    reading = replace(reading, events=(replace(reading.events[0], actors=(actor,)),))
    found = with_parties([_full(), reading], {"a": "s", "b": "s"})[1].events[0].actors[0]
    assert (found.name, found.nominal) == ("Tarn garrison", False)


def _about_peru(name: str, text: str) -> Page:
    page = Page(name, f"{text} Peru, Lima, Callao.")
    return page.state("Peru").name_("Lima", "place", country="Peru").name_("Callao", "place", country="Peru")


def test_the_government_is_that_of_the_one_state_of_a_story() -> None:
    readings = [_said(_about_peru(n, "The government said no."), "The government") for n in "ab"]
    assert _speakers(*readings) == ["Peru", "Peru"]


def test_of_a_story_of_two_states_the_government_is_open() -> None:
    other = Page("c", "Chile and Ghana met.").state("Chile", "Ghana")
    first = _said(_about_peru("a", "The government said no."), "The government")
    assert _speakers(first, _said(other, "Chile", "Chile"))[0] is None


def _fought(name: str, *sides: str, told: str = "") -> Reading:
    page = Page(name, f"{' and '.join(sides)} fought. {told}").state("Peru")
    page.name_("Reed Front", "organisation") if "Reed Front" in sides else page.state(
        *(s for s in sides if s != "Peru")
    )
    return page.event(f"{' and '.join(sides)} fought", "fought", "held", sides, kind="ASSAULT").reading()


def test_the_army_is_that_of_the_state_that_a_movement_fights() -> None:
    bare = _said(Page("c", "The army said yes. Kenya and Ghana wait.").state("Kenya", "Ghana"), "The army")
    both = ("Peru", "Reed Front")
    assert _speakers(_with_said(_fought("a", *both)), _with_said(_fought("b", *both)), bare)[2] == "Peru"
    states = ("Peru", "Chile")
    assert _speakers(_with_said(_fought("a", *states)), _with_said(_fought("b", *states)), bare)[2] is None


def _with_said(reading: Reading) -> Reading:
    said = StatementMention(kind="indirect", content=(Span(start=0, end=1),), speaker=None, speaker_name=None)
    return replace(reading, statements=(said,))


def test_the_administration_is_of_the_state_whose_seat_alone_is_named() -> None:
    one = Page("b", "Aides of the White House met. The administration said yes.").name_("White House", "organisation")
    assert _speakers(_said(one, "The administration")) == ["United States"]
    two = Page("b", "The White House and the Kremlin met. The administration said yes.")
    two = two.name_("White House", "organisation").name_("Kremlin", "organisation")
    assert _speakers(_said(two, "The administration")) == [None]


def test_whose_administration_is_told_goes_before_seats() -> None:
    page = Page("b", "The Venn administration and the White House met. The administration said yes.")
    page = page.name_("Venn", "person", country="Ostrel").name_("White House", "organisation")
    assert _speakers(_said(page, "The administration")) == ["Ostrel"]
