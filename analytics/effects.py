"""The rater model end to end: ratings in, leniency and adjusted scores out.

    y_ijt = mu_t + x_ijt'b + theta_i + q_h(i) + s_j + d_ij + e_ijt        s_j > 0 is lenient

Ratings are scaled to unit variance, collapsed to cells, checked for what they can tell apart
(separation.py), fitted (reml.py) and brought back to their scale. Whatever was decided on the way
stands in `notes`. statistics.md 3, 4 and 7.

Predicates are fitted as shares: y is 1 for Sangat Baik. On the national shares (11 % Sangat Baik,
teams of a few people, true effects on a probit scale) the linear model's intervals for the
difference in share keep their cover once the uncertainty of the variances is averaged over
(statistics.md 2 asks for that proof; benchmarks/rater_cover.py repeats it).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics import objective
from analytics import separation as sep
from analytics.cells import Cells, Rows, collapse, every_nth_employee, rows_of
from analytics.errors import TooLittleData
from analytics.henderson import Structure, structure
from analytics.prediction_error import (
    DRAWS_OF_LARGE,
    FREE_UNITS,
    PredictionErrors,
    draw_errors,
    drawn_variances,
    exact_errors,
    link_share,
)
from analytics.ratings import SMALLEST_RESIDUAL_SDS, Ratings
from analytics.reml import N_SIGNS, Fit, draw_signs, equations_at, estimate_variances, evaluate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_DRAWN_EMPLOYEES = 200_000  # beyond, draws of everybody no longer fit in memory
MANY_RATINGS = 1_000_000  # beyond, period effects are taken out first (statistics.md 3)
MANY_EMPLOYEES = 20_000  # in a large fit: variances are first estimated from every tenth
THINNED = 10
MANY_RATERS = 10_000  # in one component: four sign vectors are as good as eight for few
FEW_SIGNS = 4
# |correlation| of the estimates of rater and home-unit variance from which no split is reported
INSEPARABLE = 0.95
# Averaging over rater and home-unit variance (see _members): predicates, and where links are few
MANY_UNLINKED = 1 / 3  # share of raters without a link above which links are few
FEWEST_FOR_AVERAGING = 20  # raters; fewer say too little about a share
WELL_KNOWN = 0.1  # of the sum: standard errors below which the estimate is taken as known
TOTAL_STEPS = (-1.5, -0.75, 0.0, 0.75, 1.5, 2.25, 3.0)  # grid of the sum, in standard errors
UNIT_SHARES = (0.02, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)  # grid of the unit's share of it
LEAST_WEIGHT = 0.005  # of a point that is kept


@dataclass(frozen=True)
class Component:
    """A variance component, squared score points."""

    name: str
    variance: float
    se: float


@dataclass(frozen=True)
class FixedTerm:
    """A fixed effect, score points."""

    term: str
    estimate: float
    se: float


@dataclass(frozen=True, eq=False)
class Scenario:
    """Leniency if this share of rater + home-unit variance were the unit's."""

    unit_share: float
    leniency: Floats  # (n_raters,)


@dataclass(frozen=True, eq=False)
class Effects:
    """What the model says, in score points (predicates: share of Sangat Baik)."""

    n_ratings: int
    n_cells: int
    n_employees: int
    n_raters: int  # rater elements
    n_units: int
    components: tuple[Component, ...]
    fixed: tuple[FixedTerm, ...]
    reml_criterion: float  # −2 log restricted likelihood with all constants
    iterations: int
    converged: bool
    notes: tuple[str, ...]
    smallest: float  # D
    period_effect: Floats  # (n_periods,)
    leniency: Floats  # (n_raters,) positive is lenient
    sd: Floats  # (n_raters,) above 0
    link_share: Floats  # (n_raters,) NaN where the rater variance is 0 or unknown
    theta: Floats  # (n_employees,)
    unit_effect: Floats  # (n_units,) of Ratings.units; empty without that factor
    adjusted: Floats  # (n_employees,) mean period effect + theta + home unit
    adjusted_sd: Floats  # (n_employees,)
    draws: NDArray[np.float32] | None  # (n_draws, n_employees) of adjusted; None when too many
    objective_accepted: bool
    not_separable: tuple[str, ...]  # codes of separation.py, and component_at_zero:NAME
    scenarios: tuple[Scenario, ...]  # where rater and home unit cannot be told apart


