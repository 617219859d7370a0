from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.clean import Cleaner
from sourcebook.clean.dateline import read_dateline
from sourcebook.clean.headline import headline
from sourcebook.clean.language import language_of
from sourcebook.clean.lines import read_lines
from sourcebook.intake.html import BadHtmlError, render
from sourcebook.model import Config, Page, Reject, Report
from sourcebook.model.report import ZoneKind

CLEANER = Cleaner()
CONFIG = Config()

FLAT = """Skip to content
Home
World
Subscribe
Harbour pact moves closer as envoys return
Updated: 14 March 2031 09:20
By Ada Orlo
The port of Neverin could reopen within weeks, two envoys have said
PORT NEVERIN, March 13 (Beacon) — Envoys of Ostravia and the Sund Islands agreed on Thursday to draft a harbour pact, both sides said after nine hours of talks.
Ключевая гавань на закате
The harbour of Neverin at dusk
Photo: Beacon/Ivo Lenz
“We are close,” the chief envoy of the islands told reporters.
READ MORE: Why the harbour matters
What remains open
The two sides still differ over pilot fees, which the islands want to keep until the end of the year.
Good talks today. The text is nearly there. https://t.co/abc123
— Mira Sund (@mirasund) March 12, 2031
The next round is to be held in April, the ministry said in a statement on its site.
Translated by LinguaBot
Please check our commenting policy before you post.
3 comments
Reply
0:00
© 2031 The Beacon. All rights reserved."""  # noqa: E501


def page(text: str, **fields: object) -> Page:
    return Page(id="r", input="a.txt", text=text, **fields)  # type: ignore[arg-type]


LAKE = """The ferry comes back
The ferry of the lake will run again from Monday, the harbour office said on Friday after a winter of repairs.
It had been out of use since the ice of January broke two of its planks and a part of the northern pier.
The town has waited for it, and the baker has promised bread for all who cross on the first day of the season.
"""


def cleaned(text: str, **fields: object) -> Report:
    report = CLEANER.clean(page(text, **fields), CONFIG)
    assert isinstance(report, Report), report
    return report


def kind_at(report: Report, words: str) -> str:
    at = report.text.index(words)
    return next(zone.kind for zone in report.zones if zone.start <= at < zone.end)


def assert_tiled(report: Report) -> None:
    assert report.zones[0].start == 0
    assert report.zones[-1].end == len(report.text)
    assert all(one.end == two.start for one, two in pairwise(report.zones))
    assert all(zone.start < zone.end for zone in report.zones)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Skip to content", "menu"),
        ("Harbour pact moves", "title"),
        ("Updated: 14 March", "byline"),
        ("By Ada Orlo", "byline"),
        ("The port of Neverin could", "body"),
        ("PORT NEVERIN", "dateline"),
        ("Envoys of Ostravia", "body"),
        ("Ключевая", "caption"),
        ("The harbour of Neverin at dusk", "caption"),
        ("Photo:", "credit"),
        ("“We are close", "body"),
        ("READ MORE", "promo"),
        ("What remains open", "subhead"),
        ("Good talks today", "embed"),
        ("— Mira Sund", "embed"),
        ("The next round", "body"),
        ("Translated by", "notice"),
        ("Please check our", "notice"),
        ("3 comments", "menu"),
        ("0:00", "menu"),
        ("© 2031", "notice"),
    ],
)
def test_lines_of_a_flattened_page(words: str, kind: str) -> None:
    assert kind_at(cleaned(FLAT), words) == kind


def test_the_caption_of_a_film_within_the_text_is_none_of_it() -> None:
    film = (
        "Media playback is unsupported on your device Media caption Orla Venn says that she had to wait for the ferry"
    )
    body = [
        f"The ferry to Neverin was late on Thursday, and {n} people had to wait in the rain for it." for n in (9, 8)
    ]
    report = cleaned("\n\n".join(["The ferry to Neverin is late again", body[0], film, body[1]]))
    assert (kind_at(report, film), kind_at(report, body[1])) == ("caption", "body")


