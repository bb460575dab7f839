"""Why one person stands there: parts in plain sentences that add up exactly to the score."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from analytics import promotion
from data.scope import Scope
from ui import formats, labels, tables
from ui.charts.frame import rows_of
from ui.i18n import _
from ui.panels.analysis import in_points
from ui.panels.candidates import pool as pools
from ui.panels.candidates.pool import Ranked
from ui.plain import plain
from ui.tables import Column

AS_POINTS = ("points", "lower", "upper")
TENTHS = 10  # of a point, as sentences are rounded


def parts(scope: Scope, ranked: Ranked, employee_id: int) -> pd.DataFrame:
    """Return the parts of one person's score with their sentences; `scope` decides about names."""
    rated = pools.raters_of(scope, (employee_id,))
    results = pools.all_results(scope)
    found = promotion.contributions(
        ranked.pool,
        rated,
        results,
        components=pools.components(scope),
        employee_ids=[employee_id],
    )
    found = in_points(found, ranked.run, AS_POINTS)
    score = float(found["points"].sum())
    raters = {
        (int(row.rater_id), row.rater_type): row
        for row in rows_of(rated)
        if not pd.isna(row.rater_id)
    }
    home = _home_name(results, employee_id)
    told = found.assign(shown=adding_up(found["points"].to_numpy(dtype=np.float64), score))
    return told.assign(
        sentence=[sentence(row, raters, home) for row in rows_of(told)],
        range=[formats.interval(row.lower, row.upper) for row in rows_of(told)],
    )


def adding_up(points: np.ndarray[Any, np.dtype[np.float64]], total: float) -> list[float]:
    """Round parts to tenths so that they add up to the total as it is rounded.

    The parts furthest from their rounded value take the difference, so that a reader who adds up
    what is printed gets what is printed under it.
    """
    tenths = points * TENTHS
    floor = np.floor(tenths + 1e-9)
    wanted = math.floor(total * TENTHS + 0.5 + 1e-9)
    missing = int(wanted - floor.sum())
    order = np.argsort(-(tenths - floor), kind="stable")
    floor[order[: max(0, missing)]] += 1
    return [float(each) / TENTHS for each in floor]


def sentence(row: Any, raters: dict[tuple[int, Any], Any], home: str) -> str:
    """Say one part of a score."""
    points, n = formats.signed(row.shown), row.n
    match row.kind:
        case "raw_mean":
            return _("Rata-rata nilai yang diterima **{points}** ({n} penilaian)").format(
                points=formats.score(row.shown), n=formats.count(n)
            )
        case "rater":
            return _rater_sentence(row, raters, points)
        case "circumstances":
            return _("Periode, jenis penilai, golongan, dan jenis jabatan **{points}**").format(
                points=points
            )
        case "home_unit":
            return _("Mutu unit asal {unit} **{points}** ({n} pegawai)").format(
                unit=plain(home), points=points, n=formats.count(n)
            )
        case "few_ratings":
            return _(
                "Ditarik ke arah pegawai serupa, sebab {n} penilaian belum memastikan **{points}**"
            ).format(points=points, n=formats.count(n))
        case "objective":
            if not n:
                return _("Hasil terukur belum diketahui, jadi tidak menambah atau mengurangi")
            said = _("Target dan proyek terverifikasi **{points}** (rentang {range}; {n} hasil)")
            return said.format(
                points=points, range=formats.interval(row.lower, row.upper), n=formats.count(n)
            )
        case _:
            return _(
                "Mutu unit asal, dan tarikan ke arah pegawai serupa karena penilaiannya sedikit,"
                " **{points}**"
            ).format(points=points)


def _rater_sentence(row: Any, raters: dict[tuple[int, Any], Any], points: str) -> str:
    rater = raters.get((int(row.object_id), row.object_type))
    who = rater_words(rater)
    values = {
        "who": plain(who),
        "points": points,
        "range": formats.interval(row.lower, row.upper),
        "n": formats.count(row.n),
    }
    if pd.isna(row.lower):
        return _("{who}: kecenderungannya belum diketahui, dihitung 0 ({n} penilaian)").format(
            **values
        )
    if rater is not None and rater.link_grade == "C":
        return _(
            "{who} belum terhubung dengan penilai lain **{points}** (rentang {range}; {n}"
            " penilaian)"
        ).format(**values)
    if row.upper < 0:
        return _(
            "{who} menilai lebih longgar daripada rekan, dikurangi **{points}** (rentang {range};"
            " {n} penilaian)"
        ).format(**values)
    if row.lower > 0:
        return _(
            "{who} menilai lebih ketat daripada rekan, ditambah **{points}** (rentang {range};"
            " {n} penilaian)"
        ).format(**values)
    return _(
        "{who} belum dapat dibedakan dari rekan **{points}** (rentang {range}; {n} penilaian)"
    ).format(**values)


def rater_words(rater: Any) -> str:
    """Return a rater by post and kind; the name first where the reader sees it."""
    if rater is None:
        return _("Penilai")
    post = rater.rater_position if isinstance(rater.rater_position, str) else labels.unknown()
    words = _("{post} ({role})").format(post=post, role=labels.rater_role(rater.rater_type))
    return f"{rater.rater_name}, {words}" if isinstance(rater.rater_name, str) else words


def total(ranked: Ranked, found: pd.DataFrame) -> str:
    """Say the sum of the parts, as they are printed."""
    return _("Nilai daftar **{score}**, jumlah semua bagian di atas").format(
        score=formats.score(round(float(found["shown"].sum()), 1))
    )


def columns() -> dict[str, Column]:
    """Return the columns of the parts, for a file."""
    return {
        "sentence_plain": tables.text(_("Bagian")),
        "points": tables.coefficient(_("Poin")),
        "lower": tables.coefficient(_("Batas bawah")),
        "upper": tables.coefficient(_("Batas atas")),
        "n": tables.count(_("Dihitung atas")),
    }


def _home_name(results: pd.DataFrame, employee_id: int) -> str:
    held = results.loc[results["employee_id"] == employee_id, "home_unit_name"]
    name = held.iloc[0] if len(held) else None
    return name if isinstance(name, str) else labels.unknown()
