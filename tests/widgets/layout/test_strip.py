"""The message strip: what it says, does, and gives way to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from lossviz.self_test.layout_faults import layout_faults
from lossviz.shell.status_bar import StatusBar
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.layout.strip import Strip

LEFT = Qt.MouseButton.LeftButton


def test_a_strip_says_what_to_do_and_does_it(theme, put):
    strip = Strip(theme)
    strip.setObjectName("training.message")
    put(strip)
    assert not strip.isVisible()
    done: list[str] = []
    strip.present(
        "danger",
        "The loss left the range at step 34.",
        [("Go to step 33", lambda: done.append("33")), ("Halve it", lambda: done.append("half"))],
    )
    assert strip.isVisible()
    assert strip.accessibleName() == strip.text
    for number in (1, 2):
        QTest.mouseClick(strip.findChild(QPushButton, f"training.message.action_{number}"), LEFT)
    assert done == ["33", "half"]


def test_what_a_stranger_wrote_is_drawn_as_written(theme, put):
    """A file called <h1>x</h1> must show its name, and load no picture that it names."""
    name = "<h1>points</h1><img src='x.png'>.csv"
    host = QWidget()
    strip, error, status = Strip(theme), FieldError(host, theme), StatusBar(theme)
    put(host)
    put(strip)
    strip.present("danger", name)
    error.explain(name)
    status.loaded.setText(name)
    labels = [label for each in (strip, error, status) for label in each.findChildren(QLabel)]
    shown = [label for label in labels if label.text() == name]
    assert len(shown) == 3
    for label in shown:
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_strip_closes_once(theme, put):
    strip = Strip(theme)
    strip.setObjectName("message")
    put(strip)
    closed: list[bool] = []
    strip.closed.connect(lambda: closed.append(True))
    strip.present("info", "No images yet.")
    QTest.mouseClick(strip.findChild(QPushButton, "message.close"), LEFT)
    strip.dismiss()
    assert (strip.isVisible(), closed) == (False, [True])


def test_a_new_message_replaces_the_old_one(theme, put):
    strip = Strip(theme)
    strip.setObjectName("message")
    put(strip)
    strip.present("danger", "First.", [("Do it", lambda: None)])
    strip.present("warning", "Second.", closable=False)
    QTest.qWait(1)
    assert strip.text == "Second."
    assert strip.findChild(QPushButton, "message.action_1") is None
    assert not strip.findChild(QPushButton, "message.close").isVisible()


def test_a_strip_takes_another_theme(theme, put):
    strip = Strip(theme)
    strip.present("warning", "This is not CIFAR-10.", [("Choose a folder", lambda: None)])
    put(strip)
    before = strip.grab().toImage()
    strip.apply_theme(Theme("dark", 1.5))
    assert strip.grab().toImage() != before


def test_no_width_squeezes_words_and_buttons(theme, put):
    """Beside the text while that has room, then below it; no narrower than its longest button."""
    host = QWidget()
    host.setMinimumSize(1000, 200)
    strip = Strip(theme, host)
    strip.setObjectName("message")
    actions = [("Go to step 0", lambda: None), ("Halve the learning rate", lambda: None)]
    put(host)
    strip.present("danger", "The walk diverged after step 1. The rate is too large.", actions)
    rows = []
    for width in range(strip.minimumSizeHint().width(), strip.sizeHint().width() + 40, 40):
        strip.resize(width, strip.heightForWidth(width))
        assert not layout_faults(host), width
        first, second = strip.findChildren(ActionButton)
        below = first.y() > strip.findChild(QLabel, "message.text").geometry().center().y()
        rows.append(1 + below + (second.y() > first.y()))
    assert rows == sorted(rows, reverse=True)
    assert set(rows) == {1, 2, 3}