def test_what_the_page_says_of_itself() -> None:
    report = cleaned(FLAT)
    assert_tiled(report)
    assert report.title == "Harbour pact moves closer as envoys return"
    assert report.byline == "Ada Orlo"
    assert report.dateline == "PORT NEVERIN"
    assert report.language == "en"
    assert report.translated
    assert report.published is not None
    assert (report.published.earliest, report.published.basis) == (date(2031, 3, 14), "stated")
    assert report.outlet is None


def test_menus_in_another_script_show_a_translation() -> None:
    page = "Η Φωνή της Λίμνης\nΕιδήσεις και αναλύσεις\nΚαιρός και θάλασσα\n" + LAKE
    assert cleaned(page).translated
    assert not cleaned("Русский\nУкраїнська\nСрпски\n" + LAKE).translated
    assert not cleaned(LAKE).translated


def test_a_live_blog_s_list_and_the_date_that_opens_a_line() -> None:
    text = (
        "LUNDBY LIVE\nHarbour pact: as it happened\n3 May 2031. Newest entries first, times are local\n\n10:15\n"
        + "\n".join(LAKE.splitlines()[1:])
        + "\n\n08:40\nWhat we know so far\n▪ The ferry has come back to the northern pier\n"
        "▪ A second boat is due on the seventeenth\n\nRelated\n▪ Ten Ways To Cook A Lake Trout\n▪ Why We Love Old Boats"
    )
    report = cleaned(text)
    assert report.published is not None
    assert (report.published.earliest, report.published.basis) == (date(2031, 5, 3), "stated")
    assert {kind_at(report, "The ferry has"), kind_at(report, "A second boat")} == {"body"}
    assert kind_at(report, "Ten Ways") != "body"


@pytest.mark.parametrize("head", ["12:10  In case you join us", "08.40", "08:00 — So far", "09:30\nThis week"])
def test_a_list_under_an_entry_s_time_is_text_however_short_its_items_are(head: str) -> None:
    items = "• The Board in Lundby votes on Friday\n• 12 more boats promised for Monday\n• The court rules on Tuesday"
    text = (
        "LUNDBY LIVE\nHarbour pact: as it happened\n3 May 2031. Newest entries first, times are local\n\n10:15\n"
        + "\n".join(LAKE.splitlines()[1:])
        + f"\n\n{head}\n{items}\n\nRelated\n• Ten Ways To Cook A Lake Trout\n• Why We Love Old Boats"
    )
    report = cleaned(text)
    assert {kind_at(report, words) for words in ("The Board in", "12 more boats", "The court rules")} == {"body"}
    assert kind_at(report, "Ten Ways") != "body"


@pytest.mark.parametrize(
    ("mast", "title"),
    [
        ("LUNDBY BEACON / Ο Φάρος της Λούνδης — EN", "The ferry comes back at last to the lake"),
        ("Lundby Beacon", "The ferry comes back at last to the lake"),
    ],
)
def test_a_masthead_is_no_headline(mast: str, title: str) -> None:
    text = "\n".join([mast, "15.03.2031, 08:25", "The ferry comes back at last to the lake", *LAKE.splitlines()[1:]])
    lines = read_lines(page(text))
    kinds: list[ZoneKind] = ["title", "byline", "subhead"]
    kinds += ["body"] * (len(lines) - 3)
    found = headline(lines, kinds, [0.1] * len(lines))
    assert [line.text for line, kind in zip(lines, found, strict=True) if kind == "title"] == [title]


@pytest.mark.parametrize(
    "motto",
    [
        "Harbour // Council // Sport // Arts",
        "Bulletin of the ferry hands · Sund quay, above the smithy",
        "one lake, one ferry, no fares",
        "Of the lake and for the lake. Every Monday",
    ],
)
def test_a_motto_or_a_row_of_sections_is_no_headline(motto: str) -> None:
    assert _headline("Lakeside", motto, "15.03.2031, 08:25", "The ferry comes back at last") == (
        "The ferry comes back at last"
    )


