"""How a figure depends on where a rater stands on the scale: near its ends there is less room.

    room_j = log (m_j − L)(H − m_j)          m_j mean rating of j; L, H ends of the scale in use
    y_j    = a + k room_j + …                k over the raters, 0 unless clear

Strict and lenient raters must not be called central, or drifting, because the scale ends there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.patterns.net_ratings import NetRatings

Floats = NDArray[np.float64]

MIN_RATERS: Final = 20  # that can show a dependence
CLEAR: Final = 3.0  # standard errors; a slope by chance would only blur the test
TRIMMED: Final = (0.05, 0.95)  # quantiles of the residuals that are kept: habits are outliers


def log_room(net: NetRatings, centre: Floats) -> Floats:
    """Room each rater has on the scale.

    Parameters
    ----------
    net : NetRatings
    centre : (n_raters,) array, score points
        Mean rating of each rater less fixed effects.

    Returns
    -------
    (n_raters,) array
    """
    low, high = float(net.cell_mean.min()), float(net.cell_mean.max())
    least = 1e-6 * max((high - low) ** 2, 1e-300)
    return np.log(np.maximum((centre - low) * (high - centre), least))


def clear_slope(
    x: Floats, y: Floats, weight: Floats, *, trimmed: tuple[float, float] = TRIMMED
) -> float:
    """Weighted slope of y on x without the outermost residuals, 0 where it may be chance.

    Parameters
    ----------
    x, y, weight : (n,) arrays
    trimmed : pair of float
        Quantiles of the residuals that are kept.

    Returns
    -------
    float
    """
    if x.size < MIN_RATERS:
        return 0.0
    kept = np.ones(x.size, dtype=bool)
    slope = se = 0.0
    for _ in range(3):
        w = weight * kept
        dx, dy = x - (w @ x) / w.sum(), y - (w @ y) / w.sum()
        Sxx = float(w @ dx**2)
        if not Sxx > 0:
            return 0.0
        slope = float(w @ (dx * dy)) / Sxx
        left = dy - slope * dx
        se = float(np.sqrt((w @ left**2) / max(kept.sum() - 2, 1) / Sxx))
        low, high = np.quantile(left, trimmed)
        kept = (left >= low) & (left <= high)
    return slope if abs(slope) > CLEAR * se else 0.0
