import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.model import Entity, MadeBy, Record, Series, Story
from sourcebook.model.errors import StoreError
from sourcebook.model.wire import record_json
from sourcebook.store import Store
from sourcebook.store.marks import mark, places
from sourcebook.store.schema import DERIVED
from tests.made import LINK, batch_of, make_page, make_report, record_report, records

PAGES = (make_page("One."), make_page("Two."))
REPORTS = tuple(map(make_report, PAGES))
MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="00")


def entity(number: int, name: str) -> Entity:
    return Entity(id=f"n{number:03}", type="person", name=name, names=(name,), country=None)


def record_of(*entities: Entity, stories: tuple[Story, ...] = (), story: str | None = None) -> Record:
    reports = tuple(record_report(report, story=story) for report in REPORTS)
    return Record(made_by=MADE_BY, reports=reports, entities=entities, stories=stories)


def rows(folder: Path) -> dict[str, list[object]]:
    with sqlite3.connect(folder / "record.db") as connection:
        found = {
            table.name: sorted(connection.execute(f'SELECT * FROM "{table.name}"').fetchall(), key=repr)
            for table in DERIVED
        }
    connection.close()
    return found


def write(folder: Path, *written: Record) -> dict[str, list[object]]:
    with Store.open(folder, create=True) as store:
        store.add_batch(batch_of(*PAGES))
        for record in written:
            store.replace_record(record, made_by=LINK, linked="x")
            assert record_json(store.load_record()) == record_json(record)
    return rows(folder)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(base=records(REPORTS), other=records(REPORTS), data=st.data())
def test_rows_are_those_of_a_record_written_at_once(base: Record, other: Record, data: st.DataObject) -> None:
    many = tuple(entity(number, "Old Name") for number in range(40))  # so that few things change, and rows are written
    before = msgspec.structs.replace(base, entities=(*base.entities, *many))
    swapped = data.draw(st.sets(st.sampled_from(["conflicts", "decisions"])))
    dropped = data.draw(st.sets(st.integers(0, 39), max_size=6))
    left = tuple(one for number, one in enumerate(many) if number not in dropped)
    after = msgspec.structs.replace(
        before,
        entities=(*base.entities, *(left[::-1] if data.draw(st.booleans()) else left)),
        **{name: getattr(other, name) for name in swapped},
    )
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        assert write(Path(one), before, after, before, after) == write(Path(two), after)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    many = [entity(number, "Old Name") for number in range(50)]
    write(tmp_path, record_of(*many))
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("CREATE TABLE touched (id TEXT)")
        for when in ("INSERT", "UPDATE", "DELETE"):
            row = "old" if when == "DELETE" else "new"
            connection.execute(
                f"CREATE TRIGGER t{when} AFTER {when} ON entities BEGIN INSERT INTO touched VALUES ({row}.id); END"
            )
    connection.close()
    changed = msgspec.structs.replace(many[7], name="New Name")
    with Store.open(tmp_path) as store:
        now = record_of(entity(3, "Old Name"), *many[:3], *many[4:7], changed, *many[8:49], entity(99, "More"))
        ordered = msgspec.structs.replace(now, entities=tuple(sorted(now.entities, key=lambda e: e.id)))
        store.replace_record(ordered, made_by=LINK, linked="y")
        assert store.load_record() == ordered
    with sqlite3.connect(tmp_path / "record.db") as connection:
        assert sorted(connection.execute("SELECT id FROM touched")) == [("n007",), ("n049",), ("n099",)]
    connection.close()


def test_what_another_process_wrote_in_between_is_written_over(tmp_path: Path) -> None:
    many = [entity(number, "Old Name") for number in range(50)]
    first, other = record_of(*many), record_of(*(entity(number, "Other") for number in range(50)))
    last = record_of(*many[:49], entity(49, "New Name"))
    with Store.open(tmp_path, create=True) as store, Store.open(tmp_path) as second:
        store.add_batch(batch_of(*PAGES))
        for at, (writer, record) in enumerate(((store, first), (second, other), (store, last), (store, first))):
            writer.replace_record(record, made_by=LINK, linked=str(at))
            assert store.load_record() == record


def test_a_change_that_names_what_is_not_there_is_refused_and_the_old_record_stays(tmp_path: Path) -> None:
    many = [entity(number, "Old Name") for number in range(50)]
    story = Story(id="t", title="One", reports=())
    whole = record_of(*many, stories=(story,), story="t")
    write(tmp_path, whole)
    broken = [
        record_of(*many, stories=(story,), story="nowhere"),
        record_of(*many, story="t"),
        msgspec.structs.replace(whole, series=(Series(id="s", name="S", events=("gone",)),)),
    ]
    with Store.open(tmp_path) as store:
        for record in broken:
            with pytest.raises(StoreError, match="doesn't hold together"):
                store.replace_record(record, made_by=LINK, linked="y")
            assert store.load_record() == whole


def test_a_list_by_ids_needs_no_numbers_and_any_other_does() -> None:
    assert list(places(["a", "b", "c"])) == [0, 0, 0]
    assert list(places(["b", "a"])) == [0, 1]


def test_a_mark_tells_things_and_what_stands_beside_them_apart() -> None:
    one = entity(1, "Name")
    assert mark(one, 0, "m") == mark(entity(1, "Name"), 0, "m")
    assert len({mark(one, 0, "m"), mark(one, 1, "m"), mark(one, 0, "k"), mark(entity(1, "Names"), 0, "m")}) == 4
