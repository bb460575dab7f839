"""Variance components by average-information REML on cells.

    V = Σ_k v_k V_k,  V_k = Z_k Z_k'       P = V⁻¹ − V⁻¹X (X'V⁻¹X)⁻¹ X'V⁻¹
    f_k = V_k P y     AI_kl = f_k' P f_l / 2     g_k = ( y'P V_k P y − tr(P V_k) ) / 2
    v ← v + AI⁻¹ g

All of it is at the level of ratings; inside a cell it splits into a part between cells (on cell
means, V_c = Z G Z' + diag(1/w)) and one within (residual variance alone):

    a'V⁻¹b = ā'V_c⁻¹b̄ + Σ (a − ā)(b − b̄) / ve
    y'P V_k P y : Z: |Z_k'ρ|²,  pair: |ρ|²,  residual: Σρ²/n + RSSW/ve²    ρ = V_c⁻¹(m − X̄b)
    log|V| = log|V_c| + Σ log n_c + Σ (n_c − 1) log ve

Traces come from the exact inverse of the equations; in a component too large for it from the mean
of (V⁻¹y*)'V_k(V⁻¹y*) over a few y* = Σ √v_k Z_k z_k with fixed random signs z, whose expectation
is tr(V⁻¹V_k). Their error is below 1/√n of the standard error of the estimate for n vectors.

A step that makes the criterion worse is halved, then replaced by one of EM, which cannot. A
component that a step takes below zero is set to zero and the others are solved again; it stays
there while its gradient points down. Gilmour, Thompson & Cullis
1995, Biometrics 51:1440; statistics.md 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Equations, Structure
from analytics.separation import Separation

Floats = NDArray[np.float64]

MOST_STEPS = 60
RELATIVE_CHANGE = 1e-6  # statistics.md 3
HELD = 1e-8  # of the total variance: where a component at zero is kept while others move
LEAST_RESIDUAL = 1e-6  # of the total variance; ratings that repeat exactly would drive it to zero
NEGLIGIBLE_GAIN = 1e-8  # of the log likelihood: a last step of 1e-4 standard errors
NEGLIGIBLE_SAMPLED_GAIN = 1e-6  # sampled traces move the estimate by a tenth of a standard error
NEGLIGIBLE_NEXT_GAIN = 1e-7  # where many cells make a standard error a small part of a variance
MANY_CELLS = 3000
MOST_HALVINGS = 12
SOLVED = 1e-10  # tolerance of conjugate gradients for the effects
SOLVED_ON_THE_WAY = 1e-5  # while variances still change
N_SIGNS = 8  # sign vectors for traces in large components (statistics.md 3: 4 to 8)


@dataclass(frozen=True, eq=False)
class Fit:
    """Variances and what was computed on the way; all on the scale of the given cells."""

    variances: Floats  # (n_components,) in the order of the separation's names
    free: Floats  # (n_free,)
    free_se: Floats  # (n_free,) also for components held at zero
    held: NDArray[np.bool_]  # (n_free,) at zero
    correlation: Floats  # (n_free, n_free) of the estimates
    b: Floats  # (p,) fixed effects
    b_covariance: Floats  # (p, p)
    criterion: float  # −2 log restricted likelihood; NaN without the large component's part
    iterations: int
    converged: bool
    equations: Equations


@dataclass(frozen=True, eq=False)
class Point:
    """Everything at one set of variances."""

    equations: Equations
    b: Floats
    omega: Floats  # (X'V⁻¹X)⁻¹
    criterion: float
    gradient: Floats  # (n_components,)
    information: Floats  # (n_components, n_components)


def estimate_variances(
    cells: Cells,
    of: Structure,
    separation: Separation,
    *,
    signs: Floats | None = None,
    start: Floats | None = None,
) -> Fit:
    """Estimate the variance components.

    Parameters
    ----------
    cells : Cells
        Ratings preferably scaled to unit variance.
    of : Structure
        Of the same cells.
    separation : Separation
        Which components are free.
    signs : (n_raters + n_units + n_employees + n_cells, k) of ±1, optional
        Needed if a component is too large for the exact inverse; see `draw_signs`.
    start : (n_free,), optional
        Variances to start from.

    Returns
    -------
    Fit
        `converged` False if the last step was still too large.
    """
    share = separation.share
    total = _total(cells)
    is_residual = np.array([name.startswith("residual") for name in separation.free_names])
    floor = np.where(is_residual, LEAST_RESIDUAL, HELD) * total
    free = np.maximum(_start(cells, of, separation) if start is None else start, floor)
    enough = NEGLIGIBLE_GAIN if of.large is None else NEGLIGIBLE_SAMPLED_GAIN
    point = evaluate(cells, of, share @ free, signs=signs)
    # gains fall by a steady factor: the one after this step is known before it is taken
    enough_after = NEGLIGIBLE_NEXT_GAIN if cells.n.size > MANY_CELLS else NEGLIGIBLE_GAIN / 100
    full, last_gain = False, np.inf
    converged, iterations = False, 0
    for iterations in range(1, MOST_STEPS + 1):  # noqa: B007 -- reported
        gradient = share.T @ point.gradient
        step = _bounded_step(share.T @ point.information @ share, gradient, free, floor)
        gain = float(step @ gradient)
        if gain < 0:  # setting components on their floor led away: go up to the first floor only
            step = _step_to_first_floor(share.T @ point.information @ share, gradient, free, floor)
        elif gain < enough or (full and gain * min(gain / last_gain, 1.0) < enough_after):
            # this last step is far below what matters: taken without another look at the slope
            free = np.maximum(free + step, floor)
            converged = True
            break
        new, after = _descend(cells, of, share, free, step, gradient, floor, point, signs)
        full, last_gain = bool(np.allclose(new, free + step)), gain
        change = np.abs(new - free) / (new + 1e-3 * total)
        free, point = new, after
        if change.max() < RELATIVE_CHANGE:
            converged = True
            break
    held = free <= floor * (1 + 1e-9)
    information = share.T @ point.information @ share
    covariance = _covariance(information, held)
    se = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    scale = np.where(se > 0, se, 1.0)
    final = np.where(held & ~is_residual, 0.0, free)
    if converged or of.large is not None or (held & ~is_residual).any():
        point = evaluate(cells, of, share @ final, signs=signs, derivatives=False)
    return Fit(
        variances=share @ final,
        free=final,
        free_se=se,
        held=held,
        correlation=covariance / scale / scale[:, None],
        b=point.b,
        b_covariance=point.omega,
        criterion=point.criterion,
        iterations=iterations,
        converged=converged,
        equations=point.equations,
    )


def draw_signs(of: Structure, rng: np.random.Generator, n: int = N_SIGNS) -> Floats:
    """Draw fixed random signs for the traces of a large component.

    Parameters
    ----------
    of : Structure
    rng : Generator
    n : int

    Returns
    -------
    (n_raters + n_units + n_employees + n_cells, n) of ±1
    """
    size = of.n_raters + of.n_units + of.home.size + of.rater.size
    signs: Floats = rng.integers(0, 2, (size, n), dtype=np.int8) * np.float64(2) - 1
    return signs


def _covariance(information: Floats, held: NDArray[np.bool_]) -> Floats:
    """Covariance of the estimates: of free ones given the held ones, of held ones beside all."""
    covariance = np.linalg.pinv(information, hermitian=True)
    open_ = np.ix_(~held, ~held)
    covariance[open_] = np.linalg.pinv(information[open_], hermitian=True)
    return np.asarray(covariance)


def _start(cells: Cells, of: Structure, separation: Separation) -> Floats:
    """Variances from mean products of cell means that share one effect and no other."""
    total = _total(cells)
    n_kinds = len(cells.kinds)
    n_cells = np.bincount(cells.kind, minlength=n_kinds)
    df = cells.n_of_kind - n_cells
    root_n = np.sqrt(cells.n)
    b = np.linalg.lstsq(cells.x * root_n[:, None], cells.mean * root_n, rcond=None)[0]
    left = cells.mean - cells.x @ b
    sxy = cells.sxy.sum(axis=0)
    slope = np.linalg.lstsq(cells.sxx.sum(axis=0), sxy, rcond=None)[0]
    within = max(float(cells.ssw.sum() - sxy @ slope), 0.0)
    pooled = within / df.sum() if df.sum() > 0 else total / 2
    home = of.home[cells.employee]
    own, n_own = _products(cells.employee, left)
    team = np.unique(cells.rater * of.n_units + home, return_inverse=True)[1]
    shared = [_products(team[cells.kind == k], left[cells.kind == k]) for k in range(n_kinds)]
    of_home, n_home = _products(home, left)
    rest = n_home - n_own - sum(n for _, n in shared)
    unit = (of_home - own - sum(product for product, _ in shared)) / rest if rest > 0 else 0.0
    if separation.share[separation.at("home_unit")].any():
        unit = float(np.clip(unit, 0.05 * total, 0.5 * total))
    else:
        unit = 0.0
    v = np.full(len(separation.names), 0.1 * total)
    v[0] = own / n_own - unit if n_own else total / 4
    v[1] = unit
    for k, (product, n) in enumerate(shared):
        v[2 + k] = product / n - unit if n else total / 4
    v[3 + n_kinds :] = np.where(df > 0, pooled, total / 2)
    between = float(left @ left) / left.size - pooled * float((1 / cells.n).mean())
    v[2 + n_kinds] = between - v[0] - v[1] - v[2 : 2 + n_kinds].mean()
    v = np.clip(v, 0.05 * total, total)
    # where components share a free variance it is their sum
    return np.asarray((separation.share > 0).T @ v)


def _products(group: NDArray[np.int64], values: Floats) -> tuple[float, float]:
    """Sum of products over pairs of one group, and how many pairs."""
    total = np.bincount(group, weights=values)
    n = np.bincount(group).astype(np.float64)
    return float((total @ total - values @ values) / 2), float((n @ n - values.size) / 2)


def _total(cells: Cells) -> float:
    """Variance of the ratings about their mean."""
    mean = (cells.n * cells.mean).sum() / cells.n.sum()
    return float((cells.ssw.sum() + cells.n @ (cells.mean - mean) ** 2) / cells.n.sum())


def _bounded_step(information: Floats, gradient: Floats, free: Floats, floor: Floats) -> Floats:
    """AI⁻¹g; components that fall below their floor are set on it and the rest solved again."""
    step = np.zeros(free.size)
    down = np.zeros(free.size, dtype=bool)
    for _ in range(free.size + 1):
        rest = ~down
        step[down] = (floor - free)[down]
        if rest.any():
            pull = gradient[rest] - information[np.ix_(rest, down)] @ step[down]
            step[rest] = _newton(information[np.ix_(rest, rest)], pull)
        below = rest & (free + step <= floor)
        if not below.any():
            break
        down |= below
    return step


def _step_to_first_floor(
    information: Floats, gradient: Floats, free: Floats, floor: Floats
) -> Floats:
    """AI⁻¹g among components that may move, shortened to where the first meets its floor."""
    moving = (free > floor * (1 + 1e-9)) | (gradient > 0)
    step = np.zeros(free.size)
    step[moving] = _newton(information[np.ix_(moving, moving)], gradient[moving])
    down = step < 0
    if not down.any():
        return step
    return np.asarray(step * min(1.0, float(((floor - free)[down] / step[down]).min())))


def _newton(information: Floats, gradient: Floats) -> Floats:
    """AI⁻¹g, with a ridge that matters only where the information is singular."""
    diagonal = np.diag(information)
    # a component that the ratings show nothing of has no information: its step must stay finite
    scale = 1 / np.sqrt(np.maximum(diagonal, max(1e-10 * diagonal.max(), 1e-200)))
    scaled = information * scale[:, None] * scale
    scaled[np.diag_indices_from(scaled)] += 1e-9
    return np.asarray(scale * np.linalg.solve(scaled, scale * gradient))


def _descend(
    cells: Cells,
    of: Structure,
    share: Floats,
    free: Floats,
    step: Floats,
    gradient: Floats,
    floor: Floats,
    point: Point,
    signs: Floats | None,
) -> tuple[Floats, Point]:
    """Take the step, halved until the criterion does not rise; else one EM step."""
    slack = 1e-9 * max(abs(point.criterion), 1.0)
    for _ in range(MOST_HALVINGS):
        wanted = np.maximum(free + step, floor)
        after = evaluate(cells, of, share @ wanted, signs=signs)
        # with a large component the criterion is unknown (NaN) and the step is taken
        if not after.criterion > point.criterion + slack:
            return wanted, after
        step = step / 2
    em = np.maximum(free + _em_step(cells, of, share, free, gradient), floor)
    after = evaluate(cells, of, share @ em, signs=signs)
    if after.criterion > point.criterion + slack:
        return free, point
    return em, after


def _em_step(cells: Cells, of: Structure, share: Floats, free: Floats, gradient: Floats) -> Floats:
    """Step of EM, v ← v + v² 2g / number of effects, which never makes the criterion worse."""
    size = np.array([_n_effects(cells, of, k) for k in range(len(share))])
    return np.asarray(2 * free**2 * gradient / np.maximum(share.T @ size, 1.0))


def _n_effects(cells: Cells, of: Structure, k: int) -> float:
    n_kinds = len(cells.kinds)
    if k == 0:
        return float(cells.n_employees)
    if k == 1:
        return float(of.n_units)
    if k < 2 + n_kinds:
        return float((cells.rater_kind == k - 2).sum())
    if k == 2 + n_kinds:
        return float(cells.n.size)
    return float(cells.n_of_kind[k - 3 - n_kinds])


def equations_at(cells: Cells, of: Structure, v: Floats, *, tolerance: float = 1e-8) -> Equations:
    """Set the equations up for given variances.

    Parameters
    ----------
    cells : Cells
    of : Structure
    v : (n_components,) variances: employee, home unit, raters by kind, pair, residuals by kind
    tolerance : float
        Of conjugate gradients.

    Returns
    -------
    Equations
    """
    n_kinds = len(cells.kinds)
    ve = v[3 + n_kinds :]
    w = 1 / (v[2 + n_kinds] + ve[cells.kind] / cells.n)
    return Equations(
        of, w, float(v[0]), float(v[1]), v[2 : 2 + n_kinds][cells.rater_kind], tolerance
    )


def evaluate(
    cells: Cells,
    of: Structure,
    v: Floats,
    *,
    signs: Floats | None = None,
    derivatives: bool = True,
) -> Point:
    """Criterion, fixed effects, gradient and average information at given variances.

    Parameters
    ----------
    cells, of, v
        See `equations_at`.
    signs : see `estimate_variances`
    derivatives : bool
        False leaves gradient and information out (empty).

    Returns
    -------
    Point
    """
    tolerance = SOLVED_ON_THE_WAY if derivatives else SOLVED
    equations = equations_at(cells, of, v, tolerance=tolerance)
    ve = v[3 + len(cells.kinds) :]
    p = cells.x.shape[1]
    columns = np.column_stack((cells.x, cells.mean))
    solved = equations.v_inverse(columns)
    k_x, k_y = solved[:, :p], solved[:, p]
    xx = cells.x.T @ k_x + np.tensordot(1 / ve, cells.sxx, axes=1)
    xy = cells.x.T @ k_y + (1 / ve) @ cells.sxy
    yy = float(cells.mean @ k_y + (cells.ssw / ve).sum())
    factor = np.linalg.cholesky(xx)
    omega = np.linalg.inv(xx)
    omega = (omega + omega.T) / 2
    b = omega @ xy
    criterion = (
        (cells.n_ratings - p) * np.log(2 * np.pi)
        + equations.log_det_v()
        + np.log(cells.n).sum()
        + ((cells.n_of_kind - np.bincount(cells.kind, minlength=ve.size)) * np.log(ve)).sum()
        + 2 * np.log(np.diag(factor)).sum()
        + 2 * np.log(cells.x_scale).sum()
        + yy
        - b @ xy
    )
    if of.large is not None:
        criterion = np.nan
    rho = k_y - k_x @ b
    empty = np.empty(0)
    if not derivatives:
        return Point(equations, b, omega, float(criterion), empty, empty)
    rssw = cells.ssw - 2 * cells.sxy @ b + (cells.sxx @ b) @ b
    gradient = (
        _quadratic(cells, of, rho, rssw / ve**2)
        - _traces(cells, of, equations, ve, signs)
        + _fixed_part_of_traces(cells, of, k_x, ve, omega)
    ) / 2
    information = _information(cells, of, equations, rho, b, ve, k_x, omega, rssw)
    return Point(equations, b, omega, float(criterion), gradient, information)


def _quadratic(cells: Cells, of: Structure, rho: Floats, within: Floats) -> Floats:
    """ρ'V_kρ for each component."""
    n_kinds = len(cells.kinds)
    by_employee = of.sum_employee @ rho
    by_rater = of.sum_rater @ rho
    return np.concatenate(
        (
            [by_employee @ by_employee, ((of.sum_unit @ by_employee) ** 2).sum()],
            np.bincount(cells.rater_kind, weights=by_rater**2, minlength=n_kinds),
            [rho @ rho],
            np.bincount(cells.kind, weights=rho**2 / cells.n, minlength=n_kinds) + within,
        )
    )


