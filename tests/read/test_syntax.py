import pytest

from sourcebook.read.document import parse
from sourcebook.read.syntax import Syntax, analyse
from sourcebook.read.verbgroups import VerbGroup
from tests.read.test_document import report


def read(text: str) -> Syntax:
    return analyse(parse(report(text)).sentences[0])


def group(syntax: Syntax, lemma: str) -> VerbGroup:
    return next(g for g in syntax.verb_groups if g.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "tense", "modality", "negated", "passive"),
    [
        ("The two envoys met in Osk on Friday.", "meet", "past", None, False, False),
        ("The envoys will meet in Osk.", "meet", "future", "planned", False, False),
        ("The envoys are set to hold a third round of talks.", "hold", "future", "planned", False, False),
        ("The minister plans to travel to Osk.", "travel", "future", "planned", False, False),
        ("The talks are expected to be held in May.", "hold", "future", "planned", False, True),
        ("The ministers could meet next week.", "meet", "present", "possible", False, False),
        ("The minister is ready to travel to Osk.", "travel", "future", "possible", False, False),
        ("The summit will not take place.", "take", "future", "planned", True, False),
        ("The talks have been postponed.", "postpone", "past", None, False, True),
        ("The government would sign the deal.", "sign", "present", "hypothetical", False, False),
        ("The ministers did not meet.", "meet", "past", None, True, False),
    ],
)
def test_verb_groups(text: str, lemma: str, tense: str, modality: str | None, negated: bool, passive: bool) -> None:
    found = group(read(text), lemma)
    assert (found.tense, found.modality, found.negated, found.passive) == (tense, modality, negated, passive)


def test_a_particle_belongs_to_its_verb() -> None:
    assert group(read("The summit has been called off."), "call").particle == "off"


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("Ana Lenk, the foreign minister, said the envoys met.", "say", "Ana Lenk"),
        ("Ana Lenk, the foreign minister, said the envoys met.", "meet", "the envoys"),
        ("The meeting, which was held in Osk, ended.", "hold", "The meeting"),
        ("Officials from both countries met in Osk.", "meet", "Officials"),
        ("On Monday UN envoy Ana Lenk arrived.", "arrive", "UN envoy Ana Lenk"),
        ("On Friday 12 sailors arrived.", "arrive", "12 sailors"),
        ("The minister of Vardania, who arrived on Monday, plans to visit Orland.", "visit", "The minister"),
    ],
)
def test_subjects(text: str, lemma: str, subject: str) -> None:
    syntax = read(text)
    found = syntax.subject_of(group(syntax, lemma))
    assert found is not None
    assert " ".join(t.text for t in syntax.tokens[found.first : found.last]) == subject


def test_objects_and_prepositions() -> None:
    syntax = read("The envoys signed a deal with Orland in Osk.")
    sign = group(syntax, "sign")
    tokens = syntax.tokens
    (deal,) = syntax.objects_of(sign)
    assert tokens[deal.head].text == "deal"
    assert [(p, tokens[np.head].text) for p, np in syntax.prepositional(deal.head)] == [
        ("with", "Orland"),
        ("in", "Osk"),
    ]


def test_clauses_are_cut_where_a_new_finite_verb_begins() -> None:
    syntax = read("Lenk said that the talks would resume, but Orr left.")
    text = [" ".join(t.text for t in syntax.tokens[a:b]) for a, b in syntax.clauses]
    assert text == ["Lenk said", "that the talks would resume ,", "but Orr left ."]


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("The group that has run the town since a coup in May said no.", "say", "group"),
        ("The man who led the raid on the camp told them no.", "tell", "man"),
        ("The man who says that the town fell told them no.", "tell", None),
    ],
)
def test_a_relative_clause_is_passed_over(text: str, lemma: str, subject: str | None) -> None:
    syntax = read(text)
    found = syntax.subject_of(group(syntax, lemma))
    head = None if found is None else syntax.tokens[found.head].text
    assert head == subject or (subject is None and head != "man")
