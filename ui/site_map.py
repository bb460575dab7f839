"""The pages of the dashboard: address, title, question, and the section of the menu they stand in.

Addresses never change with the language. The menu of a reader holds the pages they may open.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.i18n import N_, _, pgettext


@dataclass(frozen=True)
class PageEntry:
    """One page; texts are marked here and translated where they are shown."""

    name: str  # as in access.AUDIENCES
    script: str  # beside pages/router.py
    path: str  # of the address
    title: str
    question: str  # under the title, and as tooltip in the menu
    icon: str
    section: str  # of the menu; empty: on top
    has_filters: bool = True  # told under the title
    follows_period: bool = False  # without more filters: the rules in force then
    is_hidden: bool = False  # reached by links alone, such as the profile of one rater


PAGES = (
    PageEntry(
        "overview",
        "overview.py",
        "",
        N_("Ikhtisar"),
        N_("Bagaimana kinerja kita periode ini, dan apa yang perlu dibicarakan?"),
        ":material/dashboard:",
        "",
    ),
    PageEntry(
        "my_profile",
        "my_profile.py",
        "profil-saya",
        N_("Profil saya"),
        N_("Bagaimana saya dinilai, atas dasar apa, dan apa langkah berikutnya?"),
        ":material/account_circle:",
        N_("Penilaian saya"),
        has_filters=False,
    ),
    PageEntry(
        "agencies",
        "agencies.py",
        "perangkat-daerah",
        N_("Perangkat daerah"),
        N_("Unit mana yang berbeda dari kota, dan dalam hal apa?"),
        ":material/account_balance:",
        N_("Analisis"),
    ),
    PageEntry(
        "distribution",
        "distribution.py",
        "sebaran",
        N_("Sebaran & tren"),
        N_("Apakah sebaran predikat wajar, dan berubah ke mana?"),
        ":material/bar_chart:",
        N_("Analisis"),
    ),
    PageEntry(
        "raters",
        "raters.py",
        "penilai",
        N_("Penilai"),
        N_("Penilai mana yang konsisten berbeda dari rekannya?"),
        ":material/balance:",
        N_("Analisis"),
    ),
    PageEntry(
        "rater_profile",
        "rater_profile.py",
        "profil-penilai",
        N_("Profil penilai"),
        N_("Seperti apa pola satu penilai?"),
        ":material/person_search:",
        N_("Analisis"),
        has_filters=False,
        is_hidden=True,
    ),
    PageEntry(
        "fairness",
        "fairness.py",
        "kesetaraan",
        N_("Kesetaraan"),
        N_("Adakah kelompok pegawai yang dinilai berbeda pada kondisi serupa?"),
        ":material/diversity_3:",
        N_("Analisis"),
    ),
    PageEntry(
        "candidates",
        "candidates.py",
        "calon",
        N_("Calon promosi"),
        N_("Siapa yang layak dipertimbangkan, dan seberapa pasti urutannya?"),
        ":material/how_to_reg:",
        N_("Keputusan"),
    ),
    PageEntry(
        "employee_profile",
        "employee_profile.py",
        "profil-pegawai",
        N_("Profil pegawai"),
        N_("Bagaimana riwayat satu pegawai?"),
        ":material/person:",
        N_("Keputusan"),
        has_filters=False,
        is_hidden=True,
    ),
    PageEntry(
        "calibration",
        "calibration.py",
        "kalibrasi",
        N_("Kalibrasi"),
        N_("Apa yang terjadi bila predikat ini diubah?"),
        ":material/tune:",
        N_("Keputusan"),
    ),
    PageEntry(
        "data",
        "data_quality.py",
        "data",
        N_("Data"),
        N_("Data apa yang kita pakai, dan seberapa lengkap?"),
        ":material/database:",
        N_("Data"),
    ),
    PageEntry(
        "rules",
        "rules.py",
        "aturan",
        N_("Aturan"),
        N_("Angka dan dasar hukum mana yang dipakai untuk memeriksa?"),
        ":material/gavel:",
        N_("Data"),
        has_filters=False,
    ),
    PageEntry(
        "method",
        "method.py",
        "metodologi",
        N_("Metodologi"),
        N_("Bagaimana angka ini dihitung, dan apa batasnya?"),
        ":material/menu_book:",
        N_("Data"),
        has_filters=False,
        follows_period=True,
    ),
)


def title(page: PageEntry) -> str:
    """Return the title of a page in the reader's language."""
    # one word in Indonesian: a page is about all of them, a filter or column about one
    if page.name == "agencies":
        return pgettext("menu", "Perangkat daerah")
    if page.name == "raters":
        return pgettext("menu", "Penilai")
    if page.name == "rules":
        return pgettext("menu", "Aturan")
    return _(page.title)


def entry(name: str) -> PageEntry:
    """Return a page by its name."""
    return next(page for page in PAGES if page.name == name)


def at(path: str) -> PageEntry | None:
    """Return the page at an address, if there is one."""
    return next((page for page in PAGES if page.path == path), None)
