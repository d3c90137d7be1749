"""What the second plane shows: the rival, or the points among their features. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.playground.report import FeatureSpace, PlaygroundReport, RivalReport
from lossviz.panels.playground.rival import rival_state
from lossviz.panels.playground.view_model import (
    SUBSCRIPTS,
    plane_picture,
    standing,
    window,
)
from lossviz.widgets.map.window import Window
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import ClassLine, PlanePicture, RegionImage

# The rival


def as_first(report: PlaygroundReport, rival: RivalReport) -> PlaygroundReport:
    """The rival as if it was the only run, so that all that is said of a run can be said of it."""
    return replace(
        report,
        state=rival.state,
        step=rival.step,
        evaluation=rival.evaluation,
        after=None,
        curve=rival.curve,
        regions=rival.regions,
        reading=None,
        diverged=rival.diverged,
        rival=None,
    )


def rival_picture(report: PlaygroundReport) -> PlanePicture:
    """Points and lines, as the rival's weights have them; nothing while there is none."""
    rival = report.rival
    return PlanePicture() if rival is None else plane_picture(as_first(report, rival))


def rival_image(report: PlaygroundReport) -> RegionImage | None:
    """Which class wins where, by the rival's weights."""
    found = None if report.rival is None else report.rival.regions
    return None if found is None else RegionImage(found.codes, found.x_range, found.y_range)


def rival_window(report: PlaygroundReport) -> Window:
    """The part of the plane that is looked at: that of the first run."""
    return window(report.state, report.view)


def rival_title(report: PlaygroundReport) -> tuple[str, str]:
    """The rival's loss, and how it does: both in words."""
    rival = report.rival
    if rival is None:
        title = LOSS_FORMULAS[rival_state(report.state).loss].demo_title
        return title, "takes the same updates from the start"
    caption = standing(rival.evaluation, rival.state)
    if rival.diverged:
        caption = f"diverges after step {rival.step:,}: {caption}"
    return LOSS_FORMULAS[rival.state.loss].demo_title, caption


# The features


def features_picture(report: PlaygroundReport) -> PlanePicture:
    """The points where they are on their way; lines where the classifier's can be drawn."""
    space, picture = report.feature_space, plane_picture(report)
    if space is None or picture.cloud is None:
        return PlanePicture()
    cloud = replace(picture.cloud, X=space.places)
    return replace(picture, cloud=cloud, lines=feature_lines(space), names=space.names)


def feature_lines(space: FeatureSpace) -> tuple[ClassLine, ...]:
    """The zero lines, without arrows: with axes of different scale they would not be square."""
    return tuple(
        ClassLine(k, ends, label=f"s{SUBSCRIPTS[k]} = 0") for k, ends in enumerate(space.ends)
    )


def features_image(report: PlaygroundReport) -> RegionImage | None:
    """Which class wins where among the features, where that can be drawn."""
    space = report.feature_space
    found = None if space is None else space.regions
    return None if found is None else RegionImage(found.codes, found.x_range, found.y_range)


def features_ranges(report: PlaygroundReport) -> tuple[Range, Range]:
    """What is seen of the two axes; the square while nothing is."""
    space = report.feature_space
    return ((-1.0, 1.0), (-1.0, 1.0)) if space is None else (space.x_range, space.y_range)


def features_caption(report: PlaygroundReport) -> str:
    """What there is to see among the features; "" while nothing is."""
    space = report.feature_space
    if space is None:
        return ""
    if report.state.feature_map == "identity":
        return "the same plane: nothing is changed"
    if space.travel < 1:
        return "points on their way from the inputs to their features"
    if space.D == 2:
        first, second = space.names
        return f"{first} and {second}: here the boundaries are straight"
    return f"two of {space.D} features: the boundaries are planes in all of them"
