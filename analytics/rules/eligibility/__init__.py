"""Who meets what a promotion, a post or the talent pool asks for, check by check (R7–R10).

`check_eligibility` is the whole interface. A check is met, not met or unknown; unknown is never not
met, and what is missing at one check changes no other.
"""

from analytics.rules.eligibility.check import RESULT_COLUMNS, check_eligibility
from analytics.rules.eligibility.histories import check_with_known_histories
from analytics.rules.eligibility.people import COLUMNS
from analytics.rules.eligibility.targets import RANK_PROMOTIONS, TARGETS

__all__ = [
    "COLUMNS", "RANK_PROMOTIONS", "RESULT_COLUMNS", "TARGETS", "check_eligibility",
    "check_with_known_histories",
]  # fmt: skip
