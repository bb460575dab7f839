"""The only place that keeps anything between runs: reads, and what is decided from them.

The key of a read is its name, the scope, the filters and the version of the data, so nobody gets
what another reader may see and nothing outlives a write. A page asks seventy times a run. The
caches of Streamlit take .3 ms to hash such a key and to copy what they give, a tenth of a run; so
keys are one text here, in the cache of the standard library.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd
import streamlit as st

from analytics.rules import rule_set
from analytics.suppression import (
    GroupLattice,
    elsewhere,
    lattice,
    members_shown,
    totals_only,
)
from data import reads, store
from data.scope import Filters, Scope
from ui import colors, i18n

MOST_READS = 1_000  # small frames: some tens of kilobytes each
MOST_POOLS = 24  # people, draws and rankings: some megabytes each
MOST_RESULTS = 1_000  # of a summary: some kilobytes each
MOST_LATTICES = 256  # a period and a kind of people each; some kilobytes

P = ParamSpec("P")
T = TypeVar("T")


def cached(read: Callable[..., T], scope: Scope, *details: object) -> T:
    """Return what a read gives, from memory where it was asked before.

    `details` are the filters and whatever else the read takes; all are part of the key.
    """
    key = _key(read.__name__, scope, details)
    found = _ask(key, _Work(lambda: read(scope, *details)))
    # whoever adds a column to a frame adds it to a copy that shares the rest
    return cast(T, found.copy(deep=False) if isinstance(found, pd.DataFrame) else found)


def kept(work: Callable[..., T], scope: Scope, *details: object) -> T:
    """Return the same for what is large: pools of people, their draws, what is worked out of them.

    All sessions share one object, which nobody changes. `work` takes the scope and the details.
    """
    found = _keep(_key(work.__name__, scope, details), _Work(lambda: work(scope, *details)))
    return cast(T, found)


def remembered(summary: Callable[P, T]) -> Callable[P, T]:
    """Let a summary of a scope and filters be worked out once for all who see the same.

    A page asks for some of them four times and the next reader asks again. The result is shared, so
    it is frozen and nobody changes its frames. Words of groups and "by today" are part of it: so
    are language and day of the key.
    """
    return _shared(summary, lambda: ())


def drawn(draw: Callable[P, T]) -> Callable[P, T]:
    """Do the same for what holds a figure, whose colours are those of the reader's theme."""
    return _shared(draw, lambda: (colors.current_theme(),))


def _shared(work: Callable[P, T], more: Callable[[], tuple[object, ...]]) -> Callable[P, T]:
    @functools.wraps(work)
    def ask(*asked: P.args, **options: P.kwargs) -> T:
        scope, *details = asked
        about = (details, options, i18n.current_language(), store.now().date(), *more())
        key = _key(work.__qualname__, cast(Scope, scope), about)
        return cast(T, _result(key, _Work(lambda: work(*asked, **options))))

    return ask


def sizes_lattice(scope: Scope, period_code: str, *, minimum: int) -> GroupLattice:
    """Return which groups of a period are hidden; the same for everybody (docs/adr/0003)."""
    return _lattice(store.current().data_version, period_code, minimum, scope)


def lattice_of(
    sizes: Callable[[Scope, Filters], pd.DataFrame],
    scope: Scope,
    period_code: str,
    *,
    minimum: int,
    score_scale: int | None = None,
) -> GroupLattice:
    """Return the same for numbers over other people than those with a predicate.

    `sizes` is a read like `group_sizes`; `score_scale` keeps people with a score on that scale.
    """
    version = store.current().data_version
    return _lattice_of(version, sizes.__name__, period_code, minimum, score_scale, sizes, scope)


def filling_lattice(scope: Scope, period_code: str, whole: str, *, minimum: int) -> GroupLattice:
    """Return the same for how appraisals were filled in; `whole` is a column of `filling_sizes`."""
    return _filling_lattice(store.current().data_version, period_code, whole, minimum, scope)


def target_lattice(scope: Scope, period_code: str, *, minimum: int) -> GroupLattice:
    """Return the same for targets: agencies alone, by the people with reported targets."""
    return _target_lattice(store.current().data_version, period_code, minimum, scope)


def unit_lattice(scope: Scope, period_code: str, agency_code: str, *, minimum: int) -> GroupLattice:
    """Return the same for the units of one agency, below the lattice of the period."""
    version = store.current().data_version
    return _unit_lattice(version, period_code, agency_code, minimum, scope)


def shown_raters(
    scope: Scope, period_code: str, agency_code: str, *, minimum: int, beside_units: bool
) -> frozenset[int]:
    """Return the raters of an agency that may be shown beside its classes and grades, and units."""
    version = store.current().data_version
    return _shown_raters(version, period_code, agency_code, minimum, beside_units, scope)


