"""Waits until the window has been seen: what begins before would compete with its first picture."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

AFTER_PICTURE_MS, NO_PICTURE_MS = 50, 500


class FirstPicture(QTimer):
    """Ends once: a little after the picture, or after a while in which there was none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=NO_PICTURE_MS)

    def was_seen(self) -> None:
        """End soon. A picture that comes after the end begins nothing anew."""
        if self.isActive():
            self.start(AFTER_PICTURE_MS)
