"""Words about careers: targets, checks of eligibility and what they found, boxes, job families.

The checks speak in codes (analytics/rules/eligibility); these are the only words for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ui import formats, labels
from ui.i18n import N_, _, ngettext
from ui.plain import one_line

TARGET_NAMES = {
    "regular_promotion": N_("Kenaikan pangkat reguler"),
    "functional_promotion": N_("Kenaikan pangkat pilihan, jabatan fungsional"),
    "structural_promotion": N_("Kenaikan pangkat pilihan, jabatan struktural"),
    "next_functional_level": N_("Kenaikan jenjang jabatan fungsional"),
    "supervisor": N_("Jabatan pengawas"),
    "administrator": N_("Jabatan administrator"),
    "executive": N_("JPT pratama"),
    "talent_pool": N_("Kelompok rencana suksesi"),
}
CHECK_NAMES = {
    "employment": N_("Status kepegawaian"),
    "post": N_("Jenis jabatan sekarang"),
    "grade_years": N_("Masa dalam pangkat"),
    "predicates": N_("Predikat kinerja"),
    "education_ceiling": N_("Batas pangkat menurut pendidikan"),
    "service_exam": N_("Ujian dinas"),
    "sanction": N_("Hukuman disiplin"),
    "credit": N_("Angka kredit"),
    "rank_room": N_("Ruang pangkat jabatan"),
    "competence_test": N_("Uji kompetensi"),
    "vacancy": N_("Formasi"),
    "education": N_("Pendidikan"),
    "experience": N_("Pengalaman jabatan"),
    "field": N_("Pengalaman di bidang"),
    "competence_standard": N_("Standar kompetensi"),
    "age": N_("Umur"),
    "potential": N_("Potensial"),
    "box": N_("Kotak talenta"),
    "overall": N_("Semua syarat"),
    "retirement": N_("Batas usia pensiun"),
    "training": N_("Pelatihan kepemimpinan"),
}
STATUS_NAMES = {
    "met": N_("memenuhi"),
    "not_met": N_("belum memenuhi"),
    "unknown": N_("belum diketahui"),
    "info": N_("keterangan"),
}
STATUS_SYMBOLS = {"met": "●", "not_met": "○", "unknown": "?", "info": "·"}
RECOMMENDATION_NAMES = {
    "promote_and_retain": N_("dipromosikan dan dipertahankan"),
    "succession_agency_national": N_("masuk kelompok rencana suksesi instansi dan nasional"),
    "succession_agency": N_("masuk kelompok rencana suksesi instansi"),
    "reward": N_("penghargaan"),
    "retain": N_("dipertahankan"),
    "rotate_or_enlarge": N_("rotasi atau perluasan jabatan"),
    "rotate_or_enrich": N_("rotasi atau pengayaan jabatan"),
    "rotate": N_("rotasi"),
    "performance_guidance": N_("bimbingan kinerja"),
    "performance_counselling": N_("konseling kinerja"),
    "develop_competence": N_("pengembangan kompetensi"),
    "study_assignment": N_("tugas belajar"),
    "fitting_placement": N_("penempatan yang sesuai"),
    "process_by_law": N_("diproses sesuai ketentuan peraturan perundangan"),
}
FAMILY_NAMES = {
    "teacher": N_("Guru"),
    "nurse": N_("Perawat"),
    "midwife": N_("Bidan"),
    "doctor": N_("Dokter"),
    "other_health": N_("Tenaga kesehatan lain"),
    "engineering": N_("Teknik dan bangunan"),
    "order": N_("Ketertiban umum"),
    "front_office": N_("Loket pelayanan"),
    "planning": N_("Perencanaan"),
    "audit": N_("Pengawasan"),
    "revenue": N_("Pendapatan daerah"),
    "computing": N_("Teknologi informasi"),
    "finance": N_("Keuangan"),
    "administration": N_("Administrasi"),
    "ward": N_("Pelayanan kelurahan"),
    "school_head": N_("Kepala sekolah"),
    "ward_head": N_("Lurah"),
    "leader": N_("Pimpinan perangkat daerah"),
}
FUNCTIONAL_LEVEL_NAMES = {
    "PM": "Pemula",
    "TR": "Terampil",
    "MH": "Mahir",
    "PY": "Penyelia",
    "PT": "Ahli Pertama",
    "MU": "Ahli Muda",
    "MA": "Ahli Madya",
    "UT": "Ahli Utama",
}
_ANSWERS = {
    "none": N_("tidak ada"),
    "passed": N_("lulus"),
    "failed": N_("belum lulus"),
    "met": N_("sesuai standar"),
    "not_met": N_("belum sesuai standar"),
    "yes": N_("ada"),
    "no": N_("tidak ada"),
    "exempt": N_("dikecualikan"),
    "known": N_("sudah dinilai"),
    "light": N_("ringan"),
    "moderate": N_("sedang"),
    "severe": N_("berat"),
}
AT_LEAST = ("grade_years", "credit", "experience", "field", "education", "predicates")
_RETIREMENT = {"yes": N_("dalam 12 bulan"), "no": N_("masih lebih dari 12 bulan")}
KNOWN = "known"  # whatever it is
NO_KNOWN_END = "2999"  # first year that stands for it
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def target(code: str) -> str:
    """Return what somebody is considered for."""
    return _named(TARGET_NAMES, code)


def check(code: str) -> str:
    """Return a check of eligibility by name."""
    return _named(CHECK_NAMES, code)


def status(code: str, *, symbol: bool = False) -> str:
    """Return what a check found; with the sign that says the same without colour."""
    words = _named(STATUS_NAMES, code)
    return f"{STATUS_SYMBOLS.get(code, '·')} {words}" if symbol else words


def recommendation(code: str) -> str:
    """Return a recommendation of the talent rules."""
    return _named(RECOMMENDATION_NAMES, code)


def recommendations(codes: tuple[str, ...]) -> str:
    """Return what the rules recommend for a box, in one line."""
    return "; ".join(recommendation(code) for code in codes)


def job_family(code: str | None) -> str:
    """Return posts compared with one another; a family that data name themselves stays as it is."""
    return labels.unknown() if not isinstance(code, str) else _named(FAMILY_NAMES, code)


def box(number: int) -> str:
    """Return a box of the talent matrix by number."""
    return _("Kotak {box}").format(box=formats.count(number))


def found(check_code: str, value: str) -> str:
    """Return what a check looked at or asks for, in words; unknown where it is empty."""
    if not value:
        return formats.MISSING if check_code == "training" else labels.unknown()
    if check_code in _MEASURED:
        return _MEASURED[check_code](value)
    if check_code == "retirement" and value in _RETIREMENT:
        return _(_RETIREMENT[value])
    return "; ".join(_part(check_code, part) for part in value.split(";"))


def required(check_code: str, value: str) -> str:
    """Return what a check asks for, in words; an en dash where it asks for nothing."""
    if not value:
        return formats.MISSING
    words = found(check_code, value)
    if check_code == "age":
        return _("paling tua {value}").format(value=words)
    if check_code == "education_ceiling":
        return _("paling tinggi {value}").format(value=words)
    if check_code in AT_LEAST and value != KNOWN:
        return _("paling sedikit {value}").format(value=words)
    return words


def legal_act(basis: str) -> str:
    """Return the regulation alone, without the remark that rule sets add after a colon."""
    # articles are cited in the language of the regulation
    return one_line(basis.partition(":")[0]).replace(" and ", " dan ")


def _part(check_code: str, part: str) -> str:
    """Return one piece of a value: a code, a day, or pieces joined by colons."""
    codes = part.split(":")
    pieces = [_piece(check_code, piece) for piece in codes]
    if check_code == "sanction" and len(pieces) == 3:
        if codes[2] >= NO_KNOWN_END:
            return _("{level}, sejak {start}, akhirnya belum diketahui").format(
                level=pieces[0], start=pieces[1]
            )
        return _("{level}, {start} s.d. {end}").format(
            level=pieces[0], start=pieces[1], end=pieces[2]
        )
    return " ".join(pieces)


def _piece(check_code: str, piece: str) -> str:
    if _DAY.match(piece):
        return formats.short_date(piece)
    if check_code == "employment":
        return labels.employment_type(piece)
    if check_code == "post":
        return labels.position_class(piece)
    if check_code == "potential" and piece in labels.POTENTIAL_NAMES:
        return labels.potential(piece)
    if piece in labels.PREDICATE_NAMES:
        return labels.predicate(piece, official=False)
    return _(_ANSWERS[piece]) if piece in _ANSWERS else one_line(piece)


def _months(value: str) -> str:
    n = float(value)
    return ngettext("{n} bulan", "{n} bulan", round(n)).format(n=formats.count(n))


def _years(value: str) -> str:
    return formats.years(float(value))


def _points(value: str) -> str:
    return formats.two_decimals(float(value))


_MEASURED: Mapping[str, Callable[[str], str]] = {
    "experience": _months,
    "field": _months,
    "grade_years": _years,
    "age": _years,
    "credit": _points,
}


def _named(names: Mapping[str, str], code: str) -> str:
    return _(names[code]) if code in names else one_line(code)
