"""The global filters: drawn in the sidebar by the router, the same on every page, in the address.

A choice is kept as codes in the session. On each run it is brought up to date from the widgets,
then from the address where that brings something else, then checked against the data: an unknown
code falls back to the default and disappears from the address.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data import reads
from data.reads.organisation import WHOLE_YEAR
from data.scope import Filters, Scope
from ui import access, formats, i18n, labels, sentences, url_state
from ui.access import User
from ui.cached import cached
from ui.groups import agency_names
from ui.i18n import _
from ui.plain import one_line
from ui.version import VERSION

CHOICE_KEY = "session_choice"
CHOSEN_KEY = "session_chosen"
ALL = ""  # the option that does not narrow
_WIDGETS = {
    "year": "filter_tahun",
    "part": "filter_periode",
    "agency": "filter_opd",
    "position_class": "filter_jenis",
    "grade_group": "filter_gol",
}
_LANGUAGE_KEY = "filter_bahasa"
_ROLE_KEY = "filter_peran"
_ROLE_AGENCY_KEY = "filter_peran_opd"


@dataclass(frozen=True)
class Choice:
    """What the reader chose, as codes; ALL where nothing is narrowed."""

    year: int | None = None
    part: str = WHOLE_YEAR  # tahun, Q1 … Q4, 01 … 12
    agency: str = ALL
    position_class: str = ALL
    grade_group: str = ALL


# ── before anything is drawn ─────────────────────────────────────────────────────────────────


def take_over() -> None:
    """Bring language, role and filters up to date from widgets and address."""
    brought = url_state.brought() or {}
    state = st.session_state
    language = brought.get("bahasa") or state.get(_LANGUAGE_KEY) or state.get(i18n.SESSION_KEY)
    i18n.set_language(i18n.choose_language(language, st.context.locale))
    _take_over_role(brought.get("peran"))
    choice: Choice = state.get(CHOICE_KEY, Choice())
    drawn = {field: state[key] for field, key in _WIDGETS.items() if key in state}
    choice = dataclasses.replace(choice, **drawn)
    if set(brought) & {"tahun", "periode", "opd", "jenis", "gol"}:
        choice = Choice(
            year=url_state.whole_number(brought.get("tahun")),
            part=brought.get("periode", WHOLE_YEAR),
            agency=brought.get("opd", ALL),
            position_class=brought.get("jenis", ALL),
            grade_group=brought.get("gol", ALL),
        )
    state[CHOICE_KEY] = choice


def _take_over_role(brought: str | None) -> None:
    state = st.session_state
    role, agency = state.get(access.ROLE_KEY), state.get(access.AGENCY_KEY)
    role, agency = state.get(_ROLE_KEY, role), state.get(_ROLE_AGENCY_KEY, agency)
    if brought is not None:
        role, _colon, agency = brought.partition(":")
    state[access.ROLE_KEY] = access.demo_role(role)
    state[access.AGENCY_KEY] = agency or None


def check_role_agency() -> None:
    """Give an agency's leadership of the demo an agency that exists."""
    if not access.current_user().is_demo:
        return
    everything = Scope("start", frozenset({"administrator"}))
    known = list(cached(reads.agencies, everything)["agency_code"])
    if st.session_state[access.AGENCY_KEY] not in known:
        st.session_state[access.AGENCY_KEY] = known[0] if known else None


# ── the sidebar ──────────────────────────────────────────────────────────────────────────────


def settle(user: User, *, with_filters: bool) -> None:
    """Check the choice against the data, keep it for `current`, and put it into the address.

    Called before the navigation of a run: the browser then takes the new page and its codes in one
    step. Written after it, the codes would be a step of their own, and Back would need two clicks.
    """
    if with_filters:
        _settle(user.scope)
    url_state.write(_codes(user, with_filters=with_filters))


def sidebar(user: User, *, with_filters: bool) -> None:
    """Draw filters, language, role, data date and version; `settle` comes first.

    A choice that is not drawn is kept all the same, for the next page that follows it.
    """
    scope = user.scope
    with st.sidebar:
        if with_filters:
            _draw_filters(scope)
        st.segmented_control(
            _("Bahasa"),
            list(i18n.LANGUAGES),
            default=i18n.current_language() if _LANGUAGE_KEY not in st.session_state else None,
            format_func=i18n.LANGUAGE_NAMES.__getitem__,
            required=True,
            key=_LANGUAGE_KEY,
        )
        if user.is_demo:
            _draw_role()
        facts = cached(reads.store_facts, scope)
        day = None if facts.data_as_of is None else facts.data_as_of.date()
        st.caption(sentences.data_date(day, VERSION))


