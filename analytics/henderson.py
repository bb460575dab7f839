"""Mixed-model equations with employees and home units absorbed, for given variances.

    m = Xb + Z_e theta + Z_u q + Z_r s + d + ē,   W = diag(1/(vd + ve/n))       per cell

    Ainv = vt/(1 + vt ΣW)          employees, κ = 1 − Ainv ΣW
    M_rr = Z_r'WZ_r − B'Ainv B     B = Z_e'WZ_r
    M_ur = H'κB,  M_uu = H'κΣW     units; diagonal, so they are absorbed like employees:
    du   = vq/(1 + vq M_uu)
    S    = I + √vs (M_rr − M_ur' du M_ur) √vs
    C    = √vs S⁻¹ √vs             prediction error variance of s, given b

Written with variances instead of their inverses, a component at zero needs no case of its own.
S is inverted exactly where a joint component (raters joined by employees and home units) has at
most `DENSE_RATERS` raters; larger ones are solved by conjugate gradients with diag(S).
statistics.md 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analytics.errors import NotConverged

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DENSE_RATERS = 3000  # largest joint component with an exact inverse (statistics.md 3)
PACKED_RATERS = 128  # small components are inverted together up to this many raters
MOST_CG_STEPS = 2000


@dataclass(frozen=True, eq=False)
class Block:
    """Joint components that are inverted together, with their own numbering."""

    raters: Ints  # (r,)
    employees: Ints  # (e,)
    units: Ints  # (u,)
    cells: Ints  # (c,)
    cell_rater: Ints  # (c,) -> raters
    start: Ints  # (e + 1,) first cell of each employee
    unit: Ints  # (e,) -> units
    pair_left: Ints  # ordered pairs of cells of one employee
    pair_right: Ints


@dataclass(frozen=True, eq=False)
class Structure:
    """Who rated whom, without any number: everything that stays the same while variances change."""

    employee: Ints  # (n_cells,)
    rater: Ints  # (n_cells,)
    home: Ints  # (n_employees,)
    n_raters: int
    n_units: int
    start: Ints  # (n_employees + 1,) first cell of each employee
    sum_employee: csr_array  # (n_employees, n_cells) of ones
    sum_rater: csr_array  # (n_raters, n_cells) of ones
    sum_unit: csr_array  # (n_units, n_employees) of ones
    component: Ints  # (n_raters,) joint component
    blocks: tuple[Block, ...]  # inverted exactly
    large: Block | None  # solved by conjugate gradients


def structure(
    employee: Ints,
    rater: Ints,
    home: Ints | None,
    *,
    n_employees: int,
    n_raters: int,
    dense: int = DENSE_RATERS,
    random_rater: NDArray[np.bool_] | None = None,
) -> Structure:
    """Arrange cells for the equations.

    Parameters
    ----------
    employee, rater : (n_cells,) codes
        Sorted by employee.
    home : (n_employees,) codes, or None
        Home unit of each employee; None without that factor.
    dense : int, raters
        Largest joint component with an exact inverse.
    random_rater : (n_raters,) bool, optional
        Raters that can have an effect of their own; others (objective measures) join nothing.

    Returns
    -------
    Structure
    """
    n_cells = employee.size
    joins_units = home is not None
    home = np.zeros(n_employees, dtype=np.int64) if home is None else home.astype(np.int64)
    n_units = int(home.max()) + 1
    start = np.searchsorted(employee, np.arange(n_employees + 1))
    ones = np.ones(n_cells)
    joined = np.ones(n_cells, dtype=bool) if random_rater is None else random_rater[rater]
    other = home[employee] if joins_units else employee
    n_other = n_units if joins_units else n_employees
    size = n_raters + n_other
    edges = csr_array(
        (np.ones(int(joined.sum())), (rater[joined], n_raters + other[joined])), shape=(size, size)
    )
    label = connected_components(edges, directed=False)[1]
    component = label[:n_raters].astype(np.int64)
    label_of_employee = label[n_raters + (home if joins_units else np.arange(n_employees))]
    raters_in = np.bincount(component, minlength=int(label.max()) + 1)
    block_of_label, n_blocks = _pack(raters_in, dense)
    parts = [
        _block(
            np.flatnonzero(block_of_label[component] == b),
            np.flatnonzero(block_of_label[label_of_employee] == b),
            start,
            rater,
            home,
            n_raters,
        )
        for b in range(n_blocks)
    ]
    large = None
    if (raters_in > dense).any():
        large = _block(
            np.flatnonzero(block_of_label[component] == -1),
            np.flatnonzero(block_of_label[label_of_employee] == -1),
            start,
            rater,
            home,
            n_raters,
            with_pairs=False,
        )
    columns = np.arange(n_cells)
    return Structure(
        employee=employee,
        rater=rater,
        home=home,
        n_raters=n_raters,
        n_units=n_units,
        start=start,
        sum_employee=csr_array((ones, columns, start), shape=(n_employees, n_cells)),
        sum_rater=csr_array((ones, (rater, columns)), shape=(n_raters, n_cells)),
        sum_unit=csr_array(
            (np.ones(n_employees), (home, np.arange(n_employees))), shape=(n_units, n_employees)
        ),
        component=component,
        blocks=tuple(part for part in parts if part.raters.size),
        large=large,
    )


def _pack(raters_in: Ints, dense: int) -> tuple[Ints, int]:
    """Block of each component: big ones alone, small ones together; -1 for those beyond `dense`."""
    block = np.full(raters_in.size, -1, dtype=np.int64)
    small = np.flatnonzero(raters_in <= dense)
    filled = np.cumsum(raters_in[small])
    # components in the order of their numbers; a new block whenever the packed size is passed
    cut = np.concatenate(([0], filled[:-1])) // PACKED_RATERS
    alone = raters_in[small] > PACKED_RATERS
    _, block[small] = np.unique(
        np.where(alone, -1 - np.arange(small.size), cut), return_inverse=True
    )
    return block, int(block.max()) + 1 if small.size else 0


def _block(
    raters: Ints,
    employees: Ints,
    start: Ints,
    rater: Ints,
    home: Ints,
    n_raters: int,
    *,
    with_pairs: bool = True,
) -> Block:
    n_cells = start[employees + 1] - start[employees]
    first = np.concatenate(([0], np.cumsum(n_cells)))
    within = np.arange(int(first[-1])) - np.repeat(first[:-1], n_cells)
    cells = np.repeat(start[employees], n_cells) + within
    place = np.full(n_raters, -1, dtype=np.int64)
    place[raters] = np.arange(raters.size)
    # a rater without an effect of its own stands in another block; its row there is the identity
    outside = np.unique(rater[cells][place[rater[cells]] < 0])
    raters = np.concatenate((raters, outside))
    place[outside] = np.arange(raters.size - outside.size, raters.size)
    units, unit = np.unique(home[employees], return_inverse=True)
    left = right = np.empty(0, dtype=np.int64)
    if with_pairs:
        size = np.repeat(n_cells, n_cells)  # of each cell: cells of its employee
        left = np.repeat(np.arange(cells.size), size)
        place_in_pairs = np.concatenate(([0], np.cumsum(size)))[:-1]
        right = np.repeat(first[:-1], n_cells).repeat(size) + (
            np.arange(left.size) - np.repeat(place_in_pairs, size)
        )
    return Block(raters, employees, units, cells, place[rater[cells]], first, unit, left, right)


@dataclass(frozen=True, eq=False)
class Inverse:
    """What the exact inverse gives besides solving; NaN in the large component."""

    rater: Floats  # (n_raters,) diag C
    at_cell: Floats  # (n_cells,) (B C) of the cell's employee at the cell's rater
    unit_at_cell: Floats  # (n_cells,) (M_ur C) of the employee's home at the cell's rater
    unit: Floats  # (n_units,) diag M_ur C M_ur'


@dataclass(eq=False)
class Equations:
    """The equations at given variances: solve, V⁻¹, log-determinant, diagonals of the inverse."""

    of: Structure
    w: Floats  # (n_cells,)
    vt: float
    vq: float
    vs: Floats  # (n_raters,)
    tolerance: float = 1e-8  # of conjugate gradients, relative
    cg_steps: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Absorb employees and units, factor the exact blocks."""
        of = self.of
        self.w_e = of.sum_employee @ self.w
        self.a_inv = self.vt / (1 + self.vt * self.w_e)
        self.kappa = 1 / (1 + self.vt * self.w_e)
        self.w_r = of.sum_rater @ self.w
        self.m_uu = of.sum_unit @ (self.kappa * self.w_e)
        self.du = self.vq / (1 + self.vq * self.m_uu)
        self.root = np.sqrt(self.vs)
        self.log_det_s = 0.0
        self._factors: list[Floats] = []
        self._m_ur: list[csr_array] = []
        for block in of.blocks:
            self._factor(block)
        if of.large is not None:
            self._prepare_large(of.large)

    def _parts(self, block: Block) -> tuple[csr_array, csr_array]:
        """B and M_ur of a block."""
        shape = (block.employees.size, block.raters.size)
        w = self.w[block.cells]
        b = csr_array((w, block.cell_rater, block.start), shape=shape)
        kappa = np.repeat(self.kappa[block.employees], np.diff(block.start))
        kb = csr_array((w * kappa, block.cell_rater, block.start), shape=shape)
        h = csr_array(
            (np.ones(block.unit.size), (block.unit, np.arange(block.unit.size))),
            shape=(block.units.size, block.unit.size),
        )
        return b, csr_array(h @ kb)

    def _factor(self, block: Block) -> None:
        b, m_ur = self._parts(block)
        a_inv = np.repeat(self.a_inv[block.employees], np.diff(block.start))
        ab = csr_array((b.data * a_inv, b.indices, b.indptr), shape=b.shape)
        s = -(b.T @ ab).toarray()
        if self.vq > 0:
            dm = m_ur.multiply(self.du[block.units][:, None])
            s -= (m_ur.T @ dm).toarray()
        # only this block's cells: a rater without own effect has cells in other blocks too
        diagonal = np.bincount(block.cell_rater, weights=b.data, minlength=block.raters.size)
        s[np.diag_indices_from(s)] += diagonal
        root = self.root[block.raters]
        s *= root[:, None]
        s *= root
        s[np.diag_indices_from(s)] += 1.0
        # s is symmetric: its transpose is in LAPACK's order and needs no copy
        factor, fault = lapack.dpotrf(s.T, lower=1, overwrite_a=1)
        if fault:
            raise NotConverged(
                "Factorisation of the mixed-model equations",
                1,
                reason="not positive definite; look for scores far outside their scale",
            )
        self.log_det_s += 2 * float(np.log(np.diag(factor)).sum())
        self._factors.append(factor)
        self._m_ur.append(m_ur)

    def _solve_block(self, at: int, rhs: Floats) -> Floats:
        """C rhs for one exact block."""
        root = self.root[self.of.blocks[at].raters][:, None]
        solved, _ = lapack.dpotrs(self._factors[at], root * rhs, lower=1)
        found: Floats = root * solved
        return found

    def _inverse_of(self, at: int) -> Floats:
        """C of one exact block."""
        root = self.root[self.of.blocks[at].raters]
        lower, _ = lapack.dpotri(self._factors[at], lower=1)
        diagonal = np.diag(lower).copy()
        inverse: Floats = lower + lower.T  # dpotrf has cleared the upper triangle
        inverse[np.diag_indices_from(inverse)] = diagonal
        inverse *= root[:, None]
        inverse *= root
        return inverse

    def _prepare_large(self, block: Block) -> None:
        """Write S as D − K'K: K stacks √Ainv B √vs over √du M_ur √vs.

        A person with one cell gives K'K a diagonal element and no row: most rows, when few move.
        """
        b, m_ur = self._parts(block)
        self._mur, self._mru = m_ur, csr_array(m_ur.T)
        root = self.root[block.raters]
        n_raters = block.raters.size
        n_cells = np.diff(block.start)
        at_cell = root[block.cell_rater]
        scaled = b.data * at_cell * np.repeat(np.sqrt(self.a_inv[block.employees]), n_cells)
        single = np.repeat(n_cells == 1, n_cells)
        diagonal = np.bincount(
            block.cell_rater,
            weights=b.data * at_cell**2 - np.where(single, scaled**2, 0.0),
            minlength=n_raters,
        )
        several = n_cells > 1
        start = np.concatenate(([0], np.cumsum(n_cells[several])))
        of_units = m_ur.data * root[m_ur.indices]
        of_units *= np.repeat(np.sqrt(self.du[block.units]), np.diff(m_ur.indptr))
        data = np.concatenate((scaled[~single], of_units))
        self._k = csr_array(
            (
                data,
                np.concatenate((block.cell_rater[~single], m_ur.indices)).astype(np.int32),
                np.concatenate((start, start[-1] + m_ur.indptr[1:])).astype(np.int32),
            ),
            shape=(start.size - 1 + block.units.size, n_raters),
        )
        self._kt = csr_array(self._k.T)
        self._d = 1 + diagonal
        own = np.bincount(self._k.indices, weights=data**2, minlength=n_raters)
        self._diagonal = self._d - own

    def _apply_large(self, v: Floats) -> Floats:
        """S v for the large component, S never formed."""
        applied: Floats = self._d[:, None] * v
        applied -= self._kt @ (self._k @ v)
        return applied

    def _solve_large(self, rhs: Floats) -> Floats:
        """S⁻¹ rhs by conjugate gradients, all columns at once; solved columns drop out."""
        out = np.zeros_like(rhs)
        goal = self.tolerance * np.sqrt((rhs**2).sum(axis=0))
        todo = np.flatnonzero(goal > 0)
        diagonal = self._diagonal[:, None]
        r = np.ascontiguousarray(rhs[:, todo])
        x = np.zeros_like(r)
        z = r / diagonal
        p = z.copy()
        rz = np.einsum("ij,ij->j", r, z)
        for _ in range(MOST_CG_STEPS):
            if not todo.size:
                return out
            self.cg_steps += 1
            sp = self._apply_large(p)
            step = rz / np.einsum("ij,ij->j", p, sp)
            x += step * p
            sp *= step
            r -= sp
            left = np.sqrt(np.einsum("ij,ij->j", r, r)) > goal[todo]
            if not left.all():
                out[:, todo[~left]] = x[:, ~left]
                todo, x, r, p, rz = todo[left], x[:, left], r[:, left], p[:, left], rz[left]
            z = r / diagonal
            before, rz = rz, np.einsum("ij,ij->j", r, z)
            p *= rz / before
            p += z
        raise NotConverged(
            "Conjugate gradients",
            MOST_CG_STEPS,
            reason="the residual stays large; look for scores far outside their scale",
        )

    def solve(self, rhs_r: Floats, rhs_u: Floats) -> tuple[Floats, Floats]:
        """Effects of raters and units from right-hand sides with employees absorbed.

        Parameters
        ----------
        rhs_r : (n_raters, k), rhs_u : (n_units, k)

        Returns
        -------
        tuple of (n_raters, k), (n_units, k)
        """
        u_r = np.zeros_like(rhs_r)
        u_u = np.zeros_like(rhs_u)
        du = self.du[:, None]
        for at, (block, m_ur) in enumerate(zip(self.of.blocks, self._m_ur, strict=True)):
            own = rhs_r[block.raters] - m_ur.T @ (du[block.units] * rhs_u[block.units])
            found = self._solve_block(at, own)
            # adding, because a rater without own effect (zero here) can stand in two blocks
            u_r[block.raters] += found
            u_u[block.units] += du[block.units] * (rhs_u[block.units] - m_ur @ found)
        large = self.of.large
        if large is not None:
            own = rhs_r[large.raters] - self._mru @ (du[large.units] * rhs_u[large.units])
            root = self.root[large.raters][:, None]
            found = root * self._solve_large(root * own)
            u_r[large.raters] += found
            u_u[large.units] += du[large.units] * (rhs_u[large.units] - self._mur @ found)
        return u_r, u_u

    def effects(self, x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """BLUPs (raters, units, employees) of the columns of x, and V⁻¹x.

        Parameters
        ----------
        x : (n_cells, k), fixed effects taken out

        Returns
        -------
        tuple of (n_raters, k), (n_units, k), (n_employees, k), (n_cells, k)
        """
        of = self.of
        w = self.w[:, None]
        x_e = of.sum_employee @ (w * x)
        x_1 = w * (x - (self.a_inv[:, None] * x_e)[of.employee])
        u_r, u_u = self.solve(of.sum_rater @ x_1, of.sum_unit @ (self.kappa[:, None] * x_e))
        left = x - u_r[of.rater] - u_u[of.home][of.employee]
        theta = self.a_inv[:, None] * (of.sum_employee @ (w * left))
        return u_r, u_u, theta, w * (left - theta[of.employee])

    def v_inverse(self, x: Floats) -> Floats:
        """V⁻¹x on cell means, (n_cells, k)."""
        return self.effects(x)[3]

    def log_det_v(self) -> float:
        """log|V| on cell means; the large component's log|S| is not in it."""
        return float(
            -np.log(self.w).sum()
            + np.log1p(self.vt * self.w_e).sum()
            + np.log1p(self.vq * self.m_uu).sum()
            + self.log_det_s
        )

    def inverse(self) -> Inverse:
        """Collect the parts of the exact inverse that traces and prediction errors need."""
        of = self.of
        rater = np.full(of.n_raters, np.nan)
        at_cell = np.full(of.rater.size, np.nan)
        unit_at_cell = np.full(of.rater.size, np.nan)
        unit = np.full(of.n_units, np.nan)
        for at, (block, m_ur) in enumerate(zip(of.blocks, self._m_ur, strict=True)):
            c = self._inverse_of(at)
            rater[block.raters] = np.diag(c)
            left, right = block.pair_left, block.pair_right
            at_cell[block.cells] = np.bincount(
                left,
                weights=self.w[block.cells][right]
                * c[block.cell_rater[right], block.cell_rater[left]],
                minlength=block.cells.size,
            )
            y = m_ur @ c
            row = np.repeat(block.unit, np.diff(block.start))
            unit_at_cell[block.cells] = y[row, block.cell_rater]
            unit_of_entry = np.repeat(np.arange(m_ur.shape[0]), np.diff(m_ur.indptr))
            unit[block.units] = np.bincount(
                unit_of_entry,
                weights=m_ur.data * y[unit_of_entry, m_ur.indices],
                minlength=m_ur.shape[0],
            )
        return Inverse(rater, at_cell, unit_at_cell, unit)
