"""The parts of Kesetaraan: gaps between groups, raw and adjusted, and their parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.fairness import MINIMUM
from data import reads
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui import cards, charts, formats, labels, tables
from ui.about import about, data_date, name_parts
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.analysis import in_points
from ui.tables import Column

OUTCOMES = ("raw", "adjusted")
AS_POINTS = (
    "group_mean",
    "reference_mean",
    "difference",
    "difference_lower",
    "difference_upper",
    "split_raters",
    "split_within",
    "split_remainder",
)


def gaps(scope: Scope, chosen: Filters, run: RunFacts) -> pd.DataFrame:
    """Return every gap the run found, with words; shares become points of a hundred."""
    found = cached(reads.group_gaps, scope, chosen)
    found = in_points(found[found["outcome"].isin(OUTCOMES)], run, AS_POINTS)
    return found.assign(
        group=_words(found["attribute"], found["group_code"]),
        reference=_words(found["attribute"], found["reference_code"]),
    )


def side_by_side(found: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group: raw and adjusted difference with their intervals, and counts."""
    raw = _of(found, "raw")
    adjusted = _of(found, "adjusted").set_index(["attribute", "group_code"])
    keys = pd.MultiIndex.from_frame(raw[["attribute", "group_code"]])
    beside = adjusted.reindex(keys)
    return pd.DataFrame(
        {
            "attribute": raw["attribute"],
            "group": raw["group"],
            "reference": raw["reference"],
            "n": raw["n_group"],
            "n_reference": raw["n_reference"],
            "raw": raw["difference"],
            "raw_lower": raw["difference_lower"],
            "raw_upper": raw["difference_upper"],
            "adjusted": beside["difference"].to_numpy(),
            "adjusted_lower": beside["difference_lower"].to_numpy(),
            "adjusted_upper": beside["difference_upper"].to_numpy(),
            "split_raters": raw["split_raters"],
            "split_within": raw["split_within"],
            "split_remainder": raw["split_remainder"],
            "n_raters_within": raw["n_raters_within"],
            "is_hidden": raw["is_hidden"],
        }
    )


def draw_attribute(scope: Scope, chosen: Filters, rows: pd.DataFrame, attribute: str) -> None:
    """Draw one attribute: a sentence per group, the figure, the exact split, the table."""
    own = rows[rows["attribute"] == attribute].reset_index(drop=True)
    name = labels.attribute(attribute)
    with cards.card(name, key=f"kesetaraan_{attribute}") as card:
        for row in own.itertuples():
            st.markdown(gap_sentence(row))
        seen = own[~own["is_hidden"].astype(bool)]
        if seen.empty:
            return
        reference = seen["reference"].iloc[0]
        card.chart(
            charts.raw_and_adjusted(
                seen, title=_("selisih terhadap {group} (poin)").format(group=_inside(reference))
            ),
            alt=_(
                "Selisih nilai {n} kelompok menurut {attribute}, sebelum dan setelah disesuaikan."
            ).format(n=formats.count(len(seen)), attribute=name.lower()),
        )
        for row in seen.itertuples():
            st.caption(split_sentence(row))
        columns = gap_columns()
        card.table(own, columns)
        card.downloads(
            lambda: [Sheet(name, own, columns)],
            about(scope, _("Kesetaraan menurut {attribute}").format(attribute=name), chosen),
            name=name_parts(f"kesetaraan-{attribute}", chosen),
            day=data_date(scope),
        )
        card.how_to_read("group_gaps")


