"""The window: themes, sizes, names for screen readers and automation, and the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QWidget

from lossviz.shell.theme_choice import PROJECTOR_SCALE
from lossviz.theme.apply import qfont
from lossviz.theme.style import style_sheet
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.controls.segmented import Segmented
from tests.shell.driving import interactive

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDTHS = [1100, 1240, 1440, 1920]


def ground(app) -> str:
    """The colour at the window's edge between rail and panel."""
    picture = app.window.grab().toImage()
    return str(QColor(picture.pixel(app.window.rail.width() + 20, 70)).name())


def test_light_and_dark_by_button_and_key(app):
    assert app.window.theme.mode == "light"
    light = ground(app)
    app.click("rail.theme")
    assert app.window.theme.mode == "dark"
    dark = ground(app)
    assert QColor(dark).lightness() < 60
    assert QColor(light).lightness() > 200
    app.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert app.window.theme.mode == "light"
    assert ground(app) == light


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_the_theme_of_the_command_line(open_app, cifar_folder, theme):
    app = open_app(data=cifar_folder, theme=theme)
    assert app.window.theme.mode == ("light" if theme == "system" else theme)


def test_what_is_not_shown_takes_a_theme_over_when_it_is(app):
    scores = app.window.make_panel("scores")
    area = app.window.stack.widget(1)
    before = area.styleSheet()
    app.key(Qt.Key.Key_L, CTRL | SHIFT)
    app.key(Qt.Key.Key_F5)
    now = Theme("dark", 1.5, projector=True)
    assert (app.window.panel.theme, scores.theme) == (now, Theme("light"))
    assert area.styleSheet() == before
    app.window.show_panel("scores")
    assert scores.theme == now
    assert area.styleSheet() == style_sheet(now)
    app.window.show_panel("training")
    assert app.window.stack.currentWidget().styleSheet() == style_sheet(now)


def test_all_that_can_be_seen_has_the_style_sheet(app):
    app.window.say("warning", "planted")
    app.key(Qt.Key.Key_F1)
    share = app.window.top_bar.share_menu
    for theme in (Theme("light"), Theme("dark")):
        app.window.set_theme(theme)
        sheet = style_sheet(theme)
        shown = [share, *(each for each in QApplication.allWidgets() if each.isVisible())]
        assert len(shown) > 150
        words = [each for each in shown if isinstance(each, QLabel | QAbstractButton | QMenu)]
        bare = [each.objectName() for each in words if not any(up == sheet for up in sheets(each))]
        assert not bare
    app.find("shortcut_list").close()


def sheets(widget: QWidget | None) -> Iterator[str]:
    """Its own style sheet, and those of what it is in."""
    while widget is not None:
        yield widget.styleSheet()
        widget = widget.parentWidget()


def test_projector_mode_by_key_and_button(app):
    before = app.find("training.start").height()
    app.key(Qt.Key.Key_F5)
    assert app.window.theme.projector
    assert app.window.theme.scale == PROJECTOR_SCALE
    assert app.find("rail.projector").isChecked()
    app.frames(2)
    assert app.find("training.start").height() > 1.3 * before
    app.click("rail.projector")
    assert not app.window.theme.projector
    assert not app.find("rail.projector").isChecked()
    app.frames(2)
    assert app.find("training.start").height() == before


def test_the_scale_of_the_command_line(open_app, cifar_folder):
    app = open_app(data=cifar_folder, scale=1.5)
    assert app.window.theme.scale == 1.5
    assert not app.window.theme.projector


def test_training_goes_on_while_the_theme_changes(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.running)
    for _ in range(3):
        app.click("rail.theme")
        app.key(Qt.Key.Key_F5)
        step = app.report.step
        app.wait(lambda: app.report.step > step)  # noqa: B023 - called at once
    app.click("training.start")
    app.wait_rest()


def test_full_screen(app):
    app.key(Qt.Key.Key_F11)
    app.wait(app.window.isFullScreen)
    app.key(Qt.Key.Key_F11)
    app.wait(lambda: not app.window.isFullScreen())


def test_the_list_of_keys(app):
    app.key(Qt.Key.Key_F1)
    dialog = app.find("shortcut_list", QDialog)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def offenders(app) -> tuple[list[str], list[str]]:
    """Interactive widgets without an object name, and without an accessible name."""
    unnamed, unspoken = [], []
    for widget in interactive(app.window):
        where = f"{type(widget).__name__} in {named_parent(widget)}"
        name = widget.objectName()
        if not name or name.startswith("qt_"):
            unnamed.append(where)
        spoken = widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "")
        if not spoken.strip():
            unspoken.append(f"{name or where}")
    return unnamed, unspoken


