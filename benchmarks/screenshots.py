"""Take the pictures of the README from a freshly built demo city: `python tasks.py screenshots`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests import browsing, serving

TARGET = Path(__file__).parent.parent / "docs" / "screenshots"
SHOTS = (
    ("overview", "/", "Ikhtisar"),
    ("agencies", "/perangkat-daerah", "Perangkat daerah"),
    ("distribution", "/sebaran", "Sebaran & tren"),
    ("raters", "/penilai", "Penilai"),
    ("fairness", "/kesetaraan", "Kesetaraan"),
    ("candidates", "/calon", "Calon promosi"),
    ("data", "/data", "Data"),
    ("method", "/metodologi", "Metodologi"),
)
FIGURES_MS = 2_500  # figures draw after the page has settled


def main() -> None:
    """Write `<page>-light.png`, and the overview in the dark and on a phone too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=TARGET)
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        program = serving.copy_of_program(Path(place) / "program")
        with serving.serving(program) as server, browsing.chromium() as browser:
            for look, size, dark, shots in (
                ("light", browsing.DESK, False, SHOTS),
                ("dark", browsing.DESK, True, SHOTS[:1]),
                ("phone", browsing.PHONE, False, SHOTS[:1]),
            ):
                for name, path, heading in shots:
                    with browsing.tab(browser, server.url, size=size, dark=dark) as tab:
                        tab.open(path, heading=heading)
                        tab.page.wait_for_timeout(FIGURES_MS)
                        tab.page.screenshot(path=folder / f"{name}-{look}.png")
                        print(f"{name}-{look}.png", flush=True)


if __name__ == "__main__":
    main()
