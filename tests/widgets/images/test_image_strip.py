"""The image strip: what fits, right or wrong, bars, choosing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.data.records import CLASS_NAMES as NAMES
from lossviz.theme.tokens import Theme
from lossviz.widgets.images.image_strip import ImageStrip, Prediction

TEXTS = ("40.0 %", "20.0 %", "10.0 %", "5.0 %")


def prediction(true: int, seed: int = 0) -> Prediction:
    image = np.random.default_rng(seed).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return Prediction(image, true, (6, 4, 3, 2), (0.4, 0.2, 0.1, 0.05), TEXTS)


@pytest.fixture
def strip(qapp: QApplication, theme: Theme) -> Iterator[ImageStrip]:
    widget = ImageStrip(theme)
    widget.resize(680, 210)
    widget.show_predictions([prediction(6), prediction(3, 1), *[prediction(0, 2)] * 8], NAMES)
    widget.show()
    qapp.processEvents()
    yield widget
    widget.hide()
    widget.deleteLater()


def test_six_fit_as_in_the_design_and_fewer_in_less_room(strip: ImageStrip) -> None:
    told: list[int] = []
    strip.capacity_changed.connect(told.append)
    assert strip.capacity() == 6
    for width in (656, 655, 208, 20):
        strip.resize(width, 210)
    assert told == [5, 2, 1]
    strip.resize(671, 210)
    assert strip.image_rect(5).right() == pytest.approx(671)  # no room is left at the end


@pytest.mark.parametrize(("height", "side"), [(400, 96), (196, 96), (195, 64), (60, 64)])
def test_the_height_picks_a_whole_scale(strip: ImageStrip, height: int, side: int) -> None:
    strip.resize(680, height)
    assert strip.image_rect(1).width() == side


def test_images_are_shown_pixel_by_pixel(strip: ImageStrip) -> None:
    picture, corner = strip.grab().toImage(), strip.image_rect(1).topLeft().toPoint()
    expected = prediction(3, 1).image
    for row, column in ((5, 16), (31, 16), (16, 0)):
        at = corner + QPoint(3 * column + 1, 3 * row + 1)
        assert picture.pixelColor(at).getRgb()[:3] == tuple(expected[row, column])


def test_right_and_wrong_have_their_colours(strip: ImageStrip, theme: Theme) -> None:
    picture = strip.grab().toImage()

    def colors_below(position: int) -> set[str]:
        rect = strip.image_rect(position)
        left, top = int(rect.left()), int(rect.bottom()) + 4
        return {
            QColor(picture.pixel(x, y)).name().upper()
            for x in range(left + 50, left + 96)
            for y in range(top, top + 20)
        }

    green, red = theme.color("status.success.text"), theme.color("status.danger.text")
    assert green in colors_below(0)
    assert red not in colors_below(0)
    assert red in colors_below(1)
    assert green not in colors_below(1)


def test_bars_are_as_long_as_their_share(strip: ImageStrip, theme: Theme) -> None:
    picture, rect = strip.grab().toImage(), strip.image_rect(0)
    row = int(rect.bottom()) + 28 + 10
    colors = [picture.pixelColor(int(rect.left()) + 52 + x, row) for x in range(44)]
    filled = sum(each == QColor(theme.class_color("frog")) for each in colors)
    assert filled == pytest.approx(0.4 * 44, abs=1.5)
    assert colors[-3] == QColor(theme.color("surface.hover"))


def test_a_prediction_in_words(strip: ImageStrip) -> None:
    values = "frog 40.0 %, deer 20.0 %, cat 10.0 %, bird 5.0 %"
    assert strip.prediction_words(0) == f"frog, right. {values}"
    assert strip.prediction_words(1) == f"frog, wrong: it is cat. {values}"
    assert strip.accessibleDescription() == f"Image 1 of 10: frog, right. {values}"


def test_click_and_keys_choose(strip: ImageStrip) -> None:
    chosen: list[int] = []
    strip.image_chosen.connect(chosen.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(strip, left, pos=strip.image_rect(2).center().toPoint())
    between = QPoint(int(strip.image_rect(1).right()) + 5, 20)
    QTest.mouseClick(strip, left, pos=between)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(strip, key)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert chosen == [2, 3, 5]


def test_no_images_and_bad_data(strip: ImageStrip) -> None:
    strip.show_predictions([], NAMES)
    assert strip.accessibleDescription() == "No images yet."
    QTest.keyClick(strip, Qt.Key.Key_Right)
    strip.grab()
    with pytest.raises(ValueError, match="one entry per class"):
        Prediction(prediction(0).image, 0, (1, 2), (0.5,), ("x",))
    nan = Prediction(prediction(0).image, 0, (1,), (float("nan"),), ("–",))
    strip.show_predictions([nan], NAMES)
    strip.grab()


def test_the_projector_takes_more_room_and_paints(strip: ImageStrip) -> None:
    strip.apply_theme(Theme("dark", 1.5, projector=True))
    assert strip.capacity() < 6
    assert strip.sizeHint().width() == 6 * 144 + 5 * 24
    strip.grab()
