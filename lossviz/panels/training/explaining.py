"""What the Explain column shows beside the Training panel: the objective, the step. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.model.fast_step import FastStep
from lossviz.model.losses import LOSSES, Hinge
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.step import step
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Symbol,
    colored,
    latex_number,
)
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS, objective_shown
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.questions import questions
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.questions import QUESTIONS
from lossviz.panels.training.report import TrainingReport
from lossviz.widgets.numbers.number_text import short_number


def explanation(config: TrainingConfig, report: TrainingReport) -> Explanation:
    """All of it for the settings in force and the newest report."""
    return Explanation(
        formulas=(_loss_formula(config), _objective_formula(config, report), _step_formula(config)),
        exhibits=exhibits(config),
        questions=questions(QUESTIONS, report),
        question=QUESTIONS[0].key,
        questions_title="Question",
    )


def exhibits(config: TrainingConfig) -> tuple[Exhibit, ...]:
    """What runs at each step, and the same step in its plain form."""
    return (
        Exhibit("One step, to be read aloud", (step,)),
        Exhibit("The same step, fast: as it runs", (FastStep,)),
        Exhibit(f"{LOSS_FORMULAS[config.loss].title} loss", (type(LOSSES[config.loss]),)),
        Exhibit("Regularization", (type(REGULARIZERS[config.regularization]),)),
        Exhibit(UPDATE_FORMULAS[config.optimizer].title, (OPTIMIZERS[config.optimizer],)),
    )


def _loss_formula(config: TrainingConfig) -> Formula:
    margin = short_number(Hinge().margin)
    shown = LOSS_FORMULAS[config.loss].shown("of one image", {r"\Delta": margin})
    s = Symbol("s", "scores of the image, W x + b")
    return replace(shown, symbols=(s, *shown.symbols))


def _objective_formula(config: TrainingConfig, report: TrainingReport) -> Formula:
    parts = vm.loss_parts(report)
    record = PENALTY_FORMULAS[config.regularization]
    numbers: tuple[str, ...] = ()
    if report.newest is not None:
        data = colored("semantic.dataLoss", parts.data)
        penalty = colored(record.color, parts.penalty)
        numbers = (f"= {data} + {penalty} = {latex_number(parts.total)}",)
    values = {
        r"\lambda": short_number(config.strength),
        r"\beta": short_number(config.penalty.beta),
    }
    images = Symbol("N", "images in the minibatch", str(config.batch_size))
    numbers = (*numbers, f"R(W) = {record.latex}")
    return objective_shown("What a step lowers", images, record, values, numbers)


def _step_formula(config: TrainingConfig) -> Formula:
    record = UPDATE_FORMULAS[config.optimizer]
    values = {
        r"\alpha": short_number(config.learning_rate),
        r"\beta_1": short_number(config.momentum),
    }
    return record.shown(f"The step: {record.title}", values)
