"""The same points twice: as (x, y), and on their way to (r, θ)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEasingCurve, QVariantAnimation, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from lossviz.panelkit.controls import button, label
from lossviz.panels.features import view_model as vm
from lossviz.panels.features.evaluation import Evaluation
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.plane.plane_view import PlaneView

TRAVELS = LinearScale(0.0, 1.0, 0.01)
TRAVEL_MS = 1200


class PlanesPart(QWidget):
    """Shows both planes, and tells what is done to the points in them."""

    point_moved = Signal(str, int, float, float, bool)
    """Which plane, the number of the point, its place there, and whether the gesture goes on."""
    point_chosen = Signal(object)
    travelled = Signal(float)
    """How far the points of the right plane have gone."""
    rings_wanted = Signal()
    _wished = Signal()
    not_done = Signal()
    """A point was to be added, removed or given to the other ring."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = SectionHeader(
            theme, "The same points, described twice", "no line parts the rings; in (r, θ) one does"
        )
        self.rings = button(
            "features", theme, "New rings", "new-seed", "quiet", "new_rings", self.rings_wanted
        )
        self.morph = button("features", theme, "Morph", "play", "primary", "morph", self._wished)
        self.morph.setToolTip("Let the points travel from (x, y) to (r, θ) (Space)")
        self._wished.connect(self.play)
        self.header.add(self.rings)
        self.header.add(self.morph)
        self.planes = {
            "xy": PlaneView(theme, "Points as x and y"),
            "polar": PlaneView(theme, "Points as r and θ"),
        }
        self.captions = {
            name: label("features", "", "secondary", f"caption.{name}") for name in self.planes
        }
        for name, plane in self.planes.items():
            self._wire(name, plane)
        self.travel = LabelledSlider(
            theme, "(x, y) to (r, θ)", 1.0, name="How far the points have gone to (r, θ)",
            scale=TRAVELS, default=1.0, format_value=partial(format_number, decimals=2), tight=True,
        )  # fmt: skip
        self.travel.setObjectName("features.travel")
        self.travel.value_changed.connect(self._travel)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(TRAVEL_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._go_on)
        self._lay_out()
        self.apply_theme(theme)

    def show_evaluation(self, seen: Evaluation) -> None:
        """Both planes."""
        plane, polar = self.planes["xy"], self.planes["polar"]
        plane.show_ranges(*seen.plane.ranges)
        plane.show_regions(seen.plane.regions)
        plane.show_picture(vm.plane_picture(seen))
        polar.show_ranges(*seen.ranges)
        polar.show_regions(vm.polar_regions(seen))
        polar.show_picture(vm.polar_picture(seen))
        self.travel.set_value(seen.view.travel)
        set_text(self.captions["xy"], vm.plane_caption(seen))
        set_text(self.captions["polar"], vm.polar_caption(seen))

    def play(self) -> None:
        """Let the points travel from where they are to where the second classifier sees them."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self.isVisible() and self.style().styleHint(hint) > 0:
            self._animation.start()
        else:
            self.travelled.emit(1.0)

    def stay(self) -> None:
        """Let the points stop on their way."""
        self._animation.stop()

    def end_gestures(self) -> None:
        """Points were moved from elsewhere."""
        for plane in self.planes.values():
            plane.end_gesture()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        themed: tuple[Themed, ...] = (
            self.header, self.rings, self.morph, self.travel, *self.planes.values(),
        )  # fmt: skip
        for part in themed:
            part.apply_theme(theme)
        self._column.setSpacing(theme.space(2))
        self._row.setSpacing(theme.px(16))

    def _travel(self, value: float, _in_gesture: bool) -> None:
        self.stay()
        self.travelled.emit(value)

    def _go_on(self, share: float) -> None:
        """A frame of the animation."""
        self.travelled.emit(share)

    def _wire(self, name: str, plane: PlaneView) -> None:
        plane.setObjectName(f"features.plane.{name}")
        plane.point_moved.connect(partial(self.point_moved.emit, name))
        plane.point_chosen.connect(self.point_chosen)
        plane.resized.connect(self._square)
        for signal in (
            plane.point_added, plane.room_wanted, plane.point_removed, plane.class_wanted,
        ):  # fmt: skip
            signal.connect(lambda *_: self.not_done.emit())

    def _square(self) -> None:
        """Both planes are as high as they are wide: what is left is below them."""
        for plane in self.planes.values():
            plane.setFixedHeight(plane.height_of_square(plane.width()))

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for name, plane in self.planes.items():
            one = QVBoxLayout()
            one.addWidget(plane)
            self.captions[name].setWordWrap(True)
            one.addWidget(self.captions[name])
            one.addStretch(1)
            self._row.addLayout(one, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addLayout(self._row)
        self._column.addWidget(self.travel)
        self._column.addStretch(1)
