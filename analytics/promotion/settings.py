"""What a ranking for consideration is asked: how many places, and what enters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analytics.errors import InvalidSetting

MEASURES: Final = ("verified_targets", "projects_on_time", "project_quality")

# Targets are often set by the superior who rates, so results enter by a decision, never unasked.
DEFAULT_OBJECTIVE_WEIGHT: Final = 0.0
MAX_OBJECTIVE_WEIGHT: Final = 1.0  # results then spread people as much as the ratings do
OBJECTIVE_WEIGHTS: Final = (0.0, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Settings:
    """Places to fill and what enters the order.

    Raises
    ------
    InvalidSetting
        If `k` is below 1, the weight lies outside 0–1, or a measure is unknown or named twice.
    """

    k: int
    objective_weight: float = DEFAULT_OBJECTIVE_WEIGHT  # spreads of ability for a spread of results
    measures: tuple[str, ...] = MEASURES

    def __post_init__(self) -> None:
        """Check what is asked."""
        if self.k < 1:
            raise InvalidSetting("k", self.k, needed="at least 1")
        if not 0 <= self.objective_weight <= MAX_OBJECTIVE_WEIGHT:
            raise InvalidSetting(
                "objective_weight", self.objective_weight, needed=f"0 to {MAX_OBJECTIVE_WEIGHT:g}"
            )
        if len(set(self.measures)) < len(self.measures) or not set(self.measures) <= set(MEASURES):
            raise InvalidSetting("measures", self.measures, needed=f"some of {', '.join(MEASURES)}")
