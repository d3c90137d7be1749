"""Around a heat map: each text in the widget, and none over another, however far one zooms."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from lossviz.theme.tokens import Theme
from lossviz.widgets.heat_map.color_table import band_color
from lossviz.widgets.heat_map.heat_axes import HeatAxes
from lossviz.widgets.heat_map.heat_codes import BANDS, heat_image
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatMarks
from lossviz.widgets.map.window import LEAST_HALF, Window
from lossviz.widgets.painting.plot_text import LEFT, PlotText

PROJECTOR = Theme("light", 1.5, projector=True)
NAMES = [("W₁", "W₂"), ("1st main direction", "2nd main direction"), ("start to now", "random")]
WINDOWS = [
    Window(0, 0, 1), Window(0.34, -1.11, 0.02), Window(0.34, -1.11, 2e-4), Window(0, 0, 5e3),
    Window(-0.34, -1.11, LEAST_HALF), Window(-1e3, 1e3, 1), Window(0, 0, 1e9),
]  # fmt: skip


class Texts(dict[str, QRectF]):
    """What was written last, and where."""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Texts:
    texts, paint = Texts(), PlotText.paint

    def noted(
        self: PlotText,
        painter: QPainter,
        area: QRectF,
        text: str,
        kind: str = "text",
        **how: object,
    ) -> None:
        paint(self, painter, area, text, kind, **how)  # type: ignore[arg-type]
        align = how.get("align", LEFT)
        assert isinstance(align, Qt.AlignmentFlag)
        around = painter.boundingRect(area, align | Qt.TextFlag.TextDontClip, text)
        # Figures reach neither as high nor as low as letters may.
        around.adjust(1, 3, -1, -3)
        place = painter.transform().mapRect(around)
        texts[f"{text} at {round(place.x())}, {round(place.y())}"] = place

    monkeypatch.setattr(PlotText, "paint", noted)
    return texts


def shown(theme: Theme, window: Window, names: tuple[str, str]) -> HeatMap:
    heat_map = HeatMap(theme)
    heat_map.resize(heat_map.minimumSizeHint() * 1.2)
    heat_map.show_window(window)
    losses = np.linspace(0, 2e-4, 25).reshape(5, 5)
    ranges = window.ranges(heat_map.aspect)
    heat_map.show_image(heat_image(losses, *ranges, heat_map.pixels(), True, 1.0))
    heat_map.show_marks(HeatMarks(loss=1e-4, names=names))
    return heat_map


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("theme", [Theme("light"), PROJECTOR])
def test_texts_are_whole_and_apart(
    written: Texts, theme: Theme, window: Window, names: tuple[str, str]
) -> None:
    heat_map = shown(theme, window, names)
    heat_map.grab()
    whole = QRectF(heat_map.rect())
    assert [text for text, place in written.items() if not whole.contains(place)] == []
    frame = heat_map.frame.rect.adjusted(1, 1, -1, -1)
    assert [text for text, place in written.items() if frame.intersects(place)] == []
    pairs = combinations(written.items(), 2)
    over = [(one, other) for (one, a), (other, b) in pairs if a.intersects(b)]
    assert over == []
    for name in (*names, "loss"):
        assert any(text.startswith(name) for text in written)


@pytest.mark.usefixtures("qapp")
def test_the_map_takes_what_the_texts_leave(theme: Theme) -> None:
    axes = HeatAxes(theme)
    area = axes.area(QSizeF(520, 432))
    assert area == QRectF(40, 8, 400, 400)
    assert axes.area(QSizeF(3, 3)).size() == QSizeF(20, 20)
    frame = axes.frame(QSizeF(520, 432), (-2.0, 2.0), (0.0, 1.0))
    assert (frame.rect, frame.x_range, frame.y_range) == (area, (-2, 2), (0, 1))
    bar = axes.bar(frame)
    assert (bar.left(), bar.width(), bar.height()) == (458, 12, 400)
    assert bar.center() == QPointF(464, 208)


def test_bands_are_viridis() -> None:
    low, high = band_color(0), band_color(BANDS - 1)
    assert low.blue() > 2 * low.green()
    assert min(high.red(), high.green()) > 4 * high.blue()
    assert len({band_color(band).rgb() for band in range(BANDS)}) == BANDS