def _fixed_part_of_traces(
    cells: Cells, of: Structure, k_x: Floats, ve: Floats, omega: Floats
) -> Floats:
    """tr(Ω X'V⁻¹ V_k V⁻¹X) for each component."""
    n_kinds = len(cells.kinds)
    by_employee = of.sum_employee @ k_x
    by_unit = of.sum_unit @ by_employee
    by_rater = of.sum_rater @ k_x

    def weighed(each: Floats) -> Floats:
        return np.asarray(((each @ omega) * each).sum(axis=1))

    of_cell = weighed(k_x)
    within = (cells.sxx * omega).sum(axis=(1, 2)) / ve**2
    return np.concatenate(
        (
            [weighed(by_employee).sum(), weighed(by_unit).sum()],
            np.bincount(cells.rater_kind, weights=weighed(by_rater), minlength=n_kinds),
            [of_cell.sum()],
            np.bincount(cells.kind, weights=of_cell / cells.n, minlength=n_kinds) + within,
        )
    )


def _traces(
    cells: Cells, of: Structure, equations: Equations, ve: Floats, signs: Floats | None
) -> Floats:
    """tr(V⁻¹V_k) for each component."""
    n_kinds = len(cells.kinds)
    n_cells_of_kind = np.bincount(cells.kind, minlength=n_kinds)
    traces = np.zeros(3 + 2 * n_kinds)
    traces[3 + n_kinds :] = (cells.n_of_kind - n_cells_of_kind) / ve
    if of.blocks:
        traces += _exact_traces(cells, of, equations)
    if of.large is not None:
        if signs is None:
            raise ValueError("a component this large needs signs; see draw_signs")
        traces += _sampled_traces(cells, of, equations, signs)
    return traces


