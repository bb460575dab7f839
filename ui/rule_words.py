"""Words for the values of a rule set: what each is, about whom, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analytics.rules.places import RuleValue, Value
from ui import career_words, formats, labels
from ui.i18n import N_, _
from ui.plain import one_line

SECTION_NAMES = {
    "privacy": N_("Kelompok kecil"),
    "pattern": N_("Pola sebaran yang diharapkan"),
    "reference_curve": N_("Kurva acuan, ilustrasi"),
    "national_shares": N_("Porsi nasional"),
    "least_predicate": N_("Semua sasaran"),
    "promotion_dates": N_("Tanggal kenaikan pangkat"),
    "superior_rank_until": N_("Pangkat atasan"),
    "echelons": N_("Eselon dan pangkat"),
    "credit": N_("Angka kredit"),
    "retirement": N_("Batas usia pensiun"),
    "leadership_training": N_("Pelatihan kepemimpinan"),
    "talent": N_("Talenta"),
    "discipline": N_("Hukuman disiplin"),
    "older_scales": N_("Skala nilai lama"),
}
SUBJECT_NAMES = {
    "smallest_group": N_("Kelompok terkecil yang tampil, pegawai"),
    "public_group": N_("Kelompok terkecil di laporan publik, pegawai"),
    "smallest_judged": N_("Unit terkecil yang dilihat polanya, pegawai"),
    "mode": N_("Predikat yang terbanyak"),
    "predicates": N_("Predikat yang dibatasi"),
    "most_share": N_("Porsi paling besar"),
    "least_share": N_("Porsi paling kecil"),
    "least_people": N_("Paling sedikit, pegawai"),
    "n": N_("Pegawai yang dihitung"),
    "percent": N_("Persen"),
    "reference_curve": N_("Porsi di kurva"),
    "employment": N_("Status kepegawaian"),
    "post": N_("Jenis jabatan sekarang"),
    "grade_years": N_("Masa dalam pangkat, tahun"),
    "grade_years_one_step_below": N_("Masa dalam pangkat bila setingkat di bawah, tahun"),
    "post_years_one_step_below": N_("Masa dalam jabatan bila setingkat di bawah, tahun"),
    "predicate_years": N_("Predikat dilihat, tahun terakhir"),
    "education_ceiling": N_("Pangkat tertinggi menurut pendidikan"),
    "service_exam": N_("Ujian dinas diperlukan ke pangkat"),
    "competence_test": N_("Uji kompetensi"),
    "competence_standard": N_("Standar kompetensi"),
    "vacancy": N_("Formasi"),
    "education": N_("Pendidikan terendah"),
    "experience_months": N_("Pengalaman jabatan, bulan"),
    "experience_in": N_("Jabatan yang dihitung sebagai pengalaman"),
    "field_months": N_("Pengalaman di bidang, bulan"),
    "most_age": N_("Umur tertinggi, tahun"),
    "potential": N_("Potensial"),
    "least_predicate": N_("Predikat terendah"),
    "since": N_("Berlaku sejak"),
    "months": N_("Bulan kenaikan pangkat"),
    "superior_rank_until": N_("Dibatasi pangkat atasan sampai"),
    "position_class": N_("Jenis jabatan"),
    "lowest": N_("Pangkat terendah"),
    "highest": N_("Pangkat tertinggi"),
    "coefficient": N_("Angka kredit setahun"),
    "grades": N_("Pangkat di jenjang"),
    "step": N_("Angka kredit tiap kenaikan pangkat"),
    "next_level": N_("Jenjang berikutnya"),
    "for_next_level": N_("Angka kredit ke jenjang berikutnya"),
    "digits": N_("Angka di belakang koma"),
    "since_year": N_("Konversi dihitung sejak tahun"),
    "most_base_years": N_("Angka kredit dasar, tahun paling banyak"),
    "age": N_("Batas usia, tahun"),
    "flag_months": N_("Ditandai sebelum pensiun, bulan"),
    "course": N_("Pelatihan"),
    "years": N_("Diikuti setelah dilantik, tahun paling lama"),
    "boxes": N_("Nomor kotak"),
    "performance": N_("Kinerja menurut predikat"),
    "middle_from": N_("Nilai potensial menengah, mulai"),
    "high_from": N_("Nilai potensial tinggi, mulai"),
    "pool": N_("Kotak yang masuk kelompok rencana suksesi"),
    "recommendations": N_("Saran"),
    "blocking": N_("Hukuman yang menghalangi"),
    "lookback_months": N_("Hukuman dilihat ke belakang, bulan"),
    "from_days": N_("Hari tidak masuk tanpa alasan, mulai"),
    "kind": N_("Jenis hukuman"),
    "level": N_("Tingkat hukuman"),
    "first_year": N_("Tahun pertama"),
    "last_year": N_("Tahun terakhir"),
    "results_share": N_("Bobot hasil kerja"),
    "least": N_("Nilai terendah"),
}
STATUS_NAMES = {
    "verified": N_("dibaca pada sumbernya"),
    "recollected": N_("belum diperiksa ke sumbernya"),
    "product_choice": N_("pilihan program"),
}
SANCTION_NAMES = {
    "light": N_("ringan"),
    "moderate": N_("sedang"),
    "severe": N_("berat"),
}
ABSENCE_NAMES = {
    "oral_reprimand": N_("teguran lisan"),
    "written_reprimand": N_("teguran tertulis"),
    "written_dissatisfaction": N_("pernyataan tidak puas tertulis"),
    "allowance_cut_6_months": N_("potong tunjangan 6 bulan"),
    "allowance_cut_9_months": N_("potong tunjangan 9 bulan"),
    "allowance_cut_12_months": N_("potong tunjangan 12 bulan"),
    "demotion_12_months": N_("penurunan jabatan 12 bulan"),
    "release_12_months": N_("pembebasan jabatan 12 bulan"),
    "dismissal": N_("pemberhentian"),
}
SCALE_NAMES = {"pp_30_2019": "PP 30/2019", "pp_46_2011": "PP 46/2011"}
ANSWER_NAMES = {
    "passed": N_("lulus"),
    "met": N_("sesuai standar"),
    "yes": N_("ada"),
    "known": N_("sudah dinilai"),
}
SHARES = ("most_share", "least_share", "results_share", "reference_curve")
YEARS = ("since_year", "first_year", "last_year")  # written without a sign between thousands
# what stands in the shipped file where no regulation does
BASIS_NAMES = {
    "tabulation of national results 2022-2024, Birokrat Menulis": N_(
        "Tabulasi hasil nasional 2022–2024, Birokrat Menulis"
    ),
    "cuts in use where both axes are 0-100, lower bound inclusive; configurable": N_(
        "Batas yang lazim dipakai bila kedua sumbu 0 sampai 100"
    ),
    "each period is rounded to 2 decimals, half up (SIASN)": N_("Pembulatan di SIASN"),
}
_ACT = re.compile(r"\b(UU|PP|PermenPANRB|PerBKN|SE)\b")
_REMARK = re.compile(r"[:;]| \(|, table")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NOT_SAID = ("value", "score_cuts", "limits", "absence", "promotion_dates", "predicate")


def section(value: RuleValue) -> str:
    """Return the part of the rules: a target, or a subject of its own."""
    first = str(value.path[0])
    if first == "targets":
        return career_words.target(str(value.path[1]))
    return _(SECTION_NAMES[first]) if first in SECTION_NAMES else one_line(first)


def subject_code(value: RuleValue) -> str:
    """Return the key that says what a value is."""
    keys = [str(part) for part in value.path if str(part) in SUBJECT_NAMES]
    if str(value.path[0]) == "pattern":  # `good` and others are predicates there
        keys = [key for key in keys if key not in labels.PREDICATE_NAMES]
    return keys[-1] if keys else str(value.path[-1])


def subject(value: RuleValue) -> str:
    """Return what a value is, with its unit."""
    code = subject_code(value)
    return _(SUBJECT_NAMES[code]) if code in SUBJECT_NAMES else one_line(code)


def detail(value: RuleValue) -> str:
    """Return what the value is about inside its subject; an en dash where it is one alone."""
    first, said = str(value.path[0]), []
    for part in value.path[2 if first == "targets" else 1 :]:
        if isinstance(part, str) and part not in (*_NOT_SAID, subject_code(value)):
            said.append(_key(part, first))
    number = next((part for part in value.path if isinstance(part, int)), None)
    if number is not None:
        said.append(_entry(value, number))
    return " · ".join(said) or formats.MISSING


def _entry(value: RuleValue, number: int) -> str:
    """Return which entry of a list a value is of: by what it is about, or by number."""
    around, code = value.around, subject_code(value)
    if "predicates" in around and code != "predicates":
        return text_of(tuple(around["predicates"]))  # type: ignore[arg-type]  # a list
    if "kind" in around and code != "kind":
        return _word(str(around["kind"]))
    if "since" in around and code != "since":
        return _("sejak {day}").format(day=formats.short_date(around["since"]))
    return _("nomor {n}").format(n=formats.count(number + 1))


def text(value: RuleValue) -> str:
    """Return what stands there, in words."""
    return worded(value, value.value)


def worded(value: RuleValue, found: object) -> str:
    """Return what would stand at the place of a value, in words."""
    code = subject_code(value)
    if isinstance(found, int | float) and code in SHARES:
        return formats.share(found)
    if isinstance(found, int) and code in YEARS:
        return str(found)
    return text_of(tuple(found) if isinstance(found, list) else found)  # type: ignore[arg-type]  # JSON


def text_of(found: Value) -> str:
    """Return a value in words, without knowing what it is about."""
    if found is None:
        return formats.MISSING
    if isinstance(found, tuple):
        return ", ".join(text_of(each) for each in found)
    if isinstance(found, int | float):
        is_whole = float(found) == int(found)
        return formats.count(found) if is_whole else formats.two_decimals(found)
    return formats.date(found) if _DAY.match(found) else _word(found)


def status(code: str) -> str:
    """Return how well the source of a value is known."""
    return _(STATUS_NAMES[code]) if code in STATUS_NAMES else one_line(code)


def code(rule: str) -> str:
    """Return the code of a rule; a choice of this product has none that a reader could look up."""
    return rule if rule.startswith("R") else formats.MISSING


def basis(text: str) -> str:
    """Return what a number rests on in the reader's language; a regulation is called as it is."""
    return _(BASIS_NAMES[text]) if text in BASIS_NAMES else text


