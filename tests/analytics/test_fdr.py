import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control, norm

from analytics.errors import InvalidSetting
from analytics.fdr import benjamini_hochberg

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
