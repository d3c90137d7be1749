"""The check of the Explain column fails where something of it does."""

from __future__ import annotations

import pytest

from lossviz.panels.scores.ui.panel import ScoresPanel
from lossviz.self_test import hands
from lossviz.self_test.checks import CHECKS
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import CheckError
from tests.shell.driving import few_drawn_images


def test_a_panel_that_answers_no_question_fails(qapp, monkeypatch):
    def marks_nothing(*_: object) -> None:
        monkeypatch.setattr(hands, "LONGEST", 0.3)  # all else is done: no need to wait 12 s

    few_drawn_images(monkeypatch)  # drawing all of them takes seconds
    monkeypatch.setattr(ScoresPanel, "mark_question", marks_nothing)
    (check,) = (each for each in CHECKS if each.name == "Explain: Scores")
    desk = Desk()
    try:
        with pytest.raises(CheckError, match="the question gets no answer"):
            check.run(desk)
    finally:
        desk.clear()
