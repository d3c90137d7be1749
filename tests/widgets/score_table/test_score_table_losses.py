"""The losses below the score table, and how the whole shares its room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lossviz.self_test.layout_faults import layout_faults
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from lossviz.widgets.score_table.columns import cell_width
from lossviz.widgets.score_table.content import (
    ClassHead,
    ExampleHead,
    LossRow,
    LossRowsContent,
    ScoreCell,
    ScoreTableContent,
)
from lossviz.widgets.score_table.measures import density_for, measures
from lossviz.widgets.score_table.score_board import ScoreBoard

NAMES = ("cat", "car", "frog", "airplane", "bird", "deer", "dog", "horse", "ship", "truck")
EXTREMES = ("−99,999.999", "−1.0 × 10⁶", "10,000.0", "0.0")
LOSSES = ("3.38 × 10⁻⁴⁸", "10,000.00", "∞", "0.00")


def scores(classes: int, examples: int, text: str = "1.0") -> ScoreTableContent:
    cell = ScoreCell(text, 1.0, "+2.0", 0.5)
    return ScoreTableContent(
        classes=tuple(ClassHead(name, name) for name in NAMES[:classes]),
        examples=tuple(ExampleHead(f"{NAMES[i]} image", i % classes) for i in range(examples)),
        cells=((cell,) * classes,) * examples,
        active=(0, 0),
    )


def losses(examples: int, text: str = "2.90", mean: str = "5.27") -> LossRowsContent:
    row = LossRow((text,) * examples, mean)
    names = tuple(f"{name} image" for name in NAMES[:examples])
    return LossRowsContent(names, row, row, 0, f"({text} + …) / {examples} = {mean}")


@pytest.fixture
def board(qapp, theme) -> Iterator[ScoreBoard]:
    result = ScoreBoard(theme, "scores")
    show(result, 3, 3)
    result.show()
    QApplication.processEvents()
    yield result
    result.close()
    result.deleteLater()


def show(board: ScoreBoard, classes: int, examples: int, width: int = 396, **texts: str) -> None:
    board.set_content(
        scores(classes, examples, texts.get("score", "1.0")),
        losses(examples, texts.get("loss", "2.90"), texts.get("mean", "5.27")),
    )
    board.resize(width, board.sizeHint().height())
    board.resize(width, board.sizeHint().height())


def label(board: ScoreBoard, name: str) -> QLabel:
    found = board.findChild(QLabel, name)
    assert found is not None
    return found


def test_parts_are_called_by_the_owners_name(qapp, theme):
    board = ScoreBoard(theme, "elsewhere")
    names = ("table", "table.images", "table.classes", "mean_hinge", "mean_softmax")
    for name in (*names, "add_class", "add_example"):
        assert board.findChild(QWidget, f"elsewhere.{name}") is not None, name
    board.deleteLater()


def test_means_are_labels_that_say_the_number_alone(board):
    content = replace(losses(3), softmax=LossRow(("2.04", "0.08", "6.16"), "2.76"))
    board.set_content(scores(3, 3), content)
    assert label(board, "scores.mean_hinge").text() == "5.27"
    assert label(board, "scores.mean_softmax").text() == "2.76"
    assert label(board, "scores.mean_hinge").isVisible()


def test_screen_readers_get_every_loss(board):
    row = LossRow(("2.90", "0.00"), "1.45", ("2.80", "0.10"), "1.40")
    content = LossRowsContent(("cat image", "car image"), row, LossRow(("1", "2"), "3"))
    board.losses.set_content(content)
    words = board.losses.accessibleDescription()
    assert "hinge: cat image 2.90 (originally 2.80), car image 0.00 (originally 0.10)" in words
    assert "mean 1.45 (originally 1.40)" in words
    assert "softmax: cat image 1, car image 2, mean 3" in words


def test_the_design_fits_its_width_without_scrolling(board):
    columns = board.table.columns()
    assert columns.lefts == (66, 156, 246)
    assert columns.width == 84
    assert board.table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert label(board, "scores.mean_hinge").geometry().right() == 395


def test_columns_stretch_evenly_up_to_their_limit(board):
    show(board, 3, 3, 450)
    assert 84 < board.table.columns().width < 120
    show(board, 3, 3, 900)
    assert board.table.columns().width == 120


def test_losses_stand_below_their_columns_also_when_scrolled(board, monkeypatch):
    show(board, 3, 8)
    bar = board.table.horizontalScrollBar()
    assert board.table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    told = []
    monkeypatch.setattr(board.losses, "set_columns", told.append)
    bar.setValue(1)
    assert told[-1] == board.table.columns()
    assert board.table.columns().lefts[1] == 66  # whole columns: no number is cut


@pytest.mark.parametrize("wide", [396, 700])
@pytest.mark.parametrize("theme_", [Theme("light"), Theme("light", 1.5, True)])
@pytest.mark.parametrize("classes", [3, 10])
def test_nothing_is_cut_off(board, theme_, classes, wide):
    board.apply_theme(theme_)
    for score in EXTREMES:
        for loss in LOSSES:
            show(board, classes, 4, theme_.px(wide), score=score, loss=loss, mean=loss)
            columns, ink, sizes = board.table.columns(), board.table.ink, board.table.sizes
            room = columns.width - sizes.pad - sizes.left_pad
            assert ink.width(score, "numberSmall") <= room  # a note beside it gives way
            assert ink.width(loss, "numberSmall", True) <= columns.width
            mean = label(board, "scores.mean_hinge")
            assert mean.fontMetrics().horizontalAdvance(mean.text()) <= mean.width()
            assert board.table.columns().area[1] <= mean.x()


def test_all_rows_show_without_scrolling(board):
    for classes in (2, 5, 6, 10):
        show(board, classes, 10)
        QApplication.processEvents()
        assert board.table.verticalScrollBar().maximum() == 0
        last = board.table.visualRect(board.table.model().index(classes - 1, 0))
        assert last.bottom() <= board.table.viewport().height()
        assert board.losses.geometry().bottom() < board.height()


def test_many_classes_are_dense(board):
    show(board, 6, 3)
    assert board.table.density == "dense"
    show(board, 5, 3)
    assert board.table.density == "roomy"
    board.set_density("tight")
    assert board.table.density == "tight"
    assert density_for("roomy", 5) == "roomy"
    assert density_for("tight", 6) == "dense"


def test_sizes_of_the_densities(theme):
    roomy, tight, dense = (measures(theme, each) for each in ("roomy", "tight", "dense"))
    assert (roomy.cell, roomy.picture, roomy.gap) == (60, 84, 6)
    assert (tight.cell, tight.picture) == (46, 56)
    assert (dense.cell + dense.gap, dense.picture, dense.beside) == (30, 40, True)


def test_cell_width_keeps_to_its_bounds(theme):
    assert cell_width(theme, 84, 60) == 84
    assert cell_width(theme, 20, 60) == 64
    assert cell_width(theme, 500, 60) == 120
    assert cell_width(theme, 84, 121) == 126


def test_columns_only_grow_while_a_number_is_on_the_move(board):
    show(board, 3, 3, score="−10,000.0")
    board.table.setFocus()
    wide = board.wanted_width()
    QTest.keyPress(board.table, Qt.Key.Key_Up)
    show(board, 3, 3, score="1.0")
    assert board.wanted_width() == wide
    QTest.keyRelease(board.table, Qt.Key.Key_Up)
    show(board, 3, 3, score="2.0")
    assert board.wanted_width() < wide


def test_plus_buttons_ask_for_more(board):
    added, grown = QSignalSpy(board.table.example_added), QSignalSpy(board.table.class_added)
    QTest.mouseClick(board.add_example, Qt.MouseButton.LeftButton)
    QTest.keyClick(board.add_class, Qt.Key.Key_Space)
    assert (added.count(), grown.count()) == (1, 1)
    assert board.add_example.accessibleName() == "Add an image"
    board.set_content(replace(scores(3, 3), can_add_example=False), losses(3))
    assert not board.add_example.isVisible()
    assert board.add_class.isVisible()


def test_originals_leave_the_rows_as_high_as_they_were(board):
    before = board.losses.sizeHint()
    row = LossRow(("8.41",) * 3, "30.55", ("2.90",) * 3, "5.27")
    board.losses.set_content(replace(losses(3), hinge=row, softmax=row))
    assert board.losses.sizeHint() == before


def test_without_a_line_the_block_is_lower(board):
    before = board.sizeHint().height()
    board.set_content(scores(3, 3), replace(losses(3), line=""))
    assert board.sizeHint().height() == before - 34


@pytest.mark.parametrize("theme_", [Theme("dark"), Theme("light", 1.5, True)])
def test_every_look_paints(board, theme_):
    board.apply_theme(theme_)
    show(board, 10, 10, theme_.px(396))
    picture = board.grab().toImage()
    top = board.losses.y() + theme_.px(26)
    assert picture.pixelColor(2, top).name().upper() == theme_.color("border.hairline")


def test_a_loss_whose_column_is_scrolled_away_in_part_is_left_out(board):
    """Half a number is another number."""
    show(board, 3, 10, loss="12.90")
    shown = [note for note in texts_drawn_by(board.losses) if note.text == "12.90"]
    left, right = board.table.columns().area
    assert 0 < len(shown) < 20
    assert all(left <= each.ink.left() and each.ink.right() <= right for each in shown)


def test_columns_of_another_width_stay_scrolled_by_whole_ones(board):
    show(board, 3, 10)
    board.table.horizontalScrollBar().setValue(2)
    for width in (396, 430, 410):
        board.resize(width, board.height())
        QApplication.processEvents()
        lefts = board.table.columns().lefts
        first, _ = board.table.columns().area
        assert min(abs(left - first) for left in lefts) <= board.table.sizes.lead


def test_numbers_too_long_for_their_cell_have_fewer_digits(board):
    show(board, 3, 3, width=330, score="−1.2 × 10⁻⁶")
    assert "cut number" not in {fault.kind for fault in layout_faults(board.table)}
