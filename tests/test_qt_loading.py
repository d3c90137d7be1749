"""Qt is loaded without its own way to import, which reads the source of all that is imported."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import builtins
plain = builtins.__import__
from lossviz import qt_loading
qt_loading.load()
import PySide6.QtWidgets
assert builtins.__import__ is plain
"""


def test_the_import_of_python_stays_in_its_place() -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", LOADED], check=True)
