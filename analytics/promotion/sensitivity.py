"""Which people are among the first K under every reasonable setting, and which only under some.

    raw_only            mean of the ratings received, nothing taken out
    adjusted_only       no objective results
    without_home_unit   score less the effect of the home unit: beside colleagues of the unit
    objective_25 …      objective results with another weight
    k_less, k_more      a tenth fewer or more places, at least one
    complete_only       people with results in every year alone
    linked_only         people whose raters are linked to others alone

Each setting is an order of its own, cut at its own number of places. Who is left out by a setting
is not judged there, which counts as not being in. A setting that changes nothing by construction,
or that the data do not allow, is left out and named with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.promotion.homes import home_effects
from analytics.promotion.pool import RankedPool, first_k
from analytics.promotion.settings import OBJECTIVE_WEIGHTS

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

PLACES_MORE: Final = 0.1  # share of K by which places are fewer or more
IN, OUT, NOT_JUDGED = "in", "out", "not_judged"


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Who is in under which setting."""

    summary: pd.DataFrame  # setting, k, n_judged, n_in, n_same, n_entered, n_left (beside the list)
    matrix: pd.DataFrame  # employee_id, a column a setting, n_in, n_settings, stance; list order
    left_out: pd.DataFrame  # setting, reason

    @property
    def n_always(self) -> int:
        """People in under every setting."""
        return int((self.matrix["stance"] == "always").sum())

    @property
    def n_sometimes(self) -> int:
        """People in under some."""
        return int((self.matrix["stance"] == "sometimes").sum())

    @property
    def n_never(self) -> int:
        """People in under none."""
        return int((self.matrix["stance"] == "never").sum())


def sensitivity(
    ranked: RankedPool,
    results: pd.DataFrame | None = None,
    *,
    components: pd.DataFrame | None = None,
    is_complete: pd.Series | None = None,
) -> Sensitivity:
    """Order the pool anew under each reasonable setting.

    Parameters
    ----------
    ranked : RankedPool
    results, components : frames, optional
        As for `contributions`: needed to tell what home units add.
    is_complete : bool by employee_id, optional
        Whether a person has a result in every year looked at; unknown counts as no.

    Returns
    -------
    Sensitivity
    """
    trial = _Trial(ranked)
    trial.order("list", trial.score)
    trial.order("raw_only", trial.raw)
    if ranked.settings.objective_weight > 0:
        trial.order("adjusted_only", trial.adjusted)
    else:
        trial.skip("adjusted_only", "is_the_list")
    homes = None if results is None else home_effects(results, components)
    if homes is None:
        trial.skip("without_home_unit", "units_unknown")
    else:
        effect = ranked.people["employee_id"].map(homes.effect).to_numpy(dtype=np.float64)
        trial.order("without_home_unit", trial.score - np.nan_to_num(effect))
    for weight in OBJECTIVE_WEIGHTS[1:]:
        _weigh(trial, weight)
    _count_places(trial)
    if is_complete is None:
        trial.skip("complete_only", "years_unknown")
    else:
        known = ranked.people["employee_id"].map(is_complete)
        trial.narrow("complete_only", known.fillna(value=False).to_numpy(dtype=bool))
    trial.narrow("linked_only", ~ranked.people["is_unlinked"].to_numpy(dtype=bool))
    return trial.found()


def _weigh(trial: _Trial, weight: float) -> None:
    ranked, name = trial.ranked, f"objective_{round(100 * weight)}"
    if weight == ranked.settings.objective_weight:
        trial.skip(name, "is_the_list")
    elif not ranked.n_with_objective:
        trial.skip(name, "no_results")
    else:
        level = np.nan_to_num(ranked.people["objective_level"].to_numpy(dtype=np.float64))
        spread = ranked.spread if np.isfinite(ranked.spread) else 0.0
        trial.order(name, trial.adjusted + weight * spread * level)


def _count_places(trial: _Trial) -> None:
    k, n = trial.ranked.settings.k, trial.ranked.n
    step = max(1, int(PLACES_MORE * k + 0.5))
    if min(k, n) - step < 1:
        trial.skip("k_less", "too_few_places")
    else:
        trial.order("k_less", trial.score, k=min(k, n) - step)
    if k >= n:
        trial.skip("k_more", "everybody_is_in")
    else:
        trial.order("k_more", trial.score, k=k + step)


class _Trial:
    """The settings tried so far."""

    def __init__(self, ranked: RankedPool) -> None:
        people = ranked.people
        self.ranked = ranked
        self.ids = people["employee_id"].to_numpy(dtype=np.int64)
        self.score = people["score"].to_numpy(dtype=np.float64)
        self.adjusted = people["adjusted"].to_numpy(dtype=np.float64)
        self.raw = np.nan_to_num(people["raw_mean"].to_numpy(dtype=np.float64), nan=-np.inf)
        self.rows: list[tuple[str, int, int]] = []
        self.columns: dict[str, NDArray[np.str_]] = {}
        self.skipped: list[tuple[str, str]] = []

    def order(
        self, name: str, values: Floats, *, k: int | None = None, judged: Mask | None = None
    ) -> None:
        """Cut an order at `k` places; who is not judged takes none."""
        k = self.ranked.settings.k if k is None else k
        judged = np.ones(values.size, dtype=bool) if judged is None else judged
        state = np.where(judged, OUT, NOT_JUDGED)
        state[np.flatnonzero(judged)[first_k(values[judged], self.ids[judged], k)]] = IN
        self.columns[name] = state
        self.rows.append((name, k, int(judged.sum())))

    def narrow(self, name: str, judged: Mask) -> None:
        """Order some of the people alone."""
        if judged.all():
            self.skip(name, "is_the_list")
        else:
            self.order(name, self.score, judged=judged)

    def skip(self, name: str, reason: str) -> None:
        """Leave a setting out."""
        self.skipped.append((name, reason))

    def found(self) -> Sensitivity:
        """Return all that was tried."""
        is_in = {name: state == IN for name, state in self.columns.items()}
        base = is_in["list"]
        n_in = np.sum(list(is_in.values()), axis=0)
        stance = np.select([n_in == len(is_in), n_in == 0], ["always", "never"], "sometimes")
        summary = pd.DataFrame(self.rows, columns=["setting", "k", "n_judged"]).assign(
            n_in=[int(each.sum()) for each in is_in.values()],
            n_same=[int((each & base).sum()) for each in is_in.values()],
            n_entered=[int((each & ~base).sum()) for each in is_in.values()],
            n_left=[int((base & ~each).sum()) for each in is_in.values()],
        )
        matrix = pd.DataFrame({"employee_id": self.ids, **self.columns}).assign(
            n_in=n_in, n_settings=len(is_in), stance=stance
        )
        left_out = pd.DataFrame(self.skipped, columns=["setting", "reason"])
        texts = dict.fromkeys([*self.columns, "stance"], "string")
        return Sensitivity(summary, matrix.astype(texts), left_out)
