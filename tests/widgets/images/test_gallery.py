"""The gallery: captions, its limit, keyboard, exact pixels."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from lossviz.theme.tokens import Theme
from lossviz.widgets.images.gallery import Gallery

TITLE = "30 test images: cat taken for frog"


def images(count: int) -> list[np.ndarray]:
    return list(np.random.default_rng(0).integers(0, 256, (count, 32, 32, 3), dtype=np.uint8))


@pytest.fixture
def gallery(qapp: QApplication, theme: Theme) -> Iterator[Gallery]:
    dialog = Gallery(theme)
    dialog.setObjectName("training.gallery")
    yield dialog
    dialog.close()
    dialog.deleteLater()


def view_of(gallery: Gallery) -> QListView:
    view = gallery.findChild(QListView, "training.gallery.images")
    assert view is not None
    return view


def note(gallery: Gallery) -> str:
    """As a screen reader tells it."""
    return view_of(gallery).accessibleDescription()


def test_all_images_are_shown_with_their_captions(gallery: Gallery) -> None:
    gallery.show_images(TITLE, images(30), [f"cat {i}" for i in range(30)])
    model = view_of(gallery).model()
    assert gallery.isVisible()
    assert gallery.windowTitle() == view_of(gallery).accessibleName() == TITLE
    assert (model.rowCount(), note(gallery)) == (30, "")
    assert model.index(29, 0).data() == "cat 29"


def test_many_images_stop_at_two_hundred_and_say_so(gallery: Gallery) -> None:
    gallery.show_images(TITLE, images(201), ["cat"] * 201, total=1812)
    assert (view_of(gallery).model().rowCount(), note(gallery)) == (200, "first 200 of 1,812")
    gallery.show_images(TITLE, images(2), ["cat"] * 2)
    assert (view_of(gallery).model().rowCount(), note(gallery)) == (2, "")


def test_no_images_say_so(gallery: Gallery) -> None:
    gallery.show_images(TITLE, [], [])
    assert note(gallery) == "There are no such images."


def test_captions_must_match(gallery: Gallery) -> None:
    with pytest.raises(ValueError, match="2 images"):
        gallery.show_images(TITLE, images(2), ["cat"])


def test_arrows_move_and_escape_closes(gallery: Gallery, qapp: QApplication) -> None:
    gallery.show_images(TITLE, images(30), ["cat"] * 30)
    qapp.processEvents()
    view = view_of(gallery)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() > 5
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not gallery.isVisible()


@pytest.mark.parametrize(("mode", "scale"), [("light", 1.0), ("dark", 1.5)])
def test_images_are_whole_multiples(
    gallery: Gallery, qapp: QApplication, mode: str, scale: float
) -> None:
    gallery.apply_theme(Theme(mode, scale))
    data = images(3)
    gallery.show_images(TITLE, data, ["a", "b", "c"])
    qapp.processEvents()
    view, step = view_of(gallery), int(2 * scale)
    tile = view.visualRect(view.model().index(1, 0)).topLeft()
    picture = view.viewport().grab().toImage()
    inset = Theme(mode, scale).px(4)
    for row, column in ((16, 16), (3, 20), (31, 16)):
        for offset in (0, step - 1):
            x = tile.x() + inset + step * column + offset
            y = tile.y() + inset + step * row + offset
            assert picture.pixelColor(x, y).getRgb()[:3] == tuple(data[1][row, column])
