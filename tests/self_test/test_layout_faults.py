"""What the look at a layout finds: each kind of fault, planted, and none where all is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from lossviz.self_test.layout_faults import Fault, cuts_number, layout_faults
from lossviz.theme.apply import apply_to_application
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.painting.drawn_text import Cut, cut_to, draw_text, draw_text_in

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
OPEN = Qt.TextFlag.TextDontClip


class Window(QWidget):
    """A window of 300 x 300 px; parts are put into it by hand, where no layout makes room."""

    def put(self, part: QWidget, left: int, top: int, width: int, height: int) -> None:
        part.setParent(self)
        part.setGeometry(left, top, width, height)

    def found(self) -> list[Fault]:
        self.resize(300, 300)
        self.show()
        QApplication.processEvents()
        return layout_faults(self)

    def kinds(self) -> set[str]:
        return {fault.kind for fault in self.found()}


class Painted(QWidget):
    """Paints what it is told."""

    def __init__(self, paint: Callable[[QPainter], None], tip: str = "") -> None:
        super().__init__()
        self._paint, self._tip = paint, tip

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        self._paint(QPainter(self))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip, self)
            return True
        return super().event(event)


@pytest.fixture
def window(qapp: QApplication, theme: Theme) -> Iterator[Window]:
    apply_to_application(qapp, theme)  # others leave theirs
    window = Window()
    window.setObjectName("window")
    yield window
    window.close()
    window.deleteLater()


def one(window: Window, kind: str) -> Fault:
    """The only fault there is."""
    (fault,) = window.found()
    assert fault.kind == kind, fault
    return fault


def test_nothing_is_found_where_all_is_well(window: Window, theme: Theme) -> None:
    column = QVBoxLayout(window)
    wraps = QLabel("A sentence that goes on in a second line, where it has all the room it needs.")
    wraps.setWordWrap(True)
    field = QLineEdit("0.25")
    field.setReadOnly(True)
    segments = Segmented(theme, (("a", "Softmax"), ("b", "Hinge")), "a")
    chip = ToggleChip(theme, "mean over ", "j")
    for part in (QLabel("x<sub>1</sub> is <b>3.2</b>"), wraps, QPushButton("Run"), field):
        column.addWidget(part)
    for control in (segments, chip):
        column.addWidget(control)
    assert window.found() == []


# Texts that are cut


def test_a_label_that_is_too_narrow(window: Window) -> None:
    label = QLabel("all scores near zero")
    label.setObjectName("start_check")
    window.put(label, 10, 10, 60, 20)
    kinds = {(fault.kind, fault.where) for fault in window.found()}
    assert kinds == {("cut", "window > start_check"), ("small", "window > start_check")}


@pytest.mark.parametrize("width", [None, 40])
def test_a_wrapped_label_that_is_too_low(window: Window, width: int | None) -> None:
    label = QLabel("This sentence needs more than the one line for which there is room here.")
    label.setWordWrap(True)
    window.put(label, 10, 10, 120, 18)
    assert "cut" in window.kinds()


def test_markup_that_is_too_wide(window: Window) -> None:
    window.put(QLabel("true class <b>automobile</b>, <i>chosen</i>"), 10, 10, 80, 20)
    assert "cut" in window.kinds()


def test_a_button_whose_word_loses_both_ends(window: Window) -> None:
    window.put(QPushButton("Change"), 10, 10, 40, 32)
    cut = next(fault for fault in window.found() if fault.kind == "cut")
    assert "px left" in cut.what
    assert "px right" in cut.what


def test_a_segment_and_a_chip_without_room(window: Window, theme: Theme) -> None:
    """They paint their texts themselves."""
    segments = Segmented(theme, (("a", "Softmax"), ("b", "Structured hinge")), "a")
    segments.setObjectName("losses")
    window.put(segments, 10, 10, 100, 32)
    window.put(ToggleChip(theme, "mean over ", "j"), 10, 80, 60, 28)
    cut = [fault.where for fault in window.found() if fault.kind == "cut"]
    assert set(cut) == {"losses > losses.b", "window > ToggleChip"}


def test_a_number_that_is_cut_is_a_fault_of_its_own(window: Window) -> None:
    field = QLineEdit("−3.4 × 10⁻⁷")
    field.setReadOnly(True)
    window.put(field, 10, 10, 60, 32)
    window.put(Painted(lambda painter: draw_text(painter, QPointF(0, 15), "−0.4")), 10, 60, 12, 20)
    kinds = [fault.kind for fault in window.found()]
    assert kinds.count("cut number") == 2


def test_a_field_that_is_typed_into_moves_its_text_along(window: Window) -> None:
    field = QLineEdit("w1^2 + 4 w2^2 + sin(3 w1) + cos(2 w2)")
    field.setMinimumWidth(60)
    window.put(field, 10, 10, 60, 32)
    assert "cut" not in window.kinds()


def test_a_painted_text_that_leaves_its_widget_or_its_area(window: Window) -> None:
    def paint(painter: QPainter) -> None:
        draw_text(painter, QPointF(80, 15), "beyond the edge")
        draw_text_in(painter, QRectF(0, 20, 30, 20), LEFT, "beyond the area")
        draw_text(painter, QPointF(60, 49), "gone low")
        draw_text_in(painter, QRectF(0, 60, 20, 20), LEFT | OPEN, "open")

    window.put(Painted(paint), 10, 10, 100, 50)
    cut = [fault.what for fault in window.found()]
    assert [what.partition(" reaches")[0] for what in cut] == [
        "'beyond the edge'",
        "'beyond the area'",
        "'gone low'",
        "'open'",
    ]


def test_what_can_be_scrolled_to_is_not_cut(window: Window) -> None:
    area, label = QScrollArea(), QLabel("a long line that a person can scroll along to its end")
    area.setWidget(label)
    window.put(area, 10, 10, 120, 80)
    label.resize(label.sizeHint())
    assert window.found() == []


# Texts that were cut short


@pytest.mark.parametrize(
    ("tip", "kinds"),
    [("", {"untold"}), ("something else", {"untold"}), ("its name: automobile", set())],
)
def test_an_ellipsis_needs_a_tool_tip_with_the_whole(
    window: Window, tip: str, kinds: set[str]
) -> None:
    cut = cut_to(QFontMetricsF(window.font()), "automobile", 50)
    assert cut != "automobile"
    part = Painted(lambda painter: draw_text(painter, QPointF(2, 15), cut), tip)
    window.put(part, 10, 10, 100, 20)
    assert window.kinds() == kinds


def test_a_number_is_not_cut_short_whatever_the_tool_tip_says(window: Window) -> None:
    cut = Cut.of("loss 0.12…", "loss 0.123456")
    part = Painted(lambda painter: draw_text(painter, QPointF(2, 15), cut), "loss 0.123456")
    window.put(part, 10, 10, 100, 20)
    assert window.kinds() == {"cut number"}


@pytest.mark.parametrize(
    ("shown", "whole", "cuts"),
    [
        ("0.12…", "0.1234", True),
        ("…", "−3.4 × 10⁻⁷", True),
        ("−3.4…", "−3.4 × 10⁻⁷", True),
        ("1,0…", "1,000 images", True),
        ("2.9 + … + 12.9", "2.9 + 0.0 + 12.9", False),
        ("2.9 + …2.9", "2.9 + 0.0 + 12.9", False),
        ("2.9 + …1.9", "2.9 + 0.0 + 12.9", True),
        ("step 12 …", "step 12 of the walk", False),
        ("automo…", "automobile", False),
        ("class…", "class 10", False),
    ],
)
def test_which_ellipsis_leaves_part_of_a_number(shown: str, whole: str, cuts: bool) -> None:
    assert cuts_number(shown, whole) == cuts


# Texts that meet


def test_two_texts_of_one_widget(window: Window) -> None:
    def paint(painter: QPainter) -> None:
        draw_text(painter, QPointF(2, 15), "normalise")
        draw_text(painter, QPointF(40, 17), "correct")
        draw_text(painter, QPointF(2, 40), "apart")

    window.put(Painted(paint), 10, 10, 200, 60)
    assert "'normalise' on 'correct'" in one(window, "meet").what


def test_texts_of_two_widgets(window: Window) -> None:
    window.put(QLabel("Softmax"), 10, 10, 80, 20)
    window.put(QLabel("2.04"), 30, 12, 80, 20)
    assert "'Softmax' on '2.04'" in one(window, "meet").what


def test_italics_that_lean_over_what_follows_do_not_meet_it(window: Window) -> None:
    def paint(painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPixelSize(30)
        font.setItalic(True)
        painter.setFont(font)
        draw_text(painter, QPointF(2, 40), "W")
        width = QFontMetricsF(font).horizontalAdvance("W")
        draw_text(painter, QPointF(2 + width, 40), "W")

    window.put(Painted(paint), 10, 10, 200, 60)
    assert window.found() == []


def test_what_floats_over_others_covers_them(window: Window) -> None:
    """A message that lies over a panel hides what is below it, and is not laid out with it."""
    column = QVBoxLayout(window)
    column.addWidget(QLabel("what the panel says, which goes on and on below the message"))
    window.put(QLabel("a message"), 10, 90, 100, 30)
    assert window.found() == []


# Places and sizes


def test_a_child_outside_its_parent(window: Window) -> None:
    part = QWidget()
    part.setObjectName("slopes")
    window.put(part, 250, 10, 80, 40)
    fault = one(window, "outside")
    assert fault == ("outside", "window > slopes", "it reaches 30 px right beyond window")


def test_content_too_wide_for_an_area_that_only_scrolls_down(window: Window) -> None:
    area, content = QScrollArea(), QWidget()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    content.resize(200, 900)
    area.setWidget(content)
    window.put(area, 10, 10, 160, 80)
    assert "50 px right" in one(window, "outside").what


def test_a_control_smaller_than_it_says(window: Window) -> None:
    class Chosen(QWidget):
        def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
            return QSize(90, 40)

    window.put(Chosen(), 10, 10, 90, 30)
    assert one(window, "small").what == "30 px high, not 40"


def test_a_control_that_takes_any_size_is_not_too_small(window: Window) -> None:
    label = QLabel("")
    label.setMinimumSize(0, 0)
    button = QPushButton("")
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    window.put(button, 10, 10, 4, 4)
    assert window.found() == []


def test_what_is_hidden_is_not_looked_at(window: Window) -> None:
    stack = QStackedWidget()
    behind = QLabel("a text much too long for the page that nobody sees now")
    behind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    stack.addWidget(QWidget())
    stack.addWidget(behind)
    row = QHBoxLayout(window)
    row.addWidget(stack)
    assert window.found() == []
    stack.setCurrentIndex(1)
    stack.setFixedWidth(60)
    assert window.kinds() == {"cut"}
