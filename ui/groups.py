"""Groups as readers know them: names of agencies and units, words for job types and grades.

Figures and tables tell groups apart by name, so two agencies of one name get their code added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from data import reads
from data.scope import Scope
from ui import labels
from ui.cached import cached

_WORDS: dict[str, Callable[[str | None], str]] = {
    "position_class": labels.position_class,
    "grade_group": labels.grade_group,
    "employment_type": labels.employment_type,
}


def agency_names(scope: Scope) -> dict[str, str]:
    """Return the names of the agencies a reader may see, by code, in order of name."""
    known = cached(reads.agencies, scope)
    times = Counter(known["name"])
    return {
        str(code): str(name) if times[name] == 1 else f"{name} ({code})"
        for code, name in zip(known["agency_code"], known["name"], strict=True)
    }


def with_words(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add `group`, the words for the codes in the column `by`."""
    return rows.assign(
        group=[_WORDS[by](code if isinstance(code, str) else None) for code in rows[by]]
    )


def with_unit_names(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `group` to rows with `unit_id` and `unit_name`; equal names are numbered."""
    names = [name if isinstance(name, str) else labels.unknown() for name in rows["unit_name"]]
    ids = list(rows["unit_id"])
    of_id = dict(zip(ids, names, strict=True))
    times = Counter(of_id.values())
    return rows.assign(
        group=[
            name if times[name] == 1 else f"{name} ({unit})"
            for unit, name in zip(ids, names, strict=True)
        ]
    )
