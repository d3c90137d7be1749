"""The classifier as other panels look at it. No Qt."""

from __future__ import annotations

from lossviz.model.arrays import read_only
from lossviz.panelkit.example import LinearExample, PlaygroundExample
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import examples, loss_of
from lossviz.panels.playground.view_model import columns


def playground_example(report: PlaygroundReport, *, wanted: bool) -> PlaygroundExample:
    """W and b of now, the points to learn from and the objective.

    wanted: whether the person asked to see it on the Landscape.
    """
    state, found = report.state, report.evaluation
    learn = examples(state)
    y = learn.y.copy()
    y.setflags(write=False)
    return PlaygroundExample(
        LinearExample(found.W, found.b, read_only(learn.features)),
        y,
        loss_of(state),
        state.penalty,
        columns(state)[:-1],  # without the bias
        report.step,
        state.learning_rate,
        wanted,
    )
