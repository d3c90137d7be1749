"""The score table: what a person does with scores, by mouse, keyboard, clipboard and typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from lossviz.widgets.numbers.step_keys import WHEEL_REST_MS
from lossviz.widgets.score_table.content import (
    ClassHead,
    ExampleHead,
    ScoreCell,
    ScoreTableContent,
)
from lossviz.widgets.score_table.score_table import ScoreTable

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
MINUS = "−"
SCORES = ((3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (2.2, 2.5, -3.1))
NOTES = (("true", "+2.9", "0"), ("0", "true", "0"), ("+6.3", "+6.6", "true"))
NAMES = ("cat", "car", "frog")


def lecture() -> ScoreTableContent:
    """The lecture's example as the table is given it."""
    return ScoreTableContent(
        classes=tuple(ClassHead(name, name) for name in NAMES),
        examples=tuple(ExampleHead(f"{name} image", i) for i, name in enumerate(NAMES)),
        cells=tuple(
            tuple(
                ScoreCell(f"{s:.1f}".replace("-", MINUS), s, note, default=0.5)
                for s, note in zip(row, notes, strict=True)
            )
            for row, notes in zip(SCORES, NOTES, strict=True)
        ),
        active=(0, 1),
    )


def with_score(content: ScoreTableContent, i: int, j: int, value: float) -> ScoreTableContent:
    """What an owner answers to an edit."""
    text = f"{value:.1f}".replace("-", MINUS)
    cells = [list(row) for row in content.cells]
    cells[i][j] = cells[i][j]._replace(text=text, value=value)
    return replace(content, cells=tuple(tuple(row) for row in cells))


class Case:
    """A table in a window with a second control, and an owner that takes every edit."""

    def __init__(self, theme) -> None:
        self.window = QWidget()
        self.table = ScoreTable(theme)
        self.other = QPushButton("other")
        box = QVBoxLayout(self.window)
        box.addWidget(self.table)
        box.addWidget(self.other)
        self.content = lecture()
        self.table.set_content(self.content)
        self.edits: list[tuple[int, int, float, bool]] = []
        self.sentences: list[str] = []
        self.table.score_edited.connect(self._edited)
        self.table.rejected.connect(self.sentences.append)
        self.window.resize(500, 500)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        self.table.setFocus()

    def _edited(self, i: int, j: int, value: float, in_gesture: bool) -> None:
        self.edits.append((i, j, value, in_gesture))
        self.show(with_score(self.content, i, j, value))

    def show(self, content: ScoreTableContent) -> None:
        self.content = content
        self.table.set_content(content)

    def index(self, i: int, j: int):
        return self.table.model().index(j, i)

    def spot(self, i: int, j: int) -> QPoint:
        return self.table.visualRect(self.index(i, j)).center()

    def click(self, i: int, j: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.table.viewport(), LEFT, modifiers, self.spot(i, j))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.table, key, modifiers)

    def type(self, text: str) -> None:
        editor = self.table.typing.editor
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Key.Key_Return)

    def mouse(
        self, kind: QMouseEvent.Type, spot: QPoint, modifiers: Qt.KeyboardModifier = PLAIN
    ) -> None:
        buttons = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else LEFT
        place = self.table.viewport().mapToGlobal(QPointF(spot))
        event = QMouseEvent(kind, QPointF(spot), place, LEFT, buttons, modifiers)
        QApplication.sendEvent(self.table.viewport(), event)

    def wheel(self, spot: QPoint) -> QWheelEvent:
        event = QWheelEvent(
            QPointF(spot),
            self.table.viewport().mapToGlobal(QPointF(spot)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.table.viewport(), event)
        return event


@pytest.fixture
def case(qapp, theme) -> Iterator[Case]:
    result = Case(theme)
    yield result
    result.window.close()
    result.window.deleteLater()


def test_model_gives_text_number_and_words(case):
    index = case.index(0, 1)
    assert index.data() == "5.1"
    assert index.data(Qt.ItemDataRole.EditRole) == 5.1
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "cat image, car: 5.1, adds 2.9 to the hinge loss"
    assert case.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("the true class")
    model = case.table.model()
    assert model.headerData(2, Qt.Orientation.Vertical) == "frog"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "frog image"


@pytest.mark.parametrize("value", [4.2, "4.2", " 4.2 "])
def test_set_data_edits_like_a_person(case, value):
    assert case.table.model().setData(case.index(0, 1), value)
    assert case.edits == [(0, 1, 4.2, False)]
    assert case.index(0, 1).data() == "4.2"


@pytest.mark.parametrize("value", ["abc", "", float("nan"), float("inf"), 1e308, "2000000", None])
def test_set_data_refuses_in_a_sentence(case, value):
    assert not case.table.model().setData(case.index(0, 1), value)
    assert case.edits == []
    assert case.index(0, 1).data() == "5.1"
    (sentence,) = case.sentences
    assert sentence.startswith(
        "The score of car for cat image must be a number from −1,000,000 to 1,000,000;"
    )


def test_four_pixels_are_a_step_and_the_release_ends_the_gesture(case):
    spot = case.spot(0, 1)
    case.mouse(QMouseEvent.Type.MouseButtonPress, spot)
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(4, 0))
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(8, 0))
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(12, 0), SHIFT)
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(16, 0), CTRL)
    case.mouse(QMouseEvent.Type.MouseButtonRelease, spot + QPoint(16, 0))
    assert [value for *_, value, _ in case.edits] == [5.2, 5.3, 5.31, 6.31, 6.31]
    assert [goes_on for *_, goes_on in case.edits] == [True] * 4 + [False]
    assert not case.table.is_typing


