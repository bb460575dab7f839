"""How often the people of each group are selected, by raw means and by the list.

    rate_g = x_g / n_g         ratio = rate_g / rate of everybody else of the pool

A ratio under four fifths is a prompt to look at the cases, with the counts beside it; it is neither
a proof of discrimination nor, at or above, of its absence. Where one place more for the group and
one less for the others would reach four fifths there is no prompt (one_person): the list is too
short to tell. Of many groups some are below by chance, which the interval shows. No attribute
compared here enters any score. The interval is in rate_ratio.py.

Groups under `minimum` people are hidden and in nobody's reference. As long as the hidden people of
an attribute are fewer than `minimum` together, the smallest shown group is hidden too: with the
size of pool and list its numbers would follow by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns
from analytics.fairness import FOUR_FIFTHS, MINIMUM, NAN, REST, UNKNOWN, Gap, judge_four_fifths
from analytics.promotion.pool import RankedPool, first_k
from analytics.promotion.rate_ratio import rate_ratio

ATTRIBUTES: Final = ("sex", "age_band", "agency_code", "employment_type")
SELECTIONS: Final = ("raw", "adjusted")

Mask = NDArray[np.bool_]
Row = dict[str, object]


def list_fairness(
    ranked: RankedPool,
    attributes: pd.DataFrame,
    *,
    by: Sequence[str] = ATTRIBUTES,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Compare how often groups are among the first K, before and after adjustment.

    Parameters
    ----------
    ranked : RankedPool
    attributes : frame
        employee_id and the columns of `by`, text; people who are not there are in no group.
    by : sequence of str
    minimum : int
        People a group needs to be shown.

    Returns
    -------
    frame
        One row per attribute, group and selection (raw: first K by raw mean; adjusted: the list):
        attribute, group_code, reference_code ('' everybody else), selection, n_group, n_selected,
        n_reference, n_reference_selected, rate, reference_rate, ratio, ratio_lower, ratio_upper
        (95 %), state (compared, nobody_selected, no_reference, hidden), four_fifths (met,
        one_person, signal, clear: the upper limit is below too, unknown). Counts are null and
        rates NaN where hidden or without reference.

    Raises
    ------
    MissingColumns
        If a column is not there.
    """
    require_columns(attributes, ["employee_id", *by], frame="attributes")
    people = ranked.people
    ids = people["employee_id"].to_numpy(dtype=np.int64)
    raw = np.nan_to_num(people["raw_mean"].to_numpy(dtype=np.float64), nan=-np.inf)
    selected = {
        "raw": first_k(raw, ids, ranked.settings.k),
        "adjusted": people["is_in"].to_numpy(dtype=bool),
    }
    known = attributes.drop_duplicates("employee_id").set_index("employee_id")
    rows: list[Row] = []
    for attribute in by:
        label = people["employee_id"].map(known[attribute].astype("string"))
        rows += _of_attribute(attribute, label, selected, minimum)
    return _typed(pd.DataFrame(rows, columns=COLUMNS))


COLUMNS: Final = [
    "attribute", "group_code", "reference_code", "selection", "n_group", "n_selected",
    "n_reference", "n_reference_selected", "rate", "reference_rate", "ratio", "ratio_lower",
    "ratio_upper", "state", "four_fifths",
]  # fmt: skip


def _of_attribute(
    attribute: str, label: pd.Series, selected: dict[str, Mask], minimum: int
) -> list[Row]:
    sizes = label.value_counts().sort_index()
    shown = _shown(sizes, minimum)
    in_shown = label.isin(shown).to_numpy(dtype=bool)
    rows: list[Row] = []
    for group in sizes.index:
        here = (label == group).to_numpy(dtype=bool, na_value=False)
        for name in SELECTIONS:
            start: Row = {
                "attribute": attribute, "group_code": group, "reference_code": REST,
                "selection": name,
            }  # fmt: skip
            if group not in shown:
                rows.append(start | _nothing("hidden"))
            elif len(shown) == 1:
                rows.append(start | _nothing("no_reference"))
            else:
                rows.append(start | _compared(here, in_shown & ~here, selected[name]))
    return rows


def _shown(sizes: pd.Series, minimum: int) -> list[str]:
    """Labels that are shown: large enough, and no small rest follows by subtraction."""
    rising = sizes.sort_values(kind="stable")
    shown = [str(label) for label in rising.index[rising >= minimum]]
    n_hidden = int(rising[rising < minimum].sum())
    while shown and 0 < n_hidden < minimum:
        n_hidden += int(rising[shown.pop(0)])
    return shown


def _compared(group: Mask, reference: Mask, selected: Mask) -> Row:
    n1, n2 = int(group.sum()), int(reference.sum())
    x1, x2 = int((group & selected).sum()), int((reference & selected).sum())
    ratio = rate_ratio(x1, n1, x2, n2)
    return {
        "n_group": n1, "n_selected": x1, "n_reference": n2, "n_reference_selected": x2,
        "rate": x1 / n1, "reference_rate": x2 / n2, **_limits(ratio),
        "state": "compared" if x1 + x2 else "nobody_selected",
        "four_fifths": _judged(ratio, x1, n1, x2, n2),
    }  # fmt: skip


def _judged(ratio: Gap, x1: int, n1: int, x2: int, n2: int) -> str:
    judged = judge_four_fifths(ratio)
    if judged != "signal" or x2 == 0:
        return judged
    one_more = (x1 + 1) / n1 >= FOUR_FIFTHS * (x2 - 1) / n2
    return "one_person" if one_more else judged


def _nothing(state: str) -> Row:
    return {"rate": NAN, "reference_rate": NAN, **_limits(UNKNOWN), "state": state,
            "four_fifths": "unknown"}  # fmt: skip


def _limits(ratio: Gap) -> Row:
    return {"ratio": ratio.estimate, "ratio_lower": ratio.lower, "ratio_upper": ratio.upper}


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    counts = [name for name in COLUMNS if name.startswith("n_")]
    texts = ["attribute", "group_code", "reference_code", "selection", "state", "four_fifths"]
    numbers = [name for name in COLUMNS if name not in counts + texts]
    types = dict.fromkeys(counts, "Int64") | dict.fromkeys(texts, "string")
    return table.astype(types | dict.fromkeys(numbers, "float64"))
