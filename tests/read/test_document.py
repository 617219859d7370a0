from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Report, Zone
from sourcebook.read.document import parse
from sourcebook.read.tokens import lemma_of, tokenise


def report(text: str) -> Report:
    zones = (Zone(start=0, end=len(text), kind="body"),) if text else ()
    return Report(
        id="r", input="r.txt", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=None, sha256="", text=text, zones=zones,
    )  # fmt: skip


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenise(text, 0, len(text))]


def test_words_are_cut_as_treebanks_cut_them() -> None:
    assert words("The U.S.-led bid can't cost $1,200, Lenk's aide said.") == [
        "The", "U.S.-led", "bid", "ca", "n't", "cost", "$", "1,200", ",", "Lenk", "'s", "aide", "said", ".",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_words_tile_all_that_is_not_space(text: str) -> None:
    spans = tokenise(text, 0, len(text))
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


@given(st.text(max_size=200))
def test_any_text_can_be_parsed_and_sentences_lie_in_order(text: str) -> None:
    sentences = parse(report(text)).sentences
    assert all(one.end <= two.start for one, two in pairwise(sentences))
    assert all(s.start <= s.tokens[0].start and s.tokens[-1].end <= s.end for s in sentences)


def test_sentences_stop_at_lines_and_keep_abbreviations_whole() -> None:
    text = "Talks resume\nGen. Orr met Ms. Lenk on Feb. 12 in Osk. They agreed.\n"
    got = [text[s.start : s.end] for s in parse(report(text)).sentences]
    assert got == ["Talks resume", "Gen. Orr met Ms. Lenk on Feb. 12 in Osk.", "They agreed."]


def test_a_seat_of_two_letters_ends_no_sentence() -> None:
    text = "Sen. Orr, D-N.Y., and Rep. Lenk, R-S.C. met Holt, D-N.Y. She left.\n"
    sentences = parse(report(text)).sentences
    assert [text[s.start : s.end] for s in sentences] == [text[:-11], "She left."]
    assert "D-N.Y." in [token.text for token in sentences[0].tokens]


def test_a_surname_at_the_start_is_a_name_when_it_is_one_elsewhere() -> None:
    text = "The envoy, Ana Lenk, arrived. Lenk met Orr on Friday."
    first = parse(report(text)).sentences[1].tokens[0]
    assert (first.text, first.tag) == ("Lenk", "NNP")


def test_lemmas_follow_the_tag() -> None:
    forms = [("met", "VBD"), ("meeting", "VBG"), ("meeting", "NN"), ("agreed", "VBN"), ("cancelled", "VBD")]
    assert [lemma_of(*f) for f in forms] == ["meet", "meet", "meeting", "agree", "cancel"]
    forms = [("postponed", "VBN"), ("released", "VBN"), ("imposing", "VBG"), ("setting", "VBG"), ("left", "VBD")]
    assert [lemma_of(*f) for f in forms] == ["postpone", "release", "impose", "set", "leave"]
