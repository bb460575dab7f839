"""Findings about how appraisals were filled in: missing, late, with copied feedback."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from analytics.filling import Tally
from analytics.findings.finding import Candidate, Finding, agency_filter, code_of
from analytics.intervals import difference_p, share_difference

LOWEST_TELLING_SHARE: Final = 0.02  # of missing, late or copied ones; less is not worth a line


def tallies(
    kind: Literal["incomplete", "late", "copied_feedback"], tally: Tally, *, counts_missing: bool
) -> list[Candidate]:
    """Look at the city's own number, and for agencies that are worse than the others."""
    done, whole = tally.n_done, tally.n_expected
    known = ~np.isnan(tally.share.estimate)
    part = whole - done if counts_missing else done
    all_part, all_whole = float(part[known].sum()), float(whole[known].sum())
    if not all_whole > 0:
        return []
    city = Finding(
        kind=kind,
        agency_code=None,
        certainty="clear",
        weight=all_part / all_whole,
        n=int(all_whole),
        share=all_part / all_whole,
        n_part=int(all_part),
        page="data",
    )
    found = [Candidate(city, float("nan"))] if city.share >= LOWEST_TELLING_SHARE else []
    gap = share_difference(all_part - part, all_whole - whole, part, whole)
    p = difference_p(all_part - part, all_whole - whole, part, whole)
    for at in np.flatnonzero(known & ~np.isnan(p)):
        code = tally.groups["agency_code"].iloc[at]
        share = float(part[at] / whole[at])
        # tested either way, so that the family does not depend on the outcome; reported if worse
        worse = gap.estimate[at] > 0 and share >= LOWEST_TELLING_SHARE
        found.append(
            Candidate(
                Finding(
                    kind=kind,
                    agency_code=code_of(code),
                    certainty="clear",
                    weight=float(whole[at] / all_whole * gap.estimate[at]) if worse else 0.0,
                    n=int(whole[at]),
                    share=share,
                    reference_share=float((all_part - part[at]) / (all_whole - whole[at])),
                    lower=float(gap.lower[at]),
                    upper=float(gap.upper[at]),
                    n_part=int(part[at]),
                    page="data" if kind == "incomplete" else "agencies",
                    filters=agency_filter(code),
                ),
                float(p[at]),
            )
        )
    return found
