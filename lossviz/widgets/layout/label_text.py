"""A label's text, changed only when it says something else."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def set_text(label: QLabel, text: str) -> None:
    """Set a text only when it differs: setting it lays everything around it out again."""
    if label.text() != text:
        label.setText(text)