def test_a_headline_in_capitals_stands_over_its_second_line() -> None:
    head = ["THE LAKESIDE LAMP", "Home | Boats | Weather", "FERRY BACK ON THE LAKE", "Boast of council falls flat"]
    assert _headline(*head, "15.03.2031, 08:25", title=3) == "FERRY BACK ON THE LAKE"


def test_an_address_is_no_headline() -> None:
    head = ["LAKE UNION", "General Secretariat, Lundby", "Communiqué 31/12", "15 March 2031"]
    assert _headline(*head, "Council of the Union approves the ferry's funds") == (
        "Council of the Union approves the ferry's funds"
    )


def test_a_byline_is_no_headline_and_stands_below_it() -> None:
    assert _headline("15.03.2031", "FERRY BACK ON THE LAKE", "By Tilde Orm and our lake desk", title=2) == (
        "FERRY BACK ON THE LAKE"
    )


@pytest.mark.parametrize(
    "title",
    ["The ferry is back. The lake says no", "Ferries, boats and x64 chips sink"],
)
def test_a_headline_of_an_odd_form_is_kept(title: str) -> None:
    assert _headline("Lakeside", title, "15.03.2031, 08:25", "What the council had to say of it all", sure=0.9) == title


def _headline(*head: str, title: int = 1, sure: float = 0.1) -> str:
    lines = read_lines(page("\n".join([*head, *LAKE.splitlines()[1:]])))
    kinds: list[ZoneKind] = ["menu"] * len(head)
    kinds[title] = "title"
    kinds += ["body"] * (len(lines) - len(head))
    found = headline(lines, kinds, [sure if kind == "title" else 0.1 for kind in kinds])
    (shown,) = [line.text for line, kind in zip(lines, found, strict=True) if kind == "title"]
    return shown


def test_a_coloured_box_is_none_of_the_headline() -> None:
    report = cleaned("LIVE  The ferry comes back\n15 March 2031\n" + "\n".join(LAKE.splitlines()[1:]))
    assert report.title == "The ferry comes back"


def test_what_is_given_is_taken_as_given() -> None:
    report = cleaned(FLAT, title="T", outlet="The Beacon", published=date(2031, 3, 15), language="en-GB")
    assert (report.title, report.outlet, report.language) == ("T", "The Beacon", "en")
    assert report.published is not None
    assert (report.published.latest, report.published.basis) == (date(2031, 3, 15), "given")


def test_a_headline_that_names_a_day_is_no_date_line() -> None:
    body = "The talks, which were to open on Thursday, have been put off, the mediators said in the evening."
    report = cleaned(f"Wednesday, March 12, 2031\nHarbour talks pushed back to March 19\nFrom wire services\n{body}")
    assert report.title == "Harbour talks pushed back to March 19"
    assert report.published is not None and report.published.earliest == date(2031, 3, 12)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Policy note 12 | 14 March 2031 | 4 minutes", date(2031, 3, 14)),
        ("Commentary no. 31 – 14 March 2031", date(2031, 3, 14)),
        ("14/III/2031", date(2031, 3, 14)),
        ("14.03.31", date(2031, 3, 14)),
        ("14-03-2031 News Release 31/08", date(2031, 3, 14)),
        ("31/03/14", date(2014, 3, 31)),
        ("Fees fall | Boats back by 14 March 2031", None),
    ],
)
def test_a_date_beside_other_things_and_in_other_forms(line: str, day: date | None) -> None:
    report = cleaned("\n".join(["The Lake Office", line, "Harbour pact moves closer as envoys agree", LEAD, *BODY]))
    said = report.published if report.published and report.published.basis == "stated" else None
    assert (said.earliest if said else None) == day


def test_a_date_in_numbers_is_read_as_the_text_writes_days() -> None:
    head = ["The Lake Office", "04/03/31", "Harbour pact moves closer as envoys agree"]
    body = [f"The pilots met on 9 February and again on 2 March. {BODY[0]}", *BODY[1:]]
    report = cleaned("\n".join([*head, *body]))
    assert report.published is not None and report.published.earliest == date(2031, 3, 4)


