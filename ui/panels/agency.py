"""Everything about one agency, on its own page part or in the drawer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics.achievements import TargetsReached
from analytics.distribution import PredicateShares, predicate_shares
from data import reads
from data.scope import Filters, Scope
from ui import (
    alternatives,
    cards,
    charts,
    downloads,
    filters,
    formats,
    groups,
    labels,
    names,
    results,
    states,
    summaries,
    tables,
    visibility,
)
from ui.about import about, data_date, name_parts
from ui.cached import cached, unit_keys
from ui.downloads import Sheet
from ui.i18n import _, ngettext, pgettext
from ui.panels import pattern, trend
from ui.panels.agencies import close_panel
from ui.panels.finishing import finish, table_alone
from ui.panels.overview import by_predicate_in_order, year_columns
from ui.paper import Offer
from ui.plain import plain
from ui.tables import Column


def draw(scope: Scope, chosen: Filters, code: str, *, paper: Offer | None = None) -> None:
    """Draw the panel of one agency: what was rated, what was achieved, then all of it as files.

    `paper` is the brief about this agency that is offered beside the workbook.
    """
    own = dataclasses.replace(chosen, agency_code=code)
    if chosen.agency_code != code:
        use_as_filter(code)
    mix = summaries.mix_by_agency(scope, own)
    if mix.groups.empty:
        st.caption(_("Belum ada penilaian pada periode ini."))
        return
    if mix.state[0] == "hidden":
        states.not_enough(None, scope.smallest_group)
        return
    sheets = [*_draw_mix(scope, own), *_draw_trend(scope, own), *_draw_units(scope, own)]
    raters, on_built = _draw_raters(scope, own)
    sheets += [*raters, *_draw_filling(scope, own)]
    sheets += [*_draw_targets(scope, own), *_draw_projects(scope, own)]
    title = _("Semua tabel {agency}").format(agency=groups.agency_names(scope).get(code, code))
    with st.container(key="rinci_semua"):
        st.markdown(_("Semua tabel panel ini dalam satu berkas Excel, dan ringkasannya di kertas"))
        downloads.buttons(
            lambda: sheets,
            about(scope, title, own),
            name=name_parts("perangkat-daerah", own),
            day=data_date(scope),
            key="rinci_semua_unduh",
            on_built=on_built,
            one_table=False,
            paper=paper,
        )


def _draw_mix(scope: Scope, own: Filters) -> list[Sheet]:
    mix = summaries.mix_by_agency(scope, own)
    with cards.card(_("Sebaran dan pola yang diharapkan"), key="rinci_pola") as card:
        st.markdown(mix_sentence(mix, summaries.mix_of_city(scope, own)))
        if mix.state[0] == "small":
            st.caption(states.small_group_note())
        return pattern.draw(card, scope, own, summaries.fit_of(scope, own, mix))


def mix_sentence(mix: PredicateShares, city: PredicateShares) -> str:
    """Say the share Sangat Baik of one group with count and range, beside the city's."""
    return _("Sangat Baik **{share}** ({part} pegawai; rentang {range}); kota **{city}**.").format(
        share=formats.share(mix.shares[0, 0]),
        range=formats.share_interval(mix.very_good.lower[0], mix.very_good.upper[0]),
        part=formats.n_of_n(mix.counts[0, 0], mix.n[0]),
        city=formats.share(city.shares[0, 0]),
    )


def _draw_trend(scope: Scope, own: Filters) -> list[Sheet]:
    with cards.card(_("Sangat Baik dari tahun ke tahun"), key="rinci_tren") as card:
        ours, _counts = summaries.over_years(scope, own)
        points = results.trend(ours).assign(series=_name(scope, own))
        if scope.agencies is None:
            whole, _counts = summaries.over_years(scope, summaries.all_agencies(own))
            points = pd.concat([points, results.trend(whole)], ignore_index=True)
        if charts.is_empty(points, "value"):
            states.not_enough(None, scope.smallest_group)
            return []
        columns = {"series": tables.text(_("Kelompok"), pinned=True)}
        columns |= year_columns(scope.smallest_group)
        trend.draw(card, points, measure=_("Porsi Sangat Baik"), name="grafik")
        title = _("Per tahun")
        sheet = finish(
            card, scope, own, points, columns, title=title, name="per-tahun", how="trend"
        )
        return [sheet()]


def unit_rows(scope: Scope, own: Filters) -> pd.DataFrame | None:
    """Return the mix of each unit for `charts.stacked_shares`; None with fewer than two units."""
    counts = cached(reads.predicate_counts_by_unit, scope, own)
    if counts.empty or counts["unit_id"].nunique() < 2:
        return None
    counts = counts.assign(unit_id=unit_keys(counts["unit_id"]))
    mix = predicate_shares(counts, by=["unit_id"], visible=visibility.unit_view(scope, own))
    units = counts.dropna(subset=["unit_id"]).drop_duplicates("unit_id")
    named = dict(zip(units["unit_id"], units["unit_name"], strict=True))
    return results.shares(mix, "unit_id", named)


