"""Fairness of the list: how often each group is selected, before and after adjustment."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analytics import promotion
from analytics.fairness import MINIMUM
from data.scope import Filters, Scope
from ui import cards, formats, labels, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.groups import agency_names
from ui.i18n import N_, _, ngettext
from ui.panels.candidates import wording
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.plain import plain
from ui.tables import Column

ATTRIBUTE_NAMES = {**labels.ATTRIBUTE_NAMES, "agency_code": N_("Perangkat daerah")}
JUDGED = {
    "met": N_("tidak menonjol"),
    "one_person": N_("selisih satu orang saja"),
    "signal": N_("perlu dilihat"),
    "clear": N_("perlu dilihat, kemungkinan kecil kebetulan"),
    "unknown": N_("belum cukup data"),
}
TO_LOOK_AT = ("signal", "clear")


def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw the selection rates of groups."""
    if ranked is None or not ranked.pool.n:
        st.caption(_("Tidak ada daftar untuk dibandingkan."))
        return
    with cards.card(_("Kesetaraan daftar"), key="calon_setara") as card:
        rows = of(scope, asked, found, ranked)
        for sentence in sentences(rows):
            st.markdown(sentence)
        st.caption(
            _(
                "Porsi terpilih tiap kelompok dibanding semua pegawai lain yang diurutkan. Di bawah"
                " empat perlima adalah ajakan untuk melihat, bukan kesimpulan. Kelompok di bawah"
                " {n} pegawai tidak ditampilkan."
            ).format(n=formats.count(MINIMUM))
        )
        tables.show(rows, columns(), key="calon_setara_tabel", alt=_("Porsi terpilih per kelompok"))
        card.downloads(
            lambda: [Sheet(_("Kesetaraan daftar"), rows, columns())],
            wording.about(scope, _("Kesetaraan daftar"), chosen, asked, found, ranked),
            name=wording.name_parts("kesetaraan-daftar", chosen, asked),
            day=asked.on,
        )
        card.how_to_read("list_fairness")


def of(scope: Scope, asked: Asked, found: Judged, ranked: Ranked) -> pd.DataFrame:
    """Return the groups that are shown, one row each, raw and adjusted side by side, in words."""
    people = found.people
    attributes = people[["sex", "agency_code", "employment_type"]].assign(
        employee_id=people["employee"],
        age_band=promotion.age_band_labels(people["birth_date"], asked.on),
    )
    long = promotion.list_fairness(ranked.pool, attributes)
    long = long[~long["state"].isin(["hidden", "no_reference"])]
    keys = ["attribute", "group_code"]
    raw = long.loc[long["selection"] == "raw", [*keys, "n_selected", "rate", "ratio"]]
    rows = long[long["selection"] == "adjusted"].merge(raw, on=keys, suffixes=("", "_raw"))
    names = agency_names(scope)
    # nobody of the others is in the list: there is a lower limit and no ratio
    endless = {name: rows[name].where(np.isfinite(rows[name])) for name in ("ratio", "ratio_raw")}
    return rows.assign(
        **endless,
        attribute_words=[_(ATTRIBUTE_NAMES[code]) for code in rows["attribute"]],
        group=[_group(row, names) for row in rows_of(rows)],
        selected=[formats.n_of_n(row.n_selected, row.n_group) for row in rows_of(rows)],
        others=[formats.n_of_n(row.n_reference_selected, row.n_reference) for row in rows_of(rows)],
        ratio_range=[_range(row) for row in rows_of(rows)],
        judged=[_(JUDGED[code]) for code in rows["four_fifths"]],
    ).reset_index(drop=True)


def sentences(rows: pd.DataFrame) -> list[str]:
    """Say which groups are selected less often than the others, with counts."""
    seen = rows[rows["four_fifths"].isin(TO_LOOK_AT)]
    if rows.empty:
        return [_("Tidak ada kelompok yang cukup besar untuk dibandingkan.")]
    if seen.empty:
        return [_("Tidak ada kelompok yang menonjol di antara {n} kelompok.").format(
            n=formats.count(len(rows))
        )]  # fmt: skip
    first = ngettext(
        "**{n}** dari {all} kelompok perlu dilihat:",
        "**{n}** dari {all} kelompok perlu dilihat:",
        len(seen),
    ).format(n=formats.count(len(seen)), all=formats.count(len(rows)))
    lines = [
        _("- {attribute} {group}: terpilih {selected}, lainnya {others} ({judged})").format(
            attribute=row.attribute_words.lower(),
            group=plain(row.group),
            selected=row.selected,
            others=row.others,
            judged=row.judged,
        )
        for row in rows_of(seen)
    ]
    return ["\n".join([first, "", *lines])]


def columns() -> dict[str, Column]:
    """Return the columns of `of`."""
    return {
        "attribute_words": tables.text(_("Menurut"), pinned=True),
        "group": tables.text(_("Kelompok")),
        "selected": tables.text(_("Terpilih")),
        "rate": tables.share(_("Porsi terpilih")),
        "others": tables.text(_("Lainnya")),
        "ratio": tables.coefficient(_("Rasio")),
        "ratio_range": tables.text(_("Rentang 95%")),
        "ratio_raw": tables.coefficient(_("Rasio sebelum disesuaikan")),
        "judged": tables.text(_("Keterangan")),
    }


def _group(row: Any, names: dict[str, str]) -> str:
    code = str(row.group_code)
    return names.get(code, code) if row.attribute == "agency_code" else labels.group_of(
        row.attribute, code
    )  # fmt: skip


def _range(row: Any) -> str:
    lower = formats.two_decimals(row.ratio_lower)
    if isinstance(row.ratio_upper, float) and math.isinf(row.ratio_upper):
        return _("{lower} ke atas").format(lower=lower)
    return formats.range_of(lower, formats.two_decimals(row.ratio_upper))
