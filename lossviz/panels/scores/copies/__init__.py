"""The panel's table and losses as text for elsewhere: LaTeX, NumPy code, CSV. No Qt."""

from lossviz.panels.scores.copies.csv_text import as_csv
from lossviz.panels.scores.copies.latex import as_latex
from lossviz.panels.scores.copies.numpy_code import as_numpy

__all__ = ["as_csv", "as_latex", "as_numpy"]