def _draw_units(scope: Scope, own: Filters) -> list[Sheet]:
    rows = unit_rows(scope, own)
    if rows is None:
        return []
    with cards.card(_("Sebaran per unit"), key="rinci_unit") as card:
        if charts.is_empty(rows, "share"):
            states.not_enough(None, scope.smallest_group)
            return []
        columns = tables.predicate_shares(_("Unit"), minimum=scope.smallest_group)
        card.chart(charts.stacked_shares(rows), alt=alternatives.mix_alt(rows))
        table = by_predicate_in_order(rows, None)
        how = "predicate_mix"
        return [finish(card, scope, own, table, columns, title=_("Unit"), name="unit", how=how)()]


def _draw_raters(
    scope: Scope, own: Filters
) -> tuple[list[Sheet], Callable[[str, int], None] | None]:
    """Draw the raters by post; with names only when asked, which is recorded."""
    raters = summaries.raters(scope, own)
    if raters.empty:
        return [], None
    with cards.card(_("Penilai menurut jabatan"), key="rinci_penilai") as card:
        st.caption(
            _(
                "Menurut jabatan dan unit. Rata-rata penilai berbeda juga karena pegawainya"
                " berbeda; perbandingan yang adil ada pada analisis penilai."
            )
        )
        shown_as = f"agencies/raters/{own.agency_code}/{own.period_code}"
        reader = names.show_names(scope, key="rinci_nama", about=shown_as, n=len(raters))
        if reader.may_see_names:
            raters = summaries.raters(reader, own)
        rows = raters.assign(
            rater_position=raters["rater_position"].fillna(labels.unknown()),
            unit_name=raters["unit_name"].fillna(labels.unknown()),
        )
        record = names.recorder(reader, about=shown_as)
        sheet = table_alone(
            card,
            scope,
            own,
            rows,
            rater_columns(with_names=reader.may_see_names),
            title=_("Penilai menurut jabatan"),
            name="penilai",
            how="agency_raters",
            on_built=record,
        )
        return [sheet], record


def rater_columns(*, with_names: bool) -> dict[str, Column]:
    """Return the columns of raters by post."""
    who = {"rater_name": tables.text(_("Nama"), pinned=True)} if with_names else {}
    return {
        **who,
        "rater_position": tables.text(_("Jabatan penilai"), pinned=True),
        "unit_name": tables.text(_("Unit")),
        "n_employees": tables.count(_("Pegawai dinilai")),
        "n_very_good": tables.count(_("Sangat Baik")),
        "mean_score": tables.score(_("Rata-rata nilai")),
        "sd_score": tables.score(_("Simpangan nilai")),
    }


def _draw_filling(scope: Scope, own: Filters) -> list[Sheet]:
    title = _("Kelengkapan dan ketepatan waktu")
    with cards.card(title, key="rinci_isi") as card:
        rows = filling_rows(scope, own)
        if rows["share"].isna().any():
            st.caption(
                _("Tanpa daftar pegawai atau tanggal penetapan, bagian itu belum diketahui.")
            )
        columns = filling_columns(scope.smallest_group)
        sheet = table_alone(
            card,
            scope,
            own,
            rows,
            columns,
            title=_("Kelengkapan penilaian"),
            name="pengisian",
            how="agency_filling",
        )
        return [sheet]


