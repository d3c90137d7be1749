"""The states in which each panel is looked at, and how a window is brought into them.

A pose begins where every other one does: settings, view and steps of the start, nothing said, and
Explain as the panel opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from lossviz.data.points import DATASETS
from lossviz.model.training_config import TrainingConfig
from lossviz.panels.landscape import state as landscape
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.panels.landscape.surface_kinds import SCORES
from lossviz.panels.landscape.ui.panel import LandscapePanel
from lossviz.panels.playground import state as playground
from lossviz.panels.playground.state import PlaygroundView
from lossviz.panels.playground.ui.panel import PlaygroundPanel
from lossviz.panels.scores import state as scores
from lossviz.panels.scores.state import NAMES, ScoresState, ScoresView
from lossviz.panels.scores.tables import TABLES, random_table
from lossviz.panels.scores.ui.panel import ScoresPanel
from lossviz.panels.scores.weights import with_linear
from lossviz.panels.training.state import TrainingState, TrainingView
from lossviz.panels.training.ui.panel import TrainingPanel
from lossviz.self_test.hands import Hands
from lossviz.shell.window import MainWindow

STEPS = 12
# As long as the longest that the app has, with buttons.
MESSAGE = (
    "The settings can’t be remembered in /home/someone/.local/share/lossviz: permission denied. "
    "What is set now holds until the window is closed."
)
SENTENCE = "Score must be a number from −1,000,000 to 1,000,000; “two or three” is not a number."
PROBLEM = (
    "The weights were not loaded. The file holds W of shape (10, 3072), and these images need "
    "(3072, 10) with b of shape (10,)."
)
# Fields of the views that the widgets say themselves.
OF_THE_WINDOW = ("pixels", "beside_pixels", "hover", "line", "per_page")

Pose = Callable[[MainWindow], None]


def pose(hands: Hands, name: str) -> None:
    """Bring the panel that is shown into a state, and wait until all of it is drawn."""
    window = hands.window
    window.strip.withdraw()
    kind = window.panel.kind
    window.explain_place.remember({kind.name: kind.explains_at_first})
    window.show_panel(kind.name)
    START[window.panel.name](window)
    hands.rest()
    POSES[window.panel.name][name](window)
    hands.rest()


def explain(tab: str) -> Pose:
    """The Explain column open at a tab, beside the panel or over it."""

    def open_at(window: MainWindow) -> None:
        window.explain.set_tab(tab)
        if not window.explain_place.is_open:
            window.toggle_explain()

    return open_at


def say(window: MainWindow) -> None:
    """A message of the window, with a way out."""
    window.say("warning", MESSAGE, (("Copy details", lambda: None),))


def plain(view: object) -> dict[str, Any]:
    """The fields of a view that can be asked for."""
    fields = asdict(view)  # type: ignore[call-overload]
    return {name: value for name, value in fields.items() if name not in OF_THE_WINDOW}


def edit(window: MainWindow, state: object) -> None:
    """Other settings, as an edit of the person."""
    window.panel.edited.emit(state, "layout", False)


# Scores


def look_scores(window: MainWindow, /, **changes: object) -> None:
    panel = window.panel
    assert isinstance(panel, ScoresPanel)
    panel.content.looked.emit(changes)


def start_scores(window: MainWindow) -> None:
    edit(window, TABLES["lecture"])
    look_scores(window, **plain(ScoresView()))
    panel = window.panel
    assert isinstance(panel, ScoresPanel)
    panel.content.accept()


def ten_scores(window: MainWindow) -> None:
    examples = tuple(f"{name} image" for name in NAMES)
    zeros = tuple((0.0,) * 10 for _ in NAMES)
    edit(window, random_table(ScoresState(NAMES, examples, zeros, tuple(range(10))), 0))
    look_scores(window, example=3, j=7)


def huge_scores(window: MainWindow) -> None:
    classes = ("a name of twenty-four let", "automobile", "b")
    examples = ("a picture of a named cat", "automobile image", "b image")
    table = ((1e6, -1e6, 3.4e-7), (123456.789, -0.000001, 2.5), (999999.9, 1e-9, -31.25))
    hinge = replace(scores.ORIGINAL, margin=99.99)
    edit(
        window,
        ScoresState(
            tuple(each[:24] for each in classes), examples, table, (0, 1, 2), hinge=hinge, digits=8
        ),
    )
    look_scores(window, reading="divergence")


def variant_scores(window: MainWindow) -> None:
    hinge = replace(scores.ORIGINAL, include_true_class=True, mean=True, squared=True)
    edit(window, replace(TABLES["lecture"], scale=2.0, hinge=hinge))
    look_scores(window, plot="all", reading="cross-entropy")


def linear_scores(window: MainWindow) -> None:
    edit(window, with_linear(TABLES["lecture"], True))
    look_scores(window, plot="history")


def refused_scores(window: MainWindow) -> None:
    say(window)
    panel = window.panel
    assert isinstance(panel, ScoresPanel)
    panel.content.refuse(SENTENCE)


# Landscape


def look_landscape(window: MainWindow, /, **changes: object) -> None:
    panel = window.panel
    assert isinstance(panel, LandscapePanel)
    panel.content.check.view_changed.emit(changes)


def start_landscape(window: MainWindow) -> None:
    edit(window, LandscapeState())
    look_landscape(window, **plain(LandscapeView()))
    window.panel.reset()
    panel = window.panel
    assert isinstance(panel, LandscapePanel)
    panel.content.map_column.options.formula.accept()


def walked_landscape(window: MainWindow) -> None:
    rivals = ("sgd", "nesterov", "adagrad", "rmsprop", "adam", "random", "local")
    state = LandscapeState(walker="momentum", rivals=rivals, learning_rate=0.05)
    edit(window, replace(state, own_rates=True, rates=(("random", 1.25e-6),)))
    look_landscape(window, minibatches=True, cut="walk")
    step(window)


def lecture_landscape(window: MainWindow) -> None:
    edit(window, LandscapeState(mistake="average"))
    look_landscape(window, table="lecture", filled=5, relief=True)


def scores_landscape(window: MainWindow) -> None:
    window.make_panel("scores")
    edit(window, landscape.with_surface(LandscapeState(), SCORES))
    look_landscape(window, cut="error", log=False)


def huge_landscape(window: MainWindow) -> None:
    state = LandscapeState(h=1e-12, learning_rate=1.25e-6, momentum=0.999, precision="float32")
    edit(window, landscape.with_start(state, -123456.789, 3.4e-7))


def refused_landscape(window: MainWindow) -> None:
    """A formula that can't be read, and a walk that has left the range."""
    formula = landscape.with_formula(LandscapeState(), "w1^4 + w2^4")
    edit(window, replace(formula, learning_rate=10.0, start=(3.0, -3.0)))
    step(window)
    say(window)
    panel = window.panel
    assert isinstance(panel, LandscapePanel)
    panel.content.map_column.options.formula_given.emit("w1^2 + (w2")


