"""What passes as the same picture, and what does not."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.tokens import Theme
from tests.golden.comparing import compare, picture_of_difference, pixels, size

# The smallest type in the faintest colour, and on the ground of least contrast.
TYPE, COLOR, GROUND = "caption", "text.tertiary", "surface.sunken"
THEMES = [Theme("light"), Theme("dark")]


def label(theme: Theme, text: str, shift: int = 0, ground: str = "") -> QImage:
    """A small label in a picture of the size of a window."""
    image = QImage(1440, 900, QImage.Format.Format_RGB888)
    image.fill(QColor(ground) if ground else qcolor(theme, GROUND))
    painter = QPainter(image)
    painter.setFont(qfont(theme, TYPE))
    painter.setPen(qcolor(theme, COLOR))
    painter.drawText(QPoint(700 + shift, 400), text)
    painter.end()
    return image


@pytest.mark.parametrize("theme", THEMES)
def test_a_wrong_digit_fails(qapp, theme):
    golden = label(theme, "0.3")
    assert compare(label(theme, "0.3"), golden).is_small
    for digit in "012456789":
        assert not compare(label(theme, f"0.{digit}"), golden).is_small, digit


@pytest.mark.parametrize("theme", THEMES)
def test_a_label_that_moved_by_a_pixel_fails(qapp, theme):
    difference = compare(label(theme, "1", shift=1), label(theme, "1"))
    assert not difference.is_small
    left, top, right, bottom = difference.box
    assert QRect(690, 380, 30, 30).contains(QRect(QPoint(left, top), QPoint(right, bottom)))


def test_a_colour_that_changed_by_two_levels_fails(qapp):
    """In a place as small as the dot of a class."""
    golden = label(THEMES[0], "")
    image = golden.copy()
    painter = QPainter(image)
    color = qcolor(THEMES[0], GROUND)
    color.setBlue(color.blue() - 2)
    painter.fillRect(10, 10, 8, 8, color)
    painter.end()
    difference = compare(image, golden)
    assert (difference.faint, difference.strong, difference.largest) == (64, 0, 2)
    assert difference.box == (10, 10, 17, 17)
    assert not difference.is_small


def test_the_noise_of_another_processor_passes(qapp):
    """As much of it as was measured: 12 pixels, by 15 levels at most."""
    golden = label(THEMES[0], "0.3")
    image = golden.copy()
    for number in range(12):
        noisy = QColor(image.pixelColor(300 + number, 500))
        noisy.setRed(noisy.red() - 15)
        image.setPixelColor(300 + number, 500, noisy)
    assert compare(image, golden).is_small


def test_another_size_fails(qapp):
    golden = label(THEMES[0], "")
    for other in (golden.copy(0, 0, 1439, 900), golden.copy(0, 0, 1440, 901)):
        difference = compare(other, golden)
        assert not difference.is_small
        assert "not 1440 x 900" in str(difference)
        assert size(picture_of_difference(other, golden)) == (other.width(), 900)


def test_what_is_said_and_drawn_of_a_difference(qapp):
    golden = label(THEMES[0], "")
    image = golden.copy()
    image.setPixelColor(5, 7, QColor("black"))
    text = str(compare(image, golden))
    assert text.startswith("1 pixels (7.7e-05 %) differ, 1 of them by more than 32 levels")
    assert text.endswith("x 5 to 5, y 7 to 7")
    red = np.argwhere((pixels(picture_of_difference(image, golden)) == (220, 0, 0)).all(axis=2))
    assert red.tolist() == [[7, 5]]
