"""The rater model end to end: ratings in, leniency and adjusted scores out.

    y_ijt = mu_t + x_ijt'b + theta_i + q_h(i) + s_j + d_ij + e_ijt        s_j > 0 is lenient

Ratings are scaled to unit variance, collapsed to cells, checked for what they can tell apart
(separation.py), pooled (pooling.py), fitted (reml) and brought back to their scale. Whatever was
decided on the way stands in `notes`. statistics.md 3, 4 and 7.

Predicates are fitted as shares: y is 1 for Sangat Baik. On the national shares (11 % Sangat Baik,
teams of a few people, true effects on a probit scale) the linear model's intervals for the
difference in share keep their cover once the uncertainty of the variances is averaged over
(statistics.md 2 asks for that proof; benchmarks/rater_cover.py repeats it).
"""

from analytics.effects.fitting import fit_effects
from analytics.effects.results import Component, Effects, FixedTerm, Scenario

__all__ = ["Component", "Effects", "FixedTerm", "Scenario", "fit_effects"]
