"""What a person can set in the Landscape panel, and the pure actions on it.

The settings and the point where a walk starts are what undo takes back. Where one looks is not, nor
are the steps of a walk, which "Step back" takes back: they have records of their own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from lossviz.model.formula import parse_formula
from lossviz.model.gradients import Scheme
from lossviz.model.mistakes import MISTAKES
from lossviz.model.regularization import REGULARIZERS
from lossviz.panels.landscape.surface_kinds import (
    FORMULA,
    PLAYGROUND,
    SURFACES,
    TWO_WEIGHTS,
    SurfaceKind,
)
from lossviz.widgets.map.window import Window

PLANES = ("gradient", "random", "path", "remembered")
WALKERS = (
    "gd", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "random", "local",
)  # fmt: skip
SEARCHES = ("random", "local")
SMALLEST_H, LARGEST_H = 1e-12, 1e-1
SMALLEST_RATE, LARGEST_RATE = 1e-6, 10.0
LARGEST_STRENGTH = 10.0
LARGEST_WEIGHT = 1e6
MOST_BATCHES = 200
SPEEDS = (1, 10, 100)
CUTS = ("w1", "w2", "analytic", "numeric", "error", "walk")
TABLES = ("here", "lecture")
LARGEST_SEED = 99_999

Precision = Literal["float32", "float64"]
Point = tuple[float, float]


@dataclass(frozen=True)
class LandscapeState:
    """The settings; each edit makes a new one.

    surface: one of `SURFACES`. start: where the walk begins, None where the surface says. loss,
    regularization, strength: of the two-weight classifier; the Scores panel's table takes them too.
    entries, playground_entries: the two numbers of the Scores panel, or of the Playground, that are
    w1 and w2, by the keys of `entries.entries`. plane: through the weights in training. formula:
    one's own.
    h, scheme, precision: of the numeric gradient. mistake: what is wrong in the analytic one.
    walker: what takes the steps. rivals: those that race with it. learning_rate: also the length of
    a step of random local search. own_rates: whether each in a race has its own; rates: by name, of
    whom it was set for, where that of the others is `learning_rate`. batch_size: examples in a
    minibatch. batches: how many of them are drawn as arrows.
    """

    surface: str = TWO_WEIGHTS
    start: Point | None = None
    loss: Literal["softmax", "hinge"] = "softmax"
    regularization: str = "l2"
    strength: float = 0.0
    entries: tuple[str, str] = ("", "")
    playground_entries: tuple[str, str] = ("", "")
    plane: str = "gradient"
    formula: str = "w1^2 + 4 w2^2 + sin(3 w1)"
    h: float = 1e-4
    scheme: Scheme = "forward"
    precision: Precision = "float64"
    mistake: str = "none"
    walker: str = "gd"
    rivals: tuple[str, ...] = ()
    learning_rate: float = 0.5
    own_rates: bool = False
    rates: tuple[tuple[str, float], ...] = ()
    momentum: float = 0.9
    batch_size: int = 4
    batches: int = 12
    seed: int = 0

    @property
    def kind(self) -> SurfaceKind:
        """What is known of its surface."""
        return SURFACES[self.surface]

    def rate_of(self, walker: str) -> float:
        """The learning rate of one in the race."""
        if not self.own_rates or walker == self.walker:
            return self.learning_rate
        return dict(self.rates).get(walker, self.learning_rate)


@dataclass(frozen=True)
class LandscapeView:
    """Where a person chose to look.

    window: the part of the plane, None for the one that shows all. log: the scale of the colours.
    relief: the surface in 3-D. minibatches: whether their arrows are drawn. cut: one of `CUTS`, a
    line through the point or another plot in its place. table: one of `TABLES`. filled: how many
    rows of the table are filled in, None for all. speed: steps a second. keeps_walks: whether what
    was walked from another point stays on the map.
    """

    window: Window | None = None
    log: bool = True
    relief: bool = False
    minibatches: bool = False
    cut: str = "w1"
    table: Literal["here", "lecture"] = "here"
    filled: int | None = None
    speed: int = 10
    keeps_walks: bool = False


@dataclass(frozen=True)
class LandscapeSight(LandscapeView):
    """What is seen: the view, and what no one chose.

    pixels: of the map, width and height. line: how wide a contour is, in pixels. hover: the place
    under the pointer.
    """

    pixels: tuple[int, int] = (0, 0)
    line: float = 0.75
    hover: Point | None = None


START = LandscapeState()


def with_surface(state: LandscapeState, surface: str) -> LandscapeState:
    """Another surface; the walk begins where it says. SGD needs examples, as mistakes do."""
    if surface == state.surface:
        return state
    kind = SURFACES[surface]
    rate = kind.learning_rate
    changed = replace(state, surface=surface, start=None, learning_rate=rate, rates=())
    if kind.has_examples:
        return changed
    walker = "gd" if state.walker == "sgd" else state.walker
    rivals = tuple(each for each in state.rivals if each not in ("sgd", walker))
    return replace(changed, walker=walker, rivals=rivals, mistake="none")


def at_playground(state: LandscapeState, rate: float) -> LandscapeState:
    """The weights of the Playground, at the place where they are now, with its step size."""
    rate = min(max(rate, SMALLEST_RATE), LARGEST_RATE)
    return replace(with_surface(state, PLAYGROUND), start=None, learning_rate=rate)


def with_start(state: LandscapeState, w1: float, w2: float) -> LandscapeState:
    """Begin the walk somewhere else; ValueError with a sentence if that is no place."""
    if not (math.isfinite(w1) and math.isfinite(w2)):
        raise ValueError("The point must be two finite numbers.")
    largest = LARGEST_WEIGHT
    return replace(state, start=(min(max(w1, -largest), largest), min(max(w2, -largest), largest)))


def with_formula(state: LandscapeState, text: str) -> LandscapeState:
    """One's own formula; `FormulaError` with a sentence if it can't be read."""
    parse_formula(text)
    return replace(with_surface(state, FORMULA), formula=text, start=None)


def with_walker(state: LandscapeState, walker: str) -> LandscapeState:
    """Another one takes the steps; it is not among its rivals. Each keeps a rate of its own."""
    changed = replace(state, walker=walker, rivals=without(state.rivals, walker))
    if state.own_rates:
        kept = with_rate(state, state.walker, state.learning_rate)
        changed = replace(changed, learning_rate=kept.rate_of(walker), rates=kept.rates)
    check(changed)
    return changed


def with_rival(state: LandscapeState, walker: str, on: bool) -> LandscapeState:
    """Let another one race, or not; in the order of the list."""
    chosen = {*state.rivals, walker} if on else {*state.rivals} - {walker}
    rivals = tuple(each for each in WALKERS if each in chosen - {state.walker})
    return with_setting(state, "rivals", rivals)


def with_rate(state: LandscapeState, walker: str, rate: float) -> LandscapeState:
    """Another learning rate for one of the rivals; in the order of the list."""
    known = dict(state.rates) | {walker: rate}
    rates = tuple((each, known[each]) for each in WALKERS if each in known)
    return with_setting(state, "rates", rates)


def without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The names but one."""
    return tuple(each for each in names if each != name)


