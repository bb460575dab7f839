"""The Rasch panel of one agency on Penilai: worked out when asked, beside the mixed model."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.errors import AnalyticsError, TooMuchData
from analytics.rasch import fit_rasch, overview
from data import reads
from data.scope import Filters, Scope
from ui import cards, charts, formats, labels, tables
from ui.about import about, data_date, name_parts
from ui.cached import kept
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import N_, _, ngettext
from ui.panels.raters import rater_words
from ui.tables import Column

ASKED_KEY = "session_rasch_agency"  # the agency a reader asked for
EACH_SIDE = 15  # raters in the figure
FEW_PEOPLE = 5
FIT_NAMES = {
    "usual": N_("sesuai model"),
    "varied": N_("lebih beragam dari dugaan"),
    "even": N_("lebih seragam dari dugaan"),
    "extreme": N_("tanpa ukuran"),
}


@dataclass(frozen=True, eq=False)
class Panel:
    """What the card shows; frames as in `analytics.rasch.overview`."""

    raters: pd.DataFrame  # with rater_position, unit_name, n_employees
    items: pd.DataFrame
    thresholds: pd.DataFrame
    n_ratings: int
    n_other_scale: int  # ratings on another scale than most, left out
    n_employees: int
    n_subsets: int
    n_pairs: int
    n_unexpected: int

    @property
    def placed(self) -> pd.DataFrame:
        """Return the raters with a measure."""
        return self.raters[self.raters["fit"] != "extreme"]

    @property
    def largest(self) -> pd.DataFrame:
        """Return the raters of the subset that holds most of them."""
        return self.raters[self.raters["subset"] == 1]


def draw(scope: Scope, chosen: Filters) -> None:
    """Draw the card for readers of persons; it computes only what they ask for."""
    if not scope.may_see_persons:
        return
    with cards.card(_("Model Rasch satu perangkat daerah"), key="penilai_rasch") as card:
        st.caption(
            _(
                "Cara kedua yang lazim untuk panel penilai: penilai, pegawai, dan butir penilaian"
                " diletakkan pada satu skala. Dihitung hanya bila diminta."
            )
        )
        agency = chosen.agency_code
        if agency is None:
            st.markdown(_("Pilih satu perangkat daerah di saringan untuk menghitungnya."))
            return
        if st.session_state.get(ASKED_KEY) != agency:
            st.button(
                _("Hitung model Rasch"),
                key="penilai_rasch_hitung",
                on_click=lambda: st.session_state.update({ASKED_KEY: agency}),
            )
            return
        with st.spinner(_("Menghitung; perangkat daerah terbesar perlu belasan detik.")):
            try:
                panel = kept(panel_of, scope, agency)
            except TooMuchData:
                st.info(_("Penilaian butirnya terlalu banyak untuk satu panel."))
                return
            except AnalyticsError:
                st.info(
                    _(
                        "Belum dapat dihitung: belum ada penilaian per butir, atau semuanya sama."
                        " Rekap dengan butir BerAKHLAK dapat diunggah di halaman Data."
                    )
                )
                return
        _draw_panel(card, scope, chosen, panel)


def panel_of(scope: Scope, agency: str) -> Panel:
    """Fit the panel of one agency; raises what `analytics.rasch.fit_rasch` raises."""
    given = reads.item_ratings(scope, agency)
    scales = given[["scale_low", "scale_high"]].value_counts(dropna=False)
    used = given
    if len(scales) > 1:
        low, high = scales.index[0]
        used = given[(given["scale_low"] == low) & (given["scale_high"] == high)]
    fitted = fit_rasch(
        used["employee_id"].to_numpy(),
        used["rater_id"].to_numpy(),
        used["item_level"].to_numpy(dtype="float64"),
        facets=[("item", used["item"].to_numpy(dtype="object"))],
    )
    posts = reads.item_raters(scope, agency)
    rows = overview.rater_rows(fitted).astype({"rater_id": "int64"})
    items = overview.element_rows(fitted.facets[2])
    return Panel(
        # one agency: posts and units say enough
        raters=rows.merge(posts, on="rater_id", how="left").assign(agency_name=None),
        items=items.sort_values("measure", ascending=False, kind="stable", ignore_index=True),
        thresholds=overview.threshold_rows(fitted),
        n_ratings=fitted.n_ratings,
        n_other_scale=len(given) - len(used),
        n_employees=fitted.facets[0].n.size,
        n_subsets=fitted.n_subsets,
        n_pairs=fitted.interactions.n.size,
        n_unexpected=int(overview.unexpected_pairs(fitted).sum()),
    )


def _draw_panel(card: cards.Card, scope: Scope, chosen: Filters, panel: Panel) -> None:
    for sentence in sentences(panel):
        st.markdown(sentence)
    shown = drawn(panel)
    if len(shown) > 1:
        card.chart(
            charts.dots_with_interval(shown, unit="logit", title=_("logit (kanan: longgar)")),
            alt=alt(shown),
        )
    rows, columns = rater_table(panel), rater_columns()
    items, item_columns = item_table(panel), element_columns(_("Butir"))
    tables.show(items, item_columns, key="penilai_rasch_butir", alt=_("Butir penilaian"))
    card.table(rows, columns)
    card.downloads(
        lambda: [
            Sheet(_("Penilai"), rows, columns),
            Sheet(_("Butir"), items, item_columns),
            Sheet(_("Ambang"), panel.thresholds, threshold_columns()),
        ],
        about(scope, _("Model Rasch satu perangkat daerah"), chosen),
        name=name_parts("rasch", chosen),
        day=data_date(scope),
    )
    card.how_to_read("rasch")


def sentences(panel: Panel) -> list[str]:
    """Return what the panel says and what it cannot say, most important first."""
    placed = panel.placed
    said = [
        _(
            "**{raters}** penilai dan **{people}** pegawai pada {items} butir: {n} penilaian butir"
            " dari semua periode dan semua peran penilai."
        ).format(
            raters=formats.count(len(panel.raters)),
            people=formats.count(panel.n_employees),
            items=formats.count(len(panel.items)),
            n=formats.count(panel.n_ratings),
        )
    ]
    if panel.n_subsets > 1:
        said.append(
            _(
                "Penilai terbagi dalam **{n}** kelompok yang tidak berbagi pegawai. Ukuran hanya"
                " dapat dibandingkan di dalam satu kelompok; gambar memuat kelompok terbesar,"
                " {largest} penilai."
            ).format(
                n=formats.count(panel.n_subsets),
                largest=formats.n_of_n(len(panel.largest), len(panel.raters)),
            )
        )
    fits = placed["fit"].value_counts()
    said.append(
        _(
            "Cara menilai **{usual}** penilai sesuai model (infit {range}); {varied} lebih"
            " beragam dan {even} lebih seragam dari dugaan."
        ).format(
            range=formats.interval(*overview.WORKABLE),
            usual=formats.n_of_n(int(fits.get("usual", 0)), len(placed)),
            varied=formats.count(int(fits.get("varied", 0))),
            even=formats.count(int(fits.get("even", 0))),
        )
    )
    said.append(
        _(
            "**{n}** pasangan penilai dan pegawai dinilai lain dari dugaan model; sekitar 5 persen"
            " dari yang disebut bisa kebetulan."
        ).format(n=formats.n_of_n(panel.n_unexpected, panel.n_pairs))
    )
    n_extreme = len(panel.raters) - len(placed)
    if n_extreme:
        said.append(
            ngettext(
                "{n} penilai tanpa ukuran: ia selalu memberi tingkat tertinggi atau terendah.",
                "{n} penilai tanpa ukuran: mereka selalu memberi tingkat tertinggi atau terendah.",
                n_extreme,
            ).format(n=formats.count(n_extreme))
        )
    if panel.n_other_scale:
        said.append(
            _("{n} penilaian butir memakai skala lain dan tidak ikut.").format(
                n=formats.count(panel.n_other_scale)
            )
        )
    said.append(
        _(
            "Model ini tidak mengenal unit kerja: penilai ketat dan tim yang lemah hanya terpisah"
            " lewat pegawai bersama. Keterangan penilai di atas tetap dari model campuran."
        )
    )
    return said


def drawn(panel: Panel) -> pd.DataFrame:
    """Return the raters of the figure: the largest subset, furthest to either side."""
    rows = panel.largest
    if len(rows) > 2 * EACH_SIDE:
        rows = pd.concat([rows.head(EACH_SIDE), rows.tail(EACH_SIDE)])
    return pd.DataFrame(
        {
            "group": [rater_words(row) for row in rows_of(rows)],
            "value": rows["measure"],
            "lower": rows["lower"],
            "upper": rows["upper"],
            "n": rows["n_employees"],
            "is_few": rows["n_employees"] < FEW_PEOPLE,
        }
    ).reset_index(drop=True)


def alt(shown: pd.DataFrame) -> str:
    """Say both ends of the figure in one plain sentence."""
    ordered = shown.sort_values("value")
    return _(
        "Ukuran Rasch {n} penilai dari {lowest} sampai {highest} logit, rentang 95 persen."
    ).format(
        n=formats.count(len(shown)),
        lowest=formats.two_decimals(ordered["value"].iloc[0]),
        highest=formats.two_decimals(ordered["value"].iloc[-1]),
    )


def rater_table(panel: Panel) -> pd.DataFrame:
    """Return the raters in words."""
    rows = panel.raters
    return rows.assign(
        rater=[rater_words(row) for row in rows_of(rows)],
        fit_words=[_(FIT_NAMES[code]) for code in rows["fit"]],
        subset=rows["subset"].where(rows["subset"] > 0),
    )


def rater_columns() -> dict[str, Column]:
    """Return the columns of `rater_table`."""
    return {
        "rater": tables.text(_("Penilai"), pinned=True),
        "n_employees": tables.count(_("Pegawai dinilai")),
        **_measures(),
        "fit_words": tables.text(_("Kesesuaian")),
        "n_pairs": tables.count(_("Pasangan")),
        "n_unexpected": tables.count(_("Pasangan di luar dugaan")),
        "subset": tables.count(_("Kelompok")),
    }


def item_table(panel: Panel) -> pd.DataFrame:
    """Return the items in words, the one rated highest first."""
    return panel.items.assign(element=[labels.core_value(code) for code in panel.items["element"]])


def element_columns(label: str) -> dict[str, Column]:
    """Return the columns of one row an element."""
    return {"element": tables.text(label, pinned=True), **_measures()}


def threshold_columns() -> dict[str, Column]:
    """Return the columns of the steps of the scale."""
    return {
        "category": tables.count(_("Tingkat")),
        "threshold": tables.coefficient(_("Ambang (logit)")),
        "lower": tables.coefficient(_("Batas bawah")),
        "upper": tables.coefficient(_("Batas atas")),
        "n": tables.count(_("Penilaian butir")),
    }


def _measures() -> dict[str, Column]:
    return {
        "n": tables.count(_("Penilaian butir")),
        "observed_mean": tables.coefficient(_("Rata-rata tingkat")),
        "measure": tables.coefficient(_("Ukuran (logit)")),
        "lower": tables.coefficient(_("Batas bawah")),
        "upper": tables.coefficient(_("Batas atas")),
        "infit": tables.coefficient("Infit"),
        "outfit": tables.coefficient("Outfit"),
    }
