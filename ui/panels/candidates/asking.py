"""What a reader asks for: target, pool, day, places, and what enters the order.

Every choice is a code in the address, so that a list can be mailed. The address wins where it
holds something else than this page wrote there, as with the global filters.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analytics import promotion
from analytics.rules.eligibility import TARGETS
from data.scope import Filters
from ui import career_words, formats, url_state
from ui.i18n import N_, _

WRITTEN_KEY = "session_calon_alamat"
DEFAULT_PLACES = 10
MOST_PLACES = 10_000
FIRST_DAY = dt.date(2000, 1, 1)
YEARS_AHEAD = 5
ALL = ""
NARROWEST = 130
# Who is ranked. The default depends on the data: who meets everything, if anybody does.
BY_DATA = ""
WHOM = {
    "met": N_("Memenuhi semua syarat"),
    "open": N_("Memenuhi atau belum diketahui"),
    "everybody": N_("Semua pegawai kelompok ini"),
}
NEEDS_VACANCY = "next_functional_level"
VACANCY = {"": N_("Belum diketahui"), "yes": N_("Ada formasi"), "no": N_("Tidak ada formasi")}


@dataclass(frozen=True)
class Asked:
    """What is asked, as codes; nothing here names a person."""

    target: str
    on: dt.date
    job_family: str | None  # None: every family
    vacancy: str | None  # yes, no, None: unknown
    whom: str | None  # of WHOM; None: decided by the data
    places: int
    weight: float  # of objective results

    @property
    def of_target(self) -> tuple[str, dt.date, str | None, str | None]:
        """What decides who meets the checks."""
        return self.target, self.on, self.job_family, self.vacancy


def narrowed(chosen: Filters) -> Filters:
    """Return the global filters that narrow the pool; year and period do not."""
    return dataclasses.replace(chosen, year=None, period_code=None)


def today() -> dt.date:
    """Return today where the dashboard runs."""
    return dt.datetime.now().astimezone().date()


def ask(families: Sequence[str]) -> Asked:
    """Draw the choices above the list and return what is asked."""
    day = today()
    _take_over(families, day)
    has_vacancy = st.session_state["calon_sasaran"] == NEEDS_VACANCY
    first, others = st.columns([1, 3] if has_vacancy else [2, 5])
    target = first.selectbox(
        _("Untuk"), TARGETS, format_func=career_words.target, key="calon_sasaran"
    )
    with others.grid(5 if has_vacancy else 4, min_column_width=NARROWEST):
        family = st.selectbox(
            _("Rumpun jabatan"),
            [ALL, *families],
            format_func=lambda code: career_words.job_family(code) if code else _("Semua rumpun"),
            key="calon_rumpun",
            help=_("Yang menyaring: rumpun jabatan sekarang. Pengalaman dihitung di rumpun ini."),
        )
        whom = st.selectbox(
            _("Yang diurutkan"),
            [BY_DATA, *WHOM],
            format_func=lambda code: _(WHOM[code]) if code else _("Menurut data"),
            key="calon_siapa",
            help=_(
                "Menurut data: yang memenuhi semua syarat, bila ada; bila tidak, juga yang belum"
                " diketahui."
            ),
        )
        places = st.number_input(
            _("Tempat"), min_value=1, max_value=MOST_PLACES, step=1, key="calon_tempat"
        )
        on = st.date_input(
            _("Per tanggal"),
            min_value=FIRST_DAY,
            max_value=_last_day(day),
            format="DD/MM/YYYY",
            key="calon_pada",
        )
        vacancy = ALL
        if has_vacancy:
            vacancy = st.selectbox(
                _("Formasi"),
                list(VACANCY),
                format_func=lambda code: _(VACANCY[code]),
                key="calon_formasi",
            )
    weight = st.session_state["calon_bobot_dipakai"]
    asked = Asked(
        target=str(target),
        on=on if isinstance(on, dt.date) else day,
        job_family=family or None,
        vacancy=vacancy or None,
        whom=whom or None,
        places=int(places),
        weight=float(weight),
    )
    write(asked)
    return asked


def ask_weight() -> None:
    """Draw the choice of how much objective results count; it counts from the next run on."""

    def take() -> None:
        st.session_state["calon_bobot_dipakai"] = st.session_state["calon_bobot"]

    st.session_state["calon_bobot"] = st.session_state["calon_bobot_dipakai"]
    st.selectbox(
        _("Bobot hasil terukur"),
        promotion.OBJECTIVE_WEIGHTS,
        format_func=lambda weight: formats.whole_share(weight) if weight else _("tidak dihitung"),
        key="calon_bobot",
        on_change=take,
        help=_(
            "Target sering ditetapkan atasan yang menilai, jadi hasilnya hanya dihitung bila"
            " diminta. 100%: beda hasil menggeser urutan sekuat beda nilai."
        ),
    )


def write(asked: Asked) -> None:
    """Put the choices into the address; what is the default does not stand there."""
    written = codes(asked)
    for name, code in written.items():
        url_state.set_parameter(name, code)
    st.session_state[WRITTEN_KEY] = written


def codes(asked: Asked) -> dict[str, str | None]:
    """Return the choices as parameters of the address, None for what is the default."""
    return {
        "sasaran": None if asked.target == TARGETS[0] else asked.target,
        "rumpun": asked.job_family,
        "siapa": asked.whom,
        "tempat": None if asked.places == DEFAULT_PLACES else str(asked.places),
        "pada": None if asked.on == today() else asked.on.isoformat(),
        "formasi": asked.vacancy,
        "bobot": None if asked.weight == 0 else f"{round(100 * asked.weight)}",
    }


def _take_over(families: Sequence[str], day: dt.date) -> None:
    """Bring the widgets up to date from the address where it holds something else."""
    written: dict[str, str | None] = st.session_state.get(WRITTEN_KEY, {})
    state = st.session_state
    for name, key, read in (
        ("sasaran", "calon_sasaran", lambda code: code if code in TARGETS else TARGETS[0]),
        ("rumpun", "calon_rumpun", lambda code: code if code in families else ALL),
        ("siapa", "calon_siapa", lambda code: code if code in WHOM else BY_DATA),
        ("tempat", "calon_tempat", _places),
        ("pada", "calon_pada", lambda code: _day(code, day)),
        ("formasi", "calon_formasi", lambda code: code if code in VACANCY else ALL),
        ("bobot", "calon_bobot_dipakai", _weight),
    ):
        code = url_state.parameter(name)
        if key not in state or code != written.get(name):
            state[key] = read(code)
    if state["calon_rumpun"] not in (ALL, *families):
        state["calon_rumpun"] = ALL


def _places(code: str | None) -> int:
    number = url_state.whole_number(code)
    return number if number is not None and 1 <= number <= MOST_PLACES else DEFAULT_PLACES


def _weight(code: str | None) -> float:
    by_code = {f"{round(100 * weight)}": weight for weight in promotion.OBJECTIVE_WEIGHTS}
    return by_code.get(code or "", 0.0)


def _day(code: str | None, day: dt.date) -> dt.date:
    try:
        found = dt.date.fromisoformat(code or "")
    except ValueError:
        return day
    return found if FIRST_DAY <= found <= _last_day(day) else day


def _last_day(day: dt.date) -> dt.date:
    return dt.date(day.year + YEARS_AHEAD, 12, 31)
