"""Lists of sanctions, assessments and credit with planted flaws, and what each must report.

Like flawed.py: invented people, and counts by hand from the flaws below.
"""

from __future__ import annotations

import json

from tests.data.importing.files import AGENCIES, invented_nip, to_csv, to_xlsx

EXPECTED: dict[str, dict[str, object]] = {
    "hukuman_disiplin.xlsx": {
        "kind": "sanctions",
        "rows_read": 20,
        "rows_valid": 10,
        "rows_rejected": 9,
        "rows_skipped": 1,
        "rules": {
            "nip_missing": 1,
            "nip_format": 1,
            "sanction_level_unknown": 2,
            "sanction_start_missing": 1,
            "date_out_of_range": 1,
            "dates_reversed": 1,
            "sanction_end_missing": 2,
            "duplicate_identical": 1,
            "sanction_level_mismatch": 1,
            "sanction_kind_unknown": 2,
            "name_conflict": 1,
        },
    },
    "asesmen.csv": {
        "kind": "assessments",
        "rows_read": 18,
        "rows_valid": 6,
        "rows_rejected": 11,
        "rows_skipped": 1,
        "rules": {
            "nip_missing": 1,
            "assessment_date_missing": 1,
            "date_out_of_range": 1,
            "dates_reversed": 1,
            "competence_out_of_range": 2,
            "assessment_result_unknown": 1,
            "potential_unknown": 1,
            "nothing_assessed": 1,
            "duplicate_conflict": 2,
            "duplicate_identical": 1,
            "service_exam_unknown": 1,
        },
    },
    "angka_kredit.json": {
        "kind": "credit",
        "rows_read": 16,
        "rows_valid": 8,
        "rows_rejected": 7,
        "rows_skipped": 1,
        "rules": {
            "nip_format": 1,
            "period_missing": 2,
            "period_in_future": 1,
            "dates_reversed": 1,
            "credit_out_of_range": 1,
            "credit_missing": 1,
            "duplicate_identical": 1,
            "credit_periods_overlap": 1,
            "functional_level_unknown": 1,
            "credit_kind_unknown": 1,
        },
    },
}


def contents() -> dict[str, bytes]:
    """Return the three files by name."""
    return {
        "hukuman_disiplin.xlsx": sanctions(),
        "asesmen.csv": assessments(),
        "angka_kredit.json": credit(),
    }


