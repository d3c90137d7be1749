"""Where the checks work: a folder of their own, and windows that know nothing of each other."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lossviz.app import application, create_window
from lossviz.arguments import Arguments
from lossviz.data.folders import data_folder
from lossviz.self_test.expecting import expect
from lossviz.self_test.hands import Hands
from lossviz.shell.settings import settings_file

HOME = "LOSSVIZ_HOME"
THREADS = "lossviz-"  # how the names of the app's threads begin


class Desk:
    """A folder for the time of the run. Settings, caches and data lie in it, and not at home.

    Raises OSError where no such folder can be made.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lossviz-self-test-"))
        self._home = os.environ.get(HOME)
        os.environ[HOME] = str(self.folder / "home")

    @contextmanager
    def window(
        self, panel: str = "", theme: str | None = "light", *, remember: bool = False
    ) -> Iterator[Hands]:
        """An open window, as at a first start; with `remember`, as the last one was left.

        A message that something went wrong in it is a failure.
        """
        if not remember:
            settings_file().unlink(missing_ok=True)
            shutil.rmtree(data_folder(), ignore_errors=True)  # and with it runs that were left
        application().setQuitOnLastWindowClosed(False)  # there will be another
        hands = Hands(create_window(Arguments(panel=panel or None, theme=theme)))
        try:
            hands.open()
            yield hands
            hands.expect_no_trouble()
        finally:
            hands.close()
        left = [each.name for each in threading.enumerate() if each.name.startswith(THREADS)]
        expect(not left, f"the window is closed, and still at work: {', '.join(left)}")

    def clear(self) -> None:
        """Take the folder away, and give the person's own back."""
        gc.collect()  # Windows keeps a file that is still mapped
        self.remove()
        if self._home is None:
            os.environ.pop(HOME, None)
        else:
            os.environ[HOME] = self._home

    def remove(self) -> None:
        """Take the folder away, as far as it can be."""
        shutil.rmtree(self.folder, ignore_errors=True)
