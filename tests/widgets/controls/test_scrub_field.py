"""The scrub number: drag, keys, typing, refusals, and what makes one undo step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from lossviz.self_test.layout_faults import layout_faults
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale
from lossviz.widgets.numbers.number_text import format_number

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
MINUS = "−"


class Case:
    """A field in a window with a second control, and what it said."""

    def __init__(self, field: ScrubField) -> None:
        self.window = QWidget()
        self.other = QPushButton("other")
        self.field = field
        box = QVBoxLayout(self.window)
        box.addWidget(field)
        box.addWidget(self.other)
        self.window.resize(240, 90)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        field.setFocus()
        self.changes: list[tuple[float, bool]] = []
        self.sentences: list[str] = []
        self.cleared = 0
        field.value_changed.connect(self._changed)
        field.rejected.connect(self.sentences.append)
        field.cleared.connect(self._cleared)

    def _changed(self, value: float, in_gesture: bool) -> None:
        self.changes.append((value, in_gesture))

    def _cleared(self) -> None:
        self.cleared += 1

    def type(self, text: str) -> None:
        QTest.keyClick(self.field, Qt.Key.Key_Return)
        QTest.keyClicks(self.field, text)
        QTest.keyClick(self.field, Qt.Key.Key_Return)

    def press(self, x: float = 20) -> None:
        self._mouse(QMouseEvent.Type.MouseButtonPress, x, PLAIN)

    def move(self, x: float, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self._mouse(QMouseEvent.Type.MouseMove, x, modifiers)

    def release(self, x: float = 20) -> None:
        self._mouse(QMouseEvent.Type.MouseButtonRelease, x, PLAIN)

    def _mouse(self, kind: QMouseEvent.Type, x: float, modifiers: Qt.KeyboardModifier) -> None:
        spot = QPointF(x, 10)
        place = self.field.mapToGlobal(spot)
        buttons = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else LEFT
        QApplication.sendEvent(self.field, QMouseEvent(kind, spot, place, LEFT, buttons, modifiers))


@pytest.fixture
def momentum(qapp, theme) -> Iterator[Case]:
    field = ScrubField(
        theme,
        0.5,
        name="Momentum",
        scale=LinearScale(0.0, 0.99, 0.01),
        default=0.9,
        format_value=lambda value: format_number(value, 2),
    )
    yield from _shown(field)


@pytest.fixture
def rate(qapp, theme) -> Iterator[Case]:
    field = ScrubField(
        theme,
        1e-3,
        name="Learning rate",
        scale=LogScale(1e-6, 10.0),
        default=1e-3,
        format_value=lambda value: format_number(value, 4),
        limits=Limits(0, above=True),
    )
    yield from _shown(field)


@pytest.fixture
def batch(qapp, theme) -> Iterator[Case]:
    field = ScrubField(
        theme,
        128,
        name="Batch",
        scale=LinearScale(1, 512, 1, whole=True),
        default=128,
        format_value=lambda value: format_number(value, 0),
    )
    yield from _shown(field)


def _shown(field: ScrubField) -> Iterator[Case]:
    case = Case(field)
    yield case
    case.window.close()
    case.window.deleteLater()


def test_four_pixels_are_a_step_and_the_release_ends_the_gesture(momentum):
    momentum.press()
    momentum.move(24)
    momentum.move(28)
    momentum.release(28)
    assert momentum.changes == [(0.51, True), (0.52, True), (0.52, False)]
    assert not momentum.field.is_typing


def test_modifiers_in_the_middle_of_a_drag_do_not_make_it_jump(momentum):
    momentum.press()
    momentum.move(24)
    momentum.move(28, SHIFT)
    momentum.move(32, CTRL)
    assert [value for value, _ in momentum.changes] == [0.51, 0.511, 0.611]


def test_esc_in_a_drag_restores(momentum):
    momentum.press()
    momentum.move(60)
    QTest.keyClick(momentum.field, Qt.Key.Key_Escape)
    momentum.release(60)
    assert momentum.changes[-2:] == [(0.5, True), (0.5, False)]
    assert momentum.field.value == 0.5


def test_a_drag_stops_at_the_ends(momentum):
    momentum.press()
    momentum.move(2000)
    momentum.release(2000)
    assert momentum.field.value == 0.99


def test_a_log_drag_multiplies(rate):
    rate.press()
    rate.move(20 + 20 * 4)
    rate.release(100)
    assert rate.field.value == 0.01


def test_keys_step_and_one_press_is_one_gesture(momentum):
    QTest.keyClick(momentum.field, Qt.Key.Key_Up)
    assert momentum.changes == [(0.51, True), (0.51, False)]
    QTest.keyClick(momentum.field, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(momentum.field, Qt.Key.Key_Up, CTRL)
    assert momentum.field.value == 0.609


def test_a_key_at_the_end_says_nothing(momentum):
    momentum.field.set_value(0.99)
    QTest.keyClick(momentum.field, Qt.Key.Key_Up)
    assert momentum.changes == []


def test_a_gesture_ends_when_the_focus_goes(momentum):
    QTest.keyPress(momentum.field, Qt.Key.Key_Up)
    momentum.other.setFocus()
    assert momentum.changes[-1] == (0.51, False)


def test_a_click_types_and_enter_takes_the_number(rate):
    QTest.mouseClick(rate.field, LEFT, PLAIN, QPoint(20, 10))
    assert rate.field.is_typing
    QTest.keyClicks(rate.field, "3.4e-5")
    assert rate.changes == []
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    assert rate.changes == [(3.4e-5, False)]
    assert rate.field.text() == "3.4 × 10⁻⁵"


def test_a_digit_begins_typing(momentum):
    QTest.keyClicks(momentum.field, ".25")
    momentum.other.setFocus()
    assert momentum.changes == [(0.25, False)]


def test_enter_on_an_untouched_number_changes_nothing(rate):
    rate.field.set_value(0.00012345)
    rate.type("")
    assert rate.changes == []
    assert rate.field.value == 0.00012345


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "“abc” is not a number."),
        ("nan", "“nan” is not a number."),
        ("inf", "“inf” is not a number."),
        ("-1", "“-1” is too small."),
        ("0", "“0” is too small."),
        ("1e999", "“1e999” is too large for a number here."),
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_stays(rate, text, reason):
    rate.type(text)
    assert rate.sentences == [f"Learning rate must be a number above 0; {reason}"]
    assert rate.field.text() == text
    assert rate.field.property("state") == "bad"
    assert (rate.field.value, rate.changes) == (1e-3, [])


def test_another_window_does_not_judge_half_a_number(rate):
    QTest.keyClicks(rate.field, "1e")
    left = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(rate.field, left)
    assert (rate.sentences, rate.field.text()) == ([], "1e")


def test_an_empty_field_is_refused(rate):
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    QTest.keyClick(rate.field, Qt.Key.Key_Delete)
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    assert rate.sentences == ["Learning rate must be a number above 0; the field is empty."]


def test_refused_text_outlives_the_focus_until_it_is_put_right(rate):
    rate.type("abc")
    rate.other.setFocus()
    assert len(rate.sentences) == 1
    rate.field.set_value(0.5)  # an undo elsewhere
    assert (rate.field.text(), rate.field.value) == ("abc", 0.5)
    rate.field.setFocus()
    rate.field.selectAll()
    QTest.keyClicks(rate.field, "0.02")
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    assert rate.changes == [(0.02, False)]
    assert rate.cleared == 1
    assert rate.field.property("state") == "rest"


def test_esc_restores_what_was_refused(rate):
    rate.type("abc")
    QTest.keyClick(rate.field, Qt.Key.Key_Escape)
    assert (rate.field.text(), rate.cleared, rate.field.is_typing) == ("0.0010", 1, False)


def test_a_huge_rate_is_a_number_where_the_limits_allow_it(rate):
    rate.type("1e30")
    assert rate.changes == [(1e30, False)]
    QTest.keyClick(rate.field, Qt.Key.Key_Down)
    assert rate.field.value == 5e29


def test_set_value_is_silent_and_spares_what_is_typed(momentum):
    QTest.keyClicks(momentum.field, "0.7")
    momentum.field.set_value(0.1)
    assert momentum.field.text() == "0.7"
    QTest.keyClick(momentum.field, Qt.Key.Key_Escape)
    assert momentum.field.text() == "0.10"
    assert momentum.changes == []


def test_a_double_click_resets_to_the_default(momentum):
    spot = QPoint(20, 10)
    QTest.mouseClick(momentum.field, LEFT, PLAIN, spot)
    QTest.mouseDClick(momentum.field, LEFT, PLAIN, spot)
    assert momentum.changes == [(0.9, False)]
    assert not momentum.field.is_typing


def test_a_double_click_in_open_text_selects_a_word(momentum):
    QTest.keyClicks(momentum.field, "0.7")
    QTest.mouseDClick(momentum.field, LEFT, PLAIN, QPoint(momentum.field.width() - 12, 10))
    assert momentum.field.is_typing
    assert momentum.field.hasSelectedText()


def test_the_wheel_acts_only_with_the_focus(momentum):
    _turn(momentum.field, 120)
    assert momentum.field.value == 0.51
    momentum.other.setFocus()
    _turn(momentum.field, 120)
    assert momentum.field.value == 0.51


def test_window_keys_pass_at_rest_and_stay_while_typing(momentum):
    pressed: list[str] = []
    momentum.window.keyPressEvent = lambda event: pressed.append(event.text())
    QTest.keyClick(momentum.field, Qt.Key.Key_Space)
    assert pressed == [" "]
    QTest.keyClicks(momentum.field, "5 ")
    assert pressed == [" "]
    assert momentum.field.text() == "5 "


def test_a_decimal_comma_where_the_locale_writes_it(rate):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    try:
        rate.type("0,25")
    finally:
        QLocale.setDefault(before)
    assert rate.changes == [(0.25, False)]


@pytest.mark.parametrize(
    ("text", "reason"), [("1.5", "“1.5” is not a whole number."), ("600", "“600” is too large.")]
)
def test_whole_numbers_only_where_they_are_asked_for(batch, text, reason):
    batch.type(text)
    assert batch.sentences == [f"Batch must be a whole number from 1 to 512; {reason}"]


def _turn(field: ScrubField, angle: int) -> None:
    spot = QPointF(10, 10)
    QApplication.sendEvent(
        field,
        QWheelEvent(
            spot,
            field.mapToGlobal(spot),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_a_long_number_takes_more_than_the_least_width(batch):
    batch.field.set_least_width(38)
    short = batch.field.minimumSizeHint().width()
    batch.field.set_value(99_999)
    assert batch.field.minimumSizeHint().width() > short
    batch.field.set_least_width(400)
    assert batch.field.minimumSizeHint().width() == 400


def test_a_number_without_room_has_fewer_digits(rate):
    """Whole, or in fewer digits, but never cut: in what is copied and typed over it is whole."""
    field = rate.field
    field.set_value(3.4e-5)
    assert field.text() == "3.4 × 10⁻⁵"
    field.setMaximumWidth(field.minimumSizeHint().width())
    QApplication.processEvents()
    assert field.text() == "3 × 10⁻⁵"
    assert layout_faults(rate.window) == []
    QTest.keySequence(field, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text() == "3.4 × 10⁻⁵"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "3.4 × 10⁻⁵"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.setMaximumWidth(200)
    QApplication.processEvents()
    assert field.text() == "3.4 × 10⁻⁵"
