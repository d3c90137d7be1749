"""The theme put onto Qt: fonts, palette, style sheet and the colours of new plots."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.resource_files import resource
from lossviz.theme.style import style_sheet

if TYPE_CHECKING:
    from lossviz.theme.tokens import Mode, Theme

_PALETTE = {
    QPalette.ColorRole.Window: "surface.base",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.base",
    QPalette.ColorRole.AlternateBase: "surface.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.Button: "surface.base",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.ToolTipBase: "surface.overlay",
    QPalette.ColorRole.ToolTipText: "text.primary",
    QPalette.ColorRole.Highlight: "accent.tint",
    QPalette.ColorRole.HighlightedText: "text.primary",
    QPalette.ColorRole.Accent: "accent.base",
    QPalette.ColorRole.Link: "text.primary",
    QPalette.ColorRole.Light: "surface.hover",
    QPalette.ColorRole.Midlight: "border.hairline",
    QPalette.ColorRole.Mid: "border.control",
    QPalette.ColorRole.Dark: "border.strong",
}
_TEXT_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def apply_to_application(app: QApplication, theme: Theme) -> None:
    """Give the application fonts and colours; call it again when the mode or the scale changes.

    What is in a window gets its style sheet by `dress`, part by part. Widgets that paint
    themselves, and plots that exist already, follow through their `apply_theme`.
    """
    register_fonts()
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")  # the one style that looks the same on all three systems
    app.setPalette(palette(theme))
    app.setFont(qfont(theme, "body"))
    if "pyqtgraph" in sys.modules:
        configure_plots(theme)


def dress(part: QWidget, theme: Theme) -> None:
    """Give a part of a window, or a dialog, the style sheet, and all that is in it.

    One sheet for the application took 0.55 s to change with four panels made: it reaches all of
    them, shown or not. A panel alone takes 0.02 s.
    """
    part.setStyleSheet(style_sheet(theme))


def qcolor(theme: Theme, role: str, alpha: float = 1.0) -> QColor:
    """The colour of a role, with an opacity from 0 to 1."""
    color = QColor(theme.color(role))
    color.setAlphaF(alpha)
    return color


def qfont(theme: Theme, type_role: str) -> QFont:
    """The font of a text role, sized in pixels, with the OpenType features it needs."""
    role = theme.type(type_role)
    font = QFont(list(role.families))
    font.setPixelSize(role.size)
    font.setWeight(QFont.Weight(role.weight))
    for tag, value in role.features:
        font.setFeature(QFont.Tag(tag), value)
    return font


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet asks for, and let it look again.

    The font stays: polishing anew brings back the one of another scale, from before the first time.
    """
    for name, value in properties.items():
        widget.setProperty(name, value)
    font = widget.font()
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.setFont(font)


def palette(theme: Theme) -> QPalette:
    """The palette for what the style sheet does not reach, such as plots and file dialogs."""
    result = QPalette()
    for role, name in _PALETTE.items():
        result.setColor(role, qcolor(theme, name))
    for role in _TEXT_ROLES:
        result.setColor(QPalette.ColorGroup.Disabled, role, qcolor(theme, "text.disabled"))
    return result


def system_mode() -> Mode:
    """What the system asks for; light where it does not say."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"


@cache
def register_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once; returns the families found."""
    families: dict[str, None] = {}
    for file in sorted(resource("fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


def configure_plots(theme: Theme) -> None:
    """Give the theme to plots that are made from now on; a plot calls it before it is made."""
    import pyqtgraph as pg  # 0.15 s: only where there is a plot

    pg.setConfigOptions(
        background=theme.color("surface.plot"),
        foreground=theme.color("plot.label"),
        imageAxisOrder="row-major",
    )
