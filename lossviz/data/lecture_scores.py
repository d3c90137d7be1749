"""The lecture's three images with their scores, and weights on small images that give them.

The scores are the lecture's. The lecture shows neither the weights nor the pixels behind them: W
and X here were chosen so that W x gives those scores, without biases. Source: lecture, slide 10.
"""

from __future__ import annotations

Row = tuple[float, ...]
Rows = tuple[Row, ...]

CLASSES = ("cat", "car", "frog")
IMAGES = ("cat image", "car image", "frog image")
SCORES: Rows = ((3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (2.2, 2.5, -3.1))
"""Of each image (N, C)."""
TRUE_CLASSES = (0, 1, 2)
WEIGHTS: Rows = ((2.2, 0.3, 1.0, 1.2), (3.1, 2.9, 2.0, 0.5), (-0.7, 3.0, -1.0, -2.1))
"""W (C, D), a row a class."""
PIXELS: Rows = ((1.0, 0.0, 1.0, 0.0), (0.0, 1.0, 1.0, 0.0), (0.0, 0.0, 1.0, 1.0))
"""X (N, D), pictures of 2 by 2."""
