"""A window that files can be dropped on, as copies; a sign over it says what a drop would do."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from lossviz.shell.drop_sign import DropSign
from lossviz.shell.drops import Drop, of_several
from lossviz.theme.tokens import Theme


class DropTarget(QWidget):
    """Subclasses say what becomes of a path, and where the sign lies."""

    dropped = Signal(str)
    """Path of a file or folder that was dropped onto the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.drop_sign = DropSign(theme, self)

    def drop_of(self, path: str) -> Drop:
        """What becomes of it here and now."""
        raise NotImplementedError

    def drop_area(self) -> QRect:
        """What the sign covers."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, and say what a drop would do."""
        path = dropped_path(event)
        if path:
            self.drop_sign.setGeometry(self.drop_area())
            self.drop_sign.present(of_several(self.drop_of(path), len(event.mimeData().urls())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As it was said when it came in."""
        dropped_path(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went away again."""
        self.drop_sign.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first of what was dropped."""
        self.drop_sign.hide()
        path = dropped_path(event)
        if path:
            self.dropped.emit(path)


def dropped_path(event: QDropEvent) -> str:
    """The first file or folder of a drag, taken as a copy; "" where there is none.

    A source that was allowed to move it would delete the person's file.
    """
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    if not paths or not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return ""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return paths[0]
