import gc

import pytest

from sourcebook.engine.collecting import without_collecting


def test_collecting_stops_and_goes_on_even_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), without_collecting():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
