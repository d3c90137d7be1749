"""The Regularization panel in its window: the numbers of the lecture, read from the screen."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lossviz.widgets.contour_plane.contour_plane import ContourPlane
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.fit.fit_plot import FitPlot
from lossviz.widgets.images.template_grid import TemplateGrid
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.weights.vector_bars import VectorBars
from tests.shell.driving import (  # noqa: F401
    App,
    OpenApp,
    drawn_once,
    open_app,
    small_stand_in,
)

PANEL = "regularization"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LOSS = f"{PANEL}.w_or_2w.loss_line"


def rest(app: App) -> None:
    panel = app.window.panel
    app.wait(lambda: panel.ready() and panel.at_rest(), "it does not come to rest")
    app.frames(2)
    app.wait(panel.at_rest, "it does not come to rest")


@pytest.fixture
def panel(open_app: OpenApp) -> App:
    app = open_app(panel=PANEL)
    rest(app)
    return app


def show(app: App, view: str) -> None:
    app.click(f"{PANEL}.view.{view}")
    rest(app)


def table(app: App, name: str) -> dict[str, list[str]]:
    """What a table reads, row by row."""
    content = app.find(f"{PANEL}.{name}", CompareTable).content
    return {row.name: [cell.text for cell in row.cells] for row in content.rows}


def do(app: App, name: str) -> None:
    app.click(f"{PANEL}.{name}")
    rest(app)


def choose(app: App, name: str, key: str) -> None:
    """A choice of a menu or of segments, as a person makes it."""
    app.find(f"{PANEL}.{name}").value_changed.emit(key)
    rest(app)


def test_w_or_2w(panel: App):
    """Twice the weights: data loss 0 as before, the penalty four times."""
    assert panel.text(f"{LOSS}.total") == "3.563"
    assert panel.text(f"{LOSS}.data_loss") == "0.000"
    assert table(panel, "k_table") == {
        "W": ["1.000", "0.000", "44.54", "0.891", "0.891"],
        "2W": ["2.000", "0.000", "178.16", "3.563", "3.563"],
        "least total": ["0.345", "0.000", "5.30", "0.106", "0.106"],
    }
    do(panel, "scale.least")
    assert panel.text(f"{LOSS}.total") == "0.106"
    panel.type(f"{PANEL}.scale.field", "0.3")
    panel.wait_text(f"{LOSS}.data_loss", "0.130")
    choose(panel, "image", "all")
    do(panel, "scale.two")
    losses = table(panel, "images")
    assert [losses[f"{name} image"][1] for name in ("cat", "car", "frog")] == ["4.8", "0.0", "23.8"]
    for image in ("cat", "frog"):
        choose(panel, "image", image)
        assert panel.text(f"{PANEL}.k_note").startswith("No k gives data loss 0")
    plot = panel.find(f"{PANEL}.k_plot", CursorPlot)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    rest(panel)
    assert panel.window.panel.quantity("scale") == 0
    panel.type(f"{PANEL}.weights.0.0", "1")
    assert panel.find(f"{PANEL}.w_or_2w.problem").isVisible()
    panel.type(f"{PANEL}.scale.field", "10000")
    rest(panel)
    assert panel.window.panel.quantity("scale") == 1e4
    panel.type(f"{PANEL}.scale.field", "10001")
    assert panel.window.panel.quantity("scale") == 1e4
    panel.key(Qt.Key.Key_Escape)


def drag_on_plane(app: App, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place of the plane to another, in units of w."""
    plane = app.find(f"{PANEL}.plane", ContourPlane)
    at, to = (QPoint(round(plane.frame.x(w1)), round(plane.frame.y(w2))) for w1, w2 in (start, end))
    QTest.mousePress(plane, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(plane, to)
    QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=to)
    rest(app)


