"""Each test of a habit beside a slow computation of its statistic, and on simulated cities.

Chances: powers are measured over some hundred planted raters (sd .03), false shares over about as
many flags (sd .02); limits leave three sds.
"""

import numpy as np
import pytest

from analytics.patterns.drift import find_drift
from analytics.patterns.dyad import describe_dyads
from analytics.patterns.group_effect import find_group_effect, pool_contrasts
from analytics.patterns.halo import find_halo, item_spread
from analytics.patterns.inconsistency import find_inconsistency
from analytics.patterns.others import others_view
from analytics.patterns.range_restriction import use_of_end
from analytics.patterns.slope import find_low_slope
from analytics.patterns.spread import find_low_spread, own_spread
from tests.analytics.patterns.nets import simulated_net
from tests.analytics.simulated import City

TENTH = {"drift": 0.1, "central": 0.1, "halo": 0.1, "inconsistent": 0.1}
FINDERS = {
    "drift": lambda net, links: find_drift(net, linked=links.grade != "C"),
    "central": lambda net, links: find_low_spread(net),
    "halo": lambda net, links: find_halo(net),
    "inconsistent": lambda net, links: find_inconsistency(net),
}


def counts(city, *, seeds, n_levels=0):
    """Planted and found, flagged and falsely flagged raters by habit."""
    totals = {habit: np.zeros(4) for habit in FINDERS}
    for seed in range(seeds):
        simulation, net, links = simulated_net(seed, city, n_levels=n_levels)
        for habit, find in FINDERS.items():
            result = find(net, links)
            truth = simulation.habit.get(habit, np.zeros(net.n_raters, dtype=bool))
            totals[habit] += (
                (truth & result.is_testable).sum(),
                (truth & result.is_flagged).sum(),
                result.n_flagged,
                (~truth & result.is_flagged).sum(),
            )
    return totals


@pytest.mark.long
def test_planted_habits_are_found_and_few_others():
    for habit, least in {"drift": 0.9, "central": 0.65, "halo": 0.8, "inconsistent": 0.8}.items():
        planted, found, flagged, false = counts_of_tenths()[habit]
        assert found / planted > least, habit
        assert false / flagged < 0.08, habit


_cache = {}


def counts_of_tenths():
    if not _cache:
        _cache.update(counts(City(planted=TENTH), seeds=10))
    return _cache


@pytest.mark.long
def test_a_city_without_habits_has_next_to_no_flags():
    """6 cities of 120 raters: at 5 % one false flag is expected in 20 cities and test."""
    totals = counts(City(team_mix=0.4), seeds=6)
    assert sum(flagged for _, _, flagged, _ in totals.values()) <= 3


@pytest.mark.long
def test_levels_near_their_end_make_nobody_drift():
    """Three levels and inflation: strict and lenient raters move differently."""
    planted, found, flagged, false = counts(City(planted=TENTH), seeds=6, n_levels=3)["drift"]
    assert found / planted > 0.8
    assert false / flagged < 0.1


def test_drift_is_not_called_inconsistency():
    totals = counts(City(planted={"drift": 0.3}), seeds=4)
    assert totals["inconsistent"][2] == 0
    assert totals["drift"][1] / totals["drift"][0] > 0.9


@pytest.fixture(scope="module")
def city():
    return simulated_net(3, City(n_raters=30, planted=TENTH))


def rows_of(net, rater):
    return np.flatnonzero(net.cell_rater[net.cell] == rater)


def test_the_slope_of_drift_is_least_squares_with_a_mean_for_each_person(city):
    _, net, links = city
    result = find_drift(net, linked=links.grade != "C")
    for rater in range(3):
        rows = rows_of(net, rater)
        people = np.unique(net.cell[rows], return_inverse=True)[1]
        X = np.column_stack((net.period[rows], np.eye(people.max() + 1)[people]))
        slope = np.linalg.lstsq(X, net.net[rows], rcond=None)[0][0]
        assert result.statistic[rater] == pytest.approx(slope)


def test_inconsistency_is_the_residual_variance_of_that_fit(city):
    _, net, _ = city
    result = find_inconsistency(net)
    variances = []
    for rater in range(6):
        rows = rows_of(net, rater)
        people = np.unique(net.cell[rows], return_inverse=True)[1]
        X = np.column_stack((net.period[rows], np.eye(people.max() + 1)[people]))
        beta, *_ = np.linalg.lstsq(X, net.net[rows], rcond=None)
        rss = ((net.net[rows] - X @ beta) ** 2).sum()
        variances.append(rss / (rows.size - people.max() - 2))
    ratio = result.statistic[:6] / np.array(variances)
    assert ratio == pytest.approx(ratio[0])  # one usual variance for all


