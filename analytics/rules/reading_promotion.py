"""Reads the sections of a rule set about careers, and says where one is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from analytics.errors import InvalidRuleSet
from analytics.rules import parts
from analytics.rules.parts import Reader, Sourced
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.promotion_rules import (
    EXPERIENCE_CLASSES,
    Absence,
    CareerEnd,
    CreditRules,
    DisciplineRules,
    Echelon,
    OlderScale,
    PromotionMonths,
    PromotionRules,
    TalentRules,
    TargetRules,
)
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
        least_predicate=parts.sourced(source, "least_predicate", "", parts.predicate),
        promotion_dates=parts.sourced(source, "promotion_dates", "", _promotion_dates),
        superior_rank_until=parts.sourced(source, "superior_rank_until", "", parts.date),
        echelons=parts.sourced(source, "echelons", "", parts.by_key(ECHELONS, _echelon)),
        credit=_credit(parts.section(source, "credit", "")),
        career_end=_career_end(parts.section(source, "retirement", "")),
        training=parts.sourced(training, "course", "leadership_training",
                               parts.by_key(STRUCTURAL, parts.text)),
        training_years=parts.sourced(training, "years", "leadership_training", parts.count),
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
        part: parts.sourced(source, part, place, parts.count) for part in needed if part in _COUNTS
    }
    if counts["predicate_years"].value < 1:
        raise InvalidRuleSet(f"{place}.predicate_years.value", "is 0, must be at least 1")
    names = {
        part: parts.sourced(source, part, place, parts.some_out_of(_NAMES[part]))
        for part in needed
        if part in _NAMES
    }
    one = {
        part: parts.sourced(source, part, place, parts.one_out_of(_ONE_NAME[part]))
        for part in needed
        if part in _ONE_NAME
    }
    names |= {part: Sourced((each.value,), each.basis) for part, each in one.items()}
    tables = {}
    if "education_ceiling" in needed:
        ceiling = parts.by_key(EDUCATIONS, parts.one_out_of(GRADES))
        tables["education_ceiling"] = parts.sourced(source, "education_ceiling", place, ceiling)
    if "service_exam" in needed:
        exams = parts.sourced(
            source, "service_exam", place, parts.by_key(EXAMS, parts.one_out_of(GRADES))
        )
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
        return parts.sourced(source, name, place, parts.by_key(FUNCTIONAL_LEVELS, read))

    found = CreditRules(
        percent=parts.sourced(source, "percent", place, parts.by_key(PREDICATES, parts.amount)),
        coefficient=by_level("coefficient", parts.amount),
        grades=by_level("grades", _neighbouring_grades),
        step=by_level("step", parts.amount),
        next_level=by_level("next_level", parts.or_none(parts.one_out_of(FUNCTIONAL_LEVELS))),
        for_next_level=by_level("for_next_level", parts.or_none(parts.amount)),
        digits=parts.sourced(source, "digits", place, parts.count),
        since_year=parts.sourced(source, "since_year", place, parts.count),
        most_base_years=parts.sourced(source, "most_base_years", place, parts.count),
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
        parts.sourced(
            source, "age", "retirement", parts.by_key((*others, *FUNCTIONAL_LEVELS), parts.count)
        ),
        parts.sourced(source, "flag_months", "retirement", parts.count),
    )


def _talent(source: Mapping[str, object]) -> TalentRules:
    place = "talent"
    grid = parts.sourced(
        source, "boxes", place, parts.by_key(LEVELS, parts.by_key(POTENTIALS, parts.count))
    )
    boxes = {
        (performance, potential): box
        for performance, row in grid.value.items()
        for potential, box in row.items()
    }
    if sorted(boxes.values()) != list(range(1, 10)):
        raise InvalidRuleSet(f"{place}.boxes.value", "must hold each box from 1 to 9 once")
    numbers = tuple(str(box) for box in range(1, 10))
    pool = parts.sourced(source, "pool", place, _boxes)
    texts = parts.sourced(source, "recommendations", place, parts.by_key(numbers, _texts))
    return TalentRules(
        boxes=Sourced(boxes, grid.basis),
        performance=parts.sourced(
            source, "performance", place, parts.by_key(PREDICATES, parts.one_out_of(LEVELS))
        ),
        score_cuts=parts.sourced(source, "score_cuts", place, _cuts),
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
        parts.sourced(source, "blocking", "discipline", parts.some_out_of(SANCTION_LEVELS)),
        parts.sourced(source, "lookback_months", "discipline", parts.count),
        parts.sourced(source, "absence", "discipline", _absence),
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
    least = parts.by_key(PREDICATES, parts.number)(source.get("least"), f"{place}.least")
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
