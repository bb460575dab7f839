"""The peer: what a page asks, answered by pandas from frames in memory.

Two forms: over all appraisals (columns as categories), and over the same summaries that pages read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.big_store import before, everywhere
from benchmarks.costs import cost_of, in_words
from data import store
from data.scope import Filters

ANSWERS: dict[str, tuple[str, ...]] = {
    "overview": (
        "now", "before", "everywhere", "everywhere_before", "city", "years", "movements",
        "filling", "filling_before", "filling_everywhere",
    ),
    "agencies": ("everywhere", "city", "filling", "filling_everywhere"),
    "distribution, mix": ("now", "city", "employment_types", "filling", "filling_everywhere"),
    "distribution, groups": ("now", "position_classes", "filling", "filling_everywhere"),
    "distribution, units": ("now", "units", "filling", "filling_everywhere"),
    "distribution, scores": ("now", "scores", "filling", "filling_everywhere"),
    "distribution, levels": ("now", "levels", "filling", "filling_everywhere"),
    "distribution, trend": ("now", "trend", "trend_everywhere", "filling", "filling_everywhere"),
    "distribution, movements": ("now", "movements", "filling", "filling_everywhere"),
    "distribution, agreement": ("now", "everywhere", "filling", "filling_everywhere"),
    "distribution, filling": ("now", "filling", "filling_everywhere"),
}  # fmt: skip


class Peers:
    """Pandas over all appraisals, and over the summaries."""

    def __init__(self, opened: store.Store) -> None:
        columns = (
            "period_code, agency_code, unit_id, position_class, grade_group, employment_type, "
            "work_result, behaviour, predicate, score, score_scale, set_on, rater_id, due_on, "
            "feedback_text is not null as has_feedback"
        )
        rows = _as_categories(
            opened,
            f"select {columns} from result join (select period_code, due_on from period) "  # noqa: S608
            "using (period_code)",
        )
        rows["score_bin"] = np.floor(rows["score"])
        self.sums = {
            name: _as_categories(opened, f"select * from {name}")  # noqa: S608
            for name in (
                "predicate_summary", "score_summary", "movement_summary", "filling_summary",
            )
        }  # fmt: skip
        moved = {"movement_summary": self.sums["movement_summary"]}
        names = ("predicate_summary", "score_summary", "filling_summary")
        self.rows = dict.fromkeys(names, rows) | moved
        self.units = rows
        self.megabytes = round(rows.memory_usage(deep=True).sum() / 1e6)

    def page(self, name: str, changes: list[Filters]) -> dict[str, object]:
        """Time both ways of answering what a page asks."""
        found: dict[str, object] = {}
        for peer, frames in (("appraisals", self.rows), ("summaries", self.sums)):
            costs = [
                cost_of(lambda f=f, t=frames: self.answers(f, t, ANSWERS[name])) for f in changes
            ]
            found[f"pandas_on_{peer}"] = in_words(costs)
        return found

    def answers(
        self, filters: Filters, frames: dict[str, pd.DataFrame], wanted: Iterable[str]
    ) -> dict[str, pd.Series]:
        """Answer some questions; what they have in common is narrowed once."""
        answer = _Answer(filters, frames, self.units)
        return {name: getattr(answer, name)() for name in wanted}


class _Answer:
    """One filter change answered with pandas. Units and movements exist in one form only."""

    def __init__(
        self, filters: Filters, frames: dict[str, pd.DataFrame], units: pd.DataFrame
    ) -> None:
        self.filters = filters
        self.people = frames["predicate_summary"]
        self.frames, self.all_units = frames, units
        self.n = "n" if "n" in self.people else None

    @cached_property
    def everybody(self) -> pd.DataFrame:
        return _narrow(self.people, everywhere(self.filters))

    @cached_property
    def own(self) -> pd.DataFrame:
        code = self.filters.agency_code
        return self.everybody if code is None else _of(self.everybody, "agency_code", code)

    @cached_property
    def own_now(self) -> pd.DataFrame:
        return _in(self.own, self.filters)

    def now(self) -> pd.Series:
        return _count(self.own_now, "agency_code", "predicate")

    def before(self) -> pd.Series:
        return _count(_in(self.own, before(self.filters)), "agency_code", "predicate")

    def everywhere(self) -> pd.Series:
        return _count(_in(self.everybody, self.filters), "agency_code", "predicate")

    def everywhere_before(self) -> pd.Series:
        return _count(_in(self.everybody, before(self.filters)), "agency_code", "predicate")

    def city(self) -> pd.Series:
        return _count(_in(self.everybody, self.filters), "predicate")

    def years(self) -> pd.Series:
        years = self.own["period_code"].isin(["2023", "2024", "2025"])
        return _count(self.own[years], "period_code", "predicate")

    def trend(self) -> pd.Series:
        return self._over_time(self.own)

    def trend_everywhere(self) -> pd.Series:
        return self._over_time(self.everybody)

    def _over_time(self, frame: pd.DataFrame) -> pd.Series:
        codes = _alike(frame["period_code"], self.filters.period_code or "")
        alike = frame[frame["period_code"].isin(codes)]
        return _count(alike, "period_code", "agency_code", "predicate")

    def position_classes(self) -> pd.Series:
        return _count(self.own_now, "position_class", "predicate")

    def employment_types(self) -> pd.Series:
        return _count(self.own_now, "employment_type", "predicate")

    def levels(self) -> pd.Series:
        return _count(self.own_now, "work_result", "behaviour")

    def units(self) -> pd.Series:
        rows = _in(self.all_units, self.filters)
        rows = rows[rows["agency_code"] == self.filters.agency_code]
        return _count(_narrow(rows, self.filters), "unit_id", "predicate")

    def scores(self) -> pd.Series:
        rows = _narrow(_in(self.frames["score_summary"], self.filters), self.filters)
        return _count(rows, "agency_code", "score_scale", "score_bin")

    def movements(self) -> pd.Series:
        rows = _narrow(_in(self.frames["movement_summary"], self.filters), self.filters)
        return _count(rows, "agency_code", "previous_predicate", "predicate")

    def filling(self) -> pd.Series:
        return self._filled(self.filters)

    def filling_before(self) -> pd.Series:
        return self._filled(before(self.filters))

    def filling_everywhere(self) -> pd.Series:
        return self._filled(everywhere(self.filters))

    def _filled(self, filters: Filters) -> pd.Series:
        rows = _narrow(_in(self.frames["filling_summary"], filters), filters)
        return _filling(rows, is_rows=self.n is None)


def _as_categories(opened: store.Store, sql: str) -> pd.DataFrame:
    """Return rows as a frame with text as categories: the quickest form for pandas."""
    with opened._connection.cursor() as cursor:
        table = cursor.sql(sql).to_arrow_table()
    for place, field in enumerate(table.schema):
        if field.type in (pa.string(), pa.large_string()):
            table = table.set_column(place, field.name, table[place].dictionary_encode())
    return table.to_pandas(split_blocks=True)


def _in(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    return _of(frame, "period_code", str(filters.period_code))


def _of(frame: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    return frame[frame[column] == code]


def _alike(codes: pd.Series, period_code: str) -> list[str]:
    """Return the periods of the same kind: year, quarter or month."""
    return [
        code
        for code in codes.cat.categories
        if len(code) == len(period_code) and ("Q" in code) == ("Q" in period_code)
    ]


def _narrow(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    for column in ("agency_code", "position_class", "grade_group"):
        if (code := getattr(filters, column)) is not None:
            frame = _of(frame, column, code)
    return frame


def _count(frame: pd.DataFrame, *keys: str) -> pd.Series:
    grouped = frame.groupby(list(keys), observed=True)
    return grouped["n"].sum() if "n" in frame else grouped.size()


def _filling(frame: pd.DataFrame, *, is_rows: bool) -> pd.Series:
    if is_rows:
        late = frame["set_on"] > frame["due_on"]
        facts = pd.DataFrame({"late": late, "said": frame["has_feedback"]})
        return facts.groupby(frame["agency_code"], observed=True).sum().sum(axis=1)
    return frame.groupby("agency_code", observed=True)[["n_late", "n_feedback"]].sum().sum(axis=1)
