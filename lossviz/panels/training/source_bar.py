"""Which images to train on: two sources side by side, a menu to open others, and what happens."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from lossviz.data.download import DownloadProgress
from lossviz.panels import source as wishes
from lossviz.panels.source import SourceState
from lossviz.theme.apply import qcolor
from lossviz.theme.icons import icon
from lossviz.theme.tokens import Theme
from lossviz.widgets.buttons import ActionButton, IconButton
from lossviz.widgets.number_text import format_number
from lossviz.widgets.segmented import Segmented
from lossviz.widgets.strip import Action, Strip, StripKind

STAND_IN_TEXT = "Drawn, 10,000 images"
SHORT_STAND_IN = "Drawn"
LOADING_MS = 300


class SourceBar(QWidget):
    """The two sources; narrow, their names alone."""

    wanted = Signal(str)
    """A source or a wish of `lossviz.panels.source`."""

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
        self._mark()

    def set_narrow(self, narrow: bool) -> None:
        """Short names, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.choice.set_choices(self._texts())
            self._mark()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.menu.apply_theme(theme)
        self.choice.apply_theme(theme)

    def _texts(self) -> tuple[tuple[str, str], ...]:
        state = self._state
        name = state.cifar_10_name
        if self._narrow:
            return ((wishes.STAND_IN, SHORT_STAND_IN), (wishes.CIFAR_10, name))
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
            ("Open CIFAR-10 folder…", wishes.CHOOSE_FOLDER, "folder"),
            ("Open CIFAR-10 archive…", wishes.CHOOSE_ARCHIVE, "folder"),
            ("Download CIFAR-10 (170 MB)", wishes.DOWNLOAD, "download"),
        ):
            entry = self._entries.addAction(icon(self._theme, picture), text)
            entry.triggered.connect(lambda _checked=False, wish=wish: self.wanted.emit(wish))
            entry.setEnabled(wish != wishes.DOWNLOAD or self._state.downloading is None)
        self._entries.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))


class ProgressLine(QWidget):
    """A thin line that fills from the left, `thickness` logical pixels high."""

    def __init__(self, theme: Theme, thickness: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thickness = thickness
        self._share = 0.0
        self.apply_theme(theme)

    def set_share(self, share: float) -> None:
        """From 0 to 1."""
        if abs(share - self._share) * max(1, self.width()) >= 0.5 or share in (0.0, 1.0):
            self._share = share
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.setFixedHeight(theme.px(self._thickness))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove and filling."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(qcolor(self._theme, "border.hairline"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        filled = self.rect()
        filled.setWidth(round(self.width() * min(1.0, max(0.0, self._share))))
        if filled.width() > 0:
            painter.setBrush(qcolor(self._theme, "text.primary"))
            painter.drawRoundedRect(filled, radius, radius)


class LoadingLine(ProgressLine):
    """A 2 px line on top of the panel while images are read, once that has taken 300 ms."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, 2, parent)
        self.setObjectName("training.loading")
        self.setAccessibleName("Images are being read")
        self._patience = QElapsedTimer()
        self.hide()

    def show_source(self, state: SourceState) -> None:
        """Follow what is read."""
        loading = state.loading
        if loading is None:
            self._patience.invalidate()
        elif not self._patience.isValid():
            self._patience.start()
        self.setVisible(loading is not None and self._patience.elapsed() >= LOADING_MS)
        if loading is not None:
            self.set_share(loading.done / max(1, loading.total))


class SourceNews(QWidget):
    """Below the bar: a download, what is missing, what went wrong."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training.source_news")
        self._line = ProgressLine(theme)
        self._text = QLabel()
        self._text.setObjectName("training.source_progress")
        self._text.setProperty("role", "label")
        self._cancel = ActionButton(theme, "Cancel", "", "quiet")
        self._cancel.setObjectName("training.source_cancel")
        self._cancel.clicked.connect(lambda: self.wanted.emit(wishes.CANCEL_DOWNLOAD))
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(self._text)
        row.addWidget(self._cancel)
        self._strip = Strip(theme)
        self._strip.setObjectName("training.source_strip")
        self._strip.closed.connect(lambda: self.wanted.emit(wishes.DISMISS))
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._progress, 1)
        column.addWidget(self._strip, 1)
        self.apply_theme(theme)
        self.show_source(SourceState())

    def show_source(self, state: SourceState) -> None:
        """Show the most pressing piece of news, or nothing."""
        self._show_message(state)
        fetching = state.downloading
        self._progress.setVisible(fetching is not None and self._strip.isHidden())
        if fetching is not None:
            self._line.set_share(fetching.received / max(1, fetching.total))
            self._text.setText(download_text(fetching))
        self.setVisible(not (self._progress.isHidden() and self._strip.isHidden()))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for widget in (self._line, self._cancel, self._strip):
            widget.apply_theme(theme)

    def _show_message(self, state: SourceState) -> None:
        """The question, the answer or the error that waits for the person."""
        wish = self.wanted.emit
        if state.error:
            self._present("danger", state.error, ())
        elif state.missing:
            self._present(
                "info",
                "CIFAR-10 is not on this machine yet. Open its folder or archive, or download it.",
                (
                    ("Open folder…", lambda: wish(wishes.CHOOSE_FOLDER)),
                    ("Download (170 MB)", lambda: wish(wishes.DOWNLOAD)),
                ),
            )
        elif state.ready:
            use = ("Use it now", lambda: wish(wishes.CIFAR_10))
            self._present("info", "CIFAR-10 has arrived, checked and complete.", (use,))
        else:
            self._strip.hide()

    def _present(self, kind: StripKind, text: str, actions: tuple[Action, ...]) -> None:
        if self._strip.isHidden() or self._strip.text != text:
            self._strip.present(kind, text, actions)


def download_text(progress: DownloadProgress) -> str:
    """How far a download is: "34.1 of 170.1 MB, 80 kB/s, 28 min left"."""
    if progress.phase != "downloading":
        return {"checking": "Checking the download", "unpacking": "Unpacking"}[progress.phase]
    amount = f"{progress.received / 1e6:.1f} of {progress.total / 1e6:.1f} MB"
    return ", ".join(part for part in (amount, speed_text(progress), left_text(progress)) if part)


def speed_text(progress: DownloadProgress) -> str:
    """Bytes a second."""
    if progress.speed >= 1e6:
        return f"{progress.speed / 1e6:.1f} MB/s"
    return f"{format_number(progress.speed / 1e3, 0)} kB/s" if progress.speed else "waiting"


def left_text(progress: DownloadProgress) -> str:
    """Time left, rounded as one would say it."""
    left = progress.seconds_left
    if left is None:
        return ""
    if left < 60:
        return f"{left:.0f} s left"
    if left < 3600:
        return f"{left / 60:.0f} min left"
    return f"{left / 3600:.1f} h left"
