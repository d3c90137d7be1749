"""Left half of the Landscape panel: the surface, and the cut through the point below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from lossviz.panelkit.trouble_strip import TroubleStrip
from lossviz.panels.landscape import map_picture, plots
from lossviz.panels.landscape.narrating import narration
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeView
from lossviz.panels.landscape.surface_kinds import SURFACES
from lossviz.panels.landscape.ui.controls import adaptive, menu, segments
from lossviz.panels.landscape.ui.surface_options import SurfaceOptions
from lossviz.panels.landscape.ui.training_part import TrainingPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.legend_chips import LegendChips, MarkKind
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.descent.cut_picture import CutPicture
from lossviz.widgets.descent.cut_plot import CutPlot
from lossviz.widgets.descent.error_plot import ErrorPlot
from lossviz.widgets.descent.walk_plot import WalkPlot
from lossviz.widgets.heat_map.heat_axes import SIDES
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.layout.elided_line import ElidedLine
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.strip import Action
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.relief.relief_view import ReliefView

VIEWS = (("map", "Map"), ("relief", "3-D"))
# Logical px: the foot, in a low window and else, unless its plots need more; and where wide forms
# and the legend begin, unless they need more.
CUT_HEIGHT, LOW_CUT_HEIGHT, LOW = 168, 128, 640
WIDE, LEGEND = 600, 400

CUT_TITLE = "Cut through the point"
FOOT_TITLES = {"error": "Error against h", "walk": "Loss of the walk"}


@dataclass(frozen=True)
class Room:
    """Whether the error and the walk have room in the other column, and this one is wide.

    legend: whether there is room for it at all. wide_foot: for what the foot shows side by side.
    """

    check: bool = True
    walk: bool = True
    wide: bool = True
    legend: bool = True
    wide_foot: bool = True


class Needs(NamedTuple):
    """The widths in px that the forms need: at least, with the legend, wide, with a wide foot."""

    least: int
    legend: int
    wide: int
    wide_foot: int


def marks_shown(report: LandscapeReport) -> tuple[MarkKind, ...]:
    """The marks that the legend names; in 3-D the analytic gradient alone has an arrow."""
    if report.view.relief:
        return ("analytic", "path")
    more: tuple[MarkKind, ...] = ("minibatches",) if map_picture.shows_minibatches(report) else ()
    return ("analytic", "numeric", *more, "path")


class MapColumn(QWidget):
    """Surface and its options above, map or relief, the cut at the foot."""

    surface_chosen = Signal(str)
    cut_chosen = Signal(str)
    clear_wanted = Signal()
    relief_wanted = Signal(bool)
    h_changed = Signal(float, bool)
    went_to = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view, self._room = LandscapeView(), Room()
        self._holds_cut = False
        self._make_head(theme)
        self.options = SurfaceOptions(theme)
        self._make_map(theme)
        self._make_narration(theme)
        self._make_cut(theme)
        self._lay_out()
        self._themed: tuple[Themed, ...] = (
            self.surface, self.view, self.clear, self.legend, self.options, self.map, self.relief,
            self.trouble, self.training, self.narration, self.cut_header, self.cut_choice, self.cut,
            self.error, self.walk,
        )  # fmt: skip
        self._measure(theme)

    # What it shows

    def show_view(self, view: LandscapeView) -> None:
        """Where one looks now."""
        self.view.set_value("relief" if view.relief else "map")
        self._stack.setCurrentWidget(self.relief if view.relief else self.map)
        self.options.scale.set_value("log" if view.log else "linear")
        self._view = view

    def show_report(self, report: LandscapeReport) -> None:
        """Map, marks, cut."""
        self.legend.show_kinds(marks_shown(report))
        self._show_parts(True)
        if report.view.relief:
            picture = map_picture.relief(report)
            if picture is not None:
                self.relief.show_picture(picture)
        self.map.show_marks(map_picture.marks(report))
        self.map.show_image(None if report.map is None else report.map.image)
        self.map.show_reading(map_picture.reading(report))
        self._show_foot(plots.cut_choices(report))
        if not self._holds_cut:
            self.cut.show_picture(plots.cut_picture(report))
        if not self._room.check:
            self.error.show_picture(plots.error_picture(report))
        if not self._room.walk:
            self.walk.show_picture(plots.walk_picture(report))
        self.training.show_report(report)
        self.clear.setVisible(bool(report.old))
        told = narration(report.walk)
        self.narration.show_line(told or report.ground.note, numbers=bool(told))

    def needs(self) -> Needs:
        """What each form needs, whichever it has now."""
        gap, view = self._head.spacing(), self.view.minimumSizeHint().width()
        clear = self.clear.minimumSizeHint().width()
        head = self.surface.minimumSizeHint().width() + gap + clear
        legend, title = self.legend.minimumSizeHint().width(), self._header_width()
        rows = (self.map, self.relief, self.cut, self.error, self.walk, self.training)
        least = max(each.minimumSizeHint().width() for each in rows)
        narrow = self.options.width_when(narrow=True)
        foot = {each: title + self.cut_choice.width_when(narrow=each) for each in (True, False)}
        return Needs(
            max(least, head + gap + view, narrow, foot[True]),
            max(head + gap + legend + gap + view, self._theme.px(LEGEND)),
            max(self.options.width_when(narrow=False, more=view), self._theme.px(WIDE)),
            foot[False],
        )

    def _header_width(self) -> int:
        """The longest title of the foot, and the gap after it."""
        metrics = self.cut_header.title.fontMetrics()
        titles = (CUT_TITLE, *FOOT_TITLES.values())
        return max(metrics.horizontalAdvance(each) for each in titles) + 2 * self._theme.px(8)

    def set_room(self, width: int, needs: Needs, *, check: bool, walk: bool) -> None:
        """What has room elsewhere; what has none takes turns with the cut at the foot."""
        room = Room(
            check, walk, width >= needs.wide, width >= needs.legend, width >= needs.wide_foot
        )
        if room != self._room:
            self._room = room
            self.options.set_narrow(not room.wide)
            self.cut_choice.set_narrow(not (room.wide and room.wide_foot))
            self._place_view(room)
            self._fit()
            self._show_foot(plots.CUTS)

    def _place_view(self, room: Room) -> None:
        """Map or 3-D stands where there is room; the legend gives way in the narrowest place."""
        if room.wide:
            self.options.add(self.view)
        else:
            self._head.addWidget(self.view)
        self.view.apply_theme(self._theme)  # its font does not survive another parent
        self.legend.setVisible(room.legend)

    def _show_foot(self, cuts: Sequence[tuple[str, str]]) -> None:
        """The cut along one of these, or what has no room elsewhere."""
        more = (("error", "Error against h"),) * (not self._room.check)
        more += (("walk", "Loss of the walk"),) * (not self._room.walk)
        choices = dict((*cuts, *more))
        shown = self._view.cut if self._view.cut in choices else cuts[0][0]
        self.cut_choice.set_choices(tuple(choices.items()), shown)
        plots = {"error": self.error, "walk": self.walk}
        self._feet.setCurrentWidget(plots.get(shown, self.cut))
        self.cut_header.set_title(FOOT_TITLES.get(shown, CUT_TITLE))

    def take_focus(self) -> None:
        """The button that was pressed goes away: the keyboard goes to the map."""
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold_cut(self, picture: CutPicture | None) -> None:
        """Keep a cut while its handle is dragged along it; None lets it follow the point again."""
        if picture is not None and not self._holds_cut:
            self.cut.show_picture(plots.held_cut(picture))
        self._holds_cut = picture is not None

    def show_empty(self, why: str, actions: Sequence[Action]) -> None:
        """There is nothing to walk on: say why where the map will be."""
        self.map.show_nothing()
        self._stack.setCurrentWidget(self.map)
        self._show_parts(False)
        self.trouble.tell_nothing_there(why, actions)

    def _show_parts(self, shown: bool) -> None:
        """What belongs to a ground that is there."""
        self.narration.setVisible(shown)
        self.legend.setVisible(shown and self._room.legend)
        for part in (self.cut_header, self._foot):
            part.setVisible(shown)
        self.training.setVisible(shown and not self.training.isHidden())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._theme = theme
        self._head.setSpacing(theme.space(2))
        self._column.setSpacing(theme.space(2))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cut to the height."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A plot at the foot may have come to need more height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        low = not self._room.walk or self.height() < self._theme.px(LOW)
        height = self._theme.px(LOW_CUT_HEIGHT if low else CUT_HEIGHT)
        plots: list[QWidget] = [self.cut]
        plots += [] if self._room.check else [self.error]
        plots += [] if self._room.walk else [self.walk]
        least = max(plot.minimumSizeHint().height() for plot in plots)
        self._foot.setFixedHeight(max(height, least))
        self.trouble.place()

    # Parts

    def _make_head(self, theme: Theme) -> None:
        titles = [(kind.name, kind.title) for kind in SURFACES.values()]
        self.surface = menu(theme, titles, "surface", "Surface")
        self.surface.value_changed.connect(self.surface_chosen)
        self.view = segments(theme, VIEWS, "view", "Map or surface in 3-D")
        self.view.value_changed.connect(lambda key: self.relief_wanted.emit(key == "relief"))
        self.clear = IconButton(theme, "trash", "Clear the paths of earlier walks")
        self.clear.setObjectName("landscape.clear")
        self.clear.clicked.connect(self.clear_wanted)
        self.legend = LegendChips(theme)
        self.legend.setObjectName("landscape.legend")

    def _make_map(self, theme: Theme) -> None:
        self.map, self.relief = HeatMap(theme), ReliefView(theme)
        self.map.setObjectName("landscape.map")
        self.relief.setObjectName("landscape.relief")
        self._maps = QWidget()
        self._stack = QStackedLayout(self._maps)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.relief)
        self.trouble = TroubleStrip(theme, "landscape", self.map, self)

    def _make_narration(self, theme: Theme) -> None:
        self.training = TrainingPart(theme)
        self.narration = ElidedLine(theme, "The newest step")
        self.narration.setObjectName("landscape.narration")

    def _make_cut(self, theme: Theme) -> None:
        self.cut_header = SectionHeader(theme, CUT_TITLE)
        self.cut_choice = adaptive(theme, plots.CUTS, "cut_along", "At the foot")
        self.cut_choice.value_changed.connect(self.cut_chosen)
        self.cut_header.add(self.cut_choice)
        self.cut = CutPlot(theme, sides=SIDES)
        self.cut.setObjectName("landscape.cut")
        self.error = ErrorPlot(theme)
        self.error.setObjectName("landscape.error_below")
        self.error.h_changed.connect(self.h_changed)
        self.walk = WalkPlot(theme)
        self.walk.setObjectName("landscape.walk_below")
        self.walk.step_wanted.connect(self.went_to)
        self._foot = QWidget()
        self._feet = QStackedLayout(self._foot)
        for plot in (self.cut, self.error, self.walk):
            self._feet.addWidget(plot)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.surface)
        self._head.addStretch(0)  # for when the legend is away
        self._head.addWidget(self.legend, 1)
        self._head.addWidget(self.clear)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.options)
        self._column.addWidget(self._maps, 1)
        self._column.addWidget(self.training)
        self._column.addWidget(self.narration)
        self._column.addWidget(self.cut_header)
        self._column.addWidget(self._foot)
