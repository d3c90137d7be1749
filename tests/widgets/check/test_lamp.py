"""The lamp: a sign and a word for each verdict, in a place that does not move."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QImage

from lossviz.theme.tokens import Theme
from lossviz.widgets.check.lamp import Lamp, LampKind

TINTS = {
    "pass": "status.success.tint",
    "suspicious": "status.warning.tint",
    "failed": "status.danger.tint",
    "kink": "surface.hover",
    "flat": "surface.hover",
    "none": "surface.sunken",
}


@pytest.fixture
def lamp(shown: Callable[[Lamp], Lamp], theme: Theme) -> Lamp:
    return shown(Lamp(theme))


def picture(lamp: Lamp) -> QImage:
    lamp.resize(lamp.sizeHint())
    return lamp.grab().toImage()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", get_args(LampKind))
def test_the_pill_has_the_tint_of_the_verdict(lamp: Lamp, kind: LampKind, mode: str) -> None:
    theme = Theme(mode)
    lamp.apply_theme(theme)
    lamp.show_verdict(kind, "" if kind == "none" else "word")
    image = picture(lamp)
    assert image.pixelColor(image.width() // 2, 2) == QColor(theme.color(TINTS[kind]))


def test_every_verdict_has_a_sign_of_its_own(lamp: Lamp) -> None:
    """Seen without colours."""
    lamp.show_verdict("pass", "the same")
    signs = set()
    for kind in get_args(LampKind):
        lamp.show_verdict(kind, "the same")
        image = picture(lamp).convertToFormat(QImage.Format.Format_Mono)
        left = image.copy(0, 0, 30, image.height())
        signs.add(bytes(left.constBits()))
    assert len(signs) == len(TINTS)


def test_it_keeps_the_widest_word_it_showed(lamp: Lamp) -> None:
    empty = lamp.sizeHint().width()
    lamp.show_verdict("pass", "pass")
    narrow = lamp.sizeHint().width()
    lamp.show_verdict("failed", "wrong in W₂")
    wide = lamp.sizeHint().width()
    assert empty < narrow < wide
    for kind, text in (("pass", "pass"), ("none", "")):
        lamp.show_verdict(kind, text)
        assert lamp.sizeHint().width() == lamp.minimumSizeHint().width() == wide


def test_the_projector_is_half_as_large_again(lamp: Lamp) -> None:
    lamp.show_verdict("suspicious", "check")
    before = lamp.sizeHint()
    lamp.apply_theme(Theme("light", 1.5, projector=True))
    assert lamp.sizeHint().height() == 1.5 * before.height()
    assert lamp.sizeHint().width() == pytest.approx(1.5 * before.width(), abs=3)


def test_a_screen_reader_gets_the_word(lamp: Lamp) -> None:
    assert (lamp.accessibleName(), lamp.accessibleDescription()) == (
        "Gradient check",
        "not checked",
    )
    lamp.show_verdict("failed", "wrong")
    assert lamp.accessibleDescription() == "wrong"
    assert (lamp.kind, lamp.text) == ("failed", "wrong")
    lamp.show_verdict("none", "")
    assert lamp.accessibleDescription() == "not checked"