def test_a_day_for_which_something_was_due_may_lie_either_way() -> None:
    moved = "The session was postponed from April 22, the port said, and the pier was to open on April 25."
    report = cleaned("\n".join(["Harbour pact moves closer", f"{moved} {BODY[0]}", *BODY]))
    assert [(c.month, c.day, c.direction) for c in report.date_clues] == [(4, 22, None), (4, 25, None)]


def test_what_is_due_by_a_day_is_no_date_line() -> None:
    body = "\n".join(BODY)
    listed = "The sides agreed that:\n1. the lists will be published by 15 May 2031;\n2. the next session follows.\n"
    report = cleaned(f"Port Clemmow, 20 April 2031\nSecond session of the dialogue: outcome\n{body}\n{listed}")
    assert report.published is not None and report.published.earliest == date(2031, 4, 20)


def test_a_dateline_with_its_year_states_the_date() -> None:
    report = cleaned(
        "NEVERIN, 16 March 2031 (PNA) – The minister received the envoys at the old pilot station on Monday."
    )
    assert report.published is not None
    assert (report.published.latest, report.published.basis) == (date(2031, 3, 16), "stated")
    assert report.dateline == "NEVERIN"


def test_bodies_are_left_alone() -> None:
    report = CLEANER.clean(page(FLAT), Config(body=True))
    assert isinstance(report, Report)
    assert [(zone.start, zone.end, zone.kind) for zone in report.zones] == [(0, len(FLAT), "body")]


def test_a_page_without_an_article_is_rejected() -> None:
    outcome = CLEANER.clean(page("Home\nWorld\nLogin\nSport"), CONFIG)
    assert isinstance(outcome, Reject) and outcome.reason == "no-article"
    blank = CLEANER.clean(page(" \n "), CONFIG)
    assert isinstance(blank, Reject) and blank.reason == "empty"


HTML = """<html lang="en"><head><title>Harbour pact closer | The Beacon</title>
<meta property="article:published_time" content="2031-03-14T09:20:00Z">
<meta property="og:site_name" content="The Beacon">
</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav><main><article><h1>Harbour pact closer</h1>
<p class="byline">By Ada Orlo</p>
<p>Envoys of Ostravia and the Sund Islands agreed on Thursday to draft a harbour pact,
both sides said after the talks.</p>
<figure><img src="x.jpg"><figcaption>The harbour at dusk, seen from the old pilot station.</figcaption></figure>
<h2>What remains open</h2>
<p>The two sides still differ over pilot fees, which the islands want to keep until the end of the year,
officials say.</p>
<p>The next round is to be held in April, the ministry said in a statement that it put on its site
in the evening.</p>
</article></main>
<aside class="related"><h3>More stories</h3><p><a href="/1">Ferry strike ends after a week</a></p></aside>
<footer>© 2031 The Beacon</footer></body></html>"""


def html_page(source: str) -> Page:
    return Page(id="r", input="a.html", **render(source)._asdict())


def test_what_readers_say_is_no_article() -> None:
    said = "I have lived by the harbour for forty years and nobody has asked me what I think of the new ferry at all."
    more = "".join(f'<p class="commentOdd">{said} ({number})</p>' for number in range(3))
    report = CLEANER.clean(html_page(HTML.replace("</article>", f"{more}</article>")), CONFIG)
    assert isinstance(report, Report)
    assert kind_at(report, "Envoys of") == "body"
    assert kind_at(report, "forty years") == "menu"


def test_an_html_page() -> None:
    report = CLEANER.clean(html_page(HTML), CONFIG)
    assert isinstance(report, Report)
    assert_tiled(report)
    assert kind_at(report, "Envoys of") == "body"
    assert kind_at(report, "What remains") == "subhead"
    assert kind_at(report, "Home") == "menu"
    assert kind_at(report, "Ferry strike") == "promo"
    assert kind_at(report, "The harbour at dusk") == "caption"
    assert (report.title, report.outlet, report.byline) == ("Harbour pact closer", "The Beacon", "Ada Orlo")
    assert report.published is not None and report.published.earliest == date(2031, 3, 14)


