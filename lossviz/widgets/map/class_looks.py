"""How the classes of points are told apart wherever no picture says otherwise. No Qt."""

from __future__ import annotations

CLASS_COLORS = ("cat", "car", "frog", "airplane", "bird", "deer", "dog", "horse")
"""Whose colours classes 0, 1, 2 and so on have where a picture names no others."""
TEST_SHARE = 0.8
"""Of the usual size: a point to test on."""