def test_own_spread_is_a_weighted_variance_of_the_people(city):
    _, net, _ = city
    spread = own_spread(net)
    ratios = []
    for rater in range(5):
        cells = np.flatnonzero(net.cell_rater == rater)
        w = 1 / (4.0**2 + 1.5**2 + 3.0**2 / net.cell_n[cells])
        m = net.cell_mean[cells]
        centre = np.average(m, weights=w)
        ratios.append((w * (m - centre) ** 2).sum() / (cells.size - 1) / spread.variance[rater])
        assert spread.df[rater] == cells.size - 1
    # up to the room on the scale, which differs little among raters of scores
    assert ratios == pytest.approx([1] * 5, rel=0.3)


def test_item_spread_is_the_variance_within_each_appraisal(city):
    _, net, _ = city
    spread = item_spread(net)
    z = net.items - net.items.mean(axis=0)
    variance = z.var(axis=1, ddof=1)
    for rater in range(4):
        of_cells = [
            variance[net.cell == cell].mean() for cell in np.flatnonzero(net.cell_rater == rater)
        ]
        assert spread.variance[rater] == pytest.approx(np.mean(of_cells))
        assert spread.n_people[rater] == len(of_cells)
        assert spread.df[rater] == pytest.approx(6 * len(of_cells))
    assert (spread.identical_share == 0).all()


def test_too_few_people_are_not_tested_and_told_how_many_would_be_enough():
    _, net, links = simulated_net(1, City(n_raters=20, team_size=(2, 4), n_periods=2))
    for find in FINDERS.values():
        result = find(net, links)
        short = result.n_used < result.n_needed
        assert short.any()
        assert not result.is_testable[short].any()
        assert np.isnan(result.p[short]).all()
        assert np.isnan(result.statistic[short]).all()


def test_one_rating_per_person_says_nothing_about_drift_or_inconsistency():
    _, net, links = simulated_net(2, City(n_raters=20, n_periods=1))
    assert not find_drift(net, linked=links.grade != "C").is_testable.any()
    assert not find_inconsistency(net).is_testable.any()


def test_drift_of_a_rater_without_links_is_not_identified():
    _, net, links = simulated_net(2, City(n_raters=20, move_share=0))
    result = find_drift(net, linked=links.grade != "C")
    assert result.is_testable.all()
    assert not result.is_identified.any()


@pytest.mark.parametrize("habit", list(FINDERS))
def test_adding_a_constant_changes_no_test_and_scaling_only_drift_in_points(habit):
    city = City(n_raters=30, planted=TENTH)
    _, net, links = simulated_net(5, city)
    moved = type(net)(
        **{
            **vars(net),
            "net": 10 * net.net + 100,
            "cell_mean": 10 * net.cell_mean + 100,
            "items": 10 * net.items + 100,
            "employee_variance": 100 * net.employee_variance,
            "home_variance": 100 * net.home_variance,
            "pair_variance": 100 * net.pair_variance,
            "residual_variance": 100 * net.residual_variance,
        }
    )
    one, two = FINDERS[habit](net, links), FINDERS[habit](moved, links)
    assert two.p == pytest.approx(one.p, rel=1e-3, nan_ok=True)
    scale = 10 if habit == "drift" else 1
    assert two.statistic == pytest.approx(scale * one.statistic, rel=1e-3, nan_ok=True)


def test_what_others_predict_is_the_conditional_mean_of_the_person(city):
    """Three raters of one person: the joint normal distribution, inverted."""
    _, net, _ = city
    leniency = np.random.default_rng(0).normal(0, 3, net.n_raters)
    view = others_view(net, leniency)
    sizes = np.bincount(net.cell_employee)
    employee = int(np.flatnonzero(sizes >= 3)[0])
    cells = np.flatnonzero(net.cell_employee == employee)
    r = net.cell_mean[cells] - leniency[net.cell_rater[cells]]
    own = net.pair_variance + net.residual_variance[net.cell_rater[cells]] / net.cell_n[cells]
    V = net.employee_variance * np.ones((cells.size, cells.size)) + np.diag(own)
    for at, cell in enumerate(cells):
        others = np.delete(np.arange(cells.size), at)
        gain = V[at, others] @ np.linalg.inv(V[np.ix_(others, others)])
        assert view.theta[cell] == pytest.approx(gain @ r[others])
        assert view.variance[cell] == pytest.approx(V[at, at] - gain @ V[others, at])


