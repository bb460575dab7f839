"""Every value of a rule set has a place and a source, and one of them can be replaced alone."""

from __future__ import annotations

import pytest

from analytics.errors import InvalidRuleSet
from analytics.rules.places import HEAD, SOURCE, allowed_texts, rule_values, value_at, with_value
from analytics.rules.rule_set import parse, promotion_of
from tests.analytics.rules.shipped import source as shipped


def leaves(node: object, key: str = "") -> int:
    """Count scalars and plain lists the slow way, without sources and head."""
    if isinstance(node, dict):
        has_source = "rule" in node
        return sum(
            leaves(inner, name)
            for name, inner in node.items()
            if not (has_source and name in SOURCE) and not (not key and name in HEAD)
        )
    if isinstance(node, list) and any(isinstance(each, dict) for each in node):
        return sum(leaves(each, key) for each in node)
    return 1


def test_no_value_is_forgotten_and_each_has_its_source() -> None:
    found = rule_values(shipped())
    without_source = 3  # `mode` is null where no predicate must be the most common one
    assert len(found) == leaves(shipped()) - without_source == 282
    assert len({value.path for value in found}) == len(found)
    assert all(value.basis.text and value.basis.rule for value in found)
    for value in found:
        held = value_at(shipped(), value.path)
        assert value.value == (tuple(held) if isinstance(held, list) else held)


def test_values_carry_the_source_that_stands_nearest() -> None:
    by_place = {value.place: value for value in rule_values(shipped())}
    years = by_place["targets.supervisor.experience_months.value"]
    assert (years.value, years.basis.rule, years.basis.status) == (48, "R8", "verified")
    assert years.sourced == ("targets", "supervisor", "experience_months")
    national = by_place["national_shares.pns.percent.good"]
    assert (national.value, national.sourced) == (88.46, ("national_shares",))
    since = by_place["promotion_dates.value.2.since"]
    assert (since.value, since.basis.rule) == ("2025-10-01", "R7.4")
    assert since.around["months"] == list(range(1, 13))
    limit = by_place["pattern.good.limits.1.least_people"]
    assert limit.around["predicates"] == ["needs_improvement", "poor"]


def test_one_place_is_replaced_and_everything_else_kept() -> None:
    path = ("targets", "regular_promotion", "education_ceiling", "value", "SMA")
    before = shipped()
    after = with_value(before, path, "III/c")
    assert before == shipped(), "the set handed in is not touched"
    assert value_at(after, path) == "III/c"
    target = promotion_of(parse(after)).targets["regular_promotion"]
    assert target.tables["education_ceiling"].value["SMA"] == "III/c"
    assert with_value(after, path, value_at(before, path)) == before
    months = ("promotion_dates", "value", 0, "months")
    assert value_at(with_value(before, months, (4, 10, 12)), months) == [4, 10, 12]


@pytest.mark.parametrize(
    "path", [("no",), ("targets", "supervisor", 0), ("credit", "percent", "x")]
)
def test_a_place_that_is_none_is_named(path: tuple[str | int, ...]) -> None:
    with pytest.raises(InvalidRuleSet, match="is no place"):
        with_value(shipped(), path, 1)


def test_texts_that_may_be_chosen_are_those_the_set_takes() -> None:
    source = shipped()
    n_tried = 0
    for value in rule_values(source):
        options = allowed_texts(value.path)
        if not isinstance(value.value, str) or not options or value.path[0] in ("echelons",):
            continue
        assert value.value in options
        for option in options:
            promotion_of(parse(with_value(source, value.path, option)))
        n_tried += 1
    assert n_tried > 15
