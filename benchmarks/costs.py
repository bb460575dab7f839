"""Time on the clock and of the processor, in the same words in every result."""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import NamedTuple

import psutil


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds a piece of work takes on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Cost(NamedTuple):
    """Milliseconds on the clock, and of processor time: that one hardly feels other programs."""

    wall: float
    cpu: float


def cost_of(work: Callable[[], object]) -> Cost:
    """Return what a piece of work costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu))


def total(costs: Iterable[Cost]) -> Cost:
    """Add costs up."""
    walls, cpus = zip(*costs, strict=True)
    return Cost(sum(walls), sum(cpus))


def in_words(costs: list[Cost]) -> dict[str, float]:
    """Return the figures of repeated work as a result holds them."""
    walls = [cost.wall for cost in costs]
    return {
        "median_ms": median_ms(walls),
        "fastest_ms": round(min(walls), 2),
        "slowest_ms": round(max(walls), 2),
        "median_cpu_ms": median_ms([cost.cpu for cost in costs]),
    }


def median_ms(times: list[float]) -> float:
    """Return the median, in hundredths."""
    return round(statistics.median(times), 2)


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    return {
        "processor": platform.processor() or platform.machine(),
        "n_cores": psutil.cpu_count(),
        "load_at_start": round(psutil.getloadavg()[0], 1),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.system(),
        "python": sys.version.split()[0],
        **{name: version(name) for name in ("duckdb", "pandas", "numpy", "pyarrow")},
    }
