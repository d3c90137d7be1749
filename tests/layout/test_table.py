"""The short table is short, and leaves no pair out."""

from __future__ import annotations

from tests.layout.posing import POSES
from tests.layout.table import factors, pairs, pairwise, whole


def test_any_two_values_meet_in_the_short_table() -> None:
    for poses in POSES.values():
        values = factors(list(poses))
        rows = pairwise(values)
        every = {pair for row in whole(values) for pair in pairs(row)}
        assert {pair for row in rows for pair in pairs(row)} == every
        assert len(rows) <= 1.3 * len(values["state"]) * len(values["size"])
        assert rows == pairwise(values)


def test_the_states_of_each_panel_are_many() -> None:
    for poses in POSES.values():
        assert len(poses) >= 6
        assert {"start", "explain"} <= {name.split(" ")[0] for name in poses}
