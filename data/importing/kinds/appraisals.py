"""Appraisals: one row is one rating of one person by one rater in one period.

Aliases are the headings of recaps kept by hand and the names public systems send, with their
misspellings (rules.md section 16).
"""

from __future__ import annotations

from data.importing.kinds.fields import Field, Kind

LEVELS = "Di Atas Ekspektasi, Sesuai Ekspektasi, Di Bawah Ekspektasi"
PREDICATES = "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"
NIP_FORM = "18 angka, kolom diformat sebagai teks"

# Shared with the people master and the targets.
NIP = Field(
    "nip",
    "NIP",
    (
        "nip baru", "nipbaru", "no nip", "nip nipppk", "nip ni pppk", "ni pppk", "nipppk",
        "nomor induk pegawai", "no induk pegawai", "nip pppk", "nip nrp", "employee number",
        "employee id", "nip 18 digit", "nip pegawai", "nip asn", "nomor nip",
    ),
    weak=("pnsDinilaiOrang", "pnsDinilaiId", "nomor induk"),
    meaning="Nomor induk pegawai yang dinilai",
    allowed=NIP_FORM,
    example="199001012015031001",
    required=True,
)  # fmt: skip
NAME = Field(
    "name",
    "Nama",
    ("nama lengkap", "nama pegawai", "pegawai", "name", "full name", "employee name", "nama asn"),
    meaning="Nama pegawai, boleh dengan gelar",
    example="Contoh Pegawai",
)
AGENCY = Field(
    "agency",
    "Perangkat Daerah",
    (
        "opd", "skpd", "perangkat daerah opd", "nama opd", "nama skpd", "nama perangkat daerah",
        "organisasi perangkat daerah", "satuan kerja perangkat daerah", "unit kerja opd",
        "unit kerja skpd", "unit kerja perangkat daerah", "unor induk", "unorIndukNama",
        "nama unor induk", "unit organisasi induk", "unit induk", "dinas", "dinas badan",
        "agency", "department", "agency name", "instansi perangkat daerah", "opd skpd",
        "perangkat daerah skpd", "badan dinas", "unit kerja induk",
    ),
    weak=(
        "instansi", "nama instansi", "satuan kerja", "satker", "organisasi", "lembaga",
        "institution", "unit organisasi",
    ),
    meaning="Nama perangkat daerah (dinas, badan, kecamatan, sekretariat)",
    example="Dinas Contoh",
)  # fmt: skip
UNIT = Field(
    "unit",
    "Unit Kerja",
    (
        "unit", "unor", "unorNama", "nama unor", "nama unit kerja", "nama unit", "sub unit",
        "sub unit kerja", "unit kerja bidang", "bidang", "bagian", "uptd", "work unit",
        "bidang bagian", "unit penempatan", "tempat tugas", "penempatan",
    ),
    meaning="Unit di dalam perangkat daerah (bidang, UPTD, sekolah, puskesmas, kelurahan)",
    example="Bidang Contoh",
)  # fmt: skip
POSITION = Field(
    "position",
    "Jabatan",
    (
        "nama jabatan", "jabatanNama", "position", "job title", "jabatan terakhir", "title",
        "jabatan saat ini", "nomenklatur jabatan",
    ),
    meaning="Nama jabatan",
    example="Analis Kebijakan Ahli Muda",
)  # fmt: skip
POSITION_CLASS = Field(
    "position_class",
    "Jenis Jabatan",
    ("kelompok jabatan", "position class", "jenis jab", "jenisJabatan", "tipe jabatan"),
    meaning="Jenis jabatan",
    allowed="Pelaksana, Fungsional, Pengawas, Administrator, Pimpinan Tinggi",
    example="Fungsional",
)
JOB_FAMILY = Field(
    "job_family",
    "Rumpun Jabatan",
    ("rumpun", "job family", "keluarga jabatan"),
    meaning="Kelompok jabatan yang dapat dibandingkan satu sama lain",
    example="Kebijakan",
)
GRADE = Field(
    "grade",
    "Golongan Ruang",
    (
        "golongan", "gol ruang", "gol", "golru", "gol ru", "golRuangAkhir", "golongan ruang akhir",
        "pangkat golongan", "pangkat gol", "pangkat gol ruang", "pangkat golongan ruang", "grade",
        "golongan pangkat", "ruang", "golongan terakhir", "golongan akhir",
    ),
    meaning="Golongan ruang pada masa penilaian",
    allowed="I/a sampai IV/e; PPPK: I sampai XVII",
    example="III/c",
)  # fmt: skip
SEX = Field(
    "sex",
    "Jenis Kelamin",
    ("jk", "l p", "kelamin", "gender", "sex", "jenisKelamin", "jns kelamin", "jenis kel"),
    meaning="Jenis kelamin; hanya untuk diperiksa terhadap NIP",
    allowed="L atau P",
    example="L",
)
BIRTH_DATE = Field(
    "birth_date",
    "Tanggal Lahir",
    ("tglLahir", "tgl lahir", "birth date", "date of birth", "tanggal kelahiran"),
    meaning="Tanggal lahir; hanya untuk diperiksa terhadap NIP",
    allowed="dd/mm/tttt",
    example="01/01/1990",
)
EDUCATION = Field(
    "education",
    "Pendidikan",
    (
        "pendidikan terakhir", "tingkat pendidikan", "tkPendidikanTerakhir", "jenjang pendidikan",
        "tk pendidikan", "education", "tingkat pendidikan terakhir",
    ),
    meaning="Pendidikan terakhir",
    allowed="SMA, D3, D4, S1, S2, S3",
    example="S1",
)  # fmt: skip
EMPLOYMENT_TYPE = Field(
    "employment_type",
    "Status Kepegawaian",
    (
        "status pegawai", "statusPegawai", "jenis kepegawaian", "jenis pegawai", "jenis asn",
        "status asn", "employment type", "pns pppk", "asn", "kedudukan pegawai",
    ),
    meaning="Status kepegawaian",
    allowed="PNS, PPPK, PPPK Paruh Waktu",
    example="PNS",
)  # fmt: skip
YEAR = Field(
    "year",
    "Tahun",
    ("year", "tahun penilaian", "tahun skp", "tahun kinerja", "tahun evaluasi", "thn", "tahun ke"),
    meaning="Tahun penilaian",
    allowed="empat angka",
    example="2024",
    required=True,
)
PERIOD = Field(
    "period",
    "Periode",
    (
        "triwulan", "periode triwulan", "periodikNama", "periode penilaian", "period", "quarter",
        "nama periode", "periode kinerja", "periode skp", "tw", "masa penilaian", "tahun periode",
        "periode evaluasi",
    ),
    meaning="Bagian tahun; kosong berarti tahunan",
    allowed="Tahunan, Triwulan I sampai Triwulan IV, nama bulan",
    example="Triwulan II",
)  # fmt: skip

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
)  # fmt: skip

