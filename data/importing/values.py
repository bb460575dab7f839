"""What a cell means: one text in, a value or None out; None for text that nothing explains.

Each function is called once per different text of a column, never once per row.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from data.importing.title_periods import MONTHS, find_period

# Spellings are compared as words: lower case, anything else than letters and digits is a space.
_WORDS = re.compile(r"[^a-z0-9]+")

_LEVELS = {
    **dict.fromkeys(("di atas", "diatas", "above", "melebihi", "1"), "above"),
    **dict.fromkeys(("sesuai", "memenuhi", "meets", "meet", "2"), "meets"),
    **dict.fromkeys(("di bawah", "dibawah", "below", "3"), "below"),
}
# R3.3, and the codes of R3.4: 1 is best.
_PREDICATES = {
    **dict.fromkeys(("sangat baik", "very good", "1"), "very_good"),
    **dict.fromkeys(("baik", "good", "2"), "good"),
    **dict.fromkeys(
        ("butuh perbaikan", "cukup", "cukup butuh perbaikan", "butuh perbaikan cukup",
         "needs improvement", "3"),
        "needs_improvement",
    ),
    **dict.fromkeys(("kurang", "misconduct", "kurang misconduct", "poor", "4"), "poor"),
    **dict.fromkeys(("sangat kurang", "very poor", "5"), "very_poor"),
}  # fmt: skip
_AGENCY_PREDICATES = {
    **dict.fromkeys(("istimewa", "outstanding", "1"), "outstanding"),
    **{spelling: code for spelling, code in _PREDICATES.items() if code != "very_good"},
}
_ROLES = {
    **dict.fromkeys(
        ("atasan", "atasan langsung", "pejabat penilai", "pejabat penilai kinerja", "penilai",
         "superior", "pimpinan"),
        "superior",
    ),
    **dict.fromkeys(
        ("plt", "plh", "pelaksana tugas", "pelaksana harian", "acting", "atasan plt", "atasan plh",
         "plt plh", "plh plt"),
        "acting",
    ),
    **dict.fromkeys(("rekan", "rekan kerja", "rekan sejawat", "sejawat", "peer"), "peer"),
    **dict.fromkeys(("bawahan", "bawahan langsung", "direct report", "staf"), "direct_report"),
    **dict.fromkeys(
        ("ketua tim", "ketua tim kerja", "project lead", "team leader"), "project_lead"
    ),
    **dict.fromkeys(("diri sendiri", "sendiri", "self", "mandiri", "pribadi"), "self"),
}  # fmt: skip
_SEXES = {
    **dict.fromkeys(("l", "lk", "laki laki", "laki", "pria", "male", "m", "1"), "male"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "female", "f", "w", "2"), "female"),
}
_EMPLOYMENT = {
    **dict.fromkeys(("pns", "pegawai negeri sipil", "cpns", "p n s"), "pns"),
    **dict.fromkeys(
        ("pppk", "p3k", "pegawai pemerintah dengan perjanjian kerja", "pppk penuh waktu"), "pppk"
    ),
    **dict.fromkeys(("pppk paruh waktu", "p3k paruh waktu", "pppk part time"), "pppk_part_time"),
}
_CLASSES = {
    **dict.fromkeys(
        ("pelaksana", "jabatan pelaksana", "general staff", "jfu", "fungsional umum", "staf"),
        "general_staff",
    ),
    **dict.fromkeys(
        ("fungsional", "jabatan fungsional", "functional", "jf", "jft", "fungsional tertentu",
         "jabatan fungsional tertentu"),
        "functional",
    ),
    **dict.fromkeys(("pengawas", "jabatan pengawas", "supervisor", "eselon iv"), "supervisor"),
    **dict.fromkeys(
        ("administrator", "jabatan administrator", "eselon iii"), "administrator"
    ),
    **dict.fromkeys(
        ("pimpinan tinggi", "jabatan pimpinan tinggi", "jpt", "jpt pratama", "jpt madya",
         "pimpinan tinggi pratama", "executive", "jabatan pimpinan tinggi pratama", "eselon ii"),
        "executive",
    ),
}  # fmt: skip
_WORK_KINDS = {
    **dict.fromkeys(("utama", "kinerja utama", "main"), "main"),
    **dict.fromkeys(("tambahan", "kinerja tambahan", "additional"), "additional"),
}
_ASPECTS = {
    **dict.fromkeys(("kuantitas", "quantity", "jumlah"), "quantity"),
    **dict.fromkeys(("kualitas", "quality", "mutu"), "quality"),
    **dict.fromkeys(("waktu", "time"), "time"),
    **dict.fromkeys(("biaya", "cost", "anggaran"), "cost"),
}
_STATES = {
    **dict.fromkeys(("direncanakan", "rencana", "planned", "belum mulai"), "planned"),
    **dict.fromkeys(
        ("berjalan", "running", "sedang berjalan", "proses", "dalam proses"), "running"
    ),
    **dict.fromkeys(("selesai", "finished", "done", "tuntas"), "finished"),
    **dict.fromkeys(
        ("terhenti", "stalled", "berhenti", "macet", "tertunda", "mangkrak"), "stalled"
    ),
}
_MEMBER_ROLES = {
    **dict.fromkeys(("ketua", "ketua tim", "leader", "koordinator"), "leader"),
    **dict.fromkeys(("teknis", "technical", "tenaga teknis", "pelaksana teknis"), "technical"),
    **dict.fromkeys(("pengawas", "supervision", "pengawasan", "supervisor"), "supervision"),
    **dict.fromkeys(("administrasi", "administration", "sekretaris", "admin"), "administration"),
    **dict.fromkeys(("anggota", "member"), "member"),
}
_ASSIGNMENTS = {
    **dict.fromkeys(("definitif", "definitive", "tetap"), "definitive"),
    **dict.fromkeys(("plt", "plh", "acting", "pelaksana tugas", "pelaksana harian"), "acting"),
}
_SANCTION_LEVELS = {
    **dict.fromkeys(("ringan", "r", "hukuman ringan", "hukuman disiplin ringan", "light"), "light"),
    **dict.fromkeys(
        ("sedang", "s", "hukuman sedang", "hukuman disiplin sedang", "moderate"), "moderate"
    ),
    **dict.fromkeys(("berat", "b", "hukuman berat", "hukuman disiplin berat", "severe"), "severe"),
    **dict.fromkeys(
        ("tidak ada", "nihil", "none", "tidak pernah", "tidak sedang menjalani",
         "tidak ada hukuman", "bersih", "tanpa hukuman"),
        "none",
    ),
}  # fmt: skip
_STANDARDS = {
    **dict.fromkeys(
        ("memenuhi", "memenuhi syarat", "memenuhi standar", "ms", "met", "ya", "mms",
         "masih memenuhi syarat", "sesuai"),
        "met",
    ),
    **dict.fromkeys(
        ("belum memenuhi", "tidak memenuhi", "kurang memenuhi", "belum memenuhi syarat",
         "kurang memenuhi syarat", "tidak memenuhi syarat", "belum memenuhi standar",
         "tidak memenuhi standar", "kms", "tms", "bms", "not met", "tidak", "tidak sesuai"),
        "not_met",
    ),
}  # fmt: skip
_TESTS = {
    **dict.fromkeys(("lulus", "passed", "l", "ya", "lulus uji kompetensi"), "passed"),
    **dict.fromkeys(("tidak lulus", "belum lulus", "gagal", "failed", "tl", "tidak"), "failed"),
}
_POTENTIALS = {
    **dict.fromkeys(("rendah", "low", "potensi rendah", "potensial rendah", "r"), "low"),
    **dict.fromkeys(
        ("menengah", "sedang", "medium", "potensi menengah", "potensi sedang", "cukup",
         "potensial menengah", "m"),
        "medium",
    ),
    **dict.fromkeys(("tinggi", "high", "potensi tinggi", "potensial tinggi", "t"), "high"),
}  # fmt: skip
_YES_NO = {
    **dict.fromkeys(("ya", "y", "yes", "1", "true", "benar", "bebas", "dikecualikan"), "yes"),
    **dict.fromkeys(("tidak", "t", "no", "n", "0", "false", "salah"), "no"),
}
_CREDIT_KINDS = {
    **dict.fromkeys(
        ("konversi", "konversi predikat", "konversi predikat kinerja", "conversion", "periodik",
         "tahunan"),
        "conversion",
    ),
    **dict.fromkeys(("integrasi", "penyesuaian", "integration", "pak integrasi"), "integration"),
    **dict.fromkeys(
        ("dasar", "angka kredit dasar", "pertama", "angka kredit pertama", "base"), "base"
    ),
}  # fmt: skip
_MAPS = {
    "predicate": _PREDICATES,
    "agency_predicate": _AGENCY_PREDICATES,
    "role": _ROLES,
    "sex": _SEXES,
    "employment_type": _EMPLOYMENT,
    "position_class": _CLASSES,
    "work_kind": _WORK_KINDS,
    "aspect": _ASPECTS,
    "state": _STATES,
    "member_role": _MEMBER_ROLES,
    "assignment_kind": _ASSIGNMENTS,
    "sanction_level": _SANCTION_LEVELS,
    "competence_standard": _STANDARDS,
    "competence_test": _TESTS,
    "potential": _POTENTIALS,
    "yes_no": _YES_NO,
    "credit_kind": _CREDIT_KINDS,
}

_FUNCTIONAL = re.compile(
    r"\b(ahli (pertama|muda|madya|utama)|terampil|mahir|penyelia|pemula|guru|dokter|perawat|bidan"
    r"|apoteker|auditor|widyaiswara|kepala sekolah)\b"
)
_SUPERVISOR = re.compile(
    r"^(lurah|kasi|kasubbag|kasubbid|kasubag|kepala (seksi|subbagian|sub bagian|subbidang"
    r"|sub bidang|uptd?|unit pelaksana|tata usaha)|sekretaris (kelurahan|lurah))\b"
)
_ADMINISTRATOR = re.compile(
    r"^(camat|kabid|kabag|kepala (bidang|bagian)|sekretaris (dinas|badan|camat|kecamatan"
    r"|inspektorat|satuan|dprd)|irban|inspektur pembantu)\b"
)
_EXECUTIVE = re.compile(
    r"^(sekretaris daerah|asisten (pemerintahan|perekonomian|administrasi|sekda|sekretaris|i|ii"
    r"|iii)|staf ahli|inspektur( daerah)?$|kepala (dinas|badan|satuan)|direktur rsud"
    r"|sekretaris dprd)\b"
)

_PNS_GRADE = re.compile(r"(?<![a-z0-9])(iv|iii|ii|i|[1-4])\s*[/.,\-–\\ ]?\s*([a-e])(?![a-z0-9])")
_SIASN_GRADE = re.compile(r"([1-4])([1-5])\Z")
_PPPK_GRADE = re.compile(r"(?:gol(?:ongan)?\W*)?(x?(?:ix|iv|v?i{0,3})|xv(?:i{0,2})|x)\Z")
_ROMANS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII",
)  # fmt: skip

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?\Z")
_LOCAL_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ]\d{1,2}:\d{2}.*)?\Z")
_WRITTEN_DATE = re.compile(r"(?:[a-z']+\s*,\s*)?(\d{1,2})[\s\-]+([a-z]+)\.?[\s\-]+(\d{4})\Z")
_SERIAL = re.compile(r"(\d{1,6})(?:\.\d+)?\Z")
_FIRST_SERIAL_DAY = date(1899, 12, 30)  # day 0 of spreadsheets

_QUARTER_ALONE = re.compile(r"(?:ke\s*)?(iv|iii|ii|i|[1-4])\Z")
_PERIOD_CODE = re.compile(r"(\d{4})-(q[1-4]|0[1-9]|1[0-2])\Z")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?\Z")
_WHOLE_YEAR = frozenset(
    {"", "tahunan", "tahun", "setahun", "annual", "yearly", "akhir tahun", "1 tahun", "akhir"}
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
EARLIEST_YEAR = 1950

_NAME_TITLES = frozenset(
    [
        "dr",
        "drg",
        "drs",
        "dra",
        "drh",
        "ir",
        "prof",
        "h",
        "hj",
        "kh",
        "apt",
        "ns",
        "st",
        "sp",
        "ss",
        "phd",
        "hc",
        "tgk",
        "ust",
        "rd",
    ]
)


def words(text: str) -> str:
    """Return the words of a text in lower case, one space between them."""
    return _WORDS.sub(" ", text.casefold()).strip()


def listed(vocabulary: str, text: str) -> str | None:
    """Return the identifier that a spelling stands for in one of the vocabularies."""
    known = _MAPS[vocabulary]
    plain = words(text).removesuffix(" 0")  # a code that came as "2.0"
    if plain in known:
        return known[plain]
    # Identifiers come back in from our own exports.
    identifier = plain.replace(" ", "_")
    return identifier if identifier in known.values() else None


def level(text: str) -> str | None:
    """Return above, meets or below; R3.3 and R3.4."""
    plain = re.sub(r"\b(ekspektasi|ekspetasi|expectations?)\b", " ", words(text))
    return _LEVELS.get(" ".join(plain.split()).removesuffix(" 0"))


def number(text: str) -> float | None:
    """Return a number written with a decimal comma or point."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "").removeprefix("Rp").lstrip(".")
    plain = plain.removesuffix("%")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        plain = plain.replace("." if comma > point else ",", "")
    if plain.count(",") > 1:
        plain = plain.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    return float(plain) if _NUMBER.match(plain) and len(plain) < 40 else None


