"""The trained labeller: features, the network's sums, and what it may change of the rules' decision."""

import numpy as np
import pytest

from sourcebook.clean import Cleaner
from sourcebook.clean.features import LEXICAL, line_features
from sourcebook.clean.lines import read_lines
from sourcebook.clean.network import LABELS, probabilities
from sourcebook.clean.trained import HtmlLabeller, TextLabeller, mend
from sourcebook.intake.html import render
from sourcebook.model import Config, Page, Report
from sourcebook.model.report import ZoneKind

PARAGRAPHS = [
    "The envoys of Ostravia met the islanders on Thursday, and both sides said that the harbour would stay open.",
    "Officials had warned that the pilots would leave if no pact was signed before the end of the month.",
    "“We are close,” Mira Sund told the council. The islands want to keep the fees until the autumn, she added.",
    "Talks will go on next week in Neverin, where the first draft was written two years ago by the old cabinet.",
]
PAGE = "\n".join(["Home", "World", "Sport", "Harbour pact moves closer as envoys return", *PARAGRAPHS, "Help", "Jobs"])


def page(text: str = PAGE, **fields: object) -> Page:
    return Page(id="r", input="a.txt", text=text, **fields)  # type: ignore[arg-type]


def test_a_line_has_a_row_of_features() -> None:
    lines = read_lines(page())
    features = line_features(lines)
    assert features.shape[0] == len(lines)
    assert np.isfinite(features).all()
    assert max(LEXICAL) < features.shape[1]


def test_the_lexical_columns_are_what_words_show() -> None:
    ours, theirs = (
        line_features(read_lines(page(text)))[0] for text in ("They said that it was so.", "Vorn hal dem uzt opp.")
    )
    assert ours[28] > theirs[28] and ours[30] == 1.0 and theirs[30] == 0.0


def test_probabilities_sum_to_one() -> None:
    likely = probabilities(line_features(read_lines(page())))
    assert likely.shape[1] == len(LABELS)
    assert likely.sum(axis=1) == pytest.approx(1.0, abs=1e-4)


def test_a_page_of_one_line_is_read() -> None:
    assert TextLabeller().label(page("Talks."), read_lines(page("Talks."))) != []


def test_a_flattened_page() -> None:
    lines = read_lines(page())
    kinds = TextLabeller().label(page(), lines)
    assert kinds[3] == "title"
    assert kinds[4:8] == ["body"] * 4
    assert not {"body", "title"} & {*kinds[:3], *kinds[8:]}


def test_an_html_page() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    source = (
        f"<html><body><nav>Home</nav><h1>Harbour pact moves closer</h1>{paragraphs}<footer>Jobs</footer></body></html>"
    )
    laid = render(source)
    made = page(laid.text, html=laid.html, blocks=laid.blocks, meta=laid.meta)
    assert HtmlLabeller().label(made, read_lines(made)) == ["menu", "title", *["body"] * 4, "menu"]


def likely(odds: list[float]) -> np.ndarray:
    share = 1 / (1 + np.exp(-np.array(odds, np.float32)))
    return np.stack([share, *[(1 - share) / 4] * 4], axis=1)


def test_the_network_overrules_only_where_it_is_sure() -> None:
    lines = read_lines(page("\n".join(PARAGRAPHS)))
    kinds: list[ZoneKind] = ["body", "body", "promo", "promo"]
    mend(lines, kinds, likely([5, -5, 0, 5]))
    assert kinds == ["body", "promo", "promo", "body"]


def test_a_headed_paragraph_is_text_where_the_article_is_made_of_such() -> None:
    headed = [part for text in (*PARAGRAPHS, PARAGRAPHS[0]) for part in ("The harbour fees", text)]
    kinds: list[ZoneKind] = ["subhead", "body"] * 5
    odds = [-1, 2, -1, 0, -1, -2, -1, -4, -1, -2]
    mend(read_lines(page("\n".join(headed))), kinds, likely([float(one) for one in odds]))
    assert kinds[5] == "body" and kinds[7] == "promo"
    alone: list[ZoneKind] = ["body", "subhead", "body"]
    mend(read_lines(page("\n".join([PARAGRAPHS[0], "Also today", PARAGRAPHS[1]]))), alone, likely([3, -1, -2]))
    assert alone[2] == "promo"


def test_on_an_html_page_it_adds_only_what_the_extractor_found() -> None:
    lines = read_lines(page("\n".join(PARAGRAPHS)))
    kinds: list[ZoneKind] = ["body", "promo", "promo", "body"]
    mend(lines, kinds, likely([5, 5, 5, -2]), found=[True, True, False, True])
    assert kinds == ["body", "body", "promo", "body"]


def test_a_paragraph_counts_once_where_most_of_the_article_is() -> None:
    lines = read_lines(page("\n".join([PARAGRAPHS[0], *["Menu"] * 20, *PARAGRAPHS])))
    ruled: list[list[ZoneKind]] = [["body"], ["menu"] * 20, ["body"] * 4]
    kinds = [kind for part in ruled for kind in part]
    mend(lines, kinds, likely([3.0] + [-5.0] * 20 + [3.0] * 4))
    assert kinds[0] == "promo"
    assert kinds[-4:] == ["body"] * 4


def test_what_is_glued_to_a_name_is_no_part_of_the_paragraph() -> None:
    card = " Ada Maria OrloTalks stall in Neverin Who is who in the cabinet MORE"
    text = PAGE.replace("Officials had warned", f"Minister Orlo{card} had warned")
    report = Cleaner().clean(page(text), Config())
    assert isinstance(report, Report)
    assert [text[z.start : z.end] for z in report.zones if z.kind == "promo"] == [card]
