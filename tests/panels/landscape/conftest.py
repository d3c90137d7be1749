"""What the tests of the Landscape panel walk on: every ground, made as the panel makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.model.dataset import PIXELS, Dataset, Split
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image
from lossviz.model.regularization import Regularization
from lossviz.model.totals import finished
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.example import LinearExample, PlaygroundExample, ScoreExample
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape.ground_makers import making
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import kind_with
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_linear
from lossviz.panels.training.run import TrainingRun
from tests.panels.landscape.driven import drive, shows  # noqa: F401 - fixtures

MakeTrace = Callable[..., TrainingTrace]
MakeGround = Callable[..., Ground]


def images(count: int, seed: int) -> Split:
    """Ten classes that a linear classifier can tell apart, mostly."""
    rng = np.random.default_rng(seed)
    colors = np.random.default_rng(9).uniform(90, 160, (10, PIXELS))
    labels = np.arange(count) % 10
    pixels = np.clip(colors[labels] + rng.normal(0, 60, (count, PIXELS)), 0, 255)
    return Split(pixels.astype(np.uint8), labels)


@pytest.fixture(scope="session")
def data() -> Dataset:
    """200 images of the size and number of classes of CIFAR-10."""
    return Dataset("some", images(200, 0), images(30, 1), tuple("abcdefghij"))


@pytest.fixture(scope="session")
def trace_of(data: Dataset) -> MakeTrace:
    """A run after so many steps."""

    @cache
    def make(steps: int = 6, **settings: object) -> TrainingTrace:
        config = TrainingConfig(batch_size=50, **settings)  # type: ignore[arg-type]
        run = TrainingRun(data, config, mean_image(data.split()[0].images))
        for _ in range(steps):
            run.take_step(config)
        return run.trace(config, False)

    return make


@pytest.fixture(scope="session")
def lecture() -> ScoreExample:
    """The lecture's table, its scores free to move."""
    return score_example(LECTURE)


@pytest.fixture(scope="session")
def driven() -> ScoreExample:
    """The lecture's table, with weights that give its scores."""
    return score_example(with_linear(LECTURE, True))


def of_demo(**changes: object) -> PlaygroundExample:
    """The Playground as it opens, but for some of what it says."""
    parts = {
        "linear": LinearExample(DEMO_W, DEMO_B, DEMO.X),
        "y": DEMO.y,
        "loss": LOSSES["hinge"],
        "penalty": Regularization("l2", 0.1),
        "feature_names": ("w₀", "w₁"),
        "step": 0,
        "learning_rate": 0.1,
        "wanted": False,
    }
    return PlaygroundExample(**(parts | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def ground_of(lecture: ScoreExample, trace_of: MakeTrace) -> MakeGround:
    """The ground for some settings; what the other panels open with, and a run of six steps, lie
    ready."""

    def make(
        state: LandscapeState | None = None,
        example: ScoreExample | None = None,
        trace: TrainingTrace | None = None,
        playground: PlaygroundExample | None = None,
        **settings: object,
    ) -> Ground:
        state = LandscapeState(**settings) if state is None else state  # type: ignore[arg-type]
        offered = example or lecture, playground or of_demo(), trace or trace_of()
        return finished(making(state, {kind_with(each).name: each for each in offered}))

    return make
