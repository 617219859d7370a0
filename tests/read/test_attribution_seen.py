from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sourcebook.model import StatementMention
from sourcebook.read.statements import find_statements
from tests.read.saying import Cast
from tests.read.sighted import Said, document


def read(
    text: str, *said: Said, inner: Sequence[Said] = (), score: float = 0.9, names: Sequence[str] = ("Orla Venn",)
) -> tuple[StatementMention, ...]:
    return find_statements(document(text, said, inner=inner, score=score), Cast(text, names), ())


def told(text: str, *said: Said, score: float = 0.9) -> list[tuple[str | None, str]]:
    found = read(text, *said, score=score)
    return [(s.speaker_name, " / ".join(c.of(text) for c in s.content)) for s in found]


def test_a_cue_that_no_rule_knows() -> None:
    text = "Orla Venn can live with a toll on the bridge."
    assert told(text, ("Orla Venn", "can live with", ["a toll on the bridge"])) == [
        ("Orla Venn", "a toll on the bridge")
    ]


def test_the_words_are_the_encoders_and_the_frame_is_the_rules() -> None:
    text = "Envoy Orla Venn, who was late, said on the radio that the bridge is shut, a day after it opened."
    (found,) = read(text, ("Envoy Orla Venn", "said", ["the bridge is shut"]), score=0.97)
    assert [c.of(text) for c in found.content] == ["the bridge is shut"]
    assert found.speaker is not None and found.speaker.of(text) == "Envoy Orla Venn"


def test_content_around_its_attribution_is_one_statement() -> None:
    text = "The bridge, Orla Venn mused, may never open."
    assert told(text, ("Orla Venn", "mused", ["The bridge", "may never open"])) == [
        ("Orla Venn", "The bridge / may never open")
    ]


def test_a_second_cue_of_the_same_subject_ends_the_content_of_the_first() -> None:
    first, second = "the council would act “within days”", "Tam Brok to close the bridge"
    text = f"Orla Venn said {first} and called on {second}."
    assert told(text, ("Orla Venn", "said", [f"{first} and called on {second}"]), score=0.97) == [
        ("Orla Venn", first),
        ("Orla Venn", second),
    ]


def test_a_sure_content_needs_no_more_than_a_word_for_its_cue() -> None:
    text = "Orla Venn can stomach a toll on the bridge."
    said = ("Orla Venn", "~stomach", ["a toll on the bridge"])
    assert told(text, said, score=0.95) == [("Orla Venn", "a toll on the bridge")]
    assert told(text, said, score=0.8) == []


def test_whose_a_cue_is_by_syntax_where_no_source_was_seen() -> None:
    text = "Orla Venn can live with a toll on the bridge."
    assert told(text, (None, "can live with", ["a toll on the bridge"])) == [("Orla Venn", "a toll on the bridge")]


def test_content_that_runs_over_sentences() -> None:
    text = "Orla Venn gave three reasons. The ice is thin. The rope is old. The guide is drunk."
    whole = "The ice is thin. The rope is old. The guide is drunk"
    assert told(text, ("Orla Venn", "reasons", [whole])) == [("Orla Venn", whole)]


def test_a_quotation_is_taken_whole_and_without_its_marks() -> None:
    text = "“We wait here for ever,” was what Orla Venn had for us."
    found = read(text, ("Orla Venn", "was what", ["We wait here"]))
    assert [(s.kind, [c.of(text) for c in s.content]) for s in found] == [("direct", ["We wait here for ever"])]


def test_a_quotation_that_the_encoder_missed_is_the_rules() -> None:
    text = "“We wait here,” Orla Venn said. It was noon."
    assert told(text) == [("Orla Venn", "We wait here")]


def test_indirect_speech_that_the_encoder_is_unsure_of_is_left_out() -> None:
    text = "Orla Venn can live with a toll on the bridge."
    assert told(text, ("Orla Venn", "can live with", ["a toll on the bridge"]), score=0.3) == []


def test_what_a_speaker_says_that_another_said_is_of_level_two() -> None:
    text = "Orla Venn said that Tam Brok had warned that the ice was thin."
    outer = ("Orla Venn", "said", ["Tam Brok had warned that the ice was thin"])
    found = read(text, outer, inner=[("Tam Brok", "had warned", ["the ice was thin"])], names=("Orla Venn", "Tam Brok"))
    assert [(s.speaker_name, s.level) for s in found] == [("Orla Venn", 1), ("Tam Brok", 2)]


def test_a_noun_within_what_is_said_has_its_own_speaker() -> None:
    whole = "the toll is fair given Tam Brok's claim that the bridge is old"
    text = f"Orla Venn repeated that {whole}."
    found = read(text, ("Orla Venn", "repeated", [whole]), score=0.97, names=("Orla Venn", "Tam Brok"))
    assert [(s.speaker_name, s.level, s.content[0].of(text)) for s in found] == [
        ("Orla Venn", 1, whole),
        ("Tam Brok", 2, "the bridge is old"),
    ]


def test_a_source_ends_before_what_is_only_said_of_it() -> None:
    text = "Orla Venn, the mayor, who was late, can live with a toll on every lorry that crosses the old bridge by day."
    said = "a toll on every lorry that crosses the old bridge by day"
    (found,) = read(text, ("Orla Venn, the mayor, who was late", "can live with", [said]))
    assert found.speaker is not None and found.speaker.of(text) == "Orla Venn"


def test_the_outlet_and_its_writer_speak_for_themselves() -> None:
    text = "We have learned that the bridge is shut. I doubt that it will open."
    parsed = document(text, [("We", "have learned", ["the bridge is shut"]), ("I", "doubt", ["it will open"])])
    parsed.report = msgspec.structs.replace(parsed.report, outlet="Meridian", byline="Ana Orr")
    found = find_statements(parsed, Cast(text, []), ())
    assert [s.speaker_name for s in found] == ["Meridian", "Ana Orr"]


def test_who_passed_it_on_says_nothing_where_a_rule_knows_who_said_it() -> None:
    text = "The bridge is shut, Orla Venn said, according to Reuters."
    [statement] = read(text, ("Reuters", "according to", ["The bridge is shut, Orla Venn said"]))
    assert (statement.speaker_name, statement.via) == ("Orla Venn", ("Reuters",))
