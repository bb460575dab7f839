"""How far ratings would repeat in the data at hand, and what would make them reliable."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.reliability.decision_study import TARGETS
from data import reads
from data.scope import Filters, Scope
from ui import cards, charts, formats, tables
from ui.about import about, data_date
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import N_, _
from ui.tables import Column

MEASURES = {
    "share:employee": N_("Porsi dari pegawai"),
    "share:home_unit": N_("Porsi dari unit asal"),
    "share:rater": N_("Porsi dari penilai"),
    "share:pair": N_("Porsi dari pasangan penilai dan pegawai"),
    "share:residual": N_("Porsi sisa"),
    "single_rating": N_("Keandalan satu penilaian"),
    "icc1": N_("ICC(1), penilai berbeda"),
    "icc1_k": N_("ICC(1), rata-rata semua penilai"),
    "icc_agreement": N_("ICC, kesepakatan mutlak"),
    "icc_agreement_k": N_("ICC, kesepakatan mutlak, rata-rata"),
    "icc_consistency": N_("ICC, kesamaan urutan"),
    "icc_consistency_k": N_("ICC, kesamaan urutan, rata-rata"),
    "krippendorff_alpha": N_("Alfa Krippendorff"),
    "kendall_w": N_("W Kendall"),
}


def draw(scope: Scope) -> None:
    """Draw the card of reliability; without a run, what would bring it."""
    found = cached(reads.reliability, scope)
    with cards.card(_("Seberapa andal satu penilaian"), key="keandalan_data") as card:
        if found.empty:
            st.caption(_("Belum ada analisis; jalankan di halaman Penilai."))
            return
        by = found.set_index("measure")
        if is_known(by):
            st.markdown(single_rating_sentence(by))
            for sentence in advice(by):
                st.markdown(sentence)
            curve = curve_points(cached(reads.d_study, scope))
            card.chart(
                charts.reliability_curve(curve, targets=TARGETS),
                alt=_("Keandalan menurut banyaknya penilai dan banyaknya periode."),
            )
        else:
            st.markdown(unknown_sentence())
        shown = measures(found)
        card.table(shown, columns())
        card.downloads(
            lambda: [Sheet(_("Keandalan"), shown, columns())],
            about(scope, _("Keandalan pada data ini"), Filters()),
            name=("keandalan",),
            day=data_date(scope),
        )
        card.how_to_read("reliability")


def is_known(by: pd.DataFrame) -> bool:
    """Say whether the data tell people from chance, so that reliability is more than a guess."""
    return bool(pd.notna(by["estimate"].get("single_rating")))


def unknown_sentence() -> str:
    """Say why the reliability of these data is unknown, and what would tell it."""
    return _(
        "Keandalan **belum diketahui**: data ini tidak memisahkan pegawai dari kebetulan. Untuk"
        " itu perlu pegawai yang dinilai beberapa kali, oleh penilai yang berbeda."
    )


def single_rating_sentence(by: pd.DataFrame) -> str:
    """Say how reliable one rating is, with its interval."""
    row = by.loc["single_rating"]
    return _("Keandalan satu penilaian **{value}** (rentang {range}).").format(
        value=formats.two_decimals(row["estimate"]),
        range=formats.range_of(
            formats.two_decimals(row["estimate_lower"]), formats.two_decimals(row["estimate_upper"])
        ),
    )


def advice(by: pd.DataFrame) -> list[str]:
    """Say how many raters or periods bring reliability to each target."""
    said = []
    for target in TARGETS:
        raters = by["estimate"].get(f"needed:raters:{target}")
        periods = by["estimate"].get(f"needed:periods:{target}")
        values = {
            "target": formats.two_decimals(target),
            "raters": formats.count(raters),
            "periods": formats.count(periods),
        }
        if pd.notna(raters) and pd.notna(periods):
            pattern = _(
                "Untuk **{target}** perlu {raters} penilai berbeda, atau {periods} periode dengan"
                " penilai yang sama."
            )
        elif pd.notna(raters):
            pattern = _(
                "Untuk **{target}** perlu {raters} penilai berbeda; menambah periode dengan penilai"
                " yang sama saja tidak cukup."
            )
        else:
            pattern = _("Keandalan **{target}** tidak tercapai hanya dengan menambah penilai.")
        said.append(pattern.format(**values))
    return said


def curve_points(design: pd.DataFrame) -> pd.DataFrame:
    """Return the two curves of the decision study in one frame."""
    raters = design[design["n_periods"] == 1].assign(by="raters", number=design["n_raters"])
    periods = design[design["n_raters"] == 1].assign(by="periods", number=design["n_periods"])
    return pd.concat([raters, periods], ignore_index=True)[["by", "number", "reliability"]]


def measures(found: pd.DataFrame) -> pd.DataFrame:
    """Return every measure with its interval, or the reason why the data do not give it."""
    shown = found[found["measure"].isin(list(MEASURES))]
    return pd.DataFrame(
        {
            "measure": [_(MEASURES[name]) for name in shown["measure"]],
            "estimate": shown["estimate"],
            "lower": shown["estimate_lower"],
            "upper": shown["estimate_upper"],
            "reason": [_reason(code) for code in shown["reason"]],
        }
    ).reset_index(drop=True)


def columns() -> dict[str, Column]:
    """Return the columns of `measures`."""
    return {
        "measure": tables.text(_("Ukuran"), pinned=True),
        "estimate": tables.coefficient(_("Besarnya")),
        "lower": tables.coefficient(_("Batas bawah")),
        "upper": tables.coefficient(_("Batas atas")),
        "reason": tables.text(_("Mengapa kosong")),
    }


def _reason(found: object) -> str:
    """Say in the reader's language that the design does not give a measure."""
    return _("rancangan datanya tidak memungkinkan") if isinstance(found, str) else ""
