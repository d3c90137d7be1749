"""Opens images: the drawn stand-in, CIFAR-10 in any of its forms, or a download of it.

All reading happens in the worker, the download in a thread of its own. What is open stays open
until something else has been read to its end.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lossviz.data.errors import DataError
from lossviz.data.folders import data_folder
from lossviz.data.progress import DownloadProgress, LoadProgress
from lossviz.data.sources import downloaded, opening
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Job
from lossviz.engine.mailbox import Cancelled, Failed, Finished, Result, Value
from lossviz.model.dataset import Dataset
from lossviz.panelkit.source import CIFAR_10, STAND_IN, SourceState

LOAD = "source.load"
FETCH = "source.download"
FIND = "source.find"
# What is expected behind CIFAR-10 as long as nothing smaller was opened.
WHOLE = {"cifar_10_name": "CIFAR-10", "cifar_10_count": 50_000}


class Sources(QObject):
    """Holds the `SourceState`; panels show it and wish for changes."""

    changed = Signal(object)
    """The new SourceState."""
    opened = Signal(object)
    """The Dataset that was just read."""

    def __init__(
        self, engine: Engine, remembered: SourceState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._wanted = self._chosen = ""
        self.state = remembered

    @property
    def remembered(self) -> str:
        """What to open at the next start: the person's choice, even where it could not be read."""
        return self._chosen

    def open(self, source: str) -> None:
        """Open "stand-in", "cifar-10" (wherever it is) or a path."""
        if source == CIFAR_10:
            self._open_cifar_10()
            return
        self._chosen = source
        self._start(source)
        self._set(missing=False, error="", ready=False)

    def _start(self, source: str) -> None:
        """Let the worker read it; an error that is shown stays till the person asks for more."""
        self._wanted = source
        self._set(loading=LoadProgress(0, 1, "Opening"))
        self._engine.start(LOAD, lambda: opening(source))

    def download(self) -> None:
        """Fetch CIFAR-10; training goes on meanwhile. Nothing happens when it is under way."""
        if self.state.downloading is not None:
            return
        self._set(
            missing=False,
            error="",
            downloading=DownloadProgress(0, 1, 0.0, None, "downloading"),
        )
        self._engine.start_waiting(FETCH, lambda: downloading(data_folder()))

    def cancel_download(self) -> None:
        """End the download; what has come is kept for the next time."""
        self._engine.cancel(FETCH)

    def dismiss(self) -> None:
        """Take away the question or the error; the data stay."""
        self._set(missing=False, error="", ready=False, note="")

    def take(self, result: Result) -> None:
        """A result of one of the two jobs, or of the look for an earlier download."""
        match result:
            case Finished(kind="source.find", value=found):
                self._found(found if isinstance(found, Path) else None)
            case Failed(kind="source.find", exception=error):
                self._set(error=sentence(error), not_fetched=False)
            case Value(kind="source.load", value=LoadProgress() as progress):
                self._set(loading=progress)
            case Finished(kind="source.load", value=Dataset() as data):
                self._opened(data)
            case Value(kind="source.download", value=DownloadProgress() as progress):
                self._set(downloading=progress)
            case Finished(kind="source.download", value=Path() as path):
                self._set(downloading=None, cifar_10=str(path), ready=True, **WHOLE)
            case Failed(kind="source.load", exception=error):
                self._not_opened(error)
            case Failed(kind="source.download", exception=error):
                self._set(downloading=None, error=sentence(error), not_fetched=True)
            case Cancelled(kind="source.download"):
                self._set(downloading=None)

    def _open_cifar_10(self) -> None:
        """Open CIFAR-10 from where it is known to lie, or look for a download in the worker."""
        if self.state.cifar_10:
            self.open(self.state.cifar_10)
        else:
            self._engine.request(FIND, downloaded)

    def _found(self, path: Path | None) -> None:
        """The answer of the look for an earlier download."""
        if path is not None:
            self.open(str(path))
        elif self.state.downloading is None:
            self._set(missing=True, error="")

    def _opened(self, data: Dataset) -> None:
        known = {}
        if self._wanted != STAND_IN:
            count = len(data.training.labels)
            known = {"cifar_10": self._wanted, "cifar_10_name": data.name, "cifar_10_count": count}
        self._set(open=self._wanted, data=data, loading=None, note=data.note, **known)
        self.opened.emit(data)

    def _not_opened(self, error: BaseException) -> None:
        """Say what went wrong; what was open stays, or else the stand-in is opened."""
        forgotten: dict[str, object] = {}
        if self._wanted == self.state.cifar_10 != self.state.open:
            forgotten = {"cifar_10": None, **WHOLE}
        self._set(loading=None, error=sentence(error), not_fetched=False, **forgotten)
        if self.state.data is None and self._wanted != STAND_IN:
            self._start(STAND_IN)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def downloading(folder: Path) -> Job:
    """The download; HTTP and TLS are imported when somebody wants one, not at every start."""
    from lossviz.data.download import downloading as fetch

    return fetch(folder)


def sentence(error: BaseException) -> str:
    """What went wrong, for a person."""
    if isinstance(error, DataError):
        return str(error)
    return f"The images could not be opened: {type(error).__name__}: {error}"
