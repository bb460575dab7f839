"""The texts of the method page: each measure in plain words, then formula, assumptions, limits.

Numbers in a text come from the constants and rules the calculation uses, never from the text. What
each measure's code and tests are stands in docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.achievements.projects import STALLED_AFTER_DAYS
from analytics.agreement_with_results import MIN_AGENCIES
from analytics.findings import (
    CLEAR_Q,
    LOW_ENTROPY_BITS,
    LOWEST_TELLING_SHARE,
    MOST_FINDINGS,
    MOST_OF_A_KIND,
    POSSIBLE_Q,
)
from analytics.intervals import CONFIDENCE
from analytics.rules.rule_set import RuleSet
from ui import formats, labels
from ui.i18n import _


@dataclass(frozen=True)
class Measure:
    """One measure of the dashboard, in the order it is read."""

    anchor: str  # of the heading; links to it never change with the language
    title: str
    words: tuple[str, ...]  # what it is, for everybody
    formulas: tuple[str, ...] = ()  # LaTeX, the same in both languages
    symbols: str = ""  # what the letters of the formulas stand for
    assumptions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()  # what it cannot say
    sources: tuple[str, ...] = ()  # author, year, place


def measures(rules: RuleSet) -> tuple[Measure, ...]:
    """Return every measure shown today, with the numbers of the rule set in force."""
    return (
        _result(),
        _shares(),
        _change(),
        _information(),
        _scores(),
        _pattern(rules),
        _nation(rules),
        _levels(),
        _movements(),
        _agreement(),
        _filling(),
        _targets(),
        _projects(),
        _high_ratings_low_results(),
        _findings(),
        _small_groups(rules),
    )


def cannot_know() -> tuple[str, ...]:
    """Return what no number of today's pages can tell."""
    return (
        _("Apakah seorang penilai lebih ketat atau lebih longgar daripada penilai lain."),
        _("Apakah seorang pegawai bekerja lebih baik daripada pegawai lain dengan predikat sama."),
        _("Mengapa dua perangkat daerah berbeda: pegawainya, tugasnya, atau cara menilainya."),
        _("Apakah target yang tercapai cukup menantang, dan apakah laporan sesuai kenyataan."),
        _("Apa yang tidak ada di dalam berkas: penilaian, tanggal, atau umpan balik yang hilang."),
    )


def listed(lines: Iterable[str]) -> str:
    """Return lines as one Markdown list; apart, each would stand as a paragraph."""
    return "\n".join(f"- {line}" for line in lines)


def later() -> str:
    """Say what is not computed yet."""
    return _(
        "Pengaruh penilai belum dihitung dan belum ditampilkan. Bila nanti tersedia, bagian ini "
        "akan menjelaskan cara dan batasnya."
    )


def rule_set_facts(rules: RuleSet) -> tuple[tuple[str, str], ...]:
    """Return label and value of what identifies the rule set in force."""
    return (
        (_("Kumpulan aturan"), rules.name),
        (_("Berlaku sejak"), formats.date(rules.valid_from)),
        (_("Dasar hukum"), rules.legal_basis),
        (_("Dasar porsi nasional"), rules.national_basis.text),
    )


def _result() -> Measure:
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


def _shares() -> Measure:
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


def _change() -> Measure:
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


def _information() -> Measure:
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


def _scores() -> Measure:
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


def _pattern(rules: RuleSet) -> Measure:
    judged = formats.count(rules.smallest_judged.value)
    return Measure(
        "pola",
        _("Pola yang diharapkan menurut predikat organisasi"),
        (
            _(
                "Peraturan memberi rentang porsi predikat pegawai menurut predikat organisasinya. "
                "Halaman menunjukkan rentang itu, jaraknya, dan sebaran terdekat yang memenuhinya."
            ),
            _(
                "Pola ini bahan pertimbangan bagi atasan, tidak pernah jatah. Tidak ada predikat "
                "yang diubah agar sesuai, dan mengikuti pola bukan bukti penilaian yang ketat."
            ),
            _(
                "Kelompok di bawah {n} pegawai terlalu kecil untuk dibandingkan dengan pola. Tanpa "
                "predikat organisasi, hanya porsi nasional yang digambar."
            ).format(n=judged),
        ),
        (
            r"D = \frac{1}{n}\,\min_{m}\ \tfrac12 \sum_k |m_k - n_k|",
            r"m_k \le \lfloor s\,n \rfloor \qquad m_k \ge \lceil s\,n \rceil",
        ),
        _(
            "D: jarak, yaitu bagian pegawai paling sedikit yang predikatnya berbeda; n: pegawai; "
            "nₖ: pegawai dengan predikat k; m: sebaran yang diperbolehkan pola; s: batas porsi."
        ),
        (
            _("Paling banyak berarti predikat dengan porsi terbesar; sama besar juga memenuhi."),
            _("Kurva acuan hanyalah ilustrasi di dalam rentang, bukan norma."),
        ),
        (
            _(
                "Pola yang dipaksakan menimbulkan bias: di unit yang baik pun seseorang harus "
                "mendapat predikat lebih rendah."
            ),
        ),
        (rules.legal_basis,),
    )


