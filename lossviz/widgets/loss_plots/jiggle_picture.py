"""What a jiggle plot shows, as plain frozen data. No Qt.

Shapes: offsets, hinge, softmax and original are (K,), offsets ascending with every kink among them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray, Range


@dataclass(frozen=True)
class JiggleTexts:
    """The numbers at the cursor as they read: "−1.0", "1.90", "1.24", "+1.00", "+0.71"."""

    offset: str
    hinge: str
    softmax: str
    hinge_slope: str
    softmax_slope: str


@dataclass(frozen=True, eq=False)
class JigglePicture:
    """Both losses as functions of the change of one score.

    original: the hinge loss without the variant that is on, or None. kinks: (offset, hinge loss).
    at: (offset, hinge, softmax) at the cursor, slopes those of both there, now both at offset 0.
    x_name names the axis: "change of the car score". title, losses ("hinge 0.00", "softmax
    9.18 × 10⁻⁴") and changes ("±0", "+1.2 × 10⁻⁴") head a small plot in a row.
    """

    offsets: FloatArray
    hinge: FloatArray
    softmax: FloatArray
    kinks: tuple[tuple[float, float], ...]
    at: tuple[float, float, float]
    slopes: tuple[float, float]
    now: tuple[float, float]
    texts: JiggleTexts
    x_name: str
    original: FloatArray | None = None
    title: str = ""
    losses: tuple[str, str] = ("", "")
    changes: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        lines = [self.hinge, self.softmax] + ([] if self.original is None else [self.original])
        if len(self.offsets) < 2 or any(each.shape != self.offsets.shape for each in lines):
            raise ValueError("offsets and losses of a jiggle must be (K,) alike, of two or more")

    @property
    def x_range(self) -> Range:
        """The least and the greatest offset."""
        return float(self.offsets[0]), float(self.offsets[-1])

    def greatest(self) -> float:
        """The largest finite loss of any line, for the axis."""
        lines = [self.hinge, self.softmax] + ([] if self.original is None else [self.original])
        values = np.concatenate(lines)
        return float(np.max(values, initial=0.0, where=np.isfinite(values)))

    def losses_at(self, offset: float) -> tuple[float, float]:
        """Where both lines are at an offset: exact at the cursor, else on the drawn lines.

        The handle goes ahead of the answer while it is dragged; the dots stay on their lines.
        """
        if offset == self.at[0]:
            return self.at[1], self.at[2]
        hinge, softmax = (np.interp(offset, self.offsets, y) for y in (self.hinge, self.softmax))
        return float(hinge), float(softmax)

    def words(self) -> str:
        """The cursor in words, for a screen reader."""
        t = self.texts
        words = f"{self.x_name} {t.offset}: hinge {t.hinge}, slope {t.hinge_slope}; "
        return f"{words}softmax {t.softmax}, slope {t.softmax_slope}"
