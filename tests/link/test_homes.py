"""Whose officials are whose, and which names are states: by titles, datelines, and whose page it is."""

import pytest

from sourcebook.link.lore import learn
from sourcebook.link.settle import settle_names
from tests.link.by_hand import Page

_TOLD = "Velmark's parliament sat. Ostrel's parliament sat. Velmark's foreign minister met Ostrel's foreign minister."


def _country(page: Page, name: str) -> str | None:
    """The state of an official on a page, where two others tell of two states."""
    pages = [Page(n, _TOLD).state("Velmark", "Ostrel") for n in ("a", "b")]
    found = settle_names([one.reading() for one in (*pages, page)]).readings[2]
    return next((m.country for m in found.entities if m.name == name), None)


@pytest.mark.parametrize(
    "text",
    [
        "Near Ostrel the rain stopped, Velmark's trade minister, Orla Venn, said.",
        "Of Ostrel the Velmark minister, Orla Venn, knew nothing.",
        "Snow fell on Ostrel, said Velmark Trade Minister Orla Venn.",
        "Ostrel waits for Orla Venn, who heads Velmark's delegation.",
        "Ostrel was glad of Orla Venn, Deputy Minister for Trade and Ports of Velmark, and her pies.",
    ],
)
def test_whose_office_stands_before_the_name(text: str) -> None:
    assert _country(Page("c", text).state("Velmark", "Ostrel").name_("Orla Venn", "person"), "Orla Venn") == "Velmark"


def test_an_official_on_a_states_own_page_is_its_own() -> None:
    head = "REPUBLIC OF VELMARK\nMinistry of Ports\n"
    alone = Page("c", head + "President Orla Venn received them.").name_("Orla Venn", "person", role="President")
    assert _country(alone, "Orla Venn") == "Velmark"
    guest = Page("c", head + "President Orla Venn of Ostrel spoke.").state("Ostrel")
    assert _country(guest.name_("Orla Venn", "person", role="President"), "Orla Venn") == "Ostrel"


def test_what_stands_before_an_office_and_its_holder_is_a_state() -> None:
    text = "Pallim Foreign Minister Orla Venn spoke. Pallim Prime Minister Ida Lund left."
    assert "Pallim" in learn([Page("a", text).name_("Pallim", "place").reading()]).states
    assert not learn([Page("a", text).name_("Pallim", "organisation").reading()])
    assert not learn([Page("a", text.replace("Pallim", "French")).name_("French", "group").reading()])


def test_a_dateline_bears_out_what_a_nationality_shows() -> None:
    text = "The Pallimian president, Orla Venn, left Pallim."
    bare, dated = (Page("a", head + text).name_("Pallim", "place") for head in ("", "TESK, Pallim, May 3 (Wire) - "))
    assert not learn([bare.reading()])
    assert "Pallim" in learn([dated.reading()]).states


def test_a_state_read_into_a_persons_name_is_a_state() -> None:
    text = "A citizen of Velmark Orla Venn was freed."
    page = Page("c", text).name_("Velmark Orla Venn", "person")
    states = [Page(n, _TOLD).state("Velmark", "Ostrel") for n in ("a", "b")]
    found = settle_names([one.reading() for one in (*states, page)]).readings[2]
    assert [(m.name, m.country) for m in found.entities if m.type == "person"] == [("Orla Venn", "Velmark")]
