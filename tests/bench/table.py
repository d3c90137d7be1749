"""The benchmark tables: Markdown, one row a measurement, with its goal where it has one."""

from __future__ import annotations

import sys
from dataclasses import dataclass

HEAD = ("what", "measured", "goal", "met")


@dataclass(frozen=True)
class Row:
    """One line. goal: "" where there is none. met: None where there is none or it was not tried."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, str, str, str]:
        """The texts of the four columns."""
        met = "" if not self.goal else "n/a" if self.met is None else "yes" if self.met else "no"
        return self.what, self.measured, self.goal, met


def at_most(what: str, value: float, limit: float, text: str, unit: str = "") -> Row:
    """A row whose goal is an upper limit; `text` is the value as it is shown."""
    return Row(what, text, f"≤ {limit:g} {unit}".strip(), value <= limit)


def at_least(what: str, value: float, limit: float, text: str) -> Row:
    """A row whose goal is a lower limit."""
    return Row(what, text, f"≥ {limit:.2f}", value >= limit)


def print_table(title: str, rows: list[Row], note: str) -> None:
    """Title, what was done, and the table, as wide as its texts."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n### {title}\n\n{note}\n")
    for number, line in enumerate(lines):
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("| " + " | ".join(padded) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    sys.stdout.flush()
