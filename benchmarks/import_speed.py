"""How long an import of 200,000 rows takes, as CSV and XLSX, and how much memory it needs.

    python benchmarks/import_speed.py [ROWS]

Each import runs in a process of its own, from the command line to the committed store. The file
is invented: 12 months of monthly scores, 30 agencies. Wanted: CSV under 6 s and 1 GB, XLSX under
15 s and, to leave a small machine room for the dashboard, both under 850 MB. Results go to
benchmarks/results/import_speed.json.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "import_speed.json"
HEADINGS = ("Bulan", "NIP", "Nama", "SKPD", "Unit", "NIP Atasan", "Nama Atasan", "Nilai", "Gol",
            "Predikat")  # fmt: skip
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
SEED = 20241231


def invented_nips(n: int) -> list[str]:
    """Return different valid numbers of people who do not exist (serials from 900)."""
    numbers = []
    for i in range(n):
        i, serial = divmod(i, 100)
        i, day = divmod(i, 28)
        i, month = divmod(i, 12)
        year = 1965 + i % 30
        birth = f"{year}{month + 1:02d}{day + 1:02d}"
        numbers.append(f"{birth}{year + 25}01{1 + serial % 2}{900 + serial}")
    return numbers


def rows(n_rows: int) -> list[tuple[str, ...]]:
    """Return rows of monthly appraisals."""
    rng = np.random.default_rng(SEED)
    everybody = invented_nips(n_rows // 12 + 211)
    raters, people = everybody[:210], everybody[210:]
    scores = np.clip(rng.normal(86, 6, n_rows), 40, 100)
    found = []
    for i in range(n_rows):
        person, month = divmod(i, 12)
        agency, unit = person % 30, person % 210
        found.append(
            (
                f"{MONTHS[month]} 2024", people[person], f"Pegawai {person}",
                f"Dinas Contoh {agency}", f"Bidang {unit}", raters[unit % len(raters)],
                f"Penilai {unit}", f"{scores[i]:.1f}".replace(".", ","),
                ("III/a", "III/c", "IV/a")[person % 3], "Sangat Baik" if scores[i] > 94 else "Baik",
            )
        )  # fmt: skip
    return found


def write_csv(path: Path, content: list[tuple[str, ...]]) -> None:
    """Write rows with semicolons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(content)


def write_xlsx(path: Path, content: list[tuple[str, ...]]) -> None:
    """Write rows as a workbook with its scores as numbers."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.write_row(0, 0, HEADINGS)
        for place, row in enumerate(content, start=1):
            for column, cell in enumerate(row):
                if column == 7:
                    sheet.write_number(place, column, float(cell.replace(",", ".")))
                else:
                    sheet.write_string(place, column, cell)


def measure(path: Path, folder: Path) -> dict[str, object]:
    """Import a file in a fresh process; return seconds and the largest memory of the process."""
    environment = {**os.environ, "TIMBANG_DB": str(folder / f"{path.suffix[1:]}.duckdb")}
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _COMMAND, str(path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - started
    report = json.loads(done.stdout)
    used = json.loads(done.stderr.splitlines()[-1])
    return {
        "rows_read": report["rows_read"],
        "rows_valid": report["rows_valid"],
        "file_megabytes": round(path.stat().st_size / 1e6, 1),
        "seconds": round(seconds, 2),
        # What the clock says on a busy machine says little.
        "processor_seconds": round(used["seconds"], 2),
        "peak_megabytes": round(used["kib"] * 1024 / 1e6),
    }


_COMMAND = """
import json, resource, sys
from data.__main__ import main
code = main(["import", sys.argv[1], "--json"])
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = used.ru_utime + used.ru_stime
print(json.dumps({"kib": used.ru_maxrss, "seconds": seconds}), file=sys.stderr)
sys.exit(code)
"""


def _machine() -> dict[str, object]:
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "n_cores": os.cpu_count(),
        # above the number of cores the clock measures the others
        "load_before": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "pyarrow": pa.__version__,
    }


def main() -> None:
    """Measure both formats and keep the results with the machine they were measured on."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    content = rows(n_rows)
    machine = _machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "rekap.csv", content)
        write_xlsx(folder / "rekap.xlsx", content)
        results = {
            "csv": measure(folder / "rekap.csv", folder),
            "xlsx": measure(folder / "rekap.xlsx", folder),
        }
    found = {
        "what": "python -m data import, fresh process, new store",
        "machine": machine,
        "wanted": {
            "csv_seconds": 6,
            "csv_megabytes": 850,
            "xlsx_seconds": 15,
            "xlsx_megabytes": 850,
        },
        "results": results,
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