def fit_effects(
    ratings: Ratings, *, rng: np.random.Generator, n_draws: int = 200, top: float = 0.05
) -> Effects:
    """Fit the rater model.

    Parameters
    ----------
    ratings : Ratings
    rng : Generator
        For draws, and for traces in components too large for an exact inverse.
    n_draws : int
        Draws of adjusted scores for ranks; 0 for none.
    top : float, share
        Not used by the model; ranks take it (ranking.py).

    Returns
    -------
    Effects

    Raises
    ------
    TooLittleData
        If all ratings are the same, or no more than the fixed effects.
    """
    del top
    scale = _spread(ratings)
    shift = float(ratings.rating.mean())
    rows = rows_of(replace(ratings, rating=(ratings.rating - shift) / scale))
    home = None if ratings.home_unit is None else ratings.home_unit.astype(np.int64)
    model = _fit_rows(rows, home, rng, is_predicate=ratings.is_predicate)
    if ratings.objective is None:
        return _describe(ratings, model, rng, scale, shift, n_draws)
    alone = _describe(ratings, model, rng, scale, shift, 0)
    quality = alone.adjusted - alone.adjusted.mean()
    measure = objective.examine(ratings, alone.leniency, alone.link_share, quality)
    if measure.is_accepted:
        rows = objective.with_measure(rows, ratings, measure.slope, scale)
        model = _fit_rows(rows, home, rng, is_predicate=ratings.is_predicate)
    found = _describe(ratings, model, rng, scale, shift, n_draws)
    return replace(
        found, objective_accepted=measure.is_accepted, notes=(*found.notes, *measure.notes)
    )


@dataclass(frozen=True, eq=False)
class Member:
    """A fit and its weight; several where the share of the home unit is averaged over."""

    weight: float
    fit: Fit


@dataclass(frozen=True, eq=False)
class PeriodEffects:
    """Period effects about their weighted mean, estimated before the fit, unit scale."""

    effect: Floats  # (n_periods,)
    se: Floats  # (n_periods,)


@dataclass(frozen=True, eq=False)
class _Model:
    """A fitted model on the unit scale."""

    cells: Cells
    of: Structure
    home: Ints | None
    separation: sep.Separation
    fit: Fit
    members: tuple[Member, ...]  # what effects are averaged over; one unless links are few
    periods: PeriodEffects | None = None  # where they were taken out before the fit


def _spread(ratings: Ratings) -> float:
    spread = float(ratings.rating.std())
    if ratings.n < 2 or spread <= 1e-9 * max(1.0, float(np.abs(ratings.rating).max())):
        raise TooLittleData(
            f"All {ratings.n} ratings are {ratings.rating[0]:g}: ratings that never differ say "
            "nothing about raters",
            remedy="Give ratings with more than one value.",
        )
    return spread


def _fit_rows(
    rows: Rows, home: Ints | None, rng: np.random.Generator, *, is_predicate: bool = False
) -> _Model:
    periods = None
    if rows.rating.size > MANY_RATINGS and len(rows.periods) > 1:
        periods = _period_effects(rows)
        if periods is not None:
            rows = _without_periods(rows, periods)
    cells = collapse(rows)
    of = structure(
        cells.employee,
        cells.rater,
        home,
        n_employees=cells.n_employees,
        n_raters=cells.n_raters,
        random_rater=_with_effect(cells),
    )
    separation = sep.separate(cells, home)
    start, signs = None, None
    if of.large is not None:
        n_signs = FEW_SIGNS if of.large.raters.size > MANY_RATERS else N_SIGNS
        signs = draw_signs(of, rng, n_signs)
        if cells.n_employees > MANY_EMPLOYEES:
            start = _start_from_some(cells, home, separation, rng)
    fit = estimate_variances(cells, of, separation, signs=signs, start=start)
    if _is_inseparable(separation, fit):
        separation = sep.tie_unit_to_rater(separation)
        fit = estimate_variances(cells, of, separation, signs=signs)
    members = _members(cells, of, separation, fit, is_predicate=is_predicate)
    return _Model(cells, of, home, separation, fit, members, periods)


