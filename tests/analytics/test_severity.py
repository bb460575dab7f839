import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from analytics.errors import InvalidSetting
from analytics.severity import VERDICTS, flag_severity, judge_severity, stretch_of_shares

N = 12
points = arrays(np.float64, N, elements=st.floats(-40, 40))
sds = arrays(np.float64, N, elements=st.floats(0.05, 12))
masks = arrays(np.bool_, N)
grades = arrays("U1", N, elements=st.sampled_from("ABC"))
counts = arrays(np.int64, N, elements=st.integers(1, 9))


@given(points, sds, masks, st.floats(0.1, 10))
@pytest.mark.long
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


def test_the_stretch_of_a_team_is_the_ratio_of_what_a_leniency_adds_there():
    """A small leniency on the probit scale, added to a team of 40 % and to everybody's 11.5 %."""
    small = 1e-4
    p, t = 0.115, 0.4
    added = [norm.cdf(norm.ppf(share) + small) - share for share in (t, p)]
    many = np.array([10**9])  # the own share alone counts
    found = stretch_of_shares(np.array([added[0]]), np.array([t + added[0]]), many, level=p)
    assert found[0] == pytest.approx(added[0] / added[1], rel=1e-3)
    weak = stretch_of_shares(np.zeros(1), np.array([0.03]), many, level=p)
    assert weak[0] == 1.0


def test_what_a_strong_team_takes_easily_is_no_clear_verdict():
    """sd .01: .08 is surely above .05, but not where the same leniency adds twice as much."""
    s, sd, f = np.array([0.08, 0.08, -0.16]), np.full(3, 0.01), np.array([1.0, 2.0, 2.0])
    counts = {"n_ratings": np.full(3, 50), "n_employees": np.full(3, 10)}
    found = judge_severity(
        s, sd, np.full(3, "A"), **counts, objective_accepted=False, smallest=0.05, stretch=f, q=0.02
    )
    assert found.verdict.tolist() == ["clearly_lenient", "possibly_lenient", "clearly_stricter"]
    assert found.lfdr[0] == found.lfdr[1]


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
