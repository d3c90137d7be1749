"""Start lossviz: ``python -m lossviz`` and the console script ``lossviz``."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command line and return its exit code."""
    from lossviz import before_qt

    before_qt.prepare(os.environ)
    from lossviz import cli

    try:
        return cli.main()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
