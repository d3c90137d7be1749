"""How long this program has been running."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from lossviz.self_test import BEGAN

START_FIELD = 19  # of /proc/self/stat, counted behind the program's name: ticks since the boot


def seconds_since_start() -> float:
    """Seconds since the process began; outside Linux, since the self-test was imported."""
    if sys.platform == "linux":
        try:
            return time.clock_gettime(time.CLOCK_BOOTTIME) - _ticks() / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):
            pass  # a system without /proc
    return time.perf_counter() - BEGAN


def _ticks() -> int:
    """When the process began, in ticks since the boot."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    return int(fields[START_FIELD])