@pytest.mark.parametrize("move_share", [0.0, 0.2])
def test_nobody_is_named_for_a_group_gap_and_the_pooled_one_is_found(move_share):
    """Four cities: their mean estimate has a sd of .1, whether people have one rater or several."""
    city = City(group_gap=2.0, group_gap_sd=1.0, move_share=move_share, team_size=(12, 30))
    estimates = []
    for seed in range(4):
        simulation, net, _ = simulated_net(seed, city)
        found = find_group_effect(net, simulation.leniency)
        assert not found.result.is_flagged.any()
        assert found.pooled.mean / found.pooled.se < -3
        estimates.append(found.pooled.mean)
    assert np.mean(estimates) == pytest.approx(-2.0, abs=0.35)


def test_group_p_values_are_uniform_when_raters_are_alike():
    p = []
    for seed in range(5):
        _, net, _ = simulated_net(seed, City(move_share=0.0, team_mix=0.0, home_sd=0.0))
        p.append(find_group_effect(net, np.zeros(net.n_raters)).result.p)
    p = np.concatenate(p)
    p = p[np.isfinite(p)]
    assert p.size > 500
    assert (p < 0.05).mean() == pytest.approx(0.05, abs=0.03)  # sd .009


def test_a_pooled_contrast_of_alike_raters_is_the_precision_weighted_mean():
    c, se = np.array([1.0, 1.2, np.nan, 0.9]), np.array([0.5, 0.7, np.nan, 0.6])
    pooled = pool_contrasts(c, se)
    w = 1 / se[[0, 1, 3]] ** 2
    assert pooled.n_raters == 3
    assert pooled.sd_between == 0
    assert pooled.mean == pytest.approx(np.average(c[[0, 1, 3]], weights=w))
    assert pooled.se == pytest.approx(1 / np.sqrt(w.sum()))


def test_without_groups_there_is_nothing_to_contrast(city):
    _, net, _ = city
    one = type(net)(**{**vars(net), "cell_group": np.zeros_like(net.cell_group)})
    found = find_group_effect(one, np.zeros(net.n_raters))
    assert not found.result.is_testable.any()
    assert found.pooled.n_raters == 0


def test_central_raters_follow_the_people_less():
    simulation, net, _ = simulated_net(6, City(planted={"central": 0.2}, move_share=0.15))
    slope = find_low_slope(net, simulation.leniency)
    central = simulation.habit["central"]
    assert np.nanmean(slope.statistic[central]) < 0.6
    assert 0.8 < np.nanmean(slope.statistic[~central]) < 1.2
    assert not slope.is_flagged.any()


def test_a_pair_is_drawn_to_zero_by_what_its_ratings_leave_open(city):
    _, net, _ = city
    person = np.random.default_rng(1).normal(0, 4, net.n_employees)
    leniency = np.random.default_rng(2).normal(0, 4, net.n_raters)
    dyads = describe_dyads(net, person, leniency)
    cell = 7
    left = net.net[net.cell == cell] - person[dyads.employee[cell]] - leniency[dyads.rater[cell]]
    share = 1.5**2 / (1.5**2 + 3.0**2 / left.size)
    assert dyads.estimate[cell] == pytest.approx(share * left.mean())


def test_the_use_of_an_end_is_expected_from_people_and_leniency():
    rng = np.random.default_rng(9)
    rater = np.repeat(np.arange(60), 30)
    eta = rng.normal(3.2, 0.6, rater.size)
    rating = np.clip(np.rint(eta + rng.normal(0, 0.5, rater.size)), 1, 5)
    rating[(rater == 0) & (rating >= 4)] = 5  # never stops at four
    top = use_of_end(rating, eta, rater, 60, end="top")
    assert (top.expected * top.n_ratings).sum() == pytest.approx((rating == 5).sum(), rel=1e-6)
    assert top.observed[0] == (rating[rater == 0] == 5).mean()
    assert np.argmin(top.p) == 0
    assert top.p[0] < 0.001
    assert (top.p[1:] < 0.05).mean() < 0.12
    mirrored = use_of_end(-rating, -eta, rater, 60, end="bottom")
    assert mirrored.p == pytest.approx(top.p)


def test_a_scale_of_points_has_no_ends():
    rng = np.random.default_rng(9)
    use = use_of_end(rng.normal(size=50), np.zeros(50), np.zeros(50, dtype=int), 1, end="top")
    assert np.isnan(use.p).all()
