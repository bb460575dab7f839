"""Periods, agencies, the rule set in force, and what the store holds at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from data import store
from data.scope import Filters, Scope
from data.vocabulary import period_span

WHOLE_YEAR = "tahun"  # as in the URL: ?periode=tahun


@dataclass(frozen=True)
class StoreFacts:
    """What the store holds; nothing about single people."""

    is_demo: bool
    seed: str | None
    n_appraisals: int
    n_employees: int  # people with an appraisal
    n_raters: int
    n_agencies: int  # with results
    n_periods: int  # with results
    last_import_at: datetime | None  # UTC
    data_as_of: datetime | None  # UTC; the last import, in the demo the day it was built
    has_people_master: bool
    schema_version: int
    data_version: str


def periods(scope: Scope) -> pd.DataFrame:
    """Return the periods that have results, in order of time."""
    return store.current().frame("periods", scope.bound())


def agencies(scope: Scope) -> pd.DataFrame:
    """Return the agencies the reader may see, by name."""
    return store.current().frame("agencies", scope.bound())


def resolve_period(scope: Scope, year: int, part: str) -> str | None:
    """Return the period that a year and a part of it mean, None if nothing is there.

    Parameters
    ----------
    part : ``tahun``, ``Q1`` … ``Q4`` or ``01`` … ``12``. The whole year is the annual period; if
        only quarters or months exist, the latest of them (the page says so).
    """
    known = periods(scope)
    of_year = known[known["year"] == year]
    if part != WHOLE_YEAR:
        code = f"{year}-{part}"
        return code if code in set(of_year["period_code"]) else None
    if str(year) in set(of_year["period_code"]):
        return str(year)
    return None if of_year.empty else str(of_year["period_code"].iloc[-1])


def rule_set(scope: Scope, filters: Filters) -> dict[str, object]:
    """Return the rule set valid on the last day of the period, as its JSON says.

    Raises
    ------
    LookupError
        If the store has no rule set at all; every opened store has the shipped ones.
    """
    last_day: date = period_span(filters.period_code).ends_on if filters.period_code else date.max
    return rule_set_on(scope, last_day)


def rule_set_on(scope: Scope, on: date) -> dict[str, object]:
    """Return the rule set valid on a day, as `rule_set`."""
    del scope  # rules are public; the parameter keeps every read alike
    found = store.current().frame("rule_set_valid_on", {"on": on})
    if found.empty:
        raise LookupError("the store holds no rule set")
    content: dict[str, object] = json.loads(found["content"].iloc[0])
    return content


def store_facts(scope: Scope) -> StoreFacts:
    """Return what the store holds at all."""
    del scope  # counts of the whole store, nothing about single people
    opened = store.current()
    counts = opened.frame("store_counts").iloc[0]
    return StoreFacts(
        is_demo=opened.is_demo,
        seed=opened.info("seed"),
        n_appraisals=int(counts["n_appraisals"]),
        n_employees=int(counts["n_employees"]),
        n_raters=int(counts["n_raters"]),
        n_agencies=int(counts["n_agencies"]),
        n_periods=int(counts["n_periods"]),
        last_import_at=_moment(counts["last_import_at"]),
        data_as_of=_moment(counts["last_import_at"]) or _moment(counts["built_at"]),
        has_people_master=int(counts["n_in_master"]) > 0,
        schema_version=int(opened.value("schema_version")),
        data_version=opened.data_version,
    )


def _moment(value: object) -> datetime | None:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None
