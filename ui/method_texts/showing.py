"""The method page: what is pointed out, and what is not shown."""

from __future__ import annotations

from analytics.findings import (
    CLEAR_Q,
    LOWEST_TELLING_SHARE,
    MOST_FINDINGS,
    MOST_OF_A_KIND,
    POSSIBLE_Q,
)
from analytics.rules.rule_set import RuleSet
from ui import formats
from ui.i18n import _
from ui.method_texts.measure import Measure


def findings() -> Measure:
    """Describe how findings are chosen."""
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
            _(
                "Penilai yang jelas berbeda diambil dari analisis terakhir, periode yang "
                "dianalisis digabung, dan tidak diuji lagi. Yang tidak dapat dipisahkan dari "
                "timnya tidak ikut, dan tidak ada yang disebut namanya."
            ),
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


def small_groups(rules: RuleSet) -> Measure:
    """Describe which groups are hidden."""
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
