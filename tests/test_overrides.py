"""What Qt calls in widgets never ends the process: overrides are guarded, and tell what failed."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

import lossviz
from lossviz import overrides

NOT_VIRTUAL = {"setAccessibleName", "staticMetaObject"}


def kinds_below(kind: type) -> set[type]:
    below = set(kind.__subclasses__())
    return below.union(*(kinds_below(each) for each in below))


def test_all_that_qt_calls_is_guarded(qapp):
    overrides.guard()
    for module in pkgutil.walk_packages(lossviz.__path__, "lossviz."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kinds = set().union(*(kinds_below(root) for root in overrides.ROOTS))
    ours = [kind for kind in kinds if kind.__module__.startswith("lossviz.")]
    assert len(ours) > 100
    bare = [
        f"{kind.__name__}.{name}"
        for kind in ours
        for name, value in vars(kind).items()
        if not name.startswith("__") and name not in NOT_VIRTUAL
        if any(name in vars(base) for base in kind.__mro__ if base.__module__.startswith("PySide6"))
        if not hasattr(value, "__wrapped__")
    ]
    assert not bare


def test_what_fails_is_answered_as_by_the_class_below(qapp, monkeypatch):
    overrides.guard()

    class Low(QWidget):
        def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
            return QSize(3, 4)

    class High(Low):
        def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
            raise ValueError("planted")

        def event(self, _event: object) -> bool:
            raise ValueError("planted too")

    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: said.append(str(error)))
    widget = High()
    said.clear()  # Qt sends events to a widget while it is made
    assert (widget.sizeHint(), widget.event(None)) == (QSize(3, 4), False)
    assert said == ["planted", "planted too"]
    shiboken6.delete(widget)


def test_an_error_of_c_code_in_an_override_is_a_message_and_no_crash():
    run = subprocess.run(
        [sys.executable, "-m", "tests.planted"], capture_output=True, text=True, check=False
    )
    lines = run.stdout.splitlines()
    assert run.returncode == 0, f"ended after {lines[-1:]}: {run.stderr[-500:]}"
    said = dict(line.split(": ", 1) for line in lines)
    wrong = "Something went wrong: "
    assert said["paintEvent"].startswith(f"{wrong}ValueError: invalid literal")
    assert said["resizeEvent"].startswith(f"{wrong}IndexError: pop from")
    assert said["sizeHint"].startswith(f"{wrong}ZeroDivisionError: ")
    assert said["eventFilter"].startswith(f"{wrong}RuntimeError: Internal C++ object")
    assert said["Explain open, then closed"] == "False"
