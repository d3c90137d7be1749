"""Hold the named quantities of a panel against numbers that were worked out without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import ArrayLike

from lossviz.panelkit.panel import Panel


def wrong(
    panel: Panel,
    expected: Mapping[str, ArrayLike],
    rel: float = 1e-9,
    without: Collection[str] = (),
) -> list[str]:
    """A line for each quantity that can't be read or reads something else; all must be expected.

    without: those that have no value here; another test holds them.
    """
    names = [name for name in panel.quantities() if name not in without]
    lines = [f"{name} is not expected" for name in names if name not in expected]
    lines += [f"there is no {name}" for name in expected if name not in names]
    for name in expected.keys() & set(names):
        value, wanted = panel.quantity(name), np.asarray(expected[name], dtype=np.float64)
        same = value is not None and np.shape(value) == wanted.ravel().shape[: min(wanted.ndim, 1)]
        if not (same and np.allclose(value, wanted.ravel(), rtol=rel, atol=1e-12)):
            lines.append(f"{name} is {value}, not {wanted.ravel().tolist()}")
    return sorted(lines)
