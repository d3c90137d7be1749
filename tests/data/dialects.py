"""The ways of writing a table that are read: one list for the tests and for the README."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Sheet:
    """A table of scores: classes (C,), scores (N, C), y (N,)."""

    classes: Sequence[str]
    scores: Rows
    y: Sequence[int]

    def rows(self, number: Callable[[float], str] = repr, quote: str = "") -> list[list[str]]:
        """A header, then a row for each example with its label, a name of a class."""
        words = [f"{quote}{name}{quote}" for name in self.classes]
        below = [[*map(number, row), words[k]] for row, k in zip(self.scores, self.y, strict=True)]
        return [[*words, f"{quote}label{quote}"], *below]


@dataclass(frozen=True)
class Dialect:
    """What the README calls it, and how a sheet is written in it."""

    title: str
    write: Callable[[Sheet], bytes]
    names: bool = True  # whether classes have their names in it


def comma(value: float) -> str:
    return repr(value).replace(".", ",")


def joined(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def plain(sheet: Sheet) -> bytes:
    return joined(sheet.rows()).encode()


def excel(sheet: Sheet) -> bytes:
    return joined(sheet.rows(comma), ";", "\r\n").encode("cp1252")


def excel_utf_8(sheet: Sheet) -> bytes:
    return joined(sheet.rows(comma), ";", "\r\n").encode("utf-8-sig")


def excel_unicode(sheet: Sheet) -> bytes:
    return joined(sheet.rows(comma), "\t", "\r\n").encode("utf-16")


def excel_sep(sheet: Sheet) -> bytes:
    return b"sep=;\r\n" + joined(sheet.rows(), ";", "\r\n").encode()


def decimals_in_quotes(sheet: Sheet) -> bytes:
    rows = sheet.rows(lambda value: f'"{comma(value)}"', quote='"')
    return joined(rows, end="\r\n").encode()


def thousands_in_quotes(sheet: Sheet) -> bytes:
    return joined(sheet.rows(lambda value: f'"{value:,.4f}"')).encode()


def swiss(sheet: Sheet) -> bytes:
    return joined(sheet.rows(lambda value: f"{value:,.4f}".replace(",", "’")), ";").encode()


def savetxt(sheet: Sheet) -> bytes:
    rows = [
        [*(f"{value:.18e}" for value in row), f"{k:.18e}"]
        for row, k in zip(sheet.scores, sheet.y, strict=True)
    ]
    return joined(rows, " ").encode()


def savetxt_with_header(sheet: Sheet) -> bytes:
    return f"# {','.join(sheet.classes)},label\n".encode() + savetxt(sheet).replace(b" ", b",")


def pandas_index(sheet: Sheet) -> bytes:
    head, *rows = sheet.rows()
    return joined([["", *head], *([str(i), *row] for i, row in enumerate(rows))]).encode()


def write_csv(sheet: Sheet) -> bytes:
    head, *rows = sheet.rows(quote='"')
    return joined([['""', *head], *([f'"{i}"', *row] for i, row in enumerate(rows, 1))]).encode()


def write_table(sheet: Sheet) -> bytes:
    head, *rows = sheet.rows(quote='"')
    return joined([head, *([f'"{i}"', *row] for i, row in enumerate(rows, 1))], " ").encode()


def printed(sheet: Sheet) -> bytes:
    head, *rows = sheet.rows()
    lines = [["", *head], *([str(i), *row] for i, row in enumerate(rows))]
    return "".join("".join(cell.rjust(26) for cell in row) + "\n" for row in lines).encode()


def comments(sheet: Sheet) -> bytes:
    return b"# exported by model.py\n% on a Monday\n" + plain(sheet) + b"# end\n"


def markdown(sheet: Sheet) -> bytes:
    head, *rows = [f"| {' | '.join(row)} |" for row in sheet.rows()]
    return "\n".join([head, "|---" * (len(sheet.classes) + 1) + "|", *rows]).encode()


def trailing(sheet: Sheet) -> bytes:
    return b"Scores of a model,,,\n\n" + joined(sheet.rows(), ",", ",,\n").encode()


DIALECTS = (
    Dialect("commas, semicolons or tabs, with decimal points or commas", plain),
    Dialect("Excel’s own in ANSI", excel),
    Dialect("in UTF-8", excel_utf_8),
    Dialect("and in UTF-16", excel_unicode),
    Dialect("`sep=;`", excel_sep),
    Dialect("decimal commas in quotes", decimals_in_quotes),
    Dialect("thousands in quotes", thousands_in_quotes),
    Dialect("or by apostrophes", swiss),
    Dialect("`numpy.savetxt`", savetxt, names=False),
    Dialect("with its header in a comment", savetxt_with_header, names=False),
    Dialect("pandas with its index", pandas_index),
    Dialect("and as it is printed", printed),
    Dialect("R’s `write.csv`", write_csv),
    Dialect("and `write.table`", write_table),
    Dialect("comments by #, % or //", comments),
    Dialect("tables of Markdown", markdown),
    Dialect("titles above and delimiters behind", trailing),
)


def in_readme() -> str:
    """The sentence of the README."""
    return f"Read are {', '.join(dialect.title for dialect in DIALECTS)}."