def day(text: str) -> date | None:
    """Return a date: ISO, dd/mm/yyyy, "31 Desember 2024", or the day number of a spreadsheet."""
    plain = " ".join(text.casefold().split())
    try:
        if found := _ISO_DATE.match(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _LOCAL_DATE.match(plain):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _WRITTEN_DATE.match(plain):
            month = _MONTH_NUMBERS.get(find_period(f"{found[2]} {found[3]}").period or "")
            return date(int(found[3]), month, int(found[1])) if month else None
    except ValueError:
        return None
    if found := _SERIAL.match(plain):
        return _FIRST_SERIAL_DAY + timedelta(days=int(found[1]))
    return None


def year(text: str) -> int | None:
    """Return a year; a date or "Tahun 2024" gives its year."""
    plain = text.strip()
    if _YEAR.match(plain):
        return int(plain[:4])
    spoken = find_period(plain).year
    if spoken is not None:
        return int(spoken)
    found = day(plain) if not plain.isdigit() else None
    return found.year if found else None


def part_of_year(text: str, *, is_month_column: bool) -> tuple[int | None, str] | None:
    """Return (year or None, part) of a period; part is "" for a whole year, "Q1" or "01".

    None when nothing explains the text; "Semester I" is no period of an appraisal (R2.1).
    """
    plain = " ".join(text.casefold().split())
    if found := _PERIOD_CODE.match(plain):
        return int(found[1]), found[2].upper()
    if words(plain) in _WHOLE_YEAR:
        return None, ""
    if _YEAR.match(plain):
        return int(plain[:4]), ""
    if is_month_column and (found := re.match(r"(0?[1-9]|1[0-2])(?:\.0)?\Z", plain)):
        return None, f"{int(found[1]):02d}"
    if not is_month_column and (found := _QUARTER_ALONE.match(words(plain))):
        return None, f"Q{_QUARTERS[found[1]]}"
    if found := re.match(r"(0?[1-9]|1[0-2])[/\-](\d{4})\Z", plain):
        return int(found[2]), f"{int(found[1]):02d}"
    if moment := day(plain) if not plain.isdigit() else None:
        # A month kept as a date: its first day, or any day of it.
        return moment.year, f"{moment.month:02d}"
    spoken = find_period(plain)
    spoken_year = int(spoken.year) if spoken.year else None
    if spoken.period is None:
        whole = words(plain).replace("tahun", "").split()
        is_whole = spoken_year is not None and not [
            word for word in whole if word not in {str(spoken_year), "periode", "tahunan", "skp"}
        ]
        full_year = re.search(r"januari\b.*\bdesember|jan\b.*\bdes\b", plain)
        return (spoken_year, "") if is_whole or full_year else None
    if spoken.period in _MONTH_NUMBERS:
        return spoken_year, f"{_MONTH_NUMBERS[spoken.period]:02d}"
    if spoken.period.startswith("Triwulan "):
        return spoken_year, f"Q{_QUARTERS[spoken.period.removeprefix('Triwulan ').casefold()]}"
    return None


def grade(text: str) -> str | None:
    """Return a grade as III/c, or the Roman number of a PPPK grade."""
    plain = " ".join(text.casefold().split())
    if found := _PNS_GRADE.search(plain):
        group = found[1] if found[1].isalpha() else _ROMANS[int(found[1]) - 1]
        if found[2] == "e" and group.upper() != "IV":
            return None
        return f"{group.upper()}/{found[2]}"
    if found := _SIASN_GRADE.match(plain):
        if found[2] == "5" and found[1] != "4":
            return None
        return f"{_ROMANS[int(found[1]) - 1]}/{'abcde'[int(found[2]) - 1]}"
    if (found := _PPPK_GRADE.match(plain)) and found[1].upper() in _ROMANS:
        return found[1].upper()
    return None


def class_of_title(title: str) -> str | None:
    """Return the class of a position where its title leaves no doubt, else None."""
    plain = words(title)
    plain = re.sub(r"^(plt|plh|pj) ", "", plain)
    for pattern, name in (
        (_FUNCTIONAL, "functional"),
        (_EXECUTIVE, "executive"),
        (_ADMINISTRATOR, "administrator"),
        (_SUPERVISOR, "supervisor"),
    ):
        if pattern.search(plain):
            return name
    return None


def name_key(text: str) -> str:
    """Return a name without titles, case and punctuation: what two spellings are compared by."""
    before_degrees = text.split(",")[0]
    parts = words(re.sub(r"['’`]", "", before_degrees)).split()
    kept = [part for part in parts if part not in _NAME_TITLES]
    return " ".join(kept or parts)
