import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from analytics.errors import InvalidSetting
from analytics.severity import VERDICTS, flag_severity, judge_severity

N = 12
points = arrays(np.float64, N, elements=st.floats(-40, 40))
sds = arrays(np.float64, N, elements=st.floats(0.05, 12))
masks = arrays(np.bool_, N)
grades = arrays("U1", N, elements=st.sampled_from("ABC"))
counts = arrays(np.int64, N, elements=st.integers(1, 9))


@given(points, sds, masks, st.floats(0.1, 10))
def test_lfdr_is_the_posterior_probability_of_a_difference_that_does_not_matter(s, sd, linked, D):
    flags = flag_severity(s, sd, linked, smallest=D)
    expected = [norm(m, d).cdf(D) - norm(m, d).cdf(-D) for m, d in zip(s, sd, strict=True)]
    assert flags.lfdr == pytest.approx(expected, abs=1e-12)


@given(points, sds, masks)
def test_strict_and_lenient_are_treated_alike(s, sd, linked):
    lenient = flag_severity(s, sd, linked, smallest=4)
    strict = flag_severity(-s, sd, linked, smallest=4)
    assert (lenient.flagged == strict.flagged).all()


@given(points, sds, masks, st.floats(0.01, 0.3))
def test_flags_are_the_longest_run_whose_mean_lfdr_stays_below_q(s, sd, linked, q):
    flags = flag_severity(s, sd, linked, smallest=4, q=q)
    assert not flags.flagged[~linked].any()
    assert flags.n_tested == linked.sum()
    chosen = np.sort(flags.lfdr[flags.flagged])
    left = np.sort(flags.lfdr[linked & ~flags.flagged])
    if chosen.size:
        assert chosen.mean() <= q * (1 + 1e-12)
    if left.size:  # one more would break the bound
        assert np.append(chosen, left[0]).mean() > q * (1 - 1e-12)
        assert chosen.size == 0 or chosen[-1] <= left[0]


def test_a_point_posterior_is_certain():
    flags = flag_severity(np.array([0.0, 9.0]), np.zeros(2), np.ones(2, dtype=bool), smallest=4)
    assert flags.lfdr.tolist() == [1.0, 0.0]
    assert flags.flagged.tolist() == [False, True]


@pytest.mark.parametrize(("s", "sd", "D"), [(0.0, -1.0, 4), (np.nan, 1.0, 4), (0.0, 1.0, 0)])
def test_impossible_figures_are_refused(s, sd, D):
    with pytest.raises(InvalidSetting):
        flag_severity(np.array([s]), np.array([sd]), np.array([True]), smallest=D)


def slow_verdict(s, sd, grade, n_ratings, n_employees, objective, is_flagged):
    if n_employees < 3 or n_ratings < 5:
        return "not_enough_data"
    if grade == "C" and not objective:
        return "not_identified"
    side = "lenient" if s > 0 else "stricter"
    if is_flagged:
        return f"clearly_{side}"
    low, high = norm(s, sd).ppf([0.05, 0.95])
    return f"possibly_{side}" if low > 0 or high < 0 else "not_distinguishable"


@given(points, sds, grades, counts, counts, st.booleans())
def test_the_first_verdict_that_applies_is_given(s, sd, grade, n_ratings, n_employees, objective):
    found = judge_severity(
        s,
        sd,
        grade,
        n_ratings=n_ratings,
        n_employees=n_employees,
        objective_accepted=objective,
        smallest=4,
    )
    may = (n_employees >= 3) & (n_ratings >= 5) & ((grade != "C") | objective)
    flagged = flag_severity(s, sd, may, smallest=4).flagged
    rows = zip(s, sd, grade, n_ratings, n_employees, flagged, strict=True)
    expected = [slow_verdict(a, b, g, n, m, objective, f) for a, b, g, n, m, f in rows]
    assert found.verdict.tolist() == expected
    assert set(expected) <= set(VERDICTS)


def test_at_most_one_in_twenty_flags_is_false_when_the_model_holds():
    """200 cities of 300 raters: the false share has sd .002, so .055 fails by chance below 1 %."""
    rng = np.random.default_rng(7)
    s = rng.normal(0, 5, (200, 300))
    sd_error = 2.0
    seen = s + rng.normal(0, sd_error, s.shape)
    shrink = 25 / (25 + sd_error**2)
    sd = np.full(300, np.sqrt(25 * (1 - shrink)))
    false = flagged = 0
    for truth, observed in zip(s, seen, strict=True):
        flags = flag_severity(shrink * observed, sd, np.ones(300, dtype=bool), smallest=4).flagged
        flagged += flags.sum()
        false += (flags & (np.abs(truth) < 4)).sum()
    assert flagged > 200 * 40
    assert 0.03 < false / flagged < 0.055
