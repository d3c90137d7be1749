"""What is remembered from one window to the next, and a settings file that is damaged."""

from __future__ import annotations

import json

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal
from lossviz.shell.settings import settings_file

RATE, OTHER_RATE = "training.learning_rate", "0.25"
DAMAGED = b'{"theme": "dark", '


def remembered(desk: Desk) -> str:
    """A theme and a learning rate that are chosen in one window are those of the next."""
    with desk.window("training", theme=None) as hands:
        hands.rest()
        hands.click("rail.theme")
        hands.type(RATE, OTHER_RATE)
        hands.rest()
        theme, rate = hands.window.theme.mode, hands.field(RATE).value
        expect_equal(rate, float(OTHER_RATE), "the learning rate that was typed")
    expect(settings_file().is_file(), "nothing is written when the window is closed")
    written = json.loads(settings_file().read_text(encoding="utf-8"))
    expect_equal(written["theme"], theme, "the theme in the file")
    kept = written["panels"]["training"]["state"]
    expect_equal(kept["learning_rate"], rate, "the learning rate in the file")
    with desk.window(theme=None, remember=True) as hands:
        expect_equal(hands.window.panel.name, "training", "the panel of the next window")
        expect_equal(hands.window.theme.mode, theme, "the theme of the next window")
        expect_equal(hands.field(RATE).value, rate, "the learning rate of the next window")
    return f"{theme} theme and learning rate {rate:g} are there again in the next window"


def damaged(desk: Desk) -> str:
    """A damaged file is kept under another name, and that is said."""
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(DAMAGED)
    with desk.window(remember=True) as hands:
        said = hands.message("window.strip")
        expect("damaged" in said, f"nothing is said about the damaged file: {said!r}")
        hands.rest()
    kept = [each.name for each in file.parent.iterdir() if each.read_bytes() == DAMAGED]
    expect(len(kept) == 1 and kept[0] != file.name, f"the damaged file is not kept aside: {kept}")
    expect(kept[0] in said, f"where it is kept is not said: {said}")
    return f"kept as {kept[0]}"


CHECKS = (
    Check("Settings", remembered),
    Check("Damaged settings", damaged),
)
