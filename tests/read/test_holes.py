"""What is zoned out within a paragraph is read over."""

from sourcebook.clean import Cleaner
from sourcebook.model import Config, Page, Report
from sourcebook.read.document import parse
from sourcebook.read.holes import readable

CARD = " Ada Maria OrloTalks stall in Neverin Who is who in the cabinet MORE"
TEXT = f"""Minister Orlo{CARD} said on Thursday that the harbour would stay open until the end of the year.
The islands agreed to the draft after a long night, and both sides went home before the storm came in."""


def report() -> Report:
    found = Cleaner().clean(Page(id="r", input="a.txt", text=TEXT), Config())
    assert isinstance(found, Report)
    return found


def test_offsets_stay() -> None:
    text, zones = readable(report())
    assert len(text) == len(TEXT)
    assert text.replace(" ", "") == TEXT.replace(CARD, "").replace(" ", "")
    assert [zone.start for zone in zones] == [0]


def test_a_sentence_keeps_both_its_halves() -> None:
    words = [token.text for token in parse(report()).sentences[0].tokens]
    assert words[:4] == ["Minister", "Orlo", "said", "on"]


def test_without_holes_the_text_is_the_page() -> None:
    plain = TEXT.replace(CARD, "")
    found = Cleaner().clean(Page(id="r", input="a.txt", text=plain), Config())
    assert isinstance(found, Report)
    assert readable(found)[0] == plain
