import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InvalidCounts, InvalidRatings, InvalidRuleSet
from analytics.rules.pattern import pattern_fit
from analytics.rules.predicates import AGENCY_PREDICATES
from analytics.rules.rule_set import parse
from tests.analytics.rules import shipped
from tests.oracles import mixes


def allowed_by_hand(mix, name):
    """R4.2–R4.4 as plain conditions in hundredths of people, apart from the rule file."""
    n = sum(mix)
    very_good, good, needs, poor, very_poor = (100 * each for each in mix)
    return {
        "outstanding": very_good <= 70 * n and very_good >= max(good, needs, poor, very_poor),
        "good": good <= 70 * n
        and needs + poor >= 100
        and good >= max(very_good, needs, poor, very_poor),
        "needs_improvement": very_good <= 10 * n and needs >= 60 * n,
        "poor": very_good <= 10 * n and needs >= 10 * n and poor >= 60 * n,
        "very_poor": very_good == 0 and needs + poor >= 10 * n and very_poor >= 60 * n,
    }[name]


@pytest.mark.parametrize("name", AGENCY_PREDICATES)
@pytest.mark.parametrize("n", [5, 6, 7, 9])
def test_every_mix_is_judged_as_by_hand(rules, name, n):
    for mix in mixes(n):
        fit = pattern_fit(mix, name, rules)
        assert (fit.max_ok and fit.min_ok and fit.mode_ok) == allowed_by_hand(mix, name), mix
        assert bool(fit.outside) != allowed_by_hand(mix, name)


@pytest.mark.parametrize("name", AGENCY_PREDICATES)
@pytest.mark.parametrize("n", [5, 7, 10, 11])
def test_the_fewest_people_to_move_are_those_of_full_enumeration(rules, name, n):
    everything = np.array(list(mixes(n)))
    allowed = everything[[allowed_by_hand(mix, name) for mix in everything.tolist()]]
    for mix in everything[:: 1 if n < 8 else 5]:
        fit = pattern_fit(mix, name, rules)
        assert fit.n_to_move == np.abs(allowed - mix).sum(axis=1).min() // 2, mix
        assert fit.distance == fit.n_to_move / n
        assert allowed_by_hand(fit.nearest.tolist(), name)
        assert np.abs(fit.nearest - mix).sum() == 2 * fit.n_to_move


@given(
    st.lists(st.integers(0, 900), min_size=5, max_size=5).filter(lambda mix: sum(mix) >= 5),
    st.sampled_from(AGENCY_PREDICATES),
)
@settings(max_examples=200)
def test_the_nearest_mix_of_large_groups_is_allowed_and_keeps_everybody(mix, name):
    rules = shipped.rules()
    fit = pattern_fit(mix, name, rules)
    assert allowed_by_hand(fit.nearest.tolist(), name)
    assert fit.nearest.sum() == sum(mix)
    assert (fit.n_to_move == 0) == allowed_by_hand(mix, name)
    assert fit.n_to_move == np.abs(fit.nearest - mix).sum() // 2


def test_a_typical_agency_rated_good(rules):
    """2,190 people, 95 % Baik: at most floor(.7 × 2190) = 1533 may be Baik."""
    fit = pattern_fit([100, 2085, 3, 1, 1], "good", rules)
    (check,) = fit.outside
    assert (check.kind, check.predicates, check.n_limit, check.n_found) == (
        "most",
        ("good",),
        1533,
        2085,
    )
    assert check.basis.rule == "R4.2"
    assert (fit.max_ok, fit.min_ok, fit.mode_ok) == (False, True, True)
    assert fit.n_to_move == 552
    frame = fit.long().set_index("predicate")
    assert frame.loc["good", "upper_share"] == 1533 / 2190
    assert np.isnan(frame.loc["good", "lower_share"])
    assert frame["n"].sum() == 2190
    assert frame["national_share"].sum() == pytest.approx(1)


def test_nobody_below_in_a_good_agency_is_a_missing_person(rules):
    fit = pattern_fit([4, 6, 0, 0, 0], "good", rules)
    (check,) = fit.outside
    assert (check.kind, check.n_limit, check.share_limit) == ("least", 1, None)
    assert check.predicates == ("needs_improvement", "poor")
    assert fit.n_to_move == 1


def test_equal_largest_shares_count_as_the_mode(rules):
    assert pattern_fit([5, 5, 0, 0, 0], "outstanding", rules).mode_ok
    assert not pattern_fit([4, 6, 0, 0, 0], "outstanding", rules).mode_ok


def test_groups_under_five_are_too_small_to_judge(rules):
    fit = pattern_fit([0, 4, 0, 0, 0], "good", rules)
    assert fit.state == "too_small"
    assert fit.checks == ()
    assert pattern_fit([0, 5, 0, 0, 0], "good", rules).state == "judged"


def test_without_the_organisations_predicate_only_the_nation_is_compared(rules):
    fit = pattern_fit([10, 90, 0, 0, 0], None, rules)
    assert fit.state == "no_agency_predicate"
    assert fit.checks == ()
    assert np.isnan(fit.illustration).all()
    assert np.isnan(fit.long()[["lower_share", "upper_share"]].to_numpy(dtype=float)).all()
    assert fit.national.state == "compared"


def test_a_hidden_group_leaves_no_number(rules):
    fit = pattern_fit(np.full(5, np.nan), "good", rules)
    assert (fit.state, fit.n, fit.n_to_move) == ("hidden", 0, 0)
    frame = fit.long()
    assert frame[["n", "share", "lower_share", "upper_share"]].isna().all(axis=None)
    assert np.isnan([fit.distance, fit.national.distance, fit.national.p]).all()


def test_what_is_no_mix_or_no_predicate_is_refused(rules):
    with pytest.raises(InvalidCounts):
        pattern_fit([1, 2, -1, 0, 3], "good", rules)
    with pytest.raises(InvalidRatings, match="'excellent'"):
        pattern_fit([1, 2, 1, 0, 3], "excellent", rules)


def test_a_pattern_nobody_can_fit_is_refused(source):
    source["pattern"]["outstanding"]["limits"][0]["most_share"] = 0.1
    with pytest.raises(InvalidRuleSet, match="no mix"):
        pattern_fit([1, 2, 1, 0, 3], "outstanding", parse(source))