def _settle(scope: Scope) -> None:
    known = cached(reads.periods, scope)
    choice = _checked(st.session_state[CHOICE_KEY], known, scope)
    st.session_state[CHOICE_KEY] = choice
    period = (
        None
        if choice.year is None
        else cached(reads.resolve_period, scope, choice.year, choice.part)
    )
    st.session_state[CHOSEN_KEY] = Filters(
        year=choice.year,
        period_code=period,
        agency_code=choice.agency or None,
        position_class=choice.position_class or None,
        grade_group=choice.grade_group or None,
    )


def _draw_filters(scope: Scope) -> None:
    known = cached(reads.periods, scope)
    choice: Choice = st.session_state[CHOICE_KEY]
    for field, key in _WIDGETS.items():
        st.session_state[key] = getattr(choice, field)
    if choice.year is None:
        return
    names = agency_names(scope)
    agencies = list(names) if scope.agencies is not None else [ALL, *names]
    st.selectbox(_("Tahun"), _years(known), key=_WIDGETS["year"])
    st.selectbox(
        _("Periode"),
        _parts(known, choice.year),
        format_func=lambda part: _part_name(choice.year, part),
        key=_WIDGETS["part"],
    )
    st.selectbox(
        _("Perangkat daerah"),
        agencies,
        format_func=lambda code: one_line(names[code]) if code else _("Seluruh kota"),
        key=_WIDGETS["agency"],
    )
    st.selectbox(
        _("Jenis jabatan"),
        [ALL, *labels.POSITION_CLASS_NAMES],
        format_func=lambda code: labels.position_class(code) if code else _("Semua jenis"),
        key=_WIDGETS["position_class"],
    )
    st.selectbox(
        _("Golongan"),
        [ALL, *labels.GRADE_GROUP_NAMES],
        format_func=lambda code: labels.grade_group(code) if code else _("Semua golongan"),
        key=_WIDGETS["grade_group"],
    )
    st.button(
        _("Atur ulang"),
        key="filter_atur_ulang",
        icon=":material/restart_alt:",
        on_click=reset,
    )


def _draw_role() -> None:
    st.session_state.setdefault(_ROLE_KEY, st.session_state[access.ROLE_KEY])
    st.session_state[_ROLE_KEY] = st.session_state[access.ROLE_KEY]
    st.selectbox(
        _("Lihat sebagai (data contoh)"),
        access.DEMO_ROLES,
        format_func=access.role_name,
        key=_ROLE_KEY,
    )
    if st.session_state[access.ROLE_KEY] != "agency_leadership":
        return
    names = agency_names(Scope("start", frozenset({"administrator"})))
    st.session_state[_ROLE_AGENCY_KEY] = st.session_state[access.AGENCY_KEY]
    st.selectbox(
        _("Pimpinan dari"),
        list(names),
        format_func=lambda code: one_line(names[code]),
        key=_ROLE_AGENCY_KEY,
    )


def reset() -> None:
    """Forget the filters; language and role stay."""
    st.session_state[CHOICE_KEY] = Choice()
    for key in _WIDGETS.values():
        st.session_state.pop(key, None)


def choose_agency(code: str) -> None:
    """Narrow every page to one agency; only ever called by a reader's explicit click."""
    choice: Choice = st.session_state.get(CHOICE_KEY, Choice())
    st.session_state[CHOICE_KEY] = dataclasses.replace(choice, agency=code)
    st.session_state.pop(_WIDGETS["agency"], None)


# ── what pages ask ───────────────────────────────────────────────────────────────────────────


def current() -> Filters:
    """Return the filters in use; without a period the store has no results yet."""
    chosen: Filters = st.session_state.get(CHOSEN_KEY, Filters())
    return chosen


