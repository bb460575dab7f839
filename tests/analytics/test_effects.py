"""The rater model end to end: what must not change a figure, what data cannot tell, and cover."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.effects import Effects, fit_effects
from analytics.errors import AnalyticsError, TooLittleData
from analytics.linking import link
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import city, city_of_predicates, small_table

COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")


def fit(frame: pd.DataFrame, columns: Columns = COLUMNS, **options: int) -> Effects:
    return fit_effects(prepare(frame, columns), rng=np.random.default_rng(1), **options)


def assert_same_figures(one: Effects, two: Effects, *, scale: float = 1, shift: float = 0) -> None:
    assert np.allclose(one.leniency * scale, two.leniency, rtol=1e-5, atol=1e-6 * abs(scale))
    assert np.allclose(one.sd * abs(scale), two.sd, rtol=1e-5)
    assert np.allclose(one.adjusted * scale + shift, two.adjusted, rtol=1e-6)
    assert np.allclose(one.adjusted_sd * abs(scale), two.adjusted_sd, rtol=1e-5)
    assert np.allclose(one.link_share, two.link_share, atol=1e-5)


def test_the_order_of_rows_changes_nothing() -> None:
    frame = city(3, n_people=120, n_units=12).frame
    one, two = fit(frame), fit(frame.sample(frac=1, random_state=5))
    assert_same_figures(one, two)
    assert one.draws is not None
    assert two.draws is not None
    assert np.allclose(one.draws, two.draws, atol=1e-4)


def test_new_names_that_keep_their_order_change_nothing() -> None:
    frame = small_table(3)
    renamed = frame.assign(
        employee="x" + frame["employee"], rater="y" + frame["rater"], unit="z" + frame["unit"]
    )
    assert_same_figures(fit(frame), fit(renamed))


def test_names_in_another_order_give_the_same_person_the_same_figure() -> None:
    frame = small_table(3)
    turned = frame.assign(rater="r" + (9 - frame["rater"].str[1:].astype(int)).astype(str))
    assert np.allclose(fit(frame).leniency, fit(turned).leniency[::-1], atol=1e-6)


@pytest.mark.parametrize(("scale", "shift"), [(1, 1000), (0.01, 0), (100, -7), (-1, 0)])
def test_figures_follow_the_scale_of_the_score(scale: float, shift: float) -> None:
    frame = small_table(4)
    other = frame.assign(score=scale * frame["score"] + shift)
    one, two = fit(frame), fit(other)
    assert_same_figures(one, two, scale=scale, shift=shift)
    n, p = one.n_ratings, len(one.fixed)
    expected = one.reml_criterion + 2 * (n - p) * np.log(abs(scale))
    assert two.reml_criterion == pytest.approx(expected, abs=1e-4)


def test_a_lenient_rater_has_a_positive_figure() -> None:
    frame = small_table(4)
    raised = frame["score"] + 15 * (frame["rater"] == "r2")
    found = fit(frame.assign(score=raised)).leniency
    assert found.argmax() == 2
    assert found[2] > 3


def test_acting_superiors_get_a_fixed_effect_of_their_own() -> None:
    frame = city(5, n_people=300, n_units=20).frame
    acting = np.random.default_rng(2).random(len(frame)) < 0.3
    frame = frame.assign(type=np.where(acting, "acting", "superior"))
    frame["score"] += 5.0 * acting
    columns = Columns("employee", "rater", score="score", period="period", rater_type="type")
    term = {f.term: f for f in fit(frame, columns).fixed}["acting"]
    assert abs(term.estimate - 5) < 3 * term.se
    assert term.se < 0.3


def test_draws_have_the_spread_of_the_exact_prediction_errors() -> None:
    found = fit(city(6, n_people=150, n_units=15).frame, n_draws=2000)
    assert found.draws is not None
    assert found.draws.shape == (2000, 150)
    ratio = found.draws.std(axis=0) / found.adjusted_sd
    # 2000 draws: each sd within about 1.6 %, the mean of 150 far closer
    assert abs(ratio.mean() - 1) < 0.01
    assert np.abs(ratio - 1).max() < 0.08
    assert np.allclose(found.draws.mean(axis=0), found.adjusted, atol=0.3)


def test_who_has_no_link_rests_on_the_assumption_alone() -> None:
    frame = city(7, n_people=200, n_units=16, moves=0, new_heads=0.1).frame
    r = prepare(frame, COLUMNS)
    found = fit(frame)
    links = link(r.employee, r.rater, r.n_employees, r.n_raters)
    assert (links.grade == "C").any()
    assert (found.link_share[links.grade == "C"] < 0.01).all()
    assert (found.link_share[links.grade == "A"] > 0.1).all()


def table(employee: object, rater: object, score: object, **more: object) -> pd.DataFrame:
    return pd.DataFrame({"employee": employee, "rater": rater, "score": score, **more})


def noise(n: int) -> np.ndarray:
    return np.random.default_rng(0).normal(80, 5, n)


PEOPLE = np.arange(60)
TWICE = np.tile(PEOPLE, 2)
BARE = Columns("employee", "rater", score="score")
UNITS = Columns("employee", "rater", score="score", home_unit="unit")
TYPED = Columns("employee", "rater", score="score", rater_type="type")
POOR = {
    "a recap, units as raters": (
        table(PEOPLE, PEOPLE // 6, noise(60), unit=PEOPLE // 6),
        UNITS,
        {"no_moves", "one_rating_per_employee", "rater_or_home_unit", "one_rating_per_pair"},
    ),
    "a recap without units": (
        table(PEOPLE, PEOPLE // 6, noise(60)),
        BARE,
        {"no_moves", "one_rating_per_employee", "one_rating_per_pair"},
    ),
    "nobody moves": (table(TWICE, TWICE // 6, noise(120)), BARE, {"no_moves"}),
    "one rating a pair": (
        table(np.repeat(np.arange(12), 5), np.tile(np.arange(5), 12), noise(60)),
        BARE,
        {"one_rating_per_pair"},
    ),
    "one rating a rater": (
        table(PEOPLE // 4, PEOPLE, noise(60)),
        BARE,
        {"one_rating_per_rater", "one_rating_per_pair"},
    ),
    "one employee a rater": (
        table(np.arange(120) // 8, np.arange(120) // 2, noise(120)),
        BARE,
        {"one_employee_per_rater"},
    ),
    "one rater": (table(TWICE, "r", noise(120)), BARE, {"no_moves", "one_rater"}),
    "one employee": (
        table("e", np.arange(20) % 5, noise(20)),
        BARE,
        {"one_employee", "one_employee_per_rater"},
    ),
    "three ratings": (
        table([1, 2, 3], [1, 1, 2], [80.0, 81.0, 90.0]),
        BARE,
        {"no_moves", "one_rating_per_employee", "one_rating_per_pair"},
    ),
    "peers with one rating each": (
        table(
            np.r_[TWICE, np.arange(40)],
            np.r_[TWICE // 6, 100 + np.arange(40)],
            noise(160),
            type=["superior"] * 120 + ["peer"] * 40,
        ),
        TYPED,
        {"one_rating_per_rater:peer"},
    ),
    "ratings that repeat exactly": (
        table(TWICE, TWICE // 6, np.tile(noise(60), 2)),
        BARE,
        {"no_moves", "component_at_zero:residual"},
    ),
}


@pytest.mark.parametrize("case", POOR)
def test_data_that_cannot_tell_end_in_notes_and_finite_figures(case: str) -> None:
    frame, columns, reasons = POOR[case]
    found = fit(frame, columns, n_draws=10)
    zero = {r for r in found.not_separable if r.startswith("component_at_zero")}
    assert set(found.not_separable) - zero == {r for r in reasons if "at_zero" not in r}
    assert {r for r in reasons if "at_zero" in r} <= zero
    assert found.notes
    assert found.converged
    for values in (found.leniency, found.sd, found.theta, found.adjusted, found.adjusted_sd):
        assert np.isfinite(values).all()
    assert np.isfinite(found.reml_criterion)
    assert (found.sd > 0).all()
    assert (found.adjusted_sd > 0).all()


@pytest.mark.parametrize(
    "score", [[80.0] * 6, [80.0, None, None, None, None, None]], ids=["constant", "one rating"]
)
def test_scores_that_never_differ_are_an_error_in_words(score: list[float | None]) -> None:
    with pytest.raises(TooLittleData, match="say nothing"):
        fit(table(range(6), [1, 1, 2, 2, 3, 3], score), BARE)


def test_a_period_for_every_rating_is_an_error_in_words() -> None:
    frame = table(PEOPLE, PEOPLE // 6, noise(60), period=PEOPLE)
    with pytest.raises(AnalyticsError, match="leave nothing to compare"):
        fit(frame, Columns("employee", "rater", score="score", period="period"))


def test_extreme_scales_and_outliers_stay_finite() -> None:
    for score in (1e12 + 1e9 * noise(120), 1e-9 * noise(120), np.r_[noise(119), 1e9], -noise(120)):
        found = fit(table(TWICE, np.r_[PEOPLE // 6, PEOPLE // 5], score), BARE, n_draws=5)
        assert np.isfinite(found.leniency).all()
        assert (found.sd > 0).all()


def test_what_one_variance_cannot_divide_comes_with_three_scenarios() -> None:
    employee = np.tile(PEOPLE, 4)
    rng = np.random.default_rng(3)
    score = 80 + rng.normal(0, 4, 10)[employee // 6] + rng.normal(0, 2, employee.size)
    found = fit(table(employee, employee // 6, score, unit=employee // 6), UNITS)
    assert [s.unit_share for s in found.scenarios] == [0, 0.25, 0.5]
    wide = [np.abs(s.leniency).mean() for s in found.scenarios]
    assert wide[0] > wide[1] > wide[2] > 0
    assert np.allclose(found.leniency, found.scenarios[1].leniency)


@pytest.mark.parametrize(
    ("moves", "new_heads"), [(0.03, 0.06), (0.0, 0.05)], ids=["some move", "most never linked"]
)
@pytest.mark.long
def test_intervals_cover_in_every_link_grade(moves: float, new_heads: float) -> None:
    # 40 cities of 40 units, whose variances err together: cover has a sampling error of .01
    inside: list[np.ndarray] = []
    grades: list[np.ndarray] = []
    for seed in range(40):
        world = city(seed, n_people=300, n_units=40, moves=moves, new_heads=new_heads)
        r = prepare(world.frame, COLUMNS)
        found = fit_effects(r, rng=np.random.default_rng(seed), n_draws=0)
        error = found.leniency - world.leniency[r.raters.astype(int)]
        inside.append(np.abs(error) < 1.645 * found.sd)
        grades.append(link(r.employee, r.rater, r.n_employees, r.n_raters).grade)
    covered, grade = np.concatenate(inside), np.concatenate(grades)
    assert 0.85 <= covered.mean() <= 0.95
    for each in "ABC":
        here = grade == each
        assert here.sum() > 80
        assert 0.83 <= covered[here].mean() <= 0.96, each


@pytest.mark.parametrize("rater_variance", [0.1, 0.4], ids=["hardly differ", "differ"])
@pytest.mark.long
def test_intervals_for_shares_cover_on_the_national_mix(rater_variance: float) -> None:
    # about 1 000 raters: a sampling error of .01
    inside: list[np.ndarray] = []
    for seed in range(15):
        world = city_of_predicates(seed, rater_variance=rater_variance)
        r = prepare(world.frame, COLUMNS)
        assert r.is_predicate
        found = fit_effects(r, rng=np.random.default_rng(seed), n_draws=0)
        error = found.leniency - world.leniency[r.raters.astype(int)]
        inside.append(np.abs(error) < 1.645 * found.sd)
    assert 0.85 <= np.concatenate(inside).mean() <= 0.95


def test_predicates_end_in_shares() -> None:
    found = fit(city_of_predicates(3).frame)
    assert found.smallest == 0.05
    assert (np.abs(found.leniency) < 1).all()
    assert ((found.adjusted >= 0) & (found.adjusted <= 1)).all()
    assert found.adjusted.mean() == pytest.approx(0.115, abs=0.05)


def test_period_effects_taken_out_first_change_little(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = city(8, n_people=900, n_units=50).frame
    whole = fit(frame, n_draws=0)
    monkeypatch.setattr("analytics.effects.model.MANY_RATINGS", 1000)
    before = fit(frame, n_draws=0)
    assert any("taken out before" in note for note in before.notes)
    assert [f.term for f in before.fixed] == [f.term for f in whole.fixed]
    # both estimate the same six means from 5 400 ratings
    assert np.allclose(before.period_effect, whole.period_effect, atol=0.1)
    ratio = [b.se / w.se for b, w in zip(before.fixed, whole.fixed, strict=True)]
    assert np.allclose(ratio, 1, atol=0.1)
    assert np.allclose(before.leniency, whole.leniency, atol=0.05)
    assert np.allclose(before.adjusted, whole.adjusted, atol=0.1)
    assert np.allclose(before.sd, whole.sd, rtol=0.01)
