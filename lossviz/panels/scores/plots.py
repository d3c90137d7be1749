"""From an evaluation to the plots: the jiggle, the slopes, the history."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lossviz.model.numeric_error import PASS_BELOW, WRONG_ABOVE
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.history import Point
from lossviz.panels.scores.jiggle import Jiggle
from lossviz.panels.scores.state import color_names
from lossviz.widgets.loss_plots.history_picture import HistoryNote, HistoryPicture
from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture, JiggleTexts
from lossviz.widgets.numbers.number_text import power_of_ten
from lossviz.widgets.worked.gradient_picture import ClassSlopes, GradientPicture, LossSlope, Verdict


def jiggle_pictures(e: Evaluation) -> tuple[JigglePicture, ...]:
    """The curves of the chosen example, or of those side by side."""
    return tuple(_jiggle(e, jiggle) for jiggle in e.jiggles)


def _jiggle(e: Evaluation, jiggle: Jiggle) -> JigglePicture:
    digits = e.state.digits
    offset, hinge, softmax = jiggle.at
    losses = (vm.loss_text(hinge, digits), vm.loss_text(softmax, digits))
    hinge_slope, softmax_slope = (vm.slope_text(slope) for slope in jiggle.slopes)
    return JigglePicture(
        offsets=jiggle.offsets,
        hinge=jiggle.hinge,
        softmax=jiggle.softmax,
        kinks=jiggle.kinks,
        at=jiggle.at,
        slopes=jiggle.slopes,
        now=jiggle.now,
        texts=JiggleTexts(vm.offset_text(offset), losses[0], losses[1], hinge_slope, softmax_slope),
        x_name=f"change of the {e.state.classes[jiggle.j]} score",
        original=jiggle.original_hinge if vm.differs(e.state, "hinge") else None,
        title=e.state.examples[jiggle.i],
        losses=(
            f"hinge {vm.short_loss(hinge, digits)}",
            f"softmax {vm.short_loss(softmax, digits)}",
        ),
        changes=(
            vm.change_text(hinge - jiggle.now[0], digits),
            vm.change_text(softmax - jiggle.now[1], digits),
        ),
    )


def gradient_picture(e: Evaluation) -> GradientPicture:
    """dL/ds of every class, analytic and numeric, and how well they agree."""
    x, colors = e.example, color_names(e.state.classes)
    rows = tuple(
        ClassSlopes(
            name,
            colors[j],
            _slope(float(x.dS_hinge[j]), float(x.numeric_hinge[j])),
            _slope(float(x.dS_softmax[j]), float(x.numeric_softmax[j])),
        )
        for j, name in enumerate(e.state.classes)
    )
    return GradientPicture(
        rows,
        hinge=verdict(x.check_hinge, x.within_hinge, x.at_kink),
        softmax=verdict(x.check_softmax, x.within_softmax, at_kink=False),
    )


def _slope(analytic: float, numeric: float) -> LossSlope:
    return LossSlope(analytic, numeric, vm.slope_text(analytic))


def verdict(check: float, within: bool, at_kink: bool) -> Verdict:
    """Pass under 10⁻⁴, doubtful to 10⁻², wrong above; at a kink the two differ rightly.

    They do too where a slope is so small that the numeric one errs as much.
    """
    value = "0" if check == 0 else power_of_ten(check)
    if at_kink and check >= PASS_BELOW:
        return Verdict("at a kink", "", "kink")
    if check < PASS_BELOW:
        return Verdict("agrees", value, "agrees")
    if within:
        return Verdict("flat here", "", "kink")
    if check <= WRONG_ABOVE:
        return Verdict("check", value, "check")
    return Verdict("wrong", value, "wrong")


def history_picture(points: Sequence[Point], digits: int) -> HistoryPicture:
    """Both mean losses, edit by edit."""
    return HistoryPicture(
        hinge=np.array([point.hinge for point in points]),
        softmax=np.array([point.softmax for point in points]),
        notes=tuple(
            HistoryNote(
                point.edited, vm.loss_text(point.hinge, digits), vm.loss_text(point.softmax, digits)
            )
            for point in points
        ),
        first=points[0].number if points else 0,
    )
