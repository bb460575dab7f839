"""What the check of a file found: counts, findings by rule, the first rows with marked cells."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import importing
from data.importing import Prepared
from data.scope import Scope
from data.store import Actor
from ui import cards, downloads, formats, tables
from ui.i18n import _
from ui.importing import wording
from ui.plain import plain

FIRST_ISSUES = 20  # on screen; all of them are in the download
FIRST_ROWS = 30  # of the preview
# Orange as everywhere for "below expectation", clear enough to read the cell in both themes.
_MARKS = {
    "error": "background-color: rgba(217, 96, 10, 0.55)",
    "warning": "background-color: rgba(242, 181, 122, 0.40)",
    "": "",
}


def summary(file_name: str, prepared: Prepared) -> None:
    """Say what the file is and how many of its rows can go in."""
    parts = [wording.kind(prepared.kind), plain(file_name)]
    if prepared.sheet:
        parts.append(_("lembar {sheet}").format(sheet=plain(prepared.sheet)))
    if prepared.encoding:
        parts.append(plain(prepared.encoding))
    st.caption(" · ".join(parts))
    cards.kpi_row(
        [
            cards.Kpi(_("Baris dibaca"), formats.count(prepared.rows_read)),
            cards.Kpi(_("Sah"), formats.count(prepared.rows_valid)),
            cards.Kpi(_("Ditolak"), formats.count(prepared.rows_rejected)),
            cards.Kpi(
                _("Dilewati"),
                formats.count(prepared.rows_skipped),
                help=_("Salinan baris yang sama persis."),
            ),
        ],
        key="data_impor_hitungan",
    )
    if prepared.replaces:
        st.caption(
            _("{n} penilaian yang sudah ada akan diganti; nilai lamanya disimpan.").format(
                n=formats.count(prepared.replaces)
            )
        )


def findings(scope: Scope, prepared: Prepared) -> None:
    """List the rules that found something, the first rows of each, and a download of all."""
    if not prepared.rules:
        st.caption(_("Tidak ada temuan."))
        return
    levels = dict(zip(prepared.issues["rule"], prepared.issues["level"], strict=True))
    found = pd.DataFrame(
        [
            {
                "level": wording.level(levels.get(name, "warning")),
                "rule": wording.rule(name).title,
                "n": n,
                "advice": wording.rule(name).advice,
            }
            for name, n in prepared.rules.items()
        ]
    ).sort_values(["level", "n"], ascending=[True, False])
    st.subheader(_("Temuan"), anchor=False)
    tables.show(
        found,
        {
            "level": tables.text(_("Bobot")),
            "rule": tables.text(_("Temuan")),
            "n": tables.count(_("Baris")),
            "advice": tables.text(_("Yang perlu dilakukan")),
        },
        key="data_impor_temuan",
        alt=_("Temuan pemeriksaan berkas menurut aturan"),
    )
    expander = st.expander(
        _("Baris yang bermasalah"),
        key="data_impor_baris_buka",
        icon=":material/list:",
        on_change="rerun",
    )
    if expander.open:
        with expander:
            _first_issues(scope, prepared)


def _first_issues(scope: Scope, prepared: Prepared) -> None:
    issues = prepared.issues
    # errors first: they decide whether the file can go in
    ordered = issues.sort_values(["level", "row_number"], kind="stable")
    shown = ordered.head(FIRST_ISSUES).assign(
        title=lambda rows: [wording.rule(name).title for name in rows["rule"]]
    )
    tables.show(
        shown,
        {
            "row_number": tables.count(_("Baris")),
            "title": tables.text(_("Temuan")),
            "column": tables.text(_("Kolom")),
            "value": tables.text(_("Isi")),
        },
        key="data_impor_baris",
        alt=_("Baris pertama yang bermasalah"),
    )
    if len(issues) > FIRST_ISSUES:
        st.caption(
            _("{shown} dari {n} temuan; semuanya ada di unduhan.").format(
                shown=formats.count(FIRST_ISSUES), n=formats.count(len(issues))
            )
        )
    rejected_button(scope, prepared)


def rejected_button(scope: Scope, prepared: Prepared) -> None:
    """Offer the rows that cannot go in, each with its reasons."""
    if not prepared.rows_rejected:
        return
    st.download_button(
        _("Unduh baris yang ditolak"),
        data=lambda: importing.rejected_workbook(prepared, Actor(scope.actor, "dashboard")),
        file_name=downloads.file_name("baris-ditolak", day=None),
        mime=downloads.XLSX_TYPE,
        on_click="ignore",
        key="data_impor_ditolak",
        icon=":material/download:",
    )


def preview(prepared: Prepared) -> None:
    """Draw rows as they stand in the file, those with findings if there are any; cells marked."""
    has_findings = bool(prepared.rules)
    title = _("Pratinjau: baris dengan temuan") if has_findings else _("Pratinjau: baris pertama")
    expander = st.expander(
        title,
        expanded=has_findings,
        key="data_impor_pratinjau_buka",
        icon=":material/table:",
        on_change="rerun",
    )
    if not expander.open:
        return
    with expander:
        found = prepared.preview(FIRST_ROWS, only_found=has_findings)
        marked = found.cells.style.apply(
            lambda column: [_MARKS[level] for level in found.levels[column.name]]
        )
        st.dataframe(
            marked,
            hide_index=True,
            key="data_impor_pratinjau",
            placeholder=formats.MISSING,
            column_config={"row_number": st.column_config.NumberColumn(_("Baris"), pinned=True)},
            alt=_("Baris berkas; sel yang bermasalah diberi warna"),
        )
        if has_findings:
            st.caption(
                _(
                    "Sel berwarna punya temuan: tua berarti kesalahan, muda peringatan. "
                    "Daftar baris bermasalah menyebutnya dengan kata."
                )
            )
