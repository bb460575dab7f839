"""A disk that is full: a sentence, nothing half, and work goes on once there is room.

A limit on the size of files stands for the disk: it needs no rights, and a write beyond it fails
in the same place.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import samples, serving

pytest.importorskip("resource", reason="the limit on files is one of Unix")

ROOT = Path(__file__).resolve().parents[2]
ROOM_FOR_NOTHING, ROOM_FOR_LITTLE = 0, 300_000  # bytes beyond the present size

# One process, as the dashboard is: fills the disk, is refused, gets room, and writes again.
FULL_THEN_ROOM = """
import json, resource, signal, sys
from pathlib import Path
from data import audit, importing
from data.errors import WriteFailed
from data.store import Actor, Store
from tests import samples
actor, path, room = Actor("penguji", "command"), Path(sys.argv[1]), int(sys.argv[2])
def bring(content, name):
    prepared = importing.prepare(content, name, into=opened)
    return importing.commit(prepared, actor, valid_rows_only=False, into=opened).batch
def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
Store(path).close()
opened = Store(path)
bring(samples.annual(), "rekap.xlsx")
opened.close()
opened = Store(path)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit(path.stat().st_size + room)
said = None
try:
    bring(samples.many(60_000), "besar.csv")
except WriteFailed as error:
    said = str(error)
kept = opened.value("count_appraisals")
limit(resource.RLIM_INFINITY)
batch = bring(samples.many(60_000), "besar.csv")
opened.close()
opened = Store(path)
print(json.dumps({
    "said": said, "kept": kept, "batch": batch, "after": opened.value("count_appraisals"),
    "chain": audit.verify(opened).is_whole,
}))
"""


@pytest.mark.parametrize("room", [ROOM_FOR_NOTHING, ROOM_FOR_LITTLE])
def test_a_full_disk_keeps_what_was_there_and_work_goes_on_with_room(
    tmp_path: Path, room: int
) -> None:
    done = subprocess.run(  # noqa: S603 – our own interpreter and code
        [sys.executable, "-c", FULL_THEN_ROOM, str(tmp_path / "own.duckdb"), str(room)],
        cwd=ROOT, env=serving.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert "disk is full" in found["said"]
    assert found["kept"] == samples.N_ANNUAL
    assert found["batch"] is not None
    assert found["after"] == samples.N_ANNUAL + 60_000
    assert found["chain"]


def test_the_import_command_says_it_in_a_sentence(tmp_path: Path) -> None:
    store = str(tmp_path / "own.duckdb")
    (tmp_path / "rekap.xlsx").write_bytes(samples.annual())
    (tmp_path / "besar.csv").write_bytes(samples.many(20_000))
    first = serving.run(ROOT, "data", "import", str(tmp_path / "rekap.xlsx"), TIMBANG_DB=store)
    assert first.returncode == 0
    limited = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4_300_000,) * 2);"
        " sys.argv = ['data', *sys.argv[1:]]; runpy.run_module('data', run_name='__main__')"
    )
    refused = subprocess.run(  # noqa: S603 – our own interpreter and code
        [sys.executable, "-c", limited, "import", str(tmp_path / "besar.csv")],
        cwd=ROOT, env=serving.environment(TIMBANG_DB=store), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert refused.returncode == 1
    assert "disk is full" in refused.stderr
    assert "Traceback" not in refused.stderr
