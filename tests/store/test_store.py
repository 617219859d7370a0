import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.model import MadeBy, Page, PageMeta, Published, Record, Reject, Story
from sourcebook.model.errors import StoreError
from sourcebook.model.page import Block
from sourcebook.model.wire import record_json
from sourcebook.store import Batch, DatedRead, Store, page_key
from sourcebook.store.database import connect
from sourcebook.store.schema import metadata
from tests.made import (
    CONFIG,
    LINK,
    READ,
    batch_of,
    make_page,
    make_reading,
    make_report,
    page_read,
    record_report,
    records,
)

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256=CONFIG.sha256)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record", create=True) as opened:
        yield opened


def link_all(store: Store) -> Record:
    readings = sorted(store.readings().values(), key=lambda reading: reading.report.id)
    record = Record(made_by=MADE_BY, reports=tuple(record_report(reading.report) for reading in readings))
    store.replace_record(record, made_by=LINK, linked="x")
    return record


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    engine = connect(tmp_path / "record.db")
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    ours = [change for change in found if "pages_search" not in str(change)]  # made by FTS5 for itself
    assert ours == []


def test_a_page_comes_back_as_it_went_in(store: Store) -> None:
    page = Page(
        id="n1",
        input="news/n1.html",
        text="Envoys met.\n",
        given_id=True,
        url="https://example.org/n1",
        outlet="Example Courier",
        title="Envoys",
        published=date(2031, 4, 2),
        language="en",
        html="<p>Envoys met.</p>",
        blocks=(Block(start=0, end=11, tag="p", path=("main",)),),
        meta=PageMeta(title="Envoys"),
    )
    store.add_batch(batch_of(page))
    assert [stored.page for stored in store.pages()] == [page]
    assert store.readings() == {page_key(page): make_reading(page)}


def test_the_same_page_twice_is_one_page_with_two_inputs(store: Store) -> None:
    store.add_batch(batch_of(make_page(name="b/x.txt", url="u"), make_page(name="a/x.txt", url="u")))
    store.add_batch(batch_of(make_page(name="b/x.txt", url="u")))
    assert [stored.page.input for stored in store.pages()] == ["a/x.txt"]
    assert [reading.report.input for reading in store.readings().values()] == ["a/x.txt"]


def test_the_same_text_under_another_url_is_another_page(store: Store) -> None:
    store.add_batch(batch_of(make_page(url="https://example.org/1"), make_page(url="https://example.net/2")))
    assert len(store.readings()) == 2


def test_one_id_for_two_pages_becomes_two_ids_whichever_came_first(tmp_path: Path) -> None:
    first, second = make_page("One.", id="n1"), make_page("Two.", id="n1")
    ids = []
    for number, order in enumerate([(first, second), (second, first)]):
        with Store.open(tmp_path / str(number), create=True) as store:
            for page in order:
                store.add_batch(batch_of(page))
            ids.append({reading.report.text: reading.report.id for reading in store.readings().values()})
    assert ids[0] == ids[1] == {page.text: f"n1~{page_key(page)[:6]}" for page in (first, second)}


def test_a_page_is_settled_under_its_provenance_alone(store: Store) -> None:
    page = make_page()
    store.add_batch(batch_of(page))
    bumped = msgspec.structs.replace(READ, versions=(("clean", "2"), ("read", "1")))
    assert list(store.settled([READ])) == [page_key(page)]
    assert store.settled([bumped]) == {}
    assert store.stale([bumped]) == [page_key(page)]
    assert store.stale([READ]) == []


def test_a_rejected_page_is_settled_and_one_that_failed_is_tried_again(store: Store) -> None:
    poor, broken = make_page("Cookies?", name="p.txt"), make_page("Boom.", name="b.txt")
    store.add_batch(
        Batch(
            read=[
                page_read(poor, Reject(input="p.txt", reason="no-article", detail="No body.")),
                page_read(broken, Reject(input="b.txt", reason="failed", detail="ValueError")),
            ],
            rejects=[Reject(input="c.bin", reason="binary", detail="Not text.")],
        )
    )
    assert {reject.input for reject in store.rejects()} == {"p.txt", "b.txt", "c.bin"}
    assert store.stale([READ]) == [page_key(broken)]
    settled = store.settled([READ])[page_key(poor)]
    assert settled.reject == Reject(input="p.txt", reason="no-article", detail="No body.")


def test_an_input_that_was_mended_is_no_reject_any_more(store: Store) -> None:
    store.add_batch(Batch(rejects=[Reject(input="a.txt", reason="empty", detail="Nothing in it.")]))
    store.add_batch(batch_of(make_page(name="a.txt")))
    assert store.rejects() == []


def test_readings_of_an_old_version_are_dropped_by_prune(store: Store) -> None:
    store.add_batch(batch_of(make_page()))
    bumped = msgspec.structs.replace(READ, versions=(("clean", "1"), ("read", "2")))
    store.add_batch(Batch(read=[page_read(make_page(), made_by=bumped)]))
    store.prune([bumped])
    assert list(store.settled([bumped])) == [page_key(make_page())]
    assert store.settled([READ]) == {}


