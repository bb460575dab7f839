"""Who may import whom, and what may stand where: read from the source, without running it."""

import ast
import importlib.machinery
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("dashboard", "pages", "ui", "jobs", "analytics", "data")  # only to the right
# What else a layer may or may not import; the interface's packages never below it.
ALLOWED_OTHERS = {"analytics": {"numpy", "pandas", "scipy"}, "pages": {"streamlit", "pandas"}}
FORBIDDEN_OTHERS = {"data": {"streamlit", "plotly", "scipy"}}  # the store opens without SciPy
# Commands that are part of an entry point, which stands above the layers.
OF_ENTRY_POINT = {
    "analytics/commands/run.py": {"jobs", "data"},
    "analytics/commands/collapsed_file.py": {"data"},
    "data/commands/rules.py": {"analytics"},
}
# The entry point of the statistics also decides how many threads they may take.
OTHERS_OF_ENTRY_POINT = {"analytics/__main__.py": {"threadpoolctl"}}
SQL_VERBS = ("select ", "insert into", "update ", "delete from", "create table", "with ")
CLOCK = {"now", "today", "utcnow"}


def sources(layer: str) -> list[Path]:
    """Return the Python files of a layer that exist."""
    single = ROOT / f"{layer}.py"
    return [single] if single.exists() else sorted((ROOT / layer).rglob("*.py"))


def is_command(path: Path) -> bool:
    """Commands of `python -m analytics` are entry points: they read files and make generators."""
    return path.parent == ROOT / "analytics" / "commands"


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', '?')}"


def imports(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield every module an import names, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node, name.name
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")
            if node.module in LAYERS:  # from data import reads
                for name in node.names:
                    yield node, f"{node.module}.{name.name}"


def may_import(layer: str) -> set[str]:
    if layer in ("analytics", "data"):
        return {layer}
    return {layer, *LAYERS[LAYERS.index(layer) + 1 :]}


ALL_SOURCES = [(layer, path) for layer in LAYERS for path in sources(layer)]


def test_there_is_something_to_check() -> None:
    assert {layer for layer, _ in ALL_SOURCES} >= {"dashboard", "pages", "ui", "analytics", "data"}


@pytest.mark.parametrize(
    ("layer", "path"), ALL_SOURCES, ids=[p.relative_to(ROOT).as_posix() for _, p in ALL_SOURCES]
)
def test_imports_point_to_the_right(layer: str, path: Path) -> None:
    wrong = []
    allowed = may_import(layer) | OF_ENTRY_POINT.get(path.relative_to(ROOT).as_posix(), set())
    for node, module in imports(tree_of(path)):
        top = module.split(".")[0]
        if module.startswith("."):
            wrong.append(f"{place(path, node)} imports relatively; name the package")
        elif top in LAYERS and top not in allowed:
            wrong.append(f"{place(path, node)} imports {module}; {layer} may not know {top}")
        elif module in ("dashboard", "tasks") or module.endswith("__main__"):
            wrong.append(f"{place(path, node)} imports the entry point {module}")
        elif top in ("tests", "benchmarks", "pages"):
            wrong.append(f"{place(path, node)} imports {module}, which is no library")
        elif layer in ALLOWED_OTHERS and not _is_ours_or_python(top):
            others = ALLOWED_OTHERS[layer] | ({"pyarrow"} if is_command(path) else set())
            others |= OTHERS_OF_ENTRY_POINT.get(path.relative_to(ROOT).as_posix(), set())
            if top not in others:
                wrong.append(
                    f"{place(path, node)} imports {top}; {layer} may import "
                    f"{', '.join(sorted(others))}"
                )
        elif top in FORBIDDEN_OTHERS.get(layer, set()):
            wrong.append(f"{place(path, node)} imports {top}; {layer} may not know it")
    assert not wrong, "\n".join(wrong)


def _is_ours_or_python(top: str) -> bool:
    return top in LAYERS or top in sys.stdlib_module_names


def test_one_package_knows_the_database() -> None:
    knowing = [
        path.relative_to(ROOT).as_posix()
        for layer, path in ALL_SOURCES
        for _, module in imports(tree_of(path))
        if module.split(".")[0] == "duckdb"
    ]
    assert {str(Path(name).parent) for name in knowing} == {"data/store"}


@pytest.mark.parametrize("package", ["analytics", "data"])
def test_late_imports_bring_nothing_foreign_either(package: str) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sources(package)
        if path.stem != "__main__"
    ]
    foreign = {"streamlit", "plotly", *LAYERS} - {package}
    foreign |= {"duckdb"} if package == "analytics" else {"scipy"}
    code = f"import sys, {', '.join(modules)}; print(sorted(set(sys.modules) & {foreign!r}))"
    done = subprocess.run(  # noqa: S603 -- our own module names
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.parametrize("layer", ["analytics", "data", "ui", "pages", "dashboard"])
def test_sql_stands_in_its_own_files(layer: str) -> None:
    wrong = []
    for path in sources(layer):
        tree = tree_of(path)
        for node in ast.walk(tree):
            text = _literal(node)
            if text.lstrip().lower().startswith(SQL_VERBS) and _reads_like_sql(text):
                wrong.append(f"{place(path, node)} writes SQL in a string: {text[:40]!r}")
    assert not wrong, "\n".join(wrong)


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "?" for part in node.values
        )
    return ""


