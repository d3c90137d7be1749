"""The lecture's own four lines: the hinge loss of one example as the slide has it, to the letter.

`lossviz.model.one_example` has the general form, with any margin and all variants, for scores that
are known already; tests hold both to the same numbers. Source: lecture, slide 26.
"""

import numpy as np

from lossviz.model.arrays import Floats


def hinge_loss_of_slide_26(x: Floats, y: int, W: Floats) -> float:
    """The hinge loss of the image x (D,) with true class y, for weights W (C, D) without biases."""
    scores = W.dot(x)
    margins = np.maximum(0, scores - scores[y] + 1)
    margins[y] = 0
    loss_i = np.sum(margins)
    return float(loss_i)
