"""What walkers, planes, settings and mistakes are called. No Qt."""

from __future__ import annotations

from lossviz.model.mistakes import MISTAKES
from lossviz.panelkit import setting_titles as shared
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.landscape.state import WALKERS, LandscapeState, LandscapeView
from lossviz.widgets.map.walk_looks import WalkLook, look_of

MARKERS = {
    "gd": "circle",
    "sgd": "square",
    "momentum": "triangle",
    "nesterov": "diamond",
    "adagrad": "pentagon",
    "rmsprop": "star",
    "adam": "hexagon",
    "random": "cross",
    "local": "plus",
}
PLANE_TITLES = {
    "gradient": "Gradient and momentum",
    "random": "Two random directions",
    "path": "Main directions of the path",
    "remembered": "Start, now, best",
}
SETTING_TITLES = shared.SETTING_TITLES | {
    "entries": "weights of the map",
    "playground_entries": "weights of the map",
    "plane": "plane",
    "h": "step h",
    "scheme": "scheme",
    "precision": "precision",
    "mistake": "mistake",
    "walker": "optimizer",
    "own_rates": "learning rates",
    "rates": "learning rates",
    "batches": "minibatches",
}


def look(walker: str) -> WalkLook:
    """How a walk looks where others are beside it: always the same, whoever they are."""
    return look_of(WALKERS.index(walker))


def lettered(walker: str) -> str:
    """A walker with its letter, as the race's menu and legend call it: "C Momentum"."""
    return f"{look(walker).letter} {UPDATE_FORMULAS[walker].short_title}"


def mistake_title(key: str) -> str:
    """A mistake as a menu calls it."""
    return MISTAKES[key].title if key == "none" else f"Mistake: {MISTAKES[key].title.lower()}"


def trials_in_force(state: LandscapeState, view: LandscapeView) -> str:
    """What of the check's menu is in force, but for the mistake, which the button names."""
    table = ("lecture’s W",) if view.table == "lecture" else ()
    return ", ".join((*table, *(("float32",) if state.precision == "float32" else ())))
