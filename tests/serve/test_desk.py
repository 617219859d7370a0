"""The desk's commands, from the ids that a record shows to the record that they leave."""

from __future__ import annotations

import json
from pathlib import Path

from tests.serve.test_cli import run

PAGES = {
    "a.txt": "Vardania and Ostrava will hold talks in Lower Bay on 12 May, the foreign ministry said on Monday.\n",
    "b.txt": "Vardania and Ostrava held talks on the ferry line in Lower Bay on 12 May.\n",
    "c.txt": "“We will run two ferries a day,” Vardanian minister Ana Lenk said on Tuesday.\n",
}


def record_of(folder: Path) -> dict[str, list[dict[str, object]]]:
    return json.loads(run("export", folder).out)  # type: ignore[no-any-return]


def test_the_desk_decides_lists_undoes_and_rebuilds(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "news" / name).write_text(text)
    folder = tmp_path / "record"
    assert run("build", tmp_path / "news", "--record", folder, "--published", "2031-05-13", "--quiet").code == 0
    before = record_of(folder)
    assert before["decisions"] == []
    statement = before["statements"][-1]["id"]
    ran = run("reject", folder, str(statement), "--by", "Ina Roth", "--why", "a slogan\x1b")
    assert ran.code == 0
    assert "\tIna Roth\treject statements\tholds\t" in ran.out
    after = record_of(folder)
    assert len(after["statements"]) == len(before["statements"]) - 1
    (ruling,) = after["decisions"]
    assert (ruling["by"], ruling["state"], ruling["action"]) == ("Ina Roth", "holds", "reject")
    assert "Ina Roth" in (folder / "record.html").read_text()
    assert run("check", folder).code == 0

    log = tmp_path / "log.jsonl"
    log.write_text(run("decisions", folder, "--json").out)
    again = tmp_path / "again"
    run("build", tmp_path / "news" / "b.txt", "--record", again, "--published", "2031-05-13", "--quiet")
    assert run("decisions", again, "--add", log).code == 0
    assert record_of(again)["decisions"][0]["state"] == "lapsed"
    run("build", tmp_path / "news", "--record", again, "--published", "2031-05-13", "--quiet")
    assert record_of(again) == after

    assert run("undo", folder, str(ruling["id"])).code == 0
    assert {**record_of(folder), "decisions": []} == before
    assert [line.split("\t")[4] for line in run("decisions", folder).out.splitlines()] == ["undone", "holds"]


def test_reports_are_withdrawn_and_errors_are_clear(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "news" / name).write_text(text)
    folder = tmp_path / "record"
    run("build", tmp_path / "news", "--record", folder, "--quiet")
    report = str(record_of(folder)["reports"][0]["id"])
    assert run("withdraw", folder, report, "--by", "Ina Roth", "--why", "retracted").code == 0
    assert report not in {row["id"] for row in record_of(folder)["reports"]}
    assert f"withdraw reports\tholds\t{report}\tretracted" in run("decisions", folder).out
    assert "retracted" in (folder / "record.html").read_text()
    for call in (("merge", folder, "e_1", "e_2"), ("split", folder, "e_1"), ("undo", folder, "d_1")):
        ran = run(*call)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("sourcebook: ")
    (tmp_path / "log").write_text("no JSON")
    assert "is no log of decisions" in run("decisions", folder, "--add", tmp_path / "log").err
