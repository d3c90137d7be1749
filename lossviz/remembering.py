"""Between the settings file and what each panel remembers. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lossviz.data.atomic import write_atomically
from lossviz.panel_list import panel_kind
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.source import SourceState
from lossviz.shell.settings import Settings, settings_text


def first_moment(settings: Settings, name: str) -> Moment[Any, Any]:
    """The moment that a panel begins with: what it remembers, or its defaults."""
    return panel_kind(name).codec().moment(settings.panels.get(name, {}))


def text_with(settings: Settings, moments: Mapping[str, Moment[Any, Any]]) -> str:
    """The file's text, with what all panels remember.

    What nobody asked for this time is written back as it was read. Thousands of points take longer
    than a frame: while the app runs this is the worker's.
    """
    known = {name: panel_kind(name).codec().values(each) for name, each in moments.items()}
    return settings_text(replace(settings, panels=settings.panels | known))


def write_settings(path: Path, settings: Settings, moments: Mapping[str, Moment[Any, Any]]) -> None:
    """Write the file, with what the panels remember."""
    write_atomically(path, text_with(settings, moments).encode())


def remembered_source(settings: Settings) -> SourceState:
    """Where CIFAR-10 was last time; nothing is open yet."""
    if not settings.cifar_10:
        return SourceState()
    return SourceState(
        cifar_10=settings.cifar_10,
        cifar_10_name=settings.cifar_10_name,
        cifar_10_count=settings.cifar_10_count,
    )
