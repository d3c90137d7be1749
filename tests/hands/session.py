"""A window in the hands of chance, or of a log: what was done, and what was seen to go wrong."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from lossviz.app import Composition, application
from lossviz.arguments import Arguments
from lossviz.self_test.hands import live
from tests.hands.choosing import Chooser
from tests.hands.events import Action, Doer, action_of
from tests.hands.watch import Watch

LOOK_EVERY = 20  # actions
PROXIES = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
)
FILES = {
    "scores.csv": "cat,car,frog,label\n3.2,5.1,-1.7,cat\n1.3,4.9,2.0,car\n2.2,2.5,-3.1,frog\n",
    "points.csv": "x0,x1,class\n0.1,0.2,0\n-0.5,0.3,1\n0.4,-0.9,2\n0.2,0.1,0\n",
    "nothing.csv": "",
    "words.csv": "a,b\nhello,world\n",
    "bytes.npz": "PK\x03\x04 and no more",
}


class Session:
    """One window, from its start to its end. folder: all that is written lies in it."""

    def __init__(self, folder: Path, seed: int, log: TextIO) -> None:
        self._folder, self._log = folder, log
        self._files = [str(_put(folder / name, text)) for name, text in FILES.items()]
        self._random = random.Random(seed)  # of what file dialogs answer
        self._hook = sys.excepthook
        application().setQuitOnLastWindowClosed(False)
        self.owner = Composition(Arguments(panel="scores", theme="light"))
        self.window = self.owner.window
        self.watch = Watch(self.owner)
        self._chooser = Chooser(seed, self.window, tuple(FILES))
        self._doer = Doer(self.window, folder, self._share)
        self.longest, self.slow = 0.0, 0  # seconds of the slowest action; those over a second
        self.done = 0

    def open(self) -> None:
        """Show it."""
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 2000)
        live(50)

    def close(self) -> None:
        """End it, and look a last time."""
        with answering(self._answer):
            self.window.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.watch.remove()
        sys.excepthook = self._hook

    def chosen(self, count: int) -> Iterator[Action]:
        """So many actions, each chosen when the one before is done."""
        return (self._chooser.next() for _ in range(count))

    def run(self, actions: Iterable[Action]) -> None:
        """Do them all, and write down each before it is done, and what went wrong after it."""
        with answering(self._answer):
            for action in actions:
                print(action.line(), file=self._log, flush=True)
                self._do(action)
                for fault in self.watch.new():
                    for line in fault.splitlines():
                        print(f"# {line}", file=self._log, flush=True)

    def _do(self, action: Action) -> None:
        began = time.perf_counter()
        self._doer.do(action)
        took = time.perf_counter() - began
        self.longest, self.slow = max(self.longest, took), self.slow + (took > 1.0)
        self.done += 1
        if self.done % LOOK_EVERY == 0:
            self.watch.look()

    def _share(self, name: str) -> None:
        """As the Share menu does, without its dialog."""
        actions = {each.name: each for each in self.window.panel.share_actions()}
        if (action := actions.get(name)) is None:
            return
        if action.copy is not None:
            self.owner.sharing.copy(action)
        elif action.write is not None:
            self.owner.sharing.write(action, str(self._folder / f"out-{action.suggested}"))
        elif action.read is not None:
            action.read(self._random.choice(self._files))

    def _answer(self, dialog: QFileDialog) -> None:
        """A file of ours, a new one, or none."""
        draw = self._random.random()
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            path = str(self._folder / f"saved.{dialog.defaultSuffix()}")
        else:
            path = self._random.choice([*self._files, str(self._folder)])
        if draw < 0.8:
            dialog.fileSelected.emit(path)
        dialog.done(int(draw < 0.8))


def written(lines: Iterable[str]) -> Iterator[Action]:
    """The actions of a log."""
    return (action_of(line) for line in lines if line.startswith("["))


@contextmanager
def answering(answer: Callable[[QFileDialog], None]) -> Iterator[None]:
    """File dialogs answer at once: what they could reach is all of the machine."""
    before = QFileDialog.open
    QFileDialog.open = lambda dialog: answer(dialog)  # noqa: PLW0108 - so it gets the dialog
    try:
        yield
    finally:
        QFileDialog.open = before


def stay_here(folder: Path) -> None:
    """What the program keeps lies in a folder, and a download finds no way out."""
    os.environ["LOSSVIZ_HOME"] = str(folder / "home")
    os.environ.update(PROXIES)


def _put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