def _nation(rules: RuleSet) -> Measure:
    total = sum(rules.national[name].n for name in rules.national)
    listed = formats.listing(
        [
            _("{kind}: {very_good} Sangat Baik dan {good} Baik dari {n} hasil").format(
                kind=labels.EMPLOYMENT_TYPE_NAMES[name],
                very_good=formats.share(shares.shares[0]),
                good=formats.share(shares.shares[1]),
                n=formats.count(shares.n),
            )
            for name, shares in rules.national.items()
        ]
    )
    return Measure(
        "nasional",
        _("Porsi nasional"),
        (
            _(
                "Sebagai pembanding kedua dipakai porsi seluruh Indonesia: {listed}. Seluruhnya "
                "{total} hasil."
            ).format(listed=listed, total=formats.count(total)),
            _(
                "Pembandingnya ditimbang menurut jenis kepegawaian kelompok itu. Halaman juga "
                "menyebut jarak yang sudah diberikan oleh kebetulan saja."
            ),
        ),
        (
            r"\tfrac12 \sum_k \left| p_k - q_k \right|",
            r"E\,|X - nq| = 2\,\nu\,(1-q)\,P(X=\nu),\quad \nu = \lfloor nq \rfloor + 1",
        ),
        _(
            "pₖ: porsi di kelompok; qₖ: porsi nasional; X: banyaknya pegawai menurut sebaran "
            "binomial. Lebih dari kebetulan diuji dengan uji binomial tepat dua sisi untuk setiap "
            "predikat, dengan koreksi Bonferroni."
        ),
        (
            _("PPPK paruh waktu dibandingkan dengan PPPK; porsi mereka sendiri belum terbit."),
            _("Tanpa jenis kepegawaian, kedua porsi nasional digabung menurut jumlahnya."),
        ),
        (_("Porsi nasional adalah kenyataan, bukan contoh yang harus ditiru."),),
        (
            rules.national_basis.text,
            "Diaconis & Zabell 1991, Statistical Science 6:284",
            "Hoeffding 1956, Annals of Mathematical Statistics 27:713",
        ),
    )


def _levels() -> Measure:
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


def _movements() -> Measure:
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


def _agreement() -> Measure:
    return Measure(
        "kesesuaian",
        _("Kesesuaian dengan hasil organisasi dan indeks layanan"),
        (
            _(
                "Apakah perangkat daerah dengan hasil lebih baik juga mempunyai lebih banyak "
                "pegawai Sangat Baik? Urutan porsi Sangat Baik dibandingkan dengan urutan predikat "
                "organisasi, dan dengan urutan indeks layanan (IKM)."
            ),
            _(
                "Korelasi 1 berarti urutannya sama, 0 tidak ada kaitan, −1 terbalik. Di bawah {n} "
                "perangkat daerah tidak dihitung."
            ).format(n=formats.count(MIN_AGENCIES)),
        ),
        (
            r"\tau_b = \frac{C - D}{\sqrt{(P - T_x)(P - T_y)}}",
            r"\tanh\!\left(\operatorname{atanh}\tau \pm z\sqrt{\frac{0.437}{n-4}}\right)",
            r"\tanh\!\left(\operatorname{atanh}\rho \pm z\sqrt{\frac{1+\rho^2/2}{n-3}}\right)",
        ),
        _(
            "C, D: pasangan searah dan berlawanan arah; P: semua pasangan; T: pasangan seri di "
            "tiap sisi; ρ: korelasi urutan; n: perangkat daerah."
        ),
        (_("Perangkat daerah yang tidak ditampilkan tidak ikut dihitung."),),
        (
            _(
                "Perangkat daerah sedikit, jadi selangnya lebar. Korelasi yang tidak ada bukan "
                "bukti bahwa penilaian mengabaikan hasil, dan korelasi positif bukan bukti bahwa "
                "penilaian mengikuti hasil."
            ),
        ),
        (
            "Kendall 1945, Biometrika 33:239",
            "Fieller, Hartley & Pearson 1957, Biometrika 44:470",
            "Bonett & Wright 2000, Psychometrika 65:23",
        ),
    )


