import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook import __version__
from sourcebook.serve.cli import app
from sourcebook.store import Store
from tests.made import batch_of, make_page

STORY = (
    "Envoys of Vardania and Ostrava met in Lower Bay on Friday to discuss the ferry line.\n\n"
    "“We will run two ferries a day,” the Vardanian minister said after the talks.\n\n"
    "A second round of talks is planned for next month, officials of both states said.\n"
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY.replace("ferry", "rail"))
    return folder


@pytest.fixture
def record(news: Path, tmp_path: Path) -> Path:
    assert run("build", news, "--record", tmp_path / "record", "--quiet").code == 0
    return tmp_path / "record"


def test_build_says_what_came_in_what_there_is_and_where(news: Path, tmp_path: Path) -> None:
    ran = run("build", news, "--record", tmp_path / "r")
    assert ran.code == 0
    assert "2 inputs: 2 read, 0 known, 0 rejected" in ran.out
    assert "2 reports" in ran.out
    assert str(tmp_path / "r" / "record.html") in ran.out
    assert "0 read, 2 known" in run("build", news, "--record", tmp_path / "r").out


def test_build_json_is_json_alone(news: Path, tmp_path: Path) -> None:
    ran = run("build", news, tmp_path / "no.txt", "--record", tmp_path / "r", "--json")
    summary = json.loads(ran.out)
    assert (ran.code, summary["read"], summary["counts"]["reports"]) == (1, 2, 2)
    assert summary["rejects"][0]["reason"] == "missing"
    assert Path(summary["page"]).is_file()


def test_quiet_is_quiet_but_names_rejects(news: Path, tmp_path: Path) -> None:
    ran = run("build", news, tmp_path / "no.txt", "--record", tmp_path / "r", "--quiet")
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith(f"sourcebook: {tmp_path / 'no.txt'}: missing: ")


def test_read_and_clean_write_a_line_of_json_each(news: Path) -> None:
    for command in ("read", "clean"):
        ran = run(command, news, "--published", "2031-02-03")
        rows = [json.loads(line) for line in ran.out.splitlines()]
        assert (ran.code, rows[0]["text"]) == (0, STORY)
        assert [row["report"]["input"] for row in rows] == [str(news / "a.txt"), str(news / "b.txt")]
        assert rows[0]["report"]["published"] == {"earliest": "2031-02-03", "latest": "2031-02-03", "basis": "given"}
        assert ("sentences" in rows[0]) == (command == "read")
        assert "text" not in json.loads(run(command, news, "--no-text").out.splitlines()[0])


def test_body_makes_all_of_a_page_its_body(news: Path) -> None:
    row = json.loads(run("clean", news / "a.txt", "--body").out)
    assert {zone["kind"] for zone in row["zones"]} == {"body"}


def test_standard_input_is_read(tmp_path: Path) -> None:
    row = json.loads(run("read", "-", stdin=STORY.encode()).out)
    assert (row["report"]["input"], row["text"]) == ("-", STORY)
    rows = json.dumps({"text": STORY, "id": "n1"}).encode()
    assert json.loads(run("read", "-", stdin=rows).out)["report"]["id"] == "n1"


def _bad(folder: Path) -> dict[str, str]:
    """Every kind of bad input, and the reason that it is rejected for."""
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nothing.html").write_text("<nav><a href=/>Home</a> <a href=/x>News</a></nav>")
    whole = gzip.compress("\n".join(json.dumps({"text": f"{STORY} {n} {n * n}"}) for n in range(2000)).encode())
    (folder / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    rows = (
        '{"id": "x"}',
        '{"text": "Ferries sail.", "published": "soon"}',
        "[1]",
        '{"text": 5}',
        '{"text": "',
        '{"text": "\\ud800 alone"}',
    )
    (folder / "rows.jsonl").write_text("\n".join(rows))
    (folder / "latin.txt").write_bytes("Der Minister erklärte in Überlingen".encode("latin-1") * 20)
    (folder / "folder").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "sheet.xyz").write_text("x")
    return {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "nothing.html": "no-article",
        "cut.jsonl.gz": "truncated",
        "rows.jsonl:1": "no-text",
        "rows.jsonl:2": "bad-date",
        "rows.jsonl:3": "bad-json",
        "rows.jsonl:4": "bad-row",
        "rows.jsonl:5": "bad-json",
        "latin.txt": "bad-encoding",
        "folder": "no-input",
        "other/sheet.xyz": "unknown-kind",
        "missing.txt": "missing",
    }