# Playground


def look_playground(window: MainWindow, /, **changes: object) -> None:
    panel = window.panel
    assert isinstance(panel, PlaygroundPanel)
    panel.content.plane.view_changed.emit(changes)


def start_playground(window: MainWindow) -> None:
    edit(window, playground.START)
    look_playground(window, **plain(PlaygroundView()))
    window.panel.reset()


def updated_playground(window: MainWindow) -> None:
    state = replace(playground.START, optimizer="adam", batch_size=4, regularization="elastic")
    edit(window, state)
    look_playground(window, margins=True, sizes=True, preview=True, chosen=2)
    step(window)


def ten_playground(window: MainWindow) -> None:
    kind = max(DATASETS, key=lambda key: max(DATASETS[key].classes))
    state = playground.with_dataset(playground.START, kind, C=10, count=200, share=0.3)
    edit(window, playground.with_classes(state, 10))


def featured_playground(window: MainWindow) -> None:
    edit(window, playground.with_feature_map(playground.START, "bumps"))
    look_playground(window, beside="features")


def two_playground(window: MainWindow) -> None:
    edit(window, playground.with_setting(playground.START, "loss", "softmax"))
    look_playground(window, beside="loss")
    step(window)


def huge_playground(window: MainWindow) -> None:
    weights = (
        (
            99999.5,
            -1e6,
        ),
        (3.4e-7, 1e6),
        (-1e-9, 0.5),
    )
    state = replace(playground.START, strength=10.0, learning_rate=1e-5, margin=99.99, seed=99_999)
    edit(window, playground.with_weights(state, weights, (1e6, -1e6, 0.0)))


