"""What a person can set in the Playground panel, and the pure actions on it.

The points, the weights where a run begins and the settings are what undo takes back. The steps of a
run are not: "Step back" takes them back. Nor is where one looks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lossviz.data.points import (
    DATASETS,
    DEMO,
    DEMO_B,
    DEMO_W,
    FARTHEST,
    FEWEST_CLASSES,
    MOST_CLASSES,
    MOST_POINTS,
    Points,
    default_names,
    held_out,
    is_whole,
)
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.panels.playground.point_set import PointSet, point_set
from lossviz.widgets.map.window import Window

LARGEST_WEIGHT = 1e6  # that is typed
# A weight beyond it is on its way out of the range of numbers: the weights before are of more use.
FARTHEST_WEIGHT = 1e9
SMALLEST_RATE, LARGEST_RATE = 1e-6, 1e3
LARGEST_STRENGTH = 1e3
LARGEST_SEED = 99_999
LARGEST_SHARE = 0.9
SPEEDS = (1, 10, 60, 300)
BESIDE = ("", "loss", "features")
RANDOM_W, RANDOM_B = 5.0, 0.5
Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class PlaygroundState:
    """The settings; each edit makes a new one.

    points: those to learn from, and those held out. C: classes. W (C, D), b (C,): where a run
    begins. dataset: the kind that was drawn last, "" for points of one's own. count, noise, share,
    data_seed: of the next drawing; share: of the points, held out to test on. feature_map: what the
    classifier sees. loss, margin, regularization, strength: the objective. learning_rate,
    optimizer, momentum, batch_size: of an update; a batch size of 0 is all points. seed: of the
    random weights. class_names, x_names: what a file calls classes and inputs, () for nothing; see
    `names`.
    """

    points: PointSet
    C: int = 3
    W: Rows = tuple(map(tuple, DEMO_W.tolist()))
    b: tuple[float, ...] = tuple(DEMO_B.tolist())
    dataset: str = "demo"
    count: int = 90
    noise: float = 0.2
    share: float = 0.0
    data_seed: int = 0
    feature_map: str = "identity"
    loss: str = "hinge"
    margin: float = 1.0
    regularization: str = "l2"
    strength: float = 0.1
    learning_rate: float = 0.1
    optimizer: str = "sgd"
    momentum: float = 0.9
    batch_size: int = 0
    seed: int = 0
    class_names: tuple[str, ...] = ()
    x_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the C classes are called; those that the file did not have, by their number."""
        return (*self.class_names, *default_names(self.C)[len(self.class_names) :])[: self.C]

    @property
    def penalty(self) -> Regularization:
        """The regularizer with its strength."""
        return Regularization(self.regularization, self.strength)


@dataclass(frozen=True)
class PlaygroundView:
    """Where a person chose to look.

    window: the part of the plane; None for the one that holds all points. chosen: a point. margins,
    sizes, preview: what is drawn besides. speed: updates a second, one of `SPEEDS`, None for as
    many as the worker can. beside: what a second plane shows, one of `BESIDE`: "" nothing, "loss"
    the same run with the other loss, "features" the points as the classifier sees them. travel: how
    far points have come on their way there, 0 in the plane of inputs, 1 among their features. axes:
    the two features drawn.
    """

    window: Window | None = None
    chosen: int | None = None
    margins: bool = False
    sizes: bool = False
    preview: bool = False
    speed: int | None = 10
    beside: str = ""
    travel: float = 1.0
    axes: tuple[int, int] = (0, 1)


@dataclass(frozen=True)
class PlaygroundSight(PlaygroundView):
    """What is seen: the view, and what no one chose.

    pixels: of the plane, width and height; beside_pixels: of the second one. hover: the place under
    the pointer.
    """

    pixels: tuple[int, int] = (0, 0)
    beside_pixels: tuple[int, int] = (0, 0)
    hover: tuple[float, float] | None = None


START = PlaygroundState(point_set(DEMO))


# Points


def with_point(state: PlaygroundState, i: int, x0: float, x1: float) -> PlaygroundState:
    """Move a point; ValueError with a sentence where there is none of that number."""
    _check_point(state, i)
    X = state.points.X.copy()
    X[i] = min(max(x0, -FARTHEST), FARTHEST), min(max(x1, -FARTHEST), FARTHEST)
    return _with_points(state, X, state.points.y, state.points.test)


def with_point_added(state: PlaygroundState, x0: float, x1: float, y: int) -> PlaygroundState:
    """One point more; ValueError with a sentence where there is no room, or no such class."""
    _check_class(state, y)
    if len(state.points.y) >= MOST_POINTS:
        raise ValueError(f"{MOST_POINTS:,} points are the most.")
    X = np.vstack([state.points.X, [[x0, x1]]])
    test = np.append(state.points.test, False)
    return _with_points(state, X, np.append(state.points.y, y), test)


