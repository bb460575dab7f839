"""About the analysis that the figures rest on: what it read, decided and estimated."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import reads
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui import cards, method_texts, run_notes, tables
from ui.about import about, data_date
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.analysis import facts_sentence
from ui.tables import Column


def draw(scope: Scope) -> None:
    """Draw the card about the current analysis; nothing before the first."""
    run = cached(reads.current_run, scope)
    if run is None:
        return
    with cards.card(_("Tentang analisis ini"), key="tentang_analisis") as card:
        st.markdown(facts_sentence(run))
        said = sentences(run)
        if said:
            st.markdown(method_texts.listed(said))
        parts, common = components(scope), fixed(scope)
        card.table(parts, component_columns())
        card.downloads(
            lambda: [
                Sheet(_("Bagian perbedaan"), parts, component_columns()),
                Sheet(_("Pengaruh umum"), common, fixed_columns()),
                Sheet(_("Catatan analisis"), pd.DataFrame({"note": said}), note_columns()),
            ],
            about(scope, _("Tentang analisis ini"), Filters()),
            name=("tentang-analisis",),
            day=data_date(scope),
        )


def sentences(run: RunFacts) -> list[str]:
    """Return what the run left out or decided and what its data do not tell apart, in words."""
    return [run_notes.sentence(each) for each in run.notes]


def components(scope: Scope) -> pd.DataFrame:
    """Return each part of the differences between ratings: its size and its share."""
    found = cached(reads.run_components, scope)
    return found.assign(part=[run_notes.component(name) for name in found["name"]])


def component_columns() -> dict[str, Column]:
    """Return the columns of `components`."""
    return {
        "part": tables.text(_("Bagian"), pinned=True),
        "variance": tables.coefficient(_("Ragam")),
        "standard_error": tables.coefficient(_("Galat baku")),
        "variance_share": tables.share(_("Porsi")),
    }


def fixed(scope: Scope) -> pd.DataFrame:
    """Return what the model holds common to all raters."""
    found = cached(reads.run_fixed, scope)
    return found.assign(term_words=[run_notes.term(name) for name in found["term"]])


def fixed_columns() -> dict[str, Column]:
    """Return the columns of `fixed`."""
    return {
        "term_words": tables.text(_("Pengaruh"), pinned=True),
        "estimate": tables.coefficient(_("Besarnya")),
        "standard_error": tables.coefficient(_("Galat baku")),
    }


def note_columns() -> dict[str, Column]:
    """Return the column of the notes."""
    return {"note": tables.text(_("Catatan"), pinned=True)}
