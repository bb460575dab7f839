"""The method page: whose appraisal counts, shares, change, scores, levels, movement."""

from __future__ import annotations

from analytics.findings import LOW_ENTROPY_BITS
from analytics.intervals import CONFIDENCE
from ui import formats
from ui.i18n import _
from ui.method_texts.measure import Measure


def result() -> Measure:
    """Describe whose appraisal counts."""
    return Measure(
        "hasil-pegawai",
        _("Hasil seorang pegawai pada satu periode"),
        (
            _(
                "Setiap pegawai dihitung satu kali per periode. Yang dihitung adalah penilaian "
                "atasan, atau Plt/Plh atasan, yang ditetapkan paling akhir."
            ),
            _(
                "Penilaian rekan, bawahan, ketua tim, dan diri sendiri disimpan, tetapi tidak "
                "ikut dalam porsi, hitungan, atau urutan."
            ),
            _(
                "Pegawai yang dinilai tanpa predikat tidak ikut dalam porsi predikat dan disebut "
                "terpisah. Bila predikat tidak cocok dengan hasil kerja dan perilaku, isi berkas "
                "dipakai dan diberi peringatan."
            ),
        ),
        assumptions=(
            _(
                "Unit, jabatan, golongan, dan penilai adalah yang tertulis pada saat penilaian; "
                "mutasi sesudahnya tidak mengubah riwayat."
            ),
            _("Satu tahun memakai periode tahunan; bila tidak ada, periode terakhir tahun itu."),
        ),
        limits=(_("Penilaian tanpa tanggal dianggap lebih lama daripada yang bertanggal."),),
    )


def shares() -> Measure:
    """Describe shares of predicates and their intervals."""
    return Measure(
        "porsi",
        _("Porsi predikat dan selangnya"),
        (
            _(
                "Porsi adalah banyaknya pegawai dengan suatu predikat dibagi semua pegawai yang "
                "mempunyai predikat di kelompok itu."
            ),
            _(
                "Selang {confidence} menunjukkan seberapa jauh porsi itu dapat bergeser bila "
                "proses yang sama terulang. Makin kecil kelompok, makin lebar selangnya."
            ).format(confidence=formats.whole_share(CONFIDENCE)),
        ),
        (
            r"\hat p = \frac{x}{n}",
            r"\frac{\hat p + \frac{z^2}{2n} \pm z\sqrt{\frac{\hat p(1-\hat p)}{n}"
            r" + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}",
        ),
        _(
            "x: pegawai dengan predikat itu; n: pegawai dengan predikat; z: kuantil sebaran normal "
            "untuk selang {confidence}."
        ).format(confidence=formats.whole_share(CONFIDENCE)),
        (
            _(
                "Semua hasil dihitung, tidak ada sampel. Selang berbicara tentang proses yang "
                "menghasilkan penilaian: perangkat daerah, atasan, dan kebiasaan yang sama pada "
                "tahun lain akan memberi predikat yang sedikit berbeda."
            ),
            _("Dalam selang ini penilaian satu pegawai tidak bergantung pada pegawai lain."),
        ),
        (
            _(
                "Pegawai satu penilai sering dinilai serupa; selang yang sebenarnya lalu lebih "
                "lebar daripada yang digambar."
            ),
        ),
        ("Wilson 1927, Journal of the American Statistical Association 22:209",),
    )


def change() -> Measure:
    """Describe change between periods."""
    return Measure(
        "perubahan",
        _("Perubahan antarperiode dan arti dalam batas kebetulan"),
        (
            _(
                "Perubahan adalah porsi periode ini dikurangi porsi periode sebelumnya. Disebut "
                "dalam batas kebetulan bila selang perubahan itu memuat nol."
            ),
            _(
                "Sebagian besar pegawai ada pada kedua periode dan sering mempunyai predikat yang "
                "sama. Itu diperhitungkan, sehingga selangnya lebih sempit daripada selang untuk "
                "orang yang berbeda."
            ),
        ),
        (
            r"d = p_2 - p_1",
            r"L = d - \sqrt{(p_2-l_2)^2 - 2\rho\,(p_2-l_2)(u_1-p_1) + (u_1-p_1)^2}",
            r"U = d + \sqrt{(u_2-p_2)^2 - 2\rho\,(u_2-p_2)(p_1-l_1) + (p_1-l_1)^2}",
            r"\rho = \varphi\,\frac{n_{12}}{\sqrt{n_1 n_2}}",
        ),
        _(
            "p, l, u: porsi dan batas selang Wilson, 1 sebelum dan 2 sekarang; n₁₂: pegawai yang "
            "ada pada kedua periode; φ: korelasi predikat mereka."
        ),
        (_("Tanpa tabel perpindahan, kedua periode dianggap berisi orang yang berbeda."),),
        (
            _(
                "Dalam batas kebetulan tidak berarti tidak ada perubahan; datanya belum cukup "
                "untuk membedakan."
            ),
        ),
        (
            "Newcombe 1998, Statistics in Medicine 17:873, 17:2635",
            "Zou & Donner 2008, Statistics in Medicine 27:1693",
        ),
    )


