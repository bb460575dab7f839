"""How candidates are put in order, how objective results enter, whom a list takes."""

from __future__ import annotations

from analytics.fairness import FOUR_FIFTHS, MINIMUM
from analytics.promotion.drawing import N_DRAWS
from analytics.promotion.results_level import FEWEST_PEOPLE
from analytics.promotion.sensitivity import PLACES_MORE
from analytics.promotion.settings import DEFAULT_OBJECTIVE_WEIGHT
from analytics.ranking import BAND, CONFIDENCE
from ui import formats
from ui.i18n import _
from ui.method_texts.measure import Measure


def order() -> Measure:
    """Return how a pool is ranked, why somebody stands there, and how firm it is."""
    low, high = (formats.whole_share(each) for each in BAND)
    return Measure(
        "urutan-calon",
        _("Urutan calon"),
        (
            _(
                "Calon diurutkan menurut nilai disesuaikan: rata-rata nilai yang diterima, "
                "dikurangi kecenderungan para penilainya, ditambah mutu unit asal, lalu ditarik ke "
                "arah pegawai sebanding sejauh penilaiannya sedikit. Urutan adalah bahan "
                "pertimbangan; yang memutuskan adalah pimpinan."
            ),
            _(
                "Dari {n} ulangan model dihitung peluang berada di antara K teratas dan rentang "
                "urutan {level}. Peluang di atas {high} disebut kemungkinan besar masuk, {low} "
                "sampai {high} mungkin, di bawahnya kemungkinan besar di luar. Data tidak "
                "mengurutkan mereka yang mungkin."
            ).format(
                n=formats.count(N_DRAWS),
                level=formats.whole_share(CONFIDENCE),
                low=low,
                high=high,
            ),
            _(
                "Alasan seseorang ditulis sebagai bagian-bagian yang jumlahnya tepat sama dengan "
                "nilainya: rata-rata mentah, tiap penilai, keadaan penilaian, unit asal, "
                "sedikitnya penilaian, dan hasil terukur bila diberi bobot."
            ),
            _(
                "Uji susunan mengurutkan ulang: tanpa penyesuaian, tanpa unit asal, dengan "
                "bobot hasil terukur lain, tempat {share} lebih sedikit atau lebih banyak, hanya "
                "tahun lengkap, hanya yang terhubung. Yang hanya masuk di sebagian perlu "
                "dibicarakan."
            ).format(share=formats.whole_share(PLACES_MORE)),
        ),
        (
            r"a_i = \mu + \hat\theta_i + \hat q_{h(i)}",
            r"P_i = \tfrac{1}{D}\textstyle\sum_d \mathbf{1}[\mathrm{rank}_d(i) \le K]",
            r"\rho = \mathrm{var}(a_i) \,/\, \overline{\mathrm{var}_i(a_{di})}",
        ),
        _(
            "a: nilai disesuaikan; θ: pegawai; q: unit asal; d: ulangan dari D; K: banyaknya "
            "tempat; P: peluang masuk K teratas; ρ: keandalan urutan di dalam kumpulan itu."
        ),
        (
            _("Mutu unit asal melekat pada pegawai; uji susunan menunjukkan akibatnya."),
            _("Jenis kelamin, umur, dan agama tidak pernah masuk ke nilai siapa pun."),
        ),
        (
            _("Calon yang belum terhubung diurutkan menurut anggapan tim serupa; diberi tanda."),
            _("Nilai masa lalu bukan ukuran kemampuan di jabatan yang lebih tinggi."),
            _("Makin kecil bagian yang dipilih, makin besar akibat keandalan yang rendah."),
        ),
        (
            "Laird & Louis 1989, Journal of Educational Statistics 14:29",
            "Goldstein & Spiegelhalter 1996, Journal of the Royal Statistical Society A 159:385",
        ),
    )


