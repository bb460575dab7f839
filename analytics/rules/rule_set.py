"""One version of the numbers of the domain rules, read from a mapping and never changed after.

A rule set is data: a file ships one, the store keeps every version, a page hands in the one that
is valid on the last day of its period. Sections this version of the program does not know are
kept as they came (`RuleSet.source`), so that a newer file survives being read and written by an
older program.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.errors import InvalidRuleSet
from analytics.rules import parts
from analytics.rules.parts import Basis, Threshold
from analytics.rules.predicates import AGENCY_PREDICATES, PREDICATES
from analytics.rules.promotion_rules import PromotionRules
from analytics.rules.reading_promotion import read_promotion_rules

__all__ = [
    "AllowedPattern", "Basis", "Limit", "NationalShares", "RuleSet", "Threshold", "parse",
    "promotion_of", "valid_on",
]  # fmt: skip

FORMAT: Final = 1
EMPLOYMENT_TYPES: Final = ("pns", "pppk")  # those with national shares (R4.7)
SHARE_TOLERANCE: Final = 0.0006  # published percentages are rounded to two digits, five of them


@dataclass(frozen=True)
class Limit:
    """A bound on the people who together hold one or more predicates."""

    predicates: tuple[str, ...]
    kind: str  # most_share, least_share or least_people
    value: float  # share 0–1, or people
    basis: Basis

    def people(self, n: int) -> int:
        """Return the bound as whole people among `n` (R4.4: at most floor, at least ceil)."""
        if self.kind == "least_people":
            return int(self.value)
        # 0.7 × 10 is 7.000…01 or 6.999…9 in binary; a share has at most four digits, so this is
        # exact
        tenthousandths = round(self.value * 10_000) * n
        if self.kind == "most_share":
            return tenthousandths // 10_000
        return -(-tenthousandths // 10_000)


@dataclass(frozen=True)
class AllowedPattern:
    """What the mix of predicates in an organisation with one predicate may look like."""

    agency_predicate: str
    mode: str | None  # the predicate that most people should have
    mode_basis: Basis | None
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class NationalShares:
    """Shares of the predicates in the whole country for one employment type."""

    employment_type: str
    n: int  # results counted
    shares: tuple[float, ...]  # in the order of PREDICATES, sum 1


@dataclass(frozen=True)
class RuleSet:
    """One version of the numbers of the rules.

    Sections are attributes; `source` is the whole mapping as it was read, with the sections of
    later versions.
    """

    name: str
    valid_from: dt.date
    legal_basis: str
    smallest_group: Threshold  # people a share must be taken over, for readers who may not see them
    public_group: Threshold  # the same for the public report
    smallest_judged: Threshold  # people a pattern can be judged on (R4.4)
    patterns: Mapping[str, AllowedPattern]  # by agency predicate (R4.2)
    reference_curves: Mapping[
        str, tuple[float, ...]
    ]  # by agency predicate, order of PREDICATES (R4.5)
    reference_basis: Basis
    national: Mapping[str, NationalShares]  # by employment type (R4.7)
    national_basis: Basis
    promotion: PromotionRules | None  # None: a set from before these rules were kept as data
    source: Mapping[str, object]


def parse(source: Mapping[str, object]) -> RuleSet:
    """Read and check a rule set.

    Parameters
    ----------
    source : mapping
        The content of a rule file, ``analytics/rules/2023-01-31.json`` for instance, as
        `json.load` gives it.

    Returns
    -------
    RuleSet

    Raises
    ------
    InvalidRuleSet
        Names the place inside the rule set and what is wrong there.
    """
    form = parts.whole(source.get("format"), "format")
    if form != FORMAT:
        raise InvalidRuleSet("format", f"is {form}, this program reads {FORMAT}")
    privacy = parts.section(source, "privacy", "")
    pattern = parts.section(source, "pattern", "")
    curve = parts.section(source, "reference_curve", "")
    national = parts.section(source, "national_shares", "")
    return RuleSet(
        name=parts.text(source.get("name"), "name"),
        valid_from=parts.date(source.get("valid_from"), "valid_from"),
        legal_basis=parts.text(source.get("legal_basis"), "legal_basis"),
        smallest_group=_people(privacy, "smallest_group", "privacy"),
        public_group=_people(privacy, "public_group", "privacy"),
        smallest_judged=_people(pattern, "smallest_judged", "pattern"),
        patterns={
            name: _pattern(name, parts.section(pattern, name, "pattern"))
            for name in AGENCY_PREDICATES
        },
        reference_curves={
            name: _shares(
                parts.section(curve, name, "reference_curve"), f"reference_curve.{name}", 1.0
            )
            for name in AGENCY_PREDICATES
        },
        reference_basis=parts.basis(curve, "reference_curve"),
        national={
            name: _national(name, parts.section(national, name, "national_shares"))
            for name in EMPLOYMENT_TYPES
        },
        national_basis=parts.basis(national, "national_shares"),
        promotion=read_promotion_rules(source),
        source=dict(source),
    )


def valid_on(rule_sets: Sequence[RuleSet], day: dt.date) -> RuleSet:
    """Rule set in force on a day: the latest whose `valid_from` is not after it.

    Before the first one nothing was in force that the program knows; the earliest is used then,
    because a share must still be drawn, and the page names the set it used.

    Parameters
    ----------
    rule_sets : sequence of RuleSet
        At least one, any order.
    day : date
        Last day of the period that is judged.

    Raises
    ------
    InvalidRuleSet
        If there is no rule set at all.
    """
    if not rule_sets:
        raise InvalidRuleSet("rule sets", "there is none")
    rising = sorted(rule_sets, key=lambda rules: rules.valid_from)
    in_force = [rules for rules in rising if rules.valid_from <= day]
    return in_force[-1] if in_force else rising[0]


def promotion_of(rules: RuleSet) -> PromotionRules:
    """Return the numbers for promotion, credit and talent.

    Raises
    ------
    InvalidRuleSet
        If the set has none: it was written before these rules were data.
    """
    if rules.promotion is None:
        raise InvalidRuleSet(
            "targets", f"is missing; the set '{rules.name}' knows no rules for promotion"
        )
    return rules.promotion


def _pattern(name: str, section: Mapping[str, object]) -> AllowedPattern:
    place = f"pattern.{name}"
    mode = section.get("mode")
    limits = section.get("limits")
    if not isinstance(limits, list):
        raise InvalidRuleSet(f"{place}.limits", "must be a list")
    found = tuple(_limit(limit, f"{place}.limits[{at}]") for at, limit in enumerate(limits))
    if mode is None:
        return AllowedPattern(name, None, None, found)
    if not isinstance(mode, Mapping):
        raise InvalidRuleSet(f"{place}.mode", "must be null or an object")
    predicate = parts.predicate(mode.get("predicate"), f"{place}.mode.predicate")
    return AllowedPattern(name, predicate, parts.basis(mode, f"{place}.mode"), found)


def _limit(limit: object, place: str) -> Limit:
    if not isinstance(limit, Mapping):
        raise InvalidRuleSet(place, "must be an object")
    names = limit.get("predicates")
    if not isinstance(names, list) or not names:
        raise InvalidRuleSet(f"{place}.predicates", "must be a list of predicates")
    kinds = [kind for kind in ("most_share", "least_share", "least_people") if kind in limit]
    if len(kinds) != 1:
        raise InvalidRuleSet(place, "needs exactly one of most_share, least_share, least_people")
    kind = kinds[0]
    value = parts.number(limit[kind], f"{place}.{kind}")
    if kind == "least_people" and value != int(value):
        raise InvalidRuleSet(f"{place}.{kind}", f"is {value:g}, must be whole people")
    if value < 0 or (kind != "least_people" and value > 1):
        raise InvalidRuleSet(f"{place}.{kind}", f"is {value:g}, a share lies between 0 and 1")
    if kind == "most_share" and len(names) > 1:
        raise InvalidRuleSet(place, "an upper bound holds for one predicate")
    return Limit(
        tuple(parts.predicate(each, f"{place}.predicates") for each in names),
        kind,
        value,
        parts.basis(limit, place),
    )


def _national(name: str, section: Mapping[str, object]) -> NationalShares:
    place = f"national_shares.{name}"
    percent = _shares(parts.section(section, "percent", place), f"{place}.percent", 100.0)
    return NationalShares(name, parts.whole(section.get("n"), f"{place}.n"), percent)


def _shares(section: Mapping[str, object], place: str, whole: float) -> tuple[float, ...]:
    """Five shares that sum to `whole`, returned with sum 1."""
    unknown = [name for name in section if name not in PREDICATES]
    if unknown:
        raise InvalidRuleSet(place, f"knows no predicate {unknown[0]!r}")
    values = [parts.number(section.get(name), f"{place}.{name}") for name in PREDICATES]
    total = math.fsum(values)
    if min(values) < 0 or abs(total / whole - 1) > SHARE_TOLERANCE:
        raise InvalidRuleSet(place, f"sums to {total:g}, must be {whole:g} without negative parts")
    return tuple(value / total for value in values)


def _people(section: Mapping[str, object], name: str, place: str) -> Threshold:
    inner = parts.section(section, name, place)
    value = parts.whole(inner.get("value"), f"{place}.{name}.value")
    if value < 1:
        raise InvalidRuleSet(f"{place}.{name}.value", f"is {value}, must be at least 1")
    return Threshold(value, parts.basis(inner, f"{place}.{name}"))
