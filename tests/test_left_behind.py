"""What a test leaves behind is found."""

from __future__ import annotations

import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests import left_behind


def test_an_active_timer(qapp):
    timer = QTimer()
    timer.setObjectName("forgotten")
    timer.start(10_000)
    left_behind.settle()
    assert left_behind.active_timers() == ["forgotten of NoneType"]
    timer.stop()
    assert left_behind.active_timers() == []


def test_a_window(qapp):
    before = left_behind.top_level_names()
    window = QWidget(objectName="forgotten")
    window.show()
    shown = left_behind.top_level_names() - before
    assert [name for _, name in shown] == ["QWidget 'forgotten'"]
    window.close()
    assert left_behind.top_level_names() == before


def test_a_thread(monkeypatch):
    monkeypatch.setattr(left_behind, "JOIN_SECONDS", 0.0)
    before, done = set(threading.enumerate()), threading.Event()
    thread = threading.Thread(target=done.wait, name="forgotten")
    thread.start()
    assert left_behind.new_threads(before) == ["forgotten"]
    done.set()
    thread.join()
    assert left_behind.new_threads(before) == []
