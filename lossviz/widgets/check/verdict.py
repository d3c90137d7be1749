"""What a gradient check can say. No Qt."""

from typing import Literal

LampKind = Literal["pass", "suspicious", "failed", "kink", "none"]
