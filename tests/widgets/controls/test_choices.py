"""The segmented control and the menu button: exclusive choices."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.menu_button import ActionsButton, MenuButton
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.controls.split_button import SplitButton

LOSSES = [("softmax", "Softmax"), ("hinge", "Hinge"), ("ova", "One vs. all")]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def segmented(put, theme) -> Segmented:
    segmented = Segmented(theme, LOSSES)
    segmented.setObjectName("training.loss")
    put(segmented)
    return segmented


@pytest.fixture
def menu(put, theme) -> MenuButton:
    menu = MenuButton(theme, LOSSES, "hinge")
    put(menu)
    return menu


def _segment(segmented: Segmented, key: str) -> QRadioButton:
    return segmented.findChild(QRadioButton, f"{segmented.objectName()}.{key}")


def _heard(control: Segmented | MenuButton) -> list[str]:
    heard: list[str] = []
    control.value_changed.connect(heard.append)
    return heard


def _entry(menu: MenuButton, text: str) -> QAction:
    return next(action for action in menu.findChildren(QAction) if action.text() == text)


def test_a_click_chooses_once(segmented):
    heard = _heard(segmented)
    for _ in range(2):
        QTest.mouseClick(_segment(segmented, "hinge"), LEFT)
    assert (segmented.value, heard) == ("hinge", ["hinge"])


def test_arrows_move_the_choice(segmented):
    heard = _heard(segmented)
    _segment(segmented, "softmax").setFocus()
    QTest.keyClick(_segment(segmented, "softmax"), Qt.Key.Key_Right)
    QTest.keyClick(_segment(segmented, "hinge"), Qt.Key.Key_Right)
    QTest.keyClick(_segment(segmented, "ova"), Qt.Key.Key_Left)
    assert heard == ["hinge", "ova", "hinge"]
    assert _segment(segmented, "hinge").hasFocus()


def test_tab_reaches_the_chosen_segment_only(segmented):
    segmented.set_value("ova")
    reachable = [
        key for key, _ in LOSSES if _segment(segmented, key).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reachable == ["ova"]


def test_set_value_is_silent(segmented, menu):
    for control in (segmented, menu):
        heard = _heard(control)
        control.set_value("ova")
        assert (control.value, heard) == ("ova", [])
        with pytest.raises(KeyError):
            control.set_value("nothing")


def test_other_choices_keep_what_is_still_there(segmented, menu):
    for control in (segmented, menu):
        control.set_value("hinge")
        control.set_choices([("hinge", "Hinge"), ("new", "New")])
        assert control.value == "hinge"
        control.set_choices([("a", "A"), ("b", "B")])
        assert control.value == "a"
    assert len(segmented.findChildren(QRadioButton, options=Qt.FindDirectChildrenOnly)) == 2


def test_no_choice_may_be_in_force(segmented):
    segmented.set_value(None)
    assert segmented.value == ""
    assert not any(each.isChecked() for each in segmented.findChildren(QRadioButton))
    segmented.set_value("hinge")
    assert segmented.value == "hinge"


def test_other_words_for_the_same_choices_keep_the_segments(segmented):
    before = segmented.findChildren(QRadioButton)
    segmented.set_choices([(key, text.upper()) for key, text in LOSSES])
    assert segmented.findChildren(QRadioButton) == before
    assert [each.text() for each in before] == [text.upper() for _, text in LOSSES]


def test_the_menu_chooses_once_and_shows_it(menu):
    heard = _heard(menu)
    assert menu.text() == "Hinge"
    for _ in range(2):
        _entry(menu, "Softmax").trigger()
    assert (heard, menu.text(), menu.value) == (["softmax"], "Softmax", "softmax")
    assert _entry(menu, "Softmax").isChecked()
    assert not _entry(menu, "Hinge").isChecked()


def test_the_menu_button_is_as_wide_for_every_choice(menu):
    widths = set()
    for key, _ in LOSSES:
        menu.set_value(key)
        widths.add(menu.sizeHint().width())
    assert len(widths) == 1


def test_a_menu_of_actions(put, theme):
    button = ActionsButton(theme, "Share", "share")
    put(button)
    done: list[str] = []
    action = QAction("Copy picture", button)
    action.triggered.connect(lambda: done.append("copied"))
    button.actions_menu.addAction(action)
    action.trigger()
    assert done == ["copied"]


def test_a_menu_of_ticks_stays_open_by_mouse_and_by_key(put, theme):
    button = ActionsButton(theme, "Race", ticks=True)
    put(button)
    menu = button.actions_menu
    for name in ("SGD", "Adam"):
        menu.addAction(name).setCheckable(True)
    button.open_menu()
    first, second = menu.actions()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(first).center())
    menu.setActiveAction(second)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert (first.isChecked(), second.isChecked(), menu.isVisible()) == (True, True, True)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


@pytest.mark.parametrize("theme_after", [Theme("dark"), Theme("light", 1.5, projector=True)])
def test_a_theme_can_be_put_on_later(segmented, menu, theme_after):
    before = segmented.grab().toImage()
    for control in (segmented, menu):
        control.apply_theme(theme_after)
    assert segmented.grab().toImage() != before


def test_other_choices_take_the_actions_that_are_there(menu):
    told = []

    def offer(key: str) -> None:
        told.append(key)
        menu.set_choices([(f"{key}{k}", f"{key} {k}") for k in range(2)])

    menu.value_changed.connect(offer)
    before = menu.actions_menu.actions()
    for _ in range(3):
        menu.open_menu()
        QTest.keyClick(menu.actions_menu, Qt.Key.Key_Up)
        QTest.keyClick(menu.actions_menu, Qt.Key.Key_Return)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(set(told)) == 3
    assert all(shiboken6.isValid(each) for each in before)
    assert menu.actions_menu.actions() == before[:2]
    assert [each.text() for each in before[:2]] == [f"{told[-1]} {k}" for k in range(2)]


def test_a_split_button_acts_and_its_chevron_opens_what_it_holds(put, theme):
    button = SplitButton(theme, "Randomize", "new-seed", "quiet")
    content, field = QWidget(), QLineEdit()
    QVBoxLayout(content).addWidget(field)
    button.hold(content, field)
    put(button)
    acted: list[None] = []
    button.acted.connect(lambda: acted.append(None))
    QTest.mouseClick(button, LEFT, pos=QPoint(10, 10))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(acted), button.actions_menu.isVisible()) == (2, False)
    QTest.mouseClick(button, LEFT, pos=QPoint(button.width() - 8, 10))
    assert button.actions_menu.isVisible()
    assert button.actions_menu.focusWidget() is field
    button.actions_menu.close()
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert button.actions_menu.isVisible()
    button.actions_menu.close()
    assert len(acted) == 2
