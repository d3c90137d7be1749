"""All that the Share menu of each panel offers, and what can be opened again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import CheckError, expect, expect_equal
from lossviz.self_test.files import expect_picture, expect_saved
from lossviz.self_test.hands import Hands
from lossviz.widgets.point_table.point_table import PointTable

STEPS = 3  # so that walks, histories and curves have something to say


def share(kind: PanelKind, desk: Desk) -> str:
    """Copy what can be copied, save what can be saved, and look at each."""
    with desk.window(kind.name) as hands:
        hands.rest()
        for _ in range(STEPS):
            hands.window.panel.step()
        hands.rest()
        actions = hands.window.panel.share_actions()
        copied = [_copy(hands, each) for each in actions if each.copy is not None]
        saved = [_save(hands, each, desk.folder) for each in actions if each.write is not None]
        expect(saved, "nothing can be saved")
        suffixes = ", ".join(path.suffix.lstrip(".").upper() for path in saved)
        return f"{len(copied)} copied, {len(saved)} saved: {suffixes}"


def scores_come_back(desk: Desk) -> str:
    """Scores that were saved are opened in another window, and give the same losses."""
    with desk.window("scores") as hands:
        hands.rest()
        hands.click("scores.preset.double")
        hands.rest()
        path = _save(hands, _action(hands, "save_scores"), desk.folder)
        loss = hands.text("scores.mean_hinge")
    with desk.window("scores") as hands:
        hands.rest()
        expect(hands.text("scores.mean_hinge") != loss, "the losses are the same without the file")
        _open(hands, "open_scores", path)
        hands.wait_text("scores.mean_hinge", loss)
        return f"{path.name}: mean hinge loss {loss}, as it was saved"


def points_come_back(desk: Desk) -> str:
    """Points that were saved are opened in another window."""
    with desk.window("playground") as hands:
        hands.rest()
        hands.click("playground.add")
        hands.rest()
        path = _save(hands, _action(hands, "save_points"), desk.folder)
        written = _points(hands)
    with desk.window("playground") as hands:
        hands.rest()
        expect(_points(hands) != written, "the points are the same without the file")
        _open(hands, "open_points", path)
        expect_equal(_points(hands), written, "the points that were opened")
        return f"{path.name}: {len(written)} points, as they were saved"


def weights_come_back(desk: Desk) -> str:
    """Weights that were saved are loaded in another window, and judge as well as before."""
    with desk.window("training") as hands:
        hands.rest()
        before = hands.text("training.step_number")
        hands.click("training.step")
        hands.wait(lambda: hands.text("training.step_number") != before, "no step is taken")
        hands.rest()
        path = _save(hands, _action(hands, "save_weights"), desk.folder)
        accuracy = hands.text("training.test_accuracy")
    with desk.window("training") as hands:
        hands.rest()
        expect(hands.text("training.test_accuracy") != accuracy, "one step changes nothing")
        _open(hands, "open_weights", path)
        hands.wait_text("training.test_accuracy", accuracy)
        return f"{path.name}: {accuracy} of the test images, as when it was saved"


def _copy(hands: Hands, action: ShareAction) -> str:
    """Choose an entry of the menu, and see what the clipboard holds."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    menu = hands.find("top_bar.share_menu", QMenu)
    menu.aboutToShow.emit()  # offscreen there are no pop-up windows
    name = f"{hands.window.panel.name}.{action.name}"
    next(each for each in menu.actions() if each.objectName() == name).trigger()
    if clipboard.text():
        return clipboard.text()
    expect(not clipboard.image().isNull(), f"“{action.text}” copies nothing")
    expect_picture(clipboard.image(), hands.window.panel.size())
    return action.text


def _save(hands: Hands, action: ShareAction, folder: Path) -> Path:
    """Save under the name that the app suggests; without the file dialog, which remembers."""
    assert action.write is not None
    path = folder / action.suggested
    action.write(str(path))()
    expect_saved(path, hands.window.panel.size())
    return path


def _open(hands: Hands, name: str, path: Path) -> None:
    """Open a file as the menu does."""
    action = _action(hands, name)
    assert action.read is not None
    action.read(str(path))
    hands.rest()


def _action(hands: Hands, name: str) -> ShareAction:
    for action in hands.window.panel.share_actions():
        if action.name == name:
            return action
    raise CheckError(f"the Share menu has no {name}")


def _points(hands: Hands) -> list[list[float]]:
    points: list[list[float]] = hands.find("playground.points", PointTable).rows.X.tolist()
    return points


def check_of(kind: PanelKind) -> Check:
    """What one panel shares."""
    return Check(f"Sharing: {kind.title}", partial(share, kind))


CHECKS = (
    Check("Scores from a file", scores_come_back),
    Check("Points from a file", points_come_back),
    Check("Weights from a file", weights_come_back),
)