def _filling() -> Measure:
    return Measure(
        "pengisian",
        _("Kelengkapan, keterlambatan, dan umpan balik yang disalin"),
        (
            _(
                "Kelengkapan adalah pegawai yang sudah mempunyai hasil dibagi pegawai yang "
                "menjabat pada hari terakhir periode. Tanpa daftar pegawai, kelengkapan belum "
                "diketahui; tidak pernah dianggap 100%."
            ),
            _(
                "Terlambat adalah penilaian yang ditetapkan sesudah batas waktu, dibagi penilaian "
                "yang tanggal dan batas waktunya diketahui."
            ),
            _(
                "Umpan balik disebut disalin bila teks yang sama ada pada sedikitnya dua penilaian "
                "lain di unit dan periode itu. Huruf besar dan spasi tidak dibedakan."
            ),
        ),
        (r"\frac{x}{n}",),
        _(
            "x: pegawai yang dinilai, penilaian yang terlambat, atau umpan balik yang disalin; n: "
            "semua yang diketahui. Dengan selang Wilson."
        ),
        (
            _(
                "Bila yang dinilai lebih banyak daripada yang menjabat, kedua berkas tidak cocok; "
                "halaman menyebutnya dan tidak menunjukkan porsi."
            ),
        ),
        (
            _(
                "Teks yang sama dapat saja tepat, misalnya untuk tugas yang sama; teks yang "
                "berbeda belum tentu ditulis dengan sungguh-sungguh."
            ),
        ),
    )


def _targets() -> Measure:
    return Measure(
        "target",
        _("Target tercapai"),
        (
            _(
                "Target tercapai bila realisasinya paling sedikit, paling banyak, atau tepat sama "
                "dengan target, sesuai arahnya. Porsinya dihitung dari target yang dilaporkan."
            ),
            _(
                "Target yang belum dilaporkan tidak dihitung gagal. Target yang belum diverifikasi "
                "disebut terpisah dari yang sudah."
            ),
        ),
        (r"\frac{x}{n}",),
        _("x: target tercapai; n: target yang dilaporkan. Dengan selang Wilson."),
        (_("Target tanpa angka tidak dapat diukur dan disebut terpisah."),),
        (_("Target berbeda beratnya; yang mudah lebih sering tercapai."),),
    )


def _projects() -> Measure:
    return Measure(
        "proyek",
        _("Proyek: rencana, kenyataan, dan mutu"),
        (
            _(
                "Proyek yang selesai dibandingkan dengan tanggal rencananya. Yang berjalan disebut "
                "terlambat bila tanggal rencana sudah lewat, dan tanpa tanggal rencana bila "
                "tanggalnya tidak ada."
            ),
            _(
                "Proyek disebut terhenti bila berkas mengatakannya, atau bila {days} tidak ada "
                "tahap yang tercapai sementara satu tahap sudah selama itu lewat rencana."
            ).format(days=formats.days(STALLED_AFTER_DAYS)),
            _("Mutu adalah bagian pemeriksaan yang lulus, hanya bila sudah diverifikasi."),
        ),
        (r"d = t - t_0",),
        _(
            "d: hari terlambat, negatif berarti lebih awal; t: tanggal selesai, atau hari ini bila "
            "masih berjalan; t₀: tanggal rencana."
        ),
        (),
        (
            _(
                "Keterlambatan punya banyak sebab, juga di luar kuasa tim. Mutu yang belum "
                "diverifikasi belum diketahui."
            ),
        ),
    )


