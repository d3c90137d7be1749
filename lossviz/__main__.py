"""Start lossviz: ``python -m lossviz`` and the console script ``lossviz``."""

from __future__ import annotations

import os
import sys

# With two OpenBLAS threads beside the GUI thread training made 67-81 steps/s, with one 394-436.
BLAS_THREAD_COUNTS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
INTERRUPTED = 130


def main() -> int:
    """Run the command line and return its exit code."""
    # NumPy reads these once, when it loads, so they are set before anything else is imported.
    for name in BLAS_THREAD_COUNTS:
        os.environ.setdefault(name, "1")
    from lossviz import cli

    try:
        return cli.main()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
