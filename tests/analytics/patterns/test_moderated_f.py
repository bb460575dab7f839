import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.patterns.moderated_f import (
    MIN_RATERS,
    compare_variances,
    f_above,
    f_below,
    fit_variance_norm,
)


@given(st.floats(0.01, 20), st.integers(1, 80), st.floats(1.5, 1000))
def test_tails_are_those_of_scipy(ratio, df, d0):
    df = np.array([float(df)])
    assert f_below(ratio, df, d0)[0] == pytest.approx(stats.f.cdf(ratio, df, d0)[0], rel=1e-9)
    assert f_above(ratio, df, d0)[0] == pytest.approx(stats.f.sf(ratio, df, d0)[0], rel=1e-9)


def variances(rng, n, *, s2=3.0, d0=12.0):
    df = rng.integers(8, 40, n).astype(float)
    return s2 * stats.f.rvs(df, d0, random_state=rng), df


@pytest.mark.parametrize("tail", ["low", "high"])
@pytest.mark.long
def test_the_norm_is_found_in_spite_of_a_tenth_of_odd_raters_at_each_end(tail):
    """3000 raters: the fitted s0² has an error of about 2 %, d0 one of about 15 %."""
    rng = np.random.default_rng(4)
    V, df = variances(rng, 3000)
    V[:300] *= 0.1
    V[300:600] *= 8
    norm = fit_variance_norm(V, df, tail=tail)
    assert norm.usual == pytest.approx(3.0, rel=0.12)
    assert np.exp(norm.weight @ np.log(norm.prior_df)) == pytest.approx(12, rel=0.5)
    assert norm.weight.sum() == pytest.approx(1)


@pytest.mark.parametrize("tail", ["low", "high"])
@pytest.mark.long
def test_p_values_of_usual_raters_are_uniform(tail):
    rng = np.random.default_rng(8)
    p = []
    for _ in range(60):
        V, df = variances(rng, 80)
        all_ = np.ones(80, dtype=bool)
        p.append(compare_variances(V, df, all_, np.zeros(80, dtype=int), tail=tail).p)
    shares = [(np.concatenate(p) < at).mean() for at in (0.01, 0.05, 0.2)]
    assert shares == pytest.approx([0.01, 0.05, 0.2], rel=0.35)


def test_the_unit_of_the_variances_does_not_matter():
    V, df = variances(np.random.default_rng(1), 60)
    testable, family = np.ones(60, dtype=bool), np.zeros(60, dtype=int)
    one = compare_variances(V, df, testable, family, tail="low")
    other = compare_variances(1e6 * V, df, testable, family, tail="low")
    assert other.p == pytest.approx(one.p, rel=1e-4)


def test_families_have_norms_of_their_own():
    rng = np.random.default_rng(2)
    V, df = variances(rng, 80)
    family = np.repeat([0, 1], 40)
    testable = np.ones(80, dtype=bool)
    together = compare_variances(V, df, testable, family, tail="low")
    alone = compare_variances(V[:40], df[:40], testable[:40], family[:40], tail="low")
    assert together.p[:40] == pytest.approx(alone.p)


def test_too_few_raters_have_no_norm():
    V, df = variances(np.random.default_rng(3), MIN_RATERS - 1)
    assert fit_variance_norm(V, df, tail="low") is None


def test_a_scale_on_which_most_never_differ_has_no_norm():
    V = np.r_[np.zeros(30), np.ones(20)]
    assert fit_variance_norm(V, np.full(50, 10.0), tail="low") is None


def test_who_is_not_testable_has_no_part_in_the_norm():
    V, df = variances(np.random.default_rng(5), 60)
    testable = np.arange(60) < 50
    with_odd = np.where(testable, V, 1e6)
    family = np.zeros(60, dtype=int)
    one = compare_variances(V, df, testable, family, tail="high")
    two = compare_variances(with_odd, df, testable, family, tail="high")
    assert np.isnan(one.p[50:]).all()
    assert two.p[:50] == pytest.approx(one.p[:50])
