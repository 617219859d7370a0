"""The bundled stories give one record in any order and any batches (benches/order.py, in small)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benches.order import ROOT, batches, built, inputs_of, orders, read, seeds, stages

STORIES = [ROOT / "examples" / "ilmet-talks", *sorted(p.parent for p in (ROOT / "gold").glob("*/pages"))]


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_the_record_depends_on_the_set_of_reports_alone(story: Path) -> None:
    names, made = inputs_of(story), stages(rules=True)
    readings = read(names, made)
    assert orders(readings, 100 if story.parent.name == "examples" else 30) == 0  # all by a hundred: benches/order.py
    assert seeds(readings, 1) == 0
    whole = built([names], made)
    assert [seed for seed in range(3) if built(batches(names, seed), made) != whole] == []
