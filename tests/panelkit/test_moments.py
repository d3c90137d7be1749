"""A moment is a value: it is written and read, and a panel goes to it, whatever it holds."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossviz.model.training_config import TrainingConfig
from lossviz.panel_list import PANELS, panel_kind
from lossviz.panelkit.moment import Moment, recast
from lossviz.panels.landscape import state as landscape
from lossviz.panels.playground import state as playground
from lossviz.panels.scores import state as scores
from lossviz.panels.scores.tables import LECTURE, PRESETS, preset
from lossviz.panels.training import state as training
from lossviz.widgets.map.window import Window
from tests.shell.driving import (  # noqa: F401
    App,
    OpenApp,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

NAMES = [kind.name for kind in PANELS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)
quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def some_window(draw: random.Random) -> Window | None:
    return draw.choice([None, Window(draw.uniform(-3, 3), draw.uniform(-3, 3), draw.uniform(1, 9))])


def some_scores(draw: random.Random) -> Moment[Any, Any]:
    state = preset(LECTURE, draw.choice([*PRESETS]), draw.randrange(99))
    state = scores.with_scale(state, draw.choice([0.5, 1.0, 2.0]))
    state = scores.with_variant(state, squared=draw.random() < 0.5, margin=draw.uniform(0, 9))
    view = scores.ScoresView(
        example=draw.randrange(len(state.examples)),
        j=draw.randrange(len(state.classes)),
        offset=draw.uniform(-3, 3),
        plot=draw.choice(scores.PLOTS),
        reading=draw.choice(scores.READINGS),
    )
    return Moment(state, view.within(state))


def some_landscape(draw: random.Random) -> Moment[Any, Any]:
    start = landscape.START
    state = landscape.with_surface(start, draw.choice(["two-weights", "bowl", "formula"]))
    state = landscape.with_setting(state, "walker", draw.choice(["gd", "adam", "momentum"]))
    state = landscape.with_setting(state, "strength", draw.choice([0.0, 0.1]))
    state = landscape.with_start(state, draw.uniform(-1, 1), draw.uniform(-1, 1))
    view = landscape.LandscapeView(
        window=some_window(draw),
        log=draw.random() < 0.5,
        minibatches=draw.random() < 0.5,
        cut=draw.choice(landscape.CUTS),
        table=draw.choice(landscape.TABLES),
        filled=draw.choice([None, 0, 2]),
        speed=draw.choice(landscape.SPEEDS),
    )
    return Moment(state, view, draw.randrange(12))


def some_playground(draw: random.Random) -> Moment[Any, Any]:
    state = playground.with_setting(playground.START, "optimizer", draw.choice(["sgd", "adam"]))
    state = playground.with_setting(state, "learning_rate", draw.choice([0.01, 0.1]))
    state = playground.with_setting(state, "batch_size", draw.choice([0, 3]))
    view = playground.PlaygroundView(
        window=some_window(draw),
        chosen=draw.choice([None, draw.randrange(len(state.points.y))]),
        margins=draw.random() < 0.5,
        preview=draw.random() < 0.5,
        speed=draw.choice([None, *playground.SPEEDS]),
        beside=draw.choice(playground.BESIDE),
        travel=draw.random(),
    )
    return Moment(state, view, draw.randrange(12))


def some_training(draw: random.Random) -> Moment[Any, Any]:
    config = TrainingConfig(
        learning_rate=draw.choice([0.001, 0.01]),
        loss=draw.choice(["hinge", "softmax"]),
        optimizer=draw.choice(["sgd", "adam"]),
        seed=draw.randrange(99),
        batch_size=draw.choice([32, 64]),
    )
    view = training.TrainingView(
        templates=draw.choice(["weights", "gradients"]),
        scale=draw.choice(["shared", "per-class"]),
        page=draw.randrange(3),
        pixel=draw.choice([None, (draw.randrange(10), draw.randrange(32), draw.randrange(32))]),
        speed=draw.choice([None, *training.SPEEDS]),
    )
    return Moment(training.TrainingState(config), view, draw.randrange(12))


SOME: dict[str, Callable[[random.Random], Moment[Any, Any]]] = {
    "scores": some_scores,
    "landscape": some_landscape,
    "playground": some_playground,
    "training": some_training,
}


def plain(value: object) -> object:
    """For comparing: arrays in states have no single truth value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("name", NAMES)
