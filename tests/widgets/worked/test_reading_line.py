"""The softmax loss in a reading: its words, and a height that stays."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.theme.tokens import Theme
from lossviz.widgets.worked.reading_line import ReadingLine


def test_it_says_what_it_is_told_in_the_same_height(
    shown: Callable[[ReadingLine], ReadingLine], theme: Theme
) -> None:
    line = shown(ReadingLine(theme))
    line.resize(470, line.sizeHint().height())
    for text in ("−log p(cat) = −log 0.130 = 2.04", "−log p(cat) = −log 0.130 = " + "2" * 90):
        line.set_text(text)
        assert line.text() == line.accessibleDescription() == text
        assert line.sizeHint().height() == 22
        assert not line.grab().isNull()