def previous(scope: Scope, chosen: Filters) -> Filters | None:
    """Return the same filters one period of the same kind earlier, if there is one."""
    known = cached(reads.periods, scope)
    kinds = dict(zip(known["period_code"], known["kind"], strict=True))
    alike = [code for code in known["period_code"] if kinds[code] == kinds[chosen.period_code]]
    place = alike.index(chosen.period_code)
    if place == 0:
        return None
    code = str(alike[place - 1])
    return dataclasses.replace(chosen, year=int(code[:4]), period_code=code)


def words(scope: Scope, chosen: Filters) -> dict[str, str]:
    """Return the active filters in words, by the name of the filter."""
    found = {_("Periode"): labels.period(chosen.period_code) if chosen.period_code else "–"}
    found[_("Perangkat daerah")] = (
        agency_names(scope).get(chosen.agency_code, chosen.agency_code)
        if chosen.agency_code
        else _("Seluruh kota")
    )
    if chosen.position_class:
        found[_("Jenis jabatan")] = labels.position_class(chosen.position_class)
    if chosen.grade_group:
        found[_("Golongan")] = labels.grade_group(chosen.grade_group)
    return found


def period_note(chosen: Filters) -> str | None:
    """Say so where a whole year was asked for and only a part of it has results."""
    choice: Choice = st.session_state.get(CHOICE_KEY, Choice())
    if choice.part != WHOLE_YEAR or chosen.period_code in (None, str(chosen.year)):
        return None
    return _("Belum ada penilaian tahunan {year}; yang tampil {period}.").format(
        year=formats.MISSING if chosen.year is None else chosen.year,
        period=labels.period(str(chosen.period_code)),
    )


def link_codes(chosen: Filters, **changed: str | None) -> dict[str, str]:
    """Return the codes of a link that changes some filters and keeps the others."""
    choice: Choice = st.session_state.get(CHOICE_KEY, Choice())
    codes: dict[str, str | None] = {
        "tahun": None if chosen.year is None else str(chosen.year),
        "periode": None if chosen.year is None else choice.part,
        "opd": chosen.agency_code,
        "jenis": chosen.position_class,
        "gol": chosen.grade_group,
    }
    return {name: code for name, code in {**codes, **changed}.items() if code}


# ── checks ───────────────────────────────────────────────────────────────────────────────────


def _checked(choice: Choice, known: pd.DataFrame, scope: Scope) -> Choice:
    years = _years(known)
    year = choice.year if choice.year in years else (years[0] if years else None)
    parts = [] if year is None else _parts(known, year)
    names = agency_names(scope)
    agency = choice.agency if choice.agency in names else ALL
    if scope.agencies is not None and agency == ALL:
        agency = next(iter(names), ALL)
    return Choice(
        year=year,
        part=choice.part if choice.part in parts else WHOLE_YEAR,
        agency=agency,
        position_class=choice.position_class
        if choice.position_class in labels.POSITION_CLASS_NAMES
        else ALL,
        grade_group=choice.grade_group if choice.grade_group in labels.GRADE_GROUP_NAMES else ALL,
    )


def _years(known: pd.DataFrame) -> list[int]:
    return sorted({int(year) for year in known["year"]}, reverse=True)


def _parts(known: pd.DataFrame, year: int) -> list[str]:
    codes = known.loc[known["year"] == year, "period_code"]
    return [WHOLE_YEAR, *sorted((code[5:] for code in codes if len(code) > 4), key=_part_order)]


def _part_order(part: str) -> tuple[bool, str]:
    return not part.startswith("Q"), part


def _part_name(year: int | None, part: str) -> str:
    return _("Setahun penuh") if part == WHOLE_YEAR else labels.period(f"{year}-{part}")


def _codes(user: User, *, with_filters: bool) -> dict[str, str | None]:
    language = i18n.current_language()
    by_browser = i18n.choose_language(st.context.locale)
    role: str | None = next(iter(user.roles)) if user.is_demo else None
    if role == "agency_leadership":
        role = f"{role}:{user.agency_code}"
    codes: dict[str, str | None] = {
        "bahasa": language if language != by_browser or language != i18n.SOURCE_LANGUAGE else None,
        "peran": None if role == access.DEMO_ROLES[0] else role,
    }
    return {**(link_codes(current()) if with_filters else {}), **codes}
