"""The minutes of a calibration meeting: gathered once, for the workbook and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.calibration import CalibrationEffect
from analytics.method_version import METHOD_VERSION
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from ui import formats, labels, sentences, tables
from ui.cached import rules
from ui.downloads import Sheet
from ui.i18n import N_, _
from ui.panels import calibration_effect as effect_parts
from ui.panels import calibration_table as table_parts
from ui.panels import calibration_views as view_parts
from ui.panels import pattern
from ui.paper.wording import runs
from ui.reports.minutes import Minutes
from ui.tables import Column
from ui.times import local_time

SIGNERS = (N_("Pimpinan rapat"), N_("Notulis"), N_("Wakil perangkat daerah"))


@dataclass(frozen=True, eq=False)
class Record:
    """Everything the minutes of a draft hold, in the reader's language."""

    minutes: Minutes  # what goes on paper
    attendees: tuple[str, ...]
    people: pd.DataFrame  # proposed or discussed: `calibration_table.rows` with what is said
    mix: pd.DataFrame  # `calibration_effect.band_rows`
    checks: pd.DataFrame  # `pattern.check_rows` of the mix proposed
    boxes: pd.DataFrame  # `calibration_effect.box_rows`; empty without boxes
    raters: pd.DataFrame  # `calibration_views.rater_rows`
    history: pd.DataFrame  # `calibration_views.history_rows`
    with_names: bool


def gather(
    named: Scope,
    place: Filters,
    draft: Calibration,
    shown: pd.DataFrame,
    effect: CalibrationEffect,
) -> Record:
    """Gather the minutes; `shown` are all people of the draft with what the store holds."""
    changed = shown[shown["proposed"].notna()]
    mix = effect.mix()
    names = {"before": _("Sekarang"), "after": _("Usulan")}
    minutes = Minutes(
        subject=subject(draft),
        facts=facts(named, place, draft),
        n_people=len(shown),
        n_discussed=int(shown["is_discussed"].sum()),
        changes=pd.DataFrame(
            {
                "person": [person_words(row) for row in changed.itertuples()],
                "current": changed["predicate"].to_numpy(),
                "proposed": changed["proposed"].to_numpy(),
                "reason": changed["reason"].to_numpy(),
            }
        ),
        mix=mix.assign(group=mix["moment"].map(names)),
        effects=(
            effect_parts.summary(effect, int(shown["is_discussed"].sum())),
            *effect_parts.pattern_sentences(effect),
            *((effect_parts.box_sentence(effect.boxes),) if effect.boxes is not None else ()),
        ),
        notes=(sentences.pattern_is_guidance(),),
        signers=tuple(_(role) for role in SIGNERS),
    )
    return Record(
        minutes=minutes,
        attendees=draft.attendees,
        people=shown[shown["proposed"].notna() | shown["is_discussed"]].reset_index(drop=True),
        mix=effect_parts.band_rows(effect),
        checks=pattern.check_rows(effect.after),
        boxes=pd.DataFrame() if effect.boxes is None else effect_parts.box_rows(effect.boxes),
        raters=view_parts.rater_rows(shown),
        history=view_parts.history_rows(named, draft),
        with_names=named.may_see_names,
    )


def subject(draft: Calibration) -> str:
    """Return whose results and which period a draft is about; plain."""
    place = [draft.agency_name, *([draft.unit_name] if draft.unit_name else [])]
    return " · ".join([*place, labels.period(draft.period_code)])


def facts(named: Scope, place: Filters, draft: Calibration) -> tuple[tuple[str, str], ...]:
    """Return the key facts of a draft by name; plain."""
    valid = rules(named, place)
    state = _("Ditutup {moment}") if draft.is_closed else _("Draf, terakhir diubah {moment}")
    moment = draft.closed_at if draft.is_closed else draft.changed_at
    return (
        (_("Draf"), draft.name),
        (_("Dibuat oleh"), draft.owner),
        (_("Status"), state.format(moment=formats.date_time(local_time(moment)))),
        (_("Perangkat daerah"), draft.agency_name),
        (_("Unit"), draft.unit_name or _("Seluruh perangkat daerah")),
        (_("Periode"), labels.period(draft.period_code)),
        (_("Peserta"), formats.listing(list(draft.attendees)) or formats.MISSING),
        (
            _("Perangkat aturan"),
            _("{name}, berlaku sejak {date}").format(
                name=valid.name, date=formats.date(valid.valid_from)
            ),
        ),
        (_("Versi metode"), METHOD_VERSION),
    )


def person_words(row: object) -> str:
    """Return a person by post and unit, the name first where the reader sees it; plain."""
    name = getattr(row, "employee_name", None)
    post = f"{getattr(row, 'post', '')}, {getattr(row, 'unit', '')}"
    return f"{name} ({post})" if isinstance(name, str) else post


def sheets(record: Record) -> Sequence[Sheet]:
    """Return the workbook: facts, changes with reasons, mix, boxes, raters, history, signatures."""
    found = [
        Sheet(_("Berita acara"), _fact_rows(record), _fact_columns()),
        Sheet(
            _("Usulan dan bahasan"),
            _people_rows(record),
            _people_columns(with_names=record.with_names),
        ),
        Sheet(_("Sebaran"), record.mix, effect_parts.band_columns(1)),
    ]
    if not record.checks.empty:
        found.append(Sheet(_("Pemeriksaan pola"), record.checks, pattern.check_columns()))
    if not record.boxes.empty:
        found.append(Sheet(_("Sembilan kotak"), record.boxes, effect_parts.box_columns()))
    if not record.raters.empty:
        found.append(Sheet(_("Penilai"), record.raters, view_parts.rater_columns()))
    history = view_parts.history_columns(with_names=record.with_names)
    return [
        *found,
        Sheet(_("Riwayat"), record.history, history),
        Sheet(_("Tanda tangan"), _signature_rows(record), _signature_columns()),
    ]


def _fact_rows(record: Record) -> pd.DataFrame:
    said = [(_("Pengaruhnya"), plain_words(sentence)) for sentence in record.minutes.effects]
    return pd.DataFrame([*record.minutes.facts, *said], columns=["fact", "words"])


def plain_words(sentence: str) -> str:
    """Return a sentence without the marks of bold type and of escaped signs."""
    return "".join(run.text for run in runs(sentence))


def _fact_columns() -> dict[str, Column]:
    return {"fact": tables.text(_("Hal")), "words": tables.text(_("Isi"))}


def _people_rows(record: Record) -> pd.DataFrame:
    words = [table_parts.yes_or_no(is_so) for is_so in record.people["is_discussed"]]
    return record.people.assign(discussed=words)


def _people_columns(*, with_names: bool) -> dict[str, Column]:
    nip = {"nip": tables.nip(full=True)} if with_names else {}
    return {
        **table_parts.columns(with_names=with_names),
        **nip,
        "proposed": tables.predicate(_("Usulan")),
        "reason": tables.text(_("Alasan")),
        "discussed": tables.text(_("Dibahas")),
    }


def _signature_rows(record: Record) -> pd.DataFrame:
    roles = [*record.minutes.signers, *([_("Peserta")] * len(record.attendees))]
    names = [*([""] * len(record.minutes.signers)), *record.attendees]
    return pd.DataFrame({"role": roles, "name": names, "signature": "", "day": ""})


def _signature_columns() -> dict[str, Column]:
    return {
        "role": tables.text(_("Peran")),
        "name": tables.text(_("Nama")),
        "signature": tables.text(_("Tanda tangan")),
        "day": tables.text(_("Tanggal")),
    }
