"""Names in a translation that its reader didn't read."""

from msgspec.structs import replace

from sourcebook.link.heard import hidden, tells, with_hidden
from sourcebook.link.respelt import with_usual_spellings
from sourcebook.model import Reading
from sourcebook.model.reading import EntityType
from tests.link.by_hand import Page


def _heard(text: str, known: dict[str, EntityType]) -> dict[str, str]:
    return {text[m.start : m.end]: m.name for m in hidden(Page("z", text).reading(), known)}


def test_words_in_another_order_and_spelling() -> None:
    assert _heard("the Front of Garholt left", {"Garhold Front": "organisation"}) == {
        "Front of Garholt": "Garhold Front"
    }
    assert _heard("from the strait of Ostrell", {"Ostrel Strait": "place"}) == {"strait of Ostrell": "Ostrel Strait"}
    assert _heard("the bridge Zamlyn is shut", {"Zamlin Bridge": "place"}) == {"bridge Zamlyn": "Zamlin Bridge"}


def test_words_that_stand_apart_are_no_name() -> None:
    assert not _heard("the Front, and Garholt, left", {"Garhold Front": "organisation"})
    assert not _heard("a bridge at Zamlin", {"Zamlin Bridge": "place"})


def test_plain_words_must_stand_as_they_are() -> None:
    assert not _heard("the Font of Garhold", {"Garhold Front": "organisation"})


def test_of_two_names_that_sound_so_none_is_taken() -> None:
    assert not _heard("on the river Sellou", {"Sellow": "place", "Sellau": "place"})


def test_short_names_and_plain_words_are_not_looked_for() -> None:
    assert tells("Garhold Front")
    assert not tells("Orm")
    assert not tells("Stone Bridge")


def test_a_mention_within_gives_way_and_one_that_is_longer_stays() -> None:
    page = Page("z", "the Front of Garholt").name_("Garholt", "place")
    found = with_hidden(page.reading(), hidden(page.reading(), {"Garhold Front": "organisation"}))
    assert [m.name for m in found.entities] == ["Garhold Front"]
    longer = Page("z", "Upper Garholt").name_("Upper Garholt", "place").reading()
    assert with_hidden(longer, hidden(longer, {"Garhold": "place"})) == longer


def test_of_a_story_s_translation_alone() -> None:
    def told(*, translated: bool) -> list[str]:
        readings: list[Reading] = [
            Page(n, "The Sellow is high.").name_("Sellow", "place").reading() for n in ("a", "b")
        ]
        last = Page("z", "On the river Sellou they met.").reading()
        readings.append(replace(last, report=replace(last.report, translated=translated)))
        return [m.name for m in with_usual_spellings(readings, dict.fromkeys("abz", "s"))[-1].entities]

    assert told(translated=True) == ["Sellow"]
    assert told(translated=False) == []
