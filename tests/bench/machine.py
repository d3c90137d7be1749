"""What the benchmarks ran on: they mean little without it."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import PySide6


def description(display: str) -> list[str]:
    """Markdown lines: processor, system, Python and libraries; `display` says where windows go."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    kernel, threads = blas()
    return [
        f"- Processor: {processor()}, {os.cpu_count()} cores; load before the run: {load}",
        f"- System: {system()}; windows: {display}",
        f"- Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"- NumPy {np.__version__}; BLAS: {library()}, {kernel} kernel, {threads}",
    ]


def processor() -> str:
    """The name that the system gives the processor."""
    if sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def system() -> str:
    """The system and its version."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def library() -> str:
    """The BLAS that NumPy was built with."""
    built: dict[str, dict[str, dict[str, str]]]
    built = np.show_config(mode="dicts")  # type: ignore[assignment]
    blas = built["Build Dependencies"]["blas"]
    return f"{blas['name']} {blas['version']}"


def blas() -> tuple[str, str]:
    """The kernel that OpenBLAS chose in this process, and its threads; NumPy itself can't tell."""
    package = Path(np.__file__).parent
    folders = (package.parent / "numpy.libs", package / ".dylibs")
    for path in (path for folder in folders for path in folder.glob("*openblas*")):
        loaded = ctypes.CDLL(str(path))
        for suffix in ("64_", ""):
            name = getattr(loaded, f"scipy_openblas_get_corename{suffix}", None)
            count = getattr(loaded, f"scipy_openblas_get_num_threads{suffix}", None)
            if name is not None and count is not None:
                name.restype = ctypes.c_char_p
                threads = int(count())
                return name().decode(), f"{threads} thread" + "s" * (threads != 1)
    return "unknown", "unknown number of threads"
