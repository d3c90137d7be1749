"""Labels that are pushed apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.painting.spread import spread


@settings(deadline=None, derandomize=True)  # the machine's load is not under test
@given(
    st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), min_size=1, max_size=8),
)
def test_spread_labels_keep_apart_inside_and_in_order(
    labels: list[tuple[float, float]],
) -> None:
    wanted, heights = map(list, zip(*labels, strict=True))
    centres = spread(wanted, heights, 0, 200)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for i, j in pairwise(order):
        assert centres[j] - centres[i] >= (heights[i] + heights[j]) / 2 - 1e-9
    assert centres[order[0]] - heights[order[0]] / 2 >= -1e-9
    assert centres[order[-1]] + heights[order[-1]] / 2 <= 200 + 1e-9


def test_labels_that_do_not_meet_stay_where_they_want() -> None:
    assert spread([100, 20, 60], [10, 10, 10], 0, 200) == [100, 20, 60]
    assert spread([50, 50], [10, 10], 0, 200) == [45, 55]
