"""The templates of real images for one λ after another: the worker's job, and what is said of it.

No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lossviz.engine.jobs import Job, Pause
from lossviz.model.dataset import Dataset
from lossviz.model.regularized.pixel_templates import MOST_IMAGES, STRENGTHS, Templates
from lossviz.model.regularized.pixel_templates import pixel_templates as learned
from lossviz.model.templates import templates as pictures
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.number_scale import LogScale
from lossviz.widgets.numbers.number_text import format_number, short_number

SCALE = LogScale(STRENGTHS[-1], STRENGTHS[0])
TRAIN, TEST = "semantic.train", "semantic.val"
L2_ALONE = "Templates are learned with L2, whatever R is."


@dataclass(frozen=True, eq=False)
class Learned:
    """What was learned so far. found: from the largest λ on. images: how many were learned from."""

    data: str
    class_names: tuple[str, ...]
    images: int
    found: tuple[Templates, ...]

    @cached_property
    def all(self) -> bool:
        """Whether every λ has its templates."""
        return len(self.found) == len(STRENGTHS)

    def at(self, strength: float) -> Templates:
        """The templates of the nearest λ that has some; ValueError before the first."""
        if not self.found:
            raise ValueError("nothing was learned yet")
        known = np.log([each.strength for each in self.found])
        wanted = np.log(max(strength, STRENGTHS[-1]))
        return self.found[int(np.abs(known - wanted).argmin())]


def learning(data: Dataset) -> Job:
    """Learn from at most 1,000 training images; yields what was learned after each λ."""
    learn, _ = data.split()
    count = min(len(learn.images), MOST_IMAGES)
    found: list[Templates] = []
    yield Learned(data.name, data.class_names, count, ())
    for each in learned(learn, data.test, len(data.class_names)):
        if each is None:
            yield Pause.GO_ON
        else:
            found.append(each)
            yield Learned(data.name, data.class_names, count, tuple(found))
    return Learned(data.name, data.class_names, count, tuple(found))


def template_pictures(found: Templates) -> NDArray[np.uint8]:
    """The templates as images (C, 32, 32, 3)."""
    return pictures(found.W)


def percent(share: float | None) -> str:
    """A share of images."""
    return "—" if share is None else f"{format_number(100 * share, 1)} %"


def caption(seen: Learned, strength: float) -> str:
    """Below the templates."""
    here = seen.at(strength)
    return (
        f"Softmax on the pixels of {seen.images:,} images, λ = {short_number(here.strength)}: "
        f"{percent(here.train)} of them are right, {percent(here.test)} of the test images."
    )


def progress(seen: Learned | None) -> str:
    """How far it is."""
    done = 0 if seen is None else len(seen.found)
    return f"learning templates, λ {done} of {len(STRENGTHS)}"


def accuracy_picture(seen: Learned, strength: float) -> CursorPicture:
    """How many images are right, against λ."""
    here = seen.at(strength)
    found = sorted(seen.found, key=lambda each: each.strength)
    x = np.array([each.strength for each in found])
    lines = [_line("train", TRAIN, x, [each.train for each in found], here.train)]
    marks: tuple[CursorMark, ...] = ()
    if here.test is not None:
        tests = [each.test or 0.0 for each in found]
        lines.append(_line("test", TEST, x, tests, here.test))
        best = int(np.argmax(tests))
        top = f"best {percent(tests[best])}"
        marks = (CursorMark(float(x[best]), 100 * tests[best], top, "ring", TEST),)
    return CursorPicture(
        lines=tuple(lines),
        scale=SCALE,
        y_range=(0.0, 100.0),
        at=here.strength,
        x_name="λ",
        marks=marks,
        captions=((0.1, "follows the noise"), (0.9, "too stiff")),
        words=caption(seen, strength),
    )


def _line(
    name: str, role: str, x: NDArray[np.float64], shares: Sequence[float], now: float
) -> CursorLine:
    return CursorLine(name, role, x, 100 * np.array(shares), at=percent(now))


def accuracy_table(seen: Learned, strength: float) -> TableContent:
    """The first λ, the one looked at, the best one and the last."""
    columns = tuple(map(Column, ("train %", "test %", "loss", "ΣW²", "roughness")))
    here = seen.at(strength)
    best = max(seen.found, key=lambda each: each.test or 0.0)
    shown = {each.strength: each for each in (seen.found[0], here, best, seen.found[-1])}
    rows = [
        Row(
            f"λ = {short_number(each.strength)}" + (" best" if each is best else ""),
            (
                Cell(format_number(100 * each.train, 1), TRAIN),
                Cell("—" if each.test is None else format_number(100 * each.test, 1), TEST),
                Cell(loss_text(each.data), "semantic.dataLoss"),
                Cell(format_number(each.R, 3 if each.R < 10 else 0), "semantic.regularization"),
                Cell(format_number(each.roughness, 2)),
            ),
            each is here,
        )
        for _, each in sorted(shown.items(), reverse=True)
    ]
    return TableContent(columns, tuple(rows))