def legal_act(value: RuleValue) -> str:
    """Return the regulation without the remarks of the file; an en dash where there is none."""
    whole = value.basis.text
    if whole in BASIS_NAMES:
        return basis(whole)
    said = career_words.legal_act(_REMARK.split(whole, maxsplit=1)[0])
    is_chosen = value.basis.status == "product_choice" and not _ACT.search(said)
    return formats.MISSING if is_chosen else said


def _key(part: str, section_code: str) -> str:
    if section_code == "pattern" and part in labels.AGENCY_PREDICATE_NAMES:
        return _("organisasi {predicate}").format(
            predicate=labels.agency_predicate(part, official=False)
        )
    if section_code == "talent" and part.isdigit():
        return career_words.box(int(part))
    return _word(part)


def _word(code: str) -> str:
    for names in _VOCABULARIES:
        if code in names:
            return _(names[code])
    if code.startswith("functional_"):
        level = career_words.FUNCTIONAL_LEVEL_NAMES.get(code.removeprefix("functional_"), code)
        return _("Fungsional {level}").format(level=level)
    return one_line(code)


_VOCABULARIES: tuple[Mapping[str, str], ...] = (
    labels.PREDICATE_NAMES,
    labels.AGENCY_PREDICATE_NAMES,
    labels.LEVEL_NAMES,
    labels.POTENTIAL_NAMES,
    labels.POSITION_CLASS_NAMES,
    labels.EMPLOYMENT_TYPE_NAMES,
    career_words.FUNCTIONAL_LEVEL_NAMES,
    career_words.RECOMMENDATION_NAMES,
    SANCTION_NAMES,
    ABSENCE_NAMES,
    SCALE_NAMES,
    ANSWER_NAMES,
)
