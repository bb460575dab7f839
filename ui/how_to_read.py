"""Three sentences per kind of card: what is drawn, how to read it, what it does not say."""

from __future__ import annotations

from collections.abc import Callable

from ui.i18n import _


def texts(name: str) -> tuple[str, str, str]:
    """Return the three sentences of a kind of card."""
    return _TEXTS[name]()


def names() -> tuple[str, ...]:
    """Return the kinds of card that have an explanation."""
    return tuple(_TEXTS)


def table_keys() -> str:
    """Return how a table is used without a mouse; shown under every explanation."""
    return _("Di tabel: tombol panah untuk berpindah, Shift+Spasi untuk memilih baris.")


_TEXTS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "predicate_mix": lambda: (
        _("Setiap batang adalah 100% pegawai yang dinilai, dibagi menurut predikat."),
        _("Batang diurutkan dari porsi Baik ke atas yang terbesar; kota selalu di atas."),
        _("Selisih antarkelompok bisa berasal dari pegawainya, bukan hanya dari penilainya."),
    ),
    "expected_pattern": lambda: (
        _("Batang adalah porsi pegawai; bidang abu-abu adalah rentang yang diharapkan."),
        _("Rentang bergantung pada predikat organisasi; garis pendek adalah porsi nasional."),
        _("Pola ini bahan pertimbangan, bukan jatah, dan kurva acuan hanyalah ilustrasi."),
    ),
    "score_histogram": lambda: (
        _("Tinggi batang adalah banyaknya pegawai pada tiap rentang nilai."),
        _("Garis putus-putus adalah median: setengah pegawai bernilai di bawahnya."),
        _("Nilai yang menumpuk di satu angka sukar dipakai untuk membedakan pegawai."),
    ),
    "rater_histogram": lambda: (
        _("Tinggi batang adalah porsi penilaian penilai ini pada tiap rentang nilai."),
        _(
            "Garis luar adalah porsi yang sama pada penilai serupa; periode yang dianalisis"
            " digabung."
        ),
        _("Sebaran yang lain bisa berasal dari pegawainya, bukan hanya dari penilainya."),
    ),
    "agency_dots": lambda: (
        _("Titik adalah nilai tiap kelompok, garis mendatar rentang yang masuk akal baginya."),
        _("Bila rentang memotong garis kota, perbedaan dengan kota belum jelas."),
        _("Titik kosong berarti datanya sedikit; urutan antartitik yang dekat tidak berarti."),
    ),
    "agency_table": lambda: (
        _("Setiap baris adalah satu perangkat daerah dengan semua ukuran halaman ini."),
        _("Klik judul kolom untuk mengurutkan; pilih satu baris untuk membuka rinciannya."),
        _("Rentang tiap porsi ada pada grafik di atas dan di rincian, tidak di tabel ini."),
    ),
    "trend": lambda: (
        _("Garis menunjukkan perubahan antarperiode, pita atau batang tegak rentangnya."),
        _("Dua periode dengan rentang yang saling menutupi mungkin tidak berbeda."),
        _("Garis terputus berarti periode itu belum ada datanya atau kelompoknya terlalu kecil."),
    ),
    "level_matrix": lambda: (
        _("Setiap kotak memuat pegawai dengan hasil kerja dan perilaku kerja tersebut."),
        _("Warna kotak adalah predikat yang ditetapkan aturan untuk pasangan itu."),
        _("Bila hampir semua pegawai ada di satu kotak, kedua sumbu hampir tidak membedakan."),
    ),
    "transition": lambda: (
        _("Baris adalah predikat periode sebelumnya, kolom predikat periode ini."),
        _("Porsi dihitung per baris; kotak pada diagonal berarti predikat tetap."),
        _("Hanya pegawai yang dinilai pada kedua periode yang ikut dihitung."),
    ),
    "completeness": lambda: (
        _("Batang menunjukkan berapa bagian pegawai yang sudah dinilai, menuju 100%."),
        _("Garis tegak adalah sasaran kelengkapan."),
        _("Tanpa daftar pegawai, kelengkapan belum diketahui; kosong tidak berarti lengkap."),
    ),
    "filling": lambda: (
        _("Batang menunjukkan berapa bagian penilaian yang terlambat, bertulisan, atau disalin."),
        _("Yang paling menonjol di atas; batas porsinya ada di tabel."),
        _("Tanpa tanggal atau umpan balik, porsinya belum diketahui, bukan nol."),
    ),
    "projects": lambda: (
        _("Lingkaran kosong adalah tanggal rencana, lingkaran penuh tanggal selesai."),
        _("Garis di antaranya adalah selisihnya; garis putus-putus berarti belum selesai."),
        _("Keterlambatan punya banyak sebab; baca bersama mutu yang sudah diverifikasi."),
    ),
    "agreement": lambda: (
        _("Setiap titik adalah satu perangkat daerah: hasil organisasi dan porsi Sangat Baik."),
        _("Bila predikat pegawai sejalan dengan hasil organisasi, titik naik ke kanan."),
        _("Hanya yang paling menyimpang diberi nama; sebabnya perlu dibicarakan."),
    ),
    "targets": lambda: (
        _("Target tercapai dihitung dari target yang sudah dilaporkan dan diverifikasi."),
        _("Yang belum dilaporkan atau belum diverifikasi disebut terpisah."),
        _("Target yang mudah lebih sering tercapai; lihat isinya sebelum membandingkan."),
    ),
    "agency_raters": lambda: (
        _("Setiap baris adalah satu penilai di perangkat daerah ini, menurut jabatannya."),
        _("Rata-rata dan simpangan dihitung dari nilai yang diberikannya pada periode ini."),
        _("Pegawai yang dinilai berbeda, jadi rata-rata ini belum membandingkan penilai."),
    ),
    "agency_filling": lambda: (
        _("Setiap baris adalah satu ukuran: berapa dari berapa penilaian, dan porsinya."),
        _("Batas bawah dan atas menunjukkan seberapa pasti porsi itu."),
        _("Tanpa daftar pegawai, tanggal, atau umpan balik, ukurannya belum diketahui."),
    ),
    "findings": lambda: (
        _("Paling banyak lima hal, diurutkan menurut besarnya dan kepastiannya."),
        _("Jelas berbeda berarti kemungkinan kecil kebetulan; mungkin berbeda perlu data lagi."),
        _("Daftar ini bahan pembicaraan, bukan kesimpulan tentang orang."),
    ),
    "raters": lambda: (
        _("Setiap tanda adalah satu penilai; garisnya rentang 90 persen selisihnya dari rekan."),
        _("Bila rentang memotong garis nol, penilai itu belum dapat dibedakan dari rekannya."),
        _("Angka bertumpu pada pegawai yang dinilai lebih dari satu penilai; lihat kaitannya."),
    ),
    "rater_spread": lambda: (
        _("Ke kanan lebih longgar, ke kiri lebih ketat; ke atas nilai pegawainya lebih beragam."),
        _("Garis putus-putus adalah sebaran yang lazim; nama ditulis pada yang paling menonjol."),
        _("Sebaran kecil bisa berasal dari tim yang memang serupa."),
    ),
    "rasch": lambda: (
        _("Ke kanan lebih longgar pada skala logit; garisnya rentang 95 persen."),
        _("Infit dan outfit sekitar 1 berarti pola nilainya seperti dugaan model."),
        _("Nol berbeda di tiap kelompok yang tidak berbagi pegawai; titik kosong: di bawah lima."),
    ),
    "rater_patterns": lambda: (
        _("Setiap pola diuji pada penilai yang datanya cukup; banyaknya tertulis."),
        _("Perlu ditinjau berarti kemungkinan kecil kebetulan, setelah banyaknya uji dihitung."),
        _("Satu pola dapat menyerupai pola lain; baca bersama kecenderungannya."),
    ),
    "rater_years": lambda: (
        _("Setiap titik adalah selisih penilai pada satu tahun, dengan rentang 90 persen."),
        _("Rentang yang saling menutupi berarti perubahannya belum jelas."),
        _("Kenaikan nilai yang dialami semua penilai sudah dikeluarkan."),
    ),
    "rater_links": lambda: (
        _("Garis menghubungkan penilai yang pernah menilai pegawai yang sama."),
        _("Makin tebal garisnya, makin banyak pegawai bersama; angkanya tertulis."),
        _("Hanya kaitan ini yang memisahkan kelonggaran penilai dari mutu timnya."),
    ),
    "group_gaps": lambda: (
        _("Titik kosong: sebelum disesuaikan, titik penuh: setelahnya; rentangnya 95 persen."),
        _("Bila rentang memotong garis nol, selisihnya masih dalam batas kebetulan."),
        _("Selisih bisa berasal dari tugas dan pegawainya; ini bahan pembicaraan."),
    ),
    "reliability": lambda: (
        _("Porsi menunjukkan dari mana perbedaan nilai berasal: pegawai, unit, penilai, sisanya."),
        _("Keandalan 0,8 berarti urutan pegawai hampir sama bila dinilai ulang."),
        _("Tabel menyebut berapa penilai atau periode yang diperlukan untuk itu."),
    ),
    "candidates": lambda: (
        _("Titik adalah urutan tengah seorang pegawai, garisnya rentang 90 persen urutannya."),
        _("Titik kosong di pita abu-abu: data belum dapat mengurutkan mereka di sekitar garis."),
        _("Daftar ini bahan pertimbangan; yang memutuskan orang, dengan alasan yang tercatat."),
    ),
    "eligibility": lambda: (
        _("Setiap baris adalah satu syarat: berapa orang memenuhi, belum, atau belum diketahui."),
        _("Belum diketahui berarti datanya belum ada; tidak pernah dihitung sebagai belum."),
        _("Tanggal terpenuhi berlaku bila selain waktu tidak ada yang berubah."),
    ),
    "nine_boxes": lambda: (
        _("Ke atas kinerja menurut predikat tahun lengkap terakhir, ke kanan potensial asesmen."),
        _("Tanpa asesmen tidak ada kotak; yang belum dinilai dihitung, tidak ditempatkan."),
        _("Tabel batas menyebut berapa orang berpindah bila batasnya digeser sedikit."),
    ),
    "rank_moves": lambda: (
        _("Kiri urutan menurut rata-rata mentah, kanan urutan di daftar ini."),
        _("Berwarna hanya yang melewati garis; sebab terbesarnya tertulis di tabel."),
        _("Berpindah bukan kesalahan siapa pun: penilai yang ketat atau longgar menggesernya."),
    ),
    "list_sensitivity": lambda: (
        _("Daftar disusun ulang dengan beberapa cara yang masuk akal, satu cara tiap kolom."),
        _("Yang masuk di semua cara tahan terhadap pilihan cara; yang sebagian perlu dibicarakan."),
        _("Tanda hubung berarti orang itu tidak ikut diurutkan pada cara itu."),
    ),
    "list_fairness": lambda: (
        _("Rasio membandingkan porsi terpilih satu kelompok dengan semua yang lain."),
        _("Di bawah 0,8 dengan rentang seluruhnya di bawah itu perlu dilihat kasusnya."),
        _("Dari banyak kelompok, beberapa tampak menonjol hanya karena kebetulan."),
    ),
    "calibration_table": lambda: (
        _("Setiap baris adalah satu pegawai; nomor barisnya tetap walau tabel disaring."),
        _("Usulan yang berbeda baru dihitung dan disimpan bila alasannya ditulis."),
        _("Draf tidak mengubah penilaian; siapa mengubah apa dan kapan ada di Riwayat."),
    ),
    "calibration_effect": lambda: (
        _("Batang adalah porsi bila usulan berlaku, belah ketupat porsi sekarang."),
        _("Bidang abu-abu adalah rentang yang diharapkan, garis pendek porsi nasional."),
        _("Mengikuti pola bukan tujuan; pola ini bahan pertimbangan, bukan jatah."),
    ),
    "calibration_boxes": lambda: (
        _("Ke bawah kinerja menurut predikat, ke samping potensial menurut asesmen."),
        _("Angka sebelum panah adalah sekarang, sesudahnya bila usulan berlaku."),
        _("Pegawai tanpa asesmen potensial tidak ditempatkan, hanya dihitung."),
    ),
    "calibration_raters": lambda: (
        _("Setiap baris adalah satu penilai dengan porsi Sangat Baik sekarang dan usulan."),
        _("Selisih dihitung dari pegawai penilai lain di draf ini, tanpa penyesuaian."),
        _("Selisih bisa berasal dari pegawai yang memang berbeda."),
    ),
    "shortlists": lambda: (
        _("Satu baris satu pegawai seperti saat daftar disimpan; tidak ada yang dihitung ulang."),
        _("Mengambil atau meninggalkan orang di luar urutan perlu alasan, dan itu tercatat."),
        _("Daftar disetujui orang lain daripada yang mengusulkan; setelah itu tidak berubah lagi."),
    ),
    "rules": lambda: (
        _("Satu baris satu angka atau ketentuan yang dipakai pemeriksaan, dengan dasar hukumnya."),
        _("Tanggal penilaian menentukan versinya: yang terakhir mulai berlaku sebelum hari itu."),
        _("Belum diperiksa berarti angkanya lazim dipakai, tetapi naskahnya belum dibaca."),
    ),
    "person_history": lambda: (
        _("Setiap titik adalah penilaian atasan pada satu periode, warnanya predikatnya."),
        _(
            "Bidang abu-abu adalah nilai disesuaikan dari periode yang dianalisis, dengan"
            " rentang 90 persen."
        ),
        _("Garis tegak berarti penilainya berganti; nilai dapat bergeser karenanya."),
    ),
    "person_items": lambda: (
        _("Setiap titik: butir itu terhadap tingkat orang ini sendiri, dibanding pegawai serupa."),
        _("Titik penuh jelas berbeda; bila rentang memotong garis nol, belum dapat dibedakan."),
        _("Penilai yang longgar di semua butir tidak menggesernya, di satu butir saja masih."),
    ),
    "person_feedback": lambda: (
        _("Lima teks terbaru ditulis di atas; semuanya ada di tabel dan di berkas unduhan."),
        _("Teks rekan dan bawahan tampil hanya bila pemberinya tiga orang atau lebih."),
        _("Kalimat yang sama untuk banyak pegawai sedikit menerangkan tentang satu orang."),
    ),
}
