"""What the proposals of a draft would change together: the mix beside its pattern, the boxes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.calibration import BoxEffect, CalibrationEffect, calibration_effect
from analytics.rules.pattern import PatternFit
from analytics.rules.predicates import LEVELS
from analytics.rules.ranks import POTENTIALS
from data.scope import Filters, Scope
from ui import cards, charts, counts, formats, labels, sentences, tables
from ui.about import about, data_date, name_parts
from ui.cached import rules
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels import pattern
from ui.tables import Column


def effect_of(scope: Scope, place: Filters, people: pd.DataFrame) -> CalibrationEffect:
    """Return what the proposals change; `people` has `proposed` beside the results."""
    given = counts.agency_results(scope, place)["agency_predicate"].dropna()
    own = None if given.empty else str(given.iloc[0])
    return calibration_effect(people, own, rules(scope, place))


def draw(scope: Scope, place: Filters, effect: CalibrationEffect, *, n_discussed: int) -> None:
    """Draw what the draft changes, beside its table."""
    with cards.card(_("Bila usulan berlaku"), key="kalibrasi_dampak") as card:
        st.markdown(summary(effect, n_discussed))
        rows = band_rows(effect)
        if not charts.is_empty(rows, "share"):
            card.chart(charts.proposed_mix(rows), alt=pattern.alt(rows), name="pola")
        for sentence in pattern_sentences(effect):
            st.markdown(sentence)
        columns = band_columns(scope.smallest_group)
        card.table(rows, columns)
        card.downloads(
            lambda: [Sheet(_("Pola sebaran"), rows, columns)],
            about(scope, _("Sebaran bila usulan berlaku"), place),
            name=name_parts("kalibrasi-sebaran", place),
            day=data_date(scope),
        )
        card.how_to_read("calibration_effect")
        if effect.after.state == "judged":
            st.caption(sentences.pattern_is_guidance())
    if effect.boxes is not None:
        draw_boxes(effect.boxes)


def summary(effect: CalibrationEffect, n_discussed: int) -> str:
    """Say how many predicates would differ, in which direction, and how many were discussed."""
    words = {
        "n": formats.count(effect.n_proposed),
        "people": formats.count(effect.n_people),
        "discussed": formats.count(n_discussed),
        "up": formats.count(effect.n_up),
        "down": formats.count(effect.n_down),
        "new": formats.count(effect.n_new),
    }
    if effect.n_proposed == 0:
        return _("Belum ada usulan; **{discussed}** dari {people} pegawai dibahas.").format(**words)
    if effect.n_new:
        return _(
            "**{n}** dari {people} pegawai diusulkan berpredikat lain: {up} naik, {down} turun,"
            " {new} yang belum berpredikat. **{discussed}** dibahas."
        ).format(**words)
    return _(
        "**{n}** dari {people} pegawai diusulkan berpredikat lain: {up} naik, {down} turun."
        " **{discussed}** dibahas."
    ).format(**words)


def pattern_sentences(effect: CalibrationEffect) -> list[str]:
    """Say how the mix stands to the pattern and to the nation, before and after."""
    before, after = effect.before, effect.after
    said = []
    if after.state == "judged":
        said.append(pattern.verdict(after))
        if effect.n_proposed and before.state == "judged":
            said.append(
                ngettext(
                    "Tanpa usulan ini, predikat **{n}** pegawai perlu berbeda.",
                    "Tanpa usulan ini, predikat **{n}** pegawai perlu berbeda.",
                    before.n_to_move,
                ).format(n=formats.count(before.n_to_move))
            )
    else:
        said.append(unjudged(after))
    if after.national.state == "compared":
        said.append(
            _(
                "Jarak ke porsi nasional: **{before}** sekarang, **{after}** bila usulan berlaku."
            ).format(
                before=formats.share(before.national.distance),
                after=formats.share(after.national.distance),
            )
        )
    return said


def unjudged(fit: PatternFit) -> str:
    """Say why a mix is not judged by a pattern."""
    if fit.state == "too_small":
        return _("Terlalu kecil untuk dinilai terhadap pola: {n} pegawai.").format(
            n=formats.count(fit.n)
        )
    return _("Predikat organisasi perangkat daerah ini belum ada; polanya belum diketahui.")


def band_rows(effect: CalibrationEffect) -> pd.DataFrame:
    """Return the mix proposed with its bounds, beside the mix of now."""
    now = effect.before.long()
    after = effect.after.long().drop(columns="illustration_share")
    return after.assign(former_n=now["n"], former_share=now["share"])


def band_columns(minimum: int) -> dict[str, Column]:
    """Return the columns of `band_rows`."""
    return {
        "predicate": tables.predicate(_("Predikat")),
        "former_n": tables.people(_("Sekarang"), minimum=minimum),
        "former_share": tables.share(_("Porsi sekarang")),
        "n": tables.people(_("Usulan"), minimum=minimum),
        "share": tables.share(_("Porsi usulan")),
        "lower_share": tables.share(_("Paling sedikit")),
        "upper_share": tables.share(_("Paling banyak")),
        "national_share": tables.share(_("Porsi nasional")),
    }


def draw_boxes(boxes: BoxEffect) -> None:
    """Draw how many people stand in each of the nine boxes, now and as proposed."""
    with cards.card(_("Sembilan kotak"), key="kalibrasi_kotak") as card:
        st.caption(_("Ke bawah kinerja, ke samping potensial; di depan titik dua nomor kotak."))
        st.table(box_table(boxes), border="horizontal")
        st.caption(box_sentence(boxes))
        card.how_to_read("calibration_boxes")


def box_table(boxes: BoxEffect) -> pd.DataFrame:
    """Return the boxes in words: performance downward, potential to the right."""
    words = {
        (row["performance"], row["potential"]): _box_words(row)
        for row in boxes.grid.to_dict("records")
    }
    return pd.DataFrame(
        {
            labels.potential(potential): [words[level, potential] for level in LEVELS]
            for potential in POTENTIALS
        },
        index=[labels.level(level) for level in LEVELS],
    )


def box_sentence(boxes: BoxEffect) -> str:
    """Say how the talent pool would change, and who has no box."""
    pool = int(boxes.before.in_pool.sum()), int(boxes.after.in_pool.sum())
    in_pool = sorted(boxes.grid.loc[boxes.grid["in_pool"], "box"])
    said = _("Kelompok rencana suksesi (kotak {boxes}): {before} menjadi {after} pegawai.").format(
        boxes=formats.listing([formats.count(box) for box in in_pool]),
        before=formats.count(pool[0]),
        after=formats.count(pool[1]),
    )
    without = _("Belum dinilai potensinya, jadi tanpa kotak: {n} pegawai.").format(
        n=formats.count(boxes.after.n_unassessed)
    )
    return f"{said} {without}"


def box_rows(boxes: BoxEffect) -> pd.DataFrame:
    """Return one row per box with words for both axes, the highest box first."""
    rows = boxes.grid.sort_values("box", ascending=False, ignore_index=True)
    return rows.assign(
        performance=[labels.level(code) for code in rows["performance"]],
        potential=[labels.potential(code) for code in rows["potential"]],
    )


def box_columns() -> dict[str, Column]:
    """Return the columns of `box_rows`."""
    return {
        "box": tables.count(_("Kotak")),
        "performance": tables.text(_("Kinerja")),
        "potential": tables.text(_("Potensial")),
        "n_before": tables.count(_("Sekarang")),
        "n_after": tables.count(_("Usulan")),
    }


def _box_words(row: Mapping[Hashable, Any]) -> str:
    before, after = formats.count(row["n_before"]), formats.count(row["n_after"])
    people = before if before == after else f"{before} → {after}"
    return f"{formats.count(row['box'])}: {people}"
