"""How golden pictures are drawn, and approved: `packaging/dev.py test tests/golden --approve`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.shell.driving import drawn_once  # noqa: F401 - a fixture

# Read by Qt when the first letter is drawn, and no test has begun when this file is read.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known where this folder is named; in a run of all tests nothing can be approved."""
    parser.addoption(
        "--approve", action="store_true", help="take the pictures of now as the golden ones"
    )


@pytest.fixture(scope="session")
def approve(request: pytest.FixtureRequest) -> bool:
    """Whether the pictures of now are wanted as the golden ones."""
    return bool(request.config.getoption("--approve", default=False))
