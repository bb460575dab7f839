"""A backup is a whole copy from one moment; a restore takes nothing that is not."""

from __future__ import annotations

import json
import threading
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import audit, backup, store
from data.commands import upkeep
from data.errors import BackupDamaged, StoreNotEmpty, StoreUnavailable
from data.store import Store
from tests.data.importing.stores import select
from tests.data.ten_people import APPRAISALS, TEST_ACTOR


@pytest.fixture
def taken(ten_people: Store, tmp_path: Path) -> Path:
    backup.take(ten_people, tmp_path / "backup", TEST_ACTOR)
    return tmp_path / "backup"


@pytest.fixture(autouse=True)
def _close_restored() -> Iterator[None]:
    yield
    store.close_all()


def content(opened: Store) -> dict[str, object]:
    """Return every row of every table but the trail and what it counts."""
    names = [
        str(name)
        for (name,) in select(
            opened,
            "select table_name from information_schema.tables where table_type = 'BASE TABLE'",
        )
        if name not in {"audit_event", "store_info"}
    ]
    return {
        name: sorted(select(opened, f"select * from {name}"), key=repr)  # noqa: S608
        for name in names
    }


def test_a_restored_store_holds_the_same(ten_people: Store, taken: Path, tmp_path: Path) -> None:
    found = backup.restore(taken, tmp_path / "again.duckdb", TEST_ACTOR)
    again = store.open_store(tmp_path / "again.duckdb")
    assert content(again) == content(ten_people)
    assert len(content(again)) > 20
    assert found.n_appraisals == len(APPRAISALS)
    trail = again.frame("audit_events")
    assert trail["action"].tolist() == ["add_rule_sets", "seed", "backup", "restore"]
    assert audit.verify(again).is_whole
    assert not list(tmp_path.glob("*.partial*"))


def test_a_restored_store_can_be_written_and_numbers_on(taken: Path, tmp_path: Path) -> None:
    backup.restore(taken, tmp_path / "again.duckdb", TEST_ACTOR)
    again = store.open_store(tmp_path / "again.duckdb")
    with again.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("set", "store_info", "demo")
    assert again.is_demo
    with again.write(TEST_ACTOR) as writer:
        writer._cursor.execute(
            "insert into appraisal (employee_id, rater_role, period_code) "
            "values (1, 'superior', '2030')"
        )
        writer.audit("try", "appraisal")
    assert select(again, "select count(*) from result where period_code = '2024'") == [(10,)]


def test_the_manifest_names_every_file_and_the_head(taken: Path, ten_people: Store) -> None:
    manifest = json.loads((taken / "manifest.json").read_text(encoding="utf-8"))
    files = {path.name for path in taken.iterdir()} - {"manifest.json"}
    assert set(manifest["files"]) == files
    assert manifest["n_appraisals"] == len(APPRAISALS)
    assert manifest["audit_head"] == audit.verify(ten_people).head


@pytest.mark.parametrize("made", [False, True])
def test_a_backup_goes_into_a_new_or_empty_folder(
    ten_people: Store, tmp_path: Path, made: bool
) -> None:
    target = tmp_path / "a b's" / "backup"
    if made:
        target.mkdir(parents=True)
    found = backup.take(ten_people, target, TEST_ACTOR)
    assert found.n_files == sum(1 for _ in target.iterdir()) - 1
    assert not list(target.parent.glob("*.partial"))


def test_a_folder_that_holds_something_is_left_alone(ten_people: Store, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    target.mkdir()
    (target / "surat.txt").write_text("penting")
    events = len(ten_people.frame("audit_events"))
    with pytest.raises(StoreNotEmpty):
        backup.take(ten_people, target, TEST_ACTOR)
    assert [path.name for path in target.iterdir()] == ["surat.txt"]
    assert len(ten_people.frame("audit_events")) == events


def test_a_folder_that_cannot_be_made_is_refused(ten_people: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable):
        backup.take(ten_people, tmp_path / "file" / "backup", TEST_ACTOR)


@pytest.mark.long
def test_reading_and_writing_go_on_during_a_backup(ten_people: Store, tmp_path: Path) -> None:
    """Each copy is of one moment: as many appraisals as its own trail says."""
    stopped, problems = threading.Event(), list[BaseException]()
    n_reads = [0]

    def read() -> None:
        try:
            while not stopped.is_set():
                frame = ten_people.frame("agency_sizes", {"agencies": None})
                assert frame["n_appraisals"].sum() >= len(APPRAISALS)
                n_reads[0] += 1
        except BaseException as error:
            problems.append(error)

    def write() -> None:
        try:
            while not stopped.is_set():
                with ten_people.write(TEST_ACTOR) as writer:
                    writer._cursor.execute(
                        "insert into appraisal (employee_id, rater_role, period_code, agency_code) "
                        "values (1, 'peer', '2024', 'DINKES')"
                    )
                    writer.audit("add", "appraisal")
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=read), threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    try:
        copies = [tmp_path / f"backup-{number}" for number in range(3)]
        for copy in copies:
            backup.take(ten_people, copy, TEST_ACTOR)
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
    assert not problems
    assert n_reads[0] > 0
    for number, copy in enumerate(copies):
        path = tmp_path / f"again-{number}.duckdb"
        backup.restore(copy, path, TEST_ACTOR)
        again = store.open_store(path)
        added = select(again, "select count(*) from audit_event where action = 'add'")[0][0]
        assert again.value("count_appraisals") == len(APPRAISALS) + int(str(added))


