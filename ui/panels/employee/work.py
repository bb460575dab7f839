"""What one person achieved: targets n of n, projects by completion and verified quality."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.achievements import ProjectSummary
from ui import cards, charts, formats, labels, results, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import N_, _, pgettext
from ui.panels import agency
from ui.panels.employee import wording
from ui.panels.employee.found import Found
from ui.tables import Column

OUTCOMES = {
    "reached": N_("tercapai"),
    "missed": N_("belum tercapai"),
    "not_reported": N_("belum dilaporkan"),
    "not_measurable": N_("tanpa angka target"),
}
ROLES = {
    "leader": N_("ketua"),
    "technical": N_("teknis"),
    "supervision": N_("pengawasan"),
    "administration": N_("administrasi"),
    "member": N_("anggota"),
}
AT_MOST, EXACTLY = "≤ ", "= "


def draw(found: Found) -> None:
    """Draw targets and projects, each with what is missing."""
    with cards.card(pgettext("judul", "Target"), key="pegawai_target") as card:
        reached = found.targets_reached
        if reached is None:
            st.caption(_("Belum ada target yang tercatat untuk pegawai ini."))
        else:
            st.markdown(agency.targets_sentence(reached))
            tables.show(
                target_rows(found),
                target_columns(),
                key="pegawai_target_tabel",
                alt=pgettext("judul", "Target"),
            )
            card.how_to_read("targets")
    with cards.card(pgettext("judul", "Proyek"), key="pegawai_proyek") as card:
        done = found.projects_done
        if done is None:
            st.caption(_("Tidak ada proyek yang tercatat dengan pegawai ini."))
            return
        st.markdown(projects_sentence(done))
        shown = project_rows(found)
        card.chart(
            charts.planned_vs_real(shown, as_of=found.on),
            alt=_("Rencana dan penyelesaian {n} proyek.").format(n=formats.count(len(shown))),
        )
        card.table(shown, project_columns())
        card.how_to_read("projects")


def projects_sentence(done: ProjectSummary) -> str:
    """Say how many projects ended in time and what their verified quality is."""
    said = _("**{on_time}** proyek yang sudah jatuh tempo selesai tepat waktu;").format(
        on_time=formats.n_of_n(done.n_on_time[0], done.n_on_time[0] + done.n_late[0])
    )
    if not done.n_verified[0]:
        return said + " " + _("mutunya belum diverifikasi.")
    quality = _("mutu terverifikasi rata-rata **{quality}** dari 100 ({n} proyek).")
    return f"{said} " + quality.format(
        quality=formats.score(done.mean_quality[0]), n=formats.count(done.n_verified[0])
    )


def target_rows(found: Found) -> pd.DataFrame:
    """Return the targets in words, newest first."""
    rows = found.targets
    return rows.assign(
        period=[wording.period(code) for code in rows["period_code"]],
        measure=[measure(row) for row in rows_of(rows)],
        realised=wording.cells(realised(row) for row in rows_of(rows)),
        outcome_words=[outcome(code) for code in rows["outcome"]],
        aspect_words=wording.cells(
            labels.aspect(code) if isinstance(code, str) else None for code in rows["aspect"]
        ),
        checked=[checked(each) for each in rows["verified_by"]],
    )


def outcome(code: str) -> str:
    """Return whether a target was reached, in words."""
    return _(OUTCOMES[code])


def measure(row: object) -> str:
    """Return a target as it was set, with its unit; plain."""
    given = getattr(row, "target_text", None)
    if isinstance(given, str):
        return given
    direction = {"at_most": AT_MOST, "exactly": EXACTLY}.get(
        str(getattr(row, "target_direction", None)), ""
    )
    return _with_unit(direction, getattr(row, "target_value", None), row)


def realised(row: object) -> str | None:
    """Return what was realised, with its unit; None where nothing is reported; plain."""
    given = getattr(row, "realised_text", None)
    if isinstance(given, str):
        return given
    value = getattr(row, "realised_value", None)
    return None if pd.isna(value) else _with_unit("", value, row)


def _with_unit(direction: str, value: object, row: object) -> str:
    number = formats.number(value)
    unit = getattr(row, "measure_unit", None)
    return f"{direction}{number} {unit}" if isinstance(unit, str) else f"{direction}{number}"


def checked(verified_by: object) -> str:
    """Say who verified, as far as the reader sees it."""
    if not isinstance(verified_by, str):
        return _("belum")
    return _("sudah") if verified_by == "verified" else verified_by


def target_columns() -> dict[str, Column]:
    """Return the columns of `target_rows`."""
    return {
        "period": tables.text(_("Periode"), pinned=True),
        "work_result_plan": tables.text(_("Rencana hasil kerja")),
        "indicator": tables.text(_("Indikator")),
        "measure": tables.text(_("Target")),
        "realised": tables.text(_("Realisasi")),
        "outcome_words": tables.text(_("Hasil")),
        "evidence": tables.text(_("Bukti")),
        "realised_on": tables.date(_("Dilaporkan pada")),
        "due_on": tables.date(_("Tenggat")),
        "checked": tables.text(_("Diverifikasi")),
        "aspect_words": tables.text(_("Aspek")),
    }


def project_rows(found: Found) -> pd.DataFrame:
    """Return the projects in words, latest planned first."""
    rows = results.projects(found.projects)
    return rows.assign(
        status_words=[labels.project_state(code) for code in rows["status"]],
        role_words=[role(code) for code in rows["role"]],
    )


def role(code: object) -> str:
    """Return the part a person had in a project."""
    if not isinstance(code, str):
        return labels.unknown()
    return _(ROLES[code]) if code in ROLES else code


def project_columns() -> dict[str, Column]:
    """Return the columns of `project_rows`."""
    return {
        "project": tables.text(_("Proyek"), pinned=True),
        "role_words": tables.text(_("Peran")),
        "status_words": tables.text(_("Keadaan")),
        "planned_date": tables.date(_("Rencana selesai")),
        "completed_date": tables.date(_("Selesai")),
        "days_late": tables.count(_("Hari terlambat")),
        "verified_quality": tables.score(_("Mutu terverifikasi (0–100)")),
        "n_members": tables.count(_("Anggota")),
    }


def sheets(found: Found) -> list[Sheet]:
    """Return targets and projects as tables of a file."""
    made = []
    if not found.targets.empty:
        made.append(Sheet(pgettext("judul", "Target"), target_rows(found), target_columns()))
    if not found.projects.empty:
        made.append(Sheet(pgettext("judul", "Proyek"), project_rows(found), project_columns()))
    return made
