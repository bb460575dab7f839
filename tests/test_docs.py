"""The texts around the code hold what they promise: commands run, pages and links exist."""

import ast
import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from analytics.method_version import METHOD_VERSION
from analytics.rules import rule_set
from tests import samples, serving
from ui import method_texts, site_map

ROOT = Path(__file__).parent.parent
TEXTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the shell lines of a text without their comments."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def task_names() -> set[str]:
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    named = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TASKS"
    )
    return {node.id for node in ast.walk(named) if isinstance(node, ast.Name) and node.id != "task"}


def test_every_task_is_in_the_readme_and_every_make_line_is_a_task() -> None:
    made = {line.split()[1] for line in commands(README) if line.startswith("make ")}
    started = {line.split()[2] for line in commands(README) if line.startswith("py tasks.py")}
    assert made == task_names()
    assert started <= task_names()


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy of the program with an own store of three imports."""
    folder = serving.copy_of_program(tmp_path_factory.mktemp("readme"))
    store = str(folder / "var" / "timbang.duckdb")
    for file in samples.write_all(folder):
        done = serving.run(folder, "data", "import", file.name, TIMBANG_DB=store)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder, store


@pytest.mark.long
def test_the_data_commands_of_the_readme_run(worked_on: tuple[Path, str]) -> None:
    folder, store = worked_on
    lines = [line for line in commands(README) if " -m data " in line]
    assert len(lines) >= 4
    for line in lines:
        words = shlex.split(line)[2:]
        done = serving.run(folder, *words, TIMBANG_DB=store)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.long
def test_the_backup_commands_of_the_operations_guide_run(
    worked_on: tuple[Path, str], tmp_path: Path
) -> None:
    folder, store = worked_on
    copy = str(tmp_path / "backup")
    assert serving.run(folder, "data", "backup", copy, TIMBANG_DB=store).returncode == 0
    other = str(tmp_path / "other.duckdb")
    restored = serving.run(folder, "data", "restore", copy, TIMBANG_DB=other)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert serving.run(folder, "data", "audit", "verify", TIMBANG_DB=other).returncode == 0


@pytest.mark.long
def test_every_command_is_described_and_every_described_one_exists() -> None:
    described = set(re.findall(r"\| `python -m data ([a-z]+)", OPERATIONS))
    shown = serving.run(ROOT, "data", "--help").stdout
    existing = set(re.findall(r"^    ([a-z]+) ", shown, re.MULTILINE))
    assert described == existing
    for name in existing:
        assert serving.run(ROOT, "data", name, "--help").returncode == 0


def test_every_page_stands_in_the_readme_with_its_address() -> None:
    for page in site_map.PAGES:
        assert f"| {page.title} | `/{page.path}` |" in README


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_a_text_lead_somewhere(text: Path) -> None:
    content = re.sub(r"```.*?```", "", text.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = {_anchor(line) for line in content.splitlines() if line.startswith("#")}
    for target in re.findall(r"\]\(([^)\s]+)\)", content):
        if target.startswith(("http://", "https://")):
            continue
        file, _, part = target.partition("#")
        if file:
            assert (text.parent / file).exists(), target
        else:
            assert part in headings, target


def _anchor(heading: str) -> str:
    words = heading.lstrip("#").strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def test_the_method_names_code_and_proofs_that_exist() -> None:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:analytics|data|ui|tests)/[\w./-]+)(?:::(\w+))?`", text)
    assert len(named) > 40
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{test}"
    for constant in re.findall(r"`([A-Z]{2,}_[A-Z_]+)`", text):
        assert any(
            re.search(rf"^{constant}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
            for path in (ROOT / "analytics").rglob("*.py")
        ), constant


def test_the_method_explains_every_measure_of_the_page() -> None:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    shipped = (ROOT / "analytics" / "rules" / "2023-01-31.json").read_text(encoding="utf-8")
    shown = method_texts.measures(rule_set.parse(json.loads(shipped)))
    assert re.findall(r"^### .* \(#([a-z-]+)\)$", text, re.MULTILINE) == [
        measure.anchor for measure in shown
    ]
    assert f"Method version {METHOD_VERSION}" in text


def test_the_oldest_python_is_the_same_everywhere() -> None:
    said = "3.11"
    assert said in README
    assert f'requires-python = ">={said}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert "OLDEST_PYTHON = (3, 11)" in (ROOT / "tasks.py").read_text("utf-8")
    assert sys.version_info >= (3, 11)