def with_point_removed(state: PlaygroundState, i: int) -> PlaygroundState:
    """One point less; ValueError with a sentence where it is the last to learn from, or gone."""
    _check_point(state, i)
    keep = np.arange(len(state.points.y)) != i
    if not (keep & ~state.points.test).any():
        raise ValueError("This is the last point to learn from: add another one first.")
    return _with_points(state, state.points.X[keep], state.points.y[keep], state.points.test[keep])


def with_class(state: PlaygroundState, i: int, y: int) -> PlaygroundState:
    """A point is of another class; ValueError with a sentence where one of them is not there."""
    _check_class(state, y)
    _check_point(state, i)
    classes = state.points.y.copy()
    classes[i] = y
    return _with_points(state, state.points.X, classes, state.points.test)


def _check_point(state: PlaygroundState, i: int) -> None:
    if not 0 <= i < len(state.points.y):
        raise ValueError(f"There is no point {i + 1}.")


def _check_class(state: PlaygroundState, y: int) -> None:
    if not 0 <= y < state.C:
        raise ValueError(f"There are {state.C} classes, 0 to {state.C - 1}.")


def _with_points(
    state: PlaygroundState, X: NDArray[np.float64], y: NDArray[np.int64], test: NDArray[np.bool_]
) -> PlaygroundState:
    return replace(state, points=point_set(Points(X, y), test), dataset="")


def with_points(
    state: PlaygroundState,
    points: Points,
    C: int,
    test: NDArray[np.bool_] | None = None,
    names: tuple[str, ...] = (),
    x_names: tuple[str, ...] = (),
) -> PlaygroundState:
    """Other points altogether, of C classes; ValueError with a sentence where they do not fit.

    test: which are held out (N,); where that is not said, as large a share as was set. names,
    x_names: of the classes and of both inputs, where they have any.
    """
    if len(points.y) == 0:
        raise ValueError("There is no point to learn from.")
    if points.y.max() >= C:
        raise ValueError(f"There are points of class {points.y.max()}, but only {C} classes.")
    held = held_out(points.y, state.share, state.data_seed) if test is None else test
    if held.all():
        raise ValueError("All points are held out to test on: there is none to learn from.")
    share = state.share if test is None else min(round(float(held.mean()), 2), LARGEST_SHARE)
    named = () if names == default_names(len(names)) else names
    changed = replace(
        state, points=point_set(points, held), dataset="", share=share,
        class_names=named, x_names=x_names,
    )  # fmt: skip
    return with_classes(changed, C)


def with_dataset(state: PlaygroundState, key: str, **changes: float) -> PlaygroundState:
    """Draw points of a kind anew, with other numbers where they are given.

    The course's nine points have no noise. Chosen after others they come with the weights that the
    demo starts with, if features are those of the demo.
    ValueError where there is no such kind, or a number is of no use.
    """
    if key not in DATASETS:
        raise ValueError(f"dataset must be one of {', '.join(DATASETS)}")
    unnamed = replace(state, class_names=(), x_names=())
    wanted = replace(unnamed, dataset=key, **changes)  # type: ignore[arg-type]
    _check_settings(wanted)
    kind = DATASETS[key]
    C, count = kind.fitting(wanted.C, wanted.count)
    points = kind.points(C, count, 0 if key == "demo" else wanted.noise, wanted.data_seed)
    held = held_out(points.y, wanted.share, wanted.data_seed)
    drawn = with_classes(replace(wanted, points=point_set(points, held)), C)
    if key == "demo" and state.dataset != "demo" and drawn.feature_map == "identity":
        return replace(drawn, dataset=key, W=START.W, b=START.b)
    return replace(drawn, dataset=key)


def with_share(state: PlaygroundState, share: float) -> PlaygroundState:
    """Hold another share of the points out to test on; ValueError where that is of no use."""
    changed = replace(state, share=share)
    _check_settings(changed)
    held = held_out(state.points.y, share, state.data_seed)
    return replace(changed, points=point_set(Points(state.points.X, state.points.y), held))


def with_class_count(state: PlaygroundState, C: int) -> PlaygroundState:
    """Another number of classes: drawn anew where the data set has as many, else as they are."""
    kind = DATASETS.get(state.dataset)
    if kind is not None and len(kind.classes) > 1 and C in kind.classes:
        return with_dataset(state, state.dataset, C=C)
    return with_classes(state, C)


# Weights


def with_classes(state: PlaygroundState, C: int) -> PlaygroundState:
    """Another number of classes: weights of those that stay are kept, the others are random.

    A class that goes takes its points along; ValueError with a sentence if they are the last ones.
    """
    C = min(max(C, FEWEST_CLASSES), MOST_CLASSES)
    others = randomized(replace(state, C=C), state.seed)
    W, b = state.W[:C] + others.W[len(state.W) :], state.b[:C] + others.b[len(state.b) :]
    changed = replace(state, C=C, W=W, b=b)
    X, y, test = state.points.X, state.points.y, state.points.test
    stay = y < C
    if stay.all():
        return changed
    if not (stay & ~test).any():
        raise ValueError(f"Of {C} classes there is no point to learn from: add one first.")
    return _with_points(changed, X[stay], y[stay], test[stay])


