"""What happens to the images: reading them, a download, what is missing, what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.data.progress import DownloadProgress
from lossviz.panelkit import source as wishes
from lossviz.panelkit.source import SourceState
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.layout.progress_line import ProgressLine
from lossviz.widgets.layout.strip import Action, Strip, StripKind
from lossviz.widgets.numbers.number_text import format_number

LOADING_MS = 300


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
    """A download, what is missing, what went wrong: the most pressing of it."""

    wanted = Signal(str)
    changed = Signal()
    """`has_message` may have changed."""

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
        self._progress.setVisible(fetching is not None and not self._strip.has_message)
        if fetching is not None:
            self._line.set_share(fetching.received / max(1, fetching.total))
            self._text.setText(download_text(fetching))
        self.changed.emit()

    @property
    def has_message(self) -> bool:
        """Whether there is anything to show."""
        return self._strip.has_message or not self._progress.isHidden()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for widget in (self._line, self._cancel, self._strip):
            widget.apply_theme(theme)

    def _show_message(self, state: SourceState) -> None:
        """The question, the answer or the error that waits for the person."""
        wish = self.wanted.emit
        folder = ("Open folder…", lambda: wish(wishes.CHOOSE_FOLDER))
        if state.error:
            again = ("Try again", lambda: wish(wishes.DOWNLOAD))
            self._present("danger", state.error, (folder, again) if state.not_fetched else ())
        elif state.missing:
            self._present(
                "info",
                "CIFAR-10 is not on this machine yet. Open its folder or archive, or download it.",
                (folder, ("Download (170 MB)", lambda: wish(wishes.DOWNLOAD))),
            )
        elif state.ready:
            use = ("Use it now", lambda: wish(wishes.CIFAR_10))
            self._present("info", "CIFAR-10 has arrived, checked and complete.", (use,))
        elif state.note:
            self._present("info", state.note, ())
        else:
            self._strip.withdraw()

    def _present(self, kind: StripKind, text: str, actions: tuple[Action, ...]) -> None:
        if not self._strip.has_message or self._strip.text != text:
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
