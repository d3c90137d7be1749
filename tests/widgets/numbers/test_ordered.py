"""Numbers in order are those of NumPy, whose own functions take longer to load."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lossviz.widgets.numbers.ordered import each_once, first_places, percentiles

SHARES = (0.0, 2.5, 25.0, 50.0, 80.0, 100.0)
NUMBERS = arrays(np.float64, st.integers(1, 30), elements=st.floats(-1e9, 1e9))
FEW = arrays(np.int64, st.integers(0, 30), elements=st.integers(-3, 3))


@settings(deadline=None, derandomize=True)
@given(NUMBERS, FEW)
def test_they_are_those_of_numpy(numbers: np.ndarray, few: np.ndarray) -> None:
    ours, theirs = percentiles(numbers, SHARES), np.percentile(numbers, SHARES)
    assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-12 * np.abs(numbers).max())
    values, places = np.unique(few, return_index=True)
    assert each_once(few).tolist() == values.tolist()
    assert first_places(few).tolist() == places.tolist()
