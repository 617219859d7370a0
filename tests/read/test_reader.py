import gc

import pytest

from sourcebook.model import Config
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.reader import Reader
from tests.read.encoder.seeing import MODEL, report

TEXT = """The garrison of Orsk freed nine Vardanian fishermen on Tuesday, the foreign minister, Dora Maro, said.

“We will not sign before the rebels leave,” she told reporters. The ministry did not say when talks would go on.

Vardanian officials and the rebels met twice in Selm in May, and agreed to exchange 40 prisoners by Friday.
"""


@pytest.mark.parametrize("encoder", [None, Encoder(MODEL)])
def test_what_reads_a_report_makes_no_cycles(encoder: Encoder | None) -> None:
    reader, given = Reader(encoder=encoder), report(TEXT)
    reading = reader.read(given, Config())
    assert reading.sentences
    was_on = gc.isenabled()
    gc.disable()
    try:
        gc.collect()
        reader.read(given, Config())
        assert gc.collect() == 0, "such objects are freed only by a search for cycles, which costs more than they"
    finally:
        if was_on:
            gc.enable()
