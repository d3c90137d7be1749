"""What the Training panel gives away and takes in: its picture, its curves, its weights."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.saving import Content, Posing, picture_png, picture_svg, saving
from lossviz.panels.training.commands import LoadWeights
from lossviz.panels.training.files import (
    LARGEST_FILE,
    WeightsError,
    curves_csv,
    read_weights,
    weights_npz,
)
from lossviz.panels.training.report import TrainingReport

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

    png, svg = partial(picture_png, posing), partial(picture_svg, posing, "Training")
    return (
        saving("share_png", "Picture as PNG…", "lossviz-training.png", "PNG (*.png)", png),
        saving("share_svg", "Picture as SVG…", "lossviz-training.svg", "SVG (*.svg)", svg),
        saving("share_csv", "Curves as CSV…", "lossviz-curves.csv", "CSV (*.csv)", csv),
        saving("share_weights", "Weights as .npz…", "lossviz-weights.npz", NPZ, npz),
        ShareAction("load_weights", "Load weights…", "", NPZ, read=load_weights),
    )


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