def test_esc_in_a_drag_restores(case):
    spot = case.spot(0, 1)
    case.mouse(QMouseEvent.Type.MouseButtonPress, spot)
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(40, 0))
    case.key(Key.Key_Escape)
    case.mouse(QMouseEvent.Type.MouseButtonRelease, spot + QPoint(40, 0))
    assert case.edits[-2:] == [(0, 1, 5.1, True), (0, 1, 5.1, False)]


def test_steps_do_not_wait_for_the_owner_to_show_them(case):
    case.table.score_edited.disconnect(case._edited)
    told = QSignalSpy(case.table.score_edited)
    for _ in range(3):
        QTest.keyPress(case.table, Key.Key_Up)
    QTest.keyRelease(case.table, Key.Key_Up)
    assert [told.at(k)[2:] for k in range(told.count())] == [
        [5.2, True],
        [5.3, True],
        [5.4, True],
        [5.4, False],
    ]


@pytest.mark.parametrize(
    ("modifiers", "value"), [(PLAIN, 5.2), (SHIFT, 5.11), (CTRL, 6.1)], ids=["one", "tenth", "ten"]
)
def test_up_is_one_step_in_one_gesture(case, modifiers, value):
    case.key(Key.Key_Up, modifiers)
    assert case.edits == [(0, 1, value, True), (0, 1, value, False)]


def test_keys_go_from_cell_to_cell_and_stop_at_the_ends(case):
    chosen = QSignalSpy(case.table.cell_chosen)
    for key, modifiers in (
        (Key.Key_Right, PLAIN),
        (Key.Key_Down, ALT),
        (Key.Key_Down, ALT),
        (Key.Key_End, PLAIN),
        (Key.Key_Left, PLAIN),
        (Key.Key_Up, ALT),
    ):
        case.key(key, modifiers)
    places = [tuple(chosen.at(k)) for k in range(chosen.count())]
    assert places == [(1, 1), (1, 2), (1, 2), (2, 2), (1, 2), (1, 1)]
    assert case.edits == []


def test_tab_leaves_the_table_also_from_the_editor(case):
    case.key(Key.Key_Tab)
    assert case.other.hasFocus()
    case.table.setFocus()
    case.key(Key.Key_4)
    QTest.keyClick(case.table.typing.editor, Key.Key_Tab)
    assert case.edits == [(0, 1, 4.0, False)]
    assert case.other.hasFocus()


def test_wheel_steps_the_current_cell_alone(case):
    assert case.wheel(case.spot(0, 1)).isAccepted()
    assert case.wheel(case.spot(0, 1)).isAccepted()
    assert case.edits == [(0, 1, 5.2, True), (0, 1, 5.3, True)]
    case.wheel(case.spot(2, 2))
    case.other.setFocus()
    assert case.edits[2:] == [(0, 1, 5.3, False)]  # a turn of the wheel is one change
    case.wheel(case.spot(0, 1))
    assert len(case.edits) == 3


def test_a_turn_of_the_wheel_ends_when_it_rests(case):
    case.wheel(case.spot(0, 1))
    QTest.qWait(WHEEL_REST_MS + 100)
    assert case.edits == [(0, 1, 5.2, True), (0, 1, 5.2, False)]


@pytest.mark.parametrize("start", ["enter", "click", "digit"])
def test_enter_a_click_or_a_digit_types(case, start):
    if start == "enter":
        case.key(Key.Key_Return)
        assert case.table.typing.editor.text() == "5.1"
    elif start == "click":
        case.click(0, 1)
    else:
        QTest.keyClicks(case.table, "7")
        assert case.table.typing.editor.text() == "7"
    assert case.table.typing.editor.hasFocus()
    case.type("-1.25")
    assert case.edits == [(0, 1, -1.25, False)]
    assert case.table.hasFocus()