OF_THE_AXES = {name for kind in SURFACES.values() for name in kind.axes}


def with_setting(state: LandscapeState, name: str, value: object) -> LandscapeState:
    """The state with one setting changed; ValueError where it is of no use."""
    changed = replace(state, **{name: value})  # type: ignore[arg-type]
    if name in OF_THE_AXES and changed != state:
        changed = replace(changed, start=None)  # a place on other axes is another one
    check(changed)
    return changed


def check(state: LandscapeState) -> None:
    """Raise ValueError, naming the setting, if one of them is of no use."""
    choices = {
        "surface": tuple(SURFACES), "loss": ("softmax", "hinge"),
        "regularization": tuple(REGULARIZERS),
        "plane": PLANES, "scheme": ("forward", "central"), "precision": ("float32", "float64"),
        "mistake": tuple(MISTAKES), "walker": WALKERS,
    }  # fmt: skip
    for name, known in choices.items():
        if getattr(state, name) not in known:
            raise ValueError(f"{name} must be one of {', '.join(known)}")
    for name, (low, high) in RANGES.items():
        if not low <= getattr(state, name) <= high:  # nan too
            raise ValueError(f"{name} must be a number from {low:g} to {high:g}")
    names = [name for name, _ in state.rates]
    if names != [name for name in WALKERS if name in names]:
        raise ValueError(f"rates must be of some of {', '.join(WALKERS)}, each once")
    low, high = RANGES["learning_rate"]
    if not all(low <= rate <= high for _, rate in state.rates):
        raise ValueError(f"rates must be numbers from {low:g} to {high:g}")
    others = without(WALKERS, state.walker)
    if len(set(others) & set(state.rivals)) != len(state.rivals):
        raise ValueError(f"rivals must be some of {', '.join(others)}, each once")
    if "sgd" in (state.walker, *state.rivals) and not state.kind.has_examples:
        raise ValueError("SGD draws minibatches of examples, and a plain function has none.")


RANGES: dict[str, tuple[float, float]] = {
    "strength": (0.0, LARGEST_STRENGTH),
    "h": (SMALLEST_H, LARGEST_H),
    "learning_rate": (SMALLEST_RATE, LARGEST_RATE),
    "momentum": (0.0, 0.999),
    "batch_size": (1, 1_000_000),
    "batches": (1, MOST_BATCHES),
    "seed": (0, LARGEST_SEED),
}
