"""Names that one report spells its own way."""

from msgspec.structs import replace

from sourcebook.link.respelt import with_usual_spellings
from sourcebook.model import Reading
from tests.link.by_hand import Page

_STORY = dict.fromkeys("abz", "s")


def _page(name: str, *persons: str) -> Page:
    page = Page(name, ", ".join(persons) + " met.")
    for person in persons:
        page.name_(person, "person")
    return page


def _names(last: Page, *, translated: bool = False, known: tuple[str, ...] = ("Orla Vennik", "Tarnhold")) -> set[str]:
    """The names of the last page, beside two reports of its story that have the `known` ones."""
    readings = [page.reading() for page in (_page("a", *known), _page("b", *known), last)]
    readings[-1] = replace(readings[-1], report=replace(readings[-1].report, translated=translated))
    found = with_usual_spellings(readings, {"a": "s", "b": "s", "z": "s"})
    return {mention.name for mention in found[-1].entities}


def test_a_report_that_spells_two_names_otherwise_means_those_of_the_others() -> None:
    assert _names(_page("z", "Vennik Orla", "Tarnholt")) == {"Orla Vennik", "Tarnhold"}


def test_one_such_name_may_be_somebody_else_s() -> None:
    assert _names(_page("z", "Vennik Orla", "Ida Brom")) == {"Vennik Orla", "Ida Brom"}


def test_a_translation_needs_no_second_name() -> None:
    assert _names(_page("z", "Orla Venik"), translated=True) == {"Orla Vennik"}


def test_a_report_that_has_both_names_means_both() -> None:
    assert _names(_page("z", "Orla Venik", "Orla Vennik", "Tarnholt"), translated=True) >= {"Orla Venik", "Orla Vennik"}


def test_a_body_turned_about() -> None:
    last = Page("z", "The Front of Garholt met.").name_("Front of Garholt", "organisation")
    pages = [Page(n, "The Garhold Front met.").name_("Garhold Front", "organisation") for n in ("a", "b")]
    readings = [page.reading() for page in (*pages, last)]
    readings[-1] = replace(readings[-1], report=replace(readings[-1].report, translated=True))
    found = with_usual_spellings(readings, {"a": "s", "b": "s", "z": "s"})
    assert [mention.name for mention in found[-1].entities] == ["Garhold Front"]


def test_a_translator_from_another_alphabet() -> None:
    known = ("Milo Zavoric", "Nadia Jorlin")
    page = _page("z", "Milo Zavorits", "Nadia Tziorlin")
    assert _names(page, translated=True, known=known) == {"Milo Zavoric", "Nadia Jorlin"}


def test_a_woman_s_surname_with_the_ending_of_another_language() -> None:
    assert _names(_page("z", "Irina Venka"), translated=True, known=("Irena Venk",)) == {"Irena Venk"}
    assert _names(_page("z", "Irina Venka"), translated=True, known=("Oleg Venk",)) == {"Irina Venka"}


def test_a_state_before_a_person_s_name_is_none_of_it() -> None:
    page = _page("z", "Tarnhold Orla Venik")
    readings = [one.reading() for one in (_page("a", "Orla Vennik"), _page("b", "Orla Vennik"), page)]
    for at in (0, 1):
        state = Page("s", "Tarnhold waits.").name_("Tarnhold", "place").reading().entities
        readings[at] = replace(readings[at], entities=(*readings[at].entities, *state))
    readings[2] = replace(readings[2], report=replace(readings[2].report, translated=True))
    found = with_usual_spellings(readings, {"a": "s", "b": "s", "z": "s"})
    assert {mention.name for mention in found[2].entities} == {"Orla Vennik", "Tarnhold"}


def _body(told: str, *known: str) -> set[str]:
    pages = [Page(f"k{i}", f"The {one} met.").name_(one, "organisation") for i, one in enumerate(known)]
    readings = [page.reading() for page in (*pages, Page("z", f"The {told} met.").name_(told, "organisation"))]
    readings[-1] = replace(readings[-1], report=replace(readings[-1].report, translated=True))
    found = with_usual_spellings(readings, {r.report.id: "s" for r in readings})
    return {mention.name for mention in found[-1].entities}


def test_a_body_in_a_translator_s_other_words() -> None:
    known = ("Emergency Tug Union", "Emergency Tug Union")
    assert _body("Emergency Union of Towing", *known) == {"Emergency Tug Union"}
    assert _body("Common Inspectorate", "Joint Inspectorate", "Joint Inspectorate") == {"Joint Inspectorate"}


