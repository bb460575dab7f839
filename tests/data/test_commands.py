"""The commands as a user runs them: fresh processes, exit codes, --json, no trace of failures."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data.importing.kinds import KINDS
from data.importing.reader import read_file
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import sheet

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
ROW = {
    "nip": invented_nip(1), "name": "Ani", "agency": "Dinas Uji", "year": "2024",
    "rater_nip": invented_nip(60), "predicate": "Baik",
}  # fmt: skip
BAD_ROW = {**ROW, "nip": "198013152010011901", "name": "=cmd|' /C calc'!A0"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "baik.csv").write_bytes(sheet([ROW]))
    (tmp_path / "salah.csv").write_bytes(sheet([ROW, BAD_ROW]))
    return tmp_path


def run(folder: Path, *arguments: str, code: int = 0):
    """Run a command in the folder's own store; return what it printed, as JSON if it is."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "data", *arguments],
        cwd=ROOT,
        env={**os.environ, "TIMBANG_DB": str(folder / "uji.duckdb")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if "--json" in arguments else done.stdout + done.stderr


def test_a_file_goes_in_is_listed_and_undone(folder):
    report = run(folder, "import", str(folder / "baik.csv"), "--json")
    assert report == {
        "file": "baik.csv", "kind": "appraisals", "sha256": report["sha256"], "encoding": "utf-8",
        "sheet": None, "header_row": 1, "rows_read": 1, "rows_valid": 1, "rows_rejected": 0,
        "rows_skipped": 0, "rules": {}, "batch": 1, "already_imported": False,
    }  # fmt: skip
    again = run(folder, "import", str(folder / "baik.csv"), "--json")
    assert (again["batch"], again["already_imported"]) == (None, True)
    assert [one["batch_id"] for one in run(folder, "batches", "--json")] == [1]
    assert run(folder, "agencies", "--json")["agencies"] == [
        {"agency_code": "DINAS-UJI", "name": "Dinas Uji", "n_appraisals": 1}
    ]
    run(folder, "undo", "1", "--reason", "coba")
    assert "does not exist" in run(folder, "undo", "9", code=1)
    # The rule sets of the new store, the import and the undo.
    checked = run(folder, "audit", "verify", "--json")
    assert (checked["n_events"], checked["is_whole"]) == (3, True)


def test_a_wrong_row_stops_all_unless_valid_rows_are_asked_for(folder):
    report = run(folder, "import", str(folder / "salah.csv"), "--json", code=1)
    assert (report["rows_valid"], report["rows_rejected"], report["batch"]) == (1, 1, None)
    assert not (folder / "uji.duckdb").exists()
    report = run(folder, "import", str(folder / "salah.csv"), "--valid-rows", "--json")
    assert report["batch"] == 1
    run(folder, "rejected", "1", str(folder / "ditolak.xlsx"))
    (row,) = openpyxl.load_workbook(folder / "ditolak.xlsx").active.iter_rows(
        min_row=2, values_only=True
    )
    assert row[1] == BAD_ROW["name"]
    assert row[-2:] == ("3", "NIP bukan 18 angka yang sah (NIP)")
    # The workbook can be mended and sent again as it is.
    (table,) = read_file(folder / "ditolak.xlsx", "ditolak.xlsx").tables
    assert table.kind == "appraisals"


def test_a_dry_run_writes_nothing(folder):
    report = run(folder, "import", str(folder / "baik.csv"), "--dry-run", "--json")
    assert (report["rows_valid"], report["batch"]) == (1, None)
    assert not (folder / "uji.duckdb").exists()
    run(folder, "import", str(folder / "salah.csv"), "--dry-run", code=1)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("kosong.csv", b"", "EmptyFile"),
        ("judul.csv", sheet([ROW]).splitlines()[0], "NoDataRows"),
        ("surat.xlsx", b"%PDF-1.7 isi", "WrongFormat"),
        ("nul.csv", sheet([ROW]).replace(b"Ani", b"A\x00i"), "DamagedFile|NulBytes|WrongFormat"),
        ("lain.csv", b"apa;saja\n1;2\n", "HeaderNotFound"),
    ],
)
def test_unreadable_files_are_explained_and_leave_no_store(folder, name, content, error):
    (folder / name).write_bytes(content)
    found = run(folder, "import", str(folder / name), "--json", code=1)
    assert found["error"] in error.split("|")
    assert name in found["message"]
    assert not (folder / "uji.duckdb").exists()


def test_a_missing_file_is_named_without_a_number_of_the_system(folder):
    said = run(folder, "import", str(folder / "tidak_ada.xlsx"), code=1)
    assert str(folder / "tidak_ada.xlsx") in said
    assert "Errno" not in said
    assert not (folder / "uji.duckdb").exists()


def test_backup_and_restore(folder):
    run(folder, "import", str(folder / "baik.csv"))
    taken = run(folder, "backup", str(folder / "cadangan"), "--json")
    assert taken["n_appraisals"] == 1
    assert "holds something" in run(folder, "restore", str(folder / "cadangan"), code=1)
    (folder / "uji.duckdb").unlink()
    restored = run(folder, "restore", str(folder / "cadangan"), "--json")
    assert restored["audit_head"] == taken["audit_head"]
    assert [one["file_name"] for one in run(folder, "batches", "--json")] == ["baik.csv"]


def test_templates_are_taken_in_as_they_are(folder):
    for kind in KINDS:
        path = folder / f"{kind}.xlsx"
        run(folder, "template", kind, str(path))
        report = run(folder, "import", str(path), "--dry-run", "--json")
        assert (report["kind"], report["rows_valid"], report["rules"]) == (kind, 1, {})


def test_a_mapping_file_names_the_columns(folder):
    content = sheet([ROW]).replace(b"Predikat", b"Kesimpulan")
    (folder / "lain.csv").write_bytes(content)
    run(folder, "import", str(folder / "lain.csv"), "--kind", "appraisals", code=1)
    (folder / "peta.json").write_text(json.dumps({"Kesimpulan": "predicate"}), encoding="utf-8")
    report = run(
        folder, "import", str(folder / "lain.csv"), "--mapping", str(folder / "peta.json"), "--json"
    )
    assert report["batch"] == 1


@pytest.mark.parametrize(
    "arguments", [[], ["lain"], ["undo"], ["undo", "dua"], ["import"], ["template", "lain", "x"]]
)
def test_wrong_usage_exits_with_2(folder, arguments):
    run(folder, *arguments, code=2)


@pytest.mark.parametrize(
    "command",
    ["import", "batches", "undo", "rejected", "template", "demo", "backup", "restore", "agencies",
     "merge", "apart"],
)  # fmt: skip
def test_every_command_explains_itself(folder, command):
    assert "--json" in run(folder, command, "--help")


def test_a_store_in_use_is_refused_and_its_holder_named(folder):
    holder = (
        "import sys; from pathlib import Path; from data.store import open_store;"
        "open_store(Path(sys.argv[1]), create=True); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", holder, str(folder / "uji.duckdb")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        found = run(folder, "import", str(folder / "baik.csv"), "--json", code=1)
        assert found["error"] == "StoreBusy"
        assert str(process.pid) in found["message"]
        dry = run(folder, "import", str(folder / "baik.csv"), "--dry-run", "--json")
        assert dry["rows_valid"] == 1
        process.communicate("")


def test_json_is_one_line_of_plain_text(folder):
    text = run(folder, "import", str(folder / "baik.csv"))
    assert "Import 1 written: 1 rows" in text
    assert io.StringIO(text).readline().startswith("baik.csv: appraisals")
