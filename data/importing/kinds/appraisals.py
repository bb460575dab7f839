"""Appraisals: one row is one rating of one person by one rater in one period.

Aliases are the headings of recaps kept by hand and the names public systems send, with their
misspellings (rules.md section 16).
"""

from __future__ import annotations

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, FillDown, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

LEVELS = "Di Atas Ekspektasi, Sesuai Ekspektasi, Di Bawah Ekspektasi"
PREDICATES = "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"

ITEM_FIELDS = (
    Field(
        "item_service_oriented",
        "Berorientasi Pelayanan",
        ("orientasi pelayanan", "orientasiPelayanan", "service oriented", "service orientation"),
    ),
    Field("item_accountable", "Akuntabel", ("akuntabilitas", "accountable", "accountability")),
    Field("item_competent", "Kompeten", ("kompetensi", "competent", "competence")),
    Field("item_harmonious", "Harmonis", ("harmoni", "harmonious", "harmony")),
    Field("item_loyal", "Loyal", ("loyalitas", "loyalty")),
    Field("item_adaptive", "Adaptif", ("adaptasi", "adaptive", "adaptability")),
    Field("item_collaborative", "Kolaboratif", ("kolaborasi", "collaborative", "collaboration")),
    # Behaviour items of the yearly appraisals before 2022.
    Field("item_integrity", "Integritas", ("integrity",)),
    Field("item_commitment", "Komitmen", ("commitment",)),
    Field("item_discipline", "Disiplin", ("discipline", "kedisiplinan")),
    Field("item_cooperation", "Kerja Sama", ("kerjasama", "cooperation", "teamwork")),
    Field("item_leadership", "Kepemimpinan", ("leadership",)),
    Field("item_initiative", "Inisiatif Kerja", ("inisiatifKerja", "inisiatif", "initiative")),
)

RATING_FIELDS = (
    "work_result", "work_result_code", "behaviour", "behaviour_code", "predicate",
    "predicate_code", "score", *(field.name for field in ITEM_FIELDS),
)

