"""How the ratings are distributed: shares, scores, levels, trends and movements.

Small summaries of small frames, computed while a page is drawn. Every function takes aggregated
counts in long form (any key columns, a category, `n`), a `Visibility` from
`analytics.suppression`, and returns a frozen result in which the numbers of a hidden group are
NaN. A hidden group leaves no value anywhere.
"""

from analytics.distribution.levels import LevelMatrix, level_matrix
from analytics.distribution.scores import ScoreSummary, score_summary
from analytics.distribution.shares import PredicateShares, predicate_shares
from analytics.distribution.transitions import Transitions, transitions
from analytics.distribution.trends import (
    ShareChange,
    ShareTrend,
    share_change,
    share_trend,
)

__all__ = [
    "LevelMatrix",
    "PredicateShares",
    "ScoreSummary",
    "ShareChange",
    "ShareTrend",
    "Transitions",
    "level_matrix",
    "predicate_shares",
    "score_summary",
    "share_change",
    "share_trend",
    "transitions",
]
