"""The templates that a softmax classifier learns from pixels, for one λ after another.

    for found in pixel_templates(learn, test, C):
        if found is not None:
            print(found.strength, found.train, found.test)

From the largest λ, whose templates are smooth blobs, to the smallest, where they are noise that
fits every training image. L2 alone: its minimum lies in the span of the images, W = V B with B an
orthonormal basis of it. So 1,000 images of 3,072 pixels take 1,000 numbers a class, along whose
directions the images spread by known amounts; those are the curvatures to begin with, up to a
factor. All eleven λ take 0.6 s so, in place of 5 s with pixels as they are.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np

from lossviz.model.arrays import Floats, Labels, read_only
from lossviz.model.dataset import IMAGE_SIDE, Split
from lossviz.model.evaluation import evaluate
from lossviz.model.losses import Softmax
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.regularized.quasi_newton import descending

STRENGTHS = (10.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001)
MOST_IMAGES = 1_000
TOLERANCE = 1e-3
FLAT = 1e-7  # of the largest spread: less is rounding
BEND = 0.3  # of softmax in a score, guessed: p (1 − p) is 0.25 at most, for two classes


@dataclass(frozen=True, eq=False)
class Templates:
    """What was learned with one λ. W (C, D), b (C,): read-only, for pixel / 255 − mean.

    data: the mean loss on the training images. R: sum W^2. train, test: shares (0 to 1) of images
    that are right; test is None without test images. roughness: how much neighbouring pixels of a
    template differ, as a share of their size: about 0 for a smooth blob, 1 for noise.
    """

    strength: float
    W: Floats
    b: Floats
    data: float
    R: float
    train: float
    test: float | None
    roughness: float


def pixel_templates(
    learn: Split, test: Split, C: int, strengths: Sequence[float] = STRENGTHS
) -> Generator[Templates | None, None, None]:
    """The templates for each λ, above 0, as soon as they are found; None at each place to rest.

    Each λ begins where the one before ended. Of many training images the first 1,000 are taken.
    """
    if len(learn.images) == 0 or min(strengths) <= 0:
        raise ValueError("templates need an image to learn from, and a λ above 0")
    learn = Split(learn.images[:MOST_IMAGES], learn.labels[:MOST_IMAGES])
    mean = mean_image(learn.images)
    X = preprocess(learn.images, mean)
    yield None
    basis, spread = span_of(X)
    yield None
    Z = X @ basis.T  # (N, S): the images in the basis
    VB = np.zeros((C, len(spread) + 1), dtype=np.float32)  # V, and b in the last column
    for strength in strengths:
        lam = np.float32(strength)
        curvature = np.append(BEND * spread + 2 * strength, BEND).astype(np.float32)

        def f(VB: Floats, lam: np.float32 = lam) -> tuple[float, Floats]:
            return objective_on_span(VB, Z, learn.labels, lam)

        descent = descending(f, VB, 1 / curvature, TOLERANCE)
        while True:
            try:
                next(descent)
            except StopIteration as end:
                VB = end.value
                break
            yield None
        yield found_with(strength, VB[:, :-1] @ basis, VB[:, -1], learn, test, mean)


def span_of(X: Floats) -> tuple[Floats, Floats]:
    """An orthonormal basis B (S, D) of the rows of X (N, D), and the mean square (S,) along each.

    Both from the products of all pairs of images, (N, N): X X' = U S^2 U', so B = U' X / S.
    """
    squares, U = np.linalg.eigh((X @ X.T).astype(np.float64))
    kept = squares > FLAT * squares.max()
    basis = (U[:, kept] / np.sqrt(squares[kept])).T.astype(np.float32) @ X
    return basis, squares[kept] / len(X)


def objective_on_span(
    VB: Floats, Z: Floats, y: Labels, strength: np.float32
) -> tuple[float, Floats]:
    """Mean softmax loss + λ sum V^2 and its gradient, in V and b (C, S + 1); Z (N, S)."""
    V, b = VB[:, :-1], VB[:, -1]
    losses, dS = Softmax().unchecked(Z @ V.T + b, y)
    dS /= len(Z)
    gradient = np.empty_like(VB)
    gradient[:, :-1] = dS.T @ Z + 2 * strength * V
    gradient[:, -1] = dS.sum(axis=0)
    return float(losses.mean(dtype=np.float64) + strength * np.vdot(V, V)), gradient


def found_with(
    strength: float, W: Floats, b: Floats, learn: Split, test: Split, mean: Floats
) -> Templates:
    """The templates, and how good they are."""
    on_train = evaluate(W, b, *learn, mean, Softmax())
    on_test = evaluate(W, b, *test, mean, Softmax()).accuracy if len(test.images) else None
    return Templates(
        strength, read_only(W), read_only(b), on_train.data_loss, float(np.vdot(W, W)),
        on_train.accuracy, on_test, roughness(W),
    )  # fmt: skip


def roughness(W: Floats) -> float:
    """Mean difference of neighbouring pixels over their mean size, of templates W (C, D)."""
    planes = W.reshape(len(W), -1, IMAGE_SIDE, IMAGE_SIDE)
    differences = [float(np.abs(np.diff(planes, axis=axis)).mean()) for axis in (2, 3)]
    size = float(np.abs(W).mean())
    return float(np.mean(differences)) / size if size > 0 else 0.0
