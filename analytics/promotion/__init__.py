"""Ranking of a pool of people for consideration, why it is so, and what it would not survive."""

from analytics.promotion.moves import explain_moves
from analytics.promotion.pool import RankedPool, movers, rank_pool
from analytics.promotion.settings import (
    MAX_OBJECTIVE_WEIGHT,
    MEASURES,
    OBJECTIVE_WEIGHTS,
    Settings,
)
from analytics.promotion.why import contributions

__all__ = [
    "MAX_OBJECTIVE_WEIGHT",
    "MEASURES",
    "OBJECTIVE_WEIGHTS",
    "RankedPool",
    "Settings",
    "contributions",
    "explain_moves",
    "movers",
    "rank_pool",
]
