"""Bodies that are kept are those that would be gathered anew, and the same objects while nothing about them changes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link.bodies import Bodies
from sourcebook.link.library import Library, gather
from sourcebook.link.origins import find_origins
from sourcebook.link.stories import find_stories
from sourcebook.link.ties import Known
from sourcebook.model import Reading
from tests.link.build import OWN_WORK, REWRITE, WIRE, reading

_PLEA = "Support the paper with a gift today, for news must be paid by its readers."
_TEXTS = (
    "Grell is a lake of eels.\nThe Grell froze on Monday.",
    "A grell is a fish, said the cook.\nHe fried one on Monday.",
    "Nobody on Monday saw a thing.",
    WIRE,
    REWRITE,
    OWN_WORK,
)


def _reading(number: int) -> Reading:
    text = _TEXTS[number % len(_TEXTS)]
    plea = f"{text}\n{_PLEA}" if number % 2 else text
    return reading(f"r{number:02}", plea, outlet="Gull" if number % 3 else None, day=f"2031-0{1 + number % 9}-04")


POOL = [_reading(number) for number in range(18)]


def _told(bodies: Bodies) -> list[object]:
    """What is told of each body, by its words and not by their numbers."""
    words = {number: word for word, number in bodies.vocabulary._words.items()}
    weights, among = bodies.usual_weights, bodies.weights()
    return [
        (
            body.id,
            [words[number] for number in body.words.ids.tolist()],
            body.furniture.tolist(),
            weights[bodies.word_keys[body.words.ids]].tolist(),
            among[bodies.word_keys[body.words.ids]].tolist(),
            bodies.names[bodies.word_keys[body.title]].tolist(),
            len(keys),
        )
        for body, keys in zip(bodies.items, bodies.keys, strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 17)), min_size=2, max_size=6))
def test_bodies_that_were_kept_are_those_of_now(sets: list[set[int]]) -> None:
    library, known = Library(), Known()
    for some in sets:
        readings = [POOL[number] for number in sorted(some)]
        bodies, anew = library.gather(readings), gather(readings)
        assert _told(bodies) == _told(anew)
        origins = find_origins(readings, bodies=bodies, known=known)
        assert origins == find_origins(readings, bodies=anew)
        assert find_stories(readings, origins, bodies=bodies) == find_stories(readings, origins, bodies=anew)


def test_a_body_stays_the_same_object_while_nothing_about_it_changes() -> None:
    library = Library()
    lake, other = POOL[0], POOL[2]
    (first, second) = library.gather([lake, other]).items
    assert library.gather([lake, other, POOL[3]]).items[:2] == (first, second)
    fish = library.gather([lake, other, POOL[1]])  # "grell" is no name now
    assert fish.items[0] is not first
    assert [body for body in fish.items if body.id == other.report.id] == [second]


def test_what_an_outlet_repeats_over_months_is_furniture_until_it_goes() -> None:
    library = Library()
    pleas = [POOL[1], POOL[5], POOL[7]]
    marked = library.gather(pleas).items
    assert all(body.furniture.any() for body in marked)
    assert not any(body.furniture.any() for body in library.gather(pleas[:2]).items)
    assert np.array_equal(library.gather(pleas).items[2].furniture, marked[2].furniture)
