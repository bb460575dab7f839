"""The equations at given variances: solve, V⁻¹, log-determinant, diagonals of the inverse."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csr_array

from analytics.errors import NotConverged
from analytics.henderson.arrangement import Block, Structure
from analytics.henderson.conjugate import LargeSystem, single

Floats = NDArray[np.float64]

SOLVED_FOR_DRAWS = 1e-4  # relative tolerance of conjugate gradients


@dataclass(frozen=True, eq=False)
class Inverse:
    """What the exact inverse gives besides solving; NaN in the large component."""

    rater: Floats  # (n_raters,) diag C
    at_cell: Floats  # (n_cells,) (B C) of the cell's employee at the cell's rater
    unit_at_cell: Floats  # (n_cells,) (M_ur C) of the employee's home at the cell's rater
    unit: Floats  # (n_units,) diag M_ur C M_ur'


class Equations:
    """The equations at given variances."""

    def __init__(
        self,
        of: Structure,
        w: Floats,
        vt: Floats,
        vq: float,
        vs: Floats,
        *,
        tolerance: float = 1e-8,
        rough: bool = False,
    ) -> None:
        """Absorb employees and units, factor the exact blocks.

        Parameters
        ----------
        of : Structure
        w : (n_cells,) weights of cells
        vt : (n_employees,) variance of each row's employee effect
        vq : float
        vs : (n_raters,)
        tolerance : float
            Of conjugate gradients, relative.
        rough : bool
            Let conjugate gradients take numbers of half the size.
        """
        self.of, self.w, self.vt, self.vq, self.vs = of, w, vt, vq, vs
        self.w_e: Floats = of.sum_employee @ w
        self.kappa: Floats = 1 / (1 + vt * self.w_e)
        self.a_inv: Floats = vt * self.kappa
        self.m_uu: Floats = of.sum_unit @ (self.kappa * self.w_e)
        self.du: Floats = vq / (1 + vq * self.m_uu)
        self.root = np.sqrt(vs)
        self.log_det_s = 0.0
        self._b = csr_array((w, of.rater, of.start), shape=(of.home.size, of.n_raters))
        self._factors: list[Floats] = []
        self._m_ur: list[csr_array] = []
        for block in of.blocks:
            self._factor(block)
        self._large: LargeSystem | None = None
        if of.large is not None:
            large = of.large
            b, self._mur = self._parts(large)
            self._mru = csr_array(self._mur.T)
            self._large = LargeSystem(
                b,
                self.a_inv[large.employees],
                self._mur,
                self.du[large.units],
                self.root[large.raters],
                tolerance=tolerance,
            )
            if rough:
                self._large = self._large.in_half_size(tolerance)

    def for_draws(self) -> Equations:
        """Return the same equations, the large component rougher and in numbers of half the size.

        A draw is off by chance anyway: what `SOLVED_FOR_DRAWS` adds to that cannot be seen.
        """
        if self._large is None:
            return self
        other = copy.copy(self)
        other._large = self._large.in_half_size(SOLVED_FOR_DRAWS)
        of = self.of
        other.of = replace(
            of,
            sum_employee=single(of.sum_employee),
            sum_rater=single(of.sum_rater),
            sum_unit=single(of.sum_unit),
        )
        for name in ("w", "vt", "vs", "w_e", "kappa", "a_inv", "m_uu", "du", "root"):
            setattr(other, name, getattr(self, name).astype(np.float32))
        other._b, other._mur, other._mru = (
            single(each) for each in (self._b, self._mur, self._mru)
        )
        return other

    @property
    def cg_steps(self) -> int:
        """Steps of conjugate gradients so far."""
        return 0 if self._large is None else self._large.steps

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
        root = self.root[block.raters]
        k = _scaled(b, np.sqrt(a_inv), root)
        taken = k.T @ k
        if self.vq > 0:
            du = np.repeat(np.sqrt(self.du[block.units]), np.diff(m_ur.indptr))
            k = _scaled(m_ur, du, root)
            taken = taken + k.T @ k
        s = taken.toarray(order="C")
        np.negative(s, out=s)
        # only this block's cells: a rater without own effect has cells in other blocks too
        diagonal = np.bincount(block.cell_rater, weights=b.data, minlength=block.raters.size)
        np.einsum("ii->i", s)[:] += 1.0 + diagonal * root**2
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
        """S⁻¹ of one exact block."""
        lower, _ = lapack.dpotri(self._factors[at], lower=1)
        inverse: Floats = lower + lower.T  # dpotrf has cleared the upper triangle
        np.einsum("ii->i", inverse)[:] /= 2
        return inverse

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
        if large is not None and self._large is not None:
            own = rhs_r[large.raters] - self._mru @ (du[large.units] * rhs_u[large.units])
            root = self.root[large.raters][:, None]
            own *= root
            found = self._large.solve(own)
            found *= root
            u_r[large.raters] += found
            u_u[large.units] += du[large.units] * (rhs_u[large.units] - self._mur @ found)
        return u_r, u_u

    def effects(self, x: Floats) -> tuple[Floats, Floats, Floats]:
        """BLUPs (raters, units, employees) of the columns of x.

        Parameters
        ----------
        x : (n_cells, k), fixed effects taken out

        Returns
        -------
        tuple of (n_raters, k), (n_units, k), (n_employees, k)
        """
        of = self.of
        wx = self.w[:, None] * x
        x_e = of.sum_employee @ wx
        u_r, u_u = self.solve(*self._absorbed(wx, x_e))
        x_e -= self._b @ u_r
        x_e -= self.w_e[:, None] * u_u.take(of.home, axis=0)
        x_e *= self.a_inv[:, None]
        return u_r, u_u, x_e

    @property
    def cell_weights(self) -> csr_array:
        """B, the weights of employees' cells at their raters, (n_employees, n_raters)."""
        return self._b

    def rater_given_others(self, x: Floats, rater: Floats, fixed: Floats) -> tuple[Floats, Floats]:
        """Errors of the large component's raters, expected from those of all others.

        Parameters
        ----------
        x : (n_cells, p)
        rater : (n_raters, k), fixed : (p, k)
            Drawn errors.

        Returns
        -------
        pair of (n_raters, k) and (n_raters,)
            The expected error, and the variance about it; NaN outside the large component.
        """
        large = self.of.large
        expected = np.full(rater.shape, np.nan, dtype=rater.dtype)
        variance = np.full(len(rater), np.nan)
        if large is None or self._large is None:
            return expected, variance
        wx = self.w[:, None] * x
        rhs_r, rhs_u = self._absorbed(wx, self.of.sum_employee @ wx)
        own = rhs_r[large.raters] - self._mru @ (self.du[large.units, None] * rhs_u[large.units])
        root = self.root[large.raters]
        some = root > 0
        t = np.zeros((root.size, rater.shape[1]), dtype=rater.dtype)
        t[some] = rater[large.raters[some]] / root[some, None]
        pull = (root[:, None] * own) @ fixed
        given = self._large.error_given_others(t, pull)
        expected[large.raters] = root[:, None] * given
        variance[large.raters] = root**2 * self._large.conditional_variance
        return expected, variance

    def _absorbed(self, wx: Floats, x_e: Floats) -> tuple[Floats, Floats]:
        """Right-hand sides of raters and units from weighted cells and their sums by employee."""
        rhs = self.of.sum_rater @ wx
        rhs -= self._b.T @ (self.a_inv[:, None] * x_e)
        return rhs, self.of.sum_unit @ (self.kappa[:, None] * x_e)

    def v_inverse(self, x: Floats) -> Floats:
        """V⁻¹x on cell means, (n_cells, k)."""
        of = self.of
        u_r, u_u, theta = self.effects(x)
        theta += u_u.take(of.home, axis=0)
        left = x - u_r.take(of.rater, axis=0)
        left -= theta.take(of.employee, axis=0)
        left *= self.w[:, None]
        return left

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
            c = self._inverse_of(at)  # of S: √vs of both raters is put in where it is read
            root = self.root[block.raters]
            rater[block.raters] = np.diag(c) * root**2
            left, right = block.pair_left, block.pair_right
            of_cell = root[block.cell_rater]
            weight = self.w[block.cells] * of_cell
            at_cell[block.cells] = of_cell * np.bincount(
                left,
                weights=weight[right] * c[block.cell_rater[right], block.cell_rater[left]],
                minlength=block.cells.size,
            )
            m_scaled = _scaled(m_ur, 1.0, root)
            y = m_scaled @ c
            row = np.repeat(block.unit, np.diff(block.start))
            unit_at_cell[block.cells] = of_cell * y[row, block.cell_rater]
            unit_of_entry = np.repeat(np.arange(m_ur.shape[0]), np.diff(m_ur.indptr))
            unit[block.units] = np.bincount(
                unit_of_entry,
                weights=m_scaled.data * y[unit_of_entry, m_ur.indices],
                minlength=m_ur.shape[0],
            )
        return Inverse(rater, at_cell, unit_at_cell, unit)


def _scaled(matrix: csr_array, by_entry: Floats | float, by_column: Floats) -> csr_array:
    """Return the matrix with each entry multiplied, and each column."""
    data = matrix.data * by_entry * by_column[matrix.indices]
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