def with_feature_map(state: PlaygroundState, key: str) -> PlaygroundState:
    """Another feature map; weights of other features mean nothing, so they begin at random."""
    _check_choice("feature_map", key)
    if key == state.feature_map:
        return state
    return randomized(replace(state, feature_map=key), state.seed)


def with_weights(state: PlaygroundState, W: Rows, b: tuple[float, ...]) -> PlaygroundState:
    """Begin at these weights; ValueError if they are not numbers, or not as many."""
    changed = replace(state, W=tuple(map(_held, W)), b=_held(b))
    _check_weights(changed)
    return changed


def _held(row: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(min(max(float(each), -FARTHEST_WEIGHT), FARTHEST_WEIGHT) for each in row)


def is_of_seed(state: PlaygroundState) -> bool:
    """Whether the weights are those of the seed, and not the demo's or a person's own."""
    random = randomized(state, state.seed)
    return (random.W, random.b) == (state.W, state.b)


def randomized(state: PlaygroundState, seed: int) -> PlaygroundState:
    """W ~ U(−5, 5), b ~ U(−0.5, 0.5), as in the course's demo; the same seed gives the same."""
    _check_range("seed", seed)
    rng = np.random.default_rng(seed)
    D = len(FEATURE_MAPS[state.feature_map].names)
    W = rng.uniform(-RANDOM_W, RANDOM_W, (state.C, D)).round(2)
    b = rng.uniform(-RANDOM_B, RANDOM_B, state.C).round(2)
    rows = tuple(tuple(row) for row in W.tolist())
    return replace(state, W=rows, b=tuple(b.tolist()), seed=seed)


# Settings


def with_setting(state: PlaygroundState, name: str, value: object) -> PlaygroundState:
    """The state with one setting changed; ValueError where it is of no use."""
    changed = replace(state, **{name: value})  # type: ignore[arg-type]
    check(changed)
    return changed


CHOICES: dict[str, tuple[str, ...]] = {
    "loss": tuple(LOSSES),
    "regularization": tuple(REGULARIZERS),
    "optimizer": tuple(OPTIMIZERS),
    "feature_map": tuple(FEATURE_MAPS),
    "dataset": ("", *DATASETS),
}
RANGES: dict[str, tuple[float, float]] = {
    "margin": (0.0, 100.0),
    "strength": (0.0, LARGEST_STRENGTH),
    "learning_rate": (SMALLEST_RATE, LARGEST_RATE),
    "momentum": (0.0, 0.999),
    "batch_size": (0, MOST_POINTS),
    "noise": (0.0, 1.0),
    "share": (0.0, LARGEST_SHARE),
    "count": (2, MOST_POINTS),
    "seed": (0, LARGEST_SEED),
    "data_seed": (0, LARGEST_SEED),
}
WHOLE = ("batch_size", "count", "seed", "data_seed")


def check(state: PlaygroundState) -> None:
    """Raise ValueError, naming what it is, if a setting is of no use or parts do not fit."""
    _check_settings(state)
    _check_weights(state)
    if not state.points.y.max(initial=0) < state.C:
        raise ValueError(f"points must be of the {state.C} classes")
    if state.points.test.all():
        raise ValueError("points must not all be held out")


def _check_settings(state: PlaygroundState) -> None:
    for name in CHOICES:
        _check_choice(name, getattr(state, name))
    for name in RANGES:
        _check_range(name, getattr(state, name))


def _check_choice(name: str, value: str) -> None:
    known = CHOICES[name]
    if value not in known:
        raise ValueError(f"{name} must be one of {', '.join(filter(None, known))}")


def _check_range(name: str, value: float) -> None:
    (low, high), whole = RANGES[name], name in WHOLE
    if not (math.isfinite(value) and low <= value <= high) or (whole and not is_whole(value)):
        kind = "whole number" if whole else "number"
        raise ValueError(f"{name} must be a {kind} from {low:g} to {high:g}")


def _check_weights(state: PlaygroundState) -> None:
    C, D = state.C, len(FEATURE_MAPS[state.feature_map].names)
    if not FEWEST_CLASSES <= C <= MOST_CLASSES:
        raise ValueError(f"C must be {FEWEST_CLASSES} to {MOST_CLASSES}")
    if [len(row) for row in state.W] != [D] * C or len(state.b) != C:
        raise ValueError(f"W must be {C} rows of {D} numbers, and b {C} numbers")
    if not all(abs(each) <= FARTHEST_WEIGHT for row in (*state.W, state.b) for each in row):
        raise ValueError(f"W and b must be numbers of at most {FARTHEST_WEIGHT:,.0f}")
