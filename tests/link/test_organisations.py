"""Names of one body, and of bodies that only sound alike."""

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.organisations import abbreviated, abbreviates, department, side_by_side, turned
from sourcebook.model import Entity
from sourcebook.model.reading import EntityType
from tests.link.by_hand import Page


def entities(*pages: Page) -> list[Entity]:
    return list(find_entities([page.reading() for page in pages], {}).entities)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Harbour Tug Association (HTA) met.", [("HTA", "Harbour Tug Association")]),
        ("The late Harbour Tug Association (HTA) met.", [("HTA", "Harbour Tug Association")]),
        ("HTA (Harbour Tug Association) met.", [("HTA", "Harbour Tug Association")]),
        ("CORVIN\nCorvan Information Network\nNews", [("CORVIN", "Corvan Information Network")]),
        ("The Harbour Tug Association (XYZ) met.", []),
        ("He moved to Osk Bay (OB).", []),
        ("The United Nations (UN) met.", []),
    ],
)
def test_abbreviations_beside_their_long_form(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(abbreviated(text)) == pairs


def test_an_abbreviation_takes_every_word_in_order() -> None:
    assert abbreviates("BOO", "Bank of Ostrel")
    assert not abbreviates("TH", "Harbour Tug")
    assert not abbreviates("HT", "Harbour Tug Association")


def test_a_body_s_abbreviation_in_another_report_is_the_body() -> None:
    one = Page("a", "The Harbour Tug Association (HTA) met.").name_("Harbour Tug Association", "organisation")
    two = Page("b", "The HTA refused.").name_("HTA", "person")
    found = [e for e in entities(one, two) if "HTA" in e.names]
    assert len(found) == 1
    assert found[0].type == "organisation"
    assert "Harbour Tug Association" in found[0].names


def test_turned_names_and_departments() -> None:
    assert turned("movement of the marsh") == "marsh movement"
    assert turned("university of lund") == "university of lund"
    assert department("ministry of the interior", None) == "interior ministry"
    assert department("ministry of foreign affairs of velmark", "Velmark") == "foreign ministry"
    assert department("velmarkian foreign ministry", "Velmark") == "foreign ministry"


def test_ministries_of_two_states_stay_two() -> None:
    pages = [
        Page(name, f"The {word} Foreign Ministry spoke.").name_(
            f"{word} Foreign Ministry", "organisation", country=country
        )
        for name, word, country in (("a", "Danish", "Denmark"), ("b", "Latvian", "Latvia"))
    ]
    third = Page("c", "The Ministry of Foreign Affairs of Denmark spoke.")
    third.name_("Ministry of Foreign Affairs of Denmark", "organisation", country="Denmark")
    assert sorted(len(e.names) for e in entities(*pages, third)) == [1, 2]


def test_a_body_by_its_last_word_is_the_one_its_report_introduced() -> None:
    page = Page("a", "The Marsh Council met. Later the Council voted.")
    page.name_("Marsh Council", "organisation").name_("Council voted", "organisation", full="Council")
    assert [e.name for e in entities(page)] == ["Marsh Council"]
    two = Page("b", "The Marsh Council and the Hill Council met. The Council voted.")
    two.name_("Marsh Council", "organisation").name_("Hill Council", "organisation")
    two.name_("Council voted", "organisation", full="Council")
    assert len(entities(two)) == 3


def test_a_body_by_its_last_word_is_the_only_one_of_its_story() -> None:
    full = [Page(x, "The Marsh Council met.").name_("Marsh Council", "organisation") for x in "ab"]
    short = Page("c", "Then the Council voted.").name_("Council", "organisation")
    other = Page("d", "The Hill Council met.").name_("Hill Council", "organisation")

    def found(*pages: Page) -> int:
        story = dict.fromkeys("abcd", "t")
        return len(find_entities([page.reading() for page in pages], story).entities)

    assert found(*full, short) == 1
    assert found(full[0], short) == 2
    assert found(*full, other, short) == 3
    assert len(entities(*full, short)) == 2


def test_a_form_of_address_tells_namesakes_apart() -> None:
    pages = (
        Page("a", "Nadia Valdane is the minister. Jonas Valdane digs wells.")
        .name_("Nadia Valdane", "person", role="minister")
        .name_("Jonas Valdane", "person"),
        Page("b", "Ms Valdane left.").name_("Valdane", "person"),
        Page("c", "Valdane left.").name_("Valdane", "person"),
    )
    found = find_entities([page.reading() for page in pages], dict.fromkeys("abc", "s"))
    by_name = {e.name: e for e in found.entities}
    assert "Ms Valdane" in by_name["Nadia Valdane"].names
    assert by_name["Jonas Valdane"].names == ("Jonas Valdane",)
    assert by_name["Valdane"].names == ("Valdane",)


def test_a_son_and_a_namesake_with_other_initials_stay_two() -> None:
    page = Page("a", "Anton Vale spoke. Anton Vale Jr. listened. Omar K. Orr and Omar B. Orr met.")
    for name in ("Anton Vale", "Anton Vale Jr.", "Omar K. Orr", "Omar B. Orr"):
        page.name_(name, "person")
    later = Page("b", "Anton Vale spoke again.").name_("Anton Vale", "person")
    assert len(entities(page, later)) == 4


def _in_story(*names: str) -> int:
    """How many bodies the names of as many reports of one story make."""
    pages = [Page(f"p{i}", f"The {name} met.").name_(name, "organisation") for i, name in enumerate(names)]
    readings = [page.reading() for page in pages]
    return len(find_entities(readings, {r.report.id: "s" for r in readings}).entities)


@pytest.mark.parametrize("short", ["Tug Commission", "NTC"])
def test_the_end_of_a_body_s_name_and_its_letters_mean_the_only_one_of_the_story(short: str) -> None:
    assert _in_story("Northern Tug Commission", "Northern Tug Commission", short) == 1


@pytest.mark.parametrize("short", ["Tug Commission", "NTC", "Foreign Ministry"])
def test_of_two_bodies_with_one_end_neither_is_meant(short: str) -> None:
    names = ["Northern Tug Commission", "Northern Tug Commission", "Nether Tug Commission", "Nether Tug Commission"]
    assert _in_story(*names, short) == 3


def test_a_body_that_one_report_names_is_not_known_enough() -> None:
    assert _in_story("Northern Tug Commission", "Tug Commission") == 2


@pytest.mark.parametrize("short", ["Joint Inspectorate", "Inspectorate"])
def test_what_stands_before_for_means_the_only_body_of_the_story(short: str) -> None:
    assert _in_story("Joint Inspectorate for Tugs", "Joint Inspectorate for Tugs", short) == 1


def test_what_every_state_has_is_not_told_by_what_stands_before_of() -> None:
    assert _in_story("Supreme Court of Velmark", "Supreme Court of Velmark", "Supreme Court") == 2


def _told(*names: str, kind: EntityType = "organisation") -> list[tuple[str, ...]]:
    """The names of each entity, of a story whose reports have one name each."""
    pages = [Page(f"p{i}", f"The {name} refused.").name_(name, kind) for i, name in enumerate(names)]
    found = find_entities([page.reading() for page in pages], {page.name: "s" for page in pages}).entities
    return sorted(entity.names for entity in found)


def test_initials_are_of_the_one_name_of_the_story_that_has_them() -> None:
    assert _told("HTA", "Harbour Tug Agreement") == [("HTA", "Harbour Tug Agreement")]
    assert _told("H.T.A.", "HTA") == [("H.T.A.", "HTA")]
    assert len(_told("HTA", "Harbour Tug Agreement", "Hill Track Accord")) == 3
    assert len(_told("HT", "Harbour Tugs")) == 2


def test_initials_of_an_institution_are_its_own() -> None:
    assert len(_told("NSA", "National Shipping Association")) == 2


def test_an_institution_with_its_state_before_it() -> None:
    assert _told("U.S. Justice Department", "Justice Department") == [("Justice Department", "U.S. Justice Department")]
    assert len(_told("French Justice Department", "Justice Department")) == 2


def test_a_department_turned_about() -> None:
    assert len(_told("Department of Reed Affairs", "Reed Affairs Department")) == 1


def test_a_firm_goes_by_what_stands_before_its_kind() -> None:
    assert _in_story("Quarlrose Airways", "Quarlrose") == 1
    assert _in_story("Quarlrose Airways", "Quarlrose Bank", "Quarlrose") == 3
    assert _in_story("Standard Bank", "Standard") == 2
    assert _in_story("Quarlrose Inc.", "Quarlrose", "Quarlrose Ltd") == 1


def test_a_page_uses_the_initials_of_the_body_at_its_head() -> None:
    page = Page("p", "NETHER TUG COUNCIL\nGeneral Secretariat\n\nThe ferries stop.\n(c) NTC 2031")
    assert list(side_by_side(page.reading().report)) == [("NTC", "Nether Tug Council")]
    assert not list(side_by_side(Page("p", "NETHER TUG COUNCIL\n\nThe NTX stops.").reading().report))


def test_a_body_by_the_building_that_it_is_known_by() -> None:
    page = Page("p", "It lies at the Tannery, as the Harbour Court is known for its smell.")
    assert list(side_by_side(page.reading().report)) == [("Tannery", "Harbour Court")]


def test_an_office_before_a_name_is_a_form_of_it() -> None:
    page = Page("p", "General Orla Venn left. Later General Venn wrote, and President Lund.")
    page.name_("Orla Venn", "person", role="General").name_("Lund", "person", role="President")
    found = {name for entity in entities(page) for name in entity.names}
    assert {"General Orla Venn", "President Lund"} <= found


@pytest.mark.parametrize(
    ("long", "kind", "short", "of"),
    [("Falcon Party", "organisation", "Falcons", "organisation"),
     ("Republican Party", "organisation", "Republicans", "group"),
     ("Democratic Party", "organisation", "Democrats", "group"),
     ("Conservative Party", "organisation", "Tories", "group"),
     ("Sailors' Committee of Tesk", "organisation", "Sailors' Committee", "organisation")],
)  # fmt: skip
def test_a_party_by_its_members_and_a_committee_without_its_town(
    long: str, kind: EntityType, short: str, of: EntityType
) -> None:
    pages = [Page("a", f"The {long} met.").name_(long, kind), Page("b", f"The {short} refused.").name_(short, of)]
    found = find_entities([page.reading() for page in pages], {"a": "s", "b": "s"}).entities
    assert any({long, short} <= set(entity.names) for entity in found)
