import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.clean import Cleaner
from sourcebook.clean.mastheads import KNOWN, PLAIN, firmness, latin, same_sound, words_of, written
from sourcebook.model import Config, Page, PageMeta, Report

BODY = """Harbour pact moves closer as envoys return
PORT NEVERIN, March 13 (Seaboard) — Envoys of Ostravia and the Sund Islands agreed on Thursday to draft a harbour pact.
The two sides still differ over pilot fees, which the islands want to keep until the end of the year, officials said."""


def outlet(text: str, **fields: object) -> str | None:
    report = Cleaner().clean(Page(id="r", input="a.txt", text=text, **fields), Config())  # type: ignore[arg-type]
    assert isinstance(report, Report), report
    return report.outlet


@pytest.mark.parametrize(
    ("front", "back", "name"),
    [
        ("The Neverin Gazette\nHome\nWorld\n\n", "", "The Neverin Gazette"),
        ("Skip to content\nNEVERIN GAZETTE\nMenu\n\n", "", "Neverin Gazette"),
        ("neverin gazette . all the tides\nHome\n\n", "", "Neverin Gazette"),
        ("NPA – NEVERIN PRESS AGENCY\nLatest | Photo\n\n", "", "Neverin Press Agency"),
        ("NewsBarge\nTrending\n\n", "", "NewsBarge"),
        ("Tidewater\nHome\n\n", "\n© 2031 Tidewater Ltd. All rights reserved", "Tidewater"),
        ("Tidewater\nHome\n\n", "\nSubscribe to Tidewater", "Tidewater"),
        ("Tidewater\nHome\n\n", "\n“No,” she told Tidewater. “Never,” he told Tidewater on the quay.", "Tidewater"),
        ("", "\n© Sund Islander Publishing Ltd 2031", None),
        ("", "\n© 2031 The Sund Herald Publishing Company", "The Sund Herald"),
        ("", "\nAll rights reserved © Sund Today", "Sund Today"),
        ("СеверИнформ\nГлавная\n\n", "\n“Never,” said the pilot to SeverInform.", "SeverInform"),
    ],
)
def test_a_page_names_itself(front: str, back: str, name: str | None) -> None:
    assert outlet(front + BODY + back) == name


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("", ""),
        ("World News\nBreaking News\nMarkets\nSign up now\n\n", ""),
        ("Tidewater\nHome\n\n", ""),
        # A writer above the headline, and below it.
        ("Ada Orlo\n\n", "\nFollow Ada Orlo on Twitter: @adaorlo"),
        # What a section is called, and its letter.
        ("Fisheries\n\n", "\nMore in Fisheries\nFisheries newsletter"),
        # The agency that wrote it.
        ("", "\nCopyright 2031 The Associated Press. All rights reserved."),
        ("", "\n© 2031 Seaboard. All rights reserved."),
        ("Seaboard\n\n", "\n“We are close,” he told Seaboard. “Very close,” she told Seaboard."),
        ("", "\n© 2031 New Tide News Service"),
    ],
)
def test_what_is_no_masthead(front: str, back: str) -> None:
    assert outlet(front + BODY + back) is None


def test_what_is_given_and_what_the_markup_says_come_first() -> None:
    text = f"The Neverin Gazette\nHome\n\n{BODY}"
    assert outlet(text, outlet="Given") == "Given"
    assert outlet(text, meta=PageMeta(site_name="Sund Mail")) == "Sund Mail"
    assert outlet(BODY, meta=PageMeta(title="Envoys return | Sund Mail")) == "Sund Mail"
    assert outlet(f"Tidewater\n\n{BODY}", url="https://www.tidewater.example/2031/pact") == "Tidewater"


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("Sund Herald", KNOWN),
        ("The Mirror", KNOWN),
        ("Mirror", 0),
        ("Times of Neverin", KNOWN),
        ("Neverin Institute", KNOWN),
        ("Institute", 0),
        ("Latest News", 0),
        ("Germany News", PLAIN),
        ("Search The Sund Times", 0),
        ("Tidewater", PLAIN),
        ("the pilots met again", 0),
        ("Neverin 2031", 0),
        ("", 0),
    ],
)
def test_firmness(name: str, firm: int) -> None:
    assert firmness(name) == firm


def test_how_a_name_is_written() -> None:
    assert written("SUND HERALD", "as The sund HERALD is") == "Sund Herald"
    assert written("THE VAN NEVERIN POST", "A van Neverin Post van.") == "The Van Neverin Post"
    assert written("THE NBQ MAIL", "NBQ Mail readers") == "The NBQ Mail"
    assert written("Sund Herald", "SUND HERALD") == "Sund Herald"
    assert (latin("Вечерний Север"), same_sound("Vechernij Sever", "vecherniy sever")) == ("vecherniy sever", True)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_are_judged(name: str, text: str) -> None:
    assert firmness(name) in (0, PLAIN, KNOWN)
    assert isinstance(words_of(name), tuple)
    assert written(name, text).casefold() or not name


@pytest.mark.parametrize(
    ("front", "name"),
    [
        ("THE SUND OWL\nNews | Boats | Births & Deaths\n", "The Sund Owl"),
        ("tidefold\nthe day in small bites\nTrending Boats Money\n", "Tidefold"),
        ("Sund Owl ▸ Tide news since 1904\nHome\n", "Sund Owl"),
        ("SHIPYARD WORKERS' LEAGUE\nJoin | Give | Songs | Branches\n14.03.2031\n", "Shipyard Workers' League"),
        (
            "Institute for Harbour Policy\nResearch  People  Events\nNote 7 | 14 March 2031\n",
            "Institute for Harbour Policy",
        ),
        ("OSW – Office of Sund Waters\nPress release 31/12\n", "Office of Sund Waters"),
        ("Republic of Ostravia\nMinistry of Harbours\nThe Minister | Tenders | Press\n", "Ministry of Harbours"),
        ("Skip to content\nThe Sund Owl\nNews | Boats | Deaths\n", "The Sund Owl"),
        ("Главная\nМоре\nПогода\nSund Parus | EN\n", "Sund Parus"),
        ("Pilots' Notes\na blog about boats\nabout | archive\n", "Pilots' Notes"),
        ("Harbour crisis\n", None),
        ("Harbour crisis\nNews | Boats | Deaths\n", None),
        ("World\nNews | Boats | Deaths\n", None),
        ("Norway\nNews | Boats | Deaths\n", None),
        ("Subscribe Now\nNews | Boats | Deaths\n", None),
        ("Tides\nNews | Boats | Deaths\nAll tides\n", None),
    ],
)
def test_the_name_over_a_row_of_sections_or_a_motto_is_the_page_s(front: str, name: str | None) -> None:
    assert outlet(front + "\n" + BODY) == name


def test_an_address_is_written_as_the_page_writes_it() -> None:
    front = "sundowl.example\nMenu | Boats | Letters\n\n"
    assert outlet(front + BODY + "\nThe Sund Owl is printed on the quay.") == "Sund Owl"
    assert outlet(front + BODY) is None