def test_geometry(panel: App):
    """The minimum of each penalty, an L1 zero that is exact, and λ by all that can be dragged."""
    panel.key(Qt.Key.Key_3, ALT)
    rest(panel)
    assert table(panel, "three") == {
        "L2": ["0.969", "−0.476", "0.442", "0.700", "1.142"],
        "L1": ["1.316", "0", "0.418", "0.790", "1.207"],
        "Elastic net": ["1.048", "−0.210", "0.523", "1.097", "1.620"],
        "λ = 0": ["1.276", "−0.587", "0.250", "0.000", "0.250"],
    }
    assert "w₂ = 0 from 0.521" in panel.find(f"{PANEL}.path_plot").accessibleDescription()
    lamp = panel.find(f"{PANEL}.balance")
    assert lamp.accessibleDescription() == "cancel"

    drag_on_plane(panel, (1.316, 0.0), (0.66, 0.0))  # the minimum, along its path
    assert panel.window.panel.quantity("minimum") == pytest.approx((0.66, 0), abs=0.02)
    before = panel.window.panel.quantity("minimum")
    QTest.keyClick(panel.find(f"{PANEL}.plane"), Qt.Key.Key_Left)
    rest(panel)
    assert panel.window.panel.quantity("minimum") > before  # a weaker penalty

    choose(panel, "data", "squares")
    panel.type(f"{PANEL}.strength.field", "1")
    rest(panel)
    assert table(panel, "three")["L1"][:2] == ["0.500", "0"]
    assert table(panel, "three")["L2"][:2] == ["0.500", "0.200"]
    do(panel, "zeros")
    assert len(panel.find(f"{PANEL}.plane", ContourPlane).picture.areas) == 2
    drag_on_plane(panel, (1.0, 0.4), (1.0, 1.0))  # the centre
    assert panel.window.panel.quantity("minimum") == pytest.approx((0.5, 0.5), abs=0.01)
    drag_on_plane(panel, (0.0, 1.0), (0.0, 0.5))  # a corner of the body
    assert panel.window.panel.quantity("minimum_size") == pytest.approx(0.5, abs=0.02)
    assert lamp.accessibleDescription() == "cancel"
    panel.key(Qt.Key.Key_R, CONTROL)
    rest(panel)


def test_curvature(panel: App):
    """A penalty rounds the valley: fewer steps, at a price; L1 adds none."""
    panel.key(Qt.Key.Key_5, ALT)
    rest(panel)
    shown = table(panel, "curvature")
    assert shown["λ = 0"][:5] == ["4.457", "0.063", "71.2", "0.443", "165"]
    assert shown["λ = 0.1"] == ["4.657", "0.263", "17.7", "0.407", "41", "0.052"]
    note = panel.find(f"{PANEL}.curvature_note")
    assert "0.063 + 0.2 = 0.263" in note.text()
    plane = panel.find(f"{PANEL}.valley", ContourPlane)
    assert "λ = 0.1, 41 steps; λ = 0, 165 steps" in plane.accessibleDescription()

    panel.key(Qt.Key.Key_BracketRight)
    rest(panel)
    assert len(plane.picture.lines[-1].parts[0]) == 2  # the start and one step
    panel.window.panel.content.part.looked.emit({"steps": 150})
    do(panel, "run")
    note_below = panel.find(f"{PANEL}.valley_note")
    panel.wait(lambda: note_below.text().startswith("Both walks"), "the run does not end")
    rest(panel)
    assert len(plane.picture.lines[-1].parts[0]) == 42

    choose(panel, "valley.of", "hundred")
    choose(panel, "valley.goal", "0.0001")
    panel.type(f"{PANEL}.strength.field", "5")
    rest(panel)
    assert [table(panel, "curvature")[f"λ = {each}"][4] for each in (0, 5)] == ["461", "46"]
    choose(panel, "penalty", "l1")
    assert "adds 0" in note.text() or "never arrives" in note.text()
    choose(panel, "valley.rate", "own")
    panel.type(f"{PANEL}.valley.own_rate", "0.03")
    rest(panel)
    assert "leaves the valley" in note.text()


