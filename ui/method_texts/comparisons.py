"""The method page: the expected pattern, the national shares, the organisation's results."""

from __future__ import annotations

from analytics.agreement_with_results import MIN_AGENCIES
from analytics.rules.rule_set import RuleSet
from ui import formats, labels, rule_words
from ui.i18n import _
from ui.method_texts.measure import Measure


def pattern(rules: RuleSet) -> Measure:
    """Describe the pattern expected for an organisation predicate."""
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


def nation(rules: RuleSet) -> Measure:
    """Describe the national shares as a yardstick."""
    total = sum(rules.national[name].n for name in rules.national)
    listed = formats.listing(
        [
            _("{kind} {very_good} Sangat Baik dan {good} Baik dari {n} hasil").format(
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
                "menyebut jarak yang sudah diberikan oleh kebetulan saja, dan predikat yang "
                "jumlahnya paling sulit diterangkan oleh kebetulan."
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
            rule_words.basis(rules.national_basis.text),
            "Diaconis & Zabell 1991, Statistical Science 6:284",
            "Hoeffding 1956, Annals of Mathematical Statistics 27:713",
        ),
    )


def agreement() -> Measure:
    """Describe agreement with the organisation's own results."""
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
