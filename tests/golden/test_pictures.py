"""Each panel as it was approved, in both themes: the pictures of a tour, on few drawn images.

The clock of the gradient check ticks evenly here, for the Landscape says how long both gradients
take. All else follows from the number of steps, and is settled when the picture is taken.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lossviz.app import create_window
from lossviz.arguments import Arguments
from lossviz.data.folders import cache_folder
from lossviz.panel_list import PANELS
from lossviz.shell import tour
from lossviz.theme.apply import apply_to_application
from lossviz.theme.tokens import Theme
from tests.golden.comparing import compare, picture_of_difference
from tests.sheet import without_sheet
from tests.shell.driving import few_drawn_images

APPROVED = Path(__file__).parent / "approved"
NAMES = [f"{panel.name}-{mode}" for panel in PANELS for mode in tour.MODES]
TRAINING_STEPS = 48  # twelve epochs of the few images
SECONDS_A_LOOK = 1e-4
HOW = "To approve it: python3 packaging/dev.py test tests/golden --approve"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems draw letters in their own way"
)


@pytest.fixture(scope="module")
def pictures(
    qapp: QApplication, drawn_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, QImage]:
    """Every picture by its name, all of one window, which is closed before the first test."""
    with pytest.MonkeyPatch.context() as patch, without_sheet(qapp):
        patch.setenv("LOSSVIZ_HOME", str(tmp_path_factory.mktemp("golden")))
        few_drawn_images(patch)
        shutil.copytree(drawn_once, cache_folder())
        looks = itertools.count()
        clock = SimpleNamespace(perf_counter=lambda: next(looks) * SECONDS_A_LOOK)
        patch.setattr("lossviz.panels.landscape.checking.time", clock)
        window = tour.open_window(partial(create_window, Arguments(tour=Path())))
        try:
            taken = {}
            for panel in PANELS:
                tour.pose(window, panel.name, TRAINING_STEPS if panel.name == "training" else None)
                for mode in tour.MODES:
                    taken[f"{panel.name}-{mode}"] = tour.picture(window, mode)
        finally:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            apply_to_application(qapp, Theme("light"))
    return taken


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_looks_as_it_was_approved(pictures, approve, tmp_path, name):
    golden = APPROVED / f"{name}.png"
    complaint = hold_against(pictures[name], golden, tmp_path)
    if complaint and approve:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(tour.png(pictures[name]))
        complaint = hold_against(pictures[name], golden, tmp_path)
    assert not complaint, complaint


def test_every_panel_has_its_golden_pictures_and_no_other_is_kept():
    assert sorted(each.stem for each in APPROVED.iterdir()) == sorted(NAMES)


def test_a_picture_that_nobody_approved_fails(tmp_path):
    image = QImage(20, 10, QImage.Format.Format_RGB888)
    image.fill(0)
    complaint = hold_against(image, tmp_path / "new.png", tmp_path)
    assert complaint.startswith("new is not approved yet.")
    assert (tmp_path / "new-now.png").read_bytes() == tour.png(image)


def test_what_is_kept_of_a_picture_that_differs(tmp_path):
    golden, image = (QImage(20, 10, QImage.Format.Format_RGB888) for _ in range(2))
    golden.fill(0)
    image.fill(9)
    (tmp_path / "old.png").write_bytes(tour.png(golden))
    assert not hold_against(golden, tmp_path / "old.png", tmp_path)
    complaint = hold_against(image, tmp_path / "old.png", tmp_path)
    assert "200 pixels (1e+02 %) differ" in complaint
    assert str(tmp_path) in complaint
    assert (tmp_path / "old-now.png").read_bytes() == tour.png(image)
    assert QImage(str(tmp_path / "old-difference.png")).size() == image.size()


def hold_against(image: QImage, file: Path, folder: Path) -> str:
    """What is to be said against a picture, "" where it is as approved; the proof is kept."""
    golden = QImage(str(file))
    if golden.isNull():
        why = f"{file.stem} is not approved yet"
    else:
        difference = compare(image, golden)
        if difference.is_small:
            return ""
        why = f"{file.stem} is not as it was approved: {difference}"
        picture = picture_of_difference(image, golden)
        (folder / f"{file.stem}-difference.png").write_bytes(tour.png(picture))
    (folder / f"{file.stem}-now.png").write_bytes(tour.png(image))
    return f"{why}. It is in {folder}. {HOW}"