def test_preferences(panel: App):
    """L2 spreads, L1 has a tie on the lecture's x, and likes one weight on another x."""
    panel.key(Qt.Key.Key_2, ALT)
    rest(panel)
    costs = table(panel, "penalties")
    assert [costs["L2"][k] for k in (0, 1, 4)] == ["1.000", "0.250", "w₂"]
    assert [costs["L1"][k] for k in (0, 1, 4)] == ["1.000", "1.000", "neither"]
    assert [costs["Elastic net"][k] for k in (0, 1, 4)] == ["1.500", "1.125", "w₂"]
    choose(panel, "preset", "sparse")
    costs = table(panel, "penalties")
    assert (costs["L2"][3], costs["L1"][3]) == ("0.1429", "0.5000")
    assert costs["L1"][4] == "w₁"
    do(panel, "set_w.least")
    assert panel.window.panel.quantity("own_weights") == pytest.approx(np.array([1, 1, 1, 2]) / 7)
    choose(panel, "penalty", "l1")
    do(panel, "set_w.least")
    assert panel.window.panel.quantity("own_weights") == (0, 0, 0, 0.5)
    slopes = table(panel, "slopes")
    assert slopes["L1"] == ["0.000", "0.000", "0.000", "+1.000"]
    choose(panel, "preset", "lecture")
    drag(panel)


def drag(panel: App) -> None:
    """A bar is dragged, and one undo takes it back, in sight from another view too."""
    bars = panel.find(f"{PANEL}.bars.w", VectorBars)
    before = panel.window.panel.quantity("own_weights")
    start = bars.cap(1).center().toPoint()
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=start)
    for up in (4, 9, 15):
        QTest.mouseMove(bars, start - QPoint(0, up))
        panel.frames(1)
    QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 15))
    rest(panel)
    after = panel.window.panel.quantity("own_weights")
    assert after[1] > before[1]
    assert sum(after) == pytest.approx(1)
    field = panel.find(f"{PANEL}.bars.w.3")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_L)
    rest(panel)
    assert panel.window.panel.state.views["preferences"].locked == (3,)
    QTest.keyClick(field, Qt.Key.Key_Up)
    rest(panel)
    assert panel.window.panel.quantity("own_weights")[3] == pytest.approx(after[3] + 0.01)
    panel.key(Qt.Key.Key_1, ALT)
    rest(panel)
    for _ in range(3):
        panel.click("top_bar.undo")
    rest(panel)
    assert panel.window.panel.view.shown == "preferences"
    assert panel.window.panel.quantity("own_weights") == before


def test_simpler_models(panel: App):
    """f1 bends through every point; a penalty keeps it from that; the bias is left alone."""
    show(panel, "simpler")
    weights = table(panel, "weights_table")
    assert weights["f₁"][3:] == ["35,597", "1.151"]
    assert weights["degree 9"][2:] == ["0.73", "1.29", "0.067"]
    for key, train in (("f1", "0.000"), ("f2", "0.100")):
        do(panel, f"presets.{key}")
        loss = panel.text(f"{PANEL}.simpler.loss_line.data_loss")
        assert loss == train if key == "f1" else float(loss) > 0.01
    before = panel.window.panel.quantity("fit_bias"), panel.window.panel.quantity("fit_weights")
    do(panel, "raise")
    bias, raised = (panel.window.panel.quantity(f"fit_{each}") for each in ("bias", "weights"))
    assert bias == pytest.approx(before[0] + 10)
    assert raised == pytest.approx(before[1], abs=1e-9)
    do(panel, "presets.least")
    panel.type(f"{PANEL}.strength.field", "1000000")
    rest(panel)
    assert panel.window.panel.quantity("fit_weights") == pytest.approx([0] * 2, abs=1e-5)
    assert "nearer to the mean" in panel.text(f"{PANEL}.weights_note")
    panel.type(f"{PANEL}.degree.field", "15")
    panel.type(f"{PANEL}.strength.field", "0")
    rest(panel)
    assert panel.message(f"{PANEL}.many_fits").startswith("16 weights, 10 points, λ 0")
    panel.type(f"{PANEL}.degree.field", "16")
    assert panel.find(f"{PANEL}.degree.error").isVisible()
    panel.key(Qt.Key.Key_Escape)
    edit_points(panel)


