"""A scrub number in a cell: its type gets smaller where the number would be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from lossviz.theme.apply import qfont
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.weights.weight_form import Fit, fitted

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LARGEST, STEP = 1e6, 0.1
SCALE = LinearScale(-LARGEST, LARGEST, STEP)
_NARROW = 3  # logical px that the padding of a narrow field gives to the digits


class Faces(NamedTuple):
    """Fonts by type role, and the px of one digit in each."""

    fonts: dict[str, QFont]
    advances: dict[str, float]

    @classmethod
    def of(cls, theme: Theme) -> Faces:
        """Those that a cell needs; made once for all cells."""
        fonts = {role: qfont(theme, role) for role in ("numberCell", "number", "numberSmall")}
        measures = {role: QFontMetricsF(font) for role, font in fonts.items()}
        return cls(fonts, {role: each.horizontalAdvance("0") for role, each in measures.items()})


class WeightField(ScrubField):
    """Fills the width that `fit` gives it, and asks its parent for no other."""

    def __init__(self, theme: Theme, faces: Faces, name: str, parent: QWidget) -> None:
        self._faces = faces  # before the field writes its first number
        self._roles: tuple[str, ...] = ("number",)
        self._room = float("inf")
        self._face: QFont | None = None
        self._narrow = False
        super().__init__(
            theme,
            0.0,
            name=name,
            scale=SCALE,
            default=0.0,
            format_value=self._write,
            parent=parent,
        )
        self.textChanged.connect(self._choose_face)

    def fit(self, faces: Faces, roles: tuple[str, ...], width: int, narrow: bool) -> None:
        """Be so wide, with the largest of the roles in which the number has room."""
        self._faces, self._roles, self._narrow = faces, roles, narrow
        margin = -self._theme.px(_NARROW) if narrow else 0
        self.setTextMargins(margin, 0, margin, 0)
        self.setFixedWidth(width)  # a fixed size: a new number lays nothing out again
        self._room = width - 2 * self.inset
        self.set_value(self.value)
        self._choose_face()

    def minimumSizeHint(self) -> QSize:
        """Of any width: it writes fewer digits where they have no room."""
        return QSize(0, super().minimumSizeHint().height())

    def shown(self) -> str:
        """It is written as it has room already."""
        return self.written

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font: a style sheet that is applied again brings back the first there was."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._face not in (None, self.font()):
            self.setFont(self._face)

    def _write(self, value: float) -> str:
        return self._fitted(value).text

    def _fitted(self, value: float) -> Fit:
        return fitted(value, self._room, self._advances())

    def _advances(self) -> list[tuple[str, float]]:
        return [(role, self._faces.advances[role]) for role in self._roles]

    def _choose_face(self) -> None:
        if self.is_typing:
            return
        face = self._faces.fonts[self._fitted(self.value).role]
        if face != self._face:
            self._face = face
            self.setFont(face)
