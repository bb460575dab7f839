"""What a download says about itself: filters, date, method, and who took it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from analytics.method_version import METHOD_VERSION
from data import reads
from data.scope import Filters, Scope
from ui import filters
from ui.cached import cached
from ui.downloads import About
from ui.i18n import _, current_language, use_language


def about(scope: Scope, title: str, chosen: Filters) -> Callable[[], About]:
    """Return a function for `Card.downloads`; words are taken now, in the reader's language."""
    facts = cached(reads.store_facts, scope)
    words = filters.words(scope, chosen)
    language = current_language()
    notes = [] if scope.may_see_persons else [_hidden_note(scope)]

    def build() -> About:
        with use_language(language):
            return About(
                title=title,
                filters=words,
                data_date=data_date(scope),
                method_version=METHOD_VERSION,
                exported_by=scope.actor,
                exported_at=dt.datetime.now().astimezone(),
                is_demo=facts.is_demo,
                notes=notes,
            )

    return build


def data_date(scope: Scope) -> dt.date | None:
    """Return the day the data are of; None in a store nothing was imported into."""
    moment = cached(reads.store_facts, scope).data_as_of
    return None if moment is None else moment.date()


def name_parts(subject: str, chosen: Filters) -> tuple[str | None, ...]:
    """Return the parts of a file name: subject and the codes of the filters."""
    codes = (chosen.period_code, chosen.agency_code, chosen.position_class, chosen.grade_group)
    return (subject, *codes)


def _hidden_note(scope: Scope) -> str:
    return _("Kelompok di bawah {n} pegawai tidak ditampilkan.").format(n=scope.smallest_group)
