"""The list on paper: the criteria, the drawing and the numbers of the page."""

from __future__ import annotations

import pandas as pd

from ui import career_words
from ui.charts.frame import rows_of
from ui.i18n import _
from ui.panels.candidates import people as of_people
from ui.panels.candidates import wording
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.paper import Offer
from ui.reports import candidates as report

PRINTED = 100  # people


def offer(rows: pd.DataFrame, asked: Asked, found: Judged, ranked: Ranked) -> Offer:
    """Offer the first people of the list as PDF; built when asked for."""
    criteria = tuple(wording.criteria(asked, found, ranked).items())
    cautions = tuple(wording.cautions(ranked))
    return Offer(
        _("Daftar pertimbangan (PDF)"),
        lambda: report.document(
            report.CandidateList(
                subject=career_words.target(asked.target),
                criteria=criteria,
                people=_printed(rows),
                top=ranked.pool.n_selected,
                n_pool=ranked.pool.n,
                cautions=cautions,
            )
        ),
    )


def _printed(rows: pd.DataFrame) -> pd.DataFrame:
    named = of_people.with_person(rows.head(PRINTED)).rename(
        columns={"group": "agency", "standing": "group"}
    )
    return named.assign(person=[f"{row.person}, {row.agency_code}" for row in rows_of(named)])
