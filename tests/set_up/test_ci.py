"""What the hosted CI runs in a fresh clone; the commands themselves are only noted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import environment

CI = environment.ROOT / ".ci" / "run"
TEST, BUNDLE = "packaging/dev.py test", "packaging/dev.py bundle --check"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script of bash")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing but the script, and a python3 that notes what it is given."""
    for folder in (".ci", "bin"):
        (tmp_path / folder).mkdir()
    shutil.copy(CI, tmp_path / ".ci")
    python = tmp_path / "bin" / "python3"
    python.write_text(
        "#!/bin/sh\n"
        'echo "$*" >> calls\n'
        'echo "what $2 says"\n'
        'case " $FAILING " in *" $2 "*) exit 3;; esac\n'
    )
    python.chmod(0o755)
    return tmp_path


def run(checkout: Path, failing: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / ".ci" / "run"],
        env={"PATH": f"{checkout / 'bin'}:/usr/bin:/bin", "FAILING": failing},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("failing", "status"), [("", 0), ("test", 1), ("bundle", 1), ("test bundle", 1)]
)
def test_the_tests_come_first_and_both_run_and_count(
    failing: str, status: int, checkout: Path
) -> None:
    answer = run(checkout, failing)
    assert answer.returncode == status
    assert (checkout / "calls").read_text().splitlines() == [TEST, BUNDLE]


def test_how_the_tests_ended_is_said_last(checkout: Path) -> None:
    lines = run(checkout, "").stdout.splitlines()
    assert lines == ["what test says", "what bundle says", "", "what test says"]
    assert run(checkout, "").stderr == ""
