"""Strengths and needs by item, beside people in comparable posts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.strengths import MIN_PERIODS, ItemComparison
from ui import cards, charts, formats, labels, tables
from ui.downloads import Sheet
from ui.i18n import N_, _
from ui.panels.employee.found import Found
from ui.tables import Column

VERDICTS = {
    "strength": N_("kekuatan"),
    "need": N_("perlu dikembangkan"),
    "not_distinguishable": N_("belum dapat dibedakan"),
}


def draw(found: Found) -> None:
    """Draw the items, or say what is missing for a comparison."""
    with cards.card(_("Kekuatan dan kebutuhan"), key="pegawai_butir") as card:
        compared = found.items
        if compared is None or not compared.items:
            st.caption(missing(compared))
            return
        st.markdown(sentence(compared))
        shown = rows(compared)
        if compared.state in ("compared", "not_told_apart"):
            card.chart(charts.items_beside_own_level(shown), alt=alt(compared))
            st.caption(counted(compared))
            card.table(shown, columns(compared))
        else:
            tables.show(shown, columns(compared), key="pegawai_butir_tabel", alt=_("Butir"))
        card.how_to_read("person_items")


def missing(compared: ItemComparison | None) -> str:
    """Say why there is nothing to compare."""
    if compared is None:
        return _("Belum ada butir perilaku yang dinilai satu per satu.")
    return _("Pegawai di jenis jabatan serupa terlalu sedikit untuk dibandingkan.")


def sentence(compared: ItemComparison) -> str:
    """Say which items stand out, or why none can."""
    strong, needed = compared.of("strength"), compared.of("need")
    match compared.state:
        case "not_enough_periods":
            return _(
                "Baru {n} periode; perlu minimal {minimum} untuk melihat butir yang menonjol."
            ).format(n=formats.count(compared.n_periods), minimum=formats.count(MIN_PERIODS))
        case "not_enough_items":
            return _("Butir yang dinilai terlalu sedikit untuk saling dibandingkan.")
        case "not_told_apart":
            return _(
                "Hampir semua butir diberi nilai yang sama, jadi kekuatan dan kebutuhan belum"
                " dapat dibedakan."
            )
    said = []
    if strong:
        said.append(_("Kekuatan: **{items}**.").format(items=listed(strong)))
    if needed:
        said.append(_("Perlu dikembangkan: **{items}**.").format(items=listed(needed)))
    return " ".join(said) or _("Belum ada butir yang jelas lebih kuat atau lebih lemah.")


def counted(compared: ItemComparison) -> str:
    """Say what the comparison rests on."""
    said = _(
        "Dihitung atas {n} periode, dibanding sedikitnya {people} pegawai di jenis jabatan serupa."
        " Rentang 95 persen berlaku untuk semua butir bersama."
    ).format(n=formats.count(compared.n_periods), people=formats.count(compared.n_comparable))
    if compared.n_raters == 1:
        said += " " + _("Semuanya dari satu penilai: yang terlihat adalah pandangannya.")
    return said


def listed(items: tuple[str, ...]) -> str:
    """Return items by name in one line; plain."""
    return formats.listing([labels.core_value(item) for item in items])


def alt(compared: ItemComparison) -> str:
    """Say the ends of the figure; plain."""
    return _("Butir terhadap tingkatnya sendiri: teratas {first}, terbawah {last}.").format(
        first=labels.core_value(compared.items[0]), last=labels.core_value(compared.items[-1])
    )


def rows(compared: ItemComparison) -> pd.DataFrame:
    """Return the items in words, the highest first."""
    found = compared.long()
    return found.assign(
        name=[labels.core_value(item) for item in found["item"]],
        verdict_words=[_(VERDICTS[code]) for code in found["verdict"]],
    )


def columns(compared: ItemComparison) -> dict[str, Column]:
    """Return the columns of `rows`; without a comparison only the levels."""
    scale = formats.range_of(formats.count(compared.scale_low), formats.count(compared.scale_high))
    levels = {
        "name": tables.text(_("Butir"), pinned=True),
        "item_level": tables.coefficient(_("Rata-rata ({scale})").format(scale=scale)),
        "comparable_level": tables.coefficient(_("Pegawai serupa")),
    }
    if compared.state in ("not_enough_periods", "not_enough_items"):
        return levels
    return {
        **levels,
        "relative": tables.points(_("Terhadap tingkat sendiri")),
        "lower": tables.points(_("Batas bawah")),
        "upper": tables.points(_("Batas atas")),
        "verdict_words": tables.text(_("Keterangan")),
    }


def sheet(found: Found) -> Sheet | None:
    """Return the items as a table of a file; None without any."""
    compared = found.items
    if compared is None or not compared.items:
        return None
    return Sheet(_("Butir perilaku"), rows(compared), columns(compared))
