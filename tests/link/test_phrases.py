"""Names inside the phrases that say who takes part."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.phrases import with_phrases
from sourcebook.model import Actor, PositionMention, Span
from sourcebook.model.reading import ActorRole
from tests.link.by_hand import Page


def _actors(page: Page, *phrases: str, role: ActorRole = "source") -> list[str | None]:
    """Who takes part in the page's event under the phrases; None for whom nobody is known."""
    reading = page.event(page.text, "left", "held", kind="COERCE").reading()
    actors = []
    for phrase in phrases:
        at = page.span(phrase)
        actors.append(Actor(start=at.start, end=at.end, name=phrase, role=role, nominal=True))
    noun = "ban" if role == "target" else "leave"
    found = with_phrases([replace(reading, events=(replace(reading.events[0], actors=tuple(actors), noun=noun),))])
    return [None if actor.nominal else actor.name for actor in found[0].events[0].actors]


def _orland(text: str, word: str = "Orlandic") -> Page:
    return Page("a", text).name_(word, "group", country="Orland", stands_for="Orland")


def test_an_organ_stands_for_the_state_before_it() -> None:
    assert _actors(_orland("Orlandic interior ministry troops left"), "Orlandic interior ministry troops") == ["Orland"]
    owned = Page("a", "Orland's army left").state("Orland")
    assert _actors(owned, "Orland's army") == ["Orland"]


def test_a_phrase_is_whom_it_ends_in() -> None:
    union = Page("a", "the Lake Union left").name_("Lake Union", "organisation")
    assert _actors(union, "the Lake Union") == ["Lake Union"]
    assert _actors(Page("a", "Orland left").state("Orland"), "Orland") == ["Orland"]


def test_somebody_elses_people_are_not_the_states() -> None:
    for phrase in ("Orlandic opposition forces", "Orlandic rebel troops", "former Orlandic children"):
        assert _actors(_orland(f"{phrase} left"), phrase) == [None]
    backed = _orland("pro-Orlandic forces left")
    assert _actors(backed, "pro-Orlandic forces") == [None]


def test_a_ban_on_goods_is_against_the_state_that_they_come_from() -> None:
    assert _actors(_orland("Orlandic barley left"), "Orlandic barley", role="target") == ["Orland"]
    assert _actors(_orland("Orlandic barley left"), "Orlandic barley") == [None]


def test_who_is_named_already_is_not_named_twice() -> None:
    page = _orland("Orlandic troops and Orlandic jets left")
    page.entities.append(replace(page.entities[0], start=27 - 2, end=33))
    assert _actors(page, "Orlandic troops", "Orlandic jets").count("Orland") == 1


@pytest.mark.parametrize(
    ("text", "holder", "name"),
    [
        ("The Orlandic side refused the ferry.", "The Orlandic side", "Orland"),
        ("The delegation of Orland refused the ferry.", "The delegation", "Orland"),
        ("It rained on Orland. The government refused the ferry.", "The government", "Orland"),
        ("It rained on Orland. The administration refused the ferry.", "The administration", None),
        ("It rained on Orland and Ostrel. The government refused the ferry.", "The government", None),
        ("Some Orlandic officials refused the ferry.", "Some Orlandic officials", None),
        ("The Orlandic opposition side refused the ferry.", "The Orlandic opposition side", None),
    ],
)
def test_a_states_side_holds_its_position(text: str, holder: str, name: str | None) -> None:
    page = Page("a", text)
    for word in ("Orlandic",) if "Orlandic" in text else ("Orland", "Ostrel") if "Ostrel" in text else ("Orland",):
        page = (
            page.name_(word, "group", country="Orland", stands_for="Orland") if word == "Orlandic" else page.state(word)
        )
    at, start = page.span(holder), page.span("refused the ferry.")
    mention = PositionMention(
        start=start.start, end=start.end, holder=at, holder_name=None, stance="rejects", issue="ferry"
    )
    first = text.index(". ") + 1 if ". " in text else len(text)
    spans = tuple(Span(start=a, end=b) for a, b in ((0, first), (first, len(text))) if a < b)
    (found,) = with_phrases([replace(page.reading(), positions=(mention,), sentences=spans)])
    assert found.positions[0].holder_name == name
