from datetime import date

import pytest

from sourcebook.clean import Cleaner
from sourcebook.clean.addresses import numbered_days, written_day
from sourcebook.model import Config, Page, Report

TEXT = (
    "The two ministers met in the old customs house and told reporters {} that the tariffs would stay.\n\n"
    "They left without a word on the date of the next round.\n\n"
    "A second round had been planned for the spring, officials of both sides said.\n"
)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2031/05/09/tariffs", date(2031, 5, 9)),
        ("https://news.example/world/2031/may/9/tariffs", date(2031, 5, 9)),
        ("https://news.example/20310509-tariffs-stay", date(2031, 5, 9)),
        ("https://news.example/story/tariffs-stay-2031-05-09", date(2031, 5, 9)),
        ("https://news.example/story/tariffs-stay-2031-05-09.html", date(2031, 5, 9)),
        ("https://news.example/story/tariffs-2031-to-2035", None),
        ("https://news.example/20311399-tariffs", None),
    ],
)
def test_an_address_writes_out_its_day(url: str, day: date | None) -> None:
    assert written_day(url) == day


def test_a_clock_s_seconds_or_stamp_tell_the_day() -> None:
    seconds = numbered_days("https://www.wsj.com/articles/ministers-part-without-a-deal-1526629000?mod=lead")
    assert seconds is not None
    assert (seconds.earliest, seconds.latest, seconds.basis) == (date(2018, 5, 18), date(2018, 5, 18), "inferred")
    later = numbered_days("https://www.wsj.com/articles/ministers-part-without-a-deal-11558263601")
    assert later is not None
    assert later.earliest == date(2019, 5, 19)
    stamped = numbered_days("https://www.aljazeera.com/news/2019/06/ministers-part-190624071602768.html")
    assert stamped is not None
    assert stamped.earliest == date(2019, 6, 24)
    assert numbered_days("https://news.example/articles/ministers-part-without-a-deal-1526629000") is None


def test_a_number_lies_between_two_whose_days_are_known() -> None:
    found = numbered_days("https://www.bbc.com/news/world-asia-43640000")
    assert found is not None
    assert found.earliest <= date(2018, 4, 4) <= found.latest
    assert (found.latest - found.earliest).days <= 4
    assert numbered_days("https://www.bbc.com/news/world-asia-99000000") is None
    assert numbered_days("https://www.bbc.com/news/world-asia-10000000") is None
    assert numbered_days("https://www.bbc.com/news/uk-62000000") is None  # half a year from any that is known
    assert numbered_days("https://news.example/news/world-asia-43640000") is None


def test_the_text_s_weekday_narrows_the_days_of_a_number() -> None:
    report = cleaned("https://www.bbc.com/news/world-asia-43640000", TEXT.format("on Wednesday"))
    assert report.published is not None
    assert report.published.earliest == date(2018, 4, 4)
    assert report.published.basis == "inferred"


def test_a_page_that_was_kept_up_is_of_the_day_of_its_last_post() -> None:
    post = "— An Envoy (@envoy) June 28, 2019\n"
    report = cleaned("https://www.aljazeera.com/news/2019/06/talks-190624071602768.html", TEXT.format("again") + post)
    assert report.published is not None
    assert date(2019, 6, 28) <= report.published.earliest <= report.published.latest <= date(2019, 7, 1)


def cleaned(url: str, text: str) -> Report:
    report = Cleaner().clean(Page(id="page", input="page.txt", text=text, url=url), Config())
    assert isinstance(report, Report)
    return report
