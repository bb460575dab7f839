"""The audit trail in words."""

import ast
from pathlib import Path

import pandas as pd

from ui.i18n import use_language
from ui.importing import audit_words

ROOT = Path(__file__).parents[3]


def written() -> set[tuple[str, str]]:
    """Return action and object of every event the program writes with plain codes."""
    found = set()
    for folder in ("data", "ui", "jobs"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "audit":
                    codes = [getattr(each, "value", None) for each in node.args[:2]]
                    if all(isinstance(code, str) for code in codes):
                        found.add((str(codes[0]), str(codes[1])))
    return found


def test_everything_the_program_writes_has_words() -> None:
    found = written()
    assert len(found) > 20
    assert {action for action, _kind in found} <= set(audit_words.ACTION_NAMES)
    assert {kind for _action, kind in found} <= set(audit_words.OBJECT_NAMES)


def test_codes_become_words_and_unknown_ones_stay() -> None:
    events = pd.DataFrame(
        {
            "action": ["reveal_names", "seed"],
            "object_kind": ["page", "store"],
            "via": ["dashboard", "command"],
        }
    )
    assert audit_words.in_words(events)["action"].tolist() == ["Nama ditampilkan", "seed"]
    with use_language("en"):
        shown = audit_words.in_words(events)
    assert shown.to_numpy().tolist() == [
        ["Names shown", "page", "dashboard"],
        ["seed", "store", "command"],
    ]
