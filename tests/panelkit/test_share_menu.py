"""The entries that every Share menu is made of: their order, and what they write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtWidgets import QLabel

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import copying, opening, saving_csv, saving_npz, share_menu


@pytest.fixture
def entries(qapp) -> Iterator[tuple[ShareAction, ...]]:
    label = QLabel("panel")
    kept = share_menu(
        "Panel",
        lambda: nullcontext(label),
        opening("things", "Things (*.csv)", print),
        saving_npz("things", lambda: lambda: b"npz"),
        copying("things", "LaTeX", "latex", lambda: "latex"),
        saving_csv("walks", lambda: lambda: b"csv"),
    )
    yield kept
    label.deleteLater()


def test_what_copies_comes_first_and_what_opens_comes_last(entries):
    assert [each.name for each in entries] == [
        "copy_picture", "copy_latex", "save_png", "save_svg", "save_things", "save_walks",
        "open_things",
    ]  # fmt: skip


def test_what_is_saved_is_prepared_when_a_path_is_chosen_and_written_by_the_work(entries, tmp_path):
    written = {b"\x89PNG": "save_png", b"<?xml": "save_svg", b"npz": "save_things"}
    for content, name in written.items():
        action = next(each for each in entries if each.name == name)
        path = tmp_path / action.suggested
        work = action.write(str(path))
        assert not path.exists()
        work()
        assert path.read_bytes().startswith(content)
