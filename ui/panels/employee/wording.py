"""Words about one person: who, where, by whom; never a name where the reader has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analytics.standing import Standing
from data.reads.raters import RunFacts
from ui import formats, labels
from ui.i18n import _
from ui.panels.employee.found import Found
from ui.plain import plain


def post(title: object, unit: object) -> str:
    """Return a post with its unit, where the title does not name it; plain."""
    words = title if isinstance(title, str) else labels.unknown()
    return f"{words}, {unit}" if isinstance(unit, str) and unit not in words else words


def person(found: Found) -> str:
    """Return the person by post and unit, the name first where the reader sees it; plain."""
    one = found.person
    words = post(one["position_title"], one["unit_name"])
    name = one["employee_name"]
    return f"{name} ({words})" if isinstance(name, str) else words


def place(found: Found) -> str:
    """Return agency, kind of post and grade in one line, as far as they are known; plain."""
    one = found.person
    parts = [one["agency_name"] if isinstance(one["agency_name"], str) else None]
    if isinstance(one["position_class"], str):
        parts.append(labels.position_class(one["position_class"]))
    if isinstance(one["grade"], str):
        parts.append(_("golongan {grade}").format(grade=one["grade"]))
    if isinstance(one["employment_type"], str):
        parts.append(labels.employment_type(one["employment_type"]))
    return " · ".join(part for part in parts if part)


def rater(row: Any) -> str:
    """Return who rated: post and unit, the name first where the reader sees it; plain."""
    words = post(row.rater_position, row.rater_unit_name)
    if row.rater_role == "acting":
        words = _("{post} ({role})").format(post=words, role=labels.rater_role("acting"))
    return f"{row.rater_name}, {words}" if isinstance(row.rater_name, str) else words


def amount(value: object, run: RunFacts) -> str:
    """Return a score of a run, or the share of Sangat Baik where only predicates are known."""
    said = formats.score(value)
    return f"{said}%" if run.response_unit == "share" else said


def range_of_amounts(lower: object, upper: object, run: RunFacts) -> str:
    """Return the ends of a range of the same."""
    return formats.range_of(amount(lower, run), amount(upper, run))


def standing_sentences(standing: Standing, run: RunFacts) -> list[str]:
    """Say the adjusted score with its range beside the raw one, and beside comparable people."""
    said = [
        _(
            "Nilai disesuaikan **{adjusted}** (rentang {range}), rata-rata mentah {raw}"
            " ({n} penilaian)."
        ).format(
            adjusted=amount(standing.adjusted, run),
            range=range_of_amounts(standing.lower, standing.upper, run),
            raw=amount(standing.raw_mean, run),
            n=formats.count(standing.n_ratings),
        )
    ]
    said.append(_beside_others(standing))
    if run.response == "predicate":
        said.append(
            _(
                "Data ini hanya berisi predikat: nilai disesuaikan adalah porsi Sangat Baik yang"
                " diharapkan."
            )
        )
    return said


def _beside_others(standing: Standing) -> str:
    values = {
        "n": formats.count(standing.n_comparable),
        "points": formats.points(standing.difference),
    }
    match standing.verdict:
        case "above":
            values["range"] = formats.interval(standing.difference_lower, standing.difference_upper)
            return _(
                "**{points} di atas** {n} pegawai di jenis jabatan serupa (rentang {range})."
            ).format(**values)
        case "below":
            values["range"] = formats.interval(
                -standing.difference_upper, -standing.difference_lower
            )
            return _(
                "**{points} di bawah** {n} pegawai di jenis jabatan serupa (rentang {range})."
            ).format(**values)
        case "not_distinguishable":
            values["range"] = formats.interval(standing.difference_lower, standing.difference_upper)
            return _(
                "**Belum dapat dibedakan** dari {n} pegawai di jenis jabatan serupa (selisih"
                " {range})."
            ).format(**values)
        case "not_identified":
            return _(
                "Belum terhubung (kaitan C): penilainya tidak terkait dengan penilai lain, jadi"
                " mutu kerja dan cara menilai belum dapat dipisahkan."
            )
        case _:
            return _("Pegawai di jenis jabatan serupa terlalu sedikit untuk dibandingkan.")


def text_note(n_same: int) -> str:
    """Say that a text was written word for word to others too; empty where it was not."""
    if not n_same:
        return ""
    return _("kalimat yang sama ditulis kepada {n} pegawai lain").format(n=formats.count(n_same))


def period(code: object) -> str:
    """Return a period in words; plain."""
    return labels.period(str(code))


def cells(words: Iterable[str | None]) -> list[Any]:
    """Return words for a column of a table; None stays missing there."""
    return list(words)


def escaped(found: Found) -> str:
    """Return the person for a heading."""
    return plain(person(found))