def _period_effects(rows: Rows) -> PeriodEffects | None:
    """Period effects from how ratings of one pair change; None if some period has no such ratings.

    Above a million ratings their error is negligible, and without them the fit has one column
    instead of one per period (statistics.md 3).
    """
    n_periods = len(rows.periods)
    plain = replace(rows, acting=None, covariates=None, kinds=rows.kinds[:1], kind=rows.kind * 0)
    plain = replace(plain, rater_kind=rows.rater_kind * 0)
    cells = collapse(plain)
    if cells.x.shape[1] < n_periods:
        return None
    sxx, sxy = cells.sxx[0], cells.sxy[0]
    count = np.bincount(rows.period[rows.period >= 0], minlength=n_periods) / rows.period.size
    # the mean is not seen within pairs: one of the columns stands for it
    bordered = sxx + np.outer(count, count) * np.trace(sxx)
    if np.linalg.cond(bordered) > 1e8:
        return None
    inverse = np.linalg.inv(bordered)
    effect = inverse @ sxy
    df = cells.n_ratings - cells.n.size - n_periods + 1
    residual = (cells.ssw[0] - effect @ sxy) / max(df, 1)
    centre = np.eye(n_periods) - count
    variance = residual * np.diag(centre @ inverse @ centre.T)
    return PeriodEffects(effect - count @ effect, np.sqrt(np.maximum(variance, 0.0)))


def _without_periods(rows: Rows, periods: PeriodEffects) -> Rows:
    dated = rows.period >= 0
    taken = np.where(dated, periods.effect[np.maximum(rows.period, 0)], 0.0)
    return replace(
        rows,
        rating=rows.rating - taken,
        period=np.where(dated, 0, -1),
        periods=("",),
    )


def _members(
    cells: Cells, of: Structure, separation: sep.Separation, fit: Fit, *, is_predicate: bool
) -> tuple[Member, ...]:
    """Fits over a grid of rater and home-unit variance, weighed by likelihood.

    With most raters linked to nobody the split rests on a handful of moves, and intervals that
    take its estimate as known cover .80 instead of .90; a predicate carries about half a bit, so
    there the variances are known to a factor at best. Averaged over a grid that is uniform before
    the data, intervals cover again (benchmarks). Elsewhere the estimate stands alone.
    """
    names = separation.free_names
    alone = Member(1.0, fit)
    if "rater" not in names or of.large is not None:
        return (alone,)
    used = [names.index(name) for name in ("rater", "home_unit") if name in names]
    se = fit.free_se[used]
    total = float(fit.free[used].sum())
    if not is_predicate and (len(used) == 1 or _is_split_known(cells, total, se)):
        return (alone,)
    correlation = fit.correlation[np.ix_(used, used)]
    total_se = float(np.sqrt(max(se @ correlation @ se, (se**2).max() / 4)))
    totals = [total + steps * total_se for steps in TOTAL_STEPS]
    shares = UNIT_SHARES if len(used) == 2 else (0.0,)
    grid = []
    for reached, share in itertools.product([each for each in totals if each > 0], shares):
        free = fit.free.copy()
        free[used] = [(1 - share) * reached, share * reached][: len(used)]
        v = separation.share @ free
        point = evaluate(cells, of, v, derivatives=False)
        grid.append(
            replace(
                fit,
                variances=v,
                free=free,
                b=point.b,
                b_covariance=point.omega,
                criterion=point.criterion,
                equations=point.equations,
            )
        )
    criterion = np.array([each.criterion for each in grid])
    weight = np.exp(-(criterion - criterion.min()) / 2)
    weight /= weight.sum()
    kept = weight >= LEAST_WEIGHT
    weight = weight / weight[kept].sum()
    return tuple(Member(float(w), f) for w, f, k in zip(weight, grid, kept, strict=True) if k)


def _is_split_known(cells: Cells, total: float, se: Floats) -> bool:
    """Whether links, or sheer number, decide how much of the variance is the unit's."""
    if _unlinked_share(cells) <= MANY_UNLINKED or cells.n_raters < FEWEST_FOR_AVERAGING:
        return True
    return total <= 0 or float(np.hypot(*se)) < WELL_KNOWN * total


def _unlinked_share(cells: Cells) -> float:
    """Share of the raters in use none of whose employees has another rater."""
    linking = np.bincount(cells.employee, minlength=cells.n_employees)[cells.employee] > 1
    is_linked = np.bincount(cells.rater[linking], minlength=cells.n_raters) > 0
    in_use = np.bincount(cells.rater, minlength=cells.n_raters) > 0
    return 1 - float(is_linked[in_use].mean())


def _start_from_some(
    cells: Cells, home: Ints | None, separation: sep.Separation, rng: np.random.Generator
) -> Floats:
    """Variances from every tenth employee: the same variances, at a tenth of the cost."""
    some = every_nth_employee(cells, THINNED)
    of = structure(
        some.employee,
        some.rater,
        home,
        n_employees=some.n_employees,
        n_raters=some.n_raters,
        dense=0,  # a start needs no exact traces
        random_rater=_with_effect(cells),
    )
    return estimate_variances(some, of, separation, signs=draw_signs(of, rng)).free