def test_a_reading_dated_by_its_siblings_lies_beside_the_first(store: Store) -> None:
    page = make_page()
    key, reading = page_key(page), make_reading(page)
    published = Published(earliest=date(2031, 1, 1), latest=date(2031, 1, 3), basis="inferred")
    dated = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, published=published))
    store.add_batch(batch_of(page))
    store.add_dated([DatedRead(key=key, dated="d1", reading=dated, made_by=READ)])
    assert store.dated_readings({key: "d1"}) == {key: dated}
    assert store.readings() == {key: reading}
    assert store.dated_readings({key: "d2"}) == {}


PAGES = (make_page("One."), make_page("Two."))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=records(tuple(map(make_report, PAGES))), second=records(tuple(map(make_report, PAGES))))
def test_a_record_comes_back_as_it_went_in(first: Record, second: Record) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        store.add_batch(batch_of(*PAGES))
        for record in (first, second):
            store.replace_record(record, made_by=LINK, linked="x")
            assert record_json(store.load_record()) == record_json(record)


def test_a_record_that_names_what_it_lacks_is_refused_and_the_old_one_stays(store: Store) -> None:
    store.add_batch(batch_of(make_page()))
    record = link_all(store)
    broken = msgspec.structs.replace(record, reports=(msgspec.structs.replace(record.reports[0], story="nowhere"),))
    with pytest.raises(StoreError, match="stories"):
        store.replace_record(broken, made_by=LINK, linked="y")
    assert store.load_record() == record


def test_a_record_with_two_things_of_one_id_is_refused(store: Store) -> None:
    store.add_batch(batch_of(make_page()))
    record = link_all(store)
    twins = (Story(id="t", title="One", reports=()), Story(id="t", title="Two", reports=()))
    with pytest.raises(StoreError, match="two stories have the id t"):
        store.replace_record(msgspec.structs.replace(record, stories=twins), made_by=LINK, linked="y")


def test_search_gives_the_sentence_to_the_letter(store: Store) -> None:
    store.add_batch(batch_of(make_page("The envoys met in Ostrava Bay."), make_page("Grain prices rose.")))
    link_all(store)
    (hit,) = store.search("ostrava envoys")
    assert hit.text == "The envoys met in Ostrava Bay."
    assert store.text_of(hit.report) == hit.text


@given(query=st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_no_query_is_taken_for_syntax(query: str) -> None:
    with Store.open(shared_folder()) as store:
        store.search(query)


_SHARED: list[TemporaryDirectory[str]] = []


def shared_folder() -> Path:
    if not _SHARED:
        _SHARED.append(TemporaryDirectory())
        with Store.open(Path(_SHARED[0].name), create=True) as store:
            store.add_batch(batch_of(make_page("AND OR NOT NEAR(a b) \ue000 marks.")))
            link_all(store)
    return Path(_SHARED[0].name)


@pytest.mark.parametrize("query", ['"', 'a"b', "NEAR(", "a AND", "^", "*", "title:", "-x", "\0", "\ud800"])
def test_odd_queries_find_something_or_nothing(query: str) -> None:
    with Store.open(shared_folder()) as store:
        store.search(query)


def test_a_folder_without_a_record_is_not_made_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="sourcebook build"):
        Store.open(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_a_newer_release_is_refused_with_advice(tmp_path: Path) -> None:
    Store.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"newer release.*Update"):
        Store.open(tmp_path)


def test_a_file_that_is_no_record_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_text("not a database, " * 100)
    with pytest.raises(StoreError, match="can't be opened"):
        Store.open(tmp_path)


def test_a_record_that_was_never_finished_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="never finished"):
        store.load_record()


def test_two_builds_at_once_are_refused(store: Store) -> None:
    with (
        store.sole_writer(),
        pytest.raises(StoreError, match="another process"),
        Store.open(store.folder) as other,
        other.sole_writer(),
    ):
        pass
    with store.sole_writer():
        pass


def test_the_lock_goes_with_the_process_that_held_it(store: Store) -> None:
    code = (
        "import sys, time; from pathlib import Path; from sourcebook.store.database import sole_writer\n"
        "with sole_writer(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(store.folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StoreError), store.sole_writer():
            pass
        process.kill()
    with store.sole_writer():
        pass


def test_a_record_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    with Store.open(tmp_path / "100% #1 ?", create=True) as store:
        store.add_batch(batch_of(make_page()))
    assert (tmp_path / "100% #1 ?" / "record.db").is_file()


def test_the_page_is_replaced_as_a_whole(store: Store) -> None:
    store.write_page("<p>one", linked="x")
    assert store.write_page("<p>two", linked="x").read_text("utf-8") == "<p>two"
    assert not list(store.folder.glob("*.tmp"))
