"""What a person can set in the Regularization panel, and the pure actions on it.

Each view has settings of its own, with its own penalty: R and λ. Which view is shown, and what is
looked at in each, is no step of undo. The views themselves are listed in `views.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from lossviz.model.regularization import Regularization

PENALTIES = ("l2", "l1", "elastic")
LARGEST_STRENGTH = 1e6


class Settings(Protocol):
    """The settings of a view: a frozen dataclass with a penalty among its fields."""

    @property
    def penalty(self) -> Regularization:
        """R and λ; β counts for the elastic net alone."""


SettingsT = TypeVar("SettingsT")


@dataclass(frozen=True)
class RegularizationState:
    """The settings of all views, by the name of the view; no one writes into the mapping."""

    views: Mapping[str, Any]


@dataclass(frozen=True)
class RegularizationView:
    """Where one looks. shown: the name of a view. looks: what is looked at in each, by name."""

    shown: str
    looks: Mapping[str, Any]


def with_settings(
    state: RegularizationState, view: str, action: Callable[[Any], Any]
) -> RegularizationState:
    """Other settings of one view; what its action refuses is refused."""
    return replace(state, views={**state.views, view: action(state.views[view])})


def on_view(
    view: str, action: Callable[[Any], Any]
) -> Callable[[RegularizationState], RegularizationState]:
    """An action on the settings of a view, as one on the state."""
    return lambda state: with_settings(state, view, action)


def looking_at(view: str, **look: object) -> Callable[[RegularizationView], RegularizationView]:
    """Shows a view, and in it what is asked for."""

    def look_at(seen: RegularizationView) -> RegularizationView:
        looks = {**seen.looks, view: replace(seen.looks[view], **look)}
        return replace(seen, shown=view, looks=looks)

    return look_at


def with_penalty(settings: SettingsT, **changes: Any) -> SettingsT:
    """Another R, λ or β; ValueError with a sentence for one that can't be."""
    penalty: Regularization = settings.penalty  # type: ignore[attr-defined]
    if not 0 <= changes.get("strength", 0.0) <= LARGEST_STRENGTH:
        raise ValueError(f"λ must be a number from 0 to {LARGEST_STRENGTH:,.0f}.")
    if not 0 <= changes.get("beta", 0.0) <= 1:
        raise ValueError("β must be a number from 0 to 1.")
    if changes.get("kind", PENALTIES[0]) not in PENALTIES:
        raise ValueError(f"R is one of {', '.join(PENALTIES)}.")
    return replace(settings, penalty=replace(penalty, **changes))  # type: ignore[type-var]


def view_that_changed(before: RegularizationState, after: RegularizationState) -> str | None:
    """The one view whose settings differ, None where it is none or several."""
    changed = [name for name in after.views if before.views.get(name) != after.views[name]]
    return changed[0] if len(changed) == 1 else None
