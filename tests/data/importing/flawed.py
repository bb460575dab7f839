"""Three exports of invented people with planted flaws, and what an import of each must report.

One is a yearly recap (XLSX), one monthly scores (CSV), one the records of the personnel system
(JSON). The counts in `EXPECTED` are counted by hand from the flaws below, in the form in which
offices and testers exchange them: file → counts.
"""

from __future__ import annotations

import json

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

Row = dict[str, str | None]

EXPECTED: dict[str, dict[str, object]] = {
    "rekap_2024.xlsx": {
        "kind": "appraisals",
        "rows_read": 50,  # 48 people, one row twice the same, one twice with other values
        "rows_valid": 38,
        "rows_rejected": 11,
        "rows_skipped": 1,
        "rules": {
            "nip_missing": 1,
            "nip_format": 2,
            "nip_digits_lost": 2,  # a person's and a rater's
            "level_unknown": 1,
            "predicate_unknown": 1,
            "nothing_rated": 1,
            "self_rating": 1,
            "duplicate_conflict": 2,
            "predicate_mismatch": 1,
            "rater_missing": 2,
            "rater_external": 1,
            "duplicate_identical": 1,
            "sex_mismatch": 1,
            "sex_unknown": 1,
            "rank_unknown": 1,
        },
    },
    "nilai_2023.csv": {
        "kind": "appraisals",
        "rows_read": 37,
        "rows_valid": 29,
        "rows_rejected": 7,
        "rows_skipped": 1,
        "rules": {
            "nip_format": 1,
            "period_missing": 1,
            "period_in_future": 1,
            "score_out_of_range": 2,
            "nothing_rated": 1,
            "self_rating": 1,
            "rater_missing": 1,
            "duplicate_identical": 1,
            "name_conflict": 1,
        },
    },
    "skp_2023.json": {
        "kind": "appraisals",
        "rows_read": 21,
        "rows_valid": 18,
        "rows_rejected": 2,
        "rows_skipped": 1,
        "rules": {
            "nip_format": 2,
            "predicate_mismatch": 1,
            "rater_missing": 1,
            "rater_external": 1,
            "duplicate_identical": 1,
        },
    },
}


def contents() -> dict[str, bytes]:
    """Return the three files by name."""
    return {
        "rekap_2024.xlsx": annual(),
        "nilai_2023.csv": monthly(),
        "skp_2023.json": personnel(),
    }


def _name(i: int) -> str:
    return f"{FIRST_NAMES[i % 7]} {LAST_NAMES[i % 3]}"


# A number whose last digits a spreadsheet has rounded away.
ROUNDED = "198505232017082000"


def annual() -> bytes:
    """Return a yearly recap: cover sheet, titles, merged agencies, a total and a signature."""
    rows: list[Row] = [
        {
            "name": _name(i),
            "nip": invented_nip(i),
            "sex": "L" if invented_nip(i)[14] == "1" else "P",
            "grade": "III/c",
            "unit": "Sekretariat",
            "agency": AGENCIES[i // 12],
            "rater_name": f"Penilai {i // 12}",
            "rater_nip": invented_nip(90 + i // 12),
            "work_result": LEVELS[i % 2],
            "behaviour": LEVELS[1],
            "predicate": ("Baik", "BAIK", "baik ")[i % 3],
            "year": "2024",
        }
        for i in range(48)
    ]
    flaws: dict[int, Row] = {
        1: {"nip": None},
        3: {"nip": "19800101"},
        5: {"nip": "198013152010011901"},  # month 13
        7: {"nip": ROUNDED},
        9: {"rater_nip": ROUNDED},
        11: {"work_result": "Ekspektasi"},
        13: {"predicate": "Memuaskan"},
        15: {"work_result": None, "behaviour": None, "predicate": None},
        17: {"rater_nip": invented_nip(17)},
        19: {"predicate": "Sangat Baik"},
        21: {"rater_nip": None},
        22: {"rater_nip": None, "rater_name": None},
        24: {"rater_nip": "104049787"},
        26: {"sex": "P" if invented_nip(26)[14] == "1" else "L"},
        28: {"sex": "Tuan"},
        30: {"grade": "Gol 3"},
    }
    for place, flaw in flaws.items():
        rows[place].update(flaw)
    rows.insert(41, dict(rows[40]))
    rows.insert(34, {**rows[33], "behaviour": LEVELS[2], "predicate": "Kurang"})
    table = Table(tuple(rows))
    layout = Layout(
        order=table.fields,
        titles=("PEMERINTAH KOTA CONTOH", "REKAPITULASI EVALUASI KINERJA PEGAWAI"),
        number_column=True,
        blank_at=(20,),
        total=True,
        signature=True,
        merged=("agency",),
    )
    cover = [["Lembar ini berisi petunjuk pengisian"]]
    return to_xlsx({"Petunjuk": cover, "Rekap": dress(table, layout)}, numbers=[ROUNDED])


def monthly() -> bytes:
    """Return three months of scores: semicolons, decimal commas, the month in words."""
    header = ["Bulan", "NIP Pegawai", "Nama", "SKPD", "Atasan Langsung (NIP)", "Nilai"]
    rows: list[list[str | None]] = [
        [
            f"{('Juli', 'Agustus', 'September')[i % 3]} 2023",
            (f"'{invented_nip(i // 3)}", invented_nip(i // 3))[i % 2],
            _name(i // 3),
            AGENCIES[i % 2],
            invented_nip(90 + i % 2),
            f"{78 + i % 9},{i % 10}",
        ]
        for i in range(36)
    ]
    flaws: dict[int, dict[int, str | None]] = {
        2: {1: "12345678"},
        5: {0: "Bulan lalu"},
        8: {0: "Juli 2099"},
        11: {5: "870"},
        14: {5: "sembilan puluh"},
        17: {5: None},
        20: {4: invented_nip(6)},
        23: {4: None},
        26: {2: "Orang Lain"},
    }
    for place, flaw in flaws.items():
        for column, cell in flaw.items():
            rows[place][column] = cell
    rows.append(list(rows[30]))
    return to_csv([list(header), *rows], encoding="utf-8-sig")


def personnel() -> bytes:
    """Return records of 2023 as the personnel system gives them."""
    records: list[dict[str, object]] = [
        {
            "id": f"{i:08d}-0000-4000-8000-{i:012d}",
            "pnsDinilaiOrang": invented_nip(i),
            "tahun": 2023,
            "hasilKinerja": "SESUAI EKSPEKTASI",
            "hasilKinerjaNilai": 2,
            "perilakuKerja": None if i == 15 else "SESUAI EKSPEKTASI",  # the code says it
            "PerilakuKerjaNilai": 2,
            "kuadranKinerja": "BAIK",
            "KuadranKinerjaNilai": 2,
            "namaPenilai": f"Penilai {i % 2}",
            "nipNrpPenilai": invented_nip(90 + i % 2),
            "penilaiUnorNm": AGENCIES[i % 2],
            "statusPenilai": "ASN",
            "path": None,
        }
        for i in range(20)
    ]
    records[2]["pnsDinilaiOrang"] = "1980"
    records[4]["pnsDinilaiOrang"] = "198002302010021901"  # 30 February
    records[6]["kuadranKinerja"] = "SANGAT BAIK"
    records[8]["nipNrpPenilai"] = None
    records[10]["nipNrpPenilai"] = "104049787"
    records.append(dict(records[12]))
    return json.dumps(records).encode()
