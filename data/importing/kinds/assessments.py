"""Assessments: one row is what one assessment or test found about a person."""

from __future__ import annotations

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

OF_100 = "0 sampai 100"

ASSESSMENTS = Kind(
    "assessments",
    "Asesmen kompetensi dan potensi",
    (
        shared.NIP,
        shared.NAME,
        Field(
            "assessed_on",
            "Tanggal Asesmen",
            (
                "tanggal assessment", "tanggal assesmen", "tanggal uji kompetensi", "tanggal uji",
                "tanggal tes", "tanggal pelaksanaan", "tanggal penilaian kompetensi",
                "tanggal pelaksanaan asesmen", "tanggal penilaian", "berlaku mulai",
                "mulai berlaku", "assessed on", "assessment date", "valid from", "tanggal ukom",
            ),
            weak=("tanggal",),
            meaning="Hari asesmen atau uji; sejak itu hasilnya berlaku",
            allowed="dd/mm/tttt",
            example="14/05/2024",
            required=True,
        ),
        Field(
            "valid_until",
            "Berlaku Sampai",
            (
                "masa berlaku", "berlaku hingga", "berlaku s d", "masa berlaku sampai",
                "masa berlaku hingga", "tanggal akhir berlaku", "kedaluwarsa", "kadaluarsa",
                "valid until", "valid to", "expires on", "sampai",
            ),
            meaning="Hari terakhir hasil berlaku; kosong bila tidak dibatasi",
            allowed="dd/mm/tttt",
            example="13/05/2027",
        ),
        Field(
            "technical",
            "Kompetensi Teknis",
            ("teknis", "nilai teknis", "nilai kompetensi teknis", "skor kompetensi teknis",
             "technical competence", "technical competency", "komtek"),
            meaning="Nilai kompetensi teknis",
            allowed=OF_100,
            example="82",
        ),
        Field(
            "managerial",
            "Kompetensi Manajerial",
            ("manajerial", "nilai manajerial", "nilai kompetensi manajerial",
             "kompetensi managerial",
             "skor kompetensi manajerial", "managerial competence", "managerial competency"),
            meaning="Nilai kompetensi manajerial",
            allowed=OF_100,
            example="79",
        ),
        Field(
            "sociocultural",
            "Kompetensi Sosial Kultural",
            ("sosial kultural", "sosio kultural", "sosiokultural", "kompetensi sosiokultural",
             "kompetensi sosio kultural", "nilai sosial kultural",
             "nilai kompetensi sosial kultural",
             "skor kompetensi sosial kultural", "sociocultural competence", "socio cultural"),
            meaning="Nilai kompetensi sosial kultural",
            allowed=OF_100,
            example="85",
        ),
        Field(
            "competence_standard",
            "Standar Kompetensi",
            ("standar kompetensi jabatan", "pemenuhan standar kompetensi", "memenuhi standar",
             "pemenuhan standar", "hasil asesmen", "kesimpulan asesmen", "rekomendasi asesmen",
             "hasil assessment", "kesesuaian kompetensi", "competence standard"),
            meaning="Apakah ketiga kompetensi memenuhi standar jabatan, menurut tim",
            allowed="Memenuhi, Belum Memenuhi",
            example="Memenuhi",
        ),
        Field(
            "competence_test",
            "Uji Kompetensi",
            ("ukom", "hasil uji kompetensi", "hasil ukom", "kelulusan uji kompetensi",
             "lulus uji kompetensi", "kelulusan ukom", "status ukom", "competence test",
             "competency test"),
            meaning="Hasil uji kompetensi kenaikan jenjang",
            allowed="Lulus, Tidak Lulus",
            example="Lulus",
        ),
        Field(
            "potential",
            "Potensi",
            ("potensial", "tingkat potensi", "level potensi", "kategori potensi", "hasil potensi",
             "tingkat potensial", "kategori potensial", "potential", "potential level"),
            meaning="Potensi menurut asesmen, tidak dari penilaian kinerja",
            allowed="Rendah, Menengah, Tinggi",
            example="Tinggi",
        ),
        Field(
            "potential_score",
            "Nilai Potensi",
            ("skor potensi", "nilai potensial", "skor potensial", "potential score",
             "angka potensi"),
            meaning="Nilai potensi menurut asesmen, bila ada",
            allowed=OF_100,
            example="83",
        ),
        Field(
            "service_exam",
            "Ujian Dinas",
            ("udin", "ujian dinas tingkat", "kelulusan ujian dinas", "lulus ujian dinas",
             "hasil ujian dinas", "service exam"),
            meaning="Ujian dinas yang sudah lulus",
            allowed="Tingkat I, Tingkat II, Tingkat I dan II, Tidak Ada",
            example="Tingkat I",
        ),
        Field(
            "exam_exempt",
            "Bebas Ujian Dinas",
            ("bebas udin", "dikecualikan ujian dinas", "dikecualikan dari ujian dinas",
             "pembebasan ujian dinas", "exam exempt"),
            meaning="Apakah dikecualikan dari ujian dinas",
            allowed="Ya, Tidak",
        ),
        Field(
            "assessed_by",
            "Penyelenggara Asesmen",
            ("penyelenggara", "lembaga asesmen", "lembaga", "pelaksana asesmen", "asesor",
             "assessment center", "assessed by"),
            meaning="Siapa yang menyelenggarakan asesmen",
            example="Pusat Asesmen Contoh",
        ),
    ),
    needs=(
        ("nip",),
        ("technical", "managerial", "sociocultural", "competence_standard", "competence_test",
         "potential", "potential_score", "service_exam", "exam_exempt"),
    ),
    key="nip",
)
