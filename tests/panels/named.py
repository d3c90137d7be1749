"""Hold the named quantities of a panel against numbers that were worked out without it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from lossviz.panelkit.panel import Panel


def wrong(panel: Panel, expected: Mapping[str, ArrayLike], rel: float = 1e-9) -> list[str]:
    """A line for each quantity that can't be read or reads something else; all must be expected."""
    names = panel.quantities()
    lines = [f"{name} is not expected" for name in names if name not in expected]
    lines += [f"there is no {name}" for name in expected if name not in names]
    for name in expected.keys() & set(names):
        value, wanted = panel.quantity(name), np.asarray(expected[name], dtype=np.float64)
        same = value is not None and np.shape(value) == wanted.ravel().shape[: min(wanted.ndim, 1)]
        if not (same and np.allclose(value, wanted.ravel(), rtol=rel, atol=1e-12)):
            lines.append(f"{name} is {value}, not {wanted.ravel().tolist()}")
    return sorted(lines)
