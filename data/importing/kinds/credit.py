"""Credit points: one row is the credit of a person for a period, or a sum up to a day (R6)."""

from __future__ import annotations

from dataclasses import replace

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

CREDIT = Kind(
    "credit",
    "Angka kredit",
    (
        shared.NIP,
        shared.NAME,
        Field(
            "credit_position",
            "Nama Jabatan",
            ("namaJabatan", "jabatan", "rwJabatan", "jabatan fungsional", "nama jabatan fungsional",
             "position", "job title"),
            meaning="Nama jabatan fungsional; jenjang dibaca darinya bila kolom jenjang kosong",
            example="Analis Kebijakan Ahli Muda",
        ),
        Field(
            "credit_level",
            "Jenjang Jabatan",
            ("jenjang", "asnJenjangJabatan", "jenjang fungsional", "jenjang jabatan fungsional",
             "functional level", "jenjang jf"),
            meaning="Jenjang jabatan fungsional pada masa itu",
            allowed="Pemula, Terampil, Mahir, Penyelia, Ahli Pertama, Ahli Muda, Ahli Madya, "
            "Ahli Utama",
            example="Ahli Muda",
        ),
        replace(
            shared.YEAR, required=False,
            meaning="Tahun penilaian; atau isi mulai dan selesai penilaian",
        ),
        replace(shared.PERIOD, example="Tahunan"),
        Field(
            "credit_from",
            "Mulai Penilaian",
            ("tanggal mulai penilaian", "awal penilaian", "masa penilaian mulai", "mulai",
             "tanggal mulai", "periode mulai", "masa penilaian awal", "period start",
             "credit from"),
            meaning="Hari pertama masa penilaian",
            allowed="dd/mm/tttt",
        ),
        Field(
            "credit_to",
            "Selesai Penilaian",
            ("tanggal selesai penilaian", "akhir penilaian", "masa penilaian selesai", "selesai",
             "sampai", "tanggal selesai", "periode selesai", "masa penilaian akhir",
             "sampai dengan", "per tanggal", "keadaan tanggal", "period end", "credit to"),
            meaning="Hari terakhir masa penilaian, atau hari keadaan angka kumulatif",
            allowed="dd/mm/tttt",
        ),
        Field(
            "start_month",
            "Bulan Mulai",
            ("bulanMulaiPenailan", "bulanMulaiPenilaian", "bulan awal", "start month"),
            meaning="Bulan mulai penilaian, bila tanggalnya tidak diisi",
            allowed="1 sampai 12",
        ),
        Field(
            "start_year",
            "Tahun Mulai",
            ("tahunMulaiPenailan", "tahunMulaiPenilaian", "tahun awal", "start year"),
            meaning="Tahun mulai penilaian, bila tanggalnya tidak diisi",
            allowed="empat angka",
        ),
        Field(
            "end_month",
            "Bulan Selesai",
            ("bulanSelesaiPenailan", "bulanSelesaiPenilaian", "bulan akhir", "end month"),
            meaning="Bulan selesai penilaian, bila tanggalnya tidak diisi",
            allowed="1 sampai 12",
        ),
        Field(
            "end_year",
            "Tahun Selesai",
            ("tahunSelesaiPenailan", "tahunSelesaiPenilaian", "tahun akhir", "end year"),
            meaning="Tahun selesai penilaian, bila tanggalnya tidak diisi",
            allowed="empat angka",
        ),
        Field(
            "points",
            "Angka Kredit",
            (
                "kreditBaruTotal", "ak", "kredit", "angka kredit periode", "angka kredit konversi",
                "ak konversi", "angka kredit tahunan", "angka kredit tahun", "nilai angka kredit",
                "konversi angka kredit", "angka kredit baru", "angka kredit baru total", "credit",
                "credit points", "perolehan angka kredit",
            ),
            meaning="Angka kredit masa penilaian itu saja",
            allowed="0 atau lebih",
            example="25",
        ),
        Field(
            "cumulated",
            "Angka Kredit Kumulatif",
            (
                "ak kumulatif", "kumulatif", "akumulasi angka kredit", "akumulasi", "total pak",
                "total angka kredit", "jumlah angka kredit", "angka kredit total",
                "jumlah angka kredit kumulatif", "angka kredit pak", "pak terakhir",
                "cumulated credit", "cumulative credit", "penetapan angka kredit",
            ),
            meaning="Jumlah angka kredit dalam jenjang sekarang sampai hari itu",
            allowed="0 atau lebih",
            example="62,5",
        ),
        Field(
            "credit_kind",
            "Jenis Angka Kredit",
            ("jenis ak", "jenis pak", "sumber angka kredit", "jenis kredit", "credit kind"),
            meaning="Asal angka kredit; kosong berarti konversi predikat",
            allowed="Konversi, Integrasi, Dasar",
            example="Konversi",
        ),
        Field(
            "is_first",
            "Angka Kredit Pertama",
            ("isAngkaKreditPertama", "ak pertama"),
            meaning="Ya bila angka kredit dasar saat masuk jabatan",
            allowed="Ya, Tidak",
        ),
        Field(
            "is_integration",
            "Integrasi",
            ("isIntegrasi", "angka kredit integrasi", "ak integrasi"),
            meaning="Ya bila dari integrasi angka kredit sebelum 2023",
            allowed="Ya, Tidak",
        ),
        Field(
            "is_conversion",
            "Konversi",
            ("isKonversi",),
            meaning="Ya bila dari konversi predikat",
            allowed="Ya, Tidak",
        ),
        shared.DECREE_NUMBER,
        shared.DECREE_ON,
    ),
    needs=(("nip",), ("points", "cumulated")),
    key="nip",
)
