"""Pronouns, descriptions and pairs, each led back to a full name; all people and most states are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import Span
from tests.read.test_entities import cast, words


def resolved(text: str, phrase: str) -> str | None:
    """What the last occurrence of `phrase` resolves to."""
    got = cast(text)
    at = text.rindex(phrase)
    sentence = got.document.sentence_at(at)
    assert sentence is not None
    return got.resolve(Span(start=at, end=at + len(phrase)), sentence)


def resolved_many(text: str, phrase: str) -> tuple[str, ...]:
    got = cast(text)
    at = text.rindex(phrase)
    sentence = got.document.sentence_at(at)
    assert sentence is not None
    return got.resolve_many(Span(start=at, end=at + len(phrase)), sentence)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Elena Maric spoke on Friday. She left early.", "She", "Elena Maric"),
        ("Elena Maric met Tomas Belko. He left early.", "He", "Tomas Belko"),
        ("Elena Maric met Tomas Belko. She left early.", "She", "Elena Maric"),
        ("Tomas Belko met Karl Orr. He left early.", "He", "Tomas Belko"),
        ("Tomas Belko and Karl Orr came. He left early.", "He", None),
        ("Tomas Belko told Karl Orr that he would leave.", "he", "Tomas Belko"),
        ("Tomas Belko said Karl Orr had met him.", "him", "Tomas Belko"),
        ("Mr Belko spoke to Ms Orr. She left early.", "She", "Orr"),
        ("Belko spoke. “He is wrong,” said Orr. He then left.", "He", "Orr"),
        ("Spokeswoman A. Quist spoke to Karl Orr. She left.", "She", "A. Quist"),
        ("Tomas Belko, the Danish minister, said that he would go.", "he", "Tomas Belko"),
        ("Karl Orr left. Tomas Belko, the aide who will lead the team, said that he knew.", "he", "Tomas Belko"),
        ("Denmark spoke. It is possible that talks will open.", "It", None),
        ("Tomas Belko spoke. A spokesman said he was ill.", "he", None),
        ("Denmark rejected the plan. It wants talks.", "It", "Denmark"),
        ("The Harbour Bank rejected the plan. It wants talks.", "It", "Harbour Bank"),
        ("Nobody came. He left.", "He", None),
        ("Tomas Belko said so. Karl Orr of Quarl signed last. He left.", "He", "Karl Orr"),
        ("Elena Maric held firm. Tolmark must pay, she said.", "she", "Elena Maric"),
    ],
)
def test_pronouns(text: str, phrase: str, name: str | None) -> None:
    assert resolved(text, phrase) == name


MINISTERS = (
    "Danish Foreign Minister Ove Lund met Latvian Prime Minister Ida Berzina. "
    "Chilean envoy Karl Orr and Danish general Jens Holm were there. "
)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("He met Mr Ove Lund.", "Mr Ove Lund", "Ove Lund"),
        (f"{MINISTERS}Lund spoke.", "Lund", "Ove Lund"),
        (f"{MINISTERS}The foreign minister spoke.", "The foreign minister", "Ove Lund"),
        (f"{MINISTERS}The Danish diplomat spoke.", "The Danish diplomat", "Ove Lund"),
        (f"{MINISTERS}The Latvian prime minister spoke.", "The Latvian prime minister", "Ida Berzina"),
        (f"{MINISTERS}Latvia's prime minister spoke.", "Latvia's prime minister", "Ida Berzina"),
        (f"{MINISTERS}The prime minister of Latvia spoke.", "The prime minister of Latvia", "Ida Berzina"),
        (f"{MINISTERS}The Chilean official spoke.", "The Chilean official", "Karl Orr"),
        (f"{MINISTERS}The envoy spoke.", "The envoy", "Karl Orr"),
        (f"{MINISTERS}The general spoke.", "The general", "Jens Holm"),
        (f"{MINISTERS}The Danish minister, Ove Lund, spoke.", "The Danish minister, Ove Lund", "Ove Lund"),
        ("The guild's spokeswoman, Captain Ida Venn, spoke.", "The guild's spokeswoman", "Ida Venn"),
        ("The head of police, Colonel Ove Venn, spoke.", "The head of police", "Ove Venn"),
        ("The president, Her Excellency Ida Venn, spoke.", "The president", "Ida Venn"),
        (f"{MINISTERS}A Danish diplomat spoke.", "A Danish diplomat", None),
        (f"{MINISTERS}The French minister spoke.", "The French minister", None),
        (f"{MINISTERS}The bishop spoke.", "The bishop", None),
        (f"{MINISTERS}Lund met his Latvian counterpart.", "his Latvian counterpart", None),
        (f"{MINISTERS}The Danish side waited.", "The Danish side", "Denmark"),
        ("The Danish Foreign Ministry spoke. The ministry said no.", "The ministry", "Danish Foreign Ministry"),
        ("The Danish defence ministry said no.", "The Danish defence ministry", "Danish Defence Ministry"),
        ("Denmark spoke. The country is small.", "The country", "Denmark"),
        ("Denmark and Latvia spoke. The country is small.", "The country", None),
        ("Moscow said no.", "Moscow", "Russia"),
        ("The White House said no.", "The White House", "White House"),
        ("The House voted. Republicans in Congress cheered the House.", "the House", "House of Representatives"),
        ("The House of Lords and the Commons are split. The Commons voted.", "The Commons", "House of Commons"),
        ("The House voted on the harbour.", "The House", "House"),
    ],
)
def test_names_and_descriptions(text: str, phrase: str, name: str | None) -> None:
    assert resolved(text, phrase) == name


@pytest.mark.parametrize(
    ("text", "phrase", "names"),
    [
        ("Denmark and Latvia met. Both sides were glad.", "Both sides", ("Denmark", "Latvia")),
        ("Danish and Latvian officials met in Chile.", "Danish and Latvian officials", ("Denmark", "Latvia")),
        ("A Danish-Latvian talk was held.", "A Danish-Latvian talk", ("Denmark", "Latvia")),
        ("Denmark met Latvia in Chile. The two countries agreed.", "The two countries", ("Denmark", "Latvia")),
        ("Ove Lund and Karl Orr met. They left.", "They", ("Ove Lund", "Karl Orr")),
        (
            "Danish President Ove Lund met President Karl Orr of Latvia. The two leaders left.",
            "The two leaders",
            ("Ove Lund", "Karl Orr"),
        ),
        ("Ove Lund and Karl Orr met.", "Ove Lund and Karl Orr", ("Ove Lund", "Karl Orr")),
        ("Ove Lund left.", "Ove Lund", ("Ove Lund",)),
        ("Nobody left. They slept.", "They", ()),
    ],
)
def test_several(text: str, phrase: str, names: tuple[str, ...]) -> None:
    assert resolved_many(text, phrase) == names


def test_a_pair_is_not_one() -> None:
    assert resolved("Ove Lund and Karl Orr met. They left.", "They") is None
    assert resolved("Ove Lund and Karl Orr met.", "Ove Lund and Karl Orr") is None


def test_lookups_by_name() -> None:
    got = cast("Danish minister Ove Lund spoke in Oslo.")
    assert [m.name for m in got.mentions_in(0, 25)] == ["Danish", "Ove Lund"]
    assert got.entity("Nobody") is None and got.country_of("Nobody") is None and got.role_of("Nobody") is None


@settings(deadline=None, max_examples=60)
@given(st.lists(words, min_size=1, max_size=30).map(" ".join), st.data())
def test_any_span_can_be_asked_for(text: str, data: st.DataObject) -> None:
    got = cast(text)
    for sentence in got.document.sentences:
        start = data.draw(st.integers(sentence.start, sentence.end))
        span = Span(start=start, end=data.draw(st.integers(start, sentence.end)))
        name = got.resolve(span, sentence)
        assert name is None or name
        assert len(set(got.resolve_many(span, sentence))) == len(got.resolve_many(span, sentence))


FRONT = "Denmark and the rebels of the Reed Front want peace. Denmark is far. "


@pytest.mark.parametrize(
    ("text", "phrase", "names"),
    [
        (FRONT + "The two sides have agreed.", "The two sides", ("Denmark", "Reed Front")),
        (FRONT + "Latvia is the host, says Norway. " + "It rained. " * 3 + "The parties met.", "The parties",
         ("Denmark", "Reed Front")),
        # states that the report speaks of, but never side by side, are not "the parties"
        ("Latvia spoke. Denmark was late. Latvia left, and Latvia rested. Denmark slept. It rained. The parties met.",
         "The parties", ()),
    ],
)  # fmt: skip
def test_sides_are_those_that_the_report_names_side_by_side(text: str, phrase: str, names: tuple[str, ...]) -> None:
    assert tuple(sorted(resolved_many(text, phrase))) == names


def test_they_are_somebody_near_by() -> None:
    assert resolved_many("Denmark and Latvia met. It rained. It snowed. It froze. They left.", "They") == ()
