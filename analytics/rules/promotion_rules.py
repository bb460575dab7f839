"""The numbers behind promotion: what every target asks for, credit, posts, age, talent, discipline.

Rules R3.8, R3.9 and sections 6 to 10. A number or table stands in the file as `{"value": …, "rule":
…, "basis": …, "status": …}`, so that an agency finds and corrects it where its source stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from analytics.errors import InvalidRuleSet
from analytics.rules import parts
from analytics.rules.parts import Basis, Sourced
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.ranks import (
    ECHELONS,
    EDUCATIONS,
    EMPLOYMENT_TYPES,
    EXAMS,
    FUNCTIONAL_LEVELS,
    GRADES,
    POSITION_CLASSES,
    POTENTIALS,
    SANCTION_LEVELS,
    STRUCTURAL,
)

# What a target asks for, and how it is written.
TARGET_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "regular_promotion": (
        "employment", "post", "grade_years", "predicate_years", "education_ceiling", "service_exam",
    ),
    "functional_promotion": ("employment", "post", "grade_years", "predicate_years"),
    "structural_promotion": (
        "employment", "post", "grade_years", "grade_years_one_step_below",
        "post_years_one_step_below", "predicate_years",
    ),
    "next_functional_level": (
        "employment", "post", "predicate_years", "competence_test", "vacancy",
    ),
    "supervisor": (
        "employment", "education", "experience_months", "experience_in", "predicate_years",
        "competence_standard",
    ),
    "administrator": (
        "employment", "education", "experience_months", "experience_in", "predicate_years",
        "competence_standard",
    ),
    "executive": (
        "employment", "education", "experience_months", "experience_in", "field_months",
        "predicate_years", "competence_standard", "most_age",
    ),
    "talent_pool": ("employment", "predicate_years", "potential"),
}  # fmt: skip
_COUNTS: Final = (
    "grade_years", "grade_years_one_step_below", "post_years_one_step_below", "predicate_years",
    "experience_months", "field_months", "most_age",
)  # fmt: skip
EXPERIENCE_CLASSES: Final = (
    *POSITION_CLASSES, *(f"functional_{level}" for level in FUNCTIONAL_LEVELS),
)  # fmt: skip
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "employment": EMPLOYMENT_TYPES,
    "post": POSITION_CLASSES,
    "experience_in": EXPERIENCE_CLASSES,
}
_ONE_NAME: Final[Mapping[str, tuple[str, ...]]] = {
    "education": EDUCATIONS,
    "competence_test": ("passed",),
    "competence_standard": ("met",),
    "vacancy": ("yes",),
    "potential": ("known",),
}
T = TypeVar("T")
Reader = Callable[[object, str], T]


@dataclass(frozen=True)
class TargetRules:
    """What one target asks for; a part that the target does not ask for is not there."""

    counts: Mapping[str, Sourced[int]]  # years, months, age
    names: Mapping[str, Sourced[tuple[str, ...]]]  # one of these; experience: the sum of these
    tables: Mapping[str, Sourced[Mapping[str, str]]]  # education → ceiling; next grade → exam

    def basis(self, part: str) -> Basis:
        """Return where a part comes from."""
        for kind in (self.counts, self.names, self.tables):
            if part in kind:
                return kind[part].basis
        raise KeyError(part)


@dataclass(frozen=True)
class PromotionMonths:
    """The months whose first day is a promotion date, from a day on."""

    since: dt.date
    months: tuple[int, ...]


@dataclass(frozen=True)
class Echelon:
    """The ranks of an echelon."""

    position_class: str
    lowest: str  # grade
    highest: str  # grade


@dataclass(frozen=True)
class CreditRules:
    """Credit points of functional positions, by level (R6)."""

    percent: Sourced[Mapping[str, float]]  # by predicate
    coefficient: Sourced[Mapping[str, float]]  # points a year
    grades: Sourced[Mapping[str, tuple[str, ...]]]  # ranks of the level, lowest first
    step: Sourced[Mapping[str, float]]  # points a rank step inside the level
    next_level: Sourced[Mapping[str, str | None]]
    for_next_level: Sourced[Mapping[str, float | None]]  # points
    digits: Sourced[int]  # decimals a period is rounded to, half up
    since_year: Sourced[int]  # first year that is converted
    most_base_years: Sourced[int]  # years at the top rank that count as base points


@dataclass(frozen=True)
class CareerEnd:
    """Age limits and how early a person is flagged (R8.3)."""

    age: Sourced[Mapping[str, int]]  # by position class without functional, and functional level
    flag_months: Sourced[int]


@dataclass(frozen=True)
class TalentRules:
    """Nine boxes and the talent pool (R9)."""

    boxes: Sourced[Mapping[tuple[str, str], int]]  # by performance and potential
    performance: Sourced[Mapping[str, str]]  # level by predicate
    score_cuts: Sourced[tuple[float, float]]  # middle from, high from (0–100)
    pool: Sourced[tuple[int, ...]]
    recommendations: Sourced[Mapping[int, tuple[str, ...]]]  # by box


@dataclass(frozen=True)
class Absence:
    """What unexcused days in a year lead to."""

    from_days: int
    kind: str
    level: str  # one of SANCTION_LEVELS


@dataclass(frozen=True)
class DisciplineRules:
    """Which sanctions stand in the way, and how long (R10)."""

    blocking: Sourced[tuple[str, ...]]
    lookback_months: Sourced[int]
    absence: Sourced[tuple[Absence, ...]]  # fewest days first


@dataclass(frozen=True)
class OlderScale:
    """A numeric scale of earlier years: the least number of each predicate, best first."""

    first_year: int
    last_year: int
    least: Mapping[str, float]
    results_share: float  # weight of results, 0–1
    basis: Basis


@dataclass(frozen=True)
class PromotionRules:
    """Everything about careers in one rule set."""

    targets: Mapping[str, TargetRules]
    least_predicate: Sourced[str]  # the lowest that counts as good performance
    promotion_dates: Sourced[tuple[PromotionMonths, ...]]  # oldest first
    superior_rank_until: Sourced[dt.date]  # last day on which the superior's rank was a limit
    echelons: Sourced[Mapping[str, Echelon]]
    credit: CreditRules
    career_end: CareerEnd
    training: Sourced[Mapping[str, str]]  # course by position class
    training_years: Sourced[int]  # after appointment
    talent: TalentRules
    discipline: DisciplineRules
    older_scales: Mapping[str, OlderScale]


def read_promotion_rules(source: Mapping[str, object]) -> PromotionRules | None:
    """Read the sections about careers; None if the set has no `targets`.

    Raises
    ------
    InvalidRuleSet
        Names the place and what is wrong there.
    """
    if "targets" not in source:
        return None
    targets = parts.section(source, "targets", "")
    training = parts.section(source, "leadership_training", "")
    parts.table(targets, tuple(TARGET_PARTS), "targets")
    return PromotionRules(
        targets={name: _target(name, parts.section(targets, name, "targets"))
                 for name in TARGET_PARTS},
        least_predicate=_sourced(source, "least_predicate", "", parts.predicate),
        promotion_dates=_sourced(source, "promotion_dates", "", _promotion_dates),
        superior_rank_until=_sourced(source, "superior_rank_until", "", parts.date),
        echelons=_sourced(source, "echelons", "", _by(ECHELONS, _echelon)),
        credit=_credit(parts.section(source, "credit", "")),
        career_end=_career_end(parts.section(source, "retirement", "")),
        training=_sourced(training, "course", "leadership_training", _by(STRUCTURAL, parts.text)),
        training_years=_sourced(training, "years", "leadership_training", parts.count),
        talent=_talent(parts.section(source, "talent", "")),
        discipline=_discipline(parts.section(source, "discipline", "")),
        older_scales={
            name: _older_scale(inner, f"older_scales.{name}")
            for name, inner in parts.section(source, "older_scales", "").items()
        },
    )  # fmt: skip


def _target(name: str, source: Mapping[str, object]) -> TargetRules:
    place = f"targets.{name}"
    needed = TARGET_PARTS[name]
    parts.table(source, needed, place)
    counts = {
        part: _sourced(source, part, place, parts.count) for part in needed if part in _COUNTS
    }
    if counts["predicate_years"].value < 1:
        raise InvalidRuleSet(f"{place}.predicate_years.value", "is 0, must be at least 1")
    names = {
        part: _sourced(source, part, place, _some_of(_NAMES[part]))
        for part in needed
        if part in _NAMES
    }
    one = {
        part: _sourced(source, part, place, _one_of(_ONE_NAME[part]))
        for part in needed
        if part in _ONE_NAME
    }
    names |= {part: Sourced((each.value,), each.basis) for part, each in one.items()}
    tables = {}
    if "education_ceiling" in needed:
        ceiling = _by(EDUCATIONS, _one_of(GRADES))
        tables["education_ceiling"] = _sourced(source, "education_ceiling", place, ceiling)
    if "service_exam" in needed:
        exams = _sourced(source, "service_exam", place, _by(EXAMS, _one_of(GRADES)))
        tables["service_exam"] = Sourced(
            {grade: exam for exam, grade in exams.value.items()}, exams.basis
        )
    return TargetRules(counts, names, tables)


def _promotion_dates(value: object, place: str) -> tuple[PromotionMonths, ...]:
    if not isinstance(value, list) or not value:
        raise InvalidRuleSet(place, "must be a list of {since, months}")
    found = []
    for at, each in enumerate(value):
        here = f"{place}[{at}]"
        if not isinstance(each, Mapping):
            raise InvalidRuleSet(here, "must be an object with since and months")
        months = each.get("months")
        if not isinstance(months, list) or not months:
            raise InvalidRuleSet(f"{here}.months", "must be a list of months 1 to 12")
        numbers = sorted({parts.whole(month, f"{here}.months") for month in months})
        if numbers[0] < 1 or numbers[-1] > 12:
            raise InvalidRuleSet(f"{here}.months", "must hold months 1 to 12")
        found.append(PromotionMonths(parts.date(each.get("since"), f"{here}.since"),
                                     tuple(numbers)))  # fmt: skip
    if [each.since for each in found] != sorted({each.since for each in found}):
        raise InvalidRuleSet(place, "must rise by date, each date once")
    return tuple(found)


def _echelon(value: object, place: str) -> Echelon:
    if not isinstance(value, Mapping):
        raise InvalidRuleSet(place, "must be an object")
    found = Echelon(
        parts.one_of(value.get("position_class"), STRUCTURAL, f"{place}.position_class"),
        parts.one_of(value.get("lowest"), GRADES, f"{place}.lowest"),
        parts.one_of(value.get("highest"), GRADES, f"{place}.highest"),
    )
    if GRADES.index(found.lowest) > GRADES.index(found.highest):
        raise InvalidRuleSet(place, f"has {found.lowest} above {found.highest}")
    return found


def _credit(source: Mapping[str, object]) -> CreditRules:
    place = "credit"

    def by_level(name: str, read: Reader[T]) -> Sourced[Mapping[str, T]]:
        return _sourced(source, name, place, _by(FUNCTIONAL_LEVELS, read))

    found = CreditRules(
        percent=_sourced(source, "percent", place, _by(PREDICATES, parts.amount)),
        coefficient=by_level("coefficient", parts.amount),
        grades=by_level("grades", _neighbouring_grades),
        step=by_level("step", parts.amount),
        next_level=by_level("next_level", _or_none(_one_of(FUNCTIONAL_LEVELS))),
        for_next_level=by_level("for_next_level", _or_none(parts.amount)),
        digits=_sourced(source, "digits", place, parts.count),
        since_year=_sourced(source, "since_year", place, parts.count),
        most_base_years=_sourced(source, "most_base_years", place, parts.count),
    )
    for level in FUNCTIONAL_LEVELS:
        if (found.next_level.value[level] is None) != (found.for_next_level.value[level] is None):
            raise InvalidRuleSet(
                f"{place}.for_next_level.value.{level}", "is a number exactly if a level follows"
            )
        if not found.coefficient.value[level] > 0:
            raise InvalidRuleSet(f"{place}.coefficient.value.{level}", "must be above 0")
    return found


def _neighbouring_grades(value: object, place: str) -> tuple[str, ...]:
    found = parts.some_of(value, GRADES, place)
    first = GRADES.index(found[0])
    if found != GRADES[first : first + len(found)]:
        raise InvalidRuleSet(place, "must be neighbouring grades, lowest first")
    return found


def _career_end(source: Mapping[str, object]) -> CareerEnd:
    others = tuple(name for name in POSITION_CLASSES if name != "functional")
    return CareerEnd(
        _sourced(source, "age", "retirement", _by((*others, *FUNCTIONAL_LEVELS), parts.count)),
        _sourced(source, "flag_months", "retirement", parts.count),
    )


def _talent(source: Mapping[str, object]) -> TalentRules:
    place = "talent"
    grid = _sourced(source, "boxes", place, _by(LEVELS, _by(POTENTIALS, parts.count)))
    boxes = {
        (performance, potential): box
        for performance, row in grid.value.items()
        for potential, box in row.items()
    }
    if sorted(boxes.values()) != list(range(1, 10)):
        raise InvalidRuleSet(f"{place}.boxes.value", "must hold each box from 1 to 9 once")
    numbers = tuple(str(box) for box in range(1, 10))
    pool = _sourced(source, "pool", place, _boxes)
    texts = _sourced(source, "recommendations", place, _by(numbers, _texts))
    return TalentRules(
        boxes=Sourced(boxes, grid.basis),
        performance=_sourced(source, "performance", place, _by(PREDICATES, _one_of(LEVELS))),
        score_cuts=_sourced(source, "score_cuts", place, _cuts),
        pool=pool,
        recommendations=Sourced({int(box): each for box, each in texts.value.items()}, texts.basis),
    )


def _boxes(value: object, place: str) -> tuple[int, ...]:
    if not isinstance(value, list) or not value:
        raise InvalidRuleSet(place, "must be a list of boxes")
    found = tuple(parts.whole(each, place) for each in value)
    if not set(found) <= set(range(1, 10)) or len(set(found)) < len(found):
        raise InvalidRuleSet(place, "must hold boxes from 1 to 9, each once")
    return found


def _cuts(value: object, place: str) -> tuple[float, float]:
    if not isinstance(value, Mapping):
        raise InvalidRuleSet(place, "must be an object with middle_from and high_from")
    middle = parts.amount(value.get("middle_from"), f"{place}.middle_from")
    high = parts.amount(value.get("high_from"), f"{place}.high_from")
    if not middle < high <= 100:
        raise InvalidRuleSet(place, "must rise and end at 100 or lower")
    return middle, high


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise InvalidRuleSet(place, "must be a list of texts")
    return tuple(parts.text(each, f"{place}[{at}]") for at, each in enumerate(value))


def _discipline(source: Mapping[str, object]) -> DisciplineRules:
    return DisciplineRules(
        _sourced(source, "blocking", "discipline", _some_of(SANCTION_LEVELS)),
        _sourced(source, "lookback_months", "discipline", parts.count),
        _sourced(source, "absence", "discipline", _absence),
    )


def _absence(value: object, place: str) -> tuple[Absence, ...]:
    if not isinstance(value, list) or not value:
        raise InvalidRuleSet(place, "must be a list of {from_days, kind, level}")
    found = []
    for at, each in enumerate(value):
        here = f"{place}[{at}]"
        if not isinstance(each, Mapping):
            raise InvalidRuleSet(here, "must be an object")
        found.append(
            Absence(
                parts.count(each.get("from_days"), f"{here}.from_days"),
                parts.text(each.get("kind"), f"{here}.kind"),
                parts.one_of(each.get("level"), SANCTION_LEVELS, f"{here}.level"),
            )
        )
    days = [each.from_days for each in found]
    if days != sorted(set(days)):
        raise InvalidRuleSet(place, "must rise by days")
    return tuple(found)


def _older_scale(source: object, place: str) -> OlderScale:
    if not isinstance(source, Mapping):
        raise InvalidRuleSet(place, "must be an object")
    least = _by(PREDICATES, parts.number)(source.get("least"), f"{place}.least")
    if list(least.values()) != sorted(least.values(), reverse=True):
        raise InvalidRuleSet(f"{place}.least", "must fall from the best predicate to the worst")
    share = parts.amount(source.get("results_share"), f"{place}.results_share")
    if share > 1:
        raise InvalidRuleSet(f"{place}.results_share", f"is {share:g}, must be at most 1")
    return OlderScale(
        parts.count(source.get("first_year"), f"{place}.first_year"),
        parts.count(source.get("last_year"), f"{place}.last_year"),
        least,
        share,
        parts.basis(source, place),
    )


def _sourced(source: Mapping[str, object], name: str, place: str, read: Reader[T]) -> Sourced[T]:
    here = f"{place}.{name}".lstrip(".")
    inner = parts.section(source, name, place)
    if "value" not in inner:
        raise InvalidRuleSet(f"{here}.value", "is missing")
    return Sourced(read(inner["value"], f"{here}.value"), parts.basis(inner, here))


def _by(keys: tuple[str, ...], read: Reader[T]) -> Reader[Mapping[str, T]]:
    def found(value: object, place: str) -> Mapping[str, T]:
        if not isinstance(value, Mapping):
            raise InvalidRuleSet(place, f"must be an object with {', '.join(keys)}")
        parts.table(value, keys, place)
        return {key: read(value[key], f"{place}.{key}") for key in keys}

    return found


def _one_of(allowed: tuple[str, ...]) -> Reader[str]:
    return lambda value, place: parts.one_of(value, allowed, place)


def _some_of(allowed: tuple[str, ...]) -> Reader[tuple[str, ...]]:
    return lambda value, place: parts.some_of(value, allowed, place)


def _or_none(read: Reader[T]) -> Reader[T | None]:
    return lambda value, place: None if value is None else read(value, place)