def named_parent(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not parent.objectName():
        parent = parent.parentWidget()
    return parent.objectName() if parent is not None else "nothing"


def test_all_that_is_interactive_has_an_object_name_and_an_accessible_name(app, tmp_path):
    app.window.dropped.emit(str(tmp_path / "nowhere"))
    app.wait(lambda: app.message("training.source_strip"))
    app.find("training.confusion").cell_chosen.emit(0, 0)
    app.wait(lambda: app.window.findChild(QDialog, "training.gallery"))
    for width in WIDTHS:
        app.window.resize(width, 900)
        app.frames(1)
        unnamed, unspoken = offenders(app)
        assert not unnamed, f"no object name at {width} px: {unnamed}"
        assert not unspoken, f"no accessible name at {width} px: {unspoken}"
    app.find("training.gallery", QDialog).close()


def test_object_names_are_unique(app):
    names = [w.objectName() for w in interactive(app.window)]
    assert not {name for name in names if names.count(name) > 1}


def test_panel_names_begin_with_the_panel(app):
    names = [w.objectName() for w in interactive(app.window.panel)]
    assert not [name for name in names if not name.startswith("training.")]


@pytest.mark.parametrize("width", [1100, 1440])
def test_tab_reaches_all_that_can_be_used(app, width):
    app.window.resize(width, 900)
    app.frames(2)
    app.window.setFocus()
    reached: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or app.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus in reached:
            break
        reached.append(focus)
    grouped = [w for s in app.window.findChildren(Segmented) for w in s.findChildren(QWidget)]
    wanted = [
        widget
        for widget in interactive(app.window)
        if widget.isVisible() and widget.isEnabled() and widget not in grouped
    ]
    missed = [widget.objectName() for widget in wanted if widget not in reached]
    assert not missed, missed
    for segmented in app.window.findChildren(Segmented):
        if segmented.isVisible() and segmented.isEnabled():
            chosen = app.find(f"{segmented.objectName()}.{segmented.value}")
            assert chosen in reached, segmented.objectName()


def test_arrow_keys_move_in_a_segmented_control(app):
    app.find("training.loss.wide.softmax").setFocus()
    app.key(Qt.Key.Key_Right)
    app.wait(lambda: app.report.config.loss == "hinge")


def test_nothing_is_wider_than_the_window(app):
    for width in (1100, 1280, 1440):
        app.window.resize(width, 800)
        app.frames(2)
        out = [
            w.objectName()
            for w in interactive(app.window)
            if w.isVisible()
            and (w.mapTo(app.window, w.rect().topRight()).x() >= app.window.width())
        ]
        assert app.window.width() == width
        assert not out, f"cut off at {width} px: {out}"


def test_typing_keeps_the_keys_of_the_window(app):
    """A space or bracket in a number that is being typed is no command."""
    field = app.field("training.learning_rate")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "1 ]")
    app.frames(3)
    assert field.text() == "1 ]"
    assert app.report.step == 0
    QTest.keyClick(field, Qt.Key.Key_Escape)


def test_the_rail_goes_to_its_panel(app):
    assert app.find("rail.training").isChecked()
    app.key(Qt.Key.Key_5, CTRL)
    assert app.window.panel.name == "training"
    assert app.text("top_bar.title") == "Training"
    assert "ten templates" in app.text("top_bar.subtitle")


def test_a_subtitle_that_has_no_room_ends_in_an_ellipsis(app):
    subtitle = app.find("top_bar.subtitle")

    def inked_rows_at_the_right(width):
        subtitle.setFixedWidth(width)
        image = subtitle.grab(QRect(0, 0, width, subtitle.height())).toImage()
        column = [image.pixel(image.width() - 1, y) for y in range(image.height())]
        return len(column) - column.count(column[0])

    dot = 3  # an ellipsis touches the edge, no letter does
    assert max(inked_rows_at_the_right(width) for width in range(100, 140)) <= dot


def test_closing_twice_is_closing_once(app):
    app.window.close()
    app.window.close()


def test_closing_while_it_trains_ends_the_worker(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.step > 3)
    app.close()


def test_what_is_typed_after_another_scale_has_its_size(app):
    projector = Theme("light", 1.5, True)
    app.make(*app.window.panel_names())
    app.window.resize(1920, 1080)
    app.window.set_theme(projector)
    wanted = qfont(projector, "number").pixelSize()
    for name in app.window.panel_names():
        app.window.show_panel(name)
        app.frames(1)
        fields = [f for f in app.window.panel.findChildren(ScrubField) if f.isVisible()]
        for field in fields:
            field.begin_typing()
            assert field.fontInfo().pixelSize() >= wanted, field.objectName()
            field.restore()
            assert field.fontInfo().pixelSize() >= wanted, field.objectName()
