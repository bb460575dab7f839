"""How raters are compared, what else is looked for, how groups and reliability are measured."""

from __future__ import annotations

from analytics.linking import MIN_LINKING_EMPLOYEES
from analytics.severity import CONFIDENCE, MAX_FALSE_SHARE, MIN_EMPLOYEES, MIN_RATINGS
from ui import formats
from ui.i18n import _
from ui.method_texts.measure import Measure


def tendency() -> Measure:
    """Return how leniency is told from the quality of the team."""
    return Measure(
        "kecenderungan-penilai",
        _("Kecenderungan penilai"),
        (
            _(
                "Penilai yang ketat dan tim yang lemah memberi data yang sama bila setiap pegawai "
                "hanya dinilai satu orang. Keduanya terpisah hanya lewat pegawai yang pernah "
                "dinilai lebih dari satu penilai, lewat hasil yang tidak ditetapkan penilai itu, "
                "atau lewat anggapan bahwa tim rata-rata serupa."
            ),
            _(
                "Setiap nilai dibagi menjadi perubahan umum pada periode itu, pegawai, unit "
                "asalnya, penilai, pasangan pegawai dan penilai, serta sisanya. Yang ditampilkan "
                "adalah bagian penilai: di atas nol lebih longgar, di bawah nol lebih ketat."
            ),
            _(
                "Kaitan A berarti {n} pegawai atau lebih pernah dinilai penilai lain, B lebih "
                "sedikit, C tidak ada. Pada kaitan C tidak ada rentang dan tidak ada kesimpulan."
            ).format(n=formats.count(MIN_LINKING_EMPLOYEES)),
            _(
                "Jelas berbeda dipilih sedemikian rupa sehingga menurut model diperkirakan paling "
                "banyak {q} di antaranya keliru. Mungkin berbeda berarti rentang {level} tidak "
                "memuat nol. Di bawah {people} pegawai atau {ratings} penilaian: belum cukup data."
            ).format(
                q=formats.whole_share(MAX_FALSE_SHARE),
                level=formats.whole_share(CONFIDENCE),
                people=formats.count(MIN_EMPLOYEES),
                ratings=formats.count(MIN_RATINGS),
            ),
        ),
        (
            r"y_{ijt} = \mu_t + x_{ijt}'b + \theta_i + q_{h(i)} + s_j + d_{ij} + e_{ijt}",
            r"\mathrm{lfdr}_j = \Phi\!\left(\tfrac{D-\hat s_j}{\sigma_j}\right)"
            r" - \Phi\!\left(\tfrac{-D-\hat s_j}{\sigma_j}\right)",
            r"\lambda_j = 1 - \mathrm{PEV}_j / v_s",
        ),
        _(
            "y: nilai pegawai i oleh penilai j pada periode t; μ: tingkat periode; x: golongan, "
            "jenis jabatan, pelaksana tugas; θ: pegawai; q: unit asal; s: penilai; d: pasangan; "
            "e: sisa; D: selisih terkecil yang berarti; λ: bobot kaitan."
        ),
        (
            _("Setiap bagian menyebar normal; simpangannya diduga dari data (REML)."),
            _("Jenis kelamin, umur, dan agama tidak pernah ikut menyesuaikan nilai siapa pun."),
            _("Nilai diri sendiri tidak dipakai; rekan dan bawahan hanya mengaitkan pegawai."),
        ),
        (
            _("Bobot kaitan 0% berarti angkanya hanya bertumpu pada anggapan tim serupa."),
            _("Tidak berkata mengapa: tugas, beban, atau kebijakan unit tidak ada di data."),
            _("Bila hanya ada predikat, hampir semua penilai belum dapat dibedakan."),
        ),
        (
            "Henderson 1975, Biometrics 31:423",
            "Gilmour, Thompson & Cullis 1995, Biometrics 51:1440",
            "Newton et al. 2004, Biostatistics 5:155",
        ),
    )


def other_patterns() -> Measure:
    """Return the patterns looked for beside leniency."""
    return Measure(
        "pola-penilai",
        _("Pola lain cara menilai"),
        (
            _(
                "Bergeser: nilai pegawai yang sama naik atau turun lebih cepat daripada di kota. "
                "Sedikit membedakan: nilai pegawainya lebih rapat daripada di tim lain. Butir "
                "hampir seragam: semua butir seorang pegawai dinilai sama. Kurang ajek: nilai "
                "pegawai yang sama berubah-ubah tanpa arah."
            ),
            _(
                "Setiap pola diuji hanya pada penilai yang datanya cukup. Karena banyak yang diuji "
                "sekaligus, bagian laporan keliru yang diperkirakan dijaga paling banyak {q} pada "
                "tiap pola."
            ).format(q=formats.whole_share(MAX_FALSE_SHARE)),
            _(
                "Selisih antarkelompok pegawai hanya dijumlahkan untuk kota dan perangkat daerah; "
                "dengan 4 sampai 10 pegawai per kelompok tidak ada penilai yang dapat disebut."
            ),
        ),
        (r"\tilde F_j = V_j / s_0^2 \sim F(\mathit{df}_j,\, d_0)",),
        _(
            "V: ragam penilai j; s₀ dan d₀: ragam lazim dan kepastiannya, diduga dari setengah "
            "penilai dengan ragam terbesar."
        ),
        (_("Pola diperiksa berurutan, sebab yang satu dapat menyerupai yang lain."),),
        (
            _("Tim yang memang serupa tampak seperti penilai yang sedikit membedakan."),
            _("Pegawai yang berkembang tampak seperti penilai yang bergeser bila tanpa kaitan."),
        ),
        (
            "Smyth 2004, Statistical Applications in Genetics and Molecular Biology 3:3",
            "Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289",
        ),
    )


