"""Downloads of the Data page's own tables, with the sheet that says where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data import store
from data.scope import Scope
from data.store import Actor
from ui import downloads
from ui.i18n import _
from ui.tables import Column


def button(
    scope: Scope, rows: pd.DataFrame, columns: Mapping[str, Column], *, title: str, name: str
) -> None:
    """Offer one table as XLSX and CSV behind a popover."""
    with st.popover(_("Unduh"), icon=":material/download:", key=f"data_{name}_unduh"):
        downloads.buttons(
            lambda: [downloads.Sheet(title, rows, columns)],
            lambda: about(scope, title),
            name=(name,),
            day=dt.datetime.now().astimezone().date(),
            key=f"data_{name}_unduh",
            on_built=lambda form, n_rows: _record(scope, name, form, n_rows),
        )


def _record(scope: Scope, name: str, form: str, n_rows: int) -> None:
    """Note in the audit trail who took which table away."""
    with store.current().write(Actor(scope.actor, "dashboard")) as writer:
        writer.audit(
            "download", "table", name, after={"format": form, "filter": {}, "rows": n_rows}
        )


def about(scope: Scope, title: str, filters: Mapping[str, str] | None = None) -> downloads.About:
    """Return what the sheet "Tentang" says."""
    now = dt.datetime.now().astimezone()
    return downloads.About(
        title=title,
        filters=dict(filters or {}),
        data_date=now.date(),
        method_version="–",  # these tables hold no computed number
        exported_by=scope.actor,
        exported_at=now,
        is_demo=store.current().is_demo,
    )
