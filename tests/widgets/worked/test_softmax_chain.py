"""The softmax chain: words, bars, the true class's outline, what gives way when narrow."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from lossviz.self_test.layout_faults import layout_faults
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from lossviz.widgets.worked.chain_columns import ChainWidths, chain_columns, least_chain_width
from lossviz.widgets.worked.chain_content import ChainContent, ChainRow
from lossviz.widgets.worked.softmax_chain import SoftmaxChain

CAT = ChainRow("cat", "cat", "3.2", "24.53", 0.13, "0.130", "1", "2.04", is_true=True)
CAR = ChainRow("car", "car", "5.1", "164.02", 0.869, "0.869", "0")
FROG = ChainRow("frog", "frog", "−1.7", "0.18", 0.001, "0.001", "0")
CAT_IMAGE = ChainContent((CAT, CAR, FROG), "188.74", "1.000", "1")


@pytest.fixture
def chain(shown: Callable[[SoftmaxChain], SoftmaxChain], theme: Theme) -> SoftmaxChain:
    widget = SoftmaxChain(theme)
    widget.show_chain(CAT_IMAGE, animate=False)
    widget.resize(widget.sizeHint())
    return shown(widget)


def bar_run(chain: SoftmaxChain, picture: QImage, row: int, color: str) -> int:
    """How many pixels in the middle of a row's bar have a colour."""
    columns, y = chain.columns(), round(26 + (row + 0.5) * 31)
    span = range(round(columns.bar) + 2, round(columns.bar + columns.bar_width) - 2)
    return sum(picture.pixelColor(x, y) == QColor(color) for x in span)


def test_the_table_in_words(chain: SoftmaxChain) -> None:
    assert chain.accessibleDescription() == (
        "cat, true class: score 3.2, exp 24.53, p 0.130, correct 1, −log p 2.04; "
        "car: score 5.1, exp 164.02, p 0.869, correct 0; "
        "frog: score −1.7, exp 0.18, p 0.001, correct 0; "
        "sum: exp 188.74, p 1.000, correct 1"
    )


def test_a_bar_is_as_long_as_its_probability(chain: SoftmaxChain, theme: Theme) -> None:
    picture, width = chain.grab().toImage(), chain.columns().bar_width - 4
    for row, each in enumerate(CAT_IMAGE.rows):
        length = bar_run(chain, picture, row, theme.class_color(each.name))
        assert length == pytest.approx(each.share * width, abs=2), each.name


def test_the_true_class_is_outlined(chain: SoftmaxChain, theme: Theme) -> None:
    picture, columns = chain.grab().toImage(), chain.columns()
    middle = round(columns.bar + columns.bar_width / 2)
    marks = {name: QColor(theme.class_color(name)) for name in ("cat", "car")}
    above = {
        name: [picture.pixelColor(middle, y) for y in range(26 + row * 31 + 1, 26 + row * 31 + 9)]
        for row, name in enumerate(marks)
    }
    assert marks["cat"] in above["cat"]
    assert marks["car"] not in above["car"]


def test_the_original_share_is_a_mark_on_the_bar(chain: SoftmaxChain, theme: Theme) -> None:
    ink = theme.color("text.primary")
    assert bar_run(chain, chain.grab().toImage(), 0, ink) == 0
    rows = (replace(CAT, original_share=0.5), CAR, FROG)
    chain.show_chain(replace(CAT_IMAGE, rows=rows), animate=False)
    picture, columns = chain.grab().toImage(), chain.columns()
    assert bar_run(chain, picture, 0, ink) == 2
    middle = round(columns.bar + columns.bar_width / 2)
    span = range(middle - 3, middle + 3)
    assert QColor(ink) in [picture.pixelColor(x, round(26 + 15.5)) for x in span]


def test_a_gliding_bar_arrives(chain: SoftmaxChain, qapp: QApplication) -> None:
    rows = (replace(CAT, share=0.8), replace(CAR, share=0.2), replace(FROG, share=0.0))
    chain.show_chain(replace(CAT_IMAGE, rows=rows), animate=False)
    arrived = chain.grab().toImage()
    chain.show_chain(CAT_IMAGE, animate=False)
    chain.show_chain(replace(CAT_IMAGE, rows=rows))
    assert chain.grab().toImage() != arrived
    while chain.grab().toImage() != arrived:
        qapp.processEvents()


