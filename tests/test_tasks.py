"""The set-up script: it says plainly what is missing, and starts again without installing."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import serving

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tasks() -> ModuleType:
    """The script as a module of its own, so that a test may change its constants."""
    described = importlib.util.spec_from_file_location("tasks_of_a_test", ROOT / "tasks.py")
    assert described is not None
    assert described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


def run_tasks(
    folder: Path, *words: str, python: str = sys.executable, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 – our own commands
        [python, "tasks.py", *words],
        cwd=folder,
        env=serving.environment(**changes),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_old_python_is_named_with_the_version_that_is_needed(
    tasks: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.OLDEST_PYTHON = (99, 0)
    assert tasks.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "3.11" in said
    assert ".".join(map(str, sys.version_info[:3])) in said


def test_without_the_venv_module_the_package_to_install_is_named(
    tasks: ModuleType,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An interpreter that fails at `-m venv`, as Debian's does without python3-venv.
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(failing))
    tasks.VENV, tasks.PYTHON = tmp_path / ".venv", tmp_path / ".venv" / "bin" / "python"
    assert tasks.main(["run"]) == 1
    assert "python3-venv" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


@pytest.mark.long
def test_without_a_package_index_it_says_so_and_leaves_no_stamp(tmp_path: Path) -> None:
    folder = serving.copy_of_program(tmp_path / "program")
    done = run_tasks(folder, "run", PIP_NO_INDEX="1", PIP_FIND_LINKS=None)
    assert done.returncode == 1
    assert "package index" in done.stderr
    assert not (folder / ".venv" / "installed").exists()


def test_what_is_installed_is_not_installed_again(tasks: ModuleType, tmp_path: Path) -> None:
    tasks.VENV, tasks.PYTHON = tmp_path, Path(sys.executable)
    assert not tasks.is_installed(tests=True)
    tasks.stamp_of(tests=True).write_text(tasks.fingerprint(tests=True), encoding="utf-8")
    assert tasks.is_installed(tests=True)
    tasks.install(tests=False)  # would raise, or install into tmp_path, if it did anything
    assert sorted(path.name for path in tmp_path.iterdir()) == ["installed-tests"]
    tasks.stamp_of(tests=True).write_text("of another time", encoding="utf-8")
    assert not tasks.is_installed(tests=True)


def test_a_busy_port_is_passed_over(tasks: ModuleType) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        tasks.FIRST_PORT = busy.getsockname()[1]
        assert tasks.free_port() > tasks.FIRST_PORT


def test_a_named_browser_comes_before_every_other(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", sys.executable)
    assert tasks.find_browser() == sys.executable


def test_an_unknown_task_is_wrong_usage_and_help_names_each_task(tasks: ModuleType) -> None:
    assert run_tasks(ROOT, "fly").returncode == 2
    shown = run_tasks(ROOT, "--help").stdout
    assert all(name in shown for name in tasks.TASKS)


def test_the_makefile_knows_every_task(tasks: ModuleType) -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in text.splitlines() if line.startswith("run test"))
    assert set(targets.rstrip(":").split()) == set(tasks.TASKS)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is optional")
def test_make_calls_the_script() -> None:
    done = subprocess.run(  # noqa: S603
        [shutil.which("make") or "make", "-n", "test"],
        cwd=ROOT, capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    assert "tasks.py test" in done.stdout
