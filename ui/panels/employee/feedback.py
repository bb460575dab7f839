"""What was written to one person: superiors by post, others without telling the giver."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.reads.employees import FEWEST_GIVERS
from ui import cards, formats, labels, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.employee import wording
from ui.panels.employee.found import Found
from ui.plain import plain
from ui.tables import Column

SHOWN = 5  # texts written out; the table holds all
COLUMNS = ("period", "giver", "feedback_text", "note", "set_on")


def draw(found: Found) -> None:
    """Draw the latest texts in full and the table of all."""
    with cards.card(_("Umpan balik"), key="pegawai_umpan_balik") as card:
        shown = rows(found)
        hint = hidden_sentence(found)
        if shown.empty:
            st.caption(hint or _("Belum ada umpan balik tertulis."))
            return
        for row in rows_of(shown.head(SHOWN)):
            note = f" · {row.note}" if row.note else ""
            st.caption(plain(f"{row.period} · {row.giver}{note}"))
            st.markdown(plain(row.feedback_text))
        if hint:
            st.caption(hint)
        card.table(shown, columns(), alt=_("Umpan balik"))
        card.how_to_read("person_feedback")


def rows(found: Found) -> pd.DataFrame:
    """Return the texts the reader may read, newest period first."""
    from_superiors = found.results.dropna(subset=["feedback_text"])
    superiors = from_superiors.assign(
        giver=[labels.rater_role(role) for role in from_superiors["rater_role"]],
        note=[wording.text_note(int(n)) for n in from_superiors["n_same_text"]],
    )
    from_others = found.feedback.dropna(subset=["feedback_text"])
    others = from_others.assign(
        giver=[giver(row) for row in rows_of(from_others)], note="", set_on=pd.Timestamp("NaT")
    )
    kept = [
        part[["ends_on", "period_code", "giver", "feedback_text", "note", "set_on"]]
        for part in (superiors, others)
        if len(part)
    ]
    if not kept:
        return pd.DataFrame(columns=list(COLUMNS))
    both = pd.concat(kept, ignore_index=True)
    both = both.sort_values("ends_on", ascending=False, kind="stable", ignore_index=True)
    return both.assign(period=[wording.period(code) for code in both["period_code"]])


def giver(row: object) -> str:
    """Return in which role a text was given, and of how many; never by whom."""
    role = labels.rater_role(str(getattr(row, "rater_role", "")))
    return _("{role}, satu dari {n}").format(
        role=role, n=formats.count(getattr(row, "n_givers", None))
    )


def hidden_sentence(found: Found) -> str | None:
    """Say how many texts are kept back because their givers would be known; None if none is."""
    n_hidden = int(found.feedback["feedback_text"].isna().sum())
    if not n_hidden:
        return None
    return _(
        "{n} teks rekan atau bawahan tidak ditampilkan: pemberinya kurang dari {fewest} orang pada"
        " periode itu."
    ).format(n=formats.count(n_hidden), fewest=formats.count(FEWEST_GIVERS))


def columns() -> dict[str, Column]:
    """Return the columns of `rows`."""
    return {
        "period": tables.text(_("Periode"), pinned=True),
        "giver": tables.text(_("Dari")),
        "feedback_text": tables.text(_("Umpan balik")),
        "set_on": tables.date(_("Ditetapkan")),
        "note": tables.text(_("Catatan")),
    }


def sheet(found: Found) -> Sheet | None:
    """Return the texts as a table of a file; None without any."""
    shown = rows(found)
    return None if shown.empty else Sheet(_("Umpan balik"), shown, columns())
