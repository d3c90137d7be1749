"""The Playground panel in windows of all sizes: it settles, and cuts neither words nor numbers."""

from __future__ import annotations

import itertools

from PySide6.QtWidgets import QWidget

from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.painting.drawn_text import recording
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from tests.panels.playground.test_panel import (  # noqa: F401 - fixtures
    choose,
    panel,
    playground,
    settled,
    table,
)
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

SIZES = ((1100, 700), (1280, 720), (1440, 900), (1920, 1080))
BESIDE = ("", "loss")


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


def test_no_loss_is_cut_however_long(playground):  # noqa: F811
    def cut() -> list[str]:
        settled(playground)
        found = []
        for size in SIZES:
            playground.window.resize(*size)
            playground.frames(2)
            found += [f"{size}: {each}" for each in cut_numbers(playground)]
        return found

    for weight in ("1e6", "3333", "0.25"):
        playground.type("playground.w.0.0", weight)
        assert cut() == []
    for seed in range(4):
        playground.type("playground.seed", str(seed))
        assert cut() == []
    choose(playground, "playground.dataset", "blobs")
    playground.type("playground.count", "5000")
    playground.type("playground.share", "30")
    assert cut() == []
    assert "1,500" in playground.text("playground.accuracy")
    playground.type("playground.count", "90")
    settled(playground)
    words = [each for each in playground.shown_texts() if each == "data +"]
    assert words == ["data +"], "the words come back when there is room for them"


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
        for size, beside in itertools.product(SIZES[:3], BESIDE):
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
