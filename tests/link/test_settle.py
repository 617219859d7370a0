"""What reports together tell of names that no gazetteer has."""

import random

import pytest
from msgspec.structs import replace

from sourcebook.link.acting import acts
from sourcebook.link.echoes import with_echoes
from sourcebook.link.entities import EntityIndex, find_entities
from sourcebook.link.lore import is_adjective, learn
from sourcebook.link.settle import settle_names
from sourcebook.model import Entity, Reading, Span, StatementMention
from tests.link.by_hand import Page

# Three reports of one matter: none says by itself that "Velmark" is a state whose capital is Tesk.
ONE = (
    Page("a", "The prime minister of Velmark, Ana Dorrow, met envoys. Velmark's parliament votes on Friday.")
    .name_("Velmark", "person")
    .name_("Ana Dorrow", "person", role="prime minister")
)
TWO = (
    Page(
        "b", "The Velmarkian army left. Officials in Tesk said Velmark would wait. The ministry in Tesk had no comment."
    )
    .name_("Velmarkian", "person")
    .name_("Tesk", "place")
    .name_("Velmark", "place")
)
THREE = (
    Page(
        "c",
        "Talks between Tesk and the Marsh League opened. Tesk refused to sign. President Ilo Karst of Velmark left.",
    )
    .name_("Tesk", "person")
    .name_("Marsh League", "organisation")
    .name_("Ilo Karst", "person", role="President")
    .event("Talks between Tesk and the Marsh League opened", "Talks", "held", ("Tesk", "Marsh League"))
)


def readings(*pages: Page) -> list[Reading]:
    return [page.reading() for page in pages]


def index_of(found: list[Reading]) -> EntityIndex:
    settled = settle_names(found)
    return find_entities(settled.readings, {}, learned=settled.reasons)


def entity(index: EntityIndex, name: str) -> Entity:
    return next(e for e in index.entities if e.name == name)


def _capital(*sentences: str) -> str | None:
    """The state of which Tesk is the capital, where Velmark and Ostany are two, by what a report says."""
    told = ("The prime minister of Velmark met the prime minister of Ostany.",
            "Velmark's parliament and Ostany's parliament voted.", *sentences)  # fmt: skip
    page = Page("d", " ".join(told)).name_("Velmark", "place").name_("Ostany", "place").name_("Tesk", "place")
    found = settle_names([ONE.reading(), replace(page.reading(), sentences=tuple(map(page.span, told)))])
    return next((m.country for m in found.readings[1].entities if m.name == "Tesk"), None)


def test_a_capital_is_where_a_state_s_officials_are_seen_and_others_have_embassies() -> None:
    seen = "She saw Velmark's president in Tesk."
    assert _capital(seen, "An embassy in Tesk burns.", "The ministry in Tesk knew of Ostany.") == "Velmark"
    assert _capital("The capital, Tesk, of which Velmark is proud, is calm.") == "Velmark"


def test_a_town_with_one_embassy_is_no_capital() -> None:
    assert _capital("Ostany's embassy in Tesk stays shut.") is None


def test_a_state_that_no_list_has_is_learned_with_its_word_and_its_capital() -> None:
    index = index_of(readings(ONE, TWO, THREE))
    state = entity(index, "Velmark")
    assert (state.type, state.country) == ("place", "Velmark")
    assert {"Velmark", "Velmarkian", "Tesk"} <= set(state.names)
    assert any("Velmark's parliament" in reason or "of Velmark" in reason for reason in state.reasons)
    assert any(reason.startswith("Tesk stands for Velmark") for reason in state.reasons)
    assert entity(index, "Tesk").country == "Velmark"
    assert entity(index, "Ana Dorrow").country == "Velmark"


def test_a_capital_that_acts_is_the_government_and_a_party() -> None:
    settled = settle_names(readings(ONE, TWO, THREE))
    event = settled.readings[2].events[0]
    assert [actor.name for actor in event.actors] == ["Velmark", "Marsh League"]


def test_one_report_alone_teaches_no_capital() -> None:
    settled = settle_names(readings(THREE))
    assert not settled.reasons
    assert settled.readings[0].events[0].actors[0].name == "Tesk"


