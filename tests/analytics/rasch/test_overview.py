"""What a reader of a Rasch panel sees, against SciPy and the parts it is made of."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analytics.rasch import RaschPanel, fit_rasch, overview

ITEMS = ("a", "b", "c")


def a_panel(*, n_employees: int = 60, odd: bool = False) -> RaschPanel:
    """Return raters 1 to 4 in one part and 5, 6 in another; rater 7 always gives the top."""
    rng = np.random.default_rng(5)
    rows = []
    for person in range(n_employees):
        part = (5, 6) if person % 3 == 0 else (1, 2, 3, 4)
        for rater in rng.choice(part, 2, replace=False):
            for at, item in enumerate(ITEMS):
                level = 3 + (person % 5 - 2) / 2 + (rater - 3.5) / 3 - at / 3 + rng.normal(0, 0.7)
                rows.append((person, int(rater), item, float(np.clip(round(level), 1, 5))))
    if odd:  # rater 1 turns one person of hers upside down
        first = next(row for row in rows if row[1] == 1)[0]
        rows = [(p, r, i, 6 - x if (p, r) == (first, 1) and x != 3 else x) for p, r, i, x in rows]
    rows += [(0, 7, item, 5.0) for item in ITEMS]
    employee, rater, item, level = zip(*rows, strict=True)
    return fit_rasch(
        np.array(employee), np.array(rater), np.array(level), facets=[("item", np.array(item))]
    )


def test_raters_come_with_their_interval_by_subset_the_largest_first() -> None:
    panel = a_panel()
    rows = overview.rater_rows(panel)
    assert rows["rater_id"].tolist()[-1] == 7
    assert rows["subset"].tolist() == [1, 1, 1, 1, 2, 2, 0]
    assert set(rows["rater_id"][:4]) == {1, 2, 3, 4}
    inside = rows[rows["subset"] == 1]
    assert inside["measure"].is_monotonic_decreasing
    facet = panel.facets[1]
    se = dict(zip(facet.elements, facet.se, strict=True))
    half = [stats.norm.ppf(0.975) * se[rater] for rater in rows["rater_id"][:6]]
    assert (rows["upper"] - rows["measure"])[:6].to_numpy() == pytest.approx(half)
    assert (rows["measure"] - rows["lower"])[:6].to_numpy() == pytest.approx(half)


def test_who_always_gives_the_top_has_no_measure() -> None:
    last = overview.rater_rows(a_panel()).iloc[-1]
    assert last["fit"] == "extreme"
    assert np.isnan(last["measure"])
    assert last["n_pairs"] == 0


def test_fit_goes_by_the_infit_mean_square() -> None:
    rows = overview.rater_rows(a_panel())[:6]
    for row in rows.itertuples():
        wanted = "varied" if row.infit > 1.5 else "even" if row.infit < 0.5 else "usual"
        assert row.fit == wanted


def test_unexpected_pairs_are_those_of_scipy() -> None:
    panel = a_panel(odd=True)
    t = panel.interactions.t
    p = 2 * stats.norm.sf(np.abs(t))
    wanted = stats.false_discovery_control(p) <= 0.05
    assert wanted.any()
    assert overview.unexpected_pairs(panel).tolist() == wanted.tolist()
    rows = overview.rater_rows(panel)
    assert rows["n_unexpected"].sum() == wanted.sum()
    assert rows["n_pairs"].sum() == t.size


def test_steps_of_the_scale_carry_their_interval() -> None:
    panel = a_panel()
    rows = overview.threshold_rows(panel)
    assert rows["category"].tolist() == [1, 2, 3, 4, 5]
    assert rows["n"].sum() == panel.n_ratings
    assert np.isnan(rows["threshold"].iloc[0])
    width = (rows["upper"] - rows["lower"])[1:].to_numpy()
    assert width == pytest.approx(2 * stats.norm.ppf(0.975) * panel.thresholds.se[1:])
