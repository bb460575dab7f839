"""Slow, obvious methods that the quick ones are held against."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, linprog, minimize
from scipy.stats import binom

Floats = NDArray[np.float64]
Node = tuple[int, ...]


def score_limits(x: int, n: int, z: float) -> tuple[float, float]:
    """Wilson limits as roots of the score test (x/n − p)² = z² p(1−p)/n, by bisection."""

    def excess(p: float) -> float:
        return (x / n - p) ** 2 - z**2 * p * (1 - p) / n

    lower = 0.0 if x == 0 else brentq(excess, 0, min(x / n, 1 - 1e-9), xtol=1e-14)
    upper = 1.0 if x == n else brentq(excess, max(x / n, 1e-9), 1, xtol=1e-14)
    return lower, upper


def mixes(n: int, k: int = 5) -> Iterator[tuple[int, ...]]:
    """Every way to give n people k predicates."""
    for bars in itertools.combinations(range(n + k - 1), k - 1):
        edges = (-1, *bars, n + k - 1)
        yield tuple(b - a - 1 for a, b in itertools.pairwise(edges))


def expected_distance(n: int, p: Floats) -> float:
    """Mean total variation between n multinomial draws and p, by summing over each count."""
    x = np.arange(n + 1)
    return float(sum((binom.pmf(x, n, each) * np.abs(x / n - each)).sum() for each in p) / 2)


def cells_of(shape: tuple[int, ...]) -> tuple[list[Node], dict[Node, Floats]]:
    """Base cells of a lattice, and each node as a 0/1 row over them (0 on an axis is "all")."""
    cells = list(itertools.product(*[range(1, size) for size in shape]))
    rows = {
        node: np.array(
            [float(all(a in (0, b) for a, b in zip(node, cell, strict=True))) for cell in cells]
        )
        for node in itertools.product(*[range(size) for size in shape])
    }
    return cells, rows


def follow_from_shown(n: NDArray[np.int64], hidden: NDArray[np.bool_]) -> list[Node]:
    """Hidden nodes in the span of the shown ones: rank with and without them."""
    cells, rows = cells_of(n.shape)
    shown = [rows[node] for node in rows if not hidden[node]]
    # an empty group is shown as empty, so its cells are known to be 0
    shown += [rows[cell] for cell in cells if n[cell] == 0]
    known = np.array(shown).reshape(-1, len(cells))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    return [
        node
        for node in rows
        if hidden[node] and np.linalg.matrix_rank(np.vstack([known, rows[node]])) == rank
    ]


def bounds_from_shown(
    n: NDArray[np.int64], hidden: NDArray[np.bool_]
) -> dict[Node, tuple[float, float]]:
    """Least and greatest size each hidden node can have, by linear programming from 0."""
    cells, rows = cells_of(n.shape)
    shown = [node for node in rows if not hidden[node]]
    known = np.array([rows[node] for node in shown]).reshape(-1, len(cells))
    sizes = np.array([n[node] for node in shown], dtype=float)
    empty = [(0, 0) if n[cell] == 0 else (0, None) for cell in cells]
    found = {}
    for node in rows:
        if not hidden[node]:
            continue
        ends = []
        for sign in (1, -1):
            result = linprog(
                sign * rows[node],
                A_eq=known if shown else None,
                b_eq=sizes if shown else None,
                bounds=empty,
                method="highs",
            )
            ends.append(sign * result.fun if result.status == 0 else -sign * np.inf)
        found[node] = (float(ends[0]), float(ends[1]))
    return found


def few_people_boxes(
    n: NDArray[np.int64], hidden: NDArray[np.bool_], minimum: int
) -> list[tuple[Node, ...]]:
    """Sets of 1 … minimum − 1 people that shown nodes give by subtraction.

    Complements inside any larger node, and boxes of categories and "not this category"; each by
    counting its people cell by cell, independent of inclusion and exclusion.
    """
    cells, _ = cells_of(n.shape)
    found: list[tuple[Node, ...]] = []
    for node in itertools.product(*[range(size) for size in n.shape]):
        axes = [axis for axis, at in enumerate(node) if at]
        for size in range(1, len(axes) + 1):
            for up in itertools.combinations(axes, size):
                corners = [
                    tuple(0 if axis in raised else at for axis, at in enumerate(node))
                    for raised in itertools.chain.from_iterable(
                        itertools.combinations(up, k) for k in range(size + 1)
                    )
                ]
                above = corners[-1]
                inside = [cell for cell in cells if _holds(above, cell)]
                if not hidden[node] and not hidden[above] and n[node] > 0:
                    rest = sum(int(n[cell]) for cell in inside if not _holds(node, cell))
                    if 0 < rest < minimum:
                        found.append((node, above))
                if not any(hidden[corner] for corner in corners):
                    box = sum(
                        int(n[c]) for c in inside if all(c[axis] != node[axis] for axis in up)
                    )
                    if 0 < box < minimum:
                        found.append(tuple(corners))
    return found


def _holds(node: Node, cell: Node) -> bool:
    return all(a in (0, b) for a, b in zip(node, cell, strict=True))


@dataclass(frozen=True, eq=False)
class DenseModel:
    """A linear mixed model y = Xb + Σ Z_k u_k + e with every matrix written out."""

    y: Floats  # (n,)
    x: Floats  # (n, p)
    z: Sequence[Floats]  # (n, q_k) each; residuals come as the identity or a part of it

    def criterion(self, v: Floats) -> float:
        """−2 log restricted likelihood with all constants."""
        n, p = self.x.shape
        total = sum(each * z @ z.T for each, z in zip(v, self.z, strict=True))
        inverse = np.linalg.inv(total)
        information = self.x.T @ inverse @ self.x
        b = np.linalg.solve(information, self.x.T @ inverse @ self.y)
        left = self.y - self.x @ b
        return float(
            (n - p) * np.log(2 * np.pi)
            + np.linalg.slogdet(total)[1]
            + np.linalg.slogdet(information)[1]
            + left @ inverse @ left
        )

    def maximise(self, start: Floats) -> Floats:
        """Variances at the maximum, searched over their logarithms from a rough start."""

        def at(log_v: Floats) -> float:
            return self.criterion(np.exp(log_v))

        found = np.log(start)
        for _ in range(3):  # the simplex is restarted: it can shrink early
            found = minimize(
                at,
                found,
                method="Nelder-Mead",
                options={
                    "xatol": 1e-9,
                    "fatol": 1e-11,
                    "maxiter": 8000,
                    "maxfev": 8000,
                    "adaptive": True,
                },
            ).x
        return np.exp(found)

    def effects(self, v: Floats) -> tuple[Floats, list[Floats], list[Floats], Floats]:
        """Fixed effects, BLUPs, their prediction error covariances, and that of all together.

        The last is the covariance of (b̂ − b, û − u) over all random effects.
        """
        g = np.concatenate([np.full(z.shape[1], each) for each, z in zip(v, self.z, strict=True)])
        z = np.hstack(list(self.z))
        total = (z * g) @ z.T
        inverse = np.linalg.inv(total)
        omega = np.linalg.inv(self.x.T @ inverse @ self.x)
        b = omega @ self.x.T @ inverse @ self.y
        p = inverse - inverse @ self.x @ omega @ self.x.T @ inverse
        u = g * (z.T @ p @ self.y)
        pev = np.diag(g) - (g[:, None] * (z.T @ p @ z)) * g
        cross = -omega @ self.x.T @ inverse @ z * g
        joint = np.block([[omega, cross], [cross.T, pev]])
        cuts = np.cumsum([each.shape[1] for each in self.z])[:-1]
        pevs = [pev[a:e, a:e] for a, e in zip([0, *cuts], [*cuts, g.size], strict=True)]
        return b, np.split(u, cuts), pevs, joint


def indicator(codes: NDArray[np.int64], size: int) -> Floats:
    """Incidence matrix of a factor."""
    return np.eye(size)[codes]
