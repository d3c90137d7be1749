"""What the window says of each panel before it is made: rail, top bar, keys. No Qt.

Panels are made when they are needed; the first one that is shown does not wait for the others.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """A panel in words. number: its place in the lecture, 1 to 7, and its key.

    explains_at_first: whether the Explain column is open until the person says otherwise.
    tour_steps: how many steps are taken before its picture in a tour, so that it shows the panel
    where most is to be seen.
    """

    name: str
    title: str
    subtitle: str
    icon: str
    number: int
    hint: str
    explains_at_first: bool = False
    tour_steps: int = 0


SCORES = About(
    name="scores",
    title="Scores",
    subtitle="Turn scores into one number that says how unhappy we are with them.",
    icon="scores",
    number=1,
    hint="Drag a number sideways to change it. Shift: finer. Enter: type.",
    explains_at_first=True,
)
LANDSCAPE = About(
    name="landscape",
    title="Landscape",
    subtitle="Measure the slope where you stand, two ways, then walk down it.",
    icon="landscape",
    number=3,
    hint="Drag the point. Arrow keys move it by 0.01. Space runs, right bracket steps.",
    tour_steps=1,
)
PLAYGROUND = About(
    name="playground",
    title="Playground",
    subtitle="Move points and weights, and watch the boundaries, the slopes and the losses answer.",
    icon="playground",
    number=4,
    hint="Drag a point, or a number. Shift-click the plane to add a point.",
    tour_steps=40,
)
TRAINING = About(
    name="training",
    title="Training",
    subtitle="Train a linear classifier on CIFAR-10 and watch its ten templates form.",
    icon="training",
    number=5,
    hint="Space runs and pauses. A changed setting takes effect at the next step.",
    tour_steps=680,  # ten epochs of the stand-in
)