def diverged_playground(window: MainWindow) -> None:
    state = replace(
        playground.START, strength=10.0, learning_rate=playground.RANGES["learning_rate"][1]
    )
    edit(window, state)
    for _ in range(40):
        step(window)
    say(window)


# Training


def look_training(window: MainWindow, /, **changes: object) -> None:
    panel = window.panel
    assert isinstance(panel, TrainingPanel)
    panel.content.view_changed.emit(changes)


def start_training(window: MainWindow) -> None:
    panel = window.panel
    assert isinstance(panel, TrainingPanel)
    panel.content.words.problem.withdraw()
    edit(window, TrainingState())
    look_training(window, **plain(TrainingView()))
    panel.reset()


def trained(window: MainWindow) -> None:
    step(window)
    look_training(window, templates="gradients", cell=(3, 5), pixel=(1, 16, 16))


def other_training(window: MainWindow) -> None:
    config = TrainingConfig(
        loss="structured", learning_rate=1.25e-6, strength=123456.5, regularization="elastic",
        batch_size=511, optimizer="adam", momentum=0.99, epochs=1000, seed=99_999,
        weight_scale=0.0125,
    )  # fmt: skip
    edit(window, TrainingState(config))
    look_training(window, scale="per-class", speed=None)


def diverged_training(window: MainWindow) -> None:
    edit(window, TrainingState(TrainingConfig(loss="hinge", learning_rate=1e30)))
    step(window)


def refused_training(window: MainWindow) -> None:
    say(window)
    panel = window.panel
    assert isinstance(panel, TrainingPanel)
    panel.content.show_problem(PROBLEM)


def step(window: MainWindow) -> None:
    for _ in range(STEPS):
        window.panel.step()


def nothing(_window: MainWindow) -> None:
    """The start is as it is."""


EXPLAINED: Mapping[str, Pose] = {
    f"explain {tab}": explain(tab) for tab in ("formula", "code", "question")
}
START: Mapping[str, Pose] = {
    "scores": start_scores,
    "landscape": start_landscape,
    "playground": start_playground,
    "training": start_training,
}
POSES: Mapping[str, Mapping[str, Pose]] = {
    "scores": {
        "start": nothing,
        "ten": ten_scores,
        "huge": huge_scores,
        "variants": variant_scores,
        "W x + b": linear_scores,
        "refused": refused_scores,
        **EXPLAINED,
    },
    "landscape": {
        "start": nothing,
        "walked": walked_landscape,
        "lecture": lecture_landscape,
        "scores": scores_landscape,
        "huge": huge_landscape,
        "refused": refused_landscape,
        **EXPLAINED,
    },
    "playground": {
        "start": nothing,
        "updated": updated_playground,
        "ten": ten_playground,
        "features": featured_playground,
        "two losses": two_playground,
        "huge": huge_playground,
        "diverged": diverged_playground,
        **EXPLAINED,
    },
    "training": {
        "start": nothing,
        "trained": trained,
        "other": other_training,
        "diverged": diverged_training,
        "refused": refused_training,
        **EXPLAINED,
    },
}
