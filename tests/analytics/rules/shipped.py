"""The rule set that the program ships."""

import json
from pathlib import Path

from analytics.rules import rule_set

PATH = Path(__file__).parents[3] / "analytics" / "rules" / "2023-01-31.json"


def source():
    """Its content as a mapping of its own, free to be changed."""
    return json.loads(PATH.read_text(encoding="utf-8"))


def rules():
    return rule_set.parse(source())
