"""What the Explain column shows beside the Training panel: the objective, the step. No Qt."""

from __future__ import annotations

from lossviz.model.fast_step import FastStep
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.step import step
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Symbol,
    latex_number,
)
from lossviz.panelkit.questions import questions
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.questions import QUESTIONS
from lossviz.panels.training.report import TrainingReport
from lossviz.widgets.numbers.number_text import short_number

LOSS_LATEX = {
    "softmax": r"L_i = -\log \frac{e^{s_y}}{\sum_j e^{s_j}}",
    "hinge": r"L_i = \sum_{j \neq y} \max(0, s_j - s_y + 1)",
    "one-vs-all": r"L_i = \sum_j \max(0, 1 - t_j s_j)",
    "structured": r"L_i = \max(0, \max_{j \neq y} s_j - s_y + 1)",
}
LOSS_COLORS = {"softmax": "semantic.softmax"}
LOSS_ICONS = {"softmax": "softmax", "hinge": "hinge"}
PENALTY_LATEX = {
    "none": r"R(W) = 0",
    "l2": r"R(W) = \sum W^2",
    "l1": r"R(W) = \sum |W|",
    "elastic": r"R(W) = \sum \beta W^2 + |W|",
}
STEP_LATEX = {
    "sgd": r"W \leftarrow W - \alpha \, dW",
    "momentum": r"v \leftarrow \beta_1 v - \alpha \, dW",
    "nesterov": r"v \leftarrow \beta_1 v - \alpha \, dW(W + \beta_1 v)",
    "adagrad": r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{\sum dW^2}}",
    "rmsprop": r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{g}}",
    "adam": r"W \leftarrow W - \frac{\alpha \, \hat{v}}{\sqrt{\hat{g}}}",
}


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
        Exhibit(f"{vm.loss_title(config.loss)} loss", (type(LOSSES[config.loss]),)),
        Exhibit("Regularization", (type(REGULARIZERS[config.regularization]),)),
        Exhibit(vm.OPTIMIZER_TITLES[config.optimizer], (OPTIMIZERS[config.optimizer],)),
    )


def _loss_formula(config: TrainingConfig) -> Formula:
    return Formula(
        key="loss",
        title=f"{vm.loss_title(config.loss)} loss of one image",
        color=LOSS_COLORS.get(config.loss, "semantic.hinge"),
        latex=LOSS_LATEX[config.loss],
        symbols=(
            Symbol("s", "scores of the image, W x + b"),
            Symbol("y", "its true class"),
        ),
        icon=LOSS_ICONS.get(config.loss, ""),
    )


def _objective_formula(config: TrainingConfig, report: TrainingReport) -> Formula:
    parts = vm.loss_parts(report)
    numbers: tuple[str, ...] = ()
    if report.newest is not None:
        data, penalty, total = (
            latex_number(each) for each in (parts.data, parts.penalty, parts.total)
        )
        numbers = (
            rf"= \textcolor{{semantic.dataLoss}}{{{data}}}"
            rf" + \textcolor{{semantic.regularization}}{{{penalty}}} = {total}",
        )
    return Formula(
        key="objective",
        title="What a step lowers",
        color="semantic.totalLoss",
        latex=r"L = \frac{1}{N} \sum_i L_i + \lambda R(W)",
        numbers=(*numbers, PENALTY_LATEX[config.regularization]),
        symbols=(
            Symbol("N", "images in the minibatch", str(config.batch_size)),
            Symbol(r"\lambda", "regularization strength", short_number(config.strength)),
        ),
    )


def _step_formula(config: TrainingConfig) -> Formula:
    moves = config.optimizer in ("momentum", "nesterov")
    symbols = [Symbol(r"\alpha", "learning rate", short_number(config.learning_rate))]
    if config.optimizer in vm.WITH_MOMENTUM:
        symbols.append(Symbol(r"\beta_1", "momentum", short_number(config.momentum)))
    return Formula(
        key="step",
        title=f"The step: {vm.OPTIMIZER_TITLES[config.optimizer]}",
        color="semantic.analytic",
        latex=STEP_LATEX[config.optimizer],
        numbers=(r"W \leftarrow W + v",) if moves else (),
        symbols=tuple(symbols),
    )