def test_what_is_learned_does_not_depend_on_the_order() -> None:
    pages = readings(ONE, TWO, THREE)
    whole = {r.report.id: r for r in settle_names(pages).readings}
    for seed in range(5):
        mixed = list(pages)
        random.Random(seed).shuffle(mixed)
        assert {r.report.id: r for r in settle_names(mixed).readings} == whole


def test_a_leader_s_army_and_listed_states_teach_nothing() -> None:
    page = Page(
        "a", "Dorrow's army moved. Dorrow's troops left. The foreign minister of France spoke. Friday's parliament."
    )
    assert not learn(readings(page.name_("Dorrow", "person")))


def test_a_union_has_members_and_acts_as_a_state_does() -> None:
    pages = (
        Page(
            "a",
            "The foreign ministers of the Accordance met. Ulla Brand, the Accordance's foreign policy chief, spoke.",
        )
        .name_("Accordance", "place")
        .name_("Ulla Brand", "person", role="foreign policy chief"),
        Page("b", "The leaders of the Accordance will meet.").name_("Accordance", "place"),
    )
    index = index_of(readings(*pages))
    union = entity(index, "Accordance")
    assert (union.type, union.country) == ("organisation", "Accordance")
    assert entity(index, "Ulla Brand").country == "Accordance"


def test_nationality_words() -> None:
    assert is_adjective("Velmarkian", "Velmark")
    assert is_adjective("Tolvan", "Tolvay")
    assert not is_adjective("Velvet", "Velmark")
    assert not is_adjective("Velmark", "Velmark")


def test_a_capital_acts_or_is_a_place() -> None:
    def told(text: str) -> bool:
        at = text.index("Tesk")
        return acts(text, at, at + 4)

    assert told("Tesk said no.")
    assert told("Talks between Tesk and Orl began.")
    assert told("Tesk's answer came late.")
    assert told("Tesk, which had sworn to stay, left.")
    assert not told("He lives in Tesk.")
    assert not told("They flew to Tesk on Monday.")
    assert not told("Tesk's airport is closed.")


def test_a_translator_s_spelling_is_found_by_the_other_reports() -> None:
    pages = readings(
        Page("a", "Commander Jorim Valdane agreed. He was firm.").name_("Jorim Valdane", "person", role="Commander"),
        Page("b", "The chief of the Council Yorim Waldan repeated it."),
    )
    found = with_echoes(pages, {})
    assert [m.name for m in found[1].entities] == ["Yorim Waldan"]
    people = [e for e in find_entities(found, {}).entities if e.type == "person"]
    assert [p.names for p in people] == [("Commander Jorim Valdane", "Jorim Valdane", "Yorim Waldan")]
    assert people[0].name == "Jorim Valdane"
    assert people[0].reasons


def test_given_names_that_differ_stay_two_people() -> None:
    pages = readings(
        Page("a", "Martin Valdane agreed. Nadia Valdane did not.")
        .name_("Martin Valdane", "person", role="minister")
        .name_("Nadia Valdane", "person"),
        Page("b", "Marvin Valdane left.").name_("Marvin Valdane", "person", role="minister"),
    )
    people = [e for e in find_entities(with_echoes(pages, {}), {}).entities if e.type == "person"]
    assert len(people) == 3


def test_a_translator_s_spelling_of_a_state_is_the_state() -> None:
    foreign = (
        Page("d", "Belmark sent Ana Dorrow. The Marsh League and Ilo Karst wait for Belmark.")
        .name_("Belmark", "person")
        .name_("Ana Dorrow", "person")
        .name_("Ilo Karst", "person")
        .event("Belmark sent Ana Dorrow", "sent", "held", ("Belmark",))
    )
    four = (
        Page("c4", "Ana Dorrow and Ilo Karst spoke of Velmark.")
        .name_("Ana Dorrow", "person")
        .name_("Ilo Karst", "person")
        .name_("Velmark", "place")
    )
    settled = settle_names(readings(ONE, TWO, four, foreign))
    assert settled.readings[3].events[0].actors[0].name == "Velmark"
    index = find_entities(settled.readings, {}, learned=settled.reasons)
    assert "Belmark" in entity(index, "Velmark").names
    both = Page("e", "Velmark is not Belmark.").name_("Velmark", "place").name_("Belmark", "place")
    assert settle_names(readings(ONE, TWO, four, foreign, both)).readings[3].events[0].actors[0].name == "Belmark"