LINES = st.sampled_from([*FLAT.split("\n"), "", " ", "a", "\t—", "(@", "“", "\u2028x", "100%", "By X", "12.03.2031"])


@given(st.lists(LINES | st.text(max_size=30), max_size=40))
def test_zones_tile_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    for config in (CONFIG, Config(body=True)):
        outcome = CLEANER.clean(page(text), config)
        if isinstance(outcome, Report):
            assert_tiled(outcome)
            assert any(zone.kind == "body" for zone in outcome.zones)


@given(
    st.lists(
        LINES | st.sampled_from(["<p>", "<h1>", "</div>", "<figure>", "<article>", "<a href=x>", "<pre>"]), max_size=40
    )
)
def test_zones_tile_any_markup(parts: list[str]) -> None:
    try:
        laid_out = html_page("<html><body>" + "".join(parts))
    except BadHtmlError:
        return
    outcome = CLEANER.clean(laid_out, CONFIG)
    if isinstance(outcome, Report):
        assert_tiled(outcome)


def test_a_line_of_half_a_megabyte_is_read_in_no_time() -> None:
    for unit in ("word ", "a|b · ", "— Photo: X/Y (@a) ", "May 1, 2031 ", "icon ", "A, B, ", "By Anna and ", "© A of "):
        assert CLEANER.clean(page(unit * (500_000 // len(unit))), CONFIG)


def test_english_is_told_by_its_words_and_other_languages_are_not_taken_for_it() -> None:
    english = (
        "The talks of the two sides on the pact were held in the old harbour and it was said that they will go on. "
    )
    dutch = (
        "De gesprekken over het verdrag waren in de oude haven en het was gezegd dat ze door zullen gaan in de stad. "
    )
    assert language_of(english * 3) == language_of(english) == "en"
    assert language_of(dutch * 3) == language_of(dutch) == "nl"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("NEVERIN, September 18. /SeverInform/. The pilots met.", "NEVERIN"),
        ("NEVERIN /SeverInform/ - The pilots met.", "NEVERIN"),
        ("NEVERIN. Sept 18 (Seaboard) - The pilots met.", "NEVERIN"),
        ("Neverin, September 18, SEABOARD The pilots met.", "Neverin"),
        ("(Lisbon) – The pilots met.", "Lisbon"),
        ("(Seaboard) – The pilots met.", None),
        ("Lisbon, the pilots said, Is not far.", None),
        ("Neverin and/or Sund / Ostravia are near.", None),
        ("Ada Orlo: The pilots met.", None),
    ],
)
def test_forms_of_datelines(line: str, place: str | None) -> None:
    found = read_dateline(line)
    assert (found.place if found else None) == place
    assert found is None or line[found.end :] == "The pilots met."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This story was produced with the help of artificial intelligence.", "notice"),
        ("TideLoom may earn a commission.", "notice"),
        ("Opinions expressed in this column are its author's own.", "notice"),
        ("FOR SALE: dinghy, one oar. Ask at the pilot station.", "promo"),
        ("This report was written by pilots with long service on the coast of the islands, and read by few.", "body"),
    ],
)
def test_what_follows_the_text(line: str, kind: str) -> None:
    text = (
        "\n".join(FLAT.split("\n")[4:8])
        + "\n"
        + "The two sides differ over pilot fees, officials said on the quay.\n"
        + line
    )
    assert kind_at(cleaned(text), line) == kind


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("14\nMarch\n2031", "", date(2031, 3, 14)),
        ("14 March 2031, 9:20 am", "Updated: 2 March 2031", date(2031, 3, 14)),
        ("Harbour watch March 14, 2031, 9:20 am", "", date(2031, 3, 14)),
        ("", "Published 14 March 2031", date(2031, 3, 14)),
    ],
    ids=["cut up", "by the title before elsewhere", "with a section and a time", "elsewhere, if it says so"],
)
def test_the_date_line_that_dates_the_page(above: str, below: str, day: date) -> None:
    body = "\n".join(["The envoys of both sides met at the harbour and agreed to go on with the talks."] * 1 + BODY)
    text = f"Harbour pact moves closer\n{above}\n{body}\n" + "Menu\n" * 12 + below
    report = cleaned(text)
    assert report.published is not None
    assert report.published.earliest == day


