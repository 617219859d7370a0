"""record.html: what it says, that nothing in it may run or reach out, and that it stays readable when it is large."""

import base64
import hashlib
import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Evidence, MadeBy, Reading, Record, RecordReport, Reject, Statement, Story
from sourcebook.model.record import OriginCount
from sourcebook.serve.page import render_record
from sourcebook.serve.view.limits import Limits
from tests.serve.example_record import Example

HOSTILE = (
    "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\"> "
    "</script><script>document.title='ran'</script> ]]> --> &lt;b&gt; javascript:alert(1) \u202etxet\u202c \u2028 \x07 "
    "' onmouseover=document.title='ran' \" {{ 7 * 7 }} {% raw %}"
)


class Seen(HTMLParser):
    """Every element with its attributes, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.raw:
            self._in = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.raw[self._in][-1] += data
        else:
            self.text += data

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.elements if "id" in attributes]

    def texts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw["script"][0])
        return found


@cache
def example() -> Example:
    return Example()


@cache
def page() -> str:
    return render_record(example().record, example().texts, example().readings)


@cache
def seen() -> Seen:
    return Seen(page())


def hostile_record(text: str = HOSTILE) -> tuple[Record, dict[str, str]]:
    """A record in which every string that a page could have put there is `text`."""
    identity = text
    report = RecordReport(
        id=identity,
        input=text,
        url="javascript:alert(1)",
        outlet=text,
        title=text,
        published=None,
        language="en",
        translated=True,
        story="s",
        origin=None,
    )
    said = Statement(
        id="st",
        speaker=None,
        kind="direct",
        date=None,
        via=(text,),
        mentions=(Evidence(report=identity, start=0, end=len(text), text=text),),
        wording="same",
        origins=OriginCount(independent=0, dependent=0, unknown=1),
        reasons=(text,),
        candidates=(text,),
    )
    record = Record(
        made_by=MadeBy(version="0", model_sha256="", config_sha256=""),
        reports=(report,),
        stories=(Story(id="s", title=text, reports=(identity,)),),
        statements=(said,),
    )
    return record, {identity: text}


def test_every_fact_is_there_with_its_words() -> None:
    record, text = example().record, " ".join(seen().text.split())
    for event in record.events:
        assert event.title in text
        for mention in event.mentions:
            assert " ".join(mention.text.split()) in text
    for position in record.positions:
        assert position.text in text
    for conflict in record.conflicts:
        for side in conflict.sides:
            assert side.text in text


def test_every_link_into_the_page_has_its_target() -> None:
    ids = set(seen().ids)
    links = [str(attributes["href"]) for tag, attributes in seen().elements if tag == "a" and "href" in attributes]
    inner = [link[1:] for link in links if link.startswith("#") and not link.startswith("#evidence=")]
    assert len(inner) > 100
    assert [link for link in inner if link not in ids] == []


def test_ids_are_unique() -> None:
    assert len(seen().ids) == len(set(seen().ids))


def test_every_piece_of_evidence_opens_the_page_at_its_words() -> None:
    texts = seen().texts()["texts"]
    links = [str(attributes["href"]) for tag, attributes in seen().elements if tag == "a" and "href" in attributes]
    spans = [re.fullmatch(r"#evidence=([^:]+):(\d+)-(\d+)", link) for link in links]
    quotes = {mention.text for event in example().record.events for mention in event.mentions}
    opened = {texts[hit[1]]["text"][int(hit[2]) : int(hit[3])] for hit in spans if hit and hit[1] in texts}
    carried = {m.text for e in example().record.events for m in e.mentions if m.report in example().texts}
    assert quotes & opened == carried


def test_marks_tell_each_status_by_shape_and_by_word() -> None:
    used = {str(attributes.get("href")) for tag, attributes in seen().elements if tag == "use"}
    statuses = {event.status for event in example().record.events}
    assert {f"#m-{status}" for status in statuses} <= used
    for word in ("held", "planned", "possible", "postponed", "called off", "denied"):
        assert word in seen().text


def test_the_plot_has_lanes_bars_and_former_dates() -> None:
    classes = [str(attributes.get("class")) for _, attributes in seen().elements]
    assert classes.count("bar") >= 3
    assert "former" in classes
    assert "today" in classes
    assert "Series" in seen().text


def test_reworded_statements_show_what_differs() -> None:
    tags = [tag for tag, _ in seen().elements]
    assert "ins" in tags
    assert "del" in tags


def test_nothing_is_fetched() -> None:
    for tag, attributes in seen().elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "audio", "video", "form", "base"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if "href" in attributes and tag != "a":
            assert str(attributes["href"]).startswith("#")
    assert "url(" not in seen().raw["style"][0]
    assert "@import" not in seen().raw["style"][0]


def test_the_policy_allows_our_script_and_no_other() -> None:
    policy = next(a["content"] for t, a in seen().elements if t == "meta" and "http-equiv" in a) or ""
    assert "default-src 'none'" in policy
    data, script = seen().raw["script"]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy.split("script-src")[1].split(";")[0]
    assert json.loads(data)


def test_hostile_text_is_text() -> None:
    record, texts = hostile_record()
    html = render_record(record, texts, [], rejects=[Reject(input=HOSTILE, reason="empty", detail=HOSTILE)])
    tree = Seen(html)
    assert [tag for tag, _ in tree.elements].count("script") == 2
    assert "img" not in [tag for tag, _ in tree.elements]
    assert not [name for _, attributes in tree.elements for name in attributes if name.startswith("on")]
    assert not [a for _, a in tree.elements if str(a.get("href", "")).lower().startswith("javascript")]
    assert tree.texts()["texts"][HOSTILE]["text"] == HOSTILE
    assert "\u202e" not in html.split('id="texts"')[0]
    assert "⟨RLO⟩" in tree.text
    assert "{{ 7 * 7 }}" in tree.text


@given(st.text(st.characters(codec=None), min_size=1, max_size=60))
def test_any_text_leaves_the_structure_alone(text: str) -> None:
    record, texts = hostile_record(text)
    plain, plain_texts = hostile_record("plain")
    tree = Seen(render_record(record, texts, []))
    expected = Seen(render_record(plain, plain_texts, []))
    assert [tag for tag, _ in tree.elements] == [tag for tag, _ in expected.elements]
    assert tree.texts()["texts"][text]["text"] == text


def test_lone_surrogates_can_be_written() -> None:
    record, texts = hostile_record("a \ud800 b")
    render_record(record, texts, []).encode("utf-8")


def test_the_same_record_gives_the_same_bytes() -> None:
    again = Example()
    assert render_record(again.record, again.texts, again.readings[::-1]) == page()


def test_an_empty_record_has_a_page() -> None:
    made_by = MadeBy(version="0", model_sha256="", config_sha256="")
    assert "A record without a story" in render_record(Record(made_by=made_by), {}, [])


def test_texts_beyond_the_budget_stay_out_and_the_page_says_so() -> None:
    html = render_record(example().record, example().texts, example().readings, limits=Limits(text_bytes=20_000))
    tree = Seen(html)
    carried = tree.texts()["texts"]
    assert 0 < len(carried) < len(example().texts)
    assert f"carries the texts of {len(carried)} of {len(example().record.reports)} reports" in tree.text


def test_long_lists_are_cut_and_the_page_says_so() -> None:
    limits = Limits(events=5, statements=7, reports=3, plotted=4, open=3)
    tree = Seen(render_record(example().record, example().texts, [], limits=limits))
    text = " ".join(tree.text.split())
    assert f"Showing 5 of {len(example().record.events)} events" in text
    assert f"Showing 7 of {len(example().record.statements)} statements" in text
    assert f"Showing 3 of {len(example().record.reports)} reports" in text
    assert text.count("2 more events") == 1
    assert len([1 for tag, a in tree.elements if tag == "details" and a.get("class") == "event item"]) == 5


def test_stories_beyond_the_limit_are_named() -> None:
    reports = tuple(
        msgspec.structs.replace(hostile_record(f"r{number}")[0].reports[0], story=f"s{number}") for number in range(6)
    )
    record = Record(
        made_by=MadeBy(version="0", model_sha256="", config_sha256=""),
        reports=reports,
        stories=tuple(Story(id=f"s{n}", title=f"Story {n}", reports=(f"r{n}",)) for n in range(6)),
    )
    text = Seen(render_record(record, {}, [], limits=Limits(stories=2, listed=3))).text
    assert "2 stories of 6 are laid out above" in text
    assert "Story 4" in text
    assert "Story 5" not in text.split("Further stories")[1].split("Reports")[0]


def test_readings_without_a_report_in_the_record_do_no_harm() -> None:
    stray: list[Reading] = [msgspec.structs.replace(one) for one in example().readings]
    made_by = MadeBy(version="0", model_sha256="", config_sha256="")
    assert render_record(Record(made_by=made_by), example().texts, stray)


@pytest.mark.parametrize("limit", [0, 1])
def test_no_limit_is_too_small(limit: int) -> None:
    limits = Limits(
        text_bytes=limit, stories=limit, events=limit, statements=limit, positions=limit, conflicts=limit, open=limit
    )
    assert "<h1>" in render_record(example().record, example().texts, [], limits=limits)