def filling_rows(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how many of how many: appraised, late, with feedback, with copied feedback."""
    measures = {
        _("Sudah dinilai"): summaries.complete(scope, chosen, by_agency=False),
        _("Ditetapkan setelah tenggat"): summaries.late(scope, chosen, by_agency=False),
        _("Ada umpan balik"): summaries.commented(scope, chosen, by_agency=False),
        _("Umpan balik salinan"): summaries.copied(scope, chosen, by_agency=False),
    }
    rows = [tally.long().assign(measure=name) for name, tally in measures.items()]
    return pd.concat(rows, ignore_index=True)


def filling_columns(minimum: int) -> dict[str, Column]:
    """Return the columns of `filling_rows`."""
    return {
        "measure": tables.text(_("Ukuran"), pinned=True),
        "n_done": tables.people(_("Jumlah"), minimum=minimum),
        "n_expected": tables.people(_("Dari"), minimum=minimum),
        "share": tables.share(_("Porsi")),
        "lower": tables.share(_("Batas bawah")),
        "upper": tables.share(_("Batas atas")),
    }


def _draw_targets(scope: Scope, own: Filters) -> list[Sheet]:
    with cards.card(_("Target tercapai"), key="rinci_target") as card:
        reached = summaries.targets(scope, own)
        if reached is None:
            states.needs_file(_("Target dan realisasi"), _("daftar target dan realisasi"))
            return []
        if reached.state[0] == "hidden":
            states.not_enough(None, scope.smallest_group)
            return []
        st.markdown(targets_sentence(reached))
        rows = results.achievements(reached, None, "agency_code", groups.agency_names(scope))
        columns = target_columns()
        title = _("Target tercapai")
        return [
            table_alone(card, scope, own, rows, columns, title=title, name="target", how="targets")
        ]


def targets_sentence(reached: TargetsReached) -> str:
    """Say how many of the reported targets of one group were reached, and what is still open."""
    unverified, missing = reached.n_unverified[0], reached.n_not_reported[0]
    said = [
        _("**{reached}** target yang dilaporkan tercapai.").format(
            reached=formats.n_of_n(reached.n_reached[0], reached.n_reported[0])
        )
    ]
    if unverified > 0:
        said.append(
            ngettext(
                "{n} yang dilaporkan belum diverifikasi.",
                "{n} yang dilaporkan belum diverifikasi.",
                int(unverified),
            ).format(n=formats.count(unverified))
        )
    if missing > 0:
        said.append(
            ngettext(
                "{n} target belum dilaporkan.", "{n} target belum dilaporkan.", int(missing)
            ).format(n=formats.count(missing))
        )
    return " ".join(said)


def target_columns() -> dict[str, Column]:
    """Return the columns of targets reached by agency."""
    return {
        "group": tables.text(_("Perangkat daerah"), pinned=True),
        "n_targets": tables.count(_("Target")),
        "n_reported": tables.count(_("Dilaporkan")),
        "n_reached": tables.count(_("Tercapai")),
        "n_unverified": tables.count(_("Belum diverifikasi")),
        "reached_share": tables.share(_("Porsi tercapai")),
        "reached_lower": tables.share(_("Batas bawah")),
        "reached_upper": tables.share(_("Batas atas")),
    }


def _draw_projects(scope: Scope, own: Filters) -> list[Sheet]:
    with cards.card(pgettext("judul", "Proyek"), key="rinci_proyek") as card:
        found = summaries.project_rows(scope, own)
        if found.empty and summaries.projects(scope, summaries.all_agencies(own)) is not None:
            st.caption(_("Tidak ada proyek perangkat daerah ini pada tahun tersebut."))
            return []
        if found.empty:
            states.needs_file(_("Proyek perangkat daerah ini"), _("daftar proyek"))
            return []
        rows = results.projects(found).assign(
            status_words=lambda frame: [_status(code) for code in frame["status"]]
        )
        columns = project_columns()
        card.chart(
            charts.planned_vs_real(rows, as_of=summaries.as_of(own)),
            alt=_("Rencana dan penyelesaian {n} proyek.").format(n=formats.count(len(rows))),
        )
        title = pgettext("judul", "Proyek")
        return [
            finish(card, scope, own, rows, columns, title=title, name="proyek", how="projects")()
        ]


def project_columns() -> dict[str, Column]:
    """Return the columns of projects."""
    return {
        "project": tables.text(_("Proyek"), pinned=True),
        "status_words": tables.text(_("Keadaan")),
        "planned_date": tables.date(_("Rencana selesai")),
        "completed_date": tables.date(_("Selesai")),
        "days_late": tables.count(_("Hari terlambat")),
        "verified_quality": tables.score(_("Mutu terverifikasi (0–100)")),
        "cost_ratio": tables.share(_("Biaya nyata terhadap rencana")),
    }


def _status(code: str) -> str:
    words = {
        "finished": _("selesai"),
        "running": _("berjalan"),
        "late": _("terlambat"),
        "stalled": _("terhenti"),
        "not_dated": _("tanpa tanggal"),
    }
    return words[code]


def _name(scope: Scope, own: Filters) -> str:
    return groups.agency_names(scope).get(str(own.agency_code), str(own.agency_code))


def title(scope: Scope, code: str) -> str:
    """Return the escaped title of the panel."""
    return plain(groups.agency_names(scope).get(code, code))


def use_as_filter(code: str) -> None:
    """Offer to narrow every page to this agency; nothing else changes the filters."""
    if st.button(
        _("Jadikan filter"),
        key="rinci_filter",
        icon=":material/filter_alt:",
        on_click=_narrow_to,
        args=(code,),
    ):
        st.rerun()


def _narrow_to(code: str) -> None:
    filters.choose_agency(code)
    close_panel()
