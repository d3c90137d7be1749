"""The Playground panel in windows of all sizes: it settles, and cuts neither words nor numbers."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.painting.drawn_text import recording
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from tests.panels.playground.test_panel import (  # noqa: F401 - fixtures
    choose,
    panel,
    playground,
    settled,
    table,
    take_steps,
)
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

SIZES = ((1100, 700), (1280, 720), (1440, 900), (1920, 1080))
BESIDE = ("", "loss", "features")


def cut(app: App) -> list[str]:
    """Words, buttons and numbers that are seen, with less room than they take."""
    found: list[str] = []
    kinds: tuple[type[QWidget], ...] = (QLabel, QPushButton, SteadyNumber)
    for kind in kinds:
        for part in panel(app).findChildren(kind):
            if part.isVisible() and part.width() < part.minimumSizeHint().width():
                found.append(f"{part.objectName()} {part.text()!r}")  # type: ignore[attr-defined]
    return found


def cut_numbers(app: App) -> list[str]:
    """Numbers of the loss, and the accuracy, that are wider than their place."""
    found = []
    for name in ("total", "data_loss", "penalty", "accuracy"):
        part = app.find(f"playground.{name}", SteadyNumber)
        with recording() as texts:
            part.grab()
        if any(each.text != each.whole or each.ink.right() > part.width() for each in texts):
            found.append(f"{name} {part.text()!r}")
    return found


@pytest.mark.parametrize("beside", BESIDE)
def test_nothing_is_cut(playground, beside, subtests):  # noqa: F811
    choose(playground, "playground.beside", beside)
    if beside:
        playground.wait(lambda: panel(playground).view.travel == 1.0)
    for size in SIZES:
        with subtests.test(size=size):
            playground.window.resize(*size)
            take_steps(playground, 2)
            assert cut(playground) == []


@pytest.mark.parametrize("size", SIZES)
def test_no_loss_is_cut_however_long(playground, size):  # noqa: F811
    playground.window.resize(*size)
    for weight in ("1e6", "3333", "0.25"):
        playground.type("playground.w.0.0", weight)
        settled(playground)
        assert cut_numbers(playground) == []
    for seed in range(4):
        playground.type("playground.seed", str(seed))
        settled(playground)
        assert cut_numbers(playground) == []
    choose(playground, "playground.dataset", "blobs")
    playground.type("playground.count", "5000")
    playground.type("playground.share", "30")
    settled(playground)
    assert cut_numbers(playground) == []
    assert "1,500" in playground.text("playground.accuracy")
    playground.type("playground.count", "90")
    settled(playground)
    words = [each for each in playground.shown_texts() if each == "data +"]
    assert words == ["data +"], "the words come back when there is room for them"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_on_a_projector(playground, size):  # noqa: F811
    playground.window.resize(*size)
    playground.click("rail.projector")
    settled(playground)
    take_steps(playground, 2)
    assert cut(playground) == []


def test_it_settles_whatever_it_showed_before(playground):  # noqa: F811
    """The same size and view is the same picture, whichever way one came there."""

    def picture() -> list[object]:
        settled(playground)
        playground.frames(3)
        settled(playground)
        parts = panel(playground).findChildren(QWidget)
        return [each.geometry() for each in parts if each.isVisible()]

    first: dict[object, list[object]] = {}
    for _ in range(2):
        for size, beside in itertools.product(SIZES[:3], BESIDE[:2]):
            playground.window.resize(*size)
            choose(playground, "playground.beside", beside)
            shown = picture()
            assert len(first.setdefault((size, beside), shown)) == len(shown)
            assert first[size, beside] == shown


def test_a_projector_that_goes_leaves_all_in_its_place(playground, subtests):  # noqa: F811
    def heights() -> tuple[int, int]:
        settled(playground)
        playground.frames(3)
        content, points = panel(playground).content, table(playground)
        assert points.height() >= points.minimumSizeHint().height()
        return content.points.parentWidget().height(), points.height()

    for size in SIZES:
        with subtests.test(size=size):
            playground.window.resize(*size)
            before = heights()
            for _ in range(2):
                playground.click("rail.projector")
                heights()
            assert heights() == before


def test_both_planes_stand_in_line(playground):  # noqa: F811
    choose(playground, "playground.beside", "features")
    playground.wait(lambda: panel(playground).view.travel == 1.0)
    settled(playground)
    names = ("playground.plane", "playground.beside_plane")
    one, two = (playground.find(name, PlaneCanvas) for name in names)
    tops = [each.mapTo(playground.window, each.rect().topLeft()).y() for each in (one, two)]
    assert tops[0] == tops[1]
    assert abs(one.pixels()[0] - two.pixels()[0]) <= 1  # an odd width is shared as it can be
