"""One store, several processes: who comes second is told who holds it, and nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests import samples, serving


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return serving.copy_of_program(tmp_path / "program")


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "own.duckdb")


def imported(program: Path, store: str, content: bytes, name: str) -> None:
    (program / name).write_bytes(content)
    done = serving.run(program, "data", "import", name, "--json", TIMBANG_DB=store)
    assert done.returncode == 0, done.stdout + done.stderr


def n_appraisals(store: str) -> int:
    with duckdb.connect(store, read_only=True) as connection:
        return int(connection.execute("select count(*) from appraisal").fetchone()[0])


def test_a_command_on_a_served_store_is_refused_and_told_who_holds_it(
    program: Path, store: str
) -> None:
    imported(program, store, samples.annual(), "rekap.xlsx")
    with serving.serving(program, TIMBANG_DB=store) as server:
        (program / "nilai.csv").write_bytes(samples.monthly())
        refused = serving.run(program, "data", "import", "nilai.csv", TIMBANG_DB=store)
        assert refused.returncode == 1
        assert str(server.process.pid) in refused.stderr + refused.stdout
        assert "Traceback" not in refused.stderr
    # stopped, the same command works
    assert serving.run(program, "data", "import", "nilai.csv", TIMBANG_DB=store).returncode == 0
    assert n_appraisals(store) == samples.N_ANNUAL + samples.N_MONTHLY


def test_a_second_dashboard_on_the_store_ends_with_a_sentence(program: Path, store: str) -> None:
    imported(program, store, samples.annual(), "rekap.xlsx")
    with serving.serving(program, TIMBANG_DB=store) as server:
        second = serving.run(
            program, "streamlit", "run", "dashboard.py", "--server.headless", "true",
            "--server.port", str(serving.free_port()), TIMBANG_DB=store, timeout=60,
        )  # fmt: skip
        said = second.stdout + second.stderr
        assert second.returncode != 0
        assert str(server.process.pid) in said
        assert "Traceback" not in said


def test_a_newer_store_is_refused_and_left_as_it_is(program: Path, store: str) -> None:
    imported(program, store, samples.annual(), "rekap.xlsx")
    with duckdb.connect(store) as connection:
        newest = connection.execute("select max(version) from schema_migration").fetchone()
        assert newest is not None
        connection.execute("update schema_migration set version = 9999 where version = ?", newest)
    before = Path(store).read_bytes()
    refused = serving.run(program, "data", "batches", TIMBANG_DB=store)
    assert refused.returncode == 1
    assert "9999" in refused.stdout + refused.stderr
    served = serving.run(
        program, "streamlit", "run", "dashboard.py", "--server.headless", "true",
        "--server.port", str(serving.free_port()), TIMBANG_DB=store, timeout=60,
    )  # fmt: skip
    assert served.returncode != 0
    assert "9999" in served.stdout + served.stderr
    assert Path(store).read_bytes() == before


@pytest.mark.parametrize("moment", [0.25, 0.5, 0.75, 0.9])
def test_killing_an_import_loses_nothing_committed_and_leaves_nothing_half(
    program: Path, store: str, moment: float
) -> None:
    imported(program, store, samples.annual(), "rekap.xlsx")
    rows = 20_000
    (program / "besar.csv").write_bytes(samples.many(rows))
    command = [sys.executable, "-m", "data", "import", "besar.csv"]
    whole_time = _seconds_of(program, command, store)
    process = subprocess.Popen(  # noqa: S603 – our own command
        command, cwd=program, env=serving.environment(TIMBANG_DB=store),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    time.sleep(whole_time * moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    checked = serving.run(program, "data", "audit", "verify", "--json", TIMBANG_DB=store)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    batches = json.loads(serving.run(program, "data", "batches", "--json", TIMBANG_DB=store).stdout)
    found = n_appraisals(store)
    assert found == samples.N_ANNUAL if len(batches) == 1 else found > samples.N_ANNUAL
    # and the store takes the file that was interrupted
    again = serving.run(program, "data", "import", "besar.csv", TIMBANG_DB=store)
    assert again.returncode == 0, again.stdout + again.stderr


def _seconds_of(program: Path, command: list[str], store: str) -> float:
    """Return how long the import takes on a copy of the store."""
    copy = f"{store}.copy"
    shutil.copy(store, copy)
    began = time.monotonic()
    subprocess.run(  # noqa: S603 – our own command
        command, cwd=program, env=serving.environment(TIMBANG_DB=copy), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began
