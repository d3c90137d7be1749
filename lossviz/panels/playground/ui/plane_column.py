"""Left half of the Playground panel: the plane, what may stand beside it, and the loss below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panelkit.trouble_strip import TroubleStrip
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.panels.playground.ui.beside_part import BesidePart
from lossviz.panels.playground.ui.controls import QWIDGETSIZE_MAX, button, menu
from lossviz.panels.playground.ui.loss_part import LossPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.plane.plane_view import PlaneView

BESIDE = (("", "One plane"), ("loss", "Two losses"), ("features", "Feature space"))
MAPS = tuple((key, kind.title) for key, kind in FEATURE_MAPS.items())
SHORT_MAPS = tuple((key, title.split(" ")[0]) for key, title in MAPS)
SHORT_BESIDE = (("features", "Features"),)
LAYERS = (
    ("margins", "Margins and support"),
    ("sizes", "Loss as size"),
    ("preview", "Next update"),
)
# Logical widths below which the choices have short names, and the link to the Landscape no words.
ROOMY, NARROW = 610, 520
WIDE_PLANE, LEAST_INDENTED = 430, 330


class PlaneColumn(QWidget):
    """Shows points, lines and regions, and tells what is done to them."""

    setting_changed = Signal(str, object, bool)
    view_changed = Signal(dict)
    landscape_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._make_head(theme)
        self.title = SectionHeader(theme, "")
        self.title.hide()
        self.plane = PlaneView(theme, "Points and boundaries")
        self.plane.setObjectName("playground.plane")
        self.plane.resized.connect(self._line_up)
        self.beside = BesidePart(theme)
        self.beside.hide()
        self.loss = LossPart(theme)
        self.trouble = TroubleStrip(theme, "playground", self.plane, self)
        self._themed: tuple[Themed, ...] = (
            self.head,
            self.title, self.plane, self.beside, self.loss, self.trouble,
        )  # fmt: skip
        self._lay_out()
        self._measure(theme)

    # What it shows

    def show_state(self, state: PlaygroundState) -> None:
        """Show settings, whoever made them."""
        self.feature_map.set_value(state.feature_map)

    def show_view(self, view: PlaygroundView) -> None:
        """Where one looks, and what stands beside."""
        self.beside_choice.set_value(view.beside)
        if self.beside.isHidden() == bool(view.beside):
            self.beside.setVisible(bool(view.beside))
            self.title.setVisible(bool(view.beside))
            self._line_up()
        self.beside.show_view(view)
        for name, action in self._layers.items():
            action.setChecked(getattr(view, name))

    def show_plane(self, report: PlaygroundReport) -> None:
        """Points, lines, regions."""
        self.plane.show_regions(vm.region_image(report))
        self.plane.show_picture(vm.plane_picture(report))
        self.plane.show_reading(vm.reading(report))
        if report.view.beside:
            title, caption = vm.title(report)
            self.title.set_title(title)
            self.title.set_caption(caption)
            self.beside.show_report(report)

    def show_loss(self, report: PlaygroundReport) -> None:
        """The loss, and how it became so."""
        self.loss.show_report(report)

    def take_focus(self) -> None:
        """The button that was pressed goes away: the keyboard goes to the plane."""
        self.plane.setFocus(Qt.FocusReason.OtherFocusReason)

    def width_of_square(self, height: int) -> int:
        """The width that the plane alone can use in a column of that height."""
        return self.plane.width_of_square(self._height_beside_loss(height))

    def width_of_two(self) -> int:
        """The least width in which two planes stand side by side."""
        least = max(self.plane.minimumSizeHint().width(), self.beside.minimumSizeHint().width())
        return 2 * least + self._planes.spacing()

    def least_height(self) -> int:
        """The height in which the planes have room above the loss, without its history."""
        head = self.head.heightForWidth(self.head.width())
        planes = self.plane.minimumSizeHint().height()
        if not self.beside.isHidden():
            planes += self.beside.title.sizeHint().height() + self.beside.below()
        return head + planes + self.loss.least_height() + 2 * self._column.spacing()

    def _height_beside_loss(self, height: int) -> int:
        """What is left of a height for the plane."""
        others = self.landscape.sizeHint().height() + self.loss.usual_height()
        return height - others - 2 * self._column.spacing()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._theme = theme
        self._column.setSpacing(theme.space(2))
        self._planes.setSpacing(theme.space(4))
        self._first.setSpacing(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, width = self._theme.px, self.width()
        self.landscape.setText("Show on Landscape" if width >= px(NARROW) else "")
        roomy = width >= px(ROOMY)
        self.feature_map.set_faces(() if roomy else SHORT_MAPS)
        self.beside_choice.set_faces(() if roomy else SHORT_BESIDE)
        self.loss.set_height(self.height() / self._theme.scale)
        self.trouble.place()

    def _line_up(self) -> None:
        """The loss stands below the plane's frame, where that is wide enough for it.

        What planes as wide as they are can't use of the height is for the history.
        """
        frame, width, alone = self.plane.frame.rect, self.width(), self.beside.isHidden()
        height = self.plane.height_of_square(width if alone else self.plane.width())
        # Both planes end at one height, whatever stands below one of them.
        self._first.setContentsMargins(0, 0, 0, 0 if alone else self.beside.below())
        for plane in (self.plane, self.beside.canvas):
            plane.setMaximumHeight(QWIDGETSIZE_MAX if alone else height)
        self.loss.set_spare(
            max(self._height_beside_loss(self.height()) - height, 0) if alone else self.height()
        )
        self._column.setStretch(self._column.indexOf(self._planes), 1 if alone else 0)
        self._column.setStretch(self._column.indexOf(self.loss), 0 if alone else 1)
        wide = alone and frame.width() >= self._theme.px(WIDE_PLANE)
        left = round(frame.left()) if width >= self._theme.px(LEAST_INDENTED) else 0
        self.loss.set_sides(left, width - round(frame.right()) if wide else 0)
        self.trouble.place()

    # Parts

    def _make_head(self, theme: Theme) -> None:
        self.feature_map = menu(theme, MAPS, "feature_map", "What the classifier sees")
        self.feature_map.value_changed.connect(
            lambda key: self.setting_changed.emit("feature_map", key, False)
        )
        self.beside_choice = menu(theme, BESIDE, "beside", "What stands side by side")
        self.beside_choice.value_changed.connect(
            lambda key: self.view_changed.emit({"beside": key})
        )
        self.layers = ActionsButton(theme, "Layers", ticks=True)
        self.layers.setObjectName("playground.layers")
        self.layers.setAccessibleName("What is drawn besides")
        self.layers.setToolTip("What is drawn besides the points and their boundaries")
        self._layers = {}
        for name, text in LAYERS:
            action = self.layers.actions_menu.addAction(text)
            action.setCheckable(True)
            action.setObjectName(f"playground.{name}")
            action.triggered.connect(lambda on, name=name: self.view_changed.emit({name: on}))
            self._layers[name] = action
        self.landscape = button(
            theme, "Show on Landscape", "landscape", "quiet", "landscape", self.landscape_wanted
        )
        self.landscape.setToolTip("Put two of these weights on the map of the Landscape")
        parts = (self.feature_map, self.beside_choice, self.layers, self.landscape)
        self.head = Flow(theme, parts, last_at_end=True)

    def _lay_out(self) -> None:
        self._first = QVBoxLayout()
        self._first.addWidget(self.title)
        self._first.addWidget(self.plane, 100)
        self._first.addStretch(0)  # below a plane that is as high as it is wide
        self._planes = QHBoxLayout()
        self._planes.addLayout(self._first, 1)
        self._planes.addWidget(self.beside, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addLayout(self._planes, 1)
        self._column.addWidget(self.loss)
        self._column.addStretch(0)  # for what neither can use