def group_gaps() -> Measure:
    """Return how groups of employees are compared."""
    return Measure(
        "kesetaraan",
        _("Kesetaraan antarkelompok"),
        (
            _(
                "Selisih rata-rata dua kelompok pegawai dihitung sebelum dan setelah "
                "kecenderungan penilai dikeluarkan. Rentangnya diperoleh dengan menarik ulang "
                "penilai, sebab pegawai seorang penilai tidak saling bebas."
            ),
            _(
                "Selisih mentah dibagi tepat menjadi tiga: siapa yang menilai kelompok itu, cara "
                "penilai yang sama menilai kedua kelompok, dan selebihnya."
            ),
        ),
        (
            r"\bar y_B - \bar y_A = \sum_j (p_{Bj}-p_{Aj})\,\hat s_j"
            r" + \sum_j p_{Bj}\,\delta_j + r",
        ),
        _(
            "p: bagian penilaian kelompok yang berasal dari penilai j; δ: rata-rata kelompok B "
            "dikurangi A pada penilai j; r: mutu unit dan pegawai."
        ),
        (_("Bagian kedua terukur terhadap penilai rata-rata, bukan terhadap kebenaran."),),
        (
            _("Selisih setelah disesuaikan bukan bukti perlakuan berbeda."),
            _("Kelompok di bawah 10 pegawai tidak ditampilkan."),
        ),
    )


def reliability() -> Measure:
    """Return how far ratings would repeat."""
    return Measure(
        "keandalan",
        _("Keandalan penilaian"),
        (
            _(
                "Keandalan menjawab: bila pegawai yang sama dinilai ulang oleh penilai lain, "
                "seberapa mirip urutannya. Nol berarti acak, satu berarti sama persis."
            ),
            _(
                "Tabelnya menyebut berapa penilai atau berapa periode yang diperlukan agar "
                "keandalan mencapai 0,7 atau 0,8: itulah nasihat yang dapat dilaksanakan."
            ),
        ),
        (
            r"\rho_k = \frac{v_\theta + v_q}{v_\theta + v_q + (v_s+v_d+v_e)/k}",
            r"\rho_p = \frac{v_\theta + v_q}{v_\theta + v_q + v_s+v_d+v_e/p}",
        ),
        _(
            "v: ragam pegawai (θ), unit asal (q), penilai (s), pasangan (d), dan sisa (e); k: "
            "banyaknya penilai; p: banyaknya periode dengan penilai yang sama."
        ),
        (_("Unit asal dianggap bagian dari pegawai: ia tetap ada bila penilaian diulang."),),
        (_("Ukuran kesepakatan perlu beberapa penilai bagi pegawai yang sama."),),
        (
            "Shavelson & Webb 1991, Generalizability Theory: A Primer",
            "McGraw & Wong 1996, Psychological Methods 1:30",
            "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability",
        ),
    )


def for_raters() -> tuple[tuple[str, str], ...]:
    """Return the part for raters: one screen, heading and words."""
    return (
        (
            _("Bukti dahulu"),
            _(
                "Tulis apa yang dikerjakan dan dilihat sebelum memilih tingkat: hasil yang "
                "terverifikasi, tanggal, contoh perilaku. Nilai menyusul bukti, bukan sebaliknya."
            ),
        ),
        (
            _("Tiga kebiasaan yang menggeser nilai"),
            _(
                "Memberi semua pegawai nilai yang hampir sama agar aman; membiarkan satu kesan "
                "menentukan semua butir; mengingat bulan terakhir saja. Menilai butir demi butir "
                "untuk semua pegawai, bukan pegawai demi pegawai, membantu menghindarinya."
            ),
        ),
        (
            _("Membaca pola sendiri"),
            _(
                "Lihat dahulu kaitannya: A lebih kuat daripada B, dan C tidak menyimpulkan apa "
                "pun. Lalu lihat rentangnya: bila memuat nol, Anda belum dapat dibedakan dari "
                "rekan. Selisih yang jelas adalah ajakan berbicara, bukan kesalahan."
            ),
        ),
        (
            _("Yang tidak dapat diketahui halaman ini"),
            _(
                "Seberapa sulit tugas tim Anda, apa yang terjadi di luar catatan, dan mengapa "
                "sebuah nilai diberikan. Catatan Anda melengkapinya."
            ),
        ),
    )
