"""What the store holds, as key figures of the Data page."""

from __future__ import annotations

from data.reads import StoreFacts
from ui import formats
from ui.cards import Kpi
from ui.i18n import _, pgettext
from ui.times import local_time


def of_store(facts: StoreFacts) -> list[Kpi]:
    """Return the four key figures above the import."""
    last = local_time(facts.last_import_at)
    return [
        Kpi(_("Penilaian tersimpan"), formats.count(facts.n_appraisals)),
        Kpi(_("Pegawai dinilai"), formats.count(facts.n_employees)),
        Kpi(pgettext("menu", "Perangkat daerah"), formats.count(facts.n_agencies)),
        Kpi(
            _("Impor terakhir"),
            formats.MISSING if last is None else formats.short_date(last),
            help=None if last is None else formats.date_time(last),
        ),
    ]
