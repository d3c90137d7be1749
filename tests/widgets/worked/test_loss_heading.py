"""The heading of a loss: the number as a label, what gives way, its height."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.worked.heading_content import HeadingContent
from lossviz.widgets.worked.loss_heading import LossHeading


@pytest.fixture
def heading(shown: Callable[[LossHeading], LossHeading], theme: Theme) -> LossHeading:
    widget = LossHeading(theme, "hinge", "Hinge")
    widget.number.setObjectName("scores.example_hinge")
    widget.show_loss(HeadingContent("2.90"))
    widget.resize(488, widget.sizeHint().height())
    return shown(widget)


def test_the_number_is_a_label_of_its_own(heading: LossHeading, theme: Theme) -> None:
    label = heading.findChild(QLabel, "scores.example_hinge")
    assert label is not None
    assert label.text() == "2.90"
    color = label.palette().color(QPalette.ColorRole.WindowText)
    assert color == QColor(theme.color("semantic.hinge"))
    assert label.geometry().right() == heading.rect().right()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("number", ["2.90", "10,000.00", "3.38 × 10⁻⁴⁸", "5.26666667", "∞"])
def test_every_number_fits_and_the_height_stays(
    heading: LossHeading, number: str, scale: float
) -> None:
    heading.apply_theme(Theme("light", scale))
    heading.show_loss(HeadingContent(number, "original 2.90"))
    heading.resize(round(430 * scale), heading.sizeHint().height())
    metrics = QFontMetrics(heading.number.font())
    assert heading.number.width() >= metrics.horizontalAdvance(number)
    assert heading.number.height() >= metrics.height()
    assert heading.number.x() > heading.title.geometry().right()
    assert heading.sizeHint().height() == round(36 * scale)


def test_a_long_number_is_set_smaller_and_a_short_one_large_again(heading: LossHeading) -> None:
    large = heading.number.font().pixelSize()
    heading.show_loss(HeadingContent("3.38 × 10⁻⁴⁸"))
    assert heading.number.font().pixelSize() < large
    heading.show_loss(HeadingContent("2.90"))
    assert heading.number.font().pixelSize() == large


def test_the_original_stands_left_of_the_number(heading: LossHeading) -> None:
    assert not heading.original.isVisible()
    heading.show_loss(HeadingContent("8.41", "original 2.90"))
    assert heading.original.isVisible()
    assert heading.original.text() == "original 2.90"
    assert heading.original.geometry().right() < heading.number.x()


def test_the_caption_gives_way_first_and_then_the_original(heading: LossHeading) -> None:
    heading.show_loss(HeadingContent("8.41", "original 2.90", "squared, mean over <i>j</i>"))
    assert heading.caption.isVisible()
    assert heading.caption.x() > heading.title.geometry().right()
    heading.resize(300, heading.height())
    assert not heading.caption.isVisible()
    assert heading.original.isVisible()
    heading.resize(180, heading.height())
    assert not heading.original.isVisible()
    assert heading.number.isVisible()
    heading.resize(488, heading.height())
    assert heading.caption.isVisible()


def test_a_choice_is_a_menu_before_the_original_goes(heading: LossHeading, theme: Theme) -> None:
    choice = AdaptiveChoice(theme, (("a", "Likelihood"), ("b", "Cross-entropy"), ("c", "KL")), "a")
    choice.setObjectName("reading")
    heading.add_choice(choice)
    segments = heading.findChild(QWidget, "reading.wide")
    menu = heading.findChild(QWidget, "reading.menu")
    assert segments is not None
    assert menu is not None

    def forms() -> tuple[bool, bool, bool]:
        return segments.isVisible(), menu.isVisible(), heading.original.isVisible()

    heading.show_loss(HeadingContent("2.04"))
    assert forms() == (True, False, False)
    assert heading.title.geometry().right() < choice.x()
    heading.resize(430, heading.height())
    heading.show_loss(HeadingContent("12.04", "original 2.04", "k = 2"))
    assert forms() == (False, True, True)
    assert choice.geometry().right() < heading.original.x()
    choice.hide()
    heading.show_loss(HeadingContent("12.04", "", "k = 2"))
    assert heading.caption.isVisible()
