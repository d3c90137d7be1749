"""Left in the view Geometry: the plane of both weights, and what is drawn on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.regularization.geometry import pictures
from lossviz.panels.regularization.geometry.evaluation import GeometryFound
from lossviz.panels.regularization.geometry.settings import GeometryLook, GeometrySettings
from lossviz.panels.regularization.state import PENALTIES
from lossviz.panels.regularization.ui.controls import PANEL, label, menu
from lossviz.theme.tokens import Theme
from lossviz.widgets.contour_plane.contour_plane import ContourPlane
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed

HINT = "Drag the minimum along its path, or the body: both change λ."
SQUARES_HINT = "Drag the centre c, the minimum along its path, or the body."


class Plane(QWidget):
    """Shows what was found, and tells what the person drags and chooses."""

    data_chosen = Signal(str)
    looked = Signal(dict)
    linked = Signal(str)
    """The panel where the penalty is to be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.header = SectionHeader(theme, "Where data and penalty meet", "", high=True)
        self.data = menu(theme, tuple(pictures.TITLES.items()), "data", "Data loss", small=True)
        self.data.value_changed.connect(self.data_chosen)
        self.header.add(self.data)
        self.plane = ContourPlane(theme, "Both weights, data loss and penalty")
        self.plane.setObjectName(f"{PANEL}.plane")
        self.plane.window_wanted.connect(lambda window: self.looked.emit({"window": window}))
        self.chips = {
            kind: self._chip(theme, f"{PENALTY_FORMULAS[kind].short_title} path", f"paths.{kind}")
            for kind in PENALTIES
        }
        for chip in self.chips.values():
            chip.clicked.connect(self._tell_paths)
        self.total = self._chip(theme, "contours of the total", "contours.total")
        self.total.clicked.connect(lambda on: self.looked.emit({"total": on}))
        self.zeros = self._chip(theme, "centres that make a 0", "zeros")
        self.zeros.setToolTip(pictures.ZEROS_TITLE)
        self.zeros.clicked.connect(lambda on: self.looked.emit({"zeros": on}))
        self.note = label("", "secondary", "plane_note")
        self.note.setWordWrap(True)
        self.to_landscape = ActionButton(theme, "Show on Landscape")
        self.to_landscape.setObjectName(f"{PANEL}.to_landscape")
        self.to_landscape.setProperty("face", "small")
        self.to_landscape.clicked.connect(lambda: self.linked.emit("landscape"))
        parts = (*self.chips.values(), self.total, self.zeros, self.to_landscape)
        self._chips = Flow(theme, parts)
        self._themed: tuple[Themed, ...] = (self.header, self.data, self.plane, self._chips)
        self._lay_out()
        self.apply_theme(theme)

    def show_settings(self, settings: GeometrySettings) -> None:
        """The data loss."""
        self.data.set_value(settings.data)
        self.header.set_caption(pictures.caption(settings))
        squares = settings.data == "squares"
        self.zeros.setVisible(squares)
        self.to_landscape.setVisible(not squares)
        set_text(self.note, SQUARES_HINT if squares else HINT)

    def show_found(self, found: GeometryFound) -> None:
        """All that is on the plane."""
        self.plane.show_picture(pictures.plane(found), found.window)
        self._show_look(found.look, found.settings.penalty.kind)

    def _show_look(self, look: GeometryLook, kind: str) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name in look.paths or name == kind)
            chip.setEnabled(name != kind)
        self.total.setChecked(look.total)
        self.zeros.setChecked(look.zeros)

    def set_low(self, low: bool) -> None:
        """The sentence goes where there is not the height for it."""
        self.note.setVisible(not low)
        self._column.setSpacing(self._theme.px(5 if low else 10))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)

    def _chip(self, theme: Theme, text: str, name: str) -> ToggleChip:
        chip = ToggleChip(theme, text)
        chip.setObjectName(f"{PANEL}.{name}")
        return chip

    def _tell_paths(self) -> None:
        paths = tuple(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.looked.emit({"paths": paths})

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.plane, 1)
        self._column.addWidget(self._chips)
        self._column.addWidget(self.note)
        self._column.addStretch(0)
