"""People master: one row is one person in one post."""

from __future__ import annotations

from dataclasses import replace

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, FillDown, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

PEOPLE = Kind(
    "people",
    "Data induk pegawai",
    (
        shared.NIP,
        Field(
            "old_nip",
            "NIP Lama",
            ("nipLama", "old nip"),
            meaning="NIP lama, 9 angka",
        ),
        shared.NAME,
        Field(
            "front_title",
            "Gelar Depan",
            ("gelarDepan", "front title"),
            meaning="Gelar di depan",
        ),
        Field(
            "back_title",
            "Gelar Belakang",
            ("gelarBelakang", "back title", "gelar"),
            meaning="Gelar di belakang",
        ),
        shared.SEX,
        shared.BIRTH_DATE,
        shared.EDUCATION,
        shared.EMPLOYMENT_TYPE,
        shared.AGENCY,
        shared.UNIT,
        shared.POSITION,
        shared.POSITION_CLASS,
        shared.JOB_FAMILY,
        Field(
            "functional_level",
            "Jenjang Jabatan",
            ("jenjang", "asnJenjangJabatan", "jenjang fungsional", "jenjang jabatan fungsional",
             "functional level", "jenjang jf"),
            meaning="Jenjang jabatan fungsional",
            allowed="Pemula sampai Penyelia, Ahli Pertama sampai Ahli Utama",
            example="Ahli Muda",
        ),
        Field(
            "echelon",
            "Eselon",
            ("echelon", "eselon jabatan", "eselonNama", "tingkat eselon"),
            meaning="Eselon jabatan struktural",
            allowed="II.a sampai IV.b",
        ),
        replace(shared.GRADE, meaning="Golongan ruang terakhir"),
        Field(
            "grade_since",
            "TMT Golongan",
            ("tmtGolAkhir", "tmt pangkat", "tmt gol ruang", "tmt golongan ruang", "tmt gol akhir",
             "tmt pangkat golongan", "tmt pangkat terakhir", "grade since", "tmt golongan akhir"),
            meaning="Mulai berlakunya golongan",
            allowed="dd/mm/tttt",
            example="01/04/2022",
        ),
        Field(
            "position_since",
            "TMT Jabatan",
            ("tmtJabatan", "position since", "tmt jabatan terakhir"),
            meaning="Mulai menduduki jabatan",
            allowed="dd/mm/tttt",
            example="01/01/2023",
        ),
        Field(
            "assignment_kind",
            "Jenis Penugasan",
            ("definitif plt", "status jabatan", "assignment kind", "definitif", "status penugasan",
             "plt plh"),
            meaning="Jabatan definitif atau pelaksana tugas; kosong berarti definitif",
            allowed="Definitif, Plt, Plh",
            example="Definitif",
        ),
        Field(
            "superior_nip",
            "NIP Atasan",
            ("nipAtasan", "superior nip", "nip atasan langsung"),
            meaning="NIP atasan langsung",
            allowed=shared.NIP_FORM,
            example="198001012005021999",
        ),
        Field(
            "effective_from",
            "Berlaku Mulai",
            ("berlaku dari", "effective from", "mulai berlaku", "tanggal mulai", "tmt", "mulai"),
            meaning="Mulai berlakunya baris ini",
            allowed="dd/mm/tttt",
            example="01/01/2023",
        ),
        Field(
            "effective_to",
            "Berlaku Sampai",
            ("effective to", "berlaku hingga", "tanggal selesai", "sampai", "tanggal akhir"),
            meaning="Akhir berlakunya baris ini; kosong berarti sekarang",
            allowed="dd/mm/tttt",
        ),
    ),
    needs=(
        ("nip",),
        ("position", "grade", "birth_date", "education", "employment_type", "agency", "unit",
         "functional_level", "echelon"),
    ),
    key="nip",
    fill_down=(FillDown(("agency",), 0.5), FillDown(("unit",), 0.5)),
)
