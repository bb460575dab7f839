"""Steps of the variances that never leave what is allowed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def bounded_step(information: Floats, gradient: Floats, free: Floats, floor: Floats) -> Floats:
    """AI⁻¹g; components that fall below their floor are set on it and the rest solved again.

    Parameters
    ----------
    information : (n_free, n_free)
    gradient, free, floor : (n_free,)

    Returns
    -------
    (n_free,)
    """
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


def step_to_first_floor(
    information: Floats, gradient: Floats, free: Floats, floor: Floats
) -> Floats:
    """AI⁻¹g among components that may move, shortened to where the first meets its floor.

    Parameters
    ----------
    information, gradient, free, floor
        As in `bounded_step`.

    Returns
    -------
    (n_free,)
    """
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
