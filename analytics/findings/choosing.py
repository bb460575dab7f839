"""The choice among findings: how sure, how weighty, one of each subject before a second.

q by Benjamini–Hochberg over all tests: at most CLEAR_Q clear, at most POSSIBLE_Q possible
order: weight × CERTAINTY_WEIGHT; guidance (the expected pattern) after everything else
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from analytics.fdr import benjamini_hochberg
from analytics.findings.finding import Candidate, Certainty, Finding, OverviewFindings

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


def choose(candidates: list[Candidate], most: int) -> OverviewFindings:
    """Choose at most `most` findings, the weightiest first."""
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