def test_she_is_no_state() -> None:
    text = "Velmark waited. “We stay,” she said. “We go,” Velmark said."

    def said(words: str, by: str) -> StatementMention:
        at, who = text.index(words), text.index(by, text.index(words))
        return StatementMention(
            kind="direct",
            content=(Span(start=at, end=at + len(words)),),
            speaker=Span(start=who, end=who + len(by)),
            speaker_name="Velmark",
        )

    page = Page("d", text).name_("Velmark", "person").reading()
    page = replace(page, statements=(said("We stay", "she"), said("We go", "Velmark")))
    settled = settle_names([*readings(ONE, TWO, THREE), page])
    assert [s.speaker_name for s in settled.readings[3].statements] == [None, "Velmark"]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Velmark will speak, but Elena Tark was asked outside.", "Elena Tark"),
        ("Velmark will speak, but Elena Tark and Orla Venn were asked.", None),
        ("Velmark will speak, but Anton Orr was asked.", None),
    ],
)
def test_where_a_state_was_read_as_a_person_who_she_is_is_asked_once_more(before: str, speaker: str | None) -> None:
    text = f"{before} “No,” she said."
    at, who = text.index("No,"), text.index("she")
    page = Page("d", text).name_("Velmark", "person")
    for name in ("Elena Tark", "Orla Venn", "Anton Orr"):
        if name in before:
            page.name_(name, "person")
    said = StatementMention(
        kind="direct", content=(Span(start=at, end=at + 2),), speaker=Span(start=who, end=who + 3), speaker_name=None
    )
    settled = settle_names([*readings(ONE, TWO, THREE), replace(page.reading(), statements=(said,))])
    assert settled.readings[3].statements[0].speaker_name == speaker


def test_a_first_name_alone_is_the_only_one_of_that_name_in_the_story() -> None:
    def people(*pages: Page) -> list[tuple[str, ...]]:
        story = {page.name: "t" for page in pages}
        return sorted(e.names for e in find_entities(readings(*pages), story).entities if e.type == "person")

    whole = Page("a", "Oriel Dorrow came.").name_("Oriel Dorrow", "person")
    first = Page("b", "Today Oriel spoke.").name_("Oriel", "person")
    other = Page("c", "Oriel Karst came.").name_("Oriel Karst", "person")
    assert people(whole, first) == [("Oriel", "Oriel Dorrow")]
    assert people(whole, first, other) == [("Oriel",), ("Oriel Dorrow",), ("Oriel Karst",)]
    general = Page("d", "Jorim Valdane, a general, came.").name_("Jorim Valdane", "person", role="general")
    respelt = Page("e", "The general Waldan came.").name_("Waldan", "person", role="general")
    assert people(general, respelt) == [("Jorim Valdane", "Waldan")]
    unknown = Page("e", "Then Waldan came.").name_("Waldan", "person")
    assert len(people(general, unknown)) == 2


def test_a_surname_behind_a_capital_is_no_capital() -> None:
    page = (
        Page("d", "Leaders met in Tesk, the capital of Velmark, Karst said. Ilo Karst left Velmark's parliament.")
        .name_("Tesk", "place")
        .name_("Ilo Karst", "person")
    )
    index = index_of(readings(ONE, TWO, page))
    assert "Karst" not in entity(index, "Velmark").names
    assert entity(index, "Tesk").country == "Velmark"


def test_whose_official_somebody_is_may_stand_before_the_name() -> None:
    page = Page("d", "The premier of Velmark Ada Quoll met the mayor.").name_("Ada Quoll", "person", role="premier")
    assert entity(index_of(readings(ONE, TWO, page)), "Ada Quoll").country == "Velmark"


