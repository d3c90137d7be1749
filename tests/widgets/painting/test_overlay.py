"""What lies beside a widget goes with it, and lets go of one that is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from lossviz.widgets.painting.overlay import Overlay


class Frame(Overlay):
    def place(self, host: QRect, canvas: QRect) -> QRect:
        return host.adjusted(-2, -2, 2, 2)


class Case:
    """A host in a box in a scroll area in a window, all of it shown."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.area = QScrollArea(self.window)
        self.content, self.box = QWidget(), QWidget()
        self.host = QWidget(self.box)
        QVBoxLayout(self.content).addWidget(self.box)
        self.area.setWidget(self.content)
        self.content.resize(200, 200)
        self.host.setGeometry(10, 20, 30, 40)
        self.frame = Frame(self.host)
        self.window.show()
        self.frame.reveal()
        QApplication.processEvents()


@pytest.fixture
def case(qapp: QApplication) -> Iterator[Case]:
    made = Case()
    yield made
    made.window.close()
    made.window.deleteLater()


def test_it_follows_its_host_and_what_that_lies_in(case):
    for widget in (case.host, case.box):
        widget.move(widget.x() + 7, widget.y() + 3)
        corner = case.host.mapTo(case.content, case.host.rect().topLeft())
        assert case.frame.pos() == corner - QPoint(2, 2)


def test_it_lets_go_of_a_host_that_is_gone(case, capfd):
    """As when weights are made anew while one of them has the keyboard."""
    shiboken6.delete(case.host)
    case.box.move(50, 60)
    case.content.resize(300, 300)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(case.frame)
    assert capfd.readouterr().err == ""


def test_it_lets_go_of_what_its_host_lay_in(case):
    box = case.box
    case.host.setParent(case.content)
    shiboken6.delete(box)
    case.frame.conceal()
    case.frame.reveal()
    case.host.show()
    assert case.frame.isVisible()
