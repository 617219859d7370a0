"""Who sat at talks: leaders of delegations, who speaks as he comes out, and holders of the offices they are of."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from sourcebook.link.entities import EntityIndex, find_entities
from sourcebook.link.seated import find_seats
from sourcebook.link.sightings import find_sightings
from sourcebook.link.tablemates import with_delegates
from sourcebook.model import Event, Interval, OriginCount, Reading, SeriesPlace, Span, StatementMention
from tests.link.by_hand import Page, day

_TALKS = "Peru and Chile held talks on 9 May. "


def _page(text: str, *people: str, role: str | None = None, country: str | None = None) -> Page:
    page = Page("a", _TALKS + text).state("Peru", "Chile")
    for person in people:
        page.name_(person, "person", country=country, role=role)
    return page.event("Peru and Chile held talks on 9 May", "talks", "held", ("Peru", "Chile"),
                      days=("2031-05-09", "2031-05-09"))  # fmt: skip


def _found(reading: Reading) -> tuple[EntityIndex, set[str], set[str]]:
    """Names of those who are shown at a table, by kind, and of the people that the talks are given."""
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    sides = tuple(sorted(index.of_report["a"][name] for name in ("Peru", "Chile")))
    event = Event(
        id="e", story="s", type="CONSULT", mode=None, title="", participants=sides, sides={}, host=None, place=None,
        date=Interval(earliest=day("2031-05-09"), latest=day("2031-05-09")), level=None, status="held", history=(),
        series=None, mentions=(), origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    seats = find_seats([reading], index)
    [(changed, _)] = with_delegates([(event, sightings)], seats, {}, index)
    led = {index.by_id[seat.person].name for seat in seats.get("a", ()) if seat.kind == "leads"}
    return index, led, {index.by_id[p].name for p in changed.participants} - {"Peru", "Chile"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru's delegation was led by Orla Venn.",
        "The delegation of Peru, headed by the envoy Orla Venn, left.",
        "Orla Venn, who leads Peru's team, smiled.",
        "Orla Venn, who negotiates for Peru, smiled.",
        "Peru's chief negotiator, Orla Venn, smiled.",
        "Orla Venn, the negotiator of Peru, smiled.",
        "Peru's chief delegate, Justice Minister Orla Venn, smiled.",
        "Peru's delegation head Orla Venn smiled.",
        "The delegation under Colonel Orla Venn smiled.",
        "They were led by the deputy minister Orla Venn.",
        "Orla Venn, who led Peru's side, smiled.",
        "Orla Venn, who led for Peru, smiled.",
        "Orla Venn, leader of the Peruvian side, smiled.",
        "Orla Venn will head the delegation.",
        "Orla Venn's delegation smiled.",
        "Orla Venn, one of the lead negotiators, smiled.",
        "Chile's side was led by Ove Lund, theirs by a Mrs Orla Venn.",
        "The Peruvians were led by Orla Venn.",
        "At the table for Peru: Orla Venn.",
        "Also present were two lawyers and Orla Venn.",
        "Among the Peruvian delegates was Orla Venn.",
        "Leading the Peruvian delegation is Orla Venn, 54.",
        "Negotiators Ove Lund (Chile) and Orla Venn (Peru) spoke.",
        "Chile (Ove Lund) and Peru (Orla Venn) disagreed.",
        "Opposite him sat Orla Venn.",
        "Opposite Ove Lund sat Orla Venn.",
        "Orla Venn leads for Peru.",
        "Orla Venn, batting for Peru, smiled.",
        "Orla Venn also sat in the session.",
        "Orla Venn took her seat at the table at ten.",
        "Orla Venn and Ove Lund shook hands at the start of the round.",
        "Peru sent its deputy minister, Orla Venn.",
        "For Peru, deputy minister Orla Venn said that she would wait.",
        "For the government Orla Venn called it a wait.",
        "Across the table sat Orla Venn, who smiled.",
        "The team, with Orla Venn at its head, smiled.",
    ],
)
def test_who_leads_a_delegation_sat_at_the_talks_that_were_told_last(text: str) -> None:
    reading = _page(text.replace("Peru", "Lima"), "Orla Venn", country="Peru").reading()
    assert _found(reading)[1:] == ({"Orla Venn"}, {"Orla Venn"})


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn, a former negotiator, smiled.",
        "Orla Venn, who leads a party in Lima, smiled.",
        "The former negotiator Orla Venn smiled.",
        "The negotiator's spokesman Orla Venn smiled.",
        "For years, Orla Venn said that she would wait.",
        "For her part, Orla Venn said that she would wait.",
        "The minister warned the negotiators, Orla Venn said.",
        "For President Orla Venn, the team is all.",
        "Orla Venn, who led Peru's team in 2019, smiled.",
        "Orla Venn, who was to lead Peru's team, fell ill.",
        "Ove Lund replaced Orla Venn at the head of the delegation.",
        "Orla Venn led a choir, called the talks a farce and smiled.",
        "The king sent Orla Venn a letter on the round.",
    ],
)
def test_who_led_one_once_or_leads_something_else_did_not(text: str) -> None:
    assert _found(_page(text, "Orla Venn", country="Peru").reading())[1:] == (set(), set())


def test_who_is_of_no_side_sat_at_another_table() -> None:
    page = _page("Norway's chief negotiator, Orla Venn, smiled.", "Orla Venn", country="Norway").state("Norway")
    assert _found(page.reading())[1:] == ({"Orla Venn"}, set())


def _spoken(text: str, role: str | None) -> set[str]:
    page = _page(text, "Orla Venn", role=role, country="Peru")
    said = StatementMention(kind="direct", content=(page.span("We wait"),), speaker=page.span("Orla Venn"),
                            speaker_name="Orla Venn", cue=page.span("told"))  # fmt: skip
    reading = page.reading()
    starts = [0, len(_TALKS), len(page.text)]
    sentences = tuple(Span(start=a, end=b) for a, b in pairwise(starts))
    return _found(replace(reading, statements=(said,), sentences=sentences))[2]


def test_who_speaks_as_he_comes_out_was_there() -> None:
    text = "“We wait,” Orla Venn told reporters on the steps of the hotel."
    assert _spoken(text, "deputy minister") == {"Orla Venn"}
    assert _spoken(text, "spokeswoman") == set()


def test_a_foreign_minister_whose_words_a_report_gives_that_opens_with_the_talks() -> None:
    text = "“We wait,” Orla Venn told them."
    assert _spoken(text, "Foreign Minister") == {"Orla Venn"}
    assert _spoken(text, "Trade Minister") == {"Orla Venn"}
    assert _spoken(text, "President") == set()
    assert _spoken(text, "former Foreign Minister") == set()


def _round(page: Page, index: EntityIndex, number: int, on: str) -> Event:
    sides = tuple(sorted(index.of_report[page.name][name] for name in ("Peru", "Chile")))
    return Event(
        id=f"e{number}", story="s", type="CONSULT", mode=None, title="", participants=sides, sides={}, host=None,
        place=None, date=Interval(earliest=day(on), latest=day(on)), level=None, status="held", history=(),
        series=SeriesPlace(id="p", ordinal=number), mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip


def _carried(*leads: str) -> list[set[str]]:
    """The people that three rounds are given, one a report, each of which tells who led Peru."""
    pages = []
    for name, on, leader in zip("abc", ("2031-05-09", "2031-05-19", "2031-05-29"), leads, strict=True):
        text = f"Peru and Chile held talks on {int(on[-2:])} May. " + (
            f"Peru's team was led by {leader}." if leader else ""
        )
        page = Page(name, text, on).state("Peru", "Chile")
        if leader:
            page.name_(leader, "person", country="Peru")
        pages.append(page.event(text[: text.index(".")], "talks", "held", ("Peru", "Chile"), days=(on, on)))
    readings = [page.reading() for page in pages]
    story = dict.fromkeys("abc", "s")
    index = find_entities(readings, story)
    events = []
    for number, (page, reading) in enumerate(zip(pages, readings, strict=True), 1):
        on = page.published or ""
        events.append((_round(page, index, number, on), find_sightings([reading], index, story, {})))
    changed = with_delegates(events, find_seats(readings, index), {}, index)
    return [{index.by_id[p].name for p in e.participants} - {"Peru", "Chile"} for e, _ in changed]


def test_who_leads_a_side_sits_at_its_other_rounds_until_another_does() -> None:
    assert _carried("Orla Venn", "", "") == [{"Orla Venn"}, {"Orla Venn"}, {"Orla Venn"}]
    assert _carried("Orla Venn", "", "Tam Brok") == [{"Orla Venn"}, set(), {"Tam Brok"}]
    assert _carried("", "Orla Venn", "Tam Brok") == [{"Orla Venn"}, {"Orla Venn"}, {"Tam Brok"}]
