"""The Features panel in its window: points move in either plane, both classifiers follow."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from lossviz.model.feature_maps import Polar
from lossviz.model.features.polar import learned
from lossviz.panels.features import view_model as vm
from lossviz.panels.features.evaluation import evaluate
from lossviz.panels.features.explaining import explanation
from lossviz.panels.features.remembered import CODEC
from lossviz.panels.features.state import (
    COUNT,
    FeaturesState,
    FeaturesView,
    rings,
    with_point,
    with_polar_point,
    with_rings,
)
from lossviz.panels.features.ui.share import points_csv
from tests.panels.explained import sound
from tests.panels.named import wrong
from tests.shell.driving import OpenApp, drawn_once, open_app, small_stand_in  # noqa: F401

CONTROL = Qt.KeyboardModifier.ControlModifier


def expected(state: FeaturesState, chosen: int | None) -> dict[str, object]:
    """The quantities, by the model alone."""
    X, y = np.array(state.points), np.repeat([0, 1], 40)
    polar = Polar().features(X)
    found: dict[str, object] = {"points": COUNT}
    if chosen is not None:
        found["point_polar"] = polar[chosen]
    for name, seen in (("plane", learned(X, y)), ("polar", learned(polar, y))):
        found[f"{name}_right"] = seen.right.sum()
        found[f"{name}_loss"] = seen.losses[-1]
        found[f"{name}_weights"] = (*(seen.W[1] - seen.W[0]), seen.b[1] - seen.b[0])
    return found


def test_points_move_and_both_classifiers_follow(open_app: OpenApp) -> None:
    app = open_app(panel="features")
    panel = app.window.panel
    app.wait(lambda: panel.ready() and panel.at_rest())
    app.frames(2)
    assert app.text("features.classifier.xy.right") == "45 of 80"
    assert app.text("features.classifier.polar.right") == "80 of 80"
    assert not wrong(panel, expected(panel.state, None), without={"point_polar"})
    assert panel.quantity("point_polar") is None

    panel.look(chosen=0)
    app.wait(lambda: app.text("features.point.r").startswith("r = "))
    app.type("features.point.x", "0.9")
    app.type("features.point.y", "0")
    app.wait_text("features.point.r", "r = √(x² + y²) = 0.900")
    app.wait_text("features.point.theta", "θ = atan2(y, x) = 0.000")
    assert not wrong(panel, expected(panel.state, 0))
    app.key(Qt.Key.Key_Z, CONTROL)
    app.key(Qt.Key.Key_Z, CONTROL)
    app.wait(lambda: panel.state == FeaturesState())

    polar = panel.content.planes.planes["polar"]
    polar.setFocus()
    app.key(Qt.Key.Key_Right)
    app.wait(lambda: panel.state != FeaturesState())
    r = [math.hypot(*s.points[0]) for s in (FeaturesState(), panel.state)]
    assert r[1] > r[0]
    kept = panel.state
    panel.look(travel=0.0)
    app.key(Qt.Key.Key_Space)  # without motion, as in tests, they are there at once
    app.wait(lambda: panel.view.travel == 1)
    panel.look(travel=0.5)
    app.key(Qt.Key.Key_Right)
    app.key(Qt.Key.Key_Delete)
    app.wait(lambda: "keeps its forty points" in app.text("features.said"))
    assert panel.state == kept
    app.click("features.new_rings")
    app.wait(lambda: panel.state == with_rings(kept, 1))
    app.key(Qt.Key.Key_R, CONTROL)
    app.wait(lambda: panel.state == FeaturesState())


def test_actions_refuse_what_is_no_place() -> None:
    state = FeaturesState()
    assert with_point(state, 3, 0.5, -0.5).points[3] == (0.5, -0.5)
    r, theta = 0.5, 2.0
    place = with_polar_point(state, 3, r, theta).points[3]
    assert place == pytest.approx((r * math.cos(theta), r * math.sin(theta)))
    assert with_polar_point(state, 3, -1, theta).points[3] == (0, 0)
    for x in (1.6, math.nan, math.inf):
        with pytest.raises(ValueError, match="A coordinate is a number from"):
            with_point(state, 3, x, 0)
    with pytest.raises(ValueError, match="There is no point 81"):
        with_point(state, COUNT, 0, 0)
    with pytest.raises(ValueError, match="A seed is a whole number"):
        with_rings(state, -1)


def test_a_file_that_was_edited_falls_back_field_by_field() -> None:
    values = {"state": {"seed": -1, "points": [[0, 0]]}, "view": {"chosen": 99, "travel": 0.25}}
    moment = CODEC.moment(values)
    assert moment.state == FeaturesState()
    assert moment.view == FeaturesView(None, 0.25)


def test_pictures_words_and_formulas_hold_wherever_the_points_are() -> None:
    one_place = replace(FeaturesState(), points=((0.0, 0.0),) * COUNT)
    for state in (FeaturesState(), one_place, FeaturesState(5, rings(5))):
        for view in (FeaturesView(), FeaturesView(7, 0.4), FeaturesView(0, 0.0)):
            seen = evaluate(state, view)
            sound(explanation(seen))
            assert len(vm.plane_picture(seen).dots) == len(vm.polar_picture(seen).dots) == COUNT
            assert (vm.polar_regions(seen) is None) == (view.travel < 1)
            assert len(points_csv(seen).splitlines()) == COUNT + 1
    assert "near r = 0.50" in vm.polar_caption(evaluate(FeaturesState(), FeaturesView()))
    assert "near" not in vm.polar_caption(evaluate(one_place, FeaturesView()))
