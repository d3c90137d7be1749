"""Which images to train on: two sources side by side, and a menu to open others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from lossviz.panelkit import source as wishes
from lossviz.panelkit.source import SourceState
from lossviz.theme.icons import icon
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.controls.segmented import Segmented

STAND_IN_TEXT = "Drawn, 10,000 images"
SHORT_STAND_IN, SHORT_CIFAR_10, SHORT_OWN = "Drawn", "CIFAR-10", "Own"


class SourceBar(QWidget):
    """The two sources; narrow, in a word each: the status bar has the whole name."""

    wanted = Signal(str)
    """A source or a wish of `lossviz.panelkit.source`."""
    renamed = Signal()
    """The names take another width now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SourceState()
        self._narrow = False
        self.menu = IconButton(theme, "database", "Open other images")
        self.menu.setObjectName("training.source_menu")
        self._entries = QMenu(self)
        self.menu.clicked.connect(self._open_menu)
        self.choice = Segmented(theme, self._texts(), wishes.STAND_IN)
        self.choice.setObjectName("training.source")
        self.choice.setAccessibleName("Images to train on")
        self.choice.value_changed.connect(self._choose)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.menu)
        self._row.addWidget(self.choice)
        self.apply_theme(theme)

    def show_source(self, state: SourceState) -> None:
        """Show what is open."""
        before, self._state = self._texts(), state
        if self._texts() != before:
            self.choice.set_choices(self._texts())
            self._row.invalidate()
            self.updateGeometry()
            self.renamed.emit()
        self._mark()

    def set_narrow(self, narrow: bool) -> None:
        """Short names, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.choice.set_choices(self._texts())
            self._mark()
            self._row.invalidate()
            self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.menu.apply_theme(theme)
        self.choice.apply_theme(theme)

    def _texts(self) -> tuple[tuple[str, str], ...]:
        state = self._state
        name = state.cifar_10_name
        if self._narrow:
            short = SHORT_CIFAR_10 if name in wishes.CIFAR_10_NAMES else SHORT_OWN
            return ((wishes.STAND_IN, SHORT_STAND_IN), (wishes.CIFAR_10, short))
        images = f"{name}, {state.cifar_10_count:,} images"
        return ((wishes.STAND_IN, STAND_IN_TEXT), (wishes.CIFAR_10, images))

    def _choose(self, source: str) -> None:
        """Ask for it; the choice stays with what is open until it has been read."""
        self.wanted.emit(source)
        self._mark()

    def _mark(self) -> None:
        drawn = self._state.open in ("", wishes.STAND_IN)
        self.choice.set_value(wishes.STAND_IN if drawn else wishes.CIFAR_10)

    def _open_menu(self) -> None:
        self._entries.clear()
        for text, wish, picture in (
            ("Open folder of images…", wishes.CHOOSE_FOLDER, "folder"),
            ("Open file of images…", wishes.CHOOSE_ARCHIVE, "folder"),
            ("Download CIFAR-10 (170 MB)", wishes.DOWNLOAD, "download"),
        ):
            entry = self._entries.addAction(icon(self._theme, picture), text)
            entry.triggered.connect(lambda _checked=False, wish=wish: self.wanted.emit(wish))
            entry.setEnabled(wish != wishes.DOWNLOAD or self._state.downloading is None)
        self._entries.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))
