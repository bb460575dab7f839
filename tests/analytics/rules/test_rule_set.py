import datetime as dt
import itertools

import pytest

from analytics.errors import InvalidRuleSet
from analytics.rules.predicates import AGENCY_PREDICATES, PREDICATES
from analytics.rules.rule_set import Basis, Limit, parse, valid_on

BASIS = Basis("R4.2", "SE MenPANRB 3/2023", "verified")


def test_the_shipped_numbers_are_those_of_the_rules(rules):
    assert rules.valid_from == dt.date(2023, 1, 31)
    assert (rules.smallest_group.value, rules.public_group.value) == (5, 10)
    assert rules.smallest_judged.value == 5
    # R4.2, letter by letter: (predicates, kind, value)
    table = {
        "outstanding": [(("very_good",), "most_share", 0.7)],
        "good": [
            (("good",), "most_share", 0.7),
            (("needs_improvement", "poor"), "least_people", 1),
        ],
        "needs_improvement": [
            (("very_good",), "most_share", 0.1),
            (("needs_improvement",), "least_share", 0.6),
        ],
        "poor": [
            (("very_good",), "most_share", 0.1),
            (("needs_improvement",), "least_share", 0.1),
            (("poor",), "least_share", 0.6),
        ],
        "very_poor": [
            (("very_good",), "most_share", 0.0),
            (("needs_improvement", "poor"), "least_share", 0.1),
            (("very_poor",), "least_share", 0.6),
        ],
    }
    for name in AGENCY_PREDICATES:
        found = [(each.predicates, each.kind, each.value) for each in rules.patterns[name].limits]
        assert found == table[name]
    modes = {name: rules.patterns[name].mode for name in AGENCY_PREDICATES}
    assert modes == dict.fromkeys(AGENCY_PREDICATES) | {"outstanding": "very_good", "good": "good"}
    # R4.7
    assert rules.national["pns"].n == 10_290_209
    assert rules.national["pppk"].n == 2_100_749
    assert rules.national["pns"].shares == pytest.approx((0.1127, 0.8846, 0.0011, 0.0006, 0.0010))
    assert rules.national["pppk"].shares == pytest.approx((0.0901, 0.9077, 0.0010, 0.0006, 0.0006))


def test_reference_curves_sum_to_one_and_keep_the_pattern(rules):
    for name in AGENCY_PREDICATES:
        curve = dict(zip(PREDICATES, rules.reference_curves[name], strict=True))
        assert sum(curve.values()) == pytest.approx(1)
        for limit in rules.patterns[name].limits:
            share = sum(curve[each] for each in limit.predicates)
            if limit.kind == "most_share":
                assert share <= limit.value + 1e-12
            elif limit.kind == "least_share":
                assert share >= limit.value - 1e-12
            else:
                assert share > 0
        mode = rules.patterns[name].mode
        assert mode is None or curve[mode] == max(curve.values())


def test_every_threshold_names_its_basis(rules):
    for pattern in rules.patterns.values():
        for limit in pattern.limits:
            assert limit.basis.rule.startswith("R4")
            assert limit.basis.status in ("verified", "recollected", "product_choice")
    assert rules.reference_basis.status == "product_choice"
    assert rules.national_basis.status == "verified"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.35, 0.6, 0.7, 0.9, 1.0])
def test_shares_become_people_by_floor_and_ceil_in_whole_numbers(share):
    parts = round(share * 100)
    for n in range(1, 3000):
        at_most = Limit(("good",), "most_share", share, BASIS).people(n)
        at_least = Limit(("good",), "least_share", share, BASIS).people(n)
        assert at_most == n * parts // 100
        assert at_least == (n * parts + 99) // 100


def test_sections_of_later_versions_are_kept(source):
    source["coaching"] = {"talks_a_year": {"value": 4}}
    assert parse(source).source["coaching"] == {"talks_a_year": {"value": 4}}


def test_a_period_is_judged_by_the_set_valid_on_its_last_day(source):
    older = parse(source)
    newer = parse({**source, "valid_from": "2025-07-01", "name": "newer"})
    for order in itertools.permutations([older, newer]):
        assert valid_on(order, dt.date(2024, 12, 31)) is older
        assert valid_on(order, dt.date(2025, 6, 30)) is older
        assert valid_on(order, dt.date(2025, 7, 1)) is newer
        assert valid_on(order, dt.date(2020, 1, 1)) is older
    with pytest.raises(InvalidRuleSet, match="there is none"):
        valid_on([], dt.date(2024, 1, 1))


def broken(source, path, value):
    place = source
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return source


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("format",), 2, "format"),
        (("valid_from",), "31/01/2023", "valid_from"),
        (("pattern", "good"), None, "pattern.good"),
        (("pattern", "good", "limits", 0, "most_share"), 70, "pattern.good.limits[0].most_share"),
        (("pattern", "good", "limits", 0, "most_share"), True, "pattern.good.limits[0].most_share"),
        (("pattern", "good", "limits", 0, "least_share"), 0.2, "pattern.good.limits[0]"),
        (
            ("pattern", "good", "limits", 1, "least_people"),
            1.5,
            "pattern.good.limits[1].least_people",
        ),
        (
            ("pattern", "good", "limits", 0, "predicates"),
            ["excellent"],
            "pattern.good.limits[0].predicates",
        ),
        (("pattern", "good", "limits", 0, "status"), "sure", "pattern.good.limits[0].status"),
        (("pattern", "good", "mode", "predicate"), "excellent", "pattern.good.mode.predicate"),
        (("reference_curve", "poor", "poor"), 0.7, "reference_curve.poor"),
        (("national_shares", "pns", "percent", "good"), 80, "national_shares.pns.percent"),
        (("privacy", "smallest_group", "value"), 0, "privacy.smallest_group.value"),
        (("name",), " ", "name"),
    ],
)
def test_a_broken_rule_set_names_the_place(source, path, value, place):
    with pytest.raises(InvalidRuleSet) as error:
        parse(broken(source, path, value))
    assert error.value.place == place
    assert place in str(error.value)
