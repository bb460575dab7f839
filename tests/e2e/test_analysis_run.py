"""The analysis in fresh processes: by command, killed on the way, and after an import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import Store
from tests import samples, serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small demo city that has been analysed once by command."""
    path = tmp_path_factory.mktemp("analysed") / "demo.duckdb"
    command("data", "demo", "--employees", "300", "--seed", "3", path=path)
    command("analytics", "run", path=path)
    return path


def command(*words: str, path: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command on a store and check how it ends."""
    done = serving.run(ROOT, *words, TIMBANG_DB=str(path), timeout=280)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def runs(path: Path) -> list[tuple[int, str, int]]:
    """Return number, state and count of rater results of every run in the file."""
    opened = Store(path)
    with opened._connection.cursor() as cursor:
        found = cursor.execute(
            "select run_id, state, (select count(*) from rater_result where"
            " rater_result.run_id = analysis_run.run_id) from analysis_run order by run_id"
        ).fetchall()
    opened.close()
    return found


def leniencies(path: Path) -> list[tuple[object, ...]]:
    opened = Store(path)
    with opened._connection.cursor() as cursor:
        found = cursor.execute(
            "select rater_id, rater_type, leniency, leniency_sd, verdict from rater_result"
            " order by all"
        ).fetchall()
    opened.close()
    return found


# Runs up to the step before the last and waits there, to be killed.
WAITS_BEFORE_STORING = """
import sys
import jobs
from data import store
def tell(step, share):
    print(step, flush=True)
    if step == "storing":
        sys.stdin.readline()
jobs.run_analysis(store.current(), store.Actor("penguji", "command"), progress=tell)
"""


def test_a_killed_run_leaves_the_former_and_the_next_gives_the_same(city: Path) -> None:
    before, figures = runs(city), leniencies(city)
    process = subprocess.Popen(  # noqa: S603 – our own interpreter and code
        [sys.executable, "-c", WAITS_BEFORE_STORING], cwd=ROOT, text=True,
        env=serving.environment(TIMBANG_DB=str(city)),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    said = ""
    while said != "storing\n":
        said = process.stdout.readline()
        assert said, "the run ended before it stored anything"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert runs(city) == before
    assert leniencies(city) == figures
    again = json.loads(command("analytics", "run", "--json", path=city).stdout)
    assert runs(city)[-1][:2] == (again["run_id"], "done")
    assert leniencies(city) == figures  # same data, same seed, another process


def test_the_command_says_what_was_found(city: Path) -> None:
    said = json.loads(command("analytics", "run", "--seed", "9", "--json", path=city).stdout)
    assert said["seed"] == 9
    assert sum(said["verdicts"].values()) > 50
    assert said["n_used"] < said["n_appraisals"]
    assert said["notes"]


def test_a_store_without_appraisals_ends_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "kosong.duckdb"
    Store(path).close()
    refused = command("analytics", "run", path=path, code=1)
    assert "no appraisal with a rater" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert [state for _, state, _ in runs(path)] == ["failed"]


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    refused = command("analytics", "run", "--json", path=tmp_path / "tidak-ada.duckdb", code=1)
    assert json.loads(refused.stdout)["error"] == "StoreMissing"
    assert not (tmp_path / "tidak-ada.duckdb").exists()


def test_an_import_names_the_next_command_which_works(tmp_path: Path) -> None:
    path = tmp_path / "sendiri.duckdb"
    for file in samples.write_all(tmp_path):
        done = command("data", "import", str(file), path=path)
        kind = done.stdout.splitlines()[0].split(": ")[1].split(",")[0]
        assert ("python -m analytics run" in done.stdout) == (kind in ("appraisals", "people"))
    command("analytics", "run", path=path)
    assert runs(path)[0][1] == "done"
