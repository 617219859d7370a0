"""Nouns of parties without a name."""

from sourcebook.lexicon.parties import carries_party, party_noun, party_words


def test_every_form_of_a_noun_means_one_party() -> None:
    for form in ("militiaman", "militias", "paramilitaries"):
        noun = party_noun(form)
        assert noun is not None and noun.name == "militia"
    assert party_noun("government") is None


def test_nouns_of_a_kin_may_go_on_for_each_other() -> None:
    kin = {noun.kin for form in ("rebels", "insurgents", "guerrillas") if (noun := party_noun(form))}
    assert kin == {"armed"}


def test_only_several_act_for_a_party() -> None:
    assert carries_party("fighters") and not carries_party("fighter")


def test_the_pattern_finds_whole_words_in_any_case() -> None:
    assert [m.group() for m in party_words().finditer("Rebels met the garrison's rebellious men")] == [
        "Rebels",
        "garrison",
    ]
