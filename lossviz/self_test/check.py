"""What a check is: a name and some work, which says what it saw or why it fails."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossviz.self_test.desk import Desk


@dataclass(frozen=True)
class Check:
    """One line of the self-test.

    run: does the work, and returns in some words what it saw. Raises CheckError where that is not
    as it should be; any other exception is a failure too.
    """

    name: str
    run: Callable[[Desk], str]


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
