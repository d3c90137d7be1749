"""How a check says what it expects: a sentence where that is not so."""

from __future__ import annotations

import math


class CheckError(Exception):
    """Why a check fails, in one sentence."""


def expect(holds: object, why: str) -> None:
    """Fail with a sentence unless something holds."""
    if not holds:
        raise CheckError(why)


def expect_equal(found: object, wanted: object, what: str) -> None:
    """Fail unless two values are the same."""
    expect(found == wanted, f"{what} should be {wanted!r}, but is {found!r}")


def expect_near(found: float, wanted: float, within: float, what: str) -> None:
    """Fail unless a number is as near as that; nan never is."""
    near = math.isfinite(found) and abs(found - wanted) <= within
    expect(near, f"{what} should be {wanted:g} to within {within:g}, but is {found:g}")
