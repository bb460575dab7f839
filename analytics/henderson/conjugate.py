"""The large joint component: S applied, never formed, and solved by conjugate gradients.

    S = D − K'K,   K stacks √Ainv B √vs over √du M_ur √vs

A person with one cell gives K'K a diagonal element and no row: most rows, when few move.
"""

from __future__ import annotations

import copy

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analytics.errors import NotConverged

Floats = NDArray[np.float64]

MOST_CG_STEPS = 2000
FINEST_IN_HALF_SIZE = 1e-5
COLUMNS_AT_ONCE = 16  # right-hand sides solved together: a row is a cache line or two
ROWS_OF_A_SUM = 1024


class LargeSystem:
    """S of one component at given variances, scaled to √vs S √vs + I."""

    def __init__(
        self,
        b: csr_array,
        a_inv: Floats,
        m_ur: csr_array,
        du: Floats,
        root: Floats,
        *,
        tolerance: float,
    ) -> None:
        """Arrange D and K.

        Parameters
        ----------
        b : (n_employees, n_raters), weights of cells
        a_inv : (n_employees,), m_ur : (n_units, n_raters), du : (n_units,), root : (n_raters,)
            As in the head of the package; root is √vs.
        tolerance : float
            Of the residual, relative.
        """
        self.tolerance = tolerance
        self.steps = 0
        n_raters = root.size
        n_cells = np.diff(b.indptr)
        at_cell = root[b.indices]
        scaled = b.data * at_cell
        diagonal = np.bincount(b.indices, weights=scaled * at_cell, minlength=n_raters)
        scaled *= np.repeat(np.sqrt(a_inv), n_cells)
        single = np.repeat(n_cells == 1, n_cells)
        diagonal -= np.bincount(b.indices[single], weights=scaled[single] ** 2, minlength=n_raters)
        several = n_cells > 1
        start = np.concatenate(([0], np.cumsum(n_cells[several])))
        of_units = m_ur.data * root[m_ur.indices]
        of_units *= np.repeat(np.sqrt(du), np.diff(m_ur.indptr))
        data = np.concatenate((scaled[~single], of_units))
        self._k = csr_array(
            (
                data,
                np.concatenate((b.indices[~single], m_ur.indices)).astype(np.int32),
                np.concatenate((start, start[-1] + m_ur.indptr[1:])).astype(np.int32),
            ),
            shape=(start.size - 1 + du.size, n_raters),
        )
        self._kt = csr_array(self._k.T)
        self._d = 1 + diagonal
        own = np.bincount(self._k.indices, weights=data**2, minlength=n_raters)
        self._diagonal = self._d - own

    def in_half_size(self, tolerance: float) -> LargeSystem:
        """Return the same system in numbers of 4 bytes instead of 8, solved to another tolerance.

        Memory is what the time goes to: half the bytes take half of it.
        """
        other = copy.copy(self)
        other.tolerance = max(tolerance, FINEST_IN_HALF_SIZE)
        other._k, other._kt = (single(each) for each in (self._k, self._kt))
        for name in ("_d", "_diagonal"):
            setattr(other, name, getattr(self, name).astype(np.float32))
        return other

    def apply(self, v: Floats) -> Floats:
        """Return S v, S never formed."""
        applied: Floats = self._d[:, None] * v
        applied -= self._kt @ (self._k @ v)
        return applied

    def solve(self, rhs: Floats) -> Floats:
        """Return S⁻¹ rhs, some columns at a time."""
        out = np.zeros_like(rhs)
        for first in range(0, rhs.shape[1], COLUMNS_AT_ONCE):
            columns = slice(first, first + COLUMNS_AT_ONCE)
            r: Floats = np.ascontiguousarray(rhs[:, columns], dtype=self._d.dtype)
            self._solve(r, out[:, columns])
        return out

    def error_given_others(self, t: Floats, pull: Floats) -> Floats:
        """Expect the error of each rater from those of all others.

        Parameters
        ----------
        t : (n_raters, k)
            Errors over √vs.
        pull : (n_raters, k)
            What the errors of the fixed effects add to S t.

        Returns
        -------
        (n_raters, k) over √vs; the variance about it is `conditional_variance`
        """
        given: Floats = t - (self.apply(t) + pull) / self._diagonal[:, None]
        return given

    @property
    def conditional_variance(self) -> Floats:
        """1/S_jj, (n_raters,)."""
        return np.asarray(1 / self._diagonal)

    def _solve(self, r: Floats, out: Floats) -> None:
        """Conjugate gradients on all columns at once; solved columns drop out."""
        goal = self.tolerance * np.sqrt(_products(r, r))
        todo = np.flatnonzero(goal > 0)
        diagonal = self._diagonal[:, None]
        r = np.ascontiguousarray(r[:, todo])
        x = np.zeros_like(r)
        z = r / diagonal
        p = z.copy()
        rz = _products(r, z)
        for _ in range(MOST_CG_STEPS):
            if not todo.size:
                return
            self.steps += 1
            sp = self.apply(p)
            step = (rz / _products(p, sp)).astype(r.dtype)
            sp *= step
            r -= sp
            np.multiply(p, step, out=sp)
            x += sp
            left = np.sqrt(_products(r, r)) > goal[todo]
            if not left.all():
                out[:, todo[~left]] = x[:, ~left]
                todo, x, r, p, rz = todo[left], x[:, left], r[:, left], p[:, left], rz[left]
            z = r / diagonal
            before, rz = rz, _products(r, z)
            p *= (rz / before).astype(r.dtype)
            p += z
        raise NotConverged(
            "Conjugate gradients",
            MOST_CG_STEPS,
            reason="the residual stays large; look for scores far outside their scale",
        )


def single(matrix: csr_array) -> csr_array:
    """Return a matrix with numbers of half the size; who stands where is shared.

    Parameters
    ----------
    matrix : csr_array

    Returns
    -------
    csr_array of float32
    """
    data = matrix.data.astype(np.float32)
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _products(a: Floats, b: Floats) -> Floats:
    """Inner products of columns, summed in pieces: half-size numbers keep their digits."""
    whole = len(a) // ROWS_OF_A_SUM * ROWS_OF_A_SUM
    shape = (whole // ROWS_OF_A_SUM, ROWS_OF_A_SUM, a.shape[1])
    pieces = np.einsum("aij,aij->aj", a[:whole].reshape(shape), b[:whole].reshape(shape))
    rest = np.einsum("ij,ij->j", a[whole:], b[whole:])
    return np.asarray(pieces.sum(axis=0, dtype=np.float64) + rest)
