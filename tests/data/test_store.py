"""The store opens, refuses, writes all or nothing, and survives being killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from data import store
from data.errors import StoreBusy, StoreDamaged, StoreMissing, StoreTooNew, StoreUnavailable
from data.scope import Filters, Scope
from data.store import Actor, Store, open_store
from tests.data.ten_people import TEST_ACTOR

ROOT = Path(__file__).resolve().parents[2]


def written(opened: Store, key: str, value: str) -> None:
    with opened.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": key, "value": value})
        writer.audit("set", "store_info", key)


def run_in_another_process(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 – our own interpreter and code
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


# Commits one fact, leaves a second transaction open, and waits.
WRITES_AND_WAITS = """
import sys
import threading
from pathlib import Path
from data.store import Actor, Store
opened = Store(Path(sys.argv[1]))
def write(writer, value):
    writer.run("set_store_info", {"key": "probe", "value": value})
    writer.audit("set", "store_info", "probe")
with opened.write(Actor("penguji", "command")) as writer:
    write(writer, "committed")
with opened.write(Actor("penguji", "command")) as writer:
    write(writer, "half done")
    print("ready", flush=True)
    sys.stdin.readline()
"""


# ── opening ──────────────────────────────────────────────────────────────────────────────────


def test_a_new_store_has_every_migration_and_the_shipped_rules(empty_store: Store) -> None:
    numbers = [int(path.name[:4]) for path in (store.HERE / "migrations").glob("*.sql")]
    assert empty_store.value("schema_version") == max(numbers)
    shipped = list((ROOT / "analytics" / "rules").glob("*.json"))
    ids = [json.loads(path.read_text(encoding="utf-8"))["valid_from"] for path in shipped]
    assert sorted(empty_store.frame("rule_sets")["rule_set_id"]) == sorted(ids)


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (store.HERE / "migrations").glob("*.sql"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    Store(path).close()
    again = Store(path)
    events = again.frame("audit_events")
    again.close()
    assert events["action"].tolist() == ["add_rule_sets"]


def test_a_store_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    first, second, *_ = sorted((store.HERE / "migrations").glob("*.sql"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(store.statement_text("migrations_table"))
        for number, file in enumerate((first, second), start=1):
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute(
                "insert into schema_migration values (?, ?, now()::timestamp)", [number, file.stem]
            )
        connection.execute("insert into agency values ('DINKES', 'Dinas Kesehatan', null, null, 1)")
    opened = Store(path)
    try:
        assert opened.frame("agency_sizes", {"agencies": None})["agency_code"].tolist() == [
            "DINKES"
        ]
    finally:
        opened.close()


def test_one_process_has_one_store_for_a_file(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "uji.duckdb"
    opened = open_store(path, create=True)
    monkeypatch.chdir(tmp_path)
    try:
        assert open_store(Path("uji.duckdb")) is opened
    finally:
        store.close_all()


def test_a_missing_file_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing) as refused:
        open_store(tmp_path / "salah.duckdb")
    assert "salah.duckdb" in str(refused.value)
    assert not (tmp_path / "salah.duckdb").exists()


def test_a_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    holder = run_in_another_process(WRITES_AND_WAITS, path)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n", holder.stderr
        with pytest.raises(StoreBusy) as refused:
            Store(path)
        assert refused.value.holder is not None
        assert f"process {holder.pid}" in refused.value.holder
        assert f"process {holder.pid}" in str(refused.value)
    finally:
        holder.communicate("\n")
    opened = Store(path)  # free again
    assert opened.info("probe") == "half done"
    opened.close()


def test_a_note_of_a_process_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    holder = run_in_another_process(WRITES_AND_WAITS, path)
    assert holder.stdout is not None
    holder.stdout.readline()
    note = path.with_name("uji.duckdb.holder.json")
    content = json.loads(note.read_text(encoding="utf-8"))
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    note.write_text(json.dumps({**content, "pid": int(gone.stdout)}), encoding="utf-8")
    try:
        with pytest.raises(StoreBusy) as refused:
            Store(path)
        assert refused.value.holder is None
    finally:
        holder.communicate("\n")


def test_closing_takes_the_note_back(tmp_path: Path) -> None:
    opened = Store(tmp_path / "uji.duckdb")
    note = tmp_path / "uji.duckdb.holder.json"
    assert json.loads(note.read_text(encoding="utf-8"))["pid"] == os.getpid()
    opened.close()
    assert not note.exists()


def test_a_store_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into schema_migration values (9999, 'later', now()::timestamp)")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        Store(path)
    assert refused.value.version == 9999
    assert "9999" in str(refused.value)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_duckdb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    Store(path).close()
    content = bytearray(path.read_bytes())
    # The storage version stands behind checksum (8 bytes) and magic bytes (DUCK).
    assert content[8:12] == b"DUCK"
    content[12:20] = (9_999).to_bytes(8, "little")
    path.write_bytes(content)
    with pytest.raises((StoreTooNew, StoreDamaged)):
        Store(path)
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    "content", [b"NIP;Nama\n1;Ani\n" * 500, b"\0" * 20_000, b"PK\x03\x04" + b"x" * 5_000]
)
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "uji.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as refused:
        Store(path)
    assert "restore" in str(refused.value)
    assert path.read_bytes() == content


def test_a_store_with_torn_headers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    Store(path).close()
    content = bytearray(path.read_bytes())
    content[64:12_288] = os.urandom(12_288 - 64)
    path.write_bytes(content)
    with pytest.raises((StoreDamaged, StoreTooNew)):
        Store(path)


def test_a_store_cut_short_is_refused(ten_people: Store, tmp_path: Path) -> None:
    ten_people.close()
    content = ten_people.path.read_bytes()
    path = tmp_path / "cut.duckdb"
    path.write_bytes(content[: len(content) // 3])
    with pytest.raises(StoreDamaged):
        Store(path)


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table orders (id integer)")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["file in the way", "folder"])
def test_a_place_that_takes_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        path = tmp_path / "uji.duckdb"
        path.mkdir()
    else:
        (tmp_path / "var").write_text("no folder")
        path = tmp_path / "var" / "uji.duckdb"
    with pytest.raises((StoreUnavailable, StoreDamaged)) as refused:
        Store(path)
    assert str(path) in str(refused.value)


OPENS_AS_NOBODY = """
import os, sys
from pathlib import Path
from data import store
from data.errors import StoreUnavailable
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    store.Store(Path(sys.argv[1]))
except StoreUnavailable as error:
    print("refused", error.path.name)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions of folders are POSIX here")
