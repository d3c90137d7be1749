"""Where the bars of a gradient lie: names at the left, the axis in the middle of the rest."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.worked.gradient_picture import GradientPicture

# Logical px.
BAR, ROW_GAP, TOP, VALUE_GAP = 12, 3, 4, 5
DOT, DOT_GAP = 8, 7
_BAR_GAP, _NAME_GAP = 2, 10
_NAME_SHARE = 0.36


@dataclass(frozen=True)
class BarFrame:
    """Where the bars lie: rows from `top`, `row` px each; a slope of ±reach is `span` px long."""

    left: float
    top: float
    row: float
    pitch: float
    centre: float
    span: float
    reach: float

    def x(self, slope: float) -> float:
        """The pixel column of a slope, at the end where it lies beyond."""
        return self.centre + self.span * min(max(slope / self.reach, -1.0), 1.0)

    def bar_y(self, row: int, loss: int) -> float:
        """The middle of a bar: hinge (0) above the middle of its row, softmax (1) below."""
        return self.top + (row + 0.5) * self.row + (loss - 0.5) * self.pitch


def bar_frame(
    text: PlotText, picture: GradientPicture, width: float, height: float, reach: float
) -> BarFrame:
    """The bars of a picture in an area, to a slope of `reach` on either side."""
    px, end = text.px, signed_end(reach)
    left = _names_width(text, picture, width)
    half = (width - left) / 2
    row = max(height - px(TOP), 1) / max(len(picture.rows), 1)
    pitch = min(px(BAR + _BAR_GAP), max((row - px(ROW_GAP)) / 2, row * 0.4))
    span = max(half - text.width(end, number_kind(end)) / 2 - px(1), 1.0)
    return BarFrame(left, px(TOP), row, pitch, round(left + half), span, reach)


def _names_width(text: PlotText, picture: GradientPicture, width: float) -> float:
    """Room for dots and names: what they need, unless the values need it more."""
    names = max((text.width(each.name, "text") for each in picture.rows), default=0.0)
    slopes = [slope.text for row in picture.rows for slope in row.slopes]
    values = max((text.width(each, number_kind(each)) for each in slopes), default=0.0)
    left_over = width - 2 * (values + text.px(VALUE_GAP + 1))
    wanted = names + text.px(DOT + DOT_GAP + _NAME_GAP)
    return min(wanted, max(width * _NAME_SHARE, left_over))


def number_kind(number: str) -> Kind:
    """Powers of ten are set in the font of texts: their raised digits stand closer there."""
    return "text" if "×" in number else "tick"


def signed_end(value: float) -> str:
    """An end of the axis, or its middle: +1, 0, −1."""
    return f"+{short_number(value)}" if value > 0 else short_number(value)