def information() -> Measure:
    """Describe how far predicates tell people apart."""
    return Measure(
        "informasi",
        _("Seberapa jauh predikat membedakan pegawai"),
        (
            _(
                "Bila hampir semua pegawai mendapat predikat yang sama, predikat itu hampir tidak "
                "memberi tahu apa pun tentang seorang pegawai."
            ),
            _(
                "Ukurannya banyaknya predikat efektif: 1 bila semua sama, 5 bila kelima predikat "
                "dipakai sama banyak. Temuan muncul bila informasinya di bawah {bits} bit, yaitu "
                "kurang dari dua predikat yang dipakai sama banyak."
            ).format(bits=formats.score(LOW_ENTROPY_BITS)),
        ),
        (r"H = -\sum_k p_k \log_2 p_k", r"N_{\mathrm{ef}} = 2^{H}"),
        _("pₖ: porsi predikat k; H: entropi dalam bit; Nₑf: banyaknya predikat efektif."),
        (_("Semua hasil dihitung, jadi entropi menggambarkan penilaian yang memang diberikan."),),
        (
            _(
                "Informasi yang banyak tidak berarti penilaiannya benar: predikat yang diberikan "
                "secara acak pun membedakan pegawai."
            ),
        ),
        (
            "Shannon 1948, Bell System Technical Journal 27:379",
            "Hill 1973, Ecology 54:427",
        ),
    )


def scores() -> Measure:
    """Describe numeric scores."""
    return Measure(
        "nilai",
        _("Nilai angka: rata-rata, median, dan sebaran"),
        (
            _(
                "Bila berkas memuat nilai angka, halaman menunjukkan rata-rata, median, dan "
                "histogramnya. Nilai pada skala 0–100 dan 0–120 tidak dicampur."
            ),
            _(
                "Rata-rata dan simpangan baku dihitung tepat. Median dan kuantil diperkirakan di "
                "dalam rentang selebar satu angka, jadi meleset kurang dari satu angka."
            ),
        ),
        (
            r"\bar s = \frac{\sum s}{n}",
            r"\mathrm{sd} = \sqrt{\frac{\sum s^2 - n\bar s^2}{n-1}}",
            r"Q(p) = e_b + w\,\frac{pn - N_{<b}}{n_b}",
        ),
        _(
            "s: nilai; n: pegawai dengan nilai; b: rentang yang memuat kuantil, bermula di e dan "
            "selebar w; N: pegawai di bawah rentang itu; n dengan b: pegawai di dalamnya."
        ),
        (_("Di dalam satu rentang, pegawai dianggap tersebar rata."),),
        (
            _(
                "Penilai yang berbeda dapat memakai angka yang sama untuk hal yang berbeda; "
                "selisih rata-rata bukan selisih kinerja."
            ),
        ),
    )


def levels() -> Measure:
    """Describe work result against behaviour."""
    return Measure(
        "matriks",
        _("Hasil kerja dan perilaku kerja"),
        (
            _(
                "Predikat berasal dari dua unsur: hasil kerja dan perilaku kerja, masing-masing di "
                "atas, sesuai, atau di bawah ekspektasi. Tabel sembilan kotak menunjukkan di mana "
                "pegawai berada dan predikat yang sesuai."
            ),
        ),
        (r"p = M_{h,b}",),
        _(
            "p: predikat; h: hasil kerja; b: perilaku kerja; M: matriks sembilan kotak pada "
            "peraturan, setiap pasangan mempunyai satu predikat."
        ),
        (_("Pegawai yang hanya mempunyai satu unsur tidak ada di dalam tabel ini."),),
        (
            _(
                "Bila kedua unsur hampir selalu sama, tabel tidak dapat mengatakan apakah keduanya "
                "memang sama atau dinilai dari satu kesan."
            ),
        ),
        ("PermenPANRB 6/2022",),
    )


def movements() -> Measure:
    """Describe movement between predicates."""
    return Measure(
        "perpindahan",
        _("Perpindahan antarpredikat"),
        (
            _(
                "Dari pegawai dengan suatu predikat pada tahun lalu, berapa bagian yang kini "
                "mendapat predikat apa. Hanya pegawai yang dinilai pada kedua tahun yang dihitung."
            ),
        ),
        (r"t_{jk} = \frac{n_{jk}}{\sum_k n_{jk}}",),
        _("n dengan j dan k: pegawai dari predikat j ke predikat k."),
        (_("Perangkat daerah, jabatan, dan golongan adalah yang berlaku pada tahun berikutnya."),),
        (
            _(
                "Berpindah predikat bukan jasa atau kesalahan. Dekat puncak, sebagian besar "
                "perpindahan adalah kebetulan kembali ke Baik."
            ),
        ),
    )
