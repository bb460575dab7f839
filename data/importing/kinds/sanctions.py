"""Sanctions: one row is one disciplinary sanction of a person, or the statement that there is none.

A list is only complete where somebody says so: an agency that a row names has handed in its list,
so its other people have no sanction. "Nihil" without a person is the list of an agency that has
none. Reasons are never read (kinds/__init__.py): they may speak of crimes or of health.
"""

from __future__ import annotations

from dataclasses import replace

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, FillDown, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

SANCTIONS = Kind(
    "sanctions",
    "Hukuman disiplin",
    (
        replace(
            shared.NIP,
            meaning="Nomor induk pegawai yang dihukum; kosong hanya pada baris Nihil dari satu "
            "perangkat daerah",
        ),
        shared.NAME,
        replace(
            shared.AGENCY,
            meaning="Perangkat daerah yang melapor; pegawainya yang tidak tercantum dianggap tidak "
            "dijatuhi hukuman",
        ),
        Field(
            "sanction_level",
            "Tingkat Hukuman",
            (
                "tingkat hukuman disiplin", "jenisTingkatHukumanId", "jenisTingkatHukumanNama",
                "jenis tingkat hukuman", "tingkat sanksi", "tingkat hukdis", "kategori hukuman",
                "golongan hukuman", "sanction level", "level of sanction", "tingkat hd",
            ),
            weak=("tingkat", "level"),
            meaning="Tingkat hukuman; Tidak Ada bila tidak ada hukuman. Kosong: menurut jenisnya",
            allowed="Ringan, Sedang, Berat, Tidak Ada",
            example="Sedang",
        ),
        Field(
            "sanction_kind",
            "Jenis Hukuman",
            (
                "jenis hukuman disiplin", "jenisHukumanNama", "nama hukuman", "hukuman disiplin",
                "hukuman", "bentuk hukuman", "jenis sanksi", "sanksi", "sanksi disiplin", "hukdis",
                "jenis hukdis", "sanction", "kind of sanction", "disciplinary sanction",
            ),
            meaning="Jenis hukuman menurut PP 94/2021 pasal 8",
            allowed="Teguran lisan, Teguran tertulis, Pernyataan tidak puas, Potong tunjangan "
            "kinerja 6, 9, atau 12 bulan, Penurunan jabatan, Pembebasan jabatan, Pemberhentian",
            example="Potong tunjangan kinerja 6 bulan",
        ),
        Field(
            "sanction_from",
            "Mulai Hukuman",
            (
                "hukumanTanggal", "tmt hukuman", "tanggal hukuman", "tmt hukuman disiplin",
                "tanggal mulai hukuman", "mulai berlaku hukuman", "berlaku mulai", "tanggal mulai",
                "mulai berlaku", "mulai", "tmt", "tmt hukdis", "starts on", "start date",
            ),
            meaning="Hari pertama hukuman berlaku",
            allowed="dd/mm/tttt",
            example="01/02/2024",
            required=True,
        ),
        Field(
            "sanction_to",
            "Akhir Hukuman",
            (
                "akhirHukumTanggal", "tanggal akhir hukuman", "akhir hukum tanggal",
                "selesai hukuman", "berlaku sampai", "tanggal selesai", "sampai", "selesai",
                "tanggal akhir", "tanggal selesai hukuman", "akhir masa hukuman", "ends on",
                "end date",
            ),
            meaning="Hari terakhir hukuman; kosong bila lamanya diisi atau jelas dari jenisnya",
            allowed="dd/mm/tttt",
            example="31/07/2024",
        ),
        Field(
            "sanction_years",
            "Masa Hukuman Tahun",
            ("masaTahun", "lama tahun", "lama hukuman tahun", "duration years"),
            meaning="Lama hukuman, bagian tahun; dipakai bila hari terakhir kosong",
            allowed="angka",
        ),
        Field(
            "sanction_months",
            "Masa Hukuman Bulan",
            ("masaBulan", "lama bulan", "lama hukuman bulan", "masa hukuman", "lama hukuman",
             "duration months"),
            meaning="Lama hukuman, bagian bulan; dipakai bila hari terakhir kosong",
            allowed="angka",
        ),
        shared.DECREE_NUMBER,
        shared.DECREE_ON,
    ),
    needs=(("nip",), ("sanction_level", "sanction_kind")),
    fill_down=(FillDown(("agency",), 0.5),),
)
