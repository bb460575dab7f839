"""One person on paper, from Profil pegawai and Profil saya: the same sentences and numbers."""

from __future__ import annotations

import dataclasses

from ui import formats, sentences, tables
from ui.charts import on_paper
from ui.i18n import _, pgettext
from ui.panels import agency, employee
from ui.panels.employee import feedback, growth, history, items, wording, work
from ui.panels.employee.found import Found
from ui.paper import Document, Offer, Picture
from ui.plain import plain
from ui.reports import shared
from ui.reports.sections import Section, sheet
from ui.tables import Column

MOST_RATINGS, MOST_TARGETS, MOST_TEXTS = 16, 14, 6  # the newest; the dashboard shows all
RATINGS = ("period", "predicate", "score", "rater")
TARGETS = ("period", "work_result_plan", "measure", "realised", "outcome_words", "checked")
PROJECTS = ("project", "role_words", "planned_date", "completed_date", "days_late",
            "verified_quality")  # fmt: skip
TEXTS = ("period", "giver", "feedback_text")


def offer(found: Found) -> Offer:
    """Offer the profile of a person."""
    return Offer(_("Profil pegawai (PDF)"), lambda: profile(found))


def profile(found: Found) -> Document:
    """Return the profile: key figures, ratings, items, work, texts, suggestions, explanations."""
    figures = shared.key_figures(employee.key_figures(found), None)
    made = sheet(
        _("Profil pegawai"),
        wording.person(found),
        ((_("Perangkat daerah"), wording.place(found) or formats.MISSING),),
        (
            _ratings(found),
            _items(found),
            _targets(found),
            _projects(found),
            _texts(found),
            _suggestions(found),
            _explanations(found),
        ),
    )
    first, *rest = made.parts
    return dataclasses.replace(made, parts=(first, figures, *rest))


def _ratings(found: Found) -> Section:
    title = _("Riwayat penilaian")
    if found.results.empty:
        return Section(title, (_("Belum ada penilaian atasan untuk pegawai ini."),))
    shown, rows = history.drawn(found), history.rows(found)
    has_moved, picture = rows["place"].nunique() > 1, None
    if len(shown) > 1:
        drawing = on_paper.rated_over_time(shown, adjusted=history.band(found, shown))
        picture = Picture(drawing, history.alt(shown))
    return Section(
        title,
        tuple(history.standing(found)),
        picture=picture,
        rows=rows.head(MOST_RATINGS),
        columns=_of(history.columns(), (*RATINGS, *(("place",) if has_moved else ()))),
        widths=(0, 1.3, 0, *((1.8,) * (1 + has_moved))),
        caution=_left_out(len(rows), MOST_RATINGS),
    )


def _items(found: Found) -> Section:
    title, compared = _("Kekuatan dan kebutuhan"), found.items
    if compared is None or not compared.items:
        return Section(title, (items.missing(compared),))
    rows, columns, picture, caution = items.rows(compared), items.columns(compared), None, ""
    if compared.state in ("compared", "not_told_apart"):
        picture = Picture(on_paper.items_beside_own_level(rows), items.alt(compared))
        caution = items.counted(compared)
        ranges = zip(rows["lower"], rows["upper"], strict=True)
        rows = rows.assign(range_words=[formats.signed_range(*ends) for ends in ranges])
        columns = {
            **_of(columns, ("name", "item_level", "comparable_level", "relative")),
            "range_words": tables.text(_("Rentang")),
            "verdict_words": columns["verdict_words"],
        }
    return Section(
        title,
        (items.sentence(compared),),
        picture=picture,
        rows=rows,
        columns=columns,
        widths=(3, 0, 0, 0, 0, 3) if caution else None,
        caution=caution,
    )


def _targets(found: Found) -> Section:
    title, reached = pgettext("judul", "Target"), found.targets_reached
    if reached is None:
        return Section(title, (_("Belum ada target yang tercatat untuk pegawai ini."),))
    rows = work.target_rows(found)
    return Section(
        title,
        (agency.targets_sentence(reached),),
        rows=rows.head(MOST_TARGETS),
        columns=_of(work.target_columns(), TARGETS),
        widths=(0, 3, 1.4, 1.4, 1.1, 0),
        caution=_left_out(len(rows), MOST_TARGETS),
    )


def _projects(found: Found) -> Section:
    title, done = pgettext("judul", "Proyek"), found.projects_done
    if done is None:
        return Section(title, (_("Tidak ada proyek yang tercatat dengan pegawai ini."),))
    return Section(
        title,
        (work.projects_sentence(done),),
        rows=work.project_rows(found),
        columns=_of(work.project_columns(), PROJECTS),
        widths=(1, 0, 0, 0, 0, 0),
    )


def _texts(found: Found) -> Section:
    title, rows, hint = _("Umpan balik"), feedback.rows(found), feedback.hidden_sentence(found)
    if rows.empty:
        return Section(title, (hint or _("Belum ada umpan balik tertulis."),))
    has_notes = bool((rows["note"] != "").any())
    said = [each for each in (_left_out(len(rows), MOST_TEXTS), hint) if each]
    return Section(
        title,
        rows=rows.head(MOST_TEXTS),
        columns=_of(feedback.columns(), (*TEXTS, *(("note",) if has_notes else ()))),
        widths=(0, 1, 4, *((1.6,) * has_notes)),
        caution=" ".join(said),
    )


def _suggestions(found: Found) -> Section:
    asked = tuple(growth.need_sentence(item) for item in growth.needs(found))
    return Section(
        _("Saran pengembangan"),
        (plain(growth.box_sentence(found)),),
        points=(*(plain(each) for each in growth.by_rule(found)), *asked),
        caution=_("Saran, bukan keputusan; dibicarakan dahulu dengan pegawainya."),
    )


def _explanations(found: Found) -> Section:
    said = () if found.results.empty else tuple(history.explanations(found))
    caution = sentences.caution() if said else ""
    return Section(_("Yang masih dapat menjelaskannya"), points=said, caution=caution)


def _of(columns: dict[str, Column], names: tuple[str, ...]) -> dict[str, Column]:
    return {name: columns[name] for name in names}


def _left_out(n: int, most: int) -> str:
    """Say how many rows of a table are not printed; empty where all are."""
    if n <= most:
        return ""
    return _("Tertulis {most} yang terbaru dari {n}; di dasbor semuanya tampil.").format(
        most=formats.count(most), n=formats.count(n)
    )
