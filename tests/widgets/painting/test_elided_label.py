"""A label that says less where it has less room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from lossviz.widgets.painting.elided_label import ElidedLabel

FORMS = ("First loss 2.302: as it should be.", "First loss 2.302", "2.302")


@pytest.fixture
def label(qapp: QApplication) -> Iterator[ElidedLabel]:
    label = ElidedLabel()
    label.set_texts(*FORMS)
    label.show()
    yield label
    label.close()
    label.deleteLater()


def width(label: ElidedLabel, text: str) -> int:
    return label.fontMetrics().horizontalAdvance(text)


def tip(label: ElidedLabel) -> str:
    point = QPoint(1, 1)
    event = QHelpEvent(QEvent.Type.ToolTip, point, label.mapToGlobal(point))
    QApplication.sendEvent(label, event)
    told = QToolTip.text()
    QToolTip.hideText()
    return told


def test_the_longest_form_that_has_room(label: ElidedLabel) -> None:
    for form in FORMS:
        label.resize(width(label, form), 20)
        assert label.shown() == form
        assert label.text() == FORMS[0]
        label.resize(width(label, form) - 1, 20)
        assert label.shown() != form


def test_the_tool_tip_has_what_is_not_seen(label: ElidedLabel) -> None:
    label.resize(width(label, FORMS[0]), 20)
    assert tip(label) == ""
    label.resize(width(label, FORMS[1]), 20)
    assert tip(label) == FORMS[0]
    label.setToolTip("It acts at the next reset.")
    assert tip(label) == f"{FORMS[0]}\nIt acts at the next reset."


def test_a_text_without_shorter_forms_ends_in_an_ellipsis(label: ElidedLabel) -> None:
    label.set_texts("Space runs and pauses.")
    label.resize(width(label, "Space runs"), 20)
    assert label.shown().startswith("Space")
    assert label.shown().endswith("…")
    assert tip(label) == "Space runs and pauses."


def test_it_can_be_narrow(label: ElidedLabel) -> None:
    assert label.minimumSizeHint().width() < width(label, "First loss")
    assert label.sizeHint().width() >= width(label, FORMS[0])
