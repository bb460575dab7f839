"""What deserves a talk: at most five findings, by how much they matter and how sure they are.

    weight     = share of the city's people affected × size of the difference (both 0–1)
    certainty  q ≤ .05 clear, q ≤ .20 possible, else dropped; q by Benjamini–Hochberg over all tests
    order      weight × 1 (clear), ½ (possible), ⅒ (within chance)
    choice     one of each subject, then a second where lines are left, at most MOST_OF_A_KIND of a
               kind and five together

A finding carries its kind and its numbers, no words. What is counted and not tested (missing
appraisals) is clear as counted; what a run has tested (raters) is not tested again. The expected
pattern is guidance: distance from it comes last and weighs less the more agencies are outside, for
a lamp that is red everywhere informs nobody (R4.6, R4.7).
Hidden groups have no numbers here, so they cannot appear.
"""

from analytics.findings.choosing import (
    CERTAINTY_WEIGHT,
    CLEAR_Q,
    MOST_FINDINGS,
    MOST_OF_A_KIND,
    POSSIBLE_Q,
)
from analytics.findings.filling import LOWEST_TELLING_SHARE
from analytics.findings.finding import Certainty, Finding, Kind, OverviewFindings
from analytics.findings.mix import LOW_ENTROPY_BITS
from analytics.findings.overview import overview_findings
from analytics.findings.raters import RaterVerdicts

__all__ = [
    "CERTAINTY_WEIGHT",
    "CLEAR_Q",
    "LOWEST_TELLING_SHARE",
    "LOW_ENTROPY_BITS",
    "MOST_FINDINGS",
    "MOST_OF_A_KIND",
    "POSSIBLE_Q",
    "Certainty",
    "Finding",
    "Kind",
    "OverviewFindings",
    "RaterVerdicts",
    "overview_findings",
]
