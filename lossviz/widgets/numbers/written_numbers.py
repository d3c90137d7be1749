"""Numbers within a text: how one finds them, whichever part of the app wrote them."""

from __future__ import annotations

import re

WRITTEN = re.compile(r"[−-]?(?:\d[\d,]*(?:\.\d+)?(?: ?× ?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞)")


def numbers_in(text: str) -> list[str]:
    """Each number as it stands in a text.

    >>> numbers_in("W₁ = −1.5 after 1,000 steps, error 3.4 × 10⁻⁷")
    ['−1.5', '1,000', '3.4 × 10⁻⁷']
    """
    return WRITTEN.findall(text)
