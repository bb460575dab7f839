"""The kinds of file an import takes, one module each.

A further kind is a module with a `Kind` and a line in `KINDS`; reader and templates need nothing
else. What it writes stands in writing.py, its rules in checks.py.
"""

from __future__ import annotations

from data.errors import UnknownKind
from data.importing.kinds.agency_results import AGENCY_RESULTS
from data.importing.kinds.appraisals import APPRAISALS, RATING_FIELDS
from data.importing.kinds.assessments import ASSESSMENTS
from data.importing.kinds.credit import CREDIT
from data.importing.kinds.fields import Field, Kind
from data.importing.kinds.people import PEOPLE
from data.importing.kinds.projects import PROJECTS
from data.importing.kinds.sanctions import SANCTIONS
from data.importing.kinds.targets import TARGETS

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        APPRAISALS, PEOPLE, AGENCY_RESULTS, TARGETS, PROJECTS, SANCTIONS, ASSESSMENTS, CREDIT
    )
}  # fmt: skip

# Kinds whose own columns no list of people or recap has by chance; the reader prefers them to one.
PARTICULAR = (SANCTIONS.name, ASSESSMENTS.name, CREDIT.name)

# Headings everybody knows and no import needs. Compared like aliases, after those of the kind.
IGNORED = (
    "no", "no urut", "nomor urut", "urut", "id", "path", "statusPenilai", "penilaiPnsId", "unorId",
    "instansiId", "instansiNama", "instansiKerjaNama", "instansiIndukNama", "koefisenId",
    "koefisienId", "persentase", "periodikId", "pnsId", "tanda tangan", "ttd",
    "paraf", "nilairatarata", "nilai rata rata", "tmtCpns", "tmtPns", "bupPensiun", "tmtPensiun",
    "kedudukanPnsNama", "createdAt", "updatedAt", "created at", "updated at",
    "golRuangAkhirId", "unorIndukId", "jabatanId", "row", "index", "nilai perilaku rata rata",
    "jenisHukumanId", "kreditUtamaBaru", "kreditPenunjangBaru", "pnsOrangId",
)  # fmt: skip

# R14.7 and data nobody needs here: never read into a store, listed as dropped.
SENSITIVE = (
    "agama", "agamaId", "agamaNama", "religion", "nik", "no ktp", "nomor ktp", "no kk", "nomor kk",
    "kartu keluarga", "alamat", "alamat rumah", "alamat lengkap", "address", "tempat tinggal",
    "domisili", "status perkawinan", "statusPerkawinan", "status nikah", "status kawin",
    "jenisKawinNama", "jenisKawinId", "marital status", "jumlah anak", "jumlahAnak",
    "jumlah istri suami", "jumlahIstriSuami", "nama pasangan", "nama suami", "nama istri",
    "nama ibu", "nama ibu kandung", "nama ayah", "suku", "etnis", "ras", "ethnicity",
    "golongan darah", "gol darah", "kesehatan", "riwayat penyakit", "disabilitas", "health",
    "partai", "partai politik", "no hp", "noHp", "no telepon", "noTelp", "telepon", "telp", "hp",
    "email", "emailGov", "email gov", "npwp", "noNpwp", "no npwp", "bpjs", "noBpjs", "no bpjs",
    "no rekening", "rekening", "gaji", "gajiPokok", "gaji pokok", "tapera", "tempat lahir",
    "tempatLahir", "tempatLahirId", "tempat tanggal lahir", "ttl", "noTaspen", "taspen",
    "askes", "noAskes", "no askes", "kartuPegawai", "noSeriKarpeg", "tempat tgl lahir",
    "nomorBpjs", "nomorIdDocument", "jenisIdDokumenNama", "noSuratKeteranganDokter",
    "noSuratKeteranganBebasNarkoba", "skck", "akteKelahiran", "akteMeninggal",
    # Why somebody was punished may speak of crimes, health or a family.
    "alasanHukumanDisiplinNama", "alasanHukumanDisiplinId", "alasan hukuman disiplin",
    "alasan hukuman", "alasan hukdis", "pelanggaran", "jenis pelanggaran", "uraian pelanggaran",
    "pelanggaran disiplin", "bentuk pelanggaran",
)  # fmt: skip


def find_kind(name: str) -> Kind:
    """Return the kind of that name; `UnknownKind` lists the known ones."""
    if name not in KINDS:
        raise UnknownKind(name, tuple(KINDS))
    return KINDS[name]


__all__ = [
    "IGNORED",
    "KINDS",
    "PARTICULAR",
    "RATING_FIELDS",
    "SENSITIVE",
    "Field",
    "Kind",
    "find_kind",
]
