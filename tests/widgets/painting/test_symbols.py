"""Symbols in italics, and words that are cut."""

from __future__ import annotations

import pytest

from lossviz.widgets.painting.symbols import Span, cut, spans


@pytest.mark.parametrize(
    ("text", "italics"),
    [
        ("W + h, first", ["W", "h"]),
        ("dW num.", ["W"]),
        ("analytic", []),
        ("W₁", ["W"]),
        ("loss", []),
        ("Whole hill", []),
        ("the point's", []),
        ("", []),
    ],
)
def test_symbols_alone_are_italic(text: str, italics: list[str]) -> None:
    pieces = spans(text)
    assert "".join(each.text for each in pieces) == text
    assert [each.text for each in pieces if each.italic] == italics


def test_a_cut_word_does_not_become_a_symbol() -> None:
    assert cut(spans("W + h, second"), 8)[-2:] == (Span(", s", False), Span("…", False))
    assert cut(spans("W"), 1) == (Span("W", True), Span("…", False))
