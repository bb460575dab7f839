"""Whole reports of the command, on files of ours in the shapes that offices send."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from data import store
from data.__main__ import main
from tests.data.importing import flawed, flawed_careers

EXPECTED = {**flawed.EXPECTED, **flawed_careers.EXPECTED}
GOLDEN = Path(__file__).parents[2] / "golden"
RUNS = {
    "with errors": [],
    "what would happen": ["--valid-rows", "--dry-run"],
    "valid rows": ["--valid-rows"],
    "once more": [],
}


def contents() -> dict[str, bytes]:
    return {**flawed.contents(), **flawed_careers.contents()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ekspor")
    for name, content in contents().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Run a command on an empty own store: exit code and what it printed for machines."""
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))

    def run(*arguments):
        code = main([*map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    yield run
    store.forget(path)


def test_the_samples_are_the_same_whenever_they_are_built():
    assert contents() == contents()


@pytest.mark.parametrize("name", EXPECTED)
def test_an_import_reports_what_was_counted_by_hand(name, folder, command):
    expected = EXPECTED[name]
    code, report = command("import", folder / name, "--valid-rows")
    assert {key: report[key] for key in expected} == expected
    assert (code, report["batch"]) == (0, 1)
    counted = [report[f"rows_{state}"] for state in ("valid", "rejected", "skipped")]
    assert report["rows_read"] == sum(counted)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.long
def test_whole_reports_are_as_they_were(name, folder, command):
    """TIMBANG_GOLDEN=1 rewrites the files; a person then reads the difference."""
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    found = {}
    for title, options in RUNS.items():
        code, report = command("import", folder / name, *options)
        # Packers differ by version; that it is the hash of the file is what counts.
        assert report.pop("sha256") == digest
        found[title] = {"exit_code": code, "report": report}
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"import_{Path(name).stem}.json"
    if os.environ.get("TIMBANG_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text