def gap_sentence(row: Any) -> str:
    """Say the gap after adjustment, with range and counts, and whether chance explains it."""
    if row.is_hidden or pd.isna(row.raw):
        return _("{group}: kelompok di bawah {n} pegawai tidak ditampilkan.").format(
            group=row.group, n=formats.count(MINIMUM)
        )
    values = {
        "group": row.group,
        "reference": _inside(row.reference),
        "raw": formats.tendency(row.raw),
        "adjusted": formats.tendency(row.adjusted),
        "range": formats.interval(row.adjusted_lower, row.adjusted_upper),
        "n": formats.count(row.n),
        "n_reference": formats.count(row.n_reference),
    }
    if pd.isna(row.adjusted):
        return _(
            "**{group}**: selisih **{raw}** dari {reference} sebelum disesuaikan ({n} dan"
            " {n_reference} pegawai)."
        ).format(**values)
    if pd.isna(row.adjusted_lower) or pd.isna(row.adjusted_upper):
        return _(
            "**{group}**: setelah disesuaikan **{adjusted}** dari {reference} ({n} dan"
            " {n_reference} pegawai). Penilainya terlalu sedikit untuk sebuah rentang, jadi belum"
            " diketahui apakah ini kebetulan. Sebelumnya {raw}."
        ).format(**values)
    if row.adjusted_lower <= 0 <= row.adjusted_upper:
        return _(
            "**{group}**: setelah disesuaikan **{adjusted}** dari {reference} (rentang {range}; {n}"
            " dan {n_reference} pegawai), masih dalam batas kebetulan. Sebelumnya {raw}."
        ).format(**values)
    return _(
        "**{group}**: setelah disesuaikan **{adjusted}** dari {reference} (rentang {range}; {n}"
        " dan {n_reference} pegawai), kemungkinan kecil kebetulan. Sebelumnya {raw}."
    ).format(**values)


def split_sentence(row: Any) -> str:
    """Say what the raw gap is made of; the three parts add up to it."""
    if pd.isna(row.split_raters) or pd.isna(row.split_within):
        return _("{group}: selisih ini tidak dapat dibagi menurut penilai.").format(group=row.group)
    raters, within, remainder = adding_up(
        row.raw, (row.split_raters, row.split_within, row.split_remainder)
    )
    return _(
        "{group}: selisih {raw} = siapa yang menilai {raters} + cara penilai yang sama menilai"
        " keduanya {within} ({n} penilai) + mutu unit dan pegawai {remainder}."
    ).format(
        group=row.group,
        raw=formats.tendency(row.raw),
        raters=formats.tendency(raters),
        within=formats.tendency(within),
        n=formats.count(row.n_raters_within),
        remainder=formats.tendency(remainder),
    )


def adding_up(total: float, parts: Sequence[float]) -> list[float]:
    """Round parts to tenths so that they add up to the total as it is shown.

    Each goes down to a tenth; the tenths left over go to those that lost most.
    """
    tenths = [math.floor(part * 10 + 1e-9) for part in parts]
    left_over = round(total * 10) - sum(tenths)
    lost_most = sorted(range(len(parts)), key=lambda at: tenths[at] - parts[at] * 10)
    for at in lost_most[:left_over]:
        tenths[at] += 1
    return [each / 10 for each in tenths]


def gap_columns() -> dict[str, Column]:
    """Return the columns of `side_by_side`."""
    return {
        "group": tables.text(_("Kelompok"), pinned=True),
        "reference": tables.text(_("Dibanding")),
        "n": tables.people(_("Pegawai"), minimum=MINIMUM),
        "n_reference": tables.people(_("Pegawai pembanding"), minimum=MINIMUM),
        "raw": tables.points(_("Sebelum disesuaikan (poin)")),
        "raw_lower": tables.points(_("Batas bawah sebelum")),
        "raw_upper": tables.points(_("Batas atas sebelum")),
        "adjusted": tables.points(_("Setelah disesuaikan (poin)")),
        "adjusted_lower": tables.points(_("Batas bawah")),
        "adjusted_upper": tables.points(_("Batas atas")),
        "split_raters": tables.points(_("Siapa yang menilai (poin)")),
        "split_within": tables.points(_("Cara menilai (poin)")),
        "split_remainder": tables.points(_("Selebihnya (poin)")),
    }


def _of(found: pd.DataFrame, outcome: str) -> pd.DataFrame:
    return found[found["outcome"] == outcome].reset_index(drop=True)


def _inside(name: str) -> str:
    """Return a group's name inside a sentence: small, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _words(attributes: pd.Series[Any], codes: pd.Series[Any]) -> list[str]:
    return [labels.group_of(str(a), str(c)) for a, c in zip(attributes, codes, strict=True)]
