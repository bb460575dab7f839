"""Words for an import: kinds of file, rules with what to do about them, files that cannot be read.

The data layer names situations (a class, a rule); readers get a sentence in their language here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data import errors
from ui.i18n import N_, _

KIND_NAMES = {
    "appraisals": N_("Rekap penilaian"),
    "people": N_("Daftar pegawai"),
    "agency_results": N_("Predikat organisasi dan indeks layanan"),
    "targets": N_("Target dan realisasi"),
    "projects": N_("Proyek dan anggotanya"),
    "sanctions": N_("Hukuman disiplin"),
    "assessments": N_("Asesmen kompetensi dan potensi"),
    "credit": N_("Angka kredit"),
}


@dataclass(frozen=True)
class RuleWords:
    """One rule of the import in words."""

    title: str
    advice: str


# Messages are marked here and translated when shown; the keys are the names of the rules.
_RULES = {
    "nip_missing": RuleWords(N_("NIP kosong"), N_("Isi NIP pada baris ini.")),
    "nip_format": RuleWords(
        N_("NIP tidak sah"), N_("NIP terdiri atas 18 angka: tanggal lahir, TMT, kelamin, urutan.")
    ),
    "nip_digits_lost": RuleWords(
        N_("Angka akhir NIP hilang"),
        N_("Lembar kerja membulatkan NIP. Jadikan kolom itu teks, lalu isi ulang NIP-nya."),
    ),
    "period_missing": RuleWords(
        N_("Periode tidak terbaca"), N_("Isi tahun, dan bulan atau triwulan bila ada.")
    ),
    "period_in_future": RuleWords(
        N_("Periode belum berakhir"), N_("Periksa tahun dan bulan; periode harus sudah lewat.")
    ),
    "level_unknown": RuleWords(
        N_("Tingkat tidak dikenal"),
        N_("Pakai: di atas ekspektasi, sesuai ekspektasi, atau di bawah ekspektasi."),
    ),
    "predicate_unknown": RuleWords(
        N_("Predikat tidak dikenal"),
        N_("Pakai: Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang."),
    ),
    "score_out_of_range": RuleWords(
        N_("Nilai di luar skala"), N_("Nilai harus angka di dalam skala berkas.")
    ),
    "nothing_rated": RuleWords(
        N_("Tidak ada penilaian"), N_("Isi tingkat, predikat, atau nilai pada baris ini.")
    ),
    "self_rating": RuleWords(
        N_("Penilai sama dengan pegawai"), N_("Periksa NIP penilai; atasan tidak menilai diri.")
    ),
    "duplicate_conflict": RuleWords(
        N_("Baris kembar dengan isi berbeda"),
        N_("Sisakan satu baris untuk pegawai, periode, penilai, dan peran yang sama."),
    ),
    "predicate_mismatch": RuleWords(
        N_("Predikat tidak cocok dengan tingkatnya"),
        N_("Diimpor apa adanya. Bandingkan dengan dokumen penilaian."),
    ),
    "rater_missing": RuleWords(N_("Penilai kosong"), N_("Diimpor tanpa penilai.")),
    "rater_external": RuleWords(
        N_("Penilai tanpa NIP"), N_("Diimpor sebagai penilai dari luar, misalnya kepala daerah.")
    ),
    "duplicate_identical": RuleWords(
        N_("Baris kembar yang sama"), N_("Diimpor satu kali; salinannya dilewati.")
    ),
    "sex_mismatch": RuleWords(
        N_("Jenis kelamin berbeda dari NIP"), N_("Diimpor. Periksa kolom itu atau NIP-nya.")
    ),
    "birth_date_mismatch": RuleWords(
        N_("Tanggal lahir berbeda dari NIP"), N_("Diimpor. Periksa kolom itu atau NIP-nya.")
    ),
    "rank_unknown": RuleWords(N_("Golongan tidak terbaca"), N_("Diimpor tanpa golongan.")),
    "name_conflict": RuleWords(
        N_("Nama berbeda untuk satu NIP"), N_("Diimpor. Nama yang lebih baru yang ditampilkan.")
    ),
    "role_unknown": RuleWords(
        N_("Peran penilai tidak dikenal"),
        N_("Pakai: atasan, Plt, Plh, rekan, bawahan, ketua tim, atau diri sendiri."),
    ),
    "date_out_of_range": RuleWords(
        N_("Tanggal tidak masuk akal"), N_("Periksa tanggal pada kolom ini.")
    ),
    "agency_missing": RuleWords(
        N_("Perangkat daerah kosong"), N_("Isi nama perangkat daerah pada baris ini.")
    ),
    "index_out_of_range": RuleWords(
        N_("Indeks di luar skala"), N_("Indeks kepuasan harus angka 0 sampai 100.")
    ),
    "no_result": RuleWords(
        N_("Tidak ada hasil organisasi"), N_("Isi predikat organisasi atau indeks layanan.")
    ),
    "target_missing": RuleWords(
        N_("Target kosong"), N_("Isi indikator dan nilai target pada baris ini.")
    ),
    "project_missing": RuleWords(
        N_("Proyek tanpa nama"), N_("Isi kode atau nama proyek pada baris ini.")
    ),
    "quality_out_of_range": RuleWords(
        N_("Mutu di luar skala"), N_("Mutu terverifikasi harus angka 0 sampai 100.")
    ),
    "member_format": RuleWords(
        N_("NIP anggota tidak sah"), N_("Periksa NIP anggota; panjangnya 18 angka.")
    ),
    "member_digits_lost": RuleWords(
        N_("Angka akhir NIP anggota hilang"),
        N_("Lembar kerja membulatkan NIP. Jadikan kolom itu teks, lalu isi ulang NIP-nya."),
    ),
    "rater_changed": RuleWords(
        N_("Penilai berganti"), N_("Berkas ini menyebut penilai lain; penilaian lama diganti.")
    ),
    "sex_unknown": RuleWords(
        N_("Jenis kelamin tidak dikenal"), N_("Diimpor menurut NIP. Pakai: L atau P.")
    ),
    "birth_date_unknown": RuleWords(
        N_("Tanggal lahir tidak terbaca"), N_("Diimpor menurut NIP. Pakai: hh/bb/tttt.")
    ),
    "employment_type_unknown": RuleWords(
        N_("Jenis kepegawaian tidak dikenal"),
        N_("Diimpor menurut NIP. Pakai: PNS, PPPK, atau PPPK paruh waktu."),
    ),
    "position_class_unknown": RuleWords(
        N_("Jenis jabatan tidak dikenal"),
        N_(
            "Diimpor menurut nama jabatan. Pakai: pelaksana, fungsional, pengawas, administrator, "
            "atau pimpinan tinggi."
        ),
    ),
    "assignment_kind_unknown": RuleWords(
        N_("Jenis penugasan tidak dikenal"),
        N_("Diimpor sebagai definitif. Pakai: definitif, Plt, atau Plh."),
    ),
    "superior_unknown": RuleWords(
        N_("NIP atasan tidak sah"), N_("Diimpor tanpa atasan. Periksa NIP atasannya.")
    ),
    "work_result_kind_unknown": RuleWords(
        N_("Jenis RHK tidak dikenal"), N_("Diimpor tanpa jenis. Pakai: utama atau tambahan.")
    ),
    "aspect_unknown": RuleWords(
        N_("Aspek tidak dikenal"),
        N_("Diimpor tanpa aspek. Pakai: kuantitas, kualitas, waktu, atau biaya."),
    ),
    "state_unknown": RuleWords(
        N_("Status proyek tidak dikenal"),
        N_("Diimpor tanpa status. Pakai: direncanakan, berjalan, selesai, atau terhenti."),
    ),
    "member_missing": RuleWords(
        N_("Anggota tanpa NIP"), N_("Proyeknya diimpor tanpa anggota ini. Isi NIP anggota.")
    ),
    "member_role_unknown": RuleWords(
        N_("Peran anggota tidak dikenal"),
        N_("Diimpor sebagai anggota. Pakai: ketua, teknis, pengawas, administrasi, atau anggota."),
    ),
    "dates_reversed": RuleWords(
        N_("Tanggal terbalik"), N_("Hari terakhir mendahului hari pertama. Periksa kedua tanggal.")
    ),
    "sanction_level_unknown": RuleWords(
        N_("Tingkat hukuman tidak dikenal"),
        N_("Pakai: ringan, sedang, berat, atau tidak ada; atau isi jenis hukumannya."),
    ),
    "sanction_start_missing": RuleWords(
        N_("Mulai hukuman kosong"), N_("Isi hari pertama hukuman berlaku.")
    ),
    "sanction_end_missing": RuleWords(
        N_("Akhir hukuman tidak diketahui"),
        N_("Isi hari terakhir, lamanya, atau jenis hukuman yang menentukan lamanya."),
    ),
    "sanction_level_mismatch": RuleWords(
        N_("Tingkat hukuman tidak cocok dengan jenisnya"),
        N_("Diimpor menurut tingkatnya. Bandingkan dengan surat keputusannya."),
    ),
    "sanction_kind_unknown": RuleWords(
        N_("Jenis hukuman tidak dikenal"),
        N_("Diimpor tanpa jenis. Pakai nama jenis hukuman dalam PP 94/2021 pasal 8."),
    ),
    "assessment_date_missing": RuleWords(
        N_("Tanggal asesmen kosong"), N_("Isi hari asesmen; sejak itu hasilnya berlaku.")
    ),
    "competence_out_of_range": RuleWords(
        N_("Nilai asesmen di luar skala"),
        N_("Nilai kompetensi dan potensi harus angka 0 sampai 100."),
    ),
    "assessment_result_unknown": RuleWords(
        N_("Hasil uji tidak dikenal"),
        N_("Pakai: lulus atau tidak lulus; memenuhi atau belum memenuhi."),
    ),
    "potential_unknown": RuleWords(
        N_("Potensi tidak dikenal"),
        N_("Pakai: rendah, menengah, atau tinggi. Angka masuk ke kolom nilai potensi."),
    ),
    "nothing_assessed": RuleWords(
        N_("Tidak ada hasil asesmen"),
        N_("Isi kompetensi, potensi, uji kompetensi, atau ujian dinas."),
    ),
    "service_exam_unknown": RuleWords(
        N_("Ujian dinas tidak dikenal"),
        N_("Diimpor tanpa ujian dinas. Pakai: tingkat I, tingkat II, atau tidak ada."),
    ),
    "credit_out_of_range": RuleWords(
        N_("Angka kredit tidak masuk akal"), N_("Angka kredit harus angka 0 atau lebih.")
    ),
    "credit_missing": RuleWords(
        N_("Angka kredit kosong"), N_("Isi angka kredit masa itu, atau angka kredit kumulatif.")
    ),
    "credit_periods_overlap": RuleWords(
        N_("Masa penilaian beririsan"),
        N_("Diimpor, dan keduanya dihitung. Hapus salah satu bila isinya sama."),
    ),
    "functional_level_unknown": RuleWords(
        N_("Jenjang tidak dikenal"),
        N_("Diimpor tanpa jenjang. Pakai: pemula sampai penyelia, ahli pertama sampai ahli utama."),
    ),
    "credit_kind_unknown": RuleWords(
        N_("Jenis angka kredit tidak dikenal"),
        N_("Diimpor sebagai konversi. Pakai: konversi, integrasi, atau dasar."),
    ),
}


def kind(name: str) -> str:
    """Return the name of a kind of file."""
    return _(KIND_NAMES[name]) if name in KIND_NAMES else name


def rule(name: str) -> RuleWords:
    """Return a rule in words; a rule without words goes by its name."""
    words = _RULES.get(name)
    return RuleWords(name, "") if words is None else RuleWords(_(words.title), _(words.advice))


def rule_names() -> tuple[str, ...]:
    """Return the rules that have words."""
    return tuple(_RULES)


def level(name: str) -> str:
    """Return the weight of an issue."""
    return _("Kesalahan") if name == "error" else _("Peringatan")


# The most specific class first is not needed: the class of an error is looked up along its bases.
_PROBLEMS: Mapping[type[errors.DataError], RuleWords] = {
    errors.EmptyFile: RuleWords(
        N_("Berkas kosong"), N_("Tidak ada isi di dalamnya. Ekspor ulang berkas ini.")
    ),
    errors.NoDataRows: RuleWords(
        N_("Hanya ada judul kolom"), N_("Tidak ada baris di bawahnya. Ekspor beserta barisnya.")
    ),
    errors.FileTooLarge: RuleWords(
        N_("Berkas terlalu besar"), N_("Bagi menjadi beberapa berkas, misalnya per tahun.")
    ),
    errors.WrongFormat: RuleWords(
        N_("Bukan berkas tabel"), N_("Simpan tabelnya sebagai XLSX atau CSV, lalu unggah lagi.")
    ),
    errors.DamagedFile: RuleWords(
        N_("Berkas rusak"), N_("Isinya tidak dapat dibuka. Ekspor ulang berkas ini.")
    ),
    errors.PasswordProtected: RuleWords(
        N_("Berkas terkunci kata sandi"), N_("Hapus kata sandinya, simpan, lalu unggah lagi.")
    ),
    errors.MacroWorkbook: RuleWords(
        N_("Berkas berisi makro"), N_("Simpan sebagai XLSX tanpa makro, lalu unggah lagi.")
    ),
    errors.UnsafeWorkbook: RuleWords(
        N_("Berkas tidak aman dibuka"),
        N_("Isinya jauh lebih besar daripada berkasnya. Salin tabelnya ke buku kerja baru."),
    ),
    errors.TooManyColumns: RuleWords(
        N_("Kolom terlalu banyak"), N_("Sisakan kolom tabelnya saja, lalu unggah lagi.")
    ),
    errors.CellTooLong: RuleWords(
        N_("Sel terlalu panjang"),
        N_("Pendekkan isinya, atau cari tanda kutip yang tidak ditutup."),
    ),
    errors.NulBytes: RuleWords(
        N_("Berkas rusak"), N_("Ada tanda yang tidak mungkin ada di teks. Ekspor ulang berkas ini.")
    ),
    errors.MixedEncoding: RuleWords(
        N_("Huruf tersimpan dengan dua cara"), N_("Buka dan simpan ulang sebagai CSV UTF-8.")
    ),
    errors.MalformedJson: RuleWords(
        N_("JSON tidak lengkap"), N_("Unduh ulang berkas ini dari sumbernya.")
    ),
    errors.UnreadableRecord: RuleWords(
        N_("JSON tanpa daftar catatan"), N_("Unduh daftar catatannya, satu catatan per pegawai.")
    ),
    errors.RaggedRow: RuleWords(
        N_("Banyak sel tidak sama"),
        N_("Baris ini punya lebih banyak atau lebih sedikit sel daripada judul kolomnya."),
    ),
    errors.SheetNotFound: RuleWords(N_("Lembar tidak ada"), N_("Pilih lembar yang lain.")),
    errors.HeaderNotFound: RuleWords(
        N_("Judul kolom belum dikenali"), N_("Pasangkan kolomnya di bawah, atau pakai templat.")
    ),
    errors.KindAmbiguous: RuleWords(
        N_("Jenis berkas belum pasti"), N_("Pilih jenis berkasnya di bawah.")
    ),
    errors.InvalidMapping: RuleWords(
        N_("Satu isian dipasangkan dua kali"), N_("Sisakan satu kolom untuk setiap isian.")
    ),
    errors.UnreadableFile: RuleWords(
        N_("Berkas tidak dapat dibaca"), N_("Ekspor ulang berkas ini, atau pakai templat.")
    ),
    errors.DemoStore: RuleWords(
        N_("Ini data contoh"), N_("Mulai dulu dengan data sendiri; data contoh tidak dicampur.")
    ),
    errors.BatchNotFound: RuleWords(
        N_("Impor ini tidak ada lagi"), N_("Mungkin sudah dibatalkan; muat ulang halaman ini.")
    ),
    errors.BatchReplaced: RuleWords(
        N_("Belum dapat dibatalkan"),
        N_("Impor yang lebih baru mengganti sebagian barisnya. Batalkan yang terbaru dulu."),
    ),
    errors.UnknownAgency: RuleWords(
        N_("Perangkat daerah ini tidak ada lagi"), N_("Muat ulang halaman ini.")
    ),
    errors.StoreBusy: RuleWords(
        N_("Data sedang dipakai program lain"), N_("Tutup program itu, lalu coba lagi.")
    ),
    errors.StoreUnavailable: RuleWords(
        N_("Data tidak dapat ditulis"), N_("Periksa ruang penyimpanan dan izin menulis.")
    ),
    errors.WriteFailed: RuleWords(
        N_("Penyimpanan penuh"),
        N_("Tidak ada yang ditulis, data yang ada tetap utuh. Kosongkan ruang, lalu ulangi."),
    ),
}
_ANY = RuleWords(N_("Permintaan ini tidak dapat dikerjakan"), N_("Tidak ada yang diubah."))


def problem(error: errors.DataError) -> RuleWords:
    """Return what is wrong and what to do, in words of ours; `place` says where."""
    words = next((_PROBLEMS[base] for base in type(error).__mro__ if base in _PROBLEMS), _ANY)
    return RuleWords(_(words.title), _(words.advice))


def place(error: errors.DataError) -> str:
    """Return where it is, unescaped; empty where the error names no place."""
    if isinstance(error, errors.BatchReplaced):
        return _("impor nomor {numbers}").format(numbers=", ".join(map(str, error.later)))
    if not isinstance(error, errors.UnreadableFile):
        return ""
    parts = [
        _("lembar {sheet}").format(sheet=error.sheet) if error.sheet else "",
        _("baris {row}").format(row=error.row) if error.row else "",
        _("kolom {column}").format(column=error.column) if error.column else "",
    ]
    return ", ".join(part for part in parts if part)
