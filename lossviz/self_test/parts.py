"""What comes with the program: fonts, icons, drawings, and what a download needs."""

from __future__ import annotations

import ssl
import urllib.request
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase, QFontInfo, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from lossviz.app import application
from lossviz.data.certificates import trusting_context
from lossviz.data.folders import data_folder
from lossviz.resource_files import resource
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal
from lossviz.self_test.pictures import color_count, image_pixels
from lossviz.shell.sources import downloading
from lossviz.theme.apply import qfont, register_fonts
from lossviz.theme.tokens import Theme

FAMILIES = ("Inter", "JetBrains Mono")
WEIGHTS = (400, 500, 600)
# Roles of text: those of the app's labels and of its numbers.
FONTS = {"body": "Inter", "number": "JetBrains Mono"}
EMPTY = {"blank"}  # keeps the place of an icon
SIDE = 32


def fonts(_desk: Desk) -> str:
    """All files are registered, and the app's texts are set in them."""
    application()
    files = sorted(resource("fonts").glob("*.[ot]tf"))
    families = register_fonts()
    for family in FAMILIES:
        expect(family in families, f"{family} is not registered, but {families}")
        found = {QFontDatabase.weight(family, each) for each in QFontDatabase.styles(family)}
        expect(found.issuperset(WEIGHTS), f"{family} has the weights {found}, not {WEIGHTS}")
    for role, family in FONTS.items():
        info = QFontInfo(qfont(Theme("light"), role))
        expect_equal(info.family(), family, f"the font of {role}")
    return f"{' and '.join(FAMILIES)}, from {len(files)} files"


def drawings(_desk: Desk) -> str:
    """Every icon and drawing is there and can be painted."""
    found = [*resource("icons").glob("*.svg"), *resource("drawings").glob("*.svg")]
    expect(found, "there are no icons")
    for file in found:
        if file.stem not in EMPTY:
            expect(_paints_something(file), f"{file.name} paints nothing")
    expect(not application().windowIcon().pixmap(SIDE).isNull(), "the window has no icon")
    return f"{len(found)} icons and drawings"


def secure_connection(_desk: Desk) -> str:
    """What a download needs is there; nothing is sent."""
    context = trusting_context()
    expect_equal(context.verify_mode, ssl.CERT_REQUIRED, "how certificates are judged")
    urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
    downloading(data_folder()).close()  # made, and ended before its first step
    return ssl.OPENSSL_VERSION


def _paints_something(file: Path) -> bool:
    picture = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    picture.fill(0xFF808080)
    painter = QPainter(picture)
    renderer = QSvgRenderer(str(file))
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    return renderer.isValid() and color_count(image_pixels(picture)) > 1


CHECKS = (
    Check("Fonts", fonts),
    Check("Icons and drawings", drawings),
    Check("Secure connection", secure_connection),
)