def test_typing_goes_on_while_the_owner_shows_other_scores(case):
    case.key(Key.Key_Return)
    QTest.keyClicks(case.table.typing.editor, "7.")
    case.show(with_score(case.content, 2, 2, 9.0))
    QTest.keyClicks(case.table.typing.editor, "5")
    QTest.keyClick(case.table.typing.editor, Key.Key_Return)
    assert case.edits == [(0, 1, 7.5, False)]


def test_a_number_with_hidden_digits_is_typed_over_in_full(case):
    content = case.content
    cells = (
        (content.cells[0][0], ScoreCell("5.1", 5.123456), content.cells[0][2]),
        *content.cells[1:],
    )
    case.show(replace(content, cells=cells))
    case.key(Key.Key_Return)
    assert case.table.typing.editor.text() == "5.123456"
    QTest.keyClick(case.table.typing.editor, Key.Key_Return)
    assert case.edits == []


def test_refused_text_stays_until_it_is_given_up(case):
    cleared = QSignalSpy(case.table.cleared)
    editor = case.table.typing.editor
    case.key(Key.Key_Return)
    case.type("abc")
    assert case.sentences == [
        "The score of car for cat image must be a number from −1,000,000 to 1,000,000; "
        "“abc” is not a number."
    ]
    case.other.setFocus()
    assert editor.isVisible()
    assert (editor.text(), editor.property("state")) == ("abc", "bad")
    assert editor.accessibleDescription() == case.sentences[0]
    assert case.index(0, 1).data() == "5.1"
    assert cleared.count() == 0
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_Escape)
    assert cleared.count() == 1
    assert not editor.isVisible()
    assert case.edits == []


def test_refused_text_can_be_put_right(case):
    cleared = QSignalSpy(case.table.cleared)
    case.key(Key.Key_Return)
    case.type("1e308")
    case.type("6")
    assert case.edits == [(0, 1, 6.0, False)]
    assert cleared.count() == 1
    assert len(case.sentences) == 1


def test_what_the_owner_refuses_stays_in_the_editor(case):
    case.table.score_edited.disconnect(case._edited)
    case.table.score_edited.connect(lambda *_: case.table.refuse("With k = 0 all scores are 0."))
    case.key(Key.Key_Return)
    case.type("6")
    assert case.sentences == ["With k = 0 all scores are 0."]
    assert case.table.is_typing
    QTest.keyClick(case.table.typing.editor, Key.Key_Escape)
    case.key(Key.Key_Up)
    assert len(case.sentences) == 2
    assert case.table.gesture.value((1, 0)) == 5.1


def test_decimal_comma_where_the_locale_writes_it(case):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        case.key(Key.Key_Return)
        case.type("6,25")
        assert case.table.model().setData(case.index(1, 1), 1.5)
    finally:
        QLocale.setDefault(before)
    assert case.edits == [(0, 1, 6.25, False), (1, 1, 1.5, False)]


@pytest.mark.parametrize("from_editor", [False, True])
def test_double_click_resets(case, from_editor):
    case.click(1, 2)
    assert case.table.is_typing
    target = case.table.typing.editor if from_editor else case.table.viewport()
    spot = QPoint(5, 5) if from_editor else case.spot(1, 2)
    QTest.mouseDClick(target, LEFT, PLAIN, spot) if not from_editor else _double(target, spot)
    assert case.edits == [(1, 2, 0.5, False)]
    assert not case.table.is_typing


def _double(widget: QWidget, spot: QPoint) -> None:
    """The second half of a double click, as the window system sends it."""
    place = QPointF(widget.mapToGlobal(spot))
    kind = QMouseEvent.Type.MouseButtonDblClick
    QApplication.sendEvent(widget, QMouseEvent(kind, QPointF(spot), place, LEFT, LEFT, PLAIN))


def test_copies_the_selected_block_with_every_digit(case):
    case.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "5.1"
    case.key(Key.Key_Right, SHIFT)
    case.key(Key.Key_Down, ALT | SHIFT)
    case.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "5.1\t4.9\n-1.7\t2"
    case.click(2, 0, SHIFT)
    case.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "3.2\t1.3\t2.2\n5.1\t4.9\t2.5"


def test_selection_survives_new_scores(case):
    case.key(Key.Key_Right, SHIFT)
    case.show(with_score(case.content, 0, 1, 8.0))
    case.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "8\t4.9"


def test_pastes_from_the_first_cell_of_the_block(case):
    pasted = QSignalSpy(case.table.block_pasted)
    QGuiApplication.clipboard().setText("1\t2\n3\t4")
    case.key(Key.Key_Left, PLAIN)
    case.key(Key.Key_Right, SHIFT)
    case.key(Key.Key_Up, ALT | SHIFT)
    case.key(Key.Key_V, CTRL)
    assert pasted.at(0) == [0, 0, "1\t2\n3\t4"]


