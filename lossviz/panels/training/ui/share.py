"""What the Training panel gives away and takes in: picture, history of the run, weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lossviz.data.errors import shortened
from lossviz.data.regular_files import open_regular
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import (
    ARRAYS,
    Content,
    Posing,
    opening,
    saving_csv,
    saving_npz,
    share_menu,
)
from lossviz.panels.training.commands import LoadWeights
from lossviz.panels.training.files import history_csv, weights_npz
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.weights_file import LARGEST_FILE, WeightsError, read_weights


def share_actions(
    shown: Callable[[], TrainingReport],
    names: Callable[[], tuple[str, ...]],
    posing: Posing,
    load_weights: Callable[[str], None],
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown`, and the panel `posing`, are asked for when a file
    has been chosen."""

    def history() -> Content:
        return partial(history_csv, shown())

    def weights() -> Content:
        return partial(weights_npz, shown(), names())

    return share_menu(
        "Training",
        posing,
        saving_csv("history", history),
        saving_npz("weights", weights),
        opening("weights", ARRAYS, load_weights),
    )


@dataclass(frozen=True)
class ImagesInstead:
    """What was opened as weights and is a set of images."""

    path: str


def load(path: str, shape: tuple[int, int]) -> LoadWeights | ImagesInstead | WeightsError:
    """Weights from a file; or that it has images, or what is wrong with it."""
    from lossviz.data.arrays_set import holds_images  # in the worker, when first needed

    found = load_weights_of(path, shape)
    if isinstance(found, WeightsError) and holds_images(Path(path)):
        return ImagesInstead(path)
    return found


def load_weights_of(path: str, shape: tuple[int, int]) -> LoadWeights | WeightsError:
    """Weights from a file, or what is wrong with it."""
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return WeightsError(f"{shortened(Path(path).name, 60)} is far too large for weights.")
        return LoadWeights(*read_weights(content, shape))
    except WeightsError as error:
        return error
    except OSError as error:
        return WeightsError(f"{path} can’t be read: {error.strerror or error}.")
