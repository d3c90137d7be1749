"""Every number of the outline's sections 2, 4 and 5, by controls, read from the screen's labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tests.shell.driving import App


def table(app: App) -> QTableView:
    return app.find("scores.table", QTableView)


def index(app: App, i: int, j: int) -> QModelIndex:
    """The cell of class j in the column of example i."""
    return table(app).model().index(j, i)


def select(app: App, i: int) -> None:
    """Click the cell of an example's first class, and leave typing again."""
    while app.text("scores.place").split()[0] != str(i + 1):
        forward = int(app.text("scores.place").split()[0]) < i + 1
        before = app.text("scores.place")
        app.click("scores.after" if forward else "scores.before")
        app.wait(lambda before=before: app.text("scores.place") != before)


def losses(app: App, loss: str, count: int = 3) -> list[str]:
    """The chosen example's loss, for each example in turn."""
    read = []
    for i in range(count):
        select(app, i)
        read.append(app.text(f"scores.example_{loss}"))
    return read


def write_score(app: App, i: int, j: int, text: str) -> None:
    """Type a score into its cell."""
    view = table(app)
    view.setFocus()
    view.setCurrentIndex(index(app, i, j))
    QTest.keyClick(view, Qt.Key.Key_Return)
    app.frames(1)
    QTest.keyClicks(app.window.focusWidget(), text)
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Return)


def preset(app: App, key: str) -> None:
    app.find(f"scores.preset.{key}").click()  # type: ignore[attr-defined]


def test_the_example_as_the_slides_print_it(scores):
    assert scores.text("scores.mean_hinge") == "5.27"
    assert scores.text("scores.mean_softmax") == "2.76"
    assert losses(scores, "hinge") == ["2.90", "0.00", "12.90"]
    assert losses(scores, "softmax") == ["2.04", "0.08", "6.16"]


def test_the_example_to_four_digits(scores):
    scores.type("scores.digits", "4")
    scores.wait_text("scores.mean_hinge", "5.2667")
    scores.wait_text("scores.mean_softmax", "2.7587")
    assert losses(scores, "softmax") == ["2.0404", "0.0791", "6.1565"]


def test_question_1_a_jiggle_of_the_car_image_leaves_its_loss_at_0(scores):
    select(scores, 1)
    write_score(scores, 1, 1, "4.5")
    scores.wait_text("scores.example_softmax", "0.12")
    assert scores.text("scores.example_hinge") == "0.00"
    write_score(scores, 1, 1, "3.0")  # its 1.9 to spare are used up, to the digit
    scores.wait_text("scores.example_softmax", "0.44")
    assert scores.text("scores.example_hinge") == "0.00"
    write_score(scores, 1, 1, "2.9")
    scores.wait_text("scores.example_hinge", "0.10")


def test_question_2_the_loss_goes_from_0_to_any_size(scores):
    select(scores, 1)
    assert scores.text("scores.example_hinge") == "0.00"
    write_score(scores, 1, 1, "-10000")
    scores.wait_text("scores.example_hinge", "20,005.30")
    assert scores.text("scores.example_softmax") == "10,002.40"
    write_score(scores, 1, 1, "10000")
    scores.wait_text("scores.example_hinge", "0.00")
    scores.wait_text("scores.example_softmax", "0.00")


def test_question_3_all_scores_near_0(scores):
    preset(scores, "zero")
    scores.wait_text("scores.mean_hinge", "2.00")
    scores.type("scores.digits", "4")
    scores.wait_text("scores.mean_softmax", "1.0986")


def test_k_of_0_says_the_same_and_the_original_stays_visible(scores):
    scores.type("scores.scale", "0")
    scores.wait_text("scores.mean_hinge", "2.00")
    told = scores.window.panel.content.table.board.losses.accessibleDescription()
    for mean in ("5.27", "2.76"):
        assert f"(originally {mean})" in told
    assert "original 2.90" in scores.shown_texts()


@pytest.mark.parametrize(
    ("chip", "of_each", "mean"),
    [
        ("include_true_class", ["3.90", "1.00", "13.90"], "6.2667"),
        ("mean", ["1.45", "0.00", "6.45"], "2.6333"),
        ("squared", ["8.41", "0.00", "83.25"], "30.5533"),
    ],
)
def test_questions_4_to_6_are_variants_of_the_sum(scores, chip, of_each, mean):
    scores.click(f"scores.{chip}")
    scores.wait_text("scores.mean_hinge", f"{float(mean):.2f}")
    assert losses(scores, "hinge") == of_each
    assert scores.text("scores.mean_softmax") == "2.76"
    scores.type("scores.digits", "4")
    scores.wait_text("scores.mean_hinge", mean)


def test_2w_has_a_loss_of_0_where_w_has_one(scores):
    preset(scores, "double")
    scores.wait_text("scores.mean_hinge", "9.53")
    assert losses(scores, "hinge") == ["4.80", "0.00", "23.80"]
    scores.type("scores.digits", "4")
    scores.wait_text("scores.mean_hinge", "9.5333")


def test_three_score_vectors_with_the_same_hinge_loss(scores):
    preset(scores, "three")
    scores.wait(lambda: index(scores, 0, 0).data() == "10.0")
    scores.frames(2)
    assert losses(scores, "hinge") == ["0.00", "0.00", "0.00"]
    assert losses(scores, "softmax") == ["9.18 × 10⁻⁴", "0.55", "3.38 × 10⁻⁴⁸"]
    scores.type("scores.digits", "4")
    scores.wait_text("scores.example_softmax", "3.3778 × 10⁻⁴⁸")
    select(scores, 1)
    assert scores.text("scores.example_softmax") == "0.5514"


def test_the_chain_of_the_cat_image(scores):
    words = scores.window.panel.content.answer.chain.accessibleDescription()
    for number in ("24.53", "164.02", "0.18", "0.130", "0.869", "0.001", "2.04"):
        assert number in words


@pytest.mark.parametrize(
    ("reading", "line"),
    [
        ("likelihood", "−log p(cat) = −log 0.130 = 2.04"),
        ("cross-entropy", "−Σ q log p = −1 · log 0.130 = 2.04"),
        ("divergence", "Σ q log (q / p) = 1 · log (1 / 0.130) = 2.04"),
    ],
)
def test_three_readings_of_one_number(scores, reading, line):
    scores.click(f"scores.reading.wide.{reading}")
    scores.wait_text("scores.reading.line", line)


def test_the_terms_are_written_as_in_the_lecture(scores):
    words = scores.window.panel.content.answer.terms.accessibleDescription()
    assert "max(0, 5.1 − 3.2 + 1) = 2.9" in words
    assert "max(0, −1.7 − 3.2 + 1) = 0.0" in words
    select(scores, 2)
    words = scores.window.panel.content.answer.terms.accessibleDescription()
    assert "max(0, 2.2 − (−3.1) + 1) = 6.3" in words
    assert "max(0, 2.5 − (−3.1) + 1) = 6.6" in words
