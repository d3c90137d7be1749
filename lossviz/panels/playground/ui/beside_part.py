"""The second plane: the same start under the other loss, or the points in feature space."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panels.playground import beside as pictures
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundView
from lossviz.panels.playground.ui.controls import PANEL, menu
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.plane.plane_canvas import PlaneCanvas

TRAVELS = LinearScale(0.0, 1.0, 0.01)
TRAVEL_MS = 1200


class BesidePart(QWidget):
    """Shows what stands beside the plane; it follows, and is not changed itself."""

    view_changed = Signal(dict)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes, self._map, self._kind = (0, 1), "", ""
        self.title = SectionHeader(theme, "")
        self.canvas = PlaneCanvas(theme, "Beside the plane")
        self.canvas.setObjectName("playground.beside_plane")
        self.canvas.resized.connect(
            lambda width, height: self.view_changed.emit({"beside_pixels": (width, height)})
        )
        self._make_travel(theme)
        self._themed: tuple[Themed, ...] = (self.title, self.canvas, self.travel, *self.axes)
        self._lay_out()

    def show_view(self, view: PlaygroundView) -> None:
        """Which of the two, and how far the points have travelled."""
        self.travel.setVisible(view.beside == "features")
        self.travel.set_value(view.travel)
        self._axes = view.axes
        self._offer_axes()

    def show_report(self, report: PlaygroundReport) -> None:
        """The other plane."""
        if report.view.beside == "loss":
            self._show_rival(report)
        elif report.feature_space is not None:
            self._show_features(report)

    def play(self) -> None:
        """Let the points travel from the plane to where the classifier sees them."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self.isVisible() and self.style().styleHint(hint) > 0:
            self._animation.start()
        else:
            self.view_changed.emit({"travel": 1.0})

    def stay(self) -> None:
        """Let the points stop on their way."""
        self._animation.stop()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)

    def below(self) -> int:
        """The height of what stands below its plane, in px."""
        return 0 if self.travel.isHidden() else self.travel.sizeHint().height()

    def _show_rival(self, report: PlaygroundReport) -> None:
        title, caption = pictures.rival_title(report)
        self.title.set_title(title)
        self.title.set_caption(caption)
        if report.rival is None and self._kind == "loss":
            return  # it catches up: what is seen stays
        self._kind = "loss"
        self.canvas.show_window(pictures.rival_window(report))
        self.canvas.show_regions(pictures.rival_image(report))
        self.canvas.show_picture(pictures.rival_picture(report))

    def _show_features(self, report: PlaygroundReport) -> None:
        self._kind = "features"
        self._show_axes(report.state.feature_map)
        self.title.set_title("Feature space")
        self.title.set_caption(pictures.features_caption(report))
        self.canvas.show_ranges(*pictures.features_ranges(report))
        self.canvas.show_regions(pictures.features_image(report))
        self.canvas.show_picture(pictures.features_picture(report))

    def _show_axes(self, feature_map: str) -> None:
        """Which two of many features are drawn."""
        names = FEATURE_MAPS[feature_map].names
        if feature_map != self._map:
            self._map = feature_map
            choices = [(str(d), name) for d, name in enumerate(names)]
            for part in self.axes:
                part.set_choices(choices)
            self._offer_axes()
        for part, d in zip(self.axes, self._axes, strict=True):
            part.set_value(str(min(d, len(names) - 1)))

    def _offer_axes(self) -> None:
        """Where there are more than two features."""
        offers = not self.travel.isHidden() and len(self.axes[0].choices) > 2
        for part in self.axes:
            part.setVisible(offers)

    # Parts

    def _make_travel(self, theme: Theme) -> None:
        self.travel = LabelledSlider(
            theme, "Travel", 1.0, name="Travel from the plane to the feature space",
            scale=TRAVELS, default=1.0, format_value=lambda value: f"{value:.2f}", tight=True,
        )  # fmt: skip
        self.travel.setObjectName(f"{PANEL}.travel")
        self.travel.setToolTip("0: where the points are; 1: where the classifier sees them")
        self.travel.value_changed.connect(self._travel)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(TRAVEL_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(
            lambda share: self.view_changed.emit({"travel": share})
        )
        both = [("0", ""), ("1", "")]
        self.axes = (
            menu(theme, both, "axis_0", "Feature along the plane", small=True),
            menu(theme, both, "axis_1", "Feature up the plane", small=True),
        )
        for which, part in enumerate(self.axes):
            part.value_changed.connect(lambda key, which=which: self._choose_axis(which, int(key)))

    def _travel(self, value: float, _going: bool) -> None:
        self._animation.stop()
        self.view_changed.emit({"travel": value})

    def _choose_axis(self, which: int, d: int) -> None:
        """Another feature; the other axis gives way if it has that one."""
        first, second = self._axes
        if which == 0:
            axes = (d, first if d == second else second)
        else:
            axes = (second if d == first else first, d)
        self.view_changed.emit({"axes": axes})

    def _lay_out(self) -> None:
        for part in self.axes:
            self.title.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.travel)
