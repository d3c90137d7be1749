"""How the settings of a view are read from a file that a person may have edited. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.values import choice, fields_that_fit, number
from lossviz.panels.regularization.state import LARGEST_STRENGTH, PENALTIES


def penalty_from_values(value: object, start: Regularization) -> Regularization:
    """R and λ, each field that fits, the others as at the start."""
    readers = {
        "kind": lambda each: choice(each, PENALTIES),
        "strength": lambda each: number(each, 0.0, LARGEST_STRENGTH),
        "beta": lambda each: number(each, 0.0, 1.0),
    }
    values: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    return Regularization(**{**vars(start), **fields_that_fit(values, readers)})
