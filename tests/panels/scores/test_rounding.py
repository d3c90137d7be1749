"""What is near enough to the margin is on it, and costs nothing; what is farther away is not."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.one_example import hinge_gradient, hinge_terms
from lossviz.panels.scores.rounding import decimals_of, settled_row


@pytest.mark.parametrize("beside", [5e-10, -5e-10, 4.4e-16])
def test_a_score_nearer_than_a_billionth_is_on_the_margin(beside: float) -> None:
    s = settled_row(np.array([4.1, 3.1 + beside, 0.0]), 0, 1.0)
    assert hinge_terms(s, 0).tolist() == [0, 0, 0]
    assert not hinge_gradient(s, 0).any()


@pytest.mark.parametrize("beside", [2e-9, 1e-6, 0.1])
def test_a_score_farther_away_stays_where_it_is(beside: float) -> None:
    given = np.array([4.1, 3.1 + beside, 0.0])
    s = settled_row(given, 0, 1.0)
    np.testing.assert_array_equal(s, given)
    assert hinge_terms(s, 0)[1] == pytest.approx(beside, rel=1e-6)
    assert hinge_gradient(s, 0).tolist() == [-1, 1, 0]


def test_decimals_are_those_that_are_seen() -> None:
    assert decimals_of(np.array([3.2 + 5e-10, 5.1])) == 1
    assert decimals_of(np.array([3.2 + 2e-9, 5.1])) == 3