# ── restoring ────────────────────────────────────────────────────────────────────────────────


def test_a_restore_never_overwrites(taken: Path, ten_people: Store, tmp_path: Path) -> None:
    target = tmp_path / "own.duckdb"
    target.write_bytes(b"something")
    with pytest.raises(StoreNotEmpty):
        backup.restore(taken, target, TEST_ACTOR)
    assert target.read_bytes() == b"something"


def refused(taken: Path, tmp_path: Path) -> str:
    """Return why a restore is refused; nothing may be in place afterwards."""
    target = tmp_path / "again.duckdb"
    with pytest.raises(BackupDamaged) as error:
        backup.restore(taken, target, TEST_ACTOR)
    assert not target.exists()
    return str(error.value)


def test_an_altered_file_is_named(taken: Path, tmp_path: Path) -> None:
    file = next(taken.glob("appraisal*.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert f"{file.name} was altered" in refused(taken, tmp_path)


def test_a_missing_file_is_named(taken: Path, tmp_path: Path) -> None:
    (taken / "schema.sql").unlink()
    assert "schema.sql is missing" in refused(taken, tmp_path)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"files": []}', '{"files": {}}'])
def test_a_folder_without_a_readable_manifest_is_no_backup(
    taken: Path, tmp_path: Path, text: str | None
) -> None:
    manifest = taken / "manifest.json"
    manifest.unlink()
    if text is not None:
        manifest.write_text(text)
    refused(taken, tmp_path)


def test_a_folder_that_is_not_there_is_no_backup(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", tmp_path)


@pytest.mark.parametrize(
    ("key", "value"), [("n_appraisals", 1), ("audit_head", "0" * 64), ("audit_head", None)]
)
def test_content_other_than_the_manifest_says_is_refused(
    taken: Path, tmp_path: Path, key: str, value: object
) -> None:
    manifest = taken / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    if value is None:
        del content[key]
    else:
        content[key] = value
    manifest.write_text(json.dumps(content), encoding="utf-8")
    refused(taken, tmp_path)


def test_sql_slipped_into_a_backup_is_not_run(taken: Path, tmp_path: Path) -> None:
    outside = tmp_path / "stolen.csv"
    schema = taken / "schema.sql"
    schema.write_text(
        schema.read_text(encoding="utf-8") + f"\ncopy (select 1) to '{outside}';\n", "utf-8"
    )
    assert "schema.sql was altered" in refused(taken, tmp_path)
    assert not outside.exists()


def test_a_restore_that_failed_can_be_tried_again(taken: Path, tmp_path: Path) -> None:
    schema = taken / "schema.sql"
    whole = schema.read_bytes()
    schema.write_bytes(whole[:-40])
    refused(taken, tmp_path)
    schema.write_bytes(whole)
    (tmp_path / "again.duckdb.partial").write_bytes(b"left over")
    backup.restore(taken, tmp_path / "again.duckdb", TEST_ACTOR)
    assert audit.verify(store.open_store(tmp_path / "again.duckdb")).is_whole


def test_a_backup_may_be_moved(taken: Path, tmp_path: Path) -> None:
    moved = taken.rename(tmp_path / "elsewhere")
    found = backup.restore(moved, tmp_path / "again.duckdb", TEST_ACTOR)
    assert found.n_appraisals == len(APPRAISALS)


def test_a_backup_of_a_program_with_fewer_rule_sets_is_taken(
    ten_people: Store, tmp_path: Path
) -> None:
    with ten_people.write(TEST_ACTOR) as writer:
        writer._cursor.execute("delete from rule_set")
        writer.audit("remove", "rule_set")
    backup.take(ten_people, tmp_path / "backup", TEST_ACTOR)
    backup.restore(tmp_path / "backup", tmp_path / "again.duckdb", TEST_ACTOR)
    again = store.open_store(tmp_path / "again.duckdb")
    assert select(again, "select count(*) > 0 from rule_set") == [(True,)]
    assert audit.verify(again).is_whole


def test_a_broken_trail_is_copied_with_a_warning(
    ten_people: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backup.take(ten_people, tmp_path / "whole", TEST_ACTOR)
    assert whole.broken_at is None
    with ten_people._connection.cursor() as cursor:  # past the program
        cursor.execute("update audit_event set actor = 'orang lain' where event_id = 2")
    broken = backup.take(ten_people, tmp_path / "broken", TEST_ACTOR)
    assert broken.broken_at == 2
    manifest = json.loads((tmp_path / "broken" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["broken_at"] == 2
    with pytest.raises(BackupDamaged):
        backup.restore(tmp_path / "broken", tmp_path / "again.duckdb", TEST_ACTOR)
    monkeypatch.setattr(store, "current", lambda: ten_people)
    outcome = upkeep.take_backup(
        Namespace(directory=str(tmp_path / "told")), progress=lambda *_: None
    )
    assert outcome.exit_code == 0
    assert any("breaks at event 2" in line for line in outcome.lines)
    assert outcome.value["broken_at"] == 2
