"""Coloured words in lines: where they wrap, and what is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.word_lines import Word, elided, line_count, word_width, wrapped

LINES = [
    [Word("[10, −2, 3]", "text.primary", "name")],
    [Word("hinge 0.00", "semantic.hinge", icon="hinge"), Word("±0", "text.secondary")],
    [
        Word("softmax 9.18 × 10⁻⁴", "semantic.softmax", icon="softmax"),
        Word("+1.2 × 10⁻⁴", "text.secondary"),
    ],
]


@pytest.fixture
def text(qapp: QApplication, theme: Theme) -> PlotText:
    return PlotText(theme)


def test_wide_enough_each_line_stays_one(text: PlotText) -> None:
    placed = wrapped(text, LINES, 400)
    assert line_count(placed) == 3
    assert [each.line for each in placed] == [0, 1, 1, 2, 2]


def test_in_150_px_the_change_goes_below_and_nothing_is_cut(text: PlotText) -> None:
    placed = wrapped(text, LINES, 150)
    assert [each.line for each in placed] == [0, 1, 1, 2, 3]
    assert [each.word.text for each in placed] == [word.text for line in LINES for word in line]
    assert all(each.left + word_width(text, each.word) <= 150 for each in placed)


def test_what_does_not_fit_alone_is_cut(text: PlotText) -> None:
    long = "change of the score of a very long class"
    cut = elided(text, long, "text", 100)
    assert cut.endswith("…")
    assert cut[:-1] == long[: len(cut) - 1]
    assert 60 < text.width(cut, "text") <= 100
    assert elided(text, "car", "text", 100) == "car"
