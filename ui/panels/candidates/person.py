"""The drawer of one person: standing, why, checks, box, results, and the way to the profile."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.rules.rule_set import promotion_of
from data.scope import Filters, Scope
from ui import (
    cards,
    career_words,
    downloads,
    formats,
    links,
    names,
    sentences,
    tables,
    url_state,
)
from ui.about import data_date
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.analysis import in_points
from ui.panels.candidates import asking, boxes, checks, why, wording
from ui.panels.candidates import people as of_people
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.plain import plain

PANEL = "pegawai"  # parameter of the address: the person whose drawer is open
PROFILE = "employee_profile"
SELECTED_KEY = "session_calon_tabel"  # counts up, so that a closed drawer leaves no row chosen


def table_key(name: str) -> str:
    """Return the key of a table, a new one after each closed drawer."""
    return f"{name}_{st.session_state.get(SELECTED_KEY, 0)}"


def remember(row: pd.Series[Any] | None) -> None:
    """Put the person of a chosen row into the address."""
    if row is not None:
        url_state.set_parameter(PANEL, str(row["employee_id"]))


def close() -> None:
    """Forget which drawer is open."""
    st.session_state[SELECTED_KEY] = st.session_state.get(SELECTED_KEY, 0) + 1
    url_state.set_parameter(PANEL, None)


def open_drawer(
    scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None
) -> None:
    """Open the drawer of the person in the address, if the reader may see that person."""
    code = url_state.parameter(PANEL)
    if code is None:
        return
    at = found.people.index[found.people["employee"].astype(str) == code]
    if not len(at):
        url_state.set_parameter(PANEL, None)
        return
    row = found.people.loc[at[0]]
    title = of_people.person(_as_row(row))
    cards.drawer(
        plain(title),
        lambda: draw(scope, chosen, asked, found, ranked, int(row["employee"])),
        on_dismiss=close,
    )


def draw(
    scope: Scope,
    chosen: Filters,
    asked: Asked,
    found: Judged,
    ranked: Ranked | None,
    employee_id: int,
) -> None:
    """Draw one person: first where they stand and why, then what they meet."""
    about = f"{wording.revealed(chosen, asked)}/{employee_id}"
    named = scope
    if not scope.may_see_names:
        named = names.show_names(scope, key="calon_rinci_nama", about=about, n=1, page="candidates")
    who = of_people.named(named, asking.narrowed(chosen), asked, found)
    who = who[who["employee_id"] == employee_id]
    if named.may_see_names:
        st.markdown(plain(of_people.person(next(rows_of(who)))))
    reasons = _draw_standing(named, ranked, employee_id)
    _draw_checks(found, asked, employee_id)
    _draw_box(found, asked, employee_id)
    links.link(
        PROFILE,
        _("Buka profil pegawai"),
        icon=":material/person:",
        parameters={PANEL: str(employee_id)},
    )
    with st.popover(_("Unduh"), icon=":material/download:", key="calon_rinci_unduh"):
        downloads.buttons(
            lambda: _sheets(found, who, reasons),
            wording.about(scope, _("Satu pegawai"), chosen, asked, found, ranked),
            name=wording.name_parts("pegawai", chosen, asked),
            day=data_date(scope),
            key="calon_rinci_unduh",
            on_built=names.recorder(named, about=about, of_persons=True),
            one_table=False,
        )


def _draw_standing(named: Scope, ranked: Ranked | None, employee_id: int) -> pd.DataFrame | None:
    """Draw rank, chance and the parts of the score; return the parts."""
    order = None if ranked is None else ranked.pool.people
    at = None if order is None else order[order["employee_id"] == employee_id]
    if ranked is None or at is None or at.empty:
        st.info(_("Tidak ikut diurutkan di daftar ini; alasannya ada pada syarat di bawah."))
        return None
    one = next(rows_of(in_points(at, ranked.run, of_people.AS_POINTS)))
    words = of_people.standing(str(one.group), symbol=True)
    st.markdown(f"**{words}** · {standing_sentence(one, ranked)}")
    st.markdown(_("**Mengapa di situ**"))
    found = why.parts(named, ranked, employee_id)
    lines = [f"- {sentence}" for sentence in found["sentence"]]
    st.markdown("\n".join([*lines, f"- {why.total(ranked, found)}"]))
    st.caption(sentences.caution())
    return found


def standing_sentence(one: Any, ranked: Ranked) -> str:
    """Say rank and chance, and how the raw order differs."""
    said = sentences.candidate_rank(one.rank_median, one.rank_lower, one.rank_upper)
    said += " " + _(
        "Kemungkinan masuk {k} tempat **{share}**. Urutan menurut rata-rata mentah {raw}."
    ).format(
        k=formats.count(ranked.pool.settings.k),
        share=formats.whole_share(one.top_probability),
        raw=formats.count(one.raw_place),
    )
    if one.is_unlinked:
        said += " " + _("Belum terhubung: penilainya tidak terkait dengan penilai lain.")
    if one.n_objective:
        said += " " + _("Hasil terukur {results}.").format(results=of_people.results(one))
    return said


def _draw_checks(found: Judged, asked: Asked, employee_id: int) -> None:
    rows = checks.of_person(found, employee_id)
    st.markdown(_("**Syarat: {target}**").format(target=career_words.target(asked.target)))
    tables.show(
        rows, checks.person_columns(), key="calon_rinci_syarat", alt=_("Syarat satu pegawai")
    )
    st.caption(wording.rules_sentence(found.rules, asked))


def _draw_box(found: Judged, asked: Asked, employee_id: int) -> None:
    talent = promotion_of(found.rules).talent
    one = found.people[found.people["employee"] == employee_id]
    number = int(boxes.place(one, asked.on, found.rules).box[0])
    if not number:
        st.markdown(_("**Kotak talenta**: belum dinilai, jadi tidak ditempatkan."))
        return
    st.markdown(
        _("**{box}** · saran aturan: {recommendations}").format(
            box=career_words.box(number),
            recommendations=career_words.recommendations(talent.recommendations.value[number]),
        )
    )


def _sheets(found: Judged, who: pd.DataFrame, reasons: pd.DataFrame | None) -> list[Sheet]:
    named = of_people.with_person(who)
    made = [checks.sheet(found, named)]
    if reasons is not None:
        said = reasons.assign(
            sentence_plain=[
                text.replace("**", "").replace("\\", "") for text in reasons["sentence"]
            ]
        )
        made.append(Sheet(_("Mengapa"), said, why.columns()))
    return made


def _as_row(row: pd.Series[Any]) -> Any:
    """Return a person without a name as the other rows are: titles never hold names."""
    return next(rows_of(pd.DataFrame([row]).assign(employee_name=None)))
