"""What nobody caught becomes one message in the window, and the window lives on."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from lossviz.shell.errors import ErrorReporter


@pytest.fixture
def failing(app):
    app.may_fail = True
    return app


def fail_in_a_slot(app, text: str) -> None:
    """What a person presses next raises."""

    def fail() -> None:
        raise RuntimeError(text)

    button = app.find("training.new_seed")
    connection = button.pressed.connect(fail)
    app.click("training.new_seed")
    button.pressed.disconnect(connection)


def test_an_exception_in_a_slot_is_one_message(failing, capsys):
    fail_in_a_slot(failing, "the first thing")
    failing.wait(lambda: failing.message("window.strip"))
    assert "RuntimeError: the first thing" in failing.message("window.strip")
    assert "test_errors.py" in capsys.readouterr().err
    failing.click("training.step")
    failing.wait_rest(1)


def test_the_same_one_is_said_once(failing, capsys):
    fail_in_a_slot(failing, "again")
    failing.wait(lambda: failing.message("window.strip"))
    fail_in_a_slot(failing, "again")
    failing.frames(3)
    assert capsys.readouterr().err.count("RuntimeError: again") == 1
    fail_in_a_slot(failing, "another")
    failing.wait(lambda: "another" in failing.message("window.strip"))


def test_the_details_can_be_copied(failing):
    fail_in_a_slot(failing, "copy me")
    failing.wait(lambda: failing.message("window.strip"))
    assert failing.text("window.strip.action_1") == "Copy details"
    failing.click("window.strip.action_1")
    copied = QApplication.clipboard().text()
    assert copied.startswith("lossviz ")
    assert "Traceback" in copied
    assert "RuntimeError: copy me" in copied


def test_the_hook_is_given_back(qapp):
    before = sys.excepthook
    said: list[str] = []
    reporter = ErrorReporter(lambda sentence, _details: said.append(sentence))
    reporter.install()
    assert sys.excepthook is not before
    reporter.remove()
    assert sys.excepthook is before


def test_ctrl_c_is_no_error(qapp):
    said: list[str] = []
    passed: list[type] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, *_rest: passed.append(kind)
    try:
        reporter = ErrorReporter(lambda sentence, _details: said.append(sentence))
        reporter.install()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        reporter.remove()
    finally:
        sys.excepthook = before
    assert passed == [KeyboardInterrupt]
    assert not said
