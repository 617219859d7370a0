import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.read.document import Document, parse
from sourcebook.read.encoder.decoding import Decoder, Output
from sourcebook.read.encoder.layout import Head, Layout
from sourcebook.read.encoder.passages import MOST_PIECES
from sourcebook.read.encoder.seen import CLASS_HEADS, CLASSES, SPAN_HEADS
from sourcebook.read.encoder.sight import Sight
from tests.read.encoder.seeing import TEXT, encoder, report

ENCODER = encoder()
LONG = "The clerk counted " + "crates, " * 250 + "and left. Nobody asked."


def seen(text: str) -> tuple[Document, Sight]:
    document = parse(report(text), ENCODER)
    assert document.sight is not None
    return document, document.sight


@pytest.mark.parametrize("text", [TEXT, LONG, TEXT + LONG])
def test_addresses_lead_there_and_back(text: str) -> None:
    document, sight = seen(text)
    for sentence in document.sentences:
        assert len(sight.tags(sentence.index)) == len(sentence.tokens)
        for at, token in enumerate(sentence.tokens):
            passage, word = sight.address(sentence.index, at)
            assert sight.token(passage, word) == (sentence.index, at)
            assert sight.offsets(passage, word, word + 1) == (token.start, token.end)
    with pytest.raises(IndexError):
        sight.address(0, len(document.sentences[0].tokens))


def test_spans_lie_in_page_order_and_on_words() -> None:
    document, sight = seen(TEXT)
    starts = {token.start for sentence in document.sentences for token in sentence.tokens}
    for head in SPAN_HEADS:
        spans = sight.spans(head)
        assert list(spans) == sorted(spans, key=lambda span: span.start)
        assert all(span.start in starts and 0 < span.score <= 1 for span in spans)
    assert sight.spans("entity"), "the stand-in names something"


def test_triggers_links_and_syntax_stay_in_the_document() -> None:
    document, sight = seen(TEXT)
    assert sight.triggers()
    for at, token, trigger in sight.triggers():
        assert token < len(document.sentences[at].tokens)
        assert -3 <= trigger.factuality <= 3
    for sentence in document.sentences:
        syntax = sight.syntax(sentence.index)
        assert len(syntax) == len(sentence.tokens)
        assert all(0 <= head < len(sentence.tokens) for head, _ in syntax)
    for number, passage in enumerate(sight.seen):
        contents = {span.first for name in ("content", "inner") for span in passage.spans[name]}
        assert {link.word for link in sight.links(number, "said_by")} <= contents
        events = {trigger.word for trigger in passage.triggers}
        assert {link.to for link in sight.links(number, "agent")} <= events


def test_names_end_with_their_sentence() -> None:
    _, sight = seen(TEXT * 3)
    for head in SPAN_HEADS:
        for span in sight.spans(head):
            first, _ = sight.token(span.passage, span.first)
            last, _ = sight.token(span.passage, span.last - 1)
            assert head in {"content", "inner"} or first == last


def test_vectors_are_of_unit_length_even_where_a_sentence_was_cut() -> None:
    document, sight = seen(LONG)
    assert len(sight.seen) > 1
    for sentence in document.sentences:
        vector = sight.vector(sentence.index)
        assert vector.shape == (384,)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@given(st.text(max_size=60))
def test_whatever_is_written_has_its_sight(text: str) -> None:
    document, sight = seen(text)
    assert [len(sight.tags(s.index)) for s in document.sentences] == [len(s.tokens) for s in document.sentences]


def test_passages_fit() -> None:
    _, sight = seen(LONG)
    assert all(sum(passage.sentences) <= MOST_PIECES for passage in sight.seen)


def test_the_classes_of_a_sentence_are_its_words() -> None:
    document, sight = seen(TEXT + LONG)
    for sentence in document.sentences:
        for head in CLASS_HEADS:
            classes = sight.classes(head, sentence.index)
            assert classes is None or classes.shape == (len(sentence.tokens), len(CLASSES))
            assert classes is None or float(classes.sum(axis=1).max()) <= 1.01


def test_classes_are_kept_where_an_event_is_likely() -> None:
    heads = (Head("doer", 0, 17, ("none", *CLASSES)),)
    decoder = Decoder(Layout(heads))
    scores = np.zeros((3, 17), np.float32)
    scores[:, 0] = 12
    output = Output((3,), scores, np.zeros((0, 3, 3), np.float32), np.zeros((1, 4), np.float32))
    (nothing,) = decoder.decode([output])
    assert nothing.classes == {}
    scores[1, 1 + CLASSES.index("CONSULT")] = 14
    (found,) = decoder.decode([output])
    assert CLASSES[int(found.classes["doer"][1].argmax())] == "CONSULT"