def _with_effect(cells: Cells) -> NDArray[np.bool_]:
    """Raters with an effect of their own: an objective measure has none."""
    of_measure = np.array([kind.startswith("objective") for kind in cells.kinds])
    return ~of_measure[cells.rater_kind]


def _is_inseparable(separation: sep.Separation, fit: Fit) -> bool:
    """Whether moves are too rare to divide rater and home-unit variance."""
    names = separation.free_names
    if "home_unit" not in names or "rater" not in names:
        return False
    q, r = names.index("home_unit"), names.index("rater")
    if fit.held[[q, r]].any():
        return False
    return abs(float(fit.correlation[q, r])) > INSEPARABLE


def _describe(
    ratings: Ratings,
    model: _Model,
    rng: np.random.Generator,
    scale: float,
    shift: float,
    n_draws: int,
) -> Effects:
    cells, fit, separation = model.cells, model.fit, model.separation
    n_periods = len(ratings.periods)
    contrast = np.zeros(cells.x.shape[1])
    dated = np.array([t == "intercept" or t.startswith("period:") for t in cells.terms])
    contrast[dated] = 1 / dated.sum()
    reached = np.cumsum([0.0, *(member.weight for member in model.members)])
    own_draws = np.diff(np.round(reached * n_draws).astype(int))
    predicted = _average(
        [
            _predict(model, member, contrast, rng, int(n))
            for member, n in zip(model.members, own_draws, strict=True)
        ]
    )
    rater_variance = np.maximum(predicted.rater_variance, _unseen(model))
    period_effect = np.full(n_periods, np.nan)
    if model.periods is not None:
        period_effect = shift + scale * (fit.b[0] + model.periods.effect)
        shift_of_scores = shift + scale * float(model.periods.effect.mean())
    else:
        shift_of_scores = shift
        for at, period in enumerate(ratings.periods):
            term = f"period:{period}" if period else "intercept"
            if term in cells.terms:
                period_effect[at] = shift + scale * fit.b[cells.terms.index(term)]
    residual = fit.variances[separation.at("residual")]
    has_own_rule = not np.isnan(ratings.smallest)
    return Effects(
        n_ratings=ratings.n,
        n_cells=int((cells.rater < ratings.n_raters).sum()),
        n_employees=ratings.n_employees,
        n_raters=ratings.n_raters,
        n_units=ratings.n_units,
        components=_components(model, scale),
        fixed=_fixed(model, ratings.periods, scale, shift),
        reml_criterion=fit.criterion
        + 2 * (cells.n_ratings - cells.x.shape[1]) * float(np.log(scale)),
        iterations=fit.iterations,
        converged=fit.converged,
        notes=(*ratings.notes, *_notes(model, cells)),
        smallest=ratings.smallest
        if has_own_rule
        else SMALLEST_RESIDUAL_SDS * scale * float(np.sqrt(residual)),
        period_effect=period_effect,
        leniency=scale * predicted.leniency[: ratings.n_raters],
        sd=scale * np.sqrt(rater_variance[: ratings.n_raters]),
        link_share=_link_shares(model, rng)[: ratings.n_raters],
        theta=scale * predicted.theta,
        unit_effect=scale * predicted.unit if model.home is not None else np.empty(0),
        adjusted=np.clip(shift_of_scores + scale * predicted.adjusted, 0, 1)
        if ratings.is_predicate
        else shift_of_scores + scale * predicted.adjusted,
        adjusted_sd=scale * np.sqrt(predicted.adjusted_variance),
        draws=None
        if predicted.draws is None
        else (shift_of_scores + scale * predicted.draws).astype(np.float32),
        objective_accepted=False,
        not_separable=_not_separable(model),
        scenarios=_scenarios(model, scale),
    )


def _ve(model: _Model, fit: Fit) -> Floats:
    return fit.variances[3 + len(model.cells.kinds) :]


@dataclass(frozen=True, eq=False)
class _Predicted:
    """Effects of one member or of their average, unit scale."""

    weight: float
    leniency: Floats
    rater_variance: Floats
    theta: Floats
    unit: Floats
    adjusted: Floats
    adjusted_variance: Floats
    draws: Floats | None  # (n_draws, n_employees)


