"""What Qt calls in our widgets must not raise: an exception becomes the one message of the app.

Where Python's own C code raises (`int("x")`, `[][0]`, `1 / 0`, a widget already deleted) within an
override that runs within a call from Python, PySide 6.10 on Python 3.11 ends the process: it takes
the exception, which is a bare text until Python makes one of it, for an object. So every override
is wrapped as soon as its class is made. It costs 0.1 us a call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, QRectF, Qt
from PySide6.QtGui import QUndoCommand

ROOTS: tuple[type, ...] = (QObject, QUndoCommand)
_OF_ALL = frozenset(
    {
        "boundingRect", "drawBackground", "drawForeground", "event", "eventFilter",
        "focusNextPrevChild",
        "hasHeightForWidth", "heightForWidth", "hitButton", "id", "itemChange", "mergeWith",
        "minimumSizeHint", "paint", "redo", "scrollContentsBy", "shape", "sizeHint", "undo",
        "updateGeometries",
    }
)  # fmt: skip
_OF_MODELS = frozenset({"columnCount", "data", "flags", "headerData", "rowCount", "setData"})
_NOTHING: dict[str, object] = {
    "boundingRect": QRectF(),
    "columnCount": 0,
    "event": False,
    "eventFilter": False,
    "focusNextPrevChild": False,
    "flags": Qt.ItemFlag.NoItemFlags,
    "rowCount": 0,
    "setData": False,
}
"""What is answered where Qt has no answer of its own, or its own would do more than answer."""
_DOING = frozenset({"paint", "redo", "undo", "scrollContentsBy", "updateGeometries"})


def guard() -> None:
    """Wrap the overrides of all classes there are, and of those still to be made."""
    for root in ROOTS:
        if "__init_subclass__" not in vars(root):
            root.__init_subclass__ = classmethod(_guard_new)  # type: ignore[assignment]
            _guard_below(root)


def is_override(kind: type, name: str) -> bool:
    """Whether Qt calls this method of a class of ours."""
    is_models = name in _OF_MODELS and issubclass(kind, QAbstractItemModel)
    named_so = name.endswith("Event") or name in _OF_ALL or is_models
    return named_so and any(name in vars(base) for base in kind.__mro__[1:] if _is_qt(base))


def _guard_new(kind: type, /, **named: Any) -> None:
    _guard_class(kind)
    root: type = next(each for each in ROOTS if issubclass(kind, each))
    super(root, kind).__init_subclass__(**named)  # type: ignore[arg-type]


def _guard_below(kind: type) -> None:
    each: type
    for each in kind.__subclasses__():
        if not _is_qt(each):
            _guard_class(each)
        _guard_below(each)


def _guard_class(kind: type) -> None:
    for name, method in tuple(vars(kind).items()):
        if callable(method) and not hasattr(method, "__wrapped__") and is_override(kind, name):
            setattr(kind, name, _guarded(kind, name, method))


def _guarded(kind: type, name: str, method: Callable[..., object]) -> Callable[..., object]:
    @wraps(method)
    def guarded(self: object, *args: object, **named: object) -> object:
        try:
            return method(self, *args, **named)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            return _other_answer(kind, name, self, args)

    return guarded


def _other_answer(kind: type, name: str, owner: object, args: tuple[object, ...]) -> object:
    """What is answered in place of an override that failed: what the class below answers."""
    if name in _NOTHING:
        return _NOTHING[name]
    if name.endswith("Event") or name in _DOING:
        return None
    try:
        return getattr(super(kind, owner), name)(*args)
    except (NotImplementedError, RuntimeError):
        return None


def _is_qt(kind: type) -> bool:
    return kind.__module__.startswith("PySide6")
