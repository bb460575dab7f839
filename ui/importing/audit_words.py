"""The audit trail in words: what was done, to what, and by which way; unknown codes stay codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.i18n import N_, _

ACTION_NAMES = {
    "add_note": N_("Catatan ditambahkan"),
    "add_rule_sets": N_("Aturan bawaan ditambahkan"),
    "analyse": N_("Analisis disimpan"),
    "analysis_failed": N_("Analisis gagal"),
    "approve_shortlist": N_("Daftar disetujui"),
    "backup": N_("Cadangan dibuat"),
    "build_demo": N_("Kota contoh dibuat"),
    "choose_people": N_("Pilihan di daftar disimpan"),
    "close_calibration": N_("Draf kalibrasi ditutup"),
    "create": N_("Dibuat"),
    "create_calibration": N_("Draf kalibrasi dibuat"),
    "create_shortlist": N_("Daftar dibuat"),
    "download": N_("Diunduh"),
    "download_names": N_("Berkas dengan nama diunduh"),
    "download_persons": N_("Berkas perorangan diunduh"),
    "import": N_("Berkas diimpor"),
    "import_rule_set": N_("Kumpulan aturan diimpor"),
    "import_same_rule_set": N_("Kumpulan aturan yang sama diimpor"),
    "keep_apart": N_("Ejaan dibiarkan terpisah"),
    "merge_agencies": N_("Ejaan digabung"),
    "note_attendees": N_("Peserta rapat dicatat"),
    "propose_shortlist": N_("Daftar diajukan"),
    "propose_predicates": N_("Usulan predikat disimpan"),
    "refill_summaries": N_("Ringkasan dihitung ulang"),
    "rename_calibration": N_("Draf kalibrasi diganti namanya"),
    "restore": N_("Cadangan dipulihkan"),
    "return_shortlist": N_("Daftar dikembalikan"),
    "reveal_names": N_("Nama ditampilkan"),
    "save_mapping": N_("Padanan kolom disimpan"),
    "undo": N_("Impor dibatalkan"),
    "update_rule_sets": N_("Aturan bawaan diperbarui"),
    "withdraw_shortlist": N_("Daftar ditarik kembali"),
}
OBJECT_NAMES = {
    "agency": N_("perangkat daerah"),
    "analysis_run": N_("analisis"),
    "backup": N_("cadangan"),
    "batch": N_("impor"),
    "calibration": N_("draf kalibrasi"),
    "mapping": N_("padanan kolom"),
    "page": N_("halaman"),
    "rater": N_("penilai"),
    "rejected_rows": N_("baris ditolak"),
    "rule_set": N_("kumpulan aturan"),
    "shortlist": N_("daftar pertimbangan"),
    "store": N_("penyimpanan"),
    "table": N_("tabel"),
}
VIA_NAMES = {
    "command": N_("perintah"),
    "dashboard": N_("dasbor"),
    "start": N_("saat mulai"),
}


def in_words(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with words for the codes of their action, object and way."""
    return events.assign(
        action=_words(events["action"], ACTION_NAMES),
        object_kind=_words(events["object_kind"], OBJECT_NAMES),
        via=_words(events["via"], VIA_NAMES),
    )


def _words(codes: pd.Series[Any], names: Mapping[str, str]) -> pd.Series[Any]:
    return codes.map(lambda code: _(names[code]) if code in names else code)
