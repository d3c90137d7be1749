"""The ground on two weights of the Playground's classifier, by its own objective. No Qt."""

from __future__ import annotations

from lossviz.model.losses import Loss, Softmax
from lossviz.model.regularization import Regularization
from lossviz.panelkit.example import PlaygroundExample
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.landscape.checking import SUBSCRIPTS
from lossviz.panels.landscape.entries import chosen_entries, entries, place_of, weight_landscape
from lossviz.panels.landscape.grounds import (
    AROUND,
    Ground,
    ranges_around,
)
from lossviz.panels.landscape.state import LandscapeState
from lossviz.widgets.numbers.number_text import short_number

BEYOND = 1.5  # times the larger of both weights: so far is looked, so that 0 is on the map


def playground_ground(state: LandscapeState, example: PlaygroundExample) -> Ground:
    """Two entries of W and b move, the others stay; it begins at the values of now."""
    first, second = keys = chosen_entries(example, state.playground_entries)
    loss, penalty, names = example.loss, example.penalty, entries(example)
    surface, start = weight_landscape(example.linear, keys, example.y, loss, penalty)
    reach = max(AROUND, *(BEYOND * abs(each) for each in start))
    return Ground(
        surface, (names[first], names[second]), *ranges_around(start, reach), start, len(names),
        status(example), objective_note(loss, penalty),
        LOSS_FORMULAS[loss.name].color, short=(symbol(first), symbol(second)),
    )  # fmt: skip


def status(example: PlaygroundExample) -> str:
    """What is loaded, in words."""
    N = len(example.y)
    points = f"{N:,} {'point' if N == 1 else 'points'} of the Playground panel"
    step = f", step {example.step:,}" if example.step else ""
    return f"{LOSS_FORMULAS[example.loss.name].demo_title} loss, {points}{step}"


def objective_note(loss: Loss, penalty: Regularization) -> str:
    """What the loss is made of, which is set in the Playground and not here."""
    margin = "" if isinstance(loss, Softmax) else f"margin {short_number(loss.margin)}, "  # type: ignore[attr-defined]
    title = PENALTY_FORMULAS[penalty.regularizer.name].title
    if penalty.regularizer.name == "none":
        return f"As in the Playground: {margin}no regularization."
    return f"As in the Playground: {margin}{title} with λ = {short_number(penalty.strength)}."


def symbol(key: str) -> str:
    """An entry in short: W₂₁ for class 2 and the feature 1, b₂ for its bias."""
    j, d = (SUBSCRIPTS[each] for each in place_of(key))
    return f"W{j}{d}" if key.startswith("W") else f"b{j}"
