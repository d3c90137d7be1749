"""A short stay in random hands, and that they see what goes wrong. The long one is a command."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import io
import warnings

import pytest
from PySide6.QtCore import qWarning

from lossviz.shell import window as window_module
from tests.hands.events import Action
from tests.hands.session import PROXIES, Session, written
from tests.shell.driving import drawn_once, small_stand_in  # noqa: F401

SEED, ACTIONS = 5, 50


def test_a_short_stay_in_random_hands(undressed, small_stand_in, tmp_path, monkeypatch):
    for name, proxy in PROXIES.items():
        monkeypatch.setenv(name, proxy)
    log = io.StringIO()
    session = Session(tmp_path, SEED, log)
    session.open()
    try:
        session.run(session.chosen(ACTIONS))
        session.watch.look()
        assert not session.watch.faults, log.getvalue()
        actions = list(written(log.getvalue().splitlines()))
        assert [each.line() for each in actions] == log.getvalue().splitlines()
        assert len(actions) == ACTIONS == session.done
        assert len({each.what for each in actions}) > 5

        plant(session, monkeypatch)
        session.run([Action("keys", ("Esc",)), Action("resize", (1300, 800))])
        session.watch.look()
    finally:
        session.close()
    found = "\n".join(session.watch.faults)
    for kind in ("Qt said: planted", "warned: RuntimeWarning: planted", "failed: KeyError: "):
        assert kind in found
    assert "raised: ZeroDivisionError" in found


def plant(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of each kind that is looked for."""
    qWarning("planted")
    warnings.showwarning("planted", RuntimeWarning, "here.py", 1)
    session.owner.engine.request("planted", lambda: {}["planted"])
    monkeypatch.setattr(window_module, "qcolor", lambda *_: 1 // len(""))
    session.window.update()
