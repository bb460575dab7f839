"""The version of the program, from the one place that states it."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT_FILE = Path(__file__).parent.parent / "pyproject.toml"


def _stated() -> str:
    content = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))
    return str(content["project"]["version"])


VERSION = _stated()
