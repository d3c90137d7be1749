"""A plane through the weights of the classifier in training, and the scores on it. No Qt."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats, Labels, read_only
from lossviz.model.dataset import Split
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.parameters import pack, unpack
from lossviz.model.planes import (
    Plane,
    Slice,
    coordinates,
    gradient_plane,
    pca_plane,
    random_plane,
    share_held,
    three_points_plane,
)
from lossviz.model.preprocessing import preprocess
from lossviz.model.regularization import Regularization
from lossviz.model.templates import templates
from lossviz.panelkit.trace import TrainingTrace

MOST_IMAGES = 5000
BLOCK = 200
TIMED = 500  # images that the model itself is timed on


@dataclass(frozen=True, eq=False)
class TrainingSlice:
    """A plane through the weights of a trace.

    held: share (0 to 1) of the path that lies in the plane. path (P, 2): the path, as it is seen in
    the plane. remembered: the weights (2,) that span it, by name, where it is through such ones.
    images: how many the loss is over. seconds_loss, seconds_gradient: what the model
    takes for one loss, and for one loss with its gradient, measured on some of the images.
    """

    trace: TrainingTrace
    slice: Slice
    held: float
    path: Floats
    remembered: dict[str, Floats]
    images: int
    seconds_loss: float
    seconds_gradient: float

    def weights(self, w1: float, w2: float) -> tuple[Floats, Floats]:
        """W (C, D) and b (C,) at a point."""
        return unpack(self.slice.plane.at(w1, w2), self.trace.classes)

    def templates(self, w1: float, w2: float) -> NDArray[np.uint8]:
        """The weights at a point as images (C, 32, 32, 3)."""
        pictures = templates(self.weights(w1, w2)[0].astype(np.float32))
        pictures.setflags(write=False)
        return pictures


def slice_of(trace: TrainingTrace, kind: str, seed: int, gradient: Floats | None) -> Slice:
    """The plane that a person chose. gradient: of the loss that is mapped, where it is spanned."""
    if kind == "random":
        return random_plane(trace.now, trace.classes, seed)
    if kind == "path":
        return pca_plane(trace.now, trace.path, seed)
    if kind == "remembered":
        return three_points_plane(trace.start, trace.now, trace.best, seed)
    assert gradient is not None
    if np.isfinite(gradient).all():
        return gradient_plane(trace.now, gradient, trace.velocity, seed=seed)
    found = gradient_plane(trace.now, np.zeros_like(gradient), trace.velocity, seed=seed)
    return replace(found, note=found.note.replace("is 0 here", "is no number here"))


def full_gradient(trace: TrainingTrace, images: Split) -> Generator[None, None, Floats]:
    """The gradient of the objective over all images, packed; rests after each block of them.

    It is that of the loss on the map; the newest minibatch's points elsewhere.
    """
    W, b = unpack(trace.now, trace.classes)
    loss, N = LOSSES[trace.config.loss], len(images.labels)
    none = Regularization("none", 0.0)
    total = np.zeros(len(trace.now))
    for first in range(0, N, BLOCK):
        block = slice(first, first + BLOCK)
        X, y = preprocess(images.images[block], trace.mean), images.labels[block]
        with np.errstate(all="ignore"):  # huge weights
            found = objective(W, b, X, y, loss, none)
        total += len(y) / N * pack(found.dW, found.db)
        yield
    with np.errstate(all="ignore"):
        total[: W.size] += trace.config.penalty.gradient(W).ravel()
    return total


def training_landscape(
    trace: TrainingTrace, kind: str, seed: int
) -> Generator[None, None, tuple[Landscape, TrainingSlice]]:
    """The landscape on a plane through the weights, with places to rest on the way."""
    learn = trace.data.split()[0]
    images = Split(learn.images[:MOST_IMAGES], learn.labels[:MOST_IMAGES])
    gradient = None
    if kind == "gradient":
        gradient = yield from full_gradient(trace, images)
    chosen = slice_of(trace, kind, seed, gradient)
    yield
    scores = yield from scores_on(chosen.plane, images, trace)
    parts = [unpack(each, trace.classes) for each in chosen.plane]
    plane = PlaneWeights(*(W.ravel() for W, _ in parts), *(b for _, b in parts))
    loss, penalty = LOSSES[trace.config.loss], trace.config.penalty
    surface = Landscape(*scores, images.labels, loss, plane, penalty)
    yield
    held = share_held(chosen.plane, trace.path)
    path = read_only(coordinates(chosen.plane, trace.path))
    yield
    remembered = remembered_points(trace, chosen.plane) if kind == "remembered" else {}
    yield
    seconds = timed(trace, images)
    found = TrainingSlice(trace, chosen, held, path, remembered, len(images.labels), *seconds)
    return surface, found


def remembered_points(trace: TrainingTrace, plane: Plane) -> dict[str, Floats]:
    """Where the start and the best weights lie, (2,) each; the weights of now are the origin."""
    start, best = coordinates(plane, [trace.start, trace.best])
    return {"start": start, "best": best}


def scores_on(
    plane: Plane, images: Split, trace: TrainingTrace
) -> Generator[None, None, tuple[Floats, Floats, Floats]]:
    """S0, S1, S2 (N, C) of all images: one product a block, for all three directions at once."""
    C, N = trace.classes, len(images.labels)
    parts = [unpack(each, C) for each in plane]
    with np.errstate(over="ignore"):
        W, b = (np.concatenate(each).astype(np.float32) for each in zip(*parts, strict=True))
    S = np.empty((N, 3 * C), dtype=np.float64)
    for first in range(0, N, BLOCK):
        block = slice(first, first + BLOCK)
        X = preprocess(images.images[block], trace.mean)
        with np.errstate(all="ignore"):  # huge weights
            S[block] = X @ W.T + b
        yield
    return S[:, :C], S[:, C : 2 * C], S[:, 2 * C :]


def timed(trace: TrainingTrace, images: Split) -> tuple[float, float]:
    """Seconds for the loss of all images by the model itself, and for loss and gradient."""
    some = Split(images.images[:TIMED], images.labels[:TIMED])
    W, b = unpack(trace.now, trace.classes)
    X, y = preprocess(some.images, trace.mean), some.labels
    loss, times = LOSSES[trace.config.loss], len(images.labels) / len(y)
    with np.errstate(all="ignore"):
        began = time.perf_counter()
        data_loss(W, b, X, y, loss.name)
        middle = time.perf_counter()
        objective(W, b, X, y, loss, trace.config.penalty)
    return times * (middle - began), times * (time.perf_counter() - middle)


def data_loss(W: Floats, b: Floats, X: Floats, y: Labels, loss: str) -> float:
    """The mean loss alone, as a numeric gradient asks for it."""
    return float(LOSSES[loss].loss(X @ W.T + b, y).mean())
