"""record.html in a browser: evidence opens at its words, filters filter, and nothing of a page's text runs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sourcebook.serve.page import render_record
from tests.serve.example_record import Example
from tests.serve.test_page import HOSTILE, Seen, hostile_record

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=4000",
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium to look at the page with"),
]


def dom(tmp_path: Path, html: str, fragment: str = "") -> str:
    """The document as the browser has it after the page's scripts ran."""
    path = tmp_path / "record.html"
    path.write_text(html, encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri() + fragment]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def driven(html: str, script: str) -> str:
    """The page without its policy and with a script that acts as a reader would."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    return bare.replace("</body>", f"<script>{script}</script></body>")


def marked(html: str) -> list[str]:
    """The text of each marked stretch in the pane."""
    pane = html.split('id="reader-text"')[1]
    return [re.sub(r"<[^>]+>", "", hit) for hit in re.findall(r"<mark>(.*?)</mark>", pane, re.DOTALL)]


@pytest.fixture(scope="module")
def example() -> Example:
    return Example()


@pytest.fixture(scope="module")
def html(example: Example) -> str:
    return render_record(example.record, example.texts, example.readings)


def test_a_link_to_evidence_opens_the_page_at_its_words(tmp_path: Path, example: Example, html: str) -> None:
    mention = next(one for event in example.record.events for one in event.mentions if one.report in example.texts)
    seen = dom(tmp_path, html, f"#evidence={mention.report}:{mention.start}-{mention.end}")
    assert marked(seen) == [mention.text]
    tree = Seen(seen)
    reader = next(attributes for tag, attributes in tree.elements if attributes.get("id") == "reader")
    assert "hidden" not in reader
    assert 'class="z z-title"' in seen


def test_offsets_count_code_points(tmp_path: Path) -> None:
    record, texts = hostile_record("𝔸𝔹 flags 🇫🇮 and more")
    seen = dom(tmp_path, render_record(record, texts, []), "#evidence=" + "%F0%9D%94%B8%F0%9D%94%B9%20flags%20" + (
        "%F0%9F%87%AB%F0%9F%87%AE%20and%20more:3-8"
    ))  # fmt: skip
    assert marked(seen) == ["flags"]


def test_a_link_to_an_event_unfolds_it(tmp_path: Path, example: Example, html: str) -> None:
    event = example.record.events[3]
    tree = Seen(dom(tmp_path, html, f"#event-{event.id}"))
    found = next(attributes for tag, attributes in tree.elements if attributes.get("id") == f"event-{event.id}")
    assert "open" in found
    assert "shown" in str(found["class"])


def test_nothing_of_a_hostile_page_runs(tmp_path: Path) -> None:
    record, texts = hostile_record()
    whole = render_record(record, texts, [])
    link = re.search(r'href="(#evidence=[^"]+:0-\d+)"', whole)
    assert link
    for html in (whole, driven(whole, "")):  # with the page's policy, and by escaping alone
        seen = dom(tmp_path, html, link[1])
        assert "<title>ran" not in seen
        assert "document.title='ran'" in marked(seen)[0]
        assert "<img" not in seen
        assert HOSTILE[:8] not in seen.split('id="reader-text"')[1].split("</aside>")[0]
        assert '<span class="ctl">RLO</span>' in seen


def test_the_filter_hides_what_does_not_match(tmp_path: Path, html: str) -> None:
    script = """
      const seek = document.getElementById("seek");
      seek.value = "flour";
      seek.dispatchEvent(new Event("input"));
    """
    seen = Seen(dom(tmp_path, driven(html, script)))
    items = [attributes for _, attributes in seen.elements if "item" in str(attributes.get("class", "")).split()]
    left = [attributes for attributes in items if "hidden" not in attributes]
    assert 0 < len(left) < len(items) / 4
    assert any(str(attributes["id"]) == "event-flour-0926" for attributes in left if "id" in attributes)
    assert f"{len(left)} of {len(items)} entries" in seen.text


def test_the_ledger_filters_by_speaker_and_kind(tmp_path: Path, example: Example, html: str) -> None:
    speaker = next(entity for entity in example.record.entities if "Aalto" in entity.name)
    script = f"""
      const choose = (name, value) => {{
        const input = document.querySelector(`[data-filter="${{name}}"]`);
        input.value = value;
        input.dispatchEvent(new Event("change"));
      }};
      choose("speaker", {speaker.name!r});
      choose("kind", "direct");
    """
    seen = Seen(dom(tmp_path, driven(html, script)))
    rows = [a for _, a in seen.elements if "statement item" in str(a.get("class", "")) and "hidden" not in a]
    expected = [one for one in example.record.statements if one.speaker == speaker.id and one.kind == "direct"]
    assert {str(row["id"]) for row in rows} == {f"statement-{one.id}" for one in expected}


def test_escape_closes_the_page_and_clears_the_address(tmp_path: Path, html: str) -> None:
    script = """
      document.querySelector(".cite").click();
      setTimeout(() => {
        const opened = !document.getElementById("reader").hidden;
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        document.title = `${opened} ${document.getElementById("reader").hidden} ${location.hash}`;
      }, 300);
    """
    assert "<title>true true </title>" in dom(tmp_path, driven(html, script))
