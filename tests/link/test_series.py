"""Series: rounds of one process, told apart from those of another table."""

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

SIDES = ("Peru", "Chile")


def _held(name: str, day: str, town: str, *, ordinal: int | None = None) -> Reading:
    page = Page(name, f"Peru and Chile held talks in {town}.", day).state(*SIDES)
    page.name_(town, "place", country="Norway")
    page.event(f"Peru and Chile held talks in {town}", "talks", "held", SIDES, place=town, area="Norway",
               ordinal=ordinal, days=(day, day))  # fmt: skip
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))


def test_a_number_that_one_report_gives_a_round_elsewhere_makes_no_second_process() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("a2", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-17", "Tromsø", ordinal=1),
        _held("c", "2031-06-20", "Tromsø"),
    )
    (one,) = record.series
    assert len(one.events) == 3


def test_a_number_that_as_many_reports_give_two_rounds_makes_two_processes() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-17", "Tromsø", ordinal=1),
        _held("c", "2031-06-20", "Tromsø", ordinal=2),
    )
    assert sorted(len(one.events) for one in record.series) == [1, 2]


def _sat(name: str, day: str, town: str | None, ordinal: int, noun: str, body: str = "") -> Reading:
    clause = f"They held {noun} {ordinal} {body}{f'in {town} ' if town is not None else ''}on {day}"
    page = Page(name, f"{clause}.", day)
    if town is not None:
        page.name_(town, "place", country="Norway")
    page.event(clause, noun, "held", (), place=town, area="Norway" if town is not None else None, ordinal=ordinal,
               days=(day, day))  # fmt: skip
    return page.reading()


def test_a_numbered_round_without_sides_and_town_goes_on_with_the_count_of_its_word() -> None:
    record = _link(
        _sat("a", "2031-05-06", "Bergen", 1, "session"),
        _sat("b", "2031-05-08", "Tromsø", 1, "talk"),
        _sat("c", "2031-05-13", "Bergen", 2, "session"),
        _sat("d", "2031-05-15", "Tromsø", 2, "talk"),
        _sat("e", "2031-05-27", None, 3, "session"),
    )
    by_id = {e.id: e for e in record.events}
    chains = sorted([e.date.earliest.day for i in one.events if (e := by_id[i]).date] for one in record.series)  # type: ignore[union-attr]
    assert chains == [[6, 13, 27], [8, 15]]


def test_a_round_in_another_town_goes_on_with_the_count_of_the_talks_of_its_name() -> None:
    record = _link(
        _sat("a", "2031-05-06", "Bergen", 1, "session", "of the commission "),
        _sat("b", "2031-05-13", "Bergen", 2, "session", "of the commission "),
        _sat("c", "2031-05-27", "Tromsø", 3, "session", "of the commission "),
        _sat("d", "2031-05-29", "Hamar", 3, "meeting"),
    )
    assert sorted(len(one.events) for one in record.series) == [1, 3]


def test_a_body_that_sits_by_turns_in_two_towns_has_one_count() -> None:
    record = _link(
        _sat("a", "2031-05-06", "Bergen", 1, "session", "of the commission "),
        _sat("b", "2031-05-27", "Tromsø", 2, "session", "of the commission "),
        _sat("c", "2031-06-10", "Bergen", 3, "session", "of the commission "),
        _sat("d", "2031-05-08", "Hamar", 1, "talk"),
        _sat("e", "2031-05-29", "Hamar", 2, "talk"),
    )
    assert sorted(len(one.events) for one in record.series) == [2, 3]


def _lent(name: str, day: str, ordinal: int, sides: tuple[str, ...]) -> Reading:
    who = f"{' and '.join(sides)} held" if sides else "They held"
    words = f"{who} round {ordinal} of the talks in Bergen on {day}"
    page = Page(name, f"{words}.", day).state(*sides).name_("Bergen", "place", country="Norway")
    page.event(words, "talks", "held", sides, place="Bergen", area="Norway", ordinal=ordinal, days=(day, day))
    return page.reading()


def test_the_sides_of_a_series_are_those_of_every_round() -> None:
    record = _link(_lent("a", "2031-05-06", 1, SIDES), _lent("b", "2031-05-20", 2, ()), _lent("c", "2031-06-10", 3, ()))
    names = {e.id: e.name for e in record.entities}
    sides = [{names[p] for p in e.participants} for e in record.events]
    assert sides == [set(SIDES)] * 3


def _body(name: str, day: str, town: str, ordinal: int | None, word: str) -> Reading:
    text = f"The Salt Commission held its {word} in {town} on {day}."
    page = Page(name, text, day).name_("Salt Commission", "organisation").name_(town, "place", country="Norway")
    page.event(text[:-1], word, "held", ("Salt Commission",), place=town, area="Norway", ordinal=ordinal,
               days=(day, day))  # fmt: skip
    return page.reading()


def test_a_commission_that_sits_by_itself_is_a_process_of_its_own() -> None:
    record = _link(
        _body("a", "2031-05-06", "Bergen", 1, "session"),
        _body("b", "2031-05-20", "Tromsø", 2, "session"),
        _body("c", "2031-05-21", "Tromsø", None, "meeting"),
    )
    assert len(record.events) == 2
    (one,) = record.series
    assert one.name == "Salt Commission 2031"


def test_a_number_that_the_rounds_before_and_after_belie_is_dropped_and_no_count_begins_anew() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-20", "Bergen", ordinal=5),
        _held("c", "2031-06-10", "Bergen", ordinal=3),
    )
    (one,) = record.series
    ordinals = {e.id: e.series.ordinal for e in record.events if e.series is not None}
    assert [ordinals[event] for event in one.events] == [1, 2, 3]


def test_a_count_that_begins_anew_in_several_rounds_is_another_process() -> None:
    days = ["2031-05-06", "2031-05-20", "2031-06-10", "2031-07-01", "2031-07-15", "2031-08-01"]
    record = _link(*(_held(str(at), day, "Bergen", ordinal=at % 3 + 1) for at, day in enumerate(days)))
    assert [len(one.events) for one in record.series] == [3, 3]


def test_what_only_names_the_talks_is_no_round_of_them() -> None:
    page = Page("n", "Critics of the talks of Peru and Chile in Bergen.", "2031-07-08").state(*SIDES)
    page.name_("Bergen", "place", country="Norway")
    page.event(
        "the talks of Peru and Chile in Bergen", "talks", "held", SIDES, place="Bergen", area="Norway", told=False
    )
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1), _held("b", "2031-06-10", "Bergen", ordinal=2), page.reading()
    )
    (one,) = record.series
    assert len(one.events) == 2


def test_a_first_round_of_last_month_is_not_the_round_of_this_week() -> None:
    text = "Peru and Chile held a first round in Bergen last month."
    page = Page("w", text, "2031-06-11").state(*SIDES).name_("Bergen", "place", country="Norway")
    vague = page.event(
        text[:-1], "round", "held", SIDES, place="Bergen", area="Norway", ordinal=1, days=("2031-05-01", "2031-05-31")
    ).reading()
    record = _link(
        vague, _held("a", "2031-06-10", "Bergen"), _held("b", "2031-06-11", "Bergen", ordinal=2),
    )  # fmt: skip
    months = sorted(e.date.earliest.month for e in record.events if e.series and e.date and e.date.earliest)
    assert months == [5, 6]