@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / "uji.duckdb"
    if exists:
        Store(path).close()
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = run_in_another_process(OPENS_AS_NOBODY, path)
        out, err = done.communicate()
        assert out == "refused uji.duckdb\n", err
    finally:
        folder.chmod(0o755)


# ── reading and writing ──────────────────────────────────────────────────────────────────────


def test_a_write_without_an_event_changes_nothing(empty_store: Store) -> None:
    before = empty_store.data_version
    with pytest.raises(RuntimeError, match="audit"), empty_store.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
    assert empty_store.info("demo") is None
    assert empty_store.data_version == before


def test_a_write_that_fails_changes_nothing(empty_store: Store) -> None:
    events = len(empty_store.frame("audit_events"))
    with pytest.raises(duckdb.ConversionException):
        _fail_midway(empty_store)
    assert empty_store.info("demo") is None
    assert len(empty_store.frame("audit_events")) == events
    written(empty_store, "demo", "yes")  # and the next one is not hindered
    assert empty_store.is_demo


def _fail_midway(opened: Store) -> None:
    with opened.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("set", "store_info", "demo")
        writer.run("rule_set_valid_on", {"on": "no day"})


def test_readers_see_a_write_once_it_is_whole(empty_store: Store) -> None:
    with empty_store.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "seed", "value": "7"})
        assert writer.value("store_info_value", {"key": "seed"}) == "7"
        assert empty_store.info("seed") is None
        writer.audit("set", "store_info", "seed")
    assert empty_store.info("seed") == "7"


def test_each_write_has_its_own_version(empty_store: Store) -> None:
    versions = [empty_store.data_version]
    for value in ("1", "2"):
        written(empty_store, "seed", value)
        versions.append(empty_store.data_version)
    assert len(set(versions)) == 3


def test_frames_arrow_and_values_tell_the_same(ten_people: Store) -> None:
    values = {"agencies": None}
    frame = ten_people.frame("agency_sizes", values)
    assert ten_people.arrow("agency_sizes", values).to_pydict() == frame.to_dict("list")
    assert ten_people.value("agency_sizes", values) == frame.iloc[0, 0]
    assert ten_people.value("store_info_value", {"key": "nothing"}) is None


