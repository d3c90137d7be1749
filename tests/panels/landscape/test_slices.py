"""A plane through the weights in training: the loss on it is the model's own, and it says what it
holds.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lossviz.model.evaluation import evaluate
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.parameters import unpack
from lossviz.model.preprocessing import preprocess
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.templates import templates
from lossviz.model.totals import finished
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape import slices
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import PLANES, LandscapeState
from lossviz.panels.landscape.surface_kinds import TRAINING
from lossviz.panels.landscape.training_ground import training_ground

FLOAT32 = 2e-5


def through(trace: TrainingTrace | None, plane: str = "gradient", seed: int = 0) -> Ground:
    state = LandscapeState(surface=TRAINING, plane=plane, seed=seed)
    return finished(training_ground(state, trace))


def of_model(trace: TrainingTrace, packed: np.ndarray) -> float:
    """Loss and penalty as training works them out, in float64."""
    learn, config = trace.data.split()[0], trace.config
    X = preprocess(learn.images, trace.mean).astype(np.float64)
    W, b = unpack(packed, trace.classes)
    return objective(W, b, X, learn.labels, LOSSES[config.loss], config.penalty).total


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("plane", PLANES)
def test_in_the_middle_stand_the_weights_of_now(trace_of, loss, plane):
    trace = trace_of(loss=loss)
    ground = through(trace, plane)
    W, b = unpack(trace.now, trace.classes)
    learn = trace.data.split()[0]
    wanted = evaluate(W, b, learn.images, learn.labels, trace.mean, LOSSES[loss])
    total = wanted.data_loss + trace.config.penalty.penalty(W)
    assert ground.start == (0, 0)
    assert float(ground.surface.loss(0, 0)) == pytest.approx(total, rel=1e-4)
    assert ground.landscape is not None
    assert ground.landscape.accuracy(0, 0) == pytest.approx(wanted.accuracy, abs=0.011)


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("kind", REGULARIZERS)
@pytest.mark.parametrize("plane", PLANES)
def test_anywhere_on_it_the_loss_is_the_model_s(trace_of, loss, kind, plane):
    trace = trace_of(loss=loss, regularization=kind, strength=0.05)
    ground = through(trace, plane)
    assert ground.training is not None
    places = np.random.default_rng(3).uniform(-1, 1, (3, 2))
    for a, b in places * [ground.w1_range[1], ground.w2_range[1]]:
        _, u, v = ground.training.slice.plane
        wanted = of_model(trace, trace.now + a * u + b * v)
        assert float(ground.surface.loss(a, b)) == pytest.approx(wanted, rel=FLOAT32)


def test_the_weights_at_a_point_and_their_pictures(trace_of):
    trace = trace_of()
    found = through(trace, "random").training
    assert found is not None
    W, b = found.weights(0.3, -0.2)
    plane = found.slice.plane
    there = trace.now + 0.3 * plane.u - 0.2 * plane.v
    assert np.concatenate([W.ravel(), b]) == pytest.approx(there)
    pictures = found.templates(0.3, -0.2)
    assert (pictures.shape, pictures.dtype) == ((10, 32, 32, 3), np.uint8)
    assert (pictures == templates(W.astype(np.float32))).all()
    assert not pictures.flags.writeable
    assert (found.templates(3, 3) != pictures).any()


@pytest.mark.parametrize("plane", PLANES)
def test_how_much_of_the_path_it_holds_is_a_share(trace_of, plane):
    found = through(trace_of(), plane).training
    assert found is not None
    assert 0 <= found.held <= 1
    assert found.path.shape == (7, 2)
    assert found.path[-1] == pytest.approx((0, 0), abs=1e-9)


def test_the_main_directions_hold_most_and_random_ones_next_to_nothing(trace_of):
    held = {plane: through(trace_of(), plane).training.held for plane in PLANES}
    assert max(held, key=held.__getitem__) == "path"
    assert held["random"] < 0.02
    short = through(trace_of(steps=2), "path").training
    assert short is not None
    assert short.held == pytest.approx(1)


def test_start_now_and_best_lie_in_their_plane(trace_of):
    trace = dataclasses.replace(trace_of(), best=trace_of().path[2])
    found = through(trace, "remembered").training
    assert found is not None
    only = dataclasses.replace(trace, path=(trace.start, trace.best, trace.now))
    again = through(only, "remembered").training
    assert again is not None
    assert again.held == pytest.approx(1)
    (a0, b0), (_, b1), _ = again.path
    assert (a0 < 0, abs(b0) < 1e-9, b1 > 0) == (True, True, True)
    for name, weights in (("start", trace.start), ("best", trace.best)):
        assert found.slice.plane.at(*found.remembered[name]) == pytest.approx(weights, abs=1e-6)


@pytest.mark.parametrize("plane", PLANES)
def test_a_run_that_has_not_begun_is_held_whole_and_its_note_says_why(trace_of, plane):
    ground = through(trace_of(steps=0), plane)
    assert ground.training is not None
    assert ground.training.held == 1
    assert ground.names[0] == {"gradient": "gradient"}.get(plane, ground.names[0])
    assert ground.names[1].startswith("random")
    assert ("random" in ground.note) == (plane != "random")
    assert np.isfinite(ground.surface.loss(*np.array([ground.w1_range, ground.w2_range]))).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_gradient_and_momentum_whatever_the_optimizer(trace_of, optimizer):
    ground = through(trace_of(optimizer=optimizer))
    rolls = optimizer in ("momentum", "nesterov", "adam")
    assert ground.names == ("gradient", "momentum" if rolls else "random")
    assert bool(ground.note) != rolls
    first, second = (float(each) for each in ground.surface.gradient(0.0, 0.0))
    assert first < 0, "downhill along the gradient of the loss that is mapped"
    assert abs(second) < 1e-4 * abs(first), "and level across it"


def test_the_seed_draws_other_random_directions(trace_of):
    one, again, other = (through(trace_of(), "random", seed).surface for seed in (0, 0, 1))
    assert one.loss(1, 1) == again.loss(1, 1) != other.loss(1, 1)


def test_what_the_status_bar_says(trace_of):
    ground = through(trace_of(loss="hinge"))
    assert ground.status == "Hinge loss, 175 training images, step 6"
    assert (ground.weights, ground.examples) == (30_730, 175)
    assert ground.color == "semantic.hinge"


def test_of_very_many_images_the_first_are_enough(trace_of, monkeypatch):
    monkeypatch.setattr(slices, "MOST_IMAGES", 50)
    trace = trace_of()
    ground = through(trace)
    assert ground.examples == 50
    W, b = unpack(trace.now, 10)
    learn = trace.data.split()[0]
    wanted = evaluate(W, b, learn.images[:50], learn.labels[:50], trace.mean, LOSSES["softmax"])
    total = wanted.data_loss + trace.config.penalty.penalty(W)
    assert float(ground.surface.loss(0, 0)) == pytest.approx(total, rel=1e-4)


def test_it_rests_while_it_is_made(trace_of, monkeypatch):
    monkeypatch.setattr(slices, "BLOCK", 10)
    state = LandscapeState(surface=TRAINING)
    assert sum(1 for _ in training_ground(state, trace_of())) > 17


def test_a_run_that_diverged_can_still_be_looked_at(trace_of):
    trace = trace_of(steps=5, learning_rate=1e5)
    assert np.abs(trace.now).max() > 1e6
    for plane in PLANES:
        ground = through(trace, plane)
        assert np.isfinite(ground.surface.loss(0, 0))


@pytest.mark.parametrize("plane", PLANES)
def test_weights_as_large_as_numbers_can_be_have_a_map_too(trace_of, plane):
    """It is hatched, as no loss there is a number; nothing fails, and nothing warns."""
    trace = trace_of()
    huge = np.full_like(trace.now, 3e38)
    huge[::2] *= -1
    found = through(dataclasses.replace(trace, now=huge, best=huge), plane).training
    assert np.isfinite(found.slice.plane.u).all()
    if plane == "gradient":
        assert "The gradient is no number here" in found.slice.note
