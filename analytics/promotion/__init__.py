"""Ranking of a pool of people for consideration, why it is so, and what it would not survive."""

from analytics.age_bands import AGE_BANDS, age_band_labels
from analytics.promotion.list_fairness import list_fairness
from analytics.promotion.moves import explain_moves
from analytics.promotion.pool import RankedPool, movers, rank_pool
from analytics.promotion.sensitivity import Sensitivity, sensitivity
from analytics.promotion.settings import (
    MAX_OBJECTIVE_WEIGHT,
    MEASURES,
    OBJECTIVE_WEIGHTS,
    Settings,
)
from analytics.promotion.why import contributions

__all__ = [
    "AGE_BANDS",
    "MAX_OBJECTIVE_WEIGHT",
    "MEASURES",
    "OBJECTIVE_WEIGHTS",
    "RankedPool",
    "Sensitivity",
    "Settings",
    "age_band_labels",
    "contributions",
    "explain_moves",
    "list_fairness",
    "movers",
    "rank_pool",
    "sensitivity",
]