BODY = [
    f"Paragraph {number} says that the islands and the port agreed on the fees of the pilots, officials told us."
    for number in ("one", "two", "three", "four")
]


LEAD = "The envoys of both sides met at the harbour on April 6 and agreed to go on with the talks on Sunday."


def dated(line: str, *, lead: str = LEAD, above: str = "") -> Report:
    return cleaned("\n".join([*([above] if above else []), "Harbour pact moves closer", line, lead, *BODY]))


@pytest.mark.parametrize(
    ("line", "above", "lead", "day"),
    [
        ("07-04-2031 / 9.40", "", LEAD, date(2031, 4, 7)),  # by the days of the text
        ("Friday 07/04/2031", "", BODY[0], date(2031, 7, 4)),  # by the weekday
        ("07/04/2031", "Archive: 28/03/2031", BODY[0], date(2031, 4, 7)),  # by another date of the page
        ("07/04/2031", "Archive: 03/28/2031", BODY[0], date(2031, 7, 4)),
        ("07/04/2031 9:20 AM EDT", "", BODY[0], date(2031, 7, 4)),  # by the clock
        ("07/04/2031 21:20", "", BODY[0], date(2031, 4, 7)),
        ("07/04/2031", "Гавань Неверина", BODY[0], date(2031, 4, 7)),  # by the script of the page's furniture
    ],
)
def test_a_date_in_numbers_is_read_as_the_page_tells(line: str, above: str, lead: str, day: date) -> None:
    published = dated(line, lead=lead, above=above).published
    assert published is not None
    assert (published.earliest, published.latest, published.basis) == (day, day, "stated")


def test_numbers_in_doubt_are_left_in_doubt_with_both_readings() -> None:
    report = dated("07/04/2031", lead=BODY[0])
    assert report.published is None
    assert [(c.year, c.month, c.day, c.stated) for c in report.date_clues] == [
        (2031, 7, 4, True),
        (2031, 4, 7, True),
    ]


def test_a_date_line_without_a_year_takes_that_of_the_text_or_is_left_to_siblings() -> None:
    alone = dated("Monday 7 April", lead=BODY[0])
    assert alone.published is None
    assert [(c.year, c.month, c.day, c.stated) for c in alone.date_clues] == [(None, 4, 7, True)]
    told = dated("Monday 7 April", lead=LEAD.replace("April 6", "April 6, 2031")).published
    assert told is not None
    assert (told.earliest, told.latest, told.basis) == (date(2031, 4, 7), date(2031, 4, 7), "inferred")
    # the weekday belies the year
    assert dated("Friday 7 April", lead=LEAD.replace("April 6", "April 6, 2031")).published is None


@pytest.mark.parametrize(
    "top",
    [
        "The Neverin Lantern\nHome / World / Money / Letters\n14 March 2031",
        "Lantern\nA light for all of the coast\n14 March 2031",
        "THE LANTERN\nServing the islands since 1904\nWorld | Money | Sport",
    ],
)
@pytest.mark.parametrize("title", ["Harbour pact moves closer as envoys agree on fees", "ENVOYS AGREE ON HARBOUR FEES"])
def test_mastheads_mottoes_and_sections_are_no_title(top: str, title: str) -> None:
    assert cleaned("\n".join([top, title, "", LEAD, *BODY])).title == title


def test_a_day_by_which_something_is_due_lies_ahead() -> None:
    report = cleaned(
        "\n".join(["Harbour pact moves closer", f"The port promised the fees by April 22. {BODY[0]}", *BODY])
    )
    assert [(c.month, c.day, c.direction) for c in report.date_clues] == [(4, 22, "future")]
