"""Digits without end: whatever reads numbers refuses them at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DIGITS = "1" * 250_000
TEXTS = (
    f"{DIGITS}x",
    f"-{DIGITS}.x",
    f"0.{DIGITS}x",
    f"{'0' * 250_000}x",
    f"1e{DIGITS}x",
    "1,111" + ",111" * 60_000 + "x",
    "1.111" + ".111" * 60_000 + "x",
    "1" + " " * 250_000 + "x",
)
READERS = {
    "scores": "score_file.read(folder / 'scores.csv')",
    "labels": "score_file.read(folder / 'labels.csv')",
    "a header of scores": "score_file.read(folder / 'header.csv')",
    "points": "point_file.read(folder / 'points.csv')",
    "classes of points": "point_file.read(folder / 'classes.csv')",
    "a field": "parse_number(text)",
    "a field with a decimal comma": "parse_number(text, True)",
    "a power": "parse_number(text + ' x 10^5')",
    "a block": "block_from_text(text, False)",
    "a formula": "parse_formula(text)",
}
PROGRAM = """
import sys
from pathlib import Path
from lossviz.data import point_file, score_file
from lossviz.model.formula import parse_formula
from lossviz.panels.scores.clipboard import block_from_text
from lossviz.widgets.numbers.number_text import parse_number

folder = Path(sys.argv[1])
for text in (folder / "texts").read_text().split("\\n"):
    for name, content in (
        ("scores", f"a;b;label\\n{text};1;0\\n"),
        ("labels", f"a;b;label\\n1;1;{text}\\n"),
        ("header", f"{text};{text};{text}\\n1;2;0\\n"),
        ("points", f"x0;x1;class\\n{text};1;0\\n"),
        ("classes", f"x0;x1;class\\n1;1;0\\n1;1;{text}\\n"),
    ):
        (folder / f"{name}.csv").write_text(content)
    try:
        READER
    except ValueError as error:
        assert len(str(error)) < 600, len(str(error))
"""


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_is_through_with_them(tmp_path: Path, reader: str) -> None:
    """In a process of its own: what holds the interpreter's lock could not be stopped here."""
    (tmp_path / "texts").write_text("\n".join(TEXTS))
    program = PROGRAM.replace("READER", READERS[reader])
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, timeout=60)
