"""How the lamp shows what a gradient check says. No Qt."""

from __future__ import annotations

from typing import Literal

LampKind = Literal["pass", "suspicious", "failed", "kink", "flat", "none"]

KINK: tuple[LampKind, str] = ("kink", "kink")
LAMPS: dict[str, tuple[LampKind, str]] = {
    "pass": ("pass", "pass"),
    "suspicious": ("suspicious", "check"),
    "failed": ("failed", "wrong"),
    "flat": ("flat", "flat here"),
    "too large": ("flat", "h too large"),
    "too small": ("flat", "h too small"),
    "none": ("none", ""),
}
"""The lamp of each verdict of `lossviz.model.numeric_error`: its kind and its word."""
