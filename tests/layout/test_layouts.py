"""No text is cut, none lies on another, and nothing lies outside: over the table of layouts.

The short table meets every two values of scale, locale, state and some sizes. The whole one takes
some minutes: `python3 packaging/dev.py test tests/layout -m exhaustive`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from lossviz.self_test.hands import Hands
from lossviz.self_test.layout_faults import layout_faults
from lossviz.theme.apply import apply_to_application
from lossviz.theme.tokens import Theme
from tests.layout.posing import POSES, pose
from tests.layout.table import SCALES, SHORT_SIZES, Row, factors, pairwise, whole
from tests.shell.driving import OpenApp


@pytest.fixture
def locale_and_theme(qapp: QApplication) -> Iterator[None]:
    """As they were, after a table that changed them."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    apply_to_application(qapp, Theme("light"))


def faults(hands: Hands, rows: Iterable[Row]) -> list[str]:
    """All that is wrong in these rows, each fault with its row."""
    found = []
    for _, same in groupby(rows, key=lambda row: (row["scale"], row["state"])):
        for number, row in enumerate(same):
            if hands.window.theme != SCALES[row["scale"]]:
                hands.window.set_theme(SCALES[row["scale"]])
            QLocale.setDefault(QLocale(row["locale"]))
            hands.window.resize(*row["size"])
            if number:
                hands.rest()
            else:
                pose(hands, row["state"])
            found += [f"{row}: {fault}" for fault in layout_faults(hands.window)]
    return found


def short_table(panel: str) -> list[Row]:
    """The Explain column is the same beside every panel: its other tabs are looked at in one."""
    once = () if panel == "scores" else ("explain formula", "explain code")
    states = [state for state in POSES[panel] if state not in once]
    return pairwise(factors(states, SHORT_SIZES))


@pytest.mark.parametrize("panel", POSES)
def test_nothing_is_cut_and_nothing_meets(
    open_app: OpenApp,
    locale_and_theme: None,
    panel: str,
) -> None:
    app = open_app(panel=panel, theme="light")
    found = faults(Hands(app.window), short_table(panel))
    assert not found, "\n".join(found)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("panel", "state"), [(p, s) for p in POSES for s in POSES[p]])
def test_nothing_is_cut_in_the_whole_table(
    open_app: OpenApp,
    locale_and_theme: None,
    panel: str,
    state: str,
) -> None:
    app = open_app(panel=panel, theme="light")
    found = faults(Hands(app.window), whole(factors([state])))
    assert not found, "\n".join(found)