def test_templates(panel: App):
    """Ten templates for each of eleven λ, learned when one looks at them, and never twice."""
    show(panel, "simpler")
    panel.click(f"{PANEL}.model.templates")
    shown = panel.window.panel

    def learned() -> bool:
        rows = table(panel, "accuracy_table")
        return shown.running() is None and "λ = 0.0001" in " ".join(rows)

    panel.wait(learned, "the templates are not learned")
    rest(panel)
    grid = panel.find(f"{PANEL}.templates", TemplateGrid)
    assert len(grid.accessibleDescription()) > 0
    panel.type(f"{PANEL}.strength.field", "10")
    rest(panel)
    smooth = table(panel, "accuracy_table")["λ = 10"]
    panel.type(f"{PANEL}.strength.field", "0")
    rest(panel)
    noisy = next(v for k, v in table(panel, "accuracy_table").items() if k.startswith("λ = 0.0001"))
    assert float(smooth[4]) < float(noisy[4])  # blobs, and noise
    assert float(smooth[3]) < float(noisy[3].replace(",", ""))
    assert not panel.find(f"{PANEL}.templates.run").isVisible()
    panel.click(f"{PANEL}.model.points")
    rest(panel)
    assert panel.find(f"{PANEL}.fit").isVisible()


def edit_points(panel: App):
    """Points are dragged, added and removed, by mouse and by keys."""
    plot = panel.find(f"{PANEL}.fit", FitPlot)
    points = panel.window.panel.state.views["simpler"].points
    start = plot.place_of(*points[3]).toPoint()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    for up in (5, 12):
        QTest.mouseMove(plot, start - QPoint(0, up))
        panel.frames(1)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 12))
    rest(panel)
    moved = panel.window.panel.state.views["simpler"].points
    assert moved[3][1] > points[3][1]
    assert moved[:3] == points[:3]
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    rest(panel)
    assert panel.window.panel.state.views["simpler"].points[3][1] == pytest.approx(
        moved[3][1] + 0.01
    )
    for _ in points:
        QTest.keyClick(plot, Qt.Key.Key_N)
        QTest.keyClick(plot, Qt.Key.Key_Delete)
        rest(panel)
    assert plot.picture.empty.startswith("No points")
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    rest(panel)
    assert len(panel.window.panel.state.views["simpler"].points) == 1


def test_other_panels_take_its_penalty(panel: App):
    """λ of Geometry on the Landscape, λ of the templates in Training; undo there takes it back."""
    show(panel, "geometry")
    panel.type(f"{PANEL}.strength.field", "0.25")
    rest(panel)
    panel.click(f"{PANEL}.to_landscape")
    assert panel.window.panel.name == "landscape"
    state = panel.window.panel.state
    assert (state.loss, state.regularization, state.strength) == ("softmax", "l1", 0.25)
    panel.window.show_panel(PANEL)
    show(panel, "simpler")
    panel.click(f"{PANEL}.model.templates")
    panel.click(f"{PANEL}.to_training")
    config = panel.window.panel.state.config
    assert (config.regularization, config.strength) == ("l2", 0.011)


def test_each_view_keeps_its_penalty(panel: App):
    panel.type(f"{PANEL}.strength.field", "0.5")
    rest(panel)
    assert panel.window.panel.quantity("penalty") == pytest.approx(0.5 * 178.16)
    for refused in ("-1", "1e30", "much"):
        panel.type(f"{PANEL}.strength.field", refused)
        assert panel.find(f"{PANEL}.strength.error").isVisible()
        panel.key(Qt.Key.Key_Escape)
    show(panel, "preferences")
    assert panel.text(f"{PANEL}.strength.field") == "1"
    choose(panel, "penalty", "elastic")
    panel.type(f"{PANEL}.beta", "1")
    rest(panel)
    assert table(panel, "penalties")["Elastic net"][0] == "2.000"
    show(panel, "w_or_2w")
    assert panel.text(f"{PANEL}.strength.field") == "0.5"
    panel.key(Qt.Key.Key_R, CONTROL)
    rest(panel)
    assert panel.text(f"{PANEL}.strength.field") == "0.02"
