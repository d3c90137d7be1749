"""The surfaces that can be walked on: one record says all that tells them apart. No Qt.

What a surface is made of is in `ground_makers`; everything else that asks which surface it is,
menus, controls, settings, what is kept over an edit, asks its record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lossviz.model.surfaces import KNOWN_SURFACES, KnownSurface
from lossviz.panelkit.example import PlaygroundExample, ScoreExample
from lossviz.panelkit.trace import TrainingTrace

TWO_WEIGHTS, SCORES, PLAYGROUND = "two-weights", "scores", "playground"
TRAINING, FORMULA = "training", "formula"

Offer = ScoreExample | PlaygroundExample | TrainingTrace
"""What another panel shows of its numbers."""
Option = Literal["entries", "loss", "plane", "newest", "formula", "known"]
"""A control of the row over the map; "known" is a formula to read."""


@dataclass(frozen=True)
class SurfaceKind:
    """A surface, or a kind of them.

    name: its key in menu and settings. title: what the menu says. learning_rate: one with which
    a walk gets somewhere on it. options: the controls that it shows. axes: the settings that say
    what w1 and w2 are; a place is another one when they change. made_of: the settings that its loss
    depends on besides. has_examples: whether it is the loss of examples, and no plain function.
    offer: what another panel, `source`, has to show before there is a surface; until then `missing`
    is said. Such weights move on, so a place on them is not remembered. entries: the setting that
    says which two of its numbers move. formula, note: to read, where it is a known function.
    """

    name: str
    title: str
    learning_rate: float
    options: tuple[Option, ...] = ()
    axes: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    has_examples: bool = False
    offer: type[Offer] | None = None
    source: str = ""
    missing: str = ""
    entries: str = ""
    formula: str = ""
    note: str = ""


def _known(surface: KnownSurface) -> SurfaceKind:
    return SurfaceKind(
        name=surface.name,
        title=surface.title,
        learning_rate=surface.learning_rate,
        options=("known",),
        formula=f"L = {surface.text}",
        note=surface.note,
    )


_LOSS = ("loss", "regularization", "strength")
_ALL = (
    SurfaceKind(
        name=TWO_WEIGHTS,
        title="Two weights",
        learning_rate=0.5,
        options=("loss",),
        made_of=_LOSS,
        has_examples=True,
    ),
    SurfaceKind(
        name=SCORES,
        title="The 3 × 3 example",
        learning_rate=1.0,
        options=("entries", "loss"),
        axes=("entries",),
        made_of=_LOSS,
        has_examples=True,
        offer=ScoreExample,
        source="scores",
        missing="The Scores panel has no table yet.",
        entries="entries",
    ),
    SurfaceKind(
        name=PLAYGROUND,
        title="Playground’s W",
        learning_rate=0.1,
        options=("entries", "newest"),
        axes=("playground_entries",),
        has_examples=True,
        offer=PlaygroundExample,
        source="playground",
        missing="The Playground has not shown its weights here yet.",
        entries="playground_entries",
    ),
    SurfaceKind(
        name=TRAINING,
        title="Classifier in training",
        learning_rate=0.05,
        options=("plane", "newest"),
        axes=("plane", "seed"),
        has_examples=True,
        offer=TrainingTrace,
        source="training",
        missing="No classifier is in training yet.",
    ),
    *map(_known, KNOWN_SURFACES.values()),
    SurfaceKind(
        name=FORMULA,
        title="Own formula",
        learning_rate=0.05,
        options=("formula",),
        axes=("formula",),
    ),
)

SURFACES: dict[str, SurfaceKind] = {kind.name: kind for kind in _ALL}
"""All of them by name, in the order of the menu."""


def kind_with(offer: Offer) -> SurfaceKind:
    """The kind of surface that something of another panel is for."""
    return next(kind for kind in _ALL if kind.offer is type(offer))
