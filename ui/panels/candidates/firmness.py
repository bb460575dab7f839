"""Sensitivity: who is in under every reasonable setting, and who only under some."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analytics import promotion
from analytics.promotion import Sensitivity
from data.scope import Filters, Scope
from ui import cards, formats, names, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import N_, _
from ui.panels.candidates import asking, person, wording
from ui.panels.candidates import people as of_people
from ui.panels.candidates import pool as pools
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.tables import Column

SHOWN = 200
SETTINGS = {
    "list": N_("Daftar ini"),
    "raw_only": N_("Rata-rata mentah saja"),
    "adjusted_only": N_("Tanpa hasil terukur"),
    "without_home_unit": N_("Tanpa mutu unit asal"),
    "objective_25": N_("Hasil terukur berbobot 25%"),
    "objective_50": N_("Hasil terukur berbobot 50%"),
    "objective_100": N_("Hasil terukur berbobot 100%"),
    "k_less": N_("Tempat lebih sedikit"),
    "k_more": N_("Tempat lebih banyak"),
    "complete_only": N_("Hanya yang lengkap semua tahun"),
    "linked_only": N_("Hanya yang penilainya terhubung"),
}
REASONS = {
    "is_the_list": N_("sama dengan daftar ini"),
    "units_unknown": N_("unit asal tidak dapat dipisahkan"),
    "no_results": N_("belum ada hasil terukur"),
    "too_few_places": N_("tempatnya terlalu sedikit"),
    "everybody_is_in": N_("semua sudah masuk"),
    "years_unknown": N_("tahun yang lengkap belum diketahui"),
}


def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw the settings tried and who is in under which."""
    if ranked is None or not ranked.pool.n:
        st.caption(_("Tidak ada daftar untuk diuji."))
        return
    tried = of(scope, found, ranked)
    with cards.card(_("Seberapa tahan daftar ini"), key="calon_kepekaan") as card:
        st.markdown(sentence(tried))
        summary = settings_table(tried)
        tables.show(
            summary, setting_columns(), key="calon_kepekaan_tabel", alt=_("Susunan yang dicoba")
        )
        left_out = left_out_words(tried)
        if left_out:
            st.caption(left_out)
        people = of_people.named(scope, asking.narrowed(chosen), asked, found)
        rows = stances(tried, people)
        shown = of_people.with_person(rows.head(SHOWN))
        st.caption(wording.table_caption(len(rows), len(shown)))
        columns = stance_columns(tried)
        row = tables.choose_row(
            shown, columns, key=person.table_key("calon_kepekaan_orang"), alt=sentence_plain(tried)
        )
        person.remember(row)
        card.downloads(
            lambda: [
                Sheet(_("Susunan"), summary, setting_columns()),
                Sheet(_("Pegawai"), of_people.with_person(rows), columns),
            ],
            wording.about(scope, _("Kepekaan daftar"), chosen, asked, found, ranked),
            name=wording.name_parts("kepekaan", chosen, asked),
            day=asked.on,
            on_built=names.recorder(
                scope, about=f"{wording.revealed(chosen, asked)}/firmness", of_persons=True
            ),
        )
        card.how_to_read("list_sensitivity")


def of(scope: Scope, found: Judged, ranked: Ranked) -> Sensitivity:
    """Order the pool anew under each setting."""
    return promotion.sensitivity(
        ranked.pool,
        pools.all_results(scope),
        components=pools.components(scope),
        is_complete=complete_years(found.people),
    )


def complete_years(people: pd.DataFrame) -> pd.Series | None:
    """Say who has a predicate in every year that anybody of the pool has; None where nobody has."""
    n_years = people["predicates"].astype("str").str.count(":").fillna(0).to_numpy()
    if not len(n_years) or not np.max(n_years):
        return None
    return pd.Series(n_years == np.max(n_years), index=people["employee"].to_numpy())


def sentence(tried: Sensitivity) -> str:
    """Say how many are in whatever is weighed, and how many only sometimes."""
    return _(
        "**{always}** orang masuk pada semua {n} susunan yang dicoba; **{sometimes}** masuk hanya"
        " pada sebagian. Yang sebagian perlu dibicarakan, bukan diurutkan."
    ).format(
        always=formats.count(tried.n_always),
        sometimes=formats.count(tried.n_sometimes),
        n=formats.count(len(tried.summary)),
    )


def sentence_plain(tried: Sensitivity) -> str:
    """Say the same without markup."""
    return sentence(tried).replace("**", "")


def settings_table(tried: Sensitivity) -> pd.DataFrame:
    """Return the settings in words with how many enter and leave."""
    return tried.summary.assign(
        setting_words=[_(SETTINGS[code]) for code in tried.summary["setting"]]
    )


def setting_columns() -> dict[str, Column]:
    """Return the columns of `settings_table`."""
    return {
        "setting_words": tables.text(_("Susunan"), pinned=True),
        "k": tables.count(_("Tempat")),
        "n_judged": tables.count(_("Yang diurutkan")),
        "n_same": tables.count(_("Sama dengan daftar")),
        "n_entered": tables.count(_("Masuk")),
        "n_left": tables.count(_("Keluar")),
    }


def left_out_words(tried: Sensitivity) -> str:
    """Say which settings were not tried and why; empty where all were."""
    said = [
        f"{_(SETTINGS[row.setting]).lower()} ({_(REASONS[row.reason])})"
        for row in rows_of(tried.left_out)
    ]
    return _("Tidak dicoba: {settings}.").format(settings=formats.listing(said)) if said else ""


def stances(tried: Sensitivity, people: pd.DataFrame) -> pd.DataFrame:
    """Return who is in under at least one setting, in list order, with signs by setting."""
    rows = tried.matrix[tried.matrix["stance"] != "never"]
    signs = {"in": "●", "out": "○", "not_judged": "–"}
    named = rows.merge(people, on="employee_id", how="left")
    return named.assign(
        stance_words=[
            _("di semua") if code == "always" else _("di sebagian") for code in named["stance"]
        ],
        share_words=[formats.n_of_n(row.n_in, row.n_settings) for row in rows_of(named)],
        **{code: named[code].map(signs) for code in tried.summary["setting"]},
    )


def stance_columns(tried: Sensitivity) -> dict[str, Column]:
    """Return the columns of `stances`."""
    return {
        "stance_words": tables.text(_("Masuk"), pinned=True),
        "person": tables.text(_("Pegawai")),
        "group": tables.text(_("Perangkat daerah")),
        "share_words": tables.text(_("Susunan")),
        **{code: tables.text(_(SETTINGS[code])) for code in tried.summary["setting"]},
    }
