"""Names for the arrays of the lecture.

N examples, D numbers (pixels) an example, C classes:
X (N, D) examples, y (N,) true classes, W (C, D) weights, b (C,) biases, s (N, C) scores.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Labels: TypeAlias = NDArray[np.integer[Any]]


def read_only(array: Floats) -> Floats:
    """A copy that cannot be written; whoever made the array may go on with it."""
    copy = array.copy()
    copy.setflags(write=False)
    return copy
