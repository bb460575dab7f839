"""Job families, the mix of people in them, and what posts are called."""

from __future__ import annotations

from typing import NamedTuple

from data.demo.offices import AGENCIES, Agency, Unit


class Family(NamedTuple):
    """A job family: shares after the estimates for the city, titles of its two kinds of post."""

    women: float
    pppk: float
    functional: float  # share of functional posts among its staff
    post: str  # functional; the level follows
    staff_post: str  # general staff


FAMILIES = {
    "teacher": Family(0.75, 0.36, 0.97, "Guru", "Pengadministrasi Sekolah"),
    "nurse": Family(0.78, 0.33, 1.0, "Perawat", "Pengadministrasi Kesehatan"),
    "midwife": Family(1.0, 0.33, 1.0, "Bidan", "Pengadministrasi Kesehatan"),
    "doctor": Family(0.6, 0.12, 1.0, "Dokter", "Pengadministrasi Kesehatan"),
    "other_health": Family(0.76, 0.3, 0.85, "Tenaga Sanitasi Lingkungan",
                           "Pengadministrasi Kesehatan"),
    "engineering": Family(0.27, 0.12, 0.6, "Teknik Tata Bangunan",
                          "Pengelola Sarana dan Prasarana"),
    "order": Family(0.14, 0.1, 0.45, "Polisi Pamong Praja", "Anggota Satuan Polisi Pamong Praja"),
    "front_office": Family(0.56, 0.14, 0.45, "Penata Perizinan", "Petugas Loket Pelayanan"),
    "planning": Family(0.5, 0.06, 0.8, "Perencana", "Pengolah Data Perencanaan"),
    "audit": Family(0.45, 0.02, 0.9, "Auditor", "Pengolah Data Pengawasan"),
    "revenue": Family(0.48, 0.06, 0.45, "Penilai Pajak", "Juru Pungut Pajak Daerah"),
    "computing": Family(0.4, 0.12, 0.75, "Pranata Komputer", "Pengelola Sistem dan Jaringan"),
    "finance": Family(0.6, 0.05, 0.4, "Analis Keuangan Pusat dan Daerah", "Penata Keuangan"),
    "administration": Family(0.54, 0.08, 0.5, "Analis Kebijakan",
                             "Pengadministrasi Perkantoran"),
    "ward": Family(0.5, 0.06, 0.1, "Penyuluh Kelurahan", "Pengadministrasi Kelurahan"),
    # Those who lead: the share of women is drawn from the family of their staff.
    "school_head": Family(0.62, 0.0, 1.0, "Guru", ""),
    "ward_head": Family(0.3, 0.0, 0.0, "", ""),
    "leader": Family(0.25, 0.0, 0.0, "", ""),
}  # fmt: skip

# Families of the staff of a unit, by agency or kind of unit, with their shares.
ADMINISTRATIVE = {"administration": 0.65, "finance": 0.35}
STAFF_OF_KIND = {
    "school": {"teacher": 1.0},
    "health_centre": {"nurse": 0.34, "midwife": 0.3, "doctor": 0.08, "other_health": 0.16,
                      "administration": 0.12},
    "room": {"nurse": 0.62, "midwife": 0.12, "doctor": 0.2, "other_health": 0.06},
    "ward": {"ward": 1.0},
    "district_office": {"ward": 0.6, "administration": 0.4},
}  # fmt: skip
STAFF_OF_AGENCY = {
    "DINKES": {"other_health": 0.5, "administration": 0.5},
    "RSUD": {"other_health": 0.6, "nurse": 0.2, "administration": 0.2},
    "PUTR": {"engineering": 0.85, "administration": 0.15},
    "PERKIM": {"engineering": 0.8, "administration": 0.2},
    "SATPOL": {"order": 0.92, "administration": 0.08},
    "BPBD": {"order": 0.7, "administration": 0.3},
    "PMPTSP": {"front_office": 0.8, "administration": 0.2},
    "DUKCAPIL": {"front_office": 0.8, "administration": 0.2},
    "BAPPERIDA": {"planning": 0.85, "administration": 0.15},
    "INSP": {"audit": 0.95, "administration": 0.05},
    "BPKPAD": {"revenue": 0.5, "finance": 0.5},
    "KOMINFO": {"computing": 0.75, "administration": 0.25},
}

LEVELS_OF_EXPERTISE = {"III/a": "Ahli Pertama", "III/b": "Ahli Pertama", "III/c": "Ahli Muda",
                       "III/d": "Ahli Muda", "IV/a": "Ahli Madya", "IV/b": "Ahli Madya",
                       "IV/c": "Ahli Madya", "IX": "Ahli Pertama", "X": "Ahli Pertama"}  # fmt: skip
LEVELS_OF_SKILL = {"II/a": "Pemula", "II/b": "Terampil", "II/c": "Terampil", "II/d": "Terampil",
                   "III/a": "Mahir", "III/b": "Mahir", "III/c": "Penyelia", "III/d": "Penyelia",
                   "VII": "Terampil", "V": "Pemula"}  # fmt: skip
SKILLED = ("SMA", "D-III")  # educations that enter at the levels of skill


def staff_families(unit: Unit, *, is_secretariat: bool) -> dict[str, float]:
    """Return the families of a unit's staff and their shares."""
    if unit.kind in STAFF_OF_KIND:
        return STAFF_OF_KIND[unit.kind]
    if is_secretariat:
        return ADMINISTRATIVE
    return STAFF_OF_AGENCY.get(AGENCIES[unit.agency].code, {"administration": 1.0})


def level_of(grade: str, education: str) -> str:
    """Return the functional level that goes with a grade; the other ladder where one has none."""
    ladders = (LEVELS_OF_EXPERTISE, LEVELS_OF_SKILL)
    own, other = ladders[::-1] if education in SKILLED else ladders
    return own.get(grade) or other.get(grade) or "Pemula"


def leader_title(agency: Agency) -> str:
    """Return what the leader of an agency is called."""
    special = {
        "SETDA": "Sekretaris Daerah",
        "SETWAN": "Sekretaris DPRD",
        "INSP": "Inspektur",
        "RSUD": f"Direktur {agency.name}",
    }
    if agency.kind == "district":
        return agency.name.replace("Kecamatan", "Camat")
    return special.get(agency.code, f"Kepala {agency.name}")


def head_title(unit: Unit) -> str:
    """Return what the head of a unit is called."""
    if unit.kind == "ward":
        return unit.name.replace("Kelurahan", "Lurah")
    if unit.name.startswith("Inspektur Pembantu"):
        return unit.name
    if unit.kind == "room":
        return f"Kepala {unit.name} {AGENCIES[unit.agency].name}"
    place = AGENCIES[unit.agency].name
    if unit.name == "Sekretariat":
        return f"Sekretaris {place}"
    if unit.kind in ("office", "district_office"):
        return f"Kepala {unit.name} {place}"
    return f"Kepala {unit.name}"