APPRAISALS = Kind(
    "appraisals",
    "Penilaian kinerja",
    (
        shared.NIP,
        shared.NAME,
        shared.AGENCY,
        shared.UNIT,
        shared.POSITION,
        shared.POSITION_CLASS,
        shared.JOB_FAMILY,
        shared.GRADE,
        Field(
            "rank_name",
            "Pangkat",
            ("nama pangkat", "rank", "pangkat terakhir"),
            meaning="Nama pangkat",
            example="Penata",
        ),
        shared.EMPLOYMENT_TYPE,
        shared.EDUCATION,
        shared.SEX,
        shared.BIRTH_DATE,
        shared.YEAR,
        shared.PERIOD,
        Field(
            "month",
            "Bulan",
            ("month", "bulan penilaian", "periode bulan", "bln", "bulan tahun", "bulan kinerja"),
            meaning="Bulan, untuk penilaian bulanan",
            allowed="nama bulan atau 1 sampai 12",
            example="",
        ),
        Field(
            "rater_nip",
            "NIP Penilai",
            (
                "nipNrpPenilai", "penilaiNipNrp", "nip nrp penilai", "nip ppk",
                "no induk pegawai penilai", "id penilai", "nip nama penilai",
            ),
            meaning="NIP pejabat penilai kinerja (atasan langsung)",
            allowed=shared.NIP_FORM,
            example="198001012005021999",
        ),
        Field(
            "rater_name",
            "Nama Penilai",
            ("penilai", "namaPenilai", "nama lengkap penilai", "nama ppk", "rater name"),
            meaning="Nama pejabat penilai kinerja",
            example="Contoh Penilai",
        ),
        Field(
            "rater_position",
            "Jabatan Penilai",
            ("penilaiJabatanNm", "penilaiJabatanNama", "nama jabatan penilai", "position rater"),
            meaning="Jabatan penilai",
            example="Kepala Bidang Contoh",
        ),
        Field(
            "rater_unit",
            "Unit Kerja Penilai",
            ("penilaiUnorNm", "penilaiUnorNama", "unit penilai", "unor penilai", "unit rater"),
            meaning="Unit kerja penilai",
            example="Bidang Contoh",
        ),
        Field(
            "rater_agency",
            "Perangkat Daerah Penilai",
            ("opd penilai", "skpd penilai", "instansi penilai", "agency rater"),
            meaning="Perangkat daerah penilai",
            example="Dinas Contoh",
        ),
        Field(
            "rater_grade",
            "Golongan Ruang Penilai",
            (
                "penilaiGolonganId", "golongan penilai", "pangkat golongan penilai",
                "pangkat golongan ruang penilai", "penilaiGolonganNama", "grade rater",
            ),
            meaning="Golongan ruang penilai",
            example="IV/a",
        ),
        Field(
            "rater_role",
            "Peran Penilai",
            (
                "jenis penilai", "hubungan penilai", "peran", "sebagai", "rater role",
                "sumber penilaian", "tipe penilai", "jenis penilaian",
            ),
            weak=("rater type", "hubungan"),
            meaning="Hubungan penilai dengan pegawai; kosong berarti atasan",
            allowed="Atasan, Plt, Plh, Rekan, Bawahan, Ketua Tim, Diri Sendiri",
            example="Atasan",
        ),
        Field(
            "work_result",
            "Hasil Kerja",
            (
                "hasilKinerja", "rating hasil kerja", "predikat hasil kerja",
                "kategori hasil kerja",
                "penilaian hasil kerja", "capaian hasil kerja", "ekspektasi hasil kerja",
                "work result", "work result rating", "hasil kerja pegawai", "level hasil kerja",
                "rating hasil", "rating kinerja hasil kerja",
            ),
            meaning="Rating hasil kerja",
            allowed=LEVELS,
            example="Sesuai Ekspektasi",
        ),
        Field(
            "work_result_code",
            "Kode Hasil Kerja",
            (
                "hasilKinerjaNilai", "nilai hasil kinerja", "nilai hasil kerja", "work result code",
                "hasil kerja angka", "skor hasil kerja",
            ),
            meaning="Kode SIASN: 1 di atas, 2 sesuai, 3 di bawah ekspektasi",
            allowed="1, 2, 3",
            example="2",
        ),
        Field(
            "behaviour",
            "Perilaku Kerja",
            (
                "perilakuKerja", "perilaku", "rating perilaku kerja", "rating perilaku",
                "predikat perilaku kerja", "predikat perilaku", "kategori perilaku kerja",
                "penilaian perilaku kerja", "hasil perilaku kerja", "ekspektasi perilaku kerja",
                "behaviour", "behavior", "work behaviour", "work behavior", "behaviour rating",
                "level perilaku kerja", "rating perilaku kerja pegawai",
            ),
            meaning="Rating perilaku kerja",
            allowed=LEVELS,
            example="Sesuai Ekspektasi",
        ),
        Field(
            "behaviour_code",
            "Kode Perilaku Kerja",
            (
                "perilakuKerjaNilai", "nilai perilaku kerja", "nilai perilaku", "behaviour code",
                "perilaku kerja angka", "skor perilaku kerja", "skor perilaku",
            ),
            meaning="Kode SIASN: 1 di atas, 2 sesuai, 3 di bawah ekspektasi",
            allowed="1, 2, 3",
            example="2",
        ),
        Field(
            "predicate",
            "Predikat Kinerja",
            (
                "predikat", "kuadranKinerja", "kuadran kinerja", "kuadran",
                "predikat kinerja pegawai",
                "predikat akhir", "hasil evaluasi kinerja", "predikat kinerja tahunan", "predicate",
                "performance predicate", "kategori kinerja", "predikat skp", "predikat penilaian",
                "predikat evaluasi kinerja", "predikat kinerja akhir", "sebutan", "predikat nilai",
                "predikat kinerja periodik", "hasil penilaian kinerja", "rating kinerja",
                "performance rating",
            ),
            weak=("kriteria", "kategori", "hasil evaluasi", "hasil penilaian", "kinerja"),
            meaning="Predikat kinerja pegawai",
            allowed=PREDICATES,
            example="Baik",
        ),
        Field(
            "predicate_code",
            "Kode Predikat",
            (
                "kuadranKinerjaNilai", "nilai kuadran kinerja", "kode kuadran", "predicate code",
                "kode predikat kinerja", "nilai predikat kinerja",
            ),
            weak=("kuadranNilai", "nilai kuadran"),
            meaning="Kode SIASN: 1 Sangat Baik sampai 5 Sangat Kurang",
            allowed="1 sampai 5",
            example="2",
        ),
        Field(
            "score",
            "Nilai",
            (
                "skor", "score", "nilai kinerja", "nilai akhir", "nilai prestasi kerja",
                "nilaiPrestasiKerja", "nilai total", "total nilai", "skor akhir", "skor kinerja",
                "nilai angka", "angka", "nilai kinerja pegawai", "nilai bulanan", "final score",
                "nilai evaluasi", "nilai evaluasi kinerja", "nilai akhir kinerja", "points", "poin",
                "nilai penilaian", "nilai kinerja akhir", "nilai kinerja bulanan",
                "nilai penilaian kinerja", "performance score",
            ),
            weak=("nilaiSkp", "nilai skp", "jumlah nilai", "capaian skp", "capaian kinerja"),
            meaning="Nilai angka, bila ada",
            allowed="0 sampai 100, atau 0 sampai 120",
            example="",
        ),
        Field(
            "set_on",
            "Tanggal Penilaian",
            (
                "tanggal penetapan", "tgl dinilai", "tanggal dinilai", "tanggal evaluasi", "set on",
                "tanggal nilai", "tanggal ditetapkan", "rated on", "waktu penilaian",
            ),
            meaning="Tanggal penilaian ditetapkan",
            allowed="dd/mm/tttt",
            example="31/12/2024",
        ),
        Field(
            "feedback_text",
            "Umpan Balik",
            (
                "catatan", "komentar", "catatan rekomendasi", "umpan balik berkelanjutan",
                "feedback", "catatan penilai", "rekomendasi", "comment", "comments", "saran",
                "catatan atasan", "umpan balik atasan", "feedback text",
            ),
            meaning="Umpan balik tertulis",
            example="",
        ),
        *(
            Field(
                field.name,
                field.heading,
                (
                    *field.aliases,
                    *(f"{word} {field.heading}" for word in ("nilai", "skor", "perilaku")),
                ),
                meaning=f"Nilai perilaku: {field.heading}",
                allowed="1 sampai 5, atau 0 sampai 100",
            )
            for field in ITEM_FIELDS
        ),
    ),
    needs=(("nip",), RATING_FIELDS),
    key="nip",
    fill_down=(FillDown(("agency",), 0.5), FillDown(("unit",), 0.5)),
)
