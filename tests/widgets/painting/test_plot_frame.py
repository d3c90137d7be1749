"""From data to pixels and back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from lossviz.widgets.painting.plot_frame import PlotFrame, inside

FRAME = PlotFrame(QRectF(10, 20, 200, 100), (-1.0, 1.0), (0.0, 5.0))


def test_pixels_of_data_and_data_of_pixels() -> None:
    assert (FRAME.x(0.5), FRAME.y(1.0)) == (160.0, 100.0)
    columns, rows = FRAME.pixels(np.array([-1.0, 1.0]), np.array([0.0, 5.0]))
    assert (columns.tolist(), rows.tolist()) == ([10.0, 210.0], [120.0, 20.0])
    assert FRAME.data_x(160.0) == 0.5


@pytest.mark.parametrize(("y", "row"), [(math.inf, 20.0), (-3.0, 120.0), (2.5, 70.0)])
def test_what_lies_beyond_is_at_the_edge(y: float, row: float) -> None:
    assert FRAME.y_inside(y) == row


def test_a_column_reads_as_a_round_number() -> None:
    # A pixel is a hundredth wide, so that two decimals can be told apart.
    assert FRAME.round_x(160.4) == 0.5
    assert FRAME.round_x(160.4, finer=1) == 0.504
    wide = PlotFrame(FRAME.rect, (0.0, 2000.0), (0.0, 1.0))
    assert wide.round_x(163.3) == 1530.0
    assert math.copysign(1.0, FRAME.round_x(109.9)) == 1.0, "no −0"


def test_nan_lies_in_no_range() -> None:
    assert [inside(each, (0.0, 1.0)) for each in (0.0, 1.0, 1.1, math.nan)] == [
        True, True, False, False,
    ]  # fmt: skip
