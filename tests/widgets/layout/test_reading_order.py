"""The order in which one reads: columns from the left, rows from the top, whatever their sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.widgets.layout.reading_order import tab_stops

SIZES = st.integers(0, 40)
RECTS = st.builds(QRect, SIZES, SIZES, SIZES, SIZES)


@pytest.fixture(scope="module")
def parent(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    widget.show()
    yield widget
    widget.hide()
    widget.deleteLater()


@example([QRect(0, 0, 9, 0), QRect(3, 0, 9, 0)])
@given(st.lists(RECTS, max_size=6))
def test_each_stop_is_read_once_wherever_it_stands(parent: QWidget, rects: list[QRect]) -> None:
    stops = [QWidget(parent) for _ in rects]
    try:
        for stop, rect in zip(stops, rects, strict=True):
            stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            stop.setGeometry(rect)
            stop.show()
        read = list(tab_stops(parent))
        assert sorted(map(id, read)) == sorted(map(id, stops))
    finally:
        for stop in stops:
            stop.setParent(None)
            stop.deleteLater()
