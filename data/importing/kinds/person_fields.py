"""Fields that files about persons share: who, where, which post, which period."""

from __future__ import annotations

from data.importing.kinds.fields import Field

# Several aliases a line: one a line would hide the fields.
# fmt: off

NIP_FORM = "18 angka, kolom diformat sebagai teks"

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
    example="199001012015031999",
    required=True,
)
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
)
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
)
POSITION = Field(
    "position",
    "Jabatan",
    (
        "nama jabatan", "jabatanNama", "position", "job title", "jabatan terakhir", "title",
        "jabatan saat ini", "nomenklatur jabatan",
    ),
    meaning="Nama jabatan",
    example="Analis Kebijakan Ahli Muda",
)
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
)
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
)
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
)
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
)
DECREE_NUMBER = Field(
    "decree_number",
    "Nomor SK",
    (
        "skNomor", "nomorSk", "no sk", "nomor surat keputusan", "nomor keputusan", "no keputusan",
        "nomor pak", "no pak", "decree number",
    ),
    meaning="Nomor surat keputusan",
    example="800/001/2024",
)
DECREE_ON = Field(
    "decree_on",
    "Tanggal SK",
    (
        "skTanggal", "tanggalSk", "tgl sk", "tanggal surat keputusan", "tanggal keputusan",
        "tanggal pak", "tgl pak", "decree date",
    ),
    meaning="Tanggal surat keputusan",
    allowed="dd/mm/tttt",
    example="20/01/2024",
)