def sanctions() -> bytes:
    """Return a list of sanctions: a title, a statement "Nihil", long kinds."""
    names = ("name", "nip", "agency", "level", "kind", "from", "to", "reason")
    of_kind = {
        "light": ("Ringan", "Teguran tertulis", "03/04/2024", None),
        "moderate": ("Sedang", "Pemotongan tunjangan kinerja 25% selama 6 (enam) bulan",
                     "01/02/2024", None),
        "severe": ("Berat", "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
                   "15 Maret 2024", "14 Maret 2025"),
    }  # fmt: skip
    rows: list[dict[str, str | None]] = []
    for i in range(18):
        level = ("light", "moderate", "severe")[i % 3]
        values = (f"Rina {i}", invented_nip(i), AGENCIES[i // 9], *of_kind[level], "Tidak masuk")
        rows.append(dict(zip(names, values, strict=True)))
    flaws: dict[int, dict[str, str | None]] = {
        0: {"nip": None},
        1: {"nip": "1980"},
        3: {"level": "Sangat ringan"},
        6: {"level": None, "kind": None},
        4: {"from": "-"},
        5: {"from": "31/02/2024"},
        8: {"to": "14 Maret 2023"},
        7: {"kind": None},  # moderate, and nobody knows for how long
        10: {"kind": "Potong gaji"},  # unknown, but the last day is given
        13: {"kind": "Potong gaji"},  # unknown, and so is the last day: rejected as well
        14: {"level": "Sedang"},
        16: {"nip": invented_nip(15), "from": "01/02/2023"},  # two people, or two names
        12: {"level": None},  # the kind says it
    }
    for place, flaw in flaws.items():
        rows[place].update(flaw)
    rows[10]["to"] = "31/07/2024"
    rows.append({**dict.fromkeys(names), "agency": AGENCIES[3], "level": "NIHIL"})
    rows.append(dict(rows[17]))
    # the copy of the last one stands below the statement of another agency
    rows[19]["agency"] = rows[17]["agency"]
    header = ["No.", "Nama", "NIP", "Perangkat Daerah", "Tingkat Hukuman",
              "Jenis Hukuman", "TMT Hukuman", "Akhir Hukuman", "Alasan Hukuman"]  # fmt: skip
    cells = [[str(number), *row.values()] for number, row in enumerate(rows, start=1)]
    return to_xlsx({"Hukdis": [["DAFTAR HUKUMAN DISIPLIN"], [], list(header), *cells]})


def assessments() -> bytes:
    """Return results of an assessment centre: semicolons, decimal commas, empty cells as "-"."""
    header = ["No", "NIP", "Nama", "Jabatan", "Tgl Asesmen", "Berlaku s/d", "Teknis", "Manajerial",
              "Sosial Kultural", "Hasil Asesmen", "Ukom", "Potensi", "Ujian Dinas"]  # fmt: skip
    rows: list[list[str | None]] = [
        [str(i + 1), invented_nip(i), f"Sari {i}", "Analis", "14 Mei 2024", "13/05/2027",
         f"{70 + i},5", "-", "80", ("MS", "MMS", "Kurang Memenuhi Syarat")[i % 3],
         ("Lulus", "-", "TIDAK LULUS")[i % 3], ("tinggi", "Menengah", "Rendah")[i % 3],
         ("Tk. I", "-", "Tingkat I dan II")[i % 3]]
        for i in range(16)
    ]  # fmt: skip
    flaws: dict[int, dict[int, str | None]] = {
        1: {1: None},
        2: {4: None},
        3: {4: "14 Mei 2099"},
        4: {5: "13/05/2023"},
        5: {6: "102"},
        6: {8: "tinggi"},
        7: {10: "Sebagian"},
        8: {11: "Sangat tinggi"},
        9: dict.fromkeys(range(6, 13)),
        10: {12: "Belum tahu"},
    }
    for place, flaw in flaws.items():
        for column, cell in flaw.items():
            rows[place][column] = cell
    rows.append([*rows[11][:11], "Tinggi", rows[11][12]])  # 11 says low: both go
    rows.append(list(rows[12]))
    return to_csv([list(header), *rows], delimiter=";", encoding="utf-8-sig")


def credit() -> bytes:
    """Return records of credit as the personnel system gives them, misspellings included."""
    records: list[dict[str, object]] = [
        {
            "id": f"{i:08d}-0000-4000-8000-{i:012d}",
            "nipBaru": invented_nip(i),
            "namaJabatan": ("Perawat Ahli Muda", "Guru Ahli Pertama", "Bidan Mahir")[i % 3],
            "bulanMulaiPenailan": "1",
            "tahunMulaiPenailan": "2024",
            "bulanSelesaiPenailan": "12",
            "tahunSelesaiPenailan": "2024",
            "kreditUtamaBaru": "25,0",
            "kreditPenunjangBaru": None,
            "kreditBaruTotal": "25,0",
            "nomorSk": f"800/{i}",
            "tanggalSk": "2025-01-15",
            "isAngkaKreditPertama": "0",
            "isIntegrasi": "1" if i == 13 else "0",
            "isKonversi": "0" if i == 13 else "1",
            "jenjang": None,
            "jenisAngkaKredit": None,
        }
        for i in range(14)
    ]
    records[0]["nipBaru"] = "1980"
    records[1]["bulanMulaiPenailan"] = "13"
    records[2].update(bulanMulaiPenailan=None, tahunMulaiPenailan=None)
    records[3]["tahunSelesaiPenailan"] = "2099"
    records[4]["tahunMulaiPenailan"] = "2025"
    records[5]["kreditBaruTotal"] = "-3"
    records[6]["kreditBaruTotal"] = None
    records[7]["jenjang"] = "Guru Besar"
    records[8]["jenisAngkaKredit"] = "Bonus"
    # integration needs no first month
    records[13].update(bulanMulaiPenailan=None, tahunMulaiPenailan=None)
    # the second half of a year that is in already
    records.append({**records[9], "bulanMulaiPenailan": "7"})
    records.append(dict(records[10]))
    return json.dumps(records).encode()