def _high_ratings_low_results() -> Measure:
    return Measure(
        "nilai-tinggi-hasil-rendah",
        _("Nilai tinggi, hasil rendah"),
        (
            _(
                "Perangkat daerah yang porsi Sangat Baiknya tidak kurang dari semua perangkat "
                "daerah lain, tetapi lebih sedikit mencapai target dan menyelesaikan proyek tepat "
                "waktu."
            ),
            _(
                "Disebut jelas bila juga porsi Sangat Baiknya lebih tinggi di luar kebetulan, atau "
                "bila selisih hasilnya tetap ada setelah koreksi untuk banyaknya perangkat daerah."
            ),
        ),
        (
            r"g = p - p'",
            r"h = r - r'",
        ),
        _(
            "p: porsi Sangat Baik; r: bagian target dan proyek yang tercapai tepat waktu; bertanda "
            "aksen: semua perangkat daerah lain. Selisih g dan h dengan selang untuk porsi yang "
            "saling bebas."
        ),
        (_("Satu proyek tepat waktu dihitung sama dengan satu target tercapai."),),
        (
            _(
                "Tidak berkata apa pun tentang orang tertentu: di balik target yang tidak tercapai "
                "bisa ada pegawai yang baik, dan target berbeda beratnya."
            ),
        ),
    )


def _findings() -> Measure:
    return Measure(
        "temuan",
        _("Temuan: urutan dan kepastiannya"),
        (
            _(
                "Ikhtisar menunjukkan paling banyak {n} temuan, dan paling banyak {same} dari "
                "jenis yang sama. Urutannya menurut bagian pegawai yang terkena dikali besarnya "
                "selisih."
            ).format(n=formats.count(MOST_FINDINGS), same=formats.count(MOST_OF_A_KIND)),
            _(
                "Karena banyak selisih diuji sekaligus, sebagian akan tampak besar karena "
                "kebetulan. Bagian laporan keliru yang diharapkan dijaga: paling banyak {clear} "
                "di antara yang jelas berbeda, paling banyak {possible} bila yang mungkin berbeda "
                "ikut disebut."
            ).format(clear=formats.whole_share(CLEAR_Q), possible=formats.whole_share(POSSIBLE_Q)),
            _(
                "Yang hanya dihitung, misalnya penilaian yang belum ada, tidak diuji. Bagian di "
                "bawah {share} tidak disebut."
            ).format(share=formats.whole_share(LOWEST_TELLING_SHARE)),
        ),
        (
            r"q_{(i)} = \min_{j \ge i}\ \frac{m\,p_{(j)}}{j}",
            r"w = \frac{n}{N}\,|d|",
        ),
        _(
            "p: nilai p terurut naik; m: banyaknya uji; w: bobot temuan; n: pegawai yang terkena; "
            "N: pegawai di kota; d: selisih."
        ),
        (
            _("Berlaku untuk uji yang saling bebas atau berkaitan searah."),
            _("Jarak dari pola diberi bobot lebih kecil bila banyak perangkat daerah di luarnya."),
        ),
        (_("Daftar ini bahan pembicaraan, bukan kesimpulan tentang orang."),),
        ("Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289",),
    )


def _small_groups(rules: RuleSet) -> Measure:
    return Measure(
        "kelompok-kecil",
        _("Kelompok kecil tidak ditampilkan"),
        (
            _(
                "Bagi pembaca yang tidak berwenang melihat orangnya, kelompok di bawah {n} pegawai "
                "tidak ditampilkan. Kelompok lain ikut disembunyikan bila yang kecil itu dapat "
                "dihitung dari selisihnya."
            ).format(n=formats.count(rules.smallest_group.value)),
            _(
                "Keputusan diambil sekali untuk semua filter pada satu periode, jadi dua tampilan "
                "tidak dapat saling membuka. Laporan publik kelak memakai batas {n} pegawai."
            ).format(n=formats.count(rules.public_group.value)),
        ),
        (r"x \ne \sum_i a_i\, y_i",),
        _(
            "x: kelompok tersembunyi; y: kelompok yang ditampilkan; a: bilangan apa pun. Tidak ada "
            "kelompok tersembunyi yang dapat dihitung dari yang ditampilkan."
        ),
        (_("Pembaca tidak mengetahui sendiri hasil orang di dalam kelompok."),),
        (
            _(
                "Tidak tercakup: pengetahuan dari luar program, kelompok kecil yang sama pada "
                "periode lain, dan batas: bila di kelompok besar tidak seorang pun mendapat suatu "
                "predikat, itu juga berlaku bagi setiap bagiannya."
            ),
        ),
        (
            "Cox 1980, Journal of the American Statistical Association 75:377",
            "Willenborg & de Waal 2001, Elements of Statistical Disclosure Control",
        ),
    )