@quick
@given(draw=st.randoms(use_true_random=False))
def test_what_is_written_is_read_again(name, draw):
    codec, moment = panel_kind(name).codec(), SOME[name](draw)
    text = json.dumps(codec.values(moment))
    assert plain(codec.moment(json.loads(text))) == plain(moment)


@pytest.mark.parametrize("name", NAMES)
@quick
@given(data=st.data())
def test_whatever_a_file_holds_there_is_a_moment(name, data):
    """Of values of any kind in place of some of those that a codec writes."""
    codec = panel_kind(name).codec()
    start = codec.moment({})
    values = json.loads(json.dumps(codec.values(start)))
    for part in ("state", "view"):
        for key in data.draw(st.lists(st.sampled_from(sorted(values[part])), max_size=3)):
            values[part][key] = data.draw(JSON)
    values |= data.draw(st.dictionaries(st.sampled_from(["state", "view", "steps"]), JSON))
    moment = codec.moment(values)
    assert type(moment.state) is type(start.state)
    assert type(moment.view) is type(start.view)
    assert moment.steps >= 0
    assert plain(codec.moment(json.loads(json.dumps(codec.values(moment))))) == plain(moment)


def test_a_view_has_the_fields_that_both_kinds_have():
    sight = landscape.LandscapeSight(cut="w2", pixels=(3, 4))
    view = recast(sight, landscape.LandscapeView)
    assert view == landscape.LandscapeView(cut="w2")
    assert recast(view, landscape.LandscapeSight) == landscape.LandscapeSight(cut="w2")


# Through the widgets


def rest(app: App) -> None:
    panel = app.window.panel
    app.wait(lambda: panel.ready() and panel.at_rest(), f"{panel.name} does not come to rest")
    app.frames(2)
    app.wait(panel.at_rest, f"{panel.name} does not come to rest")


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_goes_to_a_moment_and_undo_comes_back(open_app: OpenApp, cifar_folder, name):
    app = open_app(data=cifar_folder, panel=name)
    panel = app.window.panel
    rest(app)
    before = panel.moment()
    draw = random.Random(7)
    for _ in range(4):
        moment = SOME[name](draw)
        panel.show_moment(moment)
        rest(app)
        assert plain(panel.moment()) == plain(moment)
        assert not panel.running()
    for _ in range(4):
        app.click("top_bar.undo")
    rest(app)
    assert plain(panel.moment().state) == plain(before.state)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "scores"])
def test_steps_that_are_taken_again_lead_to_the_same_numbers(open_app: OpenApp, cifar_folder, name):
    app = open_app(data=cifar_folder, panel=name)
    panel = app.window.panel
    rest(app)
    for _ in range(5):
        panel.step()
    rest(app)
    kept, numbers = panel.moment(), {each: panel.quantity(each) for each in panel.quantities()}
    assert kept.steps == 5
    panel.reset()
    rest(app)
    assert panel.moment().steps == 0
    panel.show_moment(kept)
    rest(app)
    again = {each: panel.quantity(each) for each in panel.quantities()}
    assert plain(panel.moment()) == plain(kept)
    assert again == numbers


def test_where_one_looked_is_remembered_and_is_no_step_of_undo(open_app: OpenApp, cifar_folder):
    app = open_app(data=cifar_folder, panel="landscape")
    rest(app)
    app.window.panel.show_moment(dataclasses.replace(app.window.panel.moment(), view=LOOKS))
    rest(app)
    assert not app.find("top_bar.undo").isEnabled()
    app.close()
    again = open_app(data=cifar_folder, panel="landscape")
    assert again.window.panel.moment().view == LOOKS


LOOKS = landscape.LandscapeView(window=Window(0.5, -0.5, 2.0), log=False, cut="w2", speed=100)
