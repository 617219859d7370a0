"""One verb, two events: "met in Oslo on 2 May and again in Lima on 9 May"."""

from __future__ import annotations

from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

_AGAIN = frozenset({"again", "then"})


def parts_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The clause's tokens, cut where "and again" opens a second gathering with a place or time of its own."""
    if found.type != "CONSULT" or found.frame is None:
        return [span]
    for i in range(found.head + 1, span[1] - 2):
        if scene.lower(i) != "and" or scene.lower(i + 1) not in _AGAIN:
            continue
        placed = scene.tag(i + 2) == "IN" and scene.group(i + 2) is None
        if placed or scene.time(i + 2) is not None:
            return [(span[0], i), (i + 1, span[1])]
    return [span]