def _reads_like_sql(text: str) -> bool:
    words = text.lower().split()
    return bool({"from", "into", "set", "table", "values"} & set(words)) and "\n\n" not in text


@pytest.mark.parametrize("path", sources("analytics"), ids=lambda path: path.stem)
def test_statistics_read_no_clock_and_no_file(path: Path) -> None:
    wrong = []
    if path.stem == "__main__" or is_command(path):
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CLOCK | {"open", "read_text", "read_csv", "read_parquet"}:
                wrong.append(f"{place(path, node)} calls {name}(); hand it in instead")
            if name == "default_rng" or (name == "seed" and isinstance(called, ast.Attribute)):
                wrong.append(f"{place(path, node)} makes its own randomness; take a Generator")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", sources("pages"), ids=lambda path: path.stem)
def test_a_page_is_layout_and_words(path: Path) -> None:
    wrong = []
    for node in ast.walk(tree_of(path)):
        at = place(path, node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            decorators = [ast.unparse(each).split("(")[0] for each in node.decorator_list]
            if "st.fragment" not in decorators:
                wrong.append(f"{at} defines {node.name}; pages have no functions but @st.fragment")
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            wrong.append(f"{at} formats a number; ui/formats.py knows the language")
        if isinstance(node, ast.Attribute) and node.attr in ("Figure", "groupby", "execute"):
            wrong.append(f"{at} uses {node.attr}; that belongs to ui, analytics or data")
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            wrong.append(f"{at} writes HTML")
    assert not wrong, "\n".join(wrong)


def test_figures_are_made_in_charts_alone() -> None:
    wrong = [
        place(path, node)
        for path in [*sources("ui"), *sources("pages")]
        if ROOT / "ui" / "charts" not in path.parents
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("go.Figure", "Figure")
    ]
    assert not wrong, wrong


def test_no_page_has_the_name_of_a_module() -> None:
    # Streamlit puts pages/ first on the import path: pages/data.py would replace the package data
    elsewhere = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT / "pages"]
    taken = [
        path.name
        for path in sources("pages")
        if importlib.machinery.PathFinder.find_spec(path.stem, elsewhere) is not None
        or path.stem in sys.stdlib_module_names
        or path.stem in sys.builtin_module_names
    ]
    assert not taken, f"{taken} would replace a module of the same name in the whole app"


def test_tests_are_no_packages() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("__init__.py")]
    assert not found, f"{found}: tests/data would replace the package data"