def _predict(
    model: _Model, member: Member, contrast: Floats, rng: np.random.Generator, n_draws: int
) -> _Predicted:
    cells, fit = model.cells, member.fit
    left = (cells.mean - cells.x @ fit.b)[:, None]
    u_r, u_u, theta, _ = (each[:, 0] for each in fit.equations.effects(left))
    adjusted = contrast @ fit.b + theta + u_u[model.of.home]
    errors, draws = _errors(model, fit, contrast, rng, n_draws, adjusted)
    return _Predicted(
        member.weight, u_r, errors.rater, theta, u_u, adjusted, errors.adjusted, draws
    )


def _average(parts: list[_Predicted]) -> _Predicted:
    """Mean over the members; variances are within plus between them."""
    if len(parts) == 1:
        return parts[0]
    weight = np.array([p.weight for p in parts])

    def mean(values: list[Floats]) -> Floats:
        return np.asarray(np.tensordot(weight, np.array(values), axes=1))

    leniency = mean([p.leniency for p in parts])
    adjusted = mean([p.adjusted for p in parts])
    drawn = [p.draws for p in parts if p.draws is not None]
    return _Predicted(
        1.0,
        leniency,
        mean([p.rater_variance + (p.leniency - leniency) ** 2 for p in parts]),
        mean([p.theta for p in parts]),
        mean([p.unit for p in parts]),
        adjusted,
        mean([p.adjusted_variance + (p.adjusted - adjusted) ** 2 for p in parts]),
        np.vstack(drawn) if drawn else None,
    )


def _errors(
    model: _Model,
    fit: Fit,
    contrast: Floats,
    rng: np.random.Generator,
    n_draws: int,
    adjusted: Floats,
) -> tuple[PredictionErrors, Floats | None]:
    """Prediction errors, exact where the inverse is known, and draws of adjusted scores."""
    cells = model.cells
    exact = exact_errors(fit.equations, cells, fit.b_covariance, contrast)
    keeps = 0 < cells.n_employees <= MOST_DRAWN_EMPLOYEES and n_draws > 0
    is_large = model.of.large is not None
    if not keeps and not is_large:
        return exact, None
    drawn = draw_errors(
        fit.equations,
        cells,
        fit.b_covariance,
        contrast,
        _ve(model, fit),
        rng,
        n_draws=n_draws if keeps else DRAWS_OF_LARGE,
    )
    if not keeps:
        return _fill(exact, drawn_variances(drawn)), None
    rater: list[Floats] = []
    scores: list[Floats] = []
    for each in drawn:
        rater.append(each.rater)
        scores.append(each.adjusted)
    error = np.hstack(scores)
    if is_large:
        approximate = PredictionErrors(
            (np.hstack(rater) ** 2).mean(axis=1), (error**2).mean(axis=1)
        )
        exact = _fill(exact, approximate)
    return exact, np.ascontiguousarray((adjusted[:, None] - error).T)


def _fill(exact: PredictionErrors, drawn: PredictionErrors) -> PredictionErrors:
    return PredictionErrors(
        np.where(np.isnan(exact.rater), drawn.rater, exact.rater),
        np.where(np.isnan(exact.adjusted), drawn.adjusted, exact.adjusted),
    )


def _unseen(model: _Model) -> Floats:
    """Least prediction error variance of each rater.

    A variance estimated as zero is not known to be zero: raters may differ by about its standard
    error. One that cannot be seen at all is bounded by what it was merged into.
    """
    cells, fit, separation = model.cells, model.fit, model.separation
    least = np.zeros(len(cells.kinds))
    for k, kind in enumerate(cells.kinds):
        name = "rater" if k == 0 else f"rater:{kind}"
        if name in separation.free_names:
            at = separation.free_names.index(name)
            least[k] = fit.free_se[at] if fit.held[at] else 0.0
        else:
            least[k] = _ve(model, fit)[k]
    return np.maximum(least[cells.rater_kind], 1e-12)