def test_bad_input_is_named_with_its_reason_and_the_rest_is_built(news: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    reasons = _bad(bad)
    names = sorted({name.split(":")[0].split("/")[0] for name in reasons})
    ran = run("build", news, *(bad / name for name in names), "--record", tmp_path / "r", "--json", "--quiet")
    summary = json.loads(ran.out)
    found = {reject["input"].removeprefix(f"{bad}/"): reject["reason"] for reject in summary["rejects"]}
    assert {name: found.get(name) for name in reasons} == reasons
    assert ran.code == 1
    assert summary["inputs"] == summary["read"] + summary["known"] + summary["rejected"]
    assert len(ran.err.splitlines()) == len(summary["rejects"])
    assert all(f"{bad / name}: {reason}: " in ran.err for name, reason in reasons.items())
    assert "Traceback" not in ran.err
    with Store.open(tmp_path / "r") as store:
        assert {report.input for report in store.load_record().reports} >= {str(news / "a.txt"), str(news / "b.txt")}


def test_fifty_megabytes_of_one_line_are_too_large(tmp_path: Path, news: Path) -> None:
    huge = tmp_path / "huge.txt"
    huge.write_text("word " * 10_000_000)
    began = time.monotonic()
    ran = run("build", huge, news, "--record", tmp_path / "r")
    assert ran.code == 1
    assert f"{huge}: too-large: " in ran.err
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("build",), 2),
        (("build", "x.txt"), 2),
        (("build", "--record", "r"), 2),
        (("build", "x.txt", "--record", "r", "--published", "yesterday"), 2),
        (("build", "x.txt", "--record", "r", "--jobs", "0"), 2),
        (("fold",), 2),
        (("export", "DIR", "--to", "pdf"), 2),
        (("build", "missing.txt", "--record", "DIR"), 3),
        (("read", "missing.txt"), 3),
        (("clean", "missing.txt"), 3),
        (("explain", "missing.txt"), 3),
        (("export", "DIR"), 3),
        (("check", "DIR"), 3),
        (("serve", "DIR"), 3),
    ],
)
def test_exit_codes_of_calls_that_can_do_nothing(arguments: tuple[str, ...], code: int, tmp_path: Path) -> None:
    ran = run(*(str(tmp_path / "nowhere") if one == "DIR" else one for one in arguments))
    assert ran.code == code
    assert ran.out == "" or not arguments
    assert (ran.err or ran.out).strip()


def test_version_and_help(tmp_path: Path) -> None:
    assert run("--version") == Ran(0, f"sourcebook {__version__}\n", "")
    for command in ("build", "read", "clean", "explain", "export", "serve", "check"):
        ran = run(command, "--help")
        assert ran.code == 0
        assert f"sourcebook {command}" in ran.out


