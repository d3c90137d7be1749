"""The Share menu: asks for a file, lets the worker write it, says how it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished, Result
from lossviz.panelkit.panel import ShareAction
from lossviz.shell.window import MainWindow
from lossviz.theme.apply import dress
from lossviz.theme.icons import icon
from lossviz.theme.tokens import Theme

SHARE = "share"


class Sharing(QObject):
    """Writes and reads what panels share, off the GUI thread."""

    def __init__(self, engine: Engine, window: MainWindow) -> None:
        super().__init__(window)
        self._engine = engine
        self._window = window
        self._count = 0
        self._paths: dict[str, str] = {}

    def fill(self, menu: QMenu, theme: Theme, panel: str, actions: tuple[ShareAction, ...]) -> None:
        """Put a panel's actions into the menu; what copies, saves and reads are parted by lines."""
        menu.clear()
        before = ""
        for action in actions:
            picture = _picture(action)
            if before and picture != before:
                menu.addSeparator()
            before = picture
            entry = menu.addAction(icon(theme, picture), action.text)
            entry.setData(picture)
            entry.setObjectName(f"{panel}.{action.name}")
            act = self._ask if action.copy is None else self.copy
            entry.triggered.connect(partial(act, action))

    def copy(self, action: ShareAction) -> None:
        """Put onto the clipboard what the panel gives."""
        assert action.copy is not None
        content = action.copy()
        if isinstance(content, str):
            QGuiApplication.clipboard().setText(content)
        else:
            QGuiApplication.clipboard().setImage(content)
        self._window.tell(f"{action.text.removesuffix('…')}: done, ready to paste")

    def write(self, action: ShareAction, path: str) -> None:
        """Make the file in the worker."""
        assert action.write is not None
        # Each file is a kind of request of its own: a later one must not take its place.
        self._count += 1
        kind = f"{SHARE}.{self._count}"
        self._paths[kind] = path
        self._engine.request(kind, partial(_run, action.write(path), path), owed=True)

    def take(self, result: Result) -> None:
        """Say how it went."""
        match result:
            case Finished(value=Path() as path):
                self._window.strip.withdraw()  # it may still say that the last try failed
                self._window.tell(f"Saved as {path}")
            case Failed(exception=OSError() as error):
                why = error.strerror or str(error)
                self._not_saved(result.kind, f"{why}. Choose another place.")
            case Failed(exception=error):
                self._not_saved(result.kind, str(error))
        self._paths.pop(result.kind, None)

    def _not_saved(self, kind: str, why: str) -> None:
        self._window.say("danger", f"{self._paths[kind]} was not saved: {why}")

    def _ask(self, action: ShareAction) -> None:
        """Ask for the file without holding up the window."""
        dialog = QFileDialog(self._window, action.text, action.suggested, action.filter)
        dress(dialog, self._window.theme)
        if action.read is None:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(action.suggested).suffix.lstrip("."))
            dialog.fileSelected.connect(partial(self.write, action))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(action.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _picture(action: ShareAction) -> str:
    if action.copy is not None:
        return "copy"
    return "folder" if action.read is not None else "download"


def _run(work: Callable[[], object], path: str) -> Path:
    work()
    return Path(path)
