"""Tables of the page on paper: numbers in words of the language."""

import pandas as pd
import pytest

from ui import tables
from ui.i18n import use_language
from ui.paper import table

NIP = "198703142010011002"
ROW = {
    "name": "Kepala *Bidang*", "n": 5245, "people": float("nan"), "score": 85.05, "share": 0.0125,
    "points": -2.35, "coefficient": 0.125, "date": pd.Timestamp(2024, 12, 31), "nip": NIP,
    "predicate": "very_good", "none": None,
}  # fmt: skip
COLUMNS = {
    "name": tables.text("Nama"), "n": tables.count("n"), "people": tables.people("Pegawai"),
    "score": tables.score("Nilai"), "share": tables.share("Porsi"),
    "points": tables.points("Selisih"), "coefficient": tables.coefficient("Keandalan"),
    "date": tables.date("Tanggal"), "nip": tables.nip(), "predicate": tables.predicate("Predikat"),
    "none": tables.text("Kosong"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ("Kepala *Bidang*", "5.245", "< 5", "85,1", "1,3%", "−2,4", "0,13", "31/12/2024",
                "1987•••••••••••002", "Sangat Baik", "–")),
        ("en", ("Kepala *Bidang*", "5,245", "< 5", "85.1", "1.3%", "−2.4", "0.13", "31/12/2024",
                "1987•••••••••••002", "Sangat Baik (Very good)", "–")),
    ],
)  # fmt: skip
def test_cells_are_words_of_the_language(language, expected):
    with use_language(language):
        found = table(pd.DataFrame([ROW]), COLUMNS)
    assert found.rows == (expected,)


def test_numbers_stand_on_the_right_and_texts_share_the_room():
    found = table(pd.DataFrame([ROW]), COLUMNS)
    assert found.columns == tuple(column.label for column in COLUMNS.values())
    assert found.is_number == (False, *[True] * 6, *[False] * 4)
    assert all(
        (width == 0) == number for width, number in zip(found.widths, found.is_number, strict=True)
    )
