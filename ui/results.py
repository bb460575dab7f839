"""From results of `analytics` to the rows that figures and tables draw: names instead of codes.

A figure knows groups by name. Two groups can have one name (a ward and its district); then the
code is added, so that they stay two rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from analytics.achievements import ProjectSummary, TargetsReached
from analytics.agreement_with_results import RankAgreement
from analytics.distribution import PredicateShares, ShareTrend
from analytics.filling import Tally
from ui import labels, states
from ui.plain import one_line

# A dot is hollow under this many people: one person more moves the share by five points.
FEW_PEOPLE = 20
Measure = Literal["very_good", "good_or_better"]


def named(
    rows: pd.DataFrame, key: str, names: Mapping[str, str], *, to: str = "group"
) -> pd.DataFrame:
    """Add the column `to` with the name for each code in `key`; an unknown code names itself.

    A group whose `state` is small, shown to a reader who may see persons, is marked in its name.
    """
    codes = [None if pd.isna(code) else str(code) for code in rows[key]]
    words = {code: _name(code, names) for code in codes}
    often = pd.Series(words.values(), dtype="object").value_counts()
    unique = {code: f"{name} ({code})" if often[name] > 1 else name for code, name in words.items()}
    named_rows = rows.assign(**{to: [unique[code] for code in codes]})
    return marked(named_rows) if to == "group" else named_rows


def marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Mark in the column `group` those whose `state` is small (ui.md 5.4)."""
    if "state" not in rows:
        return rows
    mark = states.small_group()
    return rows.assign(
        group=[
            f"{name} · {mark}" if state == "small" else name
            for name, state in zip(rows["group"], rows["state"], strict=True)
        ]
    )


def shares(
    mix: PredicateShares, key: str, names: Mapping[str, str], *, total: str | None = None
) -> pd.DataFrame:
    """Return rows for `charts.stacked_shares`; `total` names the row of all groups together."""
    rows = named(mix.long(), key, names)
    if total is None or mix.total is None:
        return rows
    return pd.concat([mix.total.long().assign(group=total), rows], ignore_index=True)


def dots(
    mix: PredicateShares, key: str, names: Mapping[str, str], *, measure: Measure = "very_good"
) -> pd.DataFrame:
    """Return rows for `charts.dots_with_interval` of a share, the code kept in `key`."""
    interval = mix.very_good if measure == "very_good" else mix.good_or_better
    rows = mix.groups[[key]].assign(
        value=interval.estimate,
        lower=interval.lower,
        upper=interval.upper,
        n=mix.n,
        is_few=mix.n < FEW_PEOPLE,
        state=mix.state,
    )
    return named(rows, key, names)


def trend(
    over_time: ShareTrend, *, key: str | None = None, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return rows for `charts.trend_lines`; without `key` the one line is the whole city."""
    rows = over_time.long()
    if key is None:
        return rows.assign(series=labels.whole_city())
    return named(rows, key, names or {}, to="series")


def tally(counted: Tally, key: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return rows for `charts.completeness_bars`, least complete first, unknown ones last."""
    rows = named(counted.long(), key, names)
    return rows.sort_values(["share", "group"], na_position="last").reset_index(drop=True)


def agreement(
    found: RankAgreement, names: Mapping[str, str], *, n_labelled: int = 4
) -> pd.DataFrame:
    """Return rows for `charts.agreement_scatter`, the agencies furthest from the trend labelled.

    Furthest by difference of ranks, which is what the correlation is made of.
    """
    points = named(found.points, "agency_code", names, to="agency")
    gap = (points["result"].rank() - points["share"].rank()).abs()
    labelled = gap.rank(method="first", ascending=False) <= n_labelled
    return points.assign(x=points["result"], y=points["share"], is_outlier=labelled)


def projects(status: pd.DataFrame) -> pd.DataFrame:
    """Return rows for `charts.planned_vs_real`, latest planned first.

    Columns: those of the query `projects` (`project_code`, `name`, `planned_end`, `real_end`).
    """
    names = dict(zip(status["project_code"], status["name"], strict=True))
    rows = named(status, "project_code", names, to="project").assign(
        planned_date=status["planned_end"], completed_date=status["real_end"]
    )
    return rows.sort_values("planned_date", ascending=False, na_position="last").reset_index(
        drop=True
    )


def achievements(
    targets: TargetsReached | None,
    finished: ProjectSummary | None,
    key: str,
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Return one row per group with targets reached and projects, for a table."""
    parts = [part.long().set_index(key) for part in (targets, finished) if part is not None]
    if not parts:
        return pd.DataFrame({key: [], "group": []})
    joined = (
        parts[0] if len(parts) == 1 else parts[0].join(parts[1], how="outer", rsuffix="_project")
    )
    return named(joined.rename_axis(key).reset_index(), key, names)


def _name(code: str | None, names: Mapping[str, str]) -> str:
    if code is None:
        return labels.unknown()
    name = names.get(code)
    return one_line(code) if name is None or not one_line(name) else one_line(name)
