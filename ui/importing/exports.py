"""Downloads of the Data page's own tables, with the sheet that says where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

from data import store
from data.scope import Scope
from data.store import Actor
from ui import cards, downloads
from ui.tables import Column


def button(
    scope: Scope, rows: pd.DataFrame, columns: Mapping[str, Column], *, title: str, name: str
) -> None:
    """Offer one table as XLSX and CSV behind a button."""
    with cards.frameless(key=f"data_{name}") as card:
        card.downloads(
            lambda: [downloads.Sheet(title, rows, columns)],
            lambda: about(scope, title),
            name=(name,),
            day=today(),
            on_built=recorded(scope, name),
        )


def recorded(scope: Scope, name: str) -> Callable[[str, int], None]:
    """Return what `Card.downloads` tells of a table that names people, for the audit trail."""

    def record(form: str, n_rows: int) -> None:
        with store.current().write(Actor(scope.actor, "dashboard")) as writer:
            writer.audit(
                "download", "table", name, after={"format": form, "filter": {}, "rows": n_rows}
            )

    return record


def today() -> dt.date:
    """Return the day that stands in the name of a file."""
    return dt.datetime.now().astimezone().date()


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