def test_of_two_bodies_of_a_kind_a_translator_may_mean_either() -> None:
    known = ("Emergency Tug Union", "Emergency Tug Union", "Farm Union", "Farm Union")
    assert _body("Emergency Union of Towing", *known) == {"Emergency Union of Towing"}


def test_a_body_of_another_kind_is_another() -> None:
    assert _body("Emergency League", "Emergency Union", "Emergency Union") == {"Emergency League"}


def test_a_name_of_one_report_in_full_where_a_translation_has_it_otherwise() -> None:
    page = _page("z", "Iakov Mpoulchof")
    readings = [p.reading() for p in (_page("a", "Jakov Bulkhov"), _page("b", "Ida Brom"), page)]
    readings[-1] = replace(readings[-1], report=replace(readings[-1].report, translated=True))
    found = with_usual_spellings(readings, {"a": "s", "b": "s", "z": "s"})
    assert {mention.name for mention in found[-1].entities} == {"Jakov Bulkhov"}


def test_a_report_that_spells_three_names_otherwise_is_read_as_a_translation() -> None:
    known, own = ("Orla Vennik", "Tarnhold", "Hesk Ordal"), ("Vennik Orla", "Tarnholt", "Hesk Ordahl")
    readings = [_with_body(n, known, "Emergency Relief Union") for n in ("a", "b")]
    few = [*readings, _with_body("z", own[:2], "Emergency Union of Help")]
    many = [*readings, _with_body("z", own, "Emergency Union of Help")]
    assert "Emergency Union of Help" in _last(few)
    assert "Emergency Relief Union" in _last(many)


def _with_body(name: str, persons: tuple[str, ...], body: str) -> Reading:
    page = Page(name, ", ".join(persons) + f" met. The {body} was there.").name_(body, "organisation")
    for person in persons:
        page.name_(person, "person")
    return page.reading()


def _last(readings: list[Reading]) -> set[str]:
    found = with_usual_spellings(readings, dict.fromkeys("abz", "s"))
    return {mention.name for mention in found[-1].entities}


def test_departments_are_each_state_s_own() -> None:
    readings = [_with_body(n, (), "Ostreli Foreign Ministry") for n in ("a", "b")]
    last = _with_body("z", (), "Foreign Ministry of Tarnhold")
    last = replace(last, report=replace(last.report, translated=True))
    assert _last([*readings, last]) == {"Foreign Ministry of Tarnhold"}


def test_an_adjective_made_of_a_place() -> None:
    readings = [_page(n, "Ilverk Bridge").reading() for n in ("a", "b")]
    last = _page("z", "Ilverka Bridge").reading()
    assert _last([*readings, replace(last, report=replace(last.report, translated=True))]) == {"Ilverk Bridge"}


def test_a_state_read_as_a_part_of_a_name_stands_for_itself() -> None:
    readings = [_page(n, "Orla Vennik").reading() for n in ("a", "b")]
    page = Page("z", "In Tarnhold it rained. Of Tarnhold Orla Venik spoke.").state("Tarnhold")
    last = page.name_("Tarnhold Orla Venik", "person").reading()
    found = with_usual_spellings([*readings, replace(last, report=replace(last.report, translated=True))], _STORY)
    written = {found[-1].report.text[m.start : m.end]: m.name for m in found[-1].entities}
    assert written == {"Tarnhold": "Tarnhold", "Orla Venik": "Orla Vennik"}


def test_a_surname_alone_in_a_translation_is_the_one_person_s_of_that_surname() -> None:
    assert _names(_page("z", "Venej"), translated=True, known=("Orla Veney",)) == {"Orla Veney"}
    assert _names(_page("z", "Venej"), translated=True, known=("Orla Veney", "Ida Veney")) == {"Venej"}
    assert _names(_page("z", "Venej"), known=("Orla Veney",)) == {"Venej"}


def test_what_a_slavic_alphabet_puts_before_a_u_and_a_french_one_writes_for_a_w() -> None:
    known = ("Ulrik Hurvane", "Nila Warande")
    assert _names(_page("z", "Julrik Hurvane", "Nila Ouarande"), translated=True, known=known) == set(known)


def test_a_woman_s_ending_behind_another_spelling_of_her_name() -> None:
    assert _names(_page("z", "Yelena Virnova"), translated=True, known=("Jelena Wirnov",)) == {"Jelena Wirnov"}
