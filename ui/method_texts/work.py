"""The method page: how forms were filled in, targets, projects, results beside ratings."""

from __future__ import annotations

from analytics.achievements.projects import STALLED_AFTER_DAYS
from ui import formats
from ui.i18n import _
from ui.method_texts.measure import Measure


def filling() -> Measure:
    """Describe completeness, lateness and copied feedback."""
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


def targets() -> Measure:
    """Describe targets reached."""
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


def projects() -> Measure:
    """Describe projects: plan, reality, quality."""
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


def high_ratings_low_results() -> Measure:
    """Describe high ratings beside low results."""
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
