"""A Rasch panel as a reader takes it in: one row a rater, an item, a step of the scale."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from analytics.fdr import benjamini_hochberg
from analytics.intervals import normal_quantile
from analytics.rasch.results import FacetMeasures, RaschPanel

CONFIDENCE: Final = 0.95
WORKABLE: Final = (0.5, 1.5)  # mean squares, statistics.md 9; Linacre's limits
FALSE_SHARE: Final = 0.05  # of pairs named as unexpected
RATER: Final = 1  # place among the facets

Floats = NDArray[np.float64]


def rater_rows(panel: RaschPanel) -> pd.DataFrame:
    """Return one row per rater, most lenient first inside each subset, largest subset first.

    Columns: `rater_id` object, `n` ratings, `observed_mean`, `measure`, `lower`, `upper` (logits,
    95 %; NaN where extreme), `infit`, `outfit`, `fit` (usual, varied, even, extreme), `subset`
    (1 is the one with most raters; 0 for extreme ones), `n_pairs`, `n_unexpected` (employees rated
    otherwise than the model expects, false discovery rate 5 %).
    """
    facet = panel.facets[RATER]
    rows = element_rows(facet).rename(columns={"element": "rater_id"})
    pairs = panel.interactions
    size = facet.n.size
    is_unexpected = unexpected_pairs(panel)
    rows["n_pairs"] = np.bincount(pairs.rater, minlength=size)
    rows["n_unexpected"] = np.bincount(pairs.rater[is_unexpected], minlength=size)
    order = ["subset", "measure"]
    placed = rows[rows["subset"] > 0].sort_values(order, ascending=[True, False], kind="stable")
    return pd.concat([placed, rows[rows["subset"] == 0]], ignore_index=True)


def element_rows(facet: FacetMeasures) -> pd.DataFrame:
    """Return one row per element with its 95 % interval, fit and subset; see `rater_rows`."""
    half = normal_quantile(CONFIDENCE) * facet.se
    return pd.DataFrame(
        {
            "element": facet.elements,
            "n": facet.n,
            "observed_mean": facet.observed_mean,
            "measure": facet.measure,
            "lower": facet.measure - half,
            "upper": facet.measure + half,
            "infit": facet.infit,
            "outfit": facet.outfit,
            "fit": _fit(facet),
            "subset": _by_size(facet),
        }
    )


def threshold_rows(panel: RaschPanel) -> pd.DataFrame:
    """Return one row per category: `category`, `threshold`, `lower`, `upper` (logits), `n`."""
    scale = panel.thresholds
    half = normal_quantile(CONFIDENCE) * scale.se
    return pd.DataFrame(
        {
            "category": scale.category,
            "threshold": scale.threshold,
            "lower": scale.threshold - half,
            "upper": scale.threshold + half,
            "n": scale.n,
        }
    )


def unexpected_pairs(panel: RaschPanel) -> NDArray[np.bool_]:
    """Tell which pairs of employee and rater are rated otherwise than expected.

    Benjamini and Hochberg at FALSE_SHARE over all pairs with a finite t, two-sided normal.
    """
    t = panel.interactions.t
    p = np.where(np.isfinite(t), 2.0 * ndtr(-np.abs(t)), np.nan)
    return np.asarray(benjamini_hochberg(p) <= FALSE_SHARE)


def _fit(facet: FacetMeasures) -> list[str]:
    low, high = WORKABLE
    return [
        "extreme" if extreme else "varied" if infit > high else "even" if infit < low else "usual"
        for extreme, infit in zip(facet.is_extreme, facet.infit, strict=True)
    ]


def _by_size(facet: FacetMeasures) -> NDArray[np.int64]:
    """Return new numbers of the subsets, 1 for the one with most elements; extreme ones get 0."""
    placed = ~facet.is_extreme
    ids, sizes = np.unique(facet.subset[placed], return_counts=True)
    ranked = {int(ids[at]): rank + 1 for rank, at in enumerate(np.argsort(-sizes, kind="stable"))}
    return np.array(
        [
            ranked[int(subset)] if is_placed else 0
            for subset, is_placed in zip(facet.subset, placed, strict=True)
        ],
        dtype=np.int64,
    )
