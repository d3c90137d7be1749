"""The curves of a run: what was given out never changes, whatever is added."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.panels.training.history import SMOOTHING, History, Table


def filled(steps: int, validations: int = 0) -> History:
    history = History()
    for i in range(1, steps + 1):
        history.add_step(i / 10, i, 2.0 / i, 0.1, 2.0 / i + 0.1, i / (steps + 1))
    for i in range(validations):
        history.add_validation(float(i), 2.0 - i / 10, i / 20)
    return history


@given(st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_a_view_never_changes_while_rows_are_added(amounts):
    table, views, row = Table(2, capacity=4), [], 0
    for amount in amounts:
        for _ in range(amount):
            table.append((float(row), -float(row)))
            row += 1
        views.append((table.view(), row))
    for view, count in views:
        assert view.shape == (2, count)
        assert np.array_equal(view[0], np.arange(count))
        assert not view.flags.writeable


def test_smoothing_is_the_exponential_average():
    losses = [3.0, 1.0, 2.0]
    history = History()
    for i, loss in enumerate(losses, start=1):
        history.add_step(i / 3, i, loss, 0, loss, 0.5)
    smooth = [3.0]
    for loss in losses[1:]:
        smooth.append(SMOOTHING * smooth[-1] + (1 - SMOOTHING) * loss)
    assert history.steps().smooth.tolist() == pytest.approx(smooth)


def test_an_empty_history_has_empty_curves():
    steps, validation = History().steps(), History().validation()
    assert len(steps.epoch) == len(steps.smooth) == len(validation.epoch) == 0


@pytest.mark.parametrize("step", [0, 1, 7, 20, 99])
def test_the_history_until_a_step_is_that_of_a_run_that_stopped_there(step):
    history = filled(20, 3)
    shorter = history.until(step, step / 10)
    kept = min(step, 20)
    assert shorter.steps().step.tolist() == list(range(1, kept + 1))
    for name in ("total", "smooth", "smooth_accuracy"):
        whole = getattr(history.steps(), name)[:kept]
        assert getattr(shorter.steps(), name).tolist() == whole.tolist()
    assert (shorter.validation().epoch <= step / 10).all()
    shorter.add_step(9.9, 100, 1, 0, 1, 1)
    assert len(history.steps().step) == 20