def test_values_are_bound_and_never_read_as_sql(empty_store: Store) -> None:
    written(empty_store, "x'; drop table store_info; --", "kept")
    assert empty_store.info("x'; drop table store_info; --") == "kept"


def test_kill_9_keeps_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    killed = run_in_another_process(WRITES_AND_WAITS, path)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "ready\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    opened = Store(path)
    try:
        assert opened.info("probe") == "committed"
        assert opened.frame("audit_events")["action"].tolist() == ["add_rule_sets", "set"]
    finally:
        opened.close()


def test_a_file_copied_after_kill_9_opens_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    killed = run_in_another_process(WRITES_AND_WAITS, path)
    assert killed.stdout is not None
    killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    for file in tmp_path.glob("uji.duckdb*"):
        shutil.copy(file, tmp_path / file.name.replace("uji", "copy"))
    copy = Store(tmp_path / "copy.duckdb")
    assert copy.info("probe") == "committed"
    copy.close()


# ── actors and scopes ────────────────────────────────────────────────────────────────────────


def test_the_actor_of_a_command_is_the_user_of_the_system(monkeypatch) -> None:
    monkeypatch.setenv("LOGNAME", "siti")
    assert store.local_actor("command") == Actor("siti", "command")


def test_small_groups_depend_on_the_right_to_see_persons() -> None:
    def smallest(role: str, *, persons: bool = False) -> int:
        return Scope("x", frozenset({role}), may_see_persons=persons).smallest_group

    assert smallest("city_leadership") == 5
    assert smallest("public") == 10
    assert smallest("evaluator", persons=True) == 1


def test_scope_and_filters_bind_every_name_that_queries_use() -> None:
    scope = Scope("x", frozenset(), agencies=("A", "B"), may_see_names=True)
    assert scope.bound() == {
        "agencies": ["A", "B"], "may_see_persons": False, "may_see_names": True,
        "own_employee_id": None,
    }  # fmt: skip
    chosen = Filters(2024, "2024-Q1", "A", "functional", "III")
    assert chosen.bound() == {
        "year": 2024, "period": "2024-Q1", "agency": "A", "position_class": "functional",
        "grade_group": "III",
    }  # fmt: skip


@pytest.mark.parametrize("limit", [100_000, 10**9])
@pytest.mark.long
def test_a_large_write_leaves_no_large_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("data.store.opened.LARGEST_LOG", limit)
    opened = Store(tmp_path / "uji.duckdb")
    log = tmp_path / "uji.duckdb.wal"
    try:
        with opened.write(Actor("penguji", "command")) as writer:
            writer._cursor.execute(
                "insert into employee (employee_id, name) "
                "select number, md5(number::text) from range(1000000) as numbers(number)"
            )
            # after an update DuckDB does not fold the log in by itself
            writer._cursor.execute(
                "update employee set name = name || '.' where employee_id % 3 = 0"
            )
            writer.audit("fill", "store")
        size = log.stat().st_size if log.exists() else 0
        assert (size < 100_000) == (limit < 10**9)
    finally:
        opened.close()


@pytest.mark.long
def test_closing_waits_for_the_query_of_another_thread(empty_store: Store) -> None:
    began, results = threading.Event(), []

    def ask() -> None:
        with empty_store._connection.cursor() as cursor:
            began.set()
            results.extend(
                cursor.execute(
                    "select count(*) from range(400000000) as t(i) where i % 7 = 3"
                ).fetchall()
            )

    asking = threading.Thread(target=ask)
    asking.start()
    assert began.wait(10)
    time.sleep(0.3)  # well inside the query, which takes a second or more
    empty_store.close()
    asking.join(60)
    assert results == [(57_142_857,)]


def test_closing_waits_for_the_write_of_another_thread(tmp_path: Path) -> None:
    opened = Store(tmp_path / "uji.duckdb")
    began, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with opened.write(TEST_ACTOR) as writer:
            began.set()
            go_on.wait(10)
            writer.run("set_store_info", {"key": "probe", "value": "ya"})
            writer.audit("set", "store_info", "probe")

    changing = threading.Thread(target=change)
    changing.start()
    assert began.wait(10)
    threading.Timer(0.2, go_on.set).start()
    opened.close()
    changing.join(10)
    again = Store(tmp_path / "uji.duckdb")
    assert again.info("probe") == "ya"
    again.close()
