"""Qt is loaded by hand, once, so that each import after it costs no more than before.

PySide6 replaces Python's import by its own, which reads the whole source of every module that it
meets, also of those that were there before: it looks for users of `__feature__`, of whom there are
none here. That was a tenth of the start (about 60 of 560 ms of computing), and is paid again for
each module that is imported later.
"""

from __future__ import annotations

import builtins


def load() -> None:
    """Load Qt, and leave Python's own import in its place."""
    plain = builtins.__import__
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = plain
