"""Words for the codes that data and results use: predicates, levels, roles, job types, periods.

Official names are data: they stay Indonesian in both languages, and the English interface adds the
translation in brackets (ui.md 5.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ui.i18n import N_, SOURCE_LANGUAGE, _, current_language, pgettext
from ui.plain import one_line

# Best first, as in tables and stacked bars; drawings from low to high reverse it.
PREDICATES = ("very_good", "good", "needs_improvement", "poor", "very_poor")
LEVELS = ("above", "meets", "below")

PREDICATE_NAMES = {
    "very_good": N_("Sangat Baik"),
    "good": N_("Baik"),
    "needs_improvement": N_("Butuh Perbaikan"),
    "poor": N_("Kurang"),
    "very_poor": N_("Sangat Kurang"),
}
AGENCY_PREDICATE_NAMES = {"outstanding": N_("Istimewa")} | {
    code: name for code, name in PREDICATE_NAMES.items() if code != "very_good"
}
LEVEL_NAMES = {
    "above": N_("di atas ekspektasi"),
    "meets": N_("sesuai ekspektasi"),
    "below": N_("di bawah ekspektasi"),
}
POTENTIAL_NAMES = {
    "high": N_("tinggi"),
    "medium": N_("menengah"),
    "low": N_("rendah"),
}
POSITION_CLASS_NAMES = {
    "general_staff": N_("Pelaksana"),
    "functional": N_("Fungsional"),
    "supervisor": N_("Pengawas"),
    "administrator": N_("Administrator"),
    "executive": N_("Pimpinan tinggi"),
}
GRADE_GROUP_NAMES = {
    "I": N_("Golongan I"),
    "II": N_("Golongan II"),
    "III": N_("Golongan III"),
    "IV": N_("Golongan IV"),
    "PPPK": N_("Golongan PPPK"),
}
EMPLOYMENT_TYPE_NAMES = {"pns": "PNS", "pppk": "PPPK", "pppk_part_time": N_("PPPK paruh waktu")}
VERDICT_NAMES = {
    "clearly_stricter": N_("Jelas lebih ketat"),
    "possibly_stricter": N_("Mungkin lebih ketat"),
    "not_distinguishable": N_("Belum dapat dibedakan"),
    "possibly_lenient": N_("Mungkin lebih longgar"),
    "clearly_lenient": N_("Jelas lebih longgar"),
    "not_identified": N_("Tidak dapat dipisahkan dari tim"),
    "not_enough_data": N_("Belum cukup data"),
}
PERIOD_KIND_NAMES = {
    "year": N_("tahunan"),
    "quarter": N_("triwulanan"),
    "month": N_("bulanan"),
}
PATTERN_NAMES = {
    "drift": N_("Bergeser dari waktu ke waktu"),
    "spread": N_("Sedikit membedakan pegawai"),
    "halo": N_("Butir penilaian hampir seragam"),
    "inconsistency": N_("Kurang ajek antarperiode"),
    "group": N_("Selisih antarkelompok pegawai"),
    "slope": N_("Jarak antarpegawai dipersempit"),
    "restriction": N_("Hampir semua di predikat teratas"),
}
ATTRIBUTE_NAMES = {
    "sex": N_("Jenis kelamin"),
    "age_band": N_("Kelompok umur"),
    "employment_type": N_("Status kepegawaian"),
}
GROUP_NAMES = {
    "male": N_("Laki-laki"),
    "female": N_("Perempuan"),
    "under_35": N_("Di bawah 35 tahun"),
    "35_44": N_("35 sampai 44 tahun"),
    "45_54": N_("45 sampai 54 tahun"),
    "55_over": N_("55 tahun ke atas"),
}
RATER_ROLE_NAMES = {
    "superior": N_("atasan"),
    "acting": N_("Plt/Plh"),
    "peer": N_("rekan"),
    "direct_report": N_("bawahan"),
    "project_lead": N_("ketua tim"),
    "self": N_("diri sendiri"),
}
ASPECT_NAMES = {
    "quantity": N_("Kuantitas"),
    "quality": N_("Kualitas"),
    "time": N_("Waktu"),
    "cost": N_("Biaya"),
}
PROJECT_STATE_NAMES = {
    "finished": N_("selesai"),
    "running": N_("berjalan"),
    "late": N_("terlambat"),
    "stalled": N_("terhenti"),
    "not_dated": N_("tanpa tanggal rencana"),
}
CORE_VALUE_NAMES = {
    "service_oriented": N_("Berorientasi Pelayanan"),
    "accountable": N_("Akuntabel"),
    "competent": N_("Kompeten"),
    "harmonious": N_("Harmonis"),
    "loyal": N_("Loyal"),
    "adaptive": N_("Adaptif"),
    "collaborative": N_("Kolaboratif"),
}
MONTHS = (
    N_("Januari"),
    N_("Februari"),
    N_("Maret"),
    N_("April"),
    N_("Mei"),
    N_("Juni"),
    N_("Juli"),
    N_("Agustus"),
    N_("September"),
    N_("Oktober"),
    N_("November"),
    N_("Desember"),
)
_ROMAN = ("I", "II", "III", "IV")
_PERIOD = re.compile(r"^(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?$")


def predicate(code: str, *, official: bool = True) -> str:
    """Return the name of a predicate; `official` keeps the Indonesian in front in English."""
    return _named(PREDICATE_NAMES, code, official=official)


def predicate_on_axis(code: str) -> str:
    """Return the official name alone, for axes and legends: with the translation it is too wide.

    Hover texts, tables and sentences around the figure carry the translation.
    """
    return PREDICATE_NAMES.get(code, one_line(code))


def agency_predicate(code: str, *, official: bool = True) -> str:
    """Return the name of an organisation predicate, as `predicate`."""
    return _named(AGENCY_PREDICATE_NAMES, code, official=official)


def level(code: str) -> str:
    """Return the words for above, meets and below expectation."""
    return _named(LEVEL_NAMES, code, official=False)


def potential(code: str | None) -> str:
    """Return the words for low, medium and high potential, as an assessment found it."""
    return _named(POTENTIAL_NAMES, code, official=False)


def position_class(code: str | None) -> str:
    """Return the job type; without one, the words for unknown."""
    return _named(POSITION_CLASS_NAMES, code, official=False)


def grade_group(code: str | None) -> str:
    """Return the grade group; without one, the words for unknown."""
    return _named(GRADE_GROUP_NAMES, code, official=False)


def employment_type(code: str | None) -> str:
    """Return the employment type; without one, the words for unknown."""
    return _named(EMPLOYMENT_TYPE_NAMES, code, official=False)


def rater_role(code: str | None) -> str:
    """Return who the rater is to the person rated."""
    return _named(RATER_ROLE_NAMES, code, official=False)


def verdict(code: str) -> str:
    """Return the verdict about a rater in words: the only words for it anywhere."""
    return _named(VERDICT_NAMES, code, official=False)


def period_kind(code: str) -> str:
    """Return the kind of the periods an analysis read: of years, quarters or months."""
    return _named(PERIOD_KIND_NAMES, code, official=False)


def pattern(code: str) -> str:
    """Return a pattern of a rater in words that describe and do not judge."""
    return _named(PATTERN_NAMES, code, official=False)


def group_of(attribute: str, code: str) -> str:
    """Return a group of employees in words: by sex, age or kind of employment."""
    if attribute == "employment_type":
        return employment_type(code)
    return _named(GROUP_NAMES, code, official=False)


def attribute(code: str) -> str:
    """Return what employees are compared by."""
    return _named(ATTRIBUTE_NAMES, code, official=False)


def aspect(code: str | None) -> str:
    """Return what an indicator measures."""
    return _named(ASPECT_NAMES, code, official=False)


def project_state(code: str | None) -> str:
    """Return how a project stands."""
    return _named(PROJECT_STATE_NAMES, code, official=False)


def core_value(code: str) -> str:
    """Return the name of a core value; official, so the same in both languages first."""
    return _named(CORE_VALUE_NAMES, code, official=True)


def period(code: str, *, short: bool = False) -> str:
    """Return a period in words: `2024`, `Triwulan I 2024`, `Juli 2024`; short for axes."""
    found = _PERIOD.match(code)
    if found is None:
        return one_line(code)
    year, quarter, month = found["year"], found["quarter"], found["month"]
    if quarter:
        # Indonesian forms count quarters in Roman numerals, English ones do not
        roman = current_language() == SOURCE_LANGUAGE
        numeral = _ROMAN[int(quarter) - 1] if roman else quarter
        if short:
            # Translators: a quarter on an axis, such as "TW I 2024"
            return _("TW {quarter} {year}").format(quarter=numeral, year=year)
        return _("Triwulan {quarter} {year}").format(quarter=numeral, year=year)
    if month:
        name = _(MONTHS[int(month) - 1])
        return f"{name[:3] if short else name} {year}"
    return year


def unknown() -> str:
    """Return the words for a value that the data do not have."""
    return _("belum diketahui")


def whole_city() -> str:
    """Return the name of the reference group of all agencies together."""
    return pgettext("all agencies together", "Kota")


def _named(names: Mapping[str, str], code: object, *, official: bool) -> str:
    if not isinstance(code, str):
        return unknown()
    if code not in names:
        return one_line(code)
    source = names[code]
    translated = _(source)
    if official and current_language() != SOURCE_LANGUAGE and translated != source:
        return f"{source} ({translated})"
    return translated