def _exact_traces(cells: Cells, of: Structure, equations: Equations) -> Floats:
    """Sum the diagonals of Z_k'V⁻¹Z_k over the exact blocks, between cells.

    With (B C)_c, (M_ur C)_c and (M_ur C M_ur')_h from the inverse, per employee e of home h:
    B_e C B_e' = Σ w (BC)_c,  B_e C M_h' = Σ w (M_ur C)_c.
    """
    n_kinds = len(cells.kinds)
    inverse = equations.inverse()
    w, w_e, a, kappa = equations.w, equations.w_e, equations.a_inv, equations.kappa
    du = equations.du[of.home]
    yy = inverse.unit[of.home]
    bcb = of.sum_employee @ (w * inverse.at_cell)
    bcm = of.sum_employee @ (w * inverse.unit_at_cell)
    # employee: 1'V⁻¹1 of its cells
    employee = w_e * kappa - kappa**2 * (
        w_e**2 * du + bcb - 2 * w_e * du * bcm + w_e**2 * du**2 * yy
    )
    # cell: (V_c⁻¹)_cc
    q = a**2 * bcb + 2 * a * kappa * du * bcm + kappa**2 * du**2 * yy + kappa**2 * du
    e = of.employee
    cell = (
        w
        - w**2 * a[e]
        - w**2
        * (
            inverse.rater[of.rater]
            - 2 * (a[e] * inverse.at_cell + (kappa * du)[e] * inverse.unit_at_cell)
            + q[e]
        )
    )
    unit = equations.m_uu - equations.m_uu**2 * equations.du
    with np.errstate(divide="ignore", invalid="ignore"):
        rater = np.where(equations.vs > 0, (1 - inverse.rater / equations.vs) / equations.vs, 0.0)
        if equations.vq > 0:
            left = equations.du + equations.du**2 * inverse.unit
            unit = (1 - left / equations.vq) / equations.vq
        else:
            unit = unit - inverse.unit
    return np.concatenate(
        (
            [np.nansum(employee), np.nansum(unit)],
            np.bincount(cells.rater_kind, weights=np.nan_to_num(rater), minlength=n_kinds),
            [np.nansum(cell)],
            np.bincount(cells.kind, weights=np.nan_to_num(cell / cells.n), minlength=n_kinds),
        )
    )


