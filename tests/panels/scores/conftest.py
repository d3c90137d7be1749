"""The Scores panel in its window, driven as a person does."""

from __future__ import annotations

import pytest

from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    drawn_once,
    no_dialogs,
    open_app,
    small_stand_in,
)


@pytest.fixture
def scores(open_app: OpenApp) -> App:  # noqa: F811
    """On the lecture's example, with everything drawn."""
    return open_app(panel="scores", theme="light")
