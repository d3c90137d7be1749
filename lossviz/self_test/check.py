"""What a check is: a name and some work, which says what it saw or why it fails."""

from __future__ import annotations

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
