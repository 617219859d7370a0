import pytest

from sourcebook.read.encoder.vocabulary import Vocabulary, packaged_pieces
from sourcebook.read.encoder.wordpieces import CLS, UNKNOWN

SMALL = Vocabulary(["[UNK]", "harbour", "##master", "##s", "cafe", "-", "'", "s", "多"])


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("Harbourmasters", (1, 2, 3)),
        ("CAFÉ", (4,)),
        ("café-harbour's", (4, 5, 1, 6, 7)),
        ("多多", (8, 8)),
        ("har\u200bbour", (1,)),
        ("a" * 101, (UNKNOWN,)),
        ("quay", (UNKNOWN,)),
    ],
)
def test_pieces(word: str, ids: tuple[int, ...]) -> None:
    assert SMALL.encode(word).ids == ids


def test_packaged() -> None:
    pieces = packaged_pieces()
    assert pieces.ids("[CLS]") != (CLS,), "text can't spell the marks of the vocabulary"
    assert pieces.ids("The") == (1996,)
    assert pieces.ids("Tolborians") == (2000, 20850, 11069, 3619)
    assert pieces.ids("\u200b") == (UNKNOWN,)