def test_its_height_is_that_of_its_rows(chain: SoftmaxChain) -> None:
    assert chain.sizeHint().height() == 26 + 3 * 31 + 28
    chain.show_chain(replace(CAT_IMAGE, rows=(CAT,) + (CAR,) * 9))
    assert chain.sizeHint().height() == 26 + 10 * 24 + 28


def test_arrows_go_first_and_a_cut_name_has_a_tooltip(chain: SoftmaxChain) -> None:
    assert len(chain.columns().arrows) == 2
    chain.resize(430, chain.height())
    assert chain.columns().arrows == ()
    assert chain.columns().bar_width >= 48
    assert chain.tip_at(QPointF(5, 40)) == ""
    long = replace(CAT, name="a cat of very many words")
    chain.show_chain(replace(CAT_IMAGE, rows=(long, CAR, FROG)))
    assert chain.tip_at(QPointF(5, 40)).startswith("a cat of very many words, true class")
    assert chain.tip_at(QPointF(5, 70)) == ""


def test_an_empty_chain_can_be_painted(qapp: QApplication, theme: Theme) -> None:
    chain = SoftmaxChain(theme)
    chain.resize(chain.sizeHint())
    assert not chain.grab().isNull()
    chain.deleteLater()


@given(
    spare=st.integers(0, 500),
    name=st.floats(10, 200),
    score=st.integers(5, 10),
    exp=st.integers(8, 16),
    probability=st.integers(5, 16),
    loss=st.integers(5, 11),
)
def test_columns_never_overlap(
    spare: int, name: float, score: int, exp: int, probability: int, loss: int
) -> None:
    """From the least width on, which is that of numbers with few digits."""

    def widths(digit: float, fewer: int = 0) -> ChainWidths:
        score_, exp_, share, loss_ = (
            max(each - fewer, 5) * digit for each in (score, exp, probability, loss)
        )
        return ChainWidths(name, score_, exp_, share, 41, loss_)

    brief = widths(6.6, 2)
    width = math.ceil(least_chain_width(brief, round)) + spare
    columns = chain_columns(width, widths(7.8), widths(6.6), brief, round)
    used = brief if columns.is_brief else widths(7.8 if columns.font == "number" else 6.6)
    assert columns.name >= 24
    assert columns.score - used.score >= 17 + columns.name
    assert columns.exp - used.exp > columns.score
    assert columns.bar > columns.exp
    assert columns.bar_width == 0 or columns.bar_width >= (48 if columns.arrows else 8)
    assert columns.probability - used.probability >= columns.bar + columns.bar_width
    assert columns.correct - used.correct > columns.probability
    assert columns.loss - used.loss > columns.correct
    assert columns.loss == width
    if columns.font == "numberSmall":
        assert not columns.arrows


HUGE = ChainContent(
    (
        replace(CAT, score="1.0 × 10⁶", exp="3.0 × 10⁴³⁴²⁹⁴", probability="1.000"),
        replace(CAR, score="−1.0 × 10⁶", exp="3.3 × 10⁻⁴³⁴²⁹⁵", probability="1.1 × 10⁻⁸⁶⁸⁵⁸⁹"),
        replace(FROG, score="3.4 × 10⁻⁷", exp="1.00", probability="3.3 × 10⁻⁴³⁴²⁹⁵"),
    ),
    "3.0 × 10⁴³⁴²⁹⁴", "1.000", "1",
)  # fmt: skip


def test_numbers_without_room_have_fewer_digits_and_are_whole(chain: SoftmaxChain) -> None:
    chain.show_chain(HUGE, animate=False)
    chain.resize(900, chain.height())
    assert not chain.columns().is_brief
    chain.resize(chain.minimumSizeHint())
    assert chain.columns().is_brief
    texts = [note.text for note in texts_drawn_by(chain)]
    assert "10⁻⁸⁶⁸⁵⁸⁹" in texts
    assert "3 × 10⁴³⁴²⁹⁴" in texts
    assert layout_faults(chain) == []
    assert "exp 3.0 × 10⁴³⁴²⁹⁴" in chain.tip_at(QPointF(5, 40))


def test_the_least_width_is_that_of_its_numbers(chain: SoftmaxChain) -> None:
    least = chain.minimumSizeHint().width()
    chain.show_chain(HUGE, animate=False)
    assert chain.minimumSizeHint().width() > least
    chain.show_chain(CAT_IMAGE, animate=False)
    chain.resize(chain.minimumSizeHint())
    assert layout_faults(chain) == []
