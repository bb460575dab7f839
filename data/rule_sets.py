"""The shipped rule sets, put into a store when it is opened for the first time.

They lie beside the code that reads them (analytics/rules/*.json); here they are files, not code.
"""

from __future__ import annotations

import json
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "analytics" / "rules"


def shipped() -> list[dict[str, str]]:
    """Return the values of table rule_set for every shipped set, oldest first."""
    found = []
    for path in sorted(SHIPPED.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
        found.append(
            {
                "rule_set_id": str(content["valid_from"]),
                "valid_from": str(content["valid_from"]),
                "name": str(content["name"]),
                "content": text,
            }
        )
    return found
