"""The score function of a linear classifier: f(x, W) = W x + b."""

from lossviz.model.arrays import Floats


def scores(X: Floats, W: Floats, b: Floats) -> Floats:
    """Scores s (N, C) of examples X (N, D): how well each matches each row of W (C, D).

    Each row of W is a template, b (C,) says how likely a class is whatever the image.
    Source: lecture, f(x, W) = W x + b, for all examples at once.
    """
    return X @ W.T + b
