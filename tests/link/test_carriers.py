"""Media that other reports make known."""

from msgspec.structs import replace

from sourcebook.link.carriers import with_known_media
from sourcebook.model import Reading, Span, StatementMention
from tests.link.by_hand import Page


def _reading(name: str, text: str, *, cue: str = "", outlet: str | None = None) -> Reading:
    page = Page(name, text).name_("Orla Venn", "person")
    reading = page.reading()
    content = page.span("We wait")
    said = StatementMention(
        kind="direct",
        content=(content,),
        speaker=page.span("Orla Venn"),
        speaker_name="Orla Venn",
        cue=page.span(cue or "told"),
    )
    return replace(reading, statements=(said,), report=replace(reading.report, outlet=outlet))


def _via(text: str, outlet: str = "Nordvest", *, cue: str = "") -> tuple[str, ...]:
    other = _reading("b", "“We wait,” Orla Venn told them.", outlet=outlet)
    return with_known_media([_reading("a", text, cue=cue), other])[0].statements[0].via


def test_another_report_s_outlet_carries_what_it_was_told() -> None:
    assert _via("“We wait,” Orla Venn told Nordvest.") == ("Nordvest",)
    assert _via("“We wait,” said Orla Venn in a long talk with the Nordvest.", cue="said") == ("Nordvest",)


def test_a_name_that_nobody_shows_to_be_a_medium_s_carries_nothing() -> None:
    assert _via("“We wait,” Orla Venn told Nordvest.", "Sundmail") == ()


def test_words_of_another_sentence_carry_nothing() -> None:
    assert _via("“We wait,” Orla Venn told them. Ida Lund told Nordvest otherwise.") == ()


def test_a_state_is_no_medium_though_an_outlet_bears_its_name() -> None:
    assert _via("“We wait,” Orla Venn told Norway.", "Norway") == ()


def _headed(head: str, words: str) -> tuple[str, ...]:
    other = _reading("b", f"{head}\n“We wait,” Orla Venn told them.")
    (body,) = other.report.zones
    zones = (replace(body, end=len(head) + 1, kind="menu"), replace(body, start=len(head) + 1))
    other = replace(other, report=replace(other.report, zones=zones))
    return with_known_media([_reading("a", words), other])[0].statements[0].via


def test_the_name_at_another_page_s_head_is_a_medium_s() -> None:
    assert _headed("NORDVEST\nHome | Abroad | Sport", "“We wait,” Orla Venn told Nordvest.") == ("Nordvest",)
    assert _headed("THE VARD LANTERN", "“We wait,” Orla Venn told the Lantern.") == ("Vard Lantern",)
    assert _headed("THE VARD LANTERN", "“We wait,” Orla Venn told Lantern.") == ()


def test_a_page_s_own_name_that_was_read_as_a_person_s_is_its_name_still() -> None:
    reader = Page("a", "“We wait,” Orla Venn told Nordvest.").name_("Nordvest", "person").name_("Orla Venn", "person")
    page = reader.reading()
    other = _reading("b", "“We wait,” Orla Venn told them.", outlet="Nordvest")
    said = StatementMention(
        kind="direct",
        content=(reader.span("We wait"),),
        speaker=reader.span("Orla Venn"),
        speaker_name="Orla Venn",
        cue=reader.span("told"),
    )
    first, _ = with_known_media([replace(page, statements=(said,)), other])
    assert first.statements[0].via == ("Nordvest",)


def test_whom_the_sentence_before_tells_to_have_heard_it() -> None:
    page = Page("a", "Orla Venn rang Nordvest on Monday. “We wait,” Venn said.").name_("Orla Venn", "person")
    reading = page.reading()
    said = StatementMention(
        kind="direct",
        content=(page.span("We wait"),),
        speaker=page.span("Venn said"),
        speaker_name="Orla Venn",
        cue=page.span("said"),
    )
    cut = page.text.index("“")
    sentences = (Span(start=0, end=cut - 1), Span(start=cut, end=len(page.text)))
    other = _reading("b", "“We wait,” Orla Venn told them.", outlet="Nordvest")
    first, _ = with_known_media([replace(reading, statements=(said,), sentences=sentences), other])
    assert first.statements[0].via == ("Nordvest",)


def test_behind_the_speaker_comes_who_heard_it() -> None:
    assert _via("“We wait,” commented Orla Venn to Nordvest.", cue="commented") == ("Nordvest",)
    assert _via("“We wait,” said Orla Venn, who wrote a song to Nordvest.", cue="said") == ()
