"""What the Training panel gives away and takes in: picture, history of the run, weights."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lossviz.data.regular_files import open_regular
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import (
    NPZ,
    Content,
    Posing,
    opening,
    saving_csv,
    saving_npz,
    share_menu,
)
from lossviz.panels.training.commands import LoadWeights
from lossviz.panels.training.files import (
    LARGEST_FILE,
    WeightsError,
    history_csv,
    read_weights,
    weights_npz,
)
from lossviz.panels.training.report import TrainingReport


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
        opening("weights", NPZ, load_weights),
    )


def load(path: str, shape: tuple[int, int]) -> LoadWeights | WeightsError:
    """Weights from a file, or what is wrong with it."""
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return WeightsError(f"{path} is far too large for weights.")
        return LoadWeights(*read_weights(content, shape))
    except WeightsError as error:
        return error
    except OSError as error:
        return WeightsError(f"{path} can’t be read: {error.strerror or error}.")