def rules(scope: Scope, filters: Filters) -> rule_set.RuleSet:
    """Return the rule set that judges the period."""
    return _rules(store.current().data_version, filters.period_code, scope)


class _Work:
    """What gives an answer; no part of the key, so all are alike."""

    __slots__ = ("ask",)

    def __init__(self, ask: Callable[[], Any]) -> None:
        self.ask = ask

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Work)

    def __hash__(self) -> int:
        return 0


def _key(name: str, scope: Scope, details: object) -> str:
    return repr((name, _scope_key(scope), details, store.current().data_version))


def _scope_key(scope: Scope) -> tuple[object, ...]:
    # roles decide about reads of the administration; the actor's name decides about nothing
    rights = (
        scope.may_see_persons, scope.may_see_names, scope.smallest_group, scope.own_employee_id,
    )  # fmt: skip
    return (tuple(sorted(scope.roles)), scope.agencies, *rights)


@functools.lru_cache(maxsize=MOST_READS)
def _ask(key: str, work: _Work) -> object:
    del key
    return work.ask()


@functools.lru_cache(maxsize=MOST_POOLS)
def _keep(key: str, work: _Work) -> object:
    del key
    return work.ask()


@functools.lru_cache(maxsize=MOST_RESULTS)
def _result(key: str, work: _Work) -> object:
    del key
    return work.ask()


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _lattice(version: str, period_code: str, minimum: int, _scope: Scope) -> GroupLattice:
    del version
    sizes = reads.group_sizes(_scope, Filters(period_code=period_code))
    return lattice(sizes, minimum=minimum)


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _lattice_of(
    version: str,
    name: str,
    period_code: str,
    minimum: int,
    score_scale: int | None,
    _sizes: Callable[[Scope, Filters], pd.DataFrame],
    _scope: Scope,
) -> GroupLattice:
    del version, name
    found = _sizes(_scope, Filters(period_code=period_code))
    if score_scale is not None:
        found = found[found["score_scale"] == score_scale]
    return lattice(found, minimum=minimum)


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _filling_lattice(
    version: str, period_code: str, whole: str, minimum: int, _scope: Scope
) -> GroupLattice:
    del version
    sizes = cached(reads.filling_sizes, _scope, Filters(period_code=period_code))
    return lattice(sizes.assign(n=sizes[whole]), minimum=minimum)


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _target_lattice(version: str, period_code: str, minimum: int, _scope: Scope) -> GroupLattice:
    del version
    sizes = reads.target_sizes(_scope, Filters(period_code=period_code))
    return lattice(sizes, minimum=minimum, axes=("agency_code",))


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _unit_lattice(
    version: str, period_code: str, agency_code: str, minimum: int, _scope: Scope
) -> GroupLattice:
    sizes = reads.unit_sizes(_scope, Filters(period_code=period_code, agency_code=agency_code))
    named = sizes.assign(unit_id=unit_keys(sizes["unit_id"]))
    around = _lattice(version, period_code, minimum, _scope)
    found = lattice(
        named,
        minimum=minimum,
        axes=("unit_id", "position_class", "grade_group"),
        inside=around,
        member=agency_code,
    )
    totals = found.hidden[1:, 0, 0]
    if totals.all():  # then units are never combined with other filters, and their totals may stand
        return totals_only(named, minimum=minimum, inside=around, member=agency_code)
    return found


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _shown_raters(
    version: str,
    period_code: str,
    agency_code: str,
    minimum: int,
    beside_units: bool,
    _scope: Scope,
) -> frozenset[int]:
    sizes = reads.rater_sizes(_scope, Filters(period_code=period_code, agency_code=agency_code))
    cells = sizes.assign(unit_id=unit_keys(sizes["unit_id"]))
    others = [(_lattice(version, period_code, minimum, _scope), {"agency_code": agency_code})]
    if beside_units:
        others.append((_unit_lattice(version, period_code, agency_code, minimum, _scope), {}))
    keys = cells["rater_id"].to_numpy(dtype=np.float64, na_value=np.nan)
    raters = np.unique(keys[~np.isnan(keys)])
    may_be = members_shown(
        cells["n"].to_numpy(dtype=np.int64),
        keys[None, :] == raters[:, None],
        elsewhere(cells, others),
        minimum=minimum,
    )
    return frozenset(int(rater) for rater in raters[may_be])


@st.cache_resource(max_entries=MOST_LATTICES, show_spinner=False)
def _rules(version: str, period_code: str | None, _scope: Scope) -> rule_set.RuleSet:
    del version
    return rule_set.parse(reads.rule_set(_scope, Filters(period_code=period_code)))


def unit_keys(ids: pd.Series[Any]) -> pd.Series[Any]:
    """Return ids of units as text, missing where the unit is unknown."""
    return ids.astype("Int64").astype("string").astype("object").where(ids.notna(), None)