def test_read_only_scores_say_why(case):
    sentence = "W x + b gives these scores: change W, b or x."
    case.show(replace(case.content, read_only=sentence))
    QGuiApplication.clipboard().setText("1")
    case.click(0, 1)
    assert case.sentences == []  # looking is allowed
    for key, modifiers in ((Key.Key_Up, PLAIN), (Key.Key_Return, PLAIN), (Key.Key_V, CTRL)):
        case.key(key, modifiers)
    assert not case.table.model().setData(case.index(0, 1), 3.0)
    spot = case.spot(0, 1)
    case.mouse(QMouseEvent.Type.MouseButtonPress, spot)
    case.mouse(QMouseEvent.Type.MouseMove, spot + QPoint(20, 0))
    case.mouse(QMouseEvent.Type.MouseButtonRelease, spot + QPoint(20, 0))
    assert case.sentences == [sentence] * 5
    assert case.edits == []
    assert not case.table.is_typing
    assert not case.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable


def test_t_makes_the_class_the_true_one(case):
    wanted = QSignalSpy(case.table.true_class_wanted)
    case.key(Key.Key_T)
    assert wanted.at(0) == [0, 1]


def test_other_keys_go_on_to_the_window(case):
    for key in (Key.Key_Space, Key.Key_BracketRight, Key.Key_A):
        event_taken = QSignalSpy(case.table.cell_chosen)
        case.key(key)
        assert event_taken.count() == 0
        assert not case.table.is_typing
    assert case.edits == []


def test_an_update_is_one_data_changed_and_no_reset(case):
    model = case.table.model()
    changes, resets = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    case.show(with_score(with_score(case.content, 0, 0, 1.0), 1, 2, 7.0))
    assert (changes.count(), resets.count()) == (1, 0)
    first, last = changes.at(0)[:2]
    assert (first.row(), first.column(), last.row(), last.column()) == (0, 0, 2, 1)
    case.show(case.content)
    assert changes.count() == 1


def test_another_shape_resets_and_keeps_to_the_active_cell(case):
    resets = QSignalSpy(case.table.model().modelReset)
    case.key(Key.Key_Return)
    content = case.content
    case.show(
        replace(content, examples=content.examples[:2], cells=content.cells[:2], active=(1, 2))
    )
    assert resets.count() == 1
    assert not case.table.is_typing
    assert case.table.current_cell() == (2, 1)
    assert case.table.model().columnCount() == 2


def test_current_cell_follows_the_active_one_without_a_signal(case):
    chosen = QSignalSpy(case.table.cell_chosen)
    case.show(replace(case.content, active=(2, 0)))
    assert case.table.current_cell() == (0, 2)
    assert chosen.count() == 0


def test_the_editor_writes_in_the_font_of_the_scores(case):
    for density, size in (("roomy", 18), ("tight", 18)):
        case.table.set_density(density)
        case.key(Key.Key_Return)
        assert case.table.typing.editor.font().pixelSize() == size
        QTest.keyClick(case.table.typing.editor, Key.Key_Escape)
    many = replace(
        case.content,
        classes=tuple(ClassHead(str(j), "cat") for j in range(6)),
        cells=((ScoreCell("1.0", 1.0),) * 6,) * 3,
    )
    case.show(many)
    case.key(Key.Key_Return)
    editor = case.table.typing.editor
    assert editor.font().pixelSize() == 13
    assert editor.geometry().height() <= case.table.rowHeight(0)


def test_the_editor_goes_where_its_cell_goes(case):
    case.key(Key.Key_Return)
    before = case.table.typing.editor.geometry()
    case.table.set_least_column(150)
    QApplication.processEvents()
    assert case.table.typing.editor.width() > before.width()
    case.table.horizontalScrollBar().setValue(60)
    box = case.table.visualRect(case.index(0, 1))
    assert box.contains(case.table.typing.editor.geometry().center())


def test_keyboard_focus_shows_in_the_current_cell(case):
    def middle_of_ring() -> str:
        picture = case.table.viewport().grab().toImage()
        box = case.table.visualRect(case.index(1, 1))
        return picture.pixelColor(box.center().x(), box.top() + 3).name()

    case.click(1, 1)
    QTest.keyClick(case.table.typing.editor, Key.Key_Escape)
    by_mouse = middle_of_ring()
    case.key(Key.Key_Left)
    case.key(Key.Key_Right)
    assert middle_of_ring() != by_mouse


def test_a_copied_number_has_the_comma_of_the_locale(case):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        case.key(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "5,1"
    finally:
        QLocale.setDefault(before)
