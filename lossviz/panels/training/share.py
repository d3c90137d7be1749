"""What the Training panel gives away and takes in: its picture, its curves, its weights."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from lossviz.data.atomic import write_atomically
from lossviz.panels.panel import ShareAction
from lossviz.panels.training.commands import LoadWeights
from lossviz.panels.training.files import (
    LARGEST_FILE,
    WeightsError,
    curves_csv,
    read_weights,
    weights_npz,
)
from lossviz.panels.training.report import TrainingReport

Content = Callable[[], bytes]
Posing = Callable[[], AbstractContextManager[QWidget]]
NPZ = "NumPy (*.npz)"


def share_actions(
    shown: Callable[[], TrainingReport],
    names: Callable[[], tuple[str, ...]],
    posing: Posing,
    load_weights: Callable[[str], None],
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown`, and the panel `posing`, are asked for when a file
    has been chosen."""

    def csv() -> Content:
        return partial(curves_csv, shown())

    def npz() -> Content:
        return partial(weights_npz, shown(), names())

    png, svg = partial(picture_png, posing), partial(picture_svg, posing)
    return (
        _saving("share_png", "Picture as PNG…", "lossviz-training.png", "PNG (*.png)", png),
        _saving("share_svg", "Picture as SVG…", "lossviz-training.svg", "SVG (*.svg)", svg),
        _saving("share_csv", "Curves as CSV…", "lossviz-curves.csv", "CSV (*.csv)", csv),
        _saving("share_weights", "Weights as .npz…", "lossviz-weights.npz", NPZ, npz),
        ShareAction("load_weights", "Load weights…", "", NPZ, read=load_weights),
    )


def picture_png(posing: Posing) -> Content:
    """The panel as it is on the screen."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with posing() as panel:
        panel.grab().save(buffer, "PNG")
    content = bytes(buffer.data().data())
    return lambda: content


def picture_svg(posing: Posing) -> Content:
    """The panel in lines and letters, for print."""
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    with posing() as panel:
        generator.setSize(panel.size())
        generator.setViewBox(panel.rect())
        generator.setTitle("lossviz: Training")
        painter = QPainter(generator)
        panel.render(painter, QPoint())
        painter.end()
    return lambda: bytes(content.data())


def load(path: str, shape: tuple[int, int]) -> LoadWeights | WeightsError:
    """Weights from a file, or what is wrong with it."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return WeightsError(f"{path} is far too large for weights.")
        return LoadWeights(*read_weights(content, shape))
    except WeightsError as error:
        return error
    except OSError as error:
        return WeightsError(f"{path} can’t be read: {error.strerror or error}.")


def _saving(
    name: str, text: str, suggested: str, kinds: str, make: Callable[[], Content]
) -> ShareAction:
    """An action that prepares in the GUI thread what only it can, and writes in the worker."""

    def write(path: str) -> Callable[[], object]:
        content = make()
        return lambda: write_atomically(path, content())

    return ShareAction(name, text, suggested, kinds, write=write)
