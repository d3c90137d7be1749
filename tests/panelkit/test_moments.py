"""A moment is a value: it is written and read, and a panel goes to it, whatever it holds."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import dataclasses
import importlib
import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossviz.panel_list import PANELS, panel_kind
from lossviz.panelkit.job_panel import JobPanel
from lossviz.panelkit.moment import Moment, recast
from lossviz.panels.landscape import state as landscape
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


def some_moment(name: str, draw: random.Random) -> Moment[Any, Any]:
    """One of a panel's; each has a module beside its tests that draws them."""
    moments = importlib.import_module(f"tests.panels.{name}.moments")
    moment: Moment[Any, Any] = moments.some_moment(draw)
    return moment


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
    codec, moment = panel_kind(name).codec(), some_moment(name, draw)
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
        keys = sorted(values[part]) or ["a"]
        for key in data.draw(st.lists(st.sampled_from(keys), max_size=3)):
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
        moment = some_moment(name, draw)
        panel.show_moment(moment)
        rest(app)
        assert plain(panel.moment()) == plain(moment)
        assert not panel.running()
    for _ in range(4):
        app.click("top_bar.undo")
    rest(app)
    assert plain(panel.moment().state) == plain(before.state)


@pytest.mark.parametrize(
    "name", [kind.name for kind in PANELS if issubclass(kind.panel(), JobPanel)]
)
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
