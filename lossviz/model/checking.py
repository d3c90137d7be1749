"""What the functions of the model are given: lists or arrays, looked at once where they come in.

    sizes = Sizes()
    X = sizes.numbers("X", X, "N", "D")
    W = sizes.numbers("W", W, "C", "D")
    y = sizes.classes("y", y, "N")

The letters are the lecture's: N examples, D numbers an example, C classes. Each is as large as the
first array with it says. What doesn't fit raises ValueError, in one sentence: what is wanted, its
unit, and what was given. The inner step of a training looks at nothing again.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats

Size = str | int
"""How long an axis is: a letter, or a number."""

KEPT = (np.dtype(np.float32), np.dtype(np.float64))
UNITS = {
    "X": ", a row an example",
    "W": ", a row of weights a class",
    "b": ", a bias a class",
    "scores": ", a row of scores an example",
    "s": ", the scores of one example",
    "y": ", one class for each row",
    "images": ", a row of pixels an image",
    "labels": ", the class of each image",
    "predictions": ", a class for each label",
    "mean": ", the mean image in pixel / 255",
}


class Sizes:
    """The letters of one call. known: those that are settled beforehand, such as C=10."""

    def __init__(self, **known: int) -> None:
        self._known: dict[Any, int] = known  # by Size

    def numbers(self, name: str, values: ArrayLike, *axes: Size, unit: str = "") -> Floats:
        """Numbers as float32 or float64. unit: what the sentence says of them, if not the usual."""
        array: Floats = self._fitted(name, as_floats(name, values), axes, unit)
        return array

    def classes(self, name: str, values: ArrayLike, axis: Size) -> NDArray[np.int64]:
        """Classes as int64: 0 to C − 1 where C is known."""
        classes = self._fitted(name, as_array(name, values), (axis,))
        return checked_classes(classes, self._known.get("C"), name)

    def images(self, images: ArrayLike, *axes: Size) -> NDArray[np.uint8]:
        """Pixels, 0 to 255."""
        return as_bytes(self._fitted("images", as_array("images", images), axes))

    def _fitted(self, name: str, array: Any, axes: tuple[Size, ...], unit: str = "") -> Any:
        """The array itself, if it has the wanted shape."""
        wanted = [self._known.get(axis, axis) for axis in axes]
        if not fits(array.shape, wanted):
            unit = unit or UNITS.get(name, "")
            hint = way_out(name, array.shape, wanted)
            raise ValueError(f"{name} must be {shape_text(wanted)}{unit}, not {array.shape}{hint}")
        self._known.update(zip(axes, array.shape, strict=True))
        return array


def fits(shape: tuple[int, ...], wanted: Sequence[Size]) -> bool:
    """Whether a shape is the wanted one; a letter stands for any size."""
    return len(shape) == len(wanted) and all(
        size == axis or isinstance(axis, str) for size, axis in zip(shape, wanted, strict=True)
    )


def shape_text(wanted: Sequence[Size]) -> str:
    """A shape as NumPy writes it: (N, 3072), or (10,)."""
    return f"({', '.join(map(str, wanted))}{',' * (len(wanted) == 1)})"


def way_out(name: str, shape: tuple[int, ...], wanted: Sequence[Size]) -> str:
    """What to do where it is plain what was meant."""
    if len(shape) == 2 and fits(shape[::-1], wanted):
        return f": turned round, as {name}.T, it fits"
    if name == "images" and len(shape) == 4:  # channels last, or first as they should be
        moved = ".transpose(0, 3, 1, 2)" if shape[3] == 3 else ""
        return f": images{moved}.reshape(len(images), -1) makes rows of them"
    return ""


# Kinds of numbers


def as_array(name: str, values: ArrayLike) -> NDArray[Any]:
    """A list as an array."""
    try:
        return np.asarray(values)
    except ValueError:  # rows of different lengths
        raise ValueError(f"{name} must be a table whose rows are all as long") from None


def as_floats(name: str, values: ArrayLike) -> Floats:
    """float32 and float64 as they are, any other numbers as float64."""
    array = as_array(name, values)
    if array.dtype in KEPT:
        return array
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must hold numbers, not {array.dtype}")
    return array.astype(np.float64)


def checked_classes(y: NDArray[Any], C: int | None, name: str = "y") -> NDArray[np.int64]:
    """Classes (N,) as int64, if they are whole numbers of 0 to C − 1."""
    if y.size == 0:
        return y.astype(np.int64)
    if y.dtype.kind not in "iu":
        raise ValueError(f"{name} must hold whole numbers, not {y.dtype}")
    if C is not None and (y.min() < 0 or y.max() >= C):
        wrong = y[(y < 0) | (y >= C)][0]
        raise ValueError(f"{name} must be 0 to {C - 1} for {C} classes, but one is {wrong}")
    return y.astype(np.int64, copy=False)


def checked_class(y: int, C: int, name: str = "y") -> int:
    """One class as a whole number of 0 to C − 1; none counts from the end."""
    try:
        k = operator.index(y)
    except TypeError:
        raise ValueError(f"{name} must be a whole number, a class, not {y!r}") from None
    if not 0 <= k < C:
        raise ValueError(f"{name} must be 0 to {C - 1} for {C} classes, not {k}")
    return k


def as_bytes(images: NDArray[Any]) -> NDArray[np.uint8]:
    """Pixels as uint8, if they are whole numbers of 0 to 255."""
    if images.dtype == np.uint8:
        return images
    if images.dtype.kind not in "iu":
        raise ValueError(
            f"images must be whole numbers of 0 to 255 a pixel (uint8), not {images.dtype}: "
            "pixels of 0 to 1 are so times 255, rounded"
        )
    if images.size and (images.min() < 0 or images.max() > 255):
        wrong = images[(images < 0) | (images > 255)][0]
        raise ValueError(f"images must be 0 to 255 a pixel (uint8), but one is {wrong}")
    return images.astype(np.uint8)


def checked_like(name: str, values: ArrayLike, W: Floats) -> Floats:
    """Numbers in the shape of W."""
    array = as_floats(name, values)
    if array.shape != W.shape:
        raise ValueError(f"{name} must be {W.shape}, not {array.shape}")
    return array


def checked_finite(name: str, array: Floats) -> Floats:
    """The array itself, if none of its numbers is inf or nan."""
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite numbers")
    return array