def test_export_json_is_the_record(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.json"
    ran = run("export", record, "--to", "json", "-o", out)
    assert (ran.code, ran.out) == (0, "")
    row = json.loads(out.read_bytes())
    assert [report["input"].rpartition("/")[2] for report in row["reports"]] and len(row["reports"]) == 2
    assert run("export", record).out.encode() == out.read_bytes()


def test_brief_prints_a_story_with_its_passages(record: Path) -> None:
    ran = run("brief", record)
    assert (ran.code, ran.err) == (0, "")
    stories = json.loads(run("export", record).out)["stories"]
    assert ran.out.splitlines()[0] in {story["title"] for story in stories}
    assert run("brief", record, stories[0]["id"]).code == 0
    assert run("brief", record, "t_nothing").code == 2


def test_timeline_prints_days_as_text_and_as_json(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The mill of Quern burned down on 3 February 2031. The council of Quern met on 5 February 2031.\n")
    folder = tmp_path / "dated"
    assert run("build", page, "--body", "--record", folder, "--quiet").code == 0
    (day,) = [json.loads(line) for line in run("timeline", folder, "--all", "--json", "-n", "1").out.splitlines()]
    assert day["day"] == "2031-02-03"
    assert run("timeline", folder).out.splitlines()[::2] == ["3 February 2031 (1 origin)", "5 February 2031 (1 origin)"]
    assert run("timeline", folder, "t_nothing").code == 2
    assert run("timeline", folder, "t_nothing", "--all").code == 2


@pytest.mark.parametrize("name", ["jsonl", "events-csv", "statements-csv", "markdown"])
def test_every_format_is_written(record: Path, name: str) -> None:
    ran = run("export", record, "--to", name)
    assert (ran.code, ran.err) == (0, "")


def test_export_to_where_nothing_can_be_written_says_so(record: Path, tmp_path: Path) -> None:
    ran = run("export", record, "-o", tmp_path / "no" / "such" / "folder.json")
    assert ran.code == 3
    assert "No such file" in ran.err


def test_check_says_what_does_not_hold(record: Path) -> None:
    ran = run("check", record)
    assert (ran.code, ran.out) == (0, "")


def test_the_page_names_what_was_not_read(news: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    run("build", news, "--record", folder)
    assert "Not read" not in (folder / "record.html").read_text("utf-8")
    (tmp_path / "blank.txt").write_text(" ")
    run("build", news, tmp_path / "blank.txt", "--record", folder)
    page = (folder / "record.html").read_text("utf-8")
    assert "Not read" in page
    assert "blank.txt" in page


def test_explain_writes_a_page(news: Path, tmp_path: Path) -> None:
    ran = run("explain", news / "a.txt", "--html", tmp_path / "e.html")
    assert (ran.code, ran.out) == (0, "")
    assert "body" in (tmp_path / "e.html").read_text("utf-8")


def test_explain_shows_the_zones(news: Path) -> None:
    ran = run("explain", news / "a.txt")
    assert ran.code == 0
    assert "body" in ran.out


def test_names_of_inputs_give_no_orders_to_the_terminal(tmp_path: Path, news: Path) -> None:
    ran = run("build", news, tmp_path / "x\x1b[2Jy\n.txt", "--record", tmp_path / "r")
    assert "\x1b" not in ran.err
    assert "x\\x1b[2Jy\\n.txt: missing" in ran.err


def test_a_record_that_was_never_finished_says_how_to_go_on(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.add_batch(batch_of(make_page()))
    ran = run("export", tmp_path)
    assert ran.code == 3
    assert "Run the build again" in ran.err


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "sourcebook", *map(str, arguments)]


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"text": STORY, "id": str(number)}) for number in range(400)))
    with subprocess.Popen(
        command("clean", rows, "--jobs", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Path]:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"text": f"{number}. {STORY * 4}"}) for number in range(3000)))
    yield rows


def wait_for_pages(record: Path) -> None:
    """Until a build has kept its first pages."""
    for _ in range(600):
        time.sleep(0.1)
        if (record / "record.db").exists():
            with Store.open(record) as store:
                if next(store.pages(), None):
                    return
    pytest.fail("no page was kept within a minute")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends the signal of Ctrl-C")
def test_ctrl_c_leaves_a_good_record_and_says_how_to_go_on(many: Path, tmp_path: Path) -> None:
    with subprocess.Popen(command("build", many, "--record", tmp_path / "r"), stderr=subprocess.PIPE) as process:
        wait_for_pages(tmp_path / "r")
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read().decode()
        assert process.wait() == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    with Store.open(tmp_path / "r") as store:
        assert len(list(store.pages())) > 0