def objective_results() -> Measure:
    """Return how targets and projects enter the order."""
    return Measure(
        "hasil-calon",
        _("Hasil terukur di dalam urutan"),
        (
            _(
                "Target terverifikasi yang tercapai, proyek yang selesai tepat waktu, dan mutu "
                "proyek terverifikasi menjadi satu taraf per orang, dalam simpangan antarpegawai. "
                "Sedikit hasil ditarik ke rata-rata: satu dari satu lebih lemah daripada sembilan "
                "dari sembilan."
            ),
            _(
                "Orang tanpa hasil terverifikasi bertaraf rata-rata kumpulannya: tidak dikurangi "
                "dan tidak ditambah, hanya rentangnya lebih lebar. Tidak diketahui bukan nol."
            ),
            _(
                "Bobot awalnya {weight}: hasil hanya ditampilkan di samping, sebab target sering "
                "ditetapkan oleh atasan yang menilai. Bobot 1 berarti satu simpangan hasil "
                "bernilai sama dengan satu simpangan nilai disesuaikan."
            ).format(weight=formats.count(int(DEFAULT_OBJECTIVE_WEIGHT))),
        ),
        (
            r"\mathrm{level}_i = \frac{\sum_f w_{if} z_{if}}{1+\sum_f w_{if}}",
            r"z_{if} = \frac{x_{if}/n_{if} - p_f}{t_f} \qquad w_{if} = n_{if}\,t_f^2 / v_f",
            r"\mathrm{score}_i = a_i + w\,S\,\mathrm{level}_i",
        ),
        _(
            "x dari n: hasil tercapai pada ukuran f; p: tingkat rata-rata kumpulan; t: simpangan "
            "antarpegawai; v: ragam satu hasil; w: bobot; S: simpangan nilai di kumpulan itu."
        ),
        (
            _("Ukuran-ukuran itu dianggap tanda dari satu hal yang sama."),
            _("Satu proyek berkata sama banyak tentang orangnya dan tentang proyeknya."),
            _("Simpangan diduga hanya bila {n} orang atau lebih punya hasil.").format(
                n=formats.count(FEWEST_PEOPLE)
            ),
        ),
        (
            _("Tidak berkata apakah targetnya cukup menantang."),
            _("Mutu dan waktu proyek milik seluruh tim, bukan satu orang."),
        ),
        (
            "Bühlmann 1967, ASTIN Bulletin 4:199",
            "Kleinman 1973, Journal of the American Statistical Association 68:46",
        ),
    )


def list_fairness() -> Measure:
    """Return how often each group is selected, before and after adjustment."""
    return Measure(
        "kesetaraan-daftar",
        _("Kesetaraan daftar calon"),
        (
            _(
                "Untuk tiap kelompok dihitung berapa bagian anggotanya yang masuk K teratas, "
                "menurut nilai mentah dan menurut daftar, dibanding semua yang lain di kumpulan."
            ),
            _(
                "Nisbah di bawah {limit} adalah ajakan memeriksa, bukan putusan. Bila satu tempat "
                "saja sudah mengubahnya, daftar terlalu pendek untuk berkata apa pun."
            ).format(limit=formats.whole_share(FOUR_FIFTHS)),
        ),
        (
            r"r = \frac{x_1/n_1}{x_2/n_2}",
            r"U(r) = \sum_{g=1}^{2} \frac{(x_g - n_g \tilde p_g)^2}{n_g \tilde p_g (1-\tilde p_g)}"
            r" \le z^2",
        ),
        _(
            "x dari n: terpilih dari anggota kelompok (1) dan dari yang lain (2); p̃: bagian yang "
            "paling mungkin bila nisbahnya r; z: 1,96."
        ),
        (_("Tiap anggota sebuah kelompok dianggap terpilih dengan peluang yang sama."),),
        (
            _("Tidak berkata mengapa: jabatan, pendidikan, dan riwayat dapat berbeda."),
            _("Kelompok di bawah {n} orang tidak ditampilkan.").format(n=formats.count(MINIMUM)),
            _("Dari banyak kelompok, beberapa berada di bawah batas karena kebetulan."),
        ),
        (
            "Koopman 1984, Biometrics 40:513",
            "Nam 1995, Biometrical Journal 37:375",
            "Uniform Guidelines on Employee Selection Procedures 1978",
        ),
    )
