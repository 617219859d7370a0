"""Positions over reports: one position a demand, holders in office, and what replaced what, on invented stories."""

from __future__ import annotations

import random

import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy, Position, Reading, Record
from sourcebook.read.reader import Reader
from tests.link.build import report

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")
# Real states stand in where the gazetteer must know the country; people and events are invented.
OPENING = "Norway and Chile are at odds over the Lira Strait. "


def readings(*texts: str) -> list[Reading]:
    days = [f"2024-05-{day:02}" for day in range(3, 31, 3)]
    return [
        Reader().read(report(f"r{number}", OPENING + text, day=day), Config())
        for number, (text, day) in enumerate(zip(texts, days, strict=False))
    ]


def record(*texts: str) -> Record:
    return Linker().link(readings(*texts), MADE_BY)


def in_order(found: Record) -> list[Position]:
    return sorted(found.positions, key=lambda p: str(p.as_of))


def test_a_demand_in_four_wordings_is_one_position() -> None:
    (one,) = record(
        "Norway demands the withdrawal of the six gunboats from the Lira Strait.",
        "Norway insists on the withdrawal of the six gunboats.",
        "Norway repeated its demand for the withdrawal of six gunboats from the strait.",
        "Norway wants the gunboats withdrawn from the Lira Strait.",
    ).positions
    assert len(one.evidence) == 4
    assert one.replaces is None


def test_a_demand_that_narrows_is_a_new_position_that_replaces_the_old() -> None:
    wide, narrow = in_order(
        record(
            "Norway demands the release of all nine crews.",
            "Norway came with a smaller demand, for the release of three crews instead of nine.",
        )
    )
    assert narrow.replaces == wide.id
    assert (str(wide.as_of), str(narrow.as_of)) == ("2024-05-03", "2024-05-06")


def test_a_no_that_becomes_a_yes_replaces_it() -> None:
    no, yes = in_order(
        record(
            "Chile rejected foreign observers in the Lira Strait.",
            "Chile has agreed to let foreign observers work in the Lira Strait.",
        )
    )
    assert (no.stance, yes.stance) == ("rejects", "accepts")
    assert yes.replaces == no.id


@pytest.mark.parametrize(
    "texts",
    [
        # another issue of the same holder
        ("Norway demands the release of all nine crews.", "Norway opposes the copper levy."),
        # another holder
        ("Norway demands the release of all nine crews.", "Chile demands the release of four crews."),
        # the same again
        ("Chile opposes the copper levy.", "Chile opposes the copper levy on ores."),
    ],
)
def test_what_replaces_nothing(texts: tuple[str, ...]) -> None:
    assert all(p.replaces is None for p in record(*texts).positions)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Norway's foreign minister Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("Norwegian Foreign Minister Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("Norway's former foreign minister Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("Norwegian Senator Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("U.S. Representative Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("U.S. Trade Representative Arne Solberg demanded the release of the crews.", "Arne Solberg"),
        ("The Norwegian foreign ministry demanded the release of the crews.", "Norway"),
    ],
)
def test_what_one_official_is_told_to_demand_is_the_official_s(text: str, holder: str) -> None:
    found = record(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[p.holder] for p in found.positions] == [holder]


def test_what_officials_say_for_their_state_is_one_position_and_the_state_s() -> None:
    first, said = "Norwegian Foreign Minister Arne Solberg demanded", "the release of the crews from Chile."
    assert holders(f"{first} {said}", f"Norway demands {said}") == {"Norway"}
    solberg, norway = in_order(
        record(f"{first} the release of all nine crews.", "Norway settled for the release of four crews.")
    )
    assert norway.replaces == solberg.id


def test_evidence_shows_who_holds_it() -> None:
    (one,) = record("Norway on Monday rejected the copper levy.").positions
    assert one.evidence[0].text.startswith("Norway on Monday rejected") and one.text.startswith("rejected")


def test_order_of_arrival_changes_nothing() -> None:
    given = readings(
        "Norway demands the release of all nine crews.",
        "Norway insists on the release of the crews.",
        "Norway came with a smaller demand, for the release of three crews.",
        "Chile rejected foreign observers in the Lira Strait.",
        "Chile has agreed to let foreign observers work in the Lira Strait.",
        "Norway still wants the crews released.",
    )
    want = Linker().link(given, MADE_BY).positions
    for seed in range(6):
        random.Random(seed).shuffle(given)
        assert Linker().link(given, MADE_BY).positions == want


def test_a_part_of_a_number_narrows_the_demand_for_all_of_it() -> None:
    wide, narrow = in_order(
        record(
            "Norway insists that the fleet must leave all nine fish weirs on the coast.",
            "Norway wants the fleet out of four of its nine fish weirs on the coast.",
        )
    )
    assert narrow.replaces == wide.id


def test_two_wordings_in_one_week_that_end_in_one_noun_are_one_position() -> None:
    texts = ("Chile ruled out U.N. observers.", "Chile rejects any role for foreign observers.")
    (one,) = record(*texts).positions
    assert len(one.evidence) == 2
    late = record(texts[0], "Chile said little.", "Chile said little.", "Chile said little.", texts[1]).positions
    assert len(late) == 2


def test_a_spokeswoman_of_no_state_speaks_for_her_movement() -> None:
    found = record(
        "The Saltmarsh League's negotiator, Ines Varga, came late.",
        "Ines Varga demanded the release of the crews.",
    )
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[p.holder] for p in found.positions] == ["Saltmarsh League"]


def holders(*texts: str) -> set[str]:
    found = record(*texts)
    names = {entity.id: entity.name for entity in found.entities}
    return {names[position.holder] for position in found.positions}


def test_a_short_name_is_the_one_body_of_the_story_that_it_can_mean() -> None:
    assert holders(
        "The Harbour Workers Union rejects any new quota in the strait.",
        "The union rejects any new quota in the strait, it said.",
    ) == {"Harbour Workers Union"}


def test_a_congress_that_goes_by_that_word_is_no_other_s() -> None:
    assert holders(
        "The World Harbour Congress met reporters in Oslo.",
        "Congress rejects any new quota in the strait, it said.",
    ) == {"Congress"}


def test_who_speaks_for_a_movement_takes_its_position() -> None:
    assert holders(
        "Ines Varga of the Harbour Workers Union met reporters.",
        "Ines Varga demanded a new quota for the strait.",
    ) == {"Harbour Workers Union"}


def test_a_short_name_of_no_known_body_holds_nothing() -> None:
    assert holders("The board rejects any new quota in the strait, it said.") == set()


def test_a_candidate_speaks_for_the_party_and_who_has_left_it_for_himself() -> None:
    asks = "Ines Varga demanded a new quota for the strait."
    assert holders("The candidate Ines Varga of the Harbour Workers Union met reporters.", asks) == {
        "Harbour Workers Union"
    }
    assert holders("The former candidate Ines Varga of the Harbour Workers Union met reporters.", asks) == {
        "Ines Varga"
    }
