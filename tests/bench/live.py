"""The real window, training on 50,000 images: what window.py, memory.py and frame.py watch."""

from __future__ import annotations

import os

from images import VARIABLE
from PySide6.QtWidgets import QWidget
from waiting import SIZE, wait

from lossviz.app import Composition
from lossviz.arguments import Arguments
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.ui.panel import TrainingPanel
from lossviz.shell.settings import Settings, settings_file, settings_text

LOOK_MS = 20


class Live:
    """A window of 1440 x 900 that shows every part of the panel."""

    def __init__(self, epochs: int) -> None:
        """Open the images, with so many epochs to run, and wait for the first report."""
        remembered = Settings(
            source=os.environ[VARIABLE], panels={"training": {"state": {"epochs": epochs}}}
        )
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_text(settings_text(remembered), encoding="utf-8")
        owner = Composition(Arguments(theme="light", panel="training"))
        self.window = owner.window
        self.window.resize(*SIZE)
        self.window.show()
        panel = self.window.panel
        assert isinstance(panel, TrainingPanel)
        self.pump, self.panel = owner.pump, panel
        while not panel.ready():
            wait(LOOK_MS)
        panel.set_speed(None)
        self.set_running(False)
        wait(500)
        self._check_visible()

    @property
    def report(self) -> TrainingReport:
        """The newest report."""
        found = self.panel.newest()
        assert found is not None
        return found

    def parts(self) -> dict[str, QWidget]:
        """The widgets that paint the parts, by the panel's names for them."""
        left, right = self.panel.content.templates, self.panel.content.results
        return {
            "templates": left.grid,
            "loss": right.loss.viewport(),
            "accuracy": right.accuracy.viewport(),
            "judged": left.strip,
            "confusion": right.confusion,
        }

    def set_running(self, wanted: bool) -> None:
        """Run or pause, and wait until it does."""
        if self.report.running != wanted:
            self.panel.toggle_running()
        while self.report.running != wanted:
            wait(LOOK_MS)

    def _check_visible(self) -> None:
        cut = [
            name
            for name, part in self.parts().items()
            if part.visibleRegion().boundingRect() != part.rect()
        ]
        if cut or len(self.report.trace.data.training.labels) != 50_000:
            raise RuntimeError(f"not the whole panel on 50,000 images: {cut} is cut off")