def _link_shares(model: _Model, rng: np.random.Generator) -> Floats:
    """Share of each rater's figure that links decide, with home units left free."""
    cells, fit, of = model.cells, model.fit, model.of
    v = fit.variances.copy()
    vs = v[2 : 2 + len(cells.kinds)]
    if not vs.max() > 0:
        return np.full(cells.n_raters, np.nan)
    if model.home is None:
        # without a home-unit factor the rater of most ratings stands for the team
        order = np.lexsort((cells.rater, -cells.n, cells.kind, cells.employee))
        first = order[np.r_[True, np.diff(cells.employee[order]) != 0]]
        home = np.zeros(cells.n_employees, dtype=np.int64)
        home[cells.employee[first]] = cells.rater[first]
        _, home = np.unique(home, return_inverse=True)
        of = structure(
            cells.employee,
            cells.rater,
            home,
            n_employees=cells.n_employees,
            n_raters=cells.n_raters,
            random_rater=_with_effect(cells),
        )
    v[1] = FREE_UNITS * vs[0] if vs[0] > 0 else FREE_UNITS * vs.max()
    equations = equations_at(cells, of, v)
    omega = evaluate(cells, of, v, derivatives=False).omega
    contrast = np.zeros(cells.x.shape[1])
    free = exact_errors(equations, cells, omega, contrast)
    if of.large is not None:
        drawn = draw_errors(
            equations, cells, omega, contrast, _ve(model, fit), rng, n_draws=DRAWS_OF_LARGE
        )
        free = _fill(free, drawn_variances(drawn))
    return link_share(free.rater, equations.vs)


def _components(model: _Model, scale: float) -> tuple[Component, ...]:
    fit, separation = model.fit, model.separation
    return tuple(
        Component(name, float(v) * scale**2, float(se) * scale**2)
        for name, v, se in zip(separation.free_names, fit.free, fit.free_se, strict=True)
    )


def _fixed(
    model: _Model, names: tuple[str, ...], scale: float, shift: float
) -> tuple[FixedTerm, ...]:
    cells, fit, periods = model.cells, model.fit, model.periods
    se = np.sqrt(np.diag(fit.b_covariance))
    found = []
    if periods is not None:
        found = [
            FixedTerm(
                f"period:{name}",
                float(shift + scale * (fit.b[0] + effect)),
                float(scale * np.hypot(se[0], error)),
            )
            for name, effect, error in zip(names, periods.effect, periods.se, strict=True)
        ]
    for at, term in enumerate(cells.terms):
        if term == "intercept" and periods is not None:
            continue
        is_level = term == "intercept" or term.startswith("period:")
        unit = scale / cells.x_scale[at]
        found.append(
            FixedTerm(
                term,
                float(fit.b[at] * unit + (shift if is_level else 0.0)),
                float(se[at] * unit),
            )
        )
    return tuple(found)


def _not_separable(model: _Model) -> tuple[str, ...]:
    zero = [
        f"component_at_zero:{name}"
        for name, held in zip(model.separation.free_names, model.fit.held, strict=True)
        if held
    ]
    return (*model.separation.reasons, *zero)


def _scenarios(model: _Model, scale: float) -> tuple[Scenario, ...]:
    """Leniency for three splits, where data do not tell rater from home unit."""
    names, v = model.separation.names, model.fit.variances
    q, r = names.index("home_unit"), names.index("rater")
    if "rater_or_home_unit" not in model.separation.reasons or not v[r] > 0:
        return ()
    found = []
    for share in sep.UNIT_SHARES:
        split = v.copy()
        split[q], split[r] = share * (v[q] + v[r]), (1 - share) * (v[q] + v[r])
        point = evaluate(model.cells, model.of, split, derivatives=False)
        left = (model.cells.mean - model.cells.x @ point.b)[:, None]
        found.append(Scenario(share, scale * point.equations.effects(left)[0][:, 0]))
    return tuple(found)


def _notes(model: _Model, cells: Cells) -> list[str]:
    fit, separation = model.fit, model.separation
    notes = sep.sentences(separation.reasons)
    notes += [
        f"the variance '{name}' is estimated as 0 and was fixed there"
        if not name.startswith("residual")
        else f"the variance '{name}' is as good as 0: repeated ratings hardly differ"
        for name, held in zip(separation.free_names, fit.held, strict=True)
        if held
    ]
    if "rater_or_home_unit" in separation.reasons:
        notes.append(
            "rater and home-unit variance cannot be told apart: their sum is reported as 'rater', "
            "figures take a quarter of it as the unit's; see the scenarios for 0, 25 and 50 %"
        )
    if len(model.members) > 1:
        notes.append(
            "the variances of rater and home unit are known only roughly: figures and their "
            "intervals are averaged over what the ratings allow"
        )
    if model.periods is not None:
        notes.append(
            "period effects were estimated from changes within pairs and taken out before the fit"
        )
    if cells.aliased:
        notes.append("left out because other columns explain them: " + ", ".join(cells.aliased))
    if not fit.converged:
        notes.append(f"the variances had not settled after {fit.iterations} steps")
    if model.of.large is not None:
        notes.append(
            f"{model.of.large.raters.size} raters are joined to one component: its traces and "
            "prediction errors are sampled"
        )
    return notes