def _sampled_traces(cells: Cells, of: Structure, equations: Equations, signs: Floats) -> Floats:
    """Mean of (V⁻¹y*)'V_k(V⁻¹y*) over the sign vectors, in the large component alone."""
    large = of.large
    if large is None:
        raise ValueError("no large component")
    r, u, e, _ = np.split(signs, np.cumsum([of.n_raters, of.n_units, of.home.size]))
    inside = np.zeros(of.rater.size)
    inside[large.cells] = 1.0
    y = (equations.root[:, None] * r)[of.rater] + (
        np.sqrt(equations.vq) * u[of.home] + np.sqrt(equations.vt) * e
    )[of.employee]
    y += signs[of.n_raters + of.n_units + of.home.size :] / np.sqrt(equations.w)[:, None]
    solved = equations.v_inverse(y * inside[:, None]) * inside[:, None]
    none = np.zeros(len(cells.kinds))
    each = [_quadratic(cells, of, np.ascontiguousarray(column), none) for column in solved.T]
    return np.asarray(np.mean(each, axis=0))


def _information(
    cells: Cells,
    of: Structure,
    equations: Equations,
    rho: Floats,
    b: Floats,
    ve: Floats,
    k_x: Floats,
    omega: Floats,
    rssw: Floats,
) -> Floats:
    """AI_kl = f_k'P f_l / 2."""
    n_kinds = len(cells.kinds)
    by_employee = of.sum_employee @ rho
    by_unit = of.sum_unit @ by_employee
    by_rater = of.sum_rater @ rho
    of_rater = by_rater[of.rater]
    f = [by_employee[of.employee], by_unit[of.home][of.employee]]
    f += [np.where(cells.kind == k, of_rater, 0.0) for k in range(n_kinds)]
    f += [rho]
    f += [np.where(cells.kind == k, rho / cells.n, 0.0) for k in range(n_kinds)]
    f_bar = np.column_stack(f)
    cross = f_bar.T @ equations.v_inverse(f_bar)
    x_f = k_x.T @ f_bar
    for k in range(n_kinds):
        at = 3 + n_kinds + k
        cross[at, at] += rssw[k] / ve[k] ** 3
        x_f[:, at] += (cells.sxy[k] - cells.sxx[k] @ b) / ve[k] ** 2
    information = (cross - x_f.T @ omega @ x_f) / 2
    return np.asarray((information + information.T) / 2)
