"""What the table of points says: texts, words, bars, and bad numbers. No screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lossviz.widgets.point_table.point_rows import (
    Lengths,
    PointRows,
    cell_text,
    loss_text,
    no_rows,
)
from tests.widgets.point_table.of_points import mockup

ROWS = PointRows(*mockup())


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.42, "0.42"), (-0.004, "0.00"), (3e-5, "0.00"), (-1e6, "−1.0 × 10⁶"), (np.nan, "—")],
)
def test_places_and_scores_keep_two_decimals(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("loss", "text"),
    [(0.0, "0.00"), (1e-9, "<0.01"), (0.0049, "<0.01"), (0.005, "0.01"), (np.inf, "∞")],
)
def test_a_loss_above_zero_never_reads_as_zero(loss, text):
    assert loss_text(loss) == text


def test_words_of_a_row_and_of_all():
    assert ROWS.words(0) == (
        "Point 1 of 6: x₀ 0.42, x₁ 0.55, class 0, scores 0.62, −0.30, −0.09, loss 0.64"
    )
    assert ROWS.words(5).endswith("loss 0.86, wrongly classified as class 1")
    assert ROWS.summary() == "6 points, 1 wrong, mean loss 0.478"
    assert no_rows().summary() == "No points"


def test_the_highest_score_is_found_among_bad_numbers():
    scores = ROWS.scores.copy()
    scores[0] = [np.nan, -1.0, np.nan]
    scores[1] = np.nan
    scores[2] = [-np.inf, -np.inf, -np.inf]
    rows = replace(ROWS, scores=scores)
    assert [rows.best(k) for k in range(4)] == [1, None, 0, 1]
    assert "wrongly classified," not in replace(rows, wrong=np.ones(6, bool)).words(1)


def test_bars_reach_to_the_largest_finite_loss():
    rows = replace(ROWS, losses=np.array([0.5, 1.0, np.inf, np.nan, 0.0, -1.0]))
    assert rows.largest_loss() == 1.0
    shares = [rows.loss_share(k, 1.0) for k in range(6)]
    assert shares == [0.5, 1.0, 1.0, 0.0, 0.0, 0.0]
    assert rows.loss_share(2, 0.0) == 1.0


def test_lengths_are_those_of_the_longest_numbers():
    X = ROWS.X.copy()
    X[3, 1] = -1234.5
    rows = replace(ROWS, X=X, losses=np.array([0.5, 1e7, np.inf, np.nan, 0.0, 2.0]))
    assert rows.lengths() == Lengths(len("−1,234.50"), 5, len("1.0 × 10⁷"))
    assert no_rows().lengths() == Lengths(5, 5, 5)


def test_columns_do_not_flicker_when_one_digit_comes_and_goes():
    now, before = Lengths(5, 6, 5), Lengths(6, 5, 9)
    assert now.settled(before) == Lengths(6, 6, 5)


def test_points_to_test_on_are_told_apart():
    rows = replace(ROWS, test=np.array([True, False, False, False, False, True]))
    assert (rows.test_count, rows.is_test(0), rows.is_test(1)) == (2, True, False)
    assert rows.words(0).startswith("Test point 1 of 6: x₀ 0.42")
    assert rows.words(1).startswith("Point 2 of 6: ")
    assert rows.words(5).startswith("Test point 6 of 6: ")
    assert rows.words(5).endswith("wrongly classified as class 1")
    assert (
        rows.summary() == "6 points, 2 of them to test on, 1 wrong, mean loss of the other 4: 0.478"
    )


@pytest.mark.parametrize("test", [None, np.zeros(6, bool)])
def test_without_points_to_test_on_nothing_is_said_of_them(test):
    rows = replace(ROWS, test=test)
    assert (rows.test_count, rows.is_test(5)) == (0, False)
    assert rows.summary() == ROWS.summary()
    assert rows.words(3) == ROWS.words(3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("X", np.zeros((6, 3))),
        ("y", np.zeros(5, int)),
        ("y", np.full(6, 3)),
        ("y", np.full(6, -1)),
        ("scores", np.zeros((5, 3))),
        ("scores", np.zeros((6, 1))),
        ("scores", np.zeros((6, 9))),
        ("scores", np.zeros(6)),
        ("losses", np.zeros((6, 1))),
        ("wrong", np.zeros(7, bool)),
        ("test", np.zeros(5, bool)),
        ("test", np.zeros((6, 1), bool)),
    ],
)
def test_refuses_arrays_that_do_not_agree(field, value):
    with pytest.raises(ValueError, match="not"):
        replace(ROWS, **{field: value})
