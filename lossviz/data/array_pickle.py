"""NumPy's objects in a pickle, remembered in place of being made: nothing of NumPy is called.

What a batch needs from any protocol and any Python: arrays (`_reconstruct` and, since protocol 5,
`_frombuffer`), single numbers (`scalar`), and bytes, which Python 3 writes as `_codecs.encode` of a
text up to protocol 2.
"""

from __future__ import annotations

import math
import pickle
import re
from collections.abc import Callable
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_DIMENSIONS = 32  # NumPy's own limit, and the largest shape that it counts in.
LARGEST_NUMBER = 2**63
_WHOLE = re.compile("[|<>=]?[iu][1248]|B")


class ForbiddenNameError(ValueError):
    """A pickle names something to call that no batch needs."""


class Remembered:
    """Stands for a numpy object of the pickle: its arguments and its state, nothing done."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.state: object = None

    def __setstate__(self, state: object) -> None:
        self.state = state


class _Array(Remembered):
    """What `_reconstruct` and `ndarray` stand for."""


class _Buffer(Remembered):
    """What `_frombuffer` stands for."""


class _Scalar(Remembered):
    """What `scalar` stands for."""


class _Dtype(Remembered):
    """What `dtype` stands for."""


_NAMES: dict[str, dict[str, type[Remembered]]] = {
    "multiarray": {"_reconstruct": _Array, "scalar": _Scalar},
    "numeric": {"_frombuffer": _Buffer},
}
_ALLOWED = {
    (f"numpy.{core}.{module}", name): remembered
    for core in ("core", "_core")
    for module, names in _NAMES.items()
    for name, remembered in names.items()
} | {("numpy", "ndarray"): _Array, ("numpy", "dtype"): _Dtype}


class ArrayUnpickler(pickle.Unpickler):
    """Reads what was looked through by `pickle_steps.checking` before."""

    def __init__(self, content: IO[bytes], size: int) -> None:
        # Strings of Python 2 stay bytes: pixels are such a string.
        super().__init__(content, encoding="bytes")
        self._room = size
        """Of bytes made of text; an honest file holds each of them."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """What stands for a name, which is called in its place; ForbiddenNameError for others."""
        if (module, name) == ("_codecs", "encode"):
            return self._bytes_of_text
        if name == "bytes" and module in ("builtins", "__builtin__"):
            return _no_bytes
        if (module, name) not in _ALLOWED:
            raise ForbiddenNameError(f"{module}.{name}")
        return _ALLOWED[module, name]

    def _bytes_of_text(self, text: object, encoding: object) -> bytes:
        if not isinstance(text, str) or encoding not in ("latin1", b"latin1"):
            raise ValueError("not how bytes are written")
        self._room -= len(text)
        if self._room < 0:
            raise ValueError("more bytes than the file has")
        return text.encode("latin1")


def _no_bytes() -> bytes:
    """How Python 3 writes b"" up to protocol 2."""
    return b""


class ArrayParts(NamedTuple):
    """What NumPy pickles of an array.

    stored: the shape in which the content lies. code: such as "u1" or "<i8".
    fortran: columns first.
    axes: which of the shape's axes are those of the array, in its order.
    """

    stored: tuple[int, ...]
    code: str
    fortran: bool
    content: bytes | bytearray
    axes: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the array."""
        return tuple(self.stored[axis] for axis in self.axes)

    @property
    def is_whole(self) -> bool:
        """Whether its type is one of whole numbers."""
        return bool(_WHOLE.fullmatch(self.code))

    def numbers(self) -> NDArray[np.generic]:
        """The array itself, of whole numbers; ValueError or TypeError if it is none of those."""
        if not self.is_whole:
            raise TypeError("not whole numbers")
        dtype = np.dtype(self.code)
        if len(self.content) != math.prod(self.stored) * dtype.itemsize:
            raise ValueError("not as many bytes as the shape says")
        order: Any = "F" if self.fortran else "C"
        stored = np.frombuffer(self.content, dtype).reshape(self.stored, order=order)
        return stored.transpose(self.axes)


def array_parts(thing: object) -> ArrayParts:
    """The parts of a remembered array or number; TypeError or ValueError for all others."""
    shape: object = ()
    fortran: object = False
    axes: object = None
    if isinstance(thing, _Array) and isinstance(thing.state, tuple):
        _version, shape, dtype, fortran, content = thing.state
    elif isinstance(thing, _Buffer):
        content, dtype, shape, order, *more = thing.arguments
        fortran, axes = _order(order), more[0] if more else None
    elif isinstance(thing, _Scalar):
        dtype, content = thing.arguments
    else:
        raise TypeError("not an array")
    if not isinstance(content, bytes | bytearray):
        raise TypeError("not an array of plain numbers")
    stored = _shape(shape)
    is_fortran = fortran is True or fortran == 1
    return ArrayParts(stored, _code(dtype), is_fortran, content, _axes(axes, len(stored)))


def _order(order: object) -> bool:
    """Whether columns come first; "K" is the order of the axes that follow."""
    if not isinstance(order, str | bytes) or _text(order) not in ("C", "F", "K"):
        raise TypeError("not an order")
    return _text(order) == "F"


def _axes(axes: object, count: int) -> tuple[int, ...]:
    if axes is None:
        return tuple(range(count))
    if not isinstance(axes, tuple) or len(axes) != count:
        raise TypeError("not the axes of the shape")
    if not all(type(n) is int for n in axes) or sorted(axes) != list(range(count)):
        raise TypeError("not the axes of the shape")
    return axes


def _shape(shape: object) -> tuple[int, ...]:
    if not isinstance(shape, tuple) or len(shape) > MOST_DIMENSIONS:
        raise TypeError("not a shape")
    if not all(type(n) is int and 0 <= n < LARGEST_NUMBER for n in shape):
        raise TypeError("not a shape of whole numbers")
    return shape


def _code(dtype: object) -> str:
    """Such as "u1" or ">i8"; the order of bytes stands in what a dtype is built with."""
    if not isinstance(dtype, _Dtype):
        raise TypeError("not a type")
    code = _text(dtype.arguments[0] if dtype.arguments else "")
    order = dtype.state[1] if isinstance(dtype.state, tuple) and len(dtype.state) > 1 else ""
    return f">{code}" if order in (">", b">") and len(code) == 2 else code


def _text(value: object) -> str:
    if not isinstance(value, str | bytes):
        raise TypeError("not a type")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
