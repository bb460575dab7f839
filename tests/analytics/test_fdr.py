import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control, norm

from analytics.errors import InvalidSetting
from analytics.fdr import bayesian_false_discovery, benjamini_hochberg

p_values = arrays(np.float64, st.integers(1, 40), elements=st.floats(0, 1))


@given(p_values)
def test_q_is_that_of_scipy(p):
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p), abs=1e-12)


@given(p_values)
def test_what_was_not_tested_does_not_count_in_the_family(p):
    with_gaps = np.full(2 * p.size, np.nan)
    with_gaps[::2] = p
    q = benjamini_hochberg(with_gaps)
    assert np.isnan(q[1::2]).all()
    assert q[::2] == pytest.approx(benjamini_hochberg(p))


def test_the_share_of_false_reports_stays_below_the_level():
    """80 true nulls, 20 effects of 3 sd: expected false share 4 % of the reports at q = .05."""
    rng = np.random.default_rng(5)
    z = rng.normal(size=(2000, 100))
    z[:, :20] += 3
    p = 2 * norm.sf(np.abs(z))
    false, reported = [], []
    for row in p:
        q = benjamini_hochberg(row)
        reported.append((q <= 0.05).sum())
        false.append((q[20:] <= 0.05).sum() / max(reported[-1], 1))
    assert np.mean(false) < 0.05
    assert np.mean(reported) > 8


def test_a_p_outside_its_range_is_refused():
    with pytest.raises(InvalidSetting):
        benjamini_hochberg(np.array([0.2, 1.2]))


@given(p_values, st.floats(0, 1))
def test_reports_are_the_most_whose_mean_probability_of_being_false_is_at_most_q(lfdr, q):
    reported = bayesian_false_discovery(lfdr, q=q)
    rising = np.sort(lfdr)
    most = max((i for i in range(lfdr.size + 1) if rising[:i].sum() <= i * q + 1e-12), default=0)
    assert reported.sum() <= most
    assert reported.sum() == 0 or lfdr[reported].mean() <= q + 1e-12
    more = rising[: reported.sum() + 1]
    assert more.size == reported.sum() or more.mean() > q - 1e-12


def test_what_was_not_tested_is_never_reported():
    assert bayesian_false_discovery(np.array([np.nan, 0.01])).tolist() == [False, True]


def test_a_probability_outside_its_range_is_refused():
    with pytest.raises(InvalidSetting):
        bayesian_false_discovery(np.array([1.2]))
