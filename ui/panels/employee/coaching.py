"""The coaching sheet: what was expected, what was seen with evidence, next steps, a date.

`sheet_of` is the one content; the page, the workbook and the paper (ui/reports/coaching.py) show
the same. It is a draft for a talk: nothing in it is stored, and every line can be corrected there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from analytics.achievements.projects import ALL_CHECKS_PASSED
from ui import cards, core_values, downloads, formats, labels, names, tables
from ui.about import data_date
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.employee import files, items, wording, work
from ui.panels.employee.found import Found
from ui.plain import plain
from ui.reports import coaching as on_paper
from ui.reports.coaching import CoachingSheet, Expectation, NextStep, Observation

MOST_EXPECTED, MOST_SEEN, MOST_STEPS = 6, 8, 4  # the sheet stays a page to talk about
MOST_TEXTS = 3
NOT_REACHED = ("missed", "not_reported")


def is_offered(found: Found) -> bool:
    """Say whether the reader gets the sheet: readers always, the person who may improve too."""
    return not found.is_about_self or found.may_improve


def draw(found: Found) -> None:
    """Draw the sheet with its date and steps to agree on, and offer it as files."""
    if not is_offered(found):
        return
    with cards.card(_("Lembar pembinaan"), key="pegawai_pembinaan"):
        st.caption(
            _("Bahan pembicaraan, bukan hukuman. Isinya dibahas dan dapat dikoreksi bersama.")
        )
        drafted = sheet_of(found)
        _draw_content(drafted)
        sheet = _agreed(found, drafted)
        _draw_downloads(found, sheet)


def _draw_content(sheet: CoachingSheet) -> None:
    if sheet.strengths:
        st.markdown(_("**Yang sudah baik**"))
        st.markdown("\n".join(f"- {plain(each)}" for each in sheet.strengths))
    rows = table(dataclasses.replace(sheet, strengths=(), next_steps=()))
    if rows.empty:
        st.caption(_("Belum ada target, ekspektasi, atau bukti yang tercatat."))
        return
    tables.show(rows, columns(), key="pegawai_pembinaan_tabel", alt=_("Lembar pembinaan"))


def _agreed(found: Found, drafted: CoachingSheet) -> CoachingSheet:
    """Let the reader write date and steps; both live in this session alone."""
    first, second = st.columns([1, 3])
    day = first.date_input(
        _("Tanggal pembicaraan"),
        value=None,
        format="DD/MM/YYYY",
        key=f"pegawai_pembinaan_tanggal_{found.employee_id}",
    )
    written = second.text_area(
        _("Langkah berikutnya, satu per baris"),
        value="\n".join(step.step for step in drafted.next_steps),
        key=f"pegawai_pembinaan_langkah_{found.employee_id}",
        max_chars=2000,
        height=120,
        help=_("Usulan dari data; ubah menjadi yang disepakati. Tidak disimpan, hanya di berkas."),
    )
    steps = [line.strip() for line in (written or "").splitlines() if line.strip()]
    return dataclasses.replace(
        drafted,
        next_steps=tuple(NextStep(step) for step in steps),
        talk_on=day if isinstance(day, dt.date) else None,
    )


def _draw_downloads(found: Found, sheet: CoachingSheet) -> None:
    with st.popover(_("Unduh"), icon=":material/download:", key="pegawai_pembinaan_unduh"):
        downloads.buttons(
            lambda: sheets(sheet),
            files.about(found, _("Lembar pembinaan")),
            name=("lembar-pembinaan",),
            day=data_date(found.scope),
            key="pegawai_pembinaan_unduh",
            on_built=names.recorder(
                found.scope, about=f"{files.about_code(found)}/coaching", of_persons=True
            ),
            one_table=False,
            paper=on_paper.offer(sheet),
        )


# -- the content -------------------------------------------------------------------------------


def sheet_of(found: Found) -> CoachingSheet:
    """Return the sheet of the last year with a result; all words plain."""
    last = found.latest
    year = None if last is None else int(last["year"])
    targets = found.targets if year is None else found.targets[found.targets["year"] == year]
    projects = found.projects
    if year is not None:
        planned = pd.to_datetime(projects["planned_end"]).dt.year
        projects = projects[(planned == year) | planned.isna()]
    return CoachingSheet(
        person=wording.person(found),
        facts=_facts(found, last),
        strengths=tuple(_strengths(found, targets, projects)),
        expected=tuple(_expected(found, targets)[:MOST_EXPECTED]),
        seen=tuple(_seen(found, targets, projects, year)[:MOST_SEEN]),
        next_steps=tuple(_next_steps(found, targets, projects)[:MOST_STEPS]),
    )


def _facts(found: Found, last: pd.Series[Any] | None) -> tuple[tuple[str, str], ...]:
    said = [(_("Perangkat daerah"), wording.place(found) or labels.unknown())]
    if last is None:
        return (*said, (_("Predikat"), labels.unknown()))
    row = next(rows_of(pd.DataFrame([last])))
    said += [
        (_("Periode"), wording.period(last["period_code"])),
        (_("Predikat"), labels.predicate(str(last["predicate"]))),
        (_("Penilai"), wording.rater(row)),
    ]
    if isinstance(last["work_result"], str) and isinstance(last["behaviour"], str):
        words = _("hasil kerja {result}, perilaku kerja {behaviour}").format(
            result=labels.level(last["work_result"]), behaviour=labels.level(last["behaviour"])
        )
        said.append((_("Dinilai"), words))
    if found.standing is not None and found.run is not None:
        words = _("{adjusted}, rentang {range} ({n} penilaian)").format(
            adjusted=wording.amount(found.standing.adjusted, found.run),
            range=wording.range_of_amounts(found.standing.lower, found.standing.upper, found.run),
            n=formats.count(found.standing.n_ratings),
        )
        said.append((_("Nilai disesuaikan"), words))
    return tuple(said)


def _strengths(found: Found, targets: pd.DataFrame, projects: pd.DataFrame) -> list[str]:
    said = []
    n_reached = int((targets["outcome"] == "reached").sum())
    n_reported = int(targets["outcome"].isin(["reached", "missed"]).sum())
    if n_reached:
        said.append(
            _("{reached} target yang dilaporkan tercapai").format(
                reached=formats.n_of_n(n_reached, n_reported)
            )
        )
    in_time = projects[(projects["status"] == "finished") & (projects["days_late"] <= 0)]
    said += [_("Proyek {name} selesai tepat waktu").format(name=row.name) for row in _few(in_time)]
    strong = () if found.items is None else found.items.of("strength")
    if strong:
        said.append(_("Butir yang menonjol: {items}").format(items=items.listed(strong)))
    return said


def _expected(found: Found, targets: pd.DataFrame) -> list[Expectation]:
    # what was not reached comes first: the talk is about it
    ordered = pd.concat(
        [targets[targets["outcome"].isin(NOT_REACHED)], targets[targets["outcome"] == "reached"]]
    )
    said = [
        Expectation(str(row.work_result_plan), f"{row.indicator}: {work.measure(row)}")
        for row in rows_of(ordered)
    ]
    needed = () if found.items is None else found.items.of("need")
    behaviour = [
        Expectation(labels.core_value(item), "; ".join(core_values.guides(item))) for item in needed
    ]
    return said[: max(0, MOST_EXPECTED - len(behaviour))] + behaviour


def _seen(
    found: Found, targets: pd.DataFrame, projects: pd.DataFrame, year: int | None
) -> list[Observation]:
    ordered = targets.sort_values("outcome", key=lambda codes: codes == "reached", kind="stable")
    of_targets = [_target_seen(row) for row in rows_of(ordered)]
    of_projects = [_project_seen(row) for row in rows_of(_to_discuss(projects))]
    of_items = _items_seen(found)
    texts = found.results.dropna(subset=["feedback_text"])
    if year is not None:
        texts = texts[texts["year"] == year]
    of_texts = [_text_seen(row) for row in rows_of(texts.iloc[::-1].head(MOST_TEXTS))]
    rest = of_projects + of_items + of_texts
    return of_targets[: max(1, MOST_SEEN - len(rest))] + rest


def _target_seen(row: Any) -> Observation:
    got = work.realised(row)
    words = work.outcome(row.outcome)
    seen = (
        f"{row.indicator}: {words}"
        if got is None
        else _("{indicator}: {realised} dari {target}, {outcome}").format(
            indicator=row.indicator, realised=got, target=work.measure(row), outcome=words
        )
    )
    parts = [row.evidence, row.data_source]
    evidence = next((part for part in parts if isinstance(part, str)), "")
    return Observation(seen, evidence, _date(row.realised_on))


def _to_discuss(projects: pd.DataFrame) -> pd.DataFrame:
    is_late = (projects["days_late"] > 0) | (projects["status"] == "stalled")
    return projects[is_late | (projects["verified_quality"] < ALL_CHECKS_PASSED)]


def _project_seen(row: Any) -> Observation:
    said = [labels.project_state(row.status)]
    if not pd.isna(row.days_late) and row.days_late > 0:
        said.append(_("{days} setelah rencana").format(days=formats.days(row.days_late)))
    if not pd.isna(row.verified_quality):
        quality = formats.score(row.verified_quality)
        said.append(_("mutu terverifikasi {quality} dari 100").format(quality=quality))
    seen = _("Proyek {name}: {state}").format(name=row.name, state=", ".join(said))
    return Observation(seen, str(row.project_code), _date(row.real_end))


def _items_seen(found: Found) -> list[Observation]:
    compared = found.items
    if compared is None:
        return []
    told = compared.long().set_index("item")
    evidence = _("butir penilaian, {n} periode").format(n=formats.count(compared.n_periods))
    return [
        Observation(
            _("{item}: {points} terhadap tingkatnya sendiri (rentang {range})").format(
                item=labels.core_value(item),
                points=formats.tendency(told.loc[item, "relative"]),
                range=formats.interval(told.loc[item, "lower"], told.loc[item, "upper"]),
            ),
            evidence,
        )
        for item in compared.of("need")
    ]


def _text_seen(row: Any) -> Observation:
    note = wording.text_note(int(row.n_same_text))
    where = _("umpan balik {role}, {period}").format(
        role=labels.rater_role(row.rater_role), period=wording.period(row.period_code)
    )
    evidence = f"{where}; {note}" if note else where
    return Observation(f"“{' '.join(str(row.feedback_text).split())}”", evidence, _date(row.set_on))


def _next_steps(found: Found, targets: pd.DataFrame, projects: pd.DataFrame) -> list[NextStep]:
    """Return proposals: what to talk about first; who agrees writes better ones."""
    said = [
        NextStep(_("Bicarakan hambatan dan dukungan untuk: {result}").format(result=row.indicator))
        for row in rows_of(targets[targets["outcome"] == "missed"])
    ]
    if (targets["outcome"] == "not_reported").any():
        said.append(NextStep(_("Laporkan realisasi yang belum ada beserta buktinya")))
    needed = () if found.items is None else found.items.of("need")
    said += [
        NextStep(
            _("Sepakati satu contoh perilaku untuk {item}").format(item=labels.core_value(item))
        )
        for item in needed
    ]
    said += [
        NextStep(_("Susun ulang jadwal proyek {name}").format(name=row.name))
        for row in rows_of(projects[projects["status"].isin(["late", "stalled"])])
    ]
    if found.may_improve:
        said.append(NextStep(_("Jadwalkan bimbingan kinerja dan tinjau lagi setelah satu periode")))
    return said


def _few(rows: pd.DataFrame) -> list[Any]:
    return list(rows_of(rows.head(MOST_TEXTS)))


def _date(value: object) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload,arg-type]  # one cell


# -- as a table --------------------------------------------------------------------------------


def table(sheet: CoachingSheet) -> pd.DataFrame:
    """Return every line of the sheet: part, what, measure or evidence, day."""
    lines: list[tuple[str, str, str, dt.date | None]] = []
    lines += [(_("Yang sudah baik"), each, "", None) for each in sheet.strengths]
    lines += [(_("Yang diharapkan"), one.result, one.measure, None) for one in sheet.expected]
    lines += [(_("Yang terlihat"), one.seen, one.evidence, one.on) for one in sheet.seen]
    lines += [
        (_("Langkah berikutnya"), one.step, one.helped_by, one.until) for one in sheet.next_steps
    ]
    rows = pd.DataFrame(lines, columns=["part", "words", "evidence", "day"])
    return rows.assign(day=pd.to_datetime(rows["day"]))


def columns() -> dict[str, tables.Column]:
    """Return the columns of `table`."""
    return {
        "part": tables.text(_("Bagian"), pinned=True),
        "words": tables.text(_("Isi")),
        "evidence": tables.text(_("Ukuran atau bukti")),
        "day": tables.date(_("Tanggal")),
    }


def sheets(sheet: CoachingSheet) -> list[Sheet]:
    """Return the sheet as tables of a workbook: key facts, then every line."""
    facts = [(_("Pegawai"), sheet.person), *sheet.facts]
    facts.append((_("Tanggal pembicaraan"), formats.date(sheet.talk_on)))
    return [
        Sheet(_("Lembar pembinaan"), table(sheet), columns()),
        files.pairs(_("Tentang pegawai"), facts),
    ]
