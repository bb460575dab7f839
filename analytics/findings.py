"""What deserves a talk: at most five findings, by how much they matter and how sure they are.

    weight     = share of the city's people affected × size of the difference (both 0–1)
    certainty  q ≤ .05 clear, q ≤ .20 possible, else dropped; q by Benjamini–Hochberg over all tests
    order      weight × 1 (clear), ½ (possible), ⅒ (within chance)
    choice     one of each subject, then a second where lines are left, at most MOST_OF_A_KIND of a
               kind and five together

A finding carries its kind and its numbers, no words. What is counted and not tested (missing
appraisals) is clear as counted. The expected pattern is guidance: distance from it comes last and
weighs less the more agencies are outside, for a lamp that is red everywhere informs nobody (R4.6,
R4.7).
Hidden groups have no numbers here, so they cannot appear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from analytics.achievements import RatingsAboveResults
from analytics.distribution import PredicateShares, ShareChange
from analytics.fdr import benjamini_hochberg
from analytics.filling import Tally
from analytics.intervals import difference_p, share_difference
from analytics.rules.pattern import PatternFit
from analytics.rules.predicates import PREDICATES

Kind = Literal[
    "agency_share",
    "city_change",
    "low_information",
    "incomplete",
    "late",
    "copied_feedback",
    "high_ratings_low_results",
    "outside_pattern",
]
Certainty = Literal["clear", "possible", "not_distinguishable"]
Floats = NDArray[np.float64]

MOST_FINDINGS: Final = 5  # ui.md 1.3
MOST_OF_A_KIND: Final = 2  # so that one kind does not fill the list
# Kinds that are one subject to a reader: how appraisals were filled in.
_SUBJECTS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("incomplete", "late", "copied_feedback"), "filling")
)
CLEAR_Q: Final = 0.05  # share of false reports among the clear ones, at most on average
POSSIBLE_Q: Final = 0.20
CERTAINTY_WEIGHT: Final[Mapping[Certainty, float]] = MappingProxyType(
    {"clear": 1.0, "possible": 0.5, "not_distinguishable": 0.1}
)
# Fewer than two equally used predicates: a rating says less than yes or no would.
LOW_ENTROPY_BITS: Final = 1.0
LOWEST_TELLING_SHARE: Final = 0.02  # of missing, late or copied ones; less is not worth a line


@dataclass(frozen=True)
class Finding:
    """One finding; fields that its kind does not use are None."""

    kind: Kind
    agency_code: str | None  # None: the whole city
    certainty: Certainty
    weight: float  # share of people × size of the difference
    n: int  # people or records it rests on
    share: float  # the share found
    # the same in the other agencies together, or in the earlier period (city_change)
    reference_share: float | None = None
    lower: float | None = None  # 95 % interval of the difference from the others, or of the change
    upper: float | None = None
    n_part: int | None = None  # the counted part of n: missing, late, copied, to move
    predicate: str | None = None
    agency_predicate: str | None = None
    limit_share: float | None = None  # bound of the expected pattern
    is_above: bool | None = None  # above that bound, or below
    effective_predicates: float | None = None  # 1 … 5
    period_code: str | None = None  # the earlier period
    results_share: float | None = None  # of targets and projects reached
    reference_results_share: float | None = None
    q: float | None = None  # None: counted, not tested
    page: str = "distribution"  # where it can be looked at
    filters: Mapping[str, str] = field(default_factory=dict)  # global filters of the link


@dataclass(frozen=True, eq=False)
class OverviewFindings:
    """The findings to show, and how many were looked at."""

    shown: tuple[Finding, ...]  # at most five, the weightiest first
    n_tested: int  # comparisons that entered the false-discovery control
    n_found: int  # findings before the cut to five


@dataclass(frozen=True)
class _Candidate:
    finding: Finding
    p: float  # NaN: counted, not tested


def overview_findings(
    shares: PredicateShares,
    *,
    change: ShareChange | None = None,
    change_from: str | None = None,
    completeness: Tally | None = None,
    lateness: Tally | None = None,
    copied: Tally | None = None,
    above_results: RatingsAboveResults | None = None,
    fits: Mapping[str, PatternFit] | None = None,
    most: int = MOST_FINDINGS,
) -> OverviewFindings:
    """Choose the findings of the overview.

    Parameters
    ----------
    shares : PredicateShares
        By `agency_code`, with `total`.
    change : ShareChange, optional
        Of the city (``by=[]``) from an earlier period, share Sangat Baik.
    change_from : str, optional
        Code of that period.
    completeness, lateness, copied : Tally, optional
        By `agency_code`.
    above_results : RatingsAboveResults, optional
        Agencies rated high with low results.
    fits : mapping, optional
        Pattern fits by agency code.
    most : int
        How many to show.

    Returns
    -------
    OverviewFindings
        Empty without people or where the total is hidden.
    """
    if shares.total is None or not shares.total.n[0] > 0:
        return OverviewFindings((), 0, 0)
    n_city = float(shares.total.n[0])
    candidates = [
        *_agency_shares(shares, shares.total, n_city),
        *_information(shares, shares.total, n_city),
    ]
    if change is not None and change_from is not None:
        candidates += _city_change(change, change_from)
    if completeness is not None:
        candidates += _tallies("incomplete", completeness, counts_missing=True)
    if lateness is not None:
        candidates += _tallies("late", lateness, counts_missing=False)
    if copied is not None:
        candidates += _tallies("copied_feedback", copied, counts_missing=False)
    if above_results is not None:
        candidates += _above_results(above_results, n_city)
    if fits:
        candidates += _patterns(fits, n_city)
    return _choose(candidates, most)


def _choose(candidates: list[_Candidate], most: int) -> OverviewFindings:
    p = np.array([candidate.p for candidate in candidates], dtype=np.float64)
    q = benjamini_hochberg(p)
    kept = []
    for candidate, each in zip(candidates, q, strict=True):
        finding = candidate.finding
        if finding.weight <= 0 and finding.kind != "city_change":  # no change is worth saying too
            continue
        if np.isnan(each):
            kept.append(finding)
        elif each <= POSSIBLE_Q:
            sure = each <= CLEAR_Q and finding.certainty == "clear"
            kept.append(replace(finding, certainty="clear" if sure else "possible", q=float(each)))
    kept.sort(key=_order)
    # Five lines say five different things where they can; a second of a subject only fills up.
    subjects = [_SUBJECTS.get(each.kind, each.kind) for each in kept]
    place = [subjects[:at].count(each) for at, each in enumerate(subjects)]
    place = [
        each + (finding.kind == "outside_pattern")
        for each, finding in zip(place, kept, strict=True)
    ]
    chosen = sorted(range(len(kept)), key=lambda at: (place[at], at))
    of_kind = {
        at: sum(other.kind == kept[at].kind for other in kept[:at]) for at in range(len(kept))
    }
    allowed = [at for at in chosen if of_kind[at] < MOST_OF_A_KIND][:most]
    shown = [kept[at] for at in sorted(allowed)]
    return OverviewFindings(tuple(shown), int((~np.isnan(p)).sum()), len(kept))


def _order(finding: Finding) -> tuple[bool, float, str, str]:
    strength = finding.weight * CERTAINTY_WEIGHT[finding.certainty]
    # R4.6: distance from a pattern is guidance; what people did comes first.
    is_guidance = finding.kind == "outside_pattern"
    return is_guidance, -strength, finding.kind, finding.agency_code or ""


def _agency_shares(
    shares: PredicateShares, total: PredicateShares, n_city: float
) -> list[_Candidate]:
    """Agencies whose share Sangat Baik differs from that of all others together."""
    x, n = shares.counts[:, 0], shares.n
    x_other, n_other = total.counts[0, 0] - x, n_city - n
    gap = share_difference(x_other, n_other, x, n)
    p = difference_p(x_other, n_other, x, n)
    found = []
    for at, code in enumerate(shares.groups["agency_code"]):
        if np.isnan(p[at]):
            continue
        found.append(
            _Candidate(
                Finding(
                    kind="agency_share",
                    agency_code=_code(code),
                    certainty="clear",
                    weight=float(n[at] / n_city * abs(gap.estimate[at])),
                    n=int(n[at]),
                    share=float(shares.very_good.estimate[at]),
                    reference_share=float(x_other[at] / n_other[at]),
                    lower=float(gap.lower[at]),
                    upper=float(gap.upper[at]),
                    n_part=int(x[at]),
                    predicate="very_good",
                    page="agencies",
                    filters=_agency_filter(code),
                ),
                float(p[at]),
            )
        )
    return found


def _information(
    shares: PredicateShares, total: PredicateShares, n_city: float
) -> list[_Candidate]:
    """Whether the predicates of the city tell people apart; agencies only where the city does."""
    lacking = LOW_ENTROPY_BITS - float(total.entropy_bits[0])
    if lacking <= 0:
        rows = [
            (shares, at, _code(code))
            for at, code in enumerate(shares.groups["agency_code"])
            if shares.entropy_bits[at] < LOW_ENTROPY_BITS
        ]
    else:
        rows = [(total, 0, None)]
    found = []
    for mix, at, agency in rows:
        mode = int(mix.shares[at].argmax())
        short = (LOW_ENTROPY_BITS - float(mix.entropy_bits[at])) / np.log2(len(PREDICATES))
        found.append(
            _Candidate(
                Finding(
                    kind="low_information",
                    agency_code=agency,
                    certainty="clear",
                    weight=float(mix.n[at] / n_city * short),
                    n=int(mix.n[at]),
                    share=float(mix.shares[at, mode]),
                    n_part=int(mix.counts[at, mode]),
                    predicate=PREDICATES[mode],
                    effective_predicates=float(mix.effective_predicates[at]),
                    page="distribution",
                    filters=_agency_filter(agency),
                ),
                float("nan"),
            )
        )
    return found


def _city_change(change: ShareChange, change_from: str) -> list[_Candidate]:
    if change.verdict[0] == "not_enough_data":
        return []
    moved = float(change.change.estimate[0])
    sure: Certainty = "not_distinguishable" if change.verdict[0] == "within_chance" else "clear"
    return [
        _Candidate(
            Finding(
                kind="city_change",
                agency_code=None,
                certainty=sure,
                weight=abs(moved),
                n=int(change.n_now[0]),
                share=float(change.now[0]),
                reference_share=float(change.before[0]),
                lower=float(change.change.lower[0]),
                upper=float(change.change.upper[0]),
                predicate="very_good",
                period_code=change_from,
                page="distribution",
            ),
            float("nan"),  # one planned comparison: its own interval decides
        )
    ]


def _tallies(
    kind: Literal["incomplete", "late", "copied_feedback"], tally: Tally, *, counts_missing: bool
) -> list[_Candidate]:
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
    found = [_Candidate(city, float("nan"))] if city.share >= LOWEST_TELLING_SHARE else []
    gap = share_difference(all_part - part, all_whole - whole, part, whole)
    p = difference_p(all_part - part, all_whole - whole, part, whole)
    for at in np.flatnonzero(known & ~np.isnan(p)):
        code = tally.groups["agency_code"].iloc[at]
        share = float(part[at] / whole[at])
        # tested either way, so that the family does not depend on the outcome; reported if worse
        worse = gap.estimate[at] > 0 and share >= LOWEST_TELLING_SHARE
        found.append(
            _Candidate(
                Finding(
                    kind=kind,
                    agency_code=_code(code),
                    certainty="clear",
                    weight=float(whole[at] / all_whole * gap.estimate[at]) if worse else 0.0,
                    n=int(whole[at]),
                    share=share,
                    reference_share=float((all_part - part[at]) / (all_whole - whole[at])),
                    lower=float(gap.lower[at]),
                    upper=float(gap.upper[at]),
                    n_part=int(part[at]),
                    page="data" if kind == "incomplete" else "agencies",
                    filters=_agency_filter(code),
                ),
                float(p[at]),
            )
        )
    return found


def _above_results(found: RatingsAboveResults, n_city: float) -> list[_Candidate]:
    candidates = []
    for at, code in enumerate(found.agencies):
        if np.isnan(found.p[at]):
            continue
        named = found.certainty[at] != "none"
        candidates.append(
            _Candidate(
                Finding(
                    kind="high_ratings_low_results",
                    agency_code=_code(code),
                    certainty="clear" if found.certainty[at] == "clear" else "possible",
                    weight=float(found.n[at] / n_city * -found.results_gap.estimate[at])
                    if named
                    else 0.0,
                    n=int(found.n_results[at]),
                    share=float(found.share[at]),
                    reference_share=float(found.share_elsewhere[at]),
                    lower=float(found.results_gap.lower[at]),
                    upper=float(found.results_gap.upper[at]),
                    results_share=float(found.reached[at]),
                    reference_results_share=float(found.reached_elsewhere[at]),
                    page="agencies",
                    filters=_agency_filter(code),
                ),
                float(found.p[at]),
            )
        )
    return candidates


def _patterns(fits: Mapping[str, PatternFit], n_city: float) -> list[_Candidate]:
    """Agencies outside the pattern of their organisation predicate, most people to move first."""
    judged = {code: fit for code, fit in fits.items() if fit.state == "judged"}
    outside = {code: fit for code, fit in judged.items() if fit.outside}
    rare = 1 - len(outside) / len(judged) if judged else 0.0
    found = []
    for code, fit in outside.items():
        check = max(fit.outside, key=lambda each: abs(each.n_found - each.n_limit))
        found.append(
            _Candidate(
                Finding(
                    kind="outside_pattern",
                    agency_code=code,
                    certainty="clear",
                    weight=fit.n / n_city * fit.distance * rare,
                    n=fit.n,
                    share=check.n_found / fit.n,
                    n_part=fit.n_to_move,
                    predicate=check.predicates[0],
                    agency_predicate=fit.agency_predicate,
                    limit_share=check.n_limit / fit.n
                    if check.share_limit is None
                    else check.share_limit,
                    is_above=check.kind == "most",
                    page="distribution",
                    filters=_agency_filter(code),
                ),
                float("nan"),
            )
        )
    return found


def _code(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _agency_filter(code: object) -> Mapping[str, str]:
    return {"agency_code": code} if isinstance(code, str) else {}
