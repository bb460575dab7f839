"""The guides of the seven core values (SE MenPANRB 20/2021): what each asks for, in its own words.

Official texts, so the Indonesian is binding; the English is a help to read it.
"""

from __future__ import annotations

from ui.i18n import N_, _

GUIDES: dict[str, tuple[str, ...]] = {
    "service_oriented": (
        N_("memahami dan memenuhi kebutuhan masyarakat"),
        N_("ramah, cekatan, solutif, dan dapat diandalkan"),
        N_("melakukan perbaikan tiada henti"),
    ),
    "accountable": (
        N_(
            "melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan"
            " berintegritas tinggi"
        ),
        N_(
            "menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan"
            " efisien"
        ),
        N_("tidak menyalahgunakan kewenangan jabatan"),
    ),
    "competent": (
        N_("meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah"),
        N_("membantu orang lain belajar"),
        N_("melaksanakan tugas dengan kualitas terbaik"),
    ),
    "harmonious": (
        N_("menghargai setiap orang apa pun latar belakangnya"),
        N_("suka menolong orang lain"),
        N_("membangun lingkungan kerja yang kondusif"),
    ),
    "loyal": (
        N_(
            "memegang teguh ideologi Pancasila, UUD 1945, setia kepada NKRI serta pemerintahan"
            " yang sah"
        ),
        N_("menjaga nama baik sesama ASN, pimpinan, instansi, dan negara"),
        N_("menjaga rahasia jabatan dan negara"),
    ),
    "adaptive": (
        N_("cepat menyesuaikan diri menghadapi perubahan"),
        N_("terus berinovasi dan mengembangkan kreativitas"),
        N_("bertindak proaktif"),
    ),
    "collaborative": (
        N_("memberi kesempatan kepada berbagai pihak untuk berkontribusi"),
        N_("terbuka dalam bekerja sama untuk menghasilkan nilai tambah"),
        N_("menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama"),
    ),
}


def guides(item: str) -> tuple[str, ...]:
    """Return what a core value asks for; nothing for an item of another kind."""
    return tuple(_(words) for words in GUIDES.get(item, ()))
