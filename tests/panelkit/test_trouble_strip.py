"""The strip over a plot: where it lies, and what it says once or again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.trouble import Trouble
from lossviz.panelkit.trouble_strip import TroubleStrip

FRAME = QRectF(40, 10, 300, 200)
LEFT = Trouble("left", "The walk left the map at step 3.", last_good=2)
LATER = Trouble("left", "The walk left the map at step 4.", last_good=3)
DIVERGED = Trouble("diverged", "The walk diverged.")


class Plot(QWidget):
    frame = SimpleNamespace(rect=FRAME)


@pytest.fixture
def column(qapp):
    found = QWidget()
    found.resize(600, 400)
    yield found
    found.deleteLater()


@pytest.fixture
def strip(column, theme):
    plot = Plot(column)
    plot.setGeometry(20, 30, 360, 240)
    return TroubleStrip(theme, "panel", plot, column)


def test_it_lies_over_the_foot_of_the_frame(strip, theme):
    strip.tell(LEFT, ())
    gap = theme.space(2)
    place = strip.geometry()
    assert (place.left(), place.right()) == (60 + gap, 60 + 300 - gap - 1)
    assert place.bottom() == 30 + 10 + 200 - gap - 2
    assert place.height() >= strip.sizeHint().height()


def test_it_moves_with_the_plot(strip, column):
    strip.tell(LEFT, ())
    before = strip.geometry()
    column.findChild(Plot).move(25, 20)
    strip.place()
    assert strip.geometry() == before.translated(5, -10)


def test_what_was_closed_is_not_said_again_while_it_lasts(strip):
    strip.tell(LEFT, ())
    strip.dismiss()
    strip.tell(LATER, ())
    assert not strip.has_message
    strip.tell(DIVERGED, ())
    assert strip.text == DIVERGED.text
    assert strip.has_message


def test_what_comes_again_after_it_was_over_is_said_again(strip):
    strip.tell(LEFT, ())
    strip.dismiss()
    strip.tell(None, ())
    strip.tell(LEFT, ())
    assert strip.has_message


def test_its_numbers_may_change_and_it_goes_when_it_is_over(strip):
    strip.tell(LEFT, ())
    strip.tell(LATER, ())
    assert strip.text == LATER.text
    strip.tell(None, ())
    assert not strip.has_message
    assert strip.isHidden()


def test_the_same_words_keep_their_buttons(strip):
    """A button that is held down must not be made anew under the hand."""
    strip.tell(LEFT, (("Go to step 2", list),))
    button = strip.findChild(QWidget, "panel.trouble.action_1")
    strip.tell(LEFT, (("Go to step 2", list),))
    assert strip.findChild(QWidget, "panel.trouble.action_1") is button


def test_that_there_is_nothing_yet_cannot_be_closed(strip):
    strip.tell_nothing_there("No classifier is in training yet.", (("Open Training", list),))
    assert strip.findChild(QWidget, "panel.trouble.close").isHidden()
    strip.tell(LEFT, ())
    assert not strip.findChild(QWidget, "panel.trouble.close").isHidden()
