"""How far ratings agree, and what would make them reliable. statistics.md, section 9."""

from analytics.reliability.agreement import Agreement, measure_agreement
from analytics.reliability.alpha import LEVELS, krippendorff_alpha
from analytics.reliability.concordance import kendall_w
from analytics.reliability.crossed import CrossedRatings, cross_ratings
from analytics.reliability.decision_study import (
    DecisionStudy,
    DesignPoint,
    NumberNeeded,
    VarianceShares,
    decision_study,
    variance_shares,
)
from analytics.reliability.estimates import REASONS, Coefficient
from analytics.reliability.icc import IntraclassCorrelations, intraclass_correlations

__all__ = [
    "LEVELS",
    "REASONS",
    "Agreement",
    "Coefficient",
    "CrossedRatings",
    "DecisionStudy",
    "DesignPoint",
    "IntraclassCorrelations",
    "NumberNeeded",
    "VarianceShares",
    "cross_ratings",
    "decision_study",
    "intraclass_correlations",
    "kendall_w",
    "krippendorff_alpha",
    "measure_agreement",
    "variance_shares",
]
