"""The style sheet, filled from the tokens: a pure function of the theme, without Qt.

Controls are chosen by property: ``role`` on a label (`TEXT_ROLES`), ``kind`` on a button (primary,
secondary, quiet), ``edge`` on a quiet button at the right end of a column, ``surface`` on a frame
(app, sunken), ``line`` on a frame that is a hairline.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Label role: (type role, colour role).
TEXT_ROLES: Mapping[str, tuple[str, str]] = {
    "title": ("title", "text.primary"),
    "section": ("section", "text.primary"),
    "question": ("question", "text.primary"),
    "formula": ("formula", "text.primary"),
    "body": ("body", "text.primary"),
    "strong": ("bodyStrong", "text.primary"),
    "secondary": ("body", "text.secondary"),
    "tertiary": ("body", "text.tertiary"),
    "label": ("label", "text.secondary"),
    "caption": ("caption", "text.tertiary"),
    "danger": ("label", "status.danger.text"),
    "warning": ("label", "status.warning.text"),
    "success": ("label", "status.success.text"),
    "number": ("number", "text.primary"),
    "numberSmall": ("numberSmall", "text.secondary"),
    "numberCell": ("numberCell", "text.primary"),
    "numberHero": ("numberHero", "text.primary"),
}


@lru_cache(maxsize=2)
def style_sheet(theme: Theme) -> str:
    """The style sheet of every part of a window."""
    parts = (_labels, _surfaces, _buttons, _fields, _menus, _scroll_bars, _tool_tips)
    return "\n".join(part(theme) for part in parts)


def font_css(theme: Theme, type_role: str, weight: int | None = None) -> str:
    """The font of a type role as style sheet declarations."""
    role = theme.type(type_role)
    families = ", ".join(f'"{family}"' for family in role.families)
    return (
        f"font-family: {families}; font-size: {role.size}px; font-weight: {weight or role.weight};"
    )


def _rule(selector: str, *declarations: str) -> str:
    return f"{selector} {{ {' '.join(declarations)} }}"


def _labels(theme: Theme) -> str:
    return "\n".join(
        _rule(f'QLabel[role="{role}"]', font_css(theme, type_role), _color(theme, color))
        for role, (type_role, color) in TEXT_ROLES.items()
    )


def _surfaces(theme: Theme) -> str:
    hairline = theme.px(1)
    line = f"background: {theme.color('border.hairline')}; border: none;"
    return "\n".join(
        [
            _rule('*[surface="app"]', _background(theme, "surface.app")),
            _rule('*[surface="base"]', _background(theme, "surface.base")),
            _rule('*[surface="sunken"]', _background(theme, "surface.sunken")),
            _rule('QFrame[line="horizontal"]', line, f"max-height: {hairline}px;"),
            _rule('QFrame[line="vertical"]', line, f"max-width: {hairline}px;"),
        ]
    )


def _buttons(theme: Theme) -> str:
    base = _rule(
        "QPushButton",
        font_css(theme, "body", weight=500),
        _box(theme, "surface.base", "border.control"),
        _color(theme, "text.primary"),
        f"padding: 0 {theme.px(12)}px;",
        f"min-height: {theme.px(30)}px; max-height: {theme.px(30)}px; outline: none;",
    )
    states = [
        *_button_states(theme, "QPushButton", "surface.hover", "surface.pressed"),
        _rule("QPushButton:checked", _box(theme, "surface.selected", "border.strong")),
    ]
    menu = _rule('QPushButton[menu="true"]', f"padding-right: {theme.px(32)}px; text-align: left;")
    icon = f"padding: 0; min-width: {theme.px(30)}px; max-width: {theme.px(30)}px;"
    low = f"min-height: {theme.px(26)}px; max-height: {theme.px(26)}px; padding: 0 {theme.px(9)}px;"
    small = _rule('QPushButton[face^="small"]', font_css(theme, "label", weight=500), low)
    digits = _rule('QPushButton[face="small number"]', font_css(theme, "numberSmall"))
    low_menu = f"padding-right: {theme.px(28)}px;"
    menus = 'QPushButton[face="small"][menu="true"], QPushButton[face="small row"][menu="true"]'
    small_menu = _rule(menus, low_menu)
    # In a row with fields and segments all have one height.
    high = f"min-height: {theme.px(30)}px; max-height: {theme.px(30)}px;"
    row = _rule('QPushButton[face="small row"]', high)
    shapes = [menu, small, digits, row, small_menu, _rule('QPushButton[shape="icon"]', icon)]
    return "\n".join([base, *states, *_primary(theme), *_quiet(theme), *shapes, *_edge(theme)])


def _button_states(theme: Theme, selector: str, hover: str, pressed: str) -> list[str]:
    return [
        _rule(f"{selector}:hover", _background(theme, hover)),
        _rule(f"{selector}:pressed", _background(theme, pressed)),
        _rule(
            f"{selector}:disabled",
            _background(theme, "surface.base"),
            _border(theme, "border.hairline"),
            _color(theme, "text.disabled"),
        ),
    ]


def _primary(theme: Theme) -> list[str]:
    selector = 'QPushButton[kind="primary"]'
    return [
        _rule(selector, _box(theme, "primary.fill", "primary.fill"), _color(theme, "primary.text")),
        _rule(f"{selector}:hover", _box(theme, "primary.fillHover", "primary.fillHover")),
        _rule(f"{selector}:pressed", _box(theme, "primary.fillPressed", "primary.fillPressed")),
        _rule(
            f"{selector}:disabled",
            _box(theme, "surface.pressed", "surface.pressed"),
            _color(theme, "text.disabled"),
        ),
    ]


def _quiet(theme: Theme) -> list[str]:
    selector = 'QPushButton[kind="quiet"]'
    bare = "background: transparent; border-color: transparent;"
    return [
        _rule(selector, bare, _color(theme, "text.secondary")),
        _rule(f"{selector}:hover", _background(theme, "surface.hover")),
        _rule(f"{selector}:pressed", _background(theme, "surface.pressed")),
        _rule(f"{selector}:checked", _background(theme, "surface.selected")),
        _rule(f"{selector}:disabled", bare, _color(theme, "text.disabled")),
    ]


def _edge(theme: Theme) -> list[str]:
    """A quiet button whose words end where its column does: no field reaches beyond them."""
    selector = 'QPushButton[kind="quiet"][edge="right"]'
    bare = f"background: transparent; {_color(theme, 'text.primary')}"
    return [
        _rule(selector, "padding-right: 0;"),
        _rule(f'{selector}[menu="true"]', f"padding-right: {theme.px(18)}px;"),
        _rule(f"{selector}:hover", bare),
        _rule(f"{selector}:pressed", bare),
        _rule(f"{selector}:disabled", _color(theme, "text.disabled")),
    ]


def _fields(theme: Theme) -> str:
    scrub = 'QLineEdit[field="scrub"][state="{}"]'
    small = f"border-radius: {theme.px(4)}px; padding: 0 {theme.px(3)}px;"
    return "\n".join(
        [
            _rule(
                "QLineEdit",
                _box(theme, "surface.base", "border.control"),
                f"padding: 0 {theme.px(8)}px; min-height: {theme.px(30)}px;",
            ),
            _rule("QLineEdit:disabled", _color(theme, "text.disabled")),
            _rule(
                'QLineEdit[field="scrub"]',
                f"background: transparent; border: {theme.px(1)}px solid transparent; {small}",
                f"min-height: {theme.px(22)}px; max-height: {theme.px(22)}px;",
            ),
            _rule(
                'QLineEdit[field="scrub"][boxed="true"]',
                _box(theme, "surface.sunken", "border.hairline"),
                f"padding: 0 {theme.px(7)}px;",
                f"min-height: {theme.px(30)}px; max-height: {theme.px(30)}px;",
            ),
            _rule(scrub.format("typing"), _field(theme, "surface.sunken", "border.strong")),
            _rule(scrub.format("bad"), _field(theme, "surface.base", "status.danger.mark")),
        ]
    )


def _field(theme: Theme, fill: str, border: str) -> str:
    return f"{_background(theme, fill)} {_border(theme, border)}"


def _menus(theme: Theme) -> str:
    return "\n".join(
        [
            _rule(
                "QMenu",
                font_css(theme, "body"),
                _background(theme, "surface.overlay"),
                _border(theme, "border.control"),
                _color(theme, "text.primary"),
                f"padding: {theme.px(4)}px;",
            ),
            _rule(
                "QMenu::item",
                f"padding: {theme.px(6)}px {theme.px(16)}px {theme.px(6)}px {theme.px(8)}px;",
                f"border-radius: {theme.px(4)}px;",
            ),
            _rule("QMenu::item:selected", _background(theme, "surface.selected")),
            _rule("QMenu::item:disabled", _color(theme, "text.disabled")),
            _rule("QMenu::icon", f"padding-left: {theme.px(8)}px;"),
            _rule(
                "QMenu::separator",
                _background(theme, "border.hairline"),
                f"height: {theme.px(1)}px; margin: {theme.px(4)}px {theme.px(8)}px;",
            ),
        ]
    )


def _scroll_bars(theme: Theme) -> str:
    width, margin, least = theme.px(10), theme.px(2), theme.px(28)
    handle = f"border-radius: {theme.px(3)}px; margin: {margin}px;"
    return "\n".join(
        [
            _rule("QScrollBar", "background: transparent; border: none;"),
            _rule("QAbstractScrollArea::corner", "background: transparent; border: none;"),
            _rule("QScrollBar:vertical", f"width: {width}px;"),
            _rule("QScrollBar:horizontal", f"height: {width}px;"),
            _rule("QScrollBar::handle", _background(theme, "border.control"), handle),
            _rule("QScrollBar::handle:vertical", f"min-height: {least}px;"),
            _rule("QScrollBar::handle:horizontal", f"min-width: {least}px;"),
            _rule("QScrollBar::handle:hover", _background(theme, "border.strong")),
            _rule("QScrollBar::add-line, QScrollBar::sub-line", "width: 0; height: 0;"),
            _rule("QScrollBar::add-page, QScrollBar::sub-page", "background: transparent;"),
        ]
    )


def _tool_tips(theme: Theme) -> str:
    return _rule(
        "QToolTip",
        font_css(theme, "label"),
        _background(theme, "surface.overlay"),
        _border(theme, "border.control"),
        _color(theme, "text.primary"),
        f"padding: {theme.px(4)}px {theme.px(8)}px;",
    )


def _color(theme: Theme, role: str) -> str:
    return f"color: {theme.color(role)};"


def _background(theme: Theme, role: str) -> str:
    return f"background: {theme.color(role)};"


def _border(theme: Theme, role: str) -> str:
    return f"border: {theme.px(1)}px solid {theme.color(role)};"


def _box(theme: Theme, fill: str, border: str) -> str:
    radius = f"border-radius: {theme.px(6)}px;"
    return f"{_background(theme, fill)} {_border(theme, border)} {radius}"
