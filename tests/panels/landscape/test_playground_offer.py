"""Weights of the Playground come to the Landscape in its window: asked for, and in passing."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.engine.mailbox import Failed
from lossviz.model.losses import LOSSES
from lossviz.panelkit.example import LinearExample, PlaygroundExample
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.surface_kinds import PLAYGROUND
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.map.window import Window
from tests.panels.landscape.conftest import of_demo
from tests.panels.landscape.test_panel import (
    choose_surface,
    heat_map,
    landscape,  # noqa: F401 - a fixture
    panel,
    report,
    settled,
    state,
    undo,
)
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    drawn_once,
    open_app,
    small_stand_in,
)


def show(app: App, **changes: object) -> LandscapeReport:
    """As when the person presses the button in the Playground."""
    weights = of_demo(wanted=True, **changes)
    panel(app).receive(weights)
    return stands_on(app, weights)


def stands_on(app: App, weights: PlaygroundExample) -> LandscapeReport:
    """Until the map is of these weights."""
    app.wait(lambda: panel(app).newest() is not None and report_is_of(app, weights))
    return settled(app)


def report_is_of(app: App, weights: PlaygroundExample) -> bool:
    on = report(app).ground.landscape
    return on is not None and on.y is weights.y and on.of_scores is weights.loss


def other_weights() -> dict[str, object]:
    return {"linear": LinearExample(DEMO_W - 0.5, DEMO_B, DEMO.X), "y": DEMO.y.copy(), "step": 7}


def offer_unasked(app: App, **changes: object) -> PlaygroundExample:
    weights = of_demo(**changes)
    panel(app).receive(weights)
    return weights


def shown_entries(app: App) -> tuple[list[str], list[str]]:
    """The texts of the two menus, and those of all their entries."""
    menus = [app.find(f"landscape.{which}_entry", MenuButton) for which in ("first", "second")]
    assert not any(menu.isHidden() for menu in menus)
    return [menu.text() for menu in menus], [text for _, text in menus[0].choices]


# Asked for


def test_weights_that_are_asked_for_are_shown_where_they_stand(landscape):  # noqa: F811
    before = state(landscape)
    shown = show(landscape)
    assert state(landscape).surface == PLAYGROUND
    assert (state(landscape).start, state(landscape).learning_rate) == (None, 0.1)
    assert shown.walk.last.at == (1, 2)
    assert shown.check.loss == pytest.approx(6.267, abs=5e-4)
    assert landscape.text("landscape.loss") == "6.26667"
    assert landscape.text("landscape.surface") == "Playground’s W"
    assert "9 points of the Playground panel" in panel(landscape).status()
    assert "show W of the Playground" in landscape.undo_tip()
    undo(landscape)
    assert settled(landscape).state == before


def test_its_loss_is_not_set_here_and_its_entries_are(landscape):  # noqa: F811
    show(landscape)
    for name in ("loss_function", "regularization", "strength"):
        assert not landscape.find(f"landscape.{name}").isVisible()
    texts, all_of_them = shown_entries(landscape)
    assert texts == ["w₀ of class 0", "w₁ of class 0"]
    assert all_of_them[-1] == "b of class 2"
    landscape.choose("landscape.first_entry", "b of class 2")
    found = settled(landscape)
    assert found.ground.names == ("b of class 2", "w₁ of class 0")
    assert found.walk.last.at == (-0.5, 2)
    assert landscape.text("landscape.w1_name") == "b₂"
    landscape.choose("landscape.second_entry", "b of class 2")
    assert settled(landscape).ground.names == ("w₁ of class 0", "b of class 2"), (
        "they change places"
    )
    undo(landscape)
    undo(landscape)
    assert settled(landscape).walk.last.at == (1, 2)


def test_its_entries_and_those_of_the_table_are_chosen_apart(landscape):  # noqa: F811
    choose_surface(landscape, "scores")
    of_table, _ = shown_entries(landscape)
    show(landscape)
    landscape.choose("landscape.second_entry", "b of class 1")
    settled(landscape)
    choose_surface(landscape, "scores")
    assert shown_entries(landscape)[0] == of_table
    choose_surface(landscape, PLAYGROUND)
    assert shown_entries(landscape)[0] == ["w₀ of class 0", "b of class 1"]


def test_asked_for_again_the_point_goes_to_the_weights_of_now(landscape):  # noqa: F811
    show(landscape)
    landscape.type("landscape.w1", "3")
    heat_map(landscape).window_wanted.emit(Window(30.0, 30.0, 0.1))
    assert settled(landscape).walk.last.at == (3, 2)
    shown = show(landscape, **other_weights())
    assert shown.walk.last.at == (0.5, 1.5)
    assert shown.view.window is None, "the point is on the map"
    assert shown.ground.status.endswith("step 7")
    undo(landscape)
    assert state(landscape).start == (3, 2), "the point is where it was dragged to"
    undo(landscape)
    undo(landscape)
    assert settled(landscape).state.surface == "two-weights"


def test_a_classifier_of_other_features_falls_back_to_its_first_entries(landscape):  # noqa: F811
    show(landscape)
    landscape.choose("landscape.first_entry", "b of class 2")
    settled(landscape)
    two = LinearExample(np.array([[1.0, 0.0], [0.5, 2.0]]), np.zeros(2), DEMO.X)
    names = {"feature_names": ("r", "θ"), "y": DEMO.y % 2}
    assert show(landscape, linear=two, **names).ground.names == ("r of class 0", "θ of class 0")
    assert shown_entries(landscape)[1][-1] == "b of class 1"


def test_a_corner_is_one_of_the_playground_s_own_loss(landscape):  # noqa: F811
    show(landscape, loss=LOSSES["structured"])
    before = state(landscape)
    landscape.entry("landscape.try", "To a kink").trigger()
    landscape.wait(lambda: state(landscape) != before)
    assert settled(landscape).check.kinks >= 1
    assert state(landscape).loss == before.loss


def test_mistakes_and_minibatches_work_on_it(landscape):  # noqa: F811
    show(landscape)
    landscape.entry("landscape.try", "Mistake: missing average").trigger()
    settled(landscape)
    assert landscape.text("landscape.why").startswith("Caught.")
    landscape.choose("landscape.minibatches", "30 arrows")
    assert settled(landscape).minibatches.shape == (30, 2)


# In passing


def test_weights_in_passing_move_nothing(landscape):  # noqa: F811
    before = settled(landscape)
    weights = offer_unasked(landscape)
    landscape.frames(3)
    assert settled(landscape).ground is before.ground
    assert state(landscape) == before.state
    choose_surface(landscape, PLAYGROUND)
    assert stands_on(landscape, weights).walk.last.at == (1, 2)


def test_while_one_stands_on_the_map_newer_weights_wait_till_they_are_asked_for(
    landscape,  # noqa: F811
):
    before = show(landscape)
    assert landscape.find("landscape.newest").isHidden()
    offer_unasked(landscape)
    assert landscape.find("landscape.newest").isHidden(), "the same ones again"
    landscape.type("landscape.w1", "3")
    newest = offer_unasked(landscape, **other_weights())
    landscape.frames(3)
    assert settled(landscape).ground is before.ground
    assert landscape.text("landscape.newest") == "Newest W"
    landscape.click("landscape.newest")
    assert stands_on(landscape, newest).walk.last.at == (0.5, 1.5)
    assert landscape.find("landscape.newest").isHidden()


def test_who_comes_back_to_the_map_finds_the_newest_weights(landscape):  # noqa: F811
    offer_unasked(landscape)
    newest = offer_unasked(landscape, **other_weights())
    choose_surface(landscape, PLAYGROUND)
    assert stands_on(landscape, newest).walk.last.at == (0.5, 1.5)
    choose_surface(landscape, "training")
    assert landscape.find("landscape.newest").isHidden()


def test_without_weights_it_says_where_to_go(landscape):  # noqa: F811
    chosen, wanted = panel(landscape), []
    chosen.panel_wanted.disconnect()  # whether the window has a Playground is not tried here
    chosen.panel_wanted.connect(wanted.append)
    chosen.content.map_column.surface_chosen.emit(PLAYGROUND)
    landscape.wait(lambda: "has not shown" in landscape.message("landscape.trouble"))
    assert landscape.find("landscape.first_entry").isHidden()
    assert landscape.text("landscape.trouble.action_1") == "Open Playground"
    landscape.click("landscape.trouble.action_1")
    assert wanted == ["playground"]
    weights = offer_unasked(landscape)
    assert stands_on(landscape, weights).walk.last.at == (1, 2)
    assert shown_entries(landscape)[0] == ["w₀ of class 0", "w₁ of class 0"]


def test_a_landscape_that_failed_has_its_weights_again(landscape):  # noqa: F811
    show(landscape)
    offer_unasked(landscape, **other_weights())
    panel(landscape).take(Failed("landscape.run", 1, RuntimeError("broken"), ""))
    assert panel(landscape).newest() is None
    landscape.wait(lambda: panel(landscape).newest() is not None)
    assert settled(landscape).walk.last.at == (1, 2), "those of the map, not the newest"


def test_the_surface_is_there_the_next_time_at_the_weights_of_then(open_app):  # noqa: F811
    app = open_app(panel="landscape", theme="light")
    show(app)
    app.choose("landscape.second_entry", "b of class 1")
    app.type("landscape.w1", "3")
    settled(app)
    app.close()
    again = open_app(panel="landscape", theme="light", ready=False)
    assert (state(again).surface, state(again).start) == (PLAYGROUND, None)
    assert state(again).playground_entries == ("W 0 0", "b 1 0")
    weights = offer_unasked(again, **other_weights())
    assert stands_on(again, weights).walk.last.at == (0.5, 0.5)
