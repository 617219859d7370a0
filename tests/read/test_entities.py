"""Names and what stands around them, in invented reports."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import Report, Zone
from sourcebook.read.cast import Cast
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities


def report(text: str, title: str = "") -> Report:
    whole = f"{title}\n{text}" if title else text
    cut = len(title) + 1 if title else 0
    zones = (*((Zone(start=0, end=cut, kind="title"),) if title else ()), Zone(start=cut, end=len(whole), kind="body"))
    return Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=None, sha256="", text=whole, zones=zones if text else (),
    )  # fmt: skip


def cast(text: str, title: str = "") -> Cast:
    return find_entities(parse(report(text, title)))


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.type) for m in cast(text).mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She met President Karl Orr in Geneva.", [("Karl Orr", "person"), ("Geneva", "place")]),
        ("He spoke to Mr Lenk of the Harbour Bank.", [("Lenk", "person"), ("Harbour Bank", "organisation")]),
        ("Senior Danish diplomat Ove Lund spoke.", [("Danish", "group"), ("Ove Lund", "person")]),
        ("Troops left for the Black Sea on Monday.", [("Black Sea", "place")]),
        ("The UN Security Council met.", [("UN Security Council", "organisation")]),
        ("The Community of Western Shores met.", [("Community of Western Shores", "organisation")]),
        ("The mayor met the opposition Free Hands.", [("Free Hands", "organisation")]),
        ("On Monday the Free Hands said no.", [("Free Hands", "organisation")]),
        (
            "A Russian-US meeting and a Tehran-based firm.",
            [("Russian", "group"), ("US", "place"), ("Tehran", "place")],
        ),
        (
            "Yesterday the Organization for the Study of Tides published it.",
            [("Organization for the Study of Tides", "organisation")],
        ),
        ("It was signed by Hassan al-Tariqi and J. R. Orr.", [("Hassan al-Tariqi", "person"), ("J. R. Orr", "person")]),
        ("They told us that turkey is cheap in May.", []),
    ],
)
def test_spans_and_types(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_headlines_in_title_case_take_names_from_the_body() -> None:
    got = cast(
        "Talks with Mira Lenk in Oslo went on, a clerk said. Lenk left.", "Minister Lenk Leaves Oslo Talks Early"
    )
    text = got.document.text
    assert [text[m.start : m.end] for m in got.mentions if m.start < 37] == ["Lenk", "Oslo"]
    assert {m.name for m in got.mentions if m.type == "person"} == {"Mira Lenk"}


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        ("Danish Foreign Minister Ove Lund spoke.", "Ove Lund", "Foreign Minister", "Denmark"),
        ("Ove Lund, Denmark's deputy foreign minister, spoke.", "Ove Lund", "deputy foreign minister", "Denmark"),
        ("Denmark's Deputy Foreign Minister, Ove Lund, spoke.", "Ove Lund", "Deputy Foreign Minister", "Denmark"),
        ("The US special envoy, Paul Garner, spoke.", "Paul Garner", "special envoy", "United States"),
        ("State Department spokeswoman Ana Ruiz spoke.", "Ana Ruiz", "State Department spokeswoman", "United States"),
        ("Ana Ruiz, founder of Tidal Analytics, spoke.", "Ana Ruiz", "founder of Tidal Analytics", None),
        ("Presidents Ove Lund of Denmark and Karl Orr of Latvia met.", "Karl Orr", "President", "Latvia"),
        ("Chile's Ana Ruiz spoke.", "Ana Ruiz", None, "Chile"),
        ("The ambassador to Chile, Ove Lund, spoke.", "Ove Lund", "ambassador", None),
        ("Danish minister Ove Lund and his wife, Ida Lund, spoke.", "Ida Lund", None, None),
        (
            "Danish minister Ove Lund met his Latvian counterpart, Karl Orr.",
            "Karl Orr",
            "minister",
            "Latvia",
        ),
        ("The Chilean team is led by Foreign Minister Ana Ruiz.", "Ana Ruiz", "Foreign Minister", "Chile"),
        (
            "President Ana Ruiz of Chile sent Ruiz's special envoy Ivo Lenk.",
            "Ivo Lenk",
            "special envoy",
            "Chile",
        ),
    ],
)
def test_office_and_country(text: str, name: str, role: str | None, country: str | None) -> None:
    got = cast(text)
    assert got.entity(name) is not None
    assert (got.role_of(name), got.country_of(name)) == (role, country)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mira Lenk spoke. Lenk left.", ["Mira Lenk", "Mira Lenk"]),
        ("Lenk spoke, the aide said. Mira Lenk left.", ["Mira Lenk", "Mira Lenk"]),
        ("Serhiy Orlo spoke. Sergei Orlo left.", ["Serhiy Orlo", "Serhiy Orlo"]),
        (
            "Dragan Soto and Ana Soto came. Mr Soto spoke. Mrs Soto left.",
            ["Dragan Soto", "Ana Soto", "Dragan Soto", "Ana Soto"],
        ),
        ("Ivo Soto and Ana Soto came. Then Soto spoke.", ["Ivo Soto", "Ana Soto", "Soto"]),
        ("Envoy Liu Yi came. Aide Lu Kang said that Mr. Liu spoke.", ["Liu Yi", "Lu Kang", "Liu Yi"]),
        ("The Tidal Direct Trade Fund (TDTF) grew. TDTF said so.", ["Tidal Direct Trade Fund"] * 3),
        ("The UN met. The United Nations voted.", ["United Nations", "United Nations"]),
        ("Denmark's Foreign Ministry spoke.", ["Denmark", "Danish Foreign Ministry"]),
        (
            "Prince Tariq bin Omar, known as TbO, met King Omar. TbO left. King Omar spoke.",
            ["Tariq bin Omar", "Tariq bin Omar", "Omar", "Tariq bin Omar", "Omar"],
        ),
    ],
)
def test_full_names(text: str, names: list[str]) -> None:
    assert [m.name for m in cast(text).mentions] == names


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("Moscow said that it would reply.", ["Russia"]),
        ("The talks in Moscow went on.", [None]),
        ("An accord between Moscow and Oslo is near.", ["Russia", "Norway"]),
        ("He flew to Moscow.", [None]),
        ("They protested in Moscow, Russia.", [None, None]),
        ("The French army left.", ["France"]),
        ("Paris-based clerks left.", [None]),
        ("Moscow's demands grew.", ["Russia"]),
        ("Moscow's streets were empty.", [None]),
        ("The Kremlin said so.", ["Russia"]),
    ],
)
def test_metonyms(text: str, stands_for: list[str | None]) -> None:
    assert [m.stands_for for m in cast(text).mentions] == stands_for


def test_states_that_no_list_has_are_learned() -> None:
    text = (
        "The Vardanian foreign minister flew to Ostrel. Vardania is small. Ostrel's prime minister waited in Port Mir, "
        "the capital of Ostrel. Port Mir said that it would talk to the Ostrelian people and the Tessel government."
    )
    got = cast(text)
    assert got.country_of("Vardania") == "Vardania"
    spoken = {text[m.start : m.end]: m.stands_for for m in got.mentions}
    assert spoken["Vardanian"] == "Vardania" and spoken["Ostrelian"] == "Ostrel" and spoken["Port Mir"] == "Ostrel"
    assert got.country_of("Tessel") == "Tessel"


def test_leaders_do_not_become_states() -> None:
    got = cast("President Ove Lund's foreign minister left. Lund's foreign minister is old. Lundian talk is dull.")
    assert got.country_of("Lund") is None and got.country_of("Ove Lund") is None


words = st.sampled_from(
    ["Ove", "Lund", "the", "said", "President", ",", ".", "and", "of", "Denmark", "'s", "(", ")", "Danish", "he", "in"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(words, max_size=40).map(" ".join) | st.text(max_size=120))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    mentions = cast(text).mentions
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert mentions == cast(text).mentions


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President Brekke landed in Lima with first lady Anna Brekke. Brekke spoke of trade.",
         ["Brekke", "Anna Brekke", "Brekke"]),
        ("President Ola Brekke landed. Brekke came with first lady Anna Brekke. Brekke spoke of trade.",
         ["Ola Brekke", "Ola Brekke", "Anna Brekke", "Ola Brekke"]),
        ("Minister Brekke spoke of trade. Foreign Minister Anna Brekke left. Brekke waved.",
         ["Anna Brekke", "Anna Brekke", "Anna Brekke"]),
        ("Anna Brekke landed in Lima. Brekke came with her brother Peter Brekke. Mr. Brekke spoke of trade.",
         ["Anna Brekke", "Anna Brekke", "Peter Brekke", "Peter Brekke"]),
    ],
)  # fmt: skip
def test_a_bare_name_goes_on_meaning_whom_it_meant(text: str, who: list[str]) -> None:
    assert [m.name for m in cast(text).mentions if m.type == "person"] == who


def test_a_ship_is_nobody_wherever_it_is_named() -> None:
    text = "They boarded the trawler Orsina on Monday. Men of the Orsina spoke to Orla Venn."
    assert found(text) == [("Orsina", "other"), ("Orsina", "other"), ("Orla Venn", "person")]


def test_a_person_behind_a_boat_is_no_ship() -> None:
    text = "They found the boat Venn hid in. Orla Venn spoke."
    assert ("Orla Venn", "person") in found(text)
    assert all(kind == "person" for name, kind in found(text) if "Venn" in name)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Danish government played a role in President Karl Orr's decision.", "Karl Orr", None),
        ("A Danish delegation met President Karl Orr on Monday.", "Karl Orr", None),
        ('"The Danish side will not accept it," spokeswoman Ana Ruiz said.', "Ana Ruiz", "Denmark"),
        ("Seated beside the Danish president, Karl Orr said nothing.", "Karl Orr", None),
        ("The Danish president, Karl Orr said, would wait.", "Karl Orr", "Denmark"),
        ("Latvian negotiators handed the draft to Foreign Minister Ana Ruiz.", "Ana Ruiz", None),
        ("The Chilean delegation, headed by the minister Karl Orr, landed in Lima.", "Karl Orr", "Chile"),
        ('"It is a bluff," said Ana Ruiz, a Chile analyst at a bank.', "Ana Ruiz", None),
        ("Ana Ruiz, a Chilean analyst, sees no way out.", "Ana Ruiz", "Chile"),
        ("Ana Ruiz, a US analyst, sees no way out.", "Ana Ruiz", "United States"),
        ("The talks will fail, Chilean policy expert Karl Orr told the paper.", "Karl Orr", None),
        ("The Syria envoy Karl Orr flew home.", "Karl Orr", None),
        ("Karl Orr, the United Nations envoy for Syria, flew home.", "Karl Orr", None),
        ("Syria's envoy, Karl Orr, flew home.", "Karl Orr", "Syria"),
        ("Karl Orr, head of the Chile desk at the bank, agreed.", "Karl Orr", None),
        ("Karl Orr, head of the Chile and Andes Programme at the bank, agreed.", "Karl Orr", None),
        ("Karl Orr, director of the Iran Project at the bank, agreed.", "Karl Orr", None),
        ("Ana Ruiz, the Asia editor of the Financial Times, had to leave.", "Ana Ruiz", None),
    ],
)
def test_whose_somebody_is_beside_other_countries(text: str, name: str, country: str | None) -> None:
    got = cast(text)
    assert got.entity(name) is not None
    assert got.country_of(name) == country
