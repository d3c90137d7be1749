"""What people open as a table and is none: the true reason, and the way out."""

from __future__ import annotations

import re

from lossviz.data.errors import DataError

_AS_CSV = "save the sheet as CSV there, and open that"
_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", f"this is a workbook (.xlsx, .ods) or a zip archive: {_AS_CSV}"),
    (b"\xd0\xcf\x11\xe0", f"this is a workbook of an old Excel (.xls): {_AS_CSV}"),
    (b"%PDF", "this is a PDF: copy its table into a spreadsheet, save that as CSV"),
    (b"\x89PNG", "this is a picture, no table"),
    (b"\xff\xd8\xff", "this is a picture, no table"),
    (b"GIF8", "this is a picture, no table"),
    (b"\x1f\x8b", "this is compressed (.gz): unpack it, and open what is in it"),
    (b"BZh", "this is compressed (.bz2): unpack it, and open what is in it"),
    (b"\xfd7zXZ", "this is compressed (.xz): unpack it, and open what is in it"),
    (b"\x93NUMPY", "this is an array of NumPy (.npy): write it as CSV by numpy.savetxt"),
    (b"\x80\x04\x95", "this is a pickle: write it as CSV, with to_csv or numpy.savetxt"),
    (b"\x80\x05\x95", "this is a pickle: write it as CSV, with to_csv or numpy.savetxt"),
    (b"MATLAB 5.0", "this is a file of MATLAB (.mat): write it as CSV by writematrix"),
    (b"\x89HDF", "this is HDF5 (.h5, .mat): write it as CSV, with to_csv or writematrix"),
    (b"PAR1", "this is Parquet: write it as CSV, with to_csv"),
    (b"SQLite", "this is a database: write the table as CSV"),
    (b"{\\rtf", "this is rich text, no table: save it as plain text"),
    (b"\0\0\xfe\xff", "this is text in UTF-32: save it in UTF-8"),
    (b"\xff\xfe\0\0", "this is text in UTF-32: save it in UTF-8"),
)
_TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body|table)\b", re.IGNORECASE),
        "this is a web page, no table: the download needs a sign-in, perhaps",
    ),
    (re.compile(r"<(\?xml|!--|[a-z])", re.I), "this is XML, no table: save its numbers as CSV"),
    (
        re.compile(r"\[?\s*\{|\[\s*\["),
        "this is JSON or a printed array, no table: write it as CSV, with to_csv or numpy.savetxt",
    ),
    (
        re.compile(r"\(?(tensor|(np\.)?array|Tensor)\(|[\[(]+\s*[-+]?[0-9.]+[\s,]"),
        "this is a printed array, no table: write it as CSV, with to_csv or numpy.savetxt",
    ),
    (
        re.compile(r"\\(begin|documentclass|hline|toprule|usepackage)\b|[^\n&]*&[^\n]*\\\\"),
        "this is LaTeX, no table of CSV: put commas for the & and leave out what begins with a \\",
    ),
    (
        re.compile(r"[A-Za-z_]\w*\s*=\s*([\[({]|np\.|torch\.)"),
        "this is code, no table: write what it makes as CSV, with numpy.savetxt or writematrix",
    ),
    (re.compile(r"(%[^\n]*\n\s*)*@relation\b", re.I), "this is ARFF: save it as CSV in Weka"),
    (re.compile(r"[-+]?\d{1,9} \d{1,9}:[-\d.]"), "this is the format of LIBSVM: write it as CSV"),
)  # fmt: skip
_LOOKED_AT = 400


def refuse_what_is_no_table(content: bytes, name: str) -> None:
    """Raise DataError, with the way out, for files that begin like something else."""
    for mark, what in _BYTES:
        if content.startswith(mark):
            raise DataError(f"{name}: {what}.")
    text = content[:_LOOKED_AT].decode("latin-1").replace("\0", "").lstrip("ÿþï»¿ \t\r\n")
    for pattern, what in _TEXTS:
        if pattern.match(text):
            raise DataError(f"{name}: {what}.")
