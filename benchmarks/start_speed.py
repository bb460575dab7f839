"""How long until the dashboard answers: first start with an empty folder, and every later one.

Packages are installed beforehand: what a start costs is the demo city and the imports. The second
start is the one of `make run`, with the set-up script's own checks.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import psutil

from tests import serving

TARGET = Path(__file__).parent / "results" / "start_speed.json"
LIMIT_SECONDS = 5.0  # of a second start


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=3, help="later starts to measure")
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        program = serving.copy_of_program(Path(place) / "program")
        (program / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
        first = seconds_of_a_start(program)
        later = [seconds_of_a_start(program) for _ in range(options.starts)]
    result = {
        "first_start_seconds": round(first, 2),
        "later_start_seconds": [round(seconds, 2) for seconds in later],
        "limit_seconds": LIMIT_SECONDS,
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "n_cores": psutil.cpu_count(),
            "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
            "system": platform.platform(),
            "python": platform.python_version(),
            "streamlit": version("streamlit"),
            "duckdb": version("duckdb"),
        },
    }
    options.to.parent.mkdir(exist_ok=True)
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def seconds_of_a_start(program: Path) -> float:
    """Start as `make run` does and return the seconds until the health answer."""
    log = program / "start.log"
    began = time.monotonic()
    with serving.started([sys.executable, "tasks.py", "run"], program, log) as process:
        while not (found := re.search(r"http://localhost:(\d+)", log.read_text(errors="replace"))):
            if process.poll() is not None:
                raise SystemExit(log.read_text(errors="replace"))
            time.sleep(0.02)
        serving.wait_until_up(serving.Server(int(found[1]), program, process, log))
        return time.monotonic() - began


if __name__ == "__main__":
    main()