APPRAISALS = Kind(
    "appraisals",
    "Penilaian kinerja",
    (
        NIP,
        NAME,
        AGENCY,
        UNIT,
        POSITION,
        POSITION_CLASS,
        JOB_FAMILY,
        GRADE,
        Field(
            "rank_name",
            "Pangkat",
            ("nama pangkat", "rank", "pangkat terakhir"),
            meaning="Nama pangkat",
            example="Penata",
        ),
        EMPLOYMENT_TYPE,
        EDUCATION,
        SEX,
        BIRTH_DATE,
        YEAR,
        PERIOD,
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
                "nipNrpPenilai",
                "penilaiNipNrp",
                "nip nrp penilai",
                "nip ppk",
                "no induk pegawai penilai",
                "id penilai",
                "nip nama penilai",
            ),
            meaning="NIP pejabat penilai kinerja (atasan langsung)",
            allowed=NIP_FORM,
            example="198001012005021001",
        ),  # fmt: skip
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
                "penilaiGolonganId",
                "golongan penilai",
                "pangkat golongan penilai",
                "pangkat golongan ruang penilai",
                "penilaiGolonganNama",
                "grade rater",
            ),
            meaning="Golongan ruang penilai",
            example="IV/a",
        ),  # fmt: skip
        Field(
            "rater_role",
            "Peran Penilai",
            (
                "jenis penilai",
                "hubungan penilai",
                "peran",
                "sebagai",
                "rater role",
                "sumber penilaian",
                "tipe penilai",
                "jenis penilaian",
            ),
            weak=("rater type", "hubungan"),
            meaning="Hubungan penilai dengan pegawai; kosong berarti atasan",
            allowed="Atasan, Plt, Plh, Rekan, Bawahan, Ketua Tim, Diri Sendiri",
            example="Atasan",
        ),  # fmt: skip
        Field(
            "work_result",
            "Hasil Kerja",
            (
                "hasilKinerja",
                "rating hasil kerja",
                "predikat hasil kerja",
                "kategori hasil kerja",
                "penilaian hasil kerja",
                "capaian hasil kerja",
                "ekspektasi hasil kerja",
                "work result",
                "work result rating",
                "hasil kerja pegawai",
                "level hasil kerja",
                "rating hasil",
                "rating kinerja hasil kerja",
            ),
            meaning="Rating hasil kerja",
            allowed=LEVELS,
            example="Sesuai Ekspektasi",
        ),  # fmt: skip
        Field(
            "work_result_code",
            "Kode Hasil Kerja",
            (
                "hasilKinerjaNilai",
                "nilai hasil kinerja",
                "nilai hasil kerja",
                "work result code",
                "hasil kerja angka",
                "skor hasil kerja",
            ),
            meaning="Kode SIASN: 1 di atas, 2 sesuai, 3 di bawah ekspektasi",
            allowed="1, 2, 3",
            example="2",
        ),  # fmt: skip
        Field(
            "behaviour",
            "Perilaku Kerja",
            (
                "perilakuKerja",
                "perilaku",
                "rating perilaku kerja",
                "rating perilaku",
                "predikat perilaku kerja",
                "predikat perilaku",
                "kategori perilaku kerja",
                "penilaian perilaku kerja",
                "hasil perilaku kerja",
                "ekspektasi perilaku kerja",
                "behaviour",
                "behavior",
                "work behaviour",
                "work behavior",
                "behaviour rating",
                "level perilaku kerja",
                "rating perilaku kerja pegawai",
            ),
            meaning="Rating perilaku kerja",
            allowed=LEVELS,
            example="Sesuai Ekspektasi",
        ),  # fmt: skip
        Field(
            "behaviour_code",
            "Kode Perilaku Kerja",
            (
                "perilakuKerjaNilai",
                "nilai perilaku kerja",
                "nilai perilaku",
                "behaviour code",
                "perilaku kerja angka",
                "skor perilaku kerja",
                "skor perilaku",
            ),
            meaning="Kode SIASN: 1 di atas, 2 sesuai, 3 di bawah ekspektasi",
            allowed="1, 2, 3",
            example="2",
        ),  # fmt: skip
        Field(
            "predicate",
            "Predikat Kinerja",
            (
                "predikat",
                "kuadranKinerja",
                "kuadran kinerja",
                "kuadran",
                "predikat kinerja pegawai",
                "predikat akhir",
                "hasil evaluasi kinerja",
                "predikat kinerja tahunan",
                "predicate",
                "performance predicate",
                "kategori kinerja",
                "predikat skp",
                "predikat penilaian",
                "predikat evaluasi kinerja",
                "predikat kinerja akhir",
                "sebutan",
                "predikat nilai",
                "predikat kinerja periodik",
                "hasil penilaian kinerja",
                "rating kinerja",
                "performance rating",
            ),
            weak=("kriteria", "kategori", "hasil evaluasi", "hasil penilaian", "kinerja"),
            meaning="Predikat kinerja pegawai",
            allowed=PREDICATES,
            example="Baik",
        ),  # fmt: skip
        Field(
            "predicate_code",
            "Kode Predikat",
            (
                "kuadranKinerjaNilai",
                "nilai kuadran kinerja",
                "kode kuadran",
                "predicate code",
                "kode predikat kinerja",
                "nilai predikat kinerja",
            ),
            weak=("kuadranNilai", "nilai kuadran"),
            meaning="Kode SIASN: 1 Sangat Baik sampai 5 Sangat Kurang",
            allowed="1 sampai 5",
            example="2",
        ),  # fmt: skip
        Field(
            "score",
            "Nilai",
            (
                "skor",
                "score",
                "nilai kinerja",
                "nilai akhir",
                "nilai prestasi kerja",
                "nilaiPrestasiKerja",
                "nilai total",
                "total nilai",
                "skor akhir",
                "skor kinerja",
                "nilai angka",
                "angka",
                "nilai kinerja pegawai",
                "nilai bulanan",
                "final score",
                "nilai evaluasi",
                "nilai evaluasi kinerja",
                "nilai akhir kinerja",
                "points",
                "poin",
                "nilai penilaian",
                "nilai kinerja akhir",
                "nilai kinerja bulanan",
                "nilai penilaian kinerja",
                "performance score",
            ),
            weak=("nilaiSkp", "nilai skp", "jumlah nilai", "capaian skp", "capaian kinerja"),
            meaning="Nilai angka, bila ada",
            allowed="0 sampai 100, atau 0 sampai 120",
            example="",
        ),  # fmt: skip
        Field(
            "set_on",
            "Tanggal Penilaian",
            (
                "tanggal penetapan",
                "tgl dinilai",
                "tanggal dinilai",
                "tanggal evaluasi",
                "set on",
                "tanggal nilai",
                "tanggal ditetapkan",
                "rated on",
                "waktu penilaian",
            ),
            meaning="Tanggal penilaian ditetapkan",
            allowed="dd/mm/tttt",
            example="31/12/2024",
        ),  # fmt: skip
        Field(
            "feedback_text",
            "Umpan Balik",
            (
                "catatan",
                "komentar",
                "catatan rekomendasi",
                "umpan balik berkelanjutan",
                "feedback",
                "catatan penilai",
                "rekomendasi",
                "comment",
                "comments",
                "saran",
                "catatan atasan",
                "umpan balik atasan",
                "feedback text",
            ),
            meaning="Umpan balik tertulis",
            example="",
        ),  # fmt: skip
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
    fill_down=(("agency",), ("unit",)),
)
