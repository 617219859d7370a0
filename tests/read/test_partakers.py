"""Who takes part by words around a name: for whom people act, whose an accord is, who called what."""

import pytest

from tests.read.test_events import read


def _named(text: str, kind: str) -> set[str]:
    """Everybody named as taking part in the events of the kind."""
    return {a.name for e in read(text) if e.kind == kind for a in e.actors if not a.nominal}


@pytest.mark.parametrize(
    "text",
    [
        "Negotiators from Norway met in Geneva on Monday with negotiators from Peru.",
        "Envoys of Norway and of Peru met in Geneva on Monday.",
        "The meeting in Geneva on Monday was attended by officials from Norway and Peru.",
        "Norway's and Peru's delegations met in Geneva on Monday.",
        "Present at the meeting in Geneva on Monday were the ministers of Norway and Peru.",
    ],
)
def test_people_act_for_all_whom_the_words_behind_them_name(text: str) -> None:
    assert {"Norway", "Peru"} <= _named(text, "CONSULT")


@pytest.mark.parametrize(
    "text",
    [
        "The accord between Norway and Peru was signed in Geneva on Monday.",
        "The accord on fish between Norway and Peru was signed in Geneva on Monday.",
        "Luis Arana for Peru and Ola Brekke for Norway signed the accord in Geneva on Monday.",
    ],
)
def test_an_accord_is_of_those_between_whom_or_for_whom_it_is_signed(text: str) -> None:
    assert {"Norway", "Peru"} <= _named(text, "AGREE")


def test_a_list_that_leaves_others_unnamed_is_not_whole() -> None:
    text = "The minister was joined in Geneva on Monday by emissaries from Norway and from five other countries."
    assert "Norway" not in _named(text, "CONSULT")


@pytest.mark.parametrize(
    "text",
    [
        "The general strike, which the Farmers' Union had called for Monday, was put off.",
        "A march that the Farmers' Union had planned for Monday was called off.",
    ],
)
def test_who_called_it_takes_part(text: str) -> None:
    assert "Farmers' Union" in _named(text, "PROTEST")


def test_it_may_be_another_where_the_main_clause_has_its_own_subject() -> None:
    text = "The parliament of Peru rose early. The Farmers' Union has called off the strike that it had announced."
    told = {a.name for e in read(text) if e.noun == "strike" for a in e.actors if not a.nominal}
    assert told <= {"Farmers' Union"}


@pytest.mark.parametrize(
    "text",
    [
        "The seven articles were initialled in Lima on Monday.",
        "The council prolonged the mission's mandate by 30 days on Monday.",
    ],
)
def test_what_is_initialled_or_prolonged_is_agreed(text: str) -> None:
    assert "AGREE" in {e.kind for e in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Joined by Norway and Peru, Chile imposed sanctions on Ostrel on Monday.",
        "Chile imposed sanctions on Ostrel on Monday, joined by Norway and Peru.",
    ],
)
def test_who_joins_takes_part(text: str) -> None:
    assert {"Chile", "Norway", "Peru"} <= _named(text, "COERCE")


def test_who_joined_something_else_takes_no_part() -> None:
    text = "The club, which was joined by Peru in May, said that Chile imposed sanctions on Ostrel on Monday."
    assert "Peru" not in _named(text, "COERCE")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norway claimed responsibility for the attack in Lima on Monday.", "source"),
        ("Norway has admitted responsibility for an attack in Lima.", "source"),
        ("Norway survived the attack in Lima on Monday.", "target"),
        ("Norway denied responsibility for the attack in Lima on Monday.", None),
    ],
)
def test_who_answers_for_an_attack_did_it_and_who_survived_it_suffered_it(text: str, role: str | None) -> None:
    attack = [e for e in read(text) if e.kind == "ASSAULT" and e.noun == "attack"]
    assert attack
    assert {a.role for e in attack for a in e.actors if a.name == "Norway"} == ({role} if role else set())


def test_that_nobody_claims_an_attack_is_no_event() -> None:
    assert not [e for e in read("No group claimed responsibility for the attack on Lima.") if e.status == "denied"]
