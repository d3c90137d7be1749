"""Formulas and code beside the Training panel: those of the settings in force."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.training.explaining import explanation
from lossviz.panels.training.report import MinibatchLoss
from tests.panels.explained import by_key, hold_numbers, sound
from tests.panels.training.test_view_model import report

NEWEST = MinibatchLoss(1.25, 0.5, 1.75)


def explained(**settings: object):
    config = TrainingConfig(**settings)
    return explanation(config, report(config=config, newest=NEWEST))


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_is_explained(loss):
    found = explained(loss=loss)
    sound(found)
    formula, record = by_key(found, "loss"), LOSS_FORMULAS[loss]
    assert (formula.latex, formula.color) == (record.latex, record.color)
    margins = [each.value for each in formula.symbols if each.latex == r"\Delta"]
    assert margins == ([] if loss == "softmax" else ["1"])


@pytest.mark.parametrize("regularization", REGULARIZERS)
def test_each_penalty_is_explained(regularization):
    found = explained(regularization=regularization, strength=0.25)
    sound(found)
    formula = by_key(found, "objective")
    assert formula.numbers[-1] == f"R(W) = {PENALTY_FORMULAS[regularization].latex}"
    hold_numbers(formula.numbers[:1], NEWEST.total, close=1e-9)
    values = {each.latex: each.value for each in formula.symbols}
    assert (values["N"], values[r"\lambda"]) == ("128", "0.25")
    assert values.get(r"\beta") == ("0.5" if regularization == "elastic" else None)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_each_optimizer_is_explained(optimizer):
    found = explained(optimizer=optimizer, learning_rate=0.3, momentum=0.8)
    sound(found)
    formula, record = by_key(found, "step"), UPDATE_FORMULAS[optimizer]
    assert (formula.latex, *formula.more) == record.lines
    values = {each.latex: each.value for each in formula.symbols}
    assert values[r"\alpha"] == "0.3"
    assert values.get(r"\beta_1") == ("0.8" if record.uses_momentum else None)
    assert found.exhibits[-1].function == (OPTIMIZERS[optimizer],)
    assert found.exhibits[-1].title == record.title


def test_before_the_first_step_there_are_no_numbers():
    config = TrainingConfig()
    found = explanation(config, dataclasses.replace(report(), newest=None))
    sound(found)
    assert by_key(found, "objective").numbers == (r"R(W) = \sum W^2",)
