"""Indicators by job family, after the estimates for the city: what targets are made of."""

from __future__ import annotations

from typing import NamedTuple


class Indicator(NamedTuple):
    """One indicator with its target; `due` is the month and day it is due in the year."""

    work_result: str
    indicator: str
    aspect: str
    unit: str
    target: float
    direction: str
    source: str
    due: tuple[int, int] = (12, 31)


LEAST, MOST = "at_least", "at_most"
HALF, JANUARY, NOVEMBER = (7, 15), (1, 31), (11, 30)
BY_SUPERIOR = "kepala sekolah"  # a source that is the rater's own judgement

INDICATORS: dict[str, tuple[Indicator, ...]] = {
    "teacher": (
        Indicator("Tersusunnya perangkat pembelajaran", "Jumlah perangkat ajar", "quantity",
                  "dokumen", 2, LEAST, "platform guru", HALF),
        Indicator("Pengembangan keprofesian", "Jam pelatihan", "quantity", "JP", 20, LEAST,
                  "sertifikat", NOVEMBER),
        Indicator("Terlaksananya pembelajaran", "Nilai observasi kelas", "quality", "1–4", 3,
                  LEAST, BY_SUPERIOR),
        Indicator("Meningkatnya hasil belajar", "Murid mencapai kompetensi minimum literasi",
                  "quality", "%", 70, LEAST, "asesmen nasional", NOVEMBER),
        Indicator("Terlaksananya pembelajaran", "Jam tatap muka", "quantity", "jam/minggu", 24,
                  LEAST, "Dapodik"),
    ),
    "school_head": (
        Indicator("Terkelolanya sekolah", "Indikator rapor pendidikan yang naik", "quality",
                  "indikator", 3, LEAST, "rapor pendidikan", NOVEMBER),
        Indicator("Supervisi guru", "Guru diobservasi", "quantity", "%", 100, LEAST,
                  "catatan supervisi"),
        Indicator("Pengelolaan dana BOS", "Laporan tepat waktu", "time", "%", 100, LEAST, "ARKAS"),
    ),
    "nurse": (
        Indicator("Asuhan keperawatan", "Kelengkapan asuhan dalam rekam medis", "quality", "%",
                  95, LEAST, "audit rekam medis"),
        Indicator("Asuhan keperawatan", "Kepatuhan cuci tangan", "quality", "%", 85, LEAST,
                  "audit PPI"),
        Indicator("Keselamatan pasien", "Insiden jatuh", "quantity", "kejadian", 0, MOST,
                  "laporan insiden"),
        Indicator("Kepuasan", "IKM unit", "quality", "0–100", 82, LEAST, "survei kepuasan"),
    ),
    "midwife": (
        Indicator("ANC sesuai standar", "Ibu hamil K6", "quality", "%", 90, LEAST, "kohort KIA"),
        Indicator("Asuhan kebidanan", "Kelengkapan asuhan dalam rekam medis", "quality", "%", 95,
                  LEAST, "audit rekam medis"),
        Indicator("Kepuasan", "IKM unit", "quality", "0–100", 82, LEAST, "survei kepuasan"),
    ),
    "doctor": (
        Indicator("Pelayanan medis", "Waktu tunggu rawat jalan", "time", "menit", 60, MOST,
                  "SIMRS"),
        Indicator("Pelayanan medis", "Kepatuhan clinical pathway", "quality", "%", 80, LEAST,
                  "komite medik"),
        Indicator("Prolanis", "Hipertensi terkendali", "quality", "%", 50, LEAST, "P-Care"),
    ),
    "other_health": (
        Indicator("Pelayanan penunjang", "Hasil diserahkan tepat waktu", "time", "%", 95, LEAST,
                  "SIMRS"),
        Indicator("Kesehatan lingkungan", "Inspeksi dilaksanakan", "quantity", "lokasi", 60,
                  LEAST, "laporan inspeksi"),
        Indicator("Obat dan gizi", "Kesalahan penyiapan", "quality", "kejadian", 2, MOST,
                  "laporan insiden"),
    ),
    "engineering": (
        Indicator("Tersedianya jalan kondisi mantap", "Deviasi penyelesaian terhadap kontrak",
                  "time", "hari", 0, MOST, "berita acara serah terima"),
        Indicator("Tersedianya jalan kondisi mantap", "Hasil uji mutu lulus", "quality", "%", 98,
                  LEAST, "laboratorium"),
        Indicator("Tersedianya jalan kondisi mantap", "Realisasi terhadap pagu", "cost", "%", 95,
                  LEAST, "SIPD"),
        Indicator("Bangunan dan drainase", "Temuan pemeriksaan fisik", "quality", "temuan", 0,
                  MOST, "Inspektorat"),
    ),
    "order": (
        Indicator("Ketertiban", "Patroli", "quantity", "kali", 240, LEAST, "laporan patroli"),
        Indicator("Pemadaman", "Respons kebakaran", "time", "menit", 15, MOST, "log pos"),
        Indicator("Penegakan Perda", "Pelanggaran ditindaklanjuti", "quality", "%", 90, LEAST,
                  "register pelanggaran"),
    ),
    "front_office": (
        Indicator("Pelayanan izin dan dokumen", "Selesai dalam SLA", "time", "%", 95, LEAST,
                  "OSS dan SIAK"),
        Indicator("Pelayanan izin dan dokumen", "Berkas selesai", "quantity", "berkas", 1800,
                  LEAST, "OSS dan SIAK"),
        Indicator("Pelayanan izin dan dokumen", "Berkas dikembalikan karena salah", "quality",
                  "%", 2, MOST, "OSS dan SIAK"),
        Indicator("Kepuasan", "IKM loket", "quality", "0–100", 88.31, LEAST, "survei kepuasan"),
    ),
    "planning": (
        Indicator("Dokumen perencanaan", "RKPD ditetapkan sebelum batas", "time",
                  "hari terlambat", 0, MOST, "Perwal", HALF),
        Indicator("Dokumen perencanaan", "Konsistensi RPJMD–RKPD–APBD", "quality", "%", 95, LEAST,
                  "e-monev"),
        Indicator("Evaluasi", "Laporan evaluasi triwulan", "quantity", "laporan", 4, LEAST,
                  "arsip"),
    ),
    "audit": (
        Indicator("Pengawasan", "LHP terbit", "quantity", "laporan", 8, LEAST, "PKPT"),
        Indicator("Pengawasan", "LHP terbit dalam 30 hari setelah lapangan", "time", "%", 90,
                  LEAST, "register LHP"),
        Indicator("Pengawasan", "Tindak lanjut rekomendasi", "quality", "%", 80, LEAST, "SIM-HP"),
    ),
    "revenue": (
        Indicator("Penerimaan", "Realisasi terhadap target", "quality", "%", 100, LEAST, "SIPD"),
        Indicator("Penerimaan", "Objek baru terdaftar", "quantity", "objek", 120, LEAST,
                  "basis data pajak", NOVEMBER),
        Indicator("Penerimaan", "Keberatan diputus dalam 12 bulan", "time", "%", 100, LEAST,
                  "register keberatan"),
    ),
    "computing": (
        Indicator("Layanan TI", "Ketersediaan layanan", "quality", "%", 99.5, LEAST, "pemantau"),
        Indicator("Layanan TI", "Tiket prioritas 1 selesai dalam 4 jam", "time", "%", 90, LEAST,
                  "tiket"),
        Indicator("Keamanan informasi", "Insiden tak tertangani", "quantity", "insiden", 0, MOST,
                  "CSIRT"),
    ),
    "finance": (
        Indicator("Penatausahaan", "SPJ disampaikan sebelum tanggal 10", "time", "%", 100, LEAST,
                  "SIPD"),
        Indicator("Penatausahaan", "SPM dikembalikan", "quality", "%", 3, MOST, "BPKPAD"),
        Indicator("Penatausahaan", "Temuan pemeriksaan", "quality", "temuan", 0, MOST, "LHP"),
    ),
    "administration": (
        Indicator("Persuratan", "Disposisi dalam 1 hari kerja", "time", "%", 95, LEAST,
                  "e-office"),
        Indicator("Kepegawaian", "SKP pegawai ditetapkan sampai 31 Januari", "time", "%", 100,
                  LEAST, "e-Kinerja", JANUARY),
        Indicator("Kepegawaian", "Data SIASN lengkap", "quality", "%", 98, LEAST, "SIASN"),
    ),
    "ward": (
        Indicator("Pelayanan administrasi kelurahan", "Surat selesai hari yang sama", "time", "%",
                  90, LEAST, "register surat"),
        Indicator("Aduan warga", "Aduan dijawab dalam 3 hari kerja", "time", "%", 90, LEAST,
                  "SP4N-LAPOR!"),
        Indicator("Dana kelurahan", "Serapan", "cost", "%", 95, LEAST, "SIPD"),
    ),
    "ward_head": (
        Indicator("Penagihan PBB-P2", "Realisasi PBB", "quality", "%", 85, LEAST, "BPKPAD",
                  NOVEMBER),
        Indicator("Musrenbang", "Usulan masuk SIPD tepat waktu", "time", "%", 100, LEAST,
                  "Bapperida", HALF),
        Indicator("Dana kelurahan", "Kegiatan fisik selesai", "quantity", "%", 100, LEAST,
                  "SIPD"),
    ),
    "leader": (
        Indicator("Pelayanan publik", "IKM perangkat daerah", "quality", "0–100", 82, LEAST,
                  "survei kepuasan"),
        Indicator("Anggaran", "Serapan belanja", "cost", "%", 95, LEAST, "SIPD"),
        Indicator("Akuntabilitas", "Rekomendasi LHP selesai", "quality", "%", 80, LEAST,
                  "SIM-HP"),
    ),
}  # fmt: skip