def test_a_states_name_in_another_language_differs_in_its_ending() -> None:
    pages = [
        Page("a", "The prime minister of Velmany, Ana Dorrow, met Tilla Orrest. Velmany's parliament votes.")
        .name_("Velmany", "place")
        .name_("Ana Dorrow", "person")
        .name_("Tilla Orrest", "person"),
        Page("b", "The army of Velmany left. Velmany's ministers said so.").name_("Velmany", "place"),
        Page("c", "Velmania is ready, Ana Dorrow told Tilla Orrest.")
        .name_("Velmania", "place")
        .name_("Ana Dorrow", "person")
        .name_("Tilla Orrest", "person"),
    ]
    assert "Velmania" in entity(index_of(readings(*pages)), "Velmany").names


def test_a_translations_spelling_of_a_place_is_the_storys_one_place_of_that_sound() -> None:
    native = [Page("a", "They met at Hallin Tock.").name_("Hallin Tock", "place").reading()]
    other = Page("b", "The meeting in Gallin Tok ended.").name_("Gallin Tok", "place").reading()
    foreign = replace(other, report=replace(other.report, translated=True))
    stories = {"a": "s", "b": "s"}
    names = {e.names for e in find_entities([*native, foreign], stories).entities}
    assert names == {("Gallin Tok", "Hallin Tock")}
    assert len(find_entities([*native, other], stories).entities) == 2  # a namesake, as far as can be told
    assert len(find_entities([*native, foreign], {"a": "s", "b": "t"}).entities) == 2


def test_an_ending_that_languages_write_differently_is_one_surname() -> None:
    pages = [
        Page("a", "Minister Bastian Sadow left.").name_("Bastian Sadow", "person", role="minister"),
        Page("b", "Minister Bastyan Sadov left.").name_("Bastyan Sadov", "person", role="minister"),
    ]
    assert [e.names for e in find_entities(readings(*pages), {"a": "s", "b": "s"}).entities] == [
        ("Bastian Sadow", "Bastyan Sadov")
    ]


@pytest.mark.parametrize(
    ("one", "two", "learned"),
    [
        ("Pallim's fisheries minister spoke.", "They met across the border in Pallim.", True),
        ("The president of Pallim spoke.", "Pallim's president spoke.", True),
        ("Pallim's Orla Venn spoke.", "Pallim's Ida Lund spoke.", False),
        ("They met in neighbouring Pallim.", "They met in neighbouring Pallim.", False),
        ("Pallim's president spoke.", "Pallim's president spoke.", False),
    ],
)
def test_two_phrases_tell_of_a_state_one_of_them_an_owner_s(one: str, two: str, learned: bool) -> None:
    readings = [Page(n, text).name_("Pallim", "place").reading() for n, text in (("a", one), ("b", two))]
    assert ("Pallim" in learn(readings).states) is learned


def test_what_reports_take_for_a_body_is_no_state_by_such_phrases() -> None:
    texts = ("The president of Pallim spoke.", "Pallim's president spoke.")
    readings = [Page(n, text).name_("Pallim", "organisation").reading() for n, text in zip("ab", texts, strict=True)]
    assert "Pallim" not in learn(readings).states


def test_what_stands_in_a_row_with_states_is_one() -> None:
    row = "Envoys of Peru, Chile, Velmark and Norway met."
    pages = [Page(name, f"{row} {more}").name_("Velmark", "person") for name, more in (("a", "Snow fell."), ("b", ""))]
    assert learn(readings(*pages)).states == {"Velmark"}
    assert not learn(readings(pages[0])).states
    person = Page("c", "Envoys of Peru, Chile, Velmark and Norway met Ana Velmark, Bo Velmark, Cy Velmark, Di Velmark.")
    for name in ("Ana Velmark", "Bo Velmark", "Cy Velmark", "Di Velmark"):
        person = person.name_(name, "person")
    assert not learn(readings(*pages, person)).states


def test_a_middle_initial_makes_no_second_person_of_one_report() -> None:
    both = Page("a", "Ada J. Lund spoke. Ada Lund left.").name_("Ada J. Lund", "person").name_("Ada Lund", "person")
    index = index_of(readings(both))
    assert [one.names for one in index.entities] == [("Ada J. Lund", "Ada Lund")]
    others = Page("b", "Ada Lund spoke. Ida Lund left.").name_("Ada Lund", "person").name_("Ida Lund", "person")
    index = index_of(readings(others))
    assert entity(index, "Ada Lund") != entity(index, "Ida Lund")
