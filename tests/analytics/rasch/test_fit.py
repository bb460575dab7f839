"""The Rasch panel against the joint likelihood maximised by brute force, and a simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from analytics.errors import NotConverged, TooLittleData, TooMuchData
from analytics.rasch import fit_rasch


def draw(rng, employee, rater, item=None, *, tau=(-1.5, 0.0, 1.5)):
    """Draw scores 1, 2, … from the model, category by category."""
    eta = employee[:, None, None] + rater[None, :, None]
    eta = eta + (item if item is not None else np.zeros(1))[None, None, :]
    terms = eta[..., None] * np.arange(len(tau) + 1) - np.concatenate([[0], np.cumsum(tau)])
    p = np.exp(terms) / np.exp(terms).sum(axis=-1, keepdims=True)
    return 1 + (rng.random(eta.shape)[..., None] > np.cumsum(p, axis=-1)).sum(axis=-1)


def minus_log_likelihood(parameters, elements, sizes, x, m):
    """−log L and its gradient, rating by rating from P(x = k) ∝ exp(kη − Σ τ)."""
    starts = np.concatenate([[0], np.cumsum(sizes)])
    measures, tau = parameters[: starts[-1]], parameters[starts[-1] :]
    total, gradient = 0.0, np.zeros_like(parameters)
    for row, k in zip(elements, x, strict=True):
        at = starts[:-1] + row
        weight = np.exp(np.arange(m + 1) * measures[at].sum() - np.append(0, np.cumsum(tau)))
        p = weight / weight.sum()
        total -= np.log(p[k])
        gradient[at] -= k - p @ np.arange(m + 1)
        for h in range(1, m + 1):
            gradient[starts[-1] + h - 1] += (k >= h) - p[h:].sum()
    return total, gradient


def long_form(scores, there=None):
    there = np.ones(scores.shape, bool) if there is None else there
    return (*np.nonzero(there), scores[there].astype(float))


@pytest.fixture(scope="module")
def small():
    rng = np.random.default_rng(12)
    scores = draw(
        rng, rng.normal(0, 1, 9), np.array([-0.8, 0.1, 0.9, 0.3]), np.array([-0.4, 0, 0.6])
    )
    there = rng.random(scores.shape) < 0.8
    e, r, i, y = long_form(scores, there)
    return e, r, i, y, fit_rasch(e, r, y, facets=[("item", i)])


def test_measures_and_thresholds_maximise_the_joint_likelihood(small):
    e, r, i, y, panel = small
    assert not any(f.is_extreme.any() for f in panel.facets)
    elements, sizes = np.column_stack([e, r, i]), [9, 4, 3]
    x = (y - y.min()).astype(int)
    best = minimize(
        minus_log_likelihood, np.zeros(sum(sizes) + 3), args=(elements, sizes, x, 3), jac=True,
        method="BFGS", options={"gtol": 1e-9, "maxiter": 2000},
    )  # fmt: skip
    employee, rater, item, tau = np.split(best.x, [9, 13, 16])
    rater = rater + employee.mean() + item.mean() - tau.mean()
    assert panel.log_likelihood == pytest.approx(-best.fun, abs=1e-9)
    expected = [employee - employee.mean(), rater, item - item.mean()]
    for found, wanted in zip(panel.facets, expected, strict=True):
        np.testing.assert_allclose(found.measure, wanted, atol=1e-6)
    np.testing.assert_allclose(panel.thresholds.threshold[1:], tau - tau.mean(), atol=1e-6)


def test_standard_errors_are_the_curvature_of_the_likelihood(small):
    e, r, i, y, panel = small
    elements, sizes = np.column_stack([e, r, i]), [9, 4, 3]
    x = (y - y.min()).astype(int)
    at = np.concatenate([f.measure for f in panel.facets] + [panel.thresholds.threshold[1:]])
    se = np.concatenate([f.se for f in panel.facets] + [panel.thresholds.se[1:]])
    h = 1e-5
    for k in (0, 5, 9, 12, 14, 16, 18):
        up, down = at.copy(), at.copy()
        up[k] += h
        down[k] -= h
        gradient = [minus_log_likelihood(v, elements, sizes, x, 3)[1][k] for v in (up, down)]
        assert se[k] == pytest.approx(((gradient[0] - gradient[1]) / (2 * h)) ** -0.5, rel=1e-6)


def fitted_moments(panel, e, r, i, low):
    employee, rater, item = (f.measure for f in panel.facets)
    tau = panel.thresholds.threshold[1:]
    terms = (employee[e] + rater[r] + item[i])[:, None] * np.arange(tau.size + 1)
    terms = terms - np.append(0, np.cumsum(tau))
    p = np.exp(terms) / np.exp(terms).sum(axis=1, keepdims=True)
    values = low + np.arange(tau.size + 1)
    mean = p @ values
    return p, mean, p @ values**2 - mean**2


def test_observed_totals_are_the_expected_totals(small):
    e, r, i, y, panel = small
    p, mean, _ = fitted_moments(panel, e, r, i, y.min())
    for of in (e, r, i):
        np.testing.assert_allclose(np.bincount(of, y), np.bincount(of, mean), atol=1e-7)
    np.testing.assert_allclose(p.sum(axis=0), panel.thresholds.n, atol=1e-7)
    assert panel.largest_residual < 1e-7


def test_fit_is_the_mean_square_of_its_definition(small):
    e, r, i, y, panel = small
    _, mean, v = fitted_moments(panel, e, r, i, y.min())
    for facet, of in zip(panel.facets, (e, r, i), strict=True):
        for k in range(facet.n.size):
            mine = of == k
            infit = ((y - mean)[mine] ** 2).sum() / v[mine].sum()
            assert facet.infit[k] == pytest.approx(infit, rel=1e-8)
            assert facet.outfit[k] == pytest.approx(
                ((y - mean)[mine] ** 2 / v[mine]).mean(), rel=1e-8
            )
            assert facet.observed_mean[k] == pytest.approx(y[mine].mean())


def test_known_measures_are_found_with_their_sign():
    # 60 people × 12 raters × 6 items; error of a rater's measure about 1/√(360·V) < .08
    rng = np.random.default_rng(4)
    rater, item = rng.normal(0, 0.8, 12), np.linspace(-1, 1, 6)
    person = rng.normal(0, 1, 60)
    e, r, i, y = long_form(draw(rng, person, rater, item))
    panel = fit_rasch(e, r, y, facets=[("item", i)])
    # the joint method stretches by L/(L − 1), L = 72 ratings a person
    np.testing.assert_allclose(panel.facets[1].measure, rater + person.mean(), atol=0.25)
    np.testing.assert_allclose(panel.facets[2].measure, item, atol=0.2)
    np.testing.assert_allclose(panel.thresholds.threshold[1:], [-1.5, 0, 1.5], atol=0.12)
    assert np.corrcoef(panel.facets[0].measure, person)[0, 1] > 0.97
    assert panel.facets[0].separation_reliability > 0.95
    for facet in panel.facets[1:]:
        assert ((facet.infit > 0.8) & (facet.infit < 1.2)).all()


def test_a_lenient_rater_an_easy_item_and_a_good_employee_are_positive():
    y = np.array([[[3, 2], [2, 1]], [[2, 2], [1, 1]], [[3, 3], [3, 2]], [[2, 1], [1, 2]]], float)
    e, r, i, y = long_form(y)
    panel = fit_rasch(e, r, y, facets=[("item", i)])
    employee, rater, item = (f.measure for f in panel.facets)
    assert rater[0] > rater[1]
    assert item[0] > item[1]
    assert employee.argmax() == 2
    assert employee.mean() == pytest.approx(0, abs=1e-12)
    assert item.mean() == pytest.approx(0, abs=1e-12)


def test_extreme_elements_are_shown_without_measure_and_change_nothing_for_others():
    rng = np.random.default_rng(6)
    scores = draw(rng, rng.normal(0, 1, 30), rng.normal(0, 0.5, 5))
    e, r, _, y = long_form(scores)
    plain = fit_rasch(e, r, y)
    assert not plain.facets[0].is_extreme.any()
    top = fit_rasch(np.append(e, [99] * 5), np.append(r, range(5)), np.append(y, [4] * 5))
    facet = top.facets[0]
    assert facet.is_extreme.tolist() == [False] * 30 + [True]
    assert np.isnan([facet.measure[-1], facet.se[-1], facet.infit[-1], facet.outfit[-1]]).all()
    assert (facet.n[-1], facet.observed_mean[-1], facet.subset[-1]) == (5, 4, 1)
    np.testing.assert_allclose(facet.measure[:-1], plain.facets[0].measure, atol=1e-9)
    assert top.n_fitted == y.size
    assert any("1 of 31" in note for note in top.notes)


def test_unused_categories_are_closed_up_and_reported():
    rng = np.random.default_rng(7)
    e, r, _, y = long_form(draw(rng, rng.normal(0, 1, 25), rng.normal(0, 0.5, 4)))
    plain = fit_rasch(e, r, y)
    gapped = fit_rasch(e, r, np.where(y > 2, y + 2, y))
    assert gapped.closed_up == (3, 4)
    assert any("3, 4" in note for note in gapped.notes)
    assert gapped.thresholds.category.tolist() == [1, 2, 5, 6]
    np.testing.assert_allclose(gapped.facets[1].measure, plain.facets[1].measure, atol=1e-9)


def test_subsets_are_each_centred_and_announced():
    rng = np.random.default_rng(8)
    one = draw(rng, rng.normal(2, 1, 20), rng.normal(0, 0.5, 3))
    two = draw(rng, rng.normal(-2, 1, 12), rng.normal(0, 0.5, 3))
    e1, r1, _, y1 = long_form(one)
    e2, r2, _, y2 = long_form(two)
    e, r, y = np.append(e1, e2 + 50), np.append(r1, r2 + 50), np.append(y1, y2)
    panel = fit_rasch(e, r, y)
    employee, rater = panel.facets
    assert panel.n_subsets == 2
    fitted = ~employee.is_extreme
    for number in (1, 2):
        mine = (employee.subset == number) & fitted
        assert employee.measure[mine].mean() == pytest.approx(0, abs=1e-10)
    assert rater.subset.tolist() == [1, 1, 1, 2, 2, 2]
    assert any("2 subsets" in note for note in panel.notes)
    # items rated in both subsets are one scale, people and raters still are not comparable
    items = np.arange(y.size) % 2
    again = fit_rasch(e, r, y, facets=[("item", items)])
    assert again.n_subsets == 2
    assert again.facets[2].measure.mean() == pytest.approx(0, abs=1e-10)


def test_an_item_of_one_rater_only_is_called_confounded():
    rng = np.random.default_rng(9)
    e, r, _, y = long_form(draw(rng, rng.normal(0, 1, 30), rng.normal(0, 0.5, 4)))
    panel = fit_rasch(e, r, y, facets=[("form", r * 2 + rng.integers(2, size=r.size))])
    assert any("'form'" in note and "confounded" in note for note in panel.notes)
    clean = fit_rasch(e, r, y, facets=[("form", rng.integers(2, size=r.size))])
    assert not any("confounded" in note for note in clean.notes)


def test_a_planted_interaction_is_found_with_its_sign():
    rng = np.random.default_rng(10)
    scores = draw(rng, rng.normal(0, 0.7, 20), rng.normal(0, 0.5, 5), np.zeros(12))
    scores[3, 2, :] = np.minimum(scores[3, 2, :] + 2, 4)
    e, r, i, y = long_form(scores)
    pairs = fit_rasch(e, r, y, facets=[("item", i)]).interactions
    found = int(np.argmax(pairs.t))
    assert (pairs.employee[found], pairs.rater[found]) == (3, 2)
    assert pairs.bias[found] > 1
    assert pairs.n.tolist() == [12] * 100
    np.testing.assert_allclose(np.sign(pairs.observed - pairs.expected), np.sign(pairs.bias))


def test_an_interaction_solves_its_own_score_equation(small):
    from scipy.optimize import brentq

    e, r, i, y, panel = small
    employee, rater, item = (f.measure for f in panel.facets)
    tau = np.append(0, np.cumsum(panel.thresholds.threshold[1:]))
    pairs = panel.interactions
    for k in range(pairs.n.size):
        mine = (e == pairs.employee[k]) & (r == pairs.rater[k])
        eta = (employee[e] + rater[r] + item[i])[mine]
        steps = np.arange(4)

        def left(b, eta=eta, mine=mine, steps=steps):
            weight = np.exp((eta + b)[:, None] * steps - tau)
            mean = (weight @ steps) / weight.sum(axis=1)
            total = np.clip((y[mine] - 1).sum(), 0.3, 3 * mine.sum() - 0.3)
            return total - mean.sum()

        assert pairs.bias[k] == pytest.approx(brentq(left, -30, 30, xtol=1e-12), abs=1e-8)


def test_separated_groups_get_finite_measures_in_subsets():
    # raters 90 and 91 give group A only the lowest and group B only the highest score, so no
    # distance between the groups is large enough; nobody else rated in both
    rng = np.random.default_rng(13)
    groups = [draw(rng, rng.normal(0, 1, 15), rng.normal(0, 0.5, 4)) for _ in range(2)]
    rows = []
    for k, (scores, extreme) in enumerate(zip(groups, (1, 4), strict=True)):
        e, r, _, y = long_form(scores)
        rows.append(np.column_stack([e + 20 * k, r + 10 * k, y]))
        people = np.unique(e) + 20 * k
        rows += [np.column_stack(np.broadcast_arrays(people, 90 + j, extreme)) for j in (0, 1)]
    e, r, y = np.vstack(rows).T
    panel = fit_rasch(e.astype(int), r.astype(int), y)
    apart = r < 90
    alone = fit_rasch(e[apart].astype(int), r[apart].astype(int), y[apart])
    assert panel.largest_residual < 1e-7
    assert panel.n_subsets == alone.n_subsets == 2
    assert panel.facets[1].is_extreme.tolist() == [False] * 8 + [True] * 2
    np.testing.assert_allclose(panel.facets[0].measure, alone.facets[0].measure, atol=1e-9)


@pytest.mark.parametrize(
    ("e", "r", "y", "said"),
    [
        ([], [], [], "no rating"),
        ([1, 1, 2, 2], [1, 2, 1, 2], [3, 3, 3, 3], "All scores are 3"),
        ([1, 2, 3, 4], [1, 1, 1, 1], [1, 2, 3, 2], "No employee has two ratings"),
        ([1, 1, 2, 2], [1, 2, 1, 2], [1, 1, 2, 2], "no measure is finite"),
    ],
)
def test_data_without_information_end_in_a_sentence(e, r, y, said):
    with pytest.raises(TooLittleData, match=said):
        fit_rasch(np.array(e), np.array(r), np.array(y, float))


@pytest.mark.parametrize(
    ("e", "r", "y", "said"),
    [
        (np.arange(400) // 2, np.arange(400) % 2, np.arange(400), "400 different values"),
        (np.arange(14_000), np.arange(14_000) // 2, np.arange(14_000) % 3, "made for one agency"),
    ],
)
def test_more_than_a_panel_is_refused_before_it_fills_the_memory(e, r, y, said):
    e = np.append(e, e[0])
    with pytest.raises(TooMuchData, match=said):
        fit_rasch(e, np.append(r, r[0]), np.append(y, y[0]).astype(float))


def test_two_raters_of_one_person_have_the_logits_of_their_shares():
    # beside the raters everything is a shift: the information left after absorbing them is 0
    e, r, y = np.array([[0, 0, 1], [0, 0, 4], [0, 0, 4], [0, 1, 1], [0, 1, 1], [0, 1, 4]]).T
    panel = fit_rasch(e, r, y.astype(float))
    np.testing.assert_allclose(panel.facets[1].measure, [np.log(2), -np.log(2)], atol=1e-9)


def test_scores_far_apart_are_categories_all_the_same():
    rng = np.random.default_rng(14)
    e, r, _, y = long_form(draw(rng, rng.normal(0, 1, 25), rng.normal(0, 0.5, 4)))
    far = fit_rasch(e, r, y**20)
    np.testing.assert_allclose(far.facets[1].measure, fit_rasch(e, r, y).facets[1].measure)
    assert far.closed_up == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2), st.integers(1, 4)),
        min_size=1,
        max_size=60,
    )
)
@settings(deadline=None, max_examples=150)
@pytest.mark.long
def test_any_table_ends_in_tight_score_equations_or_a_sentence(rows):
    e, r, i, y = np.array(rows).T
    try:
        panel = fit_rasch(e, r, y.astype(float), facets=[("item", i)])
    except (TooLittleData, NotConverged):
        return
    assert panel.largest_residual < 1e-5
    for facet in panel.facets:
        assert np.isfinite(facet.measure[~facet.is_extreme]).all()
        assert (facet.subset >= 1).all()
        assert (np.isnan(facet.measure) == facet.is_extreme).all()
    assert np.isfinite(panel.interactions.bias).all()


def test_row_order_and_names_change_nothing(small):
    e, r, i, y, panel = small
    order = np.random.default_rng(1).permutation(y.size)
    names = np.array([f"p{k:02d}" for k in range(9)])
    again = fit_rasch(names[e][order], r[order], y[order], facets=[("item", i[order])])
    for a, b in zip(panel.facets, again.facets, strict=True):
        np.testing.assert_allclose(a.measure, b.measure, atol=1e-9)
