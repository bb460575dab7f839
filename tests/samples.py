"""Three small files of invented people in the shapes that offices send, and what is in them.

`annual` is a recap workbook with a cover sheet, title rows, a header of two rows, a total and a
signature; `monthly` a CSV with semicolons, decimal commas and the month in words; `personnel` the
JSON of the personnel system.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.data.importing.files import (
    AGENCIES,
    FIRST_NAMES,
    LAST_NAMES,
    LEVELS,
    Layout,
    Table,
    dress,
    invented_nip,
    to_csv,
    to_xlsx,
)

N_ANNUAL, N_MONTHLY, N_PERSONNEL = 40, 24, 12
N_VERY_GOOD = 8  # of the annual file: every fifth person


def annual(*, n_rows: int = N_ANNUAL, n_bad: int = 0) -> bytes:
    """Return a recap workbook of 2024; the first `n_bad` rows have no valid number."""
    rows = tuple(
        {
            "nip": "19800101" if i < n_bad else invented_nip(i),
            "name": _name(i),
            "agency": AGENCIES[4 * i // n_rows],
            "unit": "Sekretariat",
            "position": "Analis Kebijakan Ahli Muda",
            "grade": "III/c",
            "rater_nip": invented_nip(90 + 4 * i // n_rows),
            "rater_name": f"Penilai {4 * i // n_rows}",
            "work_result": LEVELS[0] if i % 5 == 0 else LEVELS[1],
            "behaviour": LEVELS[0] if i % 5 == 0 else LEVELS[1],
            "predicate": "Sangat Baik" if i % 5 == 0 else "Baik",
            "year": "2024",
        }
        for i in range(n_rows)
    )
    table = Table(rows)
    layout = Layout(
        order=table.fields,
        titles=("PEMERINTAH KOTA CONTOH", "REKAPITULASI EVALUASI KINERJA PEGAWAI"),
        number_column=True,
        two_row_header=True,
        total=True,
        signature=True,
    )
    return to_xlsx({"Petunjuk": [["Lembar ini berisi petunjuk"]], "Rekap": dress(table, layout)})


def monthly(*, n_rows: int = N_MONTHLY) -> bytes:
    """Return scores of July 2023 as semicolon CSV with decimal commas."""
    header = ["Bulan", "NIP Pegawai", "Nama", "SKPD", "Atasan Langsung (NIP)", "Nilai"]
    rows = [
        [
            "Juli 2023",
            f"'{invented_nip(i)}",
            _name(i),
            AGENCIES[i % 2],
            invented_nip(90 + i % 2),
            f"{78 + i % 9},{i % 10}",
        ]
        for i in range(n_rows)
    ]
    return to_csv([header, *rows], encoding="utf-8-sig")


def many(n_rows: int) -> bytes:
    """Return scores of August 2023 for as many people as asked, each with a number of its own."""
    header = ["Bulan", "NIP Pegawai", "Nama", "SKPD", "Atasan Langsung (NIP)", "Nilai"]
    rows = [
        ["Agustus 2023", _distinct_nip(i), _name(i), AGENCIES[i % 4], invented_nip(90), "81,5"]
        for i in range(n_rows)
    ]
    return to_csv([header, *rows])


def personnel(*, n_rows: int = N_PERSONNEL) -> bytes:
    """Return records of 2023 as the personnel system gives them."""
    return json.dumps(
        [
            {
                "id": f"{i:08d}-0000-4000-8000-{i:012d}",
                "pnsDinilaiOrang": invented_nip(i),
                "tahun": 2023,
                "hasilKinerja": "SESUAI EKSPEKTASI",
                "hasilKinerjaNilai": 2,
                "perilakuKerja": "SESUAI EKSPEKTASI",
                "PerilakuKerjaNilai": 2,
                "kuadranKinerja": "BAIK",
                "KuadranKinerjaNilai": 2,
                "namaPenilai": f"Penilai {i % 2}",
                "nipNrpPenilai": invented_nip(90 + i % 2),
                "penilaiUnorNm": AGENCIES[i % 2],
                "statusPenilai": "ASN",
                "path": None,
            }
            for i in range(n_rows)
        ]
    ).encode()


def write_all(folder: Path) -> dict[Path, int]:
    """Write the three files; returns how many rows each holds."""
    contents = {
        "rekap_2024.xlsx": (annual(), N_ANNUAL),
        "nilai_juli_2023.csv": (monthly(), N_MONTHLY),
        "skp_2023.json": (personnel(), N_PERSONNEL),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    return {folder / name: n_rows for name, (_, n_rows) in contents.items()}


def _distinct_nip(i: int) -> str:
    """Return one of 705,600 valid numbers of people who do not exist."""
    year, month, day = 1970 + i % 21, 1 + i // 21 % 12, 1 + i // 252 % 28
    return f"{year}{month:02d}{day:02d}2010011{900 + i // 7056:03d}"


def _name(i: int) -> str:
    return f"{FIRST_NAMES[i % 7]} {LAST_NAMES[i % 3]}"
